"""The bar over the panes: chips for Claim, Reason, Objection and Co-premise, and the project's name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QToolButton, QWidget

from contention.diagram.themes import Theme
from contention.model.project import Kind
from contention.shell.actions import Actions
from contention.shell.appearance import WindowColours
from contention.shell.elided import ElidedLine

STATE_MARK = " · "
PAD, GAP, CAP_PAD = 12, 8, 6
SIDE = 18
"""Pixels from the window's edge to what stands first and last in the bar."""


class ChipBar(QFrame):
    """The slim bar: the chips, and at its end the project's name and state."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAccessibleName(self.tr("Mapping"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 4, SIDE, 9)
        row.setSpacing(8)
        self._chips: list[tuple[Chip, Kind | None]] = []
        for name, word, kind in (
            ("add-claim", self.tr("Claim"), None),
            ("add-reason", self.tr("Reason"), Kind.REASON),
            ("add-objection", self.tr("Objection"), Kind.OBJECTION),
            ("add-co-premise", self.tr("Co-premise"), Kind.REASON),
        ):
            chip = Chip(actions[name], word)
            self._chips.append((chip, kind))
            row.addWidget(chip)
        self.title = ElidedLine("title", keep_after=STATE_MARK)
        """The project's name, and after `STATE_MARK` whether it is saved: that is the last to go."""
        row.addWidget(self.title, 1)

    def dress(self, theme: Theme, colours: WindowColours) -> None:
        """Wear the colours of the window and of the map's roles."""
        for chip, kind in self._chips:
            chip.dress(theme.side(kind).words if kind else colours.text, colours.cap)

    def set_keys(self) -> None:
        """Show the keys that the actions have now."""
        for chip, _ in self._chips:
            chip.set_key()


class Chip(QToolButton):
    """A button with a word in its role's colour and the key that does the same."""

    def __init__(self, action: QAction, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not its default action: that would take the letter while the chip has the focus.
        self.clicked.connect(action.trigger)
        self.setObjectName(f"chip-{action.objectName().removeprefix('add-')}")
        self._action, self._word, self._key = action, word, ""
        self._colour, self._cap = QColor("black"), QColor("white")
        self.set_key()
        # A click must not take the focus from the text that was just selected.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_key(self) -> None:
        """Show the key that the action has now."""
        self._key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(self._action.toolTip())
        name = self.tr("{word}, key {key}").format(word=self._word, key=self._key)
        self.setAccessibleName(name if self._key else self._word)
        self.updateGeometry()
        self.update()

    def dress(self, word: str, cap: str) -> None:
        """Colours of the word and of the key's cap."""
        self._colour, self._cap = QColor(word), QColor(cap)
        self.update()

    def sizeHint(self) -> QSize:
        cap = self._cap_width()
        words = self.fontMetrics().horizontalAdvance(self._word)
        key = GAP + cap - 4 if self._key else 0
        return QSize(PAD + words + key + PAD, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.palette()
        around = self.rect().adjusted(1, 1, -1, -1)
        down = self.isDown() or self.underMouse()
        painter.setBrush(look.midlight() if down else look.button())
        focused = self.hasFocus()
        painter.setPen(QPen(look.accent() if focused else look.mid(), 2 if focused else 1))
        painter.drawRoundedRect(around, 7, 7)
        word = self._placed(QRect(PAD, 0, self.width() - 2 * PAD, self.height()))
        colour = (
            self._colour if self.isEnabled() else look.color(look.ColorGroup.Disabled, look.ColorRole.Text)
        )
        painter.setPen(colour)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self._word)
        if not self._key:
            painter.end()
            return
        width = self._cap_width()
        cap = QRect(self.width() - PAD + 4 - width, 0, width, self.fontMetrics().height())
        cap.moveCenter(QRect(cap.x(), 0, width, self.height()).center())
        cap = self._placed(cap)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._cap)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(look.placeholderText().color())
        painter.setFont(self._small())
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def _placed(self, place: QRect) -> QRect:
        """The same place where one reads from right to left, if that is so here."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() - 1))
        return font

    def _cap_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._key) + 2 * CAP_PAD
