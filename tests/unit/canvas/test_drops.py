"""What a drop means: its words before it, and its one edit after it."""

from __future__ import annotations

import pytest

from contention.canvas.drops import DropPlan, plan_move, plan_passage, quoted
from contention.canvas.places import Place, Where
from contention.model.project import Project
from contention.model.structure import Structure
from contention.session.commands import Part
from tests.builders import MAP, outline_of, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
    S stands
"""


@pytest.fixture
def project() -> Project:
    return project_of(OUTLINE)


def plan(project: Project, item: str, where: Where, target: str = "", at: int = 0) -> DropPlan:
    return plan_move(
        project,
        Structure(project.maps[MAP]),
        (item,),
        Place(where, target, at),
        positions={item: (40.0, 90.0)},
    )


def dropped(project: Project, found: DropPlan) -> list[str]:
    assert found.change is not None
    return outline_of(found.change(project)).splitlines()


@pytest.mark.parametrize(
    ("item", "target", "words"),
    [
        ("C", "B", "reason for “B owners set rules”"),
        ("D", "B", "objection to “B owners set rules”"),
        ("S", "K", "reason for “K networks are needed”"),
        ("iD", "A", "objection to “A costs are high”"),
    ],
)
def test_onto_a_box(project, item: str, target: str, words: str) -> None:
    found = plan(project, item, Where.BOX, target)
    assert found.words == words
    assert not found.refused
    assert dropped(project, found) != outline_of(project).splitlines()


def test_a_claim_keeps_its_kind_and_its_branch(project) -> None:
    assert dropped(project, plan(project, "D", Where.BOX, "C")) == [
        "K", "  + A", "    + C", "      - D", "    & B", "S",
    ]  # fmt: skip


def test_onto_a_pill_it_speaks_to_the_inference(project) -> None:
    found = plan(project, "D", Where.PILL, "iA")
    assert found.words == "objection to this inference"
    assert "    ! D" in dropped(project, found)
    assert plan(project, "iC", Where.PILL, "iD").words == "reason for this inference"


def test_into_a_panel_it_is_a_co_premise(project) -> None:
    found = plan(project, "D", Where.PANEL, "iA", 1)
    assert found.words == "co-premise, before “B owners set rules”"
    assert dropped(project, found) == ["K", "  + A", "    + C", "    & D", "    & B", "S"]
    assert plan(project, "D", Where.PANEL, "iA", 2).words == "co-premise with “B owners set rules”"


def test_within_its_own_panel_it_takes_another_place(project) -> None:
    found = plan(project, "B", Where.PANEL, "iA", 0)
    assert found.words == "before “A costs are high”"
    assert dropped(project, found)[1:3] == ["  + B", "    & A"]
    assert plan(project, "B", Where.PANEL, "iA", 1).words == "stays where it is"
    assert plan(project, "B", Where.PANEL, "iA", 1).change is None


def test_between_inferences_it_is_reordered(project) -> None:
    for item in ("D", "iD"):
        found = plan(project, item, Where.ROW, "K", 0)
        assert found.words == "before “A costs are high”"
        assert found.label == "Reorder"
        assert dropped(project, found)[:2] == ["K", "  - D"]
    assert plan(project, "iA", Where.ROW, "K", 1).words == "after “D nobody repairs”"
    assert plan(project, "iA", Where.ROW, "K", 0).words == "stays where it is"


def test_between_the_inferences_of_another_target_it_moves_there(project) -> None:
    found = plan(project, "C", Where.ROW, "K", 1)
    assert found.words == "reason for “K networks are needed”, before “D nobody repairs”"
    assert dropped(project, found) == ["K", "  + A", "    & B", "  + C", "  - D", "S"]


def test_on_the_free_map_a_claim_stands_alone(project) -> None:
    found = plan(project, "D", Where.MAP, at=0)
    assert found.words == "to stand alone here"
    assert dropped(project, found) == ["K", "  + A", "    + C", "    & B", "S", "D"]
    assert found.change(project).maps[MAP].claims["D"].position == (40.0, 90.0)


def test_a_standing_claim_stands_where_it_is_put(project) -> None:
    found = plan(project, "S", Where.MAP)
    assert found.words == "to stand here"
    after = found.change(project)
    assert after.maps[MAP].claims["S"].position == (40.0, 90.0)
    assert outline_of(after) == outline_of(project)


def test_the_only_tree_of_a_map_stays(project) -> None:
    alone = project_of("K networks are needed\n  + A costs are high")
    assert plan(alone, "K", Where.MAP).words == "stays where it is"


@pytest.mark.parametrize(
    ("item", "where", "target", "words"),
    [
        ("A", Where.BOX, "C", "circle"),
        ("K", Where.BOX, "D", "circle"),
        ("A", Where.PANEL, "iC", "circle"),
        ("K", Where.PILL, "iA", "circle"),
        ("iA", Where.BOX, "B", "circle"),
        ("iA", Where.MAP, "", "needs a target"),
    ],
)
def test_nonsense_is_refused_in_words_before_the_drop(project, item, where, target, words) -> None:
    found = plan(project, item, where, target)
    assert found.refused
    assert found.change is None
    assert words in found.words
    assert found.words.endswith(".")


@pytest.mark.parametrize(
    ("item", "where", "target"),
    [("A", Where.BOX, "A"), ("iA", Where.PILL, "iA"), ("D", Where.PILL, "iD"), ("D", Where.PANEL, "iD")],
)
def test_on_itself_nothing_happens(project, item, where, target) -> None:
    found = plan(project, item, where, target)
    assert found.words == "stays where it is"
    assert found.change is None


@pytest.mark.parametrize(
    ("place", "objection", "part", "words"),
    [
        (Place(Where.BOX, "A"), False, Part.REASON, "reason for “A costs are high”"),
        (Place(Where.BOX, "A"), True, Part.OBJECTION, "objection to “A costs are high”"),
        (Place(Where.PILL, "iA"), False, Part.REASON, "reason for this inference"),
        (Place(Where.PILL, "iA"), True, Part.OBJECTION, "objection to this inference"),
        (Place(Where.PANEL, "iA", 1), False, Part.CO_PREMISE, "co-premise, before “B owners set rules”"),
        (Place(Where.MAP, "", 1), False, Part.CLAIM, "a claim of its own"),
    ],
)
def test_passages(project, place: Place, objection: bool, part: Part, words: str) -> None:
    found = plan_passage(Structure(project.maps[MAP]), place, objection=objection)
    assert (found.part, found.words) == (part, words)
    assert (found.target or "") == place.id


def test_long_and_empty_claims_in_words() -> None:
    long = "word " * 40
    structure = Structure(project_of(f"K {long}").maps[MAP])
    assert quoted(structure, "K").endswith(" …”")
    assert len(quoted(structure, "K")) < 50
    assert quoted(Structure(project_of("K").maps[MAP]), "K") in {"the empty claim", "“K”"}
