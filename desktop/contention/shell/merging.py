"""Brings what others changed in the project's file, or in a copy of it, together with what is open here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from contention.model.project import Project
from contention.session.session import Session
from contention.shell.asks import Asks
from contention.shell.known_file import KnownFile

if TYPE_CHECKING:
    from contention.files.backups import Backups
    from contention.files.store import Loaded

Read = Callable[[Path], "Loaded"]
"""Loads a project; raises `ProjectFileError`, or `worker.Cancelled` where the person would not wait."""


LONG = 1000
"""Claims: from here on comparing may take longer than a person waits without being told why."""
T = TypeVar("T")


class CannotMerge(Exception):  # noqa: N818
    """The other project cannot be had whole; a sentence says why."""


class Merging(QObject):
    """The merges of one window. Each is one edit, which can be undone."""

    noticed = Signal(str)
    """A sentence: what was brought in."""

    def __init__(
        self,
        session: Session,
        asks: Asks,
        known: KnownFile,
        *,
        read: Read,
        backups: Callable[[], Backups | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._asks, self._known = session, asks, known
        self._read, self._backups = read, backups

    def read_again(self, path: Path) -> None:
        """Nothing was edited here: show what the file holds now.

        Raises:
            CannotMerge: it cannot be read whole; nothing was changed.
        """
        loaded = self._whole(path)
        before = self._session.project
        self._edit(self.tr("Read again"), loaded.project)
        self._known.remember(path, loaded.digest, loaded.project)
        self._session.saved_to(path)
        if changes := self._changes(path, before):
            self.noticed.emit(
                self.tr(
                    "{name} was changed by another program and read again: {changes} Undo goes back."
                ).format(name=path.name, changes=changes)
            )

    def with_file(self, path: Path) -> bool:
        """Edited here and changed there: bring both together; tell whether the person wanted that.

        What cannot be decided is asked. The file itself stays as it is until the next save.

        Raises:
            CannotMerge: it cannot be read whole; nothing was changed.
        """
        loaded = self._whole(path)
        before = self._session.project
        # Undo must not lead back to a value that is called saved: the file holds another.
        self._session.mark_unsaved()
        if not self._bring(path, self._base(path), loaded.project):
            return False
        self._known.remember(path, loaded.digest, loaded.project)
        if self._session.project == loaded.project:
            self._session.saved_to(path)
        if changes := self._changes(path, before):
            words = self.tr("{name} was changed by another program too. Brought into your copy: {changes}")
            self.noticed.emit(words.format(name=path.name, changes=changes))
        return True

    def with_copy(self, path: Path) -> str | None:
        """Bring in another copy of this project; its digest, or None where the person went back.

        No common earlier version is known, and a wrong one would lose something: what
        only one of both has is kept, and wherever they differ the person decides.

        Raises:
            CannotMerge: it cannot be read whole; nothing was changed.
        """
        loaded = self._whole(path)
        before = self._session.project
        if not self._bring(path, Project(), loaded.project):
            return None
        if changes := self._changes(path, before):
            words = self.tr("Brought in from {name}: {changes} The copy itself was left where it is.")
        else:
            words = self.tr("{name} holds nothing that this project lacks. It was left where it is.{changes}")
        self.noticed.emit(words.format(name=path.name, changes=changes))
        return loaded.digest

    def _bring(self, path: Path, base: Project, theirs: Project) -> bool:
        from contention.model.merge import merge

        ours = self._session.project
        merged = self._patiently(path, lambda: merge(base, ours, theirs))
        project: Project | None = merged.project
        if merged.conflicts:
            project = self._asks.bring_together(path.name, merged)
        if project is None or self._session.project is not ours:
            return False
        self._edit(self.tr("Bring together"), project)
        return True

    def _edit(self, label: str, project: Project) -> None:
        def change(before: Project) -> Project:
            return before if project == before else project

        self._session.edit(label, change, origin="shell")

    def _changes(self, path: Path, before: Project) -> str:
        """What was changed since, as sentences or as a number; empty for nothing."""
        from contention.model.differences import describe

        after = self._session.project
        if after is before:
            return ""
        try:
            told = self._patiently(path, lambda: describe(before, after))
        except CannotMerge:
            return self.tr("many changes.")
        if len(told) < 2:
            return "".join(told)
        return self.tr("{count} changes.").format(count=len(told))

    def _patiently(self, path: Path, work: Callable[[], T]) -> T:
        """Do work, in a worker where it takes long; raises `CannotMerge` where it was stopped."""
        from contention.shell.worker import Cancelled

        if _claims(self._session.project) < LONG:
            return work()
        try:
            return self._asks.wait(self.tr("Comparing with {name} …").format(name=path.name), work)
        except Cancelled as error:
            raise CannotMerge(self.tr("{name} was not compared.").format(name=path.name)) from error

    def _base(self, path: Path) -> Project:
        """What both sides began with; without it everything is kept, and every difference asked."""
        known = self._known
        if known.is_at(path) and known.project is not None:
            return known.project
        backups = self._backups()
        kept = backups.find(path, known.digest) if backups and known.digest else None
        if kept is not None:
            try:
                return self._whole(kept).project
            except CannotMerge:
                pass
        return Project()

    def _whole(self, path: Path) -> Loaded:
        """The project in a file, of which nothing was left out."""
        from contention.files.errors import ProjectFileError
        from contention.shell.worker import Cancelled

        try:
            loaded = self._read(path)
        except ProjectFileError as error:
            raise CannotMerge(str(error)) from error
        except Cancelled as error:
            raise CannotMerge(self.tr("{name} was not read.").format(name=path.name)) from error
        if loaded.read_only:
            raise CannotMerge(
                self.tr(
                    "{name} was saved by a newer version of Contention, which knows more than this one."
                ).format(name=path.name)
            )
        if loaded.findings:
            raise CannotMerge(
                self.tr("{name} was changed by another program and is damaged now.").format(name=path.name)
            )
        return loaded


def _claims(project: Project) -> int:
    return sum(len(argument_map.claims) for argument_map in project.maps.values())
