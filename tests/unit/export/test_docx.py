"""Word documents: read back by python-docx, all is there, in styles, with a picture that is described."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.export.docx import LEVELS, encode
from contention.export.encoding import ExportCancelled
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.export.words import clean, describe, lines, summary
from tests.unit.export.hurting import TEXTS, maps_that_hurt, of_texts, rich_project, sheet_of


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def encoded(sheet: Sheet) -> bytes:
    (output,) = encode(sheet, ExportOptions(format="docx"), lambda _: True)
    assert output.suffix == ""
    return output.data


def written(sheet: Sheet) -> Document:
    return docx.Document(io.BytesIO(encoded(sheet)))


def rows(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]


def test_outline_quotes_notes_and_standard_form() -> None:
    found = rows(written(sheet_of(rich_project())))
    start = found.index(("Heading 1", "Outline"))
    assert found[start + 1 : start + 8] == [
        ("Argument level 1", "1. Contention: The bridge should be closed."),
        ("Argument level 2", "2. Reason 1 of 1: from safety, 2 premises together (weak step)"),
        ("Argument level 3", "3. Reason 1 of 1, premise 1 of 2: It is not safe. (accepted)"),
        ("Argument note", "Note: Says who?"),
        ("Argument note", "Ask the *city*."),
        (
            "Argument level 4",
            "4. Reason 1 of 1: A beam is cracked. (expert; tag: key & lock; also used in one other place)",
        ),
        ("Argument quote", "“gone <b>words</b>” — The <Daily> News, implied"),
    ]
    start = found.index(("Heading 1", "Arguments in standard form"))
    assert found[start + 1 : start + 5] == [
        ("Heading 2", "1: reason 1 of 1, from safety (line 2)"),
        ("Argument premise", "(1)\tIt is not safe."),
        ("Argument premise", "(2)\tUnsafe bridges should be closed. (unstated)"),
        ("Argument conclusion", "(3)\tTherefore: The bridge should be closed."),
    ]


def test_quotes_and_notes_stand_deeper_than_their_claim_and_a_line_over_the_conclusion() -> None:
    document = written(sheet_of(rich_project()))
    quote = next(p for p in document.paragraphs if p.style and p.style.name == "Argument quote")
    level = document.styles["Argument level 4"].paragraph_format.left_indent
    assert quote.paragraph_format.left_indent > level
    conclusion: Any = document.styles["Argument conclusion"].element
    assert conclusion.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None


@pytest.mark.parametrize("options", [{}, {"theme_id": "ink", "dark": True}, {"background": "transparent"}])
def test_the_picture_fits_the_page_and_is_described(options: dict[str, Any]) -> None:
    sheet = sheet_of(rich_project(), **options)
    document = written(sheet)
    (shape,) = document.inline_shapes
    described: Any = shape._inline.docPr
    assert described.get("descr") == describe(sheet)
    assert described.get("title") == summary(sheet)
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    image = QImage.fromData(
        document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
    )
    assert abs(image.width() / image.height() - sheet.bounds.width / sheet.bounds.height) < 0.01
    assert abs(image.width() / (shape.width / 914_400) - 300) < 2
    corner = image.pixelColor(1, 1)
    assert corner.alpha() == (0 if options.get("background") else 255)


def test_a_wide_map_gets_a_page_across_and_the_outline_one_upright() -> None:
    document = written(sheet_of(maps_that_hurt()["60 siblings"]))
    assert [section.page_width > section.page_height for section in document.sections] == [True, False]
    (shape,) = document.inline_shapes
    assert shape.width < document.sections[0].page_width
    narrow = written(sheet_of(maps_that_hurt()["40 levels"]))
    assert [section.page_width > section.page_height for section in narrow.sections] == [False]
    (shape,) = narrow.inline_shapes
    assert shape.height < narrow.sections[0].page_height - narrow.sections[0].top_margin * 2


def test_the_description_of_a_large_map_leads_to_the_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contention.export.docx.LONGEST_DESCRIPTION", 500)
    sheet = sheet_of(maps_that_hurt()["60 siblings"])
    (shape,) = written(sheet).inline_shapes
    described: Any = shape._inline.docPr
    assert described.get("descr") == f"{summary(sheet)} The outline below says all of it."


@pytest.mark.parametrize("name", maps_that_hurt())
def test_every_line_of_maps_that_hurt(name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    document = written(sheet)
    found = {
        text.split(".")[0]: (style, text)
        for style, text in rows(document)
        if style.startswith("Argument level")
    }
    for line in lines(sheet):
        style, text = found[str(line.number)]
        assert line.text in text
        assert style == f"Argument level {min(line.depth + 1, LEVELS)}"
        assert ("(under " in text) == (line.depth >= LEVELS)
    headings = [style for style, _ in rows(document)].count("Heading 2")
    assert headings == len(sheet.map.inferences)


def test_texts_that_hurt_come_back_whole() -> None:
    document = written(sheet_of(of_texts()))
    found = [text for _, text in rows(document)]
    for text in TEXTS.values():
        assert any(clean(text) in row for row in found)
    assert document.core_properties.title == TEXTS["markup"]
    arabic = [p for p in document.paragraphs if TEXTS["arabic"] in p.text]
    assert len(arabic) == 2
    for paragraph in arabic:
        assert paragraph._p.pPr is not None
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    latin = next(p for p in document.paragraphs if TEXTS["ligatures"] in p.text)
    assert latin._p.pPr.find(qn("w:bidi")) is None


def test_the_same_sheet_gives_the_same_bytes_and_no_time_of_day() -> None:
    first, second = encoded(sheet_of(rich_project())), encoded(sheet_of(rich_project()))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
        assert not [name for name in package.namelist() if "thumbnail" in name]
    assert b"created" not in core
    assert b"python-docx" not in core


@pytest.mark.parametrize("enough", [0.0, 0.2, 0.9])
def test_it_stops_as_soon_as_it_is_not_wanted(enough: float) -> None:
    asked: list[float] = []

    def progress(done: float) -> bool:
        asked.append(done)
        return done < enough

    with pytest.raises(ExportCancelled):
        encode(sheet_of(maps_that_hurt()["60 siblings"]), ExportOptions(), progress)
    assert asked == sorted(asked)
