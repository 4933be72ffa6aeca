"""A reader's hands: real mouse and key events at the main window, each counted as one action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.model.project import Claim, Id, Inference
from contention.session.session import Session
from contention.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """What a person does at one window. `actions` counts selections, clicks, keys and chords."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.actions = 0

    # --- in the article -----------------------------------------------------------

    def select(self, words: str, *, occurrence: int = 0) -> None:
        """Select words of the article with the mouse, from their first letter to their last."""
        self.actions += 1
        reader = self.window.reader
        start = -1
        for _ in range(occurrence + 1):
            start = reader.article_text.text.index(words, start + 1)
        self._scroll_to(start)
        first, last = self.place_of(start), self.place_of(start + len(words))
        # A little inside the first and the last letter, as a hand would.
        first, last = first + QPoint(1, 0), last - QPoint(0, 0)
        QTest.mousePress(reader.viewport(), LEFT, NONE, first)
        for step in (first + QPoint(25, 4), (first + last) / 2, last):
            QTest.mouseMove(reader.viewport(), step)
        QTest.mouseRelease(reader.viewport(), LEFT, NONE, last)

    def click_words(self, words: str) -> None:
        """Click in the middle of words of the article."""
        self.actions += 1
        start = self.window.reader.article_text.text.index(words)
        self._scroll_to(start)
        QTest.mouseClick(self.window.reader.viewport(), LEFT, NONE, self.place_of(start + len(words) // 2))

    def place_of(self, position: int) -> QPoint:
        """Where a character of the canonical text stands in the reading pane's viewport."""
        reader = self.window.reader
        cursor = QTextCursor(reader.document())
        cursor.setPosition(reader.positions.to_shown(position))
        return reader.cursorRect(cursor).center()

    def _scroll_to(self, position: int) -> None:
        """Turn the wheel until the place is well in view (reading, not an action)."""
        reader = self.window.reader
        bar = reader.verticalScrollBar()
        height = reader.viewport().height()
        while not 0 <= self.place_of(position).y() < height * 0.6:
            before = bar.value()
            bar.setValue(before + self.place_of(position).y() - height // 4)
            if bar.value() == before:
                break

    # --- keys ---------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key or a chord, to whatever has the focus."""
        self.actions += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        """Words, to whatever has the focus; as many actions as there are keys."""
        self.actions += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)

    # --- on the map ---------------------------------------------------------------

    def point_of(self, item: Id) -> QPoint:
        """The middle of a claim's box or an inference's pill in the map's viewport, made visible."""
        canvas = self.window.canvas
        canvas.show_piece(item)
        rect = canvas.diagram.box_rect(item) or canvas.diagram.pill_rect(item)
        assert rect is not None, f"{item} is not on the map"
        return canvas.window_rect(rect).center().toPoint()

    def click(self, item: Id) -> None:
        """Click a claim's box or an inference's pill."""
        self.actions += 1
        QTest.mouseClick(self.window.canvas.viewport(), LEFT, NONE, self.point_of(item))

    def double_click(self, item: Id) -> None:
        """Double click a claim's box."""
        self.actions += 1
        point = self.point_of(item)
        QTest.mouseClick(self.window.canvas.viewport(), LEFT, NONE, point)
        QTest.mouseDClick(self.window.canvas.viewport(), LEFT, NONE, point)

    def drag(self, item: Id, to: QPoint) -> None:
        """Drag a box or a pill to a point of the map's viewport."""
        self.actions += 1
        viewport, start = self.window.canvas.viewport(), self.point_of(item)
        QTest.mousePress(viewport, LEFT, NONE, start)
        for step in (start + QPoint(12, 12), (start + to) / 2, to):
            QTest.mouseMove(viewport, step)
        QTest.mouseRelease(viewport, LEFT, NONE, to)

    def drop_passage(self, to: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Drop the article's selected words on the map: the events that a drag would bring."""
        self.actions += 1
        data = self.window.reader.createMimeDataFromSelection()
        self._drop(self.window.canvas.viewport(), data, to, modifiers)

    def drop_file(self, path: Path) -> None:
        """Drop a file on the window."""
        from PySide6.QtCore import QUrl

        self.actions += 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        self._drop(self.window, data, QPoint(40, 300), NONE)

    @staticmethod
    def _drop(target, data: QMimeData, to: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        copy = Qt.DropAction.CopyAction
        application = QApplication.instance()
        assert application is not None
        for event in (
            QDragEnterEvent(to, copy, data, LEFT, modifiers),
            QDragMoveEvent(to, copy, data, LEFT, modifiers),
            QDropEvent(QPointF(to), copy, data, LEFT, modifiers, QEvent.Type.Drop),
        ):
            application.sendEvent(target, event)

    # --- what came of it ----------------------------------------------------------

    @property
    def claims(self) -> dict[str, Claim]:
        """The map's claims by their words."""
        return {claim.text: claim for claim in self.window.session.map.claims.values()}

    def claim(self, beginning: str) -> Claim:
        """The one claim whose words begin so."""
        found = [claim for text, claim in self.claims.items() if text.startswith(beginning)]
        assert len(found) == 1, f"{len(found)} claims begin with {beginning!r}"
        return found[0]

    def inference_of(self, claim: Id) -> Inference:
        """The inference that a claim is a premise of."""
        (use,) = (i for i in self.window.session.map.inferences.values() if claim in i.premises)
        return use


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Hands]]:
    """Opens a main window as the program does, with a file where one is named."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)

    def open_one(path: Path | None = None) -> Hands:
        window = MainWindow(Session(), settings)
        # What a test leaves unsaved asks nobody.
        qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        window.resize(1360, 850)
        window.show()
        if path is not None:
            assert window.documents.open(path)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.reader.setFocus()
        return Hands(window, qtbot)

    yield open_one
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.session.history.set_clean()  # what a test leaves unsaved asks nobody
