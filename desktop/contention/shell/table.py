"""The actions of the window as a table: name, words, keys, place, and what each calls.

It is the one place where these are put together, from a file for each menu (`menus`); the
menus, the chips, the sheet of keys, the preferences and the tests all read it. Texts are
translated when they are shown (`tr`).
"""

from __future__ import annotations

from contention.shell.menus import (
    argument,
    article,
    edit,
    file,
    help,  # noqa: A004  # the menus' names
    map,  # noqa: A004
    reading,
    view,
)
from contention.shell.spec import Scope, Spec, State, plain, tr

__all__ = ["CHOICES", "MENUS", "RESERVED", "SPECS", "SUBMENUS", "Scope", "Spec", "State", "plain", "tr"]

MENUS = {
    "File": "&File",
    "Edit": "&Edit",
    "Article": "A&rticle",
    "Argument": "&Argument",
    "Map": "&Map",
    "View": "&View",
    "Help": "&Help",
}
#: Submenus of which one action is ticked.
CHOICES = {
    "theme": "&Theme",
    "palette": "M&ap palette",
    "orientation": "&Layout",
    "article-colours": "Article co&lours",
}
#: Other submenus.
SUBMENUS = {
    "box": "Add empty bo&x",
    "form": "Chan&ge",
    "use": "&Several places",
    "map-order": "&Order",
    "box-width": "&Boxes",
    "zoom": "&Zoom",
    "fold": "Fold to le&vel",
    "go": "&Go to",
    "on-map": "O&n the map",
    "reading": "&Reading",
    "take": "&Select in the article",
    "aside": "Set as&ide",
}

SPECS: tuple[Spec, ...] = (
    *file.SPECS,
    *edit.SPECS,
    *article.SPECS,
    *argument.SPECS,
    *map.SPECS,
    *view.SPECS,
    *reading.SPECS,
    *help.SPECS,
)

#: Keys that the panes have of their own, with what they do; no action can have them.
RESERVED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Select what lies that way", ("Left", "Right", "Up", "Down")),
    ("Select the contention above", ("Home",)),
    ("Scroll the map", ("PgUp", "PgDown")),
    ("Leave the text, or select nothing in it", ("Esc",)),
    ("Follow the link at the caret", ("Ctrl+Return", "Ctrl+Enter")),
    ("Scroll the article", ("Space", "Shift+Space")),
)
