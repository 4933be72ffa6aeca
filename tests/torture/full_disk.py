"""Saves on disks that are full, read-only or gone: the old file stays, and the refusal says why.

An administrator gets a small disk in memory that is filled step by step; anybody
else a limit on the size of files, which stops the writing at each of those places too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from contention.files.atomic import TEMPORARY
from contention.files.backups import Backups
from contention.files.codec import encode
from contention.files.errors import DiskFull, NotConfirmed, ProjectFileError, ReadOnlyFile
from contention.files.recovery import RecoveryStore
from contention.files.saver import save_bytes
from tests.torture.common import Skipped, forked, needs_fork, numbered


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--trials", type=int, default=100, help="how many amounts of room (default 100)")
    command.add_argument("--no-mount", action="store_true", help="limit the size of files instead")


def run(request: argparse.Namespace) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="contention-disk-") as name:
        folder = Path(name)
        if request.no_mount or sys.platform != "linux" or os.geteuid() != 0:
            return _limited(folder, request.trials)
        with _small_disk(folder / "disk", "1m") as disk:
            return _filled(disk, request.trials) + _backups_full(folder, disk) + _denied(disk)


@contextlib.contextmanager
def _small_disk(at: Path, size: str) -> Iterator[Path]:
    at.mkdir()
    try:
        _mount("mount", "-t", "tmpfs", "-o", f"size={size}", "contention-torture", str(at))
    except subprocess.CalledProcessError as error:
        raise Skipped(
            f"no disk in memory could be mounted ({error.stderr.strip()}); try --no-mount"
        ) from error
    try:
        yield at
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _mount("umount", "-l", str(at))


def _mount(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


OLD = encode(numbered(1, 300))
NEW = encode(numbered(2, 2_000))


def _filled(disk: Path, trials: int) -> list[str]:
    lost = []
    told = saved = 0
    path, filler = disk / "p.contention", disk / "filler"
    for trial in range(trials):
        path.unlink(missing_ok=True)
        filler.unlink(missing_ok=True)
        path.write_bytes(OLD)
        room = os.statvfs(disk)
        filler.write_bytes(
            bytes(max(0, room.f_bavail * room.f_frsize - trial * (len(NEW) + 65536) // trials))
        )
        outcome, what = _attempt(lambda: save_bytes(path, NEW), path, DiskFull)
        told += outcome == "told"
        saved += outcome == "saved"
        lost += [f"with room for {trial} steps: {one}" for one in what]
    filler.unlink()
    outcome, what = _attempt(lambda: save_bytes(path, NEW), path, DiskFull)
    lost += what if outcome == "saved" else [*what, "not saved although there was room again"]
    store = RecoveryStore(disk / "recovery")
    store.write(OLD, "p", path)
    room = os.statvfs(disk)
    filler.write_bytes(bytes(room.f_bavail * room.f_frsize))
    try:
        store.write(NEW + NEW, "p", path)
        lost.append("a snapshot on a full disk was not told")
    except ProjectFileError:
        store.close()
        lost += [] if [one.data() for one in store.list()] == [OLD] else ["the snapshot before it is gone"]
    for left in store.list():
        store.remove(left)
    filler.unlink()
    print(f"full disk: {trials} amounts of room, {told} told, {saved} saved")
    return lost if told and saved else [*lost, "the disk never was too full, or always"]


def _backups_full(folder: Path, disk: Path) -> list[str]:
    """A full disk for the backups must not hinder the save, and is told."""
    path = folder / "p.contention"
    path.write_bytes(OLD)
    (disk / "p.contention").unlink()
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(room.f_bavail * room.f_frsize))
    saved = save_bytes(path, NEW, backup=Backups(disk / "backups").keep)
    (disk / "filler").unlink()
    print(f"backups on a full disk: saved, and told: {' '.join(saved.notices)}")
    return [] if path.read_bytes() == NEW and saved.notices else ["a backup that failed was not told"]


def _denied(disk: Path) -> list[str]:
    """A disk that turned read-only, a read-only file, and a disk that was pulled out."""
    path = disk / "p.contention"
    path.write_bytes(OLD)
    path.chmod(0o444)
    _, lost = _attempt(lambda: save_bytes(path, NEW), path, ReadOnlyFile)
    path.chmod(0o644)
    _mount("mount", "-o", "remount,ro", str(disk))
    outcome, more = _attempt(lambda: save_bytes(path, NEW), path, ReadOnlyFile)
    lost += more if outcome == "told" else [*more, "saved on a read-only disk"]
    _mount("umount", "-l", str(disk))
    disk.rmdir()
    try:
        save_bytes(path, NEW)
        lost.append("saved on a disk that is gone")
    except ProjectFileError as error:
        print(f"a disk that is gone: {error}")
    disk.mkdir()
    print("read-only file, read-only disk: told")
    return lost


def _attempt(save: Callable[[], object], path: Path, kind: type[ProjectFileError]) -> tuple[str, list[str]]:
    """How a save ended, and what was lost by it."""
    try:
        save()
        outcome = "saved"
    except NotConfirmed:
        outcome = "in place"
    except kind as error:
        outcome = "told"
        if not str(error).endswith("."):
            return outcome, [f"no sentence: {error}"]
    found = path.read_bytes()
    lost = [f"{left.name} was left" for left in path.parent.glob(TEMPORARY)]
    if found != (OLD if outcome == "told" else NEW):
        lost.append(f"{outcome}, but the file holds {len(found)} bytes of something else")
    return outcome, lost


def _limited(folder: Path, trials: int) -> list[str]:
    needs_fork()
    import resource

    log = folder / "log"

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        path = folder / "p.contention"
        lines = []
        told = 0
        for trial in range(trials):
            path.unlink(missing_ok=True)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            path.write_bytes(OLD)
            most = trial * (len(NEW) + 65536) // trials
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            outcome, lost = _attempt(lambda: save_bytes(path, NEW), path, DiskFull)
            told += outcome == "told"
            lines += [f"with room for {most} bytes: {one}" for one in lost]
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        log.write_text("\n".join([str(told), *lines]))

    child = forked(limited)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        return [f"the program ended with {code}"]
    told, *lost = log.read_text().splitlines()
    print(f"files limited in size: {trials} limits, {told} told (a small disk needs an administrator)")
    return lost
