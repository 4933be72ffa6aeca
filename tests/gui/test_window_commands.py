"""The commands on the map, by their keys in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from contention.model import details
from contention.model.project import Kind, Orientation, Tag
from contention.shell.table import plain
from tests.builders import project_of
from tests.gui.conftest import MakeWindow
from tests.windows import ALT, CTRL, MAP, SHIFT, press, select_words, with_article


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
