"""Short forms of the torture, each in a program of its own; see `docs/reliability.md`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def torture(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    if done.returncode == 2 and done.stdout.startswith("skipped: "):
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("nothing lost\n")
    return done.stdout


def test_kills() -> None:
    assert torture("kill", "--rounds", "8").startswith("8 kills, ")


def test_crashes_of_the_real_program() -> None:
    said = torture("crash", "--rounds", "2", "--longest", "3", "--at-once", "2")
    assert said.startswith("2 kills in ")


def test_work_that_is_too_old_to_be_lost_is_found_out() -> None:
    from tests.torture.crash import judged

    states = [(0.0, "a"), (4.0, "b"), (15.0, "c")]
    assert judged(states, 20.0, {"b", "a"}) == (3, 5.0, "")
    assert judged(states, 20.0, {"c"}) == (3, 0.0, "")
    assert judged(states, 20.0, {"a"}).lost == "16.0 s of work are gone"
    assert judged(states, 20.0, set()).lost == "20.0 s of work are gone"


def test_two_writers() -> None:
    assert "40 updates" in torture("two-writers", "--updates", "40")


def test_a_disk_that_fills_up() -> None:
    assert "told" in torture("full-disk", "--trials", "20", "--no-mount")


def test_system_calls_that_fail() -> None:
    assert "injected" in torture("faults", "--calls", "write,rename,link", "--errors", "ENOSPC,EINTR")


def test_hostile_files() -> None:
    # Some of the small ones, without a limit on time and memory, which depend on the machine.
    limits = ("--largest", "200000", "--every", "4", "--seconds", "1000", "--megabytes", "100000")
    said = torture("hostile", *limits, "--no-drawing")
    assert "hostile files" in said


def test_merges() -> None:
    assert torture("merge", "--trials", "10").startswith("10 merges")


def test_there_are_at_least_a_hundred_hostile_files() -> None:
    from tests.torture.hostile_files import FILES, PLACES

    assert len(FILES) + len(PLACES) >= 100


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_save_that_swallows_an_error_is_found_out() -> None:
    """The judge can tell: what a naive save leaves behind is named."""
    from tests.torture.faults import NEW, Call, _judged

    place = Path(os.environ["HOME"])
    (place / "p.contention").write_bytes(NEW[:100])
    _, lost = _judged(place, Call("write", 1, ""), "ENOSPC", {"ended": "saved", "told": []})
    assert any("neither the old one nor the new one" in what for what in lost)
    assert any("swallowed" in what for what in lost)
