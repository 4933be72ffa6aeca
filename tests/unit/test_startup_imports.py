"""What is imported before the window shows: nothing that is slow and not needed for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATE = ("networkx", "qtawesome", "qtpy", "charset_normalizer", "jsonschema", "hatchling", "PySide6.QtSvg")


def imported(*arguments: str) -> set[str]:
    """The modules of a program that has just painted its window."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "start_probe.py"), str(time.monotonic()), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[1:])


def test_the_empty_window_imports_little() -> None:
    modules = imported()
    tops = sorted({name.partition(".")[0] for name in modules})
    print("imported at start:", " ".join(tops))
    assert not {late for late in (*LATE, "markdown_it") if late in modules}
    assert "contention.shell.main_window" in modules
    ours = {name for name in modules if name.startswith("contention.shell.dialogs.")}
    assert not ours & {"contention.shell.dialogs.keys", "contention.shell.dialogs.about"}
    others = {top for top in tops if top not in sys.stdlib_module_names and not top.startswith("_")}
    known = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "msgspec", "contention"}
    known |= {"font_source_sans_pro", "font_source_serif_pro", "typing_extensions"}
    assert others <= known, others - known


def test_the_sample_needs_the_markdown_parser_alone() -> None:
    modules = imported("--sample")
    assert "markdown_it" in modules
    assert not {late for late in LATE if late in modules}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_no_qt(arguments: list[str]) -> None:
    code = (
        "import sys; from contention.__main__ import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('PySide6' in sys.modules, 'msgspec' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False False"
