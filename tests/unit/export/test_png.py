"""The PNG: whole, sharp, with its resolution and title, and refused with a sentence where it cannot be."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.themes import theme
from contention.export import png
from contention.export.encoding import ExportCancelled, Output
from contention.export.errors import ExportError
from contention.export.options import TRANSPARENT, ExportOptions, PictureOptions, Size
from contention.export.png import encode, render
from contention.export.png_size import LONGEST_SIDE, MOST_BYTES, MOST_TILES, TILE_SIDE, predicted
from contention.export.sheet import Sheet
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import maps_that_hurt, of_texts, rich_project, sheet_of
from tests.unit.export.paper import difference, ink, pillow

SEAMS = 0.02
"""Mean difference of 255 between a picture in pieces and the same whole: Qt begins the dashes of a
line that is cut off a hair elsewhere."""
NO_DISPLAY = """
import sys
from PySide6.QtGui import QGuiApplication
from contention.diagram.fonts import register_fonts
from contention.export.options import ExportOptions
from contention.export.png import encode
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import sheet_of

app = QGuiApplication(sys.argv)
register_fonts()
(output,) = encode(sheet_of(random_map(8, 1)), ExportOptions(), lambda done: True)
open(sys.argv[1], "wb").write(output.data)
"""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """Qt draws no words without an application."""
    register_fonts()


@pytest.fixture
def sheet() -> Sheet:
    return sheet_of(random_map(8, 1))


def written(sheet: Sheet, size: Size | None = None, **options: object) -> bytes:
    """The file of a sheet in one piece."""
    wanted = ExportOptions(size=size or Size(scale=1.0), **options)  # type: ignore[arg-type]
    (output,) = encode(sheet, wanted, lambda _done: True)
    assert output.suffix == ""
    return output.data


def as_large_as(sheet: Sheet, width: float, height: float) -> Sheet:
    """A sheet that only says it is large."""
    return replace(sheet, bounds=Rect(0, 0, width, height))


def test_the_whole_sheet_with_a_margin_on_white(sheet: Sheet) -> None:
    picture = pillow(QImage.fromData(written(sheet, Size(scale=2.0))))
    assert picture.size == (round(2 * sheet.bounds.width), round(2 * sheet.bounds.height))
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    left, top, right, bottom = ink(picture) or (0, 0, 0, 0)
    margins = (left, top, picture.width - right, picture.height - bottom)
    assert all(40 <= margin <= 52 for margin in margins), margins


@pytest.mark.parametrize("palette", ["classic", "safe", "ink"])
@pytest.mark.parametrize("dark", [False, True])
def test_no_ink_on_the_outermost_pixels_in_any_palette(palette: str, dark: bool) -> None:
    everything = {"title": True, "legend": True, "source": True, "notes": True}
    sheet = sheet_of(rich_project(), theme_id=palette, dark=dark, **everything)
    for size in (Size(scale=0.37), Size(scale=1.0), Size(dpi=223.0)):
        picture = pillow(QImage.fromData(written(sheet, size)))
        expected = QColor(theme(palette, dark=dark).paper if dark else "white").getRgb()[:3]
        assert picture.getpixel((0, 0)) == expected
        left, top, right, bottom = ink(picture) or (0, 0, 0, 0)
        assert left > 2
        assert top > 2
        assert right < picture.width - 2
        assert bottom < picture.height - 2


@pytest.mark.parametrize("name", [*maps_that_hurt(), "texts"])
def test_maps_and_texts_that_hurt_are_drawn_whole(name: str) -> None:
    sheet = sheet_of(of_texts() if name == "texts" else maps_that_hurt()[name])
    scale = min(1.0, 6_000 / max(sheet.bounds.width, sheet.bounds.height))
    picture = pillow(QImage.fromData(written(sheet, Size(scale=scale))))
    left, top, right, bottom = ink(picture) or (0, 0, 0, 0)
    drawn = sheet.diagram.bounds
    assert right - left == pytest.approx(drawn.width * scale, abs=3)
    assert bottom - top == pytest.approx(drawn.height * scale, abs=3)


def test_a_ground_of_nothing_and_of_any_colour(sheet: Sheet) -> None:
    clear = QImage.fromData(written(replace(sheet, background=TRANSPARENT)))
    assert clear.hasAlphaChannel()
    assert clear.pixelColor(1, 1).alpha() == 0
    box = next(iter(sheet.diagram.boxes))[0]
    middle = (int(box.center[0] - sheet.bounds.x), int(box.y + 3 - sheet.bounds.y))
    assert clear.pixelColor(*middle).alpha() == 255
    assert QImage.fromData(written(replace(sheet, background="#123456"))).pixelColor(1, 1).name() == "#123456"
    assert not QImage.fromData(written(sheet)).hasAlphaChannel()
    with pytest.raises(ExportError, match="“mud” is no colour"):
        written(replace(sheet, background="mud"))


@pytest.mark.parametrize(
    ("size", "pixels", "dpi"),
    [
        (Size(scale=1.0), None, 96),
        (Size(scale=2.5), None, 240),
        (Size(), None, 300),
        (Size(dpi=96), None, 96),
        (Size(width_px=1920), 1920, 300),
        (Size(width_px=1920, dpi=72), 1920, 72),
        (Size(width_mm=100.0), 1182, 300),
        (Size(width_mm=254.0, dpi=100), 1000, 100),
        (Size(width_px=700, width_mm=5.0, scale=9.0), 700, 300),
    ],
)
def test_size_by_scale_dpi_pixels_or_millimetres(
    sheet: Sheet, size: Size, pixels: int | None, dpi: int
) -> None:
    picture = QImage.fromData(written(sheet, size))
    found = predicted(sheet, size)
    assert (picture.width(), picture.height()) == (found.width_px, found.height_px)
    assert picture.dotsPerMeterX() == picture.dotsPerMeterY() == round(dpi / 0.0254)
    if pixels is None:
        pixels = round(sheet.bounds.width * (size.scale or size.dpi / 96))
    assert abs(picture.width() - pixels) <= 1
    ratio = sheet.bounds.width / sheet.bounds.height
    assert picture.width() / picture.height() == pytest.approx(ratio, rel=0.01)
    assert found.width_mm == pytest.approx(picture.width() / dpi * 25.4)
    assert found.bytes == 4 * picture.width() * picture.height()


def test_width_and_height_together_are_fitted_into(sheet: Sheet) -> None:
    low = predicted(sheet, Size(width_px=4000, height_px=200))
    assert low.height_px == 200
    assert low.width_px < 4000
    narrow = predicted(sheet, Size(width_mm=50.0, height_mm=900.0))
    assert (narrow.width_mm, narrow.height_mm < 900) == (pytest.approx(50.0, abs=0.1), True)


def test_title_and_resolution_are_in_the_file_as_the_format_has_them(sheet: Sheet) -> None:
    titled = replace(sheet, title="Who owns\nthe machines? – שלום 😀")
    data = written(titled)
    assert QImage.fromData(data).text("Title") == "Who owns the machines? – שלום 😀"
    chunks = list(chunks_of(data))
    assert [kind for kind, _ in chunks][:3] == [b"IHDR", b"pHYs", b"iTXt"]
    assert chunks[-1][0] == b"IEND"
    assert written(titled) == data
    assert QImage.fromData(written(replace(sheet, title=""))).text("Title") == ""


def chunks_of(data: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and content of each chunk, its checksum checked (PNG 1.2, section 3.2)."""
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length) == (zlib.crc32(kind + content),)
        found.append((kind, content))
        at += 12 + length
    return found


