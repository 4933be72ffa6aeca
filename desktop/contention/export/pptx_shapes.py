"""Shapes of a slide as DrawingML: boxes, pills, panels, signs, words, and connectors glued to them.

The units of ECMA-376: 914,400 EMU to the inch, angles in 60,000ths of a degree, sizes of
letters in hundredths of a point. Here every place is given in the map's coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtGui import QColor, QPainterPath

from contention.diagram.drawing import Point, Rect

EMU_PER_PIXEL = 9525
"""A pixel is a 96th of an inch."""
TOP, LEFT, BOTTOM, RIGHT = range(4)
"""Where connectors are glued to a rectangle, by the numbers of its connection sites."""

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class Page(NamedTuple):
    """From the map's coordinates to a slide's."""

    scale: float
    """EMU to a unit of the map."""
    left: float
    top: float
    """Where the map's 0, 0 lies on the slide, in EMU."""

    def x(self, x: float) -> int:
        return round(self.left + x * self.scale)

    def y(self, y: float) -> int:
        return round(self.top + y * self.scale)

    def long(self, length: float) -> int:
        return max(0, round(length * self.scale))

    def points(self, px: float) -> float:
        """A size of letters in points."""
        return px * self.scale / 12_700


class Line(NamedTuple):
    """How an edge is drawn: width in map units, dashes and gaps in widths of the line."""

    colour: str
    width: float
    dashes: tuple[float, float] | None = None


class Font(NamedTuple):
    """Letters: size in map units."""

    family: str
    px: float
    colour: str
    bold: bool = False


