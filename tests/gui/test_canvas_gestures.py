"""The mouse on the map: selecting, dragging pieces, and dropping passages of the article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contention.canvas.view import MapCanvas
from contention.diagram.themes import theme
from contention.model.project import Passage
from contention.session import passage_mime
from contention.session.session import Session
from tests.builders import outline_of, project_of
from tests.canvas_gestures import middle

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
"""
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> Iterator[MapCanvas]:
    shown = MapCanvas(session)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    return shown


def edge(canvas: MapCanvas, item: str) -> QPoint:
    """Just inside the left edge of a claim's box."""
    rect = canvas.window_rect(canvas.diagram.box_rect(item))
    return QPoint(round(rect.left()) + 6, round(rect.center().y()))


def click(canvas: MapCanvas, at: QPoint, modifiers=PLAIN) -> None:
    QTest.mouseClick(canvas.viewport(), LEFT, modifiers, at)


def drag(canvas: MapCanvas, start: QPoint, *way: QPoint) -> None:
    """Press, move and hold; `let_go` ends it."""
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(12, 12))
    for point in way:
        QTest.mouseMove(canvas.viewport(), point)


def let_go(canvas: MapCanvas, at: QPoint) -> None:
    QTest.mouseRelease(canvas.viewport(), LEFT, PLAIN, at)


def move(canvas: MapCanvas, start: QPoint, end: QPoint) -> None:
    drag(canvas, start, end)
    let_go(canvas, end)


def hint(canvas: MapCanvas) -> str:
    plan = canvas._gestures.drag.plan
    return plan.words


EMPTY = QPoint(120, 540)


# --- selecting ---------------------------------------------------------------------


def test_clicks_select(canvas, session) -> None:
    click(canvas, middle(canvas, "A"))
    assert session.selection.ids == ("A",)
    click(canvas, middle(canvas, "iD"))
    assert session.selection.ids == ("iD",)
    click(canvas, EMPTY)
    assert session.selection.ids == ()


def test_ctrl_toggles_and_shift_extends(canvas, session) -> None:
    click(canvas, middle(canvas, "A"))
    click(canvas, middle(canvas, "B"), CTRL)
    click(canvas, middle(canvas, "D"), SHIFT)
    assert session.selection.ids == ("A", "B", "D")
    click(canvas, middle(canvas, "A"), CTRL)
    assert session.selection.ids == ("B", "D")
    click(canvas, EMPTY, CTRL)
    assert session.selection.ids == ("B", "D")
    click(canvas, middle(canvas, "B"))
    assert session.selection.ids == ("B",)


def test_a_click_says_that_the_canvas_asked(canvas, session, qtbot) -> None:
    with qtbot.waitSignal(session.selection.changed) as told:
        click(canvas, middle(canvas, "A"))
    assert told.args == [("A",), "canvas"]


def test_a_click_on_the_panel_selects_its_inference(canvas, session) -> None:
    panel = canvas.window_rect(canvas.diagram.panel_rect("iD"))
    click(canvas, QPoint(round(panel.center().x()), round(panel.bottom()) - 4))
    assert session.selection.ids == ("iD",)


def test_a_reference_leads_to_its_claim(qtbot) -> None:
    project = project_of("K top\n  + A first\n  + B second")
    the_map = project.maps["m"]
    from msgspec.structs import replace

    twice = replace(the_map.inferences["iB"], premises=("B", "A"))
    project = replace(project, maps={"m": replace(the_map, inferences={**the_map.inferences, "iB": twice})})
    session = Session(project)
    canvas = MapCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    stub = next(rect for rect, box in canvas.diagram.boxes if box.stub)
    click(canvas, canvas.window_rect(stub).center().toPoint())
    assert session.selection.ids == ("A",)


# --- dragging pieces ---------------------------------------------------------------


def test_a_box_dropped_on_a_box_argues_for_it(canvas, session) -> None:
    move(canvas, middle(canvas, "C"), middle(canvas, "D"))
    assert outline_of(session.project).splitlines() == ["K", "  + A", "    & B", "  - D", "    + C"]
    assert len(session.history) == 1
    assert session.selection.ids == ("C",)
    session.history.undo()
    assert outline_of(session.project) == outline_of(project_of(OUTLINE))


def test_a_box_dropped_beside_a_premise_joins_it(canvas, session) -> None:
    move(canvas, middle(canvas, "D"), edge(canvas, "B"))
    assert session.map.inferences["iA"].premises == ("A", "D", "B")
    assert session.history.undo_text == "Move claim"


def test_co_premises_change_places(canvas, session) -> None:
    move(canvas, middle(canvas, "B"), edge(canvas, "A"))
    assert session.map.inferences["iA"].premises == ("B", "A")


def test_a_box_dropped_on_the_empty_map_stands_alone(canvas, session) -> None:
    move(canvas, middle(canvas, "D"), EMPTY)
    assert "iD" not in session.map.inferences
    assert session.history.undo_text == "Detach claim"


