"""The last ten projects and articles that were opened, kept in the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

KEPT = 10


class RecentFiles(QObject):
    """Paths, the latest first. A file that is gone stays listed until somebody asks for it."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def paths(self) -> list[Path]:
        """The files, the latest first."""
        stored = self._settings.value("recent", [])
        # An INI file gives one string back for a list of one.
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:KEPT]

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        self._store([path, *(other for other in self.paths() if other != path)])

    def remove(self, path: Path) -> None:
        """Forget a file."""
        self._store([other for other in self.paths() if other != path])

    def clear(self) -> None:
        """Forget them all."""
        self._store([])

    def _store(self, paths: list[Path]) -> None:
        self._settings.setValue("recent", [str(path) for path in paths[:KEPT]])
        self.changed.emit()
