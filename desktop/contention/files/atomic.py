"""Puts bytes into a file so that the old content or the new is there whole, whatever happens.

Temporary file in the same folder, written to the end, synced to the disk, closed
with its result checked, moved over the old file, and the folder synced. Shared
by saving and by exports.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from contention.files.errors import WriteError, reason, shown

if sys.platform == "darwin":
    import fcntl

#: Leftovers of a process that was killed while writing match this (`Path.glob`).
TEMPORARY = ".contention-*.tmp"

#: Seconds to wait between tries where Windows refuses a move because a virus
#: scanner or an indexer holds the file for a moment: 0.6 s altogether.
_RETRIES = (0.02, 0.04, 0.08, 0.16, 0.3)
_ACCESS_DENIED, _SHARING_VIOLATION = 5, 32

#: Folders that cannot be synced (some network and FUSE drives) answer with one of these.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF})

_OLD_KEPT = "What was there before is unchanged."

#: Bytes handed to the system at once, so that a person can stop a long writing.
_CHUNK = 1024 * 1024


def write_bytes(
    path: Path,
    data: bytes,
    *,
    guard: Callable[[Path], AbstractContextManager[None]] | None = None,
    written: Callable[[int], None] | None = None,
) -> str:
    """Replaces the content of `path` with `data`, or creates it.

    A symbolic link is followed to the file it names; permissions, and the owner
    where allowed, are kept. The move is made inside of ``guard(target)``, and `written`
    is told how many bytes are written so far; what either raises leaves the old file.
    Returns a sentence where the drive cannot keep the permissions or confirm the move,
    as some network drives, else "". Raises `WriteError`, which is whole sentences.
    """
    try:
        target = _followed(path)
        before = _regular_file(target, path)
        temporary, descriptor = _temporary_beside(target, path, before)
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from error
    try:
        try:
            _write_all(descriptor, data, written)
            kept = _keep_permissions(descriptor, before)
            _sync(descriptor)
        finally:
            os.close(descriptor)  # may be the first to report a full disk (NFS)
        with guard(target) if guard is not None else nullcontext():
            _replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise _not_written(path, error) from error
        raise
    try:
        if not _sync_folder(target.parent):
            return (
                f"{shown(path)} was written, but its folder cannot confirm it. "
                "After a power cut the older content may be back."
            )
    except OSError as error:
        raise WriteError(
            f"{shown(path)} was written, but the disk did not confirm it ({reason(error)}).",
            "Until it does, keep the program open and write it once more, or write it in another folder.",
            code=error.errno,
            in_place=True,
        ) from error
    return "" if kept else f"{shown(path)} was written, but its permissions could not be kept as they were."


def _followed(path: Path) -> Path:
    """Where the links of a path lead; a link that cannot be read is not taken for a file."""
    try:
        return Path(os.path.realpath(path, strict=sys.platform != "win32"))
    except FileNotFoundError:  # a new file, or a link to one
        return Path(os.path.realpath(path))


def _not_written(path: Path, error: OSError | ValueError) -> WriteError:
    code = error.errno if isinstance(error, OSError) else None
    return WriteError(f"{shown(path)} was not written: {reason(error)}. {_OLD_KEPT}", code=code)


def _regular_file(target: Path, path: Path) -> os.stat_result | None:
    """What is at the target now; None for nothing."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(before.st_mode):
        raise WriteError(f"{shown(path)} was not written: there is a folder of that name.")
    if not stat.S_ISREG(before.st_mode):
        raise WriteError(f"{shown(path)} was not written: it is a device, not a file.")
    # The bits are asked as well, because to an administrator every file is writable.
    if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise WriteError(f"{shown(path)} was not written: it is read-only. {_OLD_KEPT}", code=errno.EACCES)
    return before


def _temporary_beside(target: Path, path: Path, before: os.stat_result | None) -> tuple[Path, int]:
    """A new empty file in the target's folder, and its descriptor.

    Its name does not hold the target's, which may be as long as names can be.
    """
    temporary = target.with_name(TEMPORARY.replace("*", secrets.token_hex(8)))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    # A new file gets what the user's mask allows; a replaced one stays private until it has the old one's.
    mode = 0o666 if before is None else 0o600
    try:
        return temporary, os.open(temporary, flags, mode)
    except FileNotFoundError as error:
        raise WriteError(
            f"{shown(path)} was not written: the folder {shown(target.parent)} does not exist.",
            code=error.errno,
        ) from error
    except NotADirectoryError as error:
        raise WriteError(f"{shown(path)} was not written: {shown(target.parent)} is not a folder.") from error
    except PermissionError as error:
        raise WriteError(
            f"{shown(path)} was not written: you may not write in the folder {shown(target.parent)}. "
            f"{_OLD_KEPT if before is not None else 'Nothing was changed.'}",
            code=error.errno,
        ) from error


def _write_all(descriptor: int, data: bytes, written: Callable[[int], None] | None) -> None:
    rest = memoryview(data)
    while rest:
        count = os.write(descriptor, rest[:_CHUNK])
        if count <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[count:]
        if written is not None:
            written(len(data) - len(rest))


def _keep_permissions(descriptor: int, before: os.stat_result | None) -> bool:
    """Gives the new file the permissions of the old one, and says whether it has them now."""
    if before is None or sys.platform == "win32":
        return True
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):  # only an administrator may give files away
            os.fchown(descriptor, before.st_uid, before.st_gid)
    mode = stat.S_IMODE(before.st_mode)
    try:
        os.fchmod(descriptor, mode)
    except PermissionError:  # some network drives have no permissions to set
        return stat.S_IMODE(os.fstat(descriptor).st_mode) == mode
    return True


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There fsync leaves the bytes in the drive's own cache; not every drive knows this one.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    for wait in _RETRIES:
        try:
            temporary.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in {_ACCESS_DENIED, _SHARING_VIOLATION}:
                raise
            time.sleep(wait)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> bool:
    """Makes the move itself last through a power cut; False where the folder cannot be synced.

    Windows has no call for it, and none that reports anything.
    """
    if sys.platform == "win32":
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return False  # a folder that may be written but not read
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
        return False
    finally:
        os.close(descriptor)
    return True
