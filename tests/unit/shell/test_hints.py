"""The words of the status bar."""

from __future__ import annotations

import pytest

from contention.shell.hints import WORDS, Situation, counts, hint, short
from contention.shell.table import SPECS
from tests.builders import map_of

USUAL = {spec.name: spec.keys[0] for spec in SPECS if spec.keys}


def key_of(name: str) -> str:
    return USUAL.get(name, "")


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
    assert words in hint(MAP, situation, key_of)


def test_hint_for_several_and_for_a_branch_alone() -> None:
    here = Situation(article=True, claims=True, passage=False, current="K", several=True)
    assert hint(MAP, here, key_of).startswith("G co-premises · K reason or objection")
    alone = Situation(article=True, claims=True, passage=False, current=None, focus=True)
    assert hint(MAP, alone, key_of) == "Shift+F shows the whole map again"


def test_hint_leaves_out_what_has_no_key() -> None:
    here = Situation(article=True, claims=True, passage=True, current="K")
    assert hint(MAP, here, lambda name: "J" if name == "link-passage" else "").startswith(
        "J link: the passage"
    )
    bare = Situation(article=True, claims=False, passage=True, current=None)
    assert "Select" in hint(MAP, bare, lambda _name: "")


def test_long_claims_are_cut_at_a_word() -> None:
    assert short("one") == "one"
    assert short("a\n b\t c") == "a b c"
    cut = short("Whoever owns the machines that AI runs on sets the rules")
    assert cut == "Whoever owns the machines that…"
    assert len(short("x" * 5000)) == WORDS + 1
