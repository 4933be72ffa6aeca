"""Keeps two programs from saving over each other, and tells which one has a project open.

The operating system holds the locks, so those of a program that died are gone with it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: Seconds that a save waits for another; each holds the lock for some milliseconds.
PATIENCE = 10.0
_PAUSE = 0.005

#: What drives answer that have no locks; there the digest alone has to do.
_NO_LOCKS = frozenset(
    {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF}
)
_TAKEN = frozenset(
    {errno.EWOULDBLOCK, errno.EAGAIN, *((errno.EACCES, errno.EDEADLK) if sys.platform == "win32" else ())}
)

#: Where on Windows the lock is set: behind whatever is read of the file, which it would block.
_FAR = 1 << 30


class Holder(NamedTuple):
    """Who has a project open."""

    process: int
    """Its process id; 0 where the lock does not say."""
    computer: str
    since: float
    """Seconds since 1970."""


@contextmanager
def folder_lock(target: Path) -> Iterator[None]:
    """Holds off other savers in the target's folder while it is checked and replaced.

    The folder itself is locked: nothing is left behind, and every program sees the
    same. Windows cannot, and locks a file in the folder for temporary files.

    Raises:
        TimeoutError: another held it for longer than `PATIENCE`.
        OSError: the lock could not be asked for.
    """
    descriptor = _open_for_lock(target)
    if descriptor is None:
        yield
        return
    try:
        give_up = time.monotonic() + PATIENCE
        while not _try_lock(descriptor):
            if time.monotonic() > give_up:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            time.sleep(_PAUSE)
        yield
    finally:
        # The lock goes with it. What was replaced is replaced, whatever this close answers.
        with contextlib.suppress(OSError):
            os.close(descriptor)


class FileLock:
    """A lock that a living program holds by a file, and that is gone when the program is."""

    def __init__(self, path: Path) -> None:
        """The file and its folder are made where they are missing."""
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> Holder | None:
        """Takes the lock; None where that went well, else who has it.

        A folder without locks, or one that cannot be written, counts as well: then
        nothing can be known, and the digest still guards the file.
        """
        if self._descriptor is not None:
            return None
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            while self._descriptor is None:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)
                try:
                    if not _try_lock(descriptor):
                        return _holder(descriptor)
                    if _is_at(descriptor, self._path):  # else another let go of it just now
                        _sign(descriptor)
                        self._descriptor = descriptor
                finally:
                    if self._descriptor is None:
                        os.close(descriptor)
        return None

    def release(self) -> None:
        """Lets go; the file goes while the lock is still held, so that nobody loses theirs."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # one empty file too many harms nobody
                self._path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):  # another has it by now
                self._path.unlink()


class ProjectLock(FileLock):
    """Says that this program has a project open, in a file of a folder that all instances share."""

    def __init__(self, folder: Path, project: Path) -> None:
        """`folder` is the program's own, one for all projects."""
        super().__init__(folder / f"{key_of(project)}.lock")


def key_of(project: Path) -> str:
    """A short name for a project's place, the same by whatever link it was reached."""
    place = os.path.normcase(os.path.realpath(project))
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:24]


_BINARY = getattr(os, "O_BINARY", 0)


def _open_for_lock(target: Path) -> int | None:
    """A descriptor to lock; None where the folder may be written but not read."""
    if sys.platform == "win32":
        lock = Path(tempfile.gettempdir()) / f"contention-{key_of(target.parent)}.lock"
        return os.open(lock, os.O_RDWR | os.O_CREAT | _BINARY)
    try:
        return os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return None


def _try_lock(descriptor: int) -> bool:
    """Whether the lock is ours now; also where the drive has none."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    name = {"process": os.getpid(), "computer": platform.node(), "since": time.time()}
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(name).encode())


def _holder(descriptor: int) -> Holder:
    """Who signed it; a lock taken just now may not be signed yet."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        name = json.loads(os.read(descriptor, 4096))
        return Holder(int(name["process"]), str(name["computer"]), float(name["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Holder(0, "", time.time())
