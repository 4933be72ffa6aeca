"""Indicator words are found whole, told apart by what they point to, and are the reader's own to list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.article.indicators import (
    DEFAULTS,
    LANGUAGES,
    MOST_WORDS,
    Points,
    as_text,
    find,
    from_text,
    language_of,
)


def found(text: str, language: str = "en") -> list[tuple[str, Points]]:
    return [(text[one.start : one.end], one.points) for one in find(text, DEFAULTS[language])]


def test_words_are_found_in_any_case_and_across_spaces_but_never_in_parts() -> None:
    text = "Because it is so, it follows  that we pay. But butter and sinceresse are no signs; Hence: no."
    assert found(text) == [
        ("Because", Points.PREMISE),
        ("it follows  that", Points.CONCLUSION),
        ("But", Points.CONTRAST),
        ("Hence", Points.CONCLUSION),
    ]


def test_the_longest_wins() -> None:
    assert found("even though it rains") == [("even though", Points.CONTRAST)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Schließlich zahlt sie, weil er es will; DAHER nichts.", ["Schließlich", "weil", "DAHER"]),
        ("fr", "Il part parce qu’elle reste, donc il a tort.", ["parce qu’", "donc"]),
        (
            "es",
            "Sin embargo, paga ya que puede. Por lo tanto, calla.",
            ["Sin embargo", "ya que", "Por lo tanto"],
        ),
    ],
)
def test_other_languages(language: str, text: str, words: list[str]) -> None:
    assert [word for word, _ in found(text, language)] == words


def test_every_language_has_a_name_and_all_three_kinds_each_word_once() -> None:
    assert set(LANGUAGES) == set(DEFAULTS)
    for words in DEFAULTS.values():
        assert set(words) == set(Points)
        listed = [word.casefold() for group in words.values() for word in group]
        assert len(listed) == len(set(listed))


def test_a_list_is_edited_as_text_and_read_again() -> None:
    for words in DEFAULTS.values():
        assert from_text(as_text(words)) == words
    mine = from_text("  of course\n\n= ergo\nquod  erat\n- sed\n-  SED ")
    assert mine == {
        Points.PREMISE: ("of course",),
        Points.CONCLUSION: ("ergo", "quod erat"),
        Points.CONTRAST: ("sed",),
    }
    assert [one.points for one in find("Ergo, sed: quod erat.", mine)] == [
        Points.CONCLUSION,
        Points.CONTRAST,
        Points.CONCLUSION,
    ]


def test_an_empty_list_finds_nothing() -> None:
    assert list(find("because", from_text("\n \n"))) == []


@given(st.text(max_size=200), st.text(alphabet="+=-ab (.*[\n'İß", max_size=200))
def test_no_list_that_is_written_breaks_the_search(text: str, written: str) -> None:
    words = from_text(written)
    for one in find(text + " " + written, words):
        assert one.start < one.end


def test_endless_lists_are_cut() -> None:
    words = from_text("\n".join(f"word{n}" for n in range(3 * MOST_WORDS)) + "\n" + "x" * 1000)
    assert len(words[Points.PREMISE]) == MOST_WORDS


def test_the_language_of_a_text() -> None:
    assert language_of("The rent of the machines is high and it is not by chance that this is so.") == "en"
    assert (
        language_of("Die Miete ist hoch und das ist nicht der Grund, mit dem sich die Leute abfinden.")
        == "de"
    )
    assert (
        language_of(
            "Les loyers sont hauts et ce n'est pas dans les villes que la rente est une des plus rares."
        )
        == "fr"
    )
    assert (
        language_of("Los precios y las rentas no bajan con el tiempo, al menos no para una de las partes.")
        == "es"
    )
    assert language_of("谁拥有机器？") == ""
    assert language_of("") == ""
