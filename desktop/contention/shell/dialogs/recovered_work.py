"""One piece of work that a crash left: what is known of it, its map in small, what differs from its file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from contention.diagram.themes import Theme
from contention.files.codec import decode
from contention.files.errors import ProjectFileError, shown
from contention.files.recovery import Recovered
from contention.files.saver import file_digest
from contention.files.store import load
from contention.model.differences import describe
from contention.model.project import Project
from contention.shell.ages import moment
from contention.shell.thumbnail import largest_map, thumbnail

PICTURE = (460, 270)
"""Of the preview, in pixels."""
MOST_LINES = 500
"""Differences that are told; nobody reads more."""


class RecoveredWork(QWidget):
    """The right side of the recovery dialog."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: Recovered | None = None
        self._project: Project | None = None
        self.about = plain_label("")
        self.about.setObjectName("recovered-about")
        self.picture = plain_label("")
        self.picture.setObjectName("recovered-picture")
        self.picture.setFrameShape(QFrame.Shape.StyledPanel)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(PICTURE[0] + 4, PICTURE[1] + 4)
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.differences = QPlainTextEdit()
        self.differences.setObjectName("recovered-differences")
        self.differences.setReadOnly(True)
        self.differences.setTabChangesFocus(True)
        self.differences.setAccessibleName(self.tr("What differs from the saved file"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.picture)
        self._pages.addWidget(self.differences)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.about)
        layout.addWidget(self._pages, 1)

    @property
    def can_be_restored(self) -> bool:
        """Whether anything of it can be read."""
        return self._project is not None

    @property
    def can_be_compared(self) -> bool:
        """Whether there is a file to compare it with."""
        original = self._found.original if self._found is not None else None
        return self._project is not None and original is not None and original.is_file()

    def show_work(self, found: Recovered) -> None:
        """Show a piece of work, its map first."""
        self._found, self._project, problem = found, None, ""
        try:
            self._project = decode(found.data(), name=self.tr("This piece of work")).project
        except ProjectFileError as error:
            problem = self.tr("{problem} It stays where it is: {where}").format(
                problem=error, where=on_one_line(str(found.path))
            )
        self.about.setText(f"{name_of(found)}\n{self._size(found)}\n{self._file(found)}")
        self._draw(problem)
        self.compare(False)

    def compare(self, comparing: bool) -> None:
        """Show the differences from the saved file in words, or the map again."""
        if comparing:
            self.differences.setPlainText(self._compared())
        self._pages.setCurrentIndex(int(comparing))

    def _draw(self, problem: str) -> None:
        picture, words = None, problem
        if self._project is not None:
            picture = thumbnail(self._project, self._theme, *PICTURE, ratio=self.devicePixelRatioF())
            words = self.tr("This map is too large for a small picture.")
            if largest_map(self._project) is None:
                words = self.tr("There are no claims on its map yet.")
        if picture is None:
            self.picture.setText(words)
            self.picture.setAccessibleName(words)
            return
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(self.tr("A small picture of the map"))

    def _size(self, found: Recovered) -> str:
        if found.claims is None:
            return self.tr("It is damaged: how many claims it has cannot be told.")
        claims = self.tr("1 claim") if found.claims == 1 else self.tr("{count} claims")
        return self.tr("{claims}, last changed {time}").format(
            claims=claims.format(count=f"{found.claims:,}"), time=moment(found.time)
        )

    def _file(self, found: Recovered) -> str:
        """What file it belongs to, and what has become of that."""
        if found.original is None:
            return self.tr("It was never saved to a file.")
        where = on_one_line(str(found.original))
        try:
            digest = file_digest(found.original)
        except (OSError, ValueError):
            return self.tr("Its file cannot be read now: {where}").format(where=where)
        if digest is None:
            return self.tr("Its file is not there any more: {where}").format(where=where)
        if digest != found.base:
            return self.tr("Its file is no longer the one it began with: {where}").format(where=where)
        return self.tr("Its file: {where}").format(where=where)

    def _compared(self) -> str:
        found = self._found
        if found is None or found.original is None or self._project is None:
            return ""
        try:
            saved = load(found.original).project
        except ProjectFileError as error:
            return str(error)
        name = shown(found.original)
        told = describe(saved, self._project)
        if not told:
            return self.tr("There is no difference: {name} holds all of it.").format(name=name)
        lines = [self.tr("From {name} to this work:").format(name=name), "", *told[:MOST_LINES]]
        if len(told) > MOST_LINES:
            lines.append(self.tr("… and {count} more.").format(count=len(told) - MOST_LINES))
        return "\n".join(lines)


def name_of(found: Recovered) -> str:
    """What the window was called."""
    return on_one_line(" ".join(found.name.split())) or QCoreApplication.translate(
        "RecoveredWork", "(its name is lost)"
    )


def plain_label(words: str) -> QLabel:
    """A label whose words are never taken for rich text."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def on_one_line(text: str) -> str:
    """A path as words that no character in it can steer."""
    return "".join(character if character.isprintable() else "�" for character in text)
