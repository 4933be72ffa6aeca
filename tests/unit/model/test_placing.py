"""The reader's order, kept by numbers with room between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from contention.model.placing import place_among
from contention.model.project import Claim, in_order


@given(st.lists(st.integers(min_value=-1, max_value=12), max_size=40))
def test_every_item_lands_where_it_was_put(places: list[int]) -> None:
    claims: dict[str, Claim] = {}
    expected: list[str] = []
    for number, place in enumerate(places):
        at = None if place < 0 else place
        siblings = in_order(claims.values())
        placing = place_among(siblings, at)
        claims.update({claim.id: claim for claim in placing.renumbered})
        name = f"c{number}"
        claims[name] = Claim(id=name, order=placing.order)
        expected.insert(len(expected) if at is None else at, name)
        assert [claim.id for claim in in_order(claims.values())] == expected


def test_only_the_placed_item_changes_while_there_is_room() -> None:
    siblings = [Claim(id=str(n), order=float(n)) for n in range(5)]
    for at in range(6):
        assert place_among(siblings, at).renumbered == ()


def test_siblings_are_numbered_anew_where_no_number_is_left() -> None:
    siblings = [Claim(id="a", order=1.0), Claim(id="b", order=1.0), Claim(id="c", order=7.0)]
    placing = place_among(siblings, 1)
    assert [claim.order for claim in placing.renumbered] == [1.0, 3.0, 4.0]
    assert placing.order == 2.0


def test_the_same_gap_can_be_halved_without_end() -> None:
    claims = [Claim(id="a", order=1.0), Claim(id="z", order=2.0)]
    for number in range(200):
        placing = place_among(claims, 1)
        renumbered = {claim.id: claim for claim in placing.renumbered}
        claims = [renumbered.get(claim.id, claim) for claim in claims]
        claims.insert(1, Claim(id=f"n{number:03}", order=placing.order))
        assert in_order(claims) == claims


def test_huge_places_from_a_file_still_leave_room() -> None:
    siblings = [Claim(id="a", order=1e300), Claim(id="b", order=1e300)]
    placing = place_among(siblings, None)
    left = {claim.id: claim for claim in siblings} | {claim.id: claim for claim in placing.renumbered}
    last = replace(siblings[0], id="n", order=placing.order)
    assert in_order([*left.values(), last])[-1].id == "n"
