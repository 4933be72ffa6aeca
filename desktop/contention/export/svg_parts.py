"""Writes the parts of a map as SVG, as `diagram.painter` paints them: routes, panels, boxes, pills.

Colours and fonts stand in attributes, which every program reads and which no content security
policy forbids, and never in style sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from contention.diagram.boxes import ARROW_WIDTH
from contention.diagram.drawing import Badge, Box, Brick, Note, Pill, Placed, Point, Rect, Route, TextLine
from contention.diagram.measure import TextStyle
from contention.diagram.painter import DASHES, ROUTE_WIDTH, SIGN_TOP
from contention.diagram.signs import SIGNS, STROKE
from contention.diagram.themes import Side, Theme
from contention.export.markup import attributes, escaped, number
from contention.export.svg_shapes import hatching, lines_data, quote_data, rounded_rect, route_data
from contention.model.project import Id, Kind
from contention.model.structure import Role

UNSTATED_DASHES = (4.0, 3.0)
"""In widths of the line."""

Lettering = Callable[[Sequence[TextLine], TextStyle, str], str]
"""Writes lines of a style in a colour."""


class Said(NamedTuple):
    """What a part of the picture is called, and what else there is to say of it."""

    title: str = ""
    description: str = ""


class Hooks(Protocol):
    """What a page adds to the parts, so that they can be found and lead somewhere."""

    def box(self, box: Box, placed: Placed) -> tuple[str, str]:
        """Attributes of a box's group, and where it leads."""

    def pill(self, pill: Pill) -> str:
        """Attributes of a pill's group."""

    def brick(self, placed: Placed) -> str:
        """Attributes of a brick's group."""

    def route(self, route: Route) -> str:
        """Attributes of a route."""


