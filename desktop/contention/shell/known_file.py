"""What a window knows of its project's file: what it held when it was last read or saved."""

from __future__ import annotations

from pathlib import Path
from types import EllipsisType

from PySide6.QtCore import QObject, Signal

from contention.model.project import Project


class KnownFile(QObject):
    """The file as it was last read or saved here; a save expects to find it so.

    `project` is the common base of a merge, where somebody else has changed the file since.
    """

    changed = Signal()
    """It was read, saved, or given up: `path` or `digest` is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.digest: str | None = None
        """Of its bytes; None where there is no file, or none any more."""
        self.project: Project | None = None
        """What it held; None where that cannot be told any more."""

    def remember(self, path: Path, digest: str | None, project: Project | None) -> None:
        """The file was read or saved just now, or is known to be gone (`digest` None)."""
        self.path, self.digest, self.project = path, digest, project
        self.changed.emit()

    def forget(self) -> None:
        """The window's project has no file."""
        self.path = self.digest = self.project = None
        self.changed.emit()

    def expected_at(self, path: Path) -> str | EllipsisType | None:
        """What a save to this path expects (see `files.store.save`); `...` for another file than this."""
        return self.digest if self.is_at(path) else ...

    def is_at(self, path: Path) -> bool:
        """Whether this is the file at a path, by whatever link it is reached."""
        from contention.files.locks import key_of

        return self.path is not None and (self.path == path or key_of(self.path) == key_of(path))
