"""Chips: small labelled buttons that stay pressed, for ratings, kinds and tags.

Painted here, so that they look alike in every style. What is on has a tick as well as a colour;
what is on for some of the selected items has a dash.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from contention.inspector.desk import Desk, tr
from contention.inspector.flow import FlowLayout
from contention.inspector.signs import paint_sign


class Chip(QAbstractButton):
    """A button that stays pressed, with its words and, for a tag, its sign."""

    def __init__(self, words: str, desk: Desk, parent: QWidget | None = None, *, sign: str = "") -> None:
        super().__init__(parent)
        self._desk = desk
        self._sign = sign
        self._partly = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(words, sign)

    def set_words(self, words: str, sign: str = "") -> None:
        """Name it, and give it a tag's sign."""
        self._sign = sign
        if words != self.text():
            # An ampersand is the person's own; Qt would take it for a mnemonic.
            self.setText(words.replace("&", "&&"))
            self.setAccessibleName(words)
            self.updateGeometry()
        self.update()

    def show_state(self, on: bool | None) -> None:
        """Pressed, not pressed, or (None) pressed for some of the selected items."""
        self._partly = on is None
        self.setChecked(bool(on))
        self.setAccessibleDescription(tr("for some of the selected") if on is None else "")
        self.update()

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 0.7)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        marks = self._side() * (1.3 + 1.5 * bool(self._sign))
        width = metrics.horizontalAdvance(self._words()) + marks + metrics.height() * 0.9
        return QSize(round(width), round(metrics.height() * 1.65))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        on = self.isChecked()
        ink = palette.color(role.WindowText)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        radius = area.height() / 2
        ring = QColor(self._desk.theme.ring)
        fill = QColor(ring)
        fill.setAlphaF(0.16 if on else 0.07 if self.underMouse() or self.isDown() else 0.0)
        line = ring if on else QColor(self._desk.theme.box_line)
        painter.setPen(QPen(line, 1.6 if on else 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(ring, 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2.5, radius - 2.5)
        side = self._side()
        marked = on or self._partly
        # A mark stands nearer to the end than words do: the round end leaves it room.
        left = area.left() + self.fontMetrics().height() * (0.32 if marked else 0.45)
        middle = area.center().y()
        if marked:
            self._paint_mark(painter, QRectF(left, middle - side / 2, side, side), ink)
        left += side * (1.2 if marked else 0.65)
        if self._sign:
            paint_sign(painter, QRectF(left, middle - side / 2, side, side), self._sign, self._desk.theme)
            left += side * 1.5
        painter.setPen(ink)
        room = QRectF(left, area.top(), area.right() - left - 4, area.height())
        words = self.fontMetrics().elidedText(
            self._words(), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)
        painter.end()

    def _paint_mark(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        pen = QPen(ink, max(1.6, room.height() / 7))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, side = room.left(), room.top(), room.height()
        if self._partly:
            painter.drawLine(
                QPointF(x + side * 0.2, room.center().y()), QPointF(x + side * 0.8, room.center().y())
            )
            return
        tick = [QPointF(x + side * a, y + side * b) for a, b in ((0.14, 0.55), (0.4, 0.8), (0.86, 0.22))]
        painter.drawPolyline(QPolygonF(tick))

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)


class Choice(QWidget):
    """One of a few named values, or none where `needed` is False; arrow keys go from chip to chip."""

    chosen = Signal(str)
    """The value the reader chose; empty for none."""

    def __init__(self, name: str, choices: Mapping[str, str], desk: Desk, *, needed: bool = False) -> None:
        super().__init__()
        self._needed = needed
        self._value: str | None = ""
        self.setAccessibleName(name)
        flow = FlowLayout(self)
        self.chips: dict[str, Chip] = {}
        for value, words in choices.items():
            chip = self.chips[value] = Chip(words, desk, self)
            chip.setObjectName(f"choice-{value}")
            chip.setAccessibleName(f"{name}: {words}")
            chip.clicked.connect(lambda _=False, value=value: self._choose(value))
            flow.addWidget(chip)

    def show_value(self, value: str | None) -> None:
        """Show the chosen value; None where the selected items differ."""
        self._value = value
        for name, chip in self.chips.items():
            chip.show_state(name == value)

    def _choose(self, value: str) -> None:
        wanted = value if value != self._value or self._needed else ""
        previous = self._value
        self.chosen.emit(wanted)
        if self._value == previous:  # refused, or the same again
            self.show_value(previous)
