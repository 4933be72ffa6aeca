"""Three-way merge of projects, by id and field: two people, or two windows, changed copies of one.

What one side alone changed is taken. Where both changed the same field of the same item, or one
changed what the other deleted, that is a conflict: it is told, the project holds our value (or
the item that would have been deleted), and `resolve` does otherwise. Whatever the two sides wrote
is either in the merged project or named in a conflict. The result does not depend on chance, and
without conflicts not on which side is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from contention.model import words
from contention.model.conflicts import Choice, Conflict, ConflictKey
from contention.model.mending import Mending, copy_articles, keep_together, mend_primaries
from contention.model.project import Id, Project
from contention.model.records import (
    EXTRA,
    HOLDER,
    MISSING,
    PLACE,
    TEXT,
    Key,
    Record,
    Records,
    is_list,
    lay_flat,
    same,
    same_fields,
    set_up,
)
from contention.model.three_way import join_lists, join_plain, join_spans
from contention.model.untangling import Untangling

__all__ = ["Choice", "Conflict", "Merged", "merge", "resolve"]

PROSE = ("text", "title", "note")
"""Fields with a reader's own words: of these both versions can be kept, one under the other."""


class Merged(msgspec.Struct, frozen=True):
    """A merged project, what is left to decide, and what it was made of."""

    project: Project
    conflicts: tuple[Conflict, ...]
    base: Project
    ours: Project
    theirs: Project
    choices: Mapping[ConflictKey, Choice] = {}


def merge(base: Project, ours: Project, theirs: Project) -> Merged:
    """The changes from `base` to `ours` and to `theirs` in one project.

    Ids are unique in a sound project; of items that share one, the last of its kind counts.
    """
    return _merged(base, ours, theirs, {})


def resolve(merged: Merged, choices: Mapping[ConflictKey, Choice]) -> Merged:
    """The merge with these conflicts (by `Conflict.key`) decided, besides those decided before.

    "Both" keeps words of both sides in one text, one under the other, and a deleted item that
    was changed; elsewhere it is "ours". A decision may bring a new conflict, which is told.
    """
    every = {**merged.choices, **choices}
    return _merged(merged.base, merged.ours, merged.theirs, every)


def _merged(base: Project, ours: Project, theirs: Project, choices: Mapping[ConflictKey, Choice]) -> Merged:
    sides = (lay_flat(base), lay_flat(ours), lay_flat(theirs))
    untangling = Untangling(*sides, choices)
    while True:
        attempt = _Merge(*sides, choices, untangling.forced)
        attempt.run()
        project = set_up(attempt.fields, sides[1:])
        if not untangling.forces_more(project, attempt.fields):
            break
    told = {**untangling.conflicts, **attempt.conflicts}
    conflicts = tuple(conflict for key, conflict in told.items() if key not in choices)
    return Merged(project, conflicts, base, ours, theirs, choices)


