"""Work that a crash left behind: offered after the start, looked at, and restored, discarded or left."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contention.diagram.themes import theme
from contention.files.codec import encode
from contention.files.recovery import RecoveryStore
from contention.files.store import load, save
from contention.model import edits
from contention.model.project import Project
from contention.session.session import Session
from contention.shell import ages
from contention.shell.dialogs.recovery import RecoveryDialog, discard_box
from contention.shell.main_window import MainWindow
from contention.shell.recovering import Recovering
from contention.shell.safekeeping import recovery_folder
from contention.shell.thumbnail import thumbnail
from tests.benchmarks.measuring import tree_project
from tests.builders import MAP, project_of

BREAD = project_of("K Bread is cheap\n  + A Flour costs little", title="Bread")
SHIPS = project_of("K Ships are slow", title="Ships")
HOSTILE = "<b>bold</b> <img src='/etc/passwd'>"


class Start:
    """A program that has just started: its windows, and what it offers."""

    def __init__(self, data: Path, settings: QSettings, qtbot: QtBot) -> None:
        self.data, self._settings, self._qtbot = data, settings, qtbot
        self.windows: list[MainWindow] = []
        self.recovering = Recovering(data, lambda: self.windows, self.window)

    def window(self, project: Project | None = None) -> MainWindow:
        window = MainWindow(Session(project), self._settings, data=self.data)
        self._qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        window.show()
        self.windows.append(window)
        return window

    def left(self, project: Project | bytes, name: str = "", path: Path | None = None) -> None:
        """What a crash leaves; the next one is newer."""
        store = RecoveryStore(recovery_folder(self.data))
        base = None
        if path is not None and path.exists():
            base = load(path).digest
        data = project if isinstance(project, bytes) else encode(project)
        title = name or (project.title if isinstance(project, Project) else "")
        store.write(data, title, path, base=base)
        assert store.slot is not None
        count = len(list(recovery_folder(self.data).glob("*.recovery")))
        os.utime(store.slot, (1_700_000_000 + count, 1_700_000_000 + count))
        store.close()

    def names(self) -> list[str]:
        return [one.name for one in RecoveryStore(recovery_folder(self.data)).list()]

    def offered(self) -> RecoveryDialog:
        assert self.recovering.offer()
        dialog = self.recovering.dialog
        assert dialog is not None
        self._qtbot.waitUntil(dialog.isActiveWindow)
        return dialog


@pytest.fixture
def start(qtbot: QtBot, settings: QSettings, undressed: None, tmp_path: Path) -> Start:
    return Start(tmp_path / "data", settings, qtbot)


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def click(dialog: QWidget, name: str) -> None:
    QTest.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def answer(standard: QMessageBox.StandardButton) -> Callable[[], None]:
    """Presses a button of the message box that comes."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.button(standard), Qt.MouseButton.LeftButton)

    return press


# -- offering ------------------------------------------------------------------------------


def test_nothing_is_offered_where_nothing_was_left(start: Start) -> None:
    start.window()
    assert not start.recovering.offer()
    recovery_folder(start.data).mkdir(parents=True)
    assert not start.recovering.offer()


def test_the_work_of_a_living_window_is_not_offered(start: Start, qtbot: QtBot) -> None:
    window = start.window(BREAD)
    kept = []
    assert window.safekeeping is not None
    window.safekeeping.autosave.kept.connect(lambda: kept.append(True))
    window.session.edit("Edit claim", lambda one: edits.set_text(one, MAP, "A", "Flour is dear"))
    qtbot.waitUntil(lambda: bool(kept), timeout=10_000)
    assert list(recovery_folder(start.data).glob("*.recovery"))
    assert not start.recovering.offer()


