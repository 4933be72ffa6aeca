"""A strip beside the scroll bar: the whole article at a glance, what is on the map and what is not yet."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from contention.model.structure import Role
from contention.reader.coverage import Mapped, Stretch
from contention.reader.highlights import Highlight
from contention.reader.style import LIGHT, ReadingColours

WIDTH = 12
LEAST = 2.0
"""Pixels that a mark is high at least."""


class CoverageStrip(QWidget):
    """Heights are by character, not by line: they are known before the article is laid out.

    A reason is a whole bar, an objection a broken one, another claim a double one; what is
    not mapped yet is a thin line at the outer edge, what was dismissed leaves a gap.
    """

    place_wanted = Signal(int)
    """A place in the canonical text that was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coverage")
        self.setAccessibleName(self.tr("What is on the map"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stretches: tuple[Stretch, ...] = ()
        self._marks: tuple[Highlight, ...] = ()
        self._length = 1
        self._sight = (0, 0)
        self._colours = LIGHT
        self._ground: QPixmap | None = None
        """The paragraphs alone: they are the same while passages are added."""
        self._picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def show_coverage(
        self,
        stretches: tuple[Stretch, ...],
        marks: tuple[Highlight, ...],
        length: int,
        colours: ReadingColours,
    ) -> None:
        """Show these paragraphs and passages of a text of so many characters."""
        if colours != self._colours or _left_out(stretches) != _left_out(self._stretches):
            self._ground = None
        self._stretches, self._marks, self._length = stretches, marks, max(1, length)
        self._colours, self._picture = colours, None
        self.setAccessibleDescription(self.words())
        self.update()

    def forget(self) -> None:
        """Another text is shown next."""
        self._ground = None

    def show_sight(self, start: int, end: int) -> None:
        """Frame the part of the text that is in sight."""
        if (start, end) != self._sight:
            self._sight = (start, end)
            self.update()

    def words(self) -> str:
        """What the strip shows, in a sentence."""
        mapped = sum(1 for stretch in self._stretches if stretch.mapped is Mapped.MAPPED)
        still_open = sum(1 for stretch in self._stretches if stretch.mapped is Mapped.OPEN)
        return self.tr("{mapped} of {all} paragraphs are on the map.").format(
            mapped=mapped, all=mapped + still_open
        )

    def place_at(self, y: float) -> int:
        """The place in the text that a height stands for."""
        return max(0, min(self._length, round(y / max(1, self.height()) * self._length)))

    def _y(self, place: int) -> float:
        return place / self._length * self.height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._ground is None or self._ground.size() != wanted:
            self._ground, self._picture = QPixmap(wanted), None
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(QColor(self._colours.paper))
            self._paint_paragraphs(QPainter(self._ground))
        if self._picture is None:
            self._picture = self._ground.copy()
            self._paint_marks(QPainter(self._picture))
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        top, bottom = self._y(self._sight[0]), self._y(self._sight[1])
        if bottom > top:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._colours.quiet), 1))
            frame = QRectF(0.5, top + 0.5, self.width() - 1, max(4.0, bottom - top - 1))
            painter.drawRoundedRect(frame, 2, 2)
        painter.end()

    def _paint_paragraphs(self, painter: QPainter) -> None:
        right, rule, drawn = float(self.width()), QColor(self._colours.rule), -1.0
        for stretch in self._stretches:
            if stretch.mapped in (Mapped.OPEN, Mapped.MAPPED):
                top, bottom = self._y(stretch.start), self._y(stretch.end)
                # Paragraphs are told apart by a gap, where there is room for one.
                height = max(LEAST / 2, bottom - top - 1)
                if top + height > drawn + 0.5:
                    drawn = top + height
                    painter.fillRect(QRectF(right - 3, top, 2, height), rule)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        for mark in self._marks:
            top, bottom = self._y(mark.start), self._y(mark.end)
            self._paint_mark(painter, mark.role, top, max(LEAST, bottom - top))
        painter.end()

    def _paint_mark(self, painter: QPainter, role: Role, top: float, height: float) -> None:
        line = QColor(self._colours.tint(role).line)
        match role:
            case Role.REASON:
                painter.fillRect(QRectF(1, top, 7, height), line)
            case Role.OBJECTION:
                painter.fillRect(QRectF(1, top, 3, height), line)
                painter.fillRect(QRectF(5.5, top, 2.5, height), line)
            case _:
                painter.fillRect(QRectF(3, top, 3, height), line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.place_wanted.emit(self._near(event.position()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _near(self, point: QPointF) -> int:
        """The place at a point; the start of a passage whose mark is there, which may be small."""
        place = self.place_at(point.y())
        reach = round(3 / max(1, self.height()) * self._length)
        near = [mark for mark in self._marks if mark.start - reach <= place <= mark.end + reach]
        if near:
            return min(near, key=lambda mark: abs(mark.start - place)).start
        around = next((one for one in self._stretches if one.start <= place <= one.end), None)
        return around.start if around is not None else place

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), html.escape(self.words()), self)
            return True
        return super().event(event)


def _left_out(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """The paragraphs that are not drawn."""
    return [one for one in stretches if one.mapped is Mapped.DISMISSED or one.mapped is Mapped.ASIDE]
