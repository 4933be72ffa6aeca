"""What becomes of passages in a newer version: nothing chosen beforehand, each place can be refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from contention.article.anchoring import Outcome, Refound
from contention.article.markdown import read_markdown
from contention.model.project import Article, Passage, Span
from contention.session.article_commands import Review
from contention.shell.dialogs.review import ReviewDialog

TEXT = read_markdown("# 🙂 Bread\n\nBread <b>is</b> cheap 🙂 here.\n\nOvens are shared. Ovens are shared.\n")
KEY = Qt.Key


def place(words: str, after: int = 0) -> Span:
    start = TEXT.text.index(words, after)
    return start, start + len(words)


def passage(name: str, words: str) -> Passage:
    return Passage(id=name, article="a", exact=words, prefix="before ", suffix=" after", start=0, end=9)


FIRST = place("Ovens are shared.")
SECOND = place("Ovens are shared.", FIRST[1])


@pytest.fixture
def dialog(qtbot: QtBot) -> ReviewDialog:
    found = (
        Refound(passage("same", "cheap 🙂 here"), Outcome.SAME, (place("cheap 🙂 here"),)),
        Refound(passage("lost", "Nobody 🙂 asked"), Outcome.LOST),
        Refound(passage("tied", "Ovens are shared."), Outcome.TIE, (FIRST, SECOND)),
        Refound(passage("changed", "Bread was cheap"), Outcome.CHANGED, (place("Bread <b>is</b> cheap"),)),
    )
    review = Review(
        "a", Article(id="a", title="Bread", source=""), TEXT, {one.passage.id: one for one in found}
    )
    made = ReviewDialog("<i>bread</i>", review)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def bold(field: QPlainTextEdit) -> str:
    """The words that are set off."""
    found = ""
    cursor = QTextCursor(field.document())
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor):
        if cursor.charFormat().fontWeight() == QFont.Weight.Bold:
            found += cursor.selectedText()
        cursor.clearSelection()
    return found.strip("\u2029")


def lines(dialog: ReviewDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_what_needs_a_look_comes_first_and_is_counted(dialog: ReviewDialog) -> None:
    assert [line.partition(":")[0] for line in lines(dialog)] == [
        "? Choose where",
        "✕ Not found",
        "≈ Changed",
        "✓ The same words",
    ]
    assert dialog.count.text().startswith(
        "1 with the same words · 1 changed · 1 to choose a place for · 1 not found"
    )
    assert dialog.list.hasFocus()
    assert dialog.chosen() == {}


def test_old_and_new_words_are_set_off_as_plain_text(dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog.list, KEY.Key_End)
    assert (bold(dialog.old), bold(dialog.new)) == ("cheap 🙂 here", "cheap 🙂 here")
    QTest.keyClick(dialog.list, KEY.Key_Up)
    assert (bold(dialog.old), bold(dialog.new)) == ("Bread was cheap", "Bread <b>is</b> cheap")
    QTest.keyClick(dialog.list, KEY.Key_Up)
    assert bold(dialog.old) == "Nobody 🙂 asked"
    assert "Not in the new text" in dialog.new.toPlainText()
    assert not dialog.places.isEnabled()


def test_a_tie_is_the_readers_choice_by_keys_alone(dialog: ReviewDialog) -> None:
    assert dialog.places.currentRow() == -1
    assert "Choose one" in dialog.new.toPlainText()
    dialog.places.setFocus()
    assert dialog.chosen() == {}, "to enter the list chooses nothing"
    QTest.keyClick(dialog.places, KEY.Key_Space)
    assert dialog.chosen() == {"tied": FIRST}
    QTest.keyClick(dialog.places, KEY.Key_Down)
    assert dialog.chosen() == {"tied": SECOND}
    assert bold(dialog.new) == "Ovens are shared."
    assert lines(dialog)[0].startswith("✓ Chosen")
    assert "to choose" not in dialog.count.text()
    QTest.keyClick(dialog.places, KEY.Key_Up)
    assert dialog.chosen() == {"tied": FIRST}
    QTest.keyClick(dialog.places, KEY.Key_End)
    assert dialog.chosen() == {"tied": None}
    assert lines(dialog)[0].startswith("✕ Not found")


def test_a_refusal_is_remembered_and_taken_back(dialog: ReviewDialog) -> None:
    dialog.list.setCurrentRow(2)
    dialog.places.setFocus()
    QTest.keyClick(dialog.places, KEY.Key_End)
    assert dialog.chosen() == {"changed": None}
    dialog.list.setCurrentRow(3)
    dialog.list.setCurrentRow(2)
    assert dialog.places.currentRow() == 1
    dialog.places.setFocus()
    QTest.keyClick(dialog.places, KEY.Key_Home)
    assert dialog.chosen() == {}
    assert lines(dialog)[2].startswith("≈ Changed")


def test_enter_replaces_and_escape_goes_back(dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog.list, KEY.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.show()
    QTest.keyClick(dialog.list, KEY.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
