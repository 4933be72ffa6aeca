"""What the painter puts where: probes of pixels, not golden images."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, MapView, Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.links import curve_of
from contention.diagram.measure import TextMeasure
from contention.diagram.painter import paint
from contention.diagram.paths import rounded, svg_path
from contention.diagram.plain import shapes_of
from contention.diagram.signs import SIGNS
from contention.diagram.themes import theme
from contention.model.project import TAG_COLOURS, ClaimRating, Kind, Orientation, Tag
from tests.unit.diagram.random_maps import MapMaker, passages, random_map

CLASSIC = theme("classic")
MARGIN = 20


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


@pytest.fixture(scope="module")
def measure() -> TextMeasure:
    return TextMeasure()


def maker_of_all() -> MapMaker:
    """Every kind of part: c0 contention, i0 reason of c1 and c2 (unstated), i1 objection, i2 undercut."""
    maker = MapMaker()
    maker.claim("AI needs networks that nobody owns.")
    maker.claim("Only large firms can pay.", passages=passages(2))
    maker.claim("Whoever pays sets the rules for all.", unstated=True)
    maker.inference("c00000", "c00001", "c00002")
    maker.inference("c00000", maker.claim("Nobody repairs it."), kind=Kind.OBJECTION)
    maker.inference("i00000", maker.claim("That they pay shows little."), kind=Kind.OBJECTION)
    return maker


def drawn(
    diagram: Diagram,
    scale: float = 1.0,
    *,
    selected: frozenset[str] = frozenset(),
    visible: Rect | None = None,
    plain_below: float = 0.3,
    **emphasis: frozenset[str],
) -> QImage:
    image = QImage(
        int((diagram.bounds.width + 2 * MARGIN) * scale) + 1,
        int((diagram.bounds.height + 2 * MARGIN) * scale) + 1,
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor(diagram.theme.paper))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(MARGIN, MARGIN)
    paint(painter, diagram, visible=visible, selected=selected, plain_below=plain_below, **emphasis)
    painter.end()
    return image


def colour(image: QImage, x: float, y: float, scale: float = 1.0) -> str:
    return image.pixelColor(int((x + MARGIN) * scale), int((y + MARGIN) * scale)).name()


def colours(image: QImage, rect: Rect) -> set[str]:
    """Every colour inside a part of the map, at scale 1."""
    part = image.copy(QRect(int(rect.x) + MARGIN, int(rect.y) + MARGIN, int(rect.width), int(rect.height)))
    return {part.pixelColor(x, y).name() for x in range(part.width()) for y in range(part.height())}


def share_of(image: QImage, other: str) -> int:
    """How many pixels are not of that colour."""
    return sum(
        image.pixelColor(x, y).name() != other for x in range(image.width()) for y in range(image.height())
    )


def test_boxes_panels_and_pills_have_their_colours(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = drawn(diagram)
    for inference, side in (("i00000", CLASSIC.reason), ("i00001", CLASSIC.objection)):
        panel, pill = diagram.panel_rect(inference), diagram.pill_rect(inference)
        assert panel is not None
        assert pill is not None
        assert colour(image, panel.x + 4, panel.bottom - 4 - CLASSIC.metrics.panel_radius) == side.panel
        assert colour(image, pill.x + 6, pill.center[1] - 4) == side.pill
        assert side.words in colours(image, pill)
    for claim in ("c00000", "c00001"):
        box = diagram.box_rect(claim)
        assert box is not None
        assert colour(image, box.x + 7, box.center[1]) == CLASSIC.box
        assert CLASSIC.text in colours(image, box)
    assert colour(image, -10, -10) == CLASSIC.paper


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_are_crisp(measure: TextMeasure, scale: float) -> None:
    """A route covers whole pixels: its own colour up to its edge, the paper's beside it."""
    maker = MapMaker()
    maker.inference(maker.claim("A."), maker.claim("B."))
    diagram = compose(maker.map(), measure, CLASSIC)
    [route] = diagram.routes
    x, y = route.points[0][0], (route.points[0][1] + route.points[-1][1]) / 2
    image = drawn(diagram, scale)
    across = [colour(image, x + at / scale, y, scale) for at in range(-int(3 * scale), int(3 * scale))]
    width = int(2 * scale)
    assert across.count(CLASSIC.reason.line) == width
    assert across.count(CLASSIC.paper) == len(across) - width


