"""Saving in the window: over what was read alone, earlier versions kept, and each failure told."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog
from pytestqt.qtbot import QtBot

from contention.files import atomic, store
from contention.files.store import load, save
from contention.shell import worker
from contention.shell.dialogs.boxes import save_elsewhere
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MAP = "K Bread is cheap\n  + A Flour costs little"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "bread.contention"
    save(project_of(MAP), path)
    return path


@pytest.fixture
def opened(make_window: MakeWindow, project: Path, tmp_path: Path):
    window, answers = make_window(data=tmp_path / "data")
    assert window.documents.open(project)
    window.canvas.setFocus()
    return window, answers


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(window, words: str = "One more") -> None:
    """Add a claim by keys."""
    window.canvas.setFocus()
    window.mapping.add("claim")
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def rewrite(window, words: str) -> None:
    """Write other words in a claim, by keys."""
    window.canvas.setFocus()
    window.canvas.edit_text("A")
    press(Qt.Key.Key_A)
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def failing(monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    def refused(*arguments: object, **named: object) -> object:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(atomic.os, call, refused)


# -- saved ---------------------------------------------------------------------------------


def test_the_title_says_saved_saving_and_not_saved(opened) -> None:
    window, _ = opened
    seen = []
    window.documents.named.connect(lambda: seen.append(window.title.text()))
    assert window.title.text() == "bread · saved"
    write(window)
    assert window.title.text() == "bread · not saved"
    assert window.isWindowModified()
    press(Qt.Key.Key_S)
    assert "bread · saving …" in seen
    assert window.title.text() == "bread · saved"
    assert not window.isWindowModified()


def test_each_save_keeps_the_one_before(opened, project: Path) -> None:
    window, _ = opened
    first = project.read_bytes()
    write(window)
    press(Qt.Key.Key_S)
    (kept,) = window.documents.file.backups.list(project)
    assert kept.path.read_bytes() == first
    assert window.documents.digest == load(project).digest


def test_a_backup_that_cannot_be_kept_is_told_and_does_not_hinder(
    opened, project: Path, tmp_path: Path
) -> None:
    window, answers = opened
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "backups").write_text("in the way", encoding="utf-8")
    write(window)
    press(Qt.Key.Key_S)
    assert "earlier version could not be kept" in window.message.text()
    assert not answers.told
    assert load(project).project == window.session.project


def test_saving_under_another_name_replaces_what_was_agreed_to(opened, tmp_path: Path) -> None:
    window, answers = opened
    answers.file = tmp_path / "other.contention"
    answers.file.write_text("something else", encoding="utf-8")
    press(Qt.Key.Key_S, CTRL | SHIFT)
    assert window.session.path == answers.file
    assert load(answers.file).project == window.session.project
    (kept,) = window.documents.file.backups.list(answers.file)
    assert kept.path.read_text(encoding="utf-8") == "something else"


def test_a_file_that_appeared_beside_the_article_is_not_replaced(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "bread.txt"
    article.write_text("Bread is cheap.", encoding="utf-8")
    window, answers = make_window()
    assert window.documents.open(article)
    there = tmp_path / "bread.contention"
    really = store.save

    def late(*arguments, **named):
        there.write_text("mine", encoding="utf-8")
        return really(*arguments, **named)

    monkeypatch.setattr(store, "save", late)
    press(Qt.Key.Key_S)
    assert there.read_text(encoding="utf-8") == "mine"
    assert answers.asked == ["save bread.contention"]


# -- not saved -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "the disk is read-only"),
        ("open", errno.EACCES, "you may not write in the folder"),
        ("fsync", errno.EIO, "the disk reported an error"),
    ],
)
def test_what_hinders_a_save_is_told_and_the_work_is_still_there(
    opened, project: Path, monkeypatch: pytest.MonkeyPatch, *, call: str, code: int, words: str
) -> None:
    window, answers = opened
    before = project.read_bytes()
    write(window)
    with monkeypatch.context() as broken:
        failing(broken, call, code)
        press(Qt.Key.Key_S)
    (told,) = answers.told
    assert words in told
    assert "Save As" in told
    assert project.read_bytes() == before
    assert window.title.text() == "bread · not saved"
    press(Qt.Key.Key_S)
    assert load(project).project == window.session.project


def test_a_read_only_file_can_be_saved_elsewhere(opened, project: Path, tmp_path: Path) -> None:
    window, answers = opened
    project.chmod(0o444)
    write(window)
    answers.save_elsewhere, answers.file = True, tmp_path / "mine.contention"
    press(Qt.Key.Key_S)
    assert "read-only" in answers.told[0]
    assert window.session.path == answers.file
    assert load(answers.file).project == window.session.project
    assert set(load(project).project.maps["m"].claims) == {"K", "A"}


def test_a_folder_that_is_gone_as_with_a_pulled_stick(opened, project: Path, tmp_path: Path) -> None:
    window, answers = opened
    write(window)
    stick = tmp_path / "stick"
    stick.mkdir()
    answers.file = stick / "bread.contention"
    press(Qt.Key.Key_S, CTRL | SHIFT)
    write(window, "After the pull")
    answers.file.unlink()
    stick.rmdir()
    press(Qt.Key.Key_S)
    assert len(answers.told) == 1
    assert window.session.modified
    stick.mkdir()
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_S)
    assert load(stick / "bread.contention").project == window.session.project


def test_a_save_that_was_stopped_leaves_the_old_file(opened, project: Path) -> None:
    window, answers = opened
    before = project.read_bytes()
    write(window)
    answers.patient = False
    press(Qt.Key.Key_S)
    assert "stopped" in window.message.text()
    assert project.read_bytes() == before
    assert window.session.modified


def test_what_the_disk_did_not_confirm_is_not_called_saved(
    opened, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answers = opened
    rewrite(window, "Flour is dear")

    def unsure(folder: Path) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "_sync_folder", unsure)
        press(Qt.Key.Key_S)
    assert "did not confirm" in answers.told[0]
    assert load(project).project == window.session.project
    assert window.title.text() == "bread · not saved"
    rewrite(window, "Flour is free")
    press(Qt.Key.Key_S)
    assert not answers.asked
    assert len(answers.told) == 1, "the file it wrote itself was taken for another's"
    assert window.title.text() == "bread · saved"


def test_the_box_offers_another_place(qtbot: QtBot) -> None:
    def answer(key: Qt.Key) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.textFormat() is Qt.TextFormat.PlainText
        QTest.keyClick(box, key)

    QTimer.singleShot(0, lambda: answer(Qt.Key.Key_Return))
    assert save_elsewhere(None, "The <b>disk</b> is full.")
    QTimer.singleShot(0, lambda: answer(Qt.Key.Key_Escape))
    assert not save_elsewhere(None, "The <b>disk</b> is full.")


# -- in a worker ---------------------------------------------------------------------------


def wait_for_box(then) -> None:
    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog) and box.isVisible():
            then(box)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_a_long_save_shows_how_far_it_is_and_the_window_lives(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PATIENCE_MS", 20)
    go_on, beats, shown = threading.Event(), [], []
    beating = QTimer()
    beating.timeout.connect(lambda: beats.append(1))
    beating.start(10)

    def work(progress) -> str:
        assert progress(40, 100)
        assert go_on.wait(10)
        return "digest"

    def look(box: QProgressDialog) -> None:
        if box.value() == 40:
            shown.append(box.maximum())
            go_on.set()
        else:
            QTimer.singleShot(20, lambda: look(box))

    wait_for_box(look)
    assert worker.run_to_end(None, "Saving <b> …", work) == "digest"
    assert shown == [100]
    assert len(beats) > 2


def test_cancel_stops_a_long_save_and_waits_for_its_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PATIENCE_MS", 20)

    def work(progress) -> str:
        while progress(1, 100):
            time.sleep(0.01)
        raise InterruptedError("stopped")

    wait_for_box(lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    with pytest.raises(InterruptedError):
        worker.run_to_end(None, "Saving …", work)


def test_a_second_save_waits_for_none(opened, project: Path) -> None:
    """While a save is at work none begins, and the window stays, as where another window quits."""
    window, answers = opened
    write(window)
    really = answers.wait_to_end
    again = []

    def meanwhile(label, work):
        again.extend((window.documents.save(), window.documents.may_close()))
        return really(label, work)

    answers.wait_to_end = meanwhile
    press(Qt.Key.Key_S)
    assert again == [False, False]
    assert not answers.asked
    assert load(project).project == window.session.project
