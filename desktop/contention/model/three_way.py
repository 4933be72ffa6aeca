"""Merging three values where more than "take the one that changed" can be done: lists and unknown keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from contention.model.conflicts import Choice
from contention.model.project import Id
from contention.model.records import MISSING, same


class Joined(NamedTuple):
    """What became of three values."""

    value: Any
    clean: bool
    """Whether everything that either side wrote is in it."""


def join_lists(
    base: Sequence[Id], ours: Sequence[Id], theirs: Sequence[Id], *, first: Sequence[Id]
) -> Joined:
    """Three lists of ids, none twice: what either side added or took out is, and its order kept.

    `first` is the side that counts where both cannot: they put the same things in different
    orders, or leave nothing together. Which side is ours changes nothing else.
    """
    kept = [i for i in base if i in ours and i in theirs]
    order_ours, order_theirs = ([i for i in side if i in kept] for side in (ours, theirs))
    clean = True
    if order_theirs in (order_ours, kept):
        spine = order_ours
    elif order_ours == kept:
        spine = order_theirs
    else:
        spine = [i for i in first if i in kept]
        clean = False
    runs_ours, runs_theirs = _runs(ours, base, spine), _runs(theirs, base, spine)
    if _places(runs_ours, set(theirs)) != _places(runs_theirs, set(ours)):
        clean = False
    merged: list[Id] = []
    for anchor in (None, *spine):
        if anchor is not None:
            merged.append(anchor)
        runs = [run for runs in (runs_ours, runs_theirs) if (run := runs.get(anchor))]
        # Neither side goes first for being ours: both machines must come to the same order.
        for run in sorted(runs):
            merged.extend(i for i in run if i not in merged)
    merged = list(dict.fromkeys(merged))
    if not merged and ours and theirs:
        return Joined(tuple(first), False)
    return Joined(tuple(merged), clean)


def join_spans(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> Joined:
    """Three values that end in lists of places (see `records.TEXT`) and differ in nothing else.

    A place that either side added or took out is; where they differ otherwise it is ours, and not clean.
    """
    if not list(base[:-2]) == list(ours[:-2]) == list(theirs[:-2]):
        return Joined(ours, False)
    joined = [
        tuple(sorted((set(mine) & set(other)) | (set(mine) ^ set(other)) - set(before)))
        for before, mine, other in zip(base[-2:], ours[-2:], theirs[-2:], strict=True)
    ]
    return Joined((*ours[:-2], *joined), True)


def _runs(side: Sequence[Id], base: Sequence[Id], spine: Iterable[Id]) -> dict[Id | None, list[Id]]:
    """What a side added, by the kept member that it stands after (None: at the beginning)."""
    known, backbone = set(base), set(spine)
    runs: dict[Id | None, list[Id]] = {}
    anchor: Id | None = None
    for item in side:
        if item in backbone:
            anchor = item
        elif item not in known:
            runs.setdefault(anchor, []).append(item)
    return runs


def _places(runs: dict[Id | None, list[Id]], others: set[Id]) -> dict[Id, Id | None]:
    return {item: anchor for anchor, run in runs.items() for item in run if item in others}


def join_plain(base: Any, ours: Any, theirs: Any, choice: Choice | None = None) -> Joined:
    """Three values of an unknown key: objects by key, lists of objects with ids by id, others whole.

    `choice` says which value counts where both sides changed the same. Without one it is ours,
    and what one side changed and the other took out is kept.
    """
    if same(ours, theirs) or same(base, theirs):
        return Joined(ours, True)
    if same(base, ours):
        return Joined(theirs, True)
    if ours is MISSING or theirs is MISSING:
        kept = theirs if ours is MISSING else ours
        if choice is Choice.OURS:
            kept = ours
        elif choice is Choice.THEIRS:
            kept = theirs
        return Joined(kept, False)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _join_objects(base if isinstance(base, dict) else {}, ours, theirs, choice)
    before, mine, other = _by_id(base), _by_id(ours), _by_id(theirs)
    if before is not None and mine is not None and other is not None:
        joined = _join_objects(before, mine, other, choice)
        items = list(joined.value.values())
        if all(list(ids) == sorted(ids) for ids in (mine, other)):
            items.sort(key=lambda item: str(item["id"]))
        return Joined(items, joined.clean)
    return Joined(theirs if choice is Choice.THEIRS else ours, False)


def _join_objects(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], choice: Choice | None
) -> Joined:
    merged: dict[str, Any] = {}
    clean = True
    for key in dict.fromkeys((*ours, *theirs)):
        before, mine, other = (side.get(key, MISSING) for side in (base, ours, theirs))
        part = join_plain(before, mine, other, choice)
        clean = clean and part.clean
        if part.value is not MISSING:
            merged[key] = part.value
    return Joined(merged, clean)


def _by_id(value: Any) -> dict[str, Any] | None:
    """The objects of a list by their ids; None where it is no such list. No list is an empty one."""
    if value is MISSING:
        return {}
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return None
    ids = [item.get("id") for item in value]
    if not all(isinstance(i, str) for i in ids) or len(set(ids)) != len(ids):
        return None
    return dict(zip(ids, value, strict=True))
