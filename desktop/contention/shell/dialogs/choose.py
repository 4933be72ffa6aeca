"""Asks for one claim of the map: letters narrow the list, Enter takes what is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from contention.model.project import Claim, Id

ID = Qt.ItemDataRole.UserRole
MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ChooseClaim(QDialog):
    """A list of claims to choose one from, in the order they are given in."""

    def __init__(self, sentence: str, claims: Sequence[Claim], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choose-claim")
        self.setWindowTitle(self.tr("Use here too"))
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setObjectName("choose-search")
        self.search.setAccessibleName(self.tr("Words of the claim"))
        self.search.setPlaceholderText(self.tr("Words of the claim"))
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setObjectName("choose-list")
        self.list.setAccessibleName(self.tr("Claims"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for claim in claims:
            item = QListWidgetItem(" ".join(claim.text.split()) or self.tr("(no words yet)"))
            item.setData(ID, claim.id)
            self.list.addItem(item)
        self.list.itemActivated.connect(self.accept)
        self.list.currentItemChanged.connect(self._follow)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(self.tr("&Use"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        for widget in (words, self.search, self.list, self.buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self.ok.setDefault(True)
        self.resize(520, 440)
        self._narrow("")

    def chosen(self) -> Id | None:
        """The claim that is marked."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item is not None and not item.isHidden() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrows move in the list while the letters go to the search.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = item.text().casefold()
            item.setHidden(not all(one in words for one in wanted))
            if first is None and not item.isHidden():
                first = item
        if self.chosen() is None and first is not None:
            self.list.setCurrentItem(first)
        self._follow()

    def _follow(self, *_: object) -> None:
        self.ok.setEnabled(self.chosen() is not None)
