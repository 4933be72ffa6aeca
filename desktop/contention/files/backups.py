"""Keeps earlier versions of each project: the last saves, then one an hour, then one a day.

They lie in the program's own folder, a folder for each project, and cost no copying
where that is on the same disk: what a save replaces is kept by a second name.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from contention.files.glance import count_claims
from contention.files.locks import key_of
from contention.files.wire import MAX_FILE

LAST = 3
"""Saves that are kept whatever their age."""

HOURLY = timedelta(days=1)
"""So long, the last of each hour is kept."""

DAILY = timedelta(days=60)
"""So long, the last of each day is kept."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{16})\.contention")

#: Where these come, the disk or the rights on it allow no second name, and a copy is made.
_NO_LINKS = frozenset(
    {
        errno.EXDEV,
        errno.EPERM,
        errno.EACCES,
        errno.EMLINK,
        errno.ENOSYS,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.EINVAL,
    }
)


class Backup(NamedTuple):
    """An earlier version of a project."""

    path: Path
    """An ordinary project file, not to be written to."""
    time: float
    """When it was saved, in seconds since 1970."""
    size: int
    """In bytes."""
    claims: int | None
    """None where it is damaged."""


class Backups:
    """The earlier versions of all projects, in one folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the program's own; it is made when there is something to keep."""
        self._folder = folder

    def keep(self, path: Path) -> None:
        """Keeps what is in the project file now; thins out what was kept before.

        Raises:
            OSError: it could not be kept. What was kept before is still there.
        """
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        folder = self.folder_of(path)
        kept = _names(folder)
        if kept and _digest(kept[-1]) == digest:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        now = datetime.now(UTC)
        if kept:  # the order of the names is that of the saves, even where the clock was put back
            now = max(now, _time(kept[-1]) + timedelta(microseconds=1))
        name = f"{now.strftime(_STAMP)}-{digest}.contention"
        _link_or_copy(path, folder / name)
        for old in thinned([*kept, name]):
            with contextlib.suppress(OSError):  # one too many harms nobody
                (folder / old).unlink()

    def list(self, path: Path) -> list[Backup]:
        """The earlier versions of a project, newest first."""
        folder = self.folder_of(path)
        found = []
        for name in reversed(_names(folder)):
            try:
                about = (folder / name).stat()
                data = (folder / name).read_bytes() if about.st_size <= MAX_FILE else b""
            except OSError:
                continue
            found.append(Backup(folder / name, about.st_mtime, about.st_size, count_claims(data)))
        return found

    def find(self, path: Path, digest: str) -> Path | None:
        """The earlier version with this digest: what a merge needs as the common base."""
        folder = self.folder_of(path)
        for name in reversed(_names(folder)):
            if _digest(name) == digest[:16]:
                with contextlib.suppress(OSError), (folder / name).open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                        return folder / name
        return None

    def folder_of(self, path: Path) -> Path:
        """Where the earlier versions of a project are, whether there are any or not.

        Named so that a person who lost the project finds it by its name.
        """
        name = re.sub(r"[^\w-]+", "-", Path(os.path.realpath(path)).stem)[:40].strip("-")
        return self._folder / (f"{name}-{key_of(path)}" if name.isascii() and name else key_of(path))


def thinned(names: Sequence[str]) -> list[str]:
    """Which of the backups (by name, oldest first) may go."""
    if not names:
        return []
    times = [_time(name) for name in names]
    newest = times[-1]
    stays = set(names[-LAST:])
    seen: set[str] = set()
    for name, time in zip(reversed(names), reversed(times), strict=True):
        age = newest - time
        periods = [form for span, form in ((HOURLY, "%Y%m%d%H"), (DAILY, "%Y%m%d")) if age <= span]
        marks = [time.strftime(form) for form in periods]
        if any(mark not in seen for mark in marks):
            stays.add(name)
        seen.update(marks)
    return [name for name in names if name not in stays]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if _is_name(path.name))
    except FileNotFoundError:
        return []


def _is_name(name: str) -> bool:
    try:
        return _NAME.fullmatch(name) is not None and _time(name) is not None
    except ValueError:  # no such day or hour
        return False


def _time(name: str) -> datetime:
    return datetime.fromisoformat(name.partition("-")[0])


def _digest(name: str) -> str:
    return name.partition("-")[2].removesuffix(".contention")


def _link_or_copy(source: Path, target: Path) -> None:
    """A second name where the disk has such, else a copy that is on the disk whole or not at all."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return
    temporary = target.with_name(f"{secrets.token_hex(8)}.part")
    try:
        with source.open("rb") as old, temporary.open("xb") as new:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
            about = os.fstat(old.fileno())
        os.utime(temporary, ns=(about.st_atime_ns, about.st_mtime_ns))
        temporary.chmod(stat.S_IMODE(about.st_mode) & 0o700)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
