"""Whatever a reader does, in any order: the maps stay sound, and undo, files and drawings keep up.

At least 1,000 random edits here, and 10,000 with CONTENTION_NIGHTLY=1 in the environment.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from contention.diagram.compose import compose
from contention.diagram.drawing import Rect
from contention.diagram.themes import theme
from contention.files import codec
from contention.model import branches, details, edits, kinds, maps, moves, uses
from contention.model.check import check
from contention.model.graph import circles
from contention.model.project import (
    BASES,
    TAG_COLOURS,
    ArgumentMap,
    Article,
    Claim,
    ClaimRating,
    Id,
    InferenceRating,
    Kind,
    Orientation,
    Passage,
    Project,
    Tag,
    in_order,
    read_only,
)
from contention.model.structure import Structure
from contention.session.session import Session
from tests.builders import project_of
from tests.unit.diagram.random_maps import PlainMeasure

STEPS = 50
EXAMPLES = 280 if os.environ.get("CONTENTION_NIGHTLY") else 28
TEXT = "Words of an article that claims may rest on."
ARTICLE = Article(id="article", title="An article", source=TEXT)
MEASURE = PlainMeasure()
LARGEST = 45
"""Claims in all, about: beyond it only edits that make a project smaller or rearrange it are tried."""

places = st.none() | st.integers(min_value=0, max_value=4)
numbers = st.sampled_from([0.0, 40.0, 90.0, 700.0, -260.0, 5000.5])
positions = st.none() | st.tuples(numbers, numbers)
kind_of_step = st.sampled_from(Kind)
words = st.text(st.characters(exclude_categories=()), max_size=16)


class Mapping(RuleBasedStateMachine):
    """Random edits on a project, through a session as the window makes them."""

    def __init__(self) -> None:
        super().__init__()
        project = project_of("K\n  + A\n    & B\n    ! U\n  - D\nF\n  + G")
        first = replace(project, articles=read_only({ARTICLE.id: ARTICLE}))
        self.session = Session(first)
        self.first = first
        self.number = 0

    # --- how an edit is made ------------------------------------------------------------

    @property
    def project(self) -> Project:
        return self.session.project

    def fresh(self, letter: str = "x") -> Id:
        self.number += 1
        return f"{letter}{self.number}"

    def claim(self) -> Claim:
        return Claim(id=self.fresh("c"), text="Words")

    def attempt(self, change: Callable[..., Project], *args: Any, **kwargs: Any) -> None:
        before = self.project
        was = {key: ({**m.claims}, {**m.inferences}) for key, m in before.maps.items()}
        undo_steps = len(self.session.history)
        if not self.session.edit("Edit", lambda project: change(project, *args, **kwargs)):
            assert self.project is before
            assert len(self.session.history) == undo_steps
        assert was == {key: ({**m.claims}, {**m.inferences}) for key, m in before.maps.items()}

    def on_map(self, data: st.DataObject, change: Callable[..., Project], *picks: str, **kwargs: Any) -> None:
        """Try an edit on one of the maps; `picks` ("claim", "items" …) and "claim?" are drawn from it."""
        map_id = data.draw(st.sampled_from(sorted(self.project.maps)), label="map")
        drawn = [self.pick(data, map_id, what) for what in picks]
        named = {
            key: self.pick(data, map_id, what) if what in ("claim?", "inference?", "item?") else what
            for key, what in kwargs.items()
        }
        self.attempt(change, map_id, *drawn, **named)

    def pick(self, data: st.DataObject, map_id: Id, what: str) -> Any:
        argument_map = self.project.maps[map_id]
        claims = sorted(argument_map.claims)
        inferences = sorted(argument_map.inferences)
        if what in ("items", "claims", "inferences"):
            ids = {"items": claims + inferences, "claims": claims, "inferences": inferences}[what]
            return data.draw(st.lists(st.sampled_from(ids), max_size=3) if ids else st.just([]), label=what)
        ids = {"item": claims + inferences, "claim": claims, "inference": inferences}[what.rstrip("?")]
        return data.draw(st.sampled_from(ids or ["nothing"]), label=what)

    def is_small(self) -> bool:
        return sum(len(m.claims) for m in self.project.maps.values()) < LARGEST

    # --- adding, wording, deleting ---------------------------------------------------------

    @precondition(is_small)
    @rule(data=st.data(), at=places)
    def add_claim(self, data: st.DataObject, at: int | None) -> None:
        position = data.draw(positions)
        self.on_map(data, edits.add_claim, claim=replace(self.claim(), position=position), at=at)

    @precondition(is_small)
    @rule(data=st.data(), kind=kind_of_step, at=places)
    def add_inference(self, data: st.DataObject, kind: Kind, at: int | None) -> None:
        step = self.fresh("i")
        self.on_map(
            data, edits.add_inference, kind=kind, target="item?", claim=self.claim(), inference_id=step, at=at
        )

    @precondition(is_small)
    @rule(data=st.data(), at=places)
    def add_co_premise(self, data: st.DataObject, at: int | None) -> None:
        self.on_map(data, edits.add_co_premise, inference="inference?", claim=self.claim(), at=at)

    @precondition(is_small)
    @rule(data=st.data(), before=st.booleans())
    def add_sibling(self, data: st.DataObject, before: bool) -> None:
        step = self.fresh("i")
        self.on_map(data, moves.add_sibling, "item", claim=self.claim(), inference_id=step, before=before)

    @precondition(is_small)
    @rule(data=st.data())
    def insert_above(self, data: st.DataObject) -> None:
        self.on_map(data, moves.insert_above, "claim", new=self.claim(), inference_id=self.fresh("i"))

    @rule(data=st.data(), text=words)
    def set_text(self, data: st.DataObject, text: str) -> None:
        self.on_map(data, edits.set_text, "claim", text=text)

    @precondition(lambda self: sum(len(m.claims) for m in self.project.maps.values()) > 6)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.on_map(data, edits.delete, "items")

    # --- rearranging -----------------------------------------------------------------------

    @rule(data=st.data(), at=places)
    def move_inference(self, data: st.DataObject, at: int | None) -> None:
        self.on_map(data, moves.move_inference, "inference", target="item?", at=at)

    @rule(data=st.data(), at=places)
    def move_premise(self, data: st.DataObject, at: int | None) -> None:
        self.on_map(data, moves.move_premise, "claim", to="inference?", at=at)

    @rule(data=st.data(), at=places)
    def move_claim(self, data: st.DataObject, at: int | None) -> None:
        self.on_map(data, moves.move_claim, "claim", target="item?", inference_id=self.fresh("i"), at=at)

    @rule(data=st.data(), at=places, position=positions)
    def detach(self, data: st.DataObject, at: int | None, position: tuple[float, float] | None) -> None:
        self.on_map(data, moves.detach, "claim", at=at, position=position)

    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def reorder(self, data: st.DataObject, step: int) -> None:
        self.on_map(data, moves.reorder, "item", step=step)

    # --- kinds -----------------------------------------------------------------------------

    @rule(data=st.data(), kind=kind_of_step)
    def set_kind(self, data: st.DataObject, kind: Kind) -> None:
        self.on_map(data, kinds.set_kind, "inferences", kind=kind)

    @rule(data=st.data(), siblings=st.booleans())
    def group(self, data: st.DataObject, siblings: bool) -> None:
        """Any claims, which are mostly refused, or the premises of one target, which are not."""
        if not siblings:
            self.on_map(data, kinds.group, "claims")
            return
        for argument_map in in_order(self.project.maps.values()):
            for steps in Structure(argument_map).inferences_of.values():
                if len(steps) > 1 and steps[0].kind is steps[1].kind:
                    premises = [*steps[0].premises, *steps[1].premises]
                    self.attempt(kinds.group, argument_map.id, premises)
                    return

    @rule(data=st.data())
    def split_apart(self, data: st.DataObject) -> None:
        ids = [self.fresh("i") for _ in range(12)]
        self.on_map(data, kinds.split_apart, "inference", inference_ids=ids)

    @rule(data=st.data())
    def swap(self, data: st.DataObject) -> None:
        self.on_map(data, kinds.swap, "claim")

    @rule(data=st.data())
    def make_contention(self, data: st.DataObject) -> None:
        self.on_map(data, kinds.make_contention, "claim")

    @rule(data=st.data(), back=st.booleans())
    def turn_undercut(self, data: st.DataObject, back: bool) -> None:
        if back:
            self.on_map(data, kinds.co_premise_to_undercut, "claim")
        else:
            self.on_map(data, kinds.undercut_to_co_premise, "inference", claim=self.claim())

    # --- a claim in several places ---------------------------------------------------------

    @rule(data=st.data(), kind=kind_of_step, at=places)
    def use_again(self, data: st.DataObject, kind: Kind, at: int | None) -> None:
        step = self.fresh("i")
        self.on_map(data, uses.use_again, "claim", target="item?", kind=kind, inference_id=step, at=at)

    @rule(data=st.data(), at=places)
    def use_again_as_premise(self, data: st.DataObject, at: int | None) -> None:
        self.on_map(data, uses.use_again_as_premise, "claim", to="inference?", at=at)

    def a_use(self, data: st.DataObject) -> tuple[Id, Id, Id] | None:
        """A map, a claim, and a use of it: where there is any, one that it is not drawn in."""
        found = [
            (argument_map.id, claim, use.id)
            for argument_map in in_order(self.project.maps.values())
            for claim, of in sorted(Structure(argument_map).uses_of.items())
            for use in sorted(of, key=lambda use: use.id)
        ]
        drawn = {
            (m.id, claim, use.id)
            for m in self.project.maps.values()
            for claim in m.claims
            if (use := Structure(m).primary_use(claim)) is not None
        }
        repeated = [one for one in found if one not in drawn]
        return data.draw(st.sampled_from(repeated or found)) if found else None

    @rule(data=st.data())
    def unlink(self, data: st.DataObject) -> None:
        if (found := self.a_use(data)) is not None:
            self.attempt(uses.unlink, *found)

    @rule(data=st.data())
    def choose_primary(self, data: st.DataObject) -> None:
        if (found := self.a_use(data)) is not None:
            self.attempt(uses.choose_primary, *found)

    @rule(data=st.data(), kind=kind_of_step)
    def attach(self, data: st.DataObject, kind: Kind) -> None:
        self.on_map(data, uses.attach, "claim", target="item?", kind=kind, inference_id=self.fresh("i"))

    # --- details ---------------------------------------------------------------------------

    @rule(data=st.data(), what=st.integers(0, 7), text=words, on=st.booleans(), number=numbers)
    def set_detail(self, data: st.DataObject, what: int, text: str, on: bool, number: float) -> None:
        """One of the small edits that leave the argument alone."""
        change: Callable[..., Project] = (
            partial(details.set_unstated, unstated=on),
            partial(details.set_basis, basis=data.draw(st.sampled_from(BASES) | words)),
            partial(details.set_claim_rating, rating=data.draw(st.none() | st.sampled_from(ClaimRating))),
            partial(
                details.set_inference_rating, rating=data.draw(st.none() | st.sampled_from(InferenceRating))
            ),
            partial(details.set_scheme, scheme=text),
            partial(details.set_note, note=text),
            partial(details.set_width, width=number if on else None),
        )[min(what, 6)]
        if what == 7:
            self.on_map(data, details.set_position, "claim", position=data.draw(positions))
        else:
            self.on_map(data, change, "items")

    @rule(data=st.data(), start=st.integers(0, 12), what=st.sampled_from(["link", "imply", "remove"]))
    def passage(self, data: st.DataObject, start: int, what: str) -> None:
        rest = [
            (m.id, c.id, p.id)
            for m in in_order(self.project.maps.values())
            for c in in_order(m.claims.values())
            for p in c.passages
        ]
        if what == "link" or not rest:
            exact = TEXT[start : start + 5]
            passage = Passage(
                id=self.fresh("p"), article=ARTICLE.id, exact=exact, start=start, end=start + len(exact)
            )
            self.on_map(data, edits.link_passage, "claim", passage=passage)
        elif what == "imply":
            self.attempt(details.set_implied, *data.draw(st.sampled_from(rest)), data.draw(st.booleans()))
        else:
            self.attempt(details.remove_passage, *data.draw(st.sampled_from(rest)))

    @rule(data=st.data(), what=st.integers(0, 3), name=words, colour=st.sampled_from(TAG_COLOURS))
    def tag(self, data: st.DataObject, what: int, name: str, colour: str) -> None:
        tags = sorted(self.project.tags)
        if what == 0 or not tags:
            self.attempt(details.add_tag, Tag(id=self.fresh("t"), name=name, colour=colour))
            return
        tag = data.draw(st.sampled_from(tags))
        if what == 1:
            self.attempt(details.change_tag, tag, name=name, colour=colour)
        elif what == 2:
            self.on_map(data, details.set_tag, "items", tag_id=tag, on=data.draw(st.booleans()))
        else:
            self.attempt(details.delete_tag, tag)

    # --- maps and branches -----------------------------------------------------------------

    @precondition(lambda self: len(self.project.maps) < 4)
    @rule(name=words)
    def add_map(self, name: str) -> None:
        self.attempt(maps.add_map, ArgumentMap(id=self.fresh("m"), title=name))

    @precondition(lambda self: self.is_small() and len(self.project.maps) < 4)
    @rule(data=st.data())
    def duplicate_map(self, data: st.DataObject) -> None:
        self.on_map(data, maps.duplicate_map, title="Copy", fresh=self.fresh)

    @rule(data=st.data(), what=st.integers(0, 5), name=words, on=st.booleans(), number=numbers)
    def change_map(self, data: st.DataObject, what: int, name: str, on: bool, number: float) -> None:
        change: Callable[..., Project] = (
            partial(maps.rename_map, title=name),
            partial(maps.reorder_map, step=1 if on else -1),
            partial(maps.set_orientation, orientation=data.draw(st.sampled_from(Orientation))),
            partial(maps.set_compact, compact=on),
            partial(maps.set_box_width, width=number if on else None),
            maps.delete_map,
        )[what]
        if what < 5 or len(self.project.maps) > 2:
            self.on_map(data, change)

    @rule(data=st.data())
    def move_branch(self, data: st.DataObject) -> None:
        to_map = data.draw(st.sampled_from(sorted(self.project.maps)))
        count = sum(len(m.claims) for m in self.project.maps.values())
        self.on_map(data, maps.move_branch, "item", to_map=to_map)
        assert sum(len(m.claims) for m in self.project.maps.values()) == count

    @precondition(is_small)
    @rule(data=st.data(), kind=kind_of_step, at=places, on_target=st.booleans())
    def paste(self, data: st.DataObject, kind: Kind, at: int | None, on_target: bool) -> None:
        source = self.project.maps[data.draw(st.sampled_from(sorted(self.project.maps)))]
        branch = branches.copy_branch(source, self.pick(data, source.id, "items"))
        if len(branch.claims) > 12:
            return
        again = branches.branch_from_text(branches.branch_to_text(branch), self.fresh)
        branch = data.draw(st.sampled_from([branch, again]))
        target = "item?" if on_target else None
        self.on_map(
            data, branches.paste_branch, branch=branch, target=target, kind=kind, fresh=self.fresh, at=at
        )

    # --- what always holds -----------------------------------------------------------------

    @invariant()
    def nothing_dangles(self) -> None:
        for argument_map in self.project.maps.values():
            ids = {*argument_map.claims, *argument_map.inferences}
            assert len(ids) == len(argument_map.claims) + len(argument_map.inferences)
            for key, claim in argument_map.claims.items():
                assert key == claim.id
                homes = [i.id for i in argument_map.inferences.values() if key in i.premises]
                assert claim.primary is None or claim.primary in (*homes, key)
            for key, inference in argument_map.inferences.items():
                assert key == inference.id
                assert inference.premises
                assert len(set(inference.premises)) == len(inference.premises)
                assert set(inference.premises) <= set(argument_map.claims)
                assert inference.target in ids
                assert inference.target not in inference.premises

    @invariant()
    def the_check_finds_nothing_but_what_the_reader_wrote(self) -> None:
        told = ("The claim is empty.", "The argument runs in a circle")
        findings = check(self.project, lambda article: article.source)
        assert [f for f in findings if not f.message.startswith(told)] == []

    @invariant()
    def primary_uses_form_a_forest(self) -> None:
        for argument_map in self.project.maps.values():
            structure = Structure(argument_map)
            order = list(structure.reading_order())
            assert len(order) == len(set(order)) == len(argument_map.claims) + len(argument_map.inferences)
            roots = {root.id for root in structure.roots}
            for item in argument_map.claims:
                assert list(structure.above(item))[-1] in roots
                assert (item in roots) == (structure.primary_use(item) is None)

    @invariant()
    def circles_are_named_and_only_through_claims_used_again(self) -> None:
        for argument_map in self.project.maps.values():
            structure = Structure(argument_map)
            for circle in circles(argument_map):
                claims = [item for item in circle if item in argument_map.claims]
                assert any(structure.in_circle(item) for item in claims)
                used_as_well = [c for c in claims if len(structure.uses_of[c]) > 1]
                standing = [c for c in claims if structure.primary_use(c) is None]
                assert used_as_well or standing

    @invariant()
    def order_is_total(self) -> None:
        assert len({m.id for m in in_order(self.project.maps.values())}) == len(self.project.maps)
        for argument_map in self.project.maps.values():
            structure = Structure(argument_map)
            for siblings in (structure.roots, *structure.inferences_of.values()):
                assert in_order(siblings) == siblings
                assert all(math.isfinite(sibling.order) for sibling in siblings)

    @invariant()
    def the_session_shows_what_there_is(self) -> None:
        session = self.session
        assert session.map_id in self.project.maps
        known = {*session.map.claims, *session.map.inferences}
        assert known.issuperset(session.selection.ids)
        assert known.issuperset(session.view.folded)

    @invariant()
    def saving_and_reading_gives_the_same_value(self) -> None:
        decoded = codec.decode(codec.encode(self.project))
        assert decoded.findings == ()
        assert decoded.project == self.project

    @invariant()
    def the_drawing_has_all_in_its_own_place(self) -> None:
        for argument_map in self.project.maps.values():
            diagram = compose(argument_map, MEASURE, theme("classic"))
            rects = []
            for x, y, brick, _ in diagram.bricks:
                rects.append(Rect(x, y, brick.width, brick.height))
                for number, box in enumerate(brick.boxes):
                    assert not any(box.rect.intersects(other.rect) for other in brick.boxes[:number])
            assert all(math.isfinite(value) for rect in (*rects, diagram.bounds) for value in rect)
            for number, rect in enumerate(rects):
                assert not any(rect.intersects(other) for other in rects[:number])
            assert all(diagram.box_rect(claim) is not None for claim in argument_map.claims)

    @invariant()
    def undo_leads_to_the_first_value_and_redo_to_the_last(self) -> None:
        stack, last = self.session.history, self.project
        while stack.can_undo:
            stack.undo()
        assert self.project is self.first
        while stack.can_redo:
            stack.redo()
        assert self.project is last


Mapping.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Ten times the steps take ten times as long as any other test may.
TestMapping = pytest.mark.timeout(1200)(Mapping.TestCase)
