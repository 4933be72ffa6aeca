"""Finding words in the article: by keys and clicks, live, counted, marked, and gone without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model import edits
from contention.reader.find_bar import ArticleFindBar
from contention.reader.pane import ReadingPane
from contention.reader.style import DARK, LIGHT
from contention.reader.ticks import Ticks
from contention.session.session import Session
from tests.reading import LEFT, long_session, middle_of, point_of, text_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session() -> Session:
    return long_session()


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> Iterator[ArticleFindBar]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    pane = ReadingPane(session)
    made = ArticleFindBar(pane)
    column.addWidget(made)
    column.addWidget(pane, 1)
    made.left.connect(pane.setFocus)
    window.resize(760, 640)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    made.open()
    yield made  # while the window lives
    window.close()


@pytest.fixture
def pane(bar: ArticleFindBar) -> ReadingPane:
    return bar.window().findChild(ReadingPane)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def selected(pane: ReadingPane) -> str:
    passage = pane.selected_passage()
    return passage.exact if passage else ""


def test_words_are_found_as_they_are_typed(bar: ArticleFindBar, pane: ReadingPane) -> None:
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "nobody")
    assert bar.count.text() == "1 of 2"
    assert [text_of(pane)[start:end] for start, end in bar.hits] == ["nobody", "nobody"]
    QTest.keyClicks(bar.field, " xyz")
    assert bar.count.text() == "Not found"
    assert bar.field.accessibleDescription() == "Not found"
    bar.field.clear()
    assert bar.count.text() == ""


def test_enter_and_f3_go_on_and_round(bar: ArticleFindBar, pane: ReadingPane) -> None:
    QTest.keyClicks(bar.field, "paragraph 1")
    assert bar.count.text() == "1 of 111"
    press(Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 111"
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "3 of 111"
    press(Qt.Key.Key_Return, SHIFT)
    press(Qt.Key.Key_F3, SHIFT)
    press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "111 of 111"
    assert pane.viewport().rect().contains(point_of(pane, bar.hits[-1][0]))
    pane.setFocus()
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "1 of 111"
    assert pane.viewport().rect().contains(point_of(pane, bar.hits[0][0]))


def test_f3_is_the_bars_while_it_is_open(bar: ArticleFindBar) -> None:
    action = QAction(bar.window())
    action.setShortcut("F3")
    bar.window().addAction(action)
    asked: list[bool] = []
    action.triggered.connect(lambda: asked.append(True))
    QTest.keyClicks(bar.field, "nobody")
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "2 of 2"
    assert asked == []
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F3)
    assert asked == [True]


def test_buttons_go_on_too(bar: ArticleFindBar) -> None:
    QTest.keyClicks(bar.field, "nobody")
    for name, expected in (("next", "2 of 2"), ("next", "1 of 2"), ("previous", "2 of 2")):
        button = bar.findChild(QToolButton, f"article-find-{name}")
        assert button is not None
        QTest.mouseClick(button, LEFT)
        assert bar.count.text() == expected


def test_the_search_begins_where_one_reads(bar: ArticleFindBar, pane: ReadingPane) -> None:
    press(Qt.Key.Key_Escape)
    pane.jump_to_top(text_of(pane).index("Paragraph 150"))
    bar.open()
    QTest.keyClicks(bar.field, "paragraph")
    assert bar.count.text() == "151 of 200"


def test_case_accents_and_whole_words(bar: ArticleFindBar) -> None:
    QTest.keyClicks(bar.field, "WHO")
    assert bar.count.text() == "1 of 2"
    QTest.mouseClick(bar.case, LEFT)
    assert bar.count.text() == "Not found"
    QTest.mouseClick(bar.case, LEFT)
    bar.field.setText("compani")
    assert bar.count.text() == "1 of 1"
    QTest.mouseClick(bar.whole, LEFT)
    assert bar.count.text() == "Not found"
    QTest.mouseClick(bar.whole, LEFT)
    bar.field.setText("còmpani")
    assert bar.count.text() == "1 of 1"
    QTest.mouseClick(bar.accents, LEFT)
    assert bar.count.text() == "Not found"


def test_hits_are_marked_where_they_can_be_seen_and_the_current_one_more(
    bar: ArticleFindBar, pane: ReadingPane
) -> None:
    QTest.keyClicks(bar.field, "nobody")
    QApplication.processEvents()

    def grounds(place: int) -> set[str]:
        point = point_of(pane, place)
        picture = pane.viewport().grab().toImage()
        return {picture.pixelColor(point.x() + dx, point.y()).name() for dx in range(2, 30)}

    assert LIGHT.found in grounds(bar.hits[0][0])
    assert LIGHT.hit in grounds(bar.hits[1][0])
    press(Qt.Key.Key_Return)
    assert LIGHT.hit in grounds(bar.hits[0][0])
    pane.set_colours(DARK)
    assert DARK.hit in grounds(bar.hits[0][0])
    bar.field.setText("paragraph")
    assert 0 < len(pane.extraSelections()) < 200, "only those near the window"
    place = bar.hits[-1][0]
    pane.show_range(place, place)
    assert {DARK.hit, DARK.found} & grounds(place)


def test_ticks_stand_in_the_scroll_bar(bar: ArticleFindBar, pane: ReadingPane) -> None:
    (ticks,) = pane.verticalScrollBar().findChildren(Ticks)
    QTest.keyClicks(bar.field, "the far end")
    assert ticks.isVisible()
    assert ticks.size() == pane.verticalScrollBar().size()
    (row,) = ticks.rows()
    assert row > 0.9 * ticks.height()
    picture = pane.verticalScrollBar().grab().toImage()
    assert picture.pixelColor(picture.width() // 2, row).name() == LIGHT.ring
    bar.field.setText("paragraph")
    assert len(ticks.rows()) > 100
    press(Qt.Key.Key_Escape)
    assert ticks.isHidden()


def test_escape_goes_back_to_the_text_with_the_words_selected(bar: ArticleFindBar, pane: ReadingPane) -> None:
    QTest.keyClicks(bar.field, "paragraph 77")
    press(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert pane.hasFocus()
    assert selected(pane) == "Paragraph 77"
    assert pane.extraSelections() == []
    assert not bar.can_go()
    pane.go_back()
    assert pane.place_at_top() == 0


def test_escape_in_the_text_closes_it_too(bar: ArticleFindBar, pane: ReadingPane) -> None:
    QTest.keyClicks(bar.field, "nobody")
    pane.setFocus()
    press(Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_few_selected_words_are_taken_over(bar: ArticleFindBar, pane: ReadingPane) -> None:
    press(Qt.Key.Key_Escape)
    place = middle_of(pane, "nobody owns")
    QTest.mouseDClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert selected(pane) == "nobody"
    bar.open()
    assert bar.field.text() == "nobody"
    assert bar.count.text() == "1 of 2"
    press(Qt.Key.Key_Escape)
    pane.selectAll()
    bar.open()
    assert bar.field.text() == "nobody"


def test_another_article_is_searched_at_once(
    bar: ArticleFindBar, pane: ReadingPane, session: Session
) -> None:
    QTest.keyClicks(bar.field, "nobody")
    other = article_from_text("Another text.\n\nNobody, nobody and nobody are words of it.").article
    session.edit("Add article", partial(edits.add_article, article=other))
    assert bar.count.text() == "1 of 3"
    session.history.undo()
    assert bar.count.text() == "1 of 2"
    pane.zoom_in()
    assert bar.count.text() == "1 of 2"
    assert len(pane.extraSelections()) == 2


def test_in_a_narrow_pane_the_switches_stand_below(bar: ArticleFindBar) -> None:
    def top(widget: QWidget) -> int:
        return widget.mapTo(bar, QPoint(0, 0)).y()

    assert abs(top(bar.case) - top(bar.field)) < bar.field.height()
    bar.window().resize(300, 640)
    QApplication.processEvents()
    QApplication.processEvents()
    assert top(bar.case) >= top(bar.field) + bar.field.height() - 4


def test_everything_has_a_name(bar: ArticleFindBar) -> None:
    assert bar.accessibleName()
    assert all(button.accessibleName() for button in bar.findChildren(QToolButton))
