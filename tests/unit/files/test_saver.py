"""Saving over a file only while it is the one we know, with what it replaces kept, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from contention.files.atomic import TEMPORARY
from contention.files.backups import Backups
from contention.files.errors import ProjectFileError
from contention.files.saver import (
    Cancelled,
    ChangedOutside,
    DiskFull,
    NotConfirmed,
    ReadOnlyFile,
    digest_of,
    file_digest,
    save_bytes,
)
from contention.files.store import load, save
from contention.model.edits import set_text
from tests.builders import MAP, project_of

OLD, NEW = b"the old content\n", b"the new content\n" * 200_000
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "map.contention"
    path.write_bytes(OLD)
    return path


def fails(monkeypatch: pytest.MonkeyPatch, call: str, code: int, *, of_folders: bool = False) -> None:
    real = getattr(os, call)

    def fail(first: object, *rest: object, **named: object) -> object:
        if of_folders and not stat.S_ISDIR(os.fstat(first).st_mode):  # type: ignore[arg-type]
            return real(first, *rest, **named)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)


def refused(file: Path, kind: type[ProjectFileError], **how: object) -> str:
    """The sentence; and the old file is there, and no litter."""
    with pytest.raises(ProjectFileError) as caught:
        save_bytes(file, NEW, **how)  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert list(file.parent.glob(TEMPORARY)) == []
    return str(caught.value)


def test_the_digest_is_of_what_is_there(file: Path, tmp_path: Path) -> None:
    assert file_digest(file) == digest_of(OLD)
    assert file_digest(tmp_path / "none") is None
    assert save_bytes(file, NEW, expected=digest_of(OLD)) == (digest_of(NEW), ())
    assert file.read_bytes() == NEW
    assert save_bytes(tmp_path / "new", NEW, expected=None).digest == file_digest(tmp_path / "new")
    with pytest.raises(OSError, match="Invalid argument"):
        file_digest(tmp_path)


def test_a_file_that_another_program_changed_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody else's")
    kept: list[Path] = []
    with pytest.raises(ChangedOutside, match="another program has changed it") as caught:
        save_bytes(file, NEW, expected=digest_of(OLD), backup=kept.append)
    assert caught.value.found == digest_of(b"somebody else's")
    assert file.read_bytes() == b"somebody else's"
    assert kept == []
    assert list(file.parent.iterdir()) == [file]
    with pytest.raises(ChangedOutside):
        save_bytes(file, NEW, expected=None)
    file.unlink()
    with pytest.raises(ChangedOutside, match="moved or deleted") as caught:
        save_bytes(file, NEW, expected=digest_of(OLD))
    assert caught.value.found is None
    assert not file.exists()


def test_the_same_content_from_two_sides_is_no_conflict(file: Path) -> None:
    file.write_bytes(NEW)
    kept: list[Path] = []
    assert save_bytes(file, NEW, expected=digest_of(OLD), backup=kept.append).digest == digest_of(NEW)
    assert kept == []


def test_what_is_replaced_is_kept_at_the_last_moment(file: Path) -> None:
    seen: list[tuple[bytes, int]] = []

    def keep(path: Path) -> None:
        seen.append((path.read_bytes(), len(list(file.parent.glob(TEMPORARY)))))

    save_bytes(file, NEW, backup=keep)
    assert seen == [(OLD, 1)]  # the new content was on the disk already
    assert save_bytes(file.with_name("new"), NEW, backup=keep).notices == ()
    assert len(seen) == 1


def test_a_backup_that_fails_is_told_and_hinders_nothing(file: Path) -> None:
    def keep(_: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    saved = save_bytes(file, NEW, backup=keep)
    assert saved.notices == (
        "“map.contention” was saved, but its earlier version could not be kept: the disk is full.",
    )
    assert file.read_bytes() == NEW


def test_stopping_leaves_the_old_file(file: Path) -> None:
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        steps.append((done, total))
        return len(steps) < 2

    assert "it was stopped" in refused(file, Cancelled, progress=stop)
    assert file.read_bytes() == OLD
    assert len(steps) == 2
    steps.clear()
    save_bytes(file, NEW, progress=lambda done, total: not steps.append((done, total)))
    assert [total for _, total in steps] == [len(NEW)] * len(steps)
    assert steps[-1][0] == len(NEW)
    assert len(steps) > 2
    assert file.read_bytes() == NEW


@posix
@pytest.mark.parametrize(
    ("call", "code", "kind"),
    [
        ("write", errno.ENOSPC, DiskFull),
        ("write", errno.EDQUOT, DiskFull),
        ("fsync", errno.ENOSPC, DiskFull),
        ("write", errno.EIO, ProjectFileError),
        ("replace", errno.EROFS, ReadOnlyFile),
        ("replace", errno.EIO, ProjectFileError),
    ],
)
def test_each_refusal_has_its_kind(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, kind: type[ProjectFileError]
) -> None:
    fails(monkeypatch, call, code)
    sentence = refused(file, kind)
    monkeypatch.undo()
    assert sentence.endswith(
        "What was there before is unchanged. Choose another folder or name with Save As."
    )
    assert file.read_bytes() == OLD


@posix
def test_a_read_only_file_and_folder_offer_another_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o444)
    assert "it is read-only" in refused(file, ReadOnlyFile)
    file.chmod(0o644)
    fails(monkeypatch, "open", errno.EACCES)
    assert "you may not write in the folder" in refused(file, ReadOnlyFile)
    monkeypatch.undo()
    assert file.read_bytes() == OLD


@posix
def test_a_disk_that_does_not_confirm_has_the_new_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails(monkeypatch, "fsync", errno.EIO, of_folders=True)
    with pytest.raises(NotConfirmed, match="the disk did not confirm it") as caught:
        save_bytes(file, NEW, expected=digest_of(OLD))
    monkeypatch.undo()
    assert caught.value.digest == file_digest(file) == digest_of(NEW)
    save_bytes(file, NEW, expected=caught.value.digest)  # once more, as the sentence says
    fails(monkeypatch, "fsync", errno.EINVAL, of_folders=True)
    assert "cannot confirm" in save_bytes(file, OLD).notices[0]


@posix
def test_permissions_that_cannot_be_kept_are_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o640)
    fails(monkeypatch, "fchmod", errno.EPERM)
    assert "permissions could not be kept" in save_bytes(file, NEW).notices[0]
    file.chmod(0o600)  # as on a drive whose files all have the same
    assert save_bytes(file, OLD).notices == ()


@posix
def test_a_link_that_cannot_be_read_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = file.with_name("link.contention")
    link.symlink_to(file)
    fails(monkeypatch, "readlink", errno.EIO)
    refused(link, ProjectFileError)
    monkeypatch.undo()
    assert link.is_symlink()


def test_a_project_is_saved_with_what_was_loaded(tmp_path: Path) -> None:
    path, backups = tmp_path / "p.contention", Backups(tmp_path / "data")
    project = project_of("K\n  + A", title="P")
    first = save(project, path, expected=None, backups=backups)
    assert load(path).digest == first
    after = set_text(project, MAP, "A", "Otherwise.")
    second = save(after, path, expected=first, backups=backups)
    assert [load(one.path).project for one in backups.list(path)] == [project]
    with pytest.raises(ChangedOutside):
        save(project, path, expected=first)
    assert file_digest(path) == second

    def broken(_: Path) -> None:
        raise OSError(errno.EACCES, "no")

    backups.keep = broken  # type: ignore[method-assign]
    told: list[str] = []
    save(project, path, expected=second, backups=backups, tell=told.append)
    assert "earlier version could not be kept" in told[0]
