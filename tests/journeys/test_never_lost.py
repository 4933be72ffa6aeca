"""One project in two windows, a full disk, and an earlier version at the end: nothing is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from contention.files import atomic
from contention.files.store import load, save
from contention.session.session import Session
from contention.shell import watching
from contention.shell.main_window import MainWindow
from tests.builders import project_of
from tests.journeys.conftest import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
MAP = "K Bread is cheap\n  + A Flour costs little\n  - B It gets stale"

Open = Callable[[], Hands]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "bread.contention"
    save(project_of(MAP), path)
    return path


@pytest.fixture
def open_project(qtbot: QtBot, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a window on the project, with the real dialogs; all share the program's folder."""
    monkeypatch.setattr(watching, "SETTLE_MS", 10)
    monkeypatch.setattr(watching, "LATER_MS", 30)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)

    def open_one() -> Hands:
        window = MainWindow(Session(), settings, data=tmp_path / "data")
        qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        window.resize(1200, 800)
        window.show()
        assert window.documents.open(project)
        return in_front(Hands(window, qtbot), qtbot)

    return open_one


def in_front(hands: Hands, qtbot: QtBot) -> Hands:
    hands.window.activateWindow()
    qtbot.waitUntil(hands.window.isActiveWindow)
    hands.window.canvas.setFocus()
    return hands


def rewrite(hands: Hands, claim: str, words: str) -> None:
    """Double click a claim, and write other words in it."""
    hands.double_click(claim)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type(words)
    hands.press(Qt.Key.Key_Return)


def when_asked(kind: type[QDialog], act: Callable[[QDialog], object]) -> list[QDialog]:
    """Answer the next dialog of this kind; the list holds it when that was done."""
    answered: list[QDialog] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, kind) and box.isActiveWindow() and box.windowHandle().isExposed():
            answered.append(box)
            act(box)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    return answered


def words(path: Path) -> set[str]:
    return {claim.text for claim in load(path).project.maps["m"].claims.values()}


def test_two_windows_save_one_project(open_project: Open, qtbot: QtBot, project: Path) -> None:
    one, two = open_project(), open_project()
    in_front(one, qtbot)
    rewrite(one, "A", "Flour is cheap")
    one.press(Qt.Key.Key_S, CTRL)
    # The other window has nothing of its own: it shows what was saved.
    qtbot.waitUntil(lambda: "Flour is cheap" in two.claims)
    in_front(two, qtbot)
    rewrite(two, "B", "It stays fresh")
    two.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "It stays fresh" in one.claims)
    assert words(project) == {"K Bread is cheap", "Flour is cheap", "It stays fresh"}
    assert not one.window.isWindowModified()
    assert not two.window.isWindowModified()


def test_both_write_in_one_claim_and_both_are_kept(open_project: Open, qtbot: QtBot, project: Path) -> None:
    from contention.shell.dialogs.merge import MergeDialog

    hands = open_project()
    rewrite(hands, "A", "Flour is cheap")
    theirs = load(project).project
    text = project.read_text(encoding="utf-8").replace("A Flour costs little", "Flour is dear")
    project.write_text(text, encoding="utf-8")

    def keep_both(dialog: QDialog) -> None:
        both = dialog.findChild(QRadioButton, "keep-both")
        QTest.mouseClick(both, Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answered = when_asked(MergeDialog, keep_both)
    hands.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(answered))
    if hands.window.session.modified:  # asked before the save, when the file was seen to change
        hands.press(Qt.Key.Key_S, CTRL)
    assert "Flour is cheap\nFlour is dear" in words(project)
    assert theirs != load(project).project


def test_a_full_disk_then_another_try_then_back_to_the_first_version(
    open_project: Open, qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contention.shell.dialogs.earlier_versions import EarlierVersionsDialog

    hands = open_project()
    first = project.read_bytes()
    rewrite(hands, "A", "Flour is cheap")
    said = []

    def not_now(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    def full(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(atomic.os, "write", full)
        answered = when_asked(QMessageBox, not_now)
        hands.press(Qt.Key.Key_S, CTRL)
        assert answered
    assert "the disk is full" in said[0]
    assert project.read_bytes() == first
    assert hands.window.title.text() == "bread · not saved"
    in_front(hands, qtbot)
    hands.press(Qt.Key.Key_S, CTRL)
    assert "Flour is cheap" in words(project)

    def restore(dialog: QDialog) -> None:
        (button,) = (one for one in dialog.findChildren(QPushButton) if "Restore" in one.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    when_asked(EarlierVersionsDialog, restore)
    hands.window.findChild(QAction, "earlier-versions").trigger()
    assert "A Flour costs little" in hands.claims
    in_front(hands, qtbot)
    hands.press(Qt.Key.Key_S, CTRL)
    assert project.read_bytes() == first
    hands.press(Qt.Key.Key_Z, CTRL)
    assert "Flour is cheap" in hands.claims
