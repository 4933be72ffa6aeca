"""Words are found wherever they stand in the canonical text, and at their very place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.reader.finding import Finder, Wanted, fold

TEXT = (
    "The café’s owner said: “Über alles”. The CAFE was closed\n"
    "for good – so re-\u00adopen it? cafe\u0301s, İstanbul."
)


def found(words: str, text: str = TEXT, **rules: bool) -> list[str]:
    return [text[start:end] for start, end in Finder(text).find(Wanted(words, **rules))]


@pytest.mark.parametrize(
    ("words", "rules", "expected"),
    [
        ("cafe", {}, ["café", "CAFE", "cafe\u0301"]),
        ("CAFÉ", {}, ["café", "CAFE", "cafe\u0301"]),
        ("café", {"accents": True}, ["café"]),
        ("CAFE", {"case": True}, ["CAFE"]),
        ("the", {}, ["The", "The"]),
        ("the", {"case": True}, []),
        ("cafe", {"whole": True}, ["café", "CAFE"]),
        ("uber", {}, ["Über"]),
        ("closed for", {}, ["closed\nfor"]),
        ("  closed \t for ", {}, ["closed\nfor"]),
        ("café's", {}, ["café’s"]),
        ('"uber', {}, ["“Über"]),
        ("good - so", {}, ["good – so"]),
        ("istanbul", {}, ["İstanbul"]),
        (".*", {}, []),
        ("open it?", {}, ["open it?"]),
        ("", {}, []),
        ("   ", {}, []),
    ],
)
def test_found(words: str, rules: dict[str, bool], expected: list[str]) -> None:
    assert found(words, **rules) == expected


def test_soft_hyphens_are_no_hindrance() -> None:
    assert found("because", "be\u00adcause of") == ["be\u00adcause"]


def test_letters_of_other_scripts() -> None:
    assert found("שלום", "and שָׁלוֹם there") == ["שָׁלוֹם"]
    assert found("機械", "所有者は機械を持つ") == ["機械"]
    assert found("각", "가 각") == ["각"]
    assert found("か", "かが") == ["か"]
    assert found("λόγος", "ΛΟΓΟΣ, λογος") == ["ΛΟΓΟΣ", "λογος"]
    assert found("και", "Και ΚΑΊ") == ["Και", "ΚΑΊ"]


def test_a_whole_word_may_begin_inside_one_that_is_not() -> None:
    assert found("a a", "ba a a", whole=True) == ["a a"]
    assert Finder("ba a a").find(Wanted("a a", whole=True)) == [(3, 6)]
    assert found("?a", "b?a ?a", whole=True) == ["?a"]


def test_many_different_letters_are_folded_alike() -> None:
    letters = "".join(chr(number) for number in range(0xC0, 0x250))
    folded = fold(letters)
    assert len(folded) == len(letters)
    assert all(fold(letter) == one for letter, one in zip(letters, folded, strict=True))


def test_after_wide_characters_places_are_those_of_the_text() -> None:
    assert Finder("🙂🙂 word").find(Wanted("word")) == [(3, 7)]


@given(st.text(max_size=80), st.booleans(), st.booleans())
def test_folding_keeps_every_place(text: str, case: bool, accents: bool) -> None:
    assert len(fold(text, case=case, accents=accents)) == len(text)


@given(st.text(st.sampled_from("aAáÁ bB.-–’'\n🙂"), max_size=40), st.data())
def test_what_stands_in_the_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if words:
        for case in (False, True):
            spans = Finder(text).find(Wanted(words, case=case, accents=case))
            assert any(first <= start < last for first, last in spans)
