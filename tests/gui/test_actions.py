"""The table of actions: names, keys, menus, what is greyed, names for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from contention.shell.actions import is_bare
from contention.shell.table import SPECS, Scope, State
from tests.builders import project_of
from tests.gui.conftest import MakeWindow
from tests.windows import MAP

REQUIRED = (
    *("new-project", "open", "paste-article", "save", "save-as", "reopen", "export-again", "export", "quit"),
    *("undo", "redo", "edit-text", "delete", "add-claim", "add-reason", "add-objection", "add-co-premise"),
    *("link-passage", "add-after", "add-before", "add-below", "add-above", "move-earlier", "move-later"),
    *("mark-unstated", "detach", "zoom-in", "zoom-out", "zoom-fit", "zoom-100", "next-pane", "theme-system"),
    *("theme-light", "theme-dark", "palette-classic", "palette-safe", "palette-ink", "keys", "about"),
)


def test_every_promised_action_is_there_by_its_name(make_window: MakeWindow) -> None:
    window, _ = make_window(shown=False)
    for name in REQUIRED:
        assert window.findChild(QAction, name) is window.actions_table[name]
    assert window.findChild(QMenu, "open-recent") is not None
    for name in ("reader", "canvas"):
        assert window.findChild(QWidget, name) is not None
    assert window.objectName() == "MainWindow"


def test_no_two_actions_share_a_name_a_key_or_within_a_menu_a_mnemonic() -> None:
    names = [spec.name for spec in SPECS]
    assert len(names) == len(set(names))
    for in_article in (True, False):
        specs = [spec for spec in SPECS if (spec.scope is Scope.ARTICLE) is in_article]
        keys = [QKeySequence(key).toString() for spec in specs for key in (*spec.keys, *spec.map_keys)]
        assert all(keys), "a key that Qt does not know"
        assert len(keys) == len(set(keys))
    for menu in {(spec.menu, spec.choice, spec.sub) for spec in SPECS}:
        texts = [spec.text for spec in SPECS if (spec.menu, spec.choice, spec.sub) == menu]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), (menu, sorted(letters))


def test_no_two_lines_of_a_menu_share_a_mnemonic(make_window: MakeWindow) -> None:
    window, _ = make_window()
    for menu in window.menuBar().findChildren(QMenu):
        texts = [action.text() for action in menu.actions() if "&" in action.text()]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(letters) == len(set(letters)), texts


def test_bare_letters_act_in_the_panes_alone() -> None:
    for spec in SPECS:
        if any(is_bare(key) for key in spec.keys):
            assert spec.scope is not Scope.WINDOW, spec.name


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        *((key, True) for key in ("C", "Shift+C", "?", "Tab", "Del")),
        *((key, False) for key in ("Ctrl+C", "F1", "Shift+F6", "Alt+Left")),
    ],
)
def test_which_keys_a_text_field_has_a_use_for(key: str, bare: bool) -> None:
    assert is_bare(key) is bare


def test_every_action_is_in_its_menu(make_window: MakeWindow) -> None:
    window, _ = make_window(shown=False)

    def in_menus(menu: QMenu) -> set[str]:
        found = {action.objectName() for action in menu.actions()}
        return found.union(*(in_menus(action.menu()) for action in menu.actions() if action.menu()))

    found: set[str] = set()
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        found |= in_menus(menu)
    assert {spec.name for spec in SPECS} <= found


def test_everything_that_is_pressed_or_read_has_a_name_for_screen_readers(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    assert window.reader.accessibleName()
    assert window.canvas.accessibleName()
    for button in window.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text(), label.objectName()


def test_what_cannot_be_done_is_greyed_and_letters_never_are() -> None:
    nothing = {spec.name for spec in SPECS if not spec.when(State())}
    assert {name for name in nothing if name.startswith("add-")} == set()
    in_article = {spec.name for spec in SPECS if spec.scope is Scope.ARTICLE or spec.menu == "Article"}
    assert in_article - nothing <= {"add-article"}
    assert nothing - in_article == {
        *("undo", "redo", "reopen", "export", "export-again", "edit-text", "delete", "select-branch"),
        *("earlier-versions", "bring-in-copy"),
        *("find-next", "find-previous", "move-earlier", "move-later", "mark-unstated", "detach"),
        *("change-kind", "group", "split", "swap", "make-contention", "undercut-premise"),
        *("use-here-too", "primary-here", "unlink", "delete-map", "next-map", "previous-map"),
        *("map-earlier", "map-later", "zoom-selection", "fold", "unfold-all", "fold-level-1"),
        *("fold-level-2", "fold-level-3", "focus-branch", "focus-above", "leave-focus"),
        *("go-back", "go-forward", "next-article", "previous-article", "copy-picture", "print"),
        *("show-pages", "focus-mode", "show-set-aside"),
    }
    everything = State(*[True] * len(State._fields))
    assert all(spec.when(everything) for spec in SPECS)
