"""What of a sheet stands on a slide, as shapes: routes behind, bricks in groups, words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QPainterPath

from contention.diagram.boxes import ARROW_WIDTH
from contention.diagram.drawing import Badge, Box, Brick, Note, Pill, Placed, Rect, Route, TextLine
from contention.diagram.painter import DASHES, ROUTE_WIDTH, SIGN_TOP
from contention.diagram.paths import quote_mark, svg_path
from contention.diagram.signs import SIGNS, STROKE
from contention.export.pptx_shapes import BOTTOM, RIGHT, TOP, Font, Line, Pen, Writing, around, site_of
from contention.export.sheet import Sheet, Words
from contention.export.words import Line as Told
from contention.export.words import clean
from contention.model.project import Id, Kind, Orientation
from contention.model.structure import Role

SITES = {Orientation.DOWN: BOTTOM, Orientation.UP: TOP, Orientation.RIGHT: RIGHT}
"""Where lines leave a box, by the direction of the map."""
LINE_END = re.compile("\r\n?|[\n\u2028\u2029]")
"""As `measure` has them; `splitlines` takes control characters for line ends too."""
SLACK = 9.0
"""Room right of a box's words, for a font that is some 5 % wider than the map's. PowerPoint shrinks
what needs more as soon as the words are edited, LibreOffice at once."""
ABOVE_BASELINE = 0.77
"""The part of a line's height that lies above the letters' feet."""


def tr(text: str) -> str:
    """Names of shapes in the reader's language."""
    return QCoreApplication.translate("Slides", text)


