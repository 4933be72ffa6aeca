"""Kills the real program at a random moment of an editing session, again and again.

A person who never rests (`crash_victim`) works at its window, on a new project or on one with a
file. After SIGKILL, what is on the disk (the file, or the recovered work) has to be a state that
the project had, whole, and no more than 10 seconds old in work: the first edit that it lacks was
made at most so long before the kill.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError
from contention.files.recovery import RecoveryStore
from contention.files.saver import digest_of
from contention.files.store import save
from tests.torture.common import Skipped, numbered

ROOT = Path(__file__).resolve().parents[2]
PROMISED = 10.0
"""Seconds of work that a crash may cost."""
START = 60.0
"""Seconds that the program may take to its first edit."""


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rounds", type=int, default=100, help="how often to kill (default 100)")
    command.add_argument(
        "--longest", type=float, default=25.0, help="seconds of work before a kill, at most (default 25)"
    )
    command.add_argument("--at-once", type=int, default=4, help="programs at the same time (default 4)")


def run(request: argparse.Namespace) -> list[str]:
    if not hasattr(signal, "SIGKILL"):
        raise Skipped("this system has no SIGKILL")
    chance = random.Random(request.seed)
    rounds = [
        (number, chance.uniform(0.0, request.longest), chance.random()) for number in range(request.rounds)
    ]
    with ThreadPoolExecutor(request.at_once) as pool:
        ends = list(pool.map(lambda one: _round(*one), rounds))
    lost = [f"round {number}: {end.lost}" for number, end in enumerate(ends) if end.lost]
    edits = sum(end.edits for end in ends)
    cost = sorted(end.seconds for end in ends)
    print(
        f"{request.rounds} kills in {edits} edits: at most {cost[-1]:.1f} s of work lost, "
        f"half of the time {cost[len(cost) // 2]:.1f} s or less"
    )
    return lost


class End(NamedTuple):
    """How one round ended."""

    edits: int
    seconds: float
    """Of work that is gone: from the first edit that is not on the disk to the kill."""
    lost: str = ""


def _round(number: int, seconds: float, kind: float) -> End:
    with tempfile.TemporaryDirectory(prefix="contention-crash-") as name:
        home = Path(name)
        path = home / "p.contention" if kind < 0.5 else None
        if path is not None:
            save(numbered(number, 1 + number % 40), path)
        states, end = killed(home, number, path, lambda: time.sleep(seconds))
        if not states:
            return End(0, 0.0, "the program made no edit")
        try:
            there = _on_the_disk(home / "data" / "contention", path)
        except ProjectFileError as error:
            return End(len(states), end - states[0][0], str(error))
        if path is None:
            there.add(states[0][1])  # the empty project, which needs no file
        return judged(states, end, there)


def environment(home: Path) -> dict[str, str]:
    """What the program is started with, so that all that it keeps is below `home`."""
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}",
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }


def killed(
    home: Path, seed: int, path: Path | None, wait: Callable[[], object]
) -> tuple[list[tuple[float, str]], float]:
    """When the project had which digest, and when the program was killed: `wait` after its first edit."""
    # Into a file: a pipe that nobody empties would stop the program where it is full.
    said = home / "said"
    with said.open("wb") as file:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.crash_victim", str(seed), *([str(path)] if path else [])],
            cwd=ROOT,
            env=environment(home),
            stdout=file,
            stderr=subprocess.DEVNULL,
        )
    give_up = time.monotonic() + START
    while not said.stat().st_size and program.poll() is None and time.monotonic() < give_up:
        time.sleep(0.02)
    wait()
    program.send_signal(signal.SIGKILL)
    end = time.monotonic()
    program.wait()
    lines = said.read_bytes().splitlines()
    parts = [line.split() for line in lines if len(line.split()[-1]) == 64]
    return [(float(when), digest.decode()) for when, digest in parts], end


def _on_the_disk(data: Path, path: Path | None) -> set[str]:
    """The digests of all that can be opened after the kill; what cannot is told by a raised error."""
    found = set()
    store = RecoveryStore(data / "recovery")
    for recovered in store.list():
        content = recovered.data()
        decoded = decode(content)
        if decoded.findings or encode(decoded.project) != content:
            raise ProjectFileError(f"recovered work is damaged: {decoded.findings}")
        if recovered.original != path:
            raise ProjectFileError(f"recovered work says it belongs to {recovered.original}")
        found.add(digest_of(content))
    if path is not None:
        decode(path.read_bytes())
        found.add(digest_of(path.read_bytes()))
    return found


def judged(states: list[tuple[float, str]], killed: float, there: set[str]) -> End:
    """The newest state that is on the disk, and how old the first edit is that came after it."""
    newest = max((index for index, (_, digest) in enumerate(states) if digest in there), default=-1)
    if newest == len(states) - 1:
        return End(len(states), 0.0)
    seconds = killed - states[newest + 1][0]
    lost = f"{seconds:.1f} s of work are gone" if seconds > PROMISED else ""
    return End(len(states), seconds, lost)
