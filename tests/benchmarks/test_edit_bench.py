"""One edit, from the call or the key to the finished repaint, and a repaint zoomed out.

Targets: 16 ms at 200 boxes and 100 ms at 5,000; 33 ms for a repaint of 5,000 boxes fitted
to the window. Medians are printed, nothing is asserted about time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contention.canvas.view import MapCanvas
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Project,
    read_only,
)
from contention.session import commands
from contention.session.session import Session
from contention.shell.main_window import MainWindow

WORDS = "Whoever holds the machines sets the rules for everyone who has to work with them"


def tree_project(boxes: int) -> Project:
    """A map of this many claims: four inferences a claim, every third with two premises."""
    claims: dict[Id, Claim] = {"c0": Claim(id="c0", text="Networks that nobody owns are needed.")}
    inferences: dict[Id, Inference] = {}
    targets, number = ["c0"], 1
    for target in targets:
        for turn in range(4):
            if number >= boxes:
                break
            premises = []
            for _ in range(2 if len(inferences) % 3 == 2 and number + 1 < boxes else 1):
                claim_id = f"c{number}"
                text = f"{number} " + WORDS[: 24 + 5 * (number % 12)]
                claims[claim_id] = Claim(id=claim_id, text=text, order=float(number))
                premises.append(claim_id)
                targets.append(claim_id)
                number += 1
            kind = Kind.OBJECTION if turn == 3 else Kind.REASON
            inference_id = f"i{len(inferences)}"
            inferences[inference_id] = Inference(
                id=inference_id, kind=kind, target=target, premises=tuple(premises), order=float(turn)
            )
    the_map = ArgumentMap(id="m", claims=read_only(claims), inferences=read_only(inferences))
    return Project(maps=read_only({"m": the_map}))


def median_ms(turns: int, run: Callable[[int], None]) -> float:
    times = []
    for turn in range(turns + 2):
        start = time.perf_counter()
        run(turn)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[2:])


def open_canvas(qtbot, boxes: int) -> tuple[Session, MapCanvas]:
    session = Session(tree_project(boxes))
    canvas = MapCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(1280, 800)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return session, canvas


@pytest.mark.bench
@pytest.mark.parametrize(("boxes", "target"), [(200, 16), (5000, 100)])
def test_one_edit_to_finished_repaint(qtbot, boxes: int, target: int) -> None:
    session, canvas = open_canvas(qtbot, boxes)
    canvas.set_zoom(1.0)
    session.selection.select("c7")

    def edit(turn: int) -> None:
        commands.add_passage_as(session, commands.Part.REASON, None, "c7")
        canvas.viewport().repaint()

    took = median_ms(15, edit)
    assert len(canvas.diagram.bricks) > boxes // 2
    print(f"\none edit at {boxes} boxes: {took:.1f} ms (target {target} ms)")


@pytest.mark.bench
@pytest.mark.parametrize(("boxes", "target"), [(200, 16), (5000, 100)])
def test_one_key_in_the_whole_window_to_finished_repaint(qtbot, tmp_path, boxes: int, target: int) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Session(tree_project(boxes)), settings)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.undo_stack.setClean())
    window.resize(1360, 850)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    window.canvas.set_zoom(1.0)

    def press(key: Qt.Key, claim: Callable[[int], Id]) -> Callable[[int], None]:
        def run(turn: int) -> None:
            window.session.selection.select(claim(turn))
            QTest.keyClick(window.canvas, key)
            QApplication.processEvents()

        return run

    for words, key, claim in (
        ("U marks a claim as unstated", Qt.Key.Key_U, lambda turn: f"c{turn}"),
        ("Delete takes an end claim", Qt.Key.Key_Delete, lambda turn: f"c{boxes - 1 - turn}"),
    ):
        steps = window.session.undo_stack.count()
        took = median_ms(15, press(key, claim))
        assert window.session.undo_stack.count() == steps + 17
        print(f"\n{words}, {boxes} boxes: {took:.1f} ms (target {target} ms)")


@pytest.mark.bench
@pytest.mark.parametrize("zoom", ["fitted", "100 %"])
def test_repaint_of_5000_boxes(qtbot, zoom: str) -> None:
    _, canvas = open_canvas(qtbot, 5000)
    if zoom == "100 %":
        canvas.set_zoom(1.0)
    else:
        canvas.fit()
    took = median_ms(15, lambda _turn: canvas.viewport().repaint())
    assert canvas.viewport().grab().width() >= 1200
    print(f"\nrepaint of 5000 boxes, {zoom} (zoom {canvas.zoom():.4f}): {took:.1f} ms (target 33 ms)")
