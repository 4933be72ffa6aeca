"""A map as it is put on paper: the drawing, with title, footnotes, legend and source around it.

Every format draws a `Sheet`. All of it stands in the map's coordinates, the drawing where
`compose` has put it: the title above it, everything else below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec
from PySide6.QtCore import QCoreApplication

from contention.diagram.boxes import BoxMaker
from contention.diagram.bricks import BrickMaker
from contention.diagram.compose import compose
from contention.diagram.drawing import Brick, Diagram, MapView, Placed, Point, Rect, TextLine
from contention.diagram.measure import TextMeasure, TextStyle
from contention.diagram.themes import Colour, Theme, theme
from contention.export.errors import ExportError
from contention.export.options import PictureOptions
from contention.export.parts import part_of
from contention.export.sources import articles_of, source_line
from contention.model.project import ArgumentMap, Claim, Id, Inference, Kind, Project
from contention.model.structure import structure_of

MARGIN = 24.0
"""Around everything, at scale 1."""
LEAST_WIDTH = 420.0
"""Of lines of words around a narrow map."""
GAP = 20.0
"""Between the map and what stands above and below it."""
TITLE_PX, WORDS_PX, MARK_PX = 24, 13, 10

WordsRole = Literal["title", "source", "note", "mark", "legend"]


def tr(text: str) -> str:
    """Words of a sheet in the reader's language."""
    return QCoreApplication.translate("Sheet", text)


class Words(NamedTuple):
    """A line of words around the map, or the mark of a footnote on it."""

    line: TextLine
    style: TextStyle
    colour: Colour
    role: WordsRole


