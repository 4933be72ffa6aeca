"""Exporting from the main window: repeated in place, remembered, linked, cancelled, copied, printed."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from contention.export.formats import FORMATS, Format
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.files.atomic import TEMPORARY
from contention.files.store import save
from contention.model.project import read_only
from contention.shell import worker
from contention.shell.export_request import ExportRequest
from contention.shell.exports_kept import REMEMBERED, KeptExports
from tests.builders import map_of, project_of
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MAP = "K Bread is cheap\n  + A Flour costs little"


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two maps."""
    path = tmp_path / "bread.contention"
    other = replace(map_of("L Cake is dear", "Cake"), id="n", order=2.0)
    whole = project_of(MAP)
    save(replace(whole, maps=read_only({**whole.maps, "n": other})), path)
    return path


def to(path: Path, options: ExportOptions | None = None):
    return lambda request: request._replace(path=path, options=options or request.options)


# -- again in place ----------------------------------------------------------------------


def test_each_map_has_its_own_file_and_looks_as_the_last(
    make_window: MakeWindow, project: Path, settings: QSettings
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    first = project.parent / "first.svg"
    looks = ExportOptions(format="svg", picture=PictureOptions(theme_id="ink"), size=Size(width_px=500))
    answers.change = to(first, looks)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    before = first.read_bytes()
    press(Qt.Key.Key_PageDown)
    assert window.session.map.title == "Cake"
    press(Qt.Key.Key_E)
    second = project.parent / "Cake.svg"
    assert b"Cake is dear" in second.read_bytes()
    assert first.read_bytes() == before, "the other map has a file of its own"
    window.close()
    settings.sync()
    other, others = make_window()
    assert other.documents.open(project)
    first.unlink()
    press(Qt.Key.Key_E)
    assert first.read_bytes() == before
    assert not others.asked


def test_a_branch_is_repeated_and_asked_for_when_it_is_gone(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    picture = PictureOptions(part="branch", chosen=("A",))
    path = project.parent / "branch.md"
    answers.change = to(path, ExportOptions(format="markdown", picture=picture))
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert "Bread" not in path.read_text(encoding="utf-8")
    path.unlink()
    press(Qt.Key.Key_E)
    assert "Flour" in path.read_text(encoding="utf-8")
    window.canvas.setFocus()
    window.session.selection.select("A")
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert "A" not in window.session.map.claims
    path.unlink()
    answers.asked.clear()
    answers.change = lambda _request: None
    press(Qt.Key.Key_E)
    assert answers.asked == ["export branch.md"]
    assert not path.exists()


def test_what_is_folded_now_stays_folded_unless_told(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    path = project.parent / "folded.md"
    answers.change = to(path, ExportOptions(format="markdown"))
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert "Flour" in path.read_text(encoding="utf-8")
    window.session.view.fold(["K"], True)
    press(Qt.Key.Key_E)
    assert "Flour" not in path.read_text(encoding="utf-8")
    answers.change = lambda request: request._replace(folded=False)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert "Flour" in path.read_text(encoding="utf-8")
    assert answers.subject is not None
    assert answers.subject.folded == {"K"}


# -- the notice --------------------------------------------------------------------------


class Opener(QObject):
    """Takes what the system would be asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


def test_the_notice_links_to_the_file_and_its_folder(make_window: MakeWindow, project: Path) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        press(Qt.Key.Key_E)
        picture = project.parent / "Map.png"
        assert str(picture) in window.message.text()
        buttons = [button for button in window.message.findChildren(QPushButton) if button.isVisible()]
        assert [button.accessibleName() for button in buttons] == [
            "Open the exported file",
            "Open the folder of the exported file",
        ]
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        buttons[1].setFocus()
        QTest.keyClick(buttons[1], Qt.Key.Key_Space)
        assert opener.opened == [picture, picture.parent]
        window.message._time_over()
        assert window.message.text(), "not away from under the keyboard"
        window.reader.setFocus()
        window.session.refused.emit("Something else.")
        assert not [button for button in window.message.findChildren(QPushButton) if button.isVisible()]
    finally:
        QDesktopServices.unsetUrlHandler("file")


# -- long exports ------------------------------------------------------------------------


class Slow(Format):
    """A format that takes until it is let go, telling what is done."""

    __slots__ = ()
    go = threading.Event()

    def encode(self, sheet, options, progress):
        from contention.export.encoding import Output, told

        for step in range(2000):
            told(progress, step / 2000)
            if self.go.wait(0.01):
                break
        return (Output("", b"slow"),)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[Slow]:
    Slow.go = threading.Event()
    monkeypatch.setitem(FORMATS, "slow", Slow("slow", ".slow", "Slow"))
    return Slow


def over_the_window(window, answers) -> None:
    """Wait as the real window does."""
    answers.wait_to_end = lambda label, work: worker.run_to_end(window, label, work)


def progress_shown() -> QProgressDialog | None:
    box = QApplication.activeModalWidget()
    return box if isinstance(box, QProgressDialog) else None


def test_a_long_export_shows_progress_and_is_cancelled_whole(
    make_window: MakeWindow, project: Path, slow: type[Slow], qtbot: QtBot
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    over_the_window(window, answers)
    path = project.parent / "map.slow"
    path.write_bytes(b"old")
    answers.change = to(path, ExportOptions(format="slow"))
    values: list[int] = []

    def watch() -> None:
        box = progress_shown()
        if box is None or box.value() < 1:
            QTimer.singleShot(20, watch)
            return
        values.append(box.value())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(20, watch)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert values
    assert "cancelled" in window.message.text()
    assert not answers.told
    time.sleep(0.05)  # the thread hears of it
    assert path.read_bytes() == b"old"
    assert not list(project.parent.glob(TEMPORARY))


def test_a_long_export_ends_well(make_window: MakeWindow, project: Path, slow: type[Slow]) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    over_the_window(window, answers)
    path = project.parent / "map.slow"
    answers.change = to(path, ExportOptions(format="slow"))

    def watch() -> None:
        if progress_shown() is None:
            QTimer.singleShot(20, watch)
        else:
            slow.go.set()

    QTimer.singleShot(20, watch)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert path.read_bytes() == b"slow"


def test_too_late_to_cancel_waits_for_the_end(qtbot: QtBot) -> None:
    """Once the files are being put in place, Cancel changes nothing any more."""
    released = threading.Event()

    def work(progress: worker.Progress) -> str:
        assert progress(1, 1)
        released.wait(10)
        return "written"

    def cancel() -> None:
        box = progress_shown()
        if box is None:
            QTimer.singleShot(20, cancel)
            return
        QTest.keyClick(box, Qt.Key.Key_Escape)
        QTimer.singleShot(100, released.set)

    QTimer.singleShot(20, cancel)
    assert worker.run_to_end(None, "Writing …", work) == "written"


def test_all_formats_are_encoded_beside_the_windows_own_painting(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    """The thread and the window use the same fonts at the same time."""
    window, answers = make_window()
    assert window.documents.open(project)
    over_the_window(window, answers)
    painting = QTimer(window, interval=0)
    painting.timeout.connect(window.canvas.viewport().repaint)
    painting.start()
    for one in FORMATS.values():
        path = project.parent / f"all{one.suffix}"
        answers.change = to(path, ExportOptions(format=one.id))
        window.activateWindow()
        window.reader.setFocus()
        qtbot.waitUntil(window.reader.hasFocus)
        press(Qt.Key.Key_E, CTRL | SHIFT)
        assert path.stat().st_size > 100, one.id
    painting.stop()
    assert not answers.told


# -- remembering -------------------------------------------------------------------------


def test_settings_that_hold_anything_else_are_no_harm(tmp_path: Path, settings: QSettings) -> None:
    kept = KeptExports(settings)
    project = tmp_path / "p.contention"
    wanted = ExportRequest(tmp_path / "a.svg", ExportOptions(format="svg"), folded=False)
    for bad in ("", "{", "[]", "3", json.dumps({str(project): [1]}), json.dumps({str(project): {"m": 1}})):
        settings.setValue("exports", bad)
        assert kept.of_map(project, "m") is None
        assert kept.latest(project) is None
        kept.keep(project, "m", wanted)
        assert kept.of_map(project, "m") == wanted
    for change in (
        {"path": 3},
        {"path": "/a\0b/c"},
        {"path": "a.png"},
        {"path": "/nowhere/at/all.png"},
        {"options": {"format": "exe"}},
    ):
        everything = json.loads(str(settings.value("exports")))
        everything[str(project)]["m"].update(change)
        settings.setValue("exports", json.dumps(everything))
        assert kept.of_map(project, "m") is None
        kept.keep(project, "m", wanted)


def test_the_latest_projects_and_maps_are_remembered(tmp_path: Path, settings: QSettings) -> None:
    kept = KeptExports(settings)
    projects = [tmp_path / f"{number}.contention" for number in range(REMEMBERED + 1)]
    for path in projects:
        kept.keep(path, "m", ExportRequest(tmp_path / "m.png"))
    assert kept.latest(projects[0]) is None
    assert kept.latest(projects[1]) is not None
    kept.keep(projects[1], "n", ExportRequest(tmp_path / "n.png"))
    kept.keep(projects[1], "m", ExportRequest(tmp_path / "again.png"))
    latest = kept.latest(projects[1])
    assert latest is not None
    assert latest.path.name == "again.png"


# -- clipboard and paper -----------------------------------------------------------------


def test_the_map_is_copied_as_picture_drawing_page_and_words(make_window: MakeWindow, project: Path) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    press(Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    image = data.imageData()
    assert image.width() > 3 * window.canvas.diagram.bounds.width
    assert bytes(data.data("image/png").data()).startswith(b"\x89PNG")
    assert b"Flour costs little" in bytes(data.data("image/svg+xml").data())
    assert bytes(data.data("text/html").data()).startswith(b'<img src="data:image/png;base64,')
    assert "Flour costs little" in data.text()
    assert "Copied" in window.message.text()


def test_words_on_the_clipboard_are_escaped(make_window: MakeWindow) -> None:
    make_window(project_of('K <b>&"]]>\u0001', title='<b>&"]]>'))
    press(Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    page = bytes(data.data("text/html").data()).decode()
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert '<b>&"]]>' in data.text()


def test_what_is_too_large_for_a_clipboard_is_made_smaller(make_window: MakeWindow, project: Path) -> None:
    from contention.shell import picture_mime

    window, answers = make_window()
    assert window.documents.open(project)
    answers.change = to(project.parent / "a.svg", ExportOptions(format="svg", size=Size(width_px=60_000)))
    press(Qt.Key.Key_E, CTRL | SHIFT)
    press(Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    image = data.imageData()
    pixels = image.width() * image.height()
    assert 0.9 * picture_mime.MOST_PIXELS < pixels < 1.1 * picture_mime.MOST_PIXELS
    assert not answers.told


def test_ctrl_p_prints_the_map_on_white(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    dark = ExportOptions(format="svg", picture=PictureOptions(theme_id="safe", dark=True))
    answers.change = to(project.parent / "a.svg", dark)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    press(Qt.Key.Key_P)
    ((sheet, options),) = answers.printed
    assert sheet.background == "#ffffff"
    assert options.picture.theme_id == "safe"
    assert sheet.title == "Map"


def test_an_empty_map_has_nothing_to_copy_or_print(make_window: MakeWindow) -> None:
    window, _ = make_window()
    for name in ("copy-picture", "print", "export", "export-again"):
        assert not window.actions_table[name].isEnabled()


def test_a_map_too_large_for_the_usual_resolution_is_exported_with_what_fits(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contention.export.png_size.LONGEST_SIDE", 600)
    window, answers = make_window()
    assert window.documents.open(project)
    press(Qt.Key.Key_E)
    assert not answers.told
    assert "more would be too large" in window.message.text()
    picture = QImage(str(next(project.parent.glob("*.png"))))
    assert 400 < max(picture.width(), picture.height()) <= 600
    press(Qt.Key.Key_E)
    assert not answers.told, "the next time too"
