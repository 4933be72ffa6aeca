"""The shown document has exactly the article's words, each where the position map says."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from contention.article.importing import read_article
from contention.article.markdown import read_markdown
from contention.reader.document import (
    DONE,
    KIND,
    MARKER,
    OPEN,
    QUOTE,
    body_font,
    build_document,
    column_width,
)
from contention.reader.painting import paint_blocks
from contention.reader.style import DARK, LIGHT, ReadingStyle
from tests.places import CONSTRUCTS, SAMPLES, WRAPPED, any_source, blocks, build, check

ARTICLES = Path(__file__).parents[3] / "shared" / "data" / "articles"


def format_of(document: QTextDocument, words: str) -> QTextCharFormat:
    cursor = document.find(words)
    assert not cursor.isNull(), words
    return cursor.charFormat()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_place_agrees(qapp: object, name: str) -> None:
    check(SAMPLES[name])


def test_all_samples_in_one_article(qapp: object) -> None:
    check("\n\n".join(source for name, source in SAMPLES.items() if name != "notes"))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_every_place_agrees_for_each_construct_alone_and_in_others(qapp: object, name: str) -> None:
    for wrap in WRAPPED.values():
        check(wrap(CONSTRUCTS[name]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(source=any_source())
def test_every_place_agrees_for_any_mark_up(qapp: object, source: str) -> None:
    check(source)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the real articles are not beside this checkout")
def test_a_real_article_agrees(qapp: object) -> None:
    check(read_article(ARTICLES / "decentralised-ai.txt").article.source)


def test_headings_are_larger_by_level_and_sans(qapp: object) -> None:
    document, _ = build("# one\n\n## two\n\n### three\n\nbody *leaning* **heavy**")
    sizes = [format_of(document, words).fontPointSize() for words in ("one", "two", "three")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > ReadingStyle().size
    assert format_of(document, "one").fontFamilies()[0] == "Source Sans Pro"
    assert document.begin().blockFormat().headingLevel() == 1
    assert format_of(document, "leaning").fontItalic()
    assert format_of(document, "heavy").fontWeight() == QFont.Weight.Bold
    assert document.defaultFont().families()[0] == "Source Serif Pro"


def test_code_strike_note_and_link_look_their_part(qapp: object) -> None:
    document, _ = build("`code` ~~gone~~ word[^1] [link](https://x.org/)\n\n[^1]: note")
    assert format_of(document, "code").fontFixedPitch()
    assert format_of(document, "gone").fontStrikeOut()
    assert (
        format_of(document, "[1]").verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript
    )
    link = format_of(document, "link")
    assert link.fontUnderline()
    assert link.foreground().color().name() == LIGHT.link
    assert not link.isAnchor()
    assert link.anchorHref() == ""


def test_markers_are_beside_the_text_not_in_it(qapp: object) -> None:
    document, _ = build("- a\n  1. b\n  2. c\n- [x] d\n- [ ] e\n\n9. f\n\n   g\n\nh[^1]\n\n[^1]: n")
    markers = {block.text(): block.blockFormat().property(MARKER) for block in blocks(document)}
    assert markers == {
        "a": "•", "b": "1.", "c": "2.", "d": DONE, "e": OPEN, "f": "9.", "g": None, "h[1]": None, "n": "1.",
    }  # fmt: skip
    indents = {block.text(): block.blockFormat().indent() for block in blocks(document)}
    assert (indents["a"], indents["b"], indents["g"], indents["h[1]"]) == (1, 2, 1, 0)


def test_quotes_code_and_rules_are_marked_for_the_painter(qapp: object) -> None:
    document, _ = build("> a\n>\n> > b\n\n```\nc\n```\n\n***\n\nd")
    marks = {
        b.text(): (b.blockFormat().property(QUOTE), b.blockFormat().property(KIND)) for b in blocks(document)
    }
    assert marks == {
        "a": (1, None),
        "b": (2, None),
        "c": (None, "code"),
        "": (None, "rule"),
        "d": (None, None),
    }


def test_tables_are_tables(qapp: object) -> None:
    document, _ = build("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    cursor = document.find("2")
    table = cursor.currentTable()
    assert isinstance(table, QTextTable)
    assert (table.rows(), table.columns()) == (2, 2)
    assert format_of(document, "a").fontWeight() == QFont.Weight.Bold
    assert document.allFormats()
    assert cursor.blockFormat().alignment().value & 2  # Qt.AlignmentFlag.AlignRight


def test_nothing_in_it_is_a_picture_or_an_anchor(qapp: object, tmp_path: Path) -> None:
    document, _ = build(
        f"![red]({tmp_path / 'red.png'}) <img src='{tmp_path / 'red.png'}'> [x](https://x.org)"
    )
    kinds = {made.objectType() for made in document.allFormats() if made.isCharFormat()}
    assert QTextFormat.ObjectTypes.ImageObject.value not in kinds
    assert "[Picture: red]" in document.toPlainText()
    assert "<img src=" in document.toPlainText()


def test_a_full_line_holds_about_seventy_characters(qapp: object) -> None:
    words = (
        "Those who hold the machines decide what may be asked of them, and every owner sets house rules. " * 9
    )
    document, _ = build(words)
    document.setTextWidth(column_width(ReadingStyle()) + 2 * document.documentMargin())
    document.documentLayout().documentSize()
    layout = document.begin().layout()
    lengths = [layout.lineAt(n).textLength() for n in range(layout.lineCount() - 1)]
    assert 62 <= sum(lengths) / len(lengths) <= 72


def test_lines_are_evenly_spaced_whatever_stands_in_them(qapp: object) -> None:
    document, _ = build("word 🙂 `code` x[^1] שלום " * 40 + "\n\n[^1]: n")
    document.setTextWidth(400)
    document.documentLayout().documentSize()
    layout = document.begin().layout()
    tops = [layout.lineAt(n).y() for n in range(layout.lineCount())]
    steps = {round(b - a, 2) for a, b in pairwise(tops)}
    assert len(steps) == 1
    em = QFont(document.defaultFont()).pointSizeF() * 96 / 72
    assert 1.4 <= steps.pop() / em <= 1.65


def test_colours_are_those_given(qapp: object) -> None:
    dark, _ = build_document(read_markdown("[link](https://x.org)"), ReadingStyle(), DARK)
    assert format_of(dark, "link").foreground().color().name() == DARK.link


def test_in_a_text_that_runs_to_the_left_quotes_are_set_in_from_the_right(qapp: object) -> None:
    document, _ = build("> ציטוט של מישהו\n\n> quoted words\n\n> 12 – שלום")
    margins = [(b.blockFormat().leftMargin(), b.blockFormat().rightMargin()) for b in blocks(document)]
    room = max(margins[0])
    assert room > 10
    assert margins == [(0, room), (room, 0), (0, room)]


def test_the_number_of_an_item_that_runs_to_the_left_stands_right_of_its_full_stop(qapp: object) -> None:
    def heights(source: str) -> list[int]:
        """How tall each sign of the number is, from left to right."""
        document, _ = build(source)
        document.setTextWidth(300)
        document.documentLayout().documentSize()
        image = QImage(300, 80, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_blocks(painter, document, document.begin(), 80, LIGHT)
        painter.end()
        ink = [sum(image.pixelColor(x, y).lightness() < 200 for y in range(80)) for x in range(300)]
        return [max(sign) for empty, sign in groupby(ink, key=lambda rows: rows == 0) if not empty]

    number, stop = heights("1. words")
    assert number > stop
    assert heights("1. מילים") == [stop, number]


def test_numbers_in_a_table_that_runs_to_the_left_stand_on_the_right(qapp: object) -> None:
    def runs_left(source: str) -> bool:
        document, _ = build(source)
        cell = next(block for block in blocks(document) if block.text() == "12")
        return cell.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft

    assert runs_left("| שם | מספר |\n|---|---|\n| אחת | 12 |")
    assert not runs_left("| name | number |\n|---|---|\n| one | 12 |")


def test_justified_are_paragraphs_alone(qapp: object) -> None:
    source = "# Head\n\nWords.\n\n```\ncode\n```\n\n| a |\n|---|\n| 1 |\n\nמילים"
    document = build_document(read_markdown(source), ReadingStyle(justified=True), LIGHT).document
    justified = [
        b.text() for b in blocks(document) if b.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify
    ]
    assert justified == ["Words."]


def test_letters_stand_in_for_missing_ones_in_kind(qapp: object) -> None:
    assert "Noto Serif" in body_font(ReadingStyle()).families()
    assert "Noto Sans" in body_font(ReadingStyle(family="Source Sans Pro", sans=True)).families()


def test_a_line_with_a_picture_is_as_tall_as_the_picture(qapp: object) -> None:
    source = "before\n\n![x](asset:a)\n\n| ![y](asset:a) |\n|---|\n| end |"
    article = read_markdown(source)
    made = build_document(article, ReadingStyle(), LIGHT, lambda asset: QSize(80, 300)).document
    made.setTextWidth(500)
    made.documentLayout().documentSize()
    tops = {b.text(): made.documentLayout().blockBoundingRect(b).top() for b in blocks(made)}
    assert tops["end"] - tops["before"] > 600
