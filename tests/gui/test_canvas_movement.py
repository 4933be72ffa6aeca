"""The 150 ms in which boxes go to their new places, and the overview in the corner."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from contention.canvas import movement
from contention.canvas.minimap import Minimap
from contention.canvas.view import MapCanvas
from contention.model import edits, moves
from contention.model.project import Claim, Kind
from contention.session.session import Session
from tests.builders import MAP, project_of
from tests.canvas_gestures import LEFT, drag, let_go, middle, shown_canvas

OUTLINE = """
    K networks are needed
      + A costs are high
        + C training is dear
      + B owners set rules
      - D nobody repairs
"""
WIDE = "K top\n" + "\n".join(f"  + R{n} a reason with some words" for n in range(12))


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> MapCanvas:
    canvas = shown_canvas(qtbot, session)
    canvas.set_animated(True)
    return canvas


def reorder(session: Session) -> None:
    session.edit("reorder", partial(moves.reorder, map_id=MAP, item="D", step=-1))


def picture(canvas: MapCanvas) -> bytes:
    return bytes(canvas.viewport().grab().toImage().constBits())


def test_boxes_come_from_where_they_stood(canvas, session, qtbot) -> None:
    before = picture(canvas)
    reorder(session)
    canvas.diagram  # noqa: B018
    assert canvas.moving
    start = picture(canvas)
    qtbot.waitUntil(lambda: not canvas.moving)
    end = picture(canvas)
    assert start != end
    assert end != before
    canvas.set_animated(False)
    assert picture(canvas) == end


def test_clicks_know_the_new_places_at_once(canvas, session) -> None:
    reorder(session)
    QTest.mouseClick(canvas.viewport(), LEFT, pos=middle(canvas, "D"))
    assert session.selection.ids == ("D",)


def test_the_selected_box_does_not_move_on_the_screen(canvas, session, qtbot) -> None:
    session.selection.select("D", origin="canvas")
    canvas.set_zoom(1.0)
    at = middle(canvas, "D")
    around = canvas.window_rect(canvas.diagram.box_rect("D")).toAlignedRect().adjusted(8, 8, -8, -8)
    before = canvas.viewport().grab(around).toImage()
    session.edit(
        "add",
        partial(
            edits.add_inference,
            map_id=MAP,
            kind=Kind.REASON,
            target="A",
            claim=Claim(id="new", text="A reason that widens the map to the left of it"),
            inference_id="inew",
        ),
    )
    assert (middle(canvas, "D") - at).manhattanLength() <= 1
    assert canvas.moving
    assert canvas.viewport().grab(around).toImage() == before
    qtbot.waitUntil(lambda: not canvas.moving)
    assert canvas.viewport().grab(around).toImage() == before


def test_nothing_moves_where_none_is_wanted_or_all_would(canvas, session, monkeypatch) -> None:
    canvas.set_animated(False)
    reorder(session)
    canvas.diagram  # noqa: B018
    assert not canvas.moving
    canvas.set_animated(True)
    monkeypatch.setattr(movement, "MOST_BOXES", 1)
    session.history.undo()
    canvas.diagram  # noqa: B018
    assert not canvas.moving


def test_the_system_is_asked(canvas, monkeypatch) -> None:
    canvas.set_animated(None)
    for duration in (0, 200):
        monkeypatch.setattr(
            type(canvas.style()), "styleHint", lambda *_, duration=duration: duration, raising=False
        )
        assert canvas.animated is (duration > 0)


def test_a_change_of_words_alone_moves_nothing(canvas, session) -> None:
    session.edit("text", partial(edits.set_text, map_id=MAP, claim_id="C", text="C training is door"))
    canvas.diagram  # noqa: B018
    assert not canvas.moving


def test_zooming_ends_the_movement(canvas, session) -> None:
    reorder(session)
    canvas.diagram  # noqa: B018
    assert canvas.moving
    canvas.zoom_in()
    assert not canvas.moving


def test_after_a_drop_the_target_stays(canvas, session, qtbot) -> None:
    at = middle(canvas, "A")
    drag(canvas, middle(canvas, "D"), at)
    let_go(canvas, at)
    assert session.map.inferences["iD"].target == "A"
    assert (middle(canvas, "A") - at).manhattanLength() <= 1
    qtbot.waitUntil(lambda: not canvas.moving)


# --- overview -----------------------------------------------------------------------


@pytest.fixture
def wide(qtbot) -> MapCanvas:
    return shown_canvas(qtbot, Session(project_of(WIDE)))


def minimap(canvas: MapCanvas) -> Minimap:
    return canvas.findChild(Minimap, "minimap")


def test_it_is_shown_where_the_map_does_not_fit(wide) -> None:
    assert minimap(wide).isVisible()
    corner = minimap(wide).geometry().bottomRight()
    assert (wide.viewport().rect().bottomRight() - corner).manhattanLength() < 40
    wide.fit()
    assert not minimap(wide).isVisible()
    wide.set_zoom(1.0)
    assert minimap(wide).isVisible()
    wide.set_minimap(False)
    assert not minimap(wide).isVisible()
    wide.scroll_by(50, 0)
    assert not minimap(wide).isVisible()
    wide.set_minimap(True)
    assert minimap(wide).isVisible()


def test_it_shows_the_map_and_the_window_on_it(wide) -> None:
    overview = minimap(wide)
    image = overview.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 8
    before = overview.window_frame()
    wide.scroll_by(300, 0)
    assert overview.window_frame().x() > before.x()
    assert overview.grab().toImage() != image


def test_a_click_and_a_drag_scroll(wide) -> None:
    overview = minimap(wide)
    low = QPoint(overview.width() - 12, overview.height() // 2)
    QTest.mousePress(overview, LEFT, pos=low)
    right = wide.transform().left
    assert abs(overview.window_frame().center().x() - low.x()) < 30
    QTest.mouseMove(overview, QPoint(12, overview.height() // 2))
    assert wide.transform().left < right - 200
    QTest.mouseRelease(overview, LEFT, pos=QPoint(12, overview.height() // 2))
    QTest.mouseDClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert len(wide.session.map.claims) == 13, "a click there is none on the map"
    assert wide.session.selection.ids == ()


def test_it_is_drawn_anew_after_an_edit(wide) -> None:
    before = minimap(wide).grab().toImage()
    wide.session.edit("delete", partial(edits.delete, map_id=MAP, ids=("R3", "R4", "R5")))
    wide.viewport().grab()
    assert minimap(wide).grab().toImage() != before
