"""The panes beside article and map: shown and put away, remembered, gone round, never leaked."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTreeView, QWidget

from contention.article.importing import article_from_text
from contention.model.project import new_project
from contention.session.session import Session
from contention.shell.main_window import MainWindow
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

MAP = "K one\n  + A two\n  - D three"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def pane_of_focus(window: MainWindow) -> str:
    focus = QApplication.focusWidget()
    assert focus is not None
    for name in ("reader", "map-column", "outline-column", "details-column"):
        column = window.findChild(QWidget, name)
        if column is not None and (column is focus or column.isAncestorOf(focus)):
            return name.removesuffix("-column")
    return "none"


def test_panes_are_made_when_they_are_first_shown(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    assert window.findChild(QWidget, "outline") is None
    assert window.findChild(QWidget, "details") is None
    press(Qt.Key.Key_F7)
    outline = window.findChild(QTreeView, "outline")
    assert outline is not None
    assert outline.isVisible()
    assert window.actions_table["show-outline"].isChecked()
    press(Qt.Key.Key_F7)
    assert not outline.isVisible()
    assert not window.actions_table["show-outline"].isChecked()
    press(Qt.Key.Key_F7)
    assert window.findChild(QTreeView, "outline") is outline


def test_f6_goes_round_what_is_shown_and_back(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F8)
    window.session.selection.select("A", origin="shell")
    order = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        order.append(pane_of_focus(window))
    assert order == ["map", "outline", "details", "reader"]
    press(Qt.Key.Key_F6, SHIFT)
    assert pane_of_focus(window) == "details"
    press(Qt.Key.Key_F8)
    assert pane_of_focus(window) == "map", "a pane that is put away does not keep the focus"


def test_the_map_and_the_article_keep_room(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.resize(1360, 850)
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F8)
    contents, reader, column, outline, details = window.panes.sizes()
    assert contents == 0
    assert reader >= 280
    assert column >= 400
    assert outline >= 200
    assert details >= 240


def test_what_is_shown_is_remembered(make_window: MakeWindow, settings: QSettings) -> None:
    first, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_F8)
    sizes = first.panes.sizes()
    sizes[2], sizes[4] = sizes[2] - 40, sizes[4] + 40
    first.panes.setSizes(sizes)
    sizes = first.panes.sizes()
    first.close()
    settings.remove("window/geometry")  # the screen of the tests is smaller than the window
    settings.sync()
    second, _ = make_window(project_of(MAP))
    assert second.panes.shown("details")
    assert not second.panes.shown("outline")
    assert second.panes.sizes() == pytest.approx(sizes, abs=2)
    assert second.actions_table["show-details"].isChecked()


def test_a_width_is_remembered_while_the_pane_is_away(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    window.resize(1400, 800)
    press(Qt.Key.Key_F7)
    sizes = window.panes.sizes()
    sizes[2], sizes[3] = sizes[2] - 50, sizes[3] + 50
    window.panes.setSizes(sizes)
    wide = window.panes.sizes()[3]
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F7)
    assert window.panes.sizes()[3] == wide


def test_the_outline_knows_the_keys_of_the_map(make_window: MakeWindow) -> None:
    window, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_F7)
    outline = window.findChild(QTreeView, "outline")
    assert outline is not None
    outline.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    chosen = window.session.selection.current
    assert chosen is not None
    press(Qt.Key.Key_R)
    QTest.keyClicks(QApplication.focusWidget(), "because")
    press(Qt.Key.Key_Return)
    assert "because" in [claim.text for claim in window.session.map.claims.values()]


def test_a_passage_of_the_details_is_shown_in_the_article(make_window: MakeWindow) -> None:
    text = "First words.\n\n" + "Much in between.\n\n" * 120 + "Last words."
    window, _ = make_window(new_project(article_from_text(text, title="Long").article))
    shown = window.reader.article_text.text
    window.reader.select_range(0, 5)
    press(Qt.Key.Key_C)
    window.reader.select_range(len(shown) - 11, len(shown))
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_F8)
    (claim,) = window.session.map.claims.values()
    last = claim.passages[-1]
    window.reader.verticalScrollBar().setValue(0)
    details = window.panes.pane("details")
    assert details is not None
    links = details.findChildren(QAbstractButton)
    (link,) = [one for one in links if one.isVisible() and last.exact in (one.text() or one.accessibleName())]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.reader.verticalScrollBar().value() > 0


def test_what_is_typed_in_the_details_is_saved(make_window: MakeWindow, tmp_path: Path) -> None:
    from contention.files.store import load

    window, answers = make_window(project_of(MAP))
    answers.file = tmp_path / "x.contention"
    press(Qt.Key.Key_F8)
    window.session.selection.select("A", origin="shell")
    details = window.panes.pane("details")
    assert details is not None
    note = next(
        one for one in details.findChildren(QWidget) if one.objectName() == "note" and one.isVisible()
    )
    note.setFocus()
    QTest.keyClicks(note, "crop")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = load(answers.file).project
    assert saved.maps[window.session.map_id].claims["A"].note == "crop"


def test_forty_windows_leave_no_widget_behind(
    settings: QSettings, undressed: None, qapp: QApplication
) -> None:
    def cycle(*, everything: bool) -> None:
        window = MainWindow(Session(project_of(MAP)), settings)
        window.show()
        if everything:
            for pane in ("contents", "outline", "details"):
                window.panes.show_pane(pane)
            window.find_bar.open()
            window.article.find_bar.open()
            window.session.selection.select("A", origin="shell")
            window.canvas.edit_text("A")
        window.session.history.set_clean()
        window.close()
        window.deleteLater()
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def left() -> tuple[int, int]:
        qapp.processEvents()
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        windows = sum(isinstance(one, MainWindow) for one in gc.get_objects())
        return len(qapp.allWidgets()), windows

    cycle(everything=True)
    cycle(everything=False)
    before = left()
    for number in range(40):
        cycle(everything=number % 10 == 0)
    after = left()
    assert after[0] <= before[0], "widgets stay behind"
    assert after[1] <= before[1], "windows stay behind"
