"""Every released version of the format has an upgrade and a frozen file, and still opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from contention.article.markdown import read_markdown
from contention.files.store import load, save
from contention.files.upgrades import UPGRADES, upgrade
from contention.files.wire import VERSION
from contention.model.check import check

FROZEN = Path(__file__).parents[2] / "data" / "projects"
CURRENT = sorted((FROZEN / f"v{VERSION}").glob("*.contention"))


def test_no_upgrade_is_missing() -> None:
    assert sorted(UPGRADES) == list(range(1, VERSION))


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_frozen_file_of_every_version_opens_without_a_word(version: int) -> None:
    files = sorted((FROZEN / f"v{version}").glob("*.contention"))
    assert files
    for file in files:
        loaded = load(file)
        assert loaded.findings == (), file.name
        assert not loaded.read_only


def test_the_frozen_files_of_this_version_are_all_there() -> None:
    assert [file.stem for file in CURRENT] == ["every-key", "minimal", "small", "unknown-keys"]


@pytest.mark.parametrize("file", CURRENT, ids=lambda file: file.stem)
def test_a_frozen_file_is_saved_byte_for_byte(file: Path, tmp_path: Path) -> None:
    save(load(file).project, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("file", CURRENT, ids=lambda file: file.stem)
def test_a_frozen_file_is_sound_to_the_last_passage(file: Path) -> None:
    assert check(load(file).project, lambda article: read_markdown(article.source).text) == []


def test_upgrades_run_one_after_the_other_and_leave_what_they_were_given() -> None:
    upgrades = {
        1: lambda file: {**file, "steps": [*file["steps"], 1]},
        2: lambda file: {**file, "steps": [*file["steps"], 2]},
        3: lambda file: {**file, "steps": [*file["steps"], 3]},
    }
    old = {"version": 2, "steps": ["as it was"]}
    assert upgrade(old, 2, to=4, upgrades=upgrades) == {"version": 4, "steps": ["as it was", 2, 3]}
    assert old == {"version": 2, "steps": ["as it was"]}
    assert upgrade(old, 4, to=4, upgrades=upgrades) is old
