"""Posters: tiles that join to the whole map, with marks, an index, and no blank paper."""

from __future__ import annotations

import re

import pytest
from PIL import Image
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export.errors import ExportError
from contention.export.options import ExportOptions
from contention.export.page import MM, NATURAL, PAPER_MARGIN, Page, Paper
from contention.export.page_painting import paint_page
from contention.export.pages import pages_of
from contention.export.poster import MOST_TILES, Grid, _has_ink
from contention.export.sheet import Sheet
from contention.model.project import Claim
from tests.builders import map_of
from tests.unit.diagram.random_maps import MapMaker, random_map
from tests.unit.export.hurting import maps_that_hurt, rich_project, sheet_of
from tests.unit.export.paper import difference, drawn, opened, pillow, printed, words_of

PER_MM = 6
"""Pixels to the millimetre: margins, overlaps and tiles are whole millimetres, so they meet exactly."""
SCALE = PER_MM / MM
MEAN, STRONG = 1.0, 0.01
"""As `test_pdf` has them; PDFium draws a page of 595.3 points into whole pixels, up to half of one off."""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def poster(sheet: Sheet, **options: object) -> tuple[Page, ...]:
    wanted = ExportOptions(**{"paper": "a4", "pages": "poster", **options})  # type: ignore[arg-type]
    return pages_of(sheet, wanted, TextMeasure(), lambda _done: True)


def places(pages: tuple[Page, ...]) -> list[tuple[int, int]]:
    """Row and column of each tile, from 1, as its label says."""
    found = []
    for page in pages[1:]:
        (words,) = page.words
        row, column = re.findall(r"row (\d+) of \d+, column (\d+) of", words.line.text)[0]
        found.append((int(row), int(column)))
    return found


@pytest.mark.parametrize(
    ("scale", "overlap", "paper"), [(1.0, 10.0, "a4"), (1.5, 0.0, "a4"), (0.6, 25.0, "a5")]
)
def test_tiles_joined_are_the_whole_map(scale: float, overlap: float, paper: str) -> None:
    sheet = sheet_of(random_map(12, 4), title=True, legend=True)
    options = {"poster_scale": scale, "overlap_mm": overlap, "paper": paper}
    pages = poster(sheet, **options)
    data = printed(sheet, pages="poster", **options)
    assert len(opened(data)) == len(pages) > 2
    first = pages[1]
    area = Rect(PAPER_MARGIN, PAPER_MARGIN, first.width - 2 * PAPER_MARGIN, first.height - 2 * PAPER_MARGIN)
    wide, high = (round((side / MM - overlap) * PER_MM) for side in (area.width, area.height))
    edge, glued = 10 * PER_MM, round(overlap * PER_MM)
    (part,) = first.parts
    rows, columns = max(row for row, _ in places(pages)), max(column for _, column in places(pages))
    joined = Image.new("RGB", (columns * wide + glued, rows * high + glued), "white")
    for number, (row, column) in enumerate(places(pages), start=1):
        tile = drawn(data, number, SCALE).crop((edge, edge, edge + wide + glued, edge + high + glued))
        joined.paste(tile, ((column - 1) * wide, (row - 1) * high))
    whole = QImage(joined.width, joined.height, QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFFFF)
    painter = QPainter(whole)
    painter.scale(SCALE, SCALE)
    row, column = places(pages)[0]
    everything = part._replace(
        x=part.x - PAPER_MARGIN + (column - 1) * wide / SCALE,
        y=part.y - PAPER_MARGIN + (row - 1) * high / SCALE,
        clip=Rect(0, 0, joined.width / SCALE, joined.height / SCALE),
    )
    paint_page(painter, Page(1e5, 1e5, "transparent", "#000000", (everything,)))
    painter.end()
    mean, strong = difference(joined, pillow(whole), 3)
    assert mean < MEAN
    assert strong < STRONG
    # A column that is a millimetre off is seen.
    joined.paste(joined.crop((wide, 0, 2 * wide, joined.height)), (wide + PER_MM, 0))
    mean, strong = difference(joined, pillow(whole), 3)
    assert strong > STRONG


def test_the_scale_is_that_of_the_screen_on_paper() -> None:
    sheet = sheet_of(random_map(12, 4))
    for scale in (0.5, 1.0, 2.0):
        for page in poster(sheet, poster_scale=scale)[1:]:
            assert page.parts[0].scale == scale * NATURAL


def test_blank_tiles_are_left_out_and_crossed_in_the_index() -> None:
    maker = MapMaker()
    maker.claims["a"] = Claim(id="a", text="In one corner.")
    maker.claims["b"] = Claim(id="b", text="Far away.", position=(2_500.0, 3_000.0))
    sheet = sheet_of(maker.map())
    index, *tiles = pages = poster(sheet)
    assert len(tiles) == 2
    rows, columns = max(row for row, _ in places(pages)), max(column for _, column in places(pages))
    assert rows > 2
    assert columns > 2
    framed = [frame for frame in index.frames if not frame.fill]
    assert len(framed) == rows * columns
    assert sum(frame.crossed for frame in framed) == rows * columns - 2
    assert "would be blank" in " ".join(words.line.text for words in index.words)
    # On a coloured ground no tile is blank.
    dark = sheet_of(maker.map(), dark=True)
    assert len(poster(dark)) == rows * columns + 1
    data = printed(sheet, paper="a4", pages="poster")
    for number in range(len(pages)):
        page = drawn(data, number)
        inside = page.crop((40, 40, page.width - 40, page.height - 40))
        assert inside.getextrema() != ((255, 255),) * 3


