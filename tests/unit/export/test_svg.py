"""SVG: drawn by another program it is the picture that is painted, and its words are words."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
import resvg_py
from lxml import etree
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import Rect
from contention.diagram.fonts import register_fonts
from contention.export import svg
from contention.export.encoding import ExportCancelled
from contention.export.errors import ExportError
from contention.export.markup import attributes, escaped, number
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.export.painting import paint_sheet
from contention.export.sheet import Sheet
from contention.export.svg_shapes import hatching
from contention.model.project import Orientation
from tests.unit.diagram.random_maps import random_map
from tests.unit.export import pictured
from tests.unit.export.pictured import sample, sheet_of

SMOOTH = Qt.TransformationMode.SmoothTransformation
NAME = "{http://www.w3.org/2000/svg}"
MEAN, STRONG, PLACE = 1.2, 0.0006, 50
"""What may differ from our own painting, of 255: on average; the share of what differs by more than
a third; and on average in the worst square of 16 pixels, so that not even a small sign is missing."""
SHAPES = (1.2, 0.0002, 16)
"""The same of text as outlines, which no program letters in its own way."""
LETTERS = (1.2, 0.002, 130)
"""The same where letters come from fonts that each program chooses for itself."""
MAPS = pictured.maps()
EVERYTHING = {"title": True, "legend": True, "source": True, "notes": True}


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def written(sheet: Sheet, **options: object) -> bytes:
    (output,) = svg.encode(sheet, ExportOptions(**options), lambda _: True)  # type: ignore[arg-type]
    assert output.suffix == ""
    return output.data


def by_resvg(data: bytes, *, own_fonts: bool = True) -> QImage:
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    drawn = resvg_py.svg_to_bytes(
        svg_string=data.decode(), font_files=[str(one) for one in folder.glob("*.ttf")] if own_fonts else None
    )
    return QImage.fromData(bytes(drawn)).convertToFormat(QImage.Format.Format_ARGB32)


def painted(sheet: Sheet) -> QImage:
    image = QImage(
        round(sheet.bounds.width), round(sheet.bounds.height), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(0)
    painter = QPainter(image)
    painter.translate(-sheet.bounds.x, -sheet.bounds.y)
    paint_sheet(painter, sheet)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def on_white(image: QImage) -> QImage:
    """Halved: how the edge of a letter is smoothed is each program's own."""
    whole = QImage(image.size(), QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFFFF)
    painter = QPainter(whole)
    painter.drawImage(0, 0, image)
    painter.end()
    return whole.scaledToWidth(image.width() // 2, SMOOTH)


def differences(one: QImage, other: QImage) -> tuple[float, float, int]:
    """Mean, strong and worst; see `MEAN`."""
    assert (one.width(), one.height()) == (other.width(), other.height())
    apart = on_white(one)
    painter = QPainter(apart)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, on_white(other))
    painter.end()
    grey = apart.convertToFormat(QImage.Format.Format_Grayscale8)
    found = greys(grey)
    strong = sum(one > 85 for one in found) / len(found)
    return sum(found) / len(found), strong, max(greys(grey.scaledToWidth(grey.width() // 8, SMOOTH)))


def greys(image: QImage) -> bytes:
    """Without what stands at the end of each line to make it a multiple of four."""
    return b"".join(bytes(image.constScanLine(y))[: image.width()] for y in range(image.height()))


def alike(drawn: QImage, expected: QImage, most: tuple[float, float, int] = (MEAN, STRONG, PLACE)) -> bool:
    found = differences(drawn, expected)
    return all(one <= limit for one, limit in zip(found, most, strict=True))


def no_ink_at_the_edge(image: QImage) -> bool:
    last_x, last_y = image.width() - 1, image.height() - 1
    edge = {image.pixel(x, y) for x in range(image.width()) for y in (0, last_y)}
    edge |= {image.pixel(x, y) for y in range(image.height()) for x in (0, last_x)}
    return len(edge) == 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("palette", ["classic", "safe", "ink"])
@pytest.mark.parametrize("outlines", [False, True])
def test_it_is_the_picture_that_is_painted(palette: str, dark: bool, outlines: bool) -> None:
    sheet = sheet_of(sample(), theme_id=palette, dark=dark, **EVERYTHING)
    drawn = by_resvg(written(sheet, outlines=outlines))
    same = alike(drawn, painted(sheet), SHAPES if outlines else (MEAN, STRONG, PLACE))
    assert same
    assert no_ink_at_the_edge(drawn)


@pytest.mark.parametrize("orientation", Orientation)
@pytest.mark.parametrize("name", MAPS)
def test_so_are_maps_that_hurt(name: str, orientation: Orientation) -> None:
    sheet = sheet_of(MAPS[name], orientation=orientation, theme_id="ink")
    drawn = by_resvg(written(sheet))
    same = alike(drawn, painted(sheet))
    assert same
    assert no_ink_at_the_edge(drawn)


def test_so_are_texts_that_hurt() -> None:
    sheet = sheet_of(pictured.texts(), **EVERYTHING)
    expected = painted(sheet)
    same = alike(by_resvg(written(sheet)), expected, LETTERS)
    assert same
    same = alike(by_resvg(written(sheet, outlines=True)), expected, SHAPES)
    assert same


def test_a_folded_branch_and_no_background() -> None:
    project = sample()
    top = next(iter(sheet_of(project).diagram.boxes))[1].claim
    folded = frozenset({top})
    sheet = sheet_of(project, folded=folded, background="transparent")
    drawn = by_resvg(written(sheet))
    assert drawn.pixelColor(0, 0).alpha() == 0
    same = alike(drawn, painted(sheet))
    assert same
    tinted = by_resvg(written(sheet_of(project, folded=folded, background="#80ff0000")))
    assert tinted.pixelColor(0, 0).getRgb() == (255, 0, 0, 128)


def test_without_the_font_nothing_overflows() -> None:
    """Another font may be wider by 13 %; the lines keep their widths all the same."""
    sheet = sheet_of(sample(), theme_id="ink")
    image = by_resvg(written(sheet), own_fonts=False)
    white = image.pixel(0, 0)
    for rect, box in sheet.diagram.boxes:
        if box.lines and not box.stub:
            right = max(line.x + line.width for line in box.lines) - box.rect.x + rect.x
            for x in (right + 3, right + 5):
                assert x < rect.right - 6
                for line in box.lines:
                    y = rect.y + line.baseline - box.rect.y - 4
                    at = (round(x - sheet.bounds.x), round(y - sheet.bounds.y))
                    assert image.pixel(*at) == white


def texts(tree: etree._Element) -> list[str]:
    """The words that stand together: those of a ``<text>``, or of lines side by side in a group."""
    groups = [one for one in tree.iter(f"{NAME}g") if {child.tag for child in one} == {f"{NAME}text"}]
    alone = [one for one in tree.iter(f"{NAME}text") if one.getparent() not in groups]
    return [" ".join("".join(child.itertext()) for child in one) for one in groups] + [
        "".join(one.itertext()) for one in alone
    ]


def bare(text: str) -> str:
    """Without white space and marks of direction: words may be broken anywhere."""
    kept = re.sub("[\\s\u202a-\u202e]", "", text)
    return re.sub("[\x00-\x1f\ud800-\udfff\ufffe]", "", kept)


@pytest.mark.parametrize("name", [*MAPS, "sample", "texts"])
def test_every_claim_is_found_in_the_text(name: str) -> None:
    project = MAPS[name] if name in MAPS else getattr(pictured, name)()
    sheet = sheet_of(project)
    tree = etree.fromstring(written(sheet))
    found = {bare(text) for text in texts(tree)}
    titles = {bare(element.text or "") for element in tree.iter(f"{NAME}title")}
    for claim in sheet.map.claims.values():
        if claim.text.strip():
            assert bare(claim.text) in titles
            assert bare(claim.text) in found or len(claim.text) > 2000
            assert (
                any(bare(claim.text).startswith(text) for text in found if len(text) > 3)
                or len(claim.text) < 9
            )


def test_in_a_page_a_claim_is_one_text_whose_lines_are_apart() -> None:
    class Hooks:
        def box(self, *_: object) -> tuple[str, str]:
            return "", ""

        pill = brick = route = lambda *_: ""

    sheet = sheet_of(sample())
    inline = etree.fromstring(svg.svg_of(sheet, hooks=Hooks()))
    assert any("AI should run, in part at least, on machines" in text for text in texts(inline))
    assert list(inline.iter(f"{NAME}tspan"))
    same = alike(by_resvg(etree.tostring(inline)), painted(sheet))
    assert same


def test_it_is_right_where_only_svg_tiny_is_known() -> None:
    """Qt's own reader places no ``<tspan>`` and takes a list of fonts for the name of one."""
    sheet = sheet_of(sample(), theme_id="ink", **EVERYTHING)
    data = re.sub(rb'font-family="[^"]*"', b'font-family="Source Sans Pro"', written(sheet))
    renderer = QSvgRenderer(QByteArray(data))
    image = QImage(renderer.defaultSize(), QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    same = alike(image, painted(sheet))
    assert same


def test_claims_are_groups_with_titles_for_those_who_listen() -> None:
    sheet = sheet_of(pictured.texts())
    tree = etree.fromstring(written(sheet))
    groups = tree.findall(f".//{NAME}g[@role='img']")
    assert len(groups) == len(sheet.map.claims) + len(sheet.map.inferences)
    assert all(group[0].tag == f"{NAME}title" and group[0].text for group in groups)
    word = next(group for group in groups if group[0].text == "Word")
    said = word[1].text or ""
    assert "unstated" in said
    assert pictured.ANGLED in said
    title, description = tree[0], tree[1]
    assert title.tag == f"{NAME}title"
    assert title.text == f"خريطة {pictured.ANGLED}"
    assert description.tag == f"{NAME}desc"
    assert "Traffic office" in (description.text or "")


def test_it_holds_no_script_no_style_sheet_and_nothing_from_outside() -> None:
    for outlines in (False, True):
        data = written(sheet_of(pictured.texts(), theme_id="ink", **EVERYTHING), outlines=outlines)
        tree = etree.fromstring(data)
        tags = {etree.QName(element).localname for element in tree.iter()}
        assert tags <= {"svg", "title", "desc", "g", "path", "rect", "text", "defs", "use"}
        names = {name for element in tree.iter() for name in element.attrib}
        assert not names & {"style", "class", "filter", "clip-path", "mask"}
        assert not [name for name in names if name.startswith("on")]
        links = [value for element in tree.iter() for name, value in element.items() if "href" in name]
        ids = {element.get("id") for element in tree.iter()}
        assert all(link[0] == "#" and link[1:] in ids for link in links)
        assert bool(links) == outlines
        values = [value for element in tree.iter() for value in element.attrib.values()]
        assert not [value for value in values if "url(" in value or "://" in value]


def test_outlines_leave_no_words_but_their_names() -> None:
    sheet = sheet_of(sample(), title=True)
    tree = etree.fromstring(written(sheet, outlines=True))
    assert texts(tree) == []
    assert len(tree.findall(f".//{NAME}title")) > len(sheet.map.claims)


def test_lines_from_right_to_left_end_where_they_were_measured() -> None:
    sheet = sheet_of(pictured.texts())
    box, rect = next(
        (box, rect) for rect, box in sheet.diagram.boxes if box.lines[0].rtl and len(box.lines) > 1
    )
    tree = etree.fromstring(written(sheet))
    spans = [span for span in tree.iter(f"{NAME}text") if span.get("text-anchor") == "end"]
    line = box.lines[0]
    span = next(span for span in spans if line.text in (span.text or ""))
    assert span.text == f"\u202b{line.text}\u202c"
    assert float(span.get("x", "")) == pytest.approx(line.x + line.width, abs=0.01)
    assert float(span.get("textLength", "")) == pytest.approx(line.width, abs=0.01)
    assert rect.width > line.width


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [
        (Size(), "W", "H"),
        (Size(scale=2.0), "2W", "2H"),
        (Size(width_mm=100.0), "100mm", ""),
        (Size(height_mm=50.0), "", "50mm"),
        (Size(width_px=800), "800", ""),
        (Size(width_px=800, height_px=80), "", "80"),
    ],
)
def test_its_size(size: Size, width: str, height: str) -> None:
    sheet = sheet_of(sample())
    root = etree.fromstring(written(sheet, size=size))
    bounds = sheet.bounds
    assert [float(part) for part in root.get("viewBox", "").split()] == pytest.approx(list(bounds))
    words = {"W": bounds.width, "H": bounds.height, "2W": 2 * bounds.width, "2H": 2 * bounds.height}
    for name, expected in (("width", width), ("height", height)):
        if expected in words:
            assert float(root.get(name, "")) == words[expected]
        elif expected:
            assert root.get(name) == expected
    sides = [float(root.get(name, "").removesuffix("mm")) for name in ("width", "height")]
    assert sides[0] / sides[1] == pytest.approx(bounds.width / bounds.height, rel=1e-3)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    for outlines in (False, True):
        first, second = (
            written(sheet_of(pictured.texts(), **EVERYTHING), outlines=outlines) for _ in range(2)
        )
        assert first == second


def test_it_stops_as_soon_as_it_is_not_wanted() -> None:
    asked: list[float] = []

    def enough(done: float) -> bool:
        asked.append(done)
        return done < 0.5

    with pytest.raises(ExportCancelled):
        svg.encode(sheet_of(pictured.of(random_map(300, 2))), ExportOptions(), enough)
    assert asked == sorted(asked)
    assert asked[-1] < 0.8


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ExportError, match="“mud” is no colour"):
        written(sheet_of(sample(), background="mud"))


@pytest.mark.parametrize(
    ("program", "arguments"),
    [("rsvg-convert", ["-o"]), ("inkscape", ["--export-type=png", "-o"]), ("chromium", [])],
)
def test_other_programs_draw_it_too(program: str, arguments: list[str], tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed.")
    sheet = sheet_of(sample())
    source, target = tmp_path / "map.svg", tmp_path / "map.png"
    source.write_bytes(written(sheet))
    width, height = (round(side) for side in sheet.bounds[2:])
    command = [program, *arguments, str(target), str(source)]
    if program == "chromium":
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--screenshot={target}"]
        command += [f"--window-size={width},{height}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    drawn = QImage(str(target)).convertToFormat(QImage.Format.Format_ARGB32)
    same = alike(drawn, painted(sheet), LETTERS)
    assert same
    assert no_ink_at_the_edge(drawn)


def test_hatching_stays_inside_the_rounded_edge() -> None:
    rect, radius = Rect(10, 20, 90, 55), 10.0
    inner = rect.grown(-0.5)
    lines = list(hatching(rect, 0.5, radius))
    assert len(lines) > 15
    for (x0, y0), (x1, y1) in lines:
        assert x0 + y0 == pytest.approx(x1 + y1)
        for x, y in ((x0, y0), (x1, y1)):
            middle_x = min(max(x, inner.x + radius), inner.right - radius)
            middle_y = min(max(y, inner.y + radius), inner.bottom - radius)
            far = ((x - middle_x) ** 2 + (y - middle_y) ** 2) ** 0.5
            assert inner.contains(x, y)
            assert far <= radius + 1e-6
            # And it reaches the edge.
            assert far == pytest.approx(radius, abs=1e-6) or min(
                x - inner.x, inner.right - x, y - inner.y, inner.bottom - y
            ) == pytest.approx(0, abs=1e-6)


def test_words_and_numbers_as_markup() -> None:
    assert escaped("<b>&\"']]>\x00\ud800\ufffe\n") == "&lt;b&gt;&amp;&quot;&#39;]]&gt;   \n"
    assert [number(value) for value in (1.0, 0.1 + 0.2, -0.001, 1.006, 12.5)] == [
        "1",
        "0.3",
        "0",
        "1.01",
        "12.5",
    ]
    assert attributes(stroke_width=1.5, fill=None, class_="a<") == ' stroke-width="1.5" class="a&lt;"'


def test_options_of_a_picture_are_those_of_its_sheet() -> None:
    assert PictureOptions().theme_id == sheet_of(sample()).theme.id
