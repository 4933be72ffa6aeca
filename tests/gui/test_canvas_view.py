"""The map pane: what it shows, how it follows the session, zoom, scroll and keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QNativeGestureEvent,
    QPointingDevice,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from contention.canvas.surface import LEGIBLE
from contention.canvas.view import MapCanvas
from contention.diagram.themes import theme
from contention.model import edits, moves
from contention.model.project import Claim, Kind, new_project
from contention.session.session import Session
from tests.builders import MAP, project_of
from tests.canvas_gestures import middle

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
"""


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


def picture(canvas: MapCanvas) -> QImage:
    return canvas.viewport().grab().toImage()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def wheel(canvas: MapCanvas, at: QPoint, turn: QPoint, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(
        QPointF(at),
        canvas.viewport().mapToGlobal(QPointF(at)),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


def test_an_empty_map_says_what_to_do(qtbot) -> None:
    canvas = MapCanvas(Session(new_project()))
    qtbot.addWidget(canvas)
    canvas.resize(500, 300)
    canvas.show()
    paper = QColor(theme("classic").paper)
    band = picture(canvas).copy(40, 130, 420, 40)
    written = sum(
        band.pixelColor(x, y).lightness() < paper.lightness() - 60
        for x in range(band.width())
        for y in range(band.height())
    )
    assert written > 200


def test_it_draws_the_map_in_the_theme(canvas) -> None:
    light = picture(canvas)
    assert light.pixelColor(middle(canvas, "D") - QPoint(0, 14)).name() == theme("classic").box
    canvas.set_theme(theme("safe", dark=True))
    dark = picture(canvas)
    assert dark.pixelColor(middle(canvas, "D") - QPoint(0, 14)).name() == theme("safe", dark=True).box
    assert canvas.diagram.theme is theme("safe", dark=True)


def test_it_composes_only_where_its_map_has_changed(canvas, session) -> None:
    before = canvas.diagram
    session.edit("title", lambda project: edits.replace(project, title="Another"))
    assert canvas.diagram is before
    session.edit("text", partial(edits.set_text, map_id=MAP, claim_id="D", text="Another text"))
    after = canvas.diagram
    assert after is not before
    assert after.box("A") is before.box("A")


class PaintCounter(QObject):
    """Counts how often a widget is painted."""

    painted = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() is QEvent.Type.Paint
        return False


def test_an_edit_is_drawn_without_being_asked_for(canvas, session, qtbot) -> None:
    canvas.set_animated(False)
    qtbot.wait(5)
    before, counter = picture(canvas), PaintCounter()
    canvas.viewport().installEventFilter(counter)
    session.edit("text", partial(edits.set_text, map_id=MAP, claim_id="D", text="Quite other words here"))
    session.edit("text", partial(edits.set_text, map_id=MAP, claim_id="D", text="Yet other words here"))
    qtbot.wait(20)
    assert counter.painted == 1
    assert picture(canvas) != before
    canvas.viewport().removeEventFilter(counter)


def test_the_selected_claim_stays_where_it_is_on_the_screen(canvas, session) -> None:
    canvas.set_zoom(1.0)
    session.selection.select("D", origin="canvas")
    before = middle(canvas, "D")
    for number in range(3):
        session.edit(
            "add",
            partial(
                edits.add_inference,
                map_id=MAP,
                kind=Kind.REASON,
                target="A",
                claim=Claim(id=f"new{number}", text="A reason that widens the map to the left of it"),
                inference_id=f"inew{number}",
            ),
        )
    assert canvas.diagram.box_rect("D").x > 300
    assert (middle(canvas, "D") - before).manhattanLength() <= 2


def test_what_another_view_selects_is_scrolled_to(canvas, session) -> None:
    canvas.set_zoom(4.0)
    session.selection.select("C", origin="reader")
    assert canvas.viewport().rect().contains(middle(canvas, "C"))
    session.selection.select("D", origin="shell")
    assert canvas.viewport().rect().contains(middle(canvas, "D"))
    seen = canvas.transform()
    canvas.show_piece("D")
    assert canvas.transform() == seen
    # A click of its own moves nothing: the map must not run away under the pointer.
    before = canvas.transform()
    session.selection.select("C", origin="canvas")
    assert canvas.transform() == before


def test_the_selection_is_ringed(canvas, session) -> None:
    canvas.clearFocus()
    ring = theme("classic").ring
    assert ring not in colours(picture(canvas))
    session.selection.select("D", origin="reader")
    assert ring in colours(picture(canvas))


def test_another_project_is_fitted(canvas, session) -> None:
    canvas.set_zoom(3.0)
    other = project_of("X another\n  + Y reason")
    other = edits.replace(other, maps={"n": edits.replace(other.maps[MAP], id="n")})
    session.replace(other, None)
    assert canvas.diagram.box_rect("X") is not None
    assert canvas.zoom() == 1.0
    assert canvas.viewport().rect().contains(middle(canvas, "X"))


# --- zoom and scroll ---------------------------------------------------------------


def shown_in(qtbot, outline: str, width: int = 900, height: int = 600) -> MapCanvas:
    canvas = MapCanvas(Session(project_of(outline)))
    qtbot.addWidget(canvas)
    canvas.resize(width, height)
    canvas.show()
    return canvas


WIDE = "K top\n" + "\n".join(f"  + R{n} a reason with some words" for n in range(12))


def test_a_map_is_opened_whole_where_it_can_be_read_and_never_enlarged(qtbot, canvas) -> None:
    assert canvas.zoom() == 1.0
    some = shown_in(qtbot, "K top\n" + "\n".join(f"  + R{n} a reason" for n in range(6)), width=900)
    assert LEGIBLE < some.zoom() < 1.0
    assert some.viewport().rect().toRectF().contains(some.window_rect(some.drawn()))
    some.resize(940, 600)
    assert some.viewport().rect().toRectF().contains(some.window_rect(some.drawn()))


def test_a_large_map_is_opened_at_its_contention_and_legible(qtbot) -> None:
    large = shown_in(qtbot, WIDE)
    assert large.zoom() == LEGIBLE
    for width in (900, 600, 1000):
        large.resize(width, 600)
        contention = large.window_rect(large.diagram.box_rect("K"))
        assert abs(contention.center().x() - large.viewport().width() / 2) < 2
        assert 0 < contention.top() < 80
    large.scroll_by(300, 0)
    before = large.transform()
    large.resize(950, 600)
    assert large.transform().left == before.left, "what the reader scrolled to stays"


def test_what_is_selected_and_seen_stays_in_sight_when_the_window_changes(qtbot) -> None:
    large = shown_in(qtbot, WIDE)
    large.show_piece("R11")
    large._session.selection.select("R11", origin="shell")
    for width in (700, 500, 900):
        large.resize(width, 500)
        assert large.viewport().rect().toRectF().contains(large.window_rect(large.diagram.box_rect("R11")))
    large.scroll_by(-5000, 0)
    large.resize(880, 500)
    assert (
        not large.viewport().rect().toRectF().intersects(large.window_rect(large.diagram.box_rect("R11")))
    ), "what the reader scrolled away from is not fetched back"


def test_the_whole_of_a_large_map_is_shown_on_request(qtbot) -> None:
    large = shown_in(qtbot, WIDE)
    large.fit()
    assert large.zoom() < 0.5
    assert large.viewport().rect().toRectF().contains(large.window_rect(large.drawn()))
    large.resize(600, 600)
    assert large.viewport().rect().toRectF().contains(large.window_rect(large.drawn()))


def test_zoom_slots_and_signal(canvas, qtbot) -> None:
    with qtbot.waitSignal(canvas.zoom_changed) as told:
        canvas.zoom_in()
    assert told.args == [canvas.zoom()]
    assert canvas.zoom() == pytest.approx(1.2)
    canvas.zoom_out()
    assert canvas.zoom() == pytest.approx(1.0)
    canvas.set_zoom(100)
    assert canvas.zoom() == 4.0
    canvas.set_zoom(0.0001)
    assert canvas.zoom() == 0.05
    canvas.zoom_to_100()
    assert canvas.zoom() == 1.0
    canvas.set_zoom(3)
    canvas.fit()
    assert canvas.zoom() == 1.0


def test_ctrl_wheel_zooms_at_the_pointer(canvas) -> None:
    at = middle(canvas, "D")
    below = canvas.map_point(QPointF(at))
    wheel(canvas, at, QPoint(0, 240), Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom() == pytest.approx(1.44)
    assert canvas.map_point(QPointF(at)) == pytest.approx(below, abs=1)
    wheel(canvas, at, QPoint(0, -480), Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom() == pytest.approx(1 / 1.44)


def test_pinching_zooms(canvas) -> None:
    at = QPointF(middle(canvas, "A"))
    below = canvas.map_point(at)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        at,
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.zoom() == pytest.approx(1.5)
    assert canvas.map_point(at) == pytest.approx(below, abs=1)


def test_the_wheel_scrolls_and_shift_turns_it(canvas) -> None:
    before = canvas.transform()
    wheel(canvas, QPoint(50, 50), QPoint(0, -120))
    assert canvas.transform()[1:] == (before.left, before.top + 60)
    wheel(canvas, QPoint(50, 50), QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert canvas.transform()[1:] == (before.left + 60, before.top + 60)


def test_the_map_can_be_pushed_about_but_not_lost(canvas) -> None:
    canvas.scroll_by(-10_000, -10_000)
    assert canvas.viewport().rect().toRectF().intersects(canvas.window_rect(canvas.drawn()))
    canvas.scroll_by(30_000, 30_000)
    assert canvas.viewport().rect().toRectF().intersects(canvas.window_rect(canvas.drawn()))


def test_scroll_bars_show_only_where_the_map_does_not_fit(canvas) -> None:
    assert not canvas.horizontalScrollBar().isVisible()
    canvas.set_zoom(3.0)
    assert canvas.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_the_middle_button_pans_and_so_does_the_left_one_with_space(canvas, session, button) -> None:
    session.selection.select("D", origin="reader")
    start = QPoint(880, 580)
    at = middle(canvas, "D")
    if button is Qt.MouseButton.LeftButton:
        QTest.keyPress(canvas, Qt.Key.Key_Space)
        start = at  # a box is no hindrance
    QTest.mousePress(canvas.viewport(), button, pos=start)
    QTest.mouseMove(canvas.viewport(), start - QPoint(30, 30))
    QTest.mouseMove(canvas.viewport(), start - QPoint(50, 80))
    QTest.mouseRelease(canvas.viewport(), button, pos=start - QPoint(50, 80))
    moved = at - middle(canvas, "D")
    assert moved.x() in range(20, 51)
    assert moved.y() in range(50, 81)
    QTest.mouseMove(canvas.viewport(), start)
    assert at - middle(canvas, "D") == moved
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.editing is None
    assert len(session.history) == 0
    assert session.selection.ids == ("D",)


def test_space_alone_edits_when_it_goes_up(canvas, session) -> None:
    session.selection.select("D", origin="reader")
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.editing is None
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.editing == "D"


def test_space_is_the_maps_even_where_the_window_has_a_shortcut(qtbot, session) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas = MapCanvas(session)
    window.setCentralWidget(canvas)
    pressed = []
    shortcut = QShortcut(QKeySequence("Space"), canvas)
    shortcut.activated.connect(lambda: pressed.append("Space"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.setFocus()
    session.selection.select("D", origin="reader")
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert (pressed, canvas.editing) == ([], None)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert (pressed, canvas.editing) == ([], "D")


# --- keys --------------------------------------------------------------------------


def test_arrows_and_home_move_the_selection(canvas, session) -> None:
    Key = Qt.Key  # noqa: N806
    walked = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Home):
        QTest.keyClick(canvas, key)
        walked.append(session.selection.current)
    assert walked == ["K", "iA", "A", "B", "iA", "K"]


def test_arrows_scroll_to_what_they_select(canvas, session) -> None:
    canvas.set_zoom(4.0)
    session.selection.select("K", origin="reader")
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert session.selection.current == "iC"
    assert canvas.viewport().rect().contains(middle(canvas, "iC"))


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_commands_are_left_to_the_window(canvas, session, key, modifiers) -> None:
    session.selection.select("A", origin="canvas")
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers)
    event.accept()
    canvas.keyPressEvent(event)
    assert not event.isAccepted()
    assert session.selection.ids == ("A",)


def test_tab_does_not_leave_the_map(qtbot, session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    canvas, other = MapCanvas(session), QLineEdit()
    box.addWidget(canvas)
    box.addWidget(other)
    window.show()
    window.activateWindow()
    canvas.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        QTest.keyClick(canvas, key)
        assert window.focusWidget() is canvas


def test_page_keys_scroll(canvas) -> None:
    before = canvas.transform().top
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    below = canvas.transform().top
    assert below > before
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert canvas.transform().top < below


# --- words for those who do not see it ---------------------------------------------


def test_names_and_descriptions(canvas, session) -> None:
    assert canvas.objectName() == "canvas"
    assert canvas.accessibleName() == "Argument map"
    session.selection.select("D", origin="reader")
    assert canvas.accessibleDescription() == "objection to “K networks are needed”: D nobody repairs"
    session.edit("move", partial(moves.detach, map_id=MAP, claim="D"))
    canvas.diagram  # noqa: B018
    assert canvas.accessibleDescription() == "claim that stands alone: D nobody repairs"
    session.selection.clear()
    assert "nothing selected" in canvas.accessibleDescription()


def test_no_words_of_a_claim_are_read_as_markup(qtbot) -> None:
    canvas = MapCanvas(Session(project_of("K <b>bold</b><img src='file:///x.png'>")))
    qtbot.addWidget(canvas)
    canvas.show()
    lines = [line.text for _, box in canvas.diagram.boxes for line in box.lines]
    assert "<b>bold</b>" in "".join(lines)