def test_objections_are_dashed_and_reasons_are_not(measure: TextMeasure) -> None:
    for kind in Kind:
        maker = MapMaker()
        maker.inference(maker.claim("A."), maker.claim("B."), kind=kind)
        diagram = compose(maker.map(), measure, CLASSIC)
        [route] = diagram.routes
        (x, top), (_, bottom) = route.points
        image = drawn(diagram)
        down = {colour(image, x, y) for y in range(int(top) + 2, int(bottom) - 2)}
        assert (CLASSIC.paper in down) is (kind is Kind.OBJECTION)
        assert CLASSIC.side(kind).line in down


def test_a_shared_stub_shows_the_reason(measure: TextMeasure) -> None:
    maker = MapMaker()
    top = maker.claim("A.")
    maker.inference(top, maker.claim("For it."))
    maker.inference(top, maker.claim("Against it."), kind=Kind.OBJECTION)
    diagram = compose(maker.map(), measure, CLASSIC)
    image = drawn(diagram)
    box = diagram.box_rect(top)
    assert box is not None
    stub = {colour(image, box.center[0], box.bottom + dy) for dy in range(1, 10)}
    assert stub == {CLASSIC.reason.line}


def test_the_unstated_border_is_dashed_and_the_contention_double(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = drawn(diagram)
    unstated, ordinary, top = (diagram.box_rect(c) for c in ("c00002", "c00001", "c00000"))
    assert unstated is not None
    assert ordinary is not None
    assert top is not None

    def gaps(rect: Rect) -> int:
        inside = range(int(rect.x) + 12, int(rect.right) - 12)
        return sum(QColor(colour(image, x, rect.y)).lightness() > 220 for x in inside)

    assert gaps(ordinary) == 0
    assert gaps(unstated) > 20
    down = [colour(image, top.center[0] + 40, top.y + dy) for dy in range(7)]
    edges = [c == CLASSIC.contention_line for c in down]
    assert edges == [True, True, False, False, True, False, False]


def test_what_is_selected_has_a_ring(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = drawn(diagram, selected=frozenset({"c00003", "i00000"}))
    for rect, ringed in (
        (diagram.box_rect("c00003"), True),
        (diagram.pill_rect("i00000"), True),
        (diagram.box_rect("c00004"), False),
        (diagram.pill_rect("i00002"), False),
    ):
        assert rect is not None
        assert (CLASSIC.ring in colours(image, rect.grown(5))) is ringed


def test_a_reference_gets_no_ring(measure: TextMeasure) -> None:
    maker = maker_of_all()
    maker.inference("c00003", "c00002")
    diagram = compose(maker.map(), measure, CLASSIC)
    stub = next(rect for rect, box in diagram.boxes if box.stub)
    assert CLASSIC.ring not in colours(drawn(diagram, selected=frozenset({"c00002"})), stub.grown(5))


@pytest.mark.parametrize("dark", [False, True])
def test_ink_hatches_objections_alone(measure: TextMeasure, dark: bool) -> None:
    ink = theme("ink", dark=dark)
    diagram = compose(maker_of_all().map(), measure, ink)
    image = drawn(diagram)
    for inference, hatched in (("i00000", False), ("i00001", True)):
        panel = diagram.panel_rect(inference)
        assert panel is not None
        edge = Rect(panel.x + 12, panel.bottom - 8, panel.width - 24, 6)
        assert (len(colours(image, edge)) > 1) is hatched


def test_far_away_boxes_are_plain_but_there(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = drawn(diagram, 0.2, selected=frozenset({"c00003"}))
    top, ordinary, panel = (
        diagram.box_rect("c00000"),
        diagram.box_rect("c00001"),
        diagram.panel_rect("i00001"),
    )
    assert top is not None
    assert ordinary is not None
    assert panel is not None
    assert colour(image, *top.center, 0.2) == CLASSIC.contention_line
    assert colour(image, *ordinary.center, 0.2) == CLASSIC.box
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {CLASSIC.ring, CLASSIC.reason.line, CLASSIC.objection.line, CLASSIC.reason.panel} <= seen
    assert CLASSIC.text not in seen - {CLASSIC.contention_line}


def test_a_map_of_thousands_leaves_a_mark_however_small(measure: TextMeasure) -> None:
    maker = MapMaker()
    top = maker.claim("A.")
    for _ in range(300):
        maker.inference(top, maker.claim("B."))
    image = drawn(compose(maker.map(), measure, CLASSIC), 0.004)
    assert share_of(image, CLASSIC.paper) > 50


def test_exports_may_ask_for_words_at_any_size(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    assert drawn(diagram, 0.2, plain_below=0.0) != drawn(diagram, 0.2)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_clipping_leaves_out_nothing_that_is_seen(measure: TextMeasure, orientation: Orientation) -> None:
    argument_map = msgspec.structs.replace(
        random_map(40, 3, undercuts=0.3), orientation=orientation, compact=True
    )
    diagram = compose(argument_map, measure, CLASSIC)
    whole = drawn(diagram)
    for x in range(0, int(diagram.bounds.width), 700):
        for y in range(0, int(diagram.bounds.height), 300):
            visible = Rect(x, y, 240, 160)
            part = QRect(x + MARGIN, y + MARGIN, 240, 160)
            assert drawn(diagram, visible=visible).copy(part) == whole.copy(part)
    far = drawn(diagram, visible=Rect(-900, -900, 10, 10))
    assert share_of(far.scaled(60, 40), CLASSIC.paper) == 0


@pytest.mark.parametrize("dark", [False, True])
def test_what_recedes_has_no_full_colour_left_and_the_rest_keeps_it(measure: TextMeasure, dark: bool) -> None:
    one = theme("classic", dark=dark)
    diagram = compose(maker_of_all().map(), measure, one)
    image = drawn(diagram, faded=frozenset({"c00003", "i00001"}))
    gone, kept = diagram.box_rect("c00003"), diagram.box_rect("c00001")
    pills = [diagram.pill_rect(inference) for inference in ("i00001", "i00000")]
    assert gone is not None
    assert kept is not None
    assert None not in pills
    assert one.text not in colours(image, gone)
    assert len(colours(image, gone)) > 5, "it can still be read"
    assert one.text in colours(image, kept)
    assert one.objection.words not in colours(image, pills[0])
    assert one.reason.words in colours(image, pills[1])


def test_lines_that_recede_together_are_not_darker_where_they_meet(measure: TextMeasure) -> None:
    maker = MapMaker()
    top = maker.claim("A.")
    for _ in range(4):
        maker.inference(top, maker.claim("B."))
    diagram = compose(maker.map(), measure, CLASSIC)
    image = drawn(diagram, faded=frozenset(f"i{number:05}" for number in range(4)))
    box, pill = diagram.box_rect(top), diagram.pill_rect("i00000")
    assert box is not None
    assert pill is not None
    shared, own = colour(image, box.center[0], box.bottom + 8), colour(image, pill.center[0], pill.y - 6)
    assert shared == own != CLASSIC.paper


def test_what_is_stressed_has_heavier_lines(measure: TextMeasure) -> None:
    maker = MapMaker()
    maker.inference(maker.claim("A."), maker.claim("B."))
    diagram = compose(maker.map(), measure, CLASSIC)
    [route] = diagram.routes
    x, y = route.points[0][0], (route.points[0][1] + route.points[-1][1]) / 2

    def width(**emphasis: frozenset[str]) -> int:
        image = drawn(diagram, **emphasis)
        return sum(colour(image, x + dx, y) != CLASSIC.paper for dx in range(-6, 6))

    assert width(stressed=frozenset({"i00000"})) >= width() + 2
    box = diagram.box_rect("c00001")
    assert box is not None
    line = Rect(box.x + 20, box.y, 20, 1)
    assert CLASSIC.contention_line in colours(drawn(diagram, stressed=frozenset({"c00001"})), line)
    assert CLASSIC.contention_line not in colours(drawn(diagram), line)


def test_what_was_found_stands_between_corners(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = drawn(diagram, marked=frozenset({"c00003", "i00000"}), selected=frozenset({"c00003"}))
    for rect, marked in (
        (diagram.box_rect("c00003"), True),
        (diagram.pill_rect("i00000"), True),
        (diagram.box_rect("c00001"), False),
    ):
        assert rect is not None
        for corner in ((rect.x, rect.y), (rect.right, rect.bottom)):
            near = Rect(*corner, 0, 0).grown(7)
            assert (CLASSIC.marker in colours(image, near)) is marked
        middle = Rect(rect.center[0] - 5, rect.y - 8, 10, 9)
        assert CLASSIC.marker not in colours(image, middle)
    box = diagram.box_rect("c00003")
    assert box is not None
    assert CLASSIC.ring in colours(image, box.grown(5)), "found and selected at once"


@pytest.mark.parametrize("scale", [1.0, 0.2])
def test_cross_links_are_drawn_for_the_claims_that_ask_for_them(measure: TextMeasure, scale: float) -> None:
    maker = maker_of_all()
    maker.inference("c00003", "c00001")
    diagram = compose(maker.map(), measure, CLASSIC)
    [link] = diagram.cross_links
    curve = curve_of(diagram, link)
    assert curve is not None
    home, there = diagram.box_rect(link.claim), diagram.stub_rect(link)
    assert home is not None
    assert there is not None
    assert home.grown(0.5).contains(*curve.start)
    assert there.grown(0.5).contains(*curve.end)
    plain = drawn(diagram, scale)
    assert drawn(diagram, scale, linked=frozenset({"c00001"})) != plain
    assert drawn(diagram, scale, linked=frozenset({"c00003"})) == plain
    assert drawn(diagram, scale, linked=frozenset({"i00000", "gone"})) == plain


def test_a_cross_link_to_what_is_folded_away_is_not_drawn(measure: TextMeasure) -> None:
    maker = maker_of_all()
    maker.inference("c00003", "c00001")
    diagram = compose(maker.map(), measure, CLASSIC, None, MapView(folded=frozenset({"i00000"})))
    [link] = diagram.cross_links
    assert curve_of(diagram, link) is None
    assert drawn(diagram, linked=frozenset({"c00001"})) == drawn(diagram)


@pytest.mark.parametrize("dark", [False, True])
def test_badges_have_the_colour_of_their_tag_and_a_shape_in_ink(measure: TextMeasure, dark: bool) -> None:
    tags = {name: Tag(id=name, name=name, colour=name) for name in TAG_COLOURS}
    for name in TAG_COLOURS:
        maker = MapMaker()
        maker.inference(maker.claim("A."), maker.claim("B.", tags=(name,), rating=ClaimRating.REJECT))
        for palette in ("classic", "ink"):
            one = theme(palette, dark=dark)
            diagram = compose(maker.map(), measure, one, None, MapView(tags=tags))
            box, home = diagram.box("c00001"), diagram.box_rect("c00001")
            assert box is not None
            assert home is not None
            rating, tag = box.badges
            at = [b.rect.moved(home.x - box.rect.x, home.y - box.rect.y) for b in (rating, tag)]
            image = drawn(diagram)
            assert one.tag_colour(name) in colours(image, Rect(at[1].x, at[1].y, 12, 18))
            assert len(colours(image, Rect(at[0].x, at[0].y, 12, 18))) > 1


def test_every_sign_can_be_drawn() -> None:
    for sign in SIGNS.values():
        for words in sign:
            assert svg_path(words).isEmpty() is (words == "")
    with pytest.raises(ValueError, match="Q"):
        svg_path("M 0 0 Q 1 1 2 2")


def test_a_folded_branch_has_a_chip_with_a_triangle(measure: TextMeasure) -> None:
    argument_map = maker_of_all().map()
    diagram = compose(argument_map, measure, CLASSIC, None, MapView(folded=frozenset({"c00000", "i00000"})))
    box = diagram.box("c00000")
    assert box is not None
    [chip] = box.notes
    image = drawn(diagram)
    placed = diagram.box_rect("c00000")
    assert placed is not None
    middle = chip.rect.center[1]
    assert colour(image, placed.x + chip.rect.x + 8, placed.y + middle) == CLASSIC.muted
    inside = compose(argument_map, measure, CLASSIC, None, MapView(folded=frozenset({"i00000"})))
    panel = inside.panel_rect("i00000")
    assert panel is not None
    assert CLASSIC.muted in colours(drawn(inside), panel.grown(-3))


def test_from_afar_emphasis_is_seen_too(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    scale = 0.2
    gone, found, ordinary = (diagram.box_rect(c) for c in ("c00003", "c00004", "c00001"))
    assert gone is not None
    assert found is not None
    assert ordinary is not None
    plain = drawn(diagram, scale)
    image = drawn(
        diagram,
        scale,
        faded=frozenset({"i00001", "c00003"}),
        marked=frozenset({"c00004"}),
        stressed=frozenset({"c00001", "i00000"}),
    )
    panel = diagram.panel_rect("i00001")
    assert panel is not None
    edge = (panel.x + 4, panel.bottom - 4)
    assert colour(image, *edge, scale) != colour(plain, *edge, scale)
    assert colour(image, found.x, found.center[1], scale) == CLASSIC.marker
    assert colour(image, ordinary.x, ordinary.center[1], scale) == CLASSIC.contention_line


@pytest.mark.parametrize("orientation", list(Orientation))
def test_very_far_away_lines_run_where_the_routes_do(measure: TextMeasure, orientation: Orientation) -> None:
    """The single line that stands for a brick's buses lies in the gap, whichever way the map runs."""
    maker = MapMaker()
    top = maker.claim("A.")
    for _ in range(400):
        maker.inference(top, maker.claim("B."))
    argument_map = msgspec.structs.replace(maker.map(), orientation=orientation)
    diagram = compose(argument_map, measure, CLASSIC)
    line = next(line for line in shapes_of(diagram).buses[Kind.REASON])
    box, panel = diagram.box_rect(top), diagram.panel_rect("i00000")
    assert box is not None
    assert panel is not None
    if orientation is Orientation.RIGHT:
        assert box.right < line.x1() == line.x2() < panel.x
        assert line.dy() > 0.9 * diagram.bounds.height
    else:
        low, high = sorted((box.center[1], panel.center[1]))
        assert low < line.y1() == line.y2() < high
        assert line.dx() > 0.9 * diagram.bounds.width


def test_the_painter_comes_back_as_it_was(measure: TextMeasure) -> None:
    diagram = compose(maker_of_all().map(), measure, CLASSIC)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#123456"), 3))
    for scale in (1.0, 0.1):
        painter.save()
        painter.scale(scale, scale)
        before = (
            painter.pen(),
            painter.brush(),
            painter.worldTransform(),
            painter.renderHints(),
            painter.font(),
        )
        paint(painter, diagram)
        after = (
            painter.pen(),
            painter.brush(),
            painter.worldTransform(),
            painter.renderHints(),
            painter.font(),
        )
        assert before == after
        painter.restore()
    painter.end()


def test_text_from_right_to_left_is_drawn_inside_its_box(measure: TextMeasure) -> None:
    maker = MapMaker()
    maker.claim("שלום עולם זהו טקסט ארוך with English in it and then more, וזה ממשיך עוד קצת הלאה.")
    diagram = compose(maker.map(), measure, CLASSIC)
    image = drawn(diagram)
    box = diagram.box_rect("c00000")
    assert box is not None
    assert CLASSIC.text in colours(image, box)
    pad = CLASSIC.metrics.box_pad_x - 3
    for edge in (
        Rect(box.x + 2, box.y + 8, pad - 2, box.height - 16),
        Rect(box.right - pad, box.y + 8, pad - 2, box.height - 16),
    ):
        assert colours(image, edge) == {CLASSIC.box}


def test_corners_are_rounded_as_far_as_the_pieces_allow() -> None:
    path = rounded([(0, 0), (0, 20), (4, 20), (4, 40)], 8)
    points = [(path.elementAt(i).x, path.elementAt(i).y) for i in range(path.elementCount())]
    assert points[0] == (0, 0)
    assert points[-1] == (4, 40)
    assert path.elementAt(1).y == 18  # half of the short piece, not 8
    assert path.boundingRect().getRect() == (0, 0, 4, 40)