class _Merge:
    """One pass over all items; `forced` says whose step counts where both together run in a circle."""

    def __init__(
        self,
        base: Records,
        ours: Records,
        theirs: Records,
        choices: Mapping[ConflictKey, Choice],
        forced: Mapping[Key, Choice],
    ) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.choices, self.forced = choices, forced
        self.fields: dict[Key, dict[str, Any]] = {}
        self.conflicts: dict[ConflictKey, Conflict] = {}
        #: What is kept although one side deleted it, and the item for whose sake.
        self.kept: dict[Key, Key] = {}
        #: What is not to come back, for it was decided so.
        self.gone: set[Key] = set()

    def run(self) -> None:
        """Merge item by item, then mend what the two sides together left without its place."""
        for key in dict.fromkeys((*self.ours, *self.theirs)):
            self._item(key)
        self._one_id_for_one_item()
        Mending(self.fields, self.ours, self.theirs, self.kept, self.gone).close()
        along: dict[Key, list[Id]] = {}
        for key, sake in self.kept.items():
            along.setdefault(sake, []).extend([key[1]] if key != sake else [])
        for sake, items in along.items():
            self._tell_deleted(sake, items)
        for key in keep_together(self.fields, self.base, self.ours, self.theirs):
            item = words.named(self._either(key), key)
            self._tell(key, HOLDER, f"One copy moved {item} to another map, where it cannot be alone.")
        for key, lost in mend_primaries(self.fields, self.ours, self.theirs):
            self._tell(
                key,
                "primary",
                f"The step that {words.named(self._either(key), key)} was to be drawn in no longer uses it; "
                "it is drawn in its first place.",
                items=(lost,),
            )
        for key, passages in copy_articles(self.fields, self.ours, self.theirs, self.choices):
            self._tell(
                key,
                "copy",
                f"The text of {words.named(self.ours, key)} changed, but passages were taken from the "
                "text as the other side has it; both texts are kept, as two articles.",
                items=passages,
            )

    def _item(self, key: Key) -> None:
        base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        forced = self.forced.get(key)
        if forced is not None and key not in self._side(forced):
            self.gone.add(key)
        elif ours is not None and theirs is not None:
            self.fields[key] = self._both(key, base, ours, theirs)
        elif (present := ours or theirs) is not None:
            self._one(key, base, present, Choice.THEIRS if ours is not None else Choice.OURS)
        if forced is not None and key in self.fields:
            source = self._side(forced)[key].fields
            self.fields[key].update({name: source[name] for name in ("target", "premises", "order")})

    def _one(self, key: Key, base: Record | None, present: Record, deleter: Choice) -> None:
        """An item that one side alone has: added there, or deleted by the other."""
        if base is not None and key not in self.forced:
            if same_fields(base.fields, present.fields):
                # Deleted, unless something needs it; see `Mending`.
                if self.choices.get((*key, "")) is deleter:
                    self.gone.add(key)
                return
            if self.choices.get((*key, "")) is deleter:
                self.gone.add(key)
                return
            self.kept[key] = key
        self.fields[key] = dict(present.fields)

    def _both(self, key: Key, base: Record | None, ours: Record, theirs: Record) -> dict[str, Any]:
        if ours is theirs or (base is not None and same_fields(base.fields, theirs.fields)):
            return dict(ours.fields)
        merged: dict[str, Any] = {}
        for field in dict.fromkeys((*ours.fields, *theirs.fields)):
            value = self._field(key, field, base, ours.get(field), theirs.get(field))
            if value is not MISSING:
                merged[field] = value
        return merged

    def _field(self, key: Key, field: str, base: Record | None, ours: Any, theirs: Any) -> Any:
        before = base.get(field) if base is not None else None
        if same(ours, theirs) or (base is not None and same(before, theirs)):
            return ours
        if base is not None and same(before, ours):
            return theirs
        choice = self._choice(key, field)
        value = theirs if choice is Choice.THEIRS else ours
        clean = False
        if field.startswith(EXTRA):
            value, clean = join_plain(before if base is not None else MISSING, ours, theirs, choice)
        elif (key[0], field) == ("Article", TEXT) and base is not None:
            joined = join_spans(base.get(field), ours, theirs)
            value, clean = joined if joined.clean else (value, False)
        elif is_list(key[0], field) and base is not None and key not in self.forced:
            value, clean = join_lists(base.get(field), ours, theirs, first=value)
            if not clean and choice in (Choice.OURS, Choice.THEIRS):
                value = theirs if choice is Choice.THEIRS else ours
        elif choice is Choice.BOTH and field in PROSE:
            value = "\n".join(dict.fromkeys(text for text in (ours, theirs) if text))
        if not clean and self._told_with(key, field):
            self._tell_along(key, field)
        elif not clean:
            both = field in PROSE or (key[0], field) == ("Article", TEXT)
            item = words.named(self.base if base is not None else self.ours, key)
            self._tell(key, field, f"Both copies changed {words.field_named(field)} of {item}.", both=both)
        return value

    def _choice(self, key: Key, field: str) -> Choice | None:
        """What was decided about a field, or about the field that it goes with."""
        if self._told_with(key, field):
            with_key, with_field = self._goes_with(key, field)
            return self.choices.get((*with_key, with_field))
        return self.choices.get((*key, field))

    def _told_with(self, key: Key, field: str) -> bool:
        with_key, with_field = self._goes_with(key, field)
        return (*with_key, with_field) in self.conflicts

    def _goes_with(self, key: Key, field: str) -> tuple[Key, str]:
        """The field whose conflict says it all: a place among siblings goes with their target."""
        if key[0] == "Inference" and field == "order":
            return key, "target"
        if key[0] == "Passage" and field == PLACE:
            return ("Article", self.ours[key].fields["article"]), TEXT
        return key, field

    def _one_id_for_one_item(self) -> None:
        """Two sides may have given one id to items of two kinds, in theory: theirs gives way."""
        kinds: dict[Id, Key] = {}
        for key in list(self.fields):
            first = kinds.setdefault(key[1], key)
            if first != key and key not in self.ours:
                self._tell(
                    key, "id", f"The id of {words.named(self.theirs, key)} is already taken; left out."
                )
                del self.fields[key]

    # --- telling ------------------------------------------------------------------------

    def _tell(self, key: Key, field: str, what: str, *, items: Iterable[Id] = (), both: bool = False) -> None:
        records = self._either(key)
        path = words.path_of(records, key)
        self.conflicts[(*key, field)] = Conflict(
            path=f"{path}.{field.removeprefix(EXTRA)}" if field in records[key].fields else path,
            what=what,
            ours=self._said(self.ours, key, field),
            theirs=self._said(self.theirs, key, field),
            key=(*key, field),
            items=(key[1], *items),
            both=both,
        )

    def _said(self, side: Records, key: Key, field: str) -> str:
        if field:
            return words.value_in_words(side, key, field)
        if key not in side:
            return "deleted"
        before = self.base.get(key)
        if before is None:
            return "added"
        return "kept" if same_fields(before.fields, side[key].fields) else "changed"

    def _tell_along(self, key: Key, field: str) -> None:
        """What a conflict says it all for is one of its items."""
        with_key, with_field = self._goes_with(key, field)
        conflict = self.conflicts[*with_key, with_field]
        if key[1] not in conflict.items:
            self.conflicts[*with_key, with_field] = msgspec.structs.replace(
                conflict, items=(*conflict.items, key[1])
            )

    def _tell_deleted(self, key: Key, along: list[Id]) -> None:
        """One side deleted what the other changed, or what something new on the other side needs."""
        keeper, records = ("Your copy", self.ours) if key in self.ours else ("The other copy", self.theirs)
        base, item = self.base.get(key), words.named(records, key)
        changed = base is None or not same_fields(base.fields, records[key].fields)
        did = "changed" if changed else "built on"
        other = "the other copy" if key in self.ours else "your copy"
        kept = "It is kept, with all that it stands in." if along else "It is kept."
        self._tell(key, "", f"{keeper} {did} {item}, which {other} deleted. {kept}", items=along)

    def _either(self, key: Key) -> Records:
        return self.ours if key in self.ours else self.theirs

    def _side(self, choice: Choice) -> Records:
        return self.theirs if choice is Choice.THEIRS else self.ours
