"""The reading pane by its gestures: selecting, dragging, keys, zooming; and what it refuses."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QDrag,
    QDragEnterEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QTextCursor,
    QTextImageFormat,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model import edits
from contention.model.project import new_project, read_only
from contention.reader.pane import ReadingPane
from contention.reader.style import DARK, ReadingStyle
from contention.session import passage_mime
from contention.session.session import Session
from tests.reading import (
    LEFT,
    NO_KEY,
    add_claim,
    long_session,
    middle_of,
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


class TestSelecting:
    def test_by_mouse_gives_the_passage(self, qtbot: QtBot, pane: ReadingPane) -> None:
        with qtbot.waitSignal(pane.passage_selected) as told:
            select_with_mouse(pane, "costs more than most universities")
        assert told.args == [True]
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "costs more than most universities"
        assert text_of(pane)[passage.start : passage.end] == passage.exact
        assert passage.prefix.endswith("models 🙂 ")
        assert passage.heading == ("Who owns the machines?",)
        assert pane.article is not None
        assert passage.article == pane.article.id

    def test_after_emoji_and_right_to_left_words(self, pane: ReadingPane) -> None:
        select_with_mouse(pane, "nobody owns")
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "nobody owns"
        assert passage.heading == ("Who owns the machines?", "Still")

    def test_is_trimmed_and_blank_is_none(self, pane: ReadingPane) -> None:
        start = text_of(pane).index(" Few can pay.")
        pane.select_range(start, start + len(" Few can pay.\n"))
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "Few can pay."
        pane.select_range(start, start + 1)
        assert pane.selected_passage() is None

    def test_a_picture_alone_is_no_passage(self, qtbot: QtBot) -> None:
        source = "Words.\n\n![a chart](c.png)\n\nMore ![](d.png) words."
        pane = shown(qtbot, Session(new_project(article_from_text(source, markdown=True).article)))
        text = text_of(pane)
        pane.select_range(text.index("\ufffc"), text.index("\ufffc") + 1)
        assert pane.textCursor().selectedText() == "[Picture: a chart]"
        assert pane.selected_passage() is None
        pane.selectAll()
        assert pane.createMimeDataFromSelection().text() == "Words.\n\nMore  words."

    def test_by_keys_and_clearing_again(self, qtbot: QtBot, pane: ReadingPane) -> None:
        pane.setFocus()
        told: list[bool] = []
        pane.passage_selected.connect(told.append)
        QTest.keyClick(pane, Qt.Key.Key_Down)
        for _ in range(9):
            QTest.keyClick(pane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "A handful"
        pane.clear_text_selection()
        assert told == [True, False]
        assert pane.selected_passage() is None

    def test_copy_has_real_line_breaks_and_the_passage(self, pane: ReadingPane) -> None:
        text = text_of(pane)
        pane.select_range(text.index("Few can"), text.index("A network"))
        pane.copy()
        data = QApplication.clipboard().mimeData()
        assert data.text() == "Few can pay.\nStill\n"
        passage = passage_mime.decode(data)
        assert passage is not None
        assert passage.exact == "Few can pay.\nStill"
        assert not data.hasHtml()

    def test_select_all_takes_every_word(self, pane: ReadingPane) -> None:
        pane.selectAll()
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == text_of(pane)

    def test_a_double_click_takes_a_word_and_a_third_the_paragraph(self, pane: ReadingPane) -> None:
        point = middle_of(pane, "universities")
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, point)
        QTest.mouseDClick(pane.viewport(), LEFT, NO_KEY, point)
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "universities"
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, point)
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact.startswith("Training one")


class TestDragging:
    @pytest.fixture
    def drags(self, monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
        carried: list[QMimeData] = []
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_: carried.append(drag.mimeData()))
        return carried

    def test_the_selection_carries_the_passage(self, pane: ReadingPane, drags: list[QMimeData]) -> None:
        select_with_mouse(pane, "more than most universities")
        start = middle_of(pane, "than most")
        QTest.mousePress(pane.viewport(), LEFT, NO_KEY, start)
        QTest.mouseMove(pane.viewport(), start + QPoint(3, 2))
        assert drags == []
        QTest.mouseMove(pane.viewport(), start + QPoint(40, 30))
        QTest.mouseRelease(pane.viewport(), LEFT, NO_KEY, start + QPoint(40, 30))
        (data,) = drags
        passage = passage_mime.decode(data)
        assert passage is not None
        assert passage.exact == data.text() == "more than most universities"
        assert pane.selected_passage() is not None, "the selection stays"

    def test_outside_the_selection_a_drag_selects(self, pane: ReadingPane, drags: list[QMimeData]) -> None:
        select_with_mouse(pane, "more than most")
        select_with_mouse(pane, "handful of companies")
        assert drags == []
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "handful of companies"

    def test_a_click_on_the_selection_lifts_it(self, pane: ReadingPane, drags: list[QMimeData]) -> None:
        select_with_mouse(pane, "more than most")
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "than most"))
        assert pane.selected_passage() is None
        assert drags == []

    def test_what_is_dropped_goes_to_the_window(self, pane: ReadingPane) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("/tmp/a.md")])
        assert not pane.acceptDrops()
        assert not pane.viewport().acceptDrops()
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, NO_KEY)
        event.ignore()
        QApplication.sendEvent(pane.viewport(), event)
        assert not event.isAccepted()


class TestKeys:
    @pytest.mark.parametrize(
        "keys", ["C", "R", "O", "P", "Ctrl+V", "Ctrl+Z", "Ctrl+Shift+Z", "Return", "Delete", "?"]
    )
    def test_the_windows_shortcuts_work_from_here(self, qtbot: QtBot, session: Session, keys: str) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        pane = ReadingPane(session, window)
        action = QAction("act", window)
        action.setShortcut(keys)
        window.addAction(action)
        asked: list[str] = []
        action.triggered.connect(lambda: asked.append(keys))
        window.resize(600, 400)
        window.show()
        window.activateWindow()
        pane.setFocus()
        qtbot.waitUntil(pane.hasFocus)
        chord = action.shortcut()[0]
        QTest.keyClick(pane, chord.key(), chord.keyboardModifiers())
        assert asked == [keys]

    def test_copy_stays_its_own(self, pane: ReadingPane) -> None:
        pane.setFocus()
        select_with_mouse(pane, "more than most")
        QTest.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "more than most"

    def test_letters_are_not_swallowed(self, pane: ReadingPane) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_R, NO_KEY, "r")
        event.accept()
        pane.keyPressEvent(event)
        assert not event.isAccepted()

    def test_the_caret_can_be_moved(self, pane: ReadingPane) -> None:
        pane.setFocus()
        assert pane.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
        QTest.keyClick(pane, Qt.Key.Key_Right)
        assert pane.textCursor().position() == 1
        QTest.keyClick(pane, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert pane.textCursor().atEnd()


class TestZoom:
    def test_by_wheel_and_keys_and_slots(self, pane: ReadingPane) -> None:
        size = pane.reading_style().size
        wheel(pane, 120)
        assert pane.reading_style().size == size + 1
        wheel(pane, -120)
        wheel(pane, -120)
        assert pane.reading_style().size == size - 1
        QTest.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert pane.reading_style().size == size
        QTest.keyClick(pane, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
        assert pane.reading_style().size == size - 1
        pane.zoom_reset()
        assert pane.reading_style() == ReadingStyle()
        assert pane.document().defaultFont().pointSizeF() == size

    def test_has_ends(self, pane: ReadingPane) -> None:
        for _ in range(60):
            pane.zoom_out()
        assert pane.reading_style().size == 7
        assert pane.selected_passage() is None

    def test_the_line_at_the_top_the_caret_and_the_selection_stay(self, pane: ReadingPane) -> None:
        text = text_of(pane)
        start = text.index("Paragraph 90")
        pane.select_range(start, start + len("Paragraph 90"))
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() + 200)
        top = pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position())
        assert top > 0
        pane.zoom_in()
        pane.zoom_in()
        assert pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position()) == top
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "Paragraph 90"
        pane.zoom_out()
        pane.zoom_out()
        assert pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position()) == top

    def test_a_narrower_window_keeps_the_line_at_the_top(self, pane: ReadingPane) -> None:
        pane.verticalScrollBar().setValue(2500)
        top = pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position())
        for width in (420, 640, 300, 760):
            pane.resize(width, 600)
            QApplication.processEvents()
        assert pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position()) == top

    def test_dragging_the_divider_to_and_fro_does_not_creep(self, qtbot: QtBot) -> None:
        source = "One paragraph that is long enough to fill several windows of this size. " * 200
        pane = shown(qtbot, Session(new_project(article_from_text(source, markdown=True).article)))
        pane.verticalScrollBar().setValue(900)
        before = pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position())
        for width in (700, 640, 610, 550, 500, 470, 430, 390, 350, 760) * 2:
            pane.resize(width, 600)
            QApplication.processEvents()
        after = pane.positions.to_canonical(pane.cursorForPosition(QPoint(30, 1)).position())
        assert abs(after - before) <= ReadingStyle().columns


class TestPage:
    @pytest.mark.parametrize("width", [400, 760, 1600])
    def test_the_column_is_centred_and_no_wider_than_reads_well(self, pane: ReadingPane, width: int) -> None:
        pane.resize(width, 600)
        QApplication.processEvents()
        view = pane.viewport().geometry()
        assert view.width() <= 700
        assert view.left() >= 0
        right = pane.width() - pane.verticalScrollBar().width() - view.right() - 1
        assert abs(view.left() - right) <= 1
        assert pane.horizontalScrollBar().maximum() == 0

    def test_colours_follow_the_theme_and_words_stay(self, session: Session, pane: ReadingPane) -> None:
        add_claim(session, "costs more than most universities")
        pane.set_colours(DARK)
        picture = pane.grab().toImage()
        assert picture.pixelColor(2, 300).name() == DARK.paper
        assert pane.viewport().grab().toImage().pixelColor(300, 3).name() == DARK.paper
        assert pane.document().toPlainText().startswith("Who owns")

    def test_empty(self, qtbot: QtBot) -> None:
        pane = shown(qtbot, Session())
        assert pane.article is None
        assert pane.accessibleDescription().startswith("Open an article (Ctrl+O)")
        picture = pane.viewport().grab().toImage()
        inked = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(280, 320)}
        assert len(inked) > 1
        assert pane.selected_passage() is None
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, QPoint(50, 50))
        assert pane.createMimeDataFromSelection().text() == ""

    def test_names_for_the_screen_reader_and_automation(self, pane: ReadingPane) -> None:
        assert pane.objectName() == "reader"
        assert pane.accessibleName() == "Article"
        assert pane.accessibleDescription() == "Who owns the machines?"

    def test_follows_the_session_to_other_articles(
        self, qtbot: QtBot, session: Session, pane: ReadingPane
    ) -> None:
        other = article_from_text("Another text\n\nWith more words than the first one has.").article
        with qtbot.waitSignal(pane.article_shown) as told:
            session.edit("Add article", partial(edits.add_article, article=other))
        assert told.args == [other.id]
        assert pane.document().toPlainText().startswith("Another text")
        session.history.undo()
        assert pane.article is not None
        assert pane.article.title == "Who owns the machines?"
        session.replace(new_project(), None)
        assert pane.article is None
        session.replace(new_project(other), None)
        assert pane.article == other

    def test_an_article_with_another_wording_is_shown_anew(self, session: Session, pane: ReadingPane) -> None:
        (article,) = session.project.articles.values()
        changed = type(article)(id=article.id, title=article.title, source="New words.")

        def reword(project):  # type: ignore[no-untyped-def]
            return type(project)(
                title=project.title, articles=read_only({article.id: changed}), maps=project.maps
            )

        session.edit("Reword", reword)
        assert pane.document().toPlainText() == "New words."


class TestSafety:
    def test_no_picture_file_is_read_or_shown(self, qtbot: QtBot, tmp_path: Path) -> None:
        red = tmp_path / "red.png"
        picture = QImage(200, 200, QImage.Format.Format_RGB32)
        picture.fill(QColor("#ff0000"))
        assert picture.save(str(red))
        source = f"![a red square]({red})\n\n<img src='{red}'>\n\n![again]({red.as_uri()})"
        pane = shown(qtbot, Session(new_project(article_from_text(source, markdown=True).article)))
        assert not has_red(pane)
        # Even a picture that got into the document by some other way is not loaded.
        made = QTextImageFormat()
        made.setName(red.as_uri())
        QTextCursor(pane.document()).insertImage(made)
        assert not has_red(pane)
        assert "[Picture: a red square]" in pane.document().toPlainText()

    def test_no_link_is_followed(self, qtbot: QtBot) -> None:
        source = "[words of a link](https://example.org/)"
        pane = shown(qtbot, Session(new_project(article_from_text(source, markdown=True).article)))
        assert not pane.openLinks()
        assert pane.anchorAt(middle_of(pane, "words of")) == ""
        QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, middle_of(pane, "words of"))
        assert pane.source().isEmpty()
        assert pane.document().toPlainText() == "words of a link"

    def test_nothing_can_be_typed_or_pasted(self, pane: ReadingPane) -> None:
        before = pane.document().toPlainText()
        QGuiApplication.clipboard().setText("pasted")
        pane.setFocus()
        pane.paste()
        QTest.keyClicks(pane, "abc")
        QTest.keyClick(pane, Qt.Key.Key_Delete)
        QTest.keyClick(pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert pane.document().toPlainText() == before


def has_red(pane: ReadingPane) -> bool:
    picture = pane.grab().toImage()
    return any(
        picture.pixelColor(x, y).name() == "#ff0000"
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    )


def wheel(pane: ReadingPane, delta: int) -> None:
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        pane.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.viewport(), event)
