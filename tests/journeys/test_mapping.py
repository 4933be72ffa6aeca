"""Building and rearranging an argument, by gesture: each thing that a map is for, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTreeView, QWidget

from contention.assets import resource
from contention.files.store import load
from contention.model.project import Kind, Orientation
from contention.model.structure import Structure
from tests.journeys.conftest import Hands

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton

LIST = """\
Bread is cheap
  + Flour costs little
  + Ovens are shared
    - Some are broken
  - because towns differ"""


@pytest.fixture
def hands(open_window) -> Hands:
    """At an empty window, with the focus on the map."""
    found = open_window()
    found.press(Qt.Key.Key_F6)
    return found


@pytest.fixture
def bread(hands: Hands) -> Hands:
    """A contention with three reasons, written by keys alone."""
    for key, words in (
        (Qt.Key.Key_C, "Bread is cheap"),
        (Qt.Key.Key_Tab, "Flour costs little"),
        (Qt.Key.Key_Return, "Ovens are shared"),
        (Qt.Key.Key_Return, "Mills are many"),
    ):
        hands.press(key)
        hands.type(words)
        hands.press(Qt.Key.Key_Return)
    return hands


@pytest.fixture
def sample(open_window, tmp_path: Path) -> Hands:
    """The sample, saved in the reader's folder, with the focus on the map."""
    path = Path(shutil.copy(resource("samples", "who-owns-the-machines.contention"), tmp_path))
    found = open_window(path)
    found.press(Qt.Key.Key_F6)
    return found


def select(hands: Hands, *beginnings: str) -> None:
    """Click claims, all but the first with Ctrl."""
    for number, beginning in enumerate(beginnings):
        held = CTRL if number else NONE
        QTest.mouseClick(
            hands.window.canvas.viewport(), LEFT, held, hands.point_of(hands.claim(beginning).id)
        )


def top(hands: Hands) -> list[str]:
    """The words of the claims that stand on top, in order."""
    return [claim.text for claim in Structure(hands.window.session.map).roots]


# -- building and changing ---------------------------------------------------------------


def test_several_are_grouped_split_and_turned_at_once(bread: Hands) -> None:
    session = bread.window.session
    select(bread, "Flour", "Ovens")
    bread.press(Qt.Key.Key_G)
    flour, ovens = bread.claim("Flour").id, bread.claim("Ovens").id
    assert bread.inference_of(flour).premises == (flour, ovens)
    select(bread, "Flour", "Mills")
    bread.press(Qt.Key.Key_K)
    assert {one.kind for one in session.map.inferences.values()} == {Kind.OBJECTION}
    bread.press(Qt.Key.Key_Z, CTRL)
    assert {one.kind for one in session.map.inferences.values()} == {Kind.REASON}
    select(bread, "Flour")
    bread.press(Qt.Key.Key_G, SHIFT)
    assert bread.inference_of(flour).premises == (flour,)
    assert bread.inference_of(ovens).target == bread.claim("Bread").id
    select(bread, "Ovens", "Mills")
    bread.press(Qt.Key.Key_U)
    assert bread.claim("Ovens").unstated
    assert bread.claim("Mills").unstated


def test_a_premise_becomes_the_conclusion_and_the_contention(bread: Hands) -> None:
    select(bread, "Flour")
    bread.press(Qt.Key.Key_S)
    assert bread.inference_of(bread.claim("Bread").id).target == bread.claim("Flour").id
    bread.press(Qt.Key.Key_Z, CTRL)
    select(bread, "Mills")
    bread.press(Qt.Key.Key_C, SHIFT)
    assert top(bread)[0] == "Mills are many"
    bread.press(Qt.Key.Key_Z, CTRL)
    assert top(bread) == ["Bread is cheap"]
    select(bread, "Mills")
    bread.press(Qt.Key.Key_D)
    assert "Mills are many" in top(bread)


def test_deleting_a_branch_says_what_went_and_is_one_step(bread: Hands) -> None:
    before = bread.window.session.project
    select(bread, "Bread")
    bread.press(Qt.Key.Key_Delete)
    assert not bread.claims
    assert "4 claims" in bread.window.message.text()
    bread.press(Qt.Key.Key_Z, CTRL)
    assert bread.window.session.project is before


def test_an_objection_to_the_step_becomes_one_to_a_co_premise_and_back(bread: Hands) -> None:
    session = bread.window.session
    step = bread.inference_of(bread.claim("Flour").id)
    bread.click(step.id)
    bread.press(Qt.Key.Key_O)
    bread.type("Bakers cost more than flour")
    bread.press(Qt.Key.Key_Return)
    assert bread.inference_of(bread.claim("Bakers").id).target == step.id
    bread.press(Qt.Key.Key_I)
    assert len(session.map.inferences[step.id].premises) == 2
    premise = session.map.inferences[step.id].premises[1]
    assert session.map.claims[premise].unstated
    assert bread.inference_of(bread.claim("Bakers").id).target == premise
    bread.press(Qt.Key.Key_I)
    assert session.map.inferences[step.id].premises == (bread.claim("Flour").id,)
    assert bread.inference_of(bread.claim("Bakers").id).target == step.id


