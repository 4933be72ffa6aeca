"""The repair report: what of a damaged project could not be read, and that its file is unharmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from contention.model.check import Finding


class RepairDialog(QDialog):
    """Lists the findings in an opened project and says what becomes of the file."""

    def __init__(self, name: str, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("repair-dialog")
        self.setWindowTitle(self.tr("Damaged project"))
        heading = self._label(self.tr("“{name}” is damaged").format(name=name))
        heading.setProperty("role", "heading")
        what = self._label(
            self.tr(
                "The sound part was opened. What is listed here was left out or put right. "
                "The file itself was not touched: Save asks for a new name."
            )
        )
        self.list = QPlainTextEdit()
        self.list.setObjectName("findings")
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setPlainText("\n".join(f"{finding.path}: {finding.message}" for finding in findings))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (heading, what, self.list, buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.list, 1)
        self.resize(620, 380)

    @staticmethod
    def _label(words: str) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
