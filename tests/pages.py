"""A view of a PDF's pages to test with: an article, claims on its passages, and a mouse on its words."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article import pdf
from contention.article.markdown import read_markdown
from contention.model import edits
from contention.model.anchors import make_passage
from contention.model.project import Article, Claim, Kind, Passage, Project, new_id, new_project, read_only
from contention.reader.pages import PagesView
from contention.session.session import Session
from tests.pdfs import Set, essay, typeset

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PARAGRAPHS = ["# Who owns the machines", *essay(60, 7)]
FIRST = "Nobody has asked who owns the machines that answer."
NEXT_PAGES = "Whoever pays for them sets the rules of what may be asked."


def pdf_project(columns: int = 1) -> Project:
    paragraphs = list(PARAGRAPHS)
    paragraphs[2] = f"{FIRST} {paragraphs[2]}"
    paragraphs[50] = f"{paragraphs[50]} {NEXT_PAGES} {paragraphs[51]}"
    found = pdf.read(typeset(paragraphs, Set(columns=columns, head="On machines")), "machines.pdf")
    article = Article(
        id="a", title="Machines", source=found.source, original=found.original, pages=found.pages
    )
    return replace(new_project(article), assets=read_only({found.original: found.assets[0]}))


def shown(qtbot: QtBot, session: Session) -> PagesView:
    made = PagesView(session)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show_article("a")
    made.show()
    qtbot.waitExposed(made)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, view: PagesView) -> None:
    """Wait until everything that is in sight has been made."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not view.busy, timeout=20_000)


def text_of(session: Session) -> str:
    return read_markdown(session.project.articles["a"].source).text


def passage_of(session: Session, words: str) -> Passage:
    text = text_of(session)
    start = text.index(words)
    return make_passage("a", text, start, start + len(words))


def add_claim(session: Session, words: str) -> str:
    claim = Claim(id=new_id(), text=words, passages=(passage_of(session, words),))
    session.edit("Add", partial(edits.add_claim, map_id=session.map_id, claim=claim), origin="canvas")
    return claim.id


def add_objection(session: Session, words: str, target: str) -> str:
    claim = Claim(id=new_id(), text=words, passages=(passage_of(session, words),))
    change = partial(
        edits.add_inference,
        map_id=session.map_id,
        kind=Kind.OBJECTION,
        target=target,
        claim=claim,
        inference_id=new_id(),
    )
    session.edit("Add", change, origin="canvas")
    return claim.id


def ends_of(view: PagesView, session: Session, words: str) -> tuple[QPoint, QPoint]:
    """Just inside the first and the last letter of words that stand in sight."""
    start = text_of(session).index(words)
    rects = view.range_rects(start, start + len(words))
    first, last = rects[0], rects[-1]
    return (
        QPointF(first.left() + 1, first.center().y()).toPoint(),
        QPointF(last.right() - 1, last.center().y()).toPoint(),
    )


def select_with_mouse(view: PagesView, session: Session, words: str) -> None:
    first, last = ends_of(view, session, words)
    port = view.viewport()
    QTest.mousePress(port, LEFT, NO_KEY, first)
    QTest.mouseMove(port, (first + last) / 2)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, LEFT, NO_KEY, last)


def picture(view: PagesView) -> QImage:
    return view.viewport().grab().toImage()


def colours_at(view: PagesView, session: Session, words: str) -> list[str]:
    start = text_of(session).index(words)
    image, rect = picture(view), view.range_rects(start, start + len(words))[0]
    return [
        image.pixelColor(x, y).name()
        for x in range(round(rect.left()) + 1, round(rect.right()))
        for y in range(round(rect.top()) + 1, round(rect.bottom()))
    ]


def wheel(view: PagesView, turn: int) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
