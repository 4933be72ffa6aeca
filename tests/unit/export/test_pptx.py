"""Slides: read back by python-pptx, the shapes lie where the map has them, glued, editable and described."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from msgspec.structs import replace
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.connector import Connector
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import Rect
from contention.diagram.fonts import register_fonts
from contention.export.encoding import ExportCancelled
from contention.export.errors import ExportError
from contention.export.options import ExportOptions, PictureOptions
from contention.export.pptx import LONGEST, WIDE, encode, page_of
from contention.export.pptx_shapes import Line as Stroke
from contention.export.pptx_shapes import Pen
from contention.export.sheet import Sheet
from contention.export.words import clean, describe, lines
from contention.model.project import Orientation
from tests.builders import map_of
from tests.unit.export.hurting import TEXTS, maps_that_hurt, of_texts, rich_project, sheet_of

PIXEL = 9525


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def encoded(sheet: Sheet, **options: Any) -> bytes:
    (output,) = encode(sheet, ExportOptions(format="pptx", **options), lambda _: True)
    assert output.suffix == ""
    return output.data


def slides(sheet: Sheet, **options: Any) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(encoded(sheet, **options))).slides)


def slide(sheet: Sheet, **options: Any) -> Any:
    (only,) = slides(sheet, **options)
    return only


def every(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups too, from the back to the front."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def place(shape: Any, sheet: Sheet) -> Rect:
    """Where a shape lies, in the map's coordinates."""
    _, _, page = page_of(sheet)
    scale = page.scale
    left, top = (shape.left - page.left) / scale, (shape.top - page.top) / scale
    return Rect(left, top, shape.width / scale, shape.height / scale)


def course(connector: Any, sheet: Sheet) -> list[tuple[float, float]]:
    """The corners of a connector, by the definitions of the presets in ECMA-376."""
    element = connector.element
    properties = element.spPr
    adjusted = [int(guide.get("fmla")[4:]) / 100_000 for guide in properties.iter(qn("a:gd"))]
    a, b, c = (*adjusted, 0.0, 0.0, 0.0)[:3]
    inside = {
        "straightConnector1": [],
        "bentConnector2": [(1.0, 0.0)],
        "bentConnector3": [(a, 0.0), (a, 1.0)],
        "bentConnector4": [(a, 0.0), (a, b), (1.0, b)],
        "bentConnector5": [(a, 0.0), (a, b), (c, b), (c, 1.0)],
    }[properties.prstGeom.get("prst")]
    rect = place(connector, sheet)
    transform = properties.xfrm
    angle = math.radians(int(transform.get("rot", "0")) / 60_000)
    found = []
    for u, v in [(0.0, 0.0), *inside, (1.0, 1.0)]:
        x = (u - 0.5) * rect.width * (-1 if transform.get("flipH") == "1" else 1)
        y = (v - 0.5) * rect.height * (-1 if transform.get("flipV") == "1" else 1)
        middle_x, middle_y = rect.center
        found.append(
            (
                middle_x + x * math.cos(angle) - y * math.sin(angle),
                middle_y + x * math.sin(angle) + y * math.cos(angle),
            )
        )
    return found


def described(shape: Any) -> str:
    return shape.element.xpath(".//p:cNvPr")[0].get("descr", "")


@pytest.mark.parametrize("orientation", Orientation)
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("name", ["rich", "circles", "60 siblings", "one box"])
def test_connectors_run_as_routes_and_are_glued(name: str, compact: bool, orientation: Orientation) -> None:
    drawn = rich_project() if name == "rich" else maps_that_hurt()[name]
    sheet = sheet_of(drawn, orientation=orientation, compact=compact)
    shapes = list(every(slide(sheet).shapes))
    by_number = {shape.shape_id: shape for shape in shapes}
    assert len(by_number) == len(shapes)
    connectors = [shape for shape in shapes if shape.element.tag == qn("p:cxnSp")]
    routes = {route.inference: route for route in sheet.diagram.routes}
    assert len(connectors) == len(routes)
    pills = {number: item for item in routes if (number := _pill(item, sheet, shapes)) is not None}
    for connector in connectors:
        start, end = (connector.element.find(f".//{qn(tag)}") for tag in ("a:stCxn", "a:endCxn"))
        route = routes.pop(pills[int(end.get("id"))])
        corners = course(connector, sheet)
        assert len(corners) == len(route.points)
        for corner, point in zip(corners[1:], route.points[1:], strict=True):
            assert corner == pytest.approx(point, abs=0.6)
        # Behind the panel the line goes on to the box: its first piece is the route's, or longer.
        for x, y in (route.points[0], corners[0]):
            assert math.dist((x, y), corners[1]) <= math.dist(corners[0], corners[1]) + 0.6
        for glued, corner in ((start, corners[0]), (end, corners[-1])):
            rect = place(by_number[int(glued.get("id"))], sheet).grown(2.0)
            assert rect.grown(2).contains(*corner)
    assert not routes


