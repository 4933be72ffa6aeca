"""A sheet as slides: native shapes whose words can be edited, joined by connectors that are glued to them.

All on one slide, or a slide a step in reading order: the contention, then each inference with
its premises, in the same places throughout. What is said in the notes of a slide is the
description of what is new on it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from contention.diagram.drawing import Rect
from contention.export.encoding import Output, Progress, told
from contention.export.errors import ExportError
from contention.export.options import TRANSPARENT, ExportOptions
from contention.export.packages import unstamped, without_thumbnail
from contention.export.pptx_map import MapShapes
from contention.export.pptx_shapes import EMU_PER_PIXEL, Font, Page, Pen, Writing
from contention.export.sheet import TITLE_PX, Sheet
from contention.export.steps import sheets_of, steps_of
from contention.export.words import Line, clean, describe, lines

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

INCH = 914_400
WIDE = (round(INCH * 40 / 3), round(INCH * 7.5))
"""The usual slide of 16:9, in EMU."""
LONGEST = 56 * INCH
"""What PowerPoint allows of a slide's side."""
LARGEST_SCALE = 2.0
"""How much a small map is enlarged."""
LEAST_SCALE = 0.6
"""Of a large map; then letters have 7 points, and the slide grows instead."""
MOST_SHAPES = 60_000
"""On all slides together; more take minutes to open."""


def tr(text: str) -> str:
    """Words of the slides in the reader's language."""
    return QCoreApplication.translate("Slides", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:
    """The one presentation.

    Raises:
        ExportError: as slides by step there would be too many.
        ExportCancelled: the progress answered False.
    """
    import pptx  # 0.2 s

    told(progress, 0.0)
    outline = lines(sheet)
    steps = steps_of(sheet, outline) if options.steps else [outline]
    refuse_too_many(sheet, len(steps))
    presentation = pptx.Presentation()
    width, height, page = page_of(sheet)
    _resize(presentation, width, height)
    _name(presentation, sheet)
    sheets = sheets_of(sheet, steps) if len(steps) > 1 else (sheet,)
    for number, (step, part) in enumerate(zip(steps, sheets, strict=True)):
        told(progress, number / (len(steps) + 1))
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        said = describe(sheet) if len(steps) == 1 else _said(number, len(steps), step)
        shapes = MapShapes(Pen(page, 2), part, outline)
        _fill(slide, shapes, title=options.picture.title)
        _background(slide, sheet)
        notes = slide.notes_slide.notes_text_frame
        if notes is not None:
            notes.text = said
    told(progress, len(steps) / (len(steps) + 1))
    data = io.BytesIO()
    presentation.save(data)
    told(progress, 1.0)
    return (Output("", unstamped(data.getvalue())),)


def page_of(sheet: Sheet) -> tuple[int, int, Page]:
    """Width and height of the slide in EMU, and where the map lies on it.

    The map is fitted into 16:9; where its letters would be too small, the slide grows, and
    takes the map's own shape where even the largest of 16:9 has no room.
    """
    x, y, wide, high = sheet.bounds
    width, height = float(WIDE[0]), float(WIDE[1])
    scale = min(width / wide, height / high, LARGEST_SCALE * EMU_PER_PIXEL)
    least = LEAST_SCALE * EMU_PER_PIXEL
    if scale < least:
        grown = least / scale
        if width * grown <= LONGEST:
            width, height = width * grown, height * grown
        else:
            width = min(LONGEST, max(width, wide * least))
            height = min(LONGEST, max(height, high * least))
        scale = min(width / wide, height / high)
    page = Page(scale, (width - wide * scale) / 2 - x * scale, (height - high * scale) / 2 - y * scale)
    return round(width), round(height), page


def _said(number: int, count: int, step: Sequence[Line]) -> str:
    head = tr("Step {number} of {count}").format(number=number + 1, count=count)
    return "\n".join([head, *(line.spoken for line in step)])


def refuse_too_many(sheet: Sheet, steps: int) -> None:
    """Of the slides of so many steps.

    Raises:
        ExportError: they would take minutes to open.
    """
    bricks = len(sheet.diagram.bricks)
    if steps > 1 and 4 * bricks * steps / 2 > MOST_SHAPES:
        raise ExportError(
            tr(
                "The map has {steps} steps, which is too many for a slide each. Nothing was written. "
                "Choose one slide, a branch, or fold branches first."
            ).format(steps=steps)
        )


def _resize(presentation: Presentation, width: int, height: int) -> None:
    """Another size of the slides; what stands on their masters goes along."""
    old_width, old_height = presentation.slide_width or width, presentation.slide_height or height
    # PowerPoint names the sizes that it knows; ours is none of them.
    size: Any = presentation.element.sldSz
    size.attrib.pop("type", None)
    presentation.slide_width, presentation.slide_height = width, height  # type: ignore[assignment]
    for master in presentation.slide_masters:
        for holder in (master, *master.slide_layouts):
            for shape in holder.placeholders:
                if shape.element.spPr.xfrm is not None:
                    shape.left, shape.width = (
                        round(side * width / old_width) for side in (shape.left, shape.width)
                    )
                    shape.top, shape.height = (
                        round(side * height / old_height) for side in (shape.top, shape.height)
                    )


def _name(presentation: Presentation, sheet: Sheet) -> None:
    """Title and program; the template's own author, dates and picture go."""
    properties = presentation.core_properties
    properties.title = clean(sheet.title)[:255]
    properties.author = properties.last_modified_by = "Contention"
    without_thumbnail(presentation.part.package)
    element: Any = properties._element  # noqa: SLF001  # python-pptx has no way to take a date out
    for name in ("created", "modified"):
        for child in element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            element.remove(child)


def _fill(slide: Slide, shapes: MapShapes, *, title: bool) -> None:
    """Everything on one slide; the `title` is to be seen, or stands beyond the edge."""
    from pptx.oxml import parse_xml

    tree: Any = slide.shapes._spTree  # noqa: SLF001  # whole shapes are appended as XML
    for holder in list(slide.placeholders):
        tree.remove(holder.element)
    tree.append(parse_xml(_title(shapes.pen, shapes.sheet, written=title)))
    for shape in shapes.all():
        tree.append(parse_xml(shape))


def _title(pen: Pen, sheet: Sheet, *, written: bool) -> str:
    """The slide's title, where the sheet has it; where it has none it stands above the slide,
    where programs list it and screen readers find it, and nobody sees it."""
    found = [words.line for words in sheet.words if words.role == "title"] if written else []
    family = sheet.theme.metrics.family
    font = Font(family, TITLE_PX, sheet.theme.text, bold=True)
    title = clean(sheet.title) or tr("Argument map")
    rtl = any(line.rtl for line in found)
    writing = Writing((title,), font, rtl=rtl, pitch=30.0)
    x, _, width, _ = sheet.bounds
    if not found:
        above = Rect(x, -pen.page.top / pen.page.scale - 60.0, width, 40.0)
        return pen.title(above, writing)
    left = x if rtl else found[0].x
    area = Rect(left, found[0].baseline - 24.0, x + width - left, 30.0 * len(found))
    return pen.title(area, writing)


def _background(slide: Slide, sheet: Sheet) -> None:
    if sheet.background == TRANSPARENT:
        return
    from pptx.dml.color import RGBColor

    colour = QColor(sheet.background)
    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(colour.red(), colour.green(), colour.blue())  # type: ignore[no-untyped-call]
