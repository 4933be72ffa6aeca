"""The lists of indicator words, one for each language, to be changed by the reader."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from contention.article.indicators import DEFAULTS, LANGUAGES, as_text, from_text


class LensDialog(QDialog):
    """Edits a copy of the lists; `lists` is what came of it."""

    def __init__(self, lists: Mapping[str, str], language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("indicator-words")
        self.setWindowTitle(self.tr("Indicator words"))
        self._usual = {name: as_text(words) for name, words in DEFAULTS.items()}
        self._texts = {**self._usual, **{name: lists[name] for name in lists if name in DEFAULTS}}
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the list"))
        for name, words in LANGUAGES.items():
            self.language.addItem(words, name)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("Indicator words, one on a line"))
        self.words.setTabChangesFocus(True)
        note = QLabel(
            self.tr("One on a line. Before it: + gives a reason, = draws a conclusion, - speaks against.")
        )
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        self.reset = QPushButton(self.tr("&Restore the list"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        form = QFormLayout()
        form.addRow(self.tr("&Language:"), self.language)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self._shown = language if language in DEFAULTS else "en"
        self.language.setCurrentIndex(self.language.findData(self._shown))
        self.words.setPlainText(self._texts[self._shown])
        self.language.currentIndexChanged.connect(self._turn)
        self.reset.clicked.connect(lambda: self.words.setPlainText(self._usual[self._shown]))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def lists(self) -> dict[str, str]:
        """The lists that differ from those that come with the program, by language."""
        self._take()
        return {
            name: text
            for name, text in self._texts.items()
            if from_text(text) != from_text(self._usual[name])
        }

    def _take(self) -> None:
        self._texts[self._shown] = self.words.toPlainText()

    def _turn(self) -> None:
        self._take()
        self._shown = str(self.language.currentData())
        self.words.setPlainText(self._texts[self._shown])
