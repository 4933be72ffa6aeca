"""What is left beside a project: our own litter goes, conflict copies are found."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from contention.files.conflicts import conflict_copies
from contention.files.glance import count_claims
from contention.files.sweep import sweep

LEFT = ".contention-0123456789abcdef.tmp"


def put(folder: Path, name: str, *, age: float = 7200) -> Path:
    path = folder / name
    path.touch()
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_only_our_old_leftovers_go(tmp_path: Path) -> None:
    left = put(tmp_path, LEFT)
    stay = [
        put(tmp_path, ".contention-fedcba9876543210.tmp", age=60),  # a save may be at work on it
        put(tmp_path, ".contention-notes.tmp"),
        put(tmp_path, f"x{LEFT}"),
        put(tmp_path, f"{LEFT}.contention"),
        put(tmp_path, "ships.contention"),
    ]
    (tmp_path / ".contention-1111111111111111.tmp").mkdir()
    assert sweep(tmp_path) == [left]
    assert all(path.exists() for path in stay)
    assert (tmp_path / ".contention-1111111111111111.tmp").is_dir()
    assert sweep(tmp_path) == []
    assert sweep(tmp_path / "none") == []


def test_a_leftover_that_cannot_be_removed_hinders_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, LEFT)

    def denied(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", denied)
    assert sweep(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "ships.sync-conflict-20260305-123059-ABCDEF7.contention",
        "ships.sync-conflict-20260305-123059.contention",
        "ships (Ann's conflicted copy 2026-03-05).contention",
        "ships (conflicted copy 2026-03-05 123059).contention",
        "ships (Ann's conflicted copy 2026-03-05) (1).contention",
        "ships (SFConflict ann@example.org 2026-03-05-12-30-59).contention",
        "ships (conflict on 2026-03-05).contention",
        "ships_conflict-20260305-123059.contention",
    ],
)
def test_conflict_copies_are_found(tmp_path: Path, name: str) -> None:
    project = put(tmp_path, "ships.contention")
    for other in (
        "ships (2).contention",
        "ships 2.contention",
        "ships.sync-conflict.contention",
        "a.contention",
    ):
        put(tmp_path, other)
    put(tmp_path, name.replace("ships", "other"))
    put(tmp_path, name.replace(".contention", ".txt"))
    copy = put(tmp_path, name)
    assert conflict_copies(project) == [copy]
    assert conflict_copies(copy) == []
    assert conflict_copies(tmp_path / "none" / "ships.contention") == []


def test_claims_are_counted_without_reading_the_rest() -> None:
    assert count_claims(b'{"claims":[{"id":1},{},[]],"maps":7}') == 3
    assert count_claims(b"{}") == 0
    for damaged in (b"", b"[]", b'{"claims":', b'{"claims":{}}', b"\xff", b'{"x":' + b"[" * 100_000):
        assert count_claims(damaged) is None
