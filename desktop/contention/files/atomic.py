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


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces the content of `path` with `data`, or creates it.

    A symbolic link is followed to the file it names; permissions, and the owner
    where allowed, are kept. Raises `WriteError`, which is whole sentences.
    """
    try:
        target = Path(os.path.realpath(path))
        before = _regular_file(target, path)
        temporary, descriptor = _temporary_beside(target, path, before)
    except (OSError, ValueError) as error:
        raise WriteError(_not_written(path, reason(error))) from error
    try:
        try:
            _write_all(descriptor, data)
            _keep_permissions(descriptor, before)
            _sync(descriptor)
        finally:
            os.close(descriptor)  # may be the first to report a full disk (NFS)
        _replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise WriteError(_not_written(path, reason(error))) from error
        raise
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(
            f"{shown(path)} was written, but the disk did not confirm it ({reason(error)}).",
            "Until it does, keep the program open and write it once more, or write it in another folder.",
        ) from error


def _not_written(path: Path, why: str) -> str:
    return f"{shown(path)} was not written: {why}. {_OLD_KEPT}"


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
        raise WriteError(f"{shown(path)} was not written: it is read-only. {_OLD_KEPT}")
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
            f"{shown(path)} was not written: the folder {shown(target.parent)} does not exist."
        ) from error
    except NotADirectoryError as error:
        raise WriteError(f"{shown(path)} was not written: {shown(target.parent)} is not a folder.") from error
    except PermissionError as error:
        raise WriteError(
            f"{shown(path)} was not written: you may not write in the folder {shown(target.parent)}. "
            f"{_OLD_KEPT if before is not None else 'Nothing was changed.'}"
        ) from error


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]


def _keep_permissions(descriptor: int, before: os.stat_result | None) -> None:
    if before is None or sys.platform == "win32":
        return
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):  # only an administrator may give files away
            os.fchown(descriptor, before.st_uid, before.st_gid)
    with contextlib.suppress(PermissionError):  # some network drives have no permissions to set
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


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


def _sync_folder(folder: Path) -> None:
    """Makes the move itself last through a power cut; Windows has no call for it."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # a folder that may be written but not read
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
