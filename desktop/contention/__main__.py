"""The composition root: from the command line to a command or to windows."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contention import cli
from contention.shell import display

if TYPE_CHECKING:
    import argparse

    from PySide6.QtWidgets import QApplication

    from contention.shell.main_window import MainWindow

RECOVERY_AFTER_MS = 400
"""After the start, when the first window stands and has its icons."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run Contention and return its exit code; what goes wrong is told in one sentence."""
    request = cli.parse(sys.argv[1:] if argv is None else argv)
    try:
        if request.command != "open":
            return cli.run(request)
        return _open(request)
    except ImportError as error:
        problem = display.import_problem(error)
        if not problem:
            raise
        _complain(problem)
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone (`… | head`): Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _open(request: argparse.Namespace) -> int:
    verdict = display.check()
    folder: Path | None = request.without_display
    if verdict.problem and (verdict.missing or folder is None):
        _complain(verdict.problem)
        return 1
    if verdict.problem and folder is not None:
        cli.say(f"{verdict.problem} Drawing the window and the map into {folder}{os.sep} instead.")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _draw(request, folder)
    if verdict.platform:
        os.environ.setdefault("QT_QPA_PLATFORM", verdict.platform)
    return _run(request)


def _run(request: argparse.Namespace) -> int:
    """Open a window for each file, and stay until the last is closed."""
    # What is made now stays: looking for rubbish in it would cost some 10 ms.
    gc.disable()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from contention.shell.collector import IdleCollector
    from contention.shell.crash import CrashHook
    from contention.shell.recovering import Recovering

    application = build_application()
    CrashHook().install()
    data = data_folder()
    windows: list[MainWindow] = []
    make = _window_maker(data)

    def new_window() -> MainWindow:
        windows.append(make())
        return windows[-1]

    opened = [(new_window(), path) for path in _paths(request)]
    for window, path in opened:
        window.show()
        # Shown first, so that what opening asks has a window to stand over. Painted after this.
        _fill(window, path, sample=request.sample)
    IdleCollector(QApplication.instance())
    recovering = Recovering(
        data,
        lambda: [window for window in windows if window.isVisible()],
        new_window,
        QApplication.instance(),
    )
    # After the first paint: what a crash left behind never keeps the window waiting.
    QTimer.singleShot(RECOVERY_AFTER_MS, recovering, recovering.offer)
    return application.exec()


def _draw(request: argparse.Namespace, folder: Path) -> int:
    """Draw the first window and its map into a folder, without a display."""
    from contention.shell import pictures

    pictures.hush()
    build_application()
    # A picture is no work: nothing is kept for a crash, and nothing offered.
    window = _window_maker(None)()
    _fill(window, _paths(request)[0], sample=request.sample)
    window.load_icons()
    try:
        written = pictures.draw(window, folder)
    except pictures.PictureError as error:
        _complain(str(error))
        return 1
    for picture in written:
        cli.say(str(picture))
    return 0


def build_application() -> QApplication:
    """The QApplication with the program's name, style and fonts."""
    from PySide6.QtWidgets import QApplication

    from contention import __version__
    from contention.diagram.fonts import register_fonts

    application = QApplication(["contention"])
    application.setApplicationName("contention")
    application.setApplicationDisplayName("")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("contention")
    application.setStyle("Fusion")
    register_fonts()
    return application


def data_folder() -> Path:
    """The program's own folder for this person, where snapshots, earlier versions and locks are."""
    from PySide6.QtCore import QStandardPaths

    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def _paths(request: argparse.Namespace) -> list[Path | None]:
    """What to open, a window for each; None is an empty one, or the sample."""
    paths: list[Path | None] = list(request.files)
    if request.sample or not paths:
        paths.insert(0, None)
    return paths


def _window_maker(data: Path | None) -> Callable[[], MainWindow]:
    """Makes windows that share settings, appearance and preferences."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from contention.reader.memory import ReadingMemory
    from contention.session.session import Session
    from contention.shell.appearance import Appearance
    from contention.shell.main_window import MainWindow
    from contention.shell.preferences import Preferences

    scope = QSettings.Scope.UserScope
    settings = QSettings(
        QSettings.Format.IniFormat, scope, "Contention", "Contention", QApplication.instance()
    )
    appearance = Appearance(settings, QApplication.instance())
    appearance.apply()
    preferences = Preferences(settings, QApplication.instance())
    memory = ReadingMemory(settings, QApplication.instance())

    def make() -> MainWindow:
        return MainWindow(
            Session(), settings, appearance=appearance, preferences=preferences, memory=memory, data=data
        )

    return make


def _fill(window: MainWindow, path: Path | None, *, sample: bool) -> None:
    if path is not None:
        window.documents.open(path)
    elif sample:
        window.documents.open_sample()


def _complain(problem: str) -> None:
    """A problem of the machine; the packages to install stand on lines of their own."""
    first, *more = problem.splitlines()
    cli.complain(first)
    for line in more:
        cli.say(line, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
