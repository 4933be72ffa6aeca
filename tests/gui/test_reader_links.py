"""Links tell where they lead and open nothing by themselves; notes show what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model.project import new_project
from contention.reader.pane import ReadingPane
from contention.session.session import Session
from tests.reading import FILLER, LEFT, NO_KEY, add_claim, middle_of, shown, text_of

SOURCE = f"""# A title

Read [the report](https://example.org/r?a=<b>&c) first, [then](#the-far-end) the end[^1]. Because it is short.

{FILLER}

## The far end

It ends here.

[^1]: The <b>note</b> says this.
"""
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session() -> Session:
    return Session(new_project(article_from_text(SOURCE, markdown=True).article))


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ReadingPane:
    return shown(qtbot, session)


@pytest.fixture
def wanted(pane: ReadingPane) -> list[str]:
    found: list[str] = []
    pane.aids.link_wanted.connect(found.append)
    return found


def tip_at(pane: ReadingPane, words: str) -> str:
    point = middle_of(pane, words)
    event = QHelpEvent(QEvent.Type.ToolTip, point, pane.viewport().mapToGlobal(point))
    QApplication.sendEvent(pane.viewport(), event)
    return QToolTip.text()


def test_a_click_asks_for_the_address_and_opens_nothing(
    qtbot: QtBot, pane: ReadingPane, wanted: list[str]
) -> None:
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "the report"))
    qtbot.waitUntil(lambda: wanted == ["https://example.org/r?a=%3Cb%3E&c"])
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "first,"))
    qtbot.wait(20)
    assert len(wanted) == 1


def test_dragging_over_a_link_follows_nothing(qtbot: QtBot, pane: ReadingPane, wanted: list[str]) -> None:
    start = middle_of(pane, "the report")
    QTest.mousePress(pane.viewport(), LEFT, NO_KEY, start)
    end = middle_of(pane, "port")
    QTest.mouseMove(pane.viewport(), end)
    QTest.mouseRelease(pane.viewport(), LEFT, NO_KEY, end)
    qtbot.wait(20)
    assert wanted == []


def test_links_within_the_article_jump_and_one_can_go_back(qtbot: QtBot, pane: ReadingPane) -> None:
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "then"))
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() > 0)
    assert pane.viewport().rect().contains(middle_of(pane, "The far end"))
    pane.go_back()
    assert pane.verticalScrollBar().value() == 0


def test_keys_follow_the_link_at_the_caret(pane: ReadingPane, wanted: list[str]) -> None:
    place = text_of(pane).index("report")
    pane.select_range(place, place)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert len(wanted) == 1


def test_on_a_highlight_a_click_selects_and_with_ctrl_follows(
    qtbot: QtBot, session: Session, pane: ReadingPane, wanted: list[str]
) -> None:
    claim = add_claim(session, "the report first")
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "the report"))
    qtbot.wait(20)
    assert session.selection.ids == (claim,)
    assert wanted == []
    QTest.mouseClick(pane.viewport(), LEFT, CTRL, middle_of(pane, "the report"))
    qtbot.waitUntil(lambda: len(wanted) == 1)


def test_tips_show_addresses_notes_claims_and_never_markup(session: Session, pane: ReadingPane) -> None:
    assert tip_at(pane, "the report") == "<p>https://example.org/r?a=%3Cb%3E&amp;c</p>"
    assert tip_at(pane, "[1]") == "<p>The &lt;b&gt;note&lt;/b&gt; says this.</p>"
    assert pane.aids.pointing.words_under(middle_of(pane, "A title")) == ""
    add_claim(session, "it is short")
    assert "Claim: it is short" in tip_at(pane, "it is short")
    assert "often" not in tip_at(pane, "Because")
    pane.aids.set_lens(True)
    assert "often gives a reason" in tip_at(pane, "Because")
    QToolTip.hideText()


def test_the_pointer_tells_what_can_be_clicked(pane: ReadingPane) -> None:
    QTest.mouseMove(pane.viewport(), middle_of(pane, "the report"))
    assert pane.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(pane.viewport(), middle_of(pane, "first,"))
    assert pane.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor
