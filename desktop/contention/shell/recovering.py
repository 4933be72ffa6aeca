"""Offers what crashes left behind, once the program has started, and opens what is restored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from contention.shell.safekeeping import recovery_folder

if TYPE_CHECKING:
    from contention.files.recovery import Recovered
    from contention.model.check import Finding
    from contention.shell.dialogs.recovery import RecoveryDialog
    from contention.shell.main_window import MainWindow


class Recovering(QObject):
    """The way from the recovery folder to windows. Nothing is deleted but by the person's choice."""

    def __init__(
        self,
        data: Path,
        windows: Callable[[], Sequence[MainWindow]],
        new_window: Callable[[], MainWindow],
        parent: QObject | None = None,
    ) -> None:
        """`data` is the program's own folder; `windows` are those that are open."""
        super().__init__(parent)
        self._folder = recovery_folder(data)
        self._windows, self._new_window = windows, new_window
        self.dialog: RecoveryDialog | None = None

    def offer(self) -> bool:
        """Show what there is over the first window; tell whether there is anything."""
        from contention.files.recovery import RecoveryStore
        from contention.files.sweep import sweep

        windows = self._windows()
        if self.dialog is not None or not windows or not self._folder.is_dir():
            return False
        threading.Thread(target=sweep, args=(self._folder,), name="contention-sweep", daemon=True).start()
        found = RecoveryStore(self._folder).list()
        if not found:
            return False
        from contention.shell.dialogs.recovery import Choices, RecoveryDialog

        over = windows[0]
        dialog = RecoveryDialog(
            found, Choices(self.restore, self.discard), over.appearance.map_theme, parent=over
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._ended)
        self.dialog = dialog
        dialog.open()
        return True

    def restore(self, found: Recovered) -> bool:
        """Open recovered work in a window; tell whether it is dealt with.

        What is sound goes on in the slot it was found in. A damaged piece stays as it is, and
        what could be read of it is opened as work of its own.
        """
        from contention.files.codec import decode
        from contention.files.errors import ProjectFileError

        try:
            decoded = decode(found.data(), name=self.tr("This piece of work"))
        except ProjectFileError as error:
            self._tell(str(error))
            return False
        window, made = self._window_for(found)
        documents, keeping = window.documents, window.safekeeping
        if decoded.findings or decoded.read_only:
            documents.take_up(decoded.project, None, None)
            self._come_forward(window)
            self._report(window, found, decoded.findings)
            return True
        if keeping is None or not keeping.autosave.take_over(
            found, lambda: documents.take_up(decoded.project, found.original, found.base)
        ):
            if made:
                window.close()
            self._tell(self.tr("Another window has restored this work in the meantime."))
            return True
        self._come_forward(window)
        return True

    def discard(self, found: Recovered) -> bool:
        """Delete recovered work, which the person agreed to; tell whether it is dealt with."""
        from contention.files.errors import ProjectFileError
        from contention.files.recovery import RecoveryStore

        try:
            removed = RecoveryStore(self._folder).remove(found)
        except ProjectFileError as error:
            self._tell(str(error))
            return False
        if not removed:
            self._tell(self.tr("Another window has restored this work in the meantime."))
        return True

    def _window_for(self, found: Recovered) -> tuple[MainWindow, bool]:
        """A window whose project may go without asking, and whether it was made for this."""
        windows = self._windows()
        for window in windows:
            session = window.session
            if not session.modified and session.path is not None and session.path == found.original:
                return window, False
        for window in windows:
            session = window.session
            untouched = session.path is None and not session.modified
            if untouched and not session.project.articles and not session.map.claims:
                return window, False
        return self._new_window(), True

    def _report(self, window: MainWindow, found: Recovered, findings: Sequence[Finding]) -> None:
        from contention.shell.dialogs.repair import RepairDialog

        report = RepairDialog(found.name or found.path.name, findings, window)
        report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        report.open()

    def _come_forward(self, window: MainWindow) -> None:
        window.show()
        window.raise_()
        window.activateWindow()

    def _tell(self, sentence: str) -> None:
        from contention.shell.dialogs import boxes

        boxes.tell(self.dialog, self.tr("Work that was not saved"), sentence)

    def _ended(self) -> None:
        self.dialog = None
