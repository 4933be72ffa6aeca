"""Whatever a reader does, in any order: the map stays sound and undo gives back each value."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from contention.model import edits, moves
from contention.model.edits import EditError
from contention.model.graph import circles
from contention.model.project import Claim, Id, Kind, Project, in_order
from contention.model.structure import Structure
from tests.builders import MAP, project_of


class Mapping(RuleBasedStateMachine):
    """Random edits on one map."""

    def __init__(self) -> None:
        super().__init__()
        self.project: Project = project_of("K\n  + A\n    & B\n    ! U\n  - D\nF")
        self.number = 0

    def fresh(self, letter: str) -> Id:
        self.number += 1
        return f"{letter}{self.number}"

    def pick(self, data: st.DataObject, *, claims: bool = True, inferences: bool = True) -> Id:
        argument_map = self.project.maps[MAP]
        ids = sorted(
            [*(argument_map.claims if claims else ()), *(argument_map.inferences if inferences else ())]
        )
        return data.draw(st.sampled_from(ids or ["nothing"]))

    def attempt(self, change, *args, **kwargs) -> None:
        before = self.project
        copy = {**before.maps[MAP].claims}, {**before.maps[MAP].inferences}
        try:
            self.project = change(before, MAP, *args, **kwargs)
        except EditError:
            assert self.project is before
        assert ({**before.maps[MAP].claims}, {**before.maps[MAP].inferences}) == copy

    place = st.none() | st.integers(min_value=0, max_value=4)

    @rule(at=place)
    def add_claim(self, at: int | None) -> None:
        self.attempt(edits.add_claim, Claim(id=self.fresh("c")), at=at)

    @rule(data=st.data(), kind=st.sampled_from(Kind), at=place)
    def add_inference(self, data: st.DataObject, kind: Kind, at: int | None) -> None:
        claim = Claim(id=self.fresh("c"))
        self.attempt(
            edits.add_inference,
            kind=kind,
            target=self.pick(data),
            claim=claim,
            inference_id=self.fresh("i"),
            at=at,
        )

    @rule(data=st.data(), at=place)
    def add_co_premise(self, data: st.DataObject, at: int | None) -> None:
        inference = self.pick(data, claims=False)
        self.attempt(edits.add_co_premise, inference=inference, claim=Claim(id=self.fresh("c")), at=at)

    @rule(data=st.data(), text=st.text(max_size=20))
    def set_text(self, data: st.DataObject, text: str) -> None:
        self.attempt(edits.set_text, self.pick(data, inferences=False), text)

    @precondition(lambda self: len(self.project.maps[MAP].claims) > 4)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.attempt(edits.delete, [self.pick(data)])

    @rule(data=st.data(), chosen=st.booleans())
    def use_again(self, data: st.DataObject, chosen: bool) -> None:
        """A claim used in a second place, as a file may hold it; never a circle."""
        argument_map = self.project.maps[MAP]
        claim, place = self.pick(data, inferences=False), self.pick(data, claims=False)
        inference = argument_map.inferences.get(place)
        structure = Structure(argument_map)
        if inference is None or claim in inference.premises or structure.leads_to(place, claim):
            return
        if chosen:
            drawn_there = replace(argument_map.claims[claim], primary=place)
            argument_map = edits.put_claims(argument_map, [drawn_there])
        joined = edits.with_premise(inference, claim, None)
        self.project = edits.put_map(self.project, edits.put_inferences(argument_map, [joined]))

    @rule(data=st.data(), at=place)
    def move_inference(self, data: st.DataObject, at: int | None) -> None:
        self.attempt(moves.move_inference, self.pick(data, claims=False), target=self.pick(data), at=at)

    @rule(data=st.data(), at=place)
    def move_premise(self, data: st.DataObject, at: int | None) -> None:
        to = self.pick(data, claims=False)
        self.attempt(moves.move_premise, self.pick(data, inferences=False), to=to, at=at)

    @rule(data=st.data(), at=place)
    def move_claim(self, data: st.DataObject, at: int | None) -> None:
        claim, target = self.pick(data, inferences=False), self.pick(data)
        self.attempt(moves.move_claim, claim, target=target, inference_id=self.fresh("i"), at=at)

    @rule(data=st.data())
    def detach(self, data: st.DataObject) -> None:
        self.attempt(moves.detach, self.pick(data, inferences=False))

    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def reorder(self, data: st.DataObject, step: int) -> None:
        self.attempt(moves.reorder, self.pick(data), step)

    @rule(data=st.data())
    def insert_above(self, data: st.DataObject) -> None:
        claim = self.pick(data, inferences=False)
        self.attempt(moves.insert_above, claim, new=Claim(id=self.fresh("c")), inference_id=self.fresh("i"))

    @rule(data=st.data(), before=st.booleans())
    def add_sibling(self, data: st.DataObject, before: bool) -> None:
        self.attempt(
            moves.add_sibling,
            self.pick(data),
            claim=Claim(id=self.fresh("c")),
            inference_id=self.fresh("i"),
            before=before,
        )

    @invariant()
    def nothing_dangles(self) -> None:
        argument_map = self.project.maps[MAP]
        ids = {*argument_map.claims, *argument_map.inferences}
        for key, claim in argument_map.claims.items():
            assert key == claim.id
            uses = [i.id for i in argument_map.inferences.values() if key in i.premises]
            assert claim.primary is None or claim.primary in uses
        for key, inference in argument_map.inferences.items():
            assert key == inference.id
            assert inference.premises
            assert len(set(inference.premises)) == len(inference.premises)
            assert set(inference.premises) <= set(argument_map.claims)
            assert inference.target in ids

    @invariant()
    def nothing_is_out_of_sight_or_circular(self) -> None:
        argument_map = self.project.maps[MAP]
        structure = Structure(argument_map)
        order = list(structure.reading_order())
        assert len(order) == len(set(order)) == len(argument_map.claims) + len(argument_map.inferences)
        assert circles(argument_map) == []

    @invariant()
    def order_is_total(self) -> None:
        structure = Structure(self.project.maps[MAP])
        for siblings in (structure.roots, *structure.inferences_of.values()):
            assert in_order(siblings) == siblings


Mapping.TestCase.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
TestMapping = Mapping.TestCase
