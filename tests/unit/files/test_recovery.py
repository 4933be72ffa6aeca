"""Work that was not saved: kept in a slot of its own, found after a crash, and never deleted by itself."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError
from contention.files.recovery import RecoveryStore
from tests.builders import project_of

PROJECT = project_of("K\n  + A\n    & B", title="Ships")
DATA = encode(PROJECT)


def crashed(folder: Path, data: bytes = DATA, name: str = "Ships", original: Path | None = None) -> None:
    """A window that wrote a snapshot and is gone."""
    store = RecoveryStore(folder)
    store.write(data, name, original, base="0" * 64)
    store.close()


def test_what_a_crash_left_is_listed_with_all_it_needs(tmp_path: Path) -> None:
    folder, original = tmp_path / "recovery", tmp_path / "a" / "ships\n.contention"
    crashed(folder, name="Ships “é”\n", original=original)
    (found,) = RecoveryStore(folder).list()
    assert (found.name, found.original, found.base) == ("Ships “é”\n", original, "0" * 64)
    assert found.claims == 3
    assert found.time == found.path.stat().st_mtime
    assert decode(found.data()).project == PROJECT


def test_a_living_window_keeps_its_slot_to_itself(tmp_path: Path) -> None:
    one, other = RecoveryStore(tmp_path), RecoveryStore(tmp_path)
    assert one.slot is None
    one.write(DATA, "One", None)
    other.write(DATA, "Other", None)
    assert one.list() == other.list() == []
    one.close()
    assert [found.name for found in other.list()] == ["One"]
    other.close()


def test_each_snapshot_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    store.write(b"{}", "Before", None)
    store.write(DATA, "After", None)
    store.close()
    (found,) = store.list()
    assert (found.name, found.original, found.base) == ("After", None, None)
    assert found.data() == DATA
    assert [path.name for path in tmp_path.iterdir()] == [found.path.name]


def test_saved_work_is_cleared_and_the_slot_goes_on(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    store.clear()
    store.write(DATA, "X", None)
    slot = store.slot
    store.clear()
    store.clear()
    assert not list(tmp_path.glob("*.recovery"))
    store.write(DATA, "Y", None)
    assert store.slot == slot
    store.close()
    assert [found.name for found in store.list()] == ["Y"]


def test_restored_work_stays_on_the_disk_until_it_is_saved(tmp_path: Path) -> None:
    crashed(tmp_path)
    one, other = RecoveryStore(tmp_path), RecoveryStore(tmp_path)
    (found,) = one.list()
    assert one.adopt(found)
    assert not other.adopt(found)
    assert not other.remove(found)
    assert other.list() == []
    assert found.path.exists()
    one.write(DATA, "Again", None)
    assert one.slot == found.path
    one.close()
    assert [left.name for left in other.list()] == ["Again"]
    assert other.remove(found)
    assert not other.adopt(found)
    assert list(tmp_path.iterdir()) == []


def test_taking_over_a_slot_loses_nothing_of_the_old_one(tmp_path: Path) -> None:
    crashed(tmp_path, name="Crashed")
    store = RecoveryStore(tmp_path)
    store.write(DATA, "Mine", None)
    (found,) = store.list()
    assert store.adopt(found)
    assert [left.name for left in store.list()] == ["Mine"]
    store.close()


@pytest.mark.parametrize(
    "left",
    [b"", b"\0" * 100, b"{", b"[1]\n{}", b'{"name":7,"original":9,"base":[]}\n' + DATA[:80], b"[" * 10_000],
)
def test_a_damaged_piece_is_listed_and_hinders_no_other(tmp_path: Path, left: bytes) -> None:
    crashed(tmp_path)
    (tmp_path / "damaged.recovery").write_bytes(left)
    (tmp_path / "folder.recovery").mkdir()
    (tmp_path / "notes.txt").touch()
    found = {one.path.name: one for one in RecoveryStore(tmp_path).list()}
    assert len(found) == 2
    assert found["damaged.recovery"].original is None
    assert found["damaged.recovery"].name == ""
    store = RecoveryStore(tmp_path)
    store.write(DATA, "New work", None)
    store.close()
    assert (tmp_path / "damaged.recovery").read_bytes() == left


def test_a_head_that_is_damaged_leaves_the_project_readable(tmp_path: Path) -> None:
    (tmp_path / "bare.recovery").write_bytes(DATA)
    (found,) = RecoveryStore(tmp_path).list()
    assert found.claims == 3
    assert found.data() == DATA


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for number in range(3):
        crashed(tmp_path, name=str(number))
    for path in tmp_path.glob("*.recovery"):
        name = RecoveryStore(tmp_path)
        (found,) = [one for one in name.list() if one.path == path]
        os.utime(path, (1e9 + int(found.name), 1e9 + int(found.name)))
    assert [found.name for found in RecoveryStore(tmp_path).list()] == ["2", "1", "0"]
    assert RecoveryStore(tmp_path / "none").list() == []


def test_what_cannot_be_written_or_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RecoveryStore(tmp_path / "recovery")
    store.write(DATA, "X", None)

    def fails(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", fails)
    with pytest.raises(ProjectFileError, match=r"cannot be kept for a crash: the disk is full\. Save"):
        store.write(b"{}", "Y", None)
    monkeypatch.undo()
    (tmp_path / "file").touch()
    with pytest.raises(ProjectFileError, match="cannot be kept"):
        RecoveryStore(tmp_path / "file" / "x").write(DATA, "X", None)
    store.close()
    (found,) = store.list()
    assert found.data() == DATA
    monkeypatch.setattr(Path, "unlink", fails)
    with pytest.raises(ProjectFileError, match="could not be removed: the disk is full"):
        store.remove(found)
    monkeypatch.undo()
    found.path.unlink()
    with pytest.raises(ProjectFileError, match="cannot be read"):
        found.data()
