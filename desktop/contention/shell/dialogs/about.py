"""The "About" box: what this is, its version, and whose work it stands on."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from contention import __version__
from contention.shell.icons import application_icon

WIDTH = 500


class AboutDialog(QDialog):
    """Name, version, licence and thanks, as plain text that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about-dialog")
        self.setWindowTitle(self.tr("About Contention"))
        icon = QLabel()
        icon.setPixmap(application_icon().pixmap(72, 72))
        icon.setAccessibleName(self.tr("Icon of Contention"))
        heading = QLabel("Contention")
        heading.setProperty("role", "heading")
        version = self._text(
            self.tr("Version {version}, with Qt {qt} and Python {python}").format(
                version=__version__, qt=qVersion(), python=".".join(map(str, sys.version_info[:3]))
            )
        )
        version.setProperty("role", "muted")
        what = self._text(
            self.tr(
                "Read an article and map its argument by hand. Everything stays on this computer: "
                "no account, no network, nothing generated."
            )
        )
        thanks = self._text(
            self.tr(
                "Contention is free software under the MIT licence. It stands on Qt for Python (LGPL), "
                "networkx, markdown-it-py, msgspec and QtAwesome. The typefaces are Source Sans and "
                "Source Serif (SIL Open Font License), the icons Phosphor (MIT)."
            )
        )
        thanks.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(10)
        for label in (heading, version, what, thanks):
            words.addWidget(label)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self._layout = layout

    def showEvent(self, event: QShowEvent) -> None:
        # Labels that wrap know their height only for a width, and with their final fonts.
        self.setFixedSize(WIDTH, self._layout.totalHeightForWidth(WIDTH))
        super().showEvent(event)

    def _text(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label
