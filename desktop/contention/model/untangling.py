"""Circles that two sound maps make together: one side moves A below B, the other B below A.

Of the steps in such a circle one side's count, ours unless chosen otherwise. That may bring
something back that makes another circle, so the merge is done again until none is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contention.model import words
from contention.model.conflicts import Choice, Conflict, ConflictKey
from contention.model.graph import circles
from contention.model.project import Id, Project
from contention.model.records import HOLDER, Key, Records, same

Fields = Mapping[Key, Mapping[str, Any]]
_STEP = ("target", "premises")


class Untangling:
    """Whose steps count where both sides' together run in a circle, and what is told of it."""

    def __init__(
        self, base: Records, ours: Records, theirs: Records, choices: Mapping[ConflictKey, Choice]
    ) -> None:
        self._ours, self._theirs = ours, theirs
        self._choices = choices
        # A circle that is in neither side needs steps of both.
        self._needed = _steps_changed(ours, base) and _steps_changed(theirs, base)
        self._before: list[set[Id]] | None = None
        #: The side whose version of an inference counts; where it has none, the inference goes.
        self.forced: dict[Key, Choice] = {}
        self.conflicts: dict[ConflictKey, Conflict] = {}

    def forces_more(self, project: Project, fields: Fields) -> bool:
        """Looks for new circles in a merged project; whether to merge it once more."""
        if not self._needed:
            return False
        found = [circle for circle in self._circles(project) if self._break(circle, fields)]
        return bool(found)

    def _circles(self, project: Project) -> Iterator[list[Id]]:
        for argument_map in project.maps.values():
            for circle in circles(argument_map):
                if self._before is None:
                    sides = [side["Project", ""].item for side in (self._ours, self._theirs)]
                    maps = [m for side in sides if isinstance(side, Project) for m in side.maps.values()]
                    self._before = [set(old) for one in maps for old in circles(one)]
                if not any(old.issuperset(circle) for old in self._before):
                    yield circle

    def _break(self, circle: list[Id], fields: Fields) -> bool:
        told = ("Circle", min(circle), "")
        side = Choice.THEIRS if self._choices.get(told) is Choice.THEIRS else Choice.OURS
        records = self._theirs if side is Choice.THEIRS else self._ours
        mended = [
            key
            for key in (("Inference", item) for item in circle)
            if key in fields and key not in self.forced and not _as_in(records, key, fields[key])
        ]
        if not mended:
            return False
        self.forced.update(dict.fromkeys(mended, side))
        gone = _steps_about(fields, {key[1] for key in mended if key not in records})
        ours, theirs = (
            "; ".join(words.named(r, key) for key in mended if key in r) or "no such step"
            for r in (self._ours, self._theirs)
        )
        self.conflicts[told] = Conflict(
            path=words.path_of(self._ours, ("ArgumentMap", fields[mended[0]][HOLDER])),
            what="The steps of both copies together would let the argument run in a circle. "
            f"Those of {'your' if side is Choice.OURS else 'the other'} copy are kept.",
            ours=ours,
            theirs=theirs,
            key=told,
            items=tuple(sorted({*(item for _, item in mended), *gone})),
        )
        return True


def _steps_changed(side: Records, base: Records) -> bool:
    return any(
        key not in base or any(record.fields[name] != base[key].fields[name] for name in _STEP)
        for key, record in side.items()
        if key[0] == "Inference"
    )


def _as_in(records: Records, key: Key, fields: Mapping[str, Any]) -> bool:
    record = records.get(key)
    return record is not None and all(same(record.fields[name], fields[name]) for name in _STEP)


def _steps_about(fields: Fields, gone: set[Id]) -> set[Id]:
    """Inferences that go, and those about them, and so on: these go along."""
    found = set(gone)
    more = found
    while more:
        more = {k[1] for k, f in fields.items() if k[0] == "Inference" and f["target"] in found} - found
        found |= more
    return found
