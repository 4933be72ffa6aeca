"""Loading and saving on a real disk, and every refusal in a sentence that names the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from contention.files import store
from contention.files.codec import encode
from contention.files.errors import ProjectFileError
from contention.files.store import load, save
from contention.files.wire import MAX_FILE, MAX_TEXT
from contention.model.edits import set_text
from contention.model.project import Project
from tests.builders import MAP, project_of

PROJECT = project_of("K\n  + A\n    & B\n  - D", title="Ships")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "ships.contention"
    digest = save(PROJECT, path)
    assert path.read_bytes() == encode(PROJECT)
    assert load(path) == (PROJECT, (), False, digest)
    after = set_text(PROJECT, MAP, "B", "Said otherwise.")
    save(after, path)
    assert load(path).project == after


def test_a_project_that_cannot_be_written_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ships.contention"
    save(PROJECT, path)
    before = path.read_bytes()

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(ProjectFileError, match=r"^“ships\.contention” was not written: the disk is full\."):
        save(set_text(PROJECT, MAP, "B", "Other."), path)
    monkeypatch.undo()
    with pytest.raises(ProjectFileError, match="Shorten it"):
        save(Project(title="x" * (MAX_TEXT + 1)), path)
    with pytest.raises(ProjectFileError, match="Save As"):
        save(PROJECT, path / "inside")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_file_names_itself_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "half.contention"
    data = encode(PROJECT)[:200]
    path.write_bytes(data)
    with pytest.raises(ProjectFileError, match=r"^“half\.contention” ends too early.*The file is untouched"):
        load(path)
    assert path.read_bytes() == data


def test_findings_come_along(tmp_path: Path) -> None:
    path = tmp_path / "odd.contention"
    path.write_bytes(encode(PROJECT).replace(b'"map":"m","text":"B"', b'"map":"q","text":"B"'))
    project, findings, read_only, _ = load(path)
    assert [finding.path for finding in findings] == [
        "claims[1] (B).map",
        "inferences[0] (iA).premises",
    ]
    assert "B" not in project.maps[MAP].claims
    assert not read_only


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sentence(path: Path) -> str:
        with pytest.raises(ProjectFileError) as caught:
            load(path)
        return str(caught.value)

    assert sentence(tmp_path / "none") == "“none” does not exist. It may have been moved or renamed."
    assert "is a folder" in sentence(tmp_path)
    (tmp_path / "file").touch()
    assert "is empty" in sentence(tmp_path / "file")
    assert "cannot be read: a part of the path is not a folder" in sentence(tmp_path / "file" / "x")
    assert "characters" not in sentence(tmp_path / "a\0b")
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        assert "is a device" in sentence(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "larger than 64 MB" in sentence(tmp_path / "huge")

    def denied(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(store.Path, "open", denied)
    assert "cannot be read: you may not do that there" in sentence(tmp_path / "file")
