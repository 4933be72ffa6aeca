"""One claim as a box: its words in lines, and under them what is known and thought of it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from contention.diagram.badges import BadgeRow, remarks_on_claim
from contention.diagram.drawing import Badge, Box, Note, NoteKind, Rect, TextLine
from contention.diagram.layout.forest import Part
from contention.diagram.measure import TextBlock, TextMeasure, TextStyle
from contention.diagram.themes import Metrics
from contention.model.project import EMPTY, Id, Tag
from contention.model.structure import Role

QUOTE_MARK_WIDTH = 11.0
"""Room for the mark that is drawn before a passage count."""
ARROW_WIDTH = 13.0
"""Room for the arrow that is drawn on what leads elsewhere."""
FOLD_MARK_WIDTH = 20.0
"""Room for the triangle before the words of a folded branch, and for the ends of their chip."""
FOLD_WORDS_AT = 14.0
"""From the chip's left end to its words."""
NOTE_GAP = 10.0
LONG_TEXT = ((240, 0), (520, 64), (1100, 144), (1 << 62, 240))
"""A text of at most so many letters is set so much wider than an ordinary claim."""
NARROWEST, WIDEST = 80.0, 1200.0
"""Limits of a width that a reader chooses, in map units."""

Words = tuple[NoteKind, TextLine, float]
"""A note before it has its place: kind, words, and room for a sign."""


def tr(text: str) -> str:
    """Words of the map in the reader's language."""
    return QCoreApplication.translate("Map", text)


def even(width: float) -> float:
    """The next even number of pixels, so that the middle is a whole one."""
    return 2.0 * math.ceil(width / 2)


