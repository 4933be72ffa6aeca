"""Selecting several pieces: by rubber band, and by clicks with Ctrl and Shift."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from contention.canvas.view import MapCanvas
from contention.diagram.themes import theme
from contention.session.session import Session
from tests.builders import project_of
from tests.canvas_gestures import CTRL, LEFT, SHIFT, click, drag, let_go, middle, shown_canvas

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
"""
LOW = QPoint(60, 560)


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> MapCanvas:
    return shown_canvas(qtbot, session)


def test_a_band_selects_the_boxes_that_it_touches(canvas, session) -> None:
    drag(canvas, LOW, middle(canvas, "C"))
    assert session.selection.ids == ("C",)
    QTest.mouseMove(canvas.viewport(), middle(canvas, "B"))
    assert session.selection.ids == ("A", "B", "C")
    QTest.mouseMove(canvas.viewport(), middle(canvas, "C"))
    assert session.selection.ids == ("C",)
    let_go(canvas, middle(canvas, "B"))
    assert session.selection.ids == ("A", "B", "C")
    assert len(session.history) == 0
    QTest.mouseMove(canvas.viewport(), LOW)
    assert session.selection.ids == ("A", "B", "C")


@pytest.mark.parametrize("key", [CTRL, SHIFT])
def test_with_a_key_held_a_band_adds(canvas, session, key) -> None:
    click(canvas, middle(canvas, "D"))
    drag(canvas, LOW, middle(canvas, "C"), modifiers=key)
    let_go(canvas, middle(canvas, "C"), key)
    assert session.selection.ids == ("D", "C")


def test_a_band_without_keys_starts_anew(canvas, session) -> None:
    click(canvas, middle(canvas, "D"))
    drag(canvas, LOW, middle(canvas, "C"))
    let_go(canvas, middle(canvas, "C"))
    assert session.selection.ids == ("C",)


def test_escape_takes_a_band_back(canvas, session) -> None:
    click(canvas, middle(canvas, "D"))
    drag(canvas, LOW, middle(canvas, "B"), modifiers=CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert session.selection.ids == ("D",)
    let_go(canvas, middle(canvas, "B"))
    assert session.selection.ids == ("D",)


def test_the_band_is_drawn_and_goes(canvas) -> None:
    at = QPoint(64, 556)
    before = canvas.viewport().grab().toImage().pixelColor(at)
    drag(canvas, LOW, middle(canvas, "C"))
    during = canvas.viewport().grab().toImage()
    assert during.pixelColor(at) != before
    ring = QColor(theme("classic").ring)
    line = [during.pixelColor(60, y) for y in range(480, 560)]
    assert min(abs(colour.red() - ring.red()) for colour in line) < 60
    let_go(canvas, middle(canvas, "C"))
    assert canvas.viewport().grab().toImage().pixelColor(at) == before


def test_a_band_scrolls_at_the_edge_and_keeps_its_corner(canvas, session, qtbot) -> None:
    canvas.set_zoom(2.5)
    canvas.show_piece("C")
    top = canvas.transform().top
    free = QPoint(880, 300)
    assert canvas.diagram.hit(*canvas.map_point(free.toPointF())) is None
    drag(canvas, free, QPoint(20, 3))
    qtbot.waitUntil(lambda: canvas.transform().top < top - 200)
    assert "A" in session.selection.ids
    let_go(canvas, QPoint(20, 3))
    after = canvas.transform().top
    qtbot.wait(60)
    assert canvas.transform().top == after


def test_ctrl_takes_out_when_the_button_goes_up(canvas, session) -> None:
    """A press on what is selected may begin a drag of all of it, so only the click counts."""
    session.selection.select("A", "D", origin="reader")
    QTest.mousePress(canvas.viewport(), LEFT, CTRL, middle(canvas, "A"))
    assert session.selection.ids == ("A", "D")
    let_go(canvas, middle(canvas, "A"), CTRL)
    assert session.selection.ids == ("D",)


def test_shift_makes_what_is_selected_already_the_last(canvas, session) -> None:
    session.selection.select("A", "D", origin="reader")
    click(canvas, middle(canvas, "A"), SHIFT)
    assert session.selection.ids == ("D", "A")


def test_a_click_on_one_of_several_selects_it_alone(canvas, session) -> None:
    session.selection.select("A", "D", origin="reader")
    click(canvas, middle(canvas, "A"))
    assert session.selection.ids == ("A",)
