"""The command line in a process: what it writes, where, and with which exit code."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contention import cli
from contention.diagram.themes import THEME_IDS
from contention.export.arguments import THEMES
from contention.files.store import load
from tests.documents import docx, png, word_paragraph, word_picture, word_relations

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "resources" / "samples" / "who-owns-the-machines.contention"
ARTICLE = ROOT / "resources" / "samples" / "who-owns-the-machines.md"


def contention(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with no display and see what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    kept.pop("DISPLAY", None)
    return subprocess.run(
        [sys.executable, "-m", "contention", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kept, "PYTHONPATH": str(ROOT / "desktop"), "PYTHONUTF8": "1", **environment},
        timeout=60,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one sentence of a command that was refused."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("contention: ")
    return lines[0]


def test_help_names_every_command() -> None:
    done = contention("--help")
    assert done.returncode == 0
    for word in (*(f"contention {command}" for command in cli.COMMANDS), "--sample", "--version", "FILE"):
        assert word in done.stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_each_command_has_help(command: str) -> None:
    done = contention(command, "--help")
    assert done.returncode == 0
    assert f"contention {command}" in done.stdout


def test_version() -> None:
    done = contention("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("contention 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["new"],
        ["new", "a.md"],
        ["check"],
        ["export"],
        ["export", "p.contention", "-o", "m.png", "--scale", "2", "--dpi", "300"],
        ["export", "p.contention", "-o", "m.png", "--scale", "nan"],
        ["export", "p.contention", "-o", "m.png", "--dpi", "-1"],
        ["export", "p.contention", "-o", "m.png", "--theme", "neon"],
        ["merge", "a", "b", "c"],
        ["merge", "a", "b", "-o", "out"],
        ["diff", "a"],
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(arguments: list[str]) -> None:
    assert "--help" in refused(contention(*arguments), code=2)


def test_a_word_of_a_command_is_no_file_but_with_its_folder_it_is() -> None:
    assert cli.parse(["./new", "b.txt"]).files == [Path("new"), Path("b.txt")]
    assert cli.parse(["new", "a.md", "-o", "b.contention"]).command == "new"
    assert cli.parse([]).command == "open"


def test_themes_are_the_diagrams() -> None:
    assert THEMES == THEME_IDS


def test_new_makes_a_sound_project_and_never_replaces_one(tmp_path: Path) -> None:
    made = tmp_path / "made.contention"
    done = contention("new", ARTICLE, "-o", made)
    assert (done.returncode, done.stderr) == (0, "")
    assert [article.file_name for article in load(made).project.articles.values()] == [ARTICLE.name]
    assert contention("check", made).returncode == 0
    before = made.read_bytes()
    assert "exists" in refused(contention("new", ARTICLE, "-o", made))
    assert made.read_bytes() == before
    assert contention("new", ARTICLE, "-o", made, "--force").returncode == 0


def test_new_refuses_what_is_no_article(tmp_path: Path) -> None:
    out = tmp_path / "p.contention"
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    refused(contention("new", tmp_path / "gone.txt", "-o", out))
    refused(contention("new", tmp_path / "empty.txt", "-o", out))
    refused(contention("new", tmp_path / "picture.txt", "-o", out))
    refused(contention("new", SAMPLE, "-o", out))
    assert not out.exists()


def test_new_takes_a_document_with_its_pictures(tmp_path: Path) -> None:
    files = {
        "word/media/a.png": png(),
        "word/_rels/document.xml.rels": word_relations({"p": ("image", "media/a.png")}),
    }
    (tmp_path / "bread.docx").write_bytes(
        docx(word_paragraph("On bread", "Title") + word_picture("p"), files)
    )
    done = contention("new", tmp_path / "bread.docx", "-o", tmp_path / "p.contention")
    assert (done.returncode, done.stderr) == (0, "")
    project = load(tmp_path / "p.contention").project
    assert [article.title for article in project.articles.values()] == ["On bread"]
    assert [asset.media_type for asset in project.assets.values()] == ["image/png"]
    assert contention("check", tmp_path / "p.contention").returncode == 0


def test_new_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused(contention("new", ARTICLE, "-o", tmp_path / "gone" / "p.contention"))


def test_check_says_nothing_of_a_sound_project() -> None:
    done = contention("check", SAMPLE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_lists_findings_with_their_paths(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    quoted = '"exact":"'
    damaged = tmp_path / "damaged.contention"
    place = text.index(quoted) + len(quoted)
    damaged.write_text(text[:place] + "These words stand nowhere in it. " + text[place:], encoding="utf-8")
    done = contention("check", damaged)
    assert done.returncode == 1
    assert done.stdout.splitlines()
    for line in done.stdout.splitlines():
        path, _, message = line.partition(": ")
        assert path
        assert message


def test_check_of_what_cannot_be_read_is_exit_code_2(tmp_path: Path) -> None:
    data = SAMPLE.read_bytes()
    (tmp_path / "half.contention").write_bytes(data[: len(data) // 2])
    refused(contention("check", tmp_path / "half.contention"), code=2)
    refused(contention("check", tmp_path / "gone.contention"), code=2)


def test_export_draws_the_map_with_no_display(tmp_path: Path) -> None:
    sizes = []
    for number, options in enumerate((["--scale", "1"], ["--scale", "2"], ["--dpi", "96", "--theme", "ink"])):
        picture = tmp_path / f"{number}.png"
        done = contention("export", SAMPLE, "-o", picture, *options)
        assert done.returncode == 0, done.stderr
        data = picture.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        sizes.append((int.from_bytes(data[16:20]), int.from_bytes(data[20:24])))
    once, twice, paper = sizes
    assert abs(twice[0] - 2 * once[0]) <= 2
    assert abs(twice[1] - 2 * once[1]) <= 2
    assert paper == once


def test_export_refuses_with_a_sentence(tmp_path: Path) -> None:
    picture = tmp_path / "m.png"
    assert "Nowhere" in refused(contention("export", SAMPLE, "-o", picture, "--map", "Nowhere"))
    refused(contention("export", SAMPLE, "-o", tmp_path / "m.gif"), code=2)
    refused(contention("export", tmp_path / "gone.contention", "-o", picture))
    refused(contention("export", SAMPLE, "-o", tmp_path / "no" / "folder.png"))
    empty = tmp_path / "empty.contention"
    assert contention("new", ARTICLE, "-o", empty).returncode == 0
    refused(contention("export", empty, "-o", picture))
    assert not picture.exists()


def test_the_window_without_a_display_is_a_sentence() -> None:
    assert "display" in refused(contention("--sample"))


def test_without_display_draws_the_sample(tmp_path: Path) -> None:
    done = contention("--sample", "--without-display", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "display" in done.stdout.splitlines()[0]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"window.png", "map.png"}
    assert all(path.stat().st_size > 20_000 for path in (tmp_path / "out").iterdir())


def test_a_display_that_refuses_is_no_abort() -> None:
    sentence = refused(contention("--sample", DISPLAY=":7654"))
    assert "display" in sentence.lower() or "libraries" in sentence


def test_what_could_steer_a_terminal_is_escaped() -> None:
    assert cli.printable("a\x1b[31mb\nc\u202ed\u200be") == "a\\x1b[31mb\\nc\\u202ed\\u200be"
    assert cli.printable("naïve “quotes” 中文 🙂 a\u00a0b") == "naïve “quotes” 中文 🙂 a\u00a0b"


def test_a_console_without_unicode_gets_escapes() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp437")
    cli.say("“中文” ok", stream)
    stream.flush()
    assert raw.getvalue().decode("cp437").strip() == "\\u201c\\u4e2d\\u6587\\u201d ok"


def test_a_reader_of_the_output_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m contention --help | head -c 1'
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr


def test_an_exported_map_shows_the_tags_of_the_project(tmp_path: Path) -> None:
    from contention.files.codec import encode
    from contention.model.details import add_tag, set_tag
    from contention.model.project import Tag
    from tests.builders import MAP, project_of

    project = add_tag(
        project_of("K The contention\n  + A Because of this"), Tag(id="t", name="to check", colour="red")
    )
    plain, tagged = tmp_path / "plain.contention", tmp_path / "tagged.contention"
    plain.write_bytes(encode(project))
    tagged.write_bytes(encode(set_tag(project, MAP, ["A"], "t", True)))
    pictures = []
    for source in (plain, tagged):
        picture = source.with_suffix(".png")
        assert contention("export", source, "-o", picture).returncode == 0
        pictures.append(picture.read_bytes())
    assert pictures[0] != pictures[1]