class Sheet(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """What one picture shows."""

    project: Project
    map: ArgumentMap
    """As it is drawn: the part that was chosen, without what is left out."""
    diagram: Diagram
    bounds: Rect
    """Around everything, with the margin."""
    background: str
    """A colour as Qt names it, or "transparent"."""
    title: str
    """What the picture is called, whether that is written on it or not."""
    words: tuple[Words, ...] = ()
    legend: tuple[Placed, ...] = ()
    """Bricks that are examples; they stand for no item of the map."""
    notes: tuple[tuple[Id, str], ...] = ()
    """The footnotes in order: the item and its note; the first has the number 1."""
    sources: tuple[str, ...] = ()
    """A line for each article that the drawn claims come from, whether they are written on it or not."""

    @property
    def theme(self) -> Theme:
        return self.diagram.theme


def make_sheet(project: Project, map_id: Id, options: PictureOptions, measure: TextMeasure) -> Sheet:
    """The sheet of a map, or of the part of it that the options choose.

    Raises:
        ExportError: there is nothing to draw.
    """
    drawn, focus = part_of(project.maps[map_id], options)
    look = theme(options.theme_id, dark=options.dark)
    view = MapView(
        folded=options.folded, focus=focus, badges=options.ratings or options.tags, tags=project.tags
    )
    diagram = compose(drawn, measure, look, view=view)
    if not diagram.bricks:
        raise ExportError(tr("The map has no claims yet, so there is nothing to export. Add a claim first."))
    title = drawn.title or project.title
    sources = tuple(source_line(article) for article in articles_of(project, drawn))
    page = _Page(diagram, measure)
    notes = tuple(_notes(drawn, diagram)) if options.notes else ()
    if options.title and title:
        page.title(title)
    page.marks(notes)
    for number, (_, note) in enumerate(notes, start=1):
        page.note(number, note)
    if options.legend:
        page.legend(drawn)
    if options.source:
        page.sources(sources)
    return Sheet(
        project=project,
        map=drawn,
        diagram=diagram,
        bounds=page.bounds().grown(MARGIN),
        background=options.background or (look.paper if look.dark else "#ffffff"),
        title=title,
        words=tuple(page.words),
        legend=tuple(page.samples),
        notes=notes,
        sources=sources,
    )


def _notes(drawn: ArgumentMap, diagram: Diagram) -> Iterator[tuple[Id, str]]:
    """The notes of what is drawn, in reading order."""
    items: Mapping[Id, Claim | Inference] = {**drawn.claims, **drawn.inferences}
    for item in structure_of(drawn).reading_order():
        note = " ".join(items[item].note.split())
        if note and (diagram.box_rect(item) or diagram.pill_rect(item)):
            yield item, note


class _Page:
    """Grows downwards from the drawing, and upwards for the title."""

    def __init__(self, diagram: Diagram, measure: TextMeasure) -> None:
        self.diagram, self.measure = diagram, measure
        self.theme, area = diagram.theme, diagram.bounds
        family = self.theme.metrics.family
        self.plain = TextStyle(family, WORDS_PX, line_height=18)
        self.large = TextStyle(family, TITLE_PX, semibold=True, line_height=30)
        self.small = TextStyle(family, MARK_PX, semibold=True)
        self.left, self.top = area.x, area.y
        self.width, self.bottom = max(area.width, LEAST_WIDTH), area.bottom
        self.right = area.right
        self.words: list[Words] = []
        self.samples: list[Placed] = []
        self._noted = False

    def bounds(self) -> Rect:
        return Rect(self.left, self.top, self.right - self.left, self.bottom - self.top)

    def title(self, words: str) -> None:
        block = self.measure.broken(" ".join(words.split()), self.width, self.large)
        self.top -= GAP + block.height
        self._block(block.lines, (self.left, self.top), self.large, "title")

    def marks(self, notes: tuple[tuple[Id, str], ...]) -> None:
        """A number in the corner of each box, or right of each pill, that has a footnote."""
        for number, (item, _) in enumerate(notes, start=1):
            line = self.measure.line(str(number), self.small)
            box, pill = self.diagram.box_rect(item), self.diagram.pill_rect(item)
            if box is not None:
                line = line.moved(box.right - 4 - line.width, box.y + 11)
            elif pill is not None:
                line = line.moved(pill.right + 3, pill.y + 8)
            self.words.append(Words(line, self.small, self.theme.text, "mark"))

    def note(self, number: int, words: str) -> None:
        self._below(6.0 if self._noted else GAP)
        self._noted = True
        indent = 22.0
        mark = self.measure.line(str(number), self.small).moved(self.left, self.bottom + 13)
        self.words.append(Words(mark, self.small, self.theme.text, "note"))
        block = self.measure.broken(words, self.width - indent, self.plain)
        self._block(block.lines, (self.left + indent, self.bottom), self.plain, "note")
        self.bottom += block.height

    def legend(self, drawn: ArgumentMap) -> None:
        """An example of each kind of inference on the map, and what it means."""
        self._below(GAP)
        makers = BrickMaker(self.theme.metrics, self.measure, BoxMaker(self.theme.metrics, self.measure))
        x, tall = self.left, self.theme.metrics.pill_height

        def shown(item: Id) -> bool:
            return bool(self.diagram.box_rect(item) or self.diagram.pill_rect(item))

        meanings = {Kind.REASON: tr("speaks for what it leads to"), Kind.OBJECTION: tr("speaks against it")}
        for kind in Kind:
            if all(one.kind is not kind or not shown(key) for key, one in drawn.inferences.items()):
                continue
            pill = makers.pill_of(Inference(id=f"legend-{kind}", kind=kind, target="", premises=()))
            line = self.measure.line(meanings[kind], self.plain)
            whole = pill.rect.width + 8 + line.width
            if x > self.left and x + whole > self.left + self.width:
                x, self.bottom = self.left, self.bottom + tall + 8
            brick = Brick(pill.inference, kind, pill.rect.width, pill.rect.height, None, pill, ())
            self.samples.append(Placed(x, self.bottom, brick, ()))
            placed = line.moved(x + pill.rect.width + 8, self.bottom + 15)
            self.words.append(Words(placed, self.plain, self.theme.text, "legend"))
            self.right = max(self.right, x + whole)
            x += whole + 28
        if any(claim.unstated and shown(key) for key, claim in drawn.claims.items()):
            line = self.measure.line(tr("dashed box: not said in the article"), self.plain)
            if x > self.left and x + line.width > self.left + self.width:
                x, self.bottom = self.left, self.bottom + tall + 8
            self.words.append(Words(line.moved(x, self.bottom + 15), self.plain, self.theme.text, "legend"))
            self.right = max(self.right, x + line.width)
        self.bottom += tall

    def sources(self, sources: tuple[str, ...]) -> None:
        """The articles that the drawn claims come from, each as far as it is known."""
        if not sources:
            return
        self._below(GAP)
        for source in sources:
            block = self.measure.broken(source, self.width, self.plain)
            self._block(block.lines, (self.left, self.bottom), self.plain, "source", self.theme.muted)
            self.bottom += block.height

    def _below(self, gap: float) -> None:
        self.bottom += gap

    def _block(
        self, lines: tuple[TextLine, ...], at: Point, style: TextStyle, role: WordsRole, colour: Colour = ""
    ) -> None:
        for line in lines:
            self.words.append(Words(line.moved(*at), style, colour or self.theme.text, role))
            self.right = max(self.right, at[0] + line.x + line.width)
