"""Commands on everything that is selected."""

from __future__ import annotations

from functools import partial

import pytest

from contention.model import details, edits
from contention.model.project import Kind, Passage, Tag
from contention.model.structure import Structure
from contention.session import arranging, commands
from contention.session.session import Session
from tests.builders import MAP, outline_of, project_of

OUTLINE = "K\n  + A\n    & B\n  + C\n    ! U\n  - D\nF\n  + G"


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def refusals(session: Session) -> list[str]:
    heard: list[str] = []
    session.refused.connect(heard.append)
    return heard


@pytest.fixture
def notices(session: Session) -> list[str]:
    heard: list[str] = []
    session.noticed.connect(heard.append)
    return heard


def shown(session: Session) -> str:
    return outline_of(session.project)


@pytest.mark.parametrize(
    ("selected", "kind", "expected"),
    [
        (["A"], None, OUTLINE.replace("+ A", "- A")),
        (["iC", "B"], None, OUTLINE.replace("+ A", "- A").replace("+ C", "- C")),
        (["A", "D"], None, OUTLINE.replace("- D", "+ D")),
        (["A", "D", "K"], Kind.REASON, OUTLINE.replace("- D", "+ D")),
    ],
)
def test_reasons_become_objections(session: Session, selected, kind, expected) -> None:
    session.selection.select(*selected)
    assert arranging.change_kind_selected(session, kind)
    assert shown(session) == expected
    assert session.selection.ids == tuple(selected)
    session.history.undo()
    assert shown(session) == OUTLINE


def test_premises_are_grouped_and_split_apart(session: Session) -> None:
    session.selection.select("iA", "C")
    assert arranging.group_selected(session)
    assert shown(session) == "K\n  + A\n    & B\n    & C\n    ! U\n  - D\nF\n  + G"
    session.selection.select("B")
    assert arranging.split_selected(session)
    assert shown(session) == "K\n  + A\n    ! U\n  + B\n  + C\n  - D\nF\n  + G"


def test_premise_and_conclusion_and_the_contention(session: Session) -> None:
    session.selection.select("G")
    assert arranging.swap_selected(session)
    assert shown(session).endswith("G\n  + F")
    session.selection.select("F")
    assert arranging.make_contention(session)
    assert shown(session).startswith("F\n  + G\nK")


def test_an_undercut_and_back_by_one_command(session: Session, notices: list[str]) -> None:
    session.selection.select("U")
    new = arranging.undercut_to_premise(session)
    assert new is not None
    assert session.selection.ids == (new,)
    assert shown(session) == OUTLINE.replace("    ! U", f"    & {new}\n      - U")
    session.edit("Edit", partial(edits.set_text, map_id=MAP, claim_id=new, text="Taken for granted"))
    assert arranging.undercut_to_premise(session) is None
    assert shown(session) == OUTLINE
    assert session.selection.ids == ("iU",)
    assert notices == ["The co-premise “Taken for granted” went. Undo brings it back."]
    session.selection.select("iU")
    again = arranging.undercut_to_premise(session)
    session.selection.select("iU")
    arranging.undercut_to_premise(session)
    assert again not in session.map.claims
    assert shown(session) == OUTLINE


def test_a_claim_is_used_in_several_places(session: Session) -> None:
    assert arranging.use_here_too(session, "G", "D", kind=Kind.OBJECTION)
    assert arranging.use_here_too(session, "G", "iC", as_premise=True)
    structure = Structure(session.map)
    assert structure.primary_use("G") == session.map.inferences["iG"]
    assert len(structure.uses_of["G"]) == 3
    session.selection.select("G")
    assert arranging.choose_primary_selected(session, "iC")
    assert session.map.claims["G"].primary == "iC"
    session.selection.select("iG", "G")
    assert arranging.choose_primary_selected(session)
    assert session.map.claims["G"].primary == "iG"
    assert arranging.unlink_selected(session, "iC")
    session.selection.select("G")
    assert arranging.unlink_selected(session)
    assert shown(session) == OUTLINE
    assert not arranging.unlink_selected(session)
    assert not arranging.choose_primary_selected(session)


def test_choosing_the_next_place_goes_round(session: Session) -> None:
    arranging.use_here_too(session, "G", "D")
    session.selection.select("G")
    homes = []
    for _ in range(3):
        arranging.choose_primary_selected(session)
        homes.append(session.map.claims["G"].primary)
    assert homes[0] == homes[2] != homes[1] == "iG"


def test_floating_claims_are_attached_together(session: Session, refusals: list[str]) -> None:
    session.selection.select("F", "A")
    assert arranging.attach_selected(session, "D", kind=Kind.OBJECTION)
    assert "  - D\n    - F\n      + G" in shown(session)
    assert not arranging.attach_selected(session, "D")
    assert len(refusals) == 1


def test_tags_go_on_and_off_everything_selected(session: Session) -> None:
    session.edit("Tag", partial(details.add_tag, tag=Tag(id="t", name="T")))
    session.selection.select("A", "iC")
    assert arranging.tag_selected(session, "t")
    session.selection.select("A", "iC", "D")
    assert arranging.tag_selected(session, "t")
    assert session.map.claims["D"].tags == session.map.inferences["iC"].tags == ("t",)
    assert arranging.tag_selected(session, "t")
    assert session.map.claims["A"].tags == ()
    assert not arranging.tag_selected(session, "t", on=False)


