"""Keeps what was not saved yet, so that a crash or a power cut costs seconds.

Each open window has a slot of its own in the recovery folder: one file, replaced
whole at each snapshot, and a lock beside it that dies with the program. A slot that
nobody holds was left by a crash. Nothing here is ever deleted by itself.

A recovery file is one line of JSON (name, place, what the work was based on) and
then the project file as it would have been saved.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any, NamedTuple

from contention.files.atomic import write_bytes
from contention.files.errors import ProjectFileError, WriteError, reason, shown
from contention.files.glance import count_claims
from contention.files.locks import FileLock
from contention.files.wire import MAX_FILE

SUFFIX = ".recovery"
_MAX_HEAD = 256 * 1024
"""Bytes of the first line; a path has at most 32,767 characters, each escaped in six."""


class Recovered(NamedTuple):
    """Work that was not saved, as a list shows it. `data` and `files.codec.decode` give the whole."""

    path: Path
    """The recovery file."""
    name: str
    """What the window was called; "" where that is lost."""
    original: Path | None
    """The project file that the work belongs to; None for one that was never saved."""
    base: str | None
    """Digest of that file when it was last read or saved: whether it has changed since."""
    time: float
    """Of the snapshot, in seconds since 1970."""
    claims: int | None
    """None where the snapshot is damaged."""

    def data(self) -> bytes:
        """The bytes of the project file.

        Raises:
            ProjectFileError: they cannot be read any more.
        """
        try:
            return _read(self.path)[1]
        except OSError as error:
            raise ProjectFileError(
                f"The recovered work {shown(self.path)} cannot be read: {reason(error)}. "
                "It was left as it is."
            ) from error


class RecoveryStore:
    """The slot of one window, and the slots that others left behind."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the program's own; it is made at the first snapshot."""
        self._folder = folder
        self._slot: Path | None = None
        self._lock: FileLock | None = None

    @property
    def slot(self) -> Path | None:
        """This window's own recovery file; None before its first snapshot."""
        return self._slot

    def write(self, data: bytes, name: str, original: Path | None, *, base: str | None = None) -> None:
        """Puts a snapshot (the bytes of a project file) in the place of the one before it.

        May be called from a worker thread, from one at a time.

        Raises:
            ProjectFileError: whole sentences; the snapshot before it is unchanged.
        """
        head = {
            "name": name,
            "original": None if original is None else os.fspath(original.absolute()),
            "base": base,
        }
        try:
            path = self._own_slot()
            write_bytes(path, json.dumps(head).encode() + b"\n" + data)
        except OSError as error:
            raise ProjectFileError(_no_snapshot(reason(error))) from error
        except WriteError as error:
            raise ProjectFileError(_no_snapshot(_why(error))) from error

    def clear(self) -> None:
        """The work is saved, or given up by the person: this window's own snapshot goes.

        Raises:
            ProjectFileError: it could not be removed, and will be offered at the next start.
        """
        if self._slot is not None:
            self._remove(self._slot)

    def close(self) -> None:
        """Lets go of the slot; a snapshot in it stays, and is listed from now on."""
        if self._lock is not None:
            self._lock.release()
        self._slot = self._lock = None

    def list(self) -> list[Recovered]:
        """What crashes left behind, newest first; without the slots of living windows."""
        found = []
        try:
            paths = sorted(self._folder.glob(f"*{SUFFIX}"))
        except OSError:
            return []
        for path in paths:
            if path == self._slot or self._is_held(path):
                continue
            recovered = _at(path)
            if recovered is not None:
                found.append(recovered)
        return sorted(found, key=lambda one: one.time, reverse=True)

    def adopt(self, found: Recovered) -> bool:
        """Takes over a slot for work that was restored; False where another window was faster.

        From then on snapshots replace it there, so that the work is on the disk at every
        moment until it is saved. The slot this window had is let go of with what it holds.
        """
        lock = FileLock(_lock_of(found.path))
        if lock.acquire() is not None:
            return False
        if not found.path.exists():
            lock.release()
            return False
        self.close()
        self._slot, self._lock = found.path, lock
        return True

    def remove(self, found: Recovered) -> bool:
        """Deletes what the person discards; False where another window has taken it over.

        Raises:
            ProjectFileError: it could not be removed.
        """
        lock = FileLock(_lock_of(found.path))
        if lock.acquire() is not None:
            return False
        try:
            self._remove(found.path)
        finally:
            lock.release()
        return True

    def _own_slot(self) -> Path:
        if self._slot is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._folder / f"{secrets.token_hex(8)}{SUFFIX}"
            lock = FileLock(_lock_of(path))
            lock.acquire()
            self._slot, self._lock = path, lock
        return self._slot

    def _is_held(self, path: Path) -> bool:
        lock = FileLock(_lock_of(path))
        held = lock.acquire() is not None
        lock.release()
        return held

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise ProjectFileError(
                f"The recovered work {shown(path)} could not be removed: {reason(error)}. "
                "It will be offered again at the next start."
            ) from error


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _at(path: Path) -> Recovered | None:
    """What a recovery file says of itself; None where it is gone, or no file."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None
        head, data = _read(path)
    except FileNotFoundError:
        return None
    except OSError:
        return Recovered(path, "", None, None, 0.0, None)
    name, original, base = head.get("name"), head.get("original"), head.get("base")
    return Recovered(
        path,
        name if isinstance(name, str) else "",
        _path(original),
        base if isinstance(base, str) else None,
        found.st_mtime,
        count_claims(data),
    )


def _read(path: Path) -> tuple[dict[str, Any], bytes]:
    """The first line and the rest; where the first line is damaged, none and the whole."""
    with path.open("rb") as file:
        whole = file.read(MAX_FILE + _MAX_HEAD + 1)
    line, _, rest = whole.partition(b"\n")
    head: Any = None
    if len(line) <= _MAX_HEAD and line != b"{":  # which is how a project file begins
        with contextlib.suppress(ValueError, RecursionError):
            head = json.loads(line)
    return (head, rest) if isinstance(head, dict) else ({}, whole)


def _path(text: object) -> Path | None:
    return Path(text) if isinstance(text, str) and text and "\0" not in text else None


def _why(error: WriteError) -> str:
    cause = error.__cause__
    return reason(cause) if isinstance(cause, Exception) else "its folder takes no writing"


def _no_snapshot(why: str) -> str:
    return f"What you have not saved yet cannot be kept for a crash: {why}. Save your project now and then."
