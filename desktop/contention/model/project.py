"""A project as one immutable value: its articles, and maps of claims and inferences.

Nothing here is ever changed in place. An edit (see `edits`) returns a new
`Project` that shares everything it did not touch with the old one, so views
may compare by identity (``before.maps[m] is after.maps[m]``).

Every item carries `extra`: keys of the project file that this version does not
know. They are kept and written back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

Id = str
T = TypeVar("T")

EMPTY: Mapping[str, Any] = MappingProxyType({})


def new_id() -> Id:
    """A random id of twelve hexadecimal digits; project files are sorted by it."""
    return os.urandom(6).hex()


class Kind(StrEnum):
    """Whether an inference speaks for its target or against it."""

    REASON = "reason"
    OBJECTION = "objection"


class ClaimRating(StrEnum):
    """What the reader thinks of a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDECIDED = "undecided"


class InferenceRating(StrEnum):
    """How well, the reader thinks, the premises bear on the target if they are true."""

    STRONG = "strong"
    WEAK = "weak"
    NIL = "nil"


class Orientation(StrEnum):
    """Where the argument for a claim is drawn, seen from it."""

    DOWN = "down"
    UP = "up"
    RIGHT = "right"


BASES = (
    "common knowledge",
    "data",
    "expert",
    "law",
    "example",
    "testimony",
    "definition",
    "value",
)
"""What an end claim may rest on; a reader may write another word."""

TAG_COLOURS = ("grey", "red", "orange", "yellow", "green", "teal", "blue", "purple")
"""Names of the colours a tag can have; each theme says what they look like."""

MEDIA_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
"""Of what is kept beside an article; nothing else is ever shown."""

MIN_WIDTH, MAX_WIDTH = 80.0, 1200.0
"""Of a box, where the reader chooses its width; in map units."""


class Value(msgspec.Struct, frozen=True):
    """What every item of a project is: immutable, compared by content."""


class Small(Value, frozen=True, gc=False):
    """What a project has thousands of. None can be part of a ring, so the garbage collector need not look."""


Span = tuple[int, int]
"""Start and end of words in a canonical text, in code points; the end is the first place after them."""

PagePlace = tuple[int, int, int, int]
"""A stretch of a canonical text on a page: its start in the text, the page (the first is 0), its first
character on that page, and its length."""


class Asset(Value, frozen=True, kw_only=True):
    """A picture or an original file that came with an article and is kept in the project."""

    id: Id
    media_type: str = ""
    """Such as ``image/png``."""
    name: str = ""
    """Base name of the file it was, without folders."""
    data: str = ""
    """Its bytes in base64."""
    extra: Mapping[str, Any] = EMPTY


class Article(Value, frozen=True, kw_only=True):
    """A text to read, as Markdown source (see `article.markdown` for its canonical text)."""

    id: Id
    title: str
    source: str
    """Markdown; what a plain text file said stands here escaped."""
    file_name: str = ""
    """Base name of the file it came from; empty for pasted text."""
    sha256: str = ""
    """Hex digest of that file's bytes; empty for pasted text."""
    profile: int = 1
    """Version of the Markdown parser profile that the passages were anchored with."""
    author: str = ""
    date: str = ""
    """When it was published, as its source says it."""
    address: str = ""
    """Where it was published: an address on the web."""
    imported: str = ""
    """When it was opened first, as ISO 8601 in UTC, such as ``2025-03-01T09:30:00Z``."""
    whole: bool = False
    """Of a web page: `source` is the whole page, not the article that was found in it."""
    alternative: str = ""
    """Of a web page: the Markdown that `source` would be if `whole` were the other way round."""
    set_aside: tuple[Span, ...] = ()
    """Leftovers of the page that are folded away in reading; they stay in the canonical text."""
    dismissed: tuple[Span, ...] = ()
    """What the reader marked as "not an argument"."""
    original: Id = ""
    """The asset with the file it was read from, where its pages can be shown."""
    pages: tuple[PagePlace, ...] = ()
    """Where the canonical text stands on the pages of `original`, by place."""
    order: float = 0.0
    extra: Mapping[str, Any] = EMPTY


class Passage(Small, frozen=True, kw_only=True):
    """The exact words in an article that a claim rests on, and how to find them again.

    `start` and `end` count Unicode code points of the article's canonical text.
    """

    id: Id
    article: Id
    exact: str
    prefix: str = ""
    """Up to 48 characters before the words."""
    suffix: str = ""
    """Up to 48 characters after them."""
    start: int
    end: int
    text_hash: str = ""
    """Digest of the canonical text that `start` and `end` count in (`anchors.text_hash`)."""
    heading: tuple[str, ...] = ()
    """The headings above the passage, outermost first."""
    implied: bool = False
    """The words suggest the claim without saying it."""
    orphan: bool = False
    """The words were not found in the article's present text: the place counts in an earlier one."""
    extra: Mapping[str, Any] = EMPTY


