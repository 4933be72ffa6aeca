"""The file of a window's project: saved, watched, brought together with what others made of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from contention.model.project import Project
from contention.session.session import Session
from contention.shell.asks import Asks
from contention.shell.keyguard import writes
from contention.shell.known_file import KnownFile
from contention.shell.merging import CannotMerge, Merging, Read
from contention.shell.saving import Outcome, Saving
from contention.shell.watching import Watching

if TYPE_CHECKING:
    from contention.files.backups import Backups

COPIES = "copies"
"""The setting with the digests of conflict copies that were brought in; they are offered no more."""
REMEMBERED = 50
NOT_OF_THE_PROJECT = "find-text"
"""The field whose words are no part of the project."""


class ProjectFile(QObject):
    """Joins the parts: what is known of the file, saving, watching and merging."""

    changed = Signal()
    """The file is another, or a save has begun or ended."""
    noticed = Signal(str)
    offered = Signal(str, str, object)
    """A sentence, the words on a button, and what the button does."""
    settling = Signal()
    """The project's value is needed now."""

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        asks: Asks,
        *,
        read: Read,
        data: Path | None,
        window: QObject | None,
    ) -> None:
        """`data` is the program's own folder; without one, no earlier versions are kept."""
        super().__init__(window)
        self._session, self._settings, self._asks, self._read = session, settings, asks, read
        self._data = data
        self.known = KnownFile(self)
        self.saving = Saving(session, asks, self.known, lambda: self.backups, self)
        self.merging = Merging(
            session, asks, self.known, read=read, backups=lambda: self.backups, parent=self
        )
        self.watching = Watching(self.known, window)
        self._deciding = False
        self.known.changed.connect(self.changed)
        self.saving.changed.connect(self.changed)
        self.saving.noticed.connect(self.noticed)
        self.merging.noticed.connect(self.noticed)
        self.watching.found.connect(self._found)

    @cached_property
    def backups(self) -> Backups | None:
        """The earlier versions of all projects; made when they are first needed."""
        if self._data is None:
            return None
        from contention.files.backups import Backups

        return Backups(self._data / "backups")

    def write(self, path: Path, *, new: bool = False, quiet: bool = False) -> Outcome:
        """Save; where somebody else has changed the file, bring both together and save that.

        For the arguments see `Saving.write`. Never `Outcome.CHANGED`.
        """
        while (outcome := self.saving.write(path, new=new, quiet=quiet)) is Outcome.CHANGED:
            try:
                if not self._decide(path):
                    self.noticed.emit(
                        self.tr("{name} was not saved. What the other program wrote is still there.").format(
                            name=path.name
                        )
                    )
                    return Outcome.NOT_SAVED
            except CannotMerge as error:
                sentence = self.tr("{why} It was left as it is. Save your work under another name.")
                wanted = self._asks.elsewhere(sentence.format(why=error))
                return Outcome.ELSEWHERE if wanted else Outcome.NOT_SAVED
        return outcome

    def begin_with(self, path: Path, base: str | None) -> None:
        """The project was made from what the file held when its digest was `base`."""
        from contention.files.errors import ProjectFileError
        from contention.shell.worker import Cancelled

        project = None
        try:
            loaded = self._read(path)
            project = loaded.project if loaded.digest == base and not loaded.findings else None
        except (ProjectFileError, Cancelled):
            pass  # a save tells of it, or finds the base among the earlier versions
        self.known.remember(path, base, project)

    def offer_copies(self, path: Path) -> None:
        """Tell of copies beside the project that a program which keeps folders alike has made."""
        from contention.files.conflicts import conflict_copies
        from contention.files.saver import file_digest

        done = self._copies_done()
        for copy in conflict_copies(path):
            try:
                digest = file_digest(copy)
            except OSError:
                continue
            if digest in done or digest == self.known.digest:
                continue
            self.offered.emit(
                self.tr("Beside this project is a copy with other changes, {name}.").format(name=copy.name),
                self.tr("Bring it in"),
                lambda copy=copy: self._bring_in_beside(path, copy),
            )
            return

    def bring_in(self, copy: Path) -> bool:
        """Bring another copy of the project together with this one; tell whether that was done."""
        self.settling.emit()
        try:
            digest = self.merging.with_copy(copy)
        except CannotMerge as error:
            self._asks.tell(self.tr("Cannot bring in the copy"), str(error))
            return False
        if digest is None:
            return False
        self._settings.setValue(COPIES, [*self._copies_done(), digest][-REMEMBERED:])
        return True

    def restore_earlier(self, path: Path) -> None:
        """Show the earlier versions; the one that is chosen comes back as an edit."""
        self.settling.emit()
        versions = self.backups.list(path) if self.backups is not None else []
        if not versions:
            self.noticed.emit(
                self.tr(
                    "There is no earlier version of {name} yet. Each save keeps the one before it."
                ).format(name=path.name)
            )
            return
        chosen = self._asks.earlier_version(path.name, versions, self._session.project)
        if chosen is None:
            return
        project: Project = chosen

        def restored(before: Project) -> Project:
            return before if project == before else project

        if self._session.edit(self.tr("Restore earlier version"), restored, origin="shell"):
            self.noticed.emit(self.tr("The earlier version is back, not saved yet. Undo goes back."))
        else:
            self.noticed.emit(self.tr("That version holds what you see."))

    def _bring_in_beside(self, path: Path, copy: Path) -> None:
        """What was offered, unless another project has been opened since."""
        if self.known.path == path:
            self.bring_in(copy)

    def _found(self, digest: str | None) -> None:
        """Another program changed the file, or took it away."""
        path = self.known.path
        if path is None or self.saving.busy or self._deciding or _occupied():
            self.watching.again_later()
            return
        self.settling.emit()  # what is half written in a window that is not active
        if digest is None:
            # The next save writes it anew; it has been told of.
            self.known.remember(path, None, self.known.project)
            self._session.mark_unsaved()
            self.noticed.emit(
                self.tr("{name} has been moved or deleted. Save writes it there again.").format(
                    name=path.name
                )
            )
            return
        try:
            if not self._session.modified:
                self._read_again(path)
            elif not self._decide(path):
                self.noticed.emit(
                    self.tr("{name} was changed by another program. Save asks again what to keep.").format(
                        name=path.name
                    )
                )
        except CannotMerge as error:
            self._session.mark_unsaved()
            self.noticed.emit(self.tr("{why} What you see is as it was.").format(why=error))

    def _decide(self, path: Path) -> bool:
        self._deciding = True
        try:
            return self.merging.with_file(path)
        finally:
            self._deciding = False

    def _read_again(self, path: Path) -> None:
        self._deciding = True
        try:
            self.merging.read_again(path)
        finally:
            self._deciding = False

    def _copies_done(self) -> list[str]:
        stored = self._settings.value(COPIES, [])
        # An INI file gives one string back for a list of one.
        done = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [digest for digest in done if isinstance(digest, str)]


def _occupied() -> bool:
    """Whether the reader is in the middle of an answer, or of writing."""
    focus = QApplication.focusWidget()
    writing = focus is not None and writes(focus) and focus.objectName() != NOT_OF_THE_PROJECT
    return bool(writing or QApplication.activeModalWidget() or QApplication.activePopupWidget())
