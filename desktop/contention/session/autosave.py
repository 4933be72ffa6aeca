"""Keeps what is not saved yet where a crash cannot reach it: a snapshot soon after each edit.

Words that are half written in a pane are part of it. Only the taking of the value is done in the
window's thread. Encoding and writing go to a worker: values are immutable, so nothing can change
under it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from contention.files.errors import ProjectFileError
from contention.files.recovery import Recovered, RecoveryStore
from contention.model.project import Project
from contention.session.session import Session

REST_MS = 1_000
"""After the last edit."""
LONGEST_MS = 8_000
"""After the first edit that no snapshot has: with the writing, at most 10 seconds of work are lost."""


class About(NamedTuple):
    """What a snapshot says of the project besides its value."""

    name: str
    path: Path | None
    """The project file that the work belongs to; None for one that was never saved."""
    base: str | None
    """Digest of that file when it was last read or saved."""


class Autosave(QObject):
    """Follows a session, and keeps in the window's slot whatever no file holds.

    When the work is saved, undone or given up, the snapshot goes.
    """

    failed = Signal(str)
    """Whole sentences: why work cannot be kept, or a snapshot not be removed. Told once, not at each edit."""
    kept = Signal()
    """A snapshot is on the disk."""
    _written = Signal(str)

    def __init__(
        self,
        session: Session,
        store: RecoveryStore,
        about: Callable[[], About],
        parent: QObject | None = None,
        *,
        rest_ms: int = REST_MS,
        longest_ms: int = LONGEST_MS,
    ) -> None:
        super().__init__(parent)
        self._session, self._store, self._about = session, store, about
        self._rest, self._longest = rest_ms / 1000, longest_ms / 1000
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take)
        self._since: float | None = None
        """When the first edit was made that no snapshot has."""
        self._drafts: list[Callable[[Project], Project]] = []
        self._drafting = False
        """Words are half written that the session does not have."""
        self._worker: threading.Thread | None = None
        self._held = False
        self._problem = ""
        self._written.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        # Not the session's `changed`, which comes before it is known whether the value is a saved one.
        session.history.changed.connect(self._follow)

    def add_draft(self, draft: Callable[[Project], Project], typed: SignalInstance) -> None:
        """Keeps what is half written in a pane as well.

        `draft` gives the project as it would be if that were kept, the same where nothing is
        half written; `typed` is sent when it may have changed.
        """
        self._drafts.append(draft)
        typed.connect(self._follow_typing)

    def take_over(self, found: Recovered, show: Callable[[], object]) -> bool:
        """Makes what a crash left this window's own, then calls `show`; False where another was faster.

        `show` opens the work in the session and marks it unsaved; the work is on the disk all the
        while. What the window held before must be saved or given up.
        """
        self._stop()
        self._clear()
        if not self._store.adopt(found):
            return False
        self._held = True
        try:
            show()
        except BaseException:
            self._store.close()  # it is listed again, and nothing here can clear it
            raise
        finally:
            self._held = False
        self._plan()
        return True

    def close(self) -> None:
        """The window goes, its work is saved or given up: so does the snapshot."""
        self._session.history.changed.disconnect(self._follow)
        self._held = True
        self._stop()
        self._clear()
        self._store.close()

    def _follow(self) -> None:
        if self._held:
            return
        if self._session.modified or self._drafting:
            self._plan()
            return
        self._timer.stop()
        self._since = None
        if self._worker is None:  # else it goes when that is done: never under the worker's hands
            self._clear()

    def _follow_typing(self) -> None:
        drafting = self._drafted() is not self._session.project
        if not self._held and (drafting or self._drafting):
            # Words that were dropped go with the next look, not at once: mostly an edit has them next.
            self._drafting = drafting
            self._plan()

    def _drafted(self) -> Project:
        project = self._session.project
        for draft in self._drafts:
            project = draft(project)
        return project

    def _plan(self) -> None:
        now = time.monotonic()
        if self._since is None:
            self._since = now
        wait = min(self._rest, self._since + self._longest - now)
        self._timer.start(max(0, round(1000 * wait)))

    def _take(self) -> None:
        if self._worker is not None:
            return  # taken as soon as that is done
        self._since = None
        value, about = self._drafted(), self._about()
        self._drafting = value is not self._session.project
        if not self._session.modified and not self._drafting:
            self._clear()
            return
        self._worker = threading.Thread(
            target=self._write, args=(value, about), name="contention-autosave", daemon=True
        )
        self._worker.start()

    def _write(self, value: Project, about: About) -> None:
        """In the worker."""
        from contention.files.codec import encode  # which a window without work need not wait for

        problem = self.tr("What you have not saved yet cannot be kept for a crash. Save your project now.")
        try:
            self._store.write(encode(value), about.name, about.path, base=about.base)
            problem = ""
        except ProjectFileError as error:
            problem = str(error)
        finally:
            with contextlib.suppress(RuntimeError):  # the window went without closing: nobody is told
                self._written.emit(problem)

    def _finish(self, problem: str) -> None:
        self._worker = None
        if self._held:
            return
        if not problem:
            self.kept.emit()
        elif problem != self._problem:
            self.failed.emit(problem)
        self._problem = problem
        if not self._session.modified and not self._drafting:
            self._clear()
        elif problem:
            self._since = None
            self._timer.start(round(1000 * self._longest))
        elif self._since is not None and not self._timer.isActive():
            self._take()

    def _stop(self) -> None:
        """Waits for the worker, so that the slot can be changed."""
        self._timer.stop()
        self._since = None
        if self._worker is not None:
            self._worker.join()
            self._worker = None

    def _clear(self) -> None:
        try:
            self._store.clear()
        except ProjectFileError as error:
            self.failed.emit(str(error))
