"""What autosave costs the window at 5,000 claims: its longest block, and an edit in mid-snapshot."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.files.recovery import RecoveryStore
from contention.model import edits
from contention.session import commands
from contention.session.autosave import About, Autosave
from contention.session.session import Session
from contention.shell.collector import IdleCollector
from tests.benchmarks.measuring import Figure, key_to_repaint, tell, tree_project
from tests.benchmarks.test_files_bench import large_project
from tests.benchmarks.test_map_bench import give_keys, open_canvas

pytestmark = pytest.mark.bench

BLOCK = 16.0
"""Milliseconds that a snapshot may block the window at once."""
TIMES = 15


@pytest.fixture(autouse=True)
def collector_as_in_the_program(qapp: QApplication) -> Iterator[None]:
    """The garbage collector rests while someone works, as `__main__` lets it."""
    owner = QObject()
    IdleCollector(owner)
    yield
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)


def saving(session: Session, folder: Path) -> Autosave:
    about = About("Large", None, None)
    return Autosave(session, RecoveryStore(folder), lambda: about, rest_ms=0)


def test_a_snapshot_blocks_the_window_for_moments(qapp: QApplication, tmp_path: Path) -> None:
    session = Session(large_project())
    autosave = saving(session, tmp_path)
    kept: list[bool] = []
    autosave.kept.connect(lambda: kept.append(True))
    claim = next(iter(session.map.claims))
    longest, whole = [], []
    for turn in range(TIMES):
        session.edit(
            "Edit claim",
            partial(edits.set_text, map_id=session.map_id, claim_id=claim, text=f"Said otherwise {turn}"),
        )
        worst, start = 0.0, time.perf_counter()
        while len(kept) <= turn:
            before = time.perf_counter()
            QApplication.processEvents()
            worst = max(worst, time.perf_counter() - before)
        longest.append(1000 * worst)
        whole.append(1000 * (time.perf_counter() - start))
    autosave.close()
    tell(
        "autosave of 5,000 claims, 6,000 links and 5,000 passages",
        [
            Figure("longest block of the window, median", statistics.median(longest), BLOCK),
            Figure(f"longest block of the window, worst of {TIMES}", max(longest)),
            Figure("a snapshot from its start to the disk, in the worker", statistics.median(whole)),
        ],
    )


def test_an_edit_while_a_snapshot_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session(tree_project(5_000))
    canvas = open_canvas(qtbot, session)
    give_keys(canvas, session)
    canvas.set_zoom(1.0)
    autosave = saving(session, tmp_path)
    found: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(TIMES):
        for writing in (False, True):
            canvas.setFocus()
            session.selection.select(session.map.inferences[f"i{4 * (1 + turn * 60)}"].premises[0])
            qtbot.waitUntil(lambda: autosave._worker is None)
            autosave._timer.stop()
            QApplication.processEvents()
            if writing:
                autosave._take()
            found[writing].append(key_to_repaint(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
            canvas.commit_text()
            commands.reorder_selected(session, -1)
    autosave.close()
    canvas.close()
    tell(
        "from a key to the repaint, 5,000 boxes",
        [
            Figure("move among its siblings", statistics.median(found[False]), 100.0),
            Figure("the same while a snapshot is written", statistics.median(found[True]), 100.0),
        ],
    )
