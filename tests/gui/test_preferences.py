"""The preferences: keys changed by pressing them, clashes refused, everything remembered and shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.shell.chips import Chip
from contention.shell.dialogs.preferences import PreferencesDialog
from contention.shell.preferences import Preferences
from contention.shell.table import SPECS
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def preferences(settings: QSettings, qapp: QApplication) -> Preferences:
    return Preferences(settings, qapp)


@pytest.fixture
def dialog(preferences: Preferences, qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(preferences)
    qtbot.addWidget(made)
    made.show()
    return made


# -- keys --------------------------------------------------------------------------------


def test_every_action_can_be_found_and_chosen(dialog: PreferencesDialog) -> None:
    assert dialog.keys.shown() == [spec.name for spec in SPECS if spec.name in dialog.keys.shown()]
    assert set(dialog.keys.shown()) == {spec.name for spec in SPECS}
    QTest.keyClicks(dialog.keys.search, "reason below")
    assert dialog.keys.shown() == ["add-below"]
    dialog.keys.search.clear()
    QTest.keyClicks(dialog.keys.search, "ctrl+shift+s")
    assert dialog.keys.shown() == ["save-as"]


def test_a_key_is_changed_by_pressing_it(dialog: PreferencesDialog, preferences: Preferences) -> None:
    dialog.keys.choose("add-reason")
    QTest.keyClick(dialog.keys.key, Qt.Key.Key_Y)
    assert preferences.keys("add-reason") == ("Y",)
    assert "Y" in dialog.keys.said.text()
    assert dialog.keys.said.property("kind") == "notice"
    QTest.mouseClick(dialog.keys.none, Qt.MouseButton.LeftButton)
    assert preferences.keys("add-reason") == ()
    QTest.mouseClick(dialog.keys.usual, Qt.MouseButton.LeftButton)
    assert preferences.keys("add-reason") == ("R",)
    assert not preferences.is_changed("add-reason")


@pytest.mark.parametrize(
    ("key", "modifiers", "holder"),
    [
        (Qt.Key.Key_S, CTRL, "Save"),
        (Qt.Key.Key_O, NONE, "Add objection"),
        (Qt.Key.Key_Space, NONE, "Edit text"),
        (Qt.Key.Key_Left, NONE, "Select what lies that way"),
    ],
)
def test_a_key_that_is_taken_is_refused_by_the_name_of_who_has_it(
    dialog: PreferencesDialog,
    preferences: Preferences,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    holder: str,
) -> None:
    dialog.keys.choose("add-reason")
    QTest.keyClick(dialog.keys.key, key, modifiers)
    assert preferences.keys("add-reason") == ("R",)
    assert f"“{holder}”" in dialog.keys.said.text()
    assert dialog.keys.said.property("kind") == "refusal"
    assert dialog.keys.key.keySequence().toString() == "R"


def test_a_usual_key_that_another_has_now_is_not_taken_from_it(
    dialog: PreferencesDialog, preferences: Preferences
) -> None:
    preferences.change("add-reason", "Y")
    preferences.change("add-objection", "R")
    dialog.keys.choose("add-reason")
    QTest.mouseClick(dialog.keys.usual, Qt.MouseButton.LeftButton)
    assert preferences.keys("add-reason") == ("Y",)
    assert "“Add objection”" in dialog.keys.said.text()
    QTest.mouseClick(dialog.findChild(type(dialog.keys.none), "keys-reset"), Qt.MouseButton.LeftButton)
    assert preferences.keys("add-reason") == ("R",)
    assert preferences.keys("add-objection") == ("O",)


def test_escape_closes_even_where_a_key_is_waited_for(dialog: PreferencesDialog) -> None:
    dialog.activateWindow()
    dialog.keys.key.setFocus()
    QTest.keyClick(dialog.keys.key, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_change_that_cannot_be_is_refused_by_whoever_asks(preferences: Preferences) -> None:
    assert not preferences.change("add-reason", "Ctrl+S")
    assert not preferences.change("add-reason", "Ctrl+K, Ctrl+L"), "one key, not two in a row"
    assert not preferences.change("add-reason", "no such key")
    assert preferences.keys("add-reason") == ("R",)
    assert preferences.change("add-reason", "R")
    assert not preferences.is_changed("add-reason")


def test_keys_are_remembered_and_nonsense_in_the_settings_is_not(
    preferences: Preferences, settings: QSettings
) -> None:
    assert preferences.change("fold", "Ctrl+Alt+F")
    assert preferences.change("group", "")
    settings.setValue("keys/add-claim", "Ctrl+S")  # taken
    settings.setValue("keys/add-reason", "no such key, no such key")
    settings.setValue("keys/add-objection", ["a", "list"])
    settings.sync()
    again = Preferences(settings)
    assert again.keys("fold") == ("Ctrl+Alt+F",)
    assert again.keys("group") == ()
    assert again.keys("add-claim") == ("C",)
    assert again.keys("add-reason") == ("R",)
    assert again.keys("add-objection") == ("O",)


def test_two_actions_that_changed_keys_still_have_them_after_a_restart(
    preferences: Preferences, settings: QSettings
) -> None:
    assert preferences.change("add-reason", "Y")
    assert preferences.change("add-objection", "R")
    assert preferences.change("add-reason", "O")
    again = Preferences(settings)
    assert (again.keys("add-reason"), again.keys("add-objection")) == (("O",), ("R",))


# -- in the window -----------------------------------------------------------------------


def test_a_changed_key_acts_and_is_shown_everywhere(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of("K one"))
    window.canvas.setFocus()
    window.session.selection.select("K", origin="shell")
    window.preferences.change("add-reason", "Y")
    QTest.keyClick(window.canvas, Qt.Key.Key_R)
    assert len(window.session.map.claims) == 1, "the old key does nothing any more"
    QTest.keyClick(window.canvas, Qt.Key.Key_Y)
    assert len(window.session.map.claims) == 2
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "jr")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sorted(claim.text for claim in window.session.map.claims.values()) == ["K one", "jr"]
    chip = window.findChild(Chip, "chip-reason")
    assert chip is not None
    assert "Y" in chip.accessibleName()
    assert chip.toolTip().endswith("(Y)")
    assert "Y reason" in window.hint.text()


def test_a_letter_for_a_command_of_the_whole_window_never_fires_in_a_text(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of("K one"))
    assert window.preferences.change("new-map", "Ins")
    assert window.preferences.change("duplicate-map", "Y")
    window.canvas.setFocus()
    window.session.selection.select("K", origin="shell")
    QTest.keyClick(window.canvas, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "y")
    window.find_bar.open()
    QTest.keyClick(window.find_bar.field, Qt.Key.Key_Insert)
    assert len(window.session.project.maps) == 1
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Insert)
    assert len(window.session.project.maps) == 2


def test_windows_share_what_is_preferred(make_window: MakeWindow, qtbot: QtBot) -> None:
    from contention.session.session import Session
    from contention.shell.main_window import MainWindow

    first, _ = make_window()
    second = MainWindow(Session(), first.settings, preferences=first.preferences)
    qtbot.addWidget(second)
    first.preferences.change("fold", "Y")
    assert second.actions_table["fold"].shortcut().toString() == "Y"


def test_the_switches_of_the_map(make_window: MakeWindow, settings: QSettings, qtbot: QtBot) -> None:
    window, _ = make_window(project_of("K one\n  + A two"))
    dialog = PreferencesDialog(window.preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    motion = dialog.switches["motion"]
    assert motion.isChecked()
    motion.click()
    assert not window.canvas.animated
    assert not window.actions_table["animate"].isChecked()
    window.actions_table["show-badges"].trigger()
    assert not dialog.switches["badges"].isChecked()
    window.actions_table["show-minimap"].trigger()
    settings.sync()
    kept = Preferences(settings)
    assert (kept.motion, kept.badges, kept.minimap) == (False, False, False)