def test_a_tile_whose_ink_is_all_on_its_neighbours_too_is_left_out() -> None:
    sheet = sheet_of(map_of("K One box"))
    paper = Paper(320.0, 200.0, margin=10.0)
    # Two columns that overlap by a third; the box ends within the overlap, or beyond it.
    overlap, step = 100.0, 200.0
    grid = Grid(paper, 2, 1, step, 180.0, 0.0, 0.0)
    x, y = sheet.bounds.x, sheet.bounds.y
    inside = [Rect(x + 10, y + 10, step + overlap / 2 - 10, 20)]
    beyond = [Rect(x + 10, y + 10, step + overlap, 20)]
    assert [_has_ink(sheet, 1.0, grid, (0, column), inside) for column in (0, 1)] == [True, False]
    assert [_has_ink(sheet, 1.0, grid, (0, column), beyond) for column in (0, 1)] == [True, True]


def test_no_tile_with_ink_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one where a line passes and nothing else."""
    wide = "\n".join(["K top", *(f"  + s{number} sibling {number}" for number in range(4))])
    sheet = sheet_of(map_of(wide))
    large = {"poster_scale": 24.0, "paper": "a5", "overlap_mm": 0.0}
    kept = set(places(poster(sheet, **large)))
    data = printed(sheet, pages="poster", **large)
    assert len(opened(data)) == len(kept) + 1
    monkeypatch.setattr("contention.export.poster._white", lambda _sheet: False)
    every = places(poster(sheet, **large))
    data = printed(sheet, pages="poster", **large)
    inked = set()
    for number, place in enumerate(every, start=1):
        page = drawn(data, number)
        edge = round(PAPER_MARGIN) + 1
        if page.crop((edge, edge, page.width - edge, page.height - edge)).getextrema() != ((255, 255),) * 3:
            inked.add(place)
    assert inked <= kept < set(every)
    assert len(kept - inked) < len(kept) / 3  # at the edges of what is drawn


def test_every_tile_says_where_it_belongs_and_has_crop_marks() -> None:
    sheet = sheet_of(random_map(12, 4))
    index, *tiles = pages = poster(sheet)
    assert [words.line.text for words in index.words][-len(tiles) :] == [
        str(number) for number in range(2, len(tiles) + 2)
    ]
    for number, page in enumerate(tiles, start=2):
        assert f"page {number} of {len(pages)}" in page.words[0].line.text
        assert len(page.lines) >= 8
        inner = Rect(
            PAPER_MARGIN, PAPER_MARGIN, page.width - 2 * PAPER_MARGIN, page.height - 2 * PAPER_MARGIN
        )
        for x0, y0, x1, y1 in page.lines:  # beside the drawing, and on the paper
            assert not inner.contains((x0 + x1) / 2, (y0 + y1) / 2)
            assert min(x0, x1, y0, y1) >= 0
            assert max(x0, x1) <= page.width
            assert max(y0, y1) <= page.height


def test_one_tile_needs_no_index_and_no_marks() -> None:
    (page,) = poster(sheet_of(map_of("K alone")))
    assert page.words == ()
    assert page.lines == ()


def test_the_paper_lies_so_that_there_are_fewest_pages() -> None:
    deep = poster(sheet_of(maps_that_hurt()["40 levels"]))
    assert len(deep) == 5 + 1  # 3,574 points of height; on its side it would be 7
    assert deep[0].height > deep[0].width


def test_the_index_of_a_dark_poster_is_read_on_white_paper() -> None:
    data = printed(sheet_of(rich_project(), dark=True), paper="a5", pages="poster", poster_scale=2.0)
    page = drawn(data, 0, 2)
    assert page.getpixel((3, 3)) == (255, 255, 255)
    assert "Poster of" in words_of(data)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_no_scale_is_no_poster(scale: float) -> None:
    with pytest.raises(ExportError, match=r"scale must be a number above 0. Nothing was written"):
        poster(sheet_of(random_map(3)), poster_scale=scale)


@pytest.mark.parametrize("overlap", [-1.0, 96.0, float("nan")])
def test_an_overlap_that_leaves_no_room_is_refused(overlap: float) -> None:
    with pytest.raises(ExportError, match=r"from 0 to 95 mm. Nothing was written"):
        poster(sheet_of(random_map(3)), overlap_mm=overlap)


def test_too_many_pages_are_refused_with_a_scale_that_fits() -> None:
    sheet = sheet_of(maps_that_hurt()["2,000 boxes"])
    with pytest.raises(ExportError, match=r"too many. Nothing was written") as caught:
        poster(sheet)
    fits = float(re.findall(r"Scale ([\d.e-]+) fits", str(caught.value))[0])
    assert 1 < len(poster(sheet, poster_scale=fits)) <= MOST_TILES + 1