@pytest.mark.parametrize(
    "points",
    [
        [(100.0, 50.0), (100.0, 90.0), (30.0, 90.0), (30.0, 50.0)],
        [(100.0, 50.0), (140.0, 50.0), (140.0, 90.0), (100.0, 90.0), (100.0, 130.0)],
        [(100.0, 50.0), (140.0, 50.0), (140.0, 90.0), (60.0, 90.0), (60.0, 50.0)],
        [(100.0, 50.0), (100.0, 20.0), (60.0, 20.0), (60.0, 80.0), (10.0, 80.0)],
        [(100.0, 50.0), (140.0, 50.0), (140.0, 20.0), (60.0, 20.0), (60.0, 80.0), (10.0, 80.0)],
        [(100.0, 50.0), (60.0, 50.0), (60.0, 20.0)],
        [(100.0, 50.0), (100.0, 20.0), (60.0, 20.0)],
        [(100.0, 50.0), (100.0, 20.0)],
    ],
)
def test_a_connector_bends_as_it_is_told(points: list[tuple[float, float]]) -> None:
    sheet = sheet_of(rich_project())
    pen = Pen(page_of(sheet)[2], 2)
    element: Any = parse_xml(pen.connector(points, Stroke("#000000", 1.0), name="", start=(1, 0), end=(2, 0)))
    connector = Connector(element, None)  # type: ignore[arg-type]
    for corner, point in zip(course(connector, sheet), points, strict=True):
        assert corner == pytest.approx(point, abs=1.1)


def _pill(inference: str, sheet: Sheet, shapes: list[Any]) -> int | None:
    rect = sheet.diagram.pill_rect(inference)
    assert rect is not None
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and shape.has_text_frame and shape.text_frame.text:
            found = place(shape, sheet)
            if math.dist(found.center, rect.center) < 0.5 and abs(found.width - rect.width) < 3:
                return int(shape.shape_id)
    return None


