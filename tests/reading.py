"""A reading pane to test with: an article, claims on its passages, and a mouse on its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.article.markdown import read_markdown
from contention.model import edits
from contention.model.anchors import make_passage
from contention.model.project import Claim, Kind, Passage, new_id, new_project
from contention.reader.pane import ReadingPane
from contention.session.session import Session

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
SOURCE = """# Who owns the machines?

A handful of companies now rent out nearly all of the computing.

Training one of the leading models 🙂 costs more than most universities spend in a year. Few can pay.

## Still

A network 🙂 שלום עולם that nobody owns is one that nobody repairs. When it fails, who is woken?
"""
FILLER = "\n\n".join(f"Paragraph {n} says something of no weight at all, at some length." for n in range(200))


def long_session() -> Session:
    """A session with an article of many windows' length."""
    source = f"{SOURCE}\n{FILLER}\n\nThe far end of it."
    return Session(new_project(article_from_text(source, markdown=True).article))


def shown(qtbot: QtBot, session: Session) -> ReadingPane:
    made = ReadingPane(session)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def text_of(pane: ReadingPane) -> str:
    return pane.article_text.text


def passage_of(session: Session, words: str) -> Passage:
    (article,) = session.project.articles.values()
    text = read_markdown(article.source).text
    start = text.index(words)
    return make_passage(article.id, text, start, start + len(words))


def add_claim(session: Session, words: str) -> str:
    claim = Claim(id=new_id(), text=words, passages=(passage_of(session, words),))
    session.edit("Add", partial(edits.add_claim, map_id=session.map_id, claim=claim), origin="canvas")
    return claim.id


def add_inference(session: Session, words: str, kind: Kind, target: str) -> str:
    claim = Claim(id=new_id(), text=words, passages=(passage_of(session, words),))
    change = partial(
        edits.add_inference,
        map_id=session.map_id,
        kind=kind,
        target=target,
        claim=claim,
        inference_id=new_id(),
    )
    session.edit("Add", change, origin="canvas")
    return claim.id


def point_of(pane: ReadingPane, position: int) -> QPoint:
    cursor = QTextCursor(pane.document())
    cursor.setPosition(pane.positions.to_shown(position))
    return pane.cursorRect(cursor).center()


def middle_of(pane: ReadingPane, words: str) -> QPoint:
    """The middle of the first strip of a stretch of words."""
    start = text_of(pane).index(words)
    cursor = QTextCursor(pane.document())
    cursor.setPosition(pane.positions.to_shown(start))
    left = pane.cursorRect(cursor)
    return left.center() + QPoint(8, 0)


def select_with_mouse(pane: ReadingPane, words: str) -> None:
    start = text_of(pane).index(words)
    first, last = point_of(pane, start), point_of(pane, start + len(words))
    view = pane.viewport()
    QTest.mousePress(view, LEFT, NO_KEY, first)
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, LEFT, NO_KEY, last)
