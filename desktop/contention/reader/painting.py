"""What the reading pane draws under the words: marked passages, quote bars, code and rules.

Colour is never the only cue: a reason has a solid margin bar, an objection a broken one,
a hatched ground and a dashed underline, everything else a double bar; what stands alone
has a finely ruled ground. Where passages overlap, the ground has stripes of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument

from contention.article.blocks import BlockKind
from contention.model.project import Id
from contention.model.structure import Role
from contention.reader import geometry, patterns
from contention.reader.document import DONE, KIND, MARGIN, MARKER, OPEN, QUOTE
from contention.reader.highlights import Highlight
from contention.reader.style import ReadingColours

BAR_WIDTH = 3.0
BAR_DISTANCE = 13.0
"""Pixels from the text to the nearest margin bar."""
LANE = 6.0
"""Pixels from one margin bar to the next, where passages overlap."""
RADIUS = 3.0
MOST_STRIPES = 4
"""Colours in a stretch that several passages share."""


class Marked(msgspec.Struct, frozen=True):
    """A highlight and the strips it covers between the heights that are painted."""

    highlight: Highlight
    strips: tuple[QRectF, ...]


class Emphasis(msgspec.Struct, frozen=True):
    """What is set off among the highlights."""

    selected: frozenset[Id] = frozenset()
    """Claims."""
    hovered: Id = ""
    """A claim that the pointer is on, here or on the map."""
    flashing: Id = ""
    flash: float = 0.0
    """From 1 (just shown) to 0."""


def marked(
    highlights: Sequence[Highlight],
    document: QTextDocument,
    to_shown: Callable[[int], int],
    top: float,
    bottom: float,
) -> list[Marked]:
    """The highlights that have a strip between two heights, with these strips."""
    found = []
    for highlight in highlights:
        start, end = to_shown(highlight.start), to_shown(highlight.end)
        if strips := geometry.strips(document, start, end, top=top, bottom=bottom):
            found.append(Marked(highlight, tuple(strips)))
    return found


def paint_blocks(
    painter: QPainter, document: QTextDocument, first: QTextBlock, bottom: float, colours: ReadingColours
) -> None:
    """Quote bars, rules and the ground of code, from one block on down to a height."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = document.textWidth() - MARGIN
    step = document.indentWidth() * 1.5 / 1.7
    previous = first.previous()
    above = geometry.block_rect(document, previous) if previous.isValid() else QRectF()
    for block, room in geometry.blocks_between(document, first, bottom):
        look = block.blockFormat()
        left = geometry.text_left(block, room)
        depth = int(look.property(QUOTE) or 0)
        outer = int(previous.blockFormat().property(QUOTE) or 0) if previous.isValid() else 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.rule))
        for level in range(depth):
            top = above.bottom() if outer > level else room.top()
            x = left - step * (depth - level) + 0.15 * step
            if block.textDirection() is Qt.LayoutDirection.RightToLeft:
                x = right - step * level - 0.15 * step - 3
            painter.drawRect(QRectF(x, top, 3, room.bottom() - top))
        if look.property(KIND) == BlockKind.CODE.value:
            painter.setBrush(QColor(colours.code))
            ground = QRectF(left, room.top(), right - left, room.height()).adjusted(-12, -7, 0, 11)
            painter.drawRoundedRect(ground, 5, 5)
        elif look.property(KIND) == BlockKind.RULE.value:
            middle = (left + right) / 2
            painter.setPen(QPen(QColor(colours.rule), 1.5))
            y = room.center().y()
            painter.drawLine(QLineF(middle - 60, y, middle + 60, y))
        if (marker := look.property(MARKER)) is not None:
            _paint_marker(painter, str(marker), block, room, colours)
        previous, above = block, room


def _paint_marker(
    painter: QPainter, marker: str, block: QTextBlock, room: QRectF, colours: ReadingColours
) -> None:
    """A bullet, number or task box beside the first line of a list item."""
    line = block.layout().lineAt(0)
    if not line.isValid():
        return
    font = _first_font(block)
    gap = 0.5 * font.pointSizeF()
    turned = block.textDirection() == Qt.LayoutDirection.RightToLeft
    edge = room.left() + (line.x() + line.width() + gap if turned else line.x() - gap)
    baseline = room.top() + line.y() + line.ascent()
    if marker in (DONE, OPEN):
        _paint_task(painter, QPointF(edge, baseline), line.ascent() * 0.62, colours, done=marker == DONE)
        return
    if turned:
        marker = f"\u200f{marker}\u200f"  # the full stop stands left of its number there
    width = QFontMetricsF(font).horizontalAdvance(marker)
    painter.setFont(font)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(QPointF(edge if turned else edge - width, baseline), marker)


def _first_font(block: QTextBlock) -> QFont:
    """The font of a block's first words."""
    default = block.document().defaultFont()
    iterator = block.begin()
    if iterator.atEnd():
        return default
    found = QFont(default)
    if size := iterator.fragment().charFormat().fontPointSize():
        found.setPointSizeF(size)
    return found


