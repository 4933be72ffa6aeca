"""Shows what a project was at earlier saves: when, how many claims, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from contention.files.backups import Backup
from contention.files.errors import ProjectFileError
from contention.files.store import Loaded, load
from contention.model.differences import describe
from contention.model.project import Project
from contention.shell.dialogs.labels import plain_label

MOST_CHANGES = 500
"""Changes that are listed; more than anyone reads."""


class EarlierVersionsDialog(QDialog):
    """A list of versions, newest first; a version is read when it is marked."""

    def __init__(
        self, name: str, versions: Sequence[Backup], now: Project, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("earlier-versions-dialog")
        self.setWindowTitle(self.tr("Earlier versions"))
        self._versions, self._now = versions, now
        self._read: dict[int, Loaded | str] = {}
        self._changed: dict[int, list[str]] = {}
        heading = plain_label(self.tr("Earlier versions of “{name}”").format(name=name))
        heading.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setObjectName("versions")
        self.list.setAccessibleName(self.tr("Earlier versions, newest first"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for version in versions:
            self.list.addItem(QListWidgetItem(self._line(version)))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self.accept)
        self.words = plain_label("")
        self.words.setObjectName("version-words")
        self.changes = QPlainTextEdit()
        self.changes.setObjectName("version-changes")
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(self.tr("What has changed since"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # Else Enter would press it where there is nothing to restore.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.ok = self.buttons.addButton(
            self.tr("&Restore this version"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.ok.setDefault(True)
        self._lay_out(heading)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def project(self) -> Project | None:
        """The version that is marked; None where it cannot be read."""
        read = self._read.get(self.list.currentRow())
        return read.project if isinstance(read, Loaded) else None

    def accept(self) -> None:
        """Close where there is something to restore."""
        if self.ok.isEnabled():
            super().accept()

    def _lay_out(self, heading: QLabel) -> None:
        note = plain_label(self.tr("Restoring changes what is open here, not the file. Undo takes it back."))
        note.setProperty("role", "muted")
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.words)
        right.addWidget(self.changes, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.list, 2)
        columns.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addLayout(columns, 1)
        layout.addWidget(note)
        layout.addWidget(self.buttons)
        self.resize(760, 480)

    def _line(self, version: Backup) -> str:
        """When it was saved, as the system writes times, and how many claims it has."""
        locale = QLocale()
        time = QDateTime.fromSecsSinceEpoch(int(version.time))
        day = locale.toString(time.date(), QLocale.FormatType.ShortFormat)
        days = time.date().daysTo(QDateTime.currentDateTime().date())
        day = {0: self.tr("Today"), 1: self.tr("Yesterday")}.get(days, day)
        clock = locale.toString(time.time(), "HH:mm:ss")
        if version.claims is None:
            claims = self.tr("damaged")
        elif version.claims == 1:
            claims = self.tr("1 claim")
        else:
            claims = self.tr("{count} claims").format(count=version.claims)
        return self.tr("{day}, {time} · {claims}").format(day=day, time=clock, claims=claims)

    def _show(self, row: int) -> None:
        if row not in self._read:
            try:
                self._read[row] = load(self._versions[row].path)
            except ProjectFileError as error:
                self._read[row] = str(error)
        read = self._read[row]
        self.ok.setEnabled(isinstance(read, Loaded))
        if isinstance(read, str):
            self.words.setText(self.tr("It cannot be read."))
            self.changes.setPlainText(read)
            return
        if row not in self._changed:
            self._changed[row] = describe(read.project, self._now)
        changes = self._changed[row]
        if read.findings:
            words = self.tr("Part of it is damaged and would be missing. Changed since:")
        elif changes:
            words = (
                self.tr("One change since:")
                if len(changes) == 1
                else self.tr("{count} changes since:").format(count=len(changes))
            )
        else:
            words = self.tr("Nothing has changed since.")
        self.words.setText(words)
        more = len(changes) - MOST_CHANGES
        shown = [f"• {change}" for change in changes[:MOST_CHANGES]]
        if more > 0:
            shown.append(self.tr("… and {count} more.").format(count=more))
        self.changes.setPlainText("\n".join(shown))