class Claim(Small, frozen=True, kw_only=True):
    """A proposition put forward as true; one full sentence."""

    id: Id
    text: str = ""
    unstated: bool = False
    """The article relies on it but does not say it."""
    passages: tuple[Passage, ...] = ()
    """In reading order; see `passage_order`."""
    order: float = 0.0
    """Place among the claims of the map that are premises of nothing."""
    primary: Id | None = None
    """Of several inferences that use the claim, the one it is drawn in; its own id where it
    stands alone although it is used; None for the first in order."""
    position: tuple[float, float] | None = None
    """Where the box of a claim that stands alone was put: its left and top in map units, or None
    where the layout finds it a place. Of no meaning while the claim is a premise."""
    width: float | None = None
    """Width of its box in map units, where the reader chose one for it."""
    basis: str = ""
    """What the claim rests on: one of `BASES` or a word of the reader's."""
    rating: ClaimRating | None = None
    tags: tuple[Id, ...] = ()
    """In the order in which they were given."""
    note: str = ""
    extra: Mapping[str, Any] = EMPTY


class Inference(Small, frozen=True, kw_only=True):
    """The step from one or more premises to a target, which is a claim or an inference."""

    id: Id
    kind: Kind
    target: Id
    premises: tuple[Id, ...]
    """Claims, at least one; more than one are co-premises, in the reader's order."""
    order: float = 0.0
    """Place among the inferences of the same target."""
    scheme: str = ""
    """Name of an argument scheme, shown instead of "because" or "however"."""
    rating: InferenceRating | None = None
    tags: tuple[Id, ...] = ()
    note: str = ""
    extra: Mapping[str, Any] = EMPTY


class ArgumentMap(Value, frozen=True, kw_only=True):
    """Claims and the inferences between them."""

    id: Id
    title: str = ""
    order: float = 0.0
    orientation: Orientation = Orientation.DOWN
    compact: bool = False
    """Claims that nothing is said about are stacked rather than put side by side."""
    box_width: float | None = None
    """Width of the map's boxes in map units, where the reader chose one."""
    claims: Mapping[Id, Claim] = EMPTY
    inferences: Mapping[Id, Inference] = EMPTY
    extra: Mapping[str, Any] = EMPTY


class Tag(Small, frozen=True, kw_only=True):
    """A mark of the reader's own for claims and inferences."""

    id: Id
    name: str
    colour: str = "grey"
    """One of `TAG_COLOURS`."""
    order: float = 0.0
    extra: Mapping[str, Any] = EMPTY


class Project(Value, frozen=True, kw_only=True):
    """Everything one `.contention` file holds."""

    title: str = ""
    articles: Mapping[Id, Article] = EMPTY
    maps: Mapping[Id, ArgumentMap] = EMPTY
    tags: Mapping[Id, Tag] = EMPTY
    assets: Mapping[Id, Asset] = EMPTY
    extra: Mapping[str, Any] = EMPTY


Ordered = TypeVar("Ordered", Article, Claim, Inference, ArgumentMap, Tag)


def in_order(items: Iterable[Ordered]) -> list[Ordered]:
    """Items by the reader's order; equal places are told apart by id, so it is total."""
    return sorted(items, key=lambda item: (item.order, item.id))


def passage_order(passage: Passage) -> tuple[Id, int, int, Id]:
    """Sort key of passages: by article, then by place."""
    return (passage.article, passage.start, passage.end, passage.id)


def read_only(items: Mapping[Id, T] | Iterable[tuple[Id, T]]) -> Mapping[Id, T]:
    """A mapping of its own that nobody can change."""
    return MappingProxyType(dict(items))


def with_item(items: Mapping[Id, T], item_id: Id, item: T) -> Mapping[Id, T]:
    """The mapping with one item added or replaced."""
    return MappingProxyType({**items, item_id: item})


def without_items(items: Mapping[Id, T], gone: Iterable[Id]) -> Mapping[Id, T]:
    """The mapping less the items of these ids."""
    drop = set(gone)
    return MappingProxyType({key: item for key, item in items.items() if key not in drop})


def new_project(article: Article | None = None, title: str = "") -> Project:
    """A project with one empty map and, where given, one article."""
    first_map = ArgumentMap(id=new_id(), title=title or (article.title if article else ""))
    return Project(
        title=title or (article.title if article else ""),
        articles=read_only({article.id: article} if article else {}),
        maps=read_only({first_map.id: first_map}),
    )


def with_a_map(project: Project) -> Project:
    """The project, with an empty map where it has none: a file need not hold any."""
    if project.maps:
        return project
    return msgspec.structs.replace(project, maps=new_project(title=project.title).maps)