def test_branches_are_folded_by_one_key(session: Session, refusals: list[str]) -> None:
    session.selection.select("K", "F", "D")
    assert arranging.fold_selected(session)
    assert session.view.folded == {"K", "F"}
    assert arranging.fold_selected(session)
    assert session.view.folded == frozenset()
    session.selection.select("D")
    assert not arranging.fold_selected(session)
    assert refusals == ["There is nothing below the selected claim to fold."]


def test_focus_climbs_to_the_whole_map(session: Session) -> None:
    assert not arranging.focus_above(session)
    deepest = list(session.view.structure().reading_order())[-1]
    session.view.set_focus(deepest)
    way = session.view.crumbs()
    assert len(way) > 1
    for step in reversed(way[:-1]):
        assert arranging.focus_above(session)
        assert session.view.focus == step
    assert arranging.focus_above(session)
    assert session.view.focus is None


def test_focus_comes_and_goes(session: Session, refusals: list[str]) -> None:
    assert not arranging.focus_selected(session)
    session.selection.select("iC")
    assert arranging.focus_selected(session)
    assert session.view.focus == "iC"
    assert arranging.focus_selected(session)
    assert session.view.focus is None


def test_a_branch_or_all_that_is_in_sight_is_selected(session: Session) -> None:
    session.selection.select("C", "iC")
    assert arranging.select_branch(session)
    assert session.selection.ids == ("C", "iU", "U", "iC")
    assert session.selection.current == "iC"
    assert arranging.select_all(session)
    assert len(session.selection.ids) == len(session.map.claims) + len(session.map.inferences)
    session.view.fold(["K"], True)
    assert arranging.select_all(session)
    assert set(session.selection.ids) == {"K", "F", "iG", "G"}
    assert session.view.folded == {"K"}
    session.selection.clear()
    assert not arranging.select_branch(session)


def test_unfinished_items_one_after_another(session: Session, notices: list[str]) -> None:
    passage = Passage(id="p", article="a", exact="w", start=0, end=1)
    for change in (
        partial(edits.set_text, map_id=MAP, claim_id="F", text=""),
        partial(details.set_basis, map_id=MAP, ids=["A", "C", "U"], basis="data"),
        partial(edits.link_passage, map_id=MAP, claim_id="D", passage=passage),
    ):
        session.edit("Edit", change)
    found = [arranging.next_unfinished(session) for _ in range(4)]
    assert found == ["B", "F", "G", "B"]
    assert arranging.next_unfinished(session, -1) == "G"
    assert notices == []
    session.edit("Delete", partial(edits.delete, map_id=MAP, ids=["F", "B"]))
    assert arranging.next_unfinished(session) is None
    assert notices == ["Nothing is unfinished on this map."]


@pytest.mark.parametrize(
    ("command", "selected", "why"),
    [
        (arranging.change_kind_selected, "K", "a contention is neither"),
        (arranging.group_selected, "A", "Select two or more premises"),
        (arranging.split_selected, "D", "with co-premises first"),
        (arranging.swap_selected, "iA", "Select a premise first"),
        (arranging.make_contention, "iA", "Select a claim first"),
        (arranging.undercut_to_premise, "", "Select an objection to an inference"),
        (arranging.undercut_to_premise, "A", "Only a co-premise of one inference"),
        (arranging.unlink_selected, "iA", "Select a claim first"),
        (arranging.select_branch, "", "on the map first"),
    ],
)
def test_what_cannot_be_done_is_said(session: Session, refusals, command, selected: str, why: str) -> None:
    session.selection.select(*([selected] if selected else []))
    assert not command(session)
    assert len(refusals) == 1
    assert why in refusals[0]
    assert len(session.history) == 0


def test_marks_places_and_detaching_of_several_at_once(session: Session) -> None:
    session.selection.select("A", "C", "iD")
    assert commands.toggle_unstated(session)
    assert [session.map.claims[c].unstated for c in "ACD"] == [True, True, False]
    assert commands.toggle_unstated(session)
    assert not session.map.claims["A"].unstated
    session.selection.select("C", "D")
    assert commands.reorder_selected(session, -1)
    assert shown(session) == "K\n  + C\n    ! U\n  - D\n  + A\n    & B\nF\n  + G"
    assert commands.reorder_selected(session, 1)
    assert shown(session) == "K\n  + A\n    & B\n  + C\n    ! U\n  - D\nF\n  + G"
    assert commands.detach_selected(session)
    assert shown(session) == "K\n  + A\n    & B\nF\n  + G\nC\nU\nD"
    session.history.undo()
    assert shown(session) == OUTLINE


def test_deleting_says_what_went(session: Session, notices: list[str]) -> None:
    session.selection.select("K")
    commands.delete_selected(session)
    session.history.undo()
    session.selection.select("C", "D")
    commands.delete_selected(session)
    assert notices == [
        "Deleted “K” and what was below it: 6 claims in all. Undo brings them back.",
        "Deleted 3 claims. Undo brings them back.",
    ]