def test_each_piece_is_shown_with_name_age_claims_place_and_map(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "bread.contention"
    save(BREAD, path)
    start.left(SHIPS)
    start.left(BREAD, "bread", path)
    start.window()
    dialog = start.offered()
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [row.splitlines()[0] for row in rows] == ["bread", "Ships"]
    assert all(row.splitlines()[1].endswith("days ago") for row in rows)
    about = dialog.work.about.text()
    assert "2 claims" in about
    assert str(path) in about
    picture = dialog.work.picture
    assert not picture.pixmap().isNull()
    assert picture.drawn().size() == picture.pixmap().deviceIndependentSize().toSize()
    picture.resize(240, 90)  # as large type leaves it
    assert picture.rect().contains(picture.drawn())
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert "1 claim," in dialog.work.about.text()
    assert "never saved" in dialog.work.about.text()
    assert not button(dialog, "compare").isEnabled()
    dialog.close()


def test_what_has_become_of_the_file_is_said(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "bread.contention"
    save(BREAD, path)
    start.left(BREAD, path=path)
    save(SHIPS, path)
    start.window()
    dialog = start.offered()
    assert "no longer the one it began with" in dialog.work.about.text()
    dialog.close()
    path.unlink()
    dialog = start.offered()
    assert "not there any more" in dialog.work.about.text()
    assert not button(dialog, "compare").isEnabled()
    dialog.close()


# -- restoring -----------------------------------------------------------------------------


def test_restored_work_is_unsaved_work_on_its_file(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "bread.contention"
    save(BREAD, path)
    changed = edits.set_text(BREAD, MAP, "A", "Flour is dear")
    start.left(changed, path=path)
    window = start.window()
    dialog = start.offered()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert start.recovering.dialog is None
    assert start.windows == [window]
    assert window.session.project == changed
    assert window.session.path == path
    assert window.session.modified
    assert load(path).project == BREAD
    assert len(list(recovery_folder(start.data).glob("*.recovery"))) == 1
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load(path).project == changed
    assert not window.session.modified
    assert list(recovery_folder(start.data).glob("*.recovery")) == []


def test_enter_restores_one_at_a_time_each_in_a_window_of_its_own(start: Start) -> None:
    start.left(SHIPS)
    start.left(BREAD)
    start.window()
    dialog = start.offered()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [one.session.project for one in start.windows] == [BREAD]
    assert dialog.list.count() == 1
    assert start.names() == ["Ships"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [one.session.project for one in start.windows] == [BREAD, SHIPS]
    assert start.names() == []
    for window in start.windows:
        assert window.session.modified


def test_a_window_with_work_in_it_is_left_alone(start: Start) -> None:
    start.left(BREAD)
    window = start.window(SHIPS)
    dialog = start.offered()
    click(dialog, "restore")
    assert window.session.project == SHIPS
    assert start.windows[1].session.project == BREAD


def test_a_window_with_an_empty_project_of_its_own_is_left_alone(start: Start, tmp_path: Path) -> None:
    start.left(BREAD)
    path = tmp_path / "empty.contention"
    save(project_of(""), path)
    window = start.window()
    assert window.documents.open(path)
    click(start.offered(), "restore")
    assert window.session.path == path
    assert start.windows[1].session.project == BREAD


def test_the_window_that_has_its_file_open_takes_it(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "bread.contention"
    save(BREAD, path)
    changed = edits.set_text(BREAD, MAP, "A", "Flour is dear")
    start.left(changed, path=path)
    window = start.window()
    assert window.documents.open(path)
    click(start.offered(), "restore")
    assert start.windows == [window]
    assert window.session.project == changed


def test_work_that_another_instance_has_restored_leaves_the_list(start: Start) -> None:
    start.left(BREAD)
    start.window()
    dialog = start.offered()
    other = RecoveryStore(recovery_folder(start.data))
    assert other.adopt(other.list()[0])
    QTimer.singleShot(0, answer(QMessageBox.StandardButton.Ok))
    click(dialog, "restore")
    assert start.recovering.dialog is None
    assert start.windows[0].session.project != BREAD
    other.close()


def test_what_can_be_read_of_a_damaged_piece_is_restored_and_the_piece_stays(
    start: Start, qtbot: QtBot
) -> None:
    data = encode(BREAD).replace(b'"premises":["A"]', b'"premises":["gone"]')
    assert data != encode(BREAD)
    start.left(data, "Bread")
    window = start.window()
    click(start.offered(), "restore")
    assert "K" in window.session.map.claims
    assert window.session.path is None
    assert window.session.modified
    report = window.findChild(QDialog, "repair-dialog")
    assert report is not None
    report.close()
    (found,) = RecoveryStore(recovery_folder(start.data)).list()
    assert found.data() == data


# -- comparing, discarding, leaving --------------------------------------------------------


def test_it_is_compared_with_its_file_in_words(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "bread.contention"
    save(BREAD, path)
    start.left(BREAD, path=path)
    start.left(edits.set_text(BREAD, MAP, "A", "Flour is dear"), path=path)
    start.window()
    dialog = start.offered()
    click(dialog, "compare")
    assert dialog.work.differences.isVisible()
    assert "to “Flour is dear”" in dialog.work.differences.toPlainText()
    click(dialog, "compare")
    assert dialog.work.picture.isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    click(dialog, "compare")
    assert "no difference" in dialog.work.differences.toPlainText()
    path.write_text("{", encoding="utf-8")
    click(dialog, "compare")
    click(dialog, "compare")
    assert "bread.contention" in dialog.work.differences.toPlainText()
    dialog.close()


def test_discarding_asks_first_and_deletes_that_one_alone(start: Start) -> None:
    start.left(SHIPS)
    start.left(BREAD)
    start.window()
    dialog = start.offered()
    QTimer.singleShot(0, answer(QMessageBox.StandardButton.Cancel))
    click(dialog, "discard")
    assert start.names() == ["Bread", "Ships"]
    QTimer.singleShot(0, answer(QMessageBox.StandardButton.Discard))
    click(dialog, "discard")
    assert start.names() == ["Ships"]
    assert dialog.list.count() == 1
    assert "Ships" in dialog.work.about.text()
    dialog.close()


@pytest.mark.parametrize("leave", ["escape", "later"])
def test_what_is_left_is_offered_again(start: Start, leave: str) -> None:
    start.left(BREAD)
    start.left(b"damaged", "Broken")
    start.window()
    dialog = start.offered()
    if leave == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        click(dialog, "later")
    assert start.recovering.dialog is None
    assert start.names() == ["Broken", "Bread"]
    start.offered().close()


def test_a_damaged_piece_blocks_nothing(start: Start) -> None:
    start.left(BREAD)
    start.left(b'{"format":"conten', "Broken")
    (recovery_folder(start.data) / "empty.recovery").touch()
    start.window()
    dialog = start.offered()
    assert dialog.list.count() == 3
    for row in range(2):
        dialog.list.setCurrentRow(row)
        assert not button(dialog, "restore").isEnabled()
        assert ".recovery" in dialog.work.picture.text()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)  # does nothing
    assert dialog.list.count() == 3
    dialog.list.setCurrentRow(2)
    click(dialog, "restore")
    assert start.windows[0].session.project == BREAD
    dialog.close()


# -- how it looks ---------------------------------------------------------------------------


def test_what_was_written_is_plain_text_and_everything_has_a_name(start: Start) -> None:
    start.left(project_of(f"K {HOSTILE}", title=HOSTILE), path=start.data / f"{HOSTILE[:9]}\n.contention")
    start.window()
    dialog = start.offered()
    assert HOSTILE in dialog.work.about.text()
    assert "\ufffd" in dialog.work.about.text()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for widget in (dialog.list, dialog.work.picture, dialog.work.differences):
        assert widget.accessibleName()
    dialog.close()
    box = discard_box(None, HOSTILE)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.defaultButton() is box.escapeButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.deleteLater()


def test_a_small_picture_is_as_large_as_was_asked_and_shows_the_map(qapp: QApplication) -> None:
    light = theme("classic")
    for project in (BREAD, tree_project(2_000)):
        picture = thumbnail(project, light, 300, 200, ratio=2.0)
        assert picture is not None
        assert (picture.width(), picture.height()) == (600, 400)
        image = picture.toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 400, 3)}
        assert len(colours) > 2
        assert image.pixelColor(2, 2).name() == light.paper
    assert thumbnail(project_of(""), light, 300, 200) is None
    flat = project_of("\n".join(f"c{number} Claim" for number in range(400)))
    assert thumbnail(flat, light, 300, 200) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((-5.0, "just now"), (59.0, "just now"), (60.0, "1 minute ago"), (7100.0, "1 hour ago")),
        *((3599.0, "59 minutes ago"), (7200.0, "2 hours ago"), (86_400.0, "1 day ago"), (1e6, "11 days ago")),
    ],
)
def test_ages_in_words(seconds: float, words: str) -> None:
    assert ages.ago(seconds) == words
