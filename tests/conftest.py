"""What every test shares: no display, its own settings folder, a pinned font, and no mess left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Qt is imported by anything: no window may open, and no scale of this machine may count.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_API"] = "pyside6"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own: no test reads or writes the settings, caches or pictures of a person."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in (
        ("HOME", "."),
        ("USERPROFILE", "."),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        (home / folder).mkdir(exist_ok=True)
        monkeypatch.setenv(variable, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def no_log_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning that nobody expected fails the test, as Qt's do (`qt_log_level_fail`)."""
    yield
    unexpected = [record for record in caplog.get_records("call") if record.levelname in {"WARNING", "ERROR"}]
    assert not unexpected, [record.getMessage() for record in unexpected]


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """A whole QApplication, dressed alike on every machine (see `qapp`)."""
    from PySide6.QtWidgets import QApplication

    class PinnedApplication(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            from PySide6.QtGui import QFont

            from contention.diagram.fonts import register_fonts

            register_fonts()
            self.setStyle("Fusion")
            self.setFont(QFont("Source Sans Pro", 10))
            self.setQuitOnLastWindowClosed(False)

    return PinnedApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The program's name, without pytest's own arguments."""
    return ["contention"]


@pytest.fixture(autouse=True)
def no_widgets_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window or dialog that a test leaves behind fails it; tests without Qt pay nothing."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication, QWidget

    before = {id(widget) for widget in QApplication.topLevelWidgets()}

    def left() -> list[QWidget]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before]

    yield  # pytest-qt has closed what was registered with qtbot when this goes on
    # Without a display Qt destroys what is on the clipboard after Python has ended, and crashes.
    QGuiApplication.clipboard().clear()
    if left():
        gc.collect()
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in left()]
    for widget in left():
        widget.hide()
        widget.deleteLater()
    left()
    assert not names, f"left behind: {names}"
