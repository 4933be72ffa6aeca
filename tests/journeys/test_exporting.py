"""A teacher's way with pictures: a slide for tomorrow, the same again after a change, and onto the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from contention.files.store import save
from contention.shell.dialogs.export import ExportDialog
from tests.builders import project_of
from tests.journeys.conftest import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OUTLINE = "K Bread is cheap\n  + A Flour costs little\n    + B Wheat grows well\n  - C Butter does not"


def in_the_dialog(hands: Hands, act: Callable[[ExportDialog], object]) -> None:
    """Press Ctrl+Shift+E and do something in the dialog that opens, which then is left by Enter."""

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ExportDialog) or not dialog.isActiveWindow():
            if dialog is not None:
                dialog.activateWindow()
            QTimer.singleShot(20, do)
            return
        try:
            act(dialog)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        finally:
            if dialog.isVisible():  # it would stop everything
                dialog.reject()

    QTimer.singleShot(20, do)
    hands.press(Qt.Key.Key_E, CTRL | SHIFT)
    hands.window.activateWindow()
    hands._qtbot.waitUntil(hands.window.isActiveWindow)
    hands.window.canvas.setFocus()


def keys(
    widget: QWidget, *pressed: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    widget.setFocus()
    for key in pressed:
        QTest.keyClick(widget, key, modifiers)


def project_in(folder: Path) -> Path:
    path = folder / "bread.contention"
    save(project_of(OUTLINE), path)
    return path


def test_a_slide_by_keys_alone_and_again_after_a_change(open_window, tmp_path: Path) -> None:
    hands: Hands = open_window(project_in(tmp_path))

    def choose(dialog: ExportDialog) -> None:
        keys(dialog.look.palette_box, Qt.Key.Key_End)  # ink
        keys(dialog.look.more["title"], Qt.Key.Key_Space)
        keys(dialog.look.dark, Qt.Key.Key_Space)
        keys(dialog.size_fields.width_px, Qt.Key.Key_A, modifiers=CTRL)
        QTest.keyClicks(dialog.size_fields.width_px, "1600")
        keys(dialog.file, Qt.Key.Key_A, modifiers=CTRL)
        QTest.keyClicks(dialog.file, "slide")

    in_the_dialog(hands, choose)
    slide = tmp_path / "slide.png"
    first = QImage(str(slide))
    assert first.width() == 1600
    assert first.pixelColor(1, 1).lightness() < 90, "dark, while the window is light"
    hands.click("C")
    hands.press(Qt.Key.Key_R)
    hands.type("It is dear")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_E, CTRL)
    second = QImage(str(slide))
    assert second.width() == 1600
    assert second.height() != first.height()
    assert str(slide) in hands.window.message.text()
    assert [path.name for path in tmp_path.glob("*.png")] == ["slide.png"]


def test_the_selected_branch_as_a_document_and_the_rest_untouched(open_window, tmp_path: Path) -> None:
    hands: Hands = open_window(project_in(tmp_path))
    before = (tmp_path / "bread.contention").read_bytes()
    hands.click("A")

    def choose(dialog: ExportDialog) -> None:
        keys(dialog.look.branch, Qt.Key.Key_Space)
        keys(dialog.file, Qt.Key.Key_A, modifiers=CTRL)
        QTest.keyClicks(dialog.file, "flour.md")
        dialog.format.setFocus()

    in_the_dialog(hands, choose)
    text = (tmp_path / "flour.md").read_text(encoding="utf-8")
    assert "Flour costs little" in text
    assert "Butter" not in text
    assert (tmp_path / "bread.contention").read_bytes() == before
    assert not hands.window.session.modified, "an export changes nothing"


def test_the_map_goes_onto_the_clipboard_and_the_words_stay_plain(open_window, tmp_path: Path) -> None:
    hands: Hands = open_window(project_in(tmp_path))
    hands.press(Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.hasImage()
    assert "Butter does not" in data.text()
