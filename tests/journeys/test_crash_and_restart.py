"""The real program is killed while someone writes, started again, and what it offers is restored."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contention.files.saver import file_digest
from contention.files.store import save
from tests.builders import project_of
from tests.torture import crash


def wait_for_a_snapshot(folder: Path) -> None:
    """Until something is kept: after a rest of a second, or the longest wait."""
    give_up = time.monotonic() + 60
    while not list(folder.glob("*.recovery")) and time.monotonic() < give_up:
        time.sleep(0.05)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("with_file", [False, True], ids=["untitled", "with a file"])
def test_what_a_crash_left_is_restored_at_the_next_start(tmp_path: Path, with_file: bool) -> None:
    path = tmp_path / "ships.contention" if with_file else None
    if path is not None:
        save(project_of("K Ships are slow", title="Ships"), path)
    folder = tmp_path / "data" / "contention" / "recovery"
    states, _ = crash.killed(tmp_path, 5, path, lambda: wait_for_a_snapshot(folder))
    (left,) = folder.glob("*.recovery")
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.restart_probe"],
        cwd=crash.ROOT,
        env=crash.environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    about, restored = done.stdout.splitlines()
    assert about.startswith("ships | " if with_file else "Untitled | ")
    assert (str(path) if with_file else "It was never saved to a file.") in about
    digest, unsaved = restored.split()
    assert digest in [state for _, state in states]
    assert unsaved == "True"
    assert not left.exists()
    if path is not None:
        assert file_digest(path) == digest
