"""What turns the table of actions into menus, shortcuts and enabled or greyed commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from contention.shell.table import CHOICES, MENUS, SPECS, Scope, Spec, State, plain, tr

if TYPE_CHECKING:
    from contention.shell.main_window import MainWindow


class Actions:
    """The built table of one window: the actions by their object names."""

    def __init__(self, window: MainWindow, panes: tuple[QWidget, ...], canvas: QWidget) -> None:
        self._by_name: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            action = QAction(tr(spec.text), window)
            action.setObjectName(spec.name)
            action.setToolTip(tr(spec.tip) if spec.tip else plain(tr(spec.text)))
            action.setStatusTip(tr(spec.tip))
            action.setMenuRole(_ROLES.get(spec.name, QAction.MenuRole.NoRole))
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.triggered.connect(_calling(spec, window))
            if spec.scope is Scope.PANES:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                for pane in panes:
                    pane.addAction(action)
            else:
                window.addAction(action)
            for key in spec.map_keys:
                shortcut = QShortcut(QKeySequence(key), canvas)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(action.trigger)
            if spec.choice:
                action.setCheckable(True)
                group = self._groups.setdefault(spec.choice, QActionGroup(window))
                group.addAction(action)
            self._by_name[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_name.values())

    def enable(self, state: State) -> None:
        """Enable what can be done now. Letters stay enabled, to say what is missing."""
        for spec in SPECS:
            self._by_name[spec.name].setEnabled(spec.when(state))

    def tick(self, choice: str, value: str) -> None:
        """Tick one of the actions of a choice."""
        self._by_name[f"{choice}-{value}"].setChecked(True)

    def icons(self) -> list[tuple[QAction, str]]:
        """The actions that have an icon, with its name."""
        return [(self._by_name[spec.name], spec.icon) for spec in SPECS if spec.icon]

    def fill_menus(self, window: MainWindow, recent: QMenu) -> None:
        """Fill the menu bar; `recent` is placed after "open"."""
        for menu_name, text in MENUS.items():
            menu = window.menuBar().addMenu(tr(text))
            menu.setObjectName(f"menu-{menu_name.lower()}")
            menu.setToolTipsVisible(False)
            group, choices = 0, dict[str, QMenu]()
            for spec in (one for one in SPECS if one.menu == menu_name):
                if spec.group != group:
                    menu.addSeparator()
                    group = spec.group
                into = menu
                if spec.choice:
                    if spec.choice not in choices:
                        choices[spec.choice] = menu.addMenu(tr(CHOICES[spec.choice]))
                    into = choices[spec.choice]
                into.addAction(self._by_name[spec.name])
                if spec.name == "open":
                    menu.addMenu(recent)


def _calling(spec: Spec, window: MainWindow) -> Callable[[], None]:
    def call() -> None:
        spec.run(window)

    return call


_ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
