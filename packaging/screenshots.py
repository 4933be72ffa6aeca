"""Draws the window and every dialog, light and dark, into a folder: ``make screenshots``.

The same machine or another, the same picture: no display, our own fonts, fixed sizes and
dots per inch, an empty settings folder, nothing that depends on the time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reading_pictures import Scene, reading_pictures

SCALES = {"1": "", "2": "-200"}
"""Every picture at 100 %; the main window alone at 200 %."""


def main(folder: Path) -> int:
    """Draw everything; each scale in a process of its own, because Qt reads it at its start."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale, suffix in SCALES.items():
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_FONT_DPI": "96",
            "QT_SCALE_FACTOR": scale,
            "QT_API": "pyside6",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        command = [sys.executable, __file__, str(folder), "--draw", suffix]
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603
        if done.returncode:
            return done.returncode
    return 0


def draw(folder: Path, suffix: str) -> None:
    """Draw in this process, which has been given a scale."""
    from PySide6.QtCore import QCoreApplication, QEvent, QSettings
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from contention.__main__ import build_application
    from contention.shell.appearance import Appearance
    from contention.shell.pictures import grab, hush

    hush()
    application = build_application()
    font = QFont("Source Sans Pro")
    font.setPointSizeF(10.5)
    application.setFont(font)
    QApplication.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as scratch:
        settings = QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat)
        appearance = Appearance(settings)
        drawn = []
        for scheme in ("light", "dark"):
            appearance.set_scheme(scheme)
            for name, widget in _shown(settings, appearance, only_window=bool(suffix)):
                path = folder / f"{name}-{scheme}{suffix}.png"
                grab(widget, path)
                print(path)  # noqa: T201
                widget.hide()
                drawn.append(widget)
        # All at once, while everything that they speak to is there.
        for widget in drawn:
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shown(settings, appearance, *, only_window: bool) -> Iterator[tuple[str, object]]:
    """Each picture's name and what is on it."""
    from contention.session.session import Session
    from contention.shell.main_window import MainWindow

    window = MainWindow(Session(), settings, appearance=appearance)
    window.resize(1440, 900)
    window.documents.open_sample()
    window.show()
    chosen = _claim_with_passage(window.session)
    window.canvas.setFocus()
    window.session.selection.select(chosen, origin="shell")
    _settle()
    yield "window", window
    if only_window:
        return
    empty = MainWindow(Session(), settings, appearance=appearance)
    empty.resize(1440, 900)
    yield "window-empty", empty
    said = MainWindow(Session(), settings, appearance=appearance)
    said.resize(1440, 900)
    said.documents.open_sample()
    said.show()
    _settle()
    said.session.refused.emit("Select a claim or an inference on the map first, then add to it.")
    yield "window-message", said
    for name, arrange in (("window-panes", _panes), ("window-find", _find), ("window-branch", _branch)):
        other = MainWindow(Session(), settings, appearance=appearance)
        other.resize(1440, 900)
        other.documents.open_sample()
        other.show()
        other.canvas.setFocus()
        other.session.selection.select(chosen, origin="shell")
        arrange(other)
        _settle()
        yield name, other
    yield from _dialogs(said, chosen)
    with tempfile.TemporaryDirectory() as scratch:
        opened = partial(MainWindow, settings=settings, appearance=appearance)
        yield from reading_pictures(Scene(lambda: opened(Session()), _settle, Path(scratch)))


