"""The document that the reading pane shows: an article's blocks, set in type.

It is built with a cursor, word by word. No text of an article is ever parsed as
HTML or Markdown by Qt, so nothing in it can load a picture or run a link.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from contention.article.blocks import ArticleText, Block, BlockKind, Cell, Run, Style, cell_text
from contention.reader.position_map import PositionMap, Segment, replaced, utf16_length, verbatim
from contention.reader.style import ReadingColours, ReadingStyle

KIND = QTextFormat.Property.UserProperty.value + 1
"""Block property: the `BlockKind` of a block that the pane draws something behind."""
QUOTE = QTextFormat.Property.UserProperty.value + 2
"""Block property: how many quotes a block stands in."""

MARKER = QTextFormat.Property.UserProperty.value + 3
"""Block property: the bullet, number or task box (`DONE`, `OPEN`) before a block."""
DONE, OPEN = "☑", "☐"

MARGIN = 28
"""Pixels around the text, where the margin bars are drawn."""
SERIFS = ("Source Serif 4", "Charter", "Georgia", "Noto Serif", "DejaVu Serif")
SANS = ("Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
MONOSPACE = ("Source Code Pro", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace")

_HEADING_SIZES = (1.0, 1.8, 1.38, 1.16, 1.04, 1.0, 1.0)
"""By level from 1, in sizes of the body."""
_SAMPLE = "Those who hold the machines decide what may be asked of them, and every owner sets house rules. "
_ALIGNMENTS = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
_LINE_SEPARATOR = "\u2028"


class ReadingDocument(NamedTuple):
    """A document, and where each place of the canonical text stands in it."""

    document: QTextDocument
    map: PositionMap


def body_font(style: ReadingStyle) -> QFont:
    """The font of running text."""
    font = QFont()
    font.setFamilies([style.family, *(SANS if style.sans else SERIFS)])
    font.setPointSizeF(style.size)
    return font


def column_width(style: ReadingStyle) -> int:
    """Pixels of a full line of `style.columns` average characters."""
    metrics = QFontMetricsF(body_font(style))
    return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * style.columns)


def build_document(
    article: ArticleText,
    style: ReadingStyle,
    colours: ReadingColours,
    picture_size: Callable[[str], QSize | None] = lambda asset: None,  # noqa: ARG005
) -> ReadingDocument:
    """Set an article in type; `picture_size` tells which assets are pictures, and their size in pixels."""
    builder = _Builder(style, colours, picture_size)
    for block in article.blocks:
        builder.add(block)
    return ReadingDocument(builder.finish(), PositionMap(builder.segments))


def runs_right_to_left(text: str) -> bool:
    """Whether a paragraph begins at the right: whether its first letter does (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    for char in text:
        direction = bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def shown_image(run: Run) -> str:
    """The words shown in place of a picture."""
    name = QCoreApplication.translate("ReadingPane", "Picture")
    return f"[{name}: {run.alt}]" if run.alt else f"[{name}]"


class _Builder:
    def __init__(
        self, style: ReadingStyle, colours: ReadingColours, picture_size: Callable[[str], QSize | None]
    ) -> None:
        self._style, self._colours, self._picture_size = style, colours, picture_size
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(MARGIN)
        self._document.setDefaultFont(body_font(style))
        self._em = float(QFontInfo(body_font(style)).pixelSize())
        self._document.setIndentWidth(1.7 * self._em)
        self._widest = float(column_width(style))
        self._cursor = QTextCursor(self._document)
        self._cursor.beginEditBlock()
        self._at = 0
        """Where the cursor is, in UTF-16 code units: counting is cheaper than asking."""
        self._fresh = True
        """Whether the cursor stands in a block that is still to be used."""
        self._formats: dict[tuple[object, ...], QTextCharFormat] = {}
        self._previous: Block | None = None
        self.segments: list[Segment] = []

    def finish(self) -> QTextDocument:
        """The document, complete."""
        if self._previous is not None and self._previous.kind is BlockKind.TABLE:
            self._cursor.setBlockFormat(_thin())
        self._cursor.endEditBlock()
        return self._document

    def add(self, block: Block) -> None:
        """Put one block at the end."""
        if block.kind is BlockKind.TABLE:
            self._table(block)
        else:
            self._open(self._block_format(block))
            self._runs(block.runs, block.start, block)
        self._previous = block

    def _open(self, block_format: QTextBlockFormat) -> None:
        """Start a block at the end of the document."""
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(QTextCharFormat())
            self._fresh = False
            return
        self._cursor.insertBlock(block_format, QTextCharFormat())
        self._at += 1

    def _runs(self, runs: Cell, start: int, block: Block) -> None:
        """Write the words of a block or cell, and note where they stand."""
        pending: list[str] = []
        shown_start = self._at

        def note_pending() -> int:
            text = "".join(pending)
            pending.clear()
            self.segments.append(verbatim(text, start, shown_start))
            return start + len(text)

        for run in runs:
            char_format = self._char_format(run, block)
            if run.asset and (size := self._picture_size(run.asset)) is not None:
                pending.append(run.text)
                self._cursor.insertImage(self._picture(run, size))
                self._at += 1
            elif Style.IMAGE in run.styles:
                start = note_pending()
                shown = shown_image(run)
                self.segments.append(replaced(run.text, shown, start, self._at))
                start += len(run.text)
                self._write(shown, char_format)
                shown_start = self._at
            else:
                pending.append(run.text)
                self._write(run.text, char_format)
        if pending or not runs or Style.IMAGE not in runs[-1].styles:
            note_pending()

    def _picture(self, run: Run, size: QSize) -> QTextImageFormat:
        """A picture as large as it is, but never wider than the column or taller than reads well."""
        scale = min(1.0, self._widest / size.width(), 1.2 * self._widest / size.height())
        made = QTextImageFormat()
        made.setName(f"asset:{run.asset}")
        made.setWidth(scale * size.width())
        made.setHeight(scale * size.height())
        made.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if run.alt:
            made.setProperty(QTextFormat.Property.ImageAltText.value, run.alt)
        return made

    def _write(self, text: str, char_format: QTextCharFormat) -> None:
        self._cursor.insertText(text.replace("\n", _LINE_SEPARATOR), char_format)
        self._at += utf16_length(text)

    def _table(self, block: Block) -> None:
        if self._fresh:
            # A document cannot begin with a table, nor can one table touch another.
            self._cursor.setBlockFormat(_thin())
            self._fresh = False
        else:
            self._open(_thin())
        table_format = QTextTableFormat()
        table_format.setBorder(0)
        table_format.setCellSpacing(0)
        table_format.setCellPadding(0.35 * self._em)
        table_format.setTopMargin(0.2 * self._em)
        table_format.setBottomMargin(self._em)
        table_format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        table_format.setHeaderRowCount(1)
        table_format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        columns = len(block.rows[0])
        to_left = runs_right_to_left(block.text)
        table = self._cursor.insertTable(len(block.rows), columns, table_format)
        position = block.start
        for row_number, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                self._cell(table.cellAt(row_number, column), block, position, to_left=to_left)
                position += sum(len(run.text) for run in cell) + 1
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._at = self._cursor.position()
        self._fresh = True

    def _cell(self, place: QTextTableCell, block: Block, position: int, *, to_left: bool) -> None:
        row, column = place.row(), place.column()
        cell = block.rows[row][column]
        cell_format = QTextTableCellFormat()
        cell_format.setBottomBorder(1.6 if row == 0 else 0.8)
        cell_format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell_format.setBottomBorderBrush(QColor(self._colours.rule))
        place.setFormat(cell_format)
        self._cursor = place.firstCursorPosition()
        self._at = self._cursor.position()
        block_format = QTextBlockFormat()
        block_format.setAlignment(_ALIGNMENTS.get(block.alignments[column], Qt.AlignmentFlag.AlignLeft))
        if to_left and not any(map(str.isalpha, cell_text(cell))):
            # Numbers alone have no direction; they stand where the words above them do.
            block_format.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._set_line_height(block_format, 1.0)
        _grow_with_pictures(block_format, cell)
        self._cursor.setBlockFormat(block_format)
        heading = tuple(Run(r.text, (*r.styles, Style.STRONG), r.href, r.alt, r.asset) for r in cell)
        self._runs(heading if row == 0 else cell, position, block)

    def _block_format(self, block: Block) -> QTextBlockFormat:
        em, previous = self._em, self._previous
        made = QTextBlockFormat()
        size, top, bottom = 1.0, 0.0, 0.8 * em
        if block.kind is BlockKind.HEADING:
            size = _HEADING_SIZES[block.level]
            top, bottom = (1.1 + 0.5 * size) * em, (0.5 if block.level > 1 else 0.75) * em
            made.setHeadingLevel(block.level)
        elif block.kind is BlockKind.CODE:
            size, top, bottom = 0.86, 1.3 * em, 1.4 * em
            made.setLeftMargin(0.8 * em)
            made.setRightMargin(0.8 * em)
        elif block.kind is BlockKind.RULE:
            top, bottom = 0.6 * em, 1.1 * em
        elif block.kind is BlockKind.TERM or block.tight:
            bottom = 0.28 * em
        if block.note:
            size, bottom = 0.86, 0.4 * em
            if previous is not None and not previous.note:
                top = 2.2 * em
        leaves_list = previous is not None and previous.tight and not block.lists
        if leaves_list and block.kind is not BlockKind.HEADING:
            top = max(top, 0.8 * em)
        if previous is None:
            top = em
        made.setTopMargin(top)
        made.setBottomMargin(bottom)
        room = 1.5 * em * (block.quote + block.indent)
        if room and runs_right_to_left(block.text):
            made.setRightMargin(made.rightMargin() + room)
        else:
            made.setLeftMargin(made.leftMargin() + room)
        # An indent, unlike a margin, changes sides in a text that runs from right to left.
        made.setIndent(len(block.lists) + bool(block.note))
        self._set_line_height(made, size if block.kind is not BlockKind.HEADING else 0.86 * size)
        self._adorn(made, block)
        return made

    def _adorn(self, made: QTextBlockFormat, block: Block) -> None:
        """What does not change the room of a block: what is drawn beside it, and how its lines end."""
        # Qt lets the space at a justified line's end stand out at the beginning of one that runs to the left.
        if self._style.justified and block.kind is BlockKind.PARAGRAPH and not runs_right_to_left(block.text):
            made.setAlignment(Qt.AlignmentFlag.AlignJustify)
        if block.marker:
            made.setProperty(MARKER, _marker(block))
        if block.quote:
            made.setProperty(QUOTE, block.quote)
        if block.kind in (BlockKind.CODE, BlockKind.RULE):
            made.setProperty(KIND, block.kind.value)
        _grow_with_pictures(made, block.runs)

    def _set_line_height(self, block_format: QTextBlockFormat, size: float) -> None:
        """Fix the distance of baselines, so that an emoji or a note's number does not spread them."""
        height = self._style.line_height * self._em * size
        block_format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)

    def _char_format(self, run: Run, block: Block) -> QTextCharFormat:
        key = (run.styles, run.href, block.kind, block.level, bool(block.note))
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self._new_char_format(run, block)
        return made

    def _new_char_format(self, run: Run, block: Block) -> QTextCharFormat:
        made = QTextCharFormat()
        size = self._style.size
        if block.kind is BlockKind.HEADING:
            size *= _HEADING_SIZES[block.level]
            made.setFontFamilies([self._style.heading_family, *SANS])
            made.setFontWeight(QFont.Weight.DemiBold)
        elif block.note:
            size *= 0.86
        elif block.kind is BlockKind.TERM:
            made.setFontWeight(QFont.Weight.Bold)
        for style in run.styles:
            match style:
                case Style.EMPHASIS:
                    made.setFontItalic(not made.fontItalic())
                case Style.STRONG:
                    made.setFontWeight(QFont.Weight.Bold)
                case Style.STRIKE:
                    made.setFontStrikeOut(True)
                case Style.CODE:
                    made.setFontFamilies(list(MONOSPACE))
                    made.setFontFixedPitch(True)
                    size *= 0.86
                case Style.NOTE:
                    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
                    made.setForeground(QColor(self._colours.link))
                case Style.IMAGE:
                    made.setForeground(QColor(self._colours.quiet))
                    made.setFontItalic(True)
        if size != self._style.size:
            made.setFontPointSize(size)
        if run.href:
            # Looks like a link but is none to Qt: nothing is opened from here.
            made.setForeground(QColor(self._colours.link))
            made.setFontUnderline(True)
            made.setUnderlineColor(QColor(self._colours.rule))
        return made


def _grow_with_pictures(made: QTextBlockFormat, runs: Cell) -> None:
    """Let a line be as tall as the picture in it."""
    if any(run.asset for run in runs):
        made.setLineHeight(made.lineHeight(), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)


def _marker(block: Block) -> str:
    """The bullet, number or task box of a list item; a note's number."""
    if block.task is not None:
        return DONE if block.task else OPEN
    if not block.lists:
        return f"{block.note}."
    place = block.lists[-1]
    if place.ordered:
        return f"{place.number}."
    depth = sum(not outer.ordered for outer in block.lists)
    return ("•", "◦", "▪")[min(depth, 3) - 1]


def _thin() -> QTextBlockFormat:
    """A block that takes no room, where Qt wants one before or after a table."""
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made
