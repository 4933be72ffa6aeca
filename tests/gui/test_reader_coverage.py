"""Marks on the page in pattern and stripes, the strip beside the scroll bar, and what is dismissed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.article.indicators import Points
from contention.canvas.view import MapCanvas
from contention.model.project import Kind, new_project
from contention.reader import aid_preferences, painting
from contention.reader.aid_preferences import AidPreferences
from contention.reader.coverage import Mapped
from contention.reader.lens_dialog import LensDialog
from contention.reader.pane import ReadingPane
from contention.reader.style import LIGHT
from contention.session.session import Session
from tests.reading import (
    LEFT,
    NO_KEY,
    add_claim,
    add_inference,
    long_session,
    middle_of,
    point_of,
    shown,
    text_of,
)


@pytest.fixture
def session() -> Session:
    return long_session()


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ReadingPane:
    made = shown(qtbot, session)
    made.activateWindow()
    made.setFocus()
    QApplication.processEvents()
    return made


def colours_of(pane: ReadingPane, words: str) -> dict[str, int]:
    """How often each colour stands behind and in a stretch of words on one line."""
    picture = pane.viewport().grab().toImage()
    start = text_of(pane).index(words)
    first, last = point_of(pane, start), point_of(pane, start + len(words))
    counts: dict[str, int] = {}
    for x in range(first.x() + 3, last.x() - 3):
        for y in range(first.y() - 9, first.y() + 9):
            name = picture.pixelColor(x, y).name()
            counts[name] = counts.get(name, 0) + 1
    return counts


def near(name: str, other: str) -> bool:
    """Whether two colours are all but the same: the lines of a pattern fall between pixels."""
    pairs = zip(bytes.fromhex(name[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(one - two) <= 4 for one, two in pairs)


class TestPatterns:
    def test_an_objection_and_a_lone_claim_have_patterns_a_reason_has_none(
        self, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "Few can pay")
        add_inference(session, "costs more than most universities", Kind.REASON, contention)
        add_inference(session, "nobody repairs", Kind.OBJECTION, contention)
        add_claim(session, "nearly all of the")
        for words, tint, patterned in (
            ("costs more than most universities", LIGHT.reason, False),
            ("nobody repairs", LIGHT.objection, True),
            ("nearly all of the", LIGHT.neutral, True),
            ("Few can pay", LIGHT.neutral, False),
        ):
            colours = colours_of(pane, words)
            assert colours[tint.band] > 300, words
            ruled = sum(count for name, count in colours.items() if near(name, tint.strong))
            assert (ruled > 15) is patterned, words

    def test_where_passages_overlap_there_are_stripes_of_each(
        self, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "A handful of companies")
        reason = add_inference(session, "costs more than most universities spend", Kind.REASON, contention)
        add_inference(session, "than most universities", Kind.OBJECTION, reason)
        colours = colours_of(pane, "than most universities")
        assert colours[LIGHT.reason.band] > 150
        assert colours[LIGHT.objection.band] > 150
        assert LIGHT.objection.band not in colours_of(pane, "costs more")
        (piece,) = painting.overlaps(pane._marked(pane.viewport().rect().toRectF()))
        assert piece[1][0].highlight.claim == reason

    def test_neighbours_that_only_touch_have_no_stripes(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "costs more ")
        add_claim(session, "than most")
        assert painting.overlaps(pane._marked(pane.viewport().rect().toRectF())) == []


class TestStrip:
    def test_stands_beside_the_scroll_bar_over_no_word(self, pane: ReadingPane) -> None:
        strip = pane.aids.strip
        bar = pane.verticalScrollBar()
        assert strip.isVisible()
        assert strip.geometry().right() + 1 == bar.mapTo(pane, QPoint(0, 0)).x()
        for width in (420, 300):
            pane.resize(width, 500)
            QApplication.processEvents()
            QApplication.processEvents()
            text_right = pane.viewport().mapTo(pane, QPoint(0, 0)).x() + pane.document().textWidth() - 28
            assert strip.geometry().left() >= text_right

    def test_shows_what_is_mapped_in_its_role_and_what_is_not(
        self, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "A handful of companies")
        add_inference(session, "Paragraph 100 says something of no weight", Kind.REASON, contention)
        add_inference(session, "Paragraph 150 says something of no weight", Kind.OBJECTION, contention)
        strip = pane.aids.strip
        picture = strip.grab().toImage()

        def row(words: str) -> list[str]:
            y = round(text_of(pane).index(words) / len(text_of(pane)) * strip.height()) + 1
            return [picture.pixelColor(x, y).name() for x in range(strip.width())]

        reason, objection = row("Paragraph 100"), row("Paragraph 150")
        assert reason.count(LIGHT.reason.line) == 7
        inked = [x for x, colour in enumerate(objection) if colour == LIGHT.objection.line]
        assert inked
        assert inked[-1] - inked[0] + 1 > len(inked), "a broken bar"
        assert LIGHT.reason.line not in row("Paragraph 60")
        column = {picture.pixelColor(strip.width() - 3, y).name() for y in range(strip.height())}
        assert LIGHT.rule in column
        assert strip.accessibleDescription().startswith("3 of ")

    def test_a_click_goes_there_and_back_is_known(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "Paragraph 150 says")
        strip = pane.aids.strip
        y = round(text_of(pane).index("Paragraph 150") / len(text_of(pane)) * strip.height())
        QTest.mouseClick(strip, LEFT, NO_KEY, QPoint(5, y))
        place = point_of(pane, text_of(pane).index("Paragraph 150"))
        assert pane.viewport().rect().contains(place)
        assert pane.can_go_back()
        assert not strip.hasFocus()

    def test_can_be_switched_off(self, pane: ReadingPane) -> None:
        pane.aids.set_strip(False)
        QApplication.processEvents()
        assert not pane.aids.strip.isVisible()
        pane.aids.set_strip(True)
        assert pane.aids.strip.isVisible()


class TestDismissing:
    def state_of(self, pane: ReadingPane, words: str) -> Mapped:
        place = text_of(pane).index(words)
        return next(one.mapped for one in pane.aids.coverage() if one.start <= place < one.end)

    def test_a_key_says_that_a_paragraph_is_no_argument_and_takes_it_back(
        self, session: Session, pane: ReadingPane
    ) -> None:
        place = text_of(pane).index("Paragraph 3 says")
        pane.select_range(place, place)
        before = pane.viewport().grab().toImage()
        QTest.keyClick(pane, Qt.Key.Key_X)
        assert self.state_of(pane, "Paragraph 3 says") is Mapped.DISMISSED
        assert self.state_of(pane, "Paragraph 4 says") is Mapped.OPEN
        assert pane.viewport().grab().toImage() != before
        session.history.undo()
        assert self.state_of(pane, "Paragraph 3 says") is Mapped.OPEN
        QTest.keyClick(pane, Qt.Key.Key_X)
        QTest.keyClick(pane, Qt.Key.Key_X)
        assert pane.article is not None
        assert pane.article.dismissed == ()

    def test_it_is_passed_over_in_looking_for_what_is_to_be_mapped(self, pane: ReadingPane) -> None:
        place = text_of(pane).index("A handful")
        pane.select_range(place, place)
        QTest.keyClick(pane, Qt.Key.Key_X)
        pane.select_range(0, 0)
        QTest.keyClick(pane, Qt.Key.Key_M)
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact.startswith("Training")

    def test_a_heading_is_none(self, session: Session, pane: ReadingPane) -> None:
        told: list[str] = []
        session.noticed.connect(told.append)
        pane.select_range(2, 2)
        QTest.keyClick(pane, Qt.Key.Key_X)
        assert len(told) == 1
        assert not session.modified


class TestHover:
    def test_resting_on_a_passage_stresses_its_claim_on_the_map(
        self, qtbot: QtBot, session: Session, pane: ReadingPane
    ) -> None:
        claim = add_claim(session, "costs more than most")
        canvas = MapCanvas(session)
        qtbot.addWidget(canvas)
        told: list[tuple[str, str]] = []
        session.hover.changed.connect(lambda item, origin: told.append((item, origin)))
        QTest.mouseMove(pane.viewport(), middle_of(pane, "more than"))
        qtbot.waitUntil(lambda: told == [(claim, "reader")])
        assert canvas._hovered == claim
        QTest.mouseMove(pane.viewport(), middle_of(pane, "Few can"))
        qtbot.waitUntil(lambda: told[-1] == ("", "reader"))
        assert canvas._hovered == ""

    def test_what_the_pointer_is_on_on_the_map_is_set_off_here(
        self, session: Session, pane: ReadingPane
    ) -> None:
        claim = add_claim(session, "costs more than most")
        before = pane.viewport().grab().toImage()
        session.hover.point_at(claim, origin="canvas")
        assert pane.viewport().grab().toImage() != before
        session.hover.point_at("", origin="canvas")
        assert pane.viewport().grab().toImage() == before


class TestFocusAndLens:
    def test_in_focus_mode_all_but_the_paragraph_at_the_caret_recedes(self, pane: ReadingPane) -> None:
        def darkest(words: str) -> int:
            return min(lightness(name) for name in colours_of(pane, words))

        place = text_of(pane).index("Few can pay")
        pane.select_range(place, place)
        pane.aids.set_focus_mode(True)
        assert darkest("Few can") < 90 < darkest("A handful of")
        QTest.keyClick(pane, Qt.Key.Key_K)
        QTest.keyClick(pane, Qt.Key.Key_K)
        assert darkest("A handful of") < 90 < darkest("Few can")
        pane.aids.set_focus_mode(False)
        assert max(darkest("A handful of"), darkest("Few can")) < 90

    def test_scrolled_away_from_the_caret_what_is_read_is_in_the_window(self, pane: ReadingPane) -> None:
        pane.aids.set_focus_mode(True)
        pane.verticalScrollBar().setValue(2000)
        block = pane.aids.receding.reading_block()
        place = point_of(pane, pane.positions.to_canonical(block.position()))
        assert pane.viewport().rect().contains(place)

    def test_the_lens_is_off_at_first_and_marks_words_with_lines_when_on(self, pane: ReadingPane) -> None:
        before = pane.viewport().grab().toImage()
        pane.aids.set_lens(True)
        same = pane.viewport().grab().toImage()
        assert before == same, "nothing here points to an argument"
        pane.aids.set_preferences(AidPreferences(lens=True, lists={"en": "- computing"}))
        assert pane.viewport().grab().toImage() != before
        pane.aids.set_lens(False)
        assert pane.viewport().grab().toImage() == before

    def test_right_after_an_emoji_the_lens_finds_the_word(self, pane: ReadingPane) -> None:
        pane.aids.set_preferences(AidPreferences(lens=True, lists={"en": "costs"}))
        shown_at = pane.positions.to_shown(text_of(pane).index("costs"))
        assert pane.aids.lens.at(shown_at) is not None
        assert pane.aids.lens.at(shown_at - 1) is None
        assert pane.aids.lens.at(shown_at + 5) is None

    def test_the_list_is_that_of_the_articles_language(self, qtbot: QtBot) -> None:
        source = "Die Miete ist hoch, weil die Maschinen nicht warten, und das ist der Grund für den Preis."
        pane = shown(qtbot, Session(new_project(article_from_text(source).article)))
        pane.aids.set_lens(True)
        assert pane.aids.lens.language() == "de"
        found = pane.aids.lens.at(pane.positions.to_shown(text_of(pane).index("weil")))
        assert found is not None
        assert found.points is Points.PREMISE

    def test_lists_are_edited_and_kept(self, qtbot: QtBot, tmp_path: Path) -> None:
        dialog = LensDialog({"de": "= ergo"}, "de")
        qtbot.addWidget(dialog)
        assert dialog.words.toPlainText() == "= ergo"
        dialog.language.setCurrentIndex(dialog.language.findData("fr"))
        dialog.words.setFocus()
        dialog.words.selectAll()
        QTest.keyClicks(dialog.words, "+ bref")
        dialog.language.setCurrentIndex(dialog.language.findData("de"))
        QTest.mouseClick(dialog.reset, LEFT)
        assert dialog.lists() == {"fr": "+ bref"}
        settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
        wanted = AidPreferences(bar=False, strip=False, lens=True, lists=dialog.lists())
        assert aid_preferences.kept(settings) == AidPreferences(lists={})
        aid_preferences.keep(settings, wanted)
        settings.sync()
        again = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
        assert aid_preferences.kept(again) == wanted
        aid_preferences.keep(settings, AidPreferences())
        assert aid_preferences.kept(settings).lists == {}


def lightness(name: str) -> int:
    return (max(bytes.fromhex(name[1:])) + min(bytes.fromhex(name[1:]))) // 2


class TestScreenReaders:
    def test_the_description_says_what_is_on_the_map_at_the_caret(
        self, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "A handful of companies")
        add_inference(session, "Few can pay", Kind.REASON, contention)
        QAccessible.setActive(True)
        place = text_of(pane).index("Few can pay")
        pane.select_range(place, place)
        assert pane.accessibleDescription().endswith("Reason: Few can pay")
        pane.select_range(2, 2)
        assert "Few can" not in pane.accessibleDescription()
        QAccessible.setActive(False)
