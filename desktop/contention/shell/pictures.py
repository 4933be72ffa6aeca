"""Pictures of the window and of its map, for where no window can be opened."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from contention.diagram.measure import TextMeasure
from contention.export.errors import ExportError
from contention.export.formats import write
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.export.sheet import make_sheet
from contention.shell.main_window import MainWindow


class PictureError(Exception):
    """A sentence: why a picture could not be written."""


def draw(window: MainWindow, folder: Path) -> list[Path]:
    """Write ``window.png`` and ``map.png`` into the folder, which is made where it is missing."""
    pictures = [folder / "window.png"]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        grab(window, pictures[0])
        if window.session.map.claims:
            pictures.append(folder / "map.png")
            session = window.session
            picture = PictureOptions(theme_id=window.appearance.palette_id)
            sheet = make_sheet(session.project, session.map.id, picture, TextMeasure())
            write(sheet, ExportOptions(size=Size(scale=2.0)), pictures[1])
    except (OSError, ExportError) as error:
        raise PictureError(str(error)) from error
    return pictures


def hush() -> None:
    """Keep the offscreen platform from saying, of every window, which hints it does not support."""

    def handle(_kind: object, _context: object, message: str) -> None:
        if "propagateSizeHints" not in message and sys.stderr is not None:
            sys.stderr.write(f"contention: {message}\n")

    qInstallMessageHandler(handle)


def grab(widget: QWidget, path: Path) -> None:
    """Show a widget, let it settle, and write what it looks like; raises OSError."""
    widget.show()
    for _ in range(4):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, 0)
    if not widget.grab().save(str(path), "PNG"):
        raise OSError(f"{path} could not be written.")
