"""Removes the temporary files that a program killed while saving left behind."""

from __future__ import annotations

import contextlib
import re
import stat
import time
from pathlib import Path

from contention.files.atomic import TEMPORARY

_OURS = re.compile(re.escape(TEMPORARY).replace(r"\*", "[0-9a-f]{16}"))

OLD = 3600.0
"""Seconds after which no save can still be at work on its temporary file."""


def sweep(folder: Path, *, older_than: float = OLD) -> list[Path]:
    """Removes leftovers in one folder (not below it), and names those that went.

    Only plain files with a name that `atomic` gives, and only those untouched for
    `older_than` seconds: another program may be saving there. What cannot be looked at
    or removed stays; it harms nobody.
    """
    gone = []
    now = time.time()
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name) is None:
                continue
            with contextlib.suppress(OSError):
                about = path.lstat()
                if stat.S_ISREG(about.st_mode) and now - about.st_mtime > older_than:
                    path.unlink()
                    gone.append(path)
    return gone
