"""A details pane to test with: a small project, a window at its narrowest, and gestures on fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from contention.inspector.pane import DetailsPane
from contention.model import details, edits
from contention.model.project import Claim, Inference, Passage, Project, Tag
from contention.session.session import Session
from tests.builders import MAP, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B nobody else can pay
        ! C money is not the matter
      - D nobody repairs
        - F somebody does
    N put aside
"""
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, session: Session) -> tuple[QWidget, DetailsPane]:
    """The pane in a window (to be kept), beside something else that can take the focus."""
    window = QWidget()
    layout = QVBoxLayout(window)
    made = DetailsPane(session)
    layout.addWidget(made)
    layout.addWidget(QPushButton("elsewhere", objectName="elsewhere"))
    qtbot.addWidget(window)
    window.resize(280, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, made


def small_project() -> Project:
    project = project_of(OUTLINE)
    for number, words in enumerate(("the first words", "the second words")):
        passage = Passage(id=f"p{number}", article="a", exact=words, start=100 * number, end=100 * number + 9)
        project = edits.link_passage(project, MAP, "B", passage)
    project = details.add_tag(project, Tag(id="t1", name="costs & rents", colour="teal"))
    project = details.add_tag(project, Tag(id="t2", name="to check", colour="red"))
    return details.set_tag(project, MAP, ["B"], "t1", True)


def leave(pane: DetailsPane) -> None:
    """Click elsewhere, which takes the focus."""
    QTest.mouseClick(pane.window().findChild(QPushButton, "elsewhere"), LEFT)


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, LEFT, pos=QPoint(min(12, button.width() // 2), button.height() // 2))


def write(field: QWidget, words: str) -> None:
    """Replace what stands in a field, by keys."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, words)


def claim(session: Session, claim_id: str = "B") -> Claim:
    return session.map.claims[claim_id]


def inference(session: Session, inference_id: str = "iA") -> Inference:
    return session.map.inferences[inference_id]


def edit(session: Session, change, **arguments) -> None:
    assert session.edit("Edit", partial(change, map_id=MAP, **arguments), origin="canvas")


def steps(session: Session) -> int:
    return len(session.history)
