"""A sheet as a PDF: vector, its fonts in it, its words to be found, with title and language."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from contention.diagram.measure import TextMeasure
from contention.export.encoding import Output, Progress, told
from contention.export.errors import ExportError
from contention.export.options import ExportOptions
from contention.export.page import Page
from contention.export.page_painting import paint_page
from contention.export.pages import pages_of
from contention.export.pdf_catalogue import bookmarks_of, completed
from contention.export.sheet import Sheet

RESOLUTION = 1200
"""Of the writer's own coordinates, in dots per inch; nothing is made of dots."""
LAYING_OUT = 0.3
"""Of the whole work, the share that is finding the pages."""
POINTS = 72.0
"""To the inch."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:
    """One file with the pages that the options ask for (see `pages.pages_of`).

    Raises:
        ExportError: no such paper, a colour that is none, or more pages than anybody prints.
        ExportCancelled: as soon as `progress` answers False.
    """
    if not QColor(sheet.background).isValid():
        raise ExportError(tr("“{name}” is no colour. Nothing was written.").format(name=sheet.background))
    told(progress, 0.0)
    pages = pages_of(sheet, options, TextMeasure(), lambda done: progress(LAYING_OUT * done))
    data = written(pages, sheet.title, lambda done: progress(LAYING_OUT + (1 - LAYING_OUT) * done))
    data = completed(data, language=language(), bookmarks=bookmarks_of(sheet, pages), pages=pages)
    return (Output("", data),)


def written(pages: tuple[Page, ...], title: str, progress: Progress) -> bytes:
    """The pages as a file.

    Raises:
        ExportError: Qt could not write it.
        ExportCancelled: as soon as `progress` answers False.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(" ".join(title.split()))
    writer.setCreator("Contention")
    writer.setPageLayout(layout_of(pages[0]))
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError(tr("The PDF could not be begun. Nothing was written."))
    try:
        for number, page in enumerate(pages):
            if number:
                writer.setPageLayout(layout_of(page))
                writer.newPage()
            painter.save()
            painter.scale(RESOLUTION / POINTS, RESOLUTION / POINTS)
            paint_page(painter, page)
            painter.restore()
            told(progress, (number + 1) / len(pages))
    finally:
        painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def layout_of(page: Page) -> QPageLayout:
    """A page as Qt is told of it, without margins: ours are in the drawing."""
    size = QPageSize(
        QSizeF(page.width, page.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def language() -> str:
    """The language that words are read aloud in, as BCP 47 names it: the reader's own."""
    return QLocale().bcp47Name() or "en"
