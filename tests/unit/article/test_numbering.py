"""Paragraphs are counted as a person would cite them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contention.article.markdown import read_markdown
from contention.article.numbering import Numbering

SOURCE = """# Title

First one.

Second one.

- an item
- another

> A quoted third.

## Below

![only a picture](asset:x)

***

Fourth, with a note[^1].

| a | b |
|---|---|
| 1 | 2 |

[^1]: What the note says.
"""


def number_of(words: str, aside: str = "") -> int | None:
    text = read_markdown(SOURCE)
    start = text.text.index(aside) if aside else 0
    spans = ((start, start + len(aside)),) if aside else ()
    return Numbering(text, spans).number(text.text.index(words))


def test_paragraphs_and_quotes_are_counted_in_order() -> None:
    numbering = Numbering(read_markdown(SOURCE))
    text = read_markdown(SOURCE).text
    assert [text[start:].split()[0] for start in numbering.starts] == ["First", "Second", "A", "Fourth,"]
    assert [numbering.beginning_at(start) for start in numbering.starts] == [1, 2, 3, 4]
    assert numbering.beginning_at(numbering.starts[1] + 1) is None


def test_any_place_in_a_paragraph_has_its_number() -> None:
    assert number_of("one.") == 1
    assert number_of("Second one.") == 2
    assert number_of("quoted third") == 3


def test_lists_and_tables_go_with_the_paragraph_before() -> None:
    assert number_of("another") == 2
    assert number_of("2\n") == 4


def test_headings_notes_and_the_beginning_have_none() -> None:
    assert number_of("Title") is None
    assert number_of("Below") is None
    assert number_of("What the note") is None


def test_what_was_set_aside_is_not_counted() -> None:
    assert number_of("First one.", aside="First one.") is None
    assert number_of("Second one.", aside="First one.") == 1


def test_an_empty_article() -> None:
    assert Numbering(read_markdown("")).number(0) is None


@given(st.lists(st.sampled_from(["words", "# head", "- item", "> quote", "***"]), max_size=12))
def test_numbers_rise_by_one(parts: list[str]) -> None:
    text = read_markdown("\n\n".join(parts))
    numbering = Numbering(text)
    assert [numbering.number(start) for start in numbering.starts] == list(
        range(1, len(numbering.starts) + 1)
    )
