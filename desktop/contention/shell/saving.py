"""Saving one project to its file: in a worker, over what was read alone, and every failure told."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contention.session.session import Session
from contention.shell.asks import Asks
from contention.shell.known_file import KnownFile

if TYPE_CHECKING:
    from contention.files.backups import Backups


class Outcome(Enum):
    """How a save ended."""

    SAVED = auto()
    NOT_SAVED = auto()
    """It was told why, or was not to be told; the project is still changed."""
    ELSEWHERE = auto()
    """It was told why, and the person wants to save in another place."""
    CHANGED = auto()
    """Somebody else has changed the file; nothing was told yet."""


class Saving(QObject):
    """The saves of one window, one at a time."""

    changed = Signal()
    """A save has begun or ended."""
    noticed = Signal(str)
    """A sentence about what did not hinder a save, or that it was stopped."""

    def __init__(
        self,
        session: Session,
        asks: Asks,
        known: KnownFile,
        backups: Callable[[], Backups | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._asks, self._known, self._backups = session, asks, known, backups
        self.busy = False
        """A save is at work. The window waits for it, but paints, and timers run."""

    def write(self, path: Path, *, new: bool = False, quiet: bool = False) -> Outcome:
        """Save the session's project to a file.

        With `new` there must be no file yet. With `quiet` a refusal is not told,
        because the reader is asked next.
        """
        if self.busy:
            return Outcome.NOT_SAVED
        self.busy = True
        self.changed.emit()
        try:
            outcome = self._written(path, None if new else self._known.expected_at(path), quiet=quiet)
        finally:
            self.busy = False
            self.changed.emit()
        return outcome

    def _written(self, path: Path, expected: str | EllipsisType | None, *, quiet: bool) -> Outcome:
        from contention.files import errors, store

        project = self._session.project
        notices: list[str] = []
        try:
            digest = self._asks.wait_to_end(
                self.tr("Saving {name} …").format(name=path.name),
                lambda progress: store.save(
                    project,
                    path,
                    expected=expected,
                    backups=self._backups(),
                    progress=progress,
                    tell=notices.append,
                ),
            )
        except errors.ChangedOutside as error:
            if error.found is None and not quiet:
                # Saving there again is what the person may want, and has been told of.
                self._known.remember(path, None, self._known.project)
                self._session.mark_unsaved()
                return self._refused(str(error))
            return Outcome.NOT_SAVED if quiet else Outcome.CHANGED
        except errors.Cancelled as error:
            self.noticed.emit(str(error))
            return Outcome.NOT_SAVED
        except errors.NotConfirmed as error:
            # It is there, so the next save expects it; but it is not called saved.
            self._known.remember(path, error.digest, project)
            if self._session.path != path:
                self._session.saved_to(path)
            self._session.mark_unsaved()
            return self._refused(str(error))
        except errors.ProjectFileError as error:
            return Outcome.NOT_SAVED if quiet else self._refused(str(error))
        self._known.remember(path, digest, project)
        self._session.saved_to(path)
        if self._session.project is not project:
            self._session.mark_unsaved()
        for notice in notices:
            self.noticed.emit(notice)
        return Outcome.SAVED

    def _refused(self, sentence: str) -> Outcome:
        return Outcome.ELSEWHERE if self._asks.elsewhere(sentence) else Outcome.NOT_SAVED
