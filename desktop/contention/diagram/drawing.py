"""A map as a drawing: plain values with positions and sizes, which know no Qt.

The screen, the PNG and every later export draw the same `Diagram`. Unit: 1.0 is a
device-independent pixel at 100 %; y grows downwards.

A `Brick` holds its parts in coordinates of its own (its top left corner is 0, 0), so an
edit makes new bricks only where something changed and places the others anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from contention.diagram.themes import Theme
from contention.model.project import Id, Kind
from contention.model.structure import Role

Point = tuple[float, float]
Part = Literal["box", "pill", "panel", "chip"]
NoteKind = Literal["unstated", "passages", "uses", "more"]


class Rect(NamedTuple):
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def intersects(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Rect:
        """The rectangle with a margin on all four sides."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


class TextLine(NamedTuple):
    """One line of words as it is drawn: left end, baseline and natural width."""

    text: str
    x: float
    baseline: float
    width: float
    rtl: bool = False
    """Whether its paragraph runs from right to left (`x` is the left end all the same)."""


class Note(msgspec.Struct, frozen=True, gc=False):
    """Small grey words at the bottom of a box."""

    kind: NoteKind
    """"passages" has a quote mark drawn before the count; "uses" is the chip of a claim that is
    used elsewhere too; "more" says how many lines of a very long claim are not shown."""
    rect: Rect
    line: TextLine


class Box(msgspec.Struct, frozen=True, gc=False):
    """A claim where it is drawn, in its brick's coordinates."""

    claim: Id
    rect: Rect
    lines: tuple[TextLine, ...]
    role: Role
    stub: bool = False
    """A one-line reference: the claim itself is drawn in its primary place."""
    unstated: bool = False
    placeholder: bool = False
    """The claim has no text; `lines` say so."""
    notes: tuple[Note, ...] = ()


class Pill(msgspec.Struct, frozen=True, gc=False):
    """The handle of an inference, on the top edge of its panel."""

    inference: Id
    rect: Rect
    line: TextLine


class Brick(msgspec.Struct, frozen=True, gc=False):
    """What moves as one: a claim alone, or an inference with its premises side by side."""

    id: Id
    """The inference's, or for a claim alone the claim's."""
    kind: Kind | None
    """None for a claim alone."""
    width: float
    height: float
    panel: Rect | None
    pill: Pill | None
    boxes: tuple[Box, ...]


class Route(msgspec.Struct, frozen=True, gc=False):
    """The line from an inference's pill to its target: corner points, the target first."""

    inference: Id
    target: Id
    kind: Kind
    points: tuple[Point, ...]


class Placed(NamedTuple):
    """A brick in its place, with the routes that hang from it in the brick's coordinates."""

    x: float
    y: float
    brick: Brick
    routes: tuple[Route, ...]


class Hit(NamedTuple):
    """What is drawn at a point: the id is a claim's for box and chip, else an inference's.

    A "chip" leads elsewhere: the words "also used …", or a reference to a claim that
    is drawn in another place.
    """

    part: Part
    id: Id


class Diagram:
    """A composed map. Never changed; compare by identity."""

    __slots__ = ("__weakref__", "_homes", "_inferences", "bounds", "bricks", "memory", "theme")

    def __init__(
        self, bricks: tuple[Placed, ...], bounds: Rect, theme: Theme, *, memory: object = None
    ) -> None:
        self.bricks = bricks
        #: Around everything drawn; of no size where the map is empty.
        self.bounds = bounds
        self.theme = theme
        #: What `compose` keeps to make the next diagram quickly; of no meaning elsewhere.
        self.memory = memory
        self._homes: dict[Id, tuple[Placed, Box]] | None = None
        self._inferences: dict[Id, Placed] | None = None

    def in_theme(self, theme: Theme) -> Diagram:
        """The same drawing in other colours, as for a light picture of what is on a dark screen.

        Raises:
            ValueError: the theme has other fonts or spacing; compose the map anew.
        """
        if theme == self.theme:
            return self
        if theme.metrics != self.theme.metrics:
            raise ValueError("a theme of other metrics needs a new composition")
        return Diagram(self.bricks, self.bounds, theme, memory=self.memory)

    @property
    def routes(self) -> Iterator[Route]:
        """Every route, in the map's coordinates."""
        for x, y, _, routes in self.bricks:
            for route in routes:
                yield Route(
                    inference=route.inference,
                    target=route.target,
                    kind=route.kind,
                    points=tuple((px + x, py + y) for px, py in route.points),
                )

    @property
    def boxes(self) -> Iterator[tuple[Rect, Box]]:
        """Every box with its place in the map, references to claims drawn elsewhere among them."""
        for x, y, brick, _ in self.bricks:
            for box in brick.boxes:
                yield box.rect.moved(x, y), box

    def box(self, claim_id: Id) -> Box | None:
        """The box of a claim in its primary place, in its brick's coordinates."""
        home = self._home(claim_id)
        return home[1] if home else None

    def box_rect(self, claim_id: Id) -> Rect | None:
        """Where a claim is drawn, in its primary place."""
        home = self._home(claim_id)
        return home[1].rect.moved(home[0].x, home[0].y) if home else None

    def pill_rect(self, inference_id: Id) -> Rect | None:
        """Where the handle of an inference is drawn."""
        placed = self._inference(inference_id)
        if placed is None or placed.brick.pill is None:
            return None
        return placed.brick.pill.rect.moved(placed.x, placed.y)

    def panel_rect(self, inference_id: Id) -> Rect | None:
        """Where the panel with an inference's premises is drawn."""
        placed = self._inference(inference_id)
        if placed is None or placed.brick.panel is None:
            return None
        return placed.brick.panel.moved(placed.x, placed.y)

    def hit(self, x: float, y: float) -> Hit | None:
        """What is drawn at a point, the topmost first; None on the empty map."""
        for left, top, brick, _ in self.bricks:
            if left <= x <= left + brick.width and top <= y <= top + brick.height:
                return _hit_brick(brick, x - left, y - top)
        return None

    def _home(self, claim_id: Id) -> tuple[Placed, Box] | None:
        if self._homes is None:
            self._homes = {
                box.claim: (placed, box)
                for placed in self.bricks
                for box in placed.brick.boxes
                if not box.stub
            }
        return self._homes.get(claim_id)

    def _inference(self, inference_id: Id) -> Placed | None:
        if self._inferences is None:
            self._inferences = {
                placed.brick.id: placed for placed in self.bricks if placed.brick.kind is not None
            }
        return self._inferences.get(inference_id)


def _hit_brick(brick: Brick, x: float, y: float) -> Hit | None:
    if brick.pill is not None and brick.pill.rect.contains(x, y):
        return Hit("pill", brick.pill.inference)
    for box in brick.boxes:
        if box.rect.contains(x, y):
            chip = box.stub or any(note.kind == "uses" and note.rect.contains(x, y) for note in box.notes)
            return Hit("chip" if chip else "box", box.claim)
    if brick.panel is not None and brick.panel.contains(x, y):
        return Hit("panel", brick.id)
    return None
