"""The actions of the window as a table: name, words, keys, place, and what each calls.

It is the one place where these are written; the menus, the chips, the sheet of keys
and the tests all read it. Texts are translated when they are shown (`tr`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from contention.shell.main_window import MainWindow

MENUS = {"File": "&File", "Edit": "&Edit", "Argument": "&Argument", "View": "&View", "Help": "&Help"}
CHOICES = {"theme": "&Theme", "palette": "&Map palette"}


class Scope(Enum):
    """Where an action's keys act."""

    WINDOW = "anywhere in the window"
    PANES = "in the article and on the map"


class State(NamedTuple):
    """What the actions' being enabled depends on."""

    selected: bool = False
    """A claim or an inference is selected."""
    claim: bool = False
    """The last selected item is a claim."""
    claims: bool = False
    """The map has claims."""
    article: bool = False
    file: bool = False
    """The project has a file."""
    undo: bool = False
    redo: bool = False


@dataclass(frozen=True)
class Spec:
    """One action: `name` is its object name; `text` and `tip` are translated when it is built."""

    name: str
    text: str
    menu: str
    run: Callable[[MainWindow], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    scope: Scope = Scope.WINDOW
    when: Callable[[State], bool] = bool  # a State is never empty: always
    group: int = 0
    """Within a menu, a change of the group draws a line."""
    choice: str = ""
    """Of the actions of one choice, one is ticked; they stand in a menu of this name."""
    map_keys: tuple[str, ...] = ()
    """Keys that act on the map alone."""


def _part(name: str, text: str, key: str, icon: str, tip: str) -> Spec:
    part = name.removeprefix("add-")
    return Spec(
        name, text, "Argument", lambda w: w.mapping.add(part), (key,), icon, tip, scope=Scope.PANES, group=0
    )


def _box(name: str, text: str, keys: tuple[str, ...], run: Callable[[MainWindow], object]) -> Spec:
    return Spec(name, text, "Argument", run, keys, scope=Scope.PANES, group=1)


def _choice(choice: str, value: str, text: str, run: Callable[[MainWindow], object]) -> Spec:
    return Spec(f"{choice}-{value}", text, "View", run, group=2, choice=choice)


SPECS: tuple[Spec, ...] = (
    Spec("new-project", "&New project", "File", lambda w: w.documents.new(), ("Ctrl+N",), "ph.file-plus"),
    Spec(
        "open",
        "&Open article or project…",
        "File",
        lambda w: w.documents.ask_open(),
        ("Ctrl+O",),
        "ph.folder-open",
        tip="Open an article (.txt, .md) or a project (.contention)",
    ),
    Spec(
        "paste-article",
        "&Paste as article",
        "File",
        lambda w: w.documents.paste(),
        ("Ctrl+Shift+V",),
        "ph.clipboard-text",
        tip="Make the text on the clipboard the article of a project",
    ),
    Spec("save", "&Save", "File", lambda w: w.documents.save(), ("Ctrl+S",), "ph.floppy-disk", group=1),
    Spec("save-as", "Save &as…", "File", lambda w: w.documents.save_as(), ("Ctrl+Shift+S",), group=1),
    Spec(
        "reopen",
        "&Reopen from disk",
        "File",
        lambda w: w.documents.reopen(),
        ("Ctrl+Shift+O",),
        "ph.arrows-clockwise",
        tip="Read the project's file again; it can be undone",
        when=lambda state: state.file,
        group=1,
    ),
    Spec(
        "export-again",
        "&Export picture",
        "File",
        lambda w: w.exports.again(),
        ("Ctrl+E",),
        "ph.image",
        tip="Export the map as a PNG picture, as last time",
        when=lambda state: state.claims,
        group=2,
    ),
    Spec(
        "export",
        "Export picture &with options…",
        "File",
        lambda w: w.exports.ask(),
        ("Ctrl+Shift+E",),
        when=lambda state: state.claims,
        group=2,
    ),
    Spec("close-window", "&Close window", "File", lambda w: w.close(), ("Ctrl+W",), group=3),
    Spec("quit", "&Quit", "File", lambda w: w.quit(), ("Ctrl+Q",), "ph.sign-out", group=3),
    Spec(
        "undo",
        "&Undo",
        "Edit",
        lambda w: w.session.undo_stack.undo(),
        ("Ctrl+Z",),
        "ph.arrow-u-up-left",
        when=lambda state: state.undo,
    ),
    Spec(
        "redo",
        "&Redo",
        "Edit",
        lambda w: w.session.undo_stack.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "ph.arrow-u-up-right",
        when=lambda state: state.redo,
    ),
    Spec(
        "edit-text",
        "&Edit text",
        "Edit",
        lambda w: w.mapping.edit_text(),
        ("F2",),
        "ph.pencil-simple",
        when=lambda state: state.claim,
        scope=Scope.PANES,
        group=1,
        map_keys=("Space",),
    ),
    Spec(
        "delete",
        "&Delete",
        "Edit",
        lambda w: w.mapping.delete(),
        ("Del",),
        "ph.trash",
        tip="Delete what is selected, with the branches below it",
        when=lambda state: state.selected,
        scope=Scope.PANES,
        group=1,
        map_keys=("Backspace",),
    ),
    _part("add-claim", "Add &claim", "C", "ph.plus-circle", "The selected passage becomes a claim"),
    _part(
        "add-reason",
        "Add &reason",
        "R",
        "ph.thumbs-up",
        "The selected passage becomes a reason for the selected claim",
    ),
    _part(
        "add-objection",
        "Add &objection",
        "O",
        "ph.thumbs-down",
        "The selected passage becomes an objection to the selected claim or inference",
    ),
    _part(
        "add-co-premise",
        "Add co-&premise",
        "P",
        "ph.plus",
        "The selected passage joins the selected premise in one inference",
    ),
    Spec(
        "link-passage",
        "&Link passage",
        "Argument",
        lambda w: w.mapping.link_passage(),
        ("L",),
        "ph.link-simple",
        "The selected claim rests on the selected passage too",
        scope=Scope.PANES,
    ),
    _box("add-after", "Box a&fter", ("Return", "Enter"), lambda w: w.mapping.add_beside()),
    _box(
        "add-before",
        "Box befor&e",
        ("Shift+Return", "Shift+Enter"),
        lambda w: w.mapping.add_beside(before=True),
    ),
    _box("add-below", "Reason &below", ("Tab",), lambda w: w.mapping.add_below()),
    _box("add-above", "Claim abo&ve", ("Shift+Tab", "Shift+Backtab"), lambda w: w.mapping.add_above()),
    Spec(
        "move-earlier",
        "Move earl&ier",
        "Argument",
        lambda w: w.mapping.reorder(-1),
        ("Alt+Left", "Alt+Up"),
        "ph.arrow-left",
        when=lambda state: state.selected,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "move-later",
        "Move la&ter",
        "Argument",
        lambda w: w.mapping.reorder(1),
        ("Alt+Right", "Alt+Down"),
        "ph.arrow-right",
        when=lambda state: state.selected,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "mark-unstated",
        "Mark as &unstated",
        "Argument",
        lambda w: w.mapping.toggle_unstated(),
        ("U",),
        "ph.ghost",
        "The article relies on the claim but does not say it",
        when=lambda state: state.claim,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "detach",
        "&Detach",
        "Argument",
        lambda w: w.mapping.detach(),
        (),
        "ph.scissors",
        "Let the selected claim stand alone, with its branch",
        when=lambda state: state.claim,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "zoom-in",
        "Zoom &in",
        "View",
        lambda w: w.zoom_by(1.25),
        ("Ctrl++", "Ctrl+="),
        "ph.magnifying-glass-plus",
    ),
    Spec("zoom-out", "Zoom &out", "View", lambda w: w.zoom_by(0.8), ("Ctrl+-",), "ph.magnifying-glass-minus"),
    Spec("zoom-fit", "&Whole map", "View", lambda w: w.canvas.fit(), ("Ctrl+0",), "ph.corners-out"),
    Spec("zoom-100", "&100 %", "View", lambda w: w.canvas.set_zoom(1.0), ("Ctrl+1",)),
    Spec(
        "next-pane",
        "&Next pane",
        "View",
        lambda w: w.next_pane(),
        ("F6",),
        tip="Go to the article, the map, and back",
        group=1,
    ),
    _choice("theme", "system", "As the &system", lambda w: w.appearance.set_scheme("system")),
    _choice("theme", "light", "&Light", lambda w: w.appearance.set_scheme("light")),
    _choice("theme", "dark", "&Dark", lambda w: w.appearance.set_scheme("dark")),
    _choice("palette", "classic", "&Classic", lambda w: w.appearance.set_palette_id("classic")),
    _choice("palette", "safe", "Colour-blind &safe", lambda w: w.appearance.set_palette_id("safe")),
    _choice("palette", "ink", "&Ink", lambda w: w.appearance.set_palette_id("ink")),
    Spec("keys", "&Keys", "Help", lambda w: w.show_keys(), ("F1",), "ph.keyboard"),
    Spec(
        "open-sample",
        "Open the &sample",
        "Help",
        lambda w: w.documents.open_sample(),
        (),
        "ph.book-open",
        tip="An article on who owns the machines, with a model map",
    ),
    Spec("about", "&About Contention", "Help", lambda w: w.show_about(), (), "ph.info", group=1),
)


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Actions", text)


def plain(text: str) -> str:
    """A menu's text without the mark of its mnemonic."""
    return text.replace("&", "")
