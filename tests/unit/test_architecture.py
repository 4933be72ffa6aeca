"""The rooms' contracts: imports point down only, and the core knows no Qt."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "desktop" / "contention").rglob("*.py"))


def test_import_contracts_are_kept() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("import-linter is not installed beside this Python")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    done = subprocess.run(
        [tool, "--no-cache"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "desktop")))
def test_every_file_says_its_one_reason_to_exist_and_stays_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lines = len(source.splitlines())
    assert lines <= 500, f"{lines} lines"
    tree = ast.parse(source)
    if source.strip():
        assert ast.get_docstring(tree), "no module docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < 400, node.name


NETWORK = {"socket", "urllib", "http", "requests", "QtNetwork", "ssl", "asyncio", "smtplib", "ftplib"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "desktop")))
def test_there_is_no_network_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: set[str] = set()
        if isinstance(node, ast.Import):
            names = {part for alias in node.names for part in alias.name.split(".")}
        elif isinstance(node, ast.ImportFrom):
            names = {*(node.module or "").split("."), *(alias.name for alias in node.names)}
        assert not names & NETWORK, f"line {node.lineno}: {names & NETWORK}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "desktop")))
def test_user_text_never_meets_rich_text(path: Path) -> None:
    """Qt shows local pictures that rich text names; see also QLabel's plain text format."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"setHtml", "insertHtml", "setMarkdown", "appendHtml"}, (
                f"line {node.lineno}"
            )
