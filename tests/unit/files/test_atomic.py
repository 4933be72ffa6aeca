"""Whatever fails while a file is written: the old bytes or the new are there whole, and no litter."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contention.files import atomic
from contention.files.atomic import TEMPORARY, write_bytes
from contention.files.errors import WriteError, reason, shown

OLD, NEW = b"the old content\n", b"the new content, which is longer\n" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "map.contention"
    path.write_bytes(OLD)
    return path


def failing(code: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_bytes(tmp_path / "new", NEW)
    assert (tmp_path / "new").read_bytes() == NEW
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "plain"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(file: Path) -> None:
    file.chmod(0o640)
    write_bytes(file, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    write_bytes(file, b"")
    assert file.read_bytes() == b""


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_is_followed_and_stays(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link"
    link.symlink_to("../map.contention")
    write_bytes(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert [path.name for path in link.parent.iterdir()] == ["link"]
    dangling = tmp_path / "dangling"
    dangling.symlink_to("made.contention")
    write_bytes(dangling, NEW)
    assert (tmp_path / "made.contention").read_bytes() == NEW
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(WriteError, match="round in a circle"):
        write_bytes(tmp_path / "round", NEW)


@pytest.mark.skipif(os.name != "posix", reason="the mode bits of POSIX")
def test_a_read_only_file_is_refused(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(WriteError, match=r"it is read-only\. .* unchanged\. Choose another folder or name\."):
        write_bytes(file, NEW)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize(
    ("call", "code", "why"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("write", errno.EIO, "the disk reported an error"),
        ("write", errno.EDQUOT, "the space you may use on this disk is used up"),
        ("fsync", errno.EIO, "the disk reported an error"),
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EACCES, "you may not do that there"),
        ("replace", errno.EROFS, "the disk is read-only"),
        ("replace", errno.EXDEV, "cross-device link"),
        ("open", errno.EMFILE, "too many files are open"),
    ],
)
def test_a_call_that_fails_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, why: str
) -> None:
    monkeypatch.setattr(os, call, failing(code))
    with pytest.raises(WriteError) as caught:
        write_bytes(file, NEW)
    monkeypatch.undo()
    assert str(caught.value).startswith("“map.contention” was not written: ")
    assert f"{why}. What was there before is unchanged." in str(caught.value)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_a_disk_that_fills_up_on_the_way(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, left = os.write, [100]

    def some(descriptor: int, data: memoryview) -> int:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "full")
        count = write(descriptor, data[: left[0]])
        left[0] -= count
        return count

    monkeypatch.setattr(os, "write", some)
    with pytest.raises(WriteError, match="the disk is full"):
        write_bytes(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_short_writes_are_continued_and_none_at_all_is_an_error(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    write_bytes(file, NEW)
    assert file.read_bytes() == NEW
    monkeypatch.setattr(os, "write", lambda descriptor, data: 0)
    with pytest.raises(WriteError):
        write_bytes(file, OLD)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_a_close_that_fails_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = os.close

    def fail(descriptor: int) -> None:
        close(descriptor)
        raise OSError(errno.EDQUOT, "quota")

    monkeypatch.setattr(os, "close", fail)
    with pytest.raises(WriteError, match="used up"):
        write_bytes(file, NEW)
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_an_interrupt_leaves_no_litter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="Windows does not sync folders")
def test_everything_is_synced_before_the_move_and_the_folder_after_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def moved(old: Path, new: Path) -> None:
        done.append("move")
        assert Path(old).match(TEMPORARY)
        assert Path(old).read_bytes() == NEW
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", moved)
    write_bytes(file, NEW)
    assert done == ["file", "move", "folder"]


@pytest.mark.skipif(os.name != "posix", reason="Windows does not sync folders")
@pytest.mark.parametrize(("code", "told"), [(errno.EIO, True), (errno.EINVAL, False)])
def test_a_folder_that_cannot_be_synced(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: bool
) -> None:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    if told:
        with pytest.raises(
            WriteError, match=r"was written, but the disk did not confirm it .*write it once more"
        ):
            write_bytes(file, NEW)
    else:
        write_bytes(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


class RefusedError(PermissionError):
    """What Windows answers while another program holds the file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "refused")
        self.winerror = winerror


@pytest.mark.parametrize(("winerror", "tries"), [(5, 3), (32, 3), (1, 1)])
def test_a_move_that_windows_refuses_is_tried_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, winerror: int, tries: int
) -> None:
    replace, tried, waited = os.replace, [], []

    def refuse(old: Path, new: Path) -> None:
        tried.append(new)
        if len(tried) < 3:
            raise RefusedError(winerror)
        replace(old, new)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(atomic.time, "sleep", waited.append)
    if tries == 3:
        write_bytes(file, NEW)
        assert file.read_bytes() == NEW
    else:
        with pytest.raises(WriteError):
            write_bytes(file, NEW)
    assert len(tried) == tries
    assert len(waited) == tries - 1
    assert list(file.parent.iterdir()) == [file]


def test_a_move_that_windows_always_refuses_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(old: Path, new: Path) -> None:
        raise RefusedError(32)

    waited: list[float] = []
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(atomic.time, "sleep", waited.append)
    with pytest.raises(WriteError):
        write_bytes(file, NEW)
    assert sum(waited) < 1
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_places_that_cannot_be_written(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sentence(path: Path) -> str:
        with pytest.raises(WriteError) as caught:
            write_bytes(path, NEW)
        return str(caught.value)

    assert "not a folder" in sentence(file / "inside")
    assert "the folder “nowhere” does not exist" in sentence(tmp_path / "nowhere" / "x")
    assert "there is a folder of that name" in sentence(tmp_path)
    assert "the name is too long" in sentence(tmp_path / ("x" * 300))
    assert "a character that file names cannot have" in sentence(tmp_path / "x\0y")
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        assert "it is a device" in sentence(tmp_path / "pipe")
        (tmp_path / "pipe").unlink()
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    assert "you may not write in the folder" in sentence(file)
    assert sentence(tmp_path / "new").endswith("Nothing was changed. Choose another folder or name.")
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [file]


def test_the_longest_name_that_a_disk_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_bytes(path, NEW)
    assert path.read_bytes() == NEW


def test_names_and_reasons_are_fit_for_a_sentence() -> None:
    assert shown(Path("a/b\nc\udce4.contention")) == "“b�c�.contention”"
    assert reason(OSError(errno.EPIPE, "x")) == os.strerror(errno.EPIPE).lower()
    assert reason(OSError("only words")) == "the system gave no reason"
