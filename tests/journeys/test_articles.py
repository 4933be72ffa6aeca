"""The articles of a project: several of them, newer versions, corrections, and passages found again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from contention.files.store import load
from contention.model.articles import orphans
from contention.model.project import Passage, in_order
from contention.shell.asks import Boxes

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

TRAINS = """# Night trains

Night trains should come back to every large city. The beds are full,
the operators say, and yet they never pay.

A sleeper from Vienna to Paris takes no longer than a flight, once the way to the airport is counted.

Nobody has asked the people who clean the carriages at four in the morning.
"""
NEWER = """# Night trains

Night trains must soon come back to every large city. The beds are full,
the operators say, and yet they never pay.

Prices have doubled since last spring.

A new line opens in the autumn.
"""
BREAD = "Bread is cheap where flour is cheap.\n\nOvens are shared in our street.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "trains.md"
    path.write_text(TRAINS, encoding="utf-8")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "trains 2.md"
    path.write_text(NEWER, encoding="utf-8")
    return path


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Has the system's file dialog answer with a file."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(Boxes, "article_to_open", lambda *_: path)

    return choose


def in_dialog(name: str, act: Callable[[QDialog], object]) -> list[str]:
    """Does something in the next dialog of this name; gives the names of those it was done in."""
    done: list[str] = []
    end = time.monotonic() + 10

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog.objectName() != name:
            if time.monotonic() < end:
                QTimer.singleShot(10, look)
            elif isinstance(dialog, QDialog):
                dialog.reject()
            return
        if not dialog.isActiveWindow() and time.monotonic() < end - 8:
            dialog.activateWindow()
            QTimer.singleShot(10, look)
            return
        try:
            act(dialog)
            done.append(name)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    return done


def press(within: QWidget, words: str) -> None:
    """Click the button with these words."""
    (button,) = (b for b in within.findChildren(QPushButton) if b.text().replace("&", "") == words)
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def write(within: QWidget, name: str, words: str) -> None:
    """Put words into a field, in the stead of what is there."""
    field = within.findChild(QLineEdit, name)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, words)


def act(hands, name: str) -> None:
    """Choose from the menu what can be chosen there."""
    action = hands.window.actions_table[name]
    assert action.isEnabled(), name
    action.trigger()
    hands.window.activateWindow()
    assert QTest.qWaitForWindowActive(hands.window)


def titles(hands) -> list[str]:
    return [one.title for one in in_order(hands.window.session.project.articles.values())]


def passages(hands) -> dict[str, Passage]:
    """The passages by the words of their claims."""
    return {text: claim.passages[0] for text, claim in hands.claims.items()}


@pytest.fixture
def mapped(article: Path, open_window):
    """The article with three claims: one stays as it is, one changes, one goes."""
    hands = open_window(article)
    for words in (
        "The beds are full",
        "Night trains should come back to every large city.",
        "Nobody has asked",
    ):
        hands.select(words)
        hands.press(Qt.Key.Key_C)
    return hands


def test_a_second_article_is_dropped_and_mapped_with_the_first(mapped, tmp_path: Path) -> None:
    bread = tmp_path / "bread.txt"
    bread.write_text(BREAD, encoding="utf-8")
    mapped.drop_file(bread)
    assert titles(mapped) == ["Night trains", "bread"]
    mapped.select("Ovens are shared in our street.")
    mapped.press(Qt.Key.Key_C)
    mapped.press(Qt.Key.Key_S, CTRL)
    session = mapped.window.session
    (saved,) = load(session.path).project.maps.values()
    assert len(saved.claims) == 4
    assert {p.article for claim in saved.claims.values() for p in claim.passages} == set(
        session.project.articles
    )
    mapped.click(mapped.claim("The beds").id)
    assert "sleeper from Vienna" in mapped.window.reader.toPlainText()


def test_several_files_are_dropped_at_once(open_window, article: Path, newer: Path, tmp_path: Path) -> None:
    bread = tmp_path / "bread.txt"
    bread.write_text(BREAD, encoding="utf-8")
    hands = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (bread, article, newer)])
    middle = hands.window.rect().center()
    hands._drop(hands.window, data, middle, Qt.KeyboardModifier.NoModifier)
    assert titles(hands) == ["bread", "Night trains", "Night trains"]
    assert hands.window.documents.origin == bread
    offered = hands.window.message.findChild(QPushButton, "message-deed-0")
    assert offered is None, "nothing else is offered for what was asked"


def test_rich_text_alone_may_be_dropped_on_the_window(mapped) -> None:
    data = QMimeData()
    data.setHtml("<h1>On bread</h1><p>Bread is cheap.</p>")
    mapped._drop(mapped.window, data, mapped.window.rect().center(), Qt.KeyboardModifier.NoModifier)
    assert titles(mapped) == ["Night trains", "On bread"]


def test_text_is_pasted_without_its_form(open_window) -> None:
    hands = open_window()
    data = QMimeData()
    data.setHtml("<h1>On bread</h1><p>Bread is <b>cheap</b>.</p>")
    data.setText("On bread\n\nBread is cheap.")
    QGuiApplication.clipboard().setMimeData(data)
    act(hands, "paste-plain")
    (pasted,) = hands.window.session.project.articles.values()
    assert "Bread is cheap." in pasted.source
    assert "**" not in pasted.source


def test_source_details_are_shown_changed_and_undone(mapped) -> None:
    session = mapped.window.session
    before = session.project
    (kept,) = before.articles.values()

    def fill(dialog: QDialog) -> None:
        shown = "\n".join(label.text() for label in dialog.findChildren(QLabel))
        assert "trains.md" in shown
        assert kept.sha256[:32] in shown
        assert all(field.accessibleName() for field in dialog.findChildren(QLineEdit))
        write(dialog, "article-title", "")
        assert not dialog.ok.isEnabled(), "an article needs a title"
        write(dialog, "article-title", "Trains at night")
        write(dialog, "article-author", "A. Reader")
        QTest.keyClick(dialog.findChild(QLineEdit, "article-author"), Qt.Key.Key_Return)

    done = in_dialog("article-details-dialog", fill)
    act(mapped, "article-details")
    assert done
    (changed,) = session.project.articles.values()
    assert (changed.title, changed.author, changed.source) == ("Trains at night", "A. Reader", kept.source)
    mapped.press(Qt.Key.Key_Z, CTRL)
    assert session.project == before

    done = in_dialog("article-details-dialog", lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    act(mapped, "article-details")
    assert done
    assert session.project == before, "nothing was changed, so nothing is to undo"


def test_a_newer_version_shows_what_becomes_of_the_passages_before_anything_is_kept(
    mapped, newer: Path, choosing
) -> None:
    choosing(newer)
    window = mapped.window
    before = window.session.project

    def look_and_leave(dialog: QDialog) -> None:
        assert window.session.project is before
        rows = dialog.findChild(QListWidget, "review-passages")
        said = [rows.item(row).text() for row in range(rows.count())]
        assert [line.partition(":")[0] for line in said] == ["✕ Not found", "≈ Changed", "✓ The same words"]
        QTest.keyClick(rows, Qt.Key.Key_Down)
        assert "Night trains should come back" in dialog.old.toPlainText()
        assert not dialog.old.toPlainText().startswith("…"), "nothing stands before it"
        assert "must soon come back" in dialog.new.toPlainText()
        press(dialog, "Cancel")

    done = in_dialog("review-dialog", look_and_leave)
    act(mapped, "replace-article")
    assert done
    assert window.session.project is before

    done = in_dialog("review-dialog", lambda dialog: press(dialog, "Replace the article"))
    act(mapped, "replace-article")
    assert done
    assert "Prices have doubled" in window.reader.toPlainText()
    found = passages(mapped)
    assert found["The beds are full"].exact == "The beds are full"
    assert (
        found["Night trains should come back to every large city."].exact
        == "Night trains must soon come back to every large city."
    )
    assert found["Nobody has asked"].orphan
    assert found["Nobody has asked"].exact == "Nobody has asked"
    assert len(window.reader.highlights) == 2
    mapped.press(Qt.Key.Key_Z, CTRL)
    assert window.session.project == before
    assert len(window.reader.highlights) == 3


def test_a_changed_passage_can_be_refused(mapped, newer: Path, choosing) -> None:
    choosing(newer)

    def refuse(dialog: QDialog) -> None:
        rows = dialog.findChild(QListWidget, "review-passages")
        QTest.keyClick(rows, Qt.Key.Key_Down)
        places = dialog.findChild(QListWidget, "review-places")
        places.setFocus()
        QTest.keyClick(places, Qt.Key.Key_End)
        assert rows.currentItem().text().startswith("✕ Not found")
        assert "2 not found" in dialog.count.text()
        press(dialog, "Replace the article")

    done = in_dialog("review-dialog", refuse)
    act(mapped, "replace-article")
    assert done
    assert passages(mapped)["Night trains should come back to every large city."].orphan


def test_of_places_that_are_as_good_the_reader_chooses(open_window, tmp_path: Path, choosing) -> None:
    line = "The harbour was closed for repairs that no one had announced to the fishermen."
    old, without, twice = (tmp_path / f"{name}.txt" for name in ("old", "without", "twice"))
    around = f"In the spring it was quiet.\n\n{line}\n\nIt opened in May.\n"
    old.write_text(around, encoding="utf-8")
    without.write_text("All of this was long ago and is forgotten by now.\n", encoding="utf-8")
    twice.write_text(f"{around}\n{around}", encoding="utf-8")
    hands = open_window(old)
    hands.select(line)
    hands.press(Qt.Key.Key_C)
    choosing(without)
    done = in_dialog("review-dialog", lambda dialog: press(dialog, "Replace the article"))
    act(hands, "replace-article")
    assert done
    assert orphans(hands.window.session.project)
    choosing(twice)

    def choose(dialog: QDialog) -> None:
        rows = dialog.findChild(QListWidget, "review-passages")
        places = dialog.findChild(QListWidget, "review-places")
        assert rows.item(0).text().startswith("? Choose")
        assert places.currentRow() == -1, "none is taken beforehand"
        assert places.count() == 3
        QTest.mouseClick(places.viewport(), LEFT, pos=places.visualItemRect(places.item(1)).center())
        assert rows.item(0).text().startswith("✓ Chosen")
        press(dialog, "Replace the article")

    done = in_dialog("review-dialog", choose)
    act(hands, "replace-article")
    assert done
    text = hands.window.reader.article_text.text
    starts = {text.index(line), text.rindex(line)}
    (passage,) = hands.claim("The harbour").passages
    assert not passage.orphan
    assert passage.start in starts


def test_passages_not_found_are_gone_through_and_linked_by_hand(
    mapped, newer: Path, choosing, article: Path
) -> None:
    choosing(newer)
    done = in_dialog("review-dialog", lambda dialog: press(dialog, "Replace the article"))
    act(mapped, "replace-article")
    assert done
    window = mapped.window
    box = window.canvas.diagram.box_rect(mapped.claim("Nobody").id)
    assert box is not None
    act(mapped, "orphans")
    (dialog,) = (w for w in window.findChildren(QDialog) if w.objectName() == "orphans-dialog")
    assert dialog.isVisible()
    assert not dialog.isModal(), "the article stays at hand"
    rows = dialog.findChild(QListWidget, "orphans")
    assert rows.count() == 1
    assert "Nobody has asked" in rows.item(0).text()
    assert window.session.selection.ids == (mapped.claim("Nobody").id,)
    link = dialog.findChild(QPushButton, "orphan-link")
    window.reader.clear_text_selection()
    assert not link.isEnabled()

    press(dialog, "Find again")
    assert "No place in the article" in dialog.told.text()
    assert orphans(window.session.project)

    mapped.select("A new line opens in the autumn.")
    press(dialog, "Link to the selected words")
    assert not orphans(window.session.project)
    (passage,) = mapped.claim("Nobody").passages
    assert passage.exact == "A new line opens in the autumn."
    assert rows.count() == 0
    assert not window.actions_table["orphans"].isEnabled()
    window.session.history.undo()
    assert rows.count() == 1
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_the_details_pane_says_what_was_not_found_and_looks_for_it(mapped, newer: Path, choosing) -> None:
    window = mapped.window
    choosing(newer)

    def refuse(dialog: QDialog) -> None:
        QTest.keyClick(dialog.findChild(QListWidget, "review-passages"), Qt.Key.Key_End)
        places = dialog.findChild(QListWidget, "review-places")
        places.setFocus()
        QTest.keyClick(places, Qt.Key.Key_End)
        press(dialog, "Replace the article")

    done = in_dialog("review-dialog", refuse)
    act(mapped, "replace-article")
    assert done
    mapped.click(mapped.claim("The beds").id)
    act(mapped, "show-details")
    details = window.findChild(QWidget, "details")
    QApplication.processEvents()
    said = [label.text() for label in details.findChildren(QLabel) if label.isVisible()]
    assert "Not found in the article’s present text" in said
    (button,) = (b for b in details.findChildren(QPushButton) if b.isVisible() and b.text() == "Find again")
    QTest.mouseClick(button, LEFT)
    (dialog,) = (w for w in window.findChildren(QDialog) if w.objectName() == "orphans-dialog")
    assert "The same words were found" in dialog.told.text()
    assert window.reader.selected_passage().exact == "The beds are full"
    press(dialog, "Link to the selected words")
    assert not mapped.claim("The beds").passages[0].orphan
    assert not button.isVisible()
    dialog.close()


def test_a_typo_is_corrected_where_it_stands_and_passages_follow(mapped) -> None:
    session = mapped.window.session
    before = session.project

    def put(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit, "correction-words")
        assert field.text() == "the operators say"
        write(dialog, "correction-words", "so the operators tell us")
        QTest.keyClick(field, Qt.Key.Key_Return)

    mapped.select("the operators say")
    done = in_dialog("correction-dialog", put)
    mapped.press(Qt.Key.Key_T, CTRL | SHIFT)
    mapped.window.activateWindow()
    assert QTest.qWaitForWindowActive(mapped.window)
    assert done
    reader = mapped.window.reader
    assert "full, so the operators tell us, and yet" in reader.article_text.text
    assert reader.selected_passage().exact == "so the operators tell us"
    assert len(reader.highlights) == 3
    asked = passages(mapped)["Nobody has asked"]
    assert reader.article_text.text[asked.start : asked.end] == "Nobody has asked"
    mapped.press(Qt.Key.Key_Z, CTRL)
    assert session.project == before


def test_a_correction_that_formatting_is_in_the_way_of_says_so_and_changes_nothing(
    open_window, tmp_path: Path
) -> None:
    path = tmp_path / "links.md"
    path.write_text("See [the whole report](https://example.org/a) of the board today.\n", encoding="utf-8")
    hands = open_window(path)
    before = hands.window.session.project

    def put(dialog: QDialog) -> None:
        write(dialog, "correction-words", "no report at all by")
        press(dialog, "Correct")
        assert dialog.isVisible()
        assert "formatting is in the way" in dialog.why.text()
        press(dialog, "Cancel")

    hands.select("report of the")
    done = in_dialog("correction-dialog", put)
    act(hands, "correct-article")
    assert done
    assert hands.window.session.project is before


def test_without_a_selection_a_correction_says_what_is_missing(mapped) -> None:
    mapped.window.reader.clear_text_selection()
    act(mapped, "correct-article")
    assert "Select the words" in mapped.window.message.text()


def test_the_whole_page_is_kept_on_request(open_window, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    words = "The council has voted to keep the baths open through the winter, and the pool is heated. " * 6
    path.write_text(
        "<html><head><title>Baths</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/b'>Subscribe to our letter</a></nav>"
        f"<article><h1>Baths</h1><p>{words}</p><p>{words}</p></article><footer>All rights reserved.</footer>",
        encoding="utf-8",
    )
    hands = open_window(path)
    window = hands.window
    action = window.actions_table["whole-page"]
    assert not action.isChecked()
    assert "Subscribe to our letter" not in window.reader.toPlainText()
    act(hands, "whole-page")
    assert action.isChecked()
    assert "Subscribe to our letter" in window.reader.toPlainText()
    act(hands, "whole-page")
    assert not action.isChecked()
    assert "Subscribe to our letter" not in window.reader.toPlainText()


def test_an_article_is_taken_out_and_undo_brings_it_back(mapped) -> None:
    before = mapped.window.session.project
    act(mapped, "remove-article")
    assert not titles(mapped)
    assert len(mapped.claims) == 3
    assert not any(claim.passages for claim in mapped.claims.values())
    assert not mapped.window.actions_table["article-details"].isEnabled()
    mapped.press(Qt.Key.Key_Z, CTRL)
    assert mapped.window.session.project == before


def test_another_article_is_added_from_the_menu(mapped, choosing, tmp_path: Path) -> None:
    bread = tmp_path / "bread.txt"
    bread.write_text(BREAD, encoding="utf-8")
    choosing(bread)
    act(mapped, "add-article")
    assert titles(mapped) == ["Night trains", "bread"]
    act(mapped, "add-article")
    assert titles(mapped) == ["Night trains", "bread"], "the same file is there already"
