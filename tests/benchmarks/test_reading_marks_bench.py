"""What the marks on a page cost: 500 highlights in 1 MB, one more, scrolling, sentences and indicators."""

from __future__ import annotations

import statistics
import time
from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.indicators import DEFAULTS, find
from contention.article.markdown import read_markdown
from contention.article.sentences import sentences_in
from contention.model import edits
from contention.model.anchors import make_passage
from contention.model.project import Article, Claim, new_id
from contention.reader.pane import ReadingPane
from contention.session.session import Session
from tests.benchmarks.test_reading_bench import MEGABYTE, milliseconds, project_with, source_of, tell

pytestmark = pytest.mark.bench


def shown_pane(qtbot: QtBot, article: Article) -> tuple[Session, ReadingPane]:
    text = read_markdown(article.source).text
    session = Session(project_with(article, text, claims=500))
    pane = ReadingPane(session)
    qtbot.addWidget(pane)
    pane.resize(760, 900)
    pane.show()
    QApplication.processEvents()
    return session, pane


def test_500_highlights_in_a_megabyte(qtbot: QtBot) -> None:
    article = Article(id=new_id(), title="Long", source=source_of(MEGABYTE))
    session, pane = shown_pane(qtbot, article)
    text = pane.article_text.text
    pane.jump_to(len(text) // 2)
    document = pane.document()
    document.documentLayout().blockBoundingRect(
        document.lastBlock()
    )  # no layout is left to be done meanwhile
    QApplication.processEvents()

    times = []
    for number in range(9):
        start = len(text) // 2 + 300 * number
        passage = make_passage(article.id, text, start, start + 80, digest="0")
        claim = Claim(id=new_id(), text=passage.exact, passages=(passage,))
        begun = time.perf_counter()
        session.edit("Add", partial(edits.add_claim, map_id=session.map_id, claim=claim))
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - begun))
    tell("1 MB, 500 highlights: one more, until it is seen", statistics.median(times))

    bar = pane.verticalScrollBar()
    frames = []
    for _ in range(60):
        begun = time.perf_counter()
        bar.setValue(bar.value() + 40)
        pane.viewport().repaint()
        QApplication.processEvents()
        frames.append(1000 * (time.perf_counter() - begun))
    tell("a frame of scrolling, median", statistics.median(frames))
    tell("a frame of scrolling, slowest of 60", max(frames))
    pane.aids.set_lens(True)
    pane.aids.set_focus_mode(True)
    tell("a frame with lens and focus", milliseconds(pane.viewport().repaint))
    tell("the next sentence", milliseconds(pane.aids.stepping.next_sentence))
    tell("the next paragraph that is not mapped", milliseconds(pane.aids.stepping.next_unmapped))


def test_leftovers_in_a_megabyte(qtbot: QtBot) -> None:
    article = Article(id=new_id(), title="Long", source=source_of(MEGABYTE))
    text = read_markdown(article.source)
    lines = [block for block in text.blocks if block.lists]
    aside = tuple((block.start, block.start + len(block.text)) for block in lines)
    _, pane = shown_pane(qtbot, replace(article, set_aside=aside))
    tell(
        f"1 MB with {len(aside)} lines set aside: show again",
        milliseconds(partial(pane.show_article, article.id), 3),
    )
    tell("unfold them all", milliseconds(partial(pane.aids.show_set_aside, True), 1))


def test_sentences_and_indicators_of_a_megabyte(qapp: object) -> None:
    article = read_markdown(source_of(MEGABYTE))
    tell(
        "every sentence of 1 MB",
        milliseconds(lambda: [sentences_in(article, n) for n in range(len(article.blocks))], 3),
    )
    tell("every indicator of 1 MB", milliseconds(lambda: list(find(article.text, DEFAULTS["en"])), 3))
