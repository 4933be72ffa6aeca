"""The sheet of keys, made from the table of actions, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from contention.shell.preferences import Preferences, native
from contention.shell.table import MENUS, RESERVED, SPECS, SUBMENUS, Spec, plain, tr

#: Which menus stand in which column; "" is what the panes do themselves.
COLUMNS = (("Argument", "Map"), ("File", "Edit", "Article", "Help"), ("View", ""))

SHARE_OF_SCREEN = 0.92
"""That the sheet takes at most; what is beyond is scrolled to."""


def rows_of(menu: str, preferences: Preferences) -> list[tuple[str, tuple[str, ...]]]:
    """What can be done and by which keys, of one menu."""
    if not menu:
        return [(tr(words), keys) for words, keys in RESERVED]
    rows = [
        (_words(spec), _shown((*preferences.keys(spec.name), *spec.map_keys, *spec.pane_keys)))
        for spec in SPECS
        if spec.menu == menu
    ]
    return [(words, keys) for words, keys in rows if keys]


def _words(spec: Spec) -> str:
    words = plain(tr(spec.text)).rstrip("…")
    if spec.sub not in {"box", "box-width", "form", "zoom"}:
        return words
    # These say little without the name of their submenu.
    within = plain(tr(SUBMENUS[spec.sub]))
    return words if words.startswith(within) else f"{within}: {words[:1].lower()}{words[1:]}"


# A second way to write the same key (Shift+Backtab, Ctrl+=) is left out.


def _shown(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if "Backtab" not in key and "Enter" not in key and key != "Ctrl+=")


class KeysDialog(QDialog):
    """Every key by menu, in columns; it scrolls where the screen is small."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("keys-dialog")
        self.setWindowTitle(self.tr("Keys"))
        sheet = QWidget()
        sheet.setObjectName("keys-sheet")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 20, 24, 8)
        columns.setSpacing(44)
        for names in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(16)
            for name in names:
                column.addWidget(self._group(name))
            column.addStretch(1)
            columns.addLayout(column)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Keys by menu"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        note = QLabel(
            self.tr(
                "Letters, Enter, Tab and Delete act in the article, on the map and in the outline, "
                "never while you type. Edit → Preferences changes them."
            )
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 16, 14)
        foot.addWidget(note, 1)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        layout.addLayout(foot)
        self.whole = sheet.sizeHint() + QSize(4, 64)
        """In which nothing has to be scrolled to."""
        self.resize(self.whole.boundedTo(self.screen().availableSize() * SHARE_OF_SCREEN))

    def _group(self, menu: str) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(3)
        title = plain(tr(MENUS[menu])) if menu in MENUS else self.tr("In the panes")
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "group")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (words, keys) in enumerate(rows_of(menu, self._preferences), start=1):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(5)
            line.addStretch(1)
            for key in keys:
                cap = QLabel(native(key))
                cap.setProperty("role", "key")
                cap.setTextFormat(Qt.TextFormat.PlainText)
                line.addWidget(cap)
            # A screen reader hears the whole line at once.
            label.setAccessibleName(f"{words}: {', '.join(native(key) for key in keys)}")
            grid.addWidget(label, row, 0)
            grid.addWidget(caps, row, 1)
        grid.setColumnStretch(0, 1)
        return group
