"""What one action of the window is: its name, words, keys, place, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from contention.shell.window import Window


class Scope(Enum):
    """Where an action's keys act."""

    WINDOW = "anywhere in the window"
    PANES = "in the article, on the map and in the outline"
    ARTICLE = "in the article, before any other that has the key"


class State(NamedTuple):
    """What the actions' being enabled depends on."""

    selected: bool = False
    """A claim or an inference is selected."""
    claim: bool = False
    """The last selected item is a claim."""
    several: bool = False
    """More than one item is selected."""
    claims: bool = False
    """The map has claims."""
    article: bool = False
    file: bool = False
    """The project has a file."""
    undo: bool = False
    redo: bool = False
    maps: bool = False
    """The project has more than one map."""
    back: bool = False
    forward: bool = False
    """There is something that was looked at before, or after, what is shown now."""
    focus: bool = False
    """One branch alone is shown."""
    found: bool = False
    """The map is searched or filtered, or the article is searched."""
    reading: bool = False
    """The text of an article is shown."""
    pages: bool = False
    """The article that is shown has pages."""
    aside: bool = False
    """Something in the text that is shown is set aside."""
    articles: bool = False
    """The project has more than one article."""
    page: bool = False
    """The article was found in a web page, which is kept too."""
    orphans: bool = False
    """Some passage's words are not in its article's present text."""


@dataclass(frozen=True)
class Spec:
    """One action: `name` is its object name; `text` and `tip` are translated when it is built."""

    name: str
    text: str
    menu: str
    run: Callable[[Window], object]
    keys: tuple[str, ...] = ()
    """Keys as they come with the program; the reader's own choice is in `shortcuts`."""
    icon: str = ""
    tip: str = ""
    scope: Scope = Scope.WINDOW
    when: Callable[[State], bool] = bool  # a State is never empty: always
    group: int = 0
    """Within a menu, a change of the group draws a line."""
    sub: str = ""
    """The submenu it stands in, one of `table.SUBMENUS`."""
    choice: str = ""
    """Of the actions of one choice, one is ticked; they stand in a submenu of this name."""
    ticked: Callable[[Window], bool] | None = None
    """For what can be on or off: whether it is on now."""
    map_keys: tuple[str, ...] = ()
    """More keys that act on the map alone; they cannot be changed."""
    pane_keys: tuple[str, ...] = ()
    """More keys that act in the article, on the map and in the outline; they cannot be changed."""


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Actions", text)


def plain(text: str) -> str:
    """A menu's text without the mark of its mnemonic."""
    return text.replace("&", "")
