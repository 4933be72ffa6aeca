"""Reading in the window, by gesture: several articles, headings, finding, pages, keys, links and looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model.project import in_order
from contention.reader.options import ReadingOptions
from contention.session import article_commands
from tests import pages
from tests.journeys.conftest import Hands

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton

BREAD = """# Bread

Bread is cheap in most towns. Flour costs little, and ovens are shared.

See [the price list](https://example.org/bread?year=2024) for a comparison.

## Ovens

{filler}

## Mills

Mills are few. Nobody repairs them, because nobody is paid for it.
"""
WINE = "# Wine\n\nWine is dear. Few can grow the grapes for it.\n"
FILLER = "\n\n".join(f"Paragraph {n} says something of no weight, at some length." for n in range(60))


@pytest.fixture
def reading(open_window, tmp_path: Path) -> Hands:
    """At an article with three headings, a link and more than a window's length."""
    path = tmp_path / "bread.md"
    path.write_text(BREAD.format(filler=FILLER), encoding="utf-8")
    return open_window(path)


@pytest.fixture
def two(reading: Hands) -> Hands:
    """The same, with a second article, which is shown."""
    article_commands.add_article(reading.window.session, article_from_text(WINE, markdown=True).article)
    QApplication.processEvents()
    return reading


@pytest.fixture
def paged(open_window, qtbot: QtBot) -> Hands:
    """At a PDF that shows its text."""
    hands = open_window()
    hands.window.session.replace(pages.pdf_project(), None)
    QApplication.processEvents()
    return hands


def child(hands: Hands, name: str, kind: type = QWidget) -> QWidget:
    found = hands.window.findChild(kind, name)
    assert found is not None, name
    return found


def click_button(hands: Hands, name: str) -> None:
    QTest.mouseClick(child(hands, name, QToolButton), LEFT)
    QApplication.processEvents()


def selected(hands: Hands) -> str:
    passage = hands.window.article.selected_passage()
    return passage.exact if passage is not None else ""


# -- several articles ---------------------------------------------------------------------


def test_tabs_show_order_and_take_out_articles(two: Hands, qtbot: QtBot) -> None:
    window, tabs = two.window, two.window.article.bar.tabs
    assert window.reader.article.title == "Wine"
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["Bread", "Wine"]
    QTest.mouseClick(tabs, LEFT, NONE, tabs.tabRect(0).center())
    assert window.reader.article.title == "Bread"
    window.reader.setFocus()
    two.press(Qt.Key.Key_Left, ALT)
    assert window.reader.article.title == "Wine"
    assert tabs.currentIndex() == 1
    two.press(Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert window.reader.article.title == "Bread"

    start, end = tabs.tabRect(0).center(), QPoint(tabs.tabRect(1).right() - 2, tabs.tabRect(1).center().y())
    QTest.mousePress(tabs, LEFT, NONE, start)
    for share in range(1, 11):
        QTest.mouseMove(tabs, start + (end - start) * share / 10)
    QTest.mouseRelease(tabs, LEFT, NONE, end)
    qtbot.waitUntil(
        lambda: [one.title for one in in_order(window.session.project.articles.values())] == ["Wine", "Bread"]
    )
    two.press(Qt.Key.Key_Z, CTRL)

    click_button(two, "article-close-1")
    assert [one.title for one in window.session.project.articles.values()] == ["Bread"]
    assert tabs.isHidden()
    two.press(Qt.Key.Key_Z, CTRL)
    assert tabs.isVisible()


def test_a_claim_leads_to_its_words_in_another_article(two: Hands) -> None:
    two.select("Wine is dear.")
    two.press(Qt.Key.Key_C)
    tabs = two.window.article.bar.tabs
    QTest.mouseClick(tabs, LEFT, NONE, tabs.tabRect(0).center())
    two.select("Bread is cheap in most towns.")
    two.press(Qt.Key.Key_C)
    two.click(two.claim("Wine").id)
    assert two.window.reader.article.title == "Wine"
    assert tabs.currentIndex() == 1


def test_without_an_article_the_line_over_it_is_away(open_window) -> None:
    hands = open_window()
    assert hands.window.article.bar.isHidden()
    assert hands.window.statusBar().reading.isHidden()


# -- headings and where one is ------------------------------------------------------------


def test_headings_beside_the_article_lead_to_them(reading: Hands, qtbot: QtBot) -> None:
    reading.press(Qt.Key.Key_F9)
    tree = child(reading, "contents-tree", QTreeWidget)
    top = tree.topLevelItem(0)
    assert top is not None
    mills = top.child(1)
    QTest.mouseClick(tree.viewport(), LEFT, NONE, tree.visualItemRect(mills).center())
    assert reading.window.reader.last_place_in_sight() > reading.window.reader.article_text.text.index(
        "Mills"
    )
    assert reading.window.reader.hasFocus()
    qtbot.waitUntil(lambda: reading.window.statusBar().reading.text() == "Read to the end")
    reading.press(Qt.Key.Key_Left, ALT)
    assert reading.window.reader.place_at_top() == 0
    click_button(reading, "button-show-contents")
    assert not reading.window.panes.shown("contents")


def test_headings_that_were_shown_are_shown_next_time(reading: Hands, open_window) -> None:
    reading.press(Qt.Key.Key_F9)
    reading.window.close()
    again = open_window()
    assert again.window.panes.shown("contents")
    assert again.window.actions_table["show-contents"].isChecked()
    again.press(Qt.Key.Key_F6, SHIFT)
    assert again.window.panes.pane("contents").isAncestorOf(QApplication.focusWidget())


def test_the_line_below_says_how_far_one_has_read(reading: Hands, qtbot: QtBot) -> None:
    said = reading.window.statusBar().reading
    qtbot.waitUntil(lambda: "minute" in said.text())
    reading.press(Qt.Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: said.text() == "Read to the end")


# -- one key, in the article and on the map -------------------------------------------------


def test_ctrl_f_finds_where_the_focus_is(reading: Hands) -> None:
    window = reading.window
    reading.press(Qt.Key.Key_F, CTRL)
    bar = child(reading, "article-find-bar")
    assert bar.isVisible()
    assert window.find_bar.isHidden()
    reading.type("paragraph")
    assert bar.count.text() == "1 of 60"
    reading.press(Qt.Key.Key_F3)
    reading.press(Qt.Key.Key_F3)
    reading.press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "2 of 60"
    reading.press(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert window.reader.hasFocus()
    assert selected(reading) == "Paragraph"
    reading.press(Qt.Key.Key_F6)
    reading.press(Qt.Key.Key_F, CTRL)
    assert window.find_bar.isVisible()
    assert bar.isHidden()


def test_the_menu_goes_on_in_the_article(reading: Hands) -> None:
    following = reading.window.actions_table["find-next"]
    assert not following.isEnabled()
    reading.press(Qt.Key.Key_F, CTRL)
    reading.type("mills")
    assert following.isEnabled()
    following.trigger()
    assert child(reading, "article-find-count").text() == "2 of 2"
    reading.press(Qt.Key.Key_Escape)
    assert not following.isEnabled()


def test_letters_in_the_article_select_sentences_and_on_the_map_change_it(reading: Hands) -> None:
    window = reading.window
    reading.click_words("Flour costs")
    reading.press(Qt.Key.Key_S)
    assert selected(reading) == "Flour costs little, and ovens are shared."
    reading.press(Qt.Key.Key_K)
    assert selected(reading) == "Bread is cheap in most towns."
    reading.press(Qt.Key.Key_C)
    reading.press(Qt.Key.Key_J)
    reading.press(Qt.Key.Key_R)
    flour = reading.claim("Flour").id
    assert reading.inference_of(flour).kind.value == "reason"
    reading.press(Qt.Key.Key_F6)
    reading.press(Qt.Key.Key_K)
    assert reading.inference_of(flour).kind.value == "objection"
    reading.press(Qt.Key.Key_F6, SHIFT)
    reading.press(Qt.Key.Key_M)
    assert selected(reading).startswith("See the price list")
    reading.press(Qt.Key.Key_X)
    assert window.reader.article.dismissed
    reading.press(Qt.Key.Key_M)
    assert selected(reading).startswith("Paragraph 0")


def test_a_key_of_the_article_can_be_changed(reading: Hands) -> None:
    preferences = reading.window.preferences
    assert preferences.clash("next-sentence", "C") is not None
    assert preferences.change("next-sentence", "Y")
    reading.click_words("Bread is cheap")
    reading.press(Qt.Key.Key_Y)
    assert selected(reading) == "Flour costs little, and ovens are shared."
    reading.press(Qt.Key.Key_Escape)
    reading.click_words("Bread is cheap")
    reading.press(Qt.Key.Key_J)
    assert not selected(reading), "the key that it came with does nothing now"
    assert preferences.reset("next-sentence")


def test_keys_that_zoom_are_about_what_has_the_focus(reading: Hands) -> None:
    window = reading.window
    usual, zoom = window.reader.reading_style().size, window.canvas.zoom()
    reading.press(Qt.Key.Key_Plus, CTRL)
    reading.press(Qt.Key.Key_Plus, CTRL | SHIFT)
    assert window.reader.reading_style().size == usual + 2
    reading.press(Qt.Key.Key_Minus, CTRL)
    assert window.reader.reading_style().size == usual + 1
    reading.press(Qt.Key.Key_0, CTRL)
    assert window.reader.reading_style().size == usual
    assert window.canvas.zoom() == zoom
    reading.press(Qt.Key.Key_F6)
    reading.press(Qt.Key.Key_Plus, CTRL)
    assert window.canvas.zoom() > zoom
    assert window.reader.reading_style().size == usual


# -- pages of a PDF -------------------------------------------------------------------------


def test_pages_and_text_are_two_views_of_the_same_words(paged: Hands, qtbot: QtBot) -> None:
    window, session = paged.window, paged.window.session
    words = pages.text_of(session)[600:640].strip()
    paged.select(words)
    chosen = selected(paged)
    click_button(paged, "button-show-pages")
    assert window.article.pages_shown
    assert selected(paged) == chosen
    view = window.article.view
    assert view.hasFocus()
    assert window.statusBar().reading.text().startswith("Page 1 of")
    paged.press(Qt.Key.Key_C)
    assert list(paged.claims) == [chosen]
    assert not selected(paged)
    pages.settle(qtbot, view)
    other = pages.text_of(session)[700:730].strip()
    pages.select_with_mouse(view, session, other)
    paged.press(Qt.Key.Key_R)
    assert len(paged.claims) == 2
    scale = view._layout.scale
    paged.press(Qt.Key.Key_Plus, CTRL)
    assert view._layout.scale > scale
    paged.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert not window.article.pages_shown
    assert window.reader.hasFocus()
    assert not window.actions_table["show-pages"].isChecked()


def test_finding_shows_the_words_on_the_pages(paged: Hands, qtbot: QtBot) -> None:
    window = paged.window
    paged.press(Qt.Key.Key_P, CTRL | SHIFT)
    text = pages.text_of(window.session)
    far = text[-90:-70].strip()
    paged.press(Qt.Key.Key_F, CTRL)
    QApplication.clipboard().setText(far)  # it may hold letters that no key of the test has
    paged.press(Qt.Key.Key_V, CTRL)
    pages.settle(qtbot, window.article.view)
    assert selected(paged) == text[text.lower().index(far.lower()) :][: len(far)]
    assert window.article.view.page == window.article.view.page_count
    paged.press(Qt.Key.Key_Escape)
    assert window.article.view.hasFocus()


def test_pages_are_offered_only_where_there_are_some(reading: Hands, paged: Hands) -> None:
    assert not child(paged, "button-show-pages").isHidden()
    assert child(reading, "button-show-pages").isHidden()
    assert not reading.window.actions_table["show-pages"].isEnabled()


# -- how articles look ------------------------------------------------------------------------


def test_how_articles_look_is_changed_by_mouse_and_by_key(reading: Hands) -> None:
    reader = reading.window.reader
    click_button(reading, "button-reading-options")
    options = child(reading, "reading-options", ReadingOptions)
    assert options.isVisible()
    QTest.mouseClick(child(reading, "reading-theme-sepia"), LEFT)
    assert reader.memory.preferences.theme == "sepia"
    assert reader.viewport().palette().base().color().name() == reader.colours.paper
    QTest.keyClick(options, Qt.Key.Key_Escape)
    assert reading.window.actions_table["article-sepia"].isChecked()
    reading.press(Qt.Key.Key_L, CTRL | SHIFT)
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    (options,) = [one for one in shown if isinstance(one, ReadingOptions)]
    assert options.face.hasFocus()
    options.close()
    reading.window.actions_table["number-paragraphs"].trigger()
    assert reader.memory.preferences.numbered


def test_helps_are_on_and_off_and_remembered(reading: Hands, open_window) -> None:
    actions, aids = reading.window.actions_table, reading.window.reader.aids
    assert actions["show-strip"].isChecked()
    for name in ("show-strip", "selection-bar", "lens"):
        actions[name].trigger()
    assert not aids.strip.isVisible()
    reading.select("Bread is cheap")
    QApplication.processEvents()
    assert not aids.bar.isVisible()
    reading.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert aids.receding.focused
    assert actions["focus-mode"].isChecked()
    again = open_window()
    helps = again.window.reader.aids.preferences
    assert (helps.strip, helps.bar, helps.lens) == (False, False, True)
    assert not again.window.actions_table["show-strip"].isChecked()


def test_what_is_set_aside_is_shown_from_the_menu(reading: Hands) -> None:
    actions = reading.window.actions_table
    assert not actions["show-set-aside"].isEnabled()
    reading.click_words("Flour costs")
    actions["set-aside"].trigger()
    assert reading.window.reader.article.set_aside
    assert actions["show-set-aside"].isEnabled()
    assert not actions["show-set-aside"].isChecked()
    actions["show-set-aside"].trigger()
    assert actions["show-set-aside"].isChecked()
    actions["put-all-back"].trigger()
    assert not reading.window.reader.article.set_aside


# -- links ------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreed", [True, False])
def test_a_link_shows_its_address_and_waits_for_a_word(
    reading: Hands, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    seen: list[str] = []
    gone: list[str] = []

    def answer(box: QMessageBox) -> int:
        seen.append(box.text().splitlines()[-1])
        assert box.textFormat() is Qt.TextFormat.PlainText
        button = QMessageBox.StandardButton.Open if agreed else QMessageBox.StandardButton.Cancel
        return button.value

    def go(url: QUrl) -> bool:
        gone.append(url.toString())
        return True

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", go)
    reading.click_words("the price list")
    QApplication.processEvents()
    assert seen == ["https://example.org/bread?year=2024"]
    assert gone == (seen if agreed else [])
    reading.window.reading.open_link("file:///etc/passwd")
    assert len(seen) == 1, "an address of another kind is not even asked about"


def test_the_empty_pane_names_the_keys_that_are_set(open_window) -> None:
    hands = open_window()
    assert "(Ctrl+O)" in hands.window.reader.accessibleDescription()
    hands.window.preferences.change("open", "Ctrl+Alt+Y")
    assert "(Ctrl+Alt+Y)" in hands.window.reader.accessibleDescription()
