"""Project files on the disk: loading one, saving one."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

from contention.files.atomic import write_bytes
from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError, WriteError, reason, shown
from contention.files.parsing import check_size, unreadable
from contention.files.wire import MAX_FILE
from contention.model.check import Finding
from contention.model.project import Project


class Loaded(NamedTuple):
    """A project as far as its file could be read."""

    project: Project
    findings: tuple[Finding, ...]
    """What was left out, and why. With any of these, save elsewhere: the file has more than the project."""
    read_only: bool
    """A newer version of the program made the file; saving would lose what this one cannot show."""


def load(path: Path) -> Loaded:
    """The project in a file.

    Raises:
        ProjectFileError: whole sentences that name the file; it is untouched.
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
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise ProjectFileError(f"{name} does not exist. It may have been moved or renamed.") from error
    except (OSError, ValueError) as error:
        raise unreadable(
            name,
            f"cannot be read: {reason(error)}",
            "Copy it elsewhere and open that, or choose another file.",
        ) from error
    decoded = decode(data, name=name)
    return Loaded(decoded.project, decoded.findings, decoded.read_only)


def save(project: Project, path: Path) -> None:
    """Writes the project into a file, whole or not at all.

    Raises:
        ProjectFileError: whole sentences: why not, what is kept, and what to do.
    """
    data = encode(project)
    try:
        write_bytes(path, data)
    except WriteError as error:
        then = "Choose another folder or name with Save As."
        raise ProjectFileError(f"{error.what} {then}" if error.elsewhere else str(error)) from error
