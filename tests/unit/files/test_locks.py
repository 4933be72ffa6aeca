"""Locks between programs: held while needed, told to others, gone with the program that had them."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from contention.files import locks
from contention.files.locks import FileLock, ProjectLock, folder_lock, key_of

DESKTOP = Path(locks.__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from contention.files.locks import ProjectLock
lock = ProjectLock(Path(sys.argv[1]), Path(sys.argv[2]))
assert lock.acquire() is None
print("held", flush=True)
sys.stdin.read()
"""


def test_another_program_is_told_who_has_it_until_it_is_gone(tmp_path: Path) -> None:
    data, project = tmp_path / "data", tmp_path / "p.contention"
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data), str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(DESKTOP)},
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        lock = ProjectLock(data, project)
        holder = lock.acquire()
        assert holder is not None
        assert holder.process == other.pid
        assert abs(holder.since - time.time()) < 3600
        assert ProjectLock(data, tmp_path / "q.contention").acquire() is None
        other.kill()  # it has no time to let go
    assert lock.acquire() is None
    assert lock.acquire() is None  # asking twice is no harm
    assert ProjectLock(data, project).acquire() is not None
    lock.release()
    lock.release()
    assert ProjectLock(data, project).acquire() is None


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "new" / "x.lock")
    assert lock.acquire() is None
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x.lock"]
    lock.release()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_lock_whose_file_was_taken_away_just_now_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.lock"
    tried = locks._try_lock
    calls: list[int] = []

    def slow(descriptor: int) -> bool:
        calls.append(descriptor)
        if len(calls) == 1 and os.name == "posix":
            path.unlink()  # as the one before lets go between our open and our lock
        return tried(descriptor)

    monkeypatch.setattr(locks, "_try_lock", slow)
    lock = FileLock(path)
    assert lock.acquire() is None
    assert path.exists()
    lock.release()


def test_a_lock_that_says_nothing_of_its_holder_still_holds(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "x.lock")
    lock.acquire()
    for words in (b"", b"{}", b"[" * 4000, b'{"process":"x","computer":1,"since":null}'):
        (tmp_path / "x.lock").write_bytes(words)
        holder = FileLock(tmp_path / "x.lock").acquire()
        assert holder is not None
        assert holder.process == 0
    lock.release()


def test_a_folder_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    lock = FileLock(tmp_path / "file" / "x.lock")
    assert lock.acquire() is None
    lock.release()


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_the_key_is_that_of_the_place_and_not_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "p")
    assert key_of(tmp_path / "link") == key_of(tmp_path / "p") == key_of(tmp_path / "." / "p")
    assert key_of(tmp_path / "p") != key_of(tmp_path / "q")


def test_savers_in_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    inside: list[str] = []
    entered = threading.Event()

    def second() -> None:
        entered.set()
        with folder_lock(tmp_path / "b"):
            inside.append("second")

    with folder_lock(tmp_path / "a"):
        waiting = threading.Thread(target=second)
        waiting.start()
        entered.wait()
        time.sleep(0.05)
        inside.append("first")
    waiting.join()
    assert inside == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_waiting_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.02)
    with folder_lock(tmp_path / "a"), pytest.raises(TimeoutError), folder_lock(tmp_path / "a"):
        pass
    with folder_lock(tmp_path / "a"):
        pass


@pytest.mark.skipif(os.name != "posix", reason="flock is POSIX")
def test_a_drive_without_locks_is_saved_to_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answering(code: int) -> None:
        def flock(*_: object) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(locks.fcntl, "flock", flock)

    answering(errno.ENOLCK)
    with folder_lock(tmp_path / "a"):
        pass
    answering(errno.EIO)
    with pytest.raises(OSError, match="Input/output"), folder_lock(tmp_path / "a"):
        pass
