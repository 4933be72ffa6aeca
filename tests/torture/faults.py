"""Lets each system call of a save fail, one after the other, in each way a disk can fail.

`strace` traces one save to learn its calls, and then injects one error into one call
at a time. Then the file has to be the old one or the new one, whole; a refusal has to
be a sentence; and a save that reports success after a fault has to have dealt with it:
by doing the call again, by another call, or because the call decides nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from contention.files.atomic import TEMPORARY
from contention.files.backups import Backups
from contention.files.codec import encode
from tests.torture.common import Skipped, numbered
from tests.torture.victim import BEGIN, END

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = encode(numbered(1, 20)), encode(numbered(2, 20))

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EPERM", "EROFS", "EINTR", "EMFILE", "ENOMEM")

TRACED = "%file,%desc"
MEMORY = {"mmap", "munmap", "mprotect", "brk", "poll", "epoll_wait", "select"}
"""Of these, what belongs to Python's own memory and waiting, and not to the save."""

MUST_BE_TOLD = {"write", "fsync", "fdatasync", "rename", "renameat", "renameat2", "fchmod"}
"""A fault in one of these may never end in a success without a word, save for EINTR: done again."""

LINE = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?([a-z_0-9]+)\((.*)$")


class Call(NamedTuple):
    """One system call of the save."""

    name: str
    number: int
    """The how manyth of its name since the process began."""
    about: str
    """Its arguments and its answer, as strace writes them."""


class Ended(NamedTuple):
    """How a save with a fault ended."""

    call: Call
    error: str
    injected: bool
    how: str
    lost: list[str]


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--calls", help="only these calls, separated by commas (default: all)")
    command.add_argument("--errors", default=",".join(ERRORS), help=f"default {','.join(ERRORS)}")
    command.add_argument("--verbose", action="store_true", help="name each fault and how it ended")


def run(request: argparse.Namespace) -> list[str]:
    if shutil.which("strace") is None:
        raise Skipped("strace is not installed (Debian and Ubuntu: apt install strace)")
    with tempfile.TemporaryDirectory(prefix="contention-faults-") as name:
        calls = _calls_of_a_save(Path(name))
        wanted = set(request.calls.split(",")) if request.calls else {call.name for call in calls}
        faults = [
            (call, error) for call in calls if call.name in wanted for error in request.errors.split(",")
        ]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            ended = list(pool.map(lambda fault: _save_with(Path(name), *fault), faults))
    missed = [one for one in ended if not one.injected]
    print(
        f"{len(calls)} system calls of a save ({', '.join(sorted({call.name for call in calls}))}), "
        f"{len(ended) - len(missed)} faults injected"
    )
    for how, count in Counter(one.how for one in ended).most_common():
        print(f"{count:5}  {how}")
    if request.verbose:
        for one in ended:
            print(f"{one.error:7} {one.how:40} {one.call.name}({one.call.about}")
    lost = [f"{one.error} in {one.call.name}({one.call.about}: {what}" for one in ended for what in one.lost]
    return lost + [f"no {one.error} was injected into {one.call.name}({one.call.about}" for one in missed]


def _calls_of_a_save(folder: Path) -> list[Call]:
    place = folder / "reference"
    trace, outcome = _traced(place, [])
    if outcome.get("ended") != "saved" or outcome["told"] or (place / "p.contention").read_bytes() != NEW:
        raise Skipped(f"a save without a fault could not be traced: {outcome or trace[-300:]}")
    return [call for call in _between_marks(trace) if call.name not in MEMORY]


def _between_marks(trace: str) -> list[Call]:
    seen: Counter[str] = Counter()
    found = []
    inside = False
    for line in trace.splitlines():
        if (match := LINE.match(line)) is None:
            continue
        name, about = match.groups()
        seen[name] += 1
        if BEGIN in about or END in about:
            inside = BEGIN in about
        elif inside:
            found.append(Call(name, seen[name], about))
    return found


def _traced(place: Path, inject: list[str]) -> tuple[str, dict]:
    """The trace of one save, and what the program said of it."""
    place.mkdir()
    (place / "p.contention").write_bytes(OLD)
    trace = place / "trace"
    done = subprocess.run(
        [
            "strace", "-o", str(trace), "-e", f"trace={TRACED}", "-e", "signal=none", *inject,
            sys.executable, "-X", "frozen_modules=on", "-m", "tests.torture.victim", str(place),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )  # fmt: skip
    try:
        outcome = json.loads(done.stdout)
    except ValueError:
        outcome = {"ended": "crash", "told": [done.stderr[-300:]]}
    return trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else done.stderr, outcome


def _save_with(folder: Path, call: Call, error: str) -> Ended:
    place = folder / f"{call.name}-{call.number}-{error}"
    trace, outcome = _traced(place, ["-e", f"inject={call.name}:error={error}:when={call.number}"])
    hit = [inside for inside in _between_marks(trace) if "(INJECTED)" in inside.about]
    how, lost = _judged(place, call, error, outcome)
    shutil.rmtree(place)
    return Ended(call, error, len(hit) == 1, how, lost)


def _judged(place: Path, call: Call, error: str, outcome: dict) -> tuple[str, list[str]]:
    """How it ended, in words, and what was lost by it."""
    found = (place / "p.contention").read_bytes() if (place / "p.contention").exists() else b""
    ended, told = outcome["ended"], outcome["told"]
    lost = []
    if found not in (OLD, NEW):
        lost.append(f"the file is neither the old one nor the new one ({len(found)} bytes)")
    if ended == "crash":
        return "ended by an error that nobody caught", [*lost, f"not caught: {told}"]
    lost += [f"{left.name} was left" for left in place.glob(TEMPORARY)]
    lost += [f"no sentence: {sentence}" for sentence in told if not sentence.endswith(".")]
    if ended == "saved":
        if found != NEW:
            lost.append("reported as saved, and it is not")
        kept = [
            one.path.read_bytes() for one in Backups(place / "data" / "backups").list(place / "p.contention")
        ]
        if not told and kept != [OLD]:
            lost.append("the earlier version was not kept, and nothing was said")
        if not told and call.name in MUST_BE_TOLD and error != "EINTR" and ".part" not in call.about:
            lost.append("swallowed")
        return ("saved, with a notice" if told else "saved: done again, or otherwise"), lost
    if ended == "NotConfirmed":
        return "in place, told that the disk did not confirm it", lost if found == NEW else [
            *lost,
            "not in place",
        ]
    if found != OLD:
        lost.append("refused, but the old file is gone")
    return f"refused ({ended}), the old file is there", lost
