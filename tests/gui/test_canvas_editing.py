"""Writing a claim in place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from contention.canvas.text_editor import ClaimEditor
from contention.canvas.view import MapCanvas
from contention.model import edits
from contention.model.edits import MAX_CLAIM_LENGTH
from contention.session import commands
from contention.session.session import Session
from tests.builders import MAP, project_of
from tests.canvas_gestures import middle

OUTLINE = """
    K networks are needed
      + A costs are high
      - D nobody repairs
"""
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def canvas(qtbot, session) -> Iterator[MapCanvas]:
    shown = MapCanvas(session)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.setFocus()
    return shown


def editor(canvas: MapCanvas) -> ClaimEditor:
    found = [w for w in canvas.viewport().findChildren(ClaimEditor) if w.isVisible()]
    assert len(found) == 1
    return found[0]


def closed(canvas: MapCanvas) -> bool:
    return canvas.editing is None and not any(
        w.isVisible() for w in canvas.viewport().findChildren(ClaimEditor)
    )


def text(session: Session, claim_id: str) -> str:
    return session.map.claims[claim_id].text


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Space])
def test_keys_open_the_editor_and_enter_commits(canvas, session, key) -> None:
    session.selection.select("D", origin="reader")
    QTest.keyClick(canvas, key)
    assert canvas.editing == "D"
    QTest.keyClicks(editor(canvas), "Somebody repairs.")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert text(session, "D") == "Somebody repairs."
    assert session.history.undo_text == "Edit claim"
    assert closed(canvas)
    assert canvas.hasFocus()
    session.history.undo()
    assert text(session, "D") == "D nobody repairs"


def test_a_double_click_opens_the_editor(canvas) -> None:
    QTest.mouseDClick(canvas.viewport(), LEFT, pos=middle(canvas, "A"))
    assert canvas.editing == "A"
    assert editor(canvas).toPlainText() == "A costs are high"
    assert editor(canvas).hasFocus()


def test_a_pill_has_no_words_to_edit(canvas, session) -> None:
    session.selection.select("iA", origin="reader")
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    assert canvas.editing is None


def test_escape_drops_the_change(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "other words")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Escape)
    assert closed(canvas)
    assert text(session, "A") == "A costs are high"
    assert len(session.history) == 0
    assert canvas.hasFocus()


def test_unchanged_words_are_no_step(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert len(session.history) == 0


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_new_line_where_it_is_meant(canvas, session, modifier) -> None:
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "one")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return, modifier)
    QTest.keyClicks(editor(canvas), "two")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Tab)
    assert text(session, "A") == "one\ntwo"


def test_losing_the_focus_commits(qtbot, session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    canvas, other = MapCanvas(session), QLineEdit()
    box.addWidget(canvas)
    box.addWidget(other)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "kept")
    other.setFocus()
    assert text(session, "A") == "kept"
    assert closed(canvas)
    assert other.hasFocus()


def test_a_click_beside_the_editor_commits(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "kept")
    QTest.mouseClick(canvas.viewport(), LEFT, pos=middle(canvas, "K"))
    assert text(session, "A") == "kept"
    assert session.selection.ids == ("K",)


def test_commit_text_is_for_saving(canvas, session) -> None:
    canvas.commit_text()
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "to be saved")
    canvas.commit_text()
    assert text(session, "A") == "to be saved"
    assert closed(canvas)


def test_letters_are_words_while_writing_and_commands_otherwise(qtbot, session) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas = MapCanvas(session)
    window.setCentralWidget(canvas)
    pressed = []
    for keys in ("R", "Return", "Tab", "Delete", "F2", "Space", "Escape"):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(partial(pressed.append, keys))
        window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    told = []
    canvas.editing_changed.connect(told.append)
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "rR ")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert text(session, "A") == "rR"
    assert pressed == []
    assert told == [True, False]
    canvas.setFocus()
    for key in (Qt.Key.Key_R, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        QTest.keyClick(canvas, key)
    assert pressed == ["R", "Tab", "Return"]


def paste(target: ClaimEditor, words: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(words)
    if html:
        data.setHtml(html)
    target.insertFromMimeData(data)


def test_what_is_pasted_is_plain_and_on_one_line(canvas) -> None:
    canvas.edit_text("A")
    paste(editor(canvas), "one\r\n two\u2029three", html="<b>one</b><img src='file:///etc/x.png'>")
    assert editor(canvas).toPlainText() == "one two three"
    assert "<img" not in editor(canvas).toHtml()


def test_what_is_pasted_has_a_limit(canvas, session) -> None:
    canvas.edit_text("A")
    paste(editor(canvas), "x" * (MAX_CLAIM_LENGTH + 500))
    assert len(editor(canvas).toPlainText()) == MAX_CLAIM_LENGTH
    paste(editor(canvas), "more")
    assert len(editor(canvas).toPlainText()) == MAX_CLAIM_LENGTH
    editor(canvas).selectAll()
    paste(editor(canvas), "less")
    assert editor(canvas).toPlainText() == "less"


def test_the_editor_grows_with_its_words_and_stays_in_the_window(canvas) -> None:
    canvas.edit_text("A")
    shown = editor(canvas)
    low = shown.height()
    QTest.keyClicks(shown, "words that go on " * 8)
    assert shown.height() > low + 20
    paste(shown, "and on " * 800)
    assert canvas.viewport().rect().contains(shown.geometry())


def test_the_editor_stands_over_its_box_and_follows_it(canvas) -> None:
    canvas.edit_text("D")
    box = canvas.window_rect(canvas.diagram.box_rect("D"))
    assert editor(canvas).geometry().toRectF().contains(box)
    canvas.scroll_by(-40, -30)
    moved = canvas.window_rect(canvas.diagram.box_rect("D"))
    assert moved.topLeft() != box.topLeft()
    assert editor(canvas).geometry().toRectF().contains(moved)
    before = editor(canvas).font().pixelSize()
    canvas.set_zoom(2.0)
    assert editor(canvas).font().pixelSize() == 2 * before
    canvas.set_zoom(0.2)
    assert editor(canvas).font().pixelSize() >= 11


def test_undo_takes_back_typing_but_not_the_editors_dress(canvas) -> None:
    canvas.edit_text("A")
    assert not editor(canvas).document().isUndoAvailable()
    QTest.keyClicks(editor(canvas), "new")
    canvas.scroll_by(0, 20)
    QTest.keyClick(editor(canvas), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor(canvas), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor(canvas).toPlainText() == "A costs are high"


def test_a_new_box_left_empty_is_taken_back(canvas, session) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        added = commands.add_passage_as(session, "reason", None, "A")
        canvas.edit_text(added, new=True)
        QTest.keyClicks(editor(canvas), "")
        QTest.keyClick(editor(canvas), key)
        assert set(session.map.claims) == {"K", "A", "D"}
        assert session.history.index == 0
        assert session.selection.ids == ("A",)


def test_escape_takes_a_new_box_back_with_its_words(canvas, session) -> None:
    added = commands.add_passage_as(session, "reason", None, "A")
    canvas.edit_text(added, new=True)
    QTest.keyClicks(editor(canvas), "changed my mind")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Escape)
    assert set(session.map.claims) == {"K", "A", "D"}


def test_a_new_box_with_words_is_one_step(canvas, session) -> None:
    added = commands.add_passage_as(session, "reason", None, "A")
    canvas.edit_text(added, new=True)
    QTest.keyClicks(editor(canvas), "It costs.")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert text(session, added) == "It costs."
    assert len(session.history) == 1
    session.history.undo()
    assert set(session.map.claims) == {"K", "A", "D"}


def test_nothing_is_taken_back_where_something_came_after_it(canvas, session) -> None:
    added = commands.add_passage_as(session, "reason", None, "A")
    canvas.edit_text(added, new=True)
    session.edit("other", partial(edits.set_text, map_id=MAP, claim_id="D", text="other"))
    QTest.keyClick(editor(canvas), Qt.Key.Key_Escape)
    assert text(session, "D") == "other"
    assert added in session.map.claims


def test_an_old_claim_left_empty_stays(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Delete)
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert text(session, "A") == ""
    assert len(session.history) == 1


def test_a_double_click_on_the_empty_map_writes_a_claim(canvas, session) -> None:
    QTest.mouseDClick(canvas.viewport(), LEFT, pos=QPoint(870, 560))
    added = canvas.editing
    assert added not in {None, "K", "A", "D"}
    QTest.keyClicks(editor(canvas), "A new claim.")
    QTest.keyClick(editor(canvas), Qt.Key.Key_Return)
    assert text(session, added) == "A new claim."
    assert session.selection.ids == (added,)


def test_a_claim_that_goes_away_closes_its_editor(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "words")
    session.edit("delete", partial(edits.delete, map_id=MAP, ids=("A",)))
    canvas.viewport().grab()
    assert closed(canvas)
    assert "A" not in session.map.claims
    assert len(session.history) == 1


def test_editing_another_claim_commits_the_first(canvas, session) -> None:
    canvas.edit_text("A")
    QTest.keyClicks(editor(canvas), "first")
    canvas.edit_text("D")
    assert text(session, "A") == "first"
    assert canvas.editing == "D"
    assert editor(canvas).toPlainText() == "D nobody repairs"


def test_editors_are_not_left_behind(canvas, qtbot) -> None:
    for _ in range(5):
        canvas.edit_text("A")
        canvas.commit_text()
    qtbot.wait(5)
    QApplication.sendPostedEvents()
    assert canvas.viewport().findChildren(ClaimEditor) == []
