"""The main window: its keys, and what it says, by real key presses and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model.project import new_project
from contention.shell.chips import Chip
from contention.shell.table import SPECS, plain
from tests.builders import project_of
from tests.gui.conftest import MakeWindow
from tests.windows import ALT, ARTICLE, CTRL, MAP, SHIFT, press, select_words, with_article

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


def test_a_very_small_zoom_is_not_said_to_be_none(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.canvas.zoom = lambda: 0.0042
    window._refresh_zoom()
    assert window.zoom.text() == "0.4 %"


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
