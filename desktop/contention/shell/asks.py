"""What the window asks a person, as one interface: the real boxes, or a test's answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from contention.model.check import Finding
from contention.model.project import Article, Claim, Id, Passage, Project, Span
from contention.shell import worker
from contention.shell.answers import Unsaved
from contention.shell.export_request import ExportRequest, Subject

if TYPE_CHECKING:
    from contention.export.options import ExportOptions
    from contention.export.sheet import Sheet

if TYPE_CHECKING:
    from contention.files.backups import Backup
    from contention.model.merge import Merged
    from contention.session.article_commands import Review

T = TypeVar("T")

PROJECT_FILTER = "*.contention"
ARTICLE_FILTER = (
    "*.txt *.text *.md *.markdown *.html *.htm *.xhtml *.mhtml *.mht *.pdf *.docx *.epub *.odt *.rtf"
)


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Asks", text)


class Asks(Protocol):
    """Questions and tellings; None always means that the person went back."""

    def unsaved(self, name: str) -> Unsaved:
        """What to do with unsaved work in this project."""

    def file_to_open(self, folder: Path) -> Path | None:
        """An article or a project."""

    def article_to_open(self, folder: Path, title: str) -> Path | None:
        """An article; `title` says what for."""

    def file_to_save(self, suggested: Path) -> Path | None:
        """Where to save the project; replacing a file was agreed to."""

    def tell(self, title: str, sentence: str) -> None:
        """Show a sentence until it was read."""

    def repaired(self, name: str, findings: Sequence[Finding]) -> None:
        """Show what was left out of a damaged project."""

    def export(self, suggested: ExportRequest, subject: Subject) -> ExportRequest | None:
        """File, format and looks of a picture of the subject."""

    def print_sheet(self, sheet: Sheet, options: ExportOptions) -> bool:
        """Print after a preview; whether it was. Raises ExportError."""

    def claim_to_use(self, sentence: str, claims: Sequence[Claim]) -> Id | None:
        """One of these claims."""

    def open_link(self, address: str) -> bool:
        """Show the address of a link; whether to go there."""

    def wait(self, label: str, work: Callable[[], T]) -> T:
        """Do long work; raises `worker.Cancelled` where the person would not wait."""

    def wait_to_end(self, label: str, work: Callable[[worker.Progress], T]) -> T:
        """Do work that writes a file; raises what it raises. It stops where its progress is refused."""

    def elsewhere(self, sentence: str) -> bool:
        """Tell why the project was not saved; whether to save it in another place."""

    def bring_together(self, name: str, merged: Merged) -> Project | None:
        """Decide the conflicts of a merge; the project with all of them decided."""

    def earlier_version(self, name: str, versions: Sequence[Backup], now: Project) -> Project | None:
        """One of the earlier versions of a project."""

    def article_details(self, article: Article) -> dict[str, str] | None:
        """Where an article comes from: its title, author, date and address."""

    def correction(self, passage: Passage, correct: Callable[[str], str]) -> None:
        """Other words for those of a passage; `correct` puts them there and returns why it could not."""

    def review(self, name: str, review: Review) -> dict[Id, Span | None] | None:
        """Whether to replace an article as it was reviewed, and the places that were chosen."""

    def follow(self, label: str, work: Callable[[worker.Waiting], T]) -> T:
        """Do long work that says how far it is and can be stopped; raises `worker.Cancelled`."""


class Boxes:
    """The real ones, over a window; each dialog is imported when it is first asked for."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def unsaved(self, name: str) -> Unsaved:
        from contention.shell.dialogs import boxes

        return boxes.unsaved_choice(self._window, name)

    def file_to_open(self, folder: Path) -> Path | None:
        everything = tr("Articles and projects ({})").format(f"{ARTICLE_FILTER} {PROJECT_FILTER}")
        kinds = [
            everything,
            tr("Projects ({})").format(PROJECT_FILTER),
            tr("Articles ({})").format(ARTICLE_FILTER),
            tr("All files (*)"),
        ]
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open an article or a project"), str(folder), ";;".join(kinds)
        )
        return Path(name) if name else None

    def article_to_open(self, folder: Path, title: str) -> Path | None:
        kinds = [tr("Articles ({})").format(ARTICLE_FILTER), tr("All files (*)")]
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), ";;".join(kinds))
        return Path(name) if name else None

    def file_to_save(self, suggested: Path) -> Path | None:
        dialog = QFileDialog(
            self._window, tr("Save the project"), str(suggested), tr("Projects ({})").format(PROJECT_FILTER)
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("contention")
        dialog.selectFile(suggested.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def tell(self, title: str, sentence: str) -> None:
        from contention.shell.dialogs import boxes

        boxes.tell(self._window, title, sentence)

    def repaired(self, name: str, findings: Sequence[Finding]) -> None:
        from contention.shell.dialogs.repair import RepairDialog

        dialog = RepairDialog(name, findings, self._window)
        dialog.exec()
        dialog.deleteLater()

    def export(self, suggested: ExportRequest, subject: Subject) -> ExportRequest | None:
        from contention.shell.dialogs.export import ExportDialog

        dialog = ExportDialog(suggested, subject, self._window)
        accepted = dialog.exec()
        request = dialog.request()
        dialog.deleteLater()
        return request if accepted else None

    def print_sheet(self, sheet: Sheet, options: ExportOptions) -> bool:
        from contention.shell.printing import print_sheet

        return print_sheet(sheet, options, self._window)

    def claim_to_use(self, sentence: str, claims: Sequence[Claim]) -> Id | None:
        from contention.shell.dialogs.choose import ChooseClaim

        dialog = ChooseClaim(sentence, claims, self._window)
        chosen = dialog.chosen() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def open_link(self, address: str) -> bool:
        from contention.shell.dialogs import boxes

        return boxes.open_link(self._window, address)

    def wait(self, label: str, work: Callable[[], T]) -> T:
        return worker.run(self._window, label, work)

    def wait_to_end(self, label: str, work: Callable[[worker.Progress], T]) -> T:
        return worker.run_to_end(self._window, label, work)

    def elsewhere(self, sentence: str) -> bool:
        from contention.shell.dialogs import boxes

        return boxes.save_elsewhere(self._window, sentence)

    def bring_together(self, name: str, merged: Merged) -> Project | None:
        from contention.shell.dialogs.merge import MergeDialog

        dialog = MergeDialog(name, merged, self._window)
        project = dialog.project() if dialog.exec() else None
        dialog.deleteLater()
        return project

    def earlier_version(self, name: str, versions: Sequence[Backup], now: Project) -> Project | None:
        from contention.shell.dialogs.earlier_versions import EarlierVersionsDialog

        dialog = EarlierVersionsDialog(name, versions, now, self._window)
        project = dialog.project() if dialog.exec() else None
        dialog.deleteLater()
        return project

    def article_details(self, article: Article) -> dict[str, str] | None:
        from contention.shell.dialogs.article_details import ArticleDetailsDialog

        dialog = ArticleDetailsDialog(article, self._window)
        details = dialog.details() if dialog.exec() else None
        dialog.deleteLater()
        return details

    def correction(self, passage: Passage, correct: Callable[[str], str]) -> None:
        from contention.shell.dialogs.correction import CorrectionDialog

        dialog = CorrectionDialog(passage, correct, self._window)
        dialog.exec()
        dialog.deleteLater()

    def review(self, name: str, review: Review) -> dict[Id, Span | None] | None:
        from contention.shell.dialogs.review import ReviewDialog

        dialog = ReviewDialog(name, review, self._window)
        chosen = dialog.chosen() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def follow(self, label: str, work: Callable[[worker.Waiting], T]) -> T:
        return worker.follow(self._window, label, work)