def test_a_pill_dropped_on_a_box_takes_its_premises_along(canvas, session) -> None:
    move(canvas, middle(canvas, "iA"), middle(canvas, "D"))
    assert session.map.inferences["iA"].target == "D"
    assert session.map.inferences["iA"].premises == ("A", "B")


def test_a_pill_dropped_on_a_pill_speaks_to_that_inference(canvas, session) -> None:
    move(canvas, middle(canvas, "iD"), middle(canvas, "iC"))
    assert session.map.inferences["iD"].target == "iC"


def test_a_pill_dropped_between_its_siblings_is_reordered(canvas, session) -> None:
    first = canvas.window_rect(canvas.diagram.panel_rect("iA"))
    move(canvas, middle(canvas, "iD"), QPoint(round(first.left()) - 12, round(first.center().y())))
    assert outline_of(session.project).splitlines()[:3] == ["K", "  - D", "  + A"]


def test_a_shaky_click_is_no_drag(canvas, session) -> None:
    at = middle(canvas, "C")
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, at)
    QTest.mouseMove(canvas.viewport(), at + QPoint(QApplication.startDragDistance() - 1, 0))
    assert not canvas._gestures.dragging
    let_go(canvas, at)
    assert len(session.history) == 0


def test_the_drop_is_told_in_words_before_it_happens(canvas, session) -> None:
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    assert hint(canvas) == "reason for “D nobody repairs”"
    QTest.mouseMove(canvas.viewport(), middle(canvas, "iD"))
    assert hint(canvas) == "reason for this inference"
    QTest.mouseMove(canvas.viewport(), edge(canvas, "B"))
    assert hint(canvas) == "co-premise, before “B owners set rules”"
    QTest.mouseMove(canvas.viewport(), EMPTY)
    assert hint(canvas) == "to stand alone here"
    assert len(session.history) == 0
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_words_ghost_and_mark_are_drawn(canvas) -> None:
    before = canvas.viewport().grab().toImage()
    target = middle(canvas, "D")
    drag(canvas, middle(canvas, "C"), target)
    during = canvas.viewport().grab().toImage()
    under_pointer = target + QPoint(20, 28)
    assert during.pixelColor(under_pointer).name() == theme("classic").text
    assert before.pixelColor(under_pointer) != during.pixelColor(under_pointer)
    rect = canvas.window_rect(canvas.diagram.box_rect("D"))
    ring = QPoint(round(rect.left()) - 3, round(rect.center().y()))
    assert during.pixelColor(ring).name() == theme("classic").ring
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    let_go(canvas, target)


def test_nothing_of_a_drag_is_left_on_the_screen(canvas, qtbot) -> None:
    canvas.clearFocus()
    click(canvas, middle(canvas, "C"))
    canvas.clearFocus()
    before = canvas.viewport().grab().toImage()
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"), QPoint(400, 300), EMPTY)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    let_go(canvas, EMPTY)
    qtbot.wait(5)
    canvas.clearFocus()
    assert canvas.viewport().grab().toImage() == before


