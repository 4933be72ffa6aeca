"""Exports at 20, 200 and 2,000 boxes: time and size of every format, and Graphviz beside them.

Each time goes from the project to the bytes of the file: layout, drawing and encoding, with fonts
and modules loaded once before. Graphviz draws the same boxes with the same words in the same sizes;
starting its process is part of its time, as it is in use, so a map without boxes is measured too.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from contention.diagram.drawing import TextLine
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.export.encoding import Output
from contention.export.formats import FORMATS
from contention.export.options import ExportOptions, Size
from contention.export.png_size import predicted
from contention.export.sheet import Sheet, make_sheet
from contention.model.project import Project
from tests.benchmarks.measuring import Figure, median_ms, tell, tree_project

pytestmark = [pytest.mark.bench, pytest.mark.timeout(500)]

BOXES = (20, 200, 2_000)
SCALES = {20: 1.0, 200: 0.5, 2_000: 0.05}
"""Of the PNG: this map of 2,000 boxes is 400,000 units wide, and neither program draws so many pixels."""
POINTS = 96.0
"""Units of the map to an inch."""


class Way(NamedTuple):
    """One way of exporting that is measured."""

    name: str
    options: ExportOptions
    targets: tuple[float, float, float] | None = None
    """Milliseconds at the sizes of `BOXES`; none where nothing is promised."""
    dot: str = ""
    """What Graphviz calls the same."""
    measured: Callable[[Sheet, ExportOptions], tuple[Output, ...]] | None = None
    """Instead of the format's encoder."""


def as_large_as_can_be(sheet: Sheet, options: ExportOptions) -> tuple[Output, ...]:
    """100 million pixels where the map is no ribbon; what is refused beyond is tiles' work."""
    size = Size(scale=predicted(sheet, Size()).largest)
    return FORMATS["png"].encode(sheet, replace(options, size=size), lambda _: True)


# A new format, or a new way to write one, is a new line here.
WAYS = (
    Way("PNG", ExportOptions(format="png"), (100, 500, 1_000), "png"),
    Way("SVG", ExportOptions(format="svg"), (10, 60, 600), "svg"),
    Way("SVG, text as outlines", ExportOptions(format="svg", outlines=True), (40, 150, 1_500)),
    Way("PDF, page as large as the map", ExportOptions(format="pdf"), (50, 200, 2_000), "pdf"),
    Way("PDF, A4, fitted", ExportOptions(format="pdf", paper="a4")),
    Way("PDF, A4, by branches", ExportOptions(format="pdf", paper="a4", pages="branches")),
    Way(
        "PDF, A4, poster at a tenth of its size",
        ExportOptions(format="pdf", paper="a4", pages="poster", poster_scale=0.1),
    ),
    Way(
        "PNG, as large as one picture can be",
        ExportOptions(format="png"),
        measured=as_large_as_can_be,
    ),
    Way("PPTX, one slide", ExportOptions(format="pptx")),
    Way("HTML", ExportOptions(format="html"), (20, 100, 1_000)),
    Way("DOCX", ExportOptions(format="docx")),
    Way("Markdown", ExportOptions(format="markdown"), (10, 60, 600)),
)


def exported(project: Project, way: Way) -> int:
    """Bytes of the files of an export, of which nothing is remembered from an earlier one."""
    size = Size(scale=SCALES[len(project.maps["m"].claims)]) if way.options.format == "png" else Size()
    options = replace(way.options, size=size)
    sheet = make_sheet(project, "m", options.picture, TextMeasure())
    if way.measured is not None:
        files = way.measured(sheet, options)
    else:
        files = FORMATS[options.format].encode(sheet, options, lambda _: True)
    return sum(len(output.data) for output in files)


def rounds(boxes: int) -> int:
    return {20: 7, 200: 5, 2_000: 1}[boxes]


