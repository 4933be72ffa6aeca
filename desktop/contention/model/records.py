"""A project laid flat, each item a record of its fields by kind and id, and set up again.

Merging and comparing look at items one by one, wherever they stand: what holds an item
(its map, its claim) is one more field, `HOLDER`, and each unknown key is a field of its
own. The kinds and their fields are read from the structs of `project`, so a kind or a
field that is added there is merged and compared without a change here.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple, TypeVar, get_args, get_origin

import msgspec

from contention.model.project import EMPTY, Id, Passage, Project, Value, passage_order, read_only

V = TypeVar("V", bound=Value)
Key = tuple[str, Id]
"""The name of a kind and an id; the project itself is ``("Project", "")``."""

HOLDER = "in"
"""The field with the id of the item that holds this one; empty where the project does."""
EXTRA = "extra:"
"""What the field of an unknown key begins with."""
TEXT, PLACE = "source", "place"
"""Fields that make sense only together are one field, a tuple of their values."""
_GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Article": {
        TEXT: (
            "source",
            "file_name",
            "sha256",
            "profile",
            "whole",
            "alternative",
            "original",
            "pages",
            # Last, for `join_spans`: they count in the source.
            "set_aside",
            "dismissed",
        )
    },
    "Passage": {PLACE: ("exact", "prefix", "suffix", "start", "end", "text_hash", "heading", "orphan")},
}


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
"""The value of an unknown key that is not there."""


class Record(NamedTuple):
    """One item without what it holds."""

    kind: str
    id: Id
    fields: Mapping[str, Any]
    item: Value

    def get(self, field: str) -> Any:
        """The value of a field; `MISSING` where the item has no such key."""
        return self.fields.get(field, MISSING)


class Records(dict[Key, Record]):
    """The items of one project by kind and id; not changed once it is made."""

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, Id], list[Id]]:
        """Ids of what stands side by side, in order, by kind and by what it stands in (or speaks to).

        A claim that is a premise stands among the premises alone.
        """
        used = {p for (kind, _), r in self.items() if kind == "Inference" for p in r.fields["premises"]}
        ordered = sorted(
            (record.fields["order"], record.id, record.kind, beside(record))
            for record in self.values()
            if "order" in record.fields and not (record.kind == "Claim" and record.id in used)
        )
        found: dict[tuple[str, Id], list[Id]] = {}
        for _, item, kind, near in ordered:
            found.setdefault((kind, near), []).append(item)
        return found

    @cached_property
    def map_titles(self) -> Counter[str]:
        """How many maps have each title."""
        return Counter(record.fields["title"] for (kind, _), record in self.items() if kind == "ArgumentMap")


def beside(record: Record) -> Id:
    """The id of what an item's neighbours are neighbours in: a target, a map or nothing."""
    near: Id = record.fields["target" if record.kind == "Inference" else HOLDER]
    return near


class _Layout(NamedTuple):
    plain: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    lists: frozenset[str]
    held: Mapping[str, type[Value]]
    by_id: frozenset[str]


def lay_flat(project: Project) -> Records:
    """Every item of a project by kind and id, those that hold others before what they hold.

    Ids are unique in a sound project; of two items of one kind that share one, the later counts.
    """
    records = Records()
    waiting: deque[tuple[Value, Id]] = deque([(project, "")])
    while waiting:
        item, holder = waiting.popleft()
        layout = _layout(type(item))
        fields: dict[str, Any] = {HOLDER: holder}
        for name in layout.plain:
            fields[name] = getattr(item, name)
        for group, names in layout.groups.items():
            fields[group] = tuple(getattr(item, name) for name in names)
        extra: Mapping[str, Any] = getattr(item, "extra", EMPTY)
        for key, value in extra.items():
            fields[EXTRA + key] = value
        kind, item_id = type(item).__name__, getattr(item, "id", "")
        records[kind, item_id] = Record(kind, item_id, fields, item)
        for name in layout.held:
            waiting.extend((child, item_id) for child in _children(item, name, layout))
    return records


