"""Drags with keys held, of several pieces, and onto the free map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from contention.canvas.view import MapCanvas
from contention.model.project import Kind
from contention.session.session import Session
from tests.builders import MAP, outline_of, project_of
from tests.canvas_gestures import (
    ALT,
    CTRL,
    PLAIN,
    SHIFT,
    click,
    drag,
    edge,
    hint,
    let_go,
    middle,
    shown_canvas,
)

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
    S stands
"""
EMPTY = QPoint(200, 500)
Key = Qt.Key


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> MapCanvas:
    return shown_canvas(qtbot, session)


def steps(session: Session, claim: str) -> list[tuple[str, str]]:
    """What a claim is used for: kinds and targets, the place where it is drawn first."""
    uses = session.view.structure().uses_of.get(claim, [])
    return [(use.kind.value, use.target) for use in uses]


def drop(canvas: MapCanvas, item: str, at: QPoint, modifiers=PLAIN) -> None:
    """A drag whose drop is made with keys held that were pressed on the way."""
    drag(canvas, middle(canvas, item), at)
    for key, modifier in ((Key.Key_Control, CTRL), (Key.Key_Shift, SHIFT), (Key.Key_Alt, ALT)):
        if modifiers & modifier:
            QTest.keyPress(canvas, key)
    let_go(canvas, at, modifiers)


# --- keys ---------------------------------------------------------------------------


def test_keys_change_the_words_while_the_pointer_stands_still(canvas, session) -> None:
    target = middle(canvas, "D")
    drag(canvas, middle(canvas, "C"), target)
    assert hint(canvas) == "reason for “D nobody repairs”"
    shapes = []
    for key, words in (
        (Key.Key_Shift, "objection to “D nobody repairs”"),
        (Key.Key_Control, "copy: reason for “D nobody repairs”"),
        (Key.Key_Alt, "used here too: reason for “D nobody repairs”"),
    ):
        QTest.keyPress(canvas, key)
        assert hint(canvas) == words
        shapes.append(canvas.viewport().cursor().shape())
        QTest.keyRelease(canvas, key)
        assert hint(canvas) == "reason for “D nobody repairs”"
    shape = Qt.CursorShape
    assert shapes == [shape.DragMoveCursor, shape.DragCopyCursor, shape.DragLinkCursor]
    QTest.keyClick(canvas, Key.Key_Escape)
    let_go(canvas, target)
    assert len(session.history) == 0


def test_with_shift_it_is_an_objection(canvas, session) -> None:
    drop(canvas, "C", middle(canvas, "D"), SHIFT)
    assert steps(session, "C") == [("objection", "D")]
    assert len(session.history) == 1
    session.history.undo()
    assert steps(session, "C") == [("reason", "A")]


def test_shift_turns_a_reason_where_it_is(canvas, session) -> None:
    drop(canvas, "C", middle(canvas, "A"), SHIFT)
    assert steps(session, "C") == [("objection", "A")]


def test_with_ctrl_a_copy_goes_there(canvas, session) -> None:
    drop(canvas, "A", middle(canvas, "D"), CTRL)
    assert steps(session, "A") == [("reason", "K")]
    assert len(session.map.claims) == 8, "A with what argues for it"
    (copied,) = session.selection.ids
    assert session.map.claims[copied].text == "A costs are high"
    assert steps(session, copied) == [("reason", "D")]
    session.history.undo()
    assert outline_of(session.project) == outline_of(project_of(OUTLINE))


def test_a_copy_may_go_where_a_move_would_close_a_circle(canvas, session) -> None:
    drag(canvas, middle(canvas, "A"), middle(canvas, "C"))
    assert "circle" in hint(canvas)
    QTest.keyPress(canvas, Key.Key_Control)
    assert hint(canvas) == "copy: reason for “C training is dear”"
    let_go(canvas, middle(canvas, "C"), CTRL)
    (copied,) = session.selection.ids
    assert steps(session, copied) == [("reason", "C")]


def test_a_copy_joins_the_premises(canvas, session) -> None:
    drop(canvas, "S", edge(canvas, "B"), CTRL)
    (copied,) = session.selection.ids
    assert session.map.inferences["iA"].premises == ("A", copied, "B")
    assert steps(session, "S") == []


def test_a_copy_on_the_free_map_stands_where_it_is_put(canvas, session) -> None:
    drop(canvas, "D", EMPTY, CTRL)
    (copied,) = session.selection.ids
    assert steps(session, copied) == []
    assert session.map.claims[copied].position is not None
    assert steps(session, "D") == [("objection", "K")]


def test_with_alt_the_claim_is_used_there_too(canvas, session) -> None:
    drop(canvas, "C", middle(canvas, "D"), ALT)
    assert steps(session, "C") == [("reason", "A"), ("reason", "D")]
    assert session.selection.ids == ("C",)


def test_with_alt_and_shift_it_objects_there_too(canvas, session) -> None:
    drop(canvas, "C", middle(canvas, "D"), ALT | SHIFT)
    assert steps(session, "C") == [("reason", "A"), ("objection", "D")]


def test_with_alt_it_joins_the_premises_too(canvas, session) -> None:
    drop(canvas, "S", edge(canvas, "B"), ALT)
    assert session.map.inferences["iA"].premises == ("A", "S", "B")


