"""A sheet as SVG 1.1: every claim a group with its words, which stay words.

Written by hand, for what a generator leaves out: real text in its place, titles for those who
listen, and nothing that Inkscape, browsers, librsvg and Office draw differently. There are no
scripts, style sheets, clip paths or references to anything outside the file, and the same sheet
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from contention.diagram.drawing import Placed, Rect
from contention.export import svg_text
from contention.export.encoding import Output, Progress, told
from contention.export.errors import ExportError
from contention.export.markup import attributes, escaped, number
from contention.export.options import ExportOptions, Size
from contention.export.sheet import Sheet, Words
from contention.export.svg_parts import Hooks, Parts, Said
from contention.export.words import Line, clean, describe, lines
from contention.model.project import Id

_PORTION = 50
"""Bricks that are written between two questions whether to go on."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:
    """The sheet as one file.

    Of `options.size` a width or height in millimetres or pixels, or a scale, counts; a
    resolution says nothing of a drawing.

    Raises:
        ExportError: the background is no colour.
        ExportCancelled: `progress` answered False.
    """
    body = svg_of(sheet, options.size, outlines=options.outlines, progress=progress)
    return (Output("", f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()),)


def svg_of(
    sheet: Sheet,
    size: Size | None = None,
    *,
    outlines: bool = False,
    hooks: Hooks | None = None,
    progress: Progress = lambda _: True,
) -> str:
    """The ``<svg>`` element alone; with `hooks` as a part of a page, for browsers."""
    said = lines(sheet)
    shapes = svg_text.Outlines() if outlines else None
    lettering = shapes or (svg_text.one_text if hooks is not None else svg_text.text)
    parts = Parts(sheet.theme, lettering, said_of(said), hooks)
    bounds = sheet.bounds
    head = attributes(
        xmlns="http://www.w3.org/2000/svg",
        version="1.1",
        role="graphics-document document",
        viewBox=" ".join(map(number, bounds)),
        font_family=svg_text.families(sheet.theme.metrics.family),
        direction="ltr",
    )
    linked = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if outlines else ""
    start = [
        f"<svg{head}{linked}{_size(bounds, size or Size())}>",
        f"<title>{escaped(clean(sheet.title) or tr('Argument map'))}</title>",
        f"<desc>{escaped(describe(sheet))}</desc>",
        *_paper(sheet),
    ]
    told(progress, 0.1)
    written = [parts.routes(sheet.diagram.bricks)]
    ordered = in_reading_order(sheet, said)
    for index, placed in enumerate(ordered):
        if index % _PORTION == 0:
            told(progress, 0.1 + 0.9 * index / len(ordered))
        written.append(parts.brick(placed))
    written += [parts.brick(placed) for placed in sheet.legend]
    written += _words(sheet, parts.letters)
    told(progress, 1.0)
    definitions = shapes.definitions() if shapes is not None else ""
    return "\n".join([*start, *filter(None, [definitions, *written]), "</svg>"])


def in_reading_order(sheet: Sheet, said: tuple[Line, ...]) -> list[Placed]:
    """The bricks as they are read aloud; none of them lies over another."""
    places: dict[Id, int] = {}
    for line in said:
        for item in (line.inference, "" if line.used_in else line.claim):
            places.setdefault(item, line.number)
    return sorted(sheet.diagram.bricks, key=lambda placed: places.get(placed.brick.id, len(places)))


def said_of(said: tuple[Line, ...]) -> dict[Id, Said]:
    """What each claim and each inference is called: its words; its role and marks beside them."""
    found: dict[Id, Said] = {}
    for line in said:
        role = line.role[:1].upper() + line.role[1:]
        if line.claim and not line.used_in:
            found[line.claim] = Said(line.text, "; ".join([role, *line.remarks]))
        if line.inference:
            found.setdefault(line.inference, Said(role))
    return found


def _size(bounds: Rect, size: Size) -> str:
    """Width and height of the picture; a unit of the map is a pixel of 1/96 inch."""
    unit, wide, high = "", float(size.width_px or 0), float(size.height_px or 0)
    if not (wide or high) and (size.width_mm or size.height_mm):
        unit, wide, high = "mm", size.width_mm or 0.0, size.height_mm or 0.0
    asked = [to / now for to, now in ((wide, bounds.width), (high, bounds.height)) if to]
    factor = min(asked, default=size.scale or 1.0)
    width, height = (f"{number(side * factor)}{unit}" for side in bounds[2:])
    return attributes(width=width, height=height)


def _paper(sheet: Sheet) -> Iterator[str]:
    colour = QColor(sheet.background)
    if not colour.isValid():
        raise ExportError(tr("“{name}” is no colour. Nothing was written.").format(name=sheet.background))
    if colour.alpha():
        x, y, width, height = sheet.bounds
        opacity = colour.alphaF() if colour.alpha() < 255 else None
        fill = attributes(fill=colour.name(), fill_opacity=opacity)
        yield f"<rect{attributes(x=x, y=y, width=width, height=height)}{fill}/>"


def _words(sheet: Sheet, letters: Callable[..., str]) -> Iterator[str]:
    """Title, footnotes, legend and source; lines that belong together as one text."""

    def look(words: Words) -> tuple[object, ...]:
        return words.role, words.style, words.colour

    for (role, style, colour), same in groupby(sheet.words, key=look):
        found = [words.line for words in same]
        for some in [[line] for line in found] if role in {"mark", "legend"} else [found]:
            if text := letters(some, style, colour):
                yield text
