"""Where links and references to notes lead, and which addresses may be opened at all."""

from __future__ import annotations

import pytest

from contention.article.markdown import read_markdown
from contention.reader.links import Link, link_at, may_open

SOURCE = """# One thing

See [the site](https://example.org/a?b=c) or [below](#another-thing--too),
[coded](#%C3%BCber), [gone](#nowhere), [top](#).

A claim[^1] and [again](#one-thing-1).

| [cell](mailto:a@example.org) | x |
|---|---|
| y | [last](#one-thing) |

## Another thing, & too

## One thing

## Über

[^1]: The note's words,

    in two paragraphs.
"""
TEXT = read_markdown(SOURCE)


def at(words: str) -> Link | None:
    return link_at(TEXT, TEXT.text.index(words))


def test_an_address() -> None:
    link = at("site")
    assert link is not None
    assert link.address == "https://example.org/a?b=c"
    assert TEXT.text[link.start : link.end] == "the site"
    assert at("See") is None
    assert at(" or ") is None, "the end of a link is outside"


def test_places_in_the_article() -> None:
    headings: dict[int | None, str] = {block.start: block.text for block in TEXT.blocks if block.level}
    below, again, last, top = at("below"), at("again"), at("last"), at("top")
    assert below is not None
    assert again is not None
    assert last is not None
    assert top is not None
    assert headings[below.place] == "Another thing, & too"
    assert again.place == sorted(place for place in headings if place is not None)[-2], (
        "the second of two headings of one name"
    )
    assert last.place == 0
    assert top.place == 0
    assert at("gone") is None
    coded = at("coded")
    assert coded is not None
    assert headings[coded.place] == "Über"


def test_cells_of_a_table_hold_links_too() -> None:
    link = at("cell")
    assert link is not None
    assert link.address == "mailto:a@example.org"


def test_a_reference_leads_to_its_note_and_says_it() -> None:
    link = at("[1]")
    assert link is not None
    assert link.note == "The note's words,\nin two paragraphs."
    assert link.place == TEXT.text.index("The note's")
    assert link.address == ""


def test_nothing_outside_the_text() -> None:
    assert link_at(TEXT, -1) is None
    assert link_at(TEXT, len(TEXT.text)) is None
    assert link_at(read_markdown(""), 0) is None


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "smb://host/x", r"\\host\x", "//host/x", "http://", "https:///x",
     "data:text/html,x", "", " https://x"],
)  # fmt: skip
def test_addresses_that_are_never_opened(address: str) -> None:
    assert not may_open(address)


@pytest.mark.parametrize("address", ["https://example.org", "HTTP://x.y/z", "mailto:someone@example.org"])
def test_addresses_that_may_be(address: str) -> None:
    assert may_open(address)