@pytest.mark.parametrize(
    ("item", "where", "words"),
    [
        ("C", lambda canvas: EMPTY, "Drop it on a claim"),
        ("iC", lambda canvas: middle(canvas, "D"), "Only a claim can be used again"),
        ("C", lambda canvas: middle(canvas, "A"), "used there already"),
    ],
)
def test_using_again_is_refused_in_words(
    canvas, qtbot, item: str, where: Callable[[MapCanvas], QPoint], words: str
) -> None:
    at, session = where(canvas), canvas.session
    drag(canvas, middle(canvas, item), at)
    QTest.keyPress(canvas, Key.Key_Alt)
    assert words in hint(canvas)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    with qtbot.waitSignal(session.refused) as told:
        let_go(canvas, at, ALT)
    assert words in told.args[0]
    assert len(session.history) == 0


# --- several ------------------------------------------------------------------------


def test_all_that_is_selected_moves(canvas, session) -> None:
    session.selection.select("C", "S", origin="reader")
    target = middle(canvas, "D")
    drag(canvas, middle(canvas, "S"), target)
    assert hint(canvas) == "2 pieces: reason for “D nobody repairs”"
    let_go(canvas, target)
    assert [inference.premises for inference in session.view.structure().inferences_of["D"]] == [
        ("C",),
        ("S",),
    ]
    assert set(session.selection.ids) == {"C", "S"}
    assert len(session.history) == 1
    session.history.undo()
    assert outline_of(session.project) == outline_of(project_of(OUTLINE))


def test_what_stands_under_a_selected_piece_comes_along_once(canvas, session) -> None:
    session.selection.select("A", "C", origin="reader")
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    let_go(canvas, middle(canvas, "D"))
    assert steps(session, "A") == [("reason", "D")]
    assert steps(session, "C") == [("reason", "A")]


def test_several_join_a_panel_in_order(canvas, session) -> None:
    session.selection.select("S", "D", origin="reader")
    at = edge(canvas, "B")
    drag(canvas, middle(canvas, "S"), at)
    let_go(canvas, at)
    assert session.map.inferences["iA"].premises == ("A", "D", "S", "B")


def test_one_piece_that_cannot_go_holds_back_all(canvas, session) -> None:
    session.selection.select("S", "A", origin="reader")
    drag(canvas, middle(canvas, "S"), middle(canvas, "C"))
    assert "circle" in hint(canvas)
    let_go(canvas, middle(canvas, "C"))
    assert len(session.history) == 0


def test_a_piece_that_is_not_selected_moves_alone(canvas, session) -> None:
    click(canvas, middle(canvas, "S"))
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    let_go(canvas, middle(canvas, "D"))
    assert steps(session, "S") == []
    assert steps(session, "C") == [("reason", "D")]


# --- onto the free map --------------------------------------------------------------


def corner(canvas: MapCanvas, item: str) -> QPointF:
    return canvas.window_rect(canvas.diagram.box_rect(item)).topLeft()


@pytest.mark.parametrize("zoom", [1.0, 0.6])
def test_a_claim_keeps_where_it_was_put(canvas, session, zoom: float) -> None:
    canvas.set_zoom(zoom)
    contention = corner(canvas, "K")
    start = middle(canvas, "D")
    grip = start.toPointF() - corner(canvas, "D")
    drag(canvas, start, EMPTY)
    assert hint(canvas) == "to stand alone here"
    let_go(canvas, EMPTY)
    assert (corner(canvas, "D") - (EMPTY.toPointF() - grip)).manhattanLength() < 3
    assert (corner(canvas, "K") - contention).manhattanLength() < 3, "what is not dragged stays"
    assert steps(session, "D") == []


def test_a_standing_claim_is_moved_about(canvas, session) -> None:
    contention = corner(canvas, "K")
    for at in (EMPTY, QPoint(640, 420)):
        start = middle(canvas, "S")
        grip = start.toPointF() - corner(canvas, "S")
        drag(canvas, start, at)
        let_go(canvas, at)
        assert (corner(canvas, "S") - (at.toPointF() - grip)).manhattanLength() < 3
    assert (corner(canvas, "K") - contention).manhattanLength() < 3
    assert len(session.history) == 2


def test_several_keep_their_distance(canvas, session) -> None:
    session.selection.select("D", "C", origin="reader")
    apart = corner(canvas, "D") - corner(canvas, "C")
    drag(canvas, middle(canvas, "C"), EMPTY)
    assert hint(canvas) == "2 claims, each to stand alone here"
    let_go(canvas, EMPTY)
    assert (corner(canvas, "D") - corner(canvas, "C") - apart).manhattanLength() < 3


def test_the_first_contention_is_moved_among_the_others(canvas, session) -> None:
    drag(canvas, middle(canvas, "S"), EMPTY)
    let_go(canvas, EMPTY)
    standing = corner(canvas, "S") - corner(canvas, "K")
    start = middle(canvas, "K")
    at = start + QPoint(150, 60)
    drag(canvas, start, at)
    let_go(canvas, at)
    moved = corner(canvas, "S") - corner(canvas, "K") - standing
    assert (moved - QPointF(-150, -60)).manhattanLength() < 4


def test_the_drop_of_an_objection_keeps_its_kind_nowhere(canvas, session) -> None:
    """A claim that has stood alone argues for what it is dropped on."""
    drag(canvas, middle(canvas, "D"), EMPTY)
    let_go(canvas, EMPTY)
    drag(canvas, middle(canvas, "D"), middle(canvas, "K"))
    let_go(canvas, middle(canvas, "K"))
    assert session.map.inferences[session.view.structure().primary_use("D").id].kind is Kind.REASON
    assert MAP in session.project.maps