def there(way: Way) -> bool:
    return way.options.format in FORMATS and find_spec(f"contention.export.{way.options.format}") is not None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_exporting(way: Way, qapp: QApplication) -> None:
    if not there(way):
        pytest.skip(f"There is no encoder for {way.options.format} yet.")
    register_fonts()
    figures = []
    for number, boxes in enumerate(BOXES):
        project = tree_project(boxes)
        size = exported(project, way)  # and its modules are loaded
        took = median_ms(partial(exported, project, way), rounds(boxes), 0)
        target = way.targets[number] if way.targets else None
        figures.append(Figure(f"{boxes:,} boxes", took, target))
        figures.append(Figure(f"{boxes:,} boxes, size", size / 1000, None, "kB"))
    tell(way.name, figures)


# --- beside Graphviz --------------------------------------------------------------------


def as_dot(sheet: Sheet) -> bytes:
    """The same boxes and pills, in the same sizes and with the same lines of words."""
    diagram = sheet.diagram
    family = diagram.theme.metrics.family
    lines = [
        "digraph {",
        f'rankdir=BT; node [shape=box fixedsize=true fontname="{family}" fontsize=11.25];',
    ]
    for rect, box in diagram.boxes:
        if not box.stub:
            words = _label(box.lines)
            lines.append(f'"{box.claim}" [{_size(rect.width, rect.height)} label="{words}"];')
    for inference in sheet.map.inferences.values():
        pill = diagram.pill_rect(inference.id)
        if pill is None:
            continue
        word = "because" if inference.kind == "reason" else "however"
        lines.append(f'"{inference.id}" [{_size(pill.width, pill.height)} label="{word}"];')
        lines.append(f'"{inference.id}" -> "{inference.target}";')
        lines += [f'"{premise}" -> "{inference.id}";' for premise in inference.premises]
    return "\n".join([*lines, "}"]).encode()


def _size(width: float, height: float) -> str:
    return f"width={width / POINTS:.3f} height={height / POINTS:.3f}"


def _label(lines: tuple[TextLine, ...]) -> str:
    return "\\n".join(line.text.replace("\\", "\\\\").replace('"', '\\"') for line in lines)


def by_dot(source: bytes, kind: str, boxes: int) -> bytes:
    command = ["dot", f"-T{kind}", *([f"-Gdpi={96 * SCALES[boxes]}"] if kind == "png" else [])]
    return subprocess.run(command, input=source, capture_output=True, timeout=400, check=True).stdout


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz (dot) is not installed.")
@pytest.mark.parametrize("way", [way for way in WAYS if way.dot], ids=lambda way: way.name)
def test_exporting_beside_graphviz(way: Way, qapp: QApplication) -> None:
    if not there(way):
        pytest.skip(f"There is no encoder for {way.options.format} yet.")
    register_fonts()
    start = median_ms(partial(by_dot, b"digraph {}", way.dot, 20), 5, 1)
    print(f"\n{way.name} beside dot -T{way.dot} (which takes {start:.0f} ms for an empty graph)")
    print(f"  {'':<14}{'ours, ms':>10}{'dot, ms':>10}{'ratio':>8}{'ours, kB':>12}{'dot, kB':>10}{'ratio':>8}")
    for boxes in BOXES:
        project = tree_project(boxes)
        size = exported(project, way)
        source = as_dot(make_sheet(project, "m", way.options.picture, TextMeasure()))
        theirs = len(by_dot(source, way.dot, boxes))
        ours_ms = median_ms(partial(exported, project, way), rounds(boxes), 0)
        dot_ms = median_ms(partial(by_dot, source, way.dot, boxes), min(3, rounds(boxes)), 0)
        print(
            f"  {f'{boxes:,} boxes':<14}{ours_ms:>10.0f}{dot_ms:>10.0f}{dot_ms / ours_ms:>8.1f}"
            f"{size / 1000:>12.0f}{theirs / 1000:>10.0f}{theirs / size:>8.1f}"
        )
    assert ours_ms < dot_ms
