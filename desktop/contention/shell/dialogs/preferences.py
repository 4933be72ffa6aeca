"""The preferences: every key, and what the map shows. What is chosen holds at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from contention.shell.dialogs.keys_page import KeysPage
from contention.shell.preferences import Preferences


class PreferencesDialog(QDialog):
    """Two pages; every change is done, or refused with a sentence, when it is made."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences-dialog")
        self.setWindowTitle(self.tr("Preferences"))
        self._preferences = preferences
        self.keys = KeysPage(preferences)
        self.switches: dict[str, QCheckBox] = {}
        pages = QTabWidget()
        pages.setObjectName("preferences-pages")
        pages.setAccessibleName(self.tr("Preferences"))
        pages.tabBar().setAccessibleName(self.tr("Pages"))
        pages.addTab(self.keys, self.tr("&Keys"))
        pages.addTab(self._map_page(), self.tr("&Map"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(pages)
        layout.addWidget(buttons)
        self.resize(self.sizeHint().expandedTo(QSize(620, 640)))
        preferences.changed.connect(self._refresh)
        self._refresh()
        self.keys.search.setFocus()

    def _map_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(18, 18, 18, 18)
        layout.setSpacing(6)
        for name, words, more in (
            (
                "minimap",
                self.tr("Show the &minimap"),
                self.tr(
                    "A small picture of the whole map in a corner, where the map is larger than the window."
                ),
            ),
            (
                "badges",
                self.tr("Show &basis, ratings and tags on the boxes"),
                self.tr("The details pane has them in any case."),
            ),
            (
                "motion",
                self.tr("&Smooth movement"),
                self.tr("Boxes move to their new places. Never where the system asks for less motion."),
            ),
        ):
            switch = self.switches[name] = QCheckBox(words)
            switch.setObjectName(f"preferences-{name}")
            switch.setAccessibleDescription(more)
            switch.clicked.connect(lambda _on=False, one=name: self._preferences.toggle(one))
            note = QLabel(more)
            note.setTextFormat(Qt.TextFormat.PlainText)
            note.setProperty("role", "muted")
            note.setWordWrap(True)
            note.setIndent(24)
            layout.addWidget(switch)
            layout.addWidget(note)
            layout.addSpacing(10)
        layout.addStretch(1)
        return page

    def _refresh(self) -> None:
        for name, switch in self.switches.items():
            switch.setChecked(bool(getattr(self._preferences, name)))
