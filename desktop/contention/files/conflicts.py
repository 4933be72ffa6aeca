"""Finds the copies that programs which keep folders alike leave beside a project they could not merge."""

from __future__ import annotations

import re
from pathlib import Path

_BETWEEN = re.compile(
    r"""
      \.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]+)?          # Syncthing, Resilio
    | [ ]\([^()]*conflicted[ ]copy[^()]*\)([ ]\(\d+\))?  # Dropbox, Nextcloud, ownCloud
    | [ ]\(SFConflict[ ][^()]*\)                         # Seafile
    | [ ]\(conflict[^()]*\)                              # Unison, Box
    | _conflict-\d{8}-\d{6}                              # ownCloud of old
    """,
    re.VERBOSE | re.IGNORECASE,
)


def conflict_copies(project: Path) -> list[Path]:
    """The conflict copies beside a project, by name; empty where the folder cannot be read.

    Only names that cannot mean anything else: “Ships (2)” may be a copy that a person made.
    """
    try:
        beside = sorted(project.parent.iterdir())
    except OSError:
        return []
    return [path for path in beside if _is_copy(path, project) and path.is_file()]


def _is_copy(path: Path, project: Path) -> bool:
    if not (path.name.startswith(project.stem) and path.suffix == project.suffix):
        return False
    between = path.name.removeprefix(project.stem).removesuffix(project.suffix)
    return _BETWEEN.fullmatch(between) is not None
