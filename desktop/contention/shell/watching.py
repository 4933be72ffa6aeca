"""Notices that another program changed the project's file: by its content, not by its time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal

from contention.shell.known_file import KnownFile

SETTLE_MS = 300
"""Other programs write in steps: the file is looked at when it was left alone for so long."""
LATER_MS = 1000
"""When to look again at what could not be attended to."""


class Watching(QObject):
    """Looks at the file when the system says that something happened there, and when the window
    gets active, for not every drive says so.
    """

    found = Signal(object)
    """Digest of what is there now instead of what was read or saved here; None: there is no file.
    Told once for each content."""

    def __init__(self, known: KnownFile, window: QObject | None) -> None:
        """`window` is the one whose being active counts; it owns this."""
        super().__init__(window)
        self._known = known
        self._watcher: QFileSystemWatcher | None = None
        self._seen: tuple[int, ...] | None = None
        """Size and times of the file when its content was read last."""
        self._told: object = ...
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        known.changed.connect(self._follow)
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self._soon()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Look at the file now, and tell where it is another."""
        from contention.files.saver import file_digest

        path = self._known.path
        if path is None:
            return
        self._watch(path)
        about = _about(path)
        if about is not None and about == self._seen:
            return
        try:
            digest = file_digest(path)
        except OSError:  # it cannot be read at the moment; a save will say so
            return
        self._seen = about
        if digest not in (self._known.digest, self._told):
            self._told = digest
            self.found.emit(digest)

    def again_later(self) -> None:
        """What was told could not be attended to; tell it again."""
        self._told, self._seen = ..., None
        self._timer.start(LATER_MS)

    def _follow(self) -> None:
        """Another file, or the same with other content."""
        self._told, self._seen = ..., None
        path = self._known.path
        if path is not None:
            self._watch(path)
        elif self._watcher is not None:
            self._unwatch(set())

    def _soon(self) -> None:
        if self._known.path is not None:
            self._timer.start(SETTLE_MS)

    def _watch(self, path: Path) -> None:
        """Watch the file and its folder: a file that is replaced is watched no more, and may come back."""
        wanted = {str(one) for one in (path, path.parent) if one.exists()}
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._soon)
            self._watcher.directoryChanged.connect(self._soon)
        self._unwatch(wanted)
        new = wanted - {*self._watcher.files(), *self._watcher.directories()}
        if new:
            self._watcher.addPaths(sorted(new))

    def _unwatch(self, wanted: set[str]) -> None:
        if self._watcher is not None:
            old = {*self._watcher.files(), *self._watcher.directories()} - wanted
            if old:
                self._watcher.removePaths(sorted(old))


def _about(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
