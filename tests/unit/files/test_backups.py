"""Earlier versions: the last saves, then one an hour, then one a day; kept without copying where possible."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contention.files import backups as module
from contention.files.backups import Backup, Backups, thinned
from contention.files.codec import encode
from contention.files.saver import digest_of, save_bytes
from tests.builders import project_of

NOW = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)


def version(number: int) -> bytes:
    return encode(project_of("K" + "\n  + A" * (number > 0) + "\n  - D" * (number > 1), title=str(number)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ships.contention"
    path.write_bytes(version(0))
    return path


def titles(found: list[Backup]) -> list[bytes]:
    return [one.path.read_bytes() for one in found]


def named(*ages: timedelta) -> list[str]:
    """Names of backups of these ages, oldest first."""
    return [
        f"{(NOW - age).strftime('%Y%m%dT%H%M%S.%fZ')}-{number:016x}.contention"
        for number, age in enumerate(sorted(ages, reverse=True))
    ]


def test_the_last_saves_are_listed_newest_first(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    assert backups.list(file) == []
    for number in (1, 2, 3):
        save_bytes(file, version(number), backup=backups.keep)
    found = backups.list(file)
    assert titles(found) == [version(2), version(1), version(0)]
    assert [one.claims for one in found] == [3, 2, 1]
    assert found[0].size == len(version(2))
    assert backups.list(tmp_path / "other.contention") == []


def test_the_same_content_is_kept_once(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    backups.keep(file)
    backups.keep(file)
    assert len(backups.list(file)) == 1


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_project_has_the_same_backups_by_whatever_link(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    link = tmp_path / "alias.contention"
    link.symlink_to(file)
    save_bytes(link, version(1), backup=backups.keep)
    assert titles(backups.list(link)) == titles(backups.list(file)) == [version(0)]
    assert backups.folder_of(file).name.startswith("ships-")


def test_a_backup_is_a_second_name_and_stays_as_it_was(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    before = file.stat()
    save_bytes(file, version(1), backup=backups.keep)
    kept = backups.list(file)[0]
    assert kept.path.stat().st_ino == before.st_ino
    assert kept.time == before.st_mtime
    file.write_bytes(b"somebody writes in place")
    assert kept.path.read_bytes() == version(0)


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EPERM, errno.ENOTSUP])
def test_a_copy_is_made_where_there_are_no_links(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(code, "no links")

    monkeypatch.setattr(module.os, "link", refuse)
    backups = Backups(tmp_path / "data")
    os.utime(file, (1e9, 1e9))
    save_bytes(file, version(1), backup=backups.keep)
    (kept,) = backups.list(file)
    assert (kept.path.read_bytes(), kept.time) == (version(0), 1e9)
    monkeypatch.setattr(module.os, "fsync", refuse)
    with pytest.raises(OSError, match="no links"):
        backups.keep(file)
    assert backups.list(file) == [kept]
    assert [path.name for path in backups.folder_of(file).iterdir()] == [kept.path.name]


def test_a_base_for_a_merge_is_found_by_its_digest(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    save_bytes(file, version(1), backup=backups.keep)
    found = backups.find(file, digest_of(version(0)))
    assert found is not None
    assert found.read_bytes() == version(0)
    assert backups.find(file, digest_of(version(1))) is None
    found.write_bytes(b"meddled with")
    assert backups.find(file, digest_of(version(0))) is None


def test_the_order_is_that_of_the_saves_though_the_clock_goes_back(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([NOW, NOW - timedelta(days=400), NOW])

    class Clock(datetime):
        @classmethod
        def now(cls, _: Any = None) -> datetime:  # type: ignore[override]
            return next(clock)

    monkeypatch.setattr(module, "datetime", Clock)
    backups = Backups(tmp_path / "data")
    for number in (1, 2, 3):
        save_bytes(file, version(number), backup=backups.keep)
    assert titles(backups.list(file)) == [version(2), version(1), version(0)]


def test_what_does_not_belong_there_is_left_alone(file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "data")
    backups.keep(file)
    folder = backups.folder_of(file)
    for name in ("notes.txt", f"20261399T000000.000000Z-{0:016x}.contention"):
        (folder / name).write_text("mine")
    assert len(backups.list(file)) == 1
    (folder / named(timedelta())[0]).write_bytes(b"damaged")
    assert None in [one.claims for one in backups.list(file)]
    assert (folder / "notes.txt").exists()


def test_the_last_three_stay_whatever_their_age() -> None:
    ages = [timedelta(seconds=seconds) for seconds in range(10)]
    names = named(*ages)
    assert set(names) - set(thinned(names)) == set(names[-3:])
    assert thinned(names[:3]) == []
    assert thinned([]) == []


def test_one_an_hour_and_then_one_a_day_stay() -> None:
    names = named(*(timedelta(minutes=10 * step) for step in range(6 * 24 * 90)))
    gone = set(thinned(names))
    left = [name for name in names if name not in gone]
    ages = [NOW - datetime.fromisoformat(name.partition("-")[0]) for name in left]
    assert len([age for age in ages if age <= timedelta(hours=3)]) == 3 + 3  # the last 3, and 3 whole hours
    assert 24 <= len([age for age in ages if age <= timedelta(days=1)]) <= 28
    assert 60 <= len([age for age in ages if age > timedelta(days=1)]) + 1 <= 62
    assert max(ages) <= timedelta(days=60)
    assert thinned(left) == []  # and then it is stable
