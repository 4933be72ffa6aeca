"""Kills a program at a random moment of its saving, again and again.

A child saves the next version of a project in a loop and reports each save that
returned through a pipe. It is ended by SIGKILL. Then the file has to be whole, and
the last version that was reported or the one after it; and so has each backup.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import struct
import tempfile
import time
from pathlib import Path

from contention.files.atomic import TEMPORARY
from contention.files.backups import Backups
from contention.files.codec import encode
from contention.files.errors import ProjectFileError
from contention.files.recovery import RecoveryStore
from contention.files.store import load, save
from contention.files.sweep import sweep
from tests.torture.common import forked, needs_fork, numbered

SIZES = (3, 200, 2_000, 6_000)
"""Claims; 6,000 are two megabytes."""


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rounds", type=int, default=500, help="how often to kill (default 500)")


def run(request: argparse.Namespace) -> list[str]:
    needs_fork()
    chance = random.Random(request.seed)
    lost: list[str] = []
    saves = leftovers = 0
    with tempfile.TemporaryDirectory(prefix="contention-kill-") as name:
        folder = Path(name)
        for number in range(request.rounds):
            one = Round(folder / f"{number % 8}.contention", folder / "data", chance.choice(SIZES))
            one.kill_after(chance.uniform(0, 0.12))
            lost += [f"round {number}: {what}" for what in one.losses()]
            saves += one.acknowledged
            for place in (folder, folder / "data" / "recovery"):
                leftovers += len(sweep(place, older_than=-1))
            lost += [f"round {number}: a leftover was not swept" for _ in folder.glob(TEMPORARY)]
    print(
        f"{request.rounds} kills, {saves} acknowledged saves, {leftovers} killed in the middle of a writing "
        "(a temporary file was left, and swept)"
    )
    return lost


class Round:
    """One child, from its first save to its end."""

    def __init__(self, path: Path, data: Path, claims: int) -> None:
        self.path, self.claims = path, claims
        self.backups = Backups(data / "backups")
        self.recovery = data / "recovery"
        self.digest = save(numbered(0, claims), path)
        self.acknowledged = 0

    def kill_after(self, seconds: float) -> None:
        """Starts the child, waits for its first save and `seconds` more, and kills it."""
        ours, its = os.pipe()
        child = forked(lambda: self._save_in_a_loop(its))
        os.close(its)
        os.read(ours, 8)
        self.acknowledged = 1
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while report := os.read(ours, 8):
            (self.acknowledged,) = struct.unpack("q", report)
        os.close(ours)

    def _save_in_a_loop(self, pipe: int) -> None:
        digest = self.digest
        numbered(0, self.claims)
        numbered(1, self.claims)
        recovery = RecoveryStore(self.recovery)
        for number in range(1, 1_000_000):
            project = numbered(number, self.claims)
            recovery.write(encode(project), str(number), self.path, base=digest)
            digest = save(project, self.path, expected=digest, backups=self.backups)
            os.write(pipe, struct.pack("q", number))

    def losses(self) -> list[str]:
        """What is not as it has to be in the file, its backups and the recovered work."""
        found = []
        for path in [self.path, *(backup.path for backup in self.backups.list(self.path))]:
            try:
                number = _number(path, self.claims if path == self.path else None)
            except (ProjectFileError, ValueError) as error:
                found.append(f"{path.name} is corrupt: {error}")
                continue
            if path == self.path and number not in {self.acknowledged, self.acknowledged + 1}:
                found.append(f"save {self.acknowledged} was acknowledged, but {number} is there")
        store = RecoveryStore(self.recovery)
        left = store.list()
        if len(left) != 1:
            found.append(f"{len(left)} pieces of recovered work instead of 1")
        for recovered in left:
            if recovered.claims != self.claims or int(recovered.name) < self.acknowledged:
                found.append(f"recovered work {recovered.name} with {recovered.claims} claims")
            store.remove(recovered)
        store.close()
        return found


def _number(path: Path, claims: int | None) -> int:
    loaded = load(path)
    number = int(loaded.project.title)
    if loaded.findings or (claims is not None and loaded.project != numbered(number, claims)):
        raise ValueError("it is not what was saved")
    return number
