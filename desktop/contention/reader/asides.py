"""Leftovers of a page, folded away behind a thin line that brings them back.

The blocks stay in the document, so every place in it stays as it is; they are only not
laid out. The line is drawn in room that the next block gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from contention.model.project import Span
from contention.reader import geometry
from contention.reader.document import MARGIN, body_font
from contention.reader.page import Page

if TYPE_CHECKING:
    from contention.reader.pane import ReadingPane

TOP = QTextFormat.Property.UserProperty.value + 20
"""Block property: the margin that it has without the line above it (or below, in the last)."""
SIZE = 0.8
"""Of the line's words, in sizes of the body."""
ROOM = 1.9
"""Of the line, in heights of its words."""
MANY = 20
"""Blocks; where more come or go, setting the page anew is cheaper than laying it out again at once."""
FADED = 0.38
"""How much paper lies over words that are set aside or dismissed: they keep 4.5:1."""


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("Asides", text, "", count)


class Fold(NamedTuple):
    """Neighbouring blocks that are set aside."""

    first: int
    """Number of the first block in the document."""
    last: int
    spans: tuple[Span, ...]
    """The stretches of the article's `set_aside` that they are."""

    @property
    def lines(self) -> int:
        """How many lines the reader is told of."""
        return self.last - self.first + 1


