"""One piece of work that a crash left: what is known of it, its map in small, what differs from its file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
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
from contention.shell.dialogs.labels import plain_label
from contention.shell.thumbnail import largest_map, thumbnail

PICTURE = (460, 270)
"""Of the preview, in pixels."""
LEAST = (240, 140)
"""To which it gives way where type is large or the window small."""
MOST_LINES = 500
"""Differences that are told; nobody reads more."""


class SmallPicture(QLabel):
    """Shows its picture whole: smaller where there is less room, never cut and never larger."""

    def sizeHint(self) -> QSize:
        return QSize(PICTURE[0] + 4, PICTURE[1] + 4)

    def drawn(self) -> QRect:
        """Where the picture stands."""
        room = self.contentsRect().marginsRemoved(QMargins(1, 1, 1, 1))
        size = self.pixmap().deviceIndependentSize()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(QPoint(), size.toSize())
        where.moveCenter(room.center())
        return where

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pixmap().isNull():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.drawFrame(painter)
        painter.drawPixmap(self.drawn(), self.pixmap())
        painter.end()


class RecoveredWork(QWidget):
    """The right side of the recovery dialog."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: Recovered | None = None
        self._project: Project | None = None
        self.about = plain_label("")
        self.about.setObjectName("recovered-about")
        self.picture = SmallPicture()
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setWordWrap(True)
        self.picture.setObjectName("recovered-picture")
        self.picture.setFrameShape(QFrame.Shape.StyledPanel)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(LEAST[0], LEAST[1])
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


def on_one_line(text: str) -> str:
    """A path as words that no character in it can steer."""
    return "".join(character if character.isprintable() else "�" for character in text)
