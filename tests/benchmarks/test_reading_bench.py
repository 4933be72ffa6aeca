"""What reading costs: parsing, showing, marking and finding places in long articles."""

from __future__ import annotations

import itertools
import json
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.article.markdown import read_markdown
from contention.model import edits
from contention.model.anchors import make_passage
from contention.model.project import ArgumentMap, Article, Claim, Project, new_id, read_only
from contention.reader.document import build_document
from contention.reader.find_bar import ArticleFindBar
from contention.reader.finding import Finder, Wanted
from contention.reader.pane import ReadingPane
from contention.reader.progress import Reading
from contention.reader.style import LIGHT, ReadingStyle
from contention.session.session import Session
from tests.benchmarks.measuring import Figure
from tests.benchmarks.measuring import tell as tell_all
from tests.places import CONSTRUCTS, any_source, check

pytestmark = pytest.mark.bench

PARAGRAPH = (
    "Training one of the *leading models* costs more than most universities spend in a year. Only a firm "
    "that already sells something else to the [whole world](https://example.org/) can carry such a bill, "
    "so the field **narrows** each season. 🙂 And whoever holds the machines decides what may be asked.\n\n"
)
MEGABYTE = 1_000_000
ACCENTED = "Les propriétaires décident de ce qu’on peut demander – et ça coûte cher à l’été. " * 15_000


