"""Passages are taken by mouse and keys, by sentence and paragraph, and put on the map from the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model.project import Kind, new_project
from contention.model.structure import Role, structure_of
from contention.reader.pane import ReadingPane
from contention.reader.stepping import KEYS
from contention.session.session import Session
from tests.reading import (
    LEFT,
    NO_KEY,
    add_claim,
    add_inference,
    long_session,
    point_of,
    select_with_mouse,
    shown,
    text_of,
)

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def session() -> Session:
    return long_session()


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ReadingPane:
    made = shown(qtbot, session)
    made.activateWindow()
    made.setFocus()
    return made


def selected(pane: ReadingPane) -> str:
    passage = pane.selected_passage()
    return passage.exact if passage is not None else ""


def caret_at(pane: ReadingPane, words: str) -> None:
    start = text_of(pane).index(words)
    pane.select_range(start, start)


class TestSentences:
    def test_a_selection_is_widened_to_whole_sentences(self, pane: ReadingPane) -> None:
        select_with_mouse(pane, "a year. Few")
        QTest.keyClick(pane, Key.Key_S)
        assert selected(pane).startswith("Training one")
        assert selected(pane).endswith("Few can pay.")
        QTest.keyClick(pane, Key.Key_S)
        assert selected(pane).endswith("Few can pay."), "once is enough"

    def test_without_a_selection_the_sentence_at_the_caret_is_taken(self, pane: ReadingPane) -> None:
        caret_at(pane, "can pay")
        QTest.keyClick(pane, Key.Key_S)
        assert selected(pane) == "Few can pay."

    def test_with_alt_held_the_mouse_selects_whole_sentences(self, qtbot: QtBot, pane: ReadingPane) -> None:
        start = text_of(pane).index("can pay")
        first, last = point_of(pane, start), point_of(pane, start + 5)
        QTest.mousePress(pane.viewport(), LEFT, NO_KEY, first)
        QTest.mouseMove(pane.viewport(), last)
        QTest.mouseRelease(pane.viewport(), LEFT, ALT, last)
        qtbot.waitUntil(lambda: selected(pane) == "Few can pay.")

    def test_steps_go_forward_and_back(self, pane: ReadingPane) -> None:
        caret_at(pane, "A handful")
        seen = []
        for _ in range(3):
            QTest.keyClick(pane, Key.Key_J)
            seen.append(selected(pane).split()[0])
        assert seen == ["A", "Training", "Few"]
        QTest.keyClick(pane, Key.Key_K)
        assert selected(pane).startswith("Training")

    def test_a_selection_grows_and_shrinks_by_sentences(self, pane: ReadingPane) -> None:
        caret_at(pane, "Training")
        QTest.keyClick(pane, Key.Key_J)
        whole = selected(pane)
        QTest.keyClick(pane, Key.Key_J, SHIFT)
        assert selected(pane) == f"{whole} Few can pay."
        QTest.keyClick(pane, Key.Key_J, SHIFT)
        assert selected(pane).endswith("Still")
        QTest.keyClick(pane, Key.Key_K, SHIFT)
        QTest.keyClick(pane, Key.Key_K, SHIFT)
        QTest.keyClick(pane, Key.Key_K, SHIFT)
        assert selected(pane) == whole

    def test_paragraphs_too(self, pane: ReadingPane) -> None:
        caret_at(pane, "handful")
        QTest.keyClick(pane, Key.Key_Down, CTRL)
        assert selected(pane).startswith("Training")
        assert selected(pane).endswith("Few can pay.")
        QTest.keyClick(pane, Key.Key_Down, CTRL | SHIFT)
        assert selected(pane).endswith("Still")
        QTest.keyClick(pane, Key.Key_Up, CTRL | SHIFT)
        assert selected(pane).endswith("pay.")
        QTest.keyClick(pane, Key.Key_Up, CTRL)
        assert selected(pane).startswith("A handful")

    def test_a_step_out_of_sight_comes_into_sight(self, pane: ReadingPane) -> None:
        caret_at(pane, "Paragraph 150 says")
        pane.verticalScrollBar().setValue(0)
        QTest.keyClick(pane, Key.Key_J)
        y = point_of(pane, text_of(pane).index("Paragraph 150 says")).y()
        assert 0 < y < pane.viewport().height()
        assert not pane.can_go_back(), "a step is no jump"

    def test_right_to_left_and_chinese_text(self, qtbot: QtBot) -> None:
        source = "من يملك الآلات؟ لا أحد يعرف.\n\n谁拥有机器？没有人知道。"
        pane = shown(qtbot, Session(new_project(article_from_text(source).article)))
        seen = []
        for _ in range(4):
            QTest.keyClick(pane, Key.Key_J)
            seen.append(selected(pane))
        assert seen == ["من يملك الآلات؟", "لا أحد يعرف.", "谁拥有机器？", "没有人知道。"]

    def test_an_empty_pane_takes_every_key(self, qtbot: QtBot) -> None:
        pane = shown(qtbot, Session())
        for key in (Key.Key_S, Key.Key_J, Key.Key_K, Key.Key_M, Key.Key_X, Key.Key_Return):
            QTest.keyClick(pane, key)
        assert pane.selected_passage() is None

    def test_every_key_is_named_once(self) -> None:
        keys = [key for key, _ in KEYS]
        assert len(keys) == len(set(keys))


class TestUnmapped:
    def test_the_next_paragraph_that_is_not_on_the_map(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "Training one of the leading models")
        caret_at(pane, "Who owns")
        QTest.keyClick(pane, Key.Key_M)
        assert selected(pane).startswith("A handful")
        QTest.keyClick(pane, Key.Key_M)
        assert selected(pane).startswith("A network"), "the mapped one is passed over"
        QTest.keyClick(pane, Key.Key_M, SHIFT)
        assert selected(pane).startswith("A handful")

    def test_where_there_is_none_it_is_said(self, session: Session, pane: ReadingPane) -> None:
        told: list[str] = []
        session.noticed.connect(told.append)
        caret_at(pane, "A handful")
        QTest.keyClick(pane, Key.Key_M, SHIFT)
        assert len(told) == 1


class TestBar:
    def test_comes_beside_a_selection_without_covering_it(self, qtbot: QtBot, pane: ReadingPane) -> None:
        select_with_mouse(pane, "costs more than most")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        assert pane.hasFocus()
        for strip in strips_of(pane):
            assert not pane.aids.bar.geometry().intersects(strip)
        assert pane.rect().contains(pane.aids.bar.geometry())

    @pytest.mark.parametrize("words", ["Who owns", "the computing.", "owns is one that nobody repairs. When"])
    @pytest.mark.parametrize("width", [760, 420])
    def test_stays_inside_the_pane(self, qtbot: QtBot, pane: ReadingPane, words: str, width: int) -> None:
        pane.resize(width, 600)
        QApplication.processEvents()
        start = text_of(pane).index(words)
        pane.select_range(start, start + len(words))
        qtbot.waitUntil(pane.aids.bar.isVisible)
        assert pane.contentsRect().contains(pane.aids.bar.geometry())
        assert not any(pane.aids.bar.geometry().intersects(strip) for strip in strips_of(pane))

    def test_is_hidden_while_the_mouse_selects(self, qtbot: QtBot, pane: ReadingPane) -> None:
        start = text_of(pane).index("costs more")
        QTest.mousePress(pane.viewport(), LEFT, NO_KEY, point_of(pane, start))
        QTest.mouseMove(pane.viewport(), point_of(pane, start + 10))
        qtbot.wait(20)
        assert pane.textCursor().hasSelection()
        assert not pane.aids.bar.isVisible()
        QTest.mouseRelease(pane.viewport(), LEFT, NO_KEY, point_of(pane, start + 10))
        qtbot.waitUntil(pane.aids.bar.isVisible)

    def test_scrolls_with_the_words_and_goes_with_them(self, qtbot: QtBot, pane: ReadingPane) -> None:
        select_with_mouse(pane, "nobody owns")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        before = pane.aids.bar.y()
        pane.verticalScrollBar().setValue(60)
        qtbot.waitUntil(lambda: pane.aids.bar.y() == before - 60)
        pane.verticalScrollBar().setValue(1500)
        qtbot.waitUntil(lambda: not pane.aids.bar.isVisible())

    def test_hides_rather_than_cover_a_selection_that_fills_the_pane(
        self, qtbot: QtBot, pane: ReadingPane
    ) -> None:
        pane.selectAll()
        qtbot.wait(20)
        assert not pane.aids.bar.isVisible()

    def test_its_buttons_put_the_words_on_the_map(
        self, qtbot: QtBot, session: Session, pane: ReadingPane
    ) -> None:
        for words, part in (("A handful of companies", "claim"), ("Few can pay", "reason")):
            select_with_mouse(pane, words)
            qtbot.waitUntil(pane.aids.bar.isVisible)
            button = pane.aids.bar.buttons[part]
            QTest.mouseClick(button, LEFT, NO_KEY, button.rect().center())
            assert pane.hasFocus()
            assert selected(pane) == ""
            assert not pane.aids.bar.isVisible()
        structure = structure_of(session.map)
        roles = {claim.text: structure.role(claim.id) for claim in session.map.claims.values()}
        assert roles == {"A handful of companies": Role.CONTENTION, "Few can pay": Role.REASON}
        select_with_mouse(pane, "nobody owns")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        QTest.mouseClick(pane.aids.bar.buttons["link"], LEFT)
        linked = session.map.claims[session.selection.current or ""]
        assert [passage.exact for passage in linked.passages] == ["Few can pay", "nobody owns"]

    def test_what_is_refused_keeps_the_selection(
        self, qtbot: QtBot, session: Session, pane: ReadingPane
    ) -> None:
        told: list[str] = []
        session.refused.connect(told.append)
        select_with_mouse(pane, "nobody owns")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        QTest.mouseClick(pane.aids.bar.buttons["reason"], LEFT)
        assert len(told) == 1
        assert selected(pane) == "nobody owns"

    def test_says_its_names_and_keys(self, pane: ReadingPane) -> None:
        bar = pane.aids.bar
        assert bar.accessibleName()
        for button, key in zip(bar.buttons.values(), "CROPL", strict=True):
            assert button.accessibleName()
            assert button.text().endswith(key)
            assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
        bar.set_keys({"claim": "Q", "link": ""})
        assert bar.buttons["claim"].text().endswith("Q")
        assert bar.buttons["link"].text() == bar.buttons["link"].accessibleName()

    def test_comes_again_where_the_release_was_never_told_as_after_a_drag(
        self, qtbot: QtBot, pane: ReadingPane
    ) -> None:
        select_with_mouse(pane, "nobody owns")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        pane.aids.hold_bar(held=True)
        assert not pane.aids.bar.isVisible()
        QTest.keyClick(pane, Key.Key_Shift)
        qtbot.waitUntil(pane.aids.bar.isVisible)

    def test_can_be_switched_off(self, qtbot: QtBot, pane: ReadingPane) -> None:
        pane.aids.set_selection_bar(False)
        select_with_mouse(pane, "nobody owns")
        qtbot.wait(20)
        assert not pane.aids.bar.isVisible()

    def test_escape_selects_nothing_again(self, qtbot: QtBot, pane: ReadingPane) -> None:
        select_with_mouse(pane, "nobody owns")
        qtbot.waitUntil(pane.aids.bar.isVisible)
        QTest.keyClick(pane, Key.Key_Escape)
        assert selected(pane) == ""
        assert not pane.aids.bar.isVisible()


def strips_of(pane: ReadingPane) -> list[QRect]:
    """The lines of the selection in the pane's coordinates, as they are on the screen."""
    cursor = pane.textCursor()
    shift = pane.viewport().mapTo(pane, QPoint(0, 0))
    rects = []
    for place in range(cursor.selectionStart(), cursor.selectionEnd() + 1):
        cursor.setPosition(place)
        rects.append(pane.cursorRect(cursor).translated(shift))
    return rects


class TestMenu:
    def open_menu(self, pane: ReadingPane) -> QMenu:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(pane, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def test_holds_what_can_be_done_with_the_words(
        self, qtbot: QtBot, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "A handful of companies")
        add_inference(session, "Few can pay", Kind.REASON, contention)
        session.selection.select(contention)
        select_with_mouse(pane, "nobody owns")
        menu = self.open_menu(pane)
        texts = [action.text() for action in menu.actions() if action.text()]
        assert texts[0].endswith("C")
        (objection,) = [action for action in menu.actions() if "objection" in action.text()]
        menu.close()
        objection.trigger()
        structure = structure_of(session.map)
        roles = {claim.text: structure.role(claim.id) for claim in session.map.claims.values()}
        assert roles["nobody owns"] is Role.OBJECTION

    def test_without_words_it_is_short(self, pane: ReadingPane) -> None:
        pane.clear_text_selection()
        menu = self.open_menu(pane)
        assert not any("objection" in action.text() for action in menu.actions())
        menu.close()
