"""A program start after a crash, with a person who restores what is offered; run as a script.

Prints what the dialog says, then the digest of the project in the window and whether it is unsaved.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contention import __main__ as program
from contention.files.codec import encode
from contention.files.saver import digest_of
from contention.shell.dialogs.recovery import RecoveryDialog
from contention.shell.main_window import MainWindow

LOOK_MS = 50
build = program.build_application


def restore() -> None:
    """Waits for the dialog, restores with Enter, tells, and ends the program."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, RecoveryDialog) or not dialog.isActiveWindow():
        QTimer.singleShot(LOOK_MS, restore)
        return
    print(" | ".join(dialog.work.about.text().splitlines()))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    print(digest_of(encode(window.session.project)), window.session.modified)
    if window.session.path is not None:
        window.documents.save()
    window.session.history.set_clean()
    window.close()


def built() -> QApplication:
    """The application, with the person before it."""
    application = build()
    QTimer.singleShot(0, restore)
    return application


if __name__ == "__main__":
    program.build_application = built
    sys.exit(program.main(sys.argv[1:]))
