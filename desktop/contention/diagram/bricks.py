"""One brick from its claims: boxes with their words, panel and pill, in coordinates of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Box, Brick, Note, NoteKind, Pill, Rect, TextLine
from contention.diagram.layout.forest import Part
from contention.diagram.measure import TextBlock, TextMeasure, TextStyle
from contention.diagram.themes import Metrics
from contention.model.project import Inference, Kind
from contention.model.structure import Role

QUOTE_MARK_WIDTH = 11.0
"""Room for the mark that is drawn before a passage count."""
ARROW_WIDTH = 13.0
"""Room for the arrow that is drawn on what leads elsewhere."""
NOTE_GAP = 10.0
LONG_TEXT = ((240, 0), (520, 64), (1100, 144), (1 << 62, 240))
"""A text of at most so many letters is set so much wider than an ordinary claim."""


def tr(text: str) -> str:
    """Words of the map in the reader's language."""
    return QCoreApplication.translate("Map", text)


class BrickMaker:
    """Makes bricks of one set of metrics."""

    def __init__(self, metrics: Metrics, measure: TextMeasure) -> None:
        self.metrics = metrics
        self.measure = measure
        family = metrics.family
        self.text = TextStyle(family, metrics.text_px, line_height=metrics.line_height)
        self.contention = TextStyle(
            family, metrics.contention_px, semibold=True, line_height=metrics.contention_line_height
        )
        self.pill = TextStyle(family, metrics.pill_px, semibold=True)
        self.small = TextStyle(family, metrics.small_px)
        self.because, self.however = tr("because"), tr("however")
        self.unstated, self.empty = tr("unstated"), tr("empty claim")

    def claim(self, part: Part, role: Role) -> Brick:
        """A claim that stands alone."""
        box = self.box(part, role, 0.0, 0.0)
        return Brick(part.claim.id, None, box.rect.width, box.rect.height, None, None, (box,))

    def inference(self, inference: Inference, parts: Sequence[Part]) -> Brick:
        """An inference: its pill on the edge of the panel that holds its premises."""
        m = self.metrics
        role = Role.REASON if inference.kind is Kind.REASON else Role.OBJECTION
        panel_y = m.pill_height / 2
        x, y = float(m.panel_pad), panel_y + m.panel_top
        boxes: list[Box] = []
        for part in parts:
            box = self.box(part, role, x, y) if part.home else self.stub(part, role, x, y)
            boxes.append(box)
            x = box.rect.right + m.premise_gap
        inner = x - m.premise_gap if boxes else m.panel_pad + m.box_min_width
        pill = self.pill_of(inference)
        width = max(inner + m.panel_pad, pill.rect.width + 4 * m.panel_pad)
        if (slack := width - inner - m.panel_pad) > 0:
            boxes = [_moved(box, slack / 2) for box in boxes]
        lowest = max((box.rect.bottom for box in boxes), default=y)
        height = lowest + m.panel_pad
        centre = width / 2
        rect = pill.rect.moved(centre - pill.rect.width / 2, 0.0)
        pill = Pill(inference.id, rect, pill.line._replace(x=rect.x + m.pill_pad_x))
        panel = Rect(0.0, panel_y, width, height - panel_y)
        return Brick(inference.id, inference.kind, width, height, panel, pill, tuple(boxes))

    def pill_of(self, inference: Inference) -> Pill:
        m = self.metrics
        reason = inference.kind is Kind.REASON
        words = inference.scheme.strip() or (self.because if reason else self.however)
        line = self.measure.line(("+ " if reason else "− ") + words, self.pill, float(m.text_width))
        baseline = m.pill_height / 2 + round(m.pill_px * 0.33)
        width = _even(line.width + 2 * m.pill_pad_x)
        return Pill(
            inference.id,
            Rect(0.0, 0.0, width, float(m.pill_height)),
            line._replace(x=float(m.pill_pad_x), baseline=baseline),
        )

    def stub(self, part: Part, role: Role, x: float, y: float) -> Box:
        """One line of a claim that is drawn elsewhere, with an arrow at its end."""
        m = self.metrics
        text = part.claim.text
        placeholder = not text or text.isspace()
        words = self.measure.line(
            self.empty if placeholder else text, self.text, m.text_width - ARROW_WIDTH - NOTE_GAP
        )
        width = _even(words.width + NOTE_GAP + ARROW_WIDTH + 2 * m.box_pad_x)
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
        style = self.contention if top and not placeholder else self.text
        limit = m.contention_width if top else m.text_width
        length = len(claim.text)
        limit += next(more for letters, more in LONG_TEXT if length <= letters)
        words = self.empty if placeholder else claim.text.strip()
        block = self.balanced(words, limit, style) if top else self.measure.broken(words, float(limit), style)
        lines = block.lines
        notes = self.notes(part)
        hidden = 0
        if len(lines) > m.longest_lines:
            hidden = len(lines) - m.longest_lines + 1
            lines = lines[: m.longest_lines - 1]
            notes.insert(0, ("more", self.measure.line(_more(hidden), self.small), 0.0))
        pad_x, pad_y = (m.box_pad_x + 4, m.box_pad_y + 3) if top else (m.box_pad_x, m.box_pad_y)
        notes_width = sum(line.width + room for _, line, room in notes) + NOTE_GAP * max(0, len(notes) - 1)
        inner = max(block.width, notes_width, float(m.box_min_width - 2 * pad_x))
        width = _even(inner + 2 * pad_x)
        inner = width - 2 * pad_x
        text_height = block.height if not hidden else block.height * len(lines) / len(block.lines)
        text_height = math.ceil(text_height)
        height = text_height + 2 * pad_y + (m.note_row if notes else 0)
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
        return Box(
            claim=claim.id,
            rect=Rect(x, y, width, float(height)),
            lines=placed,
            role=role,
            unstated=claim.unstated,
            placeholder=placeholder,
            notes=self.place_notes(notes, dx, dy + text_height, inner),
        )

    def balanced(self, text: str, limit: int, style: TextStyle) -> TextBlock:
        """Broken into as few lines as the limit allows, and those as even as they come."""
        block = self.measure.broken(text, float(limit), style)
        if not 1 < len(block.lines) <= 6:
            return block
        too_narrow, wide_enough = limit // len(block.lines) // 2, limit
        while wide_enough - too_narrow > 8:
            middle = (too_narrow + wide_enough) // 2
            narrower = self.measure.broken(text, float(middle), style)
            if len(narrower.lines) == len(block.lines):
                block, wide_enough = narrower, middle
            else:
                too_narrow = middle
        return block

    def notes(self, part: Part) -> list[tuple[NoteKind, TextLine, float]]:
        """Kind, words and room for a sign, left to right."""
        found: list[tuple[NoteKind, TextLine, float]] = []
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
            found.append(("passages", self.measure.line(count, self.small), QUOTE_MARK_WIDTH))
        return found

    def place_notes(
        self, notes: list[tuple[NoteKind, TextLine, float]], x: float, y: float, width: float
    ) -> tuple[Note, ...]:
        """ "more" and "uses" stand at the left end of the row, the others at the right."""
        row = self.metrics.note_row
        baseline = y + row / 2 + round(self.metrics.small_px * 0.5)
        placed: list[Note] = []
        left, right = x, x + width
        for kind, line, room in notes:
            if kind in {"more", "uses"}:
                rect = Rect(left, y, line.width + room, float(row))
                left = rect.right + NOTE_GAP
                at = rect.x
                placed.append(Note(kind, rect, line._replace(x=at, baseline=baseline)))
        for kind, line, room in reversed(notes):
            if kind not in {"more", "uses"}:
                rect = Rect(right - line.width - room, y, line.width + room, float(row))
                right = rect.x - NOTE_GAP
                placed.append(Note(kind, rect, line._replace(x=rect.x + room, baseline=baseline)))
        return tuple(placed)


def _more(hidden: int) -> str:
    return tr("… (1 more line)") if hidden == 1 else tr("… ({count} more lines)").format(count=hidden)


def _even(width: float) -> float:
    """The next even number of pixels, so that the middle is a whole one."""
    return 2.0 * math.ceil(width / 2)


def _moved(box: Box, dx: float) -> Box:
    return Box(
        claim=box.claim,
        rect=box.rect.moved(dx, 0.0),
        lines=tuple(line._replace(x=line.x + dx) for line in box.lines),
        role=box.role,
        stub=box.stub,
        unstated=box.unstated,
        placeholder=box.placeholder,
        notes=tuple(
            Note(note.kind, note.rect.moved(dx, 0.0), note.line._replace(x=note.line.x + dx))
            for note in box.notes
        ),
    )
