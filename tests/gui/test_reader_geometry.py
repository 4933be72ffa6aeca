"""Strips, lines and blocks are found where they are drawn, also in documents not yet laid out to the end."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from contention.article.markdown import read_markdown
from contention.reader.document import ReadingDocument, build_document
from contention.reader.geometry import block_at, block_rect, line_at, strips
from contention.reader.style import LIGHT, ReadingStyle

LONG = "\n\n".join(
    f"Paragraph {n} says something of no weight at all, and at some length." for n in range(300)
)


def laid_out(source: str, width: int = 300) -> ReadingDocument:
    built = build_document(read_markdown(source), ReadingStyle(), LIGHT)
    built.document.setTextWidth(width)
    return built


def by_walking(document: QTextDocument, y: float) -> int:
    """The number of the last block that begins at a height or above it, found the slow way."""
    found, block = 0, document.begin()
    while block.isValid() and block_rect(document, block).top() <= y:
        found, block = block.blockNumber(), block.next()
    return found


@pytest.mark.parametrize("y", [-5, 0, 1, 28, 29, 40, 64, 70, 100, 110, 300, 590, 2500, 10**6])
def test_the_block_at_a_height_before_all_is_laid_out(qapp: object, y: int) -> None:
    fresh, whole = laid_out(LONG).document, laid_out(LONG).document
    whole.documentLayout().documentSize()
    assert block_at(fresh, y).blockNumber() == by_walking(whole, y)


def test_the_block_in_a_table_is_the_first_of_its_row(qapp: object) -> None:
    document, _ = laid_out("before\n\n| a | b |\n|---|---|\n| c | d |\n\nafter")
    blocks = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    (d,) = [block for block in blocks if block.text() == "d"]
    assert block_at(document, block_rect(document, d).center().y()).text() == "c"


def test_the_line_at_a_height(qapp: object) -> None:
    document, _ = laid_out(LONG)
    block = document.findBlockByNumber(3)
    room, layout = block_rect(document, block), block.layout()
    assert layout.lineCount() > 1
    second = layout.lineAt(1)
    assert line_at(document, room.top()) == block.position()
    assert line_at(document, room.top() + second.y() + 1) == block.position() + second.textStart()
    assert line_at(document, room.bottom() + 6) == block.next().position()
    assert line_at(document, 10**6) == document.lastBlock().position()


def test_one_strip_a_line_as_wide_as_the_words(qapp: object) -> None:
    document, positions = laid_out("Words that go on for more than the one line that there is room for here.")
    start, end = positions.to_shown(6), positions.to_shown(60)
    found = strips(document, start, end, top=-1, bottom=10**6)
    assert len(found) == 2
    assert found[0].left() > found[1].left()
    assert all(found[n].top() < found[n + 1].top() for n in range(len(found) - 1))
    (word,) = strips(document, positions.to_shown(6), positions.to_shown(10), top=-1, bottom=10**6)
    assert 20 < word.width() < 60


def test_strips_keep_to_the_heights_asked_for(qapp: object) -> None:
    document, _ = laid_out(LONG)
    every = strips(document, 0, 4000, top=-1, bottom=10**6)
    some = strips(document, 0, 4000, top=400, bottom=600)
    assert some == [strip for strip in every if strip.bottom() >= 400 and strip.top() <= 600]
    assert 0 < len(some) < len(every)


def test_a_turned_word_has_its_own_strip(qapp: object) -> None:
    document, positions = laid_out("And שלום עולם in the line", width=600)
    text = "And שלום עולם in the line"
    layout = document.begin().layout()

    def strip_of(words: str) -> tuple[float, float]:
        start = text.index(words)
        (strip,) = strips(
            document, positions.to_shown(start), positions.to_shown(start + len(words)), top=-1, bottom=10**6
        )
        return strip.left(), strip.right()

    first, second, after = strip_of("שלום"), strip_of("עולם"), strip_of("in the")
    assert second[0] < first[0] < after[0], "the first word of a text from right to left is the right one"
    whole = strip_of("שלום עולם")
    assert whole == (second[0], first[1])
    assert layout.lineCount() == 1


def test_words_across_a_turn_are_two_strips_where_they_part(qapp: object) -> None:
    text = "And שלום עולם in"
    document, positions = laid_out(text, width=600)
    end = text.index("ום")
    found = strips(document, 0, positions.to_shown(end), top=-1, bottom=10**6)
    assert len(found) == 2, "the beginning of the turned words lies at their right end"


def test_an_empty_range_has_no_strips(qapp: object) -> None:
    document, _ = laid_out("words\n\n---\n\nmore")
    assert strips(document, 2, 2, top=-1, bottom=10**6) == []
