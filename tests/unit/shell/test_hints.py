"""The words of the status bar."""

from __future__ import annotations

import pytest

from contention.shell.hints import WORDS, Situation, counts, hint, short
from tests.builders import map_of

MAP = map_of("K one two\n  + A three\n  - B four")


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        ("", "No claims yet"),
        ("K one", "1 claim · 0 reasons · 0 objections"),
        ("K one\n  + A two\n  - B three", "3 claims · 1 reason · 1 objection"),
        ("K one\n  + A two\n    & B three\n  + C four", "4 claims · 2 reasons · 0 objections"),
    ],
)
def test_counts(outline: str, words: str) -> None:
    assert counts(map_of(outline)) == words


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (Situation(article=False, claims=False, passage=False, current=None), "Open an article"),
        (Situation(article=True, claims=False, passage=False, current=None), "press C"),
        (Situation(article=True, claims=True, passage=False, current=None), "Select a claim"),
        (Situation(article=True, claims=True, passage=True, current=None), "C makes the passage"),
        (
            Situation(article=True, claims=True, passage=True, current="K"),
            "L link: the passage to “K one two”",
        ),
        (Situation(article=True, claims=True, passage=False, current="K"), "R reason · O objection"),
        (Situation(article=True, claims=True, passage=False, current="iA"), "this inference"),
        (Situation(article=True, claims=True, passage=False, current="gone"), "Select a claim"),
    ],
)
def test_hint_says_what_the_keys_do_now(situation: Situation, words: str) -> None:
    assert words in hint(MAP, situation)


def test_long_claims_are_cut_at_a_word() -> None:
    assert short("one") == "one"
    assert short("a\n b\t c") == "a b c"
    cut = short("Whoever owns the machines that AI runs on sets the rules")
    assert cut == "Whoever owns the machines that…"
    assert len(short("x" * 5000)) == WORDS + 1
