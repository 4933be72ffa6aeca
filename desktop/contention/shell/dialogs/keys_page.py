"""The page of the preferences with every command and its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from contention.shell.preferences import Preferences, native
from contention.shell.table import CHOICES, MENUS, SPECS, SUBMENUS, Spec, plain, tr

NAME = Qt.ItemDataRole.UserRole
_SPECS = {spec.name: spec for spec in SPECS}


def words_of(holder: Spec | str) -> str:
    """An action, or what a pane does itself, in words that can be understood without a menu."""
    if isinstance(holder, str):
        return tr(holder)
    words = plain(tr(holder.text)).rstrip("…")
    within = {**CHOICES, **SUBMENUS}.get(holder.choice or holder.sub)
    return f"{plain(tr(within)).rstrip('…')}: {words}" if within else words


class KeyField(QKeySequenceEdit):
    """Takes the next key that is pressed; Esc goes on to the dialog."""

    pressed = Signal(str)
    """A key, as `QKeySequence` writes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key-field")
        self.setMaximumSequenceLength(1)
        self.keySequenceChanged.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def show_key(self, key: str) -> None:
        """Show a key that was not pressed now."""
        self.blockSignals(True)
        self.setKeySequence(QKeySequence(key))
        self.blockSignals(False)

    def _tell(self, sequence: QKeySequence) -> None:
        if not sequence.isEmpty():
            self.pressed.emit(sequence.toString())


class KeysPage(QWidget):
    """A list by menu; the key of the chosen command is changed below it, at once or not at all."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._items: dict[str, QTreeWidgetItem] = {}
        self.search = QLineEdit()
        self.search.setObjectName("preferences-search")
        self.search.setAccessibleName(self.tr("Find a command by its name or its key"))
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the words"))
        self.search.textChanged.connect(self._narrow)
        self.tree = self._make_tree()
        self.key = KeyField()
        self.key.setAccessibleName(self.tr("New key: press it"))
        self.key.pressed.connect(self._take)
        self.none = self._button("key-none", self.tr("&No key"), lambda: self._take(""))
        self.usual = self._button("key-reset", self.tr("&Usual key"), self._reset)
        self.said = QLabel()
        self.said.setObjectName("key-said")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(self.said.fontMetrics().lineSpacing() * 2)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out(self._button("keys-reset", self.tr("&All usual keys"), self._reset_all))
        preferences.changed.connect(self._refresh)
        self._refresh()
        self.choose(SPECS[0].name)

    def choose(self, name: str) -> None:
        """Go to an action by its name."""
        self.tree.setCurrentItem(self._items[name])

    def shown(self) -> list[str]:
        """The names of the actions that the search leaves."""
        return [name for name, item in self._items.items() if not item.isHidden()]

    # -- building --------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("preferences-keys")
        tree.setAccessibleName(self.tr("Commands and their keys"))
        tree.setHeaderLabels([self.tr("Command"), self.tr("Key")])
        tree.setRootIsDecorated(False)
        tree.setIndentation(14)
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for menu, title in MENUS.items():
            group = QTreeWidgetItem([plain(tr(title)), ""])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for spec in SPECS:
                if spec.menu == menu:
                    item = self._items[spec.name] = QTreeWidgetItem([words_of(spec), ""])
                    item.setData(0, NAME, spec.name)
                    group.addChild(item)
            tree.addTopLevelItem(group)
        tree.expandAll()
        tree.currentItemChanged.connect(lambda *_: self._choose())
        return tree

    def _lay_out(self, reset_all: QPushButton) -> None:
        prompt = QLabel(self.tr("&Press the new key:"))
        prompt.setBuddy(self.key)
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (prompt, self.key, self.none, self.usual):
            row.addWidget(one, 1 if one is self.key else 0)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(reset_all, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addLayout(row)
        layout.addLayout(foot)

    @staticmethod
    def _button(name: str, words: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        return button

    # -- changing --------------------------------------------------------------------------

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        name = item.data(0, NAME) if item else ""
        return name if isinstance(name, str) else ""

    def _choose(self) -> None:
        name = self._chosen()
        keys = self._preferences.keys(name)
        self.key.show_key(keys[0] if keys else "")
        self.none.setEnabled(bool(keys))
        self.usual.setEnabled(self._preferences.is_changed(name))
        self._say("")

    def _take(self, key: str) -> None:
        name = self._chosen()
        holder = self._preferences.clash(name, key)
        if holder is not None:
            kept = self._preferences.keys(name)
            self.key.show_key(kept[0] if kept else "")
            sentence = self.tr("{key} is taken: it is the key for “{words}”. Nothing was changed.")
            self._say(sentence.format(key=native(key), words=words_of(holder)), refused=True)
        elif self._preferences.change(name, key):
            sentence = (
                self.tr("“{words}” has the key {key} now.") if key else self.tr("“{words}” has no key now.")
            )
            self._say(sentence.format(words=words_of(_SPECS[name]), key=native(key)))

    def _reset(self) -> None:
        name = self._chosen()
        clashes = [self._preferences.clash(name, key) for key in _SPECS[name].keys]
        holder = next((one for one in clashes if one is not None), None)
        if holder is not None:
            sentence = self.tr("Its usual key belongs to “{words}” now. Change that one first.")
            self._say(sentence.format(words=words_of(holder)), refused=True)
        elif self._preferences.reset(name):
            self._say(self.tr("“{words}” has its usual key again.").format(words=words_of(_SPECS[name])))

    def _reset_all(self) -> None:
        self._preferences.reset_all()
        self._say(self.tr("All keys are the usual ones."))

    def _say(self, sentence: str, *, refused: bool = False) -> None:
        self.said.setProperty("kind", "refusal" if refused else "notice")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    # -- following -------------------------------------------------------------------------

    def _refresh(self) -> None:
        for name, item in self._items.items():
            item.setText(1, "".join(native(key) for key in self._preferences.keys(name)[:1]))
            font = item.font(1)
            font.setBold(self._preferences.is_changed(name))
            item.setFont(1, font)
        if self._chosen():
            self._choose()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self._items.values():
            item.setHidden(not any(wanted in item.text(column).casefold() for column in (0, 1)))
        for item in self._items.values():
            group = item.parent()
            if group is not None:
                children = [group.child(row) for row in range(group.childCount())]
                group.setHidden(all(child is None or child.isHidden() for child in children))
        left = self.shown()
        if left and self._chosen() not in left:
            self.choose(left[0])
