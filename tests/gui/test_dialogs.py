"""The boxes and dialogs: answered by keys and clicks, plain text throughout, nothing clipped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from contention.files.backups import Backup
from contention.model import edits
from contention.model.check import Finding
from contention.model.merge import Merged, merge
from contention.model.project import Claim
from contention.shell import worker
from contention.shell.answers import Unsaved
from contention.shell.appearance import DARK, LIGHT, Appearance
from contention.shell.crash import CrashHook, crash_box
from contention.shell.dialogs.about import AboutDialog
from contention.shell.dialogs.boxes import elsewhere_box, tell_box, unsaved_box, unsaved_choice
from contention.shell.dialogs.choose import ChooseClaim
from contention.shell.dialogs.earlier_versions import EarlierVersionsDialog
from contention.shell.dialogs.export import ExportDialog
from contention.shell.dialogs.keys import KeysDialog
from contention.shell.dialogs.merge import MergeDialog
from contention.shell.dialogs.preferences import PreferencesDialog
from contention.shell.dialogs.repair import RepairDialog
from contention.shell.export_request import ExportRequest, Subject
from contention.shell.preferences import Preferences, native
from contention.shell.table import SPECS
from tests.builders import MAP, project_of

HOSTILE = "<b>bold</b> <img src='/etc/passwd'>"
CLAIMS = [Claim(id="a", text=HOSTILE), Claim(id="b", text="Bread is cheap"), Claim(id="c")]
SUGGESTED = ExportRequest(Path("/home/reader/Map.png"))


SUBJECT = Subject(project_of("K one\n  + A two"), MAP, branch="K")


def hostile_merge() -> Merged:
    """Both copies wrote what Qt would take for HTML."""
    base = project_of("K one")
    mine, theirs = (edits.set_text(base, MAP, "K", f"{HOSTILE} {side}") for side in ("mine", "theirs"))
    return merge(base, mine, theirs)


def every_dialog(preferences: Preferences) -> list[QDialog]:
    return [
        unsaved_box(None, HOSTILE),
        tell_box(None, "Cannot open", HOSTILE),
        crash_box(HOSTILE),
        AboutDialog(),
        KeysDialog(preferences),
        ExportDialog(SUGGESTED, SUBJECT),
        RepairDialog(HOSTILE, [Finding("maps/a", HOSTILE)]),
        worker.progress_box(None, "Reading …"),
        PreferencesDialog(preferences),
        ChooseClaim("Which claim?", CLAIMS),
        elsewhere_box(None, HOSTILE),
        MergeDialog(HOSTILE, hostile_merge()),
        EarlierVersionsDialog(HOSTILE, [Backup(Path(HOSTILE), 0.0, 9, None)], project_of("K one")),
    ]


@pytest.fixture
def preferences(settings: QSettings, qapp: QApplication) -> Preferences:
    return Preferences(settings, qapp)


@pytest.fixture(params=range(13))
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, preferences: Preferences) -> QDialog:
    made = every_dialog(preferences)
    chosen = made.pop(request.param)
    for other in made:
        other.deleteLater()
    qtbot.addWidget(chosen)
    chosen.show()
    return chosen


def answer(act: Callable[[QWidget], object]) -> None:
    """Do something to the modal box that comes next."""

    def do() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        act(box)

    QTimer.singleShot(0, do)


# -- all of them -------------------------------------------------------------------------


def test_every_control_has_a_name(dialog: QDialog) -> None:
    for button in dialog.findChildren(QAbstractButton):
        if not button.objectName().startswith("qt_"):
            assert button.text() or button.accessibleName(), (dialog.objectName(), button)
    for field in (*dialog.findChildren(QComboBox), *dialog.findChildren(QAbstractSpinBox)):
        assert field.accessibleName(), field
    for text in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)):
        assert text.accessibleName() or text.objectName().startswith("qt_"), text
    assert dialog.windowTitle()


def test_nothing_is_taken_for_html(dialog: QDialog) -> None:
    if isinstance(dialog, QMessageBox):
        assert dialog.textFormat() is Qt.TextFormat.PlainText
    for label in dialog.findChildren(QLabel):
        rich = label.textFormat() is not Qt.TextFormat.PlainText
        assert not (rich and "<" in label.text()), label.text()


def test_nothing_is_clipped(dialog: QDialog) -> None:
    QApplication.processEvents()
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.objectName().startswith("qt_"):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= min(needed, label.sizeHint().height()) - 1, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width() - 1, label.text()


def test_escape_closes_it(dialog: QDialog) -> None:
    dialog.activateWindow()
    dialog.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# -- unsaved changes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "choice"), [(Qt.Key.Key_Return, Unsaved.SAVE), (Qt.Key.Key_Escape, Unsaved.CANCEL)]
)
def test_the_unsaved_question_by_keys(qtbot: QtBot, key: Qt.Key, choice: Unsaved) -> None:
    answer(lambda box: QTest.keyClick(box, key))
    assert unsaved_choice(None, "Bread") is choice


@pytest.mark.parametrize(
    ("button", "choice"),
    [
        (QMessageBox.StandardButton.Save, Unsaved.SAVE),
        (QMessageBox.StandardButton.Discard, Unsaved.DISCARD),
        (QMessageBox.StandardButton.Cancel, Unsaved.CANCEL),
    ],
)
def test_the_unsaved_question_by_mouse(
    qtbot: QtBot, button: QMessageBox.StandardButton, choice: Unsaved
) -> None:
    def click(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert "Bread" in box.text()
        QTest.mouseClick(box.button(button), Qt.MouseButton.LeftButton)

    answer(click)
    assert unsaved_choice(None, "Bread") is choice


# -- keys, about, repair -----------------------------------------------------------------


def test_the_sheet_of_keys_lists_every_key_of_the_table(qtbot: QtBot, preferences: Preferences) -> None:
    assert preferences.change("add-reason", "Ctrl+Shift+R")
    dialog = KeysDialog(preferences)
    qtbot.addWidget(dialog)
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for spec in SPECS:
        if keys := preferences.keys(spec.name):
            assert native(keys[0]) in words.splitlines(), spec.name
    assert "Ctrl+Shift+R" in words.splitlines()


def test_the_sheet_of_keys_is_not_larger_than_the_screen(qtbot: QtBot, preferences: Preferences) -> None:
    dialog = KeysDialog(preferences)
    qtbot.addWidget(dialog)
    screen = dialog.screen().availableSize()
    assert dialog.whole.width() > screen.width(), "else this shows nothing"
    assert dialog.width() < screen.width()
    assert dialog.height() < screen.height()


def test_a_claim_is_chosen_by_letters_and_enter(qtbot: QtBot) -> None:
    dialog = ChooseClaim("Which claim?", CLAIMS)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.search, "cheap bre")
    assert dialog.chosen() == "b"
    QTest.keyClicks(dialog.search, "x")
    assert dialog.chosen() is None
    assert not dialog.ok.isEnabled()
    dialog.search.clear()
    QTest.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.chosen() == "a"
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen() == "b"


def test_about_names_the_version_and_the_licence(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "0.1.0" in words
    assert "MIT" in words
    assert any(not label.pixmap().isNull() for label in dialog.findChildren(QLabel))


def test_the_repair_report_lists_what_was_found(qtbot: QtBot) -> None:
    findings = [Finding("maps/a/claims/b", "has no text"), Finding("maps/a", HOSTILE)]
    dialog = RepairDialog("x.contention", findings)
    qtbot.addWidget(dialog)
    assert dialog.list.toPlainText().splitlines() == ["maps/a/claims/b: has no text", f"maps/a: {HOSTILE}"]
    assert dialog.list.isReadOnly()


# -- long work ---------------------------------------------------------------------------


def test_short_work_shows_no_box(qtbot: QtBot) -> None:
    assert worker.run(None, "Reading …", lambda: 41 + 1) == 42
    assert worker.run(None, "Reading …", lambda: None) is None


def test_what_the_work_raises_is_raised(qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        worker.run(None, "Reading …", fail)


def test_long_work_shows_a_box_that_can_be_cancelled(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_MS", 20)
    release = threading.Event()

    def cancel() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QProgressDialog):
            QTimer.singleShot(10, cancel)
            return
        assert box.labelText() == "Reading …"
        QTest.mouseClick(box.findChild(QPushButton), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, cancel)
    with pytest.raises(worker.Cancelled):
        worker.run(None, "Reading …", lambda: release.wait(20))
    release.set()


def test_nothing_of_qt_ends_in_the_thread_of_work_that_was_given_up(qtbot: QtBot) -> None:
    release = threading.Event()
    ended: list[threading.Thread] = []
    running = worker._Running(lambda: release.wait(20))
    running.loop.destroyed.connect(lambda: ended.append(threading.current_thread()))
    del running
    release.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]


def test_long_work_that_ends_takes_its_box_away(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_MS", 1)

    def work() -> str:
        time.sleep(0.1)
        return threading.current_thread().name

    assert worker.run(None, "Reading …", work) == "contention-work"
    assert QApplication.activeModalWidget() is None


# -- when the program fails --------------------------------------------------------------


def test_a_mistake_of_the_program_is_one_box_however_often_it_comes(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = CrashHook()
    seen: list[str] = []

    def fail() -> None:
        try:
            _ = {}["a test's own mistake"]
        except KeyError as error:
            hook(KeyError, error, error.__traceback__)

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        assert "Traceback" in box.detailedText()
        assert "Traceback" not in box.text()
        fail()  # another one while the box stands
        box.reject()

    answer(look)
    fail()
    fail()
    assert len(seen) == 1
    assert "still open" in seen[0]
    assert "Traceback" not in capsys.readouterr().err


# -- light and dark ----------------------------------------------------------------------


def test_the_whole_program_changes_its_dress(
    qapp: QApplication, settings: QSettings, undressed: None
) -> None:
    appearance = Appearance(settings)
    appearance.set_scheme("dark")
    assert qapp.palette().window().color().name() == DARK.bar
    appearance.set_scheme("light")
    assert qapp.palette().window().color().name() == LIGHT.bar
    assert "@" not in qapp.styleSheet()
