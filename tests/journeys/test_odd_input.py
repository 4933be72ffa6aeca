"""Texts that trip other programs, from the file to the map and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from contention.files.store import load

CTRL = Qt.KeyboardModifier.ControlModifier

MIXED = (
    "# 🏛️ Who decides?\n\n"
    "Somebody 🙂👩‍👩‍👧 must decide, and 𝔫𝔬𝔟𝔬𝔡𝔶 asked us.\n\n"
    "מי שמחזיק במכונות קובע את הכללים, 🤖 וכולם מגלים אחר כך.\n\n"
    "He wrote שלום and then left the room in a hurry.\n"
)


@pytest.mark.parametrize(
    "words",
    ["must decide, and 𝔫𝔬𝔟𝔬𝔡𝔶 asked us.", "🤖 וכולם מגלים", "and then left the room", "decides?"],
)
def test_places_stay_right_after_emoji_and_right_to_left_words(tmp_path: Path, open_window, words) -> None:
    article = tmp_path / "mixed.md"
    article.write_text(MIXED, encoding="utf-8")
    hands = open_window(article)
    reader = hands.window.reader
    start = reader.article_text.text.index(words)
    reader.select_range(start, start + len(words))
    hands.press(Qt.Key.Key_C)
    (claim,) = hands.claims.values()
    assert claim.text == claim.passages[0].exact == words

    hands.press(Qt.Key.Key_S, CTRL)
    (claim,) = next(iter(load(article.with_suffix(".contention")).project.maps.values())).claims.values()
    (passage,) = claim.passages
    assert reader.article_text.text[passage.start : passage.end] == words
    hands.window.session.selection.clear()
    hands.click_words(words)
    assert hands.window.session.selection.ids == (claim.id,)


def test_words_after_emoji_are_selected_by_the_mouse(tmp_path: Path, open_window) -> None:
    article = tmp_path / "mixed.md"
    article.write_text(MIXED, encoding="utf-8")
    hands = open_window(article)
    hands.select("and then left the room")
    hands.press(Qt.Key.Key_C)
    assert list(hands.claims) == ["and then left the room"]


def test_windows_line_ends_are_gone_in_the_article(tmp_path: Path, open_window) -> None:
    article = tmp_path / "windows.txt"
    article.write_bytes(b"The first paragraph stands here.\r\n\r\nThe second stands there.\r\n")
    hands = open_window(article)
    assert hands.window.reader.article_text.text == (
        "The first paragraph stands here.\nThe second stands there."
    )


def test_a_claim_of_5000_characters_is_written_drawn_and_exported(open_window, tmp_path: Path) -> None:
    hands = open_window()
    words = "A very long claim that goes on and on. " * 130
    hands.press(Qt.Key.Key_C)
    QGuiApplication.clipboard().setText(words[:5000])
    hands.press(Qt.Key.Key_V, CTRL)
    hands.press(Qt.Key.Key_Return)
    (claim,) = hands.claims.values()
    assert len(claim.text) > 4990
    rect = hands.window.canvas.diagram.box_rect(claim.id)
    assert rect is not None
    assert rect.height < 1500
    (tmp_path / "home").mkdir()
    hands.window.exports._folder = lambda: tmp_path / "home"
    hands.press(Qt.Key.Key_E, CTRL)
    (picture,) = (tmp_path / "home").glob("*.png")
    assert QImage(str(picture)).height() == pytest.approx(300 / 96 * (rect.height + 48), abs=4)


def test_a_claim_can_be_emptied_and_is_told_by_check(open_window, tmp_path: Path) -> None:
    from contention import cli

    project = tmp_path / "p.txt"
    project.write_text("One sentence of an article.", encoding="utf-8")
    hands = open_window(project)
    hands.select("One sentence of an article")
    hands.press(Qt.Key.Key_C)
    (claim,) = hands.claims.values()
    hands.double_click(claim.id)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Return)
    assert hands.window.session.map.claims[claim.id].text == ""
    box = hands.window.canvas.diagram.box(claim.id)
    assert box is not None
    assert box.placeholder
    hands.press(Qt.Key.Key_S, CTRL)
    assert cli.run(cli.parse(["check", str(tmp_path / "p.contention")])) == 1
