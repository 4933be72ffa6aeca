"""Side by side with others on the same machine in the same run: Graphviz; Minder and Freeplane under Xvfb.

What is not installed is skipped with a reason. On Debian: ``apt install graphviz xvfb minder freeplane``.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from contention.diagram.arrange import lay_out
from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram
from contention.diagram.fonts import register_fonts
from contention.diagram.layout.forest import build_forest
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import theme
from contention.files.store import save
from contention.model.project import ArgumentMap, Id
from contention.model.structure import Structure
from tests.benchmarks.measuring import median_ms, tree_project

pytestmark = [pytest.mark.bench, pytest.mark.timeout(400)]

ROOT = Path(__file__).resolve().parents[2]
LIGHT = theme("classic")
POINTS = 72.0


# --- layout ---------------------------------------------------------------------------


def as_dot(diagram: Diagram, argument_map: ArgumentMap) -> str:
    """The same boxes and pills in the same sizes, joined from premise to pill to target."""
    lines = ["digraph {", 'rankdir=BT; node [shape=box fixedsize=true label=""];']
    lines += [
        f'"{box.claim}" [width={rect.width / POINTS:.3f} height={rect.height / POINTS:.3f}];'
        for rect, box in diagram.boxes
        if not box.stub
    ]
    for inference in argument_map.inferences.values():
        pill = diagram.pill_rect(inference.id)
        assert pill is not None
        lines.append(f'"{inference.id}" [width={pill.width / POINTS:.3f} height={pill.height / POINTS:.3f}];')
        lines.append(f'"{inference.id}" -> "{inference.target}";')
        lines += [f'"{premise}" -> "{inference.id}";' for premise in inference.premises]
    return "\n".join([*lines, "}"])


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz (dot) is not installed.")
def test_layout_beside_graphviz(qapp: QApplication) -> None:
    register_fonts()
    measure = TextMeasure()
    print(f"\n{'layout with routes, ms (median)':<34}{'Contention':>12}{'dot':>10}{'ratio':>8}")
    for boxes, rounds in ((200, 5), (1_000, 3), (5_000, 1)):
        argument_map = tree_project(boxes).maps["m"]
        diagram = compose(argument_map, measure, LIGHT)
        bricks = [placed.brick for placed in diagram.bricks]
        forest = build_forest(Structure(argument_map))
        ours = median_ms(partial(lay_out, forest, bricks, LIGHT.metrics, {}))
        source = as_dot(diagram, argument_map).encode()
        theirs = median_ms(partial(run_dot, source), rounds, 0)
        print(f"  {boxes:>6,} boxes{'':<19}{ours:>12.1f}{theirs:>10.0f}{theirs / ours:>8.0f}")
        assert ours < theirs


def run_dot(source: bytes) -> bytes:
    # -Tplain writes the places and nothing else; its start is part of the time, as it is in use.
    return subprocess.run(
        ["dot", "-Tplain"], input=source, capture_output=True, timeout=300, check=True
    ).stdout


# --- opening a map under Xvfb -----------------------------------------------------------


class Opened(NamedTuple):
    """What one start of a program with a map took."""

    window: float
    """Seconds to the first change on the screen."""
    quiet: float
    """Seconds to the last one."""
    memory: float
    """Megabytes that its processes have held at most."""


def branches(argument_map: ArgumentMap) -> dict[Id, list[Id]]:
    """The premises that speak for or against each claim."""
    found: dict[Id, list[Id]] = {}
    for inference in argument_map.inferences.values():
        found.setdefault(inference.target, []).extend(inference.premises)
    return found


def write_opml(argument_map: ArgumentMap, folder: Path) -> Path:
    """The claims as nested outline elements."""
    below = branches(argument_map)

    def of(claim: Id) -> str:
        inner = "".join(map(of, below.get(claim, ())))
        return f"<outline text={quoteattr(argument_map.claims[claim].text)}>{inner}</outline>"

    file = folder / "map.opml"
    head = '<?xml version="1.0"?><opml version="2.0"><head><title>Map</title></head>'
    file.write_text(f"{head}<body>{of('c0')}</body></opml>")
    return file


def write_mm(argument_map: ArgumentMap, folder: Path) -> Path:
    """The claims as Freeplane's nested nodes."""
    below = branches(argument_map)

    def of(claim: Id) -> str:
        inner = "".join(map(of, below.get(claim, ())))
        return f"<node TEXT={quoteattr(argument_map.claims[claim].text)}>{inner}</node>"

    file = folder / "map.mm"
    file.write_text(f'<map version="freeplane 1.7.0">{of("c0")}</map>')
    return file


