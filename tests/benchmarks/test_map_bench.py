"""The map at the speed of thought: from a key to the picture, at 200 to 5,000 boxes, and how it grows."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.diagram.arrange import lay_out
from contention.diagram.compose import compose
from contention.diagram.layout.forest import build_forest
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import theme
from contention.files.store import load, save
from contention.model import edits
from contention.model.structure import Structure
from contention.session import commands
from contention.session.session import Session
from contention.shell.collector import IdleCollector
from contention.shell.main_window import MainWindow
from tests.benchmarks.measuring import (
    Figure,
    WatchedCanvas,
    exponent,
    key_to_repaint,
    median_ms,
    tell,
    tree_project,
)
from tests.canvas_gestures import drag, let_go, middle

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {200: 16.0, 1_000: 33.0, 5_000: 100.0}
"""Milliseconds from key to finished repaint, by number of boxes."""
SIZES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SIZE = (1280, 800)


@pytest.fixture(autouse=True)
def collector_as_in_the_program(qapp: QApplication) -> Iterator[None]:
    """The garbage collector rests while someone works, as `__main__` lets it."""
    owner = QObject()
    IdleCollector(owner)
    yield
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)


def open_canvas(qtbot: QtBot, session: Session) -> WatchedCanvas:
    canvas = WatchedCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(*SIZE)
    canvas.show()
    canvas.activateWindow()
    qtbot.waitUntil(canvas.isActiveWindow)
    canvas.setFocus()
    qtbot.waitUntil(lambda: canvas.painted_map is session.map)
    return canvas


def give_keys(canvas: WatchedCanvas, session: Session) -> None:
    """The window's keys for a canvas that stands alone."""

    def add_below() -> None:
        added = commands.add_passage_as(session, commands.Part.REASON, None, session.selection.current)
        if added is not None:
            canvas.edit_text(added, new=True)

    keys: dict[str, Callable[[], object]] = {
        "Tab": add_below,
        "Alt+Down": partial(commands.reorder_selected, session, 1),
        "Del": partial(commands.delete_selected, session),
        "Ctrl+Z": session.history.undo,
    }
    for key, command in keys.items():
        shortcut = QShortcut(QKeySequence(key), canvas, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(command)


def edits_by_key(canvas: WatchedCanvas, session: Session) -> dict[str, float]:
    """Medians of several edits, each by its key, on boxes all over the map; all are undone again."""
    claims = len(session.map.claims)
    before = session.project
    found: dict[str, list[float]] = {}

    def timed(
        what: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        found.setdefault(what, []).append(key_to_repaint(canvas, key, modifiers))

    canvas.set_zoom(1.0)
    for turn in range(7):
        # A first premise, which has a later sibling, in the upper half of the map.
        claim = session.map.inferences[f"i{4 * (1 + turn * claims // 64)}"].premises[0]
        canvas.setFocus()
        session.selection.select(claim)
        QTest.keyClick(canvas, Qt.Key.Key_F2)
        QTest.keyClicks(QApplication.focusWidget(), f"Said otherwise for the {turn}th time.")
        timed("write a claim (Enter)", Qt.Key.Key_Return)
        timed("undo (Ctrl+Z)", Qt.Key.Key_Z, CONTROL)
        timed("new reason below (Tab)", Qt.Key.Key_Tab)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        QApplication.processEvents()
        session.selection.select(claim)
        timed("move among its siblings (Alt+↓)", Qt.Key.Key_Down, ALT)
        canvas.frames.clear()
        QTest.qWait(200)  # the boxes are on their way for 150 ms
        found.setdefault("a frame of that movement", []).append(max(canvas.frames, default=0.0))
        session.history.undo()
        session.selection.select(claim)
        timed("delete its branch (Del)", Qt.Key.Key_Delete)
        timed("undo of that (Ctrl+Z)", Qt.Key.Key_Z, CONTROL)
    assert session.project == before
    return {what: statistics.median(times) for what, times in found.items()}


def test_from_key_to_finished_repaint(qtbot: QtBot) -> None:
    for boxes, target in TARGETS.items():
        session = Session(tree_project(boxes))
        canvas = open_canvas(qtbot, session)
        give_keys(canvas, session)
        found = edits_by_key(canvas, session)
        tell(f"key to repaint, {boxes:,} boxes", [Figure(what, ms, target) for what, ms in found.items()])
        canvas.close()


def test_from_key_to_finished_repaint_in_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contention.shell.main_window.MapCanvas", WatchedCanvas)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for boxes, target in TARGETS.items():
        file = tmp_path / f"{boxes}.contention"
        save(tree_project(boxes), file)
        window = MainWindow(Session(), settings)
        qtbot.addWidget(window, before_close_func=lambda one: one.session.history.set_clean())
        window.resize(*SIZE)
        window.show()
        assert window.documents.open(file)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        canvas = window.canvas
        assert isinstance(canvas, WatchedCanvas)
        qtbot.waitUntil(partial(shows, canvas, boxes))
        found = edits_by_key(canvas, window.session)
        tell(
            f"key to repaint in the whole window, {boxes:,} boxes",
            [Figure(what, ms, target) for what, ms in found.items()],
        )
        window.session.history.set_clean()
        window.close()


def test_a_drag_over_the_map(qtbot: QtBot) -> None:
    """From a move of the mouse to the repainted window: ghost, mark and words of what a drop would do."""
    for boxes in TARGETS:
        canvas = open_canvas(qtbot, Session(tree_project(boxes)))
        canvas.set_zoom(0.5)
        held = [item for item in ("c9", "c30", "c50") if canvas.diagram.box_rect(item) is not None][-1]
        canvas.show_piece(held)
        start = middle(canvas, held)
        drag(canvas, start)
        page = canvas.viewport().rect().adjusted(60, 60, -60, -60)
        way = [
            QPoint(page.x() + page.width() * step // 40, page.y() + page.height() * (step % 9) // 8)
            for step in range(40)
        ]
        times = []
        for point in way:
            begun = time.perf_counter()
            QTest.mouseMove(canvas.viewport(), point)
            QApplication.processEvents()
            times.append(1000 * (time.perf_counter() - begun))
        canvas.viewport().repaint()
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        let_go(canvas, start)
        figures = [Figure("a move, median", statistics.median(times), 16), Figure("the slowest", max(times))]
        tell(f"drag over the map, {boxes:,} boxes", figures)
        canvas.close()


def shows(canvas: WatchedCanvas, boxes: int) -> bool:
    return canvas.painted_map is not None and len(canvas.painted_map.claims) == boxes


def test_repaint_of_5000_boxes(qtbot: QtBot) -> None:
    session = Session(tree_project(5_000))
    canvas = open_canvas(qtbot, session)
    canvas.fit()
    fitted = canvas.zoom()
    turn = 0

    def zoomed() -> None:
        nonlocal turn
        turn += 1
        canvas.set_zoom(fitted * (1 + 0.02 * (turn % 2)))
        canvas.viewport().repaint()

    def scrolled() -> None:
        canvas.scroll_by(7, 3)
        canvas.viewport().repaint()

    figures = [Figure(f"while zooming, fitted to {SIZE[0]}×{SIZE[1]}", median_ms(zoomed, 15), 33)]
    canvas.set_zoom(1.0)
    canvas.show_piece("c700")
    figures.append(Figure("while scrolling at 100 %", median_ms(scrolled, 15), 16))
    tell("repaint, 5,000 boxes", figures)
    assert canvas.frames


def test_opening_a_file_of_5000_boxes_to_a_painted_map(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "large.contention"
    save(tree_project(5_000), file)

    def opened() -> None:
        loaded = load(file)
        assert not loaded.findings
        canvas = open_canvas(qtbot, Session(loaded.project, file))
        assert shows(canvas, 5_000)
        canvas.close()

    tell("open a file, 5,000 boxes", [Figure("file to painted map", median_ms(opened, 5, 1), 1_000)])


def test_the_program_with_a_file_of_5000_boxes(tmp_path: Path) -> None:
    """Time from the start of the process, and memory, which only a process of its own can tell."""
    if not Path("/proc/self/status").exists():
        pytest.skip("The most memory that a process has held is read from /proc, which is not here.")
    file = tmp_path / "large.contention"
    save(tree_project(5_000), file)
    empty = [run_program() for _ in range(5)]
    large = [run_program(str(file)) for _ in range(5)]
    assert {boxes for _, _, boxes in empty} == {0}
    assert {boxes for _, _, boxes in large} == {5_000}
    start, base = (statistics.median(column) for column in list(zip(*empty, strict=True))[:2])
    whole, held = (statistics.median(column) for column in list(zip(*large, strict=True))[:2])
    tell(
        "the whole program with a file, 5,000 boxes",
        [
            Figure("start of the empty window", start),
            Figure("start to painted map", whole, 1_000 + 300),
            Figure("memory of the empty window, at most", base, unit="MB"),
            Figure("memory with the file, at most", held, 250, "MB"),
        ],
    )


def run_program(*arguments: str) -> tuple[float, float, int]:
    """Milliseconds to the painted window, the most megabytes held, and the boxes drawn."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("open_probe.py")), str(begun), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    took, kilobytes, boxes = done.stdout.split()
    return 1000 * float(took), float(kilobytes) / 1024, int(boxes)


def test_nothing_grows_faster_than_n_log_n(qtbot: QtBot) -> None:
    light = theme("classic")
    rows: dict[str, list[float]] = {"layout": [], "compose": [], "edit": []}
    for boxes in SIZES:
        project = tree_project(boxes)
        the_map = project.maps["m"]
        measure = TextMeasure()
        bricks = [placed.brick for placed in compose(the_map, measure, light).bricks]
        forest = build_forest(Structure(the_map))
        times = 9 if boxes > 2_000 else 15
        rows["layout"].append(median_ms(partial(lay_out, forest, bricks, light.metrics, {}), times))
        rows["compose"].append(median_ms(partial(compose, the_map, measure, light), times))
        session = Session(project)
        canvas = open_canvas(qtbot, session)
        canvas.set_zoom(1.0)
        rows["edit"].append(median_ms(partial(edit_and_repaint, session, canvas), times))
        canvas.close()
    print(f"\n{'growth, ms by boxes':<22}" + "".join(f"{boxes:>9,}" for boxes in SIZES) + "  exponent")
    found = {}
    large = SIZES.index(1_000)  # below, what is the same for every map weighs more than the map
    for what, times_ms in rows.items():
        found[what] = exponent(SIZES[large:], times_ms[large:])
        print(f"  {what:<20}" + "".join(f"{ms:>9.2f}" for ms in times_ms) + f"{found[what]:>10.2f}")
    reference = exponent(SIZES[large:], [n * math.log(n) for n in SIZES[large:]])
    print(f"  {'n log n itself':<20}" + " " * 9 * len(SIZES) + f"{reference:>10.2f}")
    # Caches that overflow add some tenths to a linear run; a quadratic one has 2.
    assert max(found.values()) < 1.5


def edit_and_repaint(session: Session, canvas: WatchedCanvas) -> None:
    turn = len(session.history)
    change = partial(edits.set_text, map_id="m", claim_id="c7", text=f"Said for the {turn}th time.")
    assert session.edit("Edit claim", change)
    canvas.viewport().repaint()
