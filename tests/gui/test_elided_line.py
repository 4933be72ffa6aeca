"""Lines of the window that give way: words go, never half letters, and what must be seen stays."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from contention.session.session import Session
from contention.shell.elided import ElidedLine
from contention.shell.main_window import MainWindow

NAME = "A very long name of a project that nobody would ever give to one but that somebody gave"


def test_a_line_without_room_ends_in_an_ellipsis_and_is_spoken_whole(qtbot: QtBot) -> None:
    line = ElidedLine("hint")
    qtbot.addWidget(line)
    line.setText(NAME)
    line.resize(120, 20)
    assert line.shown().endswith("…")
    assert line.fontMetrics().horizontalAdvance(line.shown()) <= 120
    assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) == NAME
    line.resize(2000, 20)
    assert line.shown() == NAME


def test_a_narrow_window_still_says_that_work_is_not_saved(qtbot: QtBot, settings) -> None:
    window = MainWindow(Session(), settings)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
    window.resize(900, 600)
    window.show()
    window.title.setText(f"{NAME} {NAME} · not saved")
    assert window.title.shown().startswith("A very long")
    assert window.title.shown().endswith("… · not saved")
    window.title.setFixedWidth(window.title.fontMetrics().horizontalAdvance("not saved · "))
    assert window.title.shown() == "not saved"
    window.hint.setText(f"R reason · {NAME} {NAME} {NAME}")
    assert window.hint.shown().startswith("R reason")
