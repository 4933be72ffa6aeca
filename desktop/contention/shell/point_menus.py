"""The menus that open at a point: of a claim or an inference, of a map's tab, of an article's tab."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from contention.shell.actions import Actions

MAP_MENU = (
    "edit-text",
    "",
    "add-reason",
    "add-objection",
    "add-co-premise",
    "link-passage",
    "",
    "menu-form",
    "menu-use",
    "mark-unstated",
    "tag",
    "",
    "fold",
    "focus-branch",
    "select-branch",
    "",
    "cut",
    "copy",
    "paste",
    "delete",
)
"""Actions, and submenus of the menu bar, by their names; "" is a line."""
MAPS_MENU = ("new-map", "duplicate-map", "rename-map", "", "menu-map-order", "move-branch", "", "delete-map")
ARTICLE_MENU = ("add-article", "article-details", "replace-article", "", "remove-article")


def pop_up(window: QWidget, actions: Actions, name: str, entries: tuple[str, ...], point: QPoint) -> None:
    """Open a menu of these entries at a point of the screen."""
    menu = QMenu(window)
    menu.setObjectName(name)
    for entry in entries:
        within = window.findChild(QMenu, entry) if entry else None
        if within is not None:
            menu.addMenu(within)
        elif entry:
            menu.addAction(actions[entry])
        else:
            menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)