class Writing(NamedTuple):
    """The words in a shape."""

    paragraphs: tuple[str, ...]
    font: Font
    align: str = "l"
    """"l", "ctr" or "r"."""
    rtl: bool = False
    pitch: float = 0.0
    """Distance of baselines in map units; 0 for the font's own."""
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right and bottom, in map units."""
    middle: bool = False
    """Whether the words stand in the middle of the height rather than at the top."""
    wrap: bool = True


class Pen:
    """Writes the shapes of one slide, each under a number of its own."""

    def __init__(self, page: Page, first_id: int) -> None:
        self.page = page
        self._next = first_id

    def number(self) -> int:
        """A new id."""
        self._next += 1
        return self._next - 1

    def group(self, name: str, words: str, area: Rect, inside: Sequence[str]) -> str:
        """Shapes that move as one; they keep the slide's coordinates."""
        place = self._place(area)
        child = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return (
            f"<p:grpSp {_NAMESPACES}><p:nvGrpSpPr>{self._named(self.number(), name, words)}"
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{child}</a:xfrm></p:grpSpPr>{''.join(inside)}</p:grpSp>"
        )

    def rounded(
        self,
        rect: Rect,
        radius: float,
        *,
        name: str,
        words: str = "",
        fill: str = "",
        hatch: str = "",
        line: Line | None = None,
        writing: Writing | None = None,
        number: int | None = None,
    ) -> str:
        """A rounded rectangle; without `words` it is decoration to a screen reader."""
        share = min(50_000, round(100_000 * radius / max(1e-6, min(rect.width, rect.height))))
        adjusted = f'<a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst>'
        geometry = f'<a:prstGeom prst="roundRect">{adjusted}</a:prstGeom>'
        return self._shape(
            self.number() if number is None else number,
            name,
            words,
            f"<a:xfrm>{self._place(rect)}</a:xfrm>{geometry}{_fill(fill, hatch)}{self._line(line)}",
            self._body(writing),
        )

    def text(self, rect: Rect, writing: Writing, *, name: str) -> str:
        """Words without a shape round them."""
        return self._shape(
            self.number(),
            name,
            "",
            f'<a:xfrm>{self._place(rect)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>',
            self._body(writing),
            kind=' txBox="1"',
            decorative=False,
        )

    def title(self, rect: Rect, writing: Writing) -> str:
        """The slide's title, in the placeholder for it."""
        return (
            f"<p:sp {_NAMESPACES}><p:nvSpPr>{self._named(self.number(), 'Title', '')}"
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr><a:xfrm>{self._place(rect)}</a:xfrm></p:spPr>{self._body(writing)}</p:sp>"
        )

    def path(
        self,
        path: QPainterPath,
        at: Point,
        *,
        name: str,
        words: str,
        fill: str = "",
        line: Line | None = None,
    ) -> str:
        """A sign: the path's 0, 0 lies at `at`."""
        bounds = path.boundingRect()
        rect = Rect(at[0] + bounds.x(), at[1] + bounds.y(), bounds.width(), bounds.height())
        wide, high = self.page.long(rect.width), self.page.long(rect.height)
        commands = self._commands(path, bounds.x(), bounds.y())
        geometry = (
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{commands}</a:path>'
            f"</a:pathLst></a:custGeom>"
        )
        return self._shape(
            self.number(),
            name,
            words,
            f"<a:xfrm>{self._place(rect)}</a:xfrm>{geometry}{_fill(fill)}{self._line(line, rounded=True)}",
            "",
        )

    def connector(
        self, points: Sequence[Point], line: Line, *, name: str, start: tuple[int, int], end: tuple[int, int]
    ) -> str:
        """A line of level and upright pieces that is glued at both ends, each a shape's id and site."""
        geometry = self._elbow(points)
        glue = f'<a:stCxn id="{start[0]}" idx="{start[1]}"/><a:endCxn id="{end[0]}" idx="{end[1]}"/>'
        return (
            f"<p:cxnSp {_NAMESPACES}><p:nvCxnSpPr>{self._named(self.number(), name, '', decorative=True)}"
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr>{geometry}{self._line(line)}</p:spPr></p:cxnSp>"
        )

    def _elbow(self, points: Sequence[Point]) -> str:
        """The place and the preset shape of a connector.

        The presets `bentConnector2` to `5` leave their start sideways (ECMA-376, presetShapeDefinitions);
        one that leaves up or down is turned by 90°, which maps right to down and down to left.
        """
        (x0, y0), (x1, y1) = points[0], points[-1]
        if len(points) > 3:
            # Bends are told in shares of the whole way, so it must lead somewhere both ways.
            x0 -= math.copysign(1.0, points[1][0] - x0) if x0 == x1 else 0.0
            y0 -= math.copysign(1.0, points[1][1] - y0) if y0 == y1 else 0.0
        dx, dy = x1 - x0, y1 - y0
        upright = points[1][0] == points[0][0] and len(points) > 2
        bends = len(points) - 2
        preset = "straightConnector1" if bends == 0 else f"bentConnector{min(bends, 4) + 1}"
        wide, high = (abs(dy), abs(dx)) if upright else (abs(dx), abs(dy))
        adjusted = ""
        for number, (x, y) in enumerate(points[1:-1][: max(0, min(bends, 4) - 1)], start=1):
            # By turns the bends say how far along the first direction, and how far across it.
            along = (number % 2 == 1) is not upright
            part, whole = (x - x0, dx) if along else (y - y0, dy)
            adjusted += f'<a:gd name="adj{number}" fmla="val {round(100_000 * part / whole)}"/>'
        turned = ' rot="5400000"' if upright else ""
        flips = (dy < 0, dx > 0) if upright else (dx < 0, dy < 0)
        flipped = "".join(f' {name}="1"' for name, on in zip(("flipH", "flipV"), flips, strict=True) if on)
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        place = self._place(Rect(middle_x - wide / 2, middle_y - high / 2, wide, high))
        return (
            f"<a:xfrm{turned}{flipped}>{place}</a:xfrm>"
            f'<a:prstGeom prst="{preset}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'
        )

    def _place(self, rect: Rect) -> str:
        page = self.page
        return (
            f'<a:off x="{page.x(rect.x)}" y="{page.y(rect.y)}"/>'
            f'<a:ext cx="{page.long(rect.width)}" cy="{page.long(rect.height)}"/>'
        )

    def _commands(self, path: QPainterPath, left: float, top: float) -> str:
        found: list[str] = []
        closes = {
            (path.elementAt(i).x, path.elementAt(i).y)
            for i in range(path.elementCount())
            if path.elementAt(i).isMoveTo()
        }
        i = 0
        while i < path.elementCount():
            element = path.elementAt(i)
            if element.isMoveTo():
                found.append(f"<a:moveTo>{self._point(element.x - left, element.y - top)}</a:moveTo>")
            elif element.isCurveTo():
                corners = [path.elementAt(i + k) for k in range(3)]
                inside = "".join(self._point(corner.x - left, corner.y - top) for corner in corners)
                found.append(f"<a:cubicBezTo>{inside}</a:cubicBezTo>")
                i += 2
                element = corners[-1]
            else:
                found.append(f"<a:lnTo>{self._point(element.x - left, element.y - top)}</a:lnTo>")
            last = i + 1 >= path.elementCount() or path.elementAt(i + 1).isMoveTo()
            if last and not element.isMoveTo() and (element.x, element.y) in closes:
                found.append("<a:close/>")
            i += 1
        return "".join(found)

    def _point(self, x: float, y: float) -> str:
        return f'<a:pt x="{self.page.long(x)}" y="{self.page.long(y)}"/>'

    def _shape(
        self,
        number: int,
        name: str,
        words: str,
        properties: str,
        body: str,
        *,
        kind: str = "",
        decorative: bool = True,
    ) -> str:
        named = self._named(number, name, words, decorative=decorative and not words)
        return (
            f"<p:sp {_NAMESPACES}><p:nvSpPr>{named}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{properties}</p:spPr>{body}</p:sp>"
        )

    def _named(self, number: int, name: str, words: str, *, decorative: bool = False) -> str:
        told = escape(words).replace("\n", "&#10;")
        description = f' descr="{told}"' if words else ""
        inside = _DECORATIVE if decorative else ""
        return f'<p:cNvPr id="{number}" name="{escape(name)}"{description}>{inside}</p:cNvPr>'

    def _line(self, line: Line | None, *, rounded: bool = False) -> str:
        if line is None:
            return "<a:ln><a:noFill/></a:ln>"
        dashes = ""
        if line.dashes:
            on, off = (round(100_000 * length) for length in line.dashes)
            dashes = f'<a:custDash><a:ds d="{on}" sp="{off}"/></a:custDash>'
        cap = "rnd" if rounded else "flat"
        width = max(1, self.page.long(line.width))
        return f'<a:ln w="{width}" cap="{cap}">{_fill(line.colour)}{dashes}<a:round/></a:ln>'

    def _body(self, writing: Writing | None) -> str:
        if writing is None:
            return '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody>'
        page = self.page
        left, top, right, bottom = (page.long(inset) for inset in writing.insets)
        points = page.points(writing.font.px)
        # PowerPoint has no letters below a point; beyond, they are shrunk to fit.
        size, shrunk = max(100, round(100 * points)), min(1.0, points)
        fit = ""
        if writing.wrap:
            share = f' fontScale="{max(1000, round(100_000 * shrunk))}"' if shrunk < 1 else ""
            fit = f"<a:normAutofit{share}/>"
        body = (
            f'<a:bodyPr wrap="{"square" if writing.wrap else "none"}" '
            f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
            f'anchor="{"ctr" if writing.middle else "t"}" rtlCol="0">'
            f"{fit}</a:bodyPr>"
        )
        spacing = ""
        if writing.pitch:
            spacing = (
                f'<a:lnSpc><a:spcPts val="{max(100, round(100 * page.points(writing.pitch)))}"/></a:lnSpc>'
            )
        align = {"l": "r", "r": "l"}.get(writing.align, writing.align) if writing.rtl else writing.align
        direction = ' rtl="1"' if writing.rtl else ""
        paragraph = f'<a:pPr algn="{align}"{direction}>{spacing}</a:pPr>'
        letters = _letters(writing.font, size)
        rows = "".join(
            f"<a:p>{paragraph}<a:r>{letters}<a:t>{escape(words, quote=False)}</a:t></a:r></a:p>"
            for words in writing.paragraphs or ("",)
        )
        return f"<p:txBody>{body}<a:lstStyle/>{rows}</p:txBody>"


