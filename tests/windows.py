"""What tests of the whole window share: a small article, a small map, and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contention.article.importing import article_from_text
from contention.model.project import Project, new_project
from contention.shell.main_window import MainWindow

ARTICLE = "Bread is cheap in every town.\n\nFlour costs little.\n\nSome towns have no mill at all."
MAP = """
    K Bread is cheap
      + A Flour costs little
        & B Ovens are shared
      - D Some towns have no mill
"""
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def with_article() -> Project:
    return new_project(article_from_text(ARTICLE, title="Bread").article)


def select_words(window: MainWindow, words: str) -> None:
    start = ARTICLE.replace("\n\n", "\n").index(words)
    window.reader.select_range(start, start + len(words))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)
