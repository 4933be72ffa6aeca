"""What a reader thinks of an item, as badges: which there are, and how many words have room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Badge, BadgeKind, Rect, TextLine
from contention.diagram.measure import TextMeasure, TextStyle
from contention.diagram.signs import SIGN
from contention.model.project import (
    BASES,
    TAG_COLOURS,
    Claim,
    ClaimRating,
    Id,
    Inference,
    InferenceRating,
    Tag,
    in_order,
)

WORD_GAP = 4.0
"""Between a sign and its word."""
BADGE_GAP = 9.0
LONGEST_WORD = 124.0
"""Of a badge's word; what is longer is cut short with an ellipsis, and whole in its tooltip."""


def tr(text: str) -> str:
    """Words of the map in the reader's language."""
    return QCoreApplication.translate("Map", text)


class Remark(NamedTuple):
    """One thing to show of an item."""

    kind: BadgeKind
    sign: str
    word: str
    text: str


def basis_words(basis: str) -> str:
    """A basis in the reader's language; the reader's own word as it is."""
    known = {
        "common knowledge": tr("common knowledge"),
        "data": tr("data"),
        "expert": tr("expert"),
        "law": tr("law"),
        "example": tr("example"),
        "testimony": tr("testimony"),
        "definition": tr("definition"),
        "value": tr("value"),
    }
    return known.get(basis, basis)


def remarks_on_claim(claim: Claim, tags: Mapping[Id, Tag]) -> list[Remark]:
    """Rating, basis and tags of a claim; tags that the project does not have are left out."""
    found = []
    if claim.rating is not None:
        word = {
            ClaimRating.ACCEPT: tr("accepted"),
            ClaimRating.REJECT: tr("rejected"),
            ClaimRating.UNDECIDED: tr("undecided"),
        }[claim.rating]
        found.append(Remark("rating", claim.rating.value, word, tr("Rated: {word}").format(word=word)))
    if basis := claim.basis.strip():
        word = basis_words(basis)
        sign = basis if basis in BASES else "basis"
        found.append(Remark("basis", sign, word, tr("Basis: {word}").format(word=word)))
    return [*found, *_remarks_of_tags(claim.tags, tags)]


def remarks_on_inference(inference: Inference, tags: Mapping[Id, Tag]) -> list[Remark]:
    """Rating and tags of an inference; tags that the project does not have are left out."""
    found = []
    if inference.rating is not None:
        word = {
            InferenceRating.STRONG: tr("strong"),
            InferenceRating.WEAK: tr("weak"),
            InferenceRating.NIL: tr("nil"),
        }[inference.rating]
        found.append(Remark("rating", inference.rating.value, word, tr("Rated: {word}").format(word=word)))
    return [*found, *_remarks_of_tags(inference.tags, tags)]


def _remarks_of_tags(ids: Iterable[Id], tags: Mapping[Id, Tag]) -> Iterator[Remark]:
    for tag in in_order(tags[tag_id] for tag_id in ids if tag_id in tags):
        sign = tag.colour if tag.colour in TAG_COLOURS else "grey"
        yield Remark("tag", sign, tag.name.strip(), tr("Tag: {name}").format(name=tag.name))


class _Piece(NamedTuple):
    remark: Remark
    line: TextLine | None

    @property
    def width(self) -> float:
        sign = SIGN if self.remark.sign else 0.0
        if self.line is None:
            return sign
        return sign + (WORD_GAP if sign else 0.0) + self.line.width


class BadgeRow:
    """The badges of one item, measured, until they are put in their place."""

    def __init__(
        self, remarks: list[Remark], measure: TextMeasure, style: TextStyle, *, words: bool = True
    ) -> None:
        self._measure = measure
        self._style = style
        self._pieces = [
            _Piece(remark, self._word(remark.word) if words or remark.kind == "rating" else None)
            for remark in remarks
        ]

    def __bool__(self) -> bool:
        return bool(self._pieces)

    @property
    def width(self) -> float:
        """What they need as they are now."""
        pieces = self._pieces
        return sum(piece.width for piece in pieces) + BADGE_GAP * max(0, len(pieces) - 1)

    def fit(self, room: float) -> None:
        """Give up words, the last first, and then badges until what is left has room."""
        pieces = self._pieces
        for index in range(len(pieces) - 1, -1, -1):
            if self.width <= room:
                return
            pieces[index] = _Piece(pieces[index].remark, None)
        left_out: list[Remark] = []
        while self.width > room and len(pieces) > 1:
            if left_out:
                pieces.pop()
            left_out.insert(0, pieces.pop().remark)
            text = "\n".join(remark.text for remark in left_out)
            count = f"+{len(left_out)}"
            pieces.append(_Piece(Remark("further", "", count, text), self._word(count)))

    def place(self, x: float, top: float, height: float, baseline: float) -> tuple[Badge, ...]:
        """The badges from x on, in a row of that height, their words on the baseline."""
        placed = []
        for piece in self._pieces:
            kind, sign, _, text = piece.remark
            rect = Rect(x, top, piece.width, height)
            line = piece.line
            if line is not None:
                line = line._replace(x=rect.right - line.width, baseline=baseline)
            placed.append(Badge(kind, sign, rect, line, text))
            x = rect.right + BADGE_GAP
        return tuple(placed)

    def _word(self, word: str) -> TextLine | None:
        return self._measure.line(word, self._style, LONGEST_WORD) if word else None
