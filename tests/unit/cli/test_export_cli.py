"""`contention export`: every format and option, several maps and projects, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from contention import cli
from contention.diagram.themes import THEME_IDS
from contention.export.arguments import FORMAT_IDS, THEMES, options_of
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.files.store import save
from contention.model.project import Orientation, read_only
from tests.builders import map_of, project_of
from tests.unit.cli.test_cli import contention, refused


def options(*arguments: str, format_id: str = "png") -> ExportOptions:
    return options_of(cli.parse(["export", "p.contention", *arguments]), format_id)


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A project with three maps, two of them of one title but for its letters' case."""
    maps = {
        key: replace(
            map_of(f"K{key} Bread is cheap\n  + A{key} Flour costs little", title), id=key, order=order
        )
        for key, title, order in (("1", "Bread/Butter", 1.0), ("2", "Cake", 2.0), ("3", "CAKE", 3.0))
    }
    path = tmp_path / "shop.contention"
    save(replace(project_of("K x"), maps=read_only(maps)), path)
    return path


@pytest.fixture
def single(tmp_path: Path) -> Path:
    path = tmp_path / "bread.contention"
    save(project_of("K Bread is cheap\n  + Fa Flour costs little\n  - Fb Butter does not"), path)
    return path


# -- options -----------------------------------------------------------------------------


def test_without_options_it_is_the_dialogs_first_suggestion() -> None:
    assert options() == ExportOptions()


def test_every_option_arrives() -> None:
    found = options(
        *("--theme", "ink", "--dark", "--background", "transparent", "--direction", "right", "--no-compact"),
        *("--title", "--source", "--legend", "--notes", "--no-ratings", "--no-tags"),
        *("--width", "180mm", "--height", "100mm", "--dpi", "150", "--tiles", "--outlines"),
        *("--paper", "a3", "--pages", "poster", "--poster-scale", "1.5", "--overlap", "5", "--steps"),
        format_id="pdf",
    )
    assert found == ExportOptions(
        format="pdf",
        picture=PictureOptions(
            theme_id="ink",
            dark=True,
            background="transparent",
            orientation=Orientation.RIGHT,
            compact=False,
            ratings=False,
            tags=False,
            notes=True,
            title=True,
            source=True,
            legend=True,
        ),
        size=Size(width_mm=180.0, height_mm=100.0, dpi=150.0),
        tiles=True,
        outlines=True,
        paper="a3",
        pages="poster",
        poster_scale=1.5,
        overlap_mm=5.0,
        steps=True,
    )
    assert options("--width", "1200px").size == options("--width", "1200").size == Size(width_px=1200)
    assert options("--scale", "2").size == Size(scale=2.0)
    assert options("--compact").picture.compact is True


@pytest.mark.parametrize(
    "arguments",
    [
        ["--scale", "2", "--width", "10px"],
        ["--width", "10px", "--height", "10mm"],
        ["--all", "--map", "x"],
        ["--pages", "poster"],
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: list[str]) -> None:
    with pytest.raises(ValueError, match="--"):
        options(*arguments, format_id="pdf")


def test_it_does_not_write_to_the_standard_output(single: Path) -> None:
    done = contention("export", single, "-o", "-")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert [path.name for path in single.parent.iterdir()] == [single.name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--width", "10 miles"],
        ["--width", "-3px"],
        ["--dpi", "nan"],
        ["--format", "gif"],
        ["--paper", "a17"],
        ["--overlap", "900"],
        ["--branch", "x", "--select", "y"],
    ],
)
def test_values_that_cannot_be_are_mistakes(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.parse(["export", "p.contention", *arguments])
    assert exit_.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_names_that_are_written_twice_are_the_same() -> None:
    assert THEMES == THEME_IDS


# -- what is written ---------------------------------------------------------------------


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_every_format_stands_beside_its_project(single: Path, format_id: str) -> None:
    done = contention("export", single, "--format", format_id, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (told,) = json.loads(done.stdout)["written"]
    assert told["project"] == str(single)
    assert told["format"] == format_id
    (file,) = told["files"]
    path = Path(file["path"])
    assert path.stem == "bread"
    assert path.parent == single.parent
    assert path.stat().st_size == file["bytes"]


def test_all_maps_go_into_a_folder_under_free_names(several: Path, tmp_path: Path) -> None:
    done = contention("export", several, "--all", "-o", tmp_path / "out", "--format", "svg")
    assert done.returncode == 0, done.stderr
    names = {"Bread Butter.svg", "Cake.svg", "CAKE 2.svg"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    assert {Path(line.removeprefix("Wrote ")).name for line in done.stdout.splitlines()} == names


def test_maps_are_chosen_by_title(several: Path, tmp_path: Path) -> None:
    done = contention("export", several, "--map", "Cake", "--map", "bread/butter", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"Cake.png", "Bread Butter.png"}
    refused(contention("export", several, "-o", tmp_path / "a.png"), code=2)
    refused(contention("export", several, "--all", "-o", tmp_path / "a.png"), code=2)
    assert not (tmp_path / "a.png").exists()


def test_a_folder_of_projects_goes_on_where_one_fails(single: Path, several: Path) -> None:
    (single.parent / "broken.contention").write_text("{", encoding="utf-8")
    done = contention("export", single.parent, "--all", "--format", "markdown", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [Path(one["project"]).name for one in told["failed"]] == ["broken.contention"]
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in single.parent.glob("*.md")) == [
        "bread.md",
        "shop – Bread Butter.md",
        "shop – CAKE 2.md",
        "shop – Cake.md",
    ]


def test_a_branch_and_a_selection_by_their_words(single: Path, tmp_path: Path) -> None:
    texts = {}
    for name, arguments in {
        "whole": [],
        "branch": ["--branch", "fa  flour costs"],
        "selection": ["--select", "K Bread", "--select", "Fb"],
    }.items():
        path = tmp_path / f"{name}.md"
        assert contention("export", single, "-o", path, *arguments).returncode == 0
        texts[name] = path.read_text(encoding="utf-8")
    words = ("Bread is cheap", "Flour costs little", "Butter does not")
    found = {name: [word in text for word in words] for name, text in texts.items()}
    assert found == {
        "whole": [True, True, True],
        "branch": [False, True, False],
        "selection": [True, False, True],
    }
    assert "no claim" in refused(contention("export", single, "-o", tmp_path / "x.png", "--branch", "Z"))
    assert "2 claims" in refused(contention("export", single, "-o", tmp_path / "x.png", "--select", "f"))


def test_mistakes_are_one_sentence(single: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no projects" in refused(contention("export", tmp_path / "empty"))
    refused(contention("export", single, "-o", "m.pdf", "--format", "svg"), code=2)
    refused(contention("export", single, "--scale", "2", "--dpi", "300"), code=2)
    assert "too large" in refused(contention("export", single, "-o", tmp_path / "m.png", "--scale", "50"))
    assert "colour" in refused(contention("export", single, "-o", tmp_path / "m.png", "--background", "mud"))
    assert not (tmp_path / "m.png").exists()
