"""Seeing a map: folding, focus, filter and find, the line of reasoning, tool tips, chips."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip, QWidget

from contention.canvas.overlay import hint_rect
from contention.canvas.view import MapCanvas
from contention.diagram.drawing import Rect
from contention.diagram.themes import theme
from contention.model import details, maps, uses
from contention.model.project import ArgumentMap, ClaimRating, Kind, Orientation
from contention.session.map_view import Filter
from contention.session.session import Session
from tests.builders import MAP, map_of, project_of
from tests.canvas_gestures import click, middle, shown_canvas

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
          + E courses take months
      - D nobody repairs
        - F some towns do & show it
"""


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> MapCanvas:
    return shown_canvas(qtbot, session)


def drawn(canvas: MapCanvas) -> set[str]:
    return {box.claim for _, box in canvas.diagram.boxes}


def part_at(canvas: MapCanvas, item: str, part: str) -> QPoint:
    """A point of a piece's brick where this part is hit, in pixels of the viewport."""
    rect = canvas.diagram.box_rect(item) or canvas.diagram.panel_rect(item)
    found = _search(canvas, rect.grown(30), part)
    assert found is not None, f"no {part} of {item}"
    return found


def _search(canvas: MapCanvas, rect: Rect, part: str) -> QPoint | None:
    for y in range(round(rect.y), round(rect.bottom), 3):
        for x in range(round(rect.x), round(rect.right), 3):
            hit = canvas.diagram.hit(x, y)
            if hit is not None and hit.part == part:
                return QPointF(*canvas.transform().to_window(x + 1, y + 1)).toPoint()
    return None


# --- folding and focus --------------------------------------------------------------


def test_a_folded_branch_is_unfolded_by_a_click_on_its_mark(canvas, session) -> None:
    session.view.fold(("A",), True)
    assert drawn(canvas) == {"K", "A", "B", "D", "F"}
    before = canvas.window_rect(canvas.diagram.box_rect("A"))
    click(canvas, part_at(canvas, "A", "fold"))
    assert drawn(canvas) == {"K", "A", "B", "C", "D", "E", "F"}
    after = canvas.window_rect(canvas.diagram.box_rect("A"))
    assert (after.topLeft() - before.topLeft()).manhattanLength() <= 2, "what was unfolded stays"
    assert len(session.history) == 0


def test_selecting_what_is_folded_away_unfolds_it(canvas, session) -> None:
    session.view.fold(("A",), True)
    canvas.viewport().grab()
    session.selection.select("E", origin="reader")
    assert "E" in drawn(canvas)
    assert canvas.viewport().rect().contains(middle(canvas, "E"))


def crumbs(canvas: MapCanvas) -> list[str]:
    bar = canvas.findChild(QWidget, "breadcrumbs")
    return [b.text() for b in bar.findChildren(QToolButton) if b.isVisible()]


def test_focus_shows_a_branch_with_the_way_to_it(canvas, session, qtbot) -> None:
    bar = canvas.findChild(QWidget, "breadcrumbs")
    assert not bar.isVisible()
    top = canvas.viewport().y()
    session.view.set_focus("C")
    canvas.viewport().grab()
    assert drawn(canvas) == {"C", "E"}
    assert bar.isVisible()
    qtbot.waitUntil(lambda: crumbs(canvas) == ["Whole map", "K networks are needed", "A costs are high"])
    assert canvas.viewport().y() >= top + bar.height() > top
    assert canvas.viewport().rect().contains(middle(canvas, "C"))
    a_crumb = next(b for b in bar.findChildren(QToolButton) if b.text().startswith("A"))
    assert a_crumb.accessibleName() == "A costs are high"
    QTest.mouseClick(a_crumb, Qt.MouseButton.LeftButton)
    canvas.viewport().grab()
    assert session.view.focus == "A"
    assert drawn(canvas) == {"A", "C", "E"}
    qtbot.waitUntil(lambda: crumbs(canvas) == ["Whole map", "K networks are needed"])
    whole = next(b for b in bar.findChildren(QToolButton) if b.text() == "Whole map" and b.isVisible())
    QTest.mouseClick(whole, Qt.MouseButton.LeftButton)
    canvas.viewport().grab()
    assert len(drawn(canvas)) == 7
    assert not bar.isVisible()
    assert canvas.viewport().y() == top


