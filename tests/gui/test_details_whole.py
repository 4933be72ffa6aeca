"""The details pane as a whole: names, the way of Tab, room at 280 pixels, themes, plain text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from contention.diagram.themes import theme
from contention.inspector.pane import DetailsPane
from contention.model import edits
from contention.session.session import Session
from tests.details import CTRL, edit, shown, small_project


@pytest.fixture
def session() -> Session:
    return Session(small_project())


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> Iterator[DetailsPane]:
    window, made = shown(qtbot, session)
    yield made
    window.close()  # and kept until now


SELECTIONS = [(), ("B",), ("iA",), ("B", "D"), ("iA", "iD"), ("B", "iA")]


@pytest.mark.parametrize("ids", SELECTIONS)
def test_every_control_has_a_name_and_is_reached_by_tab_in_the_order_of_the_page(pane, session, ids) -> None:
    session.selection.select(*ids)
    QApplication.processEvents()
    controls = [
        widget
        for widget in pane.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (isinstance(widget, QLineEdit) and widget.parent().metaObject().className().endswith("Box"))
    ]
    names = [w.accessibleName() or (w.text() if isinstance(w, QAbstractButton) else "") for w in controls]
    assert all(names), [type(w).__name__ for w, name in zip(controls, names, strict=True) if not name]
    reached: list[QWidget] = []
    controls[0].setFocus()
    for _ in controls:
        focused = QApplication.focusWidget()
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    places = [w.mapTo(pane.page, QPoint(0, 0)) for w in reached if pane.page.isAncestorOf(w)]
    # Beside each other counts as one row: 12 pixels are less than any row.
    assert [p.y() // 12 for p in places] == sorted(p.y() // 12 for p in places)
    assert set(controls) <= {*reached}


@pytest.mark.parametrize("points", [10, 20])
@pytest.mark.parametrize("ids", SELECTIONS)
def test_nothing_is_cut_off_at_280_pixels(pane, session, ids, points) -> None:
    pane.setFont(QFont("Source Sans Pro", points))
    session.selection.select(*ids)
    for _ in range(3):
        QApplication.processEvents()
    room = pane.viewport().width()
    for widget in pane.page.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget.parent(), QLineEdit):
            right = widget.mapTo(pane.widget(), QPoint(widget.width(), 0)).x()
            assert right <= room, (type(widget).__name__, widget.accessibleName(), right)


def test_what_a_person_wrote_is_shown_as_it_is(pane, session) -> None:
    edit(session, edits.set_text, claim_id="K", text="<b>&amp; &so</b>")
    session.selection.select("B")
    (first, *_) = pane.claim.uses.rows.values()
    assert first.words.words == "Reason for “<b>&amp; &so</b>”"
    assert "&lt;b&gt;&amp;amp;" in first.words.toolTip()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in pane.findChildren(QLabel))


def test_letters_and_the_fields_own_undo_stay_in_the_field(pane, session) -> None:
    """The window's keys are asked first: a field that holds typing keeps Ctrl+Z, an idle one does not."""
    session.selection.select("B")
    field = pane.claim.text
    field.setFocus()

    def keeps(key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier, text: str = "") -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, modifiers, text)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    assert keeps(Qt.Key.Key_R, text="r")
    assert not keeps(Qt.Key.Key_Z, CTRL)
    QTest.keyClicks(field, "more")
    assert keeps(Qt.Key.Key_Z, CTRL)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ids", SELECTIONS)
def test_it_is_painted_in_both_themes(pane, session, ids, dark) -> None:
    colours = theme("classic", dark=dark)
    pane.set_theme(colours)
    session.selection.select(*ids)
    if ids == ("B",):
        chip = pane.claim.tags.chips["t1"]
        picture = chip.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
        }
        assert colours.tag_colour("teal") in seen
    pane.grab()
