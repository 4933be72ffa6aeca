"""The way from the contention to the branch that alone is shown, as a bar over the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from contention.diagram.themes import Theme
from contention.model.project import Id
from contention.model.structure import Structure

CRUMB_WIDTH = 180
"""Pixels of a claim's words at most; the rest stands in the tool tip."""
MOST = 5
"""Steps of the way that are shown; those between the first and the last ones are left out."""


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Breadcrumbs", text)


def words_of(structure: Structure, item: Id) -> str:
    """A claim's words on one line; for an inference those of its premises."""
    claim = structure.map.claims.get(item)
    if claim is not None:
        return " ".join(claim.text.split()) or tr("(empty)")
    inference = structure.map.inferences.get(item)
    premises = inference.premises if inference is not None else ()
    return tr("inference: {text}").format(text="; ".join(words_of(structure, p) for p in premises))


class Breadcrumbs(QWidget):
    """Buttons for the steps of the way; the last one is where the reader is."""

    wanted = Signal(str)
    """Show this branch alone; empty for the whole map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumbs")
        self.setAccessibleName(self.tr("Way to the branch that is shown"))
        self.setAutoFillBackground(True)
        self._steps: tuple[tuple[Id, str], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 2, 8, 2)
        self._row.setSpacing(2)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Wear the map's colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.box))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
            palette.setColor(role, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Button, QColor(theme.box))
        if palette != self.palette():
            self.setPalette(palette)

    def show_way(self, structure: Structure, way: Sequence[Id]) -> None:
        """Show the way from a contention to the branch that is shown; nothing where it is empty."""
        steps: tuple[tuple[Id, str], ...] = ()
        if way:
            ends = way if len(way) <= MOST else (way[0], "", *way[-(MOST - 2) :])
            steps = (("", tr("Whole map")), *((i, words_of(structure, i) if i else "…") for i in ends))
        if steps == self._steps:
            return
        self._steps = steps
        self._fill()

    def _fill(self) -> None:
        while (taken := self._row.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        last = len(self._steps) - 1
        for number, (item, words) in enumerate(self._steps):
            if number:
                self._add(self._label("›"))
            if number == last or (number and not item):
                self._add(self._label(words, strong=number == last))
            else:
                self._add(self._button(item, words))
        self._row.addStretch(1)
        self._row.activate()

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        # A layout shows what is added to it in the next turn of the event loop only.
        widget.show()

    def _button(self, item: Id, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        # A lone "&" would be taken as the mark of a mnemonic.
        button.setText(self._short(words).replace("&", "&&"))
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.wanted.emit, item))
        return button

    def _label(self, words: str, *, strong: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(self._short(words))
        label.setAccessibleName(words)
        label.setContentsMargins(4, 0, 4, 0)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if strong:
            font = label.font()
            font.setBold(True)
            label.setFont(font)
        return label

    def _short(self, words: str) -> str:
        return QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, CRUMB_WIDTH)

    def minimumSizeHint(self) -> QSize:
        # It never makes the map wider: what has no room is cut off.
        return QSize(0, super().minimumSizeHint().height())