def test_another_program_reads_the_same_pixels(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(written(sheet))
    with Image.open(path) as picture:
        picture.load()
        assert picture.mode == "RGB"
        assert picture.info["dpi"] == pytest.approx((96, 96), abs=0.1)
        assert difference(picture, pillow(render(sheet, Size(scale=1.0)))) == (0, 0)


def test_bands_are_the_same_picture(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    large = sheet_of(random_map(40, 2))
    whole = pillow(render(large, Size(scale=1.0)))
    monkeypatch.setattr(png, "BAND_PIXELS", whole.width * 37)
    banded = pillow(QImage.fromData(written(large)))
    mean, strong = difference(whole, banded)
    assert mean < SEAMS
    assert strong < 0.0005


def test_tiles_joined_are_the_whole_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    large = sheet_of(random_map(40, 2))
    whole = pillow(render(large, Size(scale=1.0)))
    monkeypatch.setattr("contention.export.png_size.MOST_BYTES", 2_000_000)
    monkeypatch.setattr("contention.export.png_size.TILE_SIDE", 900)
    outputs = encode(large, ExportOptions(size=Size(scale=1.0), tiles=True), lambda _done: True)
    found = predicted(large, Size(scale=1.0))
    assert [output.suffix for output in outputs] == [
        f"-{row}-{column}" for row in range(1, found.rows + 1) for column in range(1, found.columns + 1)
    ]
    assert found.rows > 1
    assert found.columns > 2
    joined = Image.new("RGB", whole.size)
    tall, wide = -(-whole.height // found.rows), -(-whole.width // found.columns)
    for output in outputs:
        _, row, column = output.suffix.split("-")
        tile = pillow(QImage.fromData(output.data))
        assert max(tile.size) <= 900
        joined.paste(tile, ((int(column) - 1) * wide, (int(row) - 1) * tall))
    mean, strong = difference(whole, joined)
    assert mean < SEAMS
    assert strong < 0.0005


def test_what_fits_is_one_picture_though_tiles_are_asked_for(sheet: Sheet) -> None:
    assert written(sheet, tiles=True) == written(sheet)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(30_000, 400, 2), (400, 20_000, 2), (9_000, 9_000, 2), (600_000, 3_000, 1), (4e6, 4e6, 1)],
)
def test_what_is_too_large_is_refused_before_it_is_painted(
    sheet: Sheet, width: float, height: float, scale: float
) -> None:
    large = as_large_as(sheet, width, height)
    found = predicted(large, Size(scale=scale))
    assert not found.fits
    with pytest.raises(ExportError, match=r"too large. Nothing was written. Scale [\d.e-]+ \(") as caught:
        render(large, Size(scale=scale))
    with pytest.raises(ExportError, match="too large"):
        written(large, Size(scale=scale))
    assert ("tiles" in str(caught.value)) is (found.tiles <= MOST_TILES)
    assert f"{found.width_px:,} × {found.height_px:,} pixels" in str(caught.value)
    dpi = float(str(caught.value).split("(")[1].split(" ")[0])
    for size in (Size(scale=found.largest), Size(dpi=dpi)):
        fits = predicted(large, size)
        assert fits.fits
        assert max(fits.width_px, fits.height_px) <= LONGEST_SIDE
        assert fits.bytes <= MOST_BYTES
    assert not predicted(large, Size(scale=found.largest * 1.13)).fits
    assert TILE_SIDE * found.columns >= found.width_px


def test_tiles_without_number_are_refused(sheet: Sheet) -> None:
    with pytest.raises(ExportError, match=r"too many. Nothing was written. Scale"):
        written(as_large_as(sheet, 4e6, 4e6), tiles=True)


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_no_size_is_no_picture(sheet: Sheet, value: float) -> None:
    for size, sentence in (
        (Size(scale=value), "scale must be"),
        (Size(dpi=value), "resolution must be"),
        (Size(width_mm=value), "Width and height must be"),
        (Size(height_mm=value), "Width and height must be"),
    ):
        with pytest.raises(ExportError, match=sentence):
            predicted(sheet, size)
        with pytest.raises(ExportError, match=sentence):
            written(sheet, size)


def test_progress_grows_and_a_no_ends_it_at_once(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "BAND_PIXELS", 20_000)
    told: list[float] = []
    encode(sheet, ExportOptions(), lambda done: told.append(done) or True)
    assert told[0] == 0
    assert told[-1] == 1
    assert all(one < other for one, other in pairwise(told))
    assert len(told) > 10
    asked: list[float] = []

    def third(done: float) -> bool:
        asked.append(done)
        return len(asked) < 3

    found: tuple[Output, ...] = ()
    with pytest.raises(ExportCancelled):
        found = encode(sheet, ExportOptions(), third)
    assert len(asked) == 3
    assert found == ()


def test_words_are_drawn_even_where_the_picture_is_small(sheet: Sheet) -> None:
    """On the screen a map this small has plain boxes; a picture is what was mapped, at any size."""
    image = render(sheet, Size(scale=0.25))
    box = max((rect for rect, _ in sheet.diagram.boxes), key=lambda rect: rect.height)
    rows = range(int((box.y + 24 + 6) / 4), int((box.bottom + 24 - 6) / 4))
    columns = range(int((box.x + 24 + 8) / 4), int((box.right + 24 - 8) / 4))
    assert min(image.pixelColor(x, y).lightness() for x in columns for y in rows) < 200


def test_a_picture_in_memory_knows_its_resolution_and_title(sheet: Sheet) -> None:
    image = render(sheet, Size(scale=2))
    assert (image.dotsPerMeterX(), image.dotsPerMeterY()) == (7559, 7559)
    assert image.text("Title") == "Random"


def test_ratings_tags_and_parts_are_those_of_the_sheet() -> None:
    project = rich_project()
    plain = written(sheet_of(project, ratings=False, tags=False))
    assert plain != written(sheet_of(project))
    branch = QImage.fromData(written(sheet_of(project, part="branch", chosen=("A",))))
    assert branch.width() < QImage.fromData(plain).width()
    assert PictureOptions().part == "map"


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
    assert QImageReader(str(path)).size().width() > 300
