"""Argument maps by size and seed, shaped as people make them, and a measure that needs no fonts."""

from __future__ import annotations

import math
import random

from contention.diagram.drawing import TextLine
from contention.diagram.measure import TextBlock, TextMeasure, TextStyle
from contention.model.project import ArgumentMap, Claim, Id, Inference, Kind, Passage, read_only

TALK = (
    "network owners compute price rules nobody machines model open firms train share costs year "
    "public power field choice trust repair every large small because which decide"
)
WORDS = TALK.split()


class PlainMeasure(TextMeasure):
    """Every letter is 7 wide and every line 20 high; for tests without a QGuiApplication."""

    def __init__(self) -> None:
        self.broken = self._broken
        self.line = self._line

    def _broken(self, text: str, width: float, style: TextStyle) -> TextBlock:
        room = max(1, int(width // 7))
        words = [text[i : i + room] for i in range(0, len(text), room)] or [""]
        lines = tuple(TextLine(piece, 0.0, 20.0 * i + 15, 7.0 * len(piece)) for i, piece in enumerate(words))
        return TextBlock(lines, max(line.width for line in lines), 20.0 * len(lines))

    def _line(self, text: str, style: TextStyle, width: float = math.inf) -> TextLine:
        return TextLine(text, 0.0, 0.0, min(7.0 * len(text), width))


class MapMaker:
    """Builds one map claim by claim; ids count up, so a seed gives the same map for ever."""

    def __init__(self, seed: int = 0) -> None:
        self.rng = random.Random(seed)
        self.claims: dict[Id, Claim] = {}
        self.inferences: dict[Id, Inference] = {}

    def sentence(self) -> str:
        letters = min(700, max(6, int(self.rng.lognormvariate(math.log(70), 0.7))))
        words = " ".join(self.rng.choices(WORDS, k=letters // 6 + 1))
        return words.capitalize() + "."

    def claim(self, text: str | None = None, **more: object) -> Id:
        claim_id = f"c{len(self.claims):05}"
        self.claims[claim_id] = Claim(
            id=claim_id,
            text=self.sentence() if text is None else text,
            order=float(len(self.claims)),
            **more,  # type: ignore[arg-type]
        )
        return claim_id

    def inference(
        self, target: Id, *premises: Id, kind: Kind = Kind.REASON, order: float | None = None
    ) -> Id:
        inference_id = f"i{len(self.inferences):05}"
        self.inferences[inference_id] = Inference(
            id=inference_id,
            kind=kind,
            target=target,
            premises=premises,
            order=float(len(self.inferences)) if order is None else order,
        )
        return inference_id

    def reason(self, target: Id, *texts: str) -> Id:
        return self.inference(target, *(self.claim(text) for text in texts))

    def objection(self, target: Id, *texts: str) -> Id:
        return self.inference(target, *(self.claim(text) for text in texts), kind=Kind.OBJECTION)

    def map(self) -> ArgumentMap:
        return ArgumentMap(
            id="map", title="Random", claims=read_only(self.claims), inferences=read_only(self.inferences)
        )


def passages(count: int) -> tuple[Passage, ...]:
    return tuple(
        Passage(id=f"p{i}", article="a", exact="words", start=9 * i, end=9 * i + 5) for i in range(count)
    )


def random_map(
    boxes: int,
    seed: int = 1,
    *,
    cross: float = 0.03,
    back: int = 0,
    roots: int = 1,
    co_premises: float = 0.25,
    undercuts: float = 0.05,
) -> ArgumentMap:
    """A map of so many claims: 30 % objections, some co-premises, undercuts and shared claims.

    `cross` is the share of claims used a second time, `back` the number of uses that close circles.
    """
    maker = MapMaker(seed)
    rng = maker.rng
    for _ in range(min(roots, boxes)):
        maker.claim()
    open_ends = list(maker.claims)
    pills: list[Id] = []
    deepest = dict.fromkeys(open_ends, 0)
    limit = 4 + round(math.log2(max(2, boxes)) / 2)
    while len(maker.claims) < boxes:
        target = rng.choice(pills) if pills and rng.random() < undercuts else rng.choice(open_ends)
        many = rng.choices([2, 3, 4], [6, 3, 1])[0] if rng.random() < co_premises else 1
        premises = []
        for _ in range(min(many, boxes - len(maker.claims))):
            short = rng.random() < 0.15
            claim = maker.claim(
                rng.choice(["Yes.", "No.", "It is so.", ""]) if short else None,
                unstated=rng.random() < 0.1,
                passages=passages(rng.choice([0, 0, 1, 1, 2])),
            )
            premises.append(claim)
            deepest[claim] = deepest.get(target, 0) + 1
            if deepest[claim] < limit:
                open_ends.append(claim)
        kind = Kind.OBJECTION if target in pills or rng.random() < 0.3 else Kind.REASON
        pill = maker.inference(target, *premises, kind=kind, order=rng.random())
        deepest[pill] = deepest.get(target, 0) + 1
        pills.append(pill)
    for _ in range(round(cross * boxes) + back if pills else 0):
        pill = rng.choice(pills)
        inference = maker.inferences[pill]
        extra = rng.choice(list(maker.claims))
        maker.inferences[pill] = Inference(
            id=pill,
            kind=inference.kind,
            target=inference.target,
            premises=(*inference.premises, extra),
            order=inference.order,
        )
    return maker.map()
