"""What reading costs: parsing, showing, marking and finding places in long articles."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.article.markdown import read_markdown
from contention.model.anchors import make_passage
from contention.model.project import ArgumentMap, Article, Claim, Project, new_id, read_only
from contention.reader.document import build_document
from contention.reader.pane import ReadingPane
from contention.reader.style import LIGHT, ReadingStyle
from contention.session.session import Session

pytestmark = pytest.mark.bench

PARAGRAPH = (
    "Training one of the *leading models* costs more than most universities spend in a year. Only a firm "
    "that already sells something else to the [whole world](https://example.org/) can carry such a bill, "
    "so the field **narrows** each season. 🙂 And whoever holds the machines decides what may be asked.\n\n"
)
MEGABYTE = 1_000_000


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
    place = len(text) // 2
    pane.select_range(place, place + 300)
    tell(f"{name}: the selected passage", milliseconds(pane.selected_passage))
    last = max(session.map.claims.values(), key=lambda claim: claim.passages[0].start)
    tell(f"{name}: scroll to the last passage, first time", milliseconds(lambda: pane.reveal(last.id), 1))
    tell(f"{name}: repaint there", milliseconds(pane.viewport().repaint))
    tell(f"{name}: zoom there, keeping the place", milliseconds(pane.zoom_in, 1))


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