class MapShapes:
    """The shapes of one slide."""

    def __init__(self, pen: Pen, sheet: Sheet, outline: Sequence[Told]) -> None:
        self.pen, self.sheet = pen, sheet
        self.theme, self.metrics = sheet.theme, sheet.theme.metrics
        self.told: dict[Id, Told] = {}
        for line in outline:
            for item in (line.claim if not line.used_in else "", line.inference):
                if item:
                    self.told.setdefault(item, line)
        self._numbers: dict[Id, int] = {}
        small = self.metrics.small_px
        self.small = Font(self.metrics.family, small, self.theme.muted)

    def all(self) -> Iterator[str]:
        """From the back to the front. Routes come first, as the map is painted."""
        # Screen readers go through the shapes as they lie on each other.
        bricks = sorted(self.sheet.diagram.bricks, key=lambda placed: self._order(placed.brick.id))
        for placed in bricks:  # connectors name the shapes, which come later
            for item in self._ends(placed.brick):
                self._numbers[item] = self.pen.number()
        routes = list(self.sheet.diagram.routes)
        for kind in (Kind.OBJECTION, Kind.REASON):
            for route in routes:
                if route.kind is kind:
                    yield from self._route(route)
        for placed in bricks:
            yield self._brick(placed)
        for sample in self.sheet.legend:
            if (pill := sample.brick.pill) is not None and sample.brick.kind is not None:
                name, rect = tr("Legend"), pill.rect.moved(sample.x, sample.y)
                inside = list(
                    self._pill(pill.moved(sample.x, sample.y), sample.brick.kind, tr("Legend"), None)
                )
                yield self.pen.group(name, pill.line.text, rect, inside)
        yield from self._words()

    def _order(self, item: Id) -> int:
        """The number in reading order; what has none comes last."""
        told = self.told.get(item)
        return told.number if told is not None else len(self.told) + 1

    @staticmethod
    def _ends(brick: Brick) -> Iterator[Id]:
        """What connectors may be glued to."""
        if brick.pill is not None:
            yield brick.pill.inference
        yield from (box.claim for box in brick.boxes if not box.stub)

    def _route(self, route: Route) -> Iterator[str]:
        diagram = self.sheet.diagram
        start = diagram.box_rect(route.target)
        end = diagram.pill_rect(route.inference)
        points = list(route.points)
        if start is not None:
            # The line begins at the edge of the panel; glued, it begins at the box, behind the panel.
            site = SITES[diagram.orientation]
            x, y = points[0]
            points[0] = {TOP: (x, start.y), BOTTOM: (x, start.bottom), RIGHT: (start.right, y)}[site]
        else:
            start = diagram.pill_rect(route.target)
            site = site_of(start, points[0]) if start is not None else 0
        if start is None or end is None:
            return
        first, last = self._numbers.get(route.target), self._numbers.get(route.inference)
        if first is None or last is None:
            return
        line = Line(
            self.theme.side(route.kind).line,
            ROUTE_WIDTH,
            (DASHES[0], DASHES[1]) if route.kind is Kind.OBJECTION else None,
        )
        name = tr("Line")
        yield self.pen.connector(
            points, line, name=name, start=(first, site), end=(last, site_of(end, points[-1]))
        )

    def _brick(self, placed: Placed) -> str:
        x, y, brick, _ = placed
        inside: list[str] = []
        rects: list[Rect] = []
        told = self.told.get(brick.id)
        name = self._name(told)
        if brick.kind is not None:
            side = self.theme.side(brick.kind)
            if brick.panel is not None:
                rects.append(brick.panel.moved(x, y))
                inside.append(
                    self.pen.rounded(
                        rects[-1].grown(-0.5),
                        self.metrics.panel_radius,
                        name=tr("Panel"),
                        fill=side.panel,
                        hatch=side.hatch,
                        line=Line(side.panel_line, 1.0),
                    )
                )
            if brick.fold is not None:
                inside.extend(self._note(brick.fold.moved(x, y)))
        for box in brick.boxes:
            moved = box.moved(x, y)
            rects.append(moved.rect)
            parts = list(self._box(moved))
            if len(parts) == 1 or brick.kind is None:
                inside.extend(parts)
            else:
                inside.append(self.pen.group(self._name(self.told.get(box.claim)), "", moved.rect, parts))
        if brick.pill is not None and brick.kind is not None:
            rects.append(brick.pill.rect.moved(x, y))
            inside.extend(
                self._pill(brick.pill.moved(x, y), brick.kind, name, self._numbers[brick.pill.inference])
            )
        spoken = told.spoken if told is not None else ""
        return self.pen.group(name, spoken, around(rects), inside)

    @staticmethod
    def _name(told: Told | None) -> str:
        """The name of a shape where programs list them: "3 Reason 1 of 2"."""
        if told is None:
            return tr("Part of the map")
        return f"{told.number} {told.role[:1].upper()}{told.role[1:]}"

    def _box(self, box: Box) -> Iterator[str]:
        m, theme, rect = self.metrics, self.theme, box.rect
        told = self.told.get(box.claim)
        top = box.role is Role.CONTENTION and not box.stub
        muted = box.stub or box.placeholder
        radius = float(m.box_radius)
        line = Line(theme.box_line, 1.0)
        inset = 0.5
        if top:
            line, inset, radius = Line(theme.contention_line, 2.0), 1.0, radius + 2
        if box.unstated:
            line = Line(theme.muted, 1.25, (4.0, 3.0))
        large = top and not box.placeholder
        font = Font(
            m.family,
            m.contention_px if large else m.text_px,
            theme.muted if muted else theme.text,
            bold=large,
        )
        words = told.spoken if told is not None else ""
        yield self.pen.rounded(
            rect.grown(-inset),
            radius,
            name=self._name(told),
            words=words or clean(box.lines[0].text),
            fill="" if box.stub else theme.box,
            line=line,
            writing=self._writing(box, font, centred=top),
            number=None if box.stub else self._numbers[box.claim],
        )
        if top:
            yield self.pen.rounded(
                rect.grown(-4.5),
                float(m.box_radius - 1),
                name=tr("Frame"),
                line=Line(theme.contention_line, 1.0),
            )
        if box.stub:
            yield self._arrow(rect.right - m.box_pad_x - 8, rect.center[1] - 4)
        for note in box.notes:
            yield from self._note(note)
        for badge in box.badges:
            yield from self._badge(badge, theme.muted)

    def _writing(self, box: Box, font: Font, *, centred: bool) -> Writing:
        m = self.metrics
        lines = box.lines
        rtl = any(line.rtl for line in lines)
        pitch = float(m.contention_line_height if font.bold else m.line_height)
        pitch = max([pitch, *(b.baseline - a.baseline for a, b in pairwise(lines))])
        first = lines[0].baseline - box.rect.y
        pad = float(m.box_pad_x)
        left, right = (pad + 4 - SLACK / 2,) * 2 if centred else (pad, pad - SLACK)
        if rtl:
            left, right = right, left
        if box.stub:
            left, right = pad, ARROW_WIDTH
        top = max(0.0, first - ABOVE_BASELINE * pitch)
        bottom = max(0.0, box.rect.bottom - lines[-1].baseline - (1 - ABOVE_BASELINE) * pitch - 2.0)
        cut = any(note.kind == "more" for note in box.notes)
        claim = self.sheet.map.claims[box.claim]
        if box.stub or box.placeholder or cut:
            paragraphs: tuple[str, ...] = (clean(" ".join(line.text for line in lines)),)
        else:
            paragraphs = tuple(filter(None, (clean(row) for row in LINE_END.split(claim.text))))
        return Writing(
            paragraphs,
            font,
            align="ctr" if centred and not rtl else "l",
            rtl=rtl,
            pitch=pitch,
            insets=(left, top, right, bottom),
        )

    def _pill(self, pill: Pill, kind: Kind, name: str, number: int | None) -> Iterator[str]:
        side, rect = self.theme.side(kind), pill.rect
        font = Font(self.metrics.family, self.metrics.pill_px, side.words, bold=True)
        beside = bool(pill.badges)
        writing = Writing(
            (clean(pill.line.text),),
            font,
            align="l" if beside else "ctr",
            rtl=pill.line.rtl and not beside,
            middle=True,
            wrap=False,
            insets=(pill.line.x - rect.x, 0.0, 0.0, 0.0) if beside else (0.0, 0.0, 0.0, 0.0),
        )
        yield self.pen.rounded(
            rect.grown(-0.75),
            rect.height / 2,
            name=name,
            words=pill.line.text,
            fill=side.pill,
            line=Line(side.line, 1.5),
            writing=writing,
            number=number,
        )
        for badge in pill.badges:
            yield from self._badge(badge, side.words)

    def _badge(self, badge: Badge, colour: str) -> Iterator[str]:
        sign = SIGNS[badge.sign]
        ink = self.theme.tag_colour(badge.sign) if badge.kind == "tag" else colour
        at = (badge.rect.x, badge.rect.y + SIGN_TOP)
        told = clean(badge.text)
        if sign.fill:
            yield self.pen.path(svg_path(sign.fill), at, name=told, words=told, fill=ink)
        if sign.stroke:
            line = Line(ink, STROKE)
            yield self.pen.path(
                svg_path(sign.stroke), at, name=told, words="" if sign.fill else told, line=line
            )
        if badge.line is not None:
            yield self._one_line(badge.line, self.small._replace(colour=colour))

    def _note(self, note: Note) -> Iterator[str]:
        muted = self.theme.muted
        if note.kind == "fold":
            rect = note.rect
            yield self.pen.rounded(
                rect.grown(-0.5), rect.height / 2, name=tr("Folded branch"), line=Line(muted, 1.0)
            )
            triangle = QPainterPath(QPointF(0, -3.5))
            triangle.lineTo(5, 0)
            triangle.lineTo(0, 3.5)
            triangle.closeSubpath()
            yield self.pen.path(
                triangle, (rect.x + 6, rect.center[1]), name=tr("Folded branch"), words="", fill=muted
            )
        elif note.kind == "passages":
            at = (note.rect.x, note.line.baseline)
            yield self.pen.path(quote_mark(), at, name=tr("Passages"), words="", fill=muted)
        elif note.kind == "uses":
            yield self._arrow(note.rect.right - ARROW_WIDTH + 4, note.line.baseline - 8)
        yield self._one_line(note.line, self.small)

    def _arrow(self, x: float, y: float) -> str:
        """As `painter` draws it: up to the right, 7 by 7."""
        path = QPainterPath(QPointF(0, 7))
        path.lineTo(7, 0)
        path.moveTo(1.5, 0)
        path.lineTo(7, 0)
        path.lineTo(7, 5.5)
        return self.pen.path(path, (x, y), name=tr("Arrow"), words="", line=Line(self.theme.muted, 1.4))

    def _one_line(self, line: TextLine, font: Font) -> str:
        height = round(font.px * 1.5)
        rect = Rect(line.x, line.baseline - ABOVE_BASELINE * height, max(1.0, line.width), float(height))
        writing = Writing((clean(line.text),), font, rtl=line.rtl, pitch=float(height), wrap=False)
        return self.pen.text(rect, writing, name=clean(line.text)[:40])

    def _words(self) -> Iterator[str]:
        """The words around the map. What stands in lines below each other at one place is one text."""
        rest = [words for words in self.sheet.words if words.role != "title"]
        for (role, _, _), found in groupby(rest, key=_place):
            block = list(found)
            if role == "mark":
                for mark in block:
                    yield self._block([mark])
            else:
                yield self._block(block)

    def _block(self, block: Sequence[Words]) -> str:
        first, last = block[0].line, block[-1].line
        style = block[0].style
        font = Font(style.family, style.px, block[0].colour, bold=style.semibold)
        if len(block) == 1:
            return self._one_line(first, font)
        pitch = style.line_height or style.px * 1.4
        left = min(words.line.x for words in block)
        right = max(self.sheet.bounds.right, *(words.line.x + words.line.width for words in block))
        rect = Rect(
            left,
            first.baseline - ABOVE_BASELINE * pitch,
            right - left,
            last.baseline - first.baseline + pitch,
        )
        texts = [clean(words.line.text) for words in block]
        sources = tuple(clean(source) for source in self.sheet.sources)
        paragraphs = sources if block[0].role == "source" else (" ".join(texts),)
        writing = Writing(paragraphs, font, rtl=first.rtl, pitch=pitch)
        return self.pen.text(rect, writing, name=texts[0][:40])


def _place(words: Words) -> tuple[str, float, int]:
    """What one text has in common; lines from right to left begin at different places."""
    line = words.line
    return (words.role, 0.0 if line.rtl else line.x, words.style.px)