def source_of(size: int) -> str:
    """Markdown of about so many characters: a heading, a list and a quote for every forty paragraphs."""
    part = "## A heading\n\n" + PARAGRAPH * 40 + "- one thing\n- another\n\n> quoted words\n\n"
    return part * (size // len(part) + 1)


def milliseconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Median time of some work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def tell(what: str, took: float) -> None:
    print(f"{what:58} {took:9.2f} ms")


def test_one_megabyte_from_source_to_places(qapp: object) -> None:
    source = source_of(MEGABYTE)
    article = read_markdown(source)
    tell("1 MB of Markdown: parse", milliseconds(lambda: read_markdown.__wrapped__(source), 3))
    built = build_document(article, ReadingStyle(), LIGHT)
    tell(
        "1 MB of Markdown: build the document",
        milliseconds(lambda: build_document(article, ReadingStyle(), LIGHT), 3),
    )
    places = range(0, len(article.text), 997)
    shown = [built.map.to_shown(place) for place in places]
    tell(
        f"{len(places)} places to the document", milliseconds(lambda: [built.map.to_shown(p) for p in places])
    )
    tell(f"{len(places)} places back", milliseconds(lambda: [built.map.to_canonical(q) for q in shown]))


def test_one_megabyte_of_plain_text(qapp: object) -> None:
    text = PARAGRAPH.replace("*", "") * (MEGABYTE // len(PARAGRAPH))
    tell("1 MB of plain text: import", milliseconds(lambda: article_from_text(text), 3))


@pytest.mark.parametrize(("size", "name"), [(20_000, "20 kB"), (MEGABYTE, "1 MB"), (5 * MEGABYTE, "5 MB")])
def test_showing_an_article(qtbot: QtBot, size: int, name: str) -> None:
    article = Article(id=new_id(), title="Long", source=source_of(size))
    text = read_markdown(article.source).text
    session = Session(project_with(article, text, claims=500))
    pane = ReadingPane(session)
    qtbot.addWidget(pane)
    pane.resize(760, 900)

    def show() -> None:
        pane.show_article(article.id)
        QApplication.processEvents()

    pane.show()
    QApplication.processEvents()
    tell(f"{name} already parsed: first picture", milliseconds(show, 3))
    tell(f"{name}, 500 highlights: repaint", milliseconds(pane.viewport().repaint))
    if size == MEGABYTE:

        def open_it() -> None:
            read_markdown.cache_clear()
            show()

        figure = Figure(
            "1 MB, 500 highlights: from its source to the first picture", milliseconds(open_it, 5), 300
        )
        tell_all("An article of many marks", [figure])
    place = len(text) // 2
    pane.select_range(place, place + 300)
    tell(f"{name}: the selected passage", milliseconds(pane.selected_passage))
    last = max(session.map.claims.values(), key=lambda claim: claim.passages[0].start)
    tell(f"{name}: scroll to the last passage, first time", milliseconds(lambda: pane.reveal(last.id), 1))
    tell(f"{name}: repaint there", milliseconds(pane.viewport().repaint))
    tell(f"{name}: zoom there, keeping the place", milliseconds(pane.zoom_in, 1))


def federalist() -> str:
    """The largest real article, 1.2 MB; where it is not beside this checkout, one of that size made here."""
    path = Path(__file__).parents[3] / "shared" / "data" / "articles" / "federalist.txt"
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else PARAGRAPH * 3_600


def test_comfort_in_a_long_article(qtbot: QtBot) -> None:
    """The targets: shown in 300 ms, a frame of scrolling, a new highlight and a key in 16 ms, found in 50."""
    article = article_from_text(federalist()).article
    text = read_markdown(article.source).text
    session = Session(project_with(article, text, claims=500))
    pane = ReadingPane(session)
    bar, reading = ArticleFindBar(pane), Reading(pane)
    for widget in (pane, bar):
        qtbot.addWidget(widget)
    pane.resize(760, 900)
    pane.show()
    QApplication.processEvents()

    def show() -> None:
        pane.show_article(article.id)
        pane.viewport().repaint()

    def frames(step: int, count: int) -> list[float]:
        took = []
        for _ in range(count):
            bar_ = pane.verticalScrollBar()
            start = time.perf_counter()
            bar_.setValue(bar_.value() + step)
            pane.viewport().repaint()
            took.append(1000 * (time.perf_counter() - start))
        return took

    def mark() -> None:
        place = pane.place_at_top() + 400
        passage = make_passage(article.id, text, place, place + 90)
        claim = Claim(id=new_id(), text="new", passages=(passage,))
        session.edit("Add", partial(edits.add_claim, map_id=session.map_id, claim=claim), origin="canvas")
        pane.viewport().repaint()

    def wear(theme: str) -> None:
        pane.memory.set_preferences(replace(pane.memory.preferences, theme=theme))
        pane.viewport().repaint()

    def find(words: str) -> None:
        bar.field.setText("")
        bar.field.setText(words)

    figures = [Figure("1.2 MB, 500 highlights: shown", milliseconds(show, 5), 300)]
    took = frames(60, 200)
    figures += [
        Figure("a frame of scrolling, the middle one", statistics.median(took), 16),
        Figure("a frame of scrolling, 99 of 100", sorted(took)[-3], 16),
    ]
    bar.show()
    find("the")
    took = frames(60, 200)
    figures += [
        Figure(f"the same with {len(bar.hits)} hits marked, the middle one", statistics.median(took), 16),
        Figure("the same with hits marked, 99 of 100", sorted(took)[-3], 16),
    ]
    finder = Finder(text)

    def search(words: str) -> float:
        return milliseconds(lambda: finder.find(Wanted(words)))

    figures += [
        Figure("find a word, the first time", milliseconds(lambda: Finder(text).find(Wanted("people"))), 50),
        *(
            Figure(f"find “{words}”: {len(finder.find(Wanted(words)))} hits", search(words), 50)
            for words in ("people", "the", "e", "of the people")
        ),
        Figure(
            "the same in 1.2 MB with accents, the first time",
            milliseconds(lambda: Finder(ACCENTED).find(Wanted("decident"))),
            50,
        ),
        Figure("a key in the find bar, with marks and ticks", milliseconds(lambda: find("people")) / 2, 50),
    ]
    bar.close_bar()
    figures += [
        Figure("adding a highlight, with the repaint", milliseconds(mark, 9), 16),
        Figure("following the reading: progress", milliseconds(reading.progress, 9), 16),
    ]
    place = len(text) * 9 // 10

    def reopen() -> None:
        pane.show_article(None)
        pane.memory.keep_place(article.id, place)
        show()

    figures += [
        Figure("open again at nine tenths, by character", milliseconds(reopen, 3)),
        Figure("another theme there", milliseconds(lambda: wear("sepia"), 1)),
        Figure("back to the beginning", milliseconds(lambda: pane.jump_to_top(0), 1)),
    ]
    assert pane.place_at_top() == 0
    tell_all("A long article", figures)


@pytest.mark.skipif(
    not os.environ.get("COMMONMARK_JSON"),
    reason="COMMONMARK_JSON names no commonmark.json (it is among the tests of markdown-it-py's source)",
)
def test_every_place_agrees_for_the_examples_of_commonmark(qapp: object) -> None:
    examples = json.loads(Path(os.environ["COMMONMARK_JSON"]).read_text(encoding="utf-8"))
    for example in examples:
        check(example["markdown"])
    print(f"{len(examples)} examples of CommonMark: every place agrees both ways")


def test_every_place_agrees_for_constructs_next_to_each_other(qapp: object) -> None:
    pairs = list(itertools.product(CONSTRUCTS.values(), repeat=2))
    for first, second in pairs:
        check(f"{first}\n\n{second}")
    print(f"{len(pairs)} pairs of constructs: every place agrees both ways")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=5_000,
    database=None,
)
@given(source=any_source())
def test_every_place_agrees_for_five_thousand_sources(qapp: object, source: str) -> None:
    check(source)


def project_with(article: Article, text: str, claims: int) -> Project:
    """A project with so many claims, each on a passage, spread over an article."""
    step = len(text) // claims
    made = {}
    for number in range(claims):
        start = number * step
        passage = make_passage(article.id, text, start, start + min(120, step), digest="0")
        claim = Claim(id=new_id(), text=passage.exact, passages=(passage,), order=float(number))
        made[claim.id] = claim
    argument_map = ArgumentMap(id=new_id(), claims=read_only(made))
    return Project(articles=read_only({article.id: article}), maps=read_only({argument_map.id: argument_map}))
