"""Writing an export: every format, all files or none, and what is there stays until all is on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export import formats
from contention.export.arguments import FORMAT_IDS
from contention.export.encoding import ExportCancelled, Output, told
from contention.export.errors import ExportError
from contention.export.formats import FORMATS, MOST_FILES, Format, format_of, write
from contention.export.options import ExportOptions, PictureOptions
from contention.export.sheet import Sheet, make_sheet
from contention.files.atomic import TEMPORARY
from tests.builders import MAP, project_of

BEGINS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "html": b"<!",
    "docx": b"PK",
    "markdown": b"#",
}


@pytest.fixture
def sheet(qapp: QApplication) -> Sheet:
    register_fonts()
    project = project_of("K Bread is cheap\n  + A Flour costs little")
    return make_sheet(project, MAP, PictureOptions(), TextMeasure())


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of three files."""

    class Three(Format):
        __slots__ = ()

        def encode(self, sheet, options, progress):
            told(progress, 0.5)
            return tuple(Output(suffix, b"new" + suffix.encode()) for suffix in ("", "-2", "-3"))

    monkeypatch.setitem(FORMATS, "three", Three("three", ".x", "Three"))


THREE = ExportOptions(format="three")


def files(folder: Path) -> dict[str, bytes]:
    assert not list(folder.glob(TEMPORARY))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_command_line_knows_the_same_formats() -> None:
    assert tuple(FORMATS) == FORMAT_IDS


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_every_format_is_written(sheet: Sheet, tmp_path: Path, format_id: str) -> None:
    path = tmp_path / f"map{FORMATS[format_id].suffix}"
    steps: list[float] = []
    paths = write(sheet, ExportOptions(format=format_id), path, lambda done: not steps.append(done))
    assert paths == (path,)
    assert path.read_bytes().startswith(BEGINS[format_id])
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    assert all(step < 1 for step in steps[:-1]), "1 means that nothing can be cancelled any more"
    assert format_of(path) == format_id


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.PNG", "png"), ("a.htm", "html"), ("a.1.md", "markdown"), ("a", None), ("a.gif", None)],
)
def test_a_name_says_its_format(name: str, found: str | None) -> None:
    assert format_of(Path(name)) == found


@pytest.mark.parametrize("format_id", FORMAT_IDS)
@pytest.mark.parametrize("stop_at", [0.0, 0.9])
def test_what_is_cancelled_writes_nothing(
    sheet: Sheet, tmp_path: Path, format_id: str, stop_at: float
) -> None:
    path = tmp_path / "map.x"
    path.write_bytes(b"old")
    with pytest.raises(ExportCancelled):
        write(sheet, ExportOptions(format=format_id), path, lambda done: done < stop_at)
    assert files(tmp_path) == {"map.x": b"old"}


def test_several_files_appear_together(sheet: Sheet, three: None, tmp_path: Path) -> None:
    (tmp_path / "a.b-2.x").write_bytes(b"old")
    paths = write(sheet, THREE, tmp_path / "a.b.x")
    assert [path.name for path in paths] == ["a.b.x", "a.b-2.x", "a.b-3.x"]
    assert files(tmp_path) == {"a.b.x": b"new", "a.b-2.x": b"new-2", "a.b-3.x": b"new-3"}


def test_of_several_files_none_is_replaced_where_one_cannot_be(
    sheet: Sheet, three: None, tmp_path: Path
) -> None:
    (tmp_path / "a.x").write_bytes(b"old")
    (tmp_path / "a-2.x").write_bytes(b"older")
    (tmp_path / "a-3.x").mkdir()
    with pytest.raises(ExportError, match="folder of that name"):
        write(sheet, THREE, tmp_path / "a.x")
    (tmp_path / "a-3.x").rmdir()
    assert files(tmp_path) == {"a.x": b"old", "a-2.x": b"older"}


def test_as_many_files_as_are_allowed_can_be_written(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = MOST_FILES

    class Many(Format):
        __slots__ = ()

        def encode(self, sheet, options, progress):
            return tuple(Output(f"-{number}", b"x") for number in range(count))

    monkeypatch.setitem(FORMATS, "many", Many("many", ".x", "Many"))
    assert len(write(sheet, ExportOptions(format="many"), tmp_path / "a.x")) == count
    assert len(files(tmp_path)) == count
    count += 1
    with pytest.raises(ExportError, match="Nothing was written"):
        write(sheet, ExportOptions(format="many"), tmp_path / "b.x")
    assert len(files(tmp_path)) == MOST_FILES


def test_a_missing_folder_is_told_before_anything_is_drawn(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats.Format, "encode", None)
    with pytest.raises(ExportError, match="does not exist"):
        write(sheet, ExportOptions(), tmp_path / "gone" / "a.png")
