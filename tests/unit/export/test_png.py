"""The PNG: whole, sharp, with its resolution and title, and refused with a sentence where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtWidgets import QApplication

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import theme
from contention.export import png
from contention.export.errors import ExportError
from contention.export.png import export_png, picture_size, render_map
from tests.unit.diagram.random_maps import MapMaker, random_map

NO_DISPLAY = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from contention.diagram.compose import compose
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import theme
from contention.export.png import export_png
from tests.unit.diagram.random_maps import random_map

app = QGuiApplication(sys.argv)
register_fonts()
export_png(compose(random_map(8, 1), TextMeasure(), theme("classic")), Path(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """Qt draws no words without an application."""
    register_fonts()


@pytest.fixture
def diagram() -> Diagram:
    return compose(random_map(8, 1), TextMeasure(), theme("classic"))


def huge(width: float, height: float) -> Diagram:
    """A diagram that only says it is large."""
    one = compose(random_map(1), TextMeasure(), theme("classic"))
    return Diagram(one.bricks, Rect(0, 0, width, height), one.theme)


def test_the_whole_map_with_a_margin_on_white(diagram: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    export_png(diagram, path)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (
        2 * int(diagram.bounds.width + 48),
        2 * int(diagram.bounds.height + 48),
    )
    assert picture_size(diagram) == (image.width(), image.height())
    white = QColor("white")
    margin = 2 * 24 - 2
    for x in range(image.width()):
        assert image.pixelColor(x, margin - 4) == white
        assert image.pixelColor(x, image.height() - margin) == white
    for y in range(image.height()):
        assert image.pixelColor(margin - 4, y) == white
        assert image.pixelColor(image.width() - margin, y) == white
    top = next(iter(diagram.boxes))[0]
    assert image.pixelColor(int(2 * (top.x + 24)) + 40, int(2 * (top.y + 24)) + 1) != white


def test_a_dark_theme_brings_its_own_paper(diagram: Diagram) -> None:
    dark = diagram.in_theme(theme("classic", dark=True))
    assert render_map(dark, scale=1).pixelColor(2, 2).name() == theme("classic", dark=True).paper
    assert render_map(dark, scale=1, background="#ffffff").pixelColor(2, 2).name() == "#ffffff"
    clear = render_map(dark, scale=1, background="transparent")
    assert clear.pixelColor(2, 2).alpha() == 0
    assert clear.hasAlphaChannel()


def test_scale_and_dpi_decide_the_pixels_and_are_written_down(diagram: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    for given, scale, dots in (
        ({"scale": 1.0}, 1.0, 3780),
        ({"dpi": 300}, 300 / 96, 11811),
        ({"dpi": 96}, 1.0, 3780),
    ):
        export_png(diagram, path, **given)  # type: ignore[arg-type]
        image = QImage(str(path))
        assert abs(image.width() - (diagram.bounds.width + 48) * scale) < 1.01
        assert (image.width(), image.height()) == picture_size(diagram, **given)  # type: ignore[arg-type]
        assert image.dotsPerMeterX() == image.dotsPerMeterY() == dots


def test_a_picture_in_memory_knows_its_resolution(diagram: Diagram) -> None:
    image = render_map(diagram, scale=2)
    assert (image.dotsPerMeterX(), image.dotsPerMeterY()) == (7559, 7559)


def test_the_title_is_in_the_file(diagram: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    export_png(diagram, path, title="Who owns\nthe machines? – שלום 😀")
    assert QImageReader(str(path)).text("Title") == "Who owns the machines? – שלום 😀"


def test_the_same_map_gives_the_same_bytes(diagram: Diagram, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        export_png(diagram, tmp_path / name, title="x")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_words_are_drawn_even_where_the_picture_is_small(diagram: Diagram) -> None:
    """On the screen a map this small has plain boxes; a picture is what was mapped, at any size."""
    dark = QColor(theme("classic").text).lightness() + 60
    image = render_map(diagram, scale=0.25)
    box = max((rect for rect, _ in diagram.boxes), key=lambda rect: rect.height)
    rows = range(int((box.y + 24 + 6) / 4), int((box.bottom + 24 - 6) / 4))
    columns = range(int((box.x + 24 + 8) / 4), int((box.right + 24 - 8) / 4))
    assert min(image.pixelColor(x, y).lightness() for x in columns for y in rows) < 200 > dark


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(30_000, 400, 2), (400, 20_000, 2), (9_000, 9_000, 2), (600_000, 3_000, 1), (4e6, 4e6, 1)],
)
def test_what_is_too_large_is_refused_with_a_scale_that_fits(
    width: float, height: float, scale: float
) -> None:
    diagram = huge(width, height)
    with pytest.raises(
        ExportError, match=r"too large. Nothing was written. Scale [\d.e-]+ \([\d.]+ dpi\) fits"
    ) as caught:
        render_map(diagram, scale=scale)
    fits = float(str(caught.value).split("Scale ")[1].split(" ")[0])
    dpi = float(str(caught.value).split("(")[1].split(" ")[0])
    for wide, high in (picture_size(diagram, scale=fits), picture_size(diagram, dpi=dpi)):
        assert max(wide, high) <= png.LONGEST_SIDE
        assert 4 * wide * high <= png.MOST_BYTES
    larger = picture_size(diagram, scale=fits * 1.13)
    assert max(larger) > png.LONGEST_SIDE or 4 * larger[0] * larger[1] > png.MOST_BYTES


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_no_scale_is_no_picture(diagram: Diagram, scale: float, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="scale must be"):
        render_map(diagram, scale=scale)
    with pytest.raises(ExportError, match="resolution must be"):
        export_png(diagram, tmp_path / "map.png", dpi=scale)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_map_and_a_colour_that_is_none_are_refused(diagram: Diagram, tmp_path: Path) -> None:
    empty = compose(MapMaker().map(), TextMeasure(), theme("classic"))
    with pytest.raises(ExportError, match="no claims yet"):
        export_png(empty, tmp_path / "map.png")
    with pytest.raises(ExportError, match="“mud” is no colour"):
        export_png(diagram, tmp_path / "map.png", background="mud")
    assert picture_size(empty) == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(
    diagram: Diagram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="disk is full"):
        export_png(diagram, path)
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["map.png"]


@pytest.mark.parametrize("where", ["no-such-folder/map.png", "."])
def test_a_path_that_cannot_be_written_is_a_sentence(diagram: Diagram, tmp_path: Path, where: str) -> None:
    with pytest.raises(ExportError, match=r"was not written.*\.$"):
        export_png(diagram, tmp_path / where)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_needs_no_display(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    keep = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    paths = os.pathsep.join([str(root / "desktop"), str(root)])
    path = tmp_path / "map.png"
    done = subprocess.run(
        [sys.executable, "-c", NO_DISPLAY, str(path)],
        env={**keep, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes()[:4] == b"\x89PNG"
