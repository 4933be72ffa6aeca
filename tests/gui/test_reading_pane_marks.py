"""Passages on the map are marked in the reading pane, can be clicked, and are brought into view."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model import edits
from contention.model.project import Kind, new_project
from contention.reader import painting
from contention.reader.pane import ReadingPane
from contention.reader.style import LIGHT
from contention.session.session import Session
from tests.reading import (
    FILLER,
    LEFT,
    NO_KEY,
    SOURCE,
    add_claim,
    add_inference,
    long_session,
    middle_of,
    point_of,
    select_with_mouse,
    shown,
    text_of,
)


@pytest.fixture
def session() -> Session:
    return long_session()


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ReadingPane:
    return shown(qtbot, session)


class TestHighlights:
    def test_are_painted_under_the_text_in_the_colour_of_their_role(
        self, session: Session, pane: ReadingPane
    ) -> None:
        contention = add_claim(session, "A handful of companies")
        add_inference(session, "costs more than most universities", Kind.REASON, contention)
        add_inference(session, "nobody repairs", Kind.OBJECTION, contention)
        picture = pane.viewport().grab().toImage()
        for words, tint in (
            ("A handful of companies", LIGHT.neutral),
            ("costs more than most universities", LIGHT.reason),
            ("nobody repairs", LIGHT.objection),
        ):
            start = text_of(pane).index(words)
            first, last = point_of(pane, start), point_of(pane, start + len(words))
            row = [picture.pixelColor(x, first.y() - 8).name() for x in range(first.x() + 2, last.x() - 1)]
            assert row.count(tint.band) > len(row) / 2, words
            assert LIGHT.text in {picture.pixelColor(x, y).name() for x in range(first.x(), last.x())
                                  for y in range(first.y() - 6, first.y() + 6)}  # fmt: skip
            bars = {picture.pixelColor(x, first.y() - dy).name() for x in range(24) for dy in range(10)}
            assert tint.line in bars, words

    def test_bars_tell_the_roles_apart_without_colour(self, session: Session, pane: ReadingPane) -> None:
        contention = add_claim(session, "A handful of companies")
        add_inference(session, "costs more than most universities", Kind.REASON, contention)
        add_inference(session, "nobody repairs", Kind.OBJECTION, contention)
        picture = pane.viewport().grab().toImage()

        def bar(words: str) -> tuple[set[int], set[int]]:
            """Rows and columns of the margin that are inked beside a line."""
            y = point_of(pane, text_of(pane).index(words)).y()
            inked = [
                (x, row)
                for x in range(25)
                for row in range(y - 11, y + 11)
                if picture.pixelColor(x, row).lightness() < 175
            ]
            return {row for _, row in inked}, {x for x, _ in inked}

        reason_rows, reason_columns = bar("costs more")
        objection_rows, _ = bar("nobody repairs")
        _, contention_columns = bar("A handful")
        assert max(reason_columns) - min(reason_columns) + 1 == len(reason_columns), "one solid bar"
        assert len(reason_rows) >= 20
        assert len(objection_rows) < max(objection_rows) - min(objection_rows), "a broken bar"
        assert max(contention_columns) - min(contention_columns) + 1 > len(contention_columns), "a double bar"

    def test_a_click_selects_the_claim(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "costs more than most universities")
        told: list[tuple[object, str]] = []
        session.selection.changed.connect(lambda ids, origin: told.append((ids, origin)))
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "more than most"))
        assert told == [((claim,), "reader")]
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "Few can pay"))
        assert len(told) == 1

    def test_a_click_right_beside_it_does_not(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "costs more")
        end = point_of(pane, text_of(pane).index("costs more") + len("costs more"))
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, end + QPoint(8, 0))
        assert session.selection.ids == ()
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, end - QPoint(4, 0))
        assert len(session.selection.ids) == 1

    @pytest.mark.parametrize("words", ["costs more", "שלום", "nobody owns"])
    def test_hits_are_right_after_emoji_and_right_to_left_words(
        self, session: Session, pane: ReadingPane, words: str
    ) -> None:
        claim = add_claim(session, words)
        start = text_of(pane).index(words)
        strips = pane._marked(pane.viewport().rect().toRectF())[0].strips
        assert len(strips) == 1
        for offset in range(len(words)):
            # The glyph's own place, asked of the layout.
            shown_at = pane.positions.to_shown(start + offset)
            block = pane.document().findBlock(shown_at)
            line = block.layout().lineForTextPosition(shown_at - block.position())
            (glyphs, *_) = line.glyphRuns(shown_at - block.position(), 1)
            origin = pane.document().documentLayout().blockBoundingRect(block).topLeft()
            point = (origin + glyphs.boundingRect().center()).toPoint()
            assert [mark.claim for mark in pane.highlights_under(point)] == [claim], words[offset]

    def test_a_selection_by_dragging_selects_no_claim(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "costs more than most universities")
        select_with_mouse(pane, "more than most")
        assert session.selection.ids == ()

    def test_overlapping_ones_are_both_seen_and_take_turns(self, session: Session, pane: ReadingPane) -> None:
        long = add_claim(session, "costs more than most universities spend")
        short = add_inference(session, "more than most", Kind.OBJECTION, long)
        point = middle_of(pane, "more than most")
        picture = pane.viewport().grab().toImage()
        colours = {picture.pixelColor(point.x() + 1, point.y() + dy).name() for dy in range(-13, 13)}
        assert {LIGHT.neutral.band, LIGHT.objection.band} <= colours
        for expected in (short, long, short):
            QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, point)
            assert session.selection.ids == (expected,)

    def test_the_selected_claim_is_set_off(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "costs more than most universities")
        before = pane.viewport().grab().toImage()
        session.selection.select(claim, origin="reader")
        after = pane.viewport().grab().toImage()
        seen = {after.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(250)}
        assert LIGHT.neutral.strong in seen
        assert before != after

    def test_a_long_passage_is_marked_line_by_line(self, session: Session, pane: ReadingPane) -> None:
        add_claim(
            session,
            "Training one of the leading models 🙂 costs more than most universities spend in a year.",
        )
        (mark,) = pane._marked(pane.viewport().rect().toRectF())
        assert len(mark.strips) == 2
        assert mark.strips[0].bottom() <= mark.strips[1].top() + 2

    def test_cells_of_a_table_are_marked_also_at_the_bottom_of_the_view(self, qtbot: QtBot) -> None:
        source = f"{SOURCE}\n| a | b |\n|---|---|\n| left cell | right cell |\n\n{FILLER}"
        session = Session(new_project(article_from_text(source, markdown=True).article))
        pane = shown(qtbot, session)
        claim = add_claim(session, "right cell")
        assert pane.highlights_under(middle_of(pane, "right cell"))[0].claim == claim
        pane.resize(760, middle_of(pane, "right cell").y() + 4)
        QApplication.processEvents()
        (mark,) = pane._marked(pane.viewport().rect().toRectF())
        assert mark.highlight.claim == claim

    def test_an_edit_without_passages_repaints_nothing(
        self, session: Session, pane: ReadingPane, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        claim = add_claim(session, "costs more")
        QApplication.processEvents()
        painted: list[object] = []
        original = painting.paint_highlights
        monkeypatch.setattr(painting, "paint_highlights", lambda *a: (painted.append(a), original(*a)))
        document = pane.document()
        session.edit(
            "Text", partial(edits.set_text, map_id=session.map_id, claim_id=claim, text="other words")
        )
        QApplication.processEvents()
        assert painted == []
        assert pane.document() is document
        session.edit("Delete", partial(edits.delete, map_id=session.map_id, ids=(claim,)))
        QApplication.processEvents()
        assert painted
        assert pane.highlights == ()
        assert pane.document() is document

    def test_enter_selects_the_claim_at_the_caret(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "A handful of companies")
        pane.setFocus()
        QTest.keyClick(pane, Qt.Key.Key_Down)
        QTest.keyClick(pane, Qt.Key.Key_Right)
        QTest.keyClick(pane, Qt.Key.Key_Return)
        assert session.selection.ids == (claim,)


class TestRevealing:
    def test_a_passage_out_of_sight_comes_to_a_third_from_the_top(
        self, session: Session, pane: ReadingPane
    ) -> None:
        claim = add_claim(session, "Paragraph 150 says")
        session.selection.select(claim, origin="canvas")
        y = point_of(pane, text_of(pane).index("Paragraph 150 says")).y()
        assert abs(y - pane.viewport().height() / 3) < 30

    def test_the_end_of_the_article_too(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "The far end of it.")
        session.selection.select(claim, origin="canvas")
        assert pane.viewport().rect().contains(point_of(pane, text_of(pane).index("The far end")))

    def test_what_is_in_sight_stays_where_it_is(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "costs more than most")
        pane.verticalScrollBar().setValue(40)
        session.selection.select(claim, origin="canvas")
        assert pane.verticalScrollBar().value() == 40

    def test_the_panes_own_selection_scrolls_nothing(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "Paragraph 150 says")
        session.selection.select(claim, origin="reader")
        assert pane.verticalScrollBar().value() == 0

    def test_it_flashes_and_calms_down(self, qtbot: QtBot, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "costs more than most")
        session.selection.select(claim, origin="canvas")
        assert pane._flash.claim == claim
        assert pane._flash.strength > 0.5
        qtbot.waitUntil(lambda: pane._flash.strength == 0, timeout=3000)

    def test_no_flash_where_the_system_wants_no_animation(self, session: Session, pane: ReadingPane) -> None:
        class Still(QProxyStyle):
            def styleHint(self, hint: QStyle.StyleHint, *rest: object) -> int:  # noqa: N802
                if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
                    return 0
                return super().styleHint(hint, *rest)  # type: ignore[arg-type]

        style = Still("Fusion")
        pane.setStyle(style)
        claim = add_claim(session, "costs more than most")
        session.selection.select(claim, origin="canvas")
        assert pane._flash.strength == 0
        pane.setStyle(None)  # type: ignore[arg-type]

    def test_a_passage_in_another_article_opens_that(self, session: Session, pane: ReadingPane) -> None:
        claim = add_claim(session, "costs more than most")
        first = pane.article
        other = article_from_text("Another text.\n\nWith more words than the first one has.").article
        session.edit("Add article", partial(edits.add_article, article=other))
        assert pane.article is not None
        assert pane.article.id == other.id
        session.selection.select(claim, origin="canvas")
        assert pane.article == first
        assert [mark.claim for mark in pane.highlights] == [claim]