class Parts:
    """Writes parts in the colours of a theme."""

    def __init__(
        self, theme: Theme, lettering: Lettering, said: Mapping[Id, Said], hooks: Hooks | None = None
    ) -> None:
        m = self.metrics = theme.metrics
        self.theme, self.letters, self.said = theme, lettering, said
        self.hooks = hooks
        self.plain = TextStyle(m.family, m.text_px, line_height=m.line_height)
        self.top = TextStyle(m.family, m.contention_px, semibold=True, line_height=m.contention_line_height)
        self.pill_style = TextStyle(m.family, m.pill_px, semibold=True)
        self.small = TextStyle(m.family, m.small_px)

    # --- routes ---------------------------------------------------------------------

    def routes(self, bricks: Sequence[Placed]) -> str:
        """All lines from pills to their targets: objections, then reasons over them."""
        parts: list[str] = []
        for kind in (Kind.OBJECTION, Kind.REASON):
            drawn = [
                f'<path d="{route_data(_moved(route.points, x, y), self.metrics.corner_radius)}"'
                f"{self.hooks.route(route) if self.hooks else ''}/>"
                for x, y, _, routes in bricks
                for route in routes
                if route.kind is kind
            ]
            if drawn:
                look = attributes(
                    fill="none",
                    stroke=self.theme.side(kind).line,
                    stroke_width=ROUTE_WIDTH,
                    stroke_dasharray=_dashes(DASHES, ROUTE_WIDTH) if kind is Kind.OBJECTION else None,
                )
                parts += [f"<g{look}>", *drawn, "</g>"]
        return "\n".join(parts)

    # --- bricks ---------------------------------------------------------------------

    def brick(self, placed: Placed) -> str:
        """A claim that stands alone, or an inference with its premises, in its place."""
        brick = placed.brick
        shift = attributes(transform=f"translate({number(placed.x)} {number(placed.y)})")
        more = self.hooks.brick(placed) if self.hooks else ""
        if brick.kind is None:
            inner = "\n".join(self._box(box, placed) for box in brick.boxes)
            return f"<g{shift}{more}>\n{inner}\n</g>"
        side = self.theme.side(brick.kind)
        parts = [f"<g{shift}{more}>"]
        if brick.panel is not None:
            parts.append(self._panel(brick.panel, side))
        # The pill comes first for those who listen; it lies over nothing that comes after it.
        if brick.pill is not None:
            parts.append(self._pill(brick.pill, side, brick))
        parts += [self._box(box, placed) for box in brick.boxes]
        return "\n".join([*parts, "</g>"])

    def _panel(self, panel: Rect, side: Side) -> str:
        radius = self.metrics.panel_radius
        if not side.hatch:
            return rounded_rect(panel, 0.5, radius, fill=side.panel, stroke=side.panel_line)
        return (
            rounded_rect(panel, 0.5, radius, fill=side.panel)
            + f'<path d="{lines_data(hatching(panel, 0.5, radius))}"{attributes(stroke=side.hatch)}/>'
            + rounded_rect(panel, 0.5, radius, fill="none", stroke=side.panel_line)
        )

    def _pill(self, pill: Pill, side: Side, brick: Brick) -> str:
        """The handle of an inference, with the chip of what is folded away under it."""
        parts = [
            rounded_rect(
                pill.rect,
                0.75,
                pill.rect.height / 2,
                fill=side.pill,
                stroke=side.line,
                stroke_width=1.5,
            ),
            self.letters([pill.line], self.pill_style, side.words),
            *(self._badge(badge, side.words) for badge in pill.badges),
        ]
        if brick.fold is not None:
            parts.append(self._note(brick.fold))
        words = pill.line.text.lstrip("+− ")
        role = self.said.get(pill.inference, Said()).title
        marks = "; ".join(badge.text.replace("\n", "; ") for badge in pill.badges)
        said = Said(f"{role}: {words}" if role else words, marks)
        more = self.hooks.pill(pill) if self.hooks else ""
        return f'<g role="img"{more}>{_told(said)}{"".join(parts)}</g>'

    def _box(self, box: Box, placed: Placed) -> str:
        """A claim, or the reference to one that is drawn elsewhere."""
        theme, radius = self.theme, self.metrics.box_radius
        top = box.role is Role.CONTENTION
        edge = attributes(stroke=theme.box_line)
        if box.unstated:
            edge = attributes(
                stroke=theme.muted, stroke_width=1.25, stroke_dasharray=_dashes(UNSTATED_DASHES, 1.25)
            )
        elif top:
            edge = attributes(stroke=theme.contention_line, stroke_width=2.0)
        fill = "none" if box.stub else theme.box
        parts = []
        if top:
            outer = rounded_rect(box.rect, 1.0, radius + 2, fill=fill)
            parts.append(outer.replace("/>", f"{edge}/>"))
            parts.append(rounded_rect(box.rect, 4.5, radius - 1, fill="none", stroke=theme.contention_line))
        else:
            parts.append(rounded_rect(box.rect, 0.5, radius, fill=fill).replace("/>", f"{edge}/>"))
        plain = box.stub or box.placeholder
        style = self.top if top and not plain else self.plain
        parts.append(self.letters(box.lines, style, theme.muted if plain else theme.text))
        if box.stub:
            parts.append(self._arrow(box.rect.right - self.metrics.box_pad_x - 8, box.rect.center[1] - 4))
        parts += [self._note(note) for note in box.notes]
        parts += [self._badge(badge, theme.muted) for badge in box.badges]
        more, link = self.hooks.box(box, placed) if self.hooks else ("", "")
        said = self.said.get(box.claim, Said(" ".join(line.text for line in box.lines)))
        whole = f'<g role="img"{more}>{_told(said)}{"".join(parts)}</g>'
        return f'<a href="{escaped(link)}">{whole}</a>' if link else whole

    def _badge(self, badge: Badge, colour: str) -> str:
        sign = SIGNS[badge.sign]
        ink = self.theme.tag_colour(badge.sign) if badge.kind == "tag" else colour
        parts = []
        if badge.line is not None:
            parts.append(self.letters([badge.line], self.small, colour))
        shift = attributes(transform=f"translate({number(badge.rect.x)} {number(badge.rect.y + SIGN_TOP)})")
        if sign.fill:
            parts.append(f'<path{shift} d="{sign.fill}"{attributes(fill=ink)}/>')
        if sign.stroke:
            look = attributes(
                fill="none",
                stroke=ink,
                stroke_width=STROKE,
                stroke_linecap="round",
                stroke_linejoin="round",
            )
            parts.append(f'<path{shift} d="{sign.stroke}"{look}/>')
        return "".join(parts)

    def _note(self, note: Note) -> str:
        muted = self.theme.muted
        parts = [self.letters([note.line], self.small, muted)]
        if note.kind == "passages":
            shift = f"translate({number(note.rect.x)} {number(note.line.baseline)})"
            parts.append(f'<path{attributes(transform=shift, fill=muted)} d="{quote_data()}"/>')
        elif note.kind == "fold":
            x, y = note.rect.x + 6, note.rect.center[1]
            parts.append(rounded_rect(note.rect, 0.5, note.rect.height / 2, fill="none", stroke=muted))
            triangle = lines_data([((x, y - 3.5), (x + 5, y))]) + f" L{number(x)} {number(y + 3.5)} Z"
            parts.append(f'<path{attributes(fill=muted)} d="{triangle}"/>')
        elif note.kind == "uses":
            parts.append(self._arrow(note.rect.right - ARROW_WIDTH + 4, note.line.baseline - 8))
        return "".join(parts)

    def _arrow(self, x: float, y: float) -> str:
        """An arrow up to the right, 7 by 7, its top left corner at x, y."""
        data = lines_data(
            [((x, y + 7), (x + 7, y)), ((x + 1.5, y), (x + 7, y)), ((x + 7, y), (x + 7, y + 5.5))]
        )
        look = attributes(fill="none", stroke=self.theme.muted, stroke_width=1.4, stroke_linecap="round")
        return f'<path{look} d="{data}"/>'


def _told(said: Said) -> str:
    described = f"<desc>{escaped(said.description)}</desc>" if said.description else ""
    return f"<title>{escaped(said.title)}</title>{described}"


def _moved(points: Sequence[Point], dx: float, dy: float) -> list[Point]:
    return [(x + dx, y + dy) for x, y in points]


def _dashes(pattern: Sequence[float], width: float) -> str:
    return " ".join(number(part * width) for part in pattern)
