"""A large map by branches: all of it is there, can be read, and says where it goes on."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export.branch_cutting import READABLE
from contention.export.encoding import ExportCancelled
from contention.export.options import ExportOptions, PictureOptions
from contention.export.page import NATURAL, PAPER_MARGIN, Page
from contention.export.pages import pages_of
from contention.export.sheet import MARGIN, Sheet
from contention.model.project import ArgumentMap, Orientation, read_only
from contention.model.structure import structure_of
from tests.builders import map_of
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import maps_that_hurt, of_texts, rich_project, sheet_of
from tests.unit.export.paper import difference, drawn, ink, opened, painted_page, printed, words_of

MAPS = {**maps_that_hurt(), "texts": of_texts(), "several": random_map(150, 7, roots=12, undercuts=0.3)}


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def by_branches(sheet: Sheet, **options: object) -> tuple[Page, ...]:
    wanted = ExportOptions(**{"paper": "a4", "pages": "branches", **options})  # type: ignore[arg-type]
    return pages_of(sheet, wanted, TextMeasure(), lambda _done: True)


def shown(page: Page) -> set[str]:
    """Claims that are drawn in full on a page."""
    return {box.claim for part in page.parts for _, box in part.sheet.diagram.boxes if not box.stub}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("orientation", list(Orientation))
def test_every_claim_and_inference_is_on_a_page_and_can_be_read(name: str, orientation: Orientation) -> None:
    if name == "2,000 boxes" and orientation is not Orientation.DOWN:
        pytest.skip("once is enough")
    sheet = sheet_of(MAPS[name], orientation=orientation)
    pages = by_branches(sheet, picture=PictureOptions(orientation=orientation))
    claims = set().union(*(shown(page) for page in pages))
    assert claims == set(sheet.map.claims)
    pills = {
        placed.brick.pill.inference
        for page in pages
        for part in page.parts
        for placed in part.sheet.diagram.bricks
        if placed.brick.pill is not None
    }
    assert pills == set(sheet.map.inferences)
    tall = {"texts"}  # a thousand words are larger than a page
    for page in pages:
        for part in page.parts:
            assert part.scale <= NATURAL
            assert part.scale >= READABLE - 1e-9 or name in tall


@pytest.mark.parametrize("name", MAPS)
def test_nothing_leaves_the_page_and_nothing_lies_over_another(name: str) -> None:
    for page in by_branches(sheet_of(MAPS[name])):
        area = Rect(0, 0, page.width, page.height).grown(-PAPER_MARGIN + 0.1)
        places = []
        for part in page.parts:
            inner = part.sheet.bounds.grown(-MARGIN)
            left, top = part.x + MARGIN * part.scale, part.y + MARGIN * part.scale
            place = Rect(left, top, inner.width * part.scale, inner.height * part.scale)
            assert area.contains(place.x, place.y)
            assert area.contains(place.right, place.bottom)
            places.append(place)
        for number, place in enumerate(places):
            assert not any(place.intersects(other) for other in places[number + 1 :])


@pytest.mark.parametrize("name", ["circles", "40 levels", "60 siblings", "several"])
def test_where_a_branch_goes_on_is_said_both_ways(name: str) -> None:
    sheet = sheet_of(MAPS[name])
    pages = by_branches(sheet)
    data = printed(sheet, paper="a4", pages="branches")
    document = opened(data)
    assert len(document) == len(pages)
    assert len(pages) > 1 or name == "40 levels"  # side by side on one page
    onwards: Counter[tuple[int, int]] = Counter()
    backwards: Counter[tuple[int, int]] = Counter()
    for number in range(len(pages)):
        words = " ".join(document[number].get_textpage().get_text_range().split())
        onwards.update((number + 1, int(to)) for to in re.findall(r"continued on page (\d+)", words))
        onwards[number + 1, number + 1] += words.count("continued on this page")
        backwards.update((int(of), number + 1) for of in re.findall(r"continued from page (\d+)", words))
        backwards[number + 1, number + 1] += words.count("continued from this page")
        assert f"page {number + 1} of {len(pages)}" in words or len(pages) == 1
    assert +onwards == +backwards
    assert sum(onwards.values()) > 0
    assert all(of <= to for of, to in +onwards)  # in reading order


def test_a_mark_stands_on_the_box_whose_branch_goes_on() -> None:
    sheet = sheet_of(MAPS["circles"])
    structure = structure_of(sheet.map)
    pages = by_branches(sheet)
    marked = 0
    for page in pages:
        for part in page.parts:
            rects = {box.claim: rect for rect, box in part.sheet.diagram.boxes if not box.stub} | {
                placed.brick.id: rect
                for placed in part.sheet.diagram.bricks
                if (rect := part.sheet.diagram.panel_rect(placed.brick.id)) is not None
            }
            for mark in part.marks:
                on = [key for key, rect in rects.items() if rect.intersects(mark.rect)]
                assert any(structure.inferences_of.get(key) or key in sheet.map.inferences for key in on)
                marked += 1
    assert marked == sum(len(page.words) for page in pages) - len(pages)


@pytest.mark.parametrize("name", MAPS)
def test_no_words_lie_over_others(name: str) -> None:
    for page in by_branches(sheet_of(MAPS[name])):
        lines = [
            Rect(words.line.x, words.line.baseline - words.style.px, words.line.width, 1.3 * words.style.px)
            for words in page.words
        ]
        for number, line in enumerate(lines):
            assert not any(line.intersects(other) for other in lines[number + 1 :])


@pytest.mark.parametrize("name", ["circles", "several", "60 siblings"])
@pytest.mark.parametrize("orientation", list(Orientation))
def test_no_mark_lies_on_a_line(name: str, orientation: Orientation) -> None:
    sheet = sheet_of(MAPS[name], orientation=orientation)
    for page in by_branches(sheet, picture=PictureOptions(orientation=orientation)):
        for part in page.parts:
            segments = [
                Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).grown(1)
                for route in part.sheet.diagram.routes
                for (x0, y0), (x1, y1) in pairwise(route.points)
            ]
            for mark in part.marks:
                assert not any(mark.rect.grown(-2).intersects(segment) for segment in segments)


def test_small_maps_are_one_page_without_marks() -> None:
    (page,) = by_branches(sheet_of(rich_project(), title=True))
    assert page.words == ()
    assert page.parts[0].marks == ()
    assert page.parts[0].scale <= NATURAL


def test_small_branches_share_a_page() -> None:
    pages = by_branches(sheet_of(random_map(200)))
    assert any(len(page.parts) > 1 for page in pages)
    assert len(pages) < 25


def test_the_role_of_a_box_is_that_in_the_whole_map() -> None:
    sheet = sheet_of(MAPS["several"])
    roles = {box.claim: box.role for _, box in sheet.diagram.boxes if not box.stub}
    for page in by_branches(sheet):
        for part in page.parts:
            for _, box in part.sheet.diagram.boxes:
                if not box.stub:
                    assert box.role is roles[box.claim], box.claim


def test_claims_are_drawn_in_full_once_but_where_a_branch_begins_again() -> None:
    sheet = sheet_of(MAPS["60 siblings"])
    pages = by_branches(sheet)
    counts = Counter(claim for page in pages for claim in shown(page))
    assert counts.pop("K") == len(pages) > 1
    assert set(counts.values()) == {1}


def test_title_and_legend_stand_on_the_first_page_alone() -> None:
    options = PictureOptions(title=True, legend=True)
    pages = by_branches(sheet_of(MAPS["circles"], title=True, legend=True), picture=options)
    titled = [any(part.sheet.legend for part in page.parts) for page in pages]
    assert titled == [True] + [False] * (len(pages) - 1)
    roles = [{words.role for part in page.parts for words in part.sheet.words} for page in pages]
    assert roles[0] >= {"title", "legend"}
    assert not any(roles[1:])


def test_what_the_reader_has_folded_stays_folded() -> None:
    drawn_map = MAPS["several"]
    structure = structure_of(drawn_map)
    folded = next(
        claim
        for claim in drawn_map.claims
        if structure.primary_use(claim) is not None and len(list(structure.below(claim))) > 4
    )
    hidden = {item for item in structure.below(folded) if item in drawn_map.claims} - {folded}
    options = PictureOptions(folded=frozenset({folded}))
    pages = by_branches(sheet_of(drawn_map, folded=options.folded), picture=options)
    claims = set().union(*(shown(page) for page in pages))
    assert claims == set(drawn_map.claims) - hidden


def test_a_branch_and_a_selection_by_branches() -> None:
    drawn_map = MAPS["several"]
    structure = structure_of(drawn_map)
    top = max(drawn_map.claims, key=lambda one: len(list(structure.below(one))))
    options = PictureOptions(part="branch", chosen=(top,))
    pages = by_branches(sheet_of(drawn_map, part="branch", chosen=(top,)), picture=options, paper="a5")
    below = {item for item in structure.below(top) if item in drawn_map.claims}
    assert set().union(*(shown(page) for page in pages)) == below
    some = tuple(list(drawn_map.claims)[:60])
    options = PictureOptions(part="selection", chosen=some)
    pages = by_branches(sheet_of(drawn_map, part="selection", chosen=some), picture=options)
    assert set().union(*(shown(page) for page in pages)) == set(some)


def test_paper_lies_the_way_of_the_map() -> None:
    for orientation in Orientation:
        sheet = sheet_of(MAPS["circles"], orientation=orientation)
        page = by_branches(sheet)[0]
        assert (page.width < page.height) is (orientation is Orientation.RIGHT)


def test_words_and_margins_of_the_file() -> None:
    sheet = sheet_of(MAPS["several"])
    data = printed(sheet, paper="letter", pages="branches")
    found = set(words_of(data).split())
    for claim in sheet.map.claims.values():
        assert set(claim.text.split()) <= found
    for number in range(len(opened(data))):
        page = drawn(data, number)
        left, top, right, bottom = ink(page) or (0, 0, 0, 0)
        assert min(left, top, page.width - right, page.height - bottom) >= 8


@pytest.mark.parametrize("name", ["2,000 boxes", "circles", "40 levels", "60 siblings", "texts"])
def test_pages_are_what_is_painted(name: str) -> None:
    """Every page of the small maps; of the large one, some from its beginning, middle and end."""
    sheet = sheet_of(MAPS[name])
    pages = by_branches(sheet)
    data = printed(sheet, paper="a4", pages="branches")
    step = max(1, len(pages) // 6)
    for number in range(0, len(pages), step):
        page = drawn(data, number, 4)
        # PDFium draws a page of 841.9 points into whole pixels.
        width = opened(data)[number].get_width()
        mean, strong = difference(page, painted_page(pages[number], page.size, page.width / width), 4)
        assert mean < 0.4
        assert strong < 0.001


def test_a_no_ends_the_cutting() -> None:
    options = ExportOptions(paper="a4", pages="branches")
    with pytest.raises(ExportCancelled):
        pages_of(sheet_of(MAPS["circles"]), options, TextMeasure(), lambda done: done < 0.4)


def test_a_claim_used_again_in_what_is_left_out_is_still_a_reference() -> None:
    """Of sixty siblings one uses a claim of another that stands on a later page."""
    wide = "\n".join(["K top", *(f"  + s{number} sibling {number}" for number in range(60))])
    drawn_map: ArgumentMap = map_of(wide)
    first = drawn_map.inferences["is0"]
    inferences = {**drawn_map.inferences, "is0": replace(first, premises=("s0", "s59"))}
    claims = {**drawn_map.claims, "s59": replace(drawn_map.claims["s59"], primary="is59")}
    again = replace(drawn_map, inferences=read_only(inferences), claims=read_only(claims))
    pages = by_branches(sheet_of(again))
    assert [number for number, page in enumerate(pages) if "s59" in shown(page)] == [len(pages) - 1]
    stubs = [box.claim for part in pages[0].parts for _, box in part.sheet.diagram.boxes if box.stub]
    assert stubs == ["s59"]
