"""The find bar: by keys and clicks, live, counted, and gone without a trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from contention.model import details
from contention.model.project import ClaimRating, Project, Tag
from contention.session.map_view import Filter
from contention.shell.main_window import MainWindow
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MAP = """
    K Bread is cheap
      + A Flour costs little
        & B Ovens are shared
      - D Some towns have no mill for flour
"""


def project() -> Project:
    made = details.add_tag(project_of(MAP), Tag(id="t", name="Check & mend"))
    map_id = next(iter(made.maps))
    made = details.set_tag(made, map_id, ["B"], "t", on=True)
    return details.set_claim_rating(made, map_id, ["A"], ClaimRating.REJECT)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    window, _ = make_window(project())
    window.canvas.setFocus()
    press(Qt.Key.Key_F, CTRL)
    return window


def pick(window: MainWindow, chip: str, words: str) -> None:
    """Open a chip's menu and choose an entry."""
    button = window.find_bar.findChild(QToolButton, chip)
    assert button is not None
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    (entry,) = [action for action in menu.actions() if action.text() == words]
    entry.trigger()


def test_words_are_found_as_they_are_typed(window: MainWindow) -> None:
    bar, view = window.find_bar, window.session.view
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "FLOUR")
    assert view.matches() == {"A", "D"}
    assert bar.count.text() == "2 fit"
    QTest.keyClicks(bar.field, " costs")
    assert bar.count.text() == "1 fits"
    QTest.keyClicks(bar.field, " nothing")
    assert bar.count.text() == "Nothing fits"
    assert bar.field.accessibleDescription() == "Nothing fits"
    assert not window.session.map.claims["K"].text.startswith("F"), "letters went to the search alone"


def test_enter_and_f3_go_round_in_reading_order(window: MainWindow) -> None:
    bar, selection = window.find_bar, window.session.selection
    QTest.keyClicks(bar.field, "flour")
    press(Qt.Key.Key_Return)
    assert selection.ids == ("A",)
    assert bar.count.text() == "1 of 2"
    press(Qt.Key.Key_Return)
    assert selection.ids == ("D",)
    press(Qt.Key.Key_F3)
    assert selection.ids == ("A",)
    press(Qt.Key.Key_F3, SHIFT)
    assert selection.ids == ("D",)
    press(Qt.Key.Key_Return, SHIFT)
    assert selection.ids == ("A",)
    window.canvas.setFocus()
    press(Qt.Key.Key_F3)
    assert selection.ids == ("D",)


def test_the_search_begins_where_one_is(window: MainWindow) -> None:
    window.session.selection.select("B", origin="shell")
    QTest.keyClicks(window.find_bar.field, "flour")
    press(Qt.Key.Key_Return)
    assert window.session.selection.ids == ("D",)
    window.session.selection.select("B", origin="shell")
    press(Qt.Key.Key_Return, SHIFT)
    assert window.session.selection.ids == ("A",)


def test_a_claim_under_a_folded_one_is_uncovered(window: MainWindow) -> None:
    window.session.view.fold(["K"], True)
    QTest.keyClicks(window.find_bar.field, "mill")
    press(Qt.Key.Key_Return)
    assert window.session.selection.ids == ("D",)
    assert not window.session.view.folded


def test_escape_leaves_nothing_faded_and_goes_back_to_the_map(window: MainWindow) -> None:
    QTest.keyClicks(window.find_bar.field, "flour")
    press(Qt.Key.Key_Escape)
    assert window.find_bar.isHidden()
    assert window.session.view.filter == Filter()
    assert window.canvas.hasFocus()
    assert not window.actions_table["find-next"].isEnabled()


def test_escape_on_the_map_ends_the_search_too(window: MainWindow) -> None:
    QTest.keyClicks(window.find_bar.field, "flour")
    window.canvas.setFocus()
    press(Qt.Key.Key_Escape)
    assert window.find_bar.isHidden()
    assert not window.session.view.filter


def test_filters_by_kind_rating_and_tag(window: MainWindow) -> None:
    view = window.session.view
    pick(window, "filter-kind", "Objections")
    assert view.matches() == {"iD", "D"}
    chip = window.find_bar.findChild(QToolButton, "filter-kind")
    assert chip is not None
    assert (chip.text(), chip.isChecked()) == ("Kind: 1", True)
    pick(window, "filter-kind", "Objections")
    assert (chip.text(), chip.isChecked()) == ("Kind", False)
    pick(window, "filter-rating", "Claim: reject")
    assert view.matches() == {"A"}
    pick(window, "filter-tag", "Check && mend")
    assert view.matches() == frozenset(), "what fits, fits all of them"
    pick(window, "filter-rating", "Claim: reject")
    assert view.matches() == {"B"}
    press(Qt.Key.Key_Escape)
    assert view.filter == Filter()


def test_a_project_without_tags_says_so(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.find_bar.open()
    pick(window, "filter-tag", "The project has no tags yet")
    assert not window.session.view.filter


def test_an_edit_is_searched_at_once(window: MainWindow) -> None:
    QTest.keyClicks(window.find_bar.field, "flour")
    window.session.selection.select("A", origin="shell")
    window.actions_table["delete"].trigger()
    assert window.find_bar.count.text() == "1 fits"


def test_in_a_narrow_pane_the_filters_stand_below_and_nothing_overlaps(window: MainWindow) -> None:
    bar = window.find_bar
    chip = bar.findChild(QToolButton, "filter-kind")
    assert chip is not None

    def top(widget: QWidget) -> int:
        return widget.mapTo(bar, QPoint(0, 0)).y()

    bar.resize(900, bar.height())
    QApplication.processEvents()
    assert abs(top(chip) - top(bar.field)) < bar.field.height()
    window.panes.setSizes([0, 700, 330, 0, 0])
    QApplication.processEvents()
    QApplication.processEvents()
    assert top(chip) >= top(bar.field) + bar.field.height()
