"""A shown main window for the tests of the shell; it closes without asking when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.model.project import Project
from contention.shell.appearance import CONTROLS
from contention.shell.main_window import MainWindow
from tests.shell_asks import Answers, window_with

MakeWindow = Callable[..., tuple[MainWindow, Answers]]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of this test alone."""
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[None]:
    """The program's own colours are taken off again: they are the whole application's."""
    before = qapp.palette()
    yield
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setPalette(before)
        for control in CONTROLS:
            qapp.setPalette(before, control)


@pytest.fixture
def make_window(qtbot: QtBot, settings: QSettings, undressed: None) -> MakeWindow:
    """Makes main windows, shown and active."""

    def make(
        project: Project | None = None,
        path: Path | None = None,
        *,
        shown: bool = True,
        data: Path | None = None,
    ) -> tuple[MainWindow, Answers]:
        window, answers = window_with(settings, project, path, data=data)
        qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        if shown:
            with qtbot.waitExposed(window):
                window.show()
            window.activateWindow()
            window.reader.setFocus()
            qtbot.waitUntil(window.reader.hasFocus)
        return window, answers

    return make
