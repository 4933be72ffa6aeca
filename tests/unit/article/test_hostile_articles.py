"""The short form of ``python -m tests.torture articles``: every third of the small files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def test_hostile_articles() -> None:
    # Without a limit on time and memory, which depend on the machine.
    limits = ("--largest", "60000", "--every", "3", "--seconds", "1000", "--megabytes", "100000")
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", "articles", *limits],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    if done.returncode == 2 and "skipped: " in done.stdout:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert " hostile articles: " in done.stdout
    assert done.stdout.endswith("nothing lost\n")


def test_there_are_at_least_sixty_hostile_articles() -> None:
    from tests.torture.hostile_article_files import FILES

    assert len(FILES) >= 60
    assert {Path(name).suffix for name in FILES} >= {
        ".txt", ".md", ".html", ".mhtml", ".pdf", ".docx", ".epub", ".odt", ".rtf",
    }  # fmt: skip
