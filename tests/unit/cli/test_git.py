"""git with `contention` as its merge driver and diff, set up as docs/git.md says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contention.files.store import load, save
from contention.model import edits
from contention.model.conflicts import has_marks
from contention.model.project import Claim, Kind, Project
from tests.builders import MAP, project_of
from tests.torture.merging import mark_unstated

ROOT = Path(__file__).resolve().parents[3]
BASE = project_of("K The contention\n  + A First\n  - D Second")

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or sys.platform == "win32", reason="needs git and a POSIX shell"
)


class Repository:
    """A repository in which the project is `talk.contention`, with `contention` on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.project = self.folder / "talk.contention"
        tools = folder / "bin"
        tools.mkdir()
        shim = tools / "contention"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m contention "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment = {
            **kept,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "desktop"),
            "PYTHONUTF8": "1",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            **{f"GIT_{who}_{what}": "t@t.t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        guide = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")
        set_up, attributes = re.findall(r"```(?:sh)?\n(.*?)```", guide, flags=re.DOTALL)[:2]
        self.run("git", "init", "-q", "-b", "main")
        self.run("sh", "-e", "-c", set_up)
        (self.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
        self.commit(BASE, "base")

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def commit(self, project: Project, branch: str) -> None:
        """The project as the one commit of a branch that starts here."""
        self.run("git", "checkout", "-q", "-b", branch)
        save(project, self.project)
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", branch)

    def two_sides(self, ours: Project, theirs: Project) -> None:
        self.commit(theirs, "theirs")
        self.run("git", "checkout", "-q", "base")
        self.commit(ours, "ours")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_git_merges_by_item_and_field(repository: Repository) -> None:
    ours = mark_unstated(edits.set_text(BASE, MAP, "A", "In our words"), MAP, "D")
    # The same two lines, other fields: lines alone could not be merged.
    theirs = mark_unstated(edits.set_text(BASE, MAP, "D", "In their words"), MAP, "A")
    repository.two_sides(ours, theirs)
    repository.run("git", "merge", "-q", "theirs", "-m", "merged")
    claims = load(repository.project).project.maps[MAP].claims
    assert (claims["A"].text, claims["D"].text) == ("In our words", "In their words")
    assert claims["A"].unstated
    assert claims["D"].unstated
    assert repository.run("git", "status", "--porcelain") == ""


def test_git_stops_at_a_conflict_that_is_marked(repository: Repository) -> None:
    new = Claim(id="N", text="For the second")
    ours = edits.add_inference(BASE, MAP, kind=Kind.REASON, target="D", claim=new, inference_id="iN")
    repository.two_sides(ours, edits.delete(BASE, MAP, ["D"]))
    told = repository.run("git", "merge", "theirs", "-m", "merged", code=1)
    assert "maps[Map].claims[D]: Your copy built on the claim “D Second”" in told
    assert "CONFLICT" in told
    assert repository.run("git", "status", "--porcelain").split() == ["UU", "talk.contention"]
    merged = load(repository.project).project
    assert has_marks(merged.maps[MAP].claims["D"].text)
    assert merged.maps[MAP].inferences["iN"].target == "D"
    repository.run("contention", "check", "talk.contention", code=1)
    save(edits.set_text(merged, MAP, "D", "Second"), repository.project)
    repository.run("sh", "-c", "contention check talk.contention && git add talk.contention")
    repository.run("git", "commit", "-q", "-m", "merged")


def test_git_merges_a_project_that_both_added(repository: Repository) -> None:
    repository.run("git", "rm", "-q", "talk.contention")
    repository.run("git", "commit", "-q", "-m", "gone")
    other = project_of("X Another contention")
    repository.two_sides(BASE, Project(title=BASE.title, maps={"n": type(other.maps[MAP])(id="n")}))
    repository.run("git", "merge", "-q", "theirs", "-m", "merged")
    assert set(load(repository.project).project.maps) == {MAP, "n"}


def test_git_tells_a_difference_in_words(repository: Repository) -> None:
    save(edits.set_text(BASE, MAP, "A", "In our words"), repository.project)
    assert repository.run("git", "--no-pager", "diff").splitlines() == [
        "Changed the words of the claim “A First” from “A First” to “In our words”."
    ]
    assert '"text":"In our words"' in repository.run("git", "--no-pager", "diff", "--no-ext-diff")
