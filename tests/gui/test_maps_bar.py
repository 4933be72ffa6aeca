"""The maps of a project: tabs that are chosen, dragged, written and put away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QRubberBand, QToolButton
from pytestqt.qtbot import QtBot

from contention.model.project import in_order
from contention.shell.main_window import MainWindow
from tests.builders import project_of
from tests.canvas_gestures import drag, hint, let_go, middle
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def titles(window: MainWindow) -> list[str]:
    return [one.title for one in in_order(window.session.project.maps.values())]


def shown(window: MainWindow) -> str:
    return window.session.map.title


def add_map(window: MainWindow, title: str) -> None:
    """Ctrl+T, a title, Enter."""
    press(Qt.Key.Key_T, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, title)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    window, _ = make_window(project_of("K one\n  + A two\n  - D three"))
    window.canvas.setFocus()
    return window


def test_one_map_has_no_bar_and_can_be_renamed_all_the_same(window: MainWindow) -> None:
    assert window.maps_bar.isHidden()
    press(Qt.Key.Key_F2, SHIFT)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert window.maps_bar.isVisible()
    QTest.keyClicks(field, "R & C <b>")
    assert not window.session.map.inferences.get("iR"), "letters are words"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown(window) == "R & C <b>"
    assert window.maps_bar.isHidden()
    assert window.canvas.hasFocus()


def test_many_tabs_stay_apart_and_the_shown_one_is_in_sight(window: MainWindow) -> None:
    window.resize(900, 600)
    for number in range(8):
        add_map(window, f"Reading {number} of the article")
    tabs = window.maps_bar.tabs
    QTest.qWait(1)  # the bar is laid out
    letters = tabs.fontMetrics().horizontalAdvance("Reading 7…")
    assert all(tabs.tabRect(index).width() >= letters for index in range(1, tabs.count()))
    assert tabs.rect().contains(tabs.tabRect(tabs.currentIndex()).center())
    assert window.width() == 900


def test_escape_keeps_the_old_title(window: MainWindow) -> None:
    before = window.session.project
    press(Qt.Key.Key_F2, SHIFT)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "other")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.session.project is before
    assert window.canvas.hasFocus()


def test_maps_are_made_and_gone_through_by_keys(window: MainWindow) -> None:
    first = window.session.map_id
    add_map(window, "Second & last")
    bar = window.maps_bar
    assert shown(window) == "Second & last"
    assert bar.isVisible()
    assert bar.tabs.tabText(1) == "Second && last"
    assert bar.tabs.currentIndex() == 1
    assert not window.session.map.claims
    press(Qt.Key.Key_PageDown, CTRL)
    assert window.session.map_id == first
    press(Qt.Key.Key_PageUp, CTRL)
    assert shown(window) == "Second & last"
    window.actions_table["delete-map"].trigger()
    assert window.session.map_id == first
    assert bar.isHidden()
    assert "Second & last" in window.message.text()
    press(Qt.Key.Key_Z, CTRL)
    assert shown(window) == "Second & last"
    assert bar.isVisible()


def test_tabs_are_clicked_and_dragged(window: MainWindow, qtbot: QtBot) -> None:
    add_map(window, "Two")
    add_map(window, "Three")
    tabs = window.maps_bar.tabs
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())
    assert len(window.session.map.claims) == 3
    first = shown(window)
    steps = len(window.session.history)
    start, end = tabs.tabRect(0).center(), QPoint(tabs.tabRect(2).right() - 2, tabs.tabRect(2).center().y())
    QTest.mousePress(tabs, LEFT, pos=start)
    for share in range(1, 11):
        QTest.mouseMove(tabs, start + (end - start) * share / 10)
    QTest.mouseRelease(tabs, LEFT, pos=end)
    qtbot.waitUntil(lambda: titles(window) == ["Two", "Three", first])
    assert len(window.session.history) == steps + 1, "a drag is one step"
    assert shown(window) == first
    assert [tabs.tabData(i) for i in range(3)] == [
        one.id for one in in_order(window.session.project.maps.values())
    ]
    window.session.history.undo()
    assert titles(window) == [first, "Two", "Three"]
    assert [tabs.tabText(i) for i in range(1, 3)] == ["Two", "Three"]
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    assert shown(window) == "Two"


def test_a_double_click_writes_the_title(window: MainWindow) -> None:
    add_map(window, "Two")
    tabs = window.maps_bar.tabs
    QTest.mouseDClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "2")
    window.canvas.setFocus()
    assert shown(window) == "2", "going elsewhere keeps what was written"


def test_the_plus_and_the_menu_of_a_tab(window: MainWindow) -> None:
    plus = window.maps_bar.findChild(QToolButton, "maps-new")
    assert plus is not None
    assert plus.accessibleName()
    window.actions_table["duplicate-map"].trigger()
    assert len(window.session.map.claims) == 3
    QTest.mouseClick(plus, LEFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(window.session.project.maps) == 3
    window.maps_bar.menu_wanted.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.actions_table["rename-map"] in menu.actions()
    menu.close()


def test_a_branch_is_moved_to_another_map(window: MainWindow) -> None:
    add_map(window, "Two")
    press(Qt.Key.Key_PageUp, CTRL)
    window.session.selection.select("A", origin="shell")
    menu = window.findChild(QMenu, "move-branch")
    assert menu is not None
    menu.aboutToShow.emit()
    (entry,) = menu.actions()
    assert entry.text() == "Two"
    entry.trigger()
    assert shown(window) == "Two"
    assert [claim.text for claim in window.session.map.claims.values()] == ["A two"]


def carry_to_tab(window: MainWindow, item: str, title: str, key: Qt.Key | None = None) -> QPoint:
    """Take hold of a box and hold it over a tab; the point is where the button is let go."""
    canvas, tabs = window.canvas, window.maps_bar.tabs
    index = next(i for i in range(tabs.count()) if tabs.tabText(i) == title)
    goal = canvas.viewport().mapFromGlobal(tabs.mapToGlobal(tabs.tabRect(index).center()))
    drag(canvas, middle(canvas, item), canvas.viewport().rect().center(), goal)
    if key is not None:
        QTest.keyPress(canvas, key)
    return goal


@pytest.fixture
def two_maps(window: MainWindow) -> MainWindow:
    add_map(window, "Two")
    press(Qt.Key.Key_PageUp, CTRL)
    return window


def test_a_branch_is_dropped_on_a_tab(two_maps: MainWindow) -> None:
    window, canvas, bar = two_maps, two_maps.canvas, two_maps.maps_bar
    goal = carry_to_tab(window, "A", "Two")
    assert hint(canvas) == "to the map “Two”"
    frame = bar.findChild(QRubberBand)
    assert frame is not None
    assert frame.isVisible()
    assert frame.geometry() == bar.tabs.tabRect(1)
    let_go(canvas, goal)
    assert not frame.isVisible()
    assert shown(window) == "Two"
    assert [claim.text for claim in window.session.map.claims.values()] == ["A two"]
    assert window.session.selection.ids == ("A",)
    window.session.history.undo()
    assert [len(one.claims) for one in in_order(window.session.project.maps.values())] == [3, 0]


def test_with_control_a_copy_goes_to_the_tab(two_maps: MainWindow) -> None:
    window = two_maps
    window.session.selection.select("A", "D", origin="shell")
    goal = carry_to_tab(window, "A", "Two", Qt.Key.Key_Control)
    assert hint(window.canvas) == "2 copies: to the map “Two”"
    let_go(window.canvas, goal, CTRL)
    assert [len(one.claims) for one in in_order(window.session.project.maps.values())] == [3, 2]
    assert shown(window) == "Two"


def test_tabs_take_nothing_that_makes_no_sense(two_maps: MainWindow) -> None:
    window, before = two_maps, two_maps.session.project
    own = window.maps_bar.tabs.tabText(0)
    goal = carry_to_tab(window, "A", own)
    assert hint(window.canvas) == "stays where it is"
    let_go(window.canvas, goal)
    assert window.session.project is before
    goal = carry_to_tab(window, "A", "Two", Qt.Key.Key_Alt)
    let_go(window.canvas, goal, Qt.KeyboardModifier.AltModifier)
    assert window.session.project is before
    assert "own map" in window.message.text()


def test_a_drag_may_pass_over_a_tab(two_maps: MainWindow) -> None:
    window, canvas = two_maps, two_maps.canvas
    carry_to_tab(window, "D", "Two")
    QTest.mouseMove(canvas.viewport(), middle(canvas, "A"))
    assert hint(canvas) == "objection to “A two”"
    let_go(canvas, middle(canvas, "A"))
    assert window.session.map.inferences["iD"].target == "A"


def test_the_article_marks_the_passages_of_the_shown_map(make_window: MakeWindow) -> None:
    from contention.article.importing import article_from_text
    from contention.model.project import new_project

    window, _ = make_window(new_project(article_from_text("Bread is cheap.", title="B").article))
    window.reader.select_range(0, 5)
    press(Qt.Key.Key_C)
    assert len(window.reader.highlights) == 1
    add_map(window, "Two")
    assert window.reader.highlights == ()
    press(Qt.Key.Key_PageUp, CTRL)
    assert len(window.reader.highlights) == 1
