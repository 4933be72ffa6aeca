"""What can go wrong with a file, each told as whole sentences for the person who has to act on it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space you may use on this disk is used up",
    errno.EFBIG: "this disk cannot hold a file of that size",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not do that there",
    errno.EPERM: "you may not do that there",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead round in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reported an error",
    errno.EBUSY: "another program is using it",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ETIMEDOUT: "the disk did not answer in time",
    errno.ESTALE: "the network drive has lost it",
}


class WriteError(Exception):
    """A file could not be written (or not for sure); what was there before is kept.

    `what` happened and what is kept, and what to do `then`: both whole sentences.
    """

    def __init__(self, what: str, then: str = "") -> None:
        self.what = what
        self.elsewhere = not then
        """Whether another place would do; where that is chosen depends on who writes."""
        super().__init__(f"{what} {then or 'Choose another folder or name.'}")


class ProjectFileError(Exception):
    """A project file could not be read or saved; the file itself is untouched."""


def reason(error: Exception) -> str:
    """Why the system refused, as the end of a sentence, without a full stop."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno) or os.strerror(error.errno).lower()
    if isinstance(error, ValueError):
        return "the name holds a character that file names cannot have"
    return "the system gave no reason"


def shown(path: Path) -> str:
    """The name of a file, in quotes, fit for a sentence on one line."""
    name = path.name or str(path)
    printable = "".join(character if character.isprintable() else "�" for character in name)
    return f"“{printable}”"