class BoxMaker:
    """Makes the boxes of one set of metrics, and one way of looking at the map."""

    def __init__(
        self,
        metrics: Metrics,
        measure: TextMeasure,
        *,
        box_width: float | None = None,
        tags: Mapping[Id, Tag] = EMPTY,
        badges: bool = True,
    ) -> None:
        self.metrics = metrics
        self.measure = measure
        self.tags = tags
        self.badges = badges
        family = metrics.family
        self.text = TextStyle(family, metrics.text_px, line_height=metrics.line_height)
        self.contention = TextStyle(
            family, metrics.contention_px, semibold=True, line_height=metrics.contention_line_height
        )
        self.small = TextStyle(family, metrics.small_px)
        self.unstated, self.empty = tr("unstated"), tr("empty claim")
        #: Widest lines of an ordinary claim and of a contention.
        self.text_width, self.contention_width = metrics.text_width, metrics.contention_width
        self.chosen = box_width is not None
        if box_width is not None:
            self.text_width = round(_allowed(box_width)) - 2 * metrics.box_pad_x
            self.contention_width = self.text_width * metrics.contention_width // metrics.text_width

    def stub(self, part: Part, role: Role, x: float, y: float) -> Box:
        """One line of a claim that is drawn elsewhere, with an arrow at its end."""
        m = self.metrics
        text = part.claim.text
        placeholder = not text or text.isspace()
        room = max(self.text_width - ARROW_WIDTH - NOTE_GAP, 40.0)
        words = self.measure.line(self.empty if placeholder else text, self.text, room)
        width = even(words.width + NOTE_GAP + ARROW_WIDTH + 2 * m.box_pad_x)
        baseline = y + m.stub_height / 2 + round(m.text_px * 0.33)
        return Box(
            claim=part.claim.id,
            rect=Rect(x, y, width, float(m.stub_height)),
            lines=(words._replace(x=x + m.box_pad_x, baseline=baseline),),
            role=role,
            stub=True,
            unstated=part.claim.unstated,
            placeholder=placeholder,
        )

    def box(self, part: Part, role: Role, x: float, y: float) -> Box:
        """A claim with all its words, its top left corner at x, y."""
        m = self.metrics
        claim = part.claim
        placeholder = not claim.text or claim.text.isspace()
        top = role is Role.CONTENTION
        pad_x, pad_y = (m.box_pad_x + 4, m.box_pad_y + 3) if top else (m.box_pad_x, m.box_pad_y)
        own = _allowed(claim.width) if claim.width is not None else None
        limit = own - 2 * pad_x if own is not None else self._limit(len(claim.text), top=top)
        style = self.contention if top and not placeholder else self.text
        words = self.empty if placeholder else claim.text.strip()
        block = self.balanced(words, limit, style) if top else self.measure.broken(words, limit, style)
        lines = block.lines
        notes = self.notes(part)
        hidden = 0
        if len(lines) > m.longest_lines:
            hidden = len(lines) - m.longest_lines + 1
            lines = lines[: m.longest_lines - 1]
            notes.insert(0, ("more", self.measure.line(_more(hidden), self.small), 0.0))
        notes_width = sum(line.width + room for _, line, room in notes) + NOTE_GAP * max(0, len(notes) - 1)
        least = own - 2 * pad_x if own is not None else float(m.box_min_width - 2 * pad_x)
        inner = max(block.width, notes_width, least)
        row: BadgeRow | None = None
        if self.badges and (claim.rating is not None or claim.basis or claim.tags):
            row = BadgeRow(remarks_on_claim(claim, self.tags), self.measure, self.small)
            inner = max(inner, min(row.width, limit))
            row.fit(inner)
        width = even(inner + 2 * pad_x)
        inner = width - 2 * pad_x
        text_height = block.height if not hidden else block.height * len(lines) / len(block.lines)
        text_height = even(text_height)
        dx, dy = x + pad_x, y + pad_y
        if top and not any(line.rtl for line in lines):  # a contention is a headline: centred
            placed = tuple(
                line._replace(x=dx + round((inner - line.width) / 2), baseline=dy + line.baseline)
                for line in lines
            )
        else:
            right = inner - block.width
            placed = tuple(
                TextLine(text, dx + at + (right if rtl else 0.0), dy + baseline, wide, rtl)
                for text, at, baseline, wide, rtl in lines
            )
        bottom = dy + text_height
        placed_badges: tuple[Badge, ...] = ()
        if row:
            placed_badges = row.place(dx, bottom, float(m.note_row), self._baseline(bottom))
            # One row for both where the notes stand at the right and there is room between.
            together = not any(_at_left(kind) for kind, _, _ in notes)
            if notes and not (together and row.width + 2 * NOTE_GAP + notes_width <= inner):
                bottom += m.note_row
        bottom_notes = self._place_notes(notes, dx, bottom, inner)
        height = bottom + (m.note_row if notes or row else 0) + pad_y - y
        return Box(
            claim=claim.id,
            rect=Rect(x, y, width, float(height)),
            lines=placed,
            role=role,
            unstated=claim.unstated,
            placeholder=placeholder,
            notes=bottom_notes,
            badges=placed_badges,
        )

    def balanced(self, text: str, limit: float, style: TextStyle) -> TextBlock:
        """Broken into as few lines as the limit allows, and those as even as they come."""
        block = self.measure.broken(text, limit, style)
        if not 1 < len(block.lines) <= 6:
            return block
        too_narrow, wide_enough = limit // len(block.lines) // 2, limit
        while wide_enough - too_narrow > 8:
            middle = (too_narrow + wide_enough) // 2
            narrower = self.measure.broken(text, middle, style)
            if len(narrower.lines) == len(block.lines):
                block, wide_enough = narrower, middle
            else:
                too_narrow = middle
        return block

    def notes(self, part: Part) -> list[Words]:
        """The notes of a claim, left to right."""
        found: list[Words] = []
        if part.hidden is not None:
            found.append(self.fold_words(part.hidden))
        others = part.uses - 1
        if others > 0:
            words = (
                tr("also used at 1 place")
                if others == 1
                else tr("also used at {count} places").format(count=others)
            )
            found.append(("uses", self.measure.line(words, self.small), ARROW_WIDTH))
        if part.claim.unstated:
            found.append(("unstated", self.measure.line(self.unstated, self.small), 0.0))
        if part.claim.passages:
            count = str(len(part.claim.passages))
            if lost := sum(passage.orphan for passage in part.claim.passages):
                # The words stay, but lead nowhere until their place is found again.
                words = (
                    tr("{count}, {lost} not found")
                    if lost < len(part.claim.passages)
                    else tr("{lost} not found")
                )
                count = words.format(count=count, lost=lost)
            found.append(("passages", self.measure.line(count, self.small), QUOTE_MARK_WIDTH))
        return found

    def fold_words(self, hidden: int) -> Words:
        """The chip of a folded branch, with the number of claims that it hides."""
        if hidden == 0:  # only references to claims that are drawn elsewhere
            words = tr("folded")
        else:
            words = tr("1 claim") if hidden == 1 else tr("{count} claims").format(count=hidden)
        return ("fold", self.measure.line(words, self.small), FOLD_MARK_WIDTH)

    def fold_note(self, words: Words, x: float, y: float) -> Note:
        """The chip of a folded branch, its left end at x, in a row that begins at y."""
        kind, line, room = words
        # Its middle is that of the letters, which stand low in the row.
        rect = Rect(x, y + 3, line.width + room, self.metrics.note_row - 2.0)
        return Note(kind, rect, line._replace(x=x + FOLD_WORDS_AT, baseline=self._baseline(y)))

    def _limit(self, letters: int, *, top: bool) -> float:
        limit = self.contention_width if top else self.text_width
        if not self.chosen:
            limit += next(more for most, more in LONG_TEXT if letters <= most)
        return float(limit)

    def _baseline(self, row_top: float) -> float:
        return row_top + self.metrics.note_row / 2 + round(self.metrics.small_px * 0.5)

    def _place_notes(self, notes: list[Words], x: float, y: float, width: float) -> tuple[Note, ...]:
        """What leads elsewhere and "more" stand at the left end of the row, the others at the right."""
        row = self.metrics.note_row
        baseline = self._baseline(y)
        placed: list[Note] = []
        left, right = x, x + width
        for words in notes:
            kind, line, room = words
            if _at_left(kind):
                note = (
                    self.fold_note(words, left, y)
                    if kind == "fold"
                    else Note(
                        kind,
                        Rect(left, y, line.width + room, float(row)),
                        line._replace(x=left, baseline=baseline),
                    )
                )
                placed.append(note)
                left = note.rect.right + NOTE_GAP
        for kind, line, room in reversed(notes):
            if not _at_left(kind):
                rect = Rect(right - line.width - room, y, line.width + room, float(row))
                right = rect.x - NOTE_GAP
                placed.append(Note(kind, rect, line._replace(x=rect.x + room, baseline=baseline)))
        return tuple(placed)


def _at_left(kind: NoteKind) -> bool:
    return kind in {"more", "uses", "fold"}


def _allowed(width: float) -> float:
    """A chosen width within its limits; what is no number is the narrowest."""
    return even(min(max(NARROWEST, width), WIDEST))


def _more(hidden: int) -> str:
    return tr("… (1 more line)") if hidden == 1 else tr("… ({count} more lines)").format(count=hidden)
