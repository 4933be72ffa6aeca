"""The edits behind drops of several pieces and drops with keys held."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.canvas import dropping
from contention.canvas.drops import How, Mode, plan_move
from contention.canvas.places import Place, Where
from contention.model.check import check
from contention.model.edits import EditError
from contention.model.project import Kind, Project
from contention.model.structure import Structure
from tests.builders import MAP, outline_of, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
      + E libraries work
    S stands
"""
ITEMS = ("K", "A", "B", "C", "D", "E", "S", "iA", "iC", "iD", "iE")


@pytest.fixture
def project() -> Project:
    return project_of(OUTLINE)


def lines(project: Project) -> list[str]:
    return outline_of(project).splitlines()


def test_tops_are_what_stands_under_no_other_the_held_one_first(project) -> None:
    structure = Structure(project.maps[MAP])
    assert dropping.tops(structure, ("C", "A")) == ("A",)
    assert dropping.tops(structure, ("D", "C")) == ("D", "C")
    assert dropping.tops(structure, ("C", "D")) == ("C", "D")
    assert dropping.tops(structure, ("iA", "A", "B")) == ("iA",)
    assert dropping.tops(structure, ("K", "S", "D")) == ("K", "S")
    assert dropping.tops(structure, ()) == ()


def test_several_go_before_a_sibling_in_reading_order(project) -> None:
    # Place 1 among the inferences of K less E, which is held: before D.
    after = dropping.move_many(project, MAP, items=("E", "C"), place=Place(Where.ROW, "K", 1))
    assert lines(after) == ["K", "  + A", "    & B", "  + C", "  + E", "  - D", "S"]


def test_several_go_before_a_premise(project) -> None:
    after = dropping.move_many(project, MAP, items=("S", "D"), place=Place(Where.PANEL, "iA", 1))
    assert after.maps[MAP].inferences["iA"].premises == ("A", "D", "S", "B")


def test_a_place_beside_what_moves_along_is_the_next_that_stays(project) -> None:
    after = dropping.move_many(project, MAP, items=("E", "D"), place=Place(Where.ROW, "K", 1))
    assert lines(after)[-3:] == ["  - D", "  + E", "S"]


def test_inferences_and_claims_together(project) -> None:
    after = dropping.move_many(project, MAP, items=("iD", "S"), place=Place(Where.BOX, "C"))
    assert lines(after)[1:5] == ["  + A", "    + C", "      - D", "      + S"]


def test_a_move_against(project) -> None:
    moved = dropping.move_many(project, MAP, items=("E", "S"), place=Place(Where.BOX, "D"))
    after = dropping.move_against(project, MAP, change=lambda _: moved, items=("E", "S"))
    assert {after.maps[MAP].inferences["iE"].kind, Structure(after.maps[MAP]).primary_use("S").kind} == {
        Kind.OBJECTION
    }


def test_copies_keep_their_kinds_or_take_one(project) -> None:
    place = Place(Where.BOX, "S")
    copied = dropping.copy(project, MAP, items=("A", "D"), place=place, kind=None, positions={})
    kinds = [step.kind for step in Structure(copied.maps[MAP]).inferences_of["S"]]
    assert kinds == [Kind.REASON, Kind.OBJECTION]
    against = dropping.copy(project, MAP, items=("A", "iD"), place=place, kind=Kind.OBJECTION, positions={})
    kinds = [step.kind for step in Structure(against.maps[MAP]).inferences_of["S"]]
    assert kinds == [Kind.OBJECTION, Kind.OBJECTION]


def test_copies_in_a_row_stand_where_the_words_say(project) -> None:
    after = dropping.copy(
        project, MAP, items=("C", "S"), place=Place(Where.ROW, "K", 1), kind=None, positions={}
    )
    structure = Structure(after.maps[MAP])
    words = [structure.map.claims[step.premises[0]].text[0] for step in structure.inferences_of["K"]]
    assert words == ["A", "C", "S", "D", "E"]


@pytest.mark.parametrize("mode", list(Mode))
@settings(deadline=None)
@given(
    items=st.lists(st.sampled_from(ITEMS), min_size=1, max_size=4, unique=True),
    place=st.builds(Place, st.sampled_from(list(Where)), st.sampled_from(ITEMS), st.integers(0, 5)),
    objection=st.booleans(),
)
def test_every_drop_is_refused_in_words_or_leaves_a_sound_map(
    mode: Mode, items: list[str], place: Place, objection: bool
) -> None:
    project = project_of(OUTLINE)
    structure = Structure(project.maps[MAP])
    claims = {"K", "A", "B", "C", "D", "E", "S"}
    if place.where is Where.MAP:
        place = Place(Where.MAP, "", place.at)
    elif place.where is not Where.ROW and (place.where is Where.BOX) is not (place.id in claims):
        return
    positions = {item: (3.0, 4.0) for item in items if item in claims}
    how = How(mode, objection)
    plan = plan_move(project, structure, items, place, how, positions=positions)
    before = plan_move(project, structure, items, place, how)
    if len(items) == 1:
        assert (before.refused, before.change is None) == (plan.refused, plan.change is None)
        assert before.words == plan.words, "what was said before the drop is what it does"
    assert plan.words
    if plan.refused or plan.change is None:
        assert plan.change is None
        return
    after = plan.change(project)
    assert not [found for found in check(after, lambda _: "") if "circle" not in found.message]
    assert plan.label
    if mode is not Mode.MOVE:
        assert set(after.maps[MAP].claims) >= claims
    else:
        assert set(after.maps[MAP].claims) == claims


def test_the_edit_says_why_not(project) -> None:
    with pytest.raises(EditError, match="circle"):
        dropping.move_many(project, MAP, items=("S", "A"), place=Place(Where.BOX, "C"))