def no_map_of_its_own(home: Path) -> None:
    """In a home where it was never started, Freeplane 1.7 shows a map of its own over the given one."""
    settings = home / "config" / "freeplane" / "1.7.x"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "auto.properties").write_text("first_start_map=\nalways_load_last_maps=false\n")


def write_ours(_: ArgumentMap, folder: Path) -> Path:
    file = folder / "map.contention"
    save(tree_project(1_000), file)
    return file


class Peer(NamedTuple):
    """A program that opens a map."""

    name: str
    command: tuple[str, ...]
    write: Callable[[ArgumentMap, Path], Path]
    patience: float = 3
    """Seconds without a change after which its screen counts as quiet."""
    prepare: Callable[[Path], object] = Path.mkdir
    """Makes the home that it is started in."""


PEERS = (
    Peer("Contention", (sys.executable, "-m", "contention"), write_ours),
    Peer("Minder", ("com.github.phase1geo.minder",), write_opml),
    # Its splash screen stands still for some seconds before its window comes.
    Peer("Freeplane", ("freeplane",), write_mm, 10, no_map_of_its_own),
)


@contextmanager
def screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """An X display of 1280 by 800 and the file that holds what is on it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-fbdir", str(folder)]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    ) as xvfb:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            yield f":{number}", folder / "Xvfb_screen0"
        finally:
            xvfb.terminate()


def open_under_xvfb(peer: Peer, file: Path, home: Path) -> Opened:
    """One start of a program, watched until its screen is quiet.

    What is on the screen then is left in ``screen.png``: a program that shows a question
    instead of the map has told nothing about maps.
    """
    peer.prepare(home)
    folder = home / "screen"
    folder.mkdir()
    with screen(folder) as (display, pixels):
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))},
            "DISPLAY": display,
            "HOME": str(home),
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")},
            "PYTHONPATH": str(ROOT / "desktop"),
            "QT_QPA_PLATFORM": "xcb",
            "GDK_BACKEND": "x11",
            "GSETTINGS_BACKEND": "memory",
        }
        bus = ["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []
        bare = last = zlib.crc32(pixels.read_bytes())
        start = time.monotonic()
        first = changed = 0.0
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            [*bus, *peer.command, str(file)],
            env=environment,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        ) as process:
            try:
                while (now := time.monotonic() - start) < 40 and not (
                    first and now > changed + peer.patience
                ):
                    if process.poll() is not None:
                        pytest.skip(
                            f"{peer.name} does not start here (its exit status is {process.returncode})."
                        )
                    time.sleep(0.01)
                    seen = zlib.crc32(pixels.read_bytes())
                    if seen != last:
                        changed, last = time.monotonic() - start, seen
                        first = first or changed
                memory = held(process.pid)
                keep_picture(pixels.read_bytes(), home / "screen.png")
            finally:
                end(process.pid)
    assert last != bare
    return Opened(first, changed, memory)


def keep_picture(dump: bytes, file: Path) -> None:
    """An X window dump (XWDFile.h: a header of 25 words, then the colours, then the lines) as PNG."""
    header = struct.unpack(">25I", dump[:100])
    lines = dump[header[0] + 12 * header[19] :]
    picture = QImage(lines, header[4], header[5], header[12], QImage.Format.Format_RGB32)
    assert picture.save(str(file))


def processes_of(session: int) -> list[int]:
    """The processes that were started in a session (see setsid)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (
                (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            )
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == session:
            found.append(int(folder.name))
    return found


def held(session: int) -> float:
    """Megabytes that the processes of a session have held, each at its most."""
    total = 0
    for process in processes_of(session):
        for line in (
            Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines()
        ):
            if line.startswith("VmHWM:"):
                total += int(line.split()[1])
    return total / 1024


def end(session: int) -> None:
    for process in processes_of(session):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)


@pytest.mark.skipif(
    shutil.which("Xvfb") is None or not Path("/proc").is_dir(),
    reason="Xvfb is not installed, or this is not Linux.",
)
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_opening_a_map_of_1000_nodes(peer: Peer, tmp_path: Path) -> None:
    if shutil.which(peer.command[0]) is None:
        pytest.skip(f"{peer.name} is not installed.")
    file = peer.write(tree_project(1_000).maps["m"], tmp_path)
    # Each in a home of its own: in one that it has been stopped in, Minder shows no map.
    _, *runs = [open_under_xvfb(peer, file, tmp_path / f"home{turn}") for turn in range(4)]
    window, quiet, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    print(
        f"\n{peer.name}, a map of 1,000 nodes: window after {window:.2f} s, "
        f"last change on the screen after {quiet:.2f} s, {memory:.0f} MB"
    )
    assert window <= quiet
