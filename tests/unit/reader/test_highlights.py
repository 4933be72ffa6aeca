"""Highlights follow the map, and only where the words still stand."""

from __future__ import annotations

from contention.model.anchors import make_passage
from contention.model.project import ArgumentMap, Claim, Inference, Kind, Passage, read_only
from contention.model.structure import Role
from contention.reader.highlights import Highlight, at, highlights

TEXT = "Machines cost much. Few can pay. A network that nobody owns is one that nobody repairs."


def passage(words: str, article: str = "a") -> Passage:
    start = TEXT.index(words)
    return make_passage(article, TEXT, start, start + len(words))


def map_of(*claims: Claim, inferences: tuple[Inference, ...] = ()) -> ArgumentMap:
    return ArgumentMap(
        id="m",
        claims=read_only({claim.id: claim for claim in claims}),
        inferences=read_only({inference.id: inference for inference in inferences}),
    )


def test_each_role_and_the_order_of_the_text() -> None:
    argument_map = map_of(
        Claim(id="o", passages=(passage("nobody repairs"),)),
        Claim(id="c", passages=(passage("Machines cost much."),)),
        Claim(id="r", passages=(passage("Few can pay."), passage("A network"))),
        Claim(id="s", passages=(passage("nobody owns"),)),
        Claim(id="none"),
        inferences=(
            Inference(id="i", kind=Kind.REASON, target="c", premises=("r",)),
            Inference(id="j", kind=Kind.OBJECTION, target="c", premises=("o",)),
        ),
    )
    found = highlights(argument_map, "a", TEXT)
    assert [(mark.claim, mark.role) for mark in found] == [
        ("c", Role.CONTENTION),
        ("r", Role.REASON),
        ("r", Role.REASON),
        ("s", Role.STANDING),
        ("o", Role.OBJECTION),
    ]
    assert [TEXT[mark.start : mark.end] for mark in found[:2]] == ["Machines cost much.", "Few can pay."]


def test_other_articles_and_moved_words_are_left_out() -> None:
    right = passage("Few can pay.")
    moved = Passage(id="x", article="a", exact=right.exact, start=right.start + 1, end=right.end + 1)
    argument_map = map_of(Claim(id="c", passages=(passage("A network", "b"), moved)))
    assert highlights(argument_map, "a", TEXT) == ()


def test_what_touches_no_passage_changes_nothing() -> None:
    before = map_of(Claim(id="c", passages=(passage("Few can pay."),)))
    after = map_of(Claim(id="c", text="in other words", passages=before.claims["c"].passages), Claim(id="d"))
    assert highlights(before, "a", TEXT) == highlights(after, "a", TEXT)


def test_overlaps_stand_side_by_side() -> None:
    words = (
        "Machines cost much. Few can pay.",
        "cost much. Few",
        "can pay. A network",
        "A network",
        "repairs",
    )
    argument_map = map_of(*(Claim(id=str(n), passages=(passage(w),)) for n, w in enumerate(words)))
    found = highlights(argument_map, "a", TEXT)
    assert {mark.claim: mark.lane for mark in found} == {"0": 0, "1": 1, "2": 1, "3": 0, "4": 0}


def test_under_a_place_the_shortest_is_first() -> None:
    marks = (
        Highlight(0, 20, "long", "p", Role.REASON),
        Highlight(5, 9, "short", "q", Role.REASON),
        Highlight(30, 40, "else", "r", Role.REASON),
    )
    assert [mark.claim for mark in at(marks, 5)] == ["short", "long"]
    assert [mark.claim for mark in at(marks, 9)] == ["long"]
    assert at(marks, 20) == []
