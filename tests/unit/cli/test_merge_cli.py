"""`contention merge` and `contention diff` in a process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from contention.files.store import load, save
from contention.model import edits
from contention.model.merge import merge
from contention.model.project import Claim, Project
from tests.builders import MAP, project_of
from tests.unit.cli.test_cli import contention, refused

BASE = project_of("K The contention\n  + A First\n  - D Second")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Paths of BASE and of two copies that go together, OURS and THEIRS."""
    projects = {
        "base": BASE,
        "ours": edits.set_text(BASE, MAP, "A", "In our words"),
        "theirs": edits.set_text(BASE, MAP, "D", "In their words"),
    }
    return {name: written(project, tmp_path / f"{name}.contention") for name, project in projects.items()}


def written(project: Project, path: Path) -> Path:
    save(project, path)
    return path


def test_a_merge_without_conflicts_is_quiet(files: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.contention"
    before = {name: path.read_bytes() for name, path in files.items()}
    done = contention("merge", *files.values(), "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    expected = merge(*(load(path).project for path in files.values())).project
    assert load(out).project == expected
    assert {claim.text for claim in expected.maps[MAP].claims.values()} >= {"In our words", "In their words"}
    assert {name: path.read_bytes() for name, path in files.items()} == before


def test_conflicts_are_listed_and_marked_and_the_exit_code_is_1(
    files: dict[str, Path], tmp_path: Path
) -> None:
    written(edits.set_text(BASE, MAP, "A", "In\x1b their words"), files["theirs"])
    out = tmp_path / "out.contention"
    done = contention("merge", *files.values(), "-o", out)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        (
            "maps[Map].claims[A].text: Both copies changed the words of the claim “A First”. "
            "Yours: “In our words”. The other: “In their words”."
        )
    ]
    told = contention("check", out)
    assert told.returncode == 1
    assert told.stdout.startswith("maps[Map].claims[A].text: A merge conflict is marked")
    assert load(out).project.maps[MAP].claims["A"].text.splitlines()[1] == "In our words"


def test_the_output_may_be_one_of_the_copies_but_no_other_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    other = written(BASE, tmp_path / "other.contention")
    assert "--force" in refused(contention("merge", *files.values(), "-o", other), code=2)
    assert load(other).project == BASE
    assert contention("merge", *files.values(), "-o", other, "--force").returncode == 0
    assert contention("merge", *files.values(), "-o", files["ours"]).returncode == 0
    assert files["ours"].read_bytes() == other.read_bytes()


def test_an_empty_base_is_no_common_version(files: dict[str, Path], tmp_path: Path) -> None:
    files["base"].write_bytes(b"")
    done = contention("merge", *files.values(), "-o", tmp_path / "out.contention")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("name", ["base", "ours", "theirs"])
def test_what_cannot_be_read_whole_is_not_merged(files: dict[str, Path], tmp_path: Path, name: str) -> None:
    whole = files[name].read_text(encoding="utf-8")
    out = tmp_path / "out.contention"
    files[name].write_text(whole.replace('"kind":"reason"', '"kind":"maybe"'), encoding="utf-8")
    assert "damaged" in refused(contention("merge", *files.values(), "-o", out), code=2)
    files[name].write_text(whole.replace('"version":1', '"version":99'), encoding="utf-8")
    assert "newer" in refused(contention("merge", *files.values(), "-o", out), code=2)
    files[name].write_text(whole[: len(whole) // 2], encoding="utf-8")
    refused(contention("merge", *files.values(), "-o", out), code=2)
    files[name].unlink()
    refused(contention("merge", *files.values(), "-o", out), code=2)
    assert not out.exists()


def test_diff_says_what_changed_in_words(files: dict[str, Path]) -> None:
    done = contention("diff", files["ours"], files["theirs"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Changed the words of the claim “In our words” from “In our words” to “A First”.",
        "Changed the words of the claim “D Second” from “D Second” to “In their words”.",
    ]
    assert contention("diff", files["ours"], files["ours"]).stdout == ""


def test_diff_with_nothing_tells_all_there_is(tmp_path: Path) -> None:
    project = edits.add_claim(Project(maps=project_of("").maps), MAP, Claim(id="N", text="Two\nlines"))
    path = written(project, tmp_path / "p.contention")
    assert contention("diff", os.devnull, path).stdout.splitlines() == [
        "Added the map “Map”.",
        "Added the claim “Two lines”.",
    ]
    assert contention("diff", path, os.devnull).stdout.splitlines()[0].startswith("Deleted the map")
    refused(contention("diff", path, tmp_path / "gone.contention"), code=2)