class PaintedPart(QObject):
    """Remembers what part of a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_a_move_repaints_what_it_leaves_and_little_more(canvas, qtbot) -> None:
    viewport = canvas.viewport()
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    qtbot.wait(5)
    painted = PaintedPart()
    viewport.installEventFilter(painted)
    QTest.mouseMove(viewport, EMPTY)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert painted.region.contains(middle(canvas, "D") + QPoint(20, 28))
    assert painted.region.contains(EMPTY + QPoint(20, 28))
    assert not painted.region.contains(QPoint(10, 10))
    viewport.removeEventFilter(painted)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    let_go(canvas, EMPTY)


def test_escape_cancels_the_drag(canvas, session) -> None:
    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas._gestures.dragging
    let_go(canvas, middle(canvas, "D"))
    assert len(session.history) == 0


def test_its_own_branch_is_refused_in_words(canvas, session, qtbot) -> None:
    drag(canvas, middle(canvas, "A"), middle(canvas, "C"))
    assert "circle" in hint(canvas)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    with qtbot.waitSignal(session.refused) as told:
        let_go(canvas, middle(canvas, "C"))
    assert "circle" in told.args[0]
    assert len(session.history) == 0


def test_dropping_on_itself_changes_nothing(canvas, session) -> None:
    at = middle(canvas, "A")
    drag(canvas, at, at + QPoint(3, 3))
    assert hint(canvas) == "stays where it is"
    let_go(canvas, at + QPoint(3, 3))
    assert len(session.history) == 0


def test_an_edge_scrolls_while_dragging(canvas, qtbot) -> None:
    canvas.set_zoom(2.5)
    canvas.show_piece("K")
    before = canvas.transform().top
    low = QPoint(450, canvas.viewport().height() - 3)
    drag(canvas, middle(canvas, "K"), low)
    qtbot.waitUntil(lambda: canvas.transform().top > before + 20)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    let_go(canvas, low)
    after = canvas.transform().top
    qtbot.wait(80)
    assert canvas.transform().top == after


def test_a_change_from_elsewhere_ends_the_drag(canvas, session) -> None:
    from functools import partial

    from contention.model import edits

    drag(canvas, middle(canvas, "C"), middle(canvas, "D"))
    session.edit("delete", partial(edits.delete, map_id="m", ids=("C",)))
    canvas.viewport().grab()
    let_go(canvas, EMPTY)
    assert "C" not in session.map.claims
    assert len(session.history) == 1


# --- passages from the article -----------------------------------------------------


PASSAGE = Passage(id="p1", article="a", exact="the  exact\nwords", start=5, end=20)


def send(canvas: MapCanvas, at: QPoint, modifiers=PLAIN, data: QMimeData | None = None) -> bool:
    """Drag a passage in, move it to a place and drop it; tell whether it was taken."""
    mime = data if data is not None else passage_mime.encode(PASSAGE)
    viewport = canvas.viewport()
    enter = QDragEnterEvent(EMPTY, Qt.DropAction.CopyAction, mime, LEFT, modifiers)
    QApplication.sendEvent(viewport, enter)
    if not enter.isAccepted():
        return False
    over = QDragMoveEvent(at, Qt.DropAction.CopyAction, mime, LEFT, modifiers)
    QApplication.sendEvent(viewport, over)
    drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, LEFT, modifiers)
    QApplication.sendEvent(viewport, drop)
    return drop.isAccepted()


def added(session: Session) -> str:
    (claim_id,) = set(session.map.claims) - {"K", "A", "B", "C", "D"}
    assert session.map.claims[claim_id].text == "the exact words"
    assert session.map.claims[claim_id].passages[0].start == 5
    assert session.selection.ids == (claim_id,)
    return claim_id


@pytest.mark.parametrize(("modifiers", "kind"), [(PLAIN, "reason"), (SHIFT, "objection")])
def test_a_passage_on_a_box_argues_for_or_against_it(canvas, session, modifiers, kind) -> None:
    assert send(canvas, middle(canvas, "D"), modifiers)
    (inference,) = [i for i in session.map.inferences.values() if added(session) in i.premises]
    assert (inference.kind, inference.target) == (kind, "D")


def test_a_passage_on_a_pill_speaks_to_the_inference(canvas, session) -> None:
    assert send(canvas, middle(canvas, "iA"), SHIFT)
    (inference,) = [i for i in session.map.inferences.values() if added(session) in i.premises]
    assert (inference.kind, inference.target) == ("objection", "iA")


def test_a_passage_between_premises_joins_them(canvas, session) -> None:
    assert send(canvas, edge(canvas, "B"))
    assert session.map.inferences["iA"].premises == ("A", added(session), "B")


def test_a_passage_on_the_empty_map_stands_alone(canvas, session) -> None:
    assert send(canvas, EMPTY)
    claim_id = added(session)
    assert not any(claim_id in inference.premises for inference in session.map.inferences.values())
    session.history.undo()
    assert set(session.map.claims) == {"K", "A", "B", "C", "D"}


def test_a_passage_tells_what_it_would_become(canvas) -> None:
    mime, viewport = passage_mime.encode(PASSAGE), canvas.viewport()
    at = middle(canvas, "D")
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
    QApplication.sendEvent(viewport, enter)
    assert hint(canvas) == "reason for “D nobody repairs”"
    QApplication.sendEvent(viewport, QDragMoveEvent(at, Qt.DropAction.CopyAction, mime, LEFT, SHIFT))
    assert hint(canvas) == "objection to “D nobody repairs”"
    QApplication.sendEvent(viewport, QDragLeaveEvent())
    assert not canvas._gestures.dragging


def test_foreign_things_are_not_taken(canvas, session) -> None:
    text = QMimeData()
    text.setText("words from elsewhere")
    broken = QMimeData()
    broken.setData(passage_mime.MIME_TYPE, b'{"exact": 5}')
    assert not send(canvas, middle(canvas, "D"), data=text)
    assert not send(canvas, middle(canvas, "D"), data=broken)
    assert len(session.history) == 0


# --- menus -------------------------------------------------------------------------


def test_a_right_click_selects_and_asks_for_a_menu(canvas, session, qtbot) -> None:
    from PySide6.QtGui import QContextMenuEvent

    at = middle(canvas, "A")
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, PLAIN, at)
    assert session.selection.ids == ("A",)
    with qtbot.waitSignal(canvas.context_menu_requested) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
        QApplication.sendEvent(canvas.viewport(), event)
    assert told.args == [canvas.viewport().mapToGlobal(at)]
    with qtbot.waitSignal(canvas.context_menu_requested) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(canvas.viewport(), event)
    place = canvas.viewport().mapFromGlobal(told.args[0])
    assert abs(place.x() - canvas.window_rect(canvas.diagram.box_rect("A")).left()) <= 1


def test_leaving_and_coming_back_is_no_event_of_the_map(canvas) -> None:
    QApplication.sendEvent(canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert not canvas._gestures.dragging
