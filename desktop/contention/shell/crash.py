"""What happens when the program itself fails: one sentence, the details to copy, and the project kept."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Crash", text)


class CrashHook:
    """Takes the place of `sys.excepthook` while the window is open.

    Qt goes on after an exception in a slot, and the project is a value that no
    half-done edit can have touched, so the window stays and can save.
    """

    def __init__(self) -> None:
        self._telling = False
        self._told: set[str] = set()

    def install(self) -> None:
        """From now on, exceptions that nobody caught end here."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:
            sys.stderr.write(f"contention: an error in the program: {kind.__name__}: {error}\n")
        # A fault in painting comes back with every repaint: say it once.
        where = "".join(traceback.format_tb(trace)[-1:])
        if self._telling or where in self._told or QApplication.instance() is None:
            return
        self._told.add(where)
        self._telling = True
        try:
            box = crash_box(details)
            box.exec()
            box.deleteLater()
        finally:
            self._telling = False


def crash_box(details: str) -> QMessageBox:
    """The box with its sentence; the details unfold and can be copied into a report."""
    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName("crash")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(tr("Something went wrong"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Contention made a mistake. Your project is still open and nothing in it was lost."))
    box.setInformativeText(tr("Please save it now. The details below help to put the mistake right."))
    box.setDetailedText(details)
    return box