def _paint_task(
    painter: QPainter, corner: QPointF, size: float, colours: ReadingColours, *, done: bool
) -> None:
    """A task's box with its lower right corner at a point; ticked where it is done."""
    box = QRectF(corner.x() - size, corner.y() - size, size, size)
    painter.setPen(QPen(QColor(colours.quiet), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2, 2)
    if done:
        painter.setPen(QPen(QColor(colours.text), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        tick = [(0.22, 0.52), (0.43, 0.74), (0.8, 0.26)]
        painter.drawPolyline([box.topLeft() + QPointF(x * size, y * size) for x, y in tick])


def paint_highlights(
    painter: QPainter, marks: Sequence[Marked], emphasis: Emphasis, colours: ReadingColours
) -> None:
    """The marked passages; around those of selected claims a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ordered = sorted(marks, key=lambda mark: mark.highlight.lane)
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in ordered:
        role = mark.highlight.role
        painter.setBrush(patterns.ground(role, colours.tint(role), chosen=_chosen(mark, emphasis)))
        for strip in mark.strips:
            painter.drawRoundedRect(strip, RADIUS, RADIUS)
    for rect, over in overlaps(ordered):
        tints = [(colours.tint(mark.highlight.role), _chosen(mark, emphasis)) for mark in over]
        painter.setBrush(patterns.stripes(tints))
        painter.drawRect(rect)
    for mark in ordered:
        _paint_lines(painter, mark, QColor(colours.tint(mark.highlight.role).line))
    for mark in marks:
        if mark.highlight.claim in emphasis.selected or mark.highlight.claim == emphasis.hovered:
            _paint_ring(painter, mark, colours, hovered=mark.highlight.claim not in emphasis.selected)
    if emphasis.flash > 0:
        _paint_flash(painter, marks, emphasis, colours)


def _chosen(mark: Marked, emphasis: Emphasis) -> bool:
    return mark.highlight.claim in emphasis.selected or mark.highlight.claim == emphasis.hovered


def overlaps(marks: Sequence[Marked]) -> list[tuple[QRectF, tuple[Marked, ...]]]:
    """The parts of strips that several passages share, those of fewer passages first.

    Of what more than `MOST_STRIPES` share, the stripes are those of the first ones.
    """
    shared: list[tuple[QRectF, tuple[Marked, ...]]] = []
    for index, mark in enumerate(marks):
        rivals = [other for other in marks[:index] if _overlap(mark.highlight, other.highlight)]
        if not rivals or mark.highlight.lane >= MOST_STRIPES:
            continue
        pieces: list[tuple[QRectF, tuple[Marked, ...]]] = [
            (strip, (other,)) for other in rivals for strip in other.strips
        ]
        pieces += [piece for piece in shared if len(piece[1]) < MOST_STRIPES]
        for strip in mark.strips:
            for rect, over in pieces:
                both = strip.intersected(rect)
                # Beyond their words, strips reach over those of their neighbours.
                same_line = abs(strip.center().y() - rect.center().y()) < 2
                if same_line and both.width() > 2 * geometry.PAD_X + 1:
                    shared.append((both, (*over, mark)))
    return sorted(shared, key=lambda piece: len(piece[1]))


def _overlap(one: Highlight, other: Highlight) -> bool:
    return one.start < other.end and other.start < one.end


def _paint_ring(painter: QPainter, mark: Marked, colours: ReadingColours, *, hovered: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(colours.ring), 1.5)
    if hovered:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    for strip in mark.strips:
        painter.drawRoundedRect(strip.adjusted(-0.5, -0.5, 0.5, 0.5), RADIUS + 1, RADIUS + 1)


def _paint_lines(painter: QPainter, mark: Marked, line: QColor) -> None:
    """The margin bar of a passage, and the line under an objection or one that overlaps others."""
    if mark.highlight.role is Role.OBJECTION or mark.highlight.lane:
        pen = QPen(line, 1.4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.highlight.role is Role.OBJECTION:
            pen.setDashPattern([3.5, 2.5])
        painter.setPen(pen)
        for strip in mark.strips:
            y = strip.bottom() - 0.7
            painter.drawLine(QLineF(strip.left() + RADIUS, y, strip.right() - RADIUS, y))
    _paint_bar(painter, mark, line)


def _paint_bar(painter: QPainter, mark: Marked, colour: QColor) -> None:
    """A bar beside each line of a passage, in the margin left of the text."""
    x = MARGIN - BAR_DISTANCE - mark.highlight.lane * LANE
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for top, bottom in _lines(mark.strips):
        match mark.highlight.role:
            case Role.REASON:
                painter.drawRoundedRect(QRectF(x, top, BAR_WIDTH, bottom - top), 1.5, 1.5)
            case Role.OBJECTION:
                part = (bottom - top - 2 * 3) / 3
                for number in range(3):
                    y = top + number * (part + 3)
                    painter.drawRoundedRect(QRectF(x, y, BAR_WIDTH, part), 1.2, 1.2)
            case _:
                for offset in (-1.0, 2.5):
                    painter.drawRect(QRectF(x + offset, top, 1.5, bottom - top))


def _lines(strips: Sequence[QRectF]) -> list[tuple[float, float]]:
    """The upper and lower edge of each line that has strips, once."""
    return sorted({(strip.top(), strip.bottom()) for strip in strips})


def _paint_flash(
    painter: QPainter, marks: Sequence[Marked], emphasis: Emphasis, colours: ReadingColours
) -> None:
    glow = QColor(colours.ring)
    glow.setAlphaF(0.28 * emphasis.flash)
    ring = QColor(colours.ring)
    ring.setAlphaF(emphasis.flash)
    painter.setBrush(glow)
    painter.setPen(QPen(ring, 2))
    spread = 3 * emphasis.flash
    for mark in marks:
        if mark.highlight.claim == emphasis.flashing:
            for strip in mark.strips:
                painter.drawRoundedRect(strip.adjusted(-spread, -spread, spread, spread), 4, 4)


def hit(marks: Sequence[Marked], point: QPointF) -> list[Highlight]:
    """The highlights whose strips a point lies in, the shortest passage first."""
    over = [mark.highlight for mark in marks if any(strip.contains(point) for strip in mark.strips)]
    return sorted(over, key=lambda highlight: (highlight.end - highlight.start, highlight.claim))
