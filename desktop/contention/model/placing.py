"""The reader's order: where an item goes among its siblings.

Places are numbers with room between them, so that putting one item somewhere
else changes that item alone (one line of the project file). Only where two
neighbours have no number left between them are all siblings numbered anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

import msgspec

from contention.model.project import Ordered


class Placing(msgspec.Struct, Generic[Ordered], frozen=True):
    """A free place, and the siblings that had to be numbered anew to make it."""

    order: float
    renumbered: tuple[Ordered, ...] = ()


def place_among(siblings: Sequence[Ordered], at: int | None) -> Placing[Ordered]:
    """The place before ``siblings[at]``; at the end where `at` is None or past it.

    `siblings` are in order and do not hold the item that is being placed.
    """
    if not siblings:
        return Placing(1.0)
    if at is None or at >= len(siblings):
        low, high = siblings[-1].order, siblings[-1].order + 2.0
    elif at <= 0:
        low, high = siblings[0].order - 2.0, siblings[0].order
    else:
        low, high = siblings[at - 1].order, siblings[at].order
    order = (low + high) / 2.0
    if low < order < high:
        return Placing(order)
    index = len(siblings) if at is None else max(0, min(at, len(siblings)))
    # Siblings from `index` on move up by one: their 1-based place is past the gap.
    numbered = tuple(
        msgspec.structs.replace(item, order=float(place + 1 if place > index else place))
        for place, item in enumerate(siblings, start=1)
    )
    return Placing(float(index + 1), numbered)
