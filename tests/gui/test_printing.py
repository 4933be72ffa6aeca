"""Printing: the pages of the PDF on the printer's paper, after a preview that shows them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt, QTimer
from PySide6.QtGui import QAction, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export.errors import ExportError
from contention.export.options import ExportOptions
from contention.export.pages import pages_of
from contention.export.sheet import Sheet
from contention.shell import printing
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import maps_that_hurt, rich_project, sheet_of
from tests.unit.export.paper import difference, drawn, ink, opened, printed, words_of

MEASURE = TextMeasure()
MODES = ("fit", "poster", "branches")


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def options(**more: object) -> ExportOptions:
    return ExportOptions(format="pdf", **more)  # type: ignore[arg-type]


def on_paper(path: Path, sheet: Sheet, wanted: ExportOptions, **chosen: object) -> bytes:
    """What a printer that writes a PDF gets."""
    printer = printing.printer_for(sheet, wanted, MEASURE)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    for name, value in chosen.items():
        getattr(printer, name)(value)
    printing.paint_on(printer, sheet, wanted, MEASURE)
    return path.read_bytes()


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[QPrintPreviewDialog]:
    dialog = printing.preview(sheet_of(random_map(60)), options(paper="a4"), None, MEASURE)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()


@pytest.mark.parametrize("mode", MODES)
def test_what_is_printed_is_the_pdf(tmp_path: Path, mode: str) -> None:
    sheet = sheet_of(random_map(30), title=True)
    data = on_paper(tmp_path / "a.pdf", sheet, options(paper="a4", pages=mode))
    expected = printed(sheet, paper="a4", pages=mode)
    assert len(opened(data)) == len(opened(expected))
    for number in range(len(opened(data))):
        mean, strong = difference(drawn(data, number, 3), drawn(expected, number, 3), 3)
        assert mean < 0.4
        assert strong < 0.001
    assert words_of(data) == words_of(expected)
    assert opened(data).get_metadata_dict()["Title"] == "Random"


def test_a_page_as_large_as_the_map_is_fitted_to_the_paper(tmp_path: Path) -> None:
    sheet = sheet_of(maps_that_hurt()["40 levels"])
    data = on_paper(tmp_path / "a.pdf", sheet, options())
    assert len(opened(data)) == 1
    page = drawn(data)
    assert max(page.size) < 1000
    left, top, right, bottom = ink(page) or (0, 0, 0, 0)
    assert min(left, top, page.width - right, page.height - bottom) > 20


def test_the_paper_and_the_way_it_is_held_are_the_readers(tmp_path: Path) -> None:
    sheet = sheet_of(random_map(30))
    size = {"setPageSize": QPageSize(QPageSize.PageSizeId.A5)}
    data = on_paper(tmp_path / "a.pdf", sheet, options(paper="a4"), **size)
    assert sorted(opened(data)[0].get_size()) == pytest.approx([420, 595], abs=1)
    for way in QPageLayout.Orientation:
        held = {"setPageOrientation": way}
        width, height = opened(on_paper(tmp_path / "b.pdf", sheet, options(paper="a4"), **held))[0].get_size()
        assert (width > height) is (way is QPageLayout.Orientation.Landscape)


def test_pages_that_were_chosen_are_printed_alone_and_in_their_order(tmp_path: Path) -> None:
    sheet = sheet_of(random_map(60))
    wanted = options(paper="a4", pages="branches")
    whole = on_paper(tmp_path / "a.pdf", sheet, wanted)
    assert len(opened(whole)) > 3
    some = on_paper(tmp_path / "b.pdf", sheet, wanted, setPageRanges=QPageRanges.fromString("2-3"))
    assert len(opened(some)) == 2
    assert "page 2 of" in words_of(some)
    assert "page 1 of" not in words_of(some)
    back = on_paper(tmp_path / "c.pdf", sheet, wanted, setPageOrder=QPrinter.PageOrder.LastPageFirst)
    assert difference(drawn(back, 0), drawn(whole, len(opened(whole)) - 1)) == (0, 0)


def test_margins_that_the_printer_needs_are_kept() -> None:
    sheet = sheet_of(rich_project())
    printer = printing.printer_for(sheet, options(paper="a4"), MEASURE)
    layout = printer.pageLayout()
    layout.setMinimumMargins(QMarginsF(60, 10, 10, 10))
    assert layout.units() is QPageLayout.Unit.Point
    assert printing.paper_of(layout).margin == 60


def test_the_preview_shows_every_page(preview: QPrintPreviewDialog, qtbot: QtBot) -> None:
    shown = preview.findChild(QPrintPreviewWidget)
    assert preview.objectName() == "print-preview"
    assert preview.windowTitle() == "Print"
    assert shown.pageCount() == 1
    assert shown.orientation() is QPageLayout.Orientation.Portrait
    picture = preview.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert "#ffffff" in colours
    assert len(colours) > 20


def test_turning_the_paper_in_the_preview_lays_the_map_out_anew(
    preview: QPrintPreviewDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = []

    def counted(*given: object) -> object:
        papers.append(given[4])
        return pages_of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "pages_of", counted)
    (turn,) = [action for action in preview.findChildren(QAction) if action.text() == "Landscape"]
    turn.trigger()
    qtbot.waitUntil(lambda: bool(papers))
    ((paper,),) = papers
    assert paper.width > paper.height
    assert preview.printer().pageLayout().orientation() is QPageLayout.Orientation.Landscape


def test_escape_prints_nothing(qtbot: QtBot) -> None:
    asked = []

    def escape() -> None:
        (dialog,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "print-preview"]
        asked.append(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, escape)
    assert printing.print_sheet(sheet_of(random_map(5)), options(), None) is False
    assert len(asked) == 1


def test_what_cannot_be_is_said_before_a_preview() -> None:
    large = sheet_of(maps_that_hurt()["2,000 boxes"])
    with pytest.raises(ExportError, match="too many"):
        printing.print_sheet(large, options(paper="a5", pages="poster"), None)
    with pytest.raises(ExportError, match="no paper called"):
        printing.print_sheet(large, options(paper="a9"), None)


def test_a_paper_too_small_is_said_on_the_page(tmp_path: Path) -> None:
    sheet = sheet_of(random_map(10))
    wanted = options(paper="a4", pages="poster", overlap_mm=90.0)
    size = {"setPageSize": QPageSize(QPageSize.PageSizeId.A6)}
    assert "The overlap must be from 0 to 42 mm" in words_of(
        on_paper(tmp_path / "a.pdf", sheet, wanted, **size)
    )


def test_a_qt_that_cannot_print_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    with pytest.raises(ExportError, match=r"cannot print. Nothing was printed; export a PDF"):
        printing.print_sheet(sheet_of(random_map(3)), options(), None)
