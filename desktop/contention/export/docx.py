"""A map as a Word document: its picture, the outline in reading order, each argument in standard form.

Every level of the outline has a paragraph style of its own, so that a reader can restyle it. What is
deeper than Word's nine levels stands at the ninth and names the line that it belongs under.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from contention.diagram.measure import right_to_left
from contention.export.docx_picture import picture_of
from contention.export.encoding import Output, Progress, told
from contention.export.options import ExportOptions
from contention.export.packages import unstamped, without_thumbnail
from contention.export.quotes import Quotes
from contention.export.sheet import Sheet
from contention.export.standard_form import Argument, arguments
from contention.export.words import Line, clean, counts, describe, lines, summary
from contention.model.project import Kind

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

LEVELS = 9
INDENT_MM = 6.0
"""Of each level of the outline."""
PAPER_MM = (210.0, 297.0)
MARGIN_MM = 20.0
LONGEST_DESCRIPTION = 8_000
"""Letters that the picture says of itself; of a larger map the outline tells."""
SQUATTEST = 1.6
"""Width by height; a picture that is wider gets a page across."""


def tr(text: str) -> str:
    """Words of the document in the reader's language."""
    return QCoreApplication.translate("SheetInWords", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:  # noqa: ARG001
    """The one document.

    Raises:
        ExportError: the picture cannot be painted.
        ExportCancelled: the progress answered False.
    """
    import docx  # 0.1 s

    told(progress, 0.0)
    document = docx.Document()
    _name(document, sheet)
    _styles(document)
    outline = lines(sheet)
    document.add_heading(clean(sheet.title) or tr("Argument map"), level=0)
    document.add_paragraph(counts(sheet))
    for source in sheet.sources:
        document.add_paragraph(clean(source))
    _picture(document, sheet)
    told(progress, 0.3)
    document.add_heading(tr("Outline"), level=1)
    writer = _Writer(document, sheet)
    for line in outline:
        writer.line(line)
        if line.number % 50 == 0:
            told(progress, 0.3 + 0.5 * line.number / len(outline))
    found = arguments(sheet, outline)
    if found:
        document.add_heading(tr("Arguments in standard form"), level=1)
    for number, argument in enumerate(found, start=1):
        writer.argument(number, argument)
        if number % 50 == 0:
            told(progress, 0.8 + 0.15 * number / len(found))
    data = io.BytesIO()
    document.save(data)
    told(progress, 1.0)
    return (Output("", unstamped(data.getvalue())),)


def _name(document: Document, sheet: Sheet) -> None:
    """Title and program; the template's own author and dates go."""
    properties = document.core_properties
    properties.title = clean(sheet.title)[:255]
    properties.author = properties.last_modified_by = "Contention"
    properties.comments = ""
    without_thumbnail(document.part.package)
    element: Any = properties._element  # noqa: SLF001  # python-docx has no way to take a date out
    for name in ("created", "modified"):
        for child in element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            element.remove(child)


def _styles(document: Document) -> None:
    """A style for each level, for quotes and notes under it, and for arguments."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    paragraphs = WD_STYLE_TYPE.PARAGRAPH
    for level in range(1, LEVELS + 1):
        style = document.styles.add_style(_level(level), paragraphs)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Mm(INDENT_MM * (level - 1))
        style.paragraph_format.space_before = Pt(6 if level == 1 else 2)
        style.paragraph_format.space_after = Pt(2)
    for name, italic in ((_QUOTE, True), (_NOTE, False)):
        style = document.styles.add_style(name, paragraphs)
        style.base_style = document.styles["Normal"]
        style.font.italic = italic
        style.font.size = Pt(10)
        style.paragraph_format.space_after = Pt(2)
    for name in (_PREMISE, _CONCLUSION):
        style = document.styles.add_style(name, paragraphs)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Mm(10)
        style.paragraph_format.first_line_indent = Mm(-8)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.keep_with_next = name == _PREMISE
    _line_above(document.styles[_CONCLUSION])


_QUOTE, _NOTE, _PREMISE, _CONCLUSION = (
    "Argument quote",
    "Argument note",
    "Argument premise",
    "Argument conclusion",
)


def _level(level: int) -> str:
    return f"Argument level {level}"


def _line_above(style: Any) -> None:
    """The line between premises and conclusion, as the border of a paragraph."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="2" w:color="auto"/></w:pBdr>'
        ),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def _picture(document: Document, sheet: Sheet) -> None:
    """The map on the first page, or on one across where it is wide; the outline follows."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    first: Section = document.sections[0]
    across = sheet.bounds.width > SQUATTEST * sheet.bounds.height and sheet.bounds.width > 900
    width, height = reversed(PAPER_MM) if across else PAPER_MM
    _page(first, width, height)
    first.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    # The title and the line below it stand over the picture.
    room = (width - 2 * MARGIN_MM, height - 2 * MARGIN_MM - 40.0)
    picture = picture_of(sheet, *room)
    document.add_picture(io.BytesIO(picture.data), width=Mm(picture.width_mm))
    shape: Any = document.inline_shapes[-1]._inline.docPr  # noqa: SLF001  # python-docx knows no alt text
    shape.set("name", tr("Argument map"))
    shape.set("title", summary(sheet))
    words = describe(sheet)
    if len(words) > LONGEST_DESCRIPTION:
        words = tr("{summary} The outline below says all of it.").format(summary=summary(sheet))
    shape.set("descr", words)
    if across:
        rest = document.add_section(WD_SECTION.NEW_PAGE)
        _page(rest, *PAPER_MM)
        rest.orientation = WD_ORIENT.PORTRAIT


def _page(section: Section, width: float, height: float) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(width), Mm(height)
    margin = Mm(MARGIN_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin


class _Writer:
    """Adds the paragraphs of one document."""

    def __init__(self, document: Document, sheet: Sheet) -> None:
        self.document, self.quotes = document, Quotes(sheet.project)
        # A paper is white, whatever the picture's palette.
        side = sheet.theme if not sheet.theme.dark else None
        self.colours = {kind: side.side(kind).words if side is not None else "" for kind in Kind}
        self._names = {style.name: style.style_id for style in document.styles}

    def line(self, line: Line) -> None:
        """One line of the outline, with its quotes and its note."""
        level = min(line.depth + 1, LEVELS)
        role = line.role[:1].upper() + line.role[1:]
        if line.depth >= LEVELS:
            role = tr("{role} (under {number})").format(role=role, number=line.under)
        paragraph = self._paragraph(_level(level), line.text)
        run = paragraph.add_run(f"{line.number}. {role}: ")
        run.bold = True
        self._colour(run, line.kind)
        paragraph.add_run(line.text).italic = (line.empty or not line.claim) or None
        if line.see:
            paragraph.add_run(tr(", see {number}").format(number=line.see)).italic = True
        if line.remarks:
            paragraph.add_run(f" ({'; '.join(line.remarks)})").italic = True
        for passage in line.passages:
            quote = self.quotes.quote(passage)
            place = f" — {quote.place}" if quote.place else ""
            self._under(level, _QUOTE, ("", f"“{quote.words}”", place))
        for number, row in enumerate(line.note.splitlines()):
            self._under(level, _NOTE, (tr("Note: ") if number == 0 else "", row, ""))

    def argument(self, number: int, argument: Argument) -> None:
        """Heading, numbered premises, a line, the conclusion."""
        title = tr("{number}: {role} (line {line})").format(
            number=number, role=argument.role, line=argument.number
        )
        self._paragraph("Heading 2", title).add_run(title)
        for place, premise in enumerate(argument.premises, start=1):
            paragraph = self._paragraph(_PREMISE, premise.text)
            paragraph.add_run(f"({place})\t{premise.text}")
            if premise.unstated:
                paragraph.add_run(f" ({tr('unstated')})").italic = True
        paragraph = self._paragraph(_CONCLUSION, argument.conclusion)
        paragraph.add_run(f"({len(argument.premises) + 1})\t")
        paragraph.add_run(argument.therefore).bold = True
        paragraph.add_run(f" {argument.conclusion}")

    def _under(self, level: int, style: str, parts: Sequence[str]) -> None:
        from docx.shared import Mm

        name, words, place = parts
        paragraph = self._paragraph(style, words)
        paragraph.paragraph_format.left_indent = Mm(INDENT_MM * level)
        if name:
            paragraph.add_run(name).bold = True
        paragraph.add_run(words)
        if place:
            paragraph.add_run(place).italic = False

    def _paragraph(self, style: str, words: str) -> Paragraph:
        """An empty paragraph at the end, in the direction of its words."""
        paragraph = self.document.add_paragraph()
        properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # by id: names are looked up each time
        properties.style = self._names[style]
        if right_to_left(words):
            from docx.oxml import OxmlElement

            properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
        return paragraph

    def _colour(self, run: Any, kind: Kind | None) -> None:
        if kind is None or not self.colours[kind]:
            return
        from docx.shared import RGBColor

        colour = QColor(self.colours[kind])
        run.font.color.rgb = RGBColor(colour.red(), colour.green(), colour.blue())
