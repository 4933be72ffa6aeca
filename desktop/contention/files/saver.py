"""Saves over a file only while it is still the one that was read, and keeps the one it replaces.

The sequence: temporary file in the same folder → write to the end → permissions →
sync → checked close → under a lock: is the file still the one we know? → keep it as a
backup → replace → sync the folder. Measured against others in `docs/reliability.md`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import EllipsisType
from typing import NamedTuple

from contention.files.atomic import write_bytes
from contention.files.errors import (
    Cancelled,
    ChangedOutside,
    DiskFull,
    NotConfirmed,
    ProjectFileError,
    ReadOnlyFile,
    WriteError,
    reason,
    shown,
)
from contention.files.locks import folder_lock

__all__ = [
    "Cancelled",
    "ChangedOutside",
    "DiskFull",
    "NotConfirmed",
    "ReadOnlyFile",
    "Saved",
    "digest_of",
    "file_digest",
    "save_bytes",
]

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

SAVE_AS = "Choose another folder or name with Save As."


class Saved(NamedTuple):
    """What was saved, and what the person should know although it was."""

    digest: str
    notices: tuple[str, ...] = ()
    """Whole sentences: no backup could be kept, or the folder cannot confirm the move."""


def digest_of(data: bytes) -> str:
    """SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str | None:
    """Digest of what is in a file now; None where there is no file.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe might never end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def save_bytes(
    path: Path,
    data: bytes,
    *,
    expected: str | EllipsisType | None = ...,
    backup: Callable[[Path], object] | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> Saved:
    """Puts `data` into the file at `path`: all of it, or none.

    `expected` is the digest of what should be there (None: no file); `...` does not
    look. ``backup(file)`` keeps what is there before it is replaced; where it cannot
    (`OSError`), the save goes on and says so: refusing would lose more. ``progress(done,
    total)`` counts bytes; when it returns False, the old file stays.

    Raises:
        ChangedOutside: the file is not the one expected; nothing was written.
        ReadOnlyFile, DiskFull: the old file is unchanged; another place would do.
        Cancelled: `progress` returned False; the old file is unchanged.
        NotConfirmed: the new content is there, but may not outlast a power cut.
        ProjectFileError: anything else; the old file is unchanged. All are whole sentences.
    """
    digest = digest_of(data)
    notices: list[str] = []

    @contextmanager
    def still_the_same(target: Path) -> Iterator[None]:
        with folder_lock(target):
            found = file_digest(target) if expected is not ... or backup is not None else None
            if expected is not ... and found not in {expected, digest}:
                raise ChangedOutside(_changed(path, found), found)
            if backup is not None and found is not None and found != digest:
                try:
                    backup(target)
                except OSError as error:
                    notices.append(_no_backup(path, error))
            yield

    def written(done: int) -> None:
        if progress is not None and not progress(done, len(data)):
            raise Cancelled(f"{shown(path)} was not saved: it was stopped. {_KEPT}")

    try:
        notice = write_bytes(path, data, guard=still_the_same, written=written)
    except WriteError as error:
        raise _for_projects(error, digest) from error
    return Saved(digest, (*notices, notice) if notice else tuple(notices))


_KEPT = "What was there before is unchanged."


def _for_projects(error: WriteError, digest: str) -> ProjectFileError:
    sentence = f"{error.what} {SAVE_AS}" if error.elsewhere else str(error)
    if error.in_place:
        return NotConfirmed(sentence, digest)
    if error.code in _FULL:
        return DiskFull(sentence)
    if error.code in _READ_ONLY:
        return ReadOnlyFile(sentence)
    return ProjectFileError(sentence)


def _changed(path: Path, found: str | None) -> str:
    if found is None:
        return f"{shown(path)} was not saved: it has been moved or deleted since it was opened. {SAVE_AS}"
    return (
        f"{shown(path)} was not saved: another program has changed it since it was opened. "
        f"What is there is unchanged. Bring the two together, or choose another name with Save As."
    )


def _no_backup(path: Path, error: OSError) -> str:
    return f"{shown(path)} was saved, but its earlier version could not be kept: {reason(error)}."
