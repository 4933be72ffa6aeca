"""Reading in comfort: type and colours for all articles, numbers, pictures, places, progress, jumps."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model import edits
from contention.model.project import new_project, read_only
from contention.reader.contents import Contents
from contention.reader.gutter import Gutter
from contention.reader.memory import MOST_PLACES, ReadingMemory
from contention.reader.options import ReadingOptions
from contention.reader.pane import ReadingPane
from contention.reader.preferences import ReadingPreferences, style_of
from contention.reader.progress import Reading
from contention.reader.style import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, SEPIA
from contention.session.session import Session
from tests.reading import LEFT, NO_KEY, add_claim, long_session, middle_of, shown, text_of

HEADED = "\n\n".join(
    f"{'#' * level} {name}\n\n" + "\n\n".join(f"{name} says this, at some length, {n}." for n in range(30))
    for level, name in ((1, "Top"), (2, "First"), (3, "Inner"), (2, "Second & <last>"))
)


def session_of(source: str) -> Session:
    return Session(new_project(article_from_text(source, markdown=True).article))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


def pane_with(qtbot: QtBot, session: Session, memory: ReadingMemory) -> ReadingPane:
    made = ReadingPane(session, memory=memory)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def top_words(pane: ReadingPane) -> str:
    return text_of(pane)[pane.place_at_top() :][:20]


class TestPreferences:
    def test_are_kept_for_all_articles(self, qtbot: QtBot, settings: QSettings) -> None:
        memory = ReadingMemory(settings)
        pane = pane_with(qtbot, long_session(), memory)
        size = pane.reading_style().size
        pane.zoom_in()
        memory.set_preferences(
            replace(memory.preferences, face="sans", theme="sepia", justified=True, columns=62)
        )
        settings.sync()
        again = ReadingMemory(QSettings(settings.fileName(), QSettings.Format.IniFormat))
        assert again.preferences == ReadingPreferences(
            face="sans", size=size + 1, theme="sepia", justified=True, columns=62
        )
        other = pane_with(qtbot, session_of("Another."), again)
        assert other.reading_style() == pane.reading_style() == style_of(memory.preferences)
        assert other.document().defaultFont().families()[0] == "Source Sans Pro"
        assert other.document().begin().blockFormat().alignment() == Qt.AlignmentFlag.AlignJustify

    def test_two_panes_go_together(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        one, two = (pane_with(qtbot, long_session(), memory) for _ in range(2))
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert two.reading_style() == one.reading_style()
        assert two.document().defaultFont().pointSizeF() == one.reading_style().size

    @pytest.mark.parametrize("nonsense", ["", "none", "-4", "1e9", "nan", "[]"])
    def test_nonsense_in_the_settings_is_as_usual(self, settings: QSettings, nonsense: str) -> None:
        for name in ("face", "size", "line_height", "columns", "justified", "theme", "numbered", "places"):
            settings.setValue(f"reading/{name}", nonsense)
        memory = ReadingMemory(settings)
        assert memory.preferences == ReadingPreferences()
        assert memory.place("a") == 0

    def test_where_the_systems_letters_are_large_so_are_the_articles(
        self, qtbot: QtBot, qapp: QApplication
    ) -> None:
        pane = shown(qtbot, session_of("Words."))
        usual = qapp.font()
        large = qapp.font()
        large.setPointSizeF(2 * usual.pointSizeF())
        try:
            qapp.setFont(large)
            assert style_of(ReadingPreferences()).size == pytest.approx(26)
            assert style_of(ReadingPreferences(size=11)).size == 11
            # Qt tells the widgets while the program runs, which it does not in a test.
            QApplication.sendEvent(pane, QEvent(QEvent.Type.ApplicationFontChange))
            assert pane.document().defaultFont().pointSizeF() == pytest.approx(26)
        finally:
            qapp.setFont(usual)

    @pytest.mark.parametrize(("key", "step"), [("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)])
    def test_with_the_focus_the_zoom_keys_are_the_articles(self, qtbot: QtBot, key: str, step: int) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        pane = ReadingPane(session_of("Words."), window)
        action = QAction(window)
        action.setShortcut(key)
        window.addAction(action)
        asked: list[bool] = []
        action.triggered.connect(lambda: asked.append(True))
        window.show()
        window.activateWindow()
        pane.setFocus()
        qtbot.waitUntil(pane.hasFocus)
        chord = action.shortcut()[0]
        QTest.keyClick(pane, chord.key(), chord.keyboardModifiers())
        assert pane.reading_style().size == 13 + step
        assert asked == []

    @pytest.mark.parametrize("face", ["serif", "sans", "system"])
    def test_a_full_line_holds_what_was_asked_for(self, qtbot: QtBot, face: str) -> None:
        memory = ReadingMemory()
        memory.set_preferences(ReadingPreferences(face=face, columns=64))
        words = "Those who hold the machines decide what may be asked of them, and every owner sets rules. "
        pane = pane_with(qtbot, session_of(words * 20), memory)
        pane.resize(1400, 600)
        QApplication.processEvents()
        layout = pane.document().begin().layout()
        lengths = [layout.lineAt(n).textLength() for n in range(layout.lineCount() - 1)]
        assert 56 <= sum(lengths) / len(lengths) <= 66


class TestThemes:
    @pytest.mark.parametrize(
        ("theme", "light_window", "dark_window"),
        [
            ("window", LIGHT, DARK),
            ("light", LIGHT, LIGHT),
            ("sepia", SEPIA, SEPIA),
            ("dark", DARK, DARK),
            ("contrast", CONTRAST_LIGHT, CONTRAST_DARK),
        ],
    )
    def test_the_page_wears_it_whatever_the_window_wears(
        self, qtbot: QtBot, theme: str, light_window: object, dark_window: object
    ) -> None:
        memory = ReadingMemory()
        pane = pane_with(qtbot, long_session(), memory)
        memory.set_preferences(ReadingPreferences(theme=theme))
        assert pane.colours == light_window
        pane.set_colours(DARK)
        assert pane.colours == dark_window
        picture = pane.viewport().grab().toImage()
        assert picture.pixelColor(300, 3).name() == pane.colours.paper
        inks = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(120)}
        assert pane.colours.text in inks

    def test_an_article_set_anew_stays_where_it_was(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        pane = pane_with(qtbot, long_session(), memory)
        pane.jump_to_top(text_of(pane).index("Paragraph 90"))
        memory.set_preferences(ReadingPreferences(theme="dark", face="sans", line_height=2.0, numbered=True))
        assert top_words(pane).startswith("Paragraph 90")


class TestOptions:
    def test_every_control_changes_its_own_and_follows(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        options = ReadingOptions(memory)
        qtbot.addWidget(options)
        options.show()
        options.face.setFocus()
        QTest.keyClick(options.face, Qt.Key.Key_Down)
        assert memory.preferences.face == "sans"
        options.size_box.setFocus()
        QTest.keyClick(options.size_box, Qt.Key.Key_Up)
        assert memory.preferences.size == 14
        QTest.keyClick(options.line_height, Qt.Key.Key_Up)
        assert memory.preferences.line_height == pytest.approx(1.62)
        QTest.keyClick(options.columns, Qt.Key.Key_Down)
        assert memory.preferences.columns == 69
        QTest.mouseClick(options.numbered, LEFT, NO_KEY, QPoint(8, options.numbered.height() // 2))
        QTest.keyClick(options.justified, Qt.Key.Key_Space)
        assert (memory.preferences.numbered, memory.preferences.justified) == (True, True)
        sepia = options.findChild(QRadioButton, "reading-theme-sepia")
        assert sepia is not None
        QTest.mouseClick(sepia, LEFT, NO_KEY, QPoint(8, sepia.height() // 2))
        assert memory.preferences.theme == "sepia"
        memory.set_preferences(replace(memory.preferences, size=20.0, theme="dark"))
        assert options.size_box.value() == 20
        assert not sepia.isChecked()
        usual = options.findChild(QPushButton, "reading-usual")
        assert usual is not None
        QTest.mouseClick(usual, LEFT)
        assert memory.preferences == ReadingPreferences()
        assert options.face.currentData() == "serif"

    def test_every_control_has_a_name(self, qtbot: QtBot) -> None:
        options = ReadingOptions(ReadingMemory())
        qtbot.addWidget(options)
        controls = [options.face, options.size_box, options.line_height, options.columns, options.justified]
        assert all(control.accessibleName() for control in (*controls, options.numbered, options.usual))
        assert all(button.accessibleName() for button in options.findChildren(QRadioButton))

    def test_as_a_popup_it_stays_on_the_screen_and_escape_puts_it_away(self, qtbot: QtBot) -> None:
        options = ReadingOptions(ReadingMemory())
        qtbot.addWidget(options)
        options.pop_up(QPoint(100_000, 100_000))
        assert options.screen().availableGeometry().contains(options.geometry())
        QTest.keyClick(options, Qt.Key.Key_Escape)
        assert options.isHidden()


class TestNumbers:
    def numbers(self, pane: ReadingPane) -> Gutter:
        (gutter,) = pane.findChildren(Gutter)
        return gutter

    def test_stand_beside_the_page_and_change_nothing_in_it(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        pane = pane_with(qtbot, session_of("# Head\n\nOne.\n\n- item\n\nTwo."), memory)
        gutter = self.numbers(pane)
        assert gutter.isHidden()
        before, document = pane.document().toPlainText(), pane.document()
        memory.set_preferences(ReadingPreferences(numbered=True))
        QApplication.processEvents()
        assert gutter.isVisible()
        assert pane.document() is document
        assert pane.document().toPlainText() == before
        assert gutter.geometry().right() < pane.viewport().geometry().left()
        picture = gutter.grab().toImage()

        def inked(words: str) -> bool:
            y = middle_of(pane, words).y()
            return any(
                picture.pixelColor(x, y + dy).lightness() < 160
                for x in range(picture.width())
                for dy in range(-6, 7)
            )

        assert [inked(words) for words in ("Head", "One.", "item", "Two.")] == [False, True, False, True]
        text = text_of(pane)
        assert [pane.paragraph_number(text.index(w)) for w in ("Head", "One.", "item", "Two.")] == [
            None, 1, 1, 2,
        ]  # fmt: skip
        memory.set_preferences(ReadingPreferences())
        assert gutter.isHidden()

    def test_follow_what_is_set_aside(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        memory.set_preferences(ReadingPreferences(numbered=True))
        session = session_of("None of it\n\nOne.\n\nTwo.")
        pane = pane_with(qtbot, session, memory)
        assert pane.article is not None
        place = text_of(pane).index("Two.")
        assert pane.paragraph_number(place) == 3
        aside = replace(pane.article, set_aside=((0, len("None of it")),))
        session.edit("Aside", lambda p: replace(p, articles=read_only({aside.id: aside})))
        assert pane.paragraph_number(place) == 2

    def test_stand_on_the_right_where_the_article_runs_to_the_left(self, qtbot: QtBot) -> None:
        memory = ReadingMemory()
        memory.set_preferences(ReadingPreferences(numbered=True))
        pane = pane_with(qtbot, session_of("שלום עולם לכולם\n\nעוד פסקה"), memory)
        gutter = self.numbers(pane)
        assert gutter.geometry().left() > pane.viewport().geometry().right()
        assert gutter.geometry().right() < pane.width()

    @pytest.mark.parametrize("width", [300, 760, 1400])
    def test_have_room_in_every_width(self, qtbot: QtBot, width: int) -> None:
        memory = ReadingMemory()
        memory.set_preferences(ReadingPreferences(numbered=True, size=26.0))
        pane = pane_with(qtbot, long_session(), memory)
        pane.resize(width, 600)
        QApplication.processEvents()
        gutter = self.numbers(pane)
        assert gutter.geometry().left() >= 0
        assert gutter.width() > 3 * 10
        assert pane.viewport().geometry().right() < pane.width() - pane.verticalScrollBar().width() + 1


class TestPlaces:
    def test_each_article_is_opened_where_reading_stopped(self, qtbot: QtBot, settings: QSettings) -> None:
        session = long_session()
        (first,) = session.project.articles
        pane = pane_with(qtbot, session, ReadingMemory(settings))
        pane.jump_to_top(text_of(pane).index("Paragraph 90"))
        other = article_from_text(HEADED, markdown=True).article
        session.edit("Add article", partial(edits.add_article, article=other))
        assert pane.place_at_top() == 0
        pane.jump_to_top(text_of(pane).index("Inner says"))
        pane.show_article(first)
        assert top_words(pane).startswith("Paragraph 90")
        pane.show_article(other.id)
        assert top_words(pane).startswith("Inner says")
        pane.hide()
        settings.sync()
        again = ReadingMemory(QSettings(settings.fileName(), QSettings.Format.IniFormat))
        reopened = pane_with(qtbot, Session(session.project), again)
        reopened.show_article(first)
        reopened.resize(500, 400)
        QApplication.processEvents()
        assert top_words(reopened).startswith("Paragraph 90")

    def test_a_file_read_again_opens_where_reading_stopped_though_nothing_was_saved(
        self, qtbot: QtBot, settings: QSettings
    ) -> None:
        def opened(name: str, digest: str = "0f", *, whole: bool = False) -> ReadingPane:
            article = replace(article_from_text(HEADED, markdown=True).article, id=name, whole=whole)
            session = Session(new_project(replace(article, sha256=digest)))
            return pane_with(qtbot, session, ReadingMemory(settings))

        first = opened("first")
        first.jump_to_top(text_of(first).index("Inner says"))
        first.hide()
        assert top_words(opened("second")).startswith("Inner says")
        assert opened("another", "1e").place_at_top() == 0
        assert opened("pasted", "").place_at_top() == 0
        assert opened("whole", whole=True).place_at_top() == 0

    def test_the_longest_left_are_forgotten_first(self, settings: QSettings) -> None:
        memory = ReadingMemory(settings)
        memory.keep_place("mine", 6)
        for number in range(MOST_PLACES - 1):
            memory.keep_place(f"a{number}", 10)
        memory.keep_place("mine", 7)
        memory.keep_place("new", 8)
        assert memory.place("a0") == 0
        assert memory.place("a1") == 10
        assert (memory.place("mine"), memory.place("new")) == (7, 8)


class TestJumps:
    def test_back_and_forward(self, qtbot: QtBot) -> None:
        pane = shown(qtbot, long_session())
        pane.go_back()
        text = text_of(pane)
        pane.jump_to_top(text.index("Paragraph 50"))
        pane.jump_to(text.index("Paragraph 150"))
        assert pane.can_go_back()
        pane.go_back()
        assert top_words(pane).startswith("Paragraph 50")
        pane.go_back()
        assert pane.verticalScrollBar().value() == 0
        assert not pane.can_go_back()
        pane.go_forward()
        assert top_words(pane).startswith("Paragraph 50")

    def test_what_the_map_reveals_is_a_jump_also_to_another_article(self, qtbot: QtBot) -> None:
        session = long_session()
        pane = shown(qtbot, session)
        (first,) = session.project.articles
        claim = add_claim(session, "Paragraph 150 says")
        other = article_from_text("Another text.\n\nWith more words than the first one has.").article
        session.edit("Add article", partial(edits.add_article, article=other))
        session.selection.select(claim, origin="canvas")
        assert pane.article is not None
        assert pane.article.id == first
        assert pane.verticalScrollBar().value() > 1000
        with qtbot.waitSignal(pane.jumps_changed):
            pane.go_back()
        pane.go_back()
        assert pane.article.id == other.id
        pane.go_forward()
        assert pane.article.id == first

    def test_an_article_that_is_gone_is_not_gone_back_to(self, qtbot: QtBot) -> None:
        session = long_session()
        pane = shown(qtbot, session)
        pane.jump_to_top(text_of(pane).index("Paragraph 50"))
        session.replace(new_project(article_from_text("Another one.").article), None)
        assert not pane.can_go_back()


class TestContents:
    @pytest.fixture
    def pane(self, qtbot: QtBot) -> ReadingPane:
        return shown(qtbot, session_of(HEADED))

    @pytest.fixture
    def contents(self, qtbot: QtBot, pane: ReadingPane) -> Contents:
        made = Contents(pane, Reading(pane))
        qtbot.addWidget(made)
        made.resize(220, 300)
        made.show()
        return made

    def test_are_nested_as_the_headings_are(self, contents: Contents) -> None:
        top = contents.tree.topLevelItem(0)
        assert (contents.tree.topLevelItemCount(), top.text(0)) == (1, "Top")
        assert [top.child(n).text(0) for n in range(top.childCount())] == ["First", "Second & <last>"]
        assert top.child(0).child(0).text(0) == "Inner"
        assert top.child(1).toolTip(0) == "<p>Second &amp; &lt;last&gt;</p>"

    def test_a_click_goes_there_and_back_leads_back(self, pane: ReadingPane, contents: Contents) -> None:
        item = contents.tree.topLevelItem(0).child(1)
        place = contents.tree.visualItemRect(item).center()
        QTest.mouseClick(contents.tree.viewport(), LEFT, NO_KEY, place)
        assert top_words(pane).startswith("Second")
        assert pane.caret_place() == text_of(pane).index("Second")
        pane.go_back()
        assert pane.place_at_top() == 0

    def test_by_keys(self, qtbot: QtBot, pane: ReadingPane, contents: Contents) -> None:
        contents.tree.setFocus()
        contents.tree.setCurrentItem(contents.tree.topLevelItem(0))
        QTest.keyClick(contents.tree, Qt.Key.Key_Down)
        assert pane.place_at_top() == 0, "moving in the list alone goes nowhere"
        with qtbot.waitSignal(contents.left):
            QTest.keyClick(contents.tree, Qt.Key.Key_Return)
        assert top_words(pane).startswith("First")

    def test_follow_the_reading(self, qtbot: QtBot, pane: ReadingPane, contents: Contents) -> None:
        contents.tree.clearFocus()
        pane.jump_to_top(text_of(pane).index("Inner says this, at some length, 5."))
        qtbot.waitUntil(lambda: contents.tree.currentItem().text(0) == "Inner")
        assert contents.current_place() == text_of(pane).index("Inner")

    def test_an_article_without_headings_says_so(self, pane: ReadingPane, contents: Contents) -> None:
        pane._session.replace(new_project(article_from_text("Only words.").article), None)
        assert contents.tree.topLevelItemCount() == 0
        assert not contents.tree.isVisible()
        assert contents._none.isVisible()


class TestProgress:
    def test_tells_how_far_and_how_long(self, qtbot: QtBot) -> None:
        pane = shown(qtbot, long_session())
        reading = Reading(pane)
        first = reading.progress()
        assert first.top == 0
        assert 0 < first.share < 0.2
        assert first.minutes == 10
        assert reading.words_said().endswith("10 minutes left")
        told: list[object] = []
        reading.moved.connect(told.append)
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
        qtbot.waitUntil(lambda: bool(told))
        last = reading.progress()
        assert (last.share, last.minutes) == (1.0, 0)
        assert reading.words_said() == "Read to the end"

    def test_an_empty_pane(self, qtbot: QtBot) -> None:
        pane = shown(qtbot, Session())
        assert Reading(pane).words_said() == ""
        assert Reading(pane).progress().minutes == 0


def test_the_wheel_beside_the_column_scrolls_it(qtbot: QtBot) -> None:
    pane = shown(qtbot, long_session())
    pane.resize(1400, 600)
    QApplication.processEvents()
    assert pane.viewport().geometry().left() > 100
    place = QPointF(40, 300)
    event = QWheelEvent(
        place,
        pane.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane, event)
    assert pane.verticalScrollBar().value() > 0
