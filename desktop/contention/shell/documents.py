"""Opening, saving and closing: what file the project of a window came from and goes to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QSettings, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication

from contention.assets import resource, resources
from contention.files.names import file_name
from contention.model.articles import add_article
from contention.model.project import Project, in_order, new_project
from contention.session.session import Session
from contention.shell import importing
from contention.shell.answers import Unsaved
from contention.shell.asks import Asks
from contention.shell.project_file import ProjectFile
from contention.shell.recent import RecentFiles
from contention.shell.saving import Outcome
from contention.shell.worker import Cancelled

if TYPE_CHECKING:
    from contention.article.importing import Imported
    from contention.files.store import Loaded
    from contention.model.check import Finding

T = TypeVar("T")

SUFFIX = ".contention"
LONG_FILE = 300_000
"""Bytes: from here on reading may take longer than a person waits without being told why."""


class Documents(QObject):
    """The file side of a window's session. What it asks, it asks through `asks`."""

    named = Signal()
    """The name, the file, or whether it is saved may have changed."""
    noticed = Signal(str)
    """A sentence about something that was done."""
    offered = Signal(str, str, object)
    """A sentence about something that can be done, the words on a button, and what the button does."""

    article_wanted = Signal(str)
    """The id of an article that is to be shown."""
    settling = Signal()
    """The project's value is needed now: who holds words half written commits them."""

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        asks: Asks,
        parent: QObject | None = None,
        *,
        data: Path | None = None,
    ) -> None:
        """`data` is the program's own folder; without one, no earlier versions are kept."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._asks = asks
        self.recent = RecentFiles(settings, self)
        self._origin: Path | None = None
        self._read_only = False
        self.file = ProjectFile(session, settings, asks, read=self._read, data=data, window=parent)
        self.file.changed.connect(self.named)
        self.file.noticed.connect(self.noticed)
        self.file.offered.connect(self.offered)
        self.file.settling.connect(self.settling)
        session.history.clean_changed.connect(self.named)
        session.changed.connect(self.named)

    @property
    def origin(self) -> Path | None:
        """The article file that the project was made from in this window."""
        return self._origin

    @property
    def digest(self) -> str | None:
        """Digest of the project's file when it was last read or saved here; None where there is none."""
        return self.file.known.digest

    @property
    def name(self) -> str:
        """What the project is called on the screen."""
        if self._session.path is not None:
            return self._session.path.stem
        return self._session.project.title or self.tr("Untitled")

    @property
    def state(self) -> str:
        """Whether the project is saved, in a word or two."""
        if self.file.saving.busy:
            return self.tr("saving …")
        if self._session.modified:
            return self.tr("not saved")
        if self._session.path is not None:
            return self.tr("saved")
        project = self._session.project
        return self.tr("not saved yet") if project.articles or self._session.map.claims else ""

    def may_close(self) -> bool:
        """Whether the project may go: it is saved, or the reader saved or gave it up now."""
        if self.file.saving.busy:
            return False  # as when another window quits the program; the window can be closed after it
        self.settling.emit()
        if not self._session.modified:
            return True
        choice = self._asks.unsaved(self.name)
        if choice is Unsaved.SAVE:
            return self.save()
        return choice is Unsaved.DISCARD

    def new(self) -> None:
        """An empty project in place of this one."""
        if self.may_close():
            self._replace(new_project(), None)

    def ask_open(self) -> None:
        """Ask for an article or a project, and open it."""
        chosen = self._asks.file_to_open(self.folder())
        if chosen is not None:
            self.open(chosen)

    def ask_add(self) -> None:
        """Ask for one more article, and put it beside those of this project."""
        chosen = self._asks.article_to_open(self.folder(), self.tr("Add an article"))
        if chosen is not None:
            self.open(chosen, beside=True)

    def open(self, path: Path, *, beside: bool = False) -> bool:
        """Open a project, or anything else as an article; tell whether it is open now.

        The file is read before the reader is asked about unsaved work, and what
        cannot be read changes nothing. An article goes `beside` what is open, or (see
        `_place`) into a project of its own.
        """
        project = path.suffix.lower() == SUFFIX
        opened = self._open_project(path) if project else self._open_article(path, beside=beside)
        if opened:
            self.recent.add(path)
            self._settings.setValue("folder", str(path.absolute().parent))
            self.named.emit()
        return opened

    def open_recent(self, path: Path) -> None:
        """Open a file of the list; one that is gone is taken off it."""
        if path.exists():
            self.open(path)
            return
        self.recent.remove(path)
        self._asks.tell(
            self.tr("File not found"),
            self.tr("{path} is not there any more. It was taken off the list.").format(path=path),
        )

    def open_sample(self) -> bool:
        """Open the sample project, which Save will not overwrite."""
        from contention.files.errors import ProjectFileError
        from contention.files.store import load

        try:
            loaded = load(resource("samples", "who-owns-the-machines.contention"))
        except ProjectFileError as error:
            self._asks.tell(self.tr("Cannot open the sample"), str(error))
            return False
        if not self.may_close():
            return False
        self._replace(loaded.project, None)
        return True

    def drop(self, data: QMimeData) -> bool:
        """Open the first file in what was dropped with further articles beside it, or take its text."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            opened = self.open(paths[0])
            for path in paths[1:]:
                if opened and path.suffix.lower() != SUFFIX:
                    self.open(path, beside=True)
            return opened
        return (data.hasText() or data.hasHtml()) and self._take_text(data)

    def paste(self, *, plain: bool = False) -> bool:
        """Make the text on the clipboard an article; `plain` leaves its form behind."""
        # None where the clipboard is empty, whatever the stubs say.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is not None and data.urls():
            return self.drop(data)
        if data is None or not (data.hasText() or data.hasHtml()):
            self.noticed.emit(self.tr("There is no text on the clipboard."))
            return False
        return self._take_text(data, plain=plain)

    def save(self) -> bool:
        """Save where the project came from; ask where that is not possible."""
        self.settling.emit()
        path = self._session.path
        if path is None or self._read_only:
            beside = self._beside_article()
            if beside is not None and self._write(beside, new=True):
                self.noticed.emit(self.tr("Saved as {name}, beside the article.").format(name=beside.name))
                return True
            return self.save_as()
        return self._write(path)

    def save_as(self) -> bool:
        """Ask for a file, and save to it."""
        self.settling.emit()
        chosen = self._asks.file_to_save(self.folder() / f"{file_name(self.name)}{SUFFIX}")
        if chosen is None:
            return False
        if not chosen.suffix:
            chosen = chosen.with_name(chosen.name + SUFFIX)
        return self._write(chosen)

    def take_up(self, project: Project, path: Path | None, base: str | None) -> None:
        """Show work that was recovered. No file holds it; `base` is the digest of the one it began with."""
        self._replace(project, path)
        if path is not None:
            self.file.begin_with(path, base)
        self._session.mark_unsaved()

    def earlier_versions(self) -> None:
        """Show what the project was at earlier saves, to bring one of them back."""
        if self._session.path is not None:
            self.file.restore_earlier(self._session.path)

    def ask_copy(self) -> None:
        """Ask for another copy of this project, and bring both together."""
        chosen = self._asks.file_to_open(self.folder())
        if chosen is not None:
            self.file.bring_in(chosen)

    def reopen(self) -> None:
        """Read the project's file again, as an edit that can be undone."""
        from contention.files.errors import ProjectFileError

        self.settling.emit()
        path = self._session.path
        if path is None:
            return
        try:
            loaded = self._read(path)
        except Cancelled:
            return
        except ProjectFileError as error:
            self._asks.tell(self.tr("Cannot read the file again"), str(error))
            return
        if damage := _damage(loaded):
            self._asks.repaired(path.name, damage)
            return

        def reread(before: Project) -> Project:
            return before if loaded.project == before else loaded.project

        if self._session.edit(self.tr("Reopen"), reread, origin="shell"):
            self.noticed.emit(self.tr("Read {name} again. Undo goes back.").format(name=path.name))
        else:
            self.noticed.emit(self.tr("{name} holds what you see.").format(name=path.name))
        self.file.known.remember(path, loaded.digest, loaded.project)
        self._session.saved_to(path)
        self.named.emit()

    def _open_project(self, path: Path) -> bool:
        from contention.files.errors import ProjectFileError

        try:
            loaded = self._read(path)
        except ProjectFileError as error:
            self._asks.tell(self.tr("Cannot open the project"), str(error))
            return False
        except Cancelled:
            return False
        if not self.may_close():
            return False
        if damage := _damage(loaded):
            # Treated as untitled, so that saving never overwrites what may yet be mended by hand.
            self._replace(loaded.project, None)
            self._session.mark_unsaved()
            self._asks.repaired(path.name, damage)
            return True
        self._replace(loaded.project, path, read_only=loaded.read_only)
        self.file.known.remember(path, loaded.digest, loaded.project)
        if loaded.read_only:
            self.noticed.emit(
                self.tr("A newer version of Contention made this project. Save asks for a new file.")
            )
        if not loaded.read_only:
            self.file.offer_copies(path)
        return True

    def _open_article(self, path: Path, *, beside: bool = False) -> bool:
        from contention.article.errors import ArticleError

        try:
            imported = importing.from_file(path, self._asks)
        except ArticleError as error:
            self._asks.tell(self.tr("Cannot open the article"), str(error))
            return False
        except Cancelled:
            return False
        return self._place(imported, path.absolute(), beside=beside)

    def _take_text(self, data: QMimeData, *, plain: bool = False) -> bool:
        """Pasted or dropped text becomes an article of this project, or of a new one."""
        from contention.article.errors import ArticleError

        try:
            imported = importing.from_data(data, self._asks, plain=plain)
        except ArticleError as error:
            self.noticed.emit(str(error))
            return False
        except Cancelled:
            return False
        return self._place(imported, None)

    def _place(self, imported: Imported, origin: Path | None, *, beside: bool = False) -> bool:
        """Put an article where nothing of the reader's is lost, and nothing need be asked.

        It stands beside the others of a project that was worked on or has a file, and
        takes the place of what was merely looked at.
        """
        if self.file.saving.busy:
            return False
        self.settling.emit()
        some = bool(self._session.project.articles)
        kept = self._session.modified or self._session.path is not None
        if imported.notices:
            self.noticed.emit(" ".join(imported.notices))
        if kept or (beside if some else origin is None):
            self._add(imported, origin, asked=beside)
        else:
            self._begin_with(imported, origin)
        self.named.emit()
        return True

    def _begin_with(self, imported: Imported, origin: Path | None) -> None:
        """A new project of an article."""
        self._replace(imported.project(), None, origin=origin)
        if origin is None:
            self._session.mark_unsaved()  # what was pasted stands in no file

    def _add(self, imported: Imported, origin: Path | None, *, asked: bool) -> None:
        """One more article of this project; unless that was `asked`, with a way to one of its own."""
        new, before = imported.article, self._session.project
        same = [one.id for one in before.articles.values() if new.sha256 and one.sha256 == new.sha256]
        if same:
            self.article_wanted.emit(same[0])
            self.noticed.emit(self.tr("“{title}” is in this project already.").format(title=new.title))
            return
        label = self.tr("Paste article") if origin is None else self.tr("Add article")
        self._session.edit(label, lambda project: add_article(project, new, imported.assets), origin="shell")
        if asked or not (before.articles or any(one.claims for one in before.maps.values())):
            return
        added = self._session.project

        def apart() -> None:
            mine = self._session.project is added and self._session.history.can_undo
            if mine:
                self._session.history.undo()
            if self.may_close():
                self._begin_with(imported, origin)
            elif mine:
                self._session.history.redo()

        self.offered.emit(
            self.tr("“{title}” is an article of this project now.").format(title=new.title),
            self.tr("Begin a new project with it"),
            apart,
        )

    def _replace(
        self, project: Project, path: Path | None, *, origin: Path | None = None, read_only: bool = False
    ) -> None:
        self._origin, self._read_only = origin, read_only
        self.file.known.forget()
        self._session.replace(project, path)
        self.named.emit()

    def _write(self, path: Path, *, new: bool = False) -> bool:
        """Save to a file. A `new` one that cannot be made is not told: the reader is asked next."""
        outcome = self.file.write(path, new=new, quiet=new)
        if outcome is Outcome.ELSEWHERE:
            return self.save_as()
        if outcome is not Outcome.SAVED:
            return False
        self._read_only = False
        self.recent.add(path)
        self._settings.setValue("folder", str(path.absolute().parent))
        self.named.emit()
        return True

    def _beside_article(self) -> Path | None:
        """The free name beside the article that a new project is first saved under."""
        if self._origin is None or self._session.path is not None:
            return None
        beside = self._origin.with_suffix(SUFFIX)
        own = beside.is_relative_to(resources())
        if own or beside.exists() or not os.access(beside.parent, os.W_OK):
            return None
        return beside

    def folder(self) -> Path:
        """Where a file dialog starts: where the project is, else where the last one was."""
        near = self._session.path or self._origin
        if near is not None and not near.is_relative_to(resources()):
            return near.parent
        stored = self._settings.value("folder")
        if isinstance(stored, str) and Path(stored).is_dir():
            return Path(stored)
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _read(self, path: Path) -> Loaded:
        """The project in a file; raises `ProjectFileError`, and `Cancelled` where it takes too long."""
        from contention.files.store import load

        return self._long(path, lambda: _read_through(load(path)))

    def _long(self, path: Path, work: Callable[[], T]) -> T:
        try:
            size = path.stat().st_size
        except OSError:
            size = 0  # whoever reads it says what is wrong
        if size < LONG_FILE:
            return work()
        return self._asks.wait(self.tr("Reading {name} …").format(name=path.name), work)


def _read_through(loaded: Loaded) -> Loaded:
    """The same, with the article that is shown first parsed and kept: a book's text takes a second."""
    from contention.article.markdown import read_markdown

    for article in in_order(loaded.project.articles.values())[:1]:
        read_markdown(article.source)
    return loaded


def _damage(loaded: Loaded) -> list[Finding]:
    """What was left out, but for the finding that a newer version made the file, which harms nothing."""
    return [finding for finding in loaded.findings if not (loaded.read_only and finding.path == "version")]
