"""The list of conflicts: nothing decided beforehand, by keys and clicks, in the words of both sides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from contention.model import edits
from contention.model.merge import Merged, merge
from contention.model.project import Project
from contention.shell.dialogs.merge import MOST_CHANGES, MergeDialog
from tests.builders import MAP, project_of

BASE = project_of("K Bread is cheap\n  + A Flour costs little\n  - B It gets stale")
LONG = "and more words " * 40 + "to the end"
LEFT = Qt.MouseButton.LeftButton


def written(project: Project, **texts: str) -> Project:
    for claim, words in texts.items():
        project = edits.set_text(project, MAP, claim, words)
    return project


@pytest.fixture
def merged() -> Merged:
    ours = written(BASE, K=f"Mine <b>K</b> {LONG}", A="Mine A", B="Mine B")
    theirs = written(BASE, K="Their K", A="Their A")
    return merge(BASE, ours, edits.delete(theirs, MAP, ["B"]))


@pytest.fixture
def dialog(qtbot: QtBot, merged: Merged) -> MergeDialog:
    made = MergeDialog("<i>bread</i>", merged)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), which, modifiers)


def rows(dialog: MergeDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_nothing_is_decided_beforehand(dialog: MergeDialog) -> None:
    assert len(rows(dialog)) == 3
    assert all(row.startswith("• To decide: ") for row in rows(dialog))
    assert not dialog.ok.isEnabled()
    assert dialog.count.text() == "3 of 3 to decide."
    key(Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_is_marked_is_shown_whole(dialog: MergeDialog) -> None:
    mine, theirs = dialog.said.values()
    assert mine.toPlainText() == f"Mine <b>K</b> {LONG}"
    assert theirs.toPlainText() == "Their K"
    assert dialog.both.isVisible()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    assert (mine.toPlainText(), theirs.toPlainText()) == ("changed", "deleted")
    assert not dialog.both.isVisible(), "both means nothing here"


def test_deciding_by_keys(qtbot: QtBot, dialog: MergeDialog) -> None:
    for letter, state in ((Qt.Key.Key_B, "✓ Both"), (Qt.Key.Key_T, "✓ Theirs"), (Qt.Key.Key_T, "✓ Theirs")):
        row = dialog.list.currentRow()
        key(letter, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda row=row, state=state: rows(dialog)[row].startswith(state))
        key(Qt.Key.Key_Down)  # goes on in the list, though the choice has the focus
    assert [row.partition(":")[0] for row in rows(dialog)] == ["✓ Both", "✓ Theirs", "✓ Theirs"]
    assert "Everything is decided" in dialog.count.text()
    key(Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    claims = dialog.project().maps[MAP].claims
    assert claims["K"].text == f"Mine <b>K</b> {LONG}\nTheir K"
    assert claims["A"].text == "Their A"
    assert "B" not in claims


def test_a_decision_is_seen_again_and_can_be_changed(dialog: MergeDialog) -> None:
    QTest.mouseClick(dialog.mine, LEFT)
    key(Qt.Key.Key_Down)
    assert not any(button.isChecked() for button in (dialog.mine, dialog.theirs, dialog.both))
    key(Qt.Key.Key_Up)
    assert dialog.mine.isChecked()
    QTest.mouseClick(dialog.theirs, LEFT)
    assert rows(dialog)[0].startswith("✓ Theirs")


@pytest.mark.parametrize(("side", "words"), [("mine", "Mine A"), ("theirs", "Their A")])
def test_one_side_in_the_rest(dialog: MergeDialog, side: str, words: str) -> None:
    QTest.mouseClick(dialog.both, LEFT)
    rest = dialog.mine_in_rest if side == "mine" else dialog.theirs_in_rest
    QTest.mouseClick(rest, LEFT)
    assert rows(dialog)[0].startswith("✓ Both")
    assert not rest.isEnabled()
    QTest.mouseClick(dialog.ok, LEFT)
    claims = dialog.project().maps[MAP].claims
    assert claims["A"].text == words
    assert ("B" in claims) is (side == "mine")


def test_escape_is_later(dialog: MergeDialog) -> None:
    key(Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_a_decision_brings_up_is_decided_too(qtbot: QtBot) -> None:
    """Two steps that run in a circle together: undone on one side, which may leave more to decide."""
    base = project_of("A One\nB Two")
    ours = written(base, A="Mine")
    theirs = written(base, A="Theirs")
    merged = merge(base, ours, theirs)
    dialog = MergeDialog("bread", merged)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.theirs, LEFT)
    # What comes up stands in for it: the same merge with another conflict left.
    more = merge(base, written(base, B="Mine"), written(base, B="Theirs"))
    dialog._merged, dialog._choices = more, {dialog._conflicts[0].key: dialog._chosen(dialog._conflicts[0])}
    QTest.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible()
    assert dialog.list.count() == 2
    assert dialog.list.currentRow() == 1
    assert not dialog.ok.isEnabled()
    QTest.mouseClick(dialog.mine, LEFT)
    QTest.mouseClick(dialog.ok, LEFT)
    assert not dialog.isVisible()
    assert dialog.project().maps[MAP].claims["B"].text == "Mine"


def test_what_comes_without_a_question_is_listed(qtbot: QtBot) -> None:
    many = project_of("\n".join(["K Bread", *(f"C{n} Words" for n in range(MOST_CHANGES + 3))]))
    ours = written(many, K="Mine")
    theirs = written(many, K="Theirs", **{f"C{n}": "Else" for n in range(MOST_CHANGES + 3)})
    dialog = MergeDialog("bread", merge(many, ours, theirs))
    qtbot.addWidget(dialog)
    field = dialog.findChild(type(dialog.said["ours"]), "also-taken")
    lines = field.toPlainText().splitlines()
    assert len(lines) == MOST_CHANGES + 1
    assert lines[-1] == "… and 3 more."
