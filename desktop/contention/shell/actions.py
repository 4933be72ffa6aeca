"""What turns the table of actions into menus, keys and enabled or greyed commands."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from contention.shell.preferences import Preferences, native
from contention.shell.table import CHOICES, MENUS, SPECS, SUBMENUS, Scope, Spec, State, plain, tr

if TYPE_CHECKING:
    from contention.shell.window import Window


class Actions:
    """The built table of one window: the actions by their object names."""

    def __init__(self, window: Window, preferences: Preferences) -> None:
        self._window, self._preferences = window, preferences
        self._by_name: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            action = QAction(tr(spec.text), window)
            action.setObjectName(spec.name)
            action.setMenuRole(_ROLES.get(spec.name, QAction.MenuRole.NoRole))
            action.triggered.connect(partial(self._call, spec))
            # Before anything shows it: each change is told to all that do.
            self._set_keys(spec, action)
            if spec.scope is not Scope.WINDOW:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                window.addAction(action)
            action.setCheckable(spec.ticked is not None)
            if spec.choice:
                group = self._groups.setdefault(spec.choice, QActionGroup(window))
                group.addAction(action)
            self._by_name[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_name.values())

    def add_pane(self, pane: QWidget, *, canvas: bool = False) -> None:
        """Let the keys of the panes act in this one; `canvas` has some keys of its own."""
        for spec in SPECS:
            action = self._by_name[spec.name]
            if spec.scope is Scope.PANES:
                pane.addAction(action)
            for key in (*spec.pane_keys, *(spec.map_keys if canvas else ())):
                shortcut = QShortcut(QKeySequence(key), pane)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(action.trigger)

    def set_keys(self) -> None:
        """Give every action the keys that the reader prefers, and say them in its tip."""
        for spec in SPECS:
            self._set_keys(spec, self._by_name[spec.name])

    def _set_keys(self, spec: Spec, action: QAction) -> None:
        keys = self._preferences.keys(spec.name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        words = tr(spec.tip) if spec.tip else plain(tr(spec.text)).rstrip("…")
        action.setStatusTip(tr(spec.tip))
        # A tool tip is taken for HTML where it looks like it.
        action.setToolTip(html.escape(f"{words} ({native(keys[0])})" if keys else words))

    def guarded_keys(self) -> list[str]:
        """Every key that a text field must not lose to an action."""
        keys = [key for spec in SPECS for key in (*spec.map_keys, *spec.pane_keys)]
        for spec in SPECS:
            mine = self._preferences.keys(spec.name)
            keys += [key for key in mine if spec.scope is not Scope.WINDOW or is_bare(key)]
        return list(dict.fromkeys(keys))

    def enable(self, state: State) -> None:
        """Enable what can be done now, and tick what is on. Letters stay enabled, to say what is missing."""
        for spec in SPECS:
            action = self._by_name[spec.name]
            action.setEnabled(spec.when(state))
        self._tick()

    def _tick(self) -> None:
        """Tick what is on; some of it is also switched on the page, which tells nobody."""
        for spec in SPECS:
            if spec.ticked is not None:
                self._by_name[spec.name].setChecked(spec.ticked(self._window))

    def in_article(self) -> list[QAction]:
        """The actions whose keys act in the article alone."""
        return [self._by_name[spec.name] for spec in SPECS if spec.scope is Scope.ARTICLE]

    def icons(self) -> list[tuple[QAction, str]]:
        """The actions that have an icon, with its name."""
        return [(self._by_name[spec.name], spec.icon) for spec in SPECS if spec.icon]

    def fill_menus(self, after: Mapping[str, QMenu]) -> None:
        """Fill the menu bar; each menu of `after` is placed after the action of its key."""
        for menu_name, text in MENUS.items():
            menu = self._window.menuBar().addMenu(tr(text))
            menu.setObjectName(f"menu-{menu_name.lower()}")
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(self._tick)
            group, subs = 0, dict[str, QMenu]()
            for spec in (one for one in SPECS if one.menu == menu_name):
                if spec.group != group:
                    menu.addSeparator()
                    group = spec.group
                self._place(spec, menu, subs)
                if spec.name in after:
                    menu.addMenu(after[spec.name])

    def _call(self, spec: Spec, *_: object) -> None:
        spec.run(self._window)
        if spec.ticked is not None:
            # Qt has ticked it already, whatever came of it.
            self[spec.name].setChecked(spec.ticked(self._window))

    def _place(self, spec: Spec, menu: QMenu, subs: dict[str, QMenu]) -> None:
        name = spec.choice or spec.sub
        if name and name not in subs:
            subs[name] = menu.addMenu(tr({**CHOICES, **SUBMENUS}[name]))
            subs[name].setObjectName(f"menu-{name}")
        (subs[name] if name else menu).addAction(self._by_name[spec.name])


def is_bare(key: str) -> bool:
    """Whether a key writes, or moves in, a text field: it has no Ctrl, Alt or Meta and is no function key."""
    *held, last = key.rsplit("+", 1) if len(key) > 1 else (key,)
    function = last[:1] == "F" and last[1:].isdigit()
    return not function and not {"Ctrl", "Alt", "Meta"}.intersection(
        *(one.split("+") for one in held or [""])
    )


_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}
