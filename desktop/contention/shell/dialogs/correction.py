"""Corrects a few words of the article: a field with them, between what stands before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from contention.model.project import Passage
from contention.shell.dialogs.labels import plain_label


class CorrectionDialog(QDialog):
    """One field. What cannot be corrected is said in it, and the words stay to be changed again."""

    def __init__(
        self, passage: Passage, correct: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """`correct` puts words for those of the passage, and returns why it could not, or ""."""
        super().__init__(parent)
        self.setObjectName("correction-dialog")
        self.setWindowTitle(self.tr("Correct the text"))
        self._correct, self._before = correct, passage.exact
        heading = plain_label(self.tr("Correct the text of the article"))
        heading.setProperty("role", "heading")
        before = plain_label(_tail(passage.prefix))
        after = plain_label(_head(passage.suffix))
        for one in (before, after):
            one.setProperty("role", "muted")
        self.words = QLineEdit(passage.exact)
        self.words.setObjectName("correction-words")
        self.words.setAccessibleName(self.tr("The selected words, to be corrected"))
        self.words.setAccessibleDescription(f"{passage.prefix} … {passage.suffix}")
        self.words.setCursorPosition(0)
        self.words.textChanged.connect(self._follow)
        self.why = plain_label("")
        self.why.setObjectName("correction-why")
        self.why.hide()
        note = plain_label(self.tr("Passages, pages and what is set aside follow. Undo takes it back."))
        note.setProperty("role", "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.ok = self.buttons.addButton(self.tr("Co&rrect"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for widget in (heading, before, self.words, after, self.why, note, self.buttons):
            layout.addWidget(widget)
        self.resize(600, self.sizeHint().height())
        self.words.setFocus()
        self._follow()

    def accept(self) -> None:
        """Correct, and close where that could be done."""
        if not self.ok.isEnabled():
            return
        why = self._correct(self.words.text())
        if not why:
            super().accept()
            return
        self.why.setText(why)
        self.why.show()
        self.words.setAccessibleDescription(why)
        self.words.setFocus()

    def _follow(self) -> None:
        self.ok.setEnabled(self.words.text() != self._before)
        self.why.hide()


def _tail(words: str) -> str:
    """What stands before, whole words as far as there are some."""
    line = " ".join(words.split())
    return f"… {line.partition(' ')[2] or line}" if line else ""


def _head(words: str) -> str:
    line = " ".join(words.split())
    return f"{line.rpartition(' ')[0] or line} …" if line else ""
