"""What the pointer does on the pages of a PDF beyond selecting words: it rests on marked passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from contention.reader.pointing import REST_MS, as_tooltip, describe

if TYPE_CHECKING:
    from contention.reader.pages import PagesView
    from contention.session.session import Session


class PagePointing(QObject):
    """Watches the viewport of a view of pages; shows and stresses claims as the reading pane does."""

    def __init__(self, view: PagesView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._under = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._point)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        session.hover.changed.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() is QEvent.Type.MouseMove and not event.buttons():
                self._look(event.position().toPoint())
        elif event.type() is QEvent.Type.Leave:
            self._rest.stop()
            self._under = ""
            self._point()
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = describe(self._session, self._view.highlights_under(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), as_tooltip(words), self._view.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)

    def _look(self, point: QPoint) -> None:
        """Show by the pointer's form what a click would meet, and stress the claim it rests on."""
        marks = self._view.highlights_under(point)
        shape = Qt.CursorShape.PointingHandCursor if marks else Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() is not shape:
            self._view.viewport().setCursor(shape)
        under = marks[0].claim if marks else ""
        if under != self._under:
            self._under = under
            self._rest.start()

    def _point(self) -> None:
        self._session.hover.point_at(self._under, origin="reader")

    def _follow(self, _item: str, _origin: str) -> None:
        self._view.viewport().update()