def set_up(fields: Mapping[Key, Mapping[str, Any]], like: Sequence[Records]) -> Project:
    """The project that these fields make; equal items are the very ones of `like`, first come first.

    What holds an item must be among the keys; what nothing holds is left out.
    """
    held: dict[tuple[str, Id], list[Id]] = {}
    for (kind, item_id), values in fields.items():
        held.setdefault((kind, values[HOLDER]), []).append(item_id)

    def build(kind: type[V], item_id: Id) -> V:
        key = (kind.__name__, item_id)
        layout = _layout(kind)
        values = fields[key]
        made: dict[str, Any] = {name: values[name] for name in layout.plain}
        for group, names in layout.groups.items():
            made.update(zip(names, values[group], strict=True))
        if item_id:
            made["id"] = item_id
        for name, child in layout.held.items():
            children = [build(child, i) for i in held.get((child.__name__, item_id), ())]
            if name in layout.by_id:
                made[name] = read_only((c.id, c) for c in children)  # type: ignore[attr-defined]
            else:
                if child is Passage:
                    children.sort(key=passage_order)  # type: ignore[arg-type]
                made[name] = tuple(children)
        for records in like:
            old = records.get(key)
            if old is not None and same_fields(old.fields, values) and _holds(old.item, made, layout):
                return old.item  # type: ignore[return-value]
        extra = {k.removeprefix(EXTRA): v for k, v in values.items() if k.startswith(EXTRA)}
        return kind(**made, extra=read_only(extra) if extra else EMPTY)

    return build(Project, "")


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same, also to a program that tells 1 from 1.0 and true."""
    return one is other or (one == other and repr(one) == repr(other))


def same_fields(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records of one kind say the same."""
    if one == other:
        # Only values of unknown keys can be equal and yet differ in a file.
        return all(same(value, other[name]) for name, value in one.items() if name.startswith(EXTRA))
    return False


def is_list(kind: str, field: str) -> bool:
    """Whether a field is a list of ids (premises, say), which is merged member by member."""
    return field in _layout(_kinds()[kind]).lists


def _holds(item: Value, made: Mapping[str, Any], layout: _Layout) -> bool:
    """Whether an item holds the very same things as one that is being made."""
    for name in layout.held:
        before = {id(child) for child in _children(item, name, layout)}
        after = made[name].values() if name in layout.by_id else made[name]
        if len(before) != len(after) or not all(id(child) in before for child in after):
            return False
    return True


def _children(item: Value, name: str, layout: _Layout) -> Sequence[Value]:
    held = getattr(item, name)
    return list(held.values()) if name in layout.by_id else held


@cache
def _kinds() -> dict[str, type[Value]]:
    kinds: dict[str, type[Value]] = {}
    waiting: list[type[Value]] = [Project]
    while waiting:
        kind = waiting.pop()
        kinds[kind.__name__] = kind
        waiting.extend(_layout(kind).held.values())
    return kinds


@cache
def _layout(kind: type[Value]) -> _Layout:
    groups = _GROUPS.get(kind.__name__, {})
    grouped = {name for names in groups.values() for name in names}
    plain: list[str] = []
    lists: list[str] = []
    held: dict[str, type[Value]] = {}
    by_id: list[str] = []
    for field in msgspec.structs.fields(kind):
        if field.name in ("id", "extra") or field.name in grouped:
            continue
        args = get_args(field.type)
        child = next((arg for arg in args if isinstance(arg, type) and issubclass(arg, Value)), None)
        if child is not None:
            held[field.name] = child
            if get_origin(field.type) is not tuple:
                by_id.append(field.name)
            continue
        plain.append(field.name)
        if args == (str, ...):
            lists.append(field.name)
    return _Layout(tuple(plain), groups, frozenset(lists), held, frozenset(by_id))