def _dialogs(said, chosen) -> Iterator[tuple[str, object]]:
    """The dialogs and boxes, over a window that shows the sample."""
    from contention.model.check import Finding
    from contention.shell.dialogs.about import AboutDialog
    from contention.shell.dialogs.boxes import tell_box, unsaved_box
    from contention.shell.dialogs.choose import ChooseClaim
    from contention.shell.dialogs.export import ExportDialog
    from contention.shell.dialogs.keys import KeysDialog
    from contention.shell.dialogs.preferences import PreferencesDialog
    from contention.shell.dialogs.repair import RepairDialog
    from contention.shell.export_request import ExportRequest
    from contention.shell.worker import progress_box

    export = ExportDialog(
        ExportRequest(Path("/home/reader/Who owns the machines.png")), said.exports.subject()
    )
    export.show()
    while not export.drawn():
        _settle()
    yield "export", export
    preferences = PreferencesDialog(said.preferences)
    preferences.keys.choose("add-reason")
    yield "preferences", preferences
    keys = KeysDialog(said.preferences)
    keys.resize(keys.whole)  # the screen that there is not would be too small
    yield "keys", keys
    claims = [claim for claim in said.session.map.claims.values() if claim.id != chosen]
    yield "choose-claim", ChooseClaim("Which claim speaks for the selected one as well?", claims)
    yield "about", AboutDialog()
    yield "unsaved", unsaved_box(None, "Who owns the machines?")
    yield "error", tell_box(None, "Cannot open the project", "“notes.contention” is no Contention project.")
    yield "progress", progress_box(None, "Reading a-long-book.txt …")
    findings = [
        Finding("maps/9c1f0a/claims/77b2", "The text is missing; the claim was opened empty."),
        Finding(
            "maps/9c1f0a/inferences/0e51", "It supports a claim that is not in the file; it was left out."
        ),
    ]
    yield "repair", RepairDialog("seminar.contention", findings)
    yield from _kept_safe(said)


def _kept_safe(said) -> Iterator[tuple[str, object]]:
    """What a crash left, two copies brought together, and earlier versions of a project."""
    from unittest.mock import patch

    from contention.files.backups import Backup
    from contention.files.codec import encode
    from contention.files.recovery import Recovered, RecoveryStore
    from contention.model import edits
    from contention.model.merge import merge
    from contention.shell.dialogs.earlier_versions import EarlierVersionsDialog
    from contention.shell.dialogs.merge import MergeDialog
    from contention.shell.dialogs.recovery import Choices, RecoveryDialog

    project, map_id = said.session.project, said.session.map_id
    top, first, *_ = said.session.view.structure().reading_order()
    claims = [item for item in (top, first, *said.session.map.claims) if item in said.session.map.claims]

    def reworded(words: str, claim: str = claims[0]):
        return edits.set_text(project, map_id, claim, words)

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        mine = reworded("AI should run on machines that its users own.")
        RecoveryStore(folder / "recovery").write(encode(mine), "Who owns the machines?", None)
        left = next((folder / "recovery").glob("*.recovery"))
        count = len(mine.maps[map_id].claims)
        found = Recovered(left, "Who owns the machines?", None, None, 1_741_600_000, count)
        choices = Choices(lambda _: False, lambda _: False)
        # Else the picture would say another time whenever it is made.
        with patch("contention.shell.dialogs.recovery.time.time", lambda: 1_741_600_300):
            dialog = RecoveryDialog([found], choices, said.appearance.map_theme)
        yield "recovery", dialog
        theirs = reworded("Some of the machines that AI runs on should belong to the public.")
        yield "merge", MergeDialog("seminar.contention", merge(project, mine, theirs))
        versions = []
        for number, (day, changed) in enumerate(((1_741_600_000, theirs), (1_741_510_000, project))):
            version = folder / f"{number}.contention"
            version.write_bytes(encode(changed))
            versions.append(Backup(version, float(day), version.stat().st_size, count))
        yield "earlier-versions", EarlierVersionsDialog("seminar.contention", versions, project)


def _panes(window) -> None:
    """Outline and details beside the map."""
    window.panes.toggle("outline")
    window.panes.toggle("details")
    # What is shown is remembered: the next window begins without them.
    window.settings.remove("window")


def _find(window) -> None:
    """A search, over two maps as tabs."""
    from contention.session import map_commands

    first = window.session.map_id
    map_commands.new_map(window.session, "A second reading")
    window.session.show_map(first)
    window.find_bar.open()
    window.find_bar.field.setText("machines")
    window.find_bar.go(1)


def _branch(window) -> None:
    """One branch alone."""
    window.session.view.set_focus(window.session.selection.current)


def _claim_with_passage(session) -> str:
    """A premise that rests on a passage, so that both panes have something to show."""
    from contention.model.structure import Structure

    structure = Structure(session.map)
    return next(
        item
        for item in structure.reading_order()
        if item in session.map.claims and structure.uses_of.get(item) and session.map.claims[item].passages
    )


def _settle() -> None:
    """Let what comes late come: the flash of a passage fades within two seconds."""
    import time

    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    if "--draw" in sys.argv:
        draw(where, sys.argv[-1] if sys.argv[-1] != "--draw" else "")
        sys.exit(0)
    sys.exit(main(where))