def test_boxes_lie_where_the_map_has_them_with_the_words_as_text() -> None:
    sheet = sheet_of(rich_project())
    shapes = [shape for shape in every(slide(sheet).shapes) if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
    for rect, box in sheet.diagram.boxes:
        if box.stub:
            continue
        text = sheet.map.claims[box.claim].text
        alike = [one for one in shapes if one.text_frame.text == text]
        (shape,) = [one for one in alike if place(one, sheet) == pytest.approx(rect, abs=2.1)]
        (run,) = shape.text_frame.paragraphs[0].runs
        scale = page_of(sheet)[2].scale / PIXEL
        size = 17 if box.claim == "K" else 15
        assert run.font.size.pt == pytest.approx(size * 0.75 * scale, abs=0.1)
        assert run.font.name == "Source Sans Pro"
        assert run.font.bold == (box.claim == "K")
        assert shape.text_frame.auto_size is not None


def test_what_listeners_are_told() -> None:
    sheet = sheet_of(rich_project())
    one = slide(sheet)
    told = {line.claim or line.inference: line for line in lines(sheet) if not line.used_in}
    groups = [shape for shape in one.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert sorted(described(group) for group in groups) == sorted(
        told[item].spoken for item in ("K", "iA", "C", "D", "iE")
    )
    assert any(group.name == "2 Reason 1 of 1" for group in groups)
    shapes = list(every(one.shapes))
    said = {described(shape) for shape in shapes}
    assert {line.spoken for line in told.values() if line.claim} <= said
    assert {"Basis: expert", "Tag: key & lock", "Rated: accepted", "Rated: weak"} <= said
    silent = [shape for shape in shapes if not described(shape) and not shape.is_placeholder]
    for shape in silent:
        decorative = shape.element.xpath(".//*[local-name()='decorative']")
        assert decorative or shape.has_text_frame or shape.shape_type == MSO_SHAPE_TYPE.GROUP
    assert one.shapes.title.text_frame.text == "The bridge"
    assert one.notes_slide.notes_text_frame.text == describe(sheet)


@pytest.mark.parametrize("seen", [False, True])
def test_the_title_is_on_the_slide_where_it_is_asked_for_and_else_beyond_its_edge(seen: bool) -> None:
    sheet = sheet_of(rich_project(), title=seen)
    title = slide(sheet, picture=PictureOptions(title=seen)).shapes.title
    assert (title.top + title.height > 0) == seen
    texts = [s.text_frame.text for s in every(slide(sheet).shapes) if s.has_text_frame]
    assert texts.count("The bridge") == 1


def test_title_notes_legend_and_source_stand_around_the_map() -> None:
    everything = {"title": True, "notes": True, "legend": True, "source": True}
    sheet = sheet_of(rich_project(), **everything)
    one = slide(sheet, picture=PictureOptions(**everything))
    texts = [shape.text_frame.text for shape in every(one.shapes) if shape.has_text_frame]
    for text in (
        "Says who? Ask the *city*.",
        "speaks for what it leads to",
        "speaks against it",
        "dashed box: not said in the article",
        "Source: The <Daily> News",
    ):
        assert texts.count(text) == 1
    assert texts.count("1") == 2  # in the corner of the box and before the note
    width, height = page_of(sheet)[:2]
    for shape in one.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= width
        assert shape.top + shape.height <= height


def test_shapes_lie_in_reading_order_for_screen_readers() -> None:
    groups = [
        one.name for one in slide(sheet_of(rich_project())).shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    numbers = [int(name.split()[0]) for name in groups]
    assert len(numbers) > 3
    assert numbers == sorted(numbers)


def test_each_source_is_a_paragraph_however_long() -> None:
    project = rich_project()
    article = replace(
        project.articles["a"], author="A. Long Name " * 8, date="2024", address="https://x.org/y"
    )
    sheet = sheet_of(replace(project, articles={"a": article}), source=True)
    (box,) = [s for s in slide(sheet).shapes if s.has_text_frame and s.text_frame.text.startswith("Source:")]
    assert [one.text for one in box.text_frame.paragraphs] == list(sheet.sources)
    assert sum(words.role == "source" for words in sheet.words) > 1


def test_a_step_a_slide_shows_no_more_than_was_said() -> None:
    sheet = sheet_of(rich_project(), notes=True)
    found = slides(sheet, steps=True)
    texts = [{shape.text_frame.text for shape in every(one.shapes) if shape.has_text_frame} for one in found]
    first = {"K": 0, "A": 1, "B": 1, "D": 2, "C": 3, "E": 4}
    for claim, step in first.items():
        text = sheet.map.claims[claim].text
        assert [text in on_slide for on_slide in texts] == [number >= step for number in range(5)]
    assert [len([s for s in one.shapes if s.element.tag == qn("p:cxnSp")]) for one in found] == [
        0,
        1,
        2,
        3,
        4,
    ]
    notes = [one.notes_slide.notes_text_frame.text.splitlines() for one in found]
    assert notes[0] == ["Step 1 of 5", "1. Contention: The bridge should be closed."]
    assert [len(said) for said in notes] == [2, 4, 2, 2, 4]
    # A's footnote and its mark come with A.
    assert [any("Says who?" in text for text in on_slide) for on_slide in texts] == [False, *[True] * 4]
    marks = [sum(s.has_text_frame and s.text_frame.text == "1" for s in every(one.shapes)) for one in found]
    assert marks == [0, 2, 2, 2, 2]
    for shape in every(found[1].shapes):  # in the same place to the end
        if shape.has_text_frame and shape.text_frame.text == "It is not safe.":
            last = next(
                s
                for s in every(found[-1].shapes)
                if s.has_text_frame and s.text_frame.text == "It is not safe."
            )
            assert (shape.left, shape.top) == (last.left, last.top)


def test_too_many_steps_are_refused_with_a_way_out() -> None:
    with pytest.raises(
        ExportError, match=r"steps, which is too many for a slide each\. Nothing was written\."
    ):
        encoded(sheet_of(maps_that_hurt()["2,000 boxes"]), steps=True)


@pytest.mark.parametrize("name", maps_that_hurt())
def test_every_claim_of_maps_that_hurt(name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    one = slide(sheet)
    texts = {shape.text_frame.text for shape in every(one.shapes) if shape.has_text_frame}
    for rect, box in sheet.diagram.boxes:
        text = clean(sheet.map.claims[box.claim].text)
        assert box.stub or not text or text in texts, rect
    width, height, page = page_of(sheet)
    assert max(width, height) <= LONGEST
    assert min(width, height) >= WIDE[1]
    assert page.x(sheet.bounds.x) >= -1
    assert page.y(sheet.bounds.y) >= -1
    assert page.x(sheet.bounds.right) <= width + 1
    assert page.y(sheet.bounds.bottom) <= height + 1
    for run in one.element.iter(qn("a:rPr")):
        assert run.get("sz") is None or int(run.get("sz")) >= 100


def test_the_slide_is_the_usual_one_as_long_as_words_can_be_read() -> None:
    assert page_of(sheet_of(map_of("K alone")))[:2] == WIDE
    assert page_of(sheet_of(rich_project()))[:2] == WIDE
    width, height, page = page_of(sheet_of(maps_that_hurt()["40 levels"]))
    assert height > WIDE[1]
    assert width / height == pytest.approx(16 / 9, abs=0.001)
    assert page.scale / PIXEL == pytest.approx(0.6, abs=0.001)


def test_texts_that_hurt_come_back_whole() -> None:
    one = slide(sheet_of(of_texts()))
    shapes = [shape for shape in every(one.shapes) if shape.has_text_frame]
    texts = {shape.text_frame.text: shape for shape in shapes}
    for name, text in TEXTS.items():
        if name == "lines":
            assert "first line\nsecond line\nthird\nfourth" in texts
        elif name == "a thousand words":  # the box shows the beginning, its description all
            assert any(text in described(shape) for shape in shapes)
            assert any(found.startswith("word0 word1") for found in texts)
        elif name != "empty":
            assert clean(text) in texts
    assert "empty claim" in texts
    arabic = texts[TEXTS["arabic"]].text_frame.paragraphs[0]._p.pPr
    assert (arabic.get("rtl"), arabic.get("algn")) == ("1", "r")
    assert one.shapes.title.text_frame.text == TEXTS["markup"]


@pytest.mark.parametrize(
    ("palette", "dark"), [("classic", False), ("safe", True), ("ink", False), ("ink", True)]
)
def test_colours_dashes_and_hatching_are_the_palettes(palette: str, dark: bool) -> None:
    sheet = sheet_of(rich_project(), theme_id=palette, dark=dark)
    element = slide(sheet).element
    colours = {colour.get("val") for colour in element.iter(qn("a:srgbClr"))}
    theme = sheet.theme
    for colour in (theme.reason.line, theme.objection.panel, theme.text, theme.muted, sheet.background):
        assert colour[1:].upper() in colours
    assert bool(list(element.iter(qn("a:pattFill")))) == bool(theme.objection.hatch)
    connectors = list(element.iter(qn("p:cxnSp")))
    assert sum(one.find(f".//{qn('a:custDash')}") is not None for one in connectors) == 2
    clear = slide(sheet_of(rich_project(), background="transparent")).element
    assert clear.find(f".//{qn('p:bg')}") is None


def test_folded_branches_keep_their_chip() -> None:
    texts = [
        s.text_frame.text
        for s in every(slide(sheet_of(rich_project(), folded=frozenset({"iA"}))).shapes)
        if s.has_text_frame
    ]
    assert "4 claims" in texts
    assert "It is not safe." not in texts


def test_the_same_sheet_gives_the_same_bytes_and_no_time_of_day() -> None:
    first, second = encoded(sheet_of(rich_project())), encoded(sheet_of(rich_project()))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
        assert not [name for name in package.namelist() if "thumbnail" in name]
    assert b"created" not in core
    assert b"Canny" not in core
    assert b"<dc:title>The bridge</dc:title>" in core


@pytest.mark.parametrize("enough", [0.0, 0.4])
def test_it_stops_as_soon_as_it_is_not_wanted(enough: float) -> None:
    with pytest.raises(ExportCancelled):
        encode(sheet_of(rich_project()), ExportOptions(steps=True), lambda done: done < enough)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed.")
def test_libreoffice_draws_what_we_paint(tmp_path: Path) -> None:
    """Mean difference of all channels below 12 of 255, both at 960 pixels: fonts and corners differ."""
    from PySide6.QtCore import Qt

    from contention.export.docx_picture import picture_of

    sheet = sheet_of(rich_project())
    source = tmp_path / "map.pptx"
    source.write_bytes(encoded(sheet))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "png", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=100,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    drawn = QImage(str(tmp_path / "map.png")).convertToFormat(QImage.Format.Format_RGB32)
    width, height, page = page_of(sheet)
    across = drawn.width() / width
    x, y, wide, high = sheet.bounds
    part = drawn.copy(
        round(page.x(x) * across),
        round(page.y(y) * across),
        round(wide * page.scale * across),
        round(high * page.scale * across),
    )
    assert height
    own = QImage.fromData(picture_of(sheet, 1000.0, 1000.0).data).convertToFormat(QImage.Format.Format_RGB32)
    small = [
        image.scaled(
            960, 540, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for image in (part, own)
    ]
    one, other = (bytes(image.constBits()) for image in small)
    assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one) < 12
