"""What a window does so that its project is not lost: snapshots, the project's lock, leftovers swept."""

from __future__ import annotations

import platform
import threading
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from contention.files.errors import shown
from contention.files.locks import Holder, ProjectLock
from contention.files.recovery import RecoveryStore
from contention.files.sweep import sweep
from contention.model.project import Project
from contention.session.autosave import About, Autosave
from contention.session.session import Session
from contention.shell.documents import Documents


def recovery_folder(data: Path) -> Path:
    """Where the snapshots of all windows are, in the program's own folder."""
    return data / "recovery"


class Writes(Protocol):
    """A pane in which words can be half written."""

    typed: SignalInstance

    def draft(self, project: Project) -> Project:
        """The project as it would be if they were kept."""


class Safekeeping(QObject):
    """Follows one window's project and its file."""

    noticed = Signal(str)
    """Whole sentences: the project is open elsewhere too, or its work cannot be kept for a crash."""

    def __init__(
        self, session: Session, documents: Documents, data: Path, parent: QObject | None = None
    ) -> None:
        """`data` is the program's own folder, one for all its windows and instances."""
        super().__init__(parent)
        self._session, self._documents = session, documents
        self._locks = data / "locks"
        self._path: Path | None = None
        self._lock: ProjectLock | None = None
        self.autosave = Autosave(session, RecoveryStore(recovery_folder(data)), self._about, self)
        self.autosave.failed.connect(self.noticed)
        documents.named.connect(self._follow)
        session.history.clean_changed.connect(self._try_again)

    def add_draft(self, pane: Writes) -> None:
        """What is half written in a pane is kept as well."""
        self.autosave.add_draft(pane.draft, pane.typed)

    def close(self) -> None:
        """The window goes: its work is saved or given up, and its project free for others."""
        self.autosave.close()
        self._release()

    def _about(self) -> About:
        return About(self._documents.name, self._session.path, self._documents.digest)

    def _follow(self) -> None:
        path = self._session.path
        if path == self._path:
            return
        self._release()
        self._path = path
        if path is None:
            return
        # A folder may hold very many files, or be far away: nobody waits for this.
        threading.Thread(target=sweep, args=(path.parent,), name="contention-sweep", daemon=True).start()
        holder = self._acquire(path)
        if holder is not None:
            self.noticed.emit(self._also_open(path, holder))

    def _try_again(self, clean: bool) -> None:
        """The window that had the project may be gone by now."""
        if clean and self._lock is None and self._path is not None:
            self._acquire(self._path)

    def _acquire(self, path: Path) -> Holder | None:
        lock = ProjectLock(self._locks, path)
        holder = lock.acquire()
        if holder is None:
            self._lock = lock
        return holder

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
        self._lock = None

    def _also_open(self, path: Path, holder: Holder) -> str:
        where = self.tr("in another window")
        if holder.computer and holder.computer != platform.node():
            where = self.tr("on the computer “{name}”").format(name=holder.computer)
        return self.tr(
            "{name} is also open {where}. Saving there and here is safe, but whoever saves second has to "
            "bring the two together."
        ).format(name=shown(path), where=where)
