"""From the start of the process to the first paint of the window, warm. Target: 300 ms.

Medians are printed, nothing is asserted about time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBE = ROOT / "tests" / "start_probe.py"


def start(compiled: Path, *arguments: str) -> float:
    """Milliseconds of one start; `compiled` keeps the bytecode, as an installed program has it."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "desktop"),
        "PYTHONPYCACHEPREFIX": str(compiled),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(PROBE), str(begun), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return 1000 * float(done.stdout.splitlines()[0])


@pytest.mark.bench
@pytest.mark.parametrize("arguments", [(), ("--sample",)], ids=["empty window", "sample project"])
def test_start(arguments: tuple[str, ...], tmp_path: Path) -> None:
    start(tmp_path, *arguments)
    times = [start(tmp_path, *arguments) for _ in range(9)]
    what = "sample project" if arguments else "empty window"
    print(
        f"\nwindow start, {what}: median {statistics.median(times):.0f} ms "
        f"(fastest {min(times):.0f}, slowest {max(times):.0f}; target 300 ms)"
    )
    assert all(times)
