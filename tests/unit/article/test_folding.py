"""Texts that differ only in how they are set fold to the same, and every character knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.article.folding import Folded, fold

TEXTS = st.text(
    st.sampled_from("aBcé -\n\u00ad“”‘’—–…ﬁßİ̈\u0301\u200b\ufffc日本 \u00a0`ǅ½Å")
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The  beds\nare full.", "the beds are full."),
        ("“Night trains”, they’d say", '"Night trains", they\'d say'),
        ("a dash — and another – here", "a dash - and another -- here"),
        ("an exam-\nple of hy\u00adphens", "an example of hyphens"),
        ("an exam- ple", "an example"),
        ("ﬁrst ﬂoor oﬃce", "first floor office"),
        ("Straße", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("Ångström", "angstrom"),
        ("one\u200btwo\ufeff", "onetwo"),
        ("wait…", "wait..."),
        ("日本 語", "日本語"),
        ("\u00a0x\u2003y", "xy"),
    ],
)
def test_what_only_looks_different_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_hyphen_in_a_word_stays() -> None:
    assert fold("well-known, U-\nTurn") == "well-known,u-turn"


def test_every_character_knows_where_it_stood() -> None:
    source = "  The ﬁrst\n“bed”…"
    folded = Folded(source)
    assert folded.text == 'thefirst"bed"...'
    at = folded.text.index("fi")
    assert folded.span(at, at + 2) == (source.index("ﬁ"), source.index("ﬁ") + 1)
    assert folded.span(at + 1, at + 2) == (source.index("ﬁ"), source.index("ﬁ") + 1)
    assert folded.span(0, 3) == (2, 5)
    assert folded.span(len(folded) - 1, len(folded)) == (len(source) - 1, len(source))
    assert [folded.index(place) for place in (0, 2, 3, len(source))] == [0, 0, 1, len(folded)]


def test_a_text_of_white_space_folds_to_nothing() -> None:
    for source in ("", " \n\t", "\u00ad\u200b"):
        assert (Folded(source).text, len(Folded(source)), Folded(source).index(1)) == ("", 0, 0)


@given(TEXTS)
def test_folding_twice_is_folding_once_and_places_are_in_the_text(source: str) -> None:
    folded = Folded(source)
    assert not any(map(str.isspace, folded.text))
    places = [folded.place(index) for index in range(len(folded))]
    assert places == sorted(places)
    for index, place in enumerate(places):
        assert 0 <= place < len(source)
        assert folded.index(place) <= index
        start, end = folded.span(index, index + 1)
        assert folded.text[index] in fold(source[start:end])


@given(
    st.lists(st.sampled_from(["night", "trains", "Should", "come", "back"]), min_size=1, max_size=12),
    st.data(),
)
def test_white_space_never_matters(words: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "\n", "  ", "\u00a0", " \n\t"])) for _ in words]
    assert fold("".join(map(str.__add__, words, gaps))) == "".join(words).lower()
