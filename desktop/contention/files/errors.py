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

    def __init__(self, what: str, then: str = "", *, code: int | None = None, in_place: bool = False) -> None:
        self.what = what
        self.code = code
        """The system's number for the reason (`errno`), where it gave one."""
        self.in_place = in_place
        """The new content is there, but may not outlast a power cut."""
        self.elsewhere = not then
        """Whether another place would do; where that is chosen depends on who writes."""
        super().__init__(f"{what} {then or 'Choose another folder or name.'}")


class ProjectFileError(Exception):
    """A project file could not be read or saved; the file itself is untouched."""


class ReadOnlyFile(ProjectFileError):  # noqa: N818
    """The file, its folder or its disk takes no writing; Save As elsewhere would help."""


class DiskFull(ProjectFileError):  # noqa: N818
    """There is no room for the file on its disk; Save As on another would help."""


class Cancelled(ProjectFileError):  # noqa: N818
    """The person stopped the saving before the old file was touched."""


class ChangedOutside(ProjectFileError):  # noqa: N818
    """The file is no longer the one that was read or saved last."""

    def __init__(self, sentence: str, found: str | None) -> None:
        super().__init__(sentence)
        self.found = found
        """Digest of what is there now; None where there is no file any more."""


class NotConfirmed(ProjectFileError):  # noqa: N818
    """The new content is in place, but the disk did not confirm that it would outlast a power cut.

    The one error after which the file is not the old one: `digest` is that of the new.
    """

    def __init__(self, sentence: str, digest: str) -> None:
        super().__init__(sentence)
        self.digest = digest


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
