"""What differs between two values of a map, found by identity.

Edits share what they do not touch, so one pass over the items tells what to redraw.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from contention.model.project import EMPTY, ArgumentMap, Id


class Difference(msgspec.Struct, frozen=True):
    """Ids of the items that came, went, or were replaced."""

    added: tuple[Id, ...] = ()
    removed: tuple[Id, ...] = ()
    changed: tuple[Id, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def difference(before: Mapping[Id, object], after: Mapping[Id, object]) -> Difference:
    """What differs between two mappings of values that share what is unchanged."""
    if before is after:
        return Difference()
    return Difference(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        changed=tuple(key for key, item in after.items() if key in before and before[key] is not item),
    )


def claim_changes(before: ArgumentMap | None, after: ArgumentMap | None) -> Difference:
    """The claims that differ between two values of a map; None stands for no map."""
    return difference(before.claims if before else EMPTY, after.claims if after else EMPTY)


def inference_changes(before: ArgumentMap | None, after: ArgumentMap | None) -> Difference:
    """The inferences that differ between two values of a map; None stands for no map."""
    return difference(before.inferences if before else EMPTY, after.inferences if after else EMPTY)