class Folds:
    """The folds of the page that a reading pane shows."""

    def __init__(self, pane: ReadingPane) -> None:
        self._pane = pane
        self._folds: tuple[Fold, ...] = ()
        self._open: set[Span] = set()
        """The first stretch of each fold that is unfolded."""
        self._hidden: set[int] = set()
        """Numbers of the blocks that are out of sight."""
        self._dressed: list[int] = []
        """Blocks that make room for a line."""

    @property
    def folds(self) -> tuple[Fold, ...]:
        """Every run of blocks that is set aside, in reading order."""
        return self._folds

    def is_open(self, fold: Fold) -> bool:
        """Whether its words are shown."""
        return fold.spans[0] in self._open

    def any_folded(self) -> bool:
        """Whether something is out of sight."""
        return any(not self.is_open(fold) for fold in self._folds)

    def prepare(self, page: Page) -> None:
        """Fold what is set aside in a page that is about to be shown: so it costs no second layout."""
        if page.article_id != self._pane.page.article_id:
            self._open = set()
        self._folds, self._hidden, self._dressed = (), set(), []
        self.lay_out(page)

    def lay_out(self, page: Page | None = None) -> None:
        """Fold what is set aside in the page as it is now, and unfold what is so no more."""
        page = page or self._pane.page
        document = page.document
        folds = tuple(self._find(page))
        if not folds and not self._folds and not self._dressed:
            return
        whole = QTextCursor(document)
        whole.beginEditBlock()  # one layout for all of it
        for number in self._dressed:
            _make_room(document.findBlockByNumber(number), 0)
        wanted = self._to_hide(folds)
        for number in self._hidden ^ wanted:
            block = document.findBlockByNumber(number)
            block.setVisible(number not in wanted)
            document.markContentsDirty(block.position(), block.length())
        self._folds, self._hidden, self._dressed = folds, wanted, []
        at_end = any(not self.is_open(fold) and fold.last + 1 == document.blockCount() for fold in folds)
        _make_room_at_end(document, self._height() if at_end else 0)
        for fold in folds:
            number, below = self._bearer(fold, document)
            _make_room(document.findBlockByNumber(number), self._height(), below=below)
            self._dressed.append(number)
        whole.endEditBlock()

    def toggle(self, fold: Fold) -> None:
        """Show what is folded, or fold it again."""
        self._open ^= {fold.spans[0]}
        self.again()

    def show_all(self, *, shown: bool) -> None:
        """Show everything that is set aside, or fold it."""
        self._open = {fold.spans[0] for fold in self._folds} if shown else set()
        self.again()

    def unfold(self, start: int, end: int) -> None:
        """Show what is folded between two places of the text."""
        closed = [fold for fold in self._folds if not self.is_open(fold)]
        hit = [fold for fold in closed if any(a < end and start < b for a, b in fold.spans)]
        if hit:
            self._open |= {fold.spans[0] for fold in hit}
            self.again()

    def fold_of(self, place: int) -> Fold | None:
        """The fold that a place in the text lies in."""
        return next((f for f in self._folds if any(a <= place <= b for a, b in f.spans)), None)

    def again(self) -> None:
        """Fold and unfold what is to be otherwise; what is at the top of the window stays there."""
        folds = tuple(self._find(self._pane.page))
        if len(self._hidden ^ self._to_hide(folds)) > MANY:
            self._pane.set_anew()
        else:
            self._pane.keeping_place(self.lay_out)

    def _to_hide(self, folds: Iterable[Fold]) -> set[int]:
        """The numbers of the blocks that are out of sight."""
        return {n for fold in folds if not self.is_open(fold) for n in range(fold.first, fold.last + 1)}

    def _find(self, page: Page) -> Iterator[Fold]:
        article, document = page.article, page.document
        if article is None:
            return
        runs: list[Fold] = []
        to_shown = page.positions.to_shown
        for start, end in sorted(article.set_aside):
            first = document.findBlock(to_shown(start))
            last = document.findBlock(to_shown(max(start, end - 1)))
            if QTextCursor(first).currentTable() or QTextCursor(last).currentTable():
                continue  # the frame of a table cannot be folded
            if runs and first.blockNumber() <= runs[-1].last + 1:
                before = runs.pop()
                spans = (*before.spans, (start, end))
                runs.append(Fold(before.first, max(before.last, last.blockNumber()), spans))
            else:
                runs.append(Fold(first.blockNumber(), last.blockNumber(), ((start, end),)))
        if len(runs) == 1 and runs[0].lines >= document.blockCount():
            return  # something has to be left to read
        yield from runs

    def _bearer(self, fold: Fold, document: QTextDocument) -> tuple[int, bool]:
        """The number of the block that gives the line its room, and whether the line is below it."""
        if self.is_open(fold):
            return fold.first, False
        after = document.findBlockByNumber(fold.last + 1)
        in_table = after.isValid() and bool(QTextCursor(after).currentTable())
        if after.isValid() and not in_table:
            return fold.last + 1, False
        return fold.first - 1, True

    # The line

    def lines(self, top: float, bottom: float) -> Iterator[tuple[Fold, QRectF]]:
        """The lines between two heights of the document, with their room."""
        document = self._pane.document()
        right = document.textWidth() - MARGIN
        for fold in self._folds:
            number, below = self._bearer(fold, document)
            block = document.findBlockByNumber(number)
            room = geometry.block_rect(document, block)
            own = float(block.blockFormat().property(TOP) or 0.0)
            height = self._height()
            y = room.bottom() + own if below else room.top() - own - height
            if y > bottom:
                return
            if y + height >= top:
                yield fold, QRectF(MARGIN, y, max(1.0, right - MARGIN), height)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw the lines within an area of the document."""
        colours = self._pane.colours
        for fold, room in self.lines(area.top(), area.bottom()):
            words, show, restore = self._words(fold)
            spots = self._spots(fold, room)
            painter.setFont(self._font())
            painter.setPen(QColor(colours.quiet))
            flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value
            left = self._left(fold, room)
            painter.drawText(room.adjusted(left - room.left(), 0, 0, 0), flags, words)
            font = self._font()
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(QColor(colours.link))
            painter.drawText(spots[0], flags, show)
            painter.drawText(spots[1], flags, restore)
            painter.setPen(QPen(QColor(colours.rule), 1))
            middle = room.center().y() + 1
            ends = (spots[1].right() + 10, room.right())
            if left > room.left():
                ends = (room.left(), left - 10)
            painter.drawLine(QPointF(ends[0], middle), QPointF(max(ends), middle))

    def hit(self, point: QPointF) -> tuple[Fold, str] | None:
        """What a point of the document is on: a fold, and "show", "restore" or, beside these, ""."""
        for fold, room in self.lines(point.y() - 1, point.y() + 1):
            if room.contains(point):
                _, restore = self._spots(fold, room)
                if restore.adjusted(-4, 0, 4, 0).contains(point):
                    return fold, "restore"
                # The rest of the words belongs to showing: the target need not be met exactly.
                return fold, "show" if self._left(fold, room) <= point.x() < restore.left() else ""
        return None

    def tip(self, fold: Fold) -> str:
        """The first words that are set aside."""
        text = self._pane.article_text.text
        found = [" ".join(text[start:end].split()) for start, end in fold.spans]
        return "\n".join(found)[:400]

    def _words(self, fold: Fold) -> tuple[str, str, str]:
        words = tr("%n line(s) set aside:", fold.lines).replace("(s)", "" if fold.lines == 1 else "s")
        return words, tr("hide") if self.is_open(fold) else tr("show"), tr("put back")

    def _spots(self, fold: Fold, room: QRectF) -> tuple[QRectF, QRectF]:
        words, show, restore = self._words(fold)
        metrics = QFontMetricsF(self._font())
        gap = metrics.horizontalAdvance("  ")
        left = self._left(fold, room) + metrics.horizontalAdvance(words + " ")
        first = QRectF(left, room.top(), metrics.horizontalAdvance(show), room.height())
        second = QRectF(first.right() + gap, room.top(), metrics.horizontalAdvance(restore), room.height())
        return first, second

    def _left(self, fold: Fold, room: QRectF) -> float:
        """Where the words begin; those beside a text from right to left end where its lines begin."""
        if self._pane.document().begin().textDirection() is not Qt.LayoutDirection.RightToLeft:
            return room.left()
        words, show, restore = self._words(fold)
        whole = QFontMetricsF(self._font()).horizontalAdvance(f"{words} {show}  {restore}")
        return max(room.left(), room.right() - whole)

    def _font(self) -> QFont:
        font = body_font(self._pane.reading_style())
        font.setPointSizeF(SIZE * font.pointSizeF())
        return font

    def _height(self) -> float:
        return round(ROOM * QFontMetricsF(self._font()).height())


def _make_room(block: QTextBlock, height: float, *, below: bool = False) -> None:
    """Let a block begin (or end) so much further from its neighbour; 0 takes the room back."""
    if not block.isValid():
        return
    look = block.blockFormat()
    side = look.property(TOP + 1)
    if look.hasProperty(TOP):
        own = float(look.property(TOP))
        if side == "below":
            look.setBottomMargin(own)
        else:
            look.setTopMargin(own)
        look.clearProperty(TOP)
    if height:
        own = look.bottomMargin() if below else look.topMargin()
        look.setProperty(TOP, own)
        look.setProperty(TOP + 1, "below" if below else "above")
        if below:
            look.setBottomMargin(own + height)
        else:
            look.setTopMargin(own + height)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(look)


def _make_room_at_end(document: QTextDocument, height: float) -> None:
    """Let the page end so much later: Qt drops the margin of a last block that only hidden ones follow."""
    frame = document.rootFrame()
    look = frame.frameFormat()
    if look.bottomMargin() != MARGIN + height:
        look.setBottomMargin(MARGIN + height)
        frame.setFrameFormat(look)
