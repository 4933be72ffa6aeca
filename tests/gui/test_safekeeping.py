"""What a window keeps for a crash, whom it tells that its project is open elsewhere, and what it sweeps."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention import __main__ as program
from contention.files import locks
from contention.files.codec import decode
from contention.files.recovery import RecoveryStore
from contention.files.store import load, save
from contention.inspector.pane import DetailsPane
from contention.model.project import Project
from contention.session.session import Session
from contention.shell.answers import Unsaved
from contention.shell.main_window import MainWindow
from contention.shell.safekeeping import recovery_folder
from tests.builders import MAP, project_of
from tests.shell_asks import Answers

BREAD = project_of("K Bread is cheap\n  + A Flour costs little", title="Bread")
CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The program's own folder."""
    return tmp_path / "data"


@pytest.fixture
def open_window(qtbot: QtBot, settings: QSettings, undressed: None, data: Path) -> Open:
    """Opens windows as the program does, with a file where one is named."""

    def make(path: Path | None = None, answers: Answers | None = None) -> MainWindow:
        window = MainWindow(Session(), settings, asks=answers or Answers(), data=data)
        qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        window.show()
        if path is not None:
            assert window.documents.open(path)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.canvas.setFocus()
        return window

    return make


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "bread.contention"
    path.parent.mkdir()
    save(BREAD, path)
    return path


def add_claim(window: MainWindow, words: str) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_C)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.objectName() == "claim-editor"
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def kept(data: Path) -> list[Project]:
    """What a crash would leave now."""
    files = sorted(recovery_folder(data).glob("*.recovery"))
    return [decode(path.read_bytes().partition(b"\n")[2]).project for path in files]


# -- snapshots -----------------------------------------------------------------------------


