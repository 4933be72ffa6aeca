"""A sheet on paper: which pages there are, and what stands where on each; PDF and printing paint them.

Lengths on a page are points (1/72 inch), from its top left corner; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Rect, TextLine
from contention.diagram.measure import TextMeasure, TextStyle
from contention.diagram.themes import Colour
from contention.export.encoding import Progress
from contention.export.errors import ExportError
from contention.export.options import PAPERS, ExportOptions
from contention.export.sheet import MARGIN, Sheet, make_sheet
from contention.model.project import ArgumentMap, Orientation, Project, read_only

MM = 72 / 25.4
"""Points to the millimetre."""
NATURAL = 0.75
"""Points to a unit of the map at its own size: 96 units to the inch."""
LARGEST_FIT = 2 * NATURAL
"""A map of a few boxes does not fill a page with letters of an inch."""
PAPER_MARGIN = 10 * MM
"""Where most printers print nothing."""
LONGEST_SIDE = 14_400.0
"""Of a page: 200 inches, which PDF 1.7 (ISO 32000-1, annex C) allows at most."""
ALIKE = 1.02
"""A direction must make the map so much larger before the reader's own is given up."""


def tr(text: str) -> str:
    """Words of a page in the reader's language."""
    return QCoreApplication.translate("Pages", text)


class Paper(NamedTuple):
    """A sheet of paper the way it is held."""

    width: float
    height: float
    margin: float = PAPER_MARGIN

    @property
    def area(self) -> Rect:
        """What is printed on."""
        margin = self.margin
        return Rect(margin, margin, self.width - 2 * margin, self.height - 2 * margin)


class PageWords(NamedTuple):
    """A line of words around what is drawn."""

    line: TextLine
    style: TextStyle
    colour: Colour


class Mark(NamedTuple):
    """Words in a small frame that lie over a drawing, in the units of its map."""

    rect: Rect
    line: TextLine


class Part(NamedTuple):
    """A drawing on a page."""

    sheet: Sheet
    scale: float
    """Points to a unit."""
    x: float
    y: float
    """Where the corner of the sheet's bounds lies; outside of the page where only a part is on it."""
    clip: Rect
    """What of the page it may cover."""
    marks: tuple[Mark, ...] = ()


class Frame(NamedTuple):
    """A rectangle on an index of pages."""

    rect: Rect
    fill: Colour = ""
    crossed: bool = False


class Page(msgspec.Struct, frozen=True, eq=False):
    """One page."""

    width: float
    height: float
    background: str
    """A colour as Qt names it, or "transparent"."""
    line_colour: Colour
    parts: tuple[Part, ...]
    words: tuple[PageWords, ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()
    """Crop marks, from end to end."""
    frames: tuple[Frame, ...] = ()
    links: tuple[tuple[Rect, int], ...] = ()
    """Areas that lead to another page, counted from 0."""


def pages_of(
    sheet: Sheet,
    options: ExportOptions,
    measure: TextMeasure,
    progress: Progress,
    papers: tuple[Paper, ...] = (),
) -> tuple[Page, ...]:
    """The pages that the options ask for; at least one.

    Args:
        papers: in place of what the options name, as for a printer that holds its own; the
            best of them is taken.

    Raises:
        ExportError: no such paper, or more pages than anybody prints.
        ExportCancelled: as soon as `progress` answers False.
    """
    if not papers and (options.paper or options.pages != "fit"):
        papers = papers_named(options.paper or "a4")
    if not papers:
        return (page_of_map(sheet),)
    if options.pages == "poster":
        from contention.export.poster import poster

        return poster(sheet, options, measure, papers)
    if options.pages == "branches":
        from contention.export.branches import branches

        return branches(sheet, options, measure, papers, progress)
    return (fitted(sheet, options, measure, papers),)


def papers_named(name: str) -> tuple[Paper, Paper]:
    """A paper of `PAPERS` upright and on its side.

    Raises:
        ExportError: there is none of that name.
    """
    if name.lower() not in PAPERS:
        raise ExportError(
            tr("There is no paper called “{name}”. Nothing was written; choose one of {names}.").format(
                name=name, names=", ".join(PAPERS)
            )
        )
    short, long = (side * MM for side in PAPERS[name.lower()])
    return Paper(short, long), Paper(long, short)


def page_of_map(sheet: Sheet) -> Page:
    """A page as large as the map, which is made smaller only where no page could be so large."""
    area = sheet.bounds
    scale = min(NATURAL, LONGEST_SIDE / max(area.width, area.height))
    # Qt makes pages of whole points.
    width, height = (float(-(-side * scale // 1)) for side in (area.width, area.height))
    part = Part(sheet, scale, 0.0, 0.0, Rect(0.0, 0.0, width, height))
    return Page(width, height, sheet.background, sheet.theme.muted, (part,))


def fitted(sheet: Sheet, options: ExportOptions, measure: TextMeasure, papers: tuple[Paper, ...]) -> Page:
    """All on one page: on the paper and in the direction (unless it is chosen) that make it largest."""
    scale, chosen, paper = 0.0, sheet, papers[0]
    for one in directions(sheet, options, measure):
        inner = one.bounds.grown(-MARGIN)
        for held in papers:
            area = held.area
            found = min(area.width / inner.width, area.height / inner.height, LARGEST_FIT)
            if found > scale * (1.0 if one is chosen else ALIKE):
                scale, chosen, paper = found, one, held
    return Page(
        paper.width,
        paper.height,
        chosen.background,
        chosen.theme.muted,
        (centred(chosen, scale, paper.area, Rect(0.0, 0.0, paper.width, paper.height)),),
    )


def centred(sheet: Sheet, scale: float, area: Rect, clip: Rect) -> Part:
    """A sheet in the middle of an area."""
    x = area.x + (area.width - sheet.bounds.width * scale) / 2
    y = area.y + (area.height - sheet.bounds.height * scale) / 2
    return Part(sheet, scale, x, y, clip)


def directions(sheet: Sheet, options: ExportOptions, measure: TextMeasure) -> Iterator[Sheet]:
    """The sheet in the map's own direction, then in the others unless the options choose one."""
    yield sheet
    if options.picture.orientation is None:
        for orientation in Orientation:
            if orientation is not sheet.map.orientation:
                yield turned(sheet, options, orientation, measure)


def turned(sheet: Sheet, options: ExportOptions, orientation: Orientation, measure: TextMeasure) -> Sheet:
    """The same in another direction."""
    # What was selected is the sheet's whole map now.
    part: Literal["map", "branch"] = "branch" if options.picture.part == "branch" else "map"
    chosen = replace(options.picture, orientation=orientation, part=part)
    return make_sheet(with_map(sheet.project, sheet.map), sheet.map.id, chosen, measure)


def with_map(project: Project, argument_map: ArgumentMap) -> Project:
    """The project with another value of a map, as when something of it is left out."""
    return replace(project, maps=read_only({**project.maps, argument_map.id: argument_map}))
