"""What a save costs the window at 5,000 claims: until it is on the disk, and its longest block meanwhile."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from pytestqt.qtbot import QtBot

from contention.files.store import save
from contention.model import edits
from contention.model.merge import merge
from contention.session.session import Session
from contention.shell.main_window import MainWindow
from tests.benchmarks.measuring import Figure, tell
from tests.benchmarks.test_files_bench import large_project

pytestmark = pytest.mark.bench

TIMES = 9


def test_a_save_lets_the_window_live(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "large.contention"
    save(large_project(), path)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Session(), settings)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
    # Not shown: painting so many claims is measured elsewhere.
    assert window.documents.open(path)
    map_id = window.session.map_id
    claim = next(iter(window.session.map.claims))
    last, gaps = [0.0], [0.0]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    beating = QTimer()
    beating.timeout.connect(beat)
    beating.start(0)
    blocks, totals = [], []
    for number in range(TIMES):
        window.session.edit("Write", lambda p, n=number: edits.set_text(p, map_id, claim, f"Words {n}"))
        qtbot.wait(20)
        gaps.clear()
        start = last[0] = time.perf_counter()
        assert window.documents.save()
        totals.append(1000 * (time.perf_counter() - start))
        blocks.append(1000 * max(gaps, default=0.0))
    beating.stop()
    tell(
        "a save in the window, 5,000 claims",
        [
            Figure("until it is on the disk", statistics.median(totals), 300.0),
            Figure("longest block of the window meanwhile", statistics.median(blocks), 16.0),
        ],
    )


def test_bringing_two_copies_together() -> None:
    base = large_project()
    map_id, the_map = next(iter(base.maps.items()))
    one, two, *_ = the_map.claims
    ours, theirs = edits.set_text(base, map_id, one, "Mine"), edits.set_text(base, map_id, two, "Theirs")
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert not merge(base, ours, theirs).conflicts
        times.append(1000 * (time.perf_counter() - start))
    tell("a merge, 5,000 claims", [Figure("two copies brought together", statistics.median(times))])
