"""The real program with a person at it who never rests: started, and killed, by `crash`.

The person presses keys at the window: new claims, reasons and objections, their words written bit
by bit, undo and redo, now and then a save. After each step, half written words among them, the
digest of the project as it is then goes to the standard output, with the time; so the other side
knows what was there at every moment.
"""

from __future__ import annotations

import os
import random
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contention import __main__ as program
from contention.files.codec import encode
from contention.files.saver import digest_of
from contention.shell.main_window import MainWindow

WORDS = ("the owners", "of large machines", "say that scale", "is what makes them", "safe to use")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Person(QObject):
    """Presses keys, quickly, with short rests of a length that is left to chance."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        super().__init__(window)
        self._window, self._chance = window, chance
        # Half of them never rest for a second: then only the longest wait for a snapshot helps.
        self._rests = (20, 50, 100, 300) if chance.random() < 0.5 else (50, 300, 1500)
        self._left_to_write: list[str] = []
        window.session.history.changed.connect(self._report)
        window.canvas.typed.connect(self._report)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._window.activateWindow()
        self._window.canvas.setFocus()
        self._report()  # what it begins with
        self._act()

    def _act(self) -> None:
        if self._left_to_write:
            self._write()
        else:
            self._begin_something()
        QTimer.singleShot(self._chance.choice(self._rests), self, self._act)

    def _begin_something(self) -> None:
        keys = self._chance.choices(
            (self._claim, self._reason, self._undo, self._redo, self._up, self._save),
            weights=(1, 12, 2, 1, 4, 0.3),
        )[0]
        keys()

    def _claim(self) -> None:
        self._press(Qt.Key.Key_C)
        self._left_to_write = self._chance.choices(WORDS, k=self._chance.choice((1, 4, 30)))

    def _reason(self) -> None:
        if self._window.session.selection.current is None:
            self._claim()
            return
        self._press(self._chance.choice((Qt.Key.Key_R, Qt.Key.Key_O)))
        self._left_to_write = self._chance.choices(WORDS, k=self._chance.choice((1, 4, 30)))

    def _write(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or focus.objectName() != "claim-editor":
            self._left_to_write.clear()
            return
        QTest.keyClicks(focus, self._left_to_write.pop() + " ")
        if not self._left_to_write:
            QTest.keyClick(focus, Qt.Key.Key_Return)

    def _undo(self) -> None:
        self._press(Qt.Key.Key_Z, CTRL)

    def _redo(self) -> None:
        self._press(Qt.Key.Key_Z, CTRL | SHIFT)

    def _up(self) -> None:
        self._press(self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right)))

    def _save(self) -> None:
        if self._window.session.path is not None:
            self._press(Qt.Key.Key_S, CTRL)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        focus = QApplication.focusWidget()
        QTest.keyClick(focus if focus is not None else self._window.canvas, key, modifiers)

    def _report(self) -> None:
        """Written at once, so that it is known whatever happens next."""
        project = self._window.canvas.draft(self._window.session.project)
        line = f"{time.monotonic()} {digest_of(encode(project))}\n"
        os.write(1, line.encode())


def main(seed: int, arguments: list[str]) -> int:
    """Runs the program as a person would start it, and sits down at its first window."""

    def sit_down() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        Person(window, random.Random(seed))

    build = program.build_application

    def built() -> QApplication:
        application = build()
        QTimer.singleShot(0, application, sit_down)
        return application

    program.build_application = built
    return program.main(arguments)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
