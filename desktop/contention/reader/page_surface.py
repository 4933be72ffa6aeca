"""Pages of a PDF in a view that scrolls and zooms; their pictures come when they are ready.

It knows a book of pages, but no map: the highlights and what a gesture on them means
are `PagesView`'s, which is built on this.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from contention.reader.page_book import PageBook
from contention.reader.page_layout import PageLayout, PlaceOnPage, fitting_scale
from contention.reader.page_painting import is_dark
from contention.reader.page_pictures import Look, PagePictures
from contention.reader.page_strips import place_in_text
from contention.reader.style import LIGHT, ReadingColours

REAL_SIZE = 96 / 72
"""Pixels a point at 100 %: a page as large as on paper."""
SMALLEST, LARGEST = 0.25 * REAL_SIZE, 4.0 * REAL_SIZE
STEP = 1.15
"""From one zoom to the next."""


class PageSurface(QAbstractScrollArea):
    """Shows a book's pages, keeps the place when it is zoomed, and never waits for a picture."""

    page_changed = Signal(int, int)
    """The page that is in sight, from 1, and how many there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._book: PageBook | None = None
        self._pictures: PagePictures | None = None
        self._layout = PageLayout((), 1.0, 0.0)
        self._zoom = 0.0
        """Pixels a point; 0 fits the width."""
        self._told = (0, 0)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask_for_pictures)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: else a page that just fits would come and go with the bar.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    def _show_book(self, book: PageBook | None) -> None:
        """Show a book from its first page, in place of the one before."""
        if self._pictures is not None:
            self._pictures.deleteLater()
        self._book, self._pictures = book, None
        if book is not None:
            self._pictures = PagePictures(book.data, book.sizes, self)
            self._pictures.ready.connect(self._picture_came)
        self._lay_out(PlaceOnPage(0, 0.0))
        self.verticalScrollBar().setValue(0)
        self._tell_page()

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 where none is shown."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._layout.page_at(middle) + 1 if self._book else 0

    @property
    def busy(self) -> bool:
        """Whether pictures are still to come."""
        return self._asking.isActive() or (self._pictures is not None and self._pictures.busy)

    def set_colours(self, colours: ReadingColours) -> None:
        """Use other colours; on dark ones the pages are dark too."""
        self._colours = colours
        self._ask_soon()
        self.viewport().update()

    @Slot()
    def zoom_in(self) -> None:
        """Larger pages."""
        self._set_zoom(self._layout.scale * STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller pages."""
        self._set_zoom(self._layout.scale / STEP)

    @Slot()
    def zoom_reset(self) -> None:
        """Pages as wide as the view."""
        self._set_zoom(0.0)

    def set_zoom(self, percent: float) -> None:
        """100 shows a page as large as on paper."""
        self._set_zoom(percent / 100 * REAL_SIZE)

    def _offset(self) -> QPointF:
        """From the viewport's coordinates to those of the layout."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _area(self) -> QRectF:
        return QRectF(self.viewport().rect()).translated(self._offset())

    def _in_sight(self) -> range:
        area = self._area()
        return self._layout.between(area.top(), area.bottom())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn := event.angleDelta().y():
                factor = STEP if turn > 0 else 1 / STEP
                self._set_zoom(self._layout.scale * factor, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._layout.place_at(self.verticalScrollBar().value())
        super().resizeEvent(event)
        self._lay_out(place)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._ask_soon()
        self._tell_page()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._ask_soon()
        return super().viewportEvent(event)

    def _place_at(self, point: QPoint) -> int | None:
        """The place in the text that is nearest to a point of the viewport."""
        if self._book is None or self._pictures is None:
            return None
        where = QPointF(point) + self._offset()
        page = self._layout.page_at(where.y())
        characters = self._pictures.characters(page)
        if characters is None:
            return None
        inside = (where - self._layout.rect(page).topLeft()) / self._layout.scale
        return place_in_text(self._book.places, page, characters, inside.x(), inside.y())

    def _set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Change the scale; what is at a point of the viewport (else its middle) stays there."""
        point = around or QPointF(self.viewport().rect().center())
        where = point + self._offset()
        place = self._layout.place_at(where.y())
        across = where.x() / max(1.0, self._layout.width)
        self._zoom = min(LARGEST, max(SMALLEST, zoom)) if zoom else 0.0
        self._lay_out(place, point.y())
        self.horizontalScrollBar().setValue(round(across * self._layout.width - point.x()))

    def _lay_out(self, place: PlaceOnPage, at: float = 0.0) -> None:
        """Place the pages anew; a place of them is at this height of the viewport afterwards."""
        size = self.viewport().size()
        sizes = self._book.sizes if self._book else []
        scale = self._zoom or min(LARGEST, fitting_scale(sizes, size.width()))
        self._layout = PageLayout(sizes, scale, size.width())
        for bar, length, room in (
            (self.verticalScrollBar(), self._layout.height, size.height()),
            (self.horizontalScrollBar(), self._layout.width if self._zoom else 0.0, size.width()),
        ):
            bar.setRange(0, max(0, round(length) - room))
            bar.setPageStep(max(1, room - 40))
            bar.setSingleStep(40)
        self._scroll_to(place, at)
        self._ask_soon()
        self.viewport().update()

    def _scroll_to(self, place: PlaceOnPage, at: float = 0.0) -> None:
        self.verticalScrollBar().setValue(round(self._layout.y_of(place) - at))

    def _ask_soon(self) -> None:
        self._asking.start(0)

    def _ask_for_pictures(self) -> None:
        """Ask for the pages in sight, then for those beside them."""
        if self._pictures is None or self._book is None:
            return
        seen = list(self._in_sight())
        beside = [page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < len(self._book.sizes)]
        self._pictures.want([*seen, *beside], self._look())

    def _look(self) -> Look:
        scale = self._layout.scale * self.devicePixelRatioF()
        return Look(scale, self._colours.text if is_dark(self._colours) else "")

    def _tell_page(self) -> None:
        now = (self.page, len(self._book.sizes) if self._book else 0)
        if now != self._told:
            self._told = now
            self.page_changed.emit(*now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-bar.pageStep() if back else bar.pageStep()))
        else:
            super().keyPressEvent(event)

    def _picture_came(self, _page: int) -> None:
        self.viewport().update()
