"""Offers what crashes left behind: each piece of work to restore, compare, discard or leave."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from contention.diagram.themes import Theme
from contention.files.recovery import Recovered
from contention.shell.ages import ago
from contention.shell.dialogs.labels import plain_label
from contention.shell.dialogs.recovered_work import RecoveredWork, name_of

USUAL_SIZE = QSize(758, 480)
"""In pixels; Qt alone would take no more than two thirds of the screen."""


class Choices(NamedTuple):
    """What the dialog calls; each tells whether the work is dealt with and leaves the list."""

    restore: Callable[[Recovered], bool]
    discard: Callable[[Recovered], bool]


class RecoveryDialog(QDialog):
    """The pieces of work, newest first. Esc leaves them all where they are, for the next start."""

    def __init__(
        self, found: Sequence[Recovered], choices: Choices, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recovery-dialog")
        self.setWindowTitle(self.tr("Work that was not saved"))
        self._found, self._choices = list(found), choices
        heading = plain_label(self.tr("Contention ended before this was saved"))
        heading.setProperty("role", "heading")
        what = plain_label(
            self.tr("Restore what you want to go on with. What you leave stays here for the next start.")
        )
        self.list = QListWidget()
        self.list.setObjectName("recovered")
        self.list.setAccessibleName(self.tr("Work that was not saved"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setFixedWidth(230)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.work = RecoveredWork(theme)
        self._build_buttons()
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addWidget(self.work, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(what)
        layout.addLayout(middle, 1)
        layout.addWidget(self.buttons)
        self.restore.setDefault(True)  # only now it is in this dialog
        now = time.time()
        for one in self._found:
            self.list.addItem(QListWidgetItem(f"{name_of(one)}\n{ago(now - one.time)}"))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemDoubleClicked.connect(self._restore)  # Enter presses the default button
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.resize(self.sizeHint().expandedTo(USUAL_SIZE))

    def current(self) -> Recovered | None:
        """The work that is marked."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _build_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox()
        self.restore = self.buttons.addButton(self.tr("&Restore"), role.AcceptRole)
        self.compare = QPushButton(self.tr("&Compare with the saved file"))
        self.compare.setCheckable(True)
        self.compare.setAutoDefault(False)
        self.buttons.addButton(self.compare, role.ActionRole)
        self.discard = self.buttons.addButton(self.tr("&Discard…"), role.DestructiveRole)
        self.later = self.buttons.addButton(self.tr("&Later"), role.RejectRole)
        for name in ("restore", "compare", "discard", "later"):
            getattr(self, name).setObjectName(name)
        self.restore.clicked.connect(self._restore)
        self.compare.toggled.connect(self.work.compare)
        self.discard.clicked.connect(self._discard)
        self.later.clicked.connect(self.reject)

    def _show(self) -> None:
        found = self.current()
        if found is None:
            return
        self.work.show_work(found)
        self.compare.setChecked(False)
        self.restore.setEnabled(self.work.can_be_restored)
        self.compare.setEnabled(self.work.can_be_compared)

    def _restore(self, *_: object) -> None:
        found = self.current()
        if found is not None and self.work.can_be_restored and self._choices.restore(found):
            self._drop()

    def _discard(self) -> None:
        found = self.current()
        if found is None:
            return
        box = discard_box(self, name_of(found))
        agreed = box.exec() == QMessageBox.StandardButton.Discard
        box.deleteLater()
        if agreed and self._choices.discard(found):
            self._drop()

    def _drop(self) -> None:
        """What is dealt with leaves the list; with the last the dialog ends."""
        row = self.list.currentRow()
        del self._found[row]
        self.list.blockSignals(True)  # it would tell of a row before the other is gone
        self.list.takeItem(row)
        self.list.blockSignals(False)
        if self._found:
            self._show()
            self.list.setFocus()
        else:
            self.accept()


def discard_box(parent: QWidget | None, name: str) -> QMessageBox:
    """The question before work is deleted for good; Enter and Esc keep it."""
    box = QMessageBox(parent)
    box.setObjectName("discard-recovered")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr("Discard"))
    box.setText(tr("Discard the unsaved work on “{name}”?").format(name=name))
    box.setInformativeText(tr("It is deleted for good. The saved file is not touched."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Discard | buttons.Cancel)
    box.button(buttons.Discard).setText(tr("&Discard"))
    box.button(buttons.Cancel).setText(tr("&Keep it"))
    box.setDefaultButton(buttons.Cancel)
    box.setEscapeButton(buttons.Cancel)
    return box


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("RecoveryDialog", text)
