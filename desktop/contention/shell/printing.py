"""Printing a sheet: the pages of its PDF, on the printer's own paper, after a preview.

QtPrintSupport is imported when something is first printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from contention.diagram.measure import TextMeasure
from contention.export.errors import ExportError
from contention.export.options import PAPERS, ExportOptions
from contention.export.page import MM, PAPER_MARGIN, Page, Paper
from contention.export.page_painting import paint_page
from contention.export.pages import pages_of, papers_named
from contention.export.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

POINTS = 72.0
"""To the inch."""


def tr(text: str) -> str:
    """Words of printing in the reader's language."""
    return QCoreApplication.translate("Printing", text)


def print_sheet(
    sheet: Sheet, options: ExportOptions, window: QWidget | None, measure: TextMeasure | None = None
) -> bool:
    """Show the pages and print them where the reader agrees; whether they were printed.

    A page as large as the map is fitted to the paper.

    Raises:
        ExportError: this Qt cannot print, or the options ask for what cannot be; nothing was printed.
    """
    dialog = preview(sheet, options, window, measure or TextMeasure())
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def preview(
    sheet: Sheet, options: ExportOptions, window: QWidget | None, measure: TextMeasure
) -> QPrintPreviewDialog:
    """The preview with its tools: paper, orientation, zoom and Print.

    Raises:
        ExportError: as `print_sheet`.
    """
    try:
        from PySide6.QtPrintSupport import QPrintPreviewDialog
    except ImportError as error:
        raise ExportError(
            tr(
                "This installation of Qt cannot print. Nothing was printed; export a PDF "
                "and print that with another program."
            )
        ) from error
    printer = printer_for(sheet, options, measure)
    dialog = QPrintPreviewDialog(
        printer, window, Qt.WindowType.Dialog | Qt.WindowType.WindowMaximizeButtonHint
    )
    dialog.setObjectName("print-preview")
    dialog.setWindowTitle(tr("Print"))

    def paint(asked: QPrinter | None) -> None:
        # The dialog does not own the printer: this keeps it as long as the dialog is.
        paint_on(asked or printer, sheet, options, measure)

    dialog.paintRequested.connect(paint)
    return dialog


def printer_for(sheet: Sheet, options: ExportOptions, measure: TextMeasure) -> QPrinter:
    """The reader's printer, its paper held the way the first page wants it.

    Raises:
        ExportError: the options ask for what cannot be.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(" ".join(sheet.title.split()) or tr("Map"))
    printer.setCreator("Contention")
    printer.setFullPage(True)
    papers: tuple[Paper, ...]
    if options.paper:
        papers = papers_named(options.paper)
        width, height = PAPERS[options.paper.lower()]
        printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter))
    else:
        held = paper_of(printer.pageLayout())
        papers = (held, Paper(held.height, held.width, held.margin))
    first = pages_of(sheet, options, measure, _go_on, papers)[0]
    sideways = first.width > first.height
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if sideways else orientation.Portrait)
    printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    return printer


def paint_on(printer: QPrinter, sheet: Sheet, options: ExportOptions, measure: TextMeasure) -> None:
    """Paint the pages that are wanted on the printer's paper, held as it holds it."""
    try:
        pages = pages_of(sheet, options, measure, _go_on, (paper_of(printer.pageLayout()),))
    except ExportError as error:
        _tell(printer, str(error))
        return
    painter = QPainter()
    if not painter.begin(printer):
        return
    try:
        for number, page in enumerate(_wanted(printer, pages)):
            if number:
                printer.newPage()
            painter.save()
            painter.scale(printer.resolution() / POINTS, printer.resolution() / POINTS)
            paint_page(painter, page)
            painter.restore()
    finally:
        painter.end()


def _wanted(printer: QPrinter, pages: tuple[Page, ...]) -> list[Page]:
    """Those of the ranges that were chosen, in the order and as often as the printer does not see to."""
    ranges = printer.pageRanges()
    wanted = [page for n, page in enumerate(pages, start=1) if ranges.isEmpty() or ranges.contains(n)]
    if printer.pageOrder() is type(printer).PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return (wanted or list(pages[:1])) * copies


def paper_of(layout: QPageLayout) -> Paper:
    """The paper as a printer holds it, with the margin that it cannot print on."""
    # In millimetres: in points Qt knows whole ones alone.
    size, least = layout.fullRect(QPageLayout.Unit.Millimeter), layout.minimumMargins()
    unit = 1.0 if layout.units() is QPageLayout.Unit.Point else MM
    sides = (least.left(), least.top(), least.right(), least.bottom())
    margin = max(PAPER_MARGIN, *(side * unit for side in sides))
    return Paper(size.width() * MM, size.height() * MM, margin)


def _tell(printer: QPrinter, sentence: str) -> None:
    """Say on the page why there is none, as when a chosen paper is too small."""
    painter = QPainter(printer)
    area = printer.pageLayout().paintRectPixels(printer.resolution())
    painter.drawText(area.adjusted(200, 200, -200, -200), Qt.TextFlag.TextWordWrap, sentence)
    painter.end()


def _go_on(_done: float) -> bool:
    return True
