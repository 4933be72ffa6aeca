"""A map at its own size on several sheets of paper that are joined, with an index of them in front."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtGui import QColor

from contention.diagram.drawing import Rect
from contention.diagram.measure import TextMeasure, TextStyle
from contention.export.errors import ExportError
from contention.export.options import TRANSPARENT, ExportOptions
from contention.export.page import MM, NATURAL, Frame, Page, PageWords, Paper, Part, tr
from contention.export.sheet import Sheet

MOST_TILES = 400
"""More sheets of paper than that are a slip, not a poster."""
CROP = 14.0
"""Length of a crop mark, in points; it stands off the corner by `CROP_GAP`."""
CROP_GAP = 3.0
SMALL_PX, PLAIN_PX, LARGE_PX = 8, 10, 16
"""Of words on a page, in points."""
INK = 2.0
"""Units by which ink may stand over the rectangle of what it belongs to."""
PAPER_INK, PAPER_MUTED = "#1d2026", "#5f646d"

Line = tuple[float, float, float, float]


class Grid(NamedTuple):
    """How a map is cut."""

    paper: Paper
    columns: int
    rows: int
    step_x: float
    """Points from a tile to the next; less than its width by the overlap."""
    step_y: float
    x: float
    y: float
    """Where the sheet's corner lies in the first tile's area: the map stands in the middle of them all."""


def poster(
    sheet: Sheet, options: ExportOptions, measure: TextMeasure, papers: tuple[Paper, ...]
) -> tuple[Page, ...]:
    """An index page and the tiles, row by row; tiles without ink are left out.

    On one tile there is nothing to join, and no index.

    Raises:
        ExportError: no such scale or overlap, or too many tiles.
    """
    scale = options.poster_scale * NATURAL
    overlap = options.overlap_mm * MM
    if not (math.isfinite(scale) and scale > 0):
        raise ExportError(tr("The poster's scale must be a number above 0. Nothing was written."))
    narrowest = min(min(paper.area.width, paper.area.height) for paper in papers)
    if not 0 <= overlap <= narrowest / 2:
        raise ExportError(
            tr("The overlap must be from 0 to {most:.0f} mm. Nothing was written.").format(
                most=math.floor(narrowest / 2 / MM)
            )
        )
    grids = [_grid(sheet, scale, overlap, paper) for paper in papers]
    grid = min(grids, key=lambda one: one.columns * one.rows)
    if grid.columns * grid.rows > MOST_TILES:
        raise ExportError(_too_many(sheet, scale, overlap, grid, papers))
    tiles = [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
    inked = list(_ink(sheet)) if _white(sheet) else None
    kept = [tile for tile in tiles if inked is None or _has_ink(sheet, scale, grid, tile, inked)]
    if len(tiles) == 1:
        return (_Cut(sheet, scale, options.overlap_mm, grid, measure).tile((0, 0)),)
    numbers = {tile: number for number, tile in enumerate(kept, start=2)}
    cut = _Cut(sheet, scale, options.overlap_mm, grid, measure)
    return (cut.index(numbers), *(cut.tile(tile, numbers[tile], len(kept) + 1) for tile in kept))


def _grid(sheet: Sheet, scale: float, overlap: float, paper: Paper) -> Grid:
    wide, high = sheet.bounds.width * scale, sheet.bounds.height * scale
    step_x, step_y = paper.area.width - overlap, paper.area.height - overlap
    columns = max(1, math.ceil((wide - overlap) / step_x - 1e-9))
    rows = max(1, math.ceil((high - overlap) / step_y - 1e-9))
    x = (columns * step_x + overlap - wide) / 2
    y = (rows * step_y + overlap - high) / 2
    return Grid(paper, columns, rows, step_x, step_y, x, y)


def _too_many(sheet: Sheet, scale: float, overlap: float, grid: Grid, papers: tuple[Paper, ...]) -> str:
    fits = scale
    while min(g.columns * g.rows for g in (_grid(sheet, fits, overlap, p) for p in papers)) > MOST_TILES:
        fits *= 0.9
    digits = 10.0 ** (1 - math.floor(math.log10(fits / NATURAL)))
    return tr(
        "The poster would have {count:,} pages, which is too many. Nothing was written. "
        "Scale {scale:g} fits, as does a larger paper."
    ).format(count=grid.columns * grid.rows, scale=math.floor(fits / NATURAL * digits) / digits)


class _Cut:
    """A poster that is cut along a grid."""

    def __init__(
        self, sheet: Sheet, scale: float, overlap_mm: float, grid: Grid, measure: TextMeasure
    ) -> None:
        self.sheet, self.scale, self.overlap_mm = sheet, scale, overlap_mm
        self.grid, self.measure = grid, measure
        self.paper, self.overlap = grid.paper, overlap_mm * MM
        family, dark = sheet.theme.metrics.family, sheet.theme.dark
        # What stands beside the poster stands on the paper's own white.
        self.ink, self.muted = (PAPER_INK, PAPER_MUTED) if dark else (sheet.theme.text, sheet.theme.muted)
        self.large = TextStyle(family, LARGE_PX, semibold=True)
        self.plain = TextStyle(family, PLAIN_PX, line_height=PLAIN_PX + 4)
        self.small = TextStyle(family, SMALL_PX)
        self.title = " ".join(sheet.title.split()) or tr("Map")

    def tile(self, tile: tuple[int, int], number: int = 1, pages: int = 1) -> Page:
        """A part of the poster; where it is one of several, with marks and a line that says which."""
        row, column = tile
        grid, paper, area = self.grid, self.paper, self.paper.area
        x, y = area.x + grid.x - column * grid.step_x, area.y + grid.y - row * grid.step_y
        words: tuple[PageWords, ...] = ()
        lines: tuple[Line, ...] = ()
        if pages > 1:
            label = tr(
                "{title} – row {row} of {rows}, column {column} of {columns} – page {page} of {pages}"
            ).format(
                title=self.title,
                row=row + 1,
                rows=grid.rows,
                column=column + 1,
                columns=grid.columns,
                page=number,
                pages=pages,
            )
            line = self.measure.line(label, self.small, area.width - 4 * CROP)
            line = line.moved(area.center[0] - line.width / 2, paper.height - paper.margin / 2 + 3)
            words = (PageWords(line, self.small, self.muted),)
            lines = tuple(self._crop_marks(tile))
        return Page(
            width=paper.width,
            height=paper.height,
            background=TRANSPARENT,
            line_colour=self.muted,
            parts=(Part(self.sheet, self.scale, x, y, area),),
            words=words,
            lines=lines,
        )

    def _crop_marks(self, tile: tuple[int, int]) -> Iterator[Line]:
        """At the corners; and short ones up to which a neighbour is laid over this tile."""
        row, column = tile
        grid, area = self.grid, self.paper.area
        long = min(CROP, self.paper.margin - CROP_GAP)
        xs, ys = [area.x, area.right], [area.y, area.bottom]
        if self.overlap > 0:
            xs += [area.x + self.overlap] if column > 0 else []
            xs += [area.right - self.overlap] if column < grid.columns - 1 else []
            ys += [area.y + self.overlap] if row > 0 else []
            ys += [area.bottom - self.overlap] if row < grid.rows - 1 else []
        for number, x in enumerate(xs):
            length = long if number < 2 else long / 2
            yield (x, area.y - CROP_GAP - length, x, area.y - CROP_GAP)
            yield (x, area.bottom + CROP_GAP, x, area.bottom + CROP_GAP + length)
        for number, y in enumerate(ys):
            length = long if number < 2 else long / 2
            yield (area.x - CROP_GAP - length, y, area.x - CROP_GAP, y)
            yield (area.right + CROP_GAP, y, area.right + CROP_GAP + length, y)

    def index(self, numbers: dict[tuple[int, int], int]) -> Page:
        """The whole poster made small, with the edges and the page of every tile over it."""
        grid, paper, area = self.grid, self.paper, self.paper.area
        words = [
            PageWords(
                self.measure.line(self.title, self.large, area.width).moved(area.x, area.y + LARGE_PX),
                self.large,
                self.ink,
            )
        ]
        block = self.measure.broken(self._how(len(numbers)), area.width, self.plain)
        y = area.y + LARGE_PX + 10
        words += [PageWords(line.moved(area.x, y), self.plain, self.ink) for line in block.lines]
        y += block.height + 10
        wide, high = grid.columns * grid.step_x + self.overlap, grid.rows * grid.step_y + self.overlap
        shrink = min(area.width / wide, (area.bottom - y) / high)
        x = area.center[0] - wide * shrink / 2
        clip = Rect(x, y, wide * shrink, high * shrink)
        part = Part(self.sheet, self.scale * shrink, x + grid.x * shrink, y + grid.y * shrink, clip)
        frames, plates = [], []
        for row in range(grid.rows):
            for column in range(grid.columns):
                left, top = x + column * grid.step_x * shrink, y + row * grid.step_y * shrink
                tile = Rect(left, top, area.width * shrink, area.height * shrink)
                number = numbers.get((row, column))
                frames.append(Frame(tile, crossed=number is None))
                if number is not None:
                    line = self.measure.line(str(number), self.plain)
                    middle, centre = tile.center
                    plates.append(
                        Frame(Rect(middle - line.width / 2 - 4, centre - 8, line.width + 8, 16), "#ffffff")
                    )
                    line = line.moved(middle - line.width / 2, centre + 4)
                    words.append(PageWords(line, self.plain, self.ink))
        return Page(
            width=paper.width,
            height=paper.height,
            background=TRANSPARENT,
            line_colour=self.ink,
            parts=(part,),
            words=tuple(words),
            frames=(*frames, *plates),
        )

    def _how(self, pages: int) -> str:
        grid = self.grid
        words = tr(
            "Poster of {pages} pages: {rows} from top to bottom, {columns} from left to right."
        ).format(pages=pages, rows=grid.rows, columns=grid.columns)
        if pages < grid.rows * grid.columns:
            words += " " + tr("Pages that would be blank are left out; they are crossed below.")
        words += "\n" + tr("Print at 100 % and cut along the long marks at the corners.")
        if self.overlap > 0:
            words += " " + tr(
                "Lay each page over the one before it up to the short marks: they overlap by {mm:g} mm."
            ).format(mm=self.overlap_mm)
        return words


def _white(sheet: Sheet) -> bool:
    """Whether a tile without ink is bare paper; on a coloured ground it is not."""
    colour = QColor(sheet.background)
    return not colour.alpha() or colour == QColor("white")


def _ink(sheet: Sheet) -> Iterator[Rect]:
    """Rectangles of the map's plane that hold everything drawn."""
    for placed in (*sheet.diagram.bricks, *sheet.legend):
        x, y, brick, routes = placed
        yield Rect(x, y, brick.width, brick.height).grown(INK)
        for route in routes:
            for (x0, y0), (x1, y1) in pairwise(route.points):
                yield Rect(x + min(x0, x1), y + min(y0, y1), abs(x1 - x0), abs(y1 - y0)).grown(INK)
    for words in sheet.words:
        line, tall = words.line, float(words.style.px)
        yield Rect(line.x, line.baseline - tall, line.width, 1.5 * tall).grown(INK)


def _has_ink(sheet: Sheet, scale: float, grid: Grid, tile: tuple[int, int], inked: list[Rect]) -> bool:
    """Whether a tile has anything beyond its overlap with those above and left of it, which have that."""
    row, column = tile
    area = grid.paper.area
    over_x = area.width - grid.step_x if column else 0.0
    over_y = area.height - grid.step_y if row else 0.0
    own = Rect(
        sheet.bounds.x + (column * grid.step_x + over_x - grid.x) / scale,
        sheet.bounds.y + (row * grid.step_y + over_y - grid.y) / scale,
        (area.width - over_x) / scale,
        (area.height - over_y) / scale,
    )
    return any(rect.intersects(own) for rect in inked)
