"""A map on one page: on the paper and in the direction that make it largest."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export.options import PAPERS, ExportOptions, PictureOptions
from contention.export.page import MM, PAPER_MARGIN, Page, Paper
from contention.export.pages import LARGEST_FIT, pages_of, papers_named
from contention.export.sheet import MARGIN, Sheet
from contention.model.project import Orientation
from tests.builders import map_of
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import maps_that_hurt, rich_project, sheet_of

MEASURE = TextMeasure()


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def fitted(sheet: Sheet, papers: tuple[Paper, ...] = (), **options: object) -> Page:
    wanted = ExportOptions(**options)  # type: ignore[arg-type]
    (page,) = pages_of(sheet, wanted, MEASURE, lambda _done: True, papers)
    return page


def largest(sheet: Sheet, name: str) -> float:
    """The scale of a sheet on a paper, by hand."""
    short, long = ((side - 20) * MM for side in PAPERS[name])
    wide, high = sheet.bounds.width - 2 * MARGIN, sheet.bounds.height - 2 * MARGIN
    return max(min(short / wide, long / high), min(long / wide, short / high))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["40 levels", "60 siblings", "circles"])
def test_the_best_of_paper_and_direction_is_taken(paper: str, name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    page = fitted(sheet, paper=paper)
    every = [sheet_of(maps_that_hurt()[name], orientation=one) for one in Orientation]
    best = max(largest(one, paper) for one in every)
    (part,) = page.parts
    assert part.scale == pytest.approx(min(best, LARGEST_FIT), rel=0.021)
    assert sorted((page.width, page.height)) == pytest.approx([side * MM for side in PAPERS[paper]])


def test_deep_maps_stand_and_wide_ones_are_turned() -> None:
    """Forty levels stand upright as they are; sixty siblings do so from left to right."""
    deep = fitted(sheet_of(maps_that_hurt()["40 levels"]), paper="a4")
    wide = fitted(sheet_of(maps_that_hurt()["60 siblings"]), paper="a4")
    assert deep.parts[0].sheet.map.orientation is Orientation.DOWN
    assert deep.height > deep.width
    assert wide.parts[0].sheet.map.orientation is Orientation.RIGHT
    assert wide.height > wide.width


def test_a_chosen_direction_is_kept() -> None:
    sheet = sheet_of(maps_that_hurt()["60 siblings"], orientation=Orientation.UP)
    page = fitted(sheet, paper="a4", picture=PictureOptions(orientation=Orientation.UP))
    assert page.parts[0].sheet is sheet
    assert page.width > page.height


def test_a_map_that_gains_nothing_keeps_its_direction() -> None:
    for orientation in Orientation:
        small = sheet_of(rich_project(), orientation=orientation)
        tiny = sheet_of(map_of("K alone"), orientation=orientation)
        assert fitted(tiny, paper="a3").parts[0].sheet is tiny
        assert fitted(tiny, paper="a3").parts[0].scale == LARGEST_FIT
        assert fitted(small, paper="a4").parts[0].scale <= LARGEST_FIT


def test_what_is_drawn_stands_in_the_middle_within_the_margins() -> None:
    for name in PAPERS:
        page = fitted(sheet_of(random_map(30)), paper=name)
        (part,) = page.parts
        inner = part.sheet.bounds.grown(-MARGIN)
        left = part.x + MARGIN * part.scale
        top = part.y + MARGIN * part.scale
        right, bottom = left + inner.width * part.scale, top + inner.height * part.scale
        assert left + right == pytest.approx(page.width)
        assert top + bottom == pytest.approx(page.height)
        assert min(left, top) >= PAPER_MARGIN - 0.01


def test_turning_keeps_what_was_left_out_and_what_was_selected() -> None:
    project = rich_project()
    chosen = {"part": "selection", "chosen": ("K", "A", "iA"), "ratings": False, "title": True}
    sheet = sheet_of(project, **chosen)
    page = fitted(sheet, paper="a5", picture=PictureOptions(**chosen))  # type: ignore[arg-type]
    shown = page.parts[0].sheet
    assert set(shown.map.claims) == set(sheet.map.claims)
    assert all(claim.rating is None for claim in shown.map.claims.values())
    assert [words.line.text for words in shown.words] == ["The bridge"]
    branch = {"part": "branch", "chosen": ("A",)}
    page = fitted(sheet_of(project, **branch), paper="a5", picture=PictureOptions(**branch))  # type: ignore[arg-type]
    assert page.parts[0].sheet.diagram.box("K") is None


def test_a_paper_that_is_held_is_taken_as_it_is_held() -> None:
    upright, sideways = papers_named("a4")
    sheet = sheet_of(random_map(30))
    for paper in (upright, sideways, Paper(300, 900, 40)):
        page = fitted(sheet, (paper,))
        assert (page.width, page.height) == (paper.width, paper.height)


def test_without_paper_posters_and_branches_are_on_a4() -> None:
    for kind in ("poster", "branches"):
        options = ExportOptions(pages=kind)  # type: ignore[arg-type]
        pages = pages_of(sheet_of(random_map(30)), options, MEASURE, lambda _done: True)
        assert sorted((pages[0].width, pages[0].height)) == pytest.approx([210 * MM, 297 * MM])
        assert len(pages) > 1
