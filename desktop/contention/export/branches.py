"""A large map by branches: each page shows as much of one as can be read, and says where it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from contention.diagram.drawing import Point, Rect
from contention.diagram.measure import TextMeasure, TextStyle
from contention.export.branch_cutting import READABLE, Cutter, Piece
from contention.export.encoding import Progress
from contention.export.options import ExportOptions
from contention.export.page import NATURAL, Mark, Page, PageWords, Paper, Part, tr
from contention.export.page_painting import mark_style
from contention.export.sheet import MARGIN, Sheet
from contention.model.project import Id, Orientation

HEADING = 20.0
"""Points above each branch for the words that say where it comes from."""
GAP = 22.0
"""Points between branches that share a page."""
MARK_HEIGHT = 16.0
"""Units; of which `MARK_OVER` stand over the edge of the box."""
MARK_OVER = 10.0
HEADING_PX, FOOT_PX = 9, 8
WIDEST_PAGE = 8_888
"""A number of a page that is as wide as any."""


def branches(
    sheet: Sheet, options: ExportOptions, measure: TextMeasure, papers: tuple[Paper, ...], progress: Progress
) -> tuple[Page, ...]:
    """The pages in reading order; small branches share one.

    The paper lies the way a map of its direction wants it.

    Raises:
        ExportCancelled: as soon as `progress` answers False.
    """
    sideways = sheet.map.orientation is Orientation.RIGHT
    paper = min(papers, key=lambda one: (one.width > one.height) is sideways)
    cutter = Cutter(sheet, options, measure, paper.area.width, paper.area.height - HEADING)
    pieces = cutter.pieces(progress)
    return tuple(_Packer(sheet, measure, paper).pages(pieces))


class Place(NamedTuple):
    """Where a piece stands on its page: its top left corner with the heading, and points to a unit."""

    x: float
    y: float
    scale: float


class _Packer:
    """Puts pieces on pages in their order, from left to right and in rows."""

    def __init__(self, sheet: Sheet, measure: TextMeasure, paper: Paper) -> None:
        self.sheet, self.measure, self.paper = sheet, measure, paper
        family = sheet.theme.metrics.family
        self.heading = TextStyle(family, HEADING_PX, semibold=True)
        self.foot = TextStyle(family, FOOT_PX)
        self.heading_width = max(
            measure.line(self._from(page, 0), self.heading).width for page in (0, WIDEST_PAGE)
        )

    def pages(self, pieces: list[Piece]) -> Iterator[Page]:
        rows = self._shared(pieces)
        page_of = [number for number, (here, _) in enumerate(rows) for _ in here]
        for number, (here, places) in enumerate(rows):
            yield self._page(pieces, list(zip(here, places, strict=True)), page_of, number, len(rows))

    def _shared(self, pieces: list[Piece]) -> list[tuple[list[int], list[Place]]]:
        """Page by page the numbers of its pieces, and where they stand: as many on each as can be read."""
        found: list[tuple[list[int], list[Place]]] = []
        here: list[int] = []
        places: list[Place] = []
        for number in range(len(pieces)):
            together = [*here, number]
            for factor in (1.0, 0.9, READABLE / NATURAL):
                fitting = self._places([pieces[one] for one in together], factor)
                if fitting is not None:
                    here, places = together, fitting
                    break
            else:
                if here:
                    found.append((here, places))
                piece = pieces[number]
                here, places = [number], [Place(self.paper.area.x, self.paper.area.y, piece.scale)]
        found.append((here, places))
        return found

    def _places(self, pieces: list[Piece], factor: float) -> list[Place] | None:
        """In rows from left to right, their words of one size; None where they do not fit."""
        area, slack = self.paper.area, 0.01
        x, y, tall = area.x, area.y, 0.0
        found: list[Place] = []
        common = max(READABLE, min(NATURAL * factor, *(piece.scale for piece in pieces)))
        for piece in pieces:
            scale = min(common, piece.scale)
            wide = self._wide(piece, scale)
            high = piece.height * scale + HEADING
            if x > area.x and x + wide > area.right + slack:
                x, y, tall = area.x, y + tall + GAP, 0.0
            if x + wide > area.right + slack or y + high > area.bottom + slack:
                return None
            found.append(Place(x, y, scale))
            x += wide + GAP
            tall = max(tall, high)
        return found

    def _wide(self, piece: Piece, scale: float) -> float:
        """Of a piece with its heading."""
        return max(piece.width * scale, self.heading_width if piece.source >= 0 else 0.0)

    def _page(
        self,
        pieces: list[Piece],
        here: list[tuple[int, Place]],
        page_of: list[int],
        number: int,
        count: int,
    ) -> Page:
        paper, theme = self.paper, self.sheet.theme
        area = paper.area
        # A page with little on it has it in the middle.
        right = max(place.x + self._wide(pieces[k], place.scale) for k, place in here)
        shift = (area.right - right) / 2
        parts, words, links = [], [], []
        for k, (x, y, scale) in here:
            piece = pieces[k]
            left, top = x + shift, y
            if piece.source >= 0:
                line = self.measure.line(self._from(page_of[piece.source], number), self.heading)
                at = line.moved(max(area.x, min(left, area.right - line.width)), top + HEADING_PX)
                words.append(PageWords(at, self.heading, theme.text))
                links.append((Rect(at.x, top, at.width, HEADING), page_of[piece.source]))
            margin = MARGIN * scale
            x0, y0 = left - margin, top + HEADING - margin
            marks = []
            for item, target in piece.goes_on:
                mark = self._mark(piece, item, page_of[target], number)
                if mark is not None:
                    marks.append(mark)
                    links.append((_on_page(mark.rect, piece.sheet.bounds, (x0, y0), scale), page_of[target]))
            clip = Rect(0.0, 0.0, paper.width, paper.height)
            parts.append(Part(piece.sheet, scale, x0, y0, clip, tuple(marks)))
        if count > 1:
            label = tr("{title} – page {page} of {pages}").format(
                title=" ".join(self.sheet.title.split()) or tr("Map"), page=number + 1, pages=count
            )
            line = self.measure.line(label, self.foot, area.width)
            at = line.moved(area.x + (area.width - line.width) / 2, paper.height - paper.margin / 2 + 3)
            words.append(PageWords(at, self.foot, theme.muted))
        return Page(
            width=paper.width,
            height=paper.height,
            background=self.sheet.background,
            line_colour=theme.muted,
            parts=tuple(parts),
            words=tuple(words),
            links=tuple(links),
        )

    @staticmethod
    def _from(page: int, number: int) -> str:
        if page == number:
            return tr("continued from this page")
        return tr("continued from page {page}").format(page=page + 1)

    def _mark(self, piece: Piece, item: Id, page: int, number: int) -> Mark | None:
        """On the edge of a box: where what is below it stands."""
        diagram = piece.sheet.diagram
        box = diagram.box_rect(item) or diagram.panel_rect(item)
        if box is None:
            return None
        text = (
            tr("continued on this page")
            if page == number
            else tr("continued on page {page}").format(page=page + 1)
        )
        line = self.measure.line(text, mark_style(piece.sheet))
        width = line.width + 16
        # Where some of what argues for it stands here, the lines leave on the other side.
        above = (item == piece.item) is not (diagram.orientation is Orientation.UP)
        pill = diagram.pill_rect(item)
        if item == piece.item and pill is not None and diagram.orientation is not Orientation.RIGHT:
            box = pill.grown(1.0)
        x, y = box.center[0] - width / 2, box.bottom + MARK_OVER - MARK_HEIGHT
        if above:
            y = box.y - MARK_OVER
        return Mark(Rect(x, y, width, MARK_HEIGHT), line.moved(x + 8, y + 11.5))


def _on_page(rect: Rect, bounds: Rect, at: Point, scale: float) -> Rect:
    """Where a rectangle of a map lies, whose sheet's corner is drawn at a point of the page."""
    x, y = at[0] + (rect.x - bounds.x) * scale, at[1] + (rect.y - bounds.y) * scale
    return Rect(x, y, rect.width * scale, rect.height * scale)
