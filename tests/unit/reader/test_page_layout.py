"""Pages one under the other: where each stands, and the same place after a zoom."""

from __future__ import annotations

import pytest

from contention.article.pdf_document import Box, Characters
from contention.article.pdf_places import PageRange, PlaceIndex
from contention.reader.page_layout import PageLayout, fitting_scale
from contention.reader.page_strips import nearest, place_in_text, strips


def test_a_layout_finds_pages_and_places_again() -> None:
    layout = PageLayout([(100, 200), (50, 100), (100, 100)], 2.0, 400)
    assert layout.rect(1).center().x() == layout.rect(0).center().x() == 200
    assert layout.page_at(0) == 0
    assert layout.page_at(layout.rect(1).top() + 1) == 1
    assert list(layout.between(0, layout.height)) == [0, 1, 2]
    place = layout.place_at(500)
    larger = PageLayout([(100, 200), (50, 100), (100, 100)], 3.0, 400)
    assert larger.place_at(larger.y_of(place)) == pytest.approx(place)
    assert list(PageLayout([], 1.0, 100).between(0, 50)) == []


def test_the_widest_page_fills_the_view() -> None:
    scale = fitting_scale([(100, 200), (50, 100)], 428)
    assert PageLayout([(100, 200), (50, 100)], scale, 428).width == pytest.approx(428)
    assert fitting_scale([], 400) == 1.0


def line(words: str, top: float) -> tuple[str, list[Box], list[float]]:
    """Letters of ten points each."""
    boxes = [Box(10 * n, top, 10 * n + 10, top + 10) for n in range(len(words))]
    return words, boxes, [top + 8.0] * len(words)


def page(*lines: str) -> Characters:
    parts = [line(words, 20.0 * n) for n, words in enumerate(lines)]
    return Characters(
        "".join(words for words, _, _ in parts),
        [box for _, boxes, _ in parts for box in boxes],
        [base for _, _, bases in parts for base in bases],
    )


def test_a_range_over_two_lines_has_two_strips() -> None:
    found = strips([PageRange(0, 2, 4)], 0, page("abcd", "efgh"))
    assert found == (Box(20, 0, 40, 10), Box(0, 20, 20, 30))
    assert strips([PageRange(1, 2, 4)], 0, page("abcd")) == ()
    assert strips([PageRange(0, 2, 90)], 0, page("abcd")) == (Box(20, 0, 40, 10),)


def test_runs_with_a_gap_on_one_line_are_one_strip() -> None:
    assert strips([PageRange(0, 0, 1), PageRange(0, 2, 2)], 0, page("abcd")) == (Box(0, 0, 40, 10),)


def test_a_point_beside_a_line_belongs_to_that_line() -> None:
    characters = page("abcd", "efgh")
    assert nearest(characters, 300, 24) == (7, True)
    assert nearest(characters, 12, 3) == (1, False)
    assert nearest(page(), 1, 1) is None


def test_the_place_of_a_point_is_between_two_letters() -> None:
    index, characters = PlaceIndex([(100, 0, 0, 4), (105, 0, 4, 4)]), page("abcd", "efgh")
    assert place_in_text(index, 0, characters, 12, 5) == 101
    assert place_in_text(index, 0, characters, 18, 5) == 102
    assert place_in_text(index, 0, characters, 300, 25) == 109
    assert place_in_text(index, 1, characters, 12, 5) is None
