"""What stands where in a map."""

from __future__ import annotations

import random

from msgspec.structs import replace

from contention.model.edits import put_claims, put_inferences, with_premise
from contention.model.project import ArgumentMap, Claim, Inference, Kind, read_only
from contention.model.structure import Role, Structure
from tests.builders import map_of


def circle(size: int) -> ArgumentMap:
    """Claims that argue for each other round and round, with no root."""
    claims = {f"c{n}": Claim(id=f"c{n}") for n in range(size)}
    inferences = {
        f"i{n}": Inference(id=f"i{n}", kind=Kind.REASON, target=f"c{n}", premises=(f"c{(n + 1) % size}",))
        for n in range(size)
    }
    return ArgumentMap(id="m", claims=read_only(claims), inferences=read_only(inferences))


def test_roles() -> None:
    structure = Structure(map_of("K\n  + A\n    & B\n  - D\n    - R\nF"))
    assert {c: structure.role(c) for c in "KABDRF"} == {
        "K": Role.CONTENTION,
        "A": Role.REASON,
        "B": Role.REASON,
        "D": Role.OBJECTION,
        "R": Role.OBJECTION,
        "F": Role.STANDING,
    }


def test_reading_order_is_contention_reason_premises_support_objections() -> None:
    structure = Structure(map_of("K\n  + A\n    & B\n      + E\n    ! U\n  - D\n    - R\nF"))
    assert list(structure.reading_order()) == (
        ["K", "iA", "A", "B", "iE", "E", "iU", "U", "iD", "D", "iR", "R", "F"]
    )


def test_a_claim_used_twice_is_drawn_in_its_first_or_chosen_place() -> None:
    argument_map = map_of("K\n  + A\n    + S\n  - D")
    argument_map = put_inferences(argument_map, [with_premise(argument_map.inferences["iD"], "S", None)])
    first = Structure(argument_map)
    assert [use.id for use in first.uses_of["S"]] == ["iS", "iD"]
    chosen = put_claims(argument_map, [replace(argument_map.claims["S"], primary="iD")])
    assert Structure(chosen).primary_use("S") == argument_map.inferences["iD"]
    assert Structure(chosen).role("S") is Role.OBJECTION
    assert list(Structure(chosen).below("iA")) == ["iA", "A", "iS"]


def test_dangling_references_are_passed_over() -> None:
    argument_map = map_of("K\n  + A")
    broken = put_inferences(
        argument_map,
        [
            Inference(id="x", kind=Kind.REASON, target="nobody", premises=("A", "ghost")),
            Inference(id="y", kind=Kind.REASON, target="K", premises=("ghost",)),
        ],
    )
    structure = Structure(broken)
    assert "nobody" not in structure.inferences_of
    assert "ghost" not in structure.uses_of
    assert set(structure.reading_order()) == {"K", "iA", "A", "y", "x"}


def test_circles_are_read_once_and_end() -> None:
    structure = Structure(circle(3))
    order = list(structure.reading_order())
    assert sorted(order) == ["c0", "c1", "c2", "i0", "i1", "i2"]
    assert [root.id for root in structure.roots] == ["c0"]


def test_leads_to_follows_every_use() -> None:
    structure = Structure(map_of("K\n  + A\n    + S\n    ! U\n  - D"))
    assert structure.leads_to("S", "K")
    assert structure.leads_to("U", "iA")
    assert structure.leads_to("U", "K")
    assert structure.leads_to("K", "K")
    assert not structure.leads_to("K", "S")
    assert not structure.leads_to("U", "A")
    assert Structure(circle(4)).leads_to("c0", "c3")
    assert not Structure(circle(4)).leads_to("c0", "elsewhere")


def test_a_chain_of_5000_is_walked_without_recursion() -> None:
    claims = {f"c{n}": Claim(id=f"c{n}") for n in range(5000)}
    inferences = {
        f"i{n}": Inference(id=f"i{n}", kind=Kind.REASON, target=f"c{n}", premises=(f"c{n + 1}",))
        for n in range(4999)
    }
    structure = Structure(ArgumentMap(id="m", claims=read_only(claims), inferences=read_only(inferences)))
    assert len(list(structure.reading_order())) == 9999
    assert structure.leads_to("c4999", "c0")


def test_order_does_not_hang_on_how_items_were_stored() -> None:
    argument_map = map_of("K\n  + A\n  + B\n  + C\nF\nG")
    shuffled = list(argument_map.inferences.items())
    random.Random(3).shuffle(shuffled)
    again = replace(argument_map, inferences=read_only(shuffled))
    assert list(Structure(again).reading_order()) == list(Structure(argument_map).reading_order())


def test_a_claim_that_stands_alone_by_choice_is_a_root_though_it_is_used() -> None:
    argument_map = map_of("K\n  + A\nF\n  + G")
    argument_map = put_inferences(argument_map, [with_premise(argument_map.inferences["iA"], "F", None)])
    assert [root.id for root in Structure(argument_map).roots] == ["K"]
    alone = put_claims(argument_map, [replace(argument_map.claims["F"], primary="F")])
    structure = Structure(alone)
    assert [root.id for root in structure.roots] == ["K", "F"]
    assert structure.primary_use("F") is None
    assert structure.role("F") is Role.CONTENTION
    assert list(structure.below("K")) == ["K", "iA", "A"]
    assert structure.leads_to("F", "K")


def test_the_way_up_ends_at_a_claim_that_stands_alone() -> None:
    structure = Structure(map_of("K\n  + A\n    ! U\n      + V"))
    assert list(structure.above("V")) == ["V", "iV", "U", "iU", "iA", "K"]
    assert list(structure.above("K")) == ["K"]
    assert list(Structure(circle(3)).above("c0")) == ["c0"]
    assert list(Structure(circle(3)).above("c2")) == ["c2", "i1", "c1", "i0", "c0"]


def test_what_is_in_a_circle() -> None:
    assert all(Structure(circle(3)).in_circle(item) for item in ("c0", "i2"))
    assert not any(Structure(map_of("K\n  + A")).in_circle(item) for item in ("K", "A", "iA"))
