"""The main window: its table of actions, its keys, and what it says, by real key presses and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model import details
from contention.model.project import Kind, Orientation, Project, Tag, new_project
from contention.shell.actions import is_bare
from contention.shell.chips import Chip
from contention.shell.main_window import MainWindow
from contention.shell.table import SPECS, Scope, State, plain
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

ARTICLE = "Bread is cheap in every town.\n\nFlour costs little.\n\nSome towns have no mill at all."
MAP = """
    K Bread is cheap
      + A Flour costs little
        & B Ovens are shared
      - D Some towns have no mill
"""
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def with_article() -> Project:
    return new_project(article_from_text(ARTICLE, title="Bread").article)


def select_words(window: MainWindow, words: str) -> None:
    start = ARTICLE.replace("\n\n", "\n").index(words)
    window.reader.select_range(start, start + len(words))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


# -- the table ---------------------------------------------------------------------------


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


# -- keys --------------------------------------------------------------------------------


def test_a_passage_becomes_a_claim_and_the_focus_stays_in_the_text(make_window: MakeWindow) -> None:
    window, _ = make_window(with_article())
    select_words(window, "Bread is cheap")
    press(Qt.Key.Key_C)
    (claim,) = window.session.map.claims.values()
    assert claim.text == "Bread is cheap"
    assert window.reader.hasFocus()
    assert window.reader.selected_passage() is None
    select_words(window, "Flour costs little")
    press(Qt.Key.Key_R)
    select_words(window, "Some towns")
    press(Qt.Key.Key_L)
    reason = window.session.map.claims[window.session.selection.ids[-1]]
    assert [passage.exact for passage in reason.passages] == ["Flour costs little", "Some towns"]
    assert window.actions_table["undo"].text().replace("&", "") == "Undo Link passage"


def test_letters_write_while_a_text_is_edited(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.setFocus()
    window.session.selection.select("D", origin="shell")
    before = len(window.session.history)
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.objectName() == "claim-editor"
    QTest.keyClicks(editor, "cropul")
    QTest.keyClick(editor, Qt.Key.Key_Space)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Up, ALT)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    assert len(window.session.history) == before
    assert set(window.session.map.claims) == {"K", "A", "B", "D"}
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert window.session.map.claims["D"].text.strip() == "cropul"
    assert set(window.session.map.claims) == {"K", "A", "B", "D"}
    assert len(window.session.history) == before + 1


def test_letters_do_nothing_where_neither_pane_has_the_focus(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    chip = window.findChild(Chip, "chip-claim")
    assert chip is not None
    chip.setFocus()
    before = window.session.project
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_Delete)
    assert window.session.project is before


@pytest.mark.parametrize(
    ("key", "modifiers", "claims"),
    [
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, 5),
        (Qt.Key.Key_Backtab, SHIFT, 5),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 5),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 5),
        (Qt.Key.Key_Return, SHIFT, 5),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, 3),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, 3),
    ],
)
def test_the_keys_of_the_map(
    make_window: MakeWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier, claims: int
) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.setFocus()
    window.session.selection.select("A", origin="shell")
    press(key, modifiers)
    assert len(window.session.map.claims) == claims


def test_order_unstated_and_detach(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.setFocus()
    window.session.selection.select("B", origin="shell")
    press(Qt.Key.Key_Left, ALT | SHIFT)
    assert window.session.map.inferences["iA"].premises == ("B", "A")
    press(Qt.Key.Key_Right, ALT | SHIFT)
    press(Qt.Key.Key_Up, ALT)
    assert window.session.map.inferences["iA"].premises == ("B", "A")
    press(Qt.Key.Key_Down, ALT)
    assert window.session.map.inferences["iA"].premises == ("A", "B")
    press(Qt.Key.Key_U)
    assert window.session.map.claims["B"].unstated
    window.actions_table["detach"].trigger()
    assert window.session.map.inferences["iA"].premises == ("A",)


def test_space_writes_on_the_map_and_scrolls_in_the_article(make_window: MakeWindow) -> None:
    article = article_from_text("\n\n".join([ARTICLE] * 40), title="Bread").article
    window, _ = make_window(new_project(article))
    press(Qt.Key.Key_C)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    press(Qt.Key.Key_Return)
    window.reader.setFocus()
    press(Qt.Key.Key_Space)
    assert window.canvas.editing is None
    assert window.reader.verticalScrollBar().value() > 0
    window.canvas.setFocus()
    press(Qt.Key.Key_Space)
    assert window.canvas.editing is not None


def test_f6_goes_round_the_panes(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_F6)
    assert window.canvas.hasFocus()
    press(Qt.Key.Key_F6)
    assert window.reader.hasFocus()


def test_zoom_keys_and_what_the_bar_says(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_1, CTRL)
    assert window.zoom.text() == "100 %"
    press(Qt.Key.Key_Plus, CTRL)
    assert window.canvas.zoom() == pytest.approx(1.25)
    assert window.zoom.text() == "125 %"
    press(Qt.Key.Key_Minus, CTRL)
    assert window.zoom.text() == "100 %"
    window.canvas.set_zoom(3.0)
    press(Qt.Key.Key_0, CTRL)
    assert window.canvas.zoom() < 3


def test_a_chip_does_as_its_key_and_leaves_the_selected_words(make_window: MakeWindow) -> None:
    window, _ = make_window(with_article())
    select_words(window, "Bread is cheap")
    chip = window.findChild(Chip, "chip-claim")
    assert chip is not None
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [claim.text for claim in window.session.map.claims.values()] == ["Bread is cheap"]
    assert window.reader.hasFocus()


# -- what it says ------------------------------------------------------------------------


def test_a_refusal_is_said_quietly_and_goes_by_itself(make_window: MakeWindow, qtbot: QtBot) -> None:
    window, answers = make_window(with_article())
    select_words(window, "Flour")
    press(Qt.Key.Key_R)
    assert "Select a claim" in window.message.text()
    assert window.message.property("kind") == "refusal"
    assert window.message.accessibleDescription() == window.message.text()
    assert not answers.told
    assert window.reader.selected_passage() is not None, "the passage can be used again"
    window.message._timer.setInterval(0)
    window.message._timer.start()
    qtbot.waitUntil(lambda: not window.message.isVisible())
    assert window.message.text() == ""


def test_a_long_message_is_whole_and_within_the_window(make_window: MakeWindow) -> None:
    window, _ = make_window()
    window.resize(640, 480)
    window.session.refused.emit("This cannot be done, because of something that takes long to say. " * 6)
    message = window.message
    over = message.parentWidget()
    assert over is not None
    assert over.rect().contains(message.geometry())
    assert message.label.height() >= message.label.heightForWidth(message.label.width())
    window.resize(900, 700)
    assert over.rect().contains(message.geometry())


def test_text_is_never_taken_for_html(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of("K <b>bold</b><img src='x.png'>"))
    window.session.selection.select("K", origin="shell")
    window.session.refused.emit("<b>no</b>")
    assert "<b>" in window.hint.text()
    assert window.message.text() == "<b>no</b>"
    assert window.message.label.textFormat() is Qt.TextFormat.PlainText


def test_counts_hint_and_title_follow(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    assert window.counts.text() == "4 claims · 1 reason · 1 objection"
    window.session.selection.select("K", origin="shell")
    assert "“Bread is cheap”" in window.hint.text().replace("K ", "")
    assert window.windowTitle() == "[*]Test – Contention"
    assert not window.isWindowModified()
    window.canvas.setFocus()
    press(Qt.Key.Key_U)
    assert window.isWindowModified()
    assert window.title.text().endswith("not saved")
    press(Qt.Key.Key_Z, CTRL)
    assert not window.isWindowModified()
    assert window.actions_table["redo"].text().replace("&", "") == "Redo Mark as unstated"


def test_an_empty_window_says_how_to_begin(make_window: MakeWindow) -> None:
    window, _ = make_window()
    assert "paste" in window.hint.text()
    assert window.counts.text() == "No claims yet"
    window.session.replace(with_article(), None)
    assert "press C" in window.hint.text()
    select_words(window, "Flour")
    assert window.hint.text() == "C makes the passage a claim"


# -- size, appearance, drops ------------------------------------------------------------


def test_size_and_panes_are_remembered(make_window: MakeWindow, settings: QSettings) -> None:
    first, _ = make_window()
    first.resize(740, 607)
    first.panes.setSizes([300, 439])
    sizes = first.panes.sizes()
    first.close()
    settings.sync()
    second, _ = make_window()
    assert (second.width(), second.height()) == (740, 607)
    assert second.panes.sizes() == sizes


def test_settings_full_of_nonsense_are_survived(make_window: MakeWindow, settings: QSettings) -> None:
    for key in (
        "window/geometry",
        "window/panes",
        "appearance/scheme",
        "appearance/map",
        "recent",
        "exports",
        "folder",
    ):
        settings.setValue(key, "{nonsense")
    window, _ = make_window(project_of(MAP))
    assert window.appearance.scheme == "system"
    assert window.appearance.palette_id == "classic"


def test_theme_and_palette_reach_both_panes_and_are_ticked(
    make_window: MakeWindow, settings: QSettings
) -> None:
    window, _ = make_window(project_of(MAP))
    window.actions_table["theme-dark"].trigger()
    window.actions_table["palette-safe"].trigger()
    assert window.canvas.diagram.theme.dark
    assert window.canvas.diagram.theme.id == "safe"
    assert window.actions_table["theme-dark"].isChecked()
    assert not window.actions_table["theme-system"].isChecked()
    assert window.actions_table["palette-safe"].isChecked()
    assert settings.value("appearance/scheme") == "dark"
    window.actions_table["theme-light"].trigger()
    assert not window.canvas.diagram.theme.dark


def test_icons_come_late_and_change_with_the_theme(make_window: MakeWindow) -> None:
    window, _ = make_window()
    assert window.actions_table["open"].icon().isNull()
    window.load_icons()
    for spec in SPECS:
        assert window.actions_table[spec.name].icon().isNull() == (not spec.icon), spec.name

    def ink() -> int:
        image = window.actions_table["open"].icon().pixmap(32, 32).toImage()
        drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(colour.lightness() for colour in drawn if colour.alpha() > 200)

    light = ink()
    window.actions_table["theme-dark"].trigger()
    assert ink() > light + 100
    window.actions_table["theme-light"].trigger()
    assert not window.windowIcon().isNull()


def test_the_recent_menu_shows_names_as_they_are(make_window: MakeWindow, tmp_path: Path) -> None:
    window, answers = make_window()
    gone = tmp_path / "this & that.contention"
    window.documents.recent.add(gone)
    menu = window.findChild(QMenu, "open-recent")
    assert menu is not None
    menu.aboutToShow.emit()
    entry = menu.actions()[0]
    assert plain(entry.text().replace("&&", "§")).replace("§", "&") == str(gone)
    entry.trigger()
    assert "not there any more" in answers.told[0]
    assert window.documents.recent.paths() == []


def test_the_menu_of_the_map_is_made_of_the_same_actions(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.context_menu_requested.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.actions_table["edit-text"] in menu.actions()
    assert window.actions_table["delete"] in menu.actions()
    menu.close()


def test_text_dropped_from_another_program_becomes_the_article(make_window: MakeWindow) -> None:
    window, _ = make_window()
    data = QMimeData()
    data.setText(ARTICLE)
    assert window.documents.drop(data)
    assert len(window.session.project.articles) == 1
    assert window.session.modified


@pytest.mark.parametrize("where", ["reader", "canvas", "chips"])
def test_a_file_may_be_dropped_anywhere(make_window: MakeWindow, tmp_path: Path, where: str) -> None:
    article = tmp_path / "bread.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    window, _ = make_window()
    target = window.findChild(QWidget, where)
    assert target is not None
    if isinstance(target, QAbstractScrollArea):
        target = target.viewport()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert [one.file_name for one in window.session.project.articles.values()] == ["bread.txt"]


# -- the commands on the map, by their keys ----------------------------------------------


def test_keys_change_what_is_selected(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.setFocus()
    session = window.session
    session.selection.select("D", origin="shell")
    press(Qt.Key.Key_K)
    assert session.map.inferences["iD"].kind is Kind.REASON
    session.selection.select("B", origin="shell")
    press(Qt.Key.Key_D)
    assert session.map.inferences["iA"].premises == ("A",)
    press(Qt.Key.Key_Z, CTRL)
    session.selection.select("iA", origin="shell")
    press(Qt.Key.Key_G, SHIFT)
    assert len(session.map.inferences) == 3
    session.selection.select("A", "B", origin="shell")
    press(Qt.Key.Key_G)
    assert sorted(len(one.premises) for one in session.map.inferences.values()) == [1, 2]
    session.selection.select("A", origin="shell")
    press(Qt.Key.Key_B)
    assert "A" in session.selection.ids


def test_folding_focus_and_the_way_back(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.setFocus()
    session = window.session
    session.selection.select("K", origin="shell")
    press(Qt.Key.Key_F)
    assert session.view.folded == {"K"}
    press(Qt.Key.Key_0, ALT)
    assert not session.view.folded
    session.selection.select("A", origin="shell")
    press(Qt.Key.Key_F, SHIFT)
    assert session.view.focus == "A"
    press(Qt.Key.Key_Escape)
    assert session.view.focus is None
    press(Qt.Key.Key_Left, ALT)
    assert session.selection.ids == ("K",)
    press(Qt.Key.Key_Right, ALT)
    assert session.selection.ids == ("A",)


def test_the_clipboard_keys_are_for_what_has_the_focus(make_window: MakeWindow) -> None:
    window, _ = make_window(with_article())
    select_words(window, "Bread is cheap")
    press(Qt.Key.Key_C)
    select_words(window, "Flour costs little")
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Flour costs little"
    window.canvas.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert len(window.session.map.inferences) == 1, "the passage becomes a reason for what is selected"
    window.session.selection.select(next(iter(window.session.map.claims)), origin="shell")
    press(Qt.Key.Key_X, CTRL)
    assert not window.session.map.claims
    press(Qt.Key.Key_V, CTRL)
    assert len(window.session.map.claims) == 2
    press(Qt.Key.Key_A, CTRL)
    assert len(window.session.selection.ids) == 3
    press(Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_X, CTRL)
    assert len(window.session.map.claims) == 2, "in a text, the keys are the text's"


def test_plain_text_is_not_pasted_from_within_the_article(make_window: MakeWindow) -> None:
    window, _ = make_window(with_article())
    QApplication.clipboard().setText("one\ntwo")
    press(Qt.Key.Key_V, CTRL)
    assert not window.session.map.claims
    assert "go to the map" in window.message.text()


def test_use_here_too_asks_for_a_claim_or_takes_the_other_one(make_window: MakeWindow) -> None:
    window, answers = make_window(project_of(MAP))
    window.canvas.setFocus()
    session = window.session
    session.selection.select("A", "D", origin="shell")
    press(Qt.Key.Key_H)
    assert [one.premises for one in session.map.inferences.values() if one.target == "D"] == [("A",)]
    assert not answers.asked
    answers.claim = "B"
    session.selection.select("D", origin="shell")
    press(Qt.Key.Key_H)
    assert answers.asked == ["claim K A B"]
    assert ("B",) in [one.premises for one in session.map.inferences.values() if one.target == "D"]


def test_a_tag_is_given_and_taken_by_the_menu(make_window: MakeWindow) -> None:
    project = details.add_tag(project_of(MAP), Tag(id="t", name="Bread & butter"))
    window, _ = make_window(project)
    window.session.selection.select("A", "B", origin="shell")
    menu = window.findChild(QMenu, "tag")
    assert menu is not None
    menu.aboutToShow.emit()
    (entry,) = menu.actions()
    assert plain(entry.text().replace("&&", "§")).replace("§", "&") == "Bread & butter"
    assert not entry.isChecked()
    entry.trigger()
    assert window.session.map.claims["A"].tags == window.session.map.claims["B"].tags == ("t",)
    menu.aboutToShow.emit()
    assert menu.actions()[0].isChecked()


def test_box_widths(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    session = window.session
    window.actions_table["box-wider"].trigger()
    assert session.map.box_width is not None
    wide = session.map.box_width
    window.actions_table["box-narrower"].trigger()
    assert session.map.box_width is not None
    assert session.map.box_width < wide
    session.selection.select("A", origin="shell")
    window.actions_table["box-wider"].trigger()
    assert session.map.claims["A"].width is not None
    window.actions_table["box-usual"].trigger()
    assert session.map.claims["A"].width is None


def test_how_a_map_is_laid_out_is_ticked(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    assert window.actions_table["orientation-down"].isChecked()
    window.actions_table["orientation-right"].trigger()
    assert window.session.map.orientation is Orientation.RIGHT
    assert window.actions_table["orientation-right"].isChecked()
    window.actions_table["compact"].trigger()
    assert window.session.map.compact
    window.session.history.undo()
    assert not window.actions_table["compact"].isChecked()


# -- the hint ----------------------------------------------------------------------------


def test_the_hint_is_about_what_is_selected_and_shows_the_changed_keys(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.session.selection.select("A", "B", origin="shell")
    assert window.hint.text().startswith("G co-premises")
    window.preferences.change("group", "Y")
    assert window.hint.text().startswith("Y co-premises")
    window.session.view.set_focus("A")
    window.session.selection.clear()
    assert window.hint.text() == "Shift+F shows the whole map again"


def test_the_empty_map_names_the_keys_that_the_reader_has(make_window: MakeWindow) -> None:
    window, _ = make_window(with_article())
    assert "press C," in window.canvas._teaching()
    assert window.preferences.change("add-claim", "Y")
    assert "press Y," in window.canvas._teaching()
