"""What a merge could not decide, in plain words, and what a reader may want done about it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from contention.model.project import Id

MINE, BETWEEN, THEIRS = "<<<<<<< mine", "=======", ">>>>>>> theirs"
"""Lines that mark a conflict in a text: before our version, between both, after theirs."""

ConflictKey = tuple[str, Id, str]
"""Kind, id and field."""


class Choice(StrEnum):
    """What a reader wants where both sides changed the same."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


class Conflict(msgspec.Struct, frozen=True):
    """Something that the two sides cannot both have, in plain words."""

    path: str
    """``maps[Title].claims[id].text``"""
    what: str
    """A whole sentence; "your copy" is ours."""
    ours: str
    theirs: str
    """What each side says, in words."""
    key: ConflictKey
    """Kind, id and field: names it among the conflicts of one merge."""
    items: tuple[Id, ...] = ()
    """Ids of all items that it is about."""
    both: bool = False
    """Whether "keep both" means something else than "keep mine"."""


def has_marks(text: str) -> bool:
    """Whether a conflict is still marked in a text."""
    return MINE in text or THEIRS in text
