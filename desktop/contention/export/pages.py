"""A sheet on paper: which pages there are, and what stands where on each; PDF and printing paint them.

Lengths on a page are points (1/72 inch), from its top left corner; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from contention.diagram.drawing import Rect
from contention.diagram.measure import TextMeasure
from contention.export.encoding import Progress
from contention.export.errors import ExportError
from contention.export.options import PAPERS, ExportOptions
from contention.export.page import MM, NATURAL, Page, Paper, Part, tr
from contention.export.parts import with_map
from contention.export.sheet import MARGIN, Sheet, make_sheet
from contention.model.project import Orientation

LARGEST_FIT = 2 * NATURAL
"""A map of a few boxes does not fill a page with letters of an inch."""
LONGEST_SIDE = 14_400.0
"""Of a page: 200 inches, which PDF 1.7 (ISO 32000-1, annex C) allows at most."""
ALIKE = 1.02
"""A direction must make the map so much larger before the reader's own is given up."""


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