def test_a_list_is_pasted_and_copied_as_an_outline(hands: Hands) -> None:
    QGuiApplication.clipboard().setText(LIST)
    hands.press(Qt.Key.Key_V, CTRL)
    assert top(hands) == ["Bread is cheap"]
    assert hands.inference_of(hands.claim("Some are").id).target == hands.claim("Ovens").id
    assert hands.inference_of(hands.claim("Some are").id).kind is Kind.OBJECTION
    assert len(hands.claims) == 5
    select(hands, "Ovens")
    hands.press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert "Ovens are shared" in copied
    assert "Some are broken" in copied
    assert "Flour" not in copied


def test_a_branch_goes_from_window_to_window(bread: Hands, open_window) -> None:
    select(bread, "Flour")
    bread.press(Qt.Key.Key_Tab)
    bread.type("Mills are many and near")
    bread.press(Qt.Key.Key_Return)
    select(bread, "Flour")
    bread.press(Qt.Key.Key_X, CTRL)
    assert "Flour costs little" not in bread.claims
    other = open_window()
    other.press(Qt.Key.Key_F6)
    other.press(Qt.Key.Key_V, CTRL)
    assert top(other) == ["Flour costs little"]
    assert len(other.claims) == 2


def test_a_claim_is_used_in_two_places_and_unlinked_again(bread: Hands) -> None:
    session = bread.window.session
    flour = bread.claim("Flour").id
    select(bread, "Flour", "Mills")
    bread.press(Qt.Key.Key_H)
    uses = Structure(session.map).uses_of[flour]
    assert {use.target for use in uses} == {bread.claim("Bread").id, bread.claim("Mills").id}
    select(bread, "Flour")
    bread.window.actions_table["primary-here"].trigger()
    home = Structure(session.map).primary_use(flour)
    assert home is not None
    assert home.target == bread.claim("Mills").id
    select(bread, "Flour")
    bread.press(Qt.Key.Key_H, SHIFT)
    assert len(Structure(session.map).uses_of[flour]) == 1


