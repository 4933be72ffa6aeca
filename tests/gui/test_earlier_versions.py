"""Earlier versions: when, how many claims, what has changed since, and back by an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from contention.files.backups import Backups
from contention.files.store import load, save
from contention.shell.asks import Boxes
from contention.shell.dialogs.earlier_versions import EarlierVersionsDialog
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

ONE = "K Bread is cheap"
TWO = "K Bread is cheap\n  + A Flour costs little"
THREE = "K Bread is cheap\n  + A Flour costs little\n  - B It gets <b>stale</b>"


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "data" / "backups")


@pytest.fixture
def project(tmp_path: Path, backups: Backups) -> Path:
    path = tmp_path / "bread.contention"
    for outline in (ONE, TWO, THREE):
        save(project_of(outline), path, backups=backups)
    return path


@pytest.fixture
def dialog(qtbot: QtBot, project: Path, backups: Backups) -> EarlierVersionsDialog:
    made = EarlierVersionsDialog(project.name, backups.list(project), project_of(THREE))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def key(which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), which)


def test_each_version_is_listed_with_its_claims_newest_first(dialog: EarlierVersionsDialog) -> None:
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [line.rpartition(" · ")[2] for line in lines] == ["2 claims", "1 claim"]
    assert all(line.startswith(("Today, ", "Yesterday, ")) for line in lines)


def test_what_has_changed_since_is_told_for_the_marked_one(dialog: EarlierVersionsDialog) -> None:
    (first,) = dialog.changes.toPlainText().splitlines()
    assert first.startswith("• Added ")
    assert "<b>stale</b>" in first
    key(Qt.Key.Key_Down)
    assert dialog.words.text() == "2 changes since:"
    assert len(dialog.changes.toPlainText().splitlines()) == 2


def test_enter_restores_the_marked_one(dialog: EarlierVersionsDialog) -> None:
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.project() == project_of(ONE)


def test_a_damaged_version_is_told_and_not_restored(qtbot: QtBot, project: Path, backups: Backups) -> None:
    newest, *_ = backups.list(project)
    newest.path.write_bytes(b"{")
    dialog = EarlierVersionsDialog(project.name, backups.list(project), project_of(THREE))
    qtbot.addWidget(dialog)
    dialog.show()
    damaged = [row for row in range(2) if "damaged" in dialog.list.item(row).text()]
    dialog.list.setCurrentRow(damaged[0])
    assert dialog.words.text() == "It cannot be read."
    assert not dialog.ok.isEnabled()
    assert dialog.project() is None
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_nothing_has_changed(qtbot: QtBot, project: Path, backups: Backups) -> None:
    dialog = EarlierVersionsDialog(project.name, backups.list(project), project_of(TWO))
    qtbot.addWidget(dialog)
    assert dialog.words.text() == "Nothing has changed since."


# -- in the window -------------------------------------------------------------------------


def test_restoring_is_an_edit_that_can_be_undone(
    make_window: MakeWindow, project: Path, tmp_path: Path
) -> None:
    window, answers = make_window(data=tmp_path / "data")
    action = window.actions_table["earlier-versions"]
    assert not action.isEnabled()
    assert window.documents.open(project)
    answers.version = lambda versions: load(versions[-1].path).project
    action.trigger()
    assert answers.asked == ["earlier bread.contention: 2"]
    assert window.session.project == project_of(ONE)
    assert window.session.modified
    assert load(project).project == project_of(THREE), "the file is left to the next save"
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.project == project_of(THREE)
    assert not window.session.modified
    answers.version = lambda versions: project_of(THREE)
    action.trigger()
    assert len(window.session.history) == 1
    assert "holds what you see" in window.message.text()


def test_where_there_is_none_a_notice_says_so(make_window: MakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "new.contention"
    save(project_of(ONE), path)
    window, answers = make_window(data=tmp_path / "data")
    assert window.documents.open(path)
    window.actions_table["earlier-versions"].trigger()
    assert "no earlier version of new.contention" in window.message.text()
    assert not answers.asked


def test_the_real_dialog_in_the_real_window(qtbot: QtBot, project: Path, backups: Backups) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return))
    chosen = Boxes(None).earlier_version(project.name, backups.list(project), project_of(THREE))
    assert chosen == project_of(TWO)
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    assert Boxes(None).earlier_version(project.name, backups.list(project), project_of(THREE)) is None
