"""Project files on the disk: loading one, saving one."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, NamedTuple

from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError, reason, shown
from contention.files.parsing import check_size, unreadable
from contention.files.saver import digest_of, save_bytes
from contention.files.wire import MAX_FILE
from contention.model.check import Finding
from contention.model.project import Project

if TYPE_CHECKING:
    from contention.files.backups import Backups


class Loaded(NamedTuple):
    """A project as far as its file could be read."""

    project: Project
    findings: tuple[Finding, ...]
    """What was left out, and why. With any of these, save elsewhere: the file has more than the project."""
    read_only: bool
    """A newer version of the program made the file; saving would lose what this one cannot show."""
    digest: str = ""
    """Of the bytes that were read: what `save` expects to find."""


def load(path: Path) -> Loaded:
    """The project in a file.

    Raises:
        ProjectFileError: whole sentences that name the file; it is untouched.
    """
    data = read(path)
    decoded = decode(data, name=shown(path))
    return Loaded(decoded.project, decoded.findings, decoded.read_only, digest_of(data))


def read(path: Path) -> bytes:
    """The bytes of a project file, of which there are not too many.

    Raises:
        ProjectFileError: whole sentences that name the file.
    """
    name = shown(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ProjectFileError(f"{name} is a folder, not a project file. Choose a file.")
        if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device might never end
            raise ProjectFileError(f"{name} is a device, not a project file. Choose a file.")
        check_size(found.st_size, name)
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise ProjectFileError(f"{name} does not exist. It may have been moved or renamed.") from error
    except (OSError, ValueError) as error:
        raise unreadable(
            name,
            f"cannot be read: {reason(error)}",
            "Copy it elsewhere and open that, or choose another file.",
        ) from error


def save(
    project: Project,
    path: Path,
    *,
    expected: str | EllipsisType | None = ...,
    backups: Backups | None = None,
    progress: Callable[[int, int], bool] | None = None,
    tell: Callable[[str], None] | None = None,
) -> str:
    """Writes the project into a file, whole or not at all; the digest of what is there now.

    See `saver.save_bytes` for the arguments and the errors. `tell` is given sentences
    about what did not hinder the save: a backup that could not be kept.

    Raises:
        ProjectFileError: whole sentences: why not, what is kept, and what to do.
    """
    saved = save_bytes(
        path,
        encode(project),
        expected=expected,
        backup=None if backups is None else backups.keep,
        progress=progress,
    )
    if tell is not None:
        for notice in saved.notices:
            tell(notice)
    return saved.digest
