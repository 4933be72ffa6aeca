"""The pages of a PDF: shown, zoomed, marked, clicked and selected on, by gesture."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from contention.article.pdf_document import picture_of
from contention.model.project import (
    read_only,
    with_item,
)
from contention.reader.page_pictures import Look, PagePictures
from contention.reader.page_surface import LARGEST, REAL_SIZE, SMALLEST
from contention.reader.pages import PagesView
from contention.reader.style import DARK, LIGHT
from contention.session import article_commands, passage_mime
from contention.session.session import Session
from tests.pages import (
    CTRL,
    FIRST,
    LEFT,
    NEXT_PAGES,
    NO_KEY,
    add_claim,
    add_objection,
    colours_at,
    ends_of,
    passage_of,
    pdf_project,
    picture,
    select_with_mouse,
    settle,
    shown,
    text_of,
    wheel,
)


@pytest.fixture
def session() -> Session:
    return Session(pdf_project())


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> PagesView:
    return shown(qtbot, session)


class TestPages:
    def test_the_words_stand_where_the_places_say(self, view: PagesView, session: Session) -> None:
        ink = [QColor(name).lightness() for name in colours_at(view, session, FIRST)]
        assert min(ink) < 60
        assert max(ink) == 255
        assert 0.05 < sum(tone < 128 for tone in ink) / len(ink) < 0.5

    def test_one_page_under_the_other_as_wide_as_the_view(self, view: PagesView) -> None:
        seen: list[tuple[int, int]] = []
        view.page_changed.connect(lambda *now: seen.append(now))
        assert view.page == 1
        assert view.horizontalScrollBar().maximum() == 0
        QTest.keyClick(view, Qt.Key.Key_End)
        assert view.page == seen[-1][0] == seen[-1][1] > 2
        QTest.keyClick(view, Qt.Key.Key_Home)
        assert view.page == 1
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        QTest.keyClick(view, Qt.Key.Key_Space)
        assert view.verticalScrollBar().value() > view.viewport().height()

    def test_pages_that_come_into_sight_are_drawn(self, qtbot: QtBot, view: PagesView) -> None:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        settle(qtbot, view)
        image = picture(view)
        dark = sum(
            image.pixelColor(x, y).lightness() < 100
            for x in range(0, image.width(), 2)
            for y in range(image.height())
        )
        assert dark > 500

    def test_zoom_by_key_and_wheel_keeps_the_middle(self, qtbot: QtBot, view: PagesView) -> None:
        view.verticalScrollBar().setValue(900)
        layout = view._layout
        middle = layout.place_at(900 + view.viewport().height() / 2)
        QTest.keyClick(view, Qt.Key.Key_Plus, CTRL)
        wheel(view, 120)
        assert view._layout.scale == pytest.approx(layout.scale * 1.15**2)
        now = view._layout.place_at(view.verticalScrollBar().value() + view.viewport().height() / 2)
        assert now.page == middle.page
        assert now.part == pytest.approx(middle.part, abs=0.01)
        QTest.keyClick(view, Qt.Key.Key_Minus, CTRL)
        wheel(view, -120)
        assert view._layout.scale == pytest.approx(layout.scale)
        for _ in range(40):
            wheel(view, 120)
        assert view._layout.scale == LARGEST
        for _ in range(60):
            wheel(view, -120)
        assert view._layout.scale == SMALLEST
        view.zoom_reset()
        assert view._layout.scale == pytest.approx(layout.scale)
        settle(qtbot, view)

    def test_pictures_are_sharp_at_every_zoom(self, qtbot: QtBot, view: PagesView) -> None:
        view.set_zoom(200)
        settle(qtbot, view)
        image = view._pictures.image(view.page - 1) if view._pictures else None
        assert image is not None
        assert image.width() == pytest.approx(595 * 2 * REAL_SIZE, abs=2)
        assert view.horizontalScrollBar().maximum() > 0

    def test_another_width_keeps_the_place(self, qtbot: QtBot, view: PagesView) -> None:
        view.verticalScrollBar().setValue(1500)
        before = view._layout.place_at(1500)
        view.resize(500, 600)
        QApplication.processEvents()
        after = view._layout.place_at(view.verticalScrollBar().value())
        assert after.page == before.page
        assert after.part == pytest.approx(before.part, abs=0.01)
        settle(qtbot, view)

    def test_dark_pages_have_light_type_on_dark_paper(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        view.set_colours(DARK)
        settle(qtbot, view)
        names = colours_at(view, session, FIRST)
        assert max(set(names), key=names.count) == DARK.paper
        assert max(QColor(name).lightness() for name in names) > 180

    def test_photographs_on_dark_pages_stay_what_they_are(self, qtbot: QtBot, tmp_path: Path) -> None:
        writer = QPdfWriter(str(tmp_path / "photo.pdf"))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setResolution(72)
        painter = QPainter(writer)
        painter.drawText(60, 60, "Words above a photograph.")
        photograph = QImage(200, 120, QImage.Format.Format_RGB32)
        photograph.fill(QColor(200, 40, 40))
        painter.drawImage(60, 80, photograph)
        painter.end()
        data = (tmp_path / "photo.pdf").read_bytes()
        (photo,) = picture_of(data, "", 0, 1.0).photographs  # type: ignore[union-attr]
        pictures = PagePictures(data, [(595, 842)], None)
        with qtbot.waitSignal(pictures.ready, timeout=20_000):
            pictures.want([0], Look(1.0, "#e4e4e0"))
        image = pictures.image(0)
        assert image is not None
        inside = image.pixelColor(round(photo.left) + 20, round(photo.top) + 20)
        assert inside.red() > 150
        assert inside.green() < 90
        assert image.pixelColor(20, 400).name() == "#000000"

    def test_it_has_a_name_and_says_what_it_shows(self, view: PagesView) -> None:
        assert view.accessibleName() == "Pages of the article"
        assert view.accessibleDescription() == "Machines"
        assert view.has_pages("a")

    def test_an_article_without_pages_says_so(self, view: PagesView) -> None:
        view.show_article(None)
        assert not view.has_pages("nothing")
        assert view.article is None
        assert view.accessibleDescription() == "This article has no pages to show."
        assert view.selected_passage() is None
        image = picture(view)
        tones = {image.pixelColor(x, 300).lightness() for x in range(image.width())}
        assert len(tones) > 2  # the sentence
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(300, 300))
        view.zoom_in()

    def test_a_file_that_cannot_be_opened_says_so(self, qtbot: QtBot) -> None:
        project = pdf_project()
        (asset,) = project.assets.values()
        broken = replace(asset, data="bm90IGEgUERG")
        view = PagesView(Session(replace(project, assets=with_item(project.assets, asset.id, broken))))
        qtbot.addWidget(view)
        view.show_article("a")
        assert "damaged" in view.accessibleDescription()

    def test_closing_while_a_page_is_made_harms_nothing(self, qtbot: QtBot, session: Session) -> None:
        view = PagesView(session)
        view.resize(600, 600)
        view.show_article("a")
        view.show()
        QApplication.processEvents()
        view.show_article(None)
        view.close()
        view.deleteLater()
        qtbot.wait(200)


class TestHighlights:
    def test_are_painted_under_the_ink_in_the_colour_of_their_role(
        self, view: PagesView, session: Session
    ) -> None:
        words = text_of(session).split("\n")[3][:40]
        contention = add_claim(session, FIRST)
        add_objection(session, words, contention)
        names = colours_at(view, session, FIRST)
        assert names.count(LIGHT.neutral.band) > len(names) / 3
        assert min(QColor(name).lightness() for name in names) < 60
        names = colours_at(view, session, words)
        assert names.count(LIGHT.objection.band) > len(names) / 4

    def test_dark_ones_too(self, qtbot: QtBot, view: PagesView, session: Session) -> None:
        view.set_colours(DARK)
        settle(qtbot, view)
        before = colours_at(view, session, FIRST)
        add_claim(session, FIRST)
        after = colours_at(view, session, FIRST)
        assert after.count(DARK.paper) < before.count(DARK.paper) / 4
        assert max(QColor(name).lightness() for name in after) > 180

    def test_a_click_selects_the_claim(self, view: PagesView, session: Session) -> None:
        claim = add_claim(session, FIRST)
        session.selection.clear()
        first, _ = ends_of(view, session, FIRST)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, first + QPoint(20, 0))
        assert session.selection.ids == (claim,)
        session.selection.clear()
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(5, 5))
        assert session.selection.ids == ()

    def test_the_pointer_on_it_tells_the_claim_and_stresses_it(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        claim = add_claim(session, FIRST)
        first, _ = ends_of(view, session, FIRST)
        at = first + QPoint(20, 0)
        QTest.mouseMove(view.viewport(), at)
        qtbot.waitUntil(lambda: session.hover.item == claim)
        assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
        tip = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), tip)
        assert FIRST in QToolTip.text()
        QToolTip.hideText()
        QTest.mouseMove(view.viewport(), QPoint(4, 4))
        qtbot.waitUntil(lambda: session.hover.item == "")
        assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor

    def test_return_goes_from_one_to_the_next(self, qtbot: QtBot, view: PagesView, session: Session) -> None:
        one, two = add_claim(session, FIRST), add_claim(session, NEXT_PAGES)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert session.selection.ids == (one,)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert session.selection.ids == (two,)
        settle(qtbot, view)
        assert view.page > 1

    def test_selecting_a_claim_elsewhere_brings_its_passage_into_view(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        claim = add_claim(session, NEXT_PAGES)
        session.selection.select(claim, origin="canvas")
        settle(qtbot, view)
        start = text_of(session).index(NEXT_PAGES)
        rects = view.range_rects(start, start + len(NEXT_PAGES))
        assert rects
        assert all(view.viewport().rect().contains(rect.center().toPoint()) for rect in rects)
        assert not view.reveal("nothing")

    def test_a_passage_at_the_foot_of_an_unread_page_is_brought_into_view_when_it_was_read(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        start, _, _, length = [run for run in session.project.articles["a"].pages if run[1] == 2][-1]
        claim = add_claim(session, text_of(session)[start : start + length].strip())
        session.selection.select(claim, origin="canvas")
        settle(qtbot, view)
        (rect,) = view.range_rects(start, start + length)
        assert view.viewport().rect().contains(rect.center().toPoint())

    def test_they_follow_undo_and_what_is_renamed(self, view: PagesView, session: Session) -> None:
        add_claim(session, FIRST)
        assert len(view.highlights) == 1
        session.history.undo()
        assert view.highlights == ()

    def test_those_of_words_over_two_lines_and_columns(self, qtbot: QtBot) -> None:
        session = Session(pdf_project(columns=2))
        view = shown(qtbot, session)
        start = text_of(session).index(FIRST)
        rects = view.range_rects(start, start + len(FIRST))
        assert len(rects) == 2
        assert rects[0].bottom() <= rects[1].top() + 4
        assert all(rect.right() < view.viewport().width() / 2 for rect in rects)


class TestSelecting:
    def test_by_mouse_gives_the_passage_in_the_canonical_text(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        with qtbot.waitSignal(view.passage_selected) as told:
            select_with_mouse(view, session, FIRST)
        assert told.args == [True]
        passage = view.selected_passage()
        assert passage is not None
        wanted = passage_of(session, FIRST)
        assert replace(passage, id="") == replace(wanted, id="", heading=("Who owns the machines",))
        assert LIGHT.selection in colours_at(view, session, FIRST)
        with qtbot.waitSignal(view.passage_selected) as told:
            QTest.keyClick(view, Qt.Key.Key_Escape)
        assert told.args == [False]
        assert view.selected_passage() is None

    def test_over_lines_joins_what_the_page_parts(self, view: PagesView, session: Session) -> None:
        words = text_of(session).split("\n")[2][10:400]
        select_with_mouse(view, session, words)
        passage = view.selected_passage()
        assert passage is not None
        assert passage.exact == words.strip()

    def test_backwards_and_with_shift(self, view: PagesView, session: Session) -> None:
        first, last = ends_of(view, session, FIRST)
        port = view.viewport()
        QTest.mouseClick(port, LEFT, NO_KEY, last)
        QTest.mouseClick(port, LEFT, Qt.KeyboardModifier.ShiftModifier, first)
        passage = view.selected_passage()
        assert passage is not None
        assert passage.exact == FIRST

    def test_a_double_click_takes_the_word(self, view: PagesView, session: Session) -> None:
        first, _ = ends_of(view, session, "machines that answer")
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, first + QPoint(12, 0))
        passage = view.selected_passage()
        assert passage is not None
        assert passage.exact == "machines"

    def test_copying_gives_the_words_and_the_passage(self, view: PagesView, session: Session) -> None:
        select_with_mouse(view, session, FIRST)
        QTest.keyClick(view, Qt.Key.Key_C, CTRL)
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == FIRST
        passage = passage_mime.decode(data)
        assert passage is not None
        assert passage.exact == FIRST

    def test_a_drag_from_the_selection_carries_the_passage(
        self, view: PagesView, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carried: list[str] = []
        monkeypatch.setattr(
            "contention.reader.pages.QDrag.exec", lambda drag, _: carried.append(drag.mimeData().text())
        )
        select_with_mouse(view, session, FIRST)
        first, _ = ends_of(view, session, FIRST)
        port = view.viewport()
        QTest.mousePress(port, LEFT, NO_KEY, first + QPoint(40, 0))
        QTest.mouseMove(port, first + QPoint(80, 60))
        QTest.mouseRelease(port, LEFT, NO_KEY, first + QPoint(80, 60))
        assert carried == [FIRST]
        assert view.selected_passage() is not None

    def test_a_click_into_the_selection_takes_it_away(self, view: PagesView, session: Session) -> None:
        select_with_mouse(view, session, FIRST)
        first, _ = ends_of(view, session, FIRST)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, first + QPoint(40, 0))
        assert view.selected_passage() is None


class TestFollowing:
    def test_a_corrected_article_is_shown_anew_at_the_same_place(
        self, qtbot: QtBot, view: PagesView, session: Session
    ) -> None:
        view.verticalScrollBar().setValue(700)
        where = text_of(session).index(FIRST)
        article_commands.correct(session, "a", where, where + len("Nobody has"), "Has anybody")
        settle(qtbot, view)
        assert view.article is session.project.articles["a"]
        assert view.verticalScrollBar().value() == 700
        text = text_of(session)
        assert "Has anybody asked" in text
        words = text.split("\n")[4][:50].strip()
        view.verticalScrollBar().setValue(0)
        settle(qtbot, view)
        select_with_mouse(view, session, words)
        passage = view.selected_passage()
        assert passage is not None
        assert passage.exact == words

    def test_an_article_that_goes_leaves_a_sentence(self, view: PagesView, session: Session) -> None:
        session.edit("Remove", lambda project: replace(project, articles=read_only({})))
        assert view.article is None
        session.history.undo()
