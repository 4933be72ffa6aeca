"""Work that may take long, off the window's thread, with a progress box that can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

T = TypeVar("T")

PATIENCE_MS = 300
"""How long a person waits without being told why."""


class Cancelled(Exception):  # noqa: N818  # nothing went wrong
    """The reader did not want to wait for the result."""


class _Done(QObject):
    happened = Signal()


def run(parent: QWidget | None, label: str, work: Callable[[], T]) -> T:
    """Do the work in a thread while the window goes on painting, and return what it returns.

    The box appears after `PATIENCE_MS`. What was cancelled runs to its end unseen: the
    work must be pure, so that nothing comes of it.

    Raises:
        Cancelled: the reader pressed Cancel or Esc.
        Exception: whatever the work raised.
    """
    results: list[T] = []
    errors: list[BaseException] = []
    done = _Done()
    loop = QEventLoop()
    done.happened.connect(loop.quit, Qt.ConnectionType.QueuedConnection)

    def call() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  # raised again in the window's thread
            errors.append(error)
        done.happened.emit()

    thread = threading.Thread(target=call, name="contention-work", daemon=True)
    thread.start()
    # For a moment nothing is shown, and nothing that the reader does is taken either.
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not results and not errors:
        box = progress_box(parent, label)
        box.canceled.connect(loop.quit)
        box.show()
        while not results and not errors and not box.wasCanceled():
            loop.exec()
        box.hide()
        box.deleteLater()
    if errors:
        raise errors[0]
    if not results:
        raise Cancelled
    return results[0]


def progress_box(parent: QWidget | None, label: str) -> QProgressDialog:
    """A box that says what is being waited for, with a button to wait no longer."""
    box = QProgressDialog(label, QCoreApplication.translate("Worker", "Cancel"), 0, 0, parent)
    box.setObjectName("progress")
    box.setWindowTitle(QCoreApplication.translate("Worker", "One moment"))
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setMinimumDuration(2**30)  # we show it ourselves: Qt's own guess needs a known end
    box.setMinimumWidth(320)
    return box
