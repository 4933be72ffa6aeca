"""The small bar beside a selection: what its words can become on the map, with the keys for it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from contention.reader.style import LIGHT, ReadingColours
from contention.session.commands import Part

LINK = "link"
"""The passage is linked to the selected claim as one more."""
GAP = 8
"""Pixels between the bar and the words."""
EDGE = 4
"""Pixels between the bar and the edge of the pane."""
PARTS = (Part.CLAIM.value, Part.REASON.value, Part.OBJECTION.value, Part.CO_PREMISE.value, LINK)
KEYS = dict(zip(PARTS, "CROPL", strict=True))


class SelectionBar(QWidget):
    """Five buttons. It lies over the pane, never over the selected words, and takes no focus."""

    wanted = Signal(str)
    """One of `PARTS`: what the selected words shall become."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("selection-bar")
        self.setAccessibleName(self.tr("Put the selected words on the map"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._colours, self._dressed = LIGHT, False
        self._frame, self._ground = QColor(), QColor()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3, 3, 3, 3)
        self._grid.setSpacing(1)
        self._columns = 0
        self._keys = dict(KEYS)
        self.buttons: dict[str, QToolButton] = {}
        for part in PARTS:
            button = QToolButton()
            button.setObjectName(f"selection-{part}")
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, part=part: self.wanted.emit(part))
            self.buttons[part] = button
        self._arrange(len(PARTS))
        self._label()
        self.hide()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, by part, where the reader has chosen others; an empty one is not shown."""
        self._keys = {**KEYS, **keys}
        self._label()

    def dress(self, colours: ReadingColours) -> None:
        """Wear the page's colours from now on."""
        self._colours, self._dressed = colours, False
        if self.isVisible():
            self._wear(colours)

    def _wear(self, colours: ReadingColours) -> None:
        """Put the colours on, with the light of each role under its button; too slow to do unseen."""
        self._dressed = True
        self._frame = QColor(colours.rule)
        lines = {
            Part.REASON.value: colours.reason.line,
            Part.OBJECTION.value: colours.objection.line,
        }
        self.setStyleSheet(
            f"#selection-bar QToolButton {{ color: {colours.text}; background: transparent; border: none;"
            f" border-bottom: 2px solid transparent;"
            f" border-radius: 4px; padding: 3px 7px; }}"
            f"#selection-bar QToolButton:hover {{ background: {colours.neutral.band}; }}"
            f"#selection-bar QToolButton:pressed {{ background: {colours.neutral.strong}; }}"
            + "".join(
                f"#selection-bar #selection-{part} {{ border-bottom: 2px solid {line}; }}"
                for part, line in lines.items()
            )
        )
        self._ground = QColor(colours.paper)
        self.adjustSize()
        self.update()

    def place(self, words: Iterable[QRectF], room: QRect) -> None:
        """Show the bar above or below the words, inside a room; where it would cover them, hide it.

        `words` are the strips of the selection in the coordinates of the pane, those out of
        sight too.
        """
        strips = [strip.toAlignedRect() for strip in words]
        seen = [strip for strip in strips if strip.intersects(room)]
        if not seen:
            self.hide()
            return
        if not self._dressed:
            self._wear(self._colours)
        # In a narrow pane the buttons stand in more than one row.
        for columns in (len(PARTS), 3, 2):
            self._arrange(columns)
            if self.width() + 2 * EDGE <= room.width():
                break
        spot = next(
            (spot for spot in self._spots(seen, room) if room.contains(QRect(spot, self.size()))), None
        )
        if spot is None:
            self.hide()
            return
        self.move(spot)
        self.show()
        self.raise_()

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for index, button in enumerate(self.buttons.values()):
                self._grid.addWidget(button, index // columns, index % columns)
        self._grid.activate()
        self.adjustSize()

    def _spots(self, seen: list[QRect], room: QRect) -> Iterable[QPoint]:
        """Where the bar would cover none of the words, the best first: above, below, then beside them."""
        first, last = min(seen, key=QRect.top), max(seen, key=QRect.bottom)
        left = max(room.left() + EDGE, min(first.left(), room.right() - EDGE - self.width()))
        yield QPoint(left, first.top() - GAP - self.height())
        under = max(room.left() + EDGE, min(last.left(), room.right() - EDGE - self.width()))
        yield QPoint(under, last.bottom() + GAP)
        middle = max(room.top() + EDGE, min(first.top(), room.bottom() - EDGE - self.height()))
        yield QPoint(max(strip.right() for strip in seen) + GAP, middle)
        yield QPoint(min(strip.left() for strip in seen) - GAP - self.width(), middle)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._frame, 1))
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _label(self) -> None:
        words = {
            "claim": (self.tr("Claim"), self.tr("The selected words become a claim")),
            "reason": (self.tr("Reason"), self.tr("They become a reason for what is selected on the map")),
            "objection": (
                self.tr("Objection"),
                self.tr("They become an objection to what is selected on the map"),
            ),
            "co-premise": (self.tr("Co-premise"), self.tr("They join the selected premise in one inference")),
            LINK: (self.tr("Link"), self.tr("The selected claim rests on these words too")),
        }
        for part, button in self.buttons.items():
            name, tip = words[part]
            key = self._keys[part]
            button.setText(f"{name}  {key}" if key else name)
            button.setToolTip(html.escape(tip))
            button.setAccessibleName(name)
            button.setAccessibleDescription(f"{tip} ({key})" if key else tip)
        self.adjustSize()
