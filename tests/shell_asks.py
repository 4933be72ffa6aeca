"""Answers in place of a person's, and a window that asks them: for tests of the shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.files.backups import Backup
from contention.model.check import Finding
from contention.model.merge import Choice, Merged, resolve
from contention.model.project import Article, Claim, Id, Passage, Project, Span
from contention.session.article_commands import Review
from contention.session.session import Session
from contention.shell.answers import Unsaved
from contention.shell.export_request import ExportRequest, Subject
from contention.shell.main_window import MainWindow
from contention.shell.worker import Progress, Waiting

T = TypeVar("T")


class Answers:
    """Stands for a person: what is asked is written down, and answered as was set."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.findings: Sequence[Finding] = ()
        self.unsaved_answer = Unsaved.CANCEL
        self.file: Path | None = None
        self.claim: Id | None = None
        self.go_there = False
        """Whether to go where a link leads."""
        self.patient = True
        """Whether to wait for a save."""
        self.save_elsewhere = False
        self.choice: Choice | None = None
        """The decision about every conflict; None goes back."""
        self.details: dict[str, str] | None = None
        self.words: str | None = None
        """What a selection is corrected to; None goes back."""
        self.places: dict[Id, Span | None] | None = None
        """Where passages stand in a newer version of their article; None goes back."""
        self.version: Callable[[Sequence[Backup]], Project | None] = lambda versions: None
        self.subject: Subject | None = None
        self.printed: list[tuple[Sheet, ExportOptions]] = []
        self.progress: Progress = lambda _part, _whole: self.patient
        self.waited: list[str] = []
        self.change: Callable[[ExportRequest], ExportRequest | None] = lambda request: request

    def unsaved(self, name: str) -> Unsaved:
        self.asked.append(f"unsaved {name}")
        return self.unsaved_answer

    def file_to_open(self, folder: Path) -> Path | None:
        self.asked.append(f"open {folder}")
        return self.file

    def file_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(f"save {suggested.name}")
        return self.file

    def tell(self, title: str, sentence: str) -> None:
        self.told.append(f"{title}: {sentence}")

    def repaired(self, name: str, findings: Sequence[Finding]) -> None:
        self.asked.append(f"repaired {name}")
        self.findings = findings

    def export(self, suggested: ExportRequest, subject: Subject) -> ExportRequest | None:
        self.asked.append(f"export {suggested.path.name}")
        self.subject = subject
        return self.change(suggested)

    def print_sheet(self, sheet: Sheet, options: ExportOptions) -> bool:
        self.printed.append((sheet, options))
        return True

    def claim_to_use(self, sentence: str, claims: Sequence[Claim]) -> Id | None:
        self.asked.append(f"claim {' '.join(claim.id for claim in claims)}")
        return self.claim

    def open_link(self, address: str) -> bool:
        self.asked.append(f"link {address}")
        return self.go_there

    def wait(self, label: str, work: Callable[[], T]) -> T:
        self.asked.append(f"wait {label}")
        return work()

    def wait_to_end(self, label: str, work: Callable[[Progress], T]) -> T:
        return work(lambda done, total: self.patient)

    def elsewhere(self, sentence: str) -> bool:
        self.told.append(f"Not saved: {sentence}")
        return self.save_elsewhere

    def bring_together(self, name: str, merged: Merged) -> Project | None:
        self.asked.append(f"merge {name}: {' '.join(conflict.what for conflict in merged.conflicts)}")
        if self.choice is None:
            return None
        while merged.conflicts:
            merged = resolve(merged, {conflict.key: self.choice for conflict in merged.conflicts})
        return merged.project

    def earlier_version(self, name: str, versions: Sequence[Backup], now: Project) -> Project | None:
        self.asked.append(f"earlier {name}: {len(versions)}")
        return self.version(versions)

    def article_to_open(self, folder: Path, title: str) -> Path | None:
        self.asked.append(f"article {title}")
        return self.file

    def article_details(self, article: Article) -> dict[str, str] | None:
        self.asked.append(f"details {article.title}")
        return self.details

    def correction(self, passage: Passage, correct: Callable[[str], str]) -> None:
        self.asked.append(f"correct {passage.exact}")
        if self.words is not None:
            self.told.append(correct(self.words))

    def review(self, name: str, review: Review) -> dict[Id, Span | None] | None:
        self.asked.append(f"review {name}: {' '.join(one.outcome for one in review.passages.values())}")
        return self.places

    def follow(self, label: str, work: Callable[[Waiting], T]) -> T:
        self.asked.append(f"wait {label}")
        return work(Waiting())


def window_with(
    settings: QSettings,
    project: Project | None = None,
    path: Path | None = None,
    *,
    data: Path | None = None,
) -> tuple[MainWindow, Answers]:
    """A window on a project, and the answers that it gets."""
    answers = Answers()
    window = MainWindow(Session(project, path), settings, asks=answers, data=data)
    if settings.value("window/geometry") is None:
        window.resize(1200, 800)
    return window, answers