def _letters(font: Font, size: int) -> str:
    bold = ' b="1"' if font.bold else ' b="0"'
    return (
        f'<a:rPr sz="{size}"{bold}>{_fill(font.colour)}'
        # A sans serif of this shape takes the font's place where it is missing.
        f'<a:latin typeface="{escape(font.family)}" panose="020B0503030403020204" '
        f'pitchFamily="34" charset="0"/></a:rPr>'
    )


def _fill(colour: str, hatch: str = "") -> str:
    if not colour:
        return "<a:noFill/>"
    if hatch:
        return (
            f'<a:pattFill prst="ltUpDiag"><a:fgClr>{_colour(hatch)}</a:fgClr>'
            f"<a:bgClr>{_colour(colour)}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{_colour(colour)}</a:solidFill>"


def _colour(colour: str) -> str:
    value = QColor(colour)
    alpha = value.alpha()
    inside = f'<a:alpha val="{round(100_000 * alpha / 255)}"/>' if alpha < 255 else ""
    return f'<a:srgbClr val="{value.name()[1:].upper()}">{inside}</a:srgbClr>'


def around(rects: Iterable[Rect]) -> Rect:
    """The rectangle around some, at least one."""
    rects = list(rects)
    x, y = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(x, y, right - x, bottom - y)


def site_of(rect: Rect, point: Point) -> int:
    """The connection site of a rectangle that lies nearest to a point."""
    x, y = rect.center
    sites = ((x, rect.y), (rect.x, y), (x, rect.bottom), (rect.right, y))
    return min(range(4), key=lambda site: math.dist(sites[site], point))