def test_what_is_written_in_an_untitled_project_is_kept_until_it_is_saved(
    open_window: Open, data: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    answers = Answers()
    window = open_window(answers=answers)
    add_claim(window, "Bread is cheap")
    qtbot.waitUntil(lambda: kept(data) == [window.session.project], timeout=10_000)
    answers.file = tmp_path / "new.contention"
    QTest.keyClick(window.canvas, Qt.Key.Key_S, CTRL)
    assert load(answers.file).project == window.session.project
    qtbot.waitUntil(lambda: kept(data) == [])


def test_the_snapshot_of_a_project_with_a_file_says_which(
    open_window: Open, data: Path, bread: Path, qtbot: QtBot
) -> None:
    window = open_window(bread)
    add_claim(window, "Ovens are shared")
    qtbot.waitUntil(lambda: bool(kept(data)), timeout=10_000)
    before = load(bread).digest
    assert window.safekeeping is not None
    window.safekeeping.autosave._store.close()  # as the end of the program would
    (found,) = RecoveryStore(recovery_folder(data)).list()
    assert (found.name, found.original, found.base) == ("bread", bread, before)
    assert load(bread).project == BREAD


@pytest.mark.parametrize("choice", [Unsaved.DISCARD, Unsaved.CANCEL])
def test_work_that_is_given_up_on_closing_is_not_offered_again(
    open_window: Open, data: Path, qtbot: QtBot, choice: Unsaved
) -> None:
    answers = Answers()
    window = open_window(answers=answers)
    add_claim(window, "Bread is cheap")
    qtbot.waitUntil(lambda: bool(kept(data)), timeout=10_000)
    answers.unsaved_answer = choice
    assert window.close() is (choice is Unsaved.DISCARD)
    assert bool(kept(data)) is (choice is Unsaved.CANCEL)


def test_a_window_without_the_programs_folder_keeps_nothing(
    qtbot: QtBot, settings: QSettings, undressed: None, own_folders: Path
) -> None:
    window = MainWindow(Session(BREAD), settings, asks=Answers())
    qtbot.addWidget(window)
    assert window.safekeeping is None
    assert not list((own_folders / "data").iterdir())


def test_the_programs_folder_is_in_the_persons_own(qapp: QApplication, own_folders: Path) -> None:
    assert program.data_folder().is_relative_to(own_folders)


def test_why_nothing_can_be_kept_is_told_on_the_message_line(
    open_window: Open, data: Path, qtbot: QtBot
) -> None:
    data.mkdir()
    recovery_folder(data).touch()  # a file where the folder should be
    window = open_window()
    add_claim(window, "Bread is cheap")
    qtbot.waitUntil(lambda: "cannot be kept for a crash" in window.message.text(), timeout=10_000)


# -- open twice ----------------------------------------------------------------------------


def test_a_second_window_is_told_that_the_project_is_open(
    open_window: Open, bread: Path, tmp_path: Path
) -> None:
    one = open_window(bread)
    assert "also open" not in one.message.text()
    link = tmp_path / "link.contention"
    link.symlink_to(bread)
    other = open_window(link)
    assert other.message.text().startswith("“link.contention” is also open in another window.")
    other.close()
    one.close()
    third = open_window(bread)
    assert "also open" not in third.message.text()


def test_another_project_lets_the_first_one_go(open_window: Open, bread: Path) -> None:
    one = open_window(bread)
    QTest.keyClick(one.canvas, Qt.Key.Key_N, CTRL)
    assert one.session.path is None
    other = open_window(bread)
    assert "also open" not in other.message.text()


def test_who_saves_takes_the_project_that_another_window_left(
    open_window: Open, bread: Path, data: Path
) -> None:
    one = open_window(bread)
    other = open_window(bread)
    one.close()
    other.activateWindow()
    add_claim(other, "Ovens are shared")
    QTest.keyClick(other.canvas, Qt.Key.Key_S, CTRL)
    assert not other.session.modified
    third = open_window(bread)
    assert "also open" in third.message.text()


def test_another_computer_is_named(
    open_window: Open, bread: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(locks.platform, "node", lambda: "library")
        lock = locks.ProjectLock(data / "locks", bread)
        assert lock.acquire() is None
    window = open_window(bread)
    assert "is also open on the computer “library”" in window.message.text()
    lock.release()


# -- leftovers -----------------------------------------------------------------------------


def test_leftovers_of_a_killed_save_are_swept_on_opening(
    open_window: Open, bread: Path, qtbot: QtBot
) -> None:
    old, new = (bread.parent / f".contention-{digit * 16}.tmp" for digit in "ab")
    for path in (old, new):
        path.touch()
    os.utime(old, (1_700_000_000, 1_700_000_000))
    open_window(bread)
    qtbot.waitUntil(lambda: not old.exists())
    assert new.exists()


# -- words half written --------------------------------------------------------------------


def half_written(window: MainWindow, words: str) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_C)
    QTest.keyClicks(QApplication.focusWidget(), words)


def texts(project: Project) -> set[str]:
    return {claim.text for one in project.maps.values() for claim in one.claims.values()}


def test_a_claim_that_is_being_written_is_kept_and_written_on(
    open_window: Open, data: Path, bread: Path, qtbot: QtBot
) -> None:
    window = open_window(bread)
    half_written(window, "Ovens are")
    qtbot.waitUntil(lambda: any("Ovens are" in texts(one) for one in kept(data)), timeout=10_000)
    assert window.canvas.editing is not None
    assert "Ovens are" not in texts(window.session.project)
    QTest.keyClicks(QApplication.focusWidget(), " shared")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Ovens are shared" in texts(window.session.project)
    qtbot.waitUntil(lambda: kept(data) == [window.session.project], timeout=10_000)


def test_words_that_were_dropped_are_kept_no_longer(
    open_window: Open, data: Path, bread: Path, qtbot: QtBot
) -> None:
    window = open_window(bread)
    half_written(window, "Ovens are")
    qtbot.waitUntil(lambda: bool(kept(data)), timeout=10_000)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.session.modified
    qtbot.waitUntil(lambda: not kept(data), timeout=10_000)


def test_a_note_that_is_being_written_is_kept(
    open_window: Open, data: Path, bread: Path, qtbot: QtBot
) -> None:
    window = open_window(bread)
    window.panes.show_pane("details")
    window.session.selection.select("A")
    details = window.panes.pane("details")
    assert isinstance(details, DetailsPane)
    note = details.claim.note
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    QTest.keyClicks(note, "Ask the miller")

    def noted() -> list[str]:
        return [one.maps[MAP].claims["A"].note for one in kept(data)]

    qtbot.waitUntil(lambda: noted() == ["Ask the miller"], timeout=10_000)
    assert not window.session.modified
    assert note.hasFocus()
    QTest.keyClicks(note, " first")
    qtbot.waitUntil(lambda: noted() == ["Ask the miller first"], timeout=10_000)
    QTest.keyClick(note, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: noted() == [], timeout=10_000)
    assert note.toPlainText() == ""