def test_a_branch_in_focus_is_seen_whole_where_there_is_room(qtbot) -> None:
    outline = "K\n  + A\n" + "".join(f"    + A{n}\n" for n in range(4)) + "  + B\n  + C"
    canvas = shown_canvas(qtbot, Session(project_of(outline)), width=1100)
    canvas.set_zoom(0.6)
    left = canvas.transform().left + canvas.window_rect(canvas.diagram.box_rect("A")).left() - 40
    canvas.scroll_to(left, canvas.transform().top)
    canvas.viewport().grab()
    canvas.session.selection.select("A", origin="test")
    canvas.session.view.set_focus("A")
    canvas.viewport().grab()
    window = canvas.viewport().rect()
    for claim in ("A", "A0", "A3"):
        assert window.contains(canvas.window_rect(canvas.diagram.box_rect(claim)).toRect()), claim


def test_a_whole_map_stays_whole_when_it_is_turned_round(qtbot) -> None:
    session = Session(project_of("K\n" + "".join(f"  + A{n}\n" for n in range(9))))
    canvas = shown_canvas(qtbot, session)
    canvas.fit()
    for orientation in (Orientation.RIGHT, Orientation.UP, Orientation.DOWN):
        session.edit("x", lambda p, to=orientation: maps.set_orientation(p, MAP, to), origin="test")
        canvas.viewport().grab()
        whole = canvas.window_rect(canvas.diagram.bounds).toRect()
        assert canvas.viewport().rect().contains(whole), orientation


def test_the_words_of_a_crumb_are_plain(qtbot) -> None:
    canvas = shown_canvas(qtbot, Session(project_of("K <b>you</b> & me\n  + A a\n    + B b")))
    canvas.session.view.set_focus("A")
    qtbot.waitUntil(lambda: crumbs(canvas) == ["Whole map", "K <b>you</b> && me"])


def test_what_is_selected_outside_of_the_focus_is_shown(canvas, session) -> None:
    session.view.set_focus("A")
    canvas.viewport().grab()
    session.selection.select("F", origin="reader")
    assert "F" in drawn(canvas)
    assert canvas.viewport().rect().contains(middle(canvas, "F"))


def test_each_map_is_where_it_was_left(qtbot) -> None:
    project = project_of(OUTLINE)
    other: ArgumentMap = map_of("X another\n  + Y reason")
    session = Session(maps.add_map(project, maps.replace(other, id="n", order=9.0)))
    canvas = shown_canvas(qtbot, session)
    canvas.set_zoom(2.0)
    canvas.scroll_by(70, 40)
    left = canvas.transform()
    session.show_map("n")
    canvas.viewport().grab()
    assert drawn(canvas) == {"X", "Y"}
    assert canvas.zoom() == 1.0
    canvas.set_zoom(0.5)
    session.show_map(MAP)
    canvas.viewport().grab()
    assert canvas.transform() == left
    session.show_map("n")
    canvas.viewport().grab()
    assert canvas.zoom() == 0.5


# --- find and filter ----------------------------------------------------------------


def looks(canvas: MapCanvas):
    canvas.viewport().grab()
    return canvas._looks


def test_what_does_not_match_fades_and_hits_are_marked(canvas, session) -> None:
    before = canvas.viewport().grab().toImage()
    session.view.set_filter(Filter(text="IS"))
    assert looks(canvas).marked == {"C"}
    assert looks(canvas).faded >= {"K", "A", "B", "D", "E", "F"}
    assert canvas.viewport().grab().toImage() != before
    session.view.set_filter(Filter(kinds=frozenset({Kind.OBJECTION})))
    assert looks(canvas).marked == frozenset()
    assert {"D", "F", "iD", "iF"}.isdisjoint(looks(canvas).faded)
    session.view.set_filter(Filter())
    assert looks(canvas).faded == looks(canvas).marked == frozenset()
    assert canvas.viewport().grab().toImage() == before


def test_zoom_to_the_selection(canvas, session) -> None:
    canvas.set_zoom(0.2)
    before = canvas.transform()
    canvas.zoom_to_selection()
    assert canvas.transform() == before, "nothing is selected"
    session.selection.select("E", "D", origin="canvas")
    canvas.zoom_to_selection()
    assert 0.5 < canvas.zoom() <= 1.0
    for item in ("E", "D"):
        assert canvas.viewport().rect().contains(middle(canvas, item))


# --- the line of reasoning ----------------------------------------------------------