def test_boxes_are_dragged_onto_each_other(bread: Hands) -> None:
    bread.press(Qt.Key.Key_0, CTRL)
    mills, ovens = bread.claim("Mills").id, bread.claim("Ovens").id
    bread.drag(mills, bread.point_of(ovens))
    assert bread.inference_of(mills).target == ovens
    bread.press(Qt.Key.Key_Z, CTRL)
    canvas = bread.window.canvas
    empty = QPoint(canvas.viewport().width() // 2, canvas.viewport().height() - 30)
    bread.drag(mills, empty)
    assert "Mills are many" in top(bread)


# -- several maps ------------------------------------------------------------------------


def test_a_project_of_several_maps_is_saved_and_read_again(sample: Hands) -> None:
    session = sample.window.session
    first = session.map_id
    sample.press(Qt.Key.Key_T, CTRL)
    sample.type("Against")
    sample.press(Qt.Key.Key_Return)
    assert session.map.title == "Against"
    sample.press(Qt.Key.Key_C)
    sample.type("Nobody should own machines")
    sample.press(Qt.Key.Key_Return)
    sample.press(Qt.Key.Key_PageUp, CTRL)
    assert session.map_id == first
    branch = sample.claim("Machines that no large company owns do")
    assert branch.passages
    sample.click(branch.id)
    menu = next(one for one in sample.window._lists.values() if one.objectName() == "move-branch")
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert session.map.title == "Against"
    assert session.map.claims[branch.id].passages == branch.passages, "a claim keeps its passages"
    sample.press(Qt.Key.Key_S, CTRL)
    assert session.path is not None
    assert load(session.path).project == session.project


# -- details -----------------------------------------------------------------------------


def test_what_is_said_about_a_claim_is_an_edit_that_is_seen_and_undone(bread: Hands) -> None:
    window = bread.window
    select(bread, "Flour")
    flour = bread.claim("Flour").id
    bread.press(Qt.Key.Key_F8)
    details = window.findChild(QWidget, "details")
    assert details is not None
    accept = next(one for one in details.findChildren(QWidget, "choice-accept") if one.isVisible())
    QTest.mouseClick(accept, LEFT)
    assert window.session.map.claims[flour].rating is not None
    basis = next(one for one in details.findChildren(QComboBox) if one.isVisible())
    basis.setFocus()
    field = basis.lineEdit()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    bread.type("data")
    bread.press(Qt.Key.Key_Return)
    assert window.session.map.claims[flour].basis == "data"
    window.canvas.setFocus()
    bread.press(Qt.Key.Key_Z, CTRL)
    bread.press(Qt.Key.Key_Z, CTRL)
    claim = window.session.map.claims[flour]
    assert (claim.basis, claim.rating) == ("", None)


# -- seeing ------------------------------------------------------------------------------


def test_folding_by_key_by_level_and_back(sample: Hands) -> None:
    view, canvas = sample.window.session.view, sample.window.canvas
    sample.press(Qt.Key.Key_Home)
    sample.press(Qt.Key.Key_1, ALT)
    nobody = sample.claim("Nobody is paid").id
    assert canvas.diagram.box_rect(nobody) is None
    sample.press(Qt.Key.Key_F)
    assert canvas.diagram.box_rect(nobody) is not None
    sample.press(Qt.Key.Key_2, ALT)
    assert view.folded
    sample.press(Qt.Key.Key_0, ALT)
    assert not view.folded


def test_a_branch_alone_and_the_way_back(sample: Hands) -> None:
    view, canvas = sample.window.session.view, sample.window.canvas
    nobody = sample.claim("Nobody is paid").id
    dear = sample.claim("Machines that no large company owns do").id
    sample.click(dear)
    sample.click(nobody)
    sample.press(Qt.Key.Key_F, SHIFT)
    assert view.focus == nobody
    assert canvas.diagram.box_rect(dear) is None
    sample.press(Qt.Key.Key_Left, ALT)
    assert sample.window.session.selection.current == dear
    assert view.focus is None, "what was looked at is shown"
    sample.press(Qt.Key.Key_Right, ALT)
    assert sample.window.session.selection.current == nobody


def test_find_filter_and_go_to_what_is_unfinished(sample: Hands) -> None:
    window = sample.window
    sample.press(Qt.Key.Key_F, CTRL)
    sample.type("library")
    found = window.session.view.matches()
    assert found
    sample.press(Qt.Key.Key_Return)
    assert window.session.selection.current in found
    sample.press(Qt.Key.Key_Escape)
    assert not window.session.view.filter
    assert window.canvas.hasFocus()
    sample.press(Qt.Key.Key_Tab)
    empty = window.session.selection.current
    sample.type("x")
    sample.press(Qt.Key.Key_Return)
    sample.press(Qt.Key.Key_Home)
    sample.press(Qt.Key.Key_N)
    seen = set()
    while (current := window.session.selection.current) not in seen:
        seen.add(current)
        sample.press(Qt.Key.Key_N)
    assert empty in seen, "a reason with nothing to rest on is unfinished"


def test_the_ways_to_lay_a_map_out(bread: Hands) -> None:
    canvas, session = bread.window.canvas, bread.window.session
    contention, flour = bread.claim("Bread").id, bread.claim("Flour").id

    def places() -> tuple:
        above, below = canvas.diagram.box_rect(contention), canvas.diagram.box_rect(flour)
        assert above is not None
        assert below is not None
        return above, below

    above, below = places()
    assert above.y < below.y
    bread.window.actions_table["orientation-up"].trigger()
    above, below = places()
    assert above.y > below.y
    bread.window.actions_table["orientation-right"].trigger()
    above, below = places()
    assert above.x < below.x
    assert session.map.orientation is Orientation.RIGHT
    bread.window.actions_table["box-wider"].trigger()
    bread.press(Qt.Key.Key_Z, CTRL)
    bread.press(Qt.Key.Key_Z, CTRL)
    bread.press(Qt.Key.Key_Z, CTRL)
    assert session.map.orientation is Orientation.DOWN


def test_the_selection_fills_the_window_and_the_map_fits_it(sample: Hands) -> None:
    canvas = sample.window.canvas
    sample.press(Qt.Key.Key_0, CTRL)
    whole = canvas.zoom()
    sample.click(sample.claim("Nobody is paid").id)
    sample.press(Qt.Key.Key_2, CTRL)
    assert canvas.zoom() > whole
    sample.press(Qt.Key.Key_0, CTRL)
    assert canvas.zoom() == pytest.approx(whole)


# -- by ear ------------------------------------------------------------------------------


def test_the_outline_is_read_and_worked_in_by_keys(bread: Hands) -> None:
    window = bread.window
    bread.press(Qt.Key.Key_F7)
    bread.press(Qt.Key.Key_F6)
    outline = QApplication.focusWidget()
    assert isinstance(outline, QTreeView)
    bread.press(Qt.Key.Key_Home)
    assert window.session.selection.current == bread.claim("Bread").id
    bread.press(Qt.Key.Key_Down)
    said = outline.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "reason 1 of 3" in said
    assert "Flour costs little" in said
    bread.press(Qt.Key.Key_K)
    said = outline.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "objection" in said
