"""A map as a drawing: plain values with positions and sizes, which know no Qt.

The screen, the PNG and every later export draw the same `Diagram`. Unit: 1.0 is a
device-independent pixel at 100 %; y grows downwards.

A `Brick` holds its parts in coordinates of its own (its top left corner is 0, 0), so an
edit makes new bricks only where something changed and places the others anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from contention.diagram.themes import Theme
from contention.model.project import EMPTY, Id, Kind, Orientation, Tag
from contention.model.structure import Role

Point = tuple[float, float]
Reach = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Part = Literal["box", "pill", "panel", "chip", "fold", "badge"]
NoteKind = Literal["unstated", "passages", "uses", "more", "fold"]
BadgeKind = Literal["basis", "rating", "tag", "further"]


class MapView(msgspec.Struct, frozen=True, eq=True):
    """How a reader looks at a map, beside what the map says: nothing here is saved with it."""

    folded: frozenset[Id] = frozenset()
    """Claims and inferences whose branch is not shown. A folded claim keeps its box, a folded
    inference its pill; ids of items with no branch, or of none at all, change nothing."""
    focus: Id | None = None
    """The claim or inference whose branch alone is shown; the whole map where there is no such item."""
    badges: bool = True
    """Whether basis, rating and tags are shown."""
    tags: Mapping[Id, Tag] = EMPTY
    """The project's tags: a map's items know no more of them than the id."""


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

    def moved(self, dx: float, dy: float) -> TextLine:
        return TextLine(self.text, self.x + dx, self.baseline + dy, self.width, self.rtl)


class Note(msgspec.Struct, frozen=True, gc=False):
    """Small grey words at the bottom of a box."""

    kind: NoteKind
    """"passages" has a quote mark drawn before the count; "uses" is the chip of a claim that is
    used elsewhere too; "more" says how many lines of a very long claim are not shown; "fold" is
    the chip of a branch that is folded away, with a triangle drawn before the words."""
    rect: Rect
    line: TextLine

    def moved(self, dx: float, dy: float) -> Note:
        return Note(self.kind, self.rect.moved(dx, dy), self.line.moved(dx, dy))


class Badge(msgspec.Struct, frozen=True, gc=False):
    """What a reader thinks of an item, as a small sign with a short word where there is room."""

    kind: BadgeKind
    """"further" counts those that have no room."""
    sign: str
    """Name of the shape that is drawn (see `icons`); of a tag, the name of its colour."""
    rect: Rect
    line: TextLine | None
    """None where there is room for the sign alone."""
    text: str
    """The whole of it in words, as for a tooltip."""

    def moved(self, dx: float, dy: float) -> Badge:
        line = self.line.moved(dx, dy) if self.line is not None else None
        return Badge(self.kind, self.sign, self.rect.moved(dx, dy), line, self.text)


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
    badges: tuple[Badge, ...] = ()

    def moved(self, dx: float, dy: float) -> Box:
        return Box(
            claim=self.claim,
            rect=self.rect.moved(dx, dy),
            lines=tuple(line.moved(dx, dy) for line in self.lines),
            role=self.role,
            stub=self.stub,
            unstated=self.unstated,
            placeholder=self.placeholder,
            notes=tuple(note.moved(dx, dy) for note in self.notes),
            badges=tuple(badge.moved(dx, dy) for badge in self.badges),
        )


class Pill(msgspec.Struct, frozen=True, gc=False):
    """The handle of an inference, on the edge of its panel that faces the target."""

    inference: Id
    rect: Rect
    line: TextLine
    badges: tuple[Badge, ...] = ()

    def moved(self, dx: float, dy: float) -> Pill:
        badges = tuple(badge.moved(dx, dy) for badge in self.badges)
        return Pill(self.inference, self.rect.moved(dx, dy), self.line.moved(dx, dy), badges)


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
    fold: Note | None = None
    """The chip of an inference that is folded, in the place of its premises."""


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


class CrossLink(NamedTuple):
    """A further use of a claim: there a reference to it is drawn, which no line joins to it."""

    claim: Id
    inference: Id


class Hit(NamedTuple):
    """What is drawn at a point: the id is a claim's for box and chip, an inference's for pill and panel.

    A "chip" leads elsewhere: the words "also used …", or a reference to a claim that
    is drawn in another place. For "fold" (the chip of a folded branch) and "badge" the id
    is that of the item they belong to, a claim's or an inference's.
    """

    part: Part
    id: Id


class Diagram:
    """A composed map. Never changed; compare by identity."""

    __slots__ = (
        "__weakref__",
        "_homes",
        "_inferences",
        "_links",
        "_reaches",
        "bounds",
        "bricks",
        "memory",
        "orientation",
        "origin",
        "theme",
    )

    def __init__(
        self,
        bricks: tuple[Placed, ...],
        bounds: Rect,
        theme: Theme,
        *,
        origin: Point = (0.0, 0.0),
        orientation: Orientation = Orientation.DOWN,
        reaches: tuple[Reach | None, ...] | None = None,
        memory: object = None,
    ) -> None:
        self.bricks = bricks
        #: Around everything drawn; of no size where the map is empty.
        self.bounds = bounds
        self.theme = theme
        #: Where `Claim.position` (0, 0) lies; a box at x, y has the position (x, y) less this.
        self.origin = origin
        self.orientation = orientation
        #: What `compose` keeps to make the next diagram quickly; of no meaning elsewhere.
        self.memory = memory
        self._reaches = reaches
        self._homes: dict[Id, tuple[Placed, Box]] | None = None
        self._inferences: dict[Id, Placed] | None = None
        self._links: tuple[CrossLink, ...] | None = None

    def in_theme(self, theme: Theme) -> Diagram:
        """The same drawing in other colours, as for a light picture of what is on a dark screen.

        Raises:
            ValueError: the theme has other fonts or spacing; compose the map anew.
        """
        if theme == self.theme:
            return self
        if theme.metrics != self.theme.metrics:
            raise ValueError("a theme of other metrics needs a new composition")
        return Diagram(
            self.bricks,
            self.bounds,
            theme,
            origin=self.origin,
            orientation=self.orientation,
            reaches=self._reaches,
            memory=self.memory,
        )

    @property
    def reaches(self) -> tuple[Reach | None, ...]:
        """Beside `bricks`: how far the routes that hang from each reach, in its coordinates."""
        if self._reaches is None:
            self._reaches = tuple(reach_of(placed.routes) for placed in self.bricks)
        return self._reaches

    @property
    def cross_links(self) -> tuple[CrossLink, ...]:
        """The further uses that are drawn as references, in the order in which they are drawn."""
        if self._links is None:
            self._links = tuple(
                CrossLink(box.claim, placed.brick.id)
                for placed in self.bricks
                for box in placed.brick.boxes
                if box.stub
            )
        return self._links

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
        """Where a claim is drawn, in its primary place; None where it is folded away."""
        home = self._home(claim_id)
        return home[1].rect.moved(home[0].x, home[0].y) if home else None

    def stub_rect(self, link: CrossLink) -> Rect | None:
        """Where the reference of a further use is drawn."""
        placed = self._inference(link.inference)
        if placed is not None:
            for box in placed.brick.boxes:
                if box.stub and box.claim == link.claim:
                    return box.rect.moved(placed.x, placed.y)
        return None

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
        placed = self._brick_at(x, y)
        return _hit_brick(placed.brick, x - placed.x, y - placed.y) if placed is not None else None

    def badge_text(self, x: float, y: float) -> str | None:
        """What the badge at a point says, whole; None where there is no badge."""
        placed = self._brick_at(x, y)
        if placed is None:
            return None
        badge = _badge_at(placed.brick, x - placed.x, y - placed.y)
        return badge[1].text if badge is not None else None

    def _brick_at(self, x: float, y: float) -> Placed | None:
        for placed in self.bricks:
            left, top, brick, _ = placed
            if left <= x <= left + brick.width and top <= y <= top + brick.height:
                return placed
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


def reach_of(routes: tuple[Route, ...]) -> Reach | None:
    """The rectangle around all points of some routes, by its edges; None for no routes."""
    if not routes:
        return None
    xs = [x for route in routes for x, _ in route.points]
    ys = [y for route in routes for _, y in route.points]
    return (min(xs), min(ys), max(xs), max(ys))


def _hit_brick(brick: Brick, x: float, y: float) -> Hit | None:
    badge = _badge_at(brick, x, y)
    if badge is not None:
        return Hit("badge", badge[0])
    if brick.pill is not None and brick.pill.rect.contains(x, y):
        return Hit("pill", brick.pill.inference)
    if brick.fold is not None and brick.fold.rect.contains(x, y):
        return Hit("fold", brick.id)
    for box in brick.boxes:
        if box.rect.contains(x, y):
            note = next((note.kind for note in box.notes if note.rect.contains(x, y)), None)
            if note == "fold":
                return Hit("fold", box.claim)
            return Hit("chip" if box.stub or note == "uses" else "box", box.claim)
    if brick.panel is not None and brick.panel.contains(x, y):
        return Hit("panel", brick.id)
    return None


def _badge_at(brick: Brick, x: float, y: float) -> tuple[Id, Badge] | None:
    """The badge at a point of a brick, with what it belongs to."""
    if brick.pill is not None and brick.pill.rect.contains(x, y):
        for badge in brick.pill.badges:
            if badge.rect.contains(x, y):
                return brick.pill.inference, badge
        return None
    for box in brick.boxes:
        for badge in box.badges:
            if badge.rect.contains(x, y):
                return box.claim, badge
    return None
