"""What the preview shows of an export: the same sheet, pages or words that are written, made in a thread."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from contention.diagram.drawing import Rect
from contention.diagram.measure import TextMeasure
from contention.export.encoding import ExportCancelled, Progress, told
from contention.export.errors import ExportError
from contention.export.formats import FORMATS
from contention.export.options import ExportOptions
from contention.export.page import Page, Part
from contention.export.pages import pages_of
from contention.export.painting import paint_sheet
from contention.export.sheet import Sheet, make_sheet
from contention.export.steps import sheets_of, steps_of
from contention.export.words import lines, summary
from contention.shell.dialogs.export_parts.preview import Frame
from contention.shell.export_request import Subject

BETWEEN = 0.05
"""Between pages, of their width."""


class Drawn(NamedTuple):
    """What is shown, or why nothing is."""

    options: ExportOptions
    sheet: Sheet | None = None
    frames: tuple[Frame, ...] = ()
    text: str = ""
    """Of a format of words."""
    said: str = ""
    """The sheet in a sentence, for who does not see the preview."""
    pages: int = 1
    refusal: str = ""


def drawn(subject: Subject, options: ExportOptions, measure: TextMeasure, progress: Progress) -> Drawn:
    """Everything that the preview of these options needs; takes long for large maps.

    Raises:
        ExportCancelled: the progress answered False.
    """
    try:
        sheet = make_sheet(subject.project, subject.map_id, options.picture, measure)
        told(progress, 0.5)
        said = summary(sheet)
        if not FORMATS[options.format].picture:
            (output,) = FORMATS[options.format].encode(sheet, options, progress)
            return Drawn(options, sheet, text=output.data.decode("utf-8"), said=said)
        if options.format == "pdf":
            pages = pages_of(sheet, options, measure, progress)
            return Drawn(options, sheet, _spread(pages), said=said, pages=len(pages))
        if options.format == "pptx":
            slides = _slides(sheet, options)
            return Drawn(options, sheet, slides, said=said, pages=len(slides))
        return Drawn(options, sheet, (_whole(sheet),), said=said)
    except ExportCancelled:
        raise
    except ExportError as error:
        return Drawn(options, refusal=str(error))


class Drawer(QObject):
    """Draws the latest that was asked for; what is overtaken comes to nothing."""

    finished = Signal(int, object)

    def __init__(self, subject: Subject, measure: TextMeasure, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subject, self._measure = subject, measure
        self._latest = _Latest()

    def draw(self, options: ExportOptions) -> None:
        """Begin; `finished` brings what `is_latest` says yes to."""
        latest = self._latest
        latest.number += 1
        number, finished = latest.number, self.finished

        def work() -> None:
            try:
                found = drawn(self._subject, options, self._measure, lambda _done: latest.number == number)
            except ExportCancelled:
                return
            with contextlib.suppress(RuntimeError):  # the dialog may be gone at this moment
                if latest.number == number:
                    finished.emit(number, found)

        threading.Thread(target=work, name="contention-preview", daemon=True).start()

    def is_latest(self, number: int) -> bool:
        """Whether nothing else was asked for meanwhile."""
        return number == self._latest.number

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._latest.number += 1


class _Latest:
    """The number of what was asked for last; a thread may outlive the window."""

    number = 0


def _whole(sheet: Sheet) -> Frame:
    return Frame(
        sheet.bounds,
        lambda painter, seen: _paint(painter, sheet, seen),
        clear=QColor(sheet.background).alpha() < 255,
    )


def _paint(painter: QPainter, sheet: Sheet, seen: Rect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sheet(painter, sheet, visible=seen)


def _slides(sheet: Sheet, options: ExportOptions) -> tuple[Frame, ...]:
    """The slide, or one for each step, side by side.

    Raises:
        ExportError: there would be too many.
    """
    from contention.export.pptx import refuse_too_many

    if not options.steps:
        return (_slide(sheet),)
    steps = steps_of(sheet, lines(sheet))
    refuse_too_many(sheet, len(steps))
    slides = [_slide(part) for part in sheets_of(sheet, steps)]
    wide, high = slides[0].rect.width, slides[0].rect.height
    return tuple(_moved(slide, *at) for slide, at in zip(slides, _grid(len(slides), wide, high), strict=True))


def _moved(frame: Frame, dx: float, dy: float) -> Frame:
    def paint(painter: QPainter, seen: Rect) -> None:
        painter.translate(dx, dy)
        frame.paint(painter, seen.moved(-dx, -dy))

    return frame._replace(rect=frame.rect.moved(dx, dy), paint=paint)


def _slide(sheet: Sheet) -> Frame:
    from contention.export.pptx import page_of

    width, height, page = page_of(sheet)
    scale = page.scale
    rect = Rect(-page.left / scale, -page.top / scale, width / scale, height / scale)

    def paint(painter: QPainter, seen: Rect) -> None:
        colour = QColor(sheet.background)
        painter.fillRect(QRectF(*rect), colour if colour.alpha() else QColor("white"))
        _paint(painter, sheet, seen)

    return Frame(rect, paint)


def _spread(pages: tuple[Page, ...]) -> tuple[Frame, ...]:
    wide = max(page.width for page in pages)
    high = max(page.height for page in pages)
    return tuple(_page(page, *at) for page, at in zip(pages, _grid(len(pages), wide, high), strict=True))


def _grid(count: int, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Where pages of a size lie side by side, in rows as long as there are rows."""
    columns = math.ceil(math.sqrt(count * high / wide))
    gap = wide * BETWEEN
    for number in range(count):
        yield (number % columns) * (wide + gap), (number // columns) * (high + gap)


def _page(page: Page, left: float, top: float) -> Frame:
    from contention.export.page_painting import paint_page

    def paint(painter: QPainter, seen: Rect) -> None:
        painter.fillRect(QRectF(left, top, page.width, page.height), Qt.GlobalColor.white)
        painter.translate(left, top)
        here = Rect(seen.x - left, seen.y - top, seen.width, seen.height)
        parts = tuple(found for part in page.parts if (found := _seen(part, here)) is not None)
        paint_page(painter, replace(page, parts=parts))

    return Frame(Rect(left, top, page.width, page.height), paint)


def _seen(part: Part, seen: Rect) -> Part | None:
    """What is seen of a part of a page."""
    clip = part.clip
    x, y = max(clip.x, seen.x), max(clip.y, seen.y)
    right, bottom = min(clip.right, seen.right), min(clip.bottom, seen.bottom)
    return part._replace(clip=Rect(x, y, right - x, bottom - y)) if right > x and bottom > y else None
