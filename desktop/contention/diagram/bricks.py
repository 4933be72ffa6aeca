"""One brick from its claims: boxes, panel and pill, in coordinates of its own.

The pill sits on the edge of the panel that faces the target: above where the argument runs
down, below where it runs up, at the left where it runs to the right. There the premises
stand one above the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from contention.diagram.badges import BADGE_GAP, BadgeRow, remarks_on_inference
from contention.diagram.boxes import BoxMaker, even
from contention.diagram.drawing import Badge, Box, Brick, Note, Pill, Rect
from contention.diagram.layout.forest import Part
from contention.diagram.measure import TextMeasure, TextStyle
from contention.diagram.themes import Metrics
from contention.model.project import Inference, Kind, Orientation
from contention.model.structure import Role

FOLDED_HEIGHT = 26.0
"""Of the room in the panel of a folded inference, where its chip stands."""


def tr(text: str) -> str:
    """Words of the map in the reader's language."""
    return QCoreApplication.translate("Map", text)


class BrickMaker:
    """Makes bricks of one set of metrics, for one orientation."""

    def __init__(
        self,
        metrics: Metrics,
        measure: TextMeasure,
        boxes: BoxMaker | None = None,
        orientation: Orientation = Orientation.DOWN,
    ) -> None:
        self.metrics = metrics
        self.measure = measure
        self.boxes = boxes or BoxMaker(metrics, measure)
        self.orientation = orientation
        self.words = TextStyle(metrics.family, metrics.pill_px, semibold=True)
        self.because, self.however = tr("because"), tr("however")

    def claim(self, part: Part, role: Role) -> Brick:
        """A claim that stands alone."""
        box = self.boxes.box(part, role, 0.0, 0.0)
        return Brick(part.claim.id, None, box.rect.width, box.rect.height, None, None, (box,))

    def inference(
        self,
        inference: Inference,
        parts: Sequence[Part],
        *,
        stacked: bool = False,
        hidden: int | None = None,
    ) -> Brick:
        """An inference: its pill on the edge of the panel that holds its premises.

        In a stack the pill stands at the left end of its edge, where the bus runs. `hidden` is
        the number of claims that a folded inference hides; its chip stands in their place.
        """
        pill = self.pill_of(inference)
        if self.orientation is Orientation.RIGHT:
            return self._sideways(inference, parts, pill, hidden)
        m = self.metrics
        panel_y = m.pill_height / 2
        x, y = float(m.panel_pad), panel_y + m.panel_top
        boxes: list[Box] = []
        fold: Note | None = None
        for part in parts:
            box = self._premise(inference, part, x, y)
            boxes.append(box)
            x = box.rect.right + m.premise_gap
        inner = x - m.premise_gap if boxes else m.panel_pad + m.box_min_width
        lowest = max((box.rect.bottom for box in boxes), default=y)
        if hidden is not None:
            fold = self._chip(hidden, float(m.panel_pad), y)
            inner, lowest = fold.rect.right, y + FOLDED_HEIGHT
        width = even(max(inner + m.panel_pad, pill.rect.width + 4 * m.panel_pad))
        if (slack := width - inner - m.panel_pad) > 0:
            boxes = [box.moved(slack / 2, 0.0) for box in boxes]
            fold = fold.moved(slack / 2, 0.0) if fold else None
        height = lowest + m.panel_pad
        left = float(m.panel_pad) if stacked else width / 2 - pill.rect.width / 2
        if self.orientation is Orientation.DOWN:
            panel = Rect(0.0, panel_y, width, height - panel_y)
            pill = pill.moved(left, 0.0)
        else:
            panel = Rect(0.0, 0.0, width, height - panel_y)
            pill = pill.moved(left, height - m.pill_height)
            boxes = [box.moved(0.0, height - box.rect.bottom - box.rect.y) for box in boxes]
            fold = fold.moved(0.0, height - fold.rect.bottom - fold.rect.y) if fold else None
        return Brick(inference.id, inference.kind, width, height, panel, pill, tuple(boxes), fold)

    def _sideways(self, inference: Inference, parts: Sequence[Part], pill: Pill, hidden: int | None) -> Brick:
        m = self.metrics
        panel_x = pill.rect.width - m.pill_height / 2
        x, y = panel_x + m.panel_top, float(m.panel_pad)
        boxes: list[Box] = []
        for part in parts:
            box = self._premise(inference, part, x, y)
            boxes.append(box)
            y = box.rect.bottom + m.premise_gap
        lowest = y - m.premise_gap if boxes else m.panel_pad + FOLDED_HEIGHT
        right = max((box.rect.right for box in boxes), default=x + m.box_min_width)
        fold: Note | None = None
        if hidden is not None:
            fold = self._chip(hidden, x, float(m.panel_pad))
            right = fold.rect.right
        width, height = even(right + m.panel_pad), lowest + m.panel_pad
        panel = Rect(panel_x, 0.0, width - panel_x, height)
        pill = pill.moved(0.0, height / 2 - m.pill_height / 2)
        return Brick(inference.id, inference.kind, width, height, panel, pill, tuple(boxes), fold)

    def _premise(self, inference: Inference, part: Part, x: float, y: float) -> Box:
        role = Role.REASON if inference.kind is Kind.REASON else Role.OBJECTION
        return self.boxes.box(part, role, x, y) if part.home else self.boxes.stub(part, role, x, y)

    def _chip(self, hidden: int, x: float, y: float) -> Note:
        row = self.metrics.note_row
        return self.boxes.fold_note(self.boxes.fold_words(hidden), x, y + (FOLDED_HEIGHT - row) / 2 - 2)

    def pill_of(self, inference: Inference) -> Pill:
        """The handle of an inference, its top left corner at 0, 0."""
        m = self.metrics
        reason = inference.kind is Kind.REASON
        words = inference.scheme.strip() or (self.because if reason else self.however)
        line = self.measure.line(("+ " if reason else "− ") + words, self.words, float(m.text_width))
        baseline = m.pill_height / 2 + round(m.pill_px * 0.33)
        right = m.pill_pad_x + line.width
        row: BadgeRow | None = None
        if self.boxes.badges and (inference.rating is not None or inference.tags):
            remarks = remarks_on_inference(inference, self.boxes.tags)
            row = BadgeRow(remarks, self.measure, self.boxes.small, words=False)
            row.fit(float(m.text_width))
        badges: tuple[Badge, ...] = ()
        if row:
            placed = row.place(right + BADGE_GAP, 0.0, float(m.pill_height), baseline)
            badges, right = placed, placed[-1].rect.right
        width = even(right + m.pill_pad_x)
        return Pill(
            inference.id,
            Rect(0.0, 0.0, width, float(m.pill_height)),
            line._replace(x=float(m.pill_pad_x), baseline=baseline),
            badges,
        )
