"""How well and how fast PDFs are read, and what their pages cost to show and to scroll."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article import pdf
from contention.article.markdown import read_markdown
from contention.model.project import Article, new_project, read_only
from contention.reader.pages import PagesView
from contention.session.session import Session
from tests.benchmarks.measuring import Figure, median_ms, tell
from tests.benchmarks.test_reading_bench import project_with
from tests.pdfs import Set, essay, typeset

pytestmark = pytest.mark.bench

SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles"
LAYOUTS = (
    ("one column, indented", Set(head="On machines")),
    ("one column, space between paragraphs", Set(head="On machines", indent=0)),
    ("one column, ragged", Set(head="On machines", justified=False)),
    ("two columns, indented", Set(columns=2, head="On machines")),
    ("two columns, ragged", Set(columns=2, head="On machines", justified=False)),
    ("two columns, row by row in the file", Set(columns=2, head="On machines", by_rows=True)),
    ("the same, space between paragraphs", Set(columns=2, head="On machines", by_rows=True, indent=0)),
)


def test_paragraphs_that_come_back_exactly() -> None:
    figures = []
    for name, layout in LAYOUTS:
        exact = total = 0
        for seed in range(10):
            wanted = essay(40, seed)
            wanted[0], wanted[20] = "# Who owns the machines", "# And what follows"
            found = read_markdown(pdf.read(typeset(wanted, layout), "x.pdf").source)
            exact += len(
                {part.removeprefix("# ") for part in wanted} & {block.text for block in found.blocks}
            )
            total += len(wanted)
        figures.append(Figure(name, 100 * exact / total, None, "%"))
    tell("PDF: paragraphs that are exactly those that were set (at least 85 %)", figures)
    assert min(figure.found for figure in figures) >= 85


def test_what_reading_costs() -> None:
    data = typeset(essay(1200, 1), Set(columns=2, head="On machines"))
    found = pdf.read(data, "x.pdf")
    pages = len({page for _, page, _, _ in found.pages})
    figures = [Figure(f"{pages} pages, {len(found.source) // 1000} k characters", _read_ms(data))]
    if SHARED.exists():
        refused = {"password-example.pdf", "malformed-from-issue-932.pdf"}
        paths = [path for path in sorted(SHARED.glob("*.pdf")) if path.name not in refused]
        figures += [Figure(path.name, _read_ms(path.read_bytes())) for path in paths]
    tell("PDF: reading, with the place of each character", figures)


def _read_ms(data: bytes) -> float:
    return median_ms(lambda: pdf.read(data, "x.pdf"), times=3, warm=0)


def test_what_pages_cost(qtbot: QtBot) -> None:
    found = pdf.read(typeset(essay(600, 1), Set(columns=2, head="On machines")), "x.pdf")
    article = Article(id="a", title="Long", source=found.source, original=found.original, pages=found.pages)
    marked = project_with(article, read_markdown(found.source).text, claims=500)
    assets = read_only({found.original: found.assets[0]})
    for name, project in (("no highlight", new_project(article)), ("500 highlights", marked)):
        view = PagesView(Session(replace(project, assets=assets)))
        qtbot.addWidget(view)
        view.resize(760, 900)
        view.show()
        QApplication.processEvents()
        begun = time.perf_counter()
        view.show_article("a")
        view.viewport().repaint()
        shown = 1000 * (time.perf_counter() - begun)
        _settle(view)
        ready = 1000 * (time.perf_counter() - begun)
        repaint = median_ms(view.viewport().repaint)
        frames = []
        for step in range(60):
            start = time.perf_counter()
            view.verticalScrollBar().setValue(step * 150)
            QApplication.processEvents()
            frames.append(1000 * (time.perf_counter() - start))
        view.zoom_in()
        _settle(view)
        point = view.viewport().rect().center()
        tell(
            f"PDF: {len(view._layout._rects)} pages in the view, {name}",
            [
                Figure("shown, without pictures", shown, 300),
                Figure("the first pages drawn", ready),
                Figure("repaint", repaint, 16),
                Figure("scrolling, a frame, while pages are drawn", sorted(frames)[len(frames) // 2], 16),
                Figure("the same, the slowest of 60", max(frames)),
                Figure("the place under the mouse", median_ms(lambda: view._place_at(point))),  # noqa: B023
            ],
        )
        _settle(view)


def _settle(view: PagesView) -> None:
    QApplication.processEvents()
    while view.busy:
        QApplication.processEvents()
