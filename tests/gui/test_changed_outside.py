"""Another program changes the project's file, or a copy lies beside it: nothing of anyone is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from contention.files.store import load, save
from contention.model.conflicts import Choice
from contention.model.edits import set_text
from contention.model.project import Project
from contention.shell import merging, watching
from contention.shell.worker import Cancelled
from tests.builders import MAP as M
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

CTRL = Qt.KeyboardModifier.ControlModifier
MAP = "K Bread is cheap\n  + A Flour costs little"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SETTLE_MS", 10)
    monkeypatch.setattr(watching, "LATER_MS", 30)


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


def elsewhere(path: Path, claim: str, words: str) -> Project:
    """Another program changes the text of a claim in the file."""
    changed = set_text(load(path).project, M, claim, words)
    save(changed, path)
    return changed


def here(window, claim: str, words: str) -> None:
    """The reader writes in a claim of the map."""
    window.canvas.setFocus()
    window.canvas.edit_text(claim)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def text(window, claim: str) -> str:
    """The words of a claim, without its id, which `project_of` puts before them."""
    lines = window.session.map.claims[claim].text.splitlines()
    return "\n".join(line.removeprefix(f"{claim} ") for line in lines)


# -- not edited here -----------------------------------------------------------------------


def test_what_was_not_edited_here_is_read_again_and_undo_goes_back(
    opened, project: Path, qtbot: QtBot
) -> None:
    window, answers = opened
    elsewhere(project, "A", "Flour is dear")
    qtbot.waitUntil(lambda: text(window, "A") == "Flour is dear")
    assert not window.session.modified
    assert "bread.contention was changed by another program and read again" in window.message.text()
    assert "Flour is dear" in window.message.text()
    assert not answers.asked
    press(Qt.Key.Key_Z)
    assert text(window, "A") == "Flour costs little"
    assert window.session.modified
    press(Qt.Key.Key_S)
    assert text(window, "A") == "Flour costs little"
    assert load(project).project == window.session.project


def test_our_own_save_is_nobody_elses(opened, project: Path, qtbot: QtBot) -> None:
    window, _ = opened
    here(window, "A", "Flour is dear")
    press(Qt.Key.Key_S)
    qtbot.wait(100)
    assert len(window.session.history) == 1
    assert not window.message.text()


def test_the_content_counts_and_not_the_time(opened, project: Path, qtbot: QtBot) -> None:
    window, _ = opened
    project.touch()
    save(load(project).project, project)
    qtbot.wait(100)
    assert len(window.session.history) == 0
    assert not window.message.text()


def test_a_drive_that_tells_nothing_is_looked_at_when_the_window_gets_active(
    opened, project: Path, qtbot: QtBot
) -> None:
    window, _ = opened
    window.documents.file.watching._unwatch(set())
    elsewhere(project, "A", "Flour is dear")
    qtbot.wait(50)
    assert text(window, "A") == "Flour costs little"
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: text(window, "A") == "Flour is dear")


def test_what_is_being_written_is_not_disturbed(opened, project: Path, qtbot: QtBot) -> None:
    window, _ = opened
    window.canvas.edit_text("K")
    QTest.keyClicks(QApplication.focusWidget(), " and good")
    elsewhere(project, "A", "Flour is dear")
    qtbot.wait(100)
    assert text(window, "A") == "Flour costs little"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(window, "A") == "Flour is dear")
    assert "and good" in text(window, "K")


def test_what_is_half_written_in_a_window_left_for_another_is_kept(
    opened, make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    window, answers = opened
    settled = []
    window.documents.settling.connect(lambda: settled.append(1))
    window.canvas.edit_text("K")
    QTest.keyClicks(QApplication.focusWidget(), " and good")
    make_window()
    elsewhere(project, "A", "Flour is dear")
    qtbot.waitUntil(lambda: text(window, "A") == "Flour is dear")
    assert "and good" in text(window, "K")
    assert settled
    assert not answers.asked


@pytest.mark.parametrize("damage", ["cut off", "a premise is gone", "newer"])
def test_a_damaged_file_is_not_shown(opened, project: Path, qtbot: QtBot, damage: str) -> None:
    window, answers = opened
    whole = project.read_text(encoding="utf-8")
    text_there = {
        "cut off": whole[:20],
        "a premise is gone": whole.replace('"premises":["A"]', '"premises":["gone"]'),
        "newer": whole.replace('"version": 1', '"version": 999').replace('"version":1', '"version":999'),
    }[damage]
    assert text_there != whole
    project.write_text(text_there, encoding="utf-8")
    qtbot.waitUntil(lambda: "What you see is as it was" in window.message.text())
    assert ("newer version" in window.message.text()) is (damage == "newer")
    assert text(window, "A") == "Flour costs little"
    assert window.session.modified, "no file holds it any more"
    answers.save_elsewhere, answers.file = True, project.with_name("mine.contention")
    press(Qt.Key.Key_S)
    assert project.read_text(encoding="utf-8") == text_there
    assert load(answers.file).project == window.session.project


def test_a_file_that_is_gone_is_written_again(opened, project: Path, qtbot: QtBot) -> None:
    window, answers = opened
    project.unlink()
    qtbot.waitUntil(lambda: "moved or deleted" in window.message.text())
    assert window.session.modified
    press(Qt.Key.Key_S)
    assert load(project).project == window.session.project
    assert not answers.told


def test_gone_before_anyone_saw_it_save_tells_and_then_writes_it(opened, project: Path) -> None:
    window, answers = opened
    project.unlink()
    press(Qt.Key.Key_S)
    assert "moved or deleted" in answers.told[0]
    assert window.session.modified
    press(Qt.Key.Key_S)
    assert load(project).project == window.session.project


# -- edited here ---------------------------------------------------------------------------


def test_what_both_did_fits_and_is_brought_together(opened, project: Path, qtbot: QtBot) -> None:
    window, answers = opened
    here(window, "K", "Bread is good")
    elsewhere(project, "A", "Flour is dear")
    qtbot.waitUntil(lambda: text(window, "A") == "Flour is dear")
    assert text(window, "K") == "Bread is good"
    assert window.session.modified
    assert not answers.asked
    assert "changed by another program too" in window.message.text()
    press(Qt.Key.Key_S)
    assert load(project).project == window.session.project
    for _ in range(2):
        press(Qt.Key.Key_Z)
    assert window.session.project == project_of(MAP)
    assert window.session.modified, "the file holds another"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice.OURS, "Flour is free"),
        (Choice.THEIRS, "Flour is dear"),
        (Choice.BOTH, "Flour is free\nFlour is dear"),
    ],
)
def test_a_save_over_a_changed_file_asks_and_then_saves(
    opened, project: Path, choice: Choice, words: str
) -> None:
    window, answers = opened
    here(window, "A", "Flour is free")
    elsewhere(project, "A", "Flour is dear")
    answers.choice = choice
    press(Qt.Key.Key_S)
    (asked,) = answers.asked
    assert asked.startswith("merge bread.contention: Both copies changed the words of")
    assert text(window, "A") == words
    assert load(project).project == window.session.project
    assert not window.session.modified


def test_who_goes_back_keeps_both_as_they_are(opened, project: Path, qtbot: QtBot) -> None:
    window, answers = opened
    here(window, "A", "Flour is free")
    theirs = elsewhere(project, "A", "Flour is dear")
    qtbot.waitUntil(lambda: bool(answers.asked))
    project.touch()
    qtbot.wait(100)
    assert len(answers.asked) == 1, "asked again without a reason"
    assert text(window, "A") == "Flour is free"
    press(Qt.Key.Key_S)
    assert len(answers.asked) == 2
    assert load(project).project == theirs
    assert window.session.modified
    assert "was not saved" in window.message.text()
    press(Qt.Key.Key_Z)
    assert window.session.modified, "undone to what the file held once, but holds no more"


def test_both_made_the_same_change(opened, project: Path, qtbot: QtBot) -> None:
    window, answers = opened
    here(window, "A", "Flour is dear")
    elsewhere(project, "A", "Flour is dear")
    qtbot.waitUntil(lambda: not window.session.modified)
    assert not answers.asked
    assert len(window.session.history) == 1


def test_recovered_work_meets_a_file_that_went_on(
    make_window: MakeWindow, project: Path, tmp_path: Path
) -> None:
    """The base of the merge comes from the earlier versions, by its digest."""
    window, answers = make_window(data=tmp_path / "data")
    base = load(project)
    window.documents.file.backups.keep(project)
    elsewhere(project, "K", "Bread is good")
    window.documents.take_up(set_text(base.project, M, "A", "Flour is dear"), project, base.digest)
    assert window.session.modified
    assert window.session.path == project
    window.canvas.setFocus()
    press(Qt.Key.Key_S)
    assert not answers.asked
    saved = load(project).project.maps[M].claims
    assert (saved["K"].text, saved["A"].text) == ("Bread is good", "Flour is dear")


def test_recovered_work_knows_the_file_it_began_with(make_window: MakeWindow, project: Path) -> None:
    """Without earlier versions the base is the file itself, as long as it is the same."""
    window, answers = make_window()
    base = load(project)
    window.documents.take_up(set_text(base.project, M, "A", "Flour is dear"), project, base.digest)
    elsewhere(project, "K", "Bread is good")
    window.canvas.setFocus()
    press(Qt.Key.Key_S)
    assert not answers.asked
    saved = load(project).project.maps[M].claims
    assert (saved["K"].text, saved["A"].text) == ("Bread is good", "Flour is dear")


def test_recovered_work_whose_file_is_gone_is_written_there(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    base = load(project)
    project.unlink()
    window.documents.take_up(base.project, project, base.digest)
    window.canvas.setFocus()
    press(Qt.Key.Key_S)
    assert "moved or deleted" in answers.told[0]
    press(Qt.Key.Key_S)
    assert load(project).project == base.project


# -- copies --------------------------------------------------------------------------------


@pytest.fixture
def copy(project: Path) -> Path:
    """What Syncthing leaves where it could not merge: a claim more, and one in other words."""
    beside = project.with_name("bread.sync-conflict-20260101-101112-ABCDEFG.contention")
    save(project_of("K Bread is good\n  + A Flour costs little\n  - B It gets stale"), beside)
    return beside


def test_a_conflict_copy_is_offered_and_brought_in_by_its_button(
    make_window: MakeWindow, project: Path, copy: Path
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    assert copy.name in window.message.text()
    button = window.message.findChild(QPushButton, "message-deed-0")
    assert button.isVisible()
    assert button.text() == "Bring it in"
    answers.choice = Choice.BOTH
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert text(window, "K") == "Bread is cheap\nBread is good"
    assert text(window, "B") == "It gets stale"
    assert window.session.modified
    assert copy.exists()
    press(Qt.Key.Key_S)
    assert window.documents.open(project)
    assert not any(one.isVisible() for one in window.message.findChildren(QPushButton)), "offered again"
    window.message.notice("Something else")
    assert not any(one.isVisible() for one in window.message.findChildren(QPushButton))


def test_an_offer_is_for_the_project_it_lies_beside(
    make_window: MakeWindow, project: Path, copy: Path, tmp_path: Path
) -> None:
    window, answers = make_window()
    other = tmp_path / "cheese.contention"
    save(project_of("K Cheese is dear"), other)
    assert window.documents.open(project)
    assert window.documents.open(other)
    answers.choice = Choice.THEIRS
    QTest.mouseClick(window.message.findChild(QPushButton, "message-deed-0"), Qt.MouseButton.LeftButton)
    assert window.session.project == load(other).project


def test_an_offer_waits_for_the_message_before_it(make_window: MakeWindow, project: Path, copy: Path) -> None:
    window, _ = make_window()
    window.message.notice("It is open in another window too.")
    assert window.documents.open(project)
    assert "another window" in window.message.text()
    assert window.message.findChild(QPushButton, "message-deed-0") is None
    (close,) = (one for one in window.message.findChildren(QToolButton) if one.text() == "×")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert copy.name in window.message.text()
    assert window.message.findChild(QPushButton, "message-deed-0").isVisible()


def test_who_goes_back_is_offered_it_the_next_time(
    make_window: MakeWindow, project: Path, copy: Path
) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    before = window.session.project
    QTest.mouseClick(window.message.findChild(QPushButton, "message-deed-0"), Qt.MouseButton.LeftButton)
    assert window.session.project is before
    assert window.documents.open(project)
    assert window.message.findChild(QPushButton, "message-deed-0").isVisible()


def test_a_copy_with_the_same_content_is_not_spoken_of(make_window: MakeWindow, project: Path) -> None:
    shutil.copy(project, project.with_name("bread (conflicted copy 2026-01-01).contention"))
    window, _ = make_window()
    assert window.documents.open(project)
    assert not window.message.text()


def test_another_copy_is_brought_in_by_the_menu(opened, project: Path, tmp_path: Path) -> None:
    window, answers = opened
    answers.file = tmp_path / "from a friend.contention"
    save(project_of(f"{MAP}\n  - B It gets stale"), answers.file)
    window.actions_table["bring-in-copy"].trigger()
    assert text(window, "B") == "It gets stale"
    assert "from a friend.contention" in window.message.text()
    window.actions_table["bring-in-copy"].trigger()
    assert "nothing that this project lacks" in window.message.text()
    answers.file.write_text("no project", encoding="utf-8")
    window.actions_table["bring-in-copy"].trigger()
    assert len(answers.told) == 1


def test_a_large_map_is_compared_beside_the_window(
    opened, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answers = opened
    monkeypatch.setattr(merging, "LONG", 2)
    here(window, "K", "Bread is good")
    elsewhere(project, "A", "Flour is dear")
    press(Qt.Key.Key_S)
    assert answers.asked == ["wait Comparing with bread.contention …"] * 2
    assert load(project).project == window.session.project

    def impatient(label: str, work: object) -> None:
        raise Cancelled

    monkeypatch.setattr(answers, "wait", impatient)
    here(window, "K", "Bread is bad")
    theirs = elsewhere(project, "A", "Flour is free")
    press(Qt.Key.Key_S)
    assert "was not compared" in answers.told[-1]
    assert load(project).project == theirs
    assert window.session.modified