def test_what_is_selected_stresses_its_line_to_the_contention(canvas, session) -> None:
    assert looks(canvas).stressed == frozenset()
    session.selection.select("E", origin="reader")
    assert looks(canvas).stressed == {"E", "iE", "C", "iC", "A", "iA", "K"}
    assert looks(canvas).faded == {"B", "D", "iD", "F", "iF"}
    assert 0.6 < looks(canvas).faded_opacity < 0.9, "slightly"
    canvas.set_zoom(0.2)
    assert looks(canvas).faded == frozenset(), "from afar there is no receding"
    session.selection.select("K", origin="reader")
    assert looks(canvas).stressed == looks(canvas).faded == frozenset()


def test_what_the_pointer_rests_on_is_stressed_instead(canvas, session, qtbot) -> None:
    session.selection.select("E", origin="canvas")
    QTest.mouseMove(canvas.viewport(), middle(canvas, "F"))
    assert looks(canvas).stressed >= {"E"}, "not before it rests"
    qtbot.waitUntil(lambda: looks(canvas).stressed == {"F", "iF", "D", "iD", "K"})
    assert looks(canvas).linked == {"E", "F"}
    QTest.mouseMove(canvas.viewport(), QPoint(5, 590))
    assert looks(canvas).stressed >= {"E"}
    QTest.mouseMove(canvas.viewport(), middle(canvas, "F"))
    qtbot.waitUntil(lambda: "F" in looks(canvas).stressed)
    QApplication.sendEvent(canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert "F" not in looks(canvas).stressed


# --- chips and tool tips ------------------------------------------------------------


@pytest.fixture
def twice(session) -> Session:
    """C is used again as an objection to F."""
    session.edit(
        "again",
        partial(uses.use_again, map_id=MAP, claim="C", target="F", kind=Kind.OBJECTION, inference_id="again"),
    )
    return session


def test_a_chip_leads_to_the_other_place_and_back(canvas, twice) -> None:
    click(canvas, part_at(canvas, "C", "chip"))
    assert twice.selection.ids == ("again",)
    assert canvas.viewport().rect().contains(middle(canvas, "again"))
    stub = next(rect for rect, box in canvas.diagram.boxes if box.stub)
    click(canvas, canvas.window_rect(stub).center().toPoint())
    assert twice.selection.ids == ("C",)


def tip(canvas: MapCanvas, at: QPoint) -> str:
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    return QToolTip.text()


def test_signs_are_told_in_words(canvas, twice, qtbot) -> None:
    chip = tip(canvas, part_at(canvas, "C", "chip"))
    assert chip == "<p>Also used as an objection to “F some towns do &amp; show it”. Click to go there.</p>"
    twice.edit("rate", lambda project: details.set_claim_rating(project, MAP, ("D",), ClaimRating.REJECT))
    badge = tip(canvas, part_at(canvas, "D", "badge"))
    assert "reject" in badge.lower()
    twice.view.fold(("A",), True)
    assert "unfold" in tip(canvas, part_at(canvas, "A", "fold"))
    tip(canvas, QPoint(5, 590))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_what_readers_write_is_no_markup_in_a_tool_tip(qtbot) -> None:
    session = Session(project_of("K <b>bold</b> & <img src='x'>\n  + A a\n    + B b"))
    session.edit(
        "again",
        partial(uses.use_again, map_id=MAP, claim="B", target="K", kind=Kind.REASON, inference_id="again"),
    )
    canvas = shown_canvas(qtbot, session)
    words = tip(canvas, part_at(canvas, "B", "chip"))
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img" in words
    assert "<b>" not in words


def test_badges_can_be_hidden(canvas, session) -> None:
    session.edit("note", partial(details.set_basis, map_id=MAP, ids=("E",), basis="data"))
    assert canvas.diagram.box("E").badges
    canvas.set_badges(False)
    assert not canvas.diagram.box("E").badges


def test_a_lone_claim_is_shown_what_comes_next(qtbot) -> None:
    canvas = shown_canvas(qtbot, Session(project_of("K networks are needed")))
    low = canvas.viewport().grab().toImage().copy(240, 540, 420, 50)
    colours = {low.pixelColor(x, y).lightness() for x in range(low.width()) for y in range(low.height())}
    assert min(colours) < 180


def test_hints_grow_with_the_type_of_the_window(qapp) -> None:
    look, window, at = theme("classic"), QRect(0, 0, 1200, 800), QPoint(100, 100)
    usual_font = qapp.font()
    usual = hint_rect(look, "reason for it", at, window, refused=False)
    large = QFont(usual_font)
    large.setPointSizeF(usual_font.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        assert hint_rect(look, "reason for it", at, window, refused=False).height() > usual.height() * 1.3
    finally:
        qapp.setFont(usual_font)
