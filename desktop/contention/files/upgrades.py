"""How files of earlier versions become files of the current one.

An upgrade is a pure function on the plain values of a whole file, from version N
to N + 1. It never sees the current structs, so it stays right when they change.
Each has a frozen file in ``tests/data/projects/vN/``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contention.files.wire import VERSION

Plain = dict[str, Any]
Upgrade = Callable[[Plain], Plain]

#: By the version they start from. A test holds that none below the current is missing.
UPGRADES: Mapping[int, Upgrade] = {}


def upgrade(
    document: Plain,
    version: int,
    *,
    to: int = VERSION,
    upgrades: Mapping[int, Upgrade] = UPGRADES,
) -> Plain:
    """The values of a file in the current version; one that is as new stays as it is."""
    for step in range(version, to):
        document = {**upgrades[step](document), "version": step + 1}
    return document
