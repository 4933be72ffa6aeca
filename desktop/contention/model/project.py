"""A project as one immutable value: its articles, and maps of claims and inferences.

Nothing here is ever changed in place. An edit (see `edits`) returns a new
`Project` that shares everything it did not touch with the old one, so views
may compare by identity (``before.maps[m] is after.maps[m]``).

Every item carries `extra`: keys of the project file that this version does not
know. They are kept and written back.
"""

from __future__ import annotations

import secrets
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
    return secrets.token_hex(6)


class Kind(StrEnum):
    """Whether an inference speaks for its target or against it."""

    REASON = "reason"
    OBJECTION = "objection"


class Value(msgspec.Struct, frozen=True, weakref=True):
    """What every item of a project is: immutable, compared by content."""


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
    order: float = 0.0
    extra: Mapping[str, Any] = EMPTY


class Passage(Value, frozen=True, kw_only=True):
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
    extra: Mapping[str, Any] = EMPTY


class Claim(Value, frozen=True, kw_only=True):
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
    """Of several inferences that use the claim, the one it is drawn in."""
    extra: Mapping[str, Any] = EMPTY


class Inference(Value, frozen=True, kw_only=True):
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
    extra: Mapping[str, Any] = EMPTY


class ArgumentMap(Value, frozen=True, kw_only=True):
    """Claims and the inferences between them."""

    id: Id
    title: str = ""
    order: float = 0.0
    claims: Mapping[Id, Claim] = EMPTY
    inferences: Mapping[Id, Inference] = EMPTY
    extra: Mapping[str, Any] = EMPTY


class Project(Value, frozen=True, kw_only=True):
    """Everything one `.contention` file holds."""

    title: str = ""
    articles: Mapping[Id, Article] = EMPTY
    maps: Mapping[Id, ArgumentMap] = EMPTY
    extra: Mapping[str, Any] = EMPTY


Ordered = TypeVar("Ordered", Article, Claim, Inference, ArgumentMap)


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
