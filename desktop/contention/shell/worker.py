"""Work that may take long, off the window's thread, with a progress box that can be cancelled."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressDialog, QWidget

T = TypeVar("T")
Progress = Callable[[int, int], bool]
"""Told how much of how much is done; whether to go on."""

PATIENCE_MS = 300
"""How long a person waits without being told why."""
LOOK_MS = 50
"""Between two looks at how much is done."""


class Cancelled(Exception):  # noqa: N818  # nothing went wrong
    """The reader did not want to wait for the result."""


class Waiting(QObject):
    """What long work says, and is told, while a person waits for it; it may be used from any thread."""

    _said = Signal(float)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._given_up = threading.Event()
        self._box: QProgressDialog | None = None
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def progress(self, done: float) -> None:
        """Say how much is done, from 0 to 1."""
        self._said.emit(done)

    def given_up(self) -> bool:
        """Whether nobody waits any more, so that the work should stop."""
        return self._given_up.is_set()

    def give_up(self) -> None:
        """Nobody waits any more."""
        self._given_up.set()

    def show_in(self, box: QProgressDialog | None) -> None:
        """Let this box show what is said from now on; none any more where it is None."""
        self._box = box

    def _show(self, done: float) -> None:
        if self._box is not None:
            # Never the maximum: at that the box would close and start anew.
            self._box.setMaximum(100)
            self._box.setValue(min(99, int(100 * done)))


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
    return follow(parent, label, lambda _: work())


def follow(parent: QWidget | None, label: str, work: Callable[[Waiting], T]) -> T:
    """`run` for work that says how far it is, and stops where it was given up.

    Raises:
        Cancelled: the reader pressed Cancel or Esc.
        Exception: whatever the work raised.
    """
    waiting = Waiting()
    running = _Running(lambda: work(waiting), waiting.deleteLater)
    if not running.wait_a_moment():
        box = progress_box(parent, label)
        box.canceled.connect(running.loop.quit)
        waiting.show_in(box)
        box.show()
        while not running.ended and not box.wasCanceled():
            running.loop.exec()
        waiting.show_in(None)
        box.hide()
        box.deleteLater()
        if box.wasCanceled():
            waiting.give_up()
    if not running.ended:
        raise Cancelled
    return running.result()


def run_to_end(parent: QWidget | None, label: str, work: Callable[[Progress], T]) -> T:
    """Do work that writes in a thread, and return what it returns: it is never left half done.

    The work is given a function to tell its progress to. After Cancel or Esc that
    answers False, and the work itself raises, or ends where it is too late to stop.

    Raises:
        Exception: whatever the work raised.
    """
    stop = threading.Event()
    shares = [0.0]

    def progress(part: int, whole: int) -> bool:
        shares[0] = part / max(whole, 1)
        return not stop.is_set()

    running = _Running(lambda: work(progress))
    if not running.wait_a_moment():
        box = progress_box(parent, label)
        box.setAutoReset(False)
        box.setAutoClose(False)

        def follow() -> None:
            if shares[0] and not stop.is_set():
                box.setMaximum(100)
                box.setValue(min(99, round(100 * shares[0])))

        def stopping() -> None:
            stop.set()
            box.setLabelText(QCoreApplication.translate("Worker", "Stopping …"))
            box.setCancelButton(None)
            box.show()

        box.canceled.connect(stopping)
        box.show()
        looking = QTimer(box)
        looking.timeout.connect(follow)
        looking.start(LOOK_MS)
        while not running.ended:
            running.loop.exec()
        looking.stop()
        box.hide()
        box.deleteLater()
    return running.result()


def share(progress: Progress) -> Callable[[float], bool]:
    """The same progress for work that tells it as a number from 0 to 1."""
    return lambda done: progress(round(1000 * done), 1000)


class _Running(Generic[T]):
    """Work in a thread, and the loop that waits for it."""

    def __init__(self, work: Callable[[], T], *follow_ups: Callable[[], None]) -> None:
        """The follow-ups are called in the window's thread when the work has ended."""
        # Where it was given up, the thread is the last to know of this. Nothing of Qt may end there:
        # the loop may just be told something. So both belong to the application, and end in its thread.
        application = QCoreApplication.instance()
        self.loop = QEventLoop(application)
        self._results: list[T] = []
        self._errors: list[BaseException] = []
        self._done = _Done(application)
        for follow_up in (self.loop.quit, *follow_ups, self.loop.deleteLater, self._done.deleteLater):
            self._done.happened.connect(follow_up, Qt.ConnectionType.QueuedConnection)

        def call() -> None:
            try:
                self._results.append(work())
            except BaseException as error:  # noqa: BLE001  # raised again in the window's thread
                self._errors.append(error)
            with contextlib.suppress(RuntimeError):  # the application ended meanwhile
                self._done.happened.emit()

        threading.Thread(target=call, name="contention-work", daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether there is a result, or an error."""
        return bool(self._results or self._errors)

    def wait_a_moment(self) -> bool:
        """Wait `PATIENCE_MS`, for which nothing is shown and nothing that the reader does is taken."""
        QTimer.singleShot(PATIENCE_MS, self.loop, self.loop.quit)
        self.loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self.ended

    def result(self) -> T:
        """What the work returned; raises what it raised."""
        if self._errors:
            raise self._errors[0]
        return self._results[0]


def progress_box(parent: QWidget | None, label: str) -> QProgressDialog:
    """A box that says what is being waited for, with a button to wait no longer."""
    box = QProgressDialog("", QCoreApplication.translate("Worker", "Cancel"), 0, 0, parent)
    words = QLabel(label)
    words.setTextFormat(Qt.TextFormat.PlainText)  # it may hold a file's name
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setLabel(words)
    box.setObjectName("progress")
    box.setWindowTitle(QCoreApplication.translate("Worker", "One moment"))
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setMinimumDuration(2**30)  # we show it ourselves: Qt's own guess needs a known end
    box.setMinimumWidth(320)
    return box
