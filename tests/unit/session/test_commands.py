"""What the reader's gestures mean."""

from __future__ import annotations

import pytest

from contention.model.project import Passage
from contention.session import commands
from contention.session.commands import Part
from contention.session.session import Session
from tests.builders import outline_of, project_of


@pytest.fixture
def session() -> Session:
    return Session(project_of("K\n  + A\n    & B\n  - D\nF"))


@pytest.fixture
def refusals(session: Session) -> list[str]:
    heard: list[str] = []
    session.refused.connect(heard.append)
    return heard


def passage(words: str = "Some \n words\ufffc of it") -> Passage:
    return Passage(id="p", article="a", exact=words, start=3, end=3 + len(words))


def shown(session: Session, new: str | None, name: str = "N") -> str:
    return outline_of(session.project).replace(new or "-", name)


def test_a_passage_becomes_a_claim_with_its_words(session: Session) -> None:
    new = commands.add_passage_as(session, Part.CLAIM, passage())
    assert new is not None
    claim = session.map.claims[new]
    assert claim.text == "Some words of it"
    assert [p.id for p in claim.passages] == ["p"]
    assert session.selection.ids == (new,)
    assert session.history.undo_text == "Add claim"


@pytest.mark.parametrize(
    ("part", "selected", "expected", "label"),
    [
        ("reason", "K", "K\n  + A\n    & B\n  - D\n  + N\nF", "Add reason"),
        ("objection", "D", "K\n  + A\n    & B\n  - D\n    - N\nF", "Add objection"),
        ("objection", "iA", "K\n  + A\n    & B\n    ! N\n  - D\nF", "Add objection"),
        ("co-premise", "A", "K\n  + A\n    & N\n    & B\n  - D\nF", "Add co-premise"),
        ("co-premise", "iD", "K\n  + A\n    & B\n  - D\n    & N\nF", "Add co-premise"),
    ],
)
def test_a_passage_goes_to_what_is_selected(
    session: Session, part: str, selected: str, expected: str, label: str
) -> None:
    session.selection.select(selected)
    new = commands.add_passage_as(session, part, passage())
    assert shown(session, new) == expected
    assert session.history.undo_text == label
    assert session.selection.current == new


def test_a_drop_names_its_own_target(session: Session) -> None:
    session.selection.select("F")
    new = commands.add_passage_as(session, Part.CO_PREMISE, passage(), "iA", at=0)
    assert session.map.inferences["iA"].premises == (new, "A", "B")


@pytest.mark.parametrize("part", [Part.REASON, Part.OBJECTION, Part.CO_PREMISE])
def test_with_nothing_selected_it_says_what_to_do(session: Session, refusals: list[str], part: Part) -> None:
    assert commands.add_passage_as(session, part, passage()) is None
    assert "Select a claim" in refusals[0]
    assert len(session.history) == 0


def test_nothing_joins_a_claim_that_is_no_premise(session: Session, refusals: list[str]) -> None:
    session.selection.select("K")
    assert commands.add_passage_as(session, Part.CO_PREMISE, passage()) is None
    assert "not a premise" in refusals[0]


def test_an_empty_box_and_its_first_words_are_one_step(session: Session) -> None:
    session.selection.select("K")
    new = commands.add_passage_as(session, Part.REASON, None)
    assert new is not None
    assert session.map.claims[new].text == ""
    assert session.history.step(0).merge == commands.text_key(new)


@pytest.mark.parametrize(
    ("selected", "before", "expected"),
    [
        ("A", False, "K\n  + A\n    & B\n  + N\n  - D\nF"),
        ("D", True, "K\n  + A\n    & B\n  - N\n  - D\nF"),
        ("K", False, "K\n  + A\n    & B\n  - D\nN\nF"),
    ],
)
def test_a_box_beside(session: Session, selected: str, before: bool, expected: str) -> None:
    session.selection.select(selected)
    assert shown(session, commands.add_beside(session, before=before)) == expected


def test_a_box_beside_nothing_is_a_claim(session: Session) -> None:
    assert shown(session, commands.add_beside(session)).endswith("\nF\nN")


def test_a_box_above(session: Session, refusals: list[str]) -> None:
    session.selection.select("D")
    assert shown(session, commands.add_above(session)) == "K\n  + A\n    & B\n  - N\n    + D\nF"
    session.selection.select("iA")
    assert commands.add_above(session) is None
    assert refusals


def test_linking_needs_a_passage_and_a_claim(session: Session, refusals: list[str]) -> None:
    assert not commands.link_passage(session, None)
    assert not commands.link_passage(session, passage())
    session.selection.select("iA")
    assert not commands.link_passage(session, passage())
    assert len(refusals) == 3
    session.selection.select("A")
    assert commands.link_passage(session, passage())
    assert [p.id for p in session.map.claims["A"].passages] == ["p"]


@pytest.mark.parametrize(
    ("selected", "following"),
    [("A", "B"), ("B", "A"), ("D", "A"), ("iD", "A"), ("F", "K"), ("K", "F")],
)
def test_after_deleting_the_next_one_is_selected(session: Session, selected: str, following: str) -> None:
    session.selection.select(selected)
    assert commands.delete_selected(session)
    assert session.selection.ids == (following,)


def test_deleting_says_what_went_along(session: Session) -> None:
    heard: list[str] = []
    session.noticed.connect(heard.append)
    session.selection.select("D")
    commands.delete_selected(session)
    assert heard == []
    session.selection.select("K")
    commands.delete_selected(session)
    assert "3" in heard[0]
    assert outline_of(session.project) == "F"
    session.history.undo()
    assert outline_of(session.project) == "K\n  + A\n    & B\nF"


def test_nothing_selected_deletes_nothing(session: Session) -> None:
    assert not commands.delete_selected(session)


def test_moving_by_one_place(session: Session) -> None:
    assert not commands.reorder_selected(session, 1)
    session.selection.select("D")
    assert commands.reorder_selected(session, -1)
    assert outline_of(session.project) == "K\n  - D\n  + A\n    & B\nF"
    assert session.history.undo_text == "Move earlier"


def test_the_unstated_mark_and_standing_alone(session: Session) -> None:
    assert not commands.toggle_unstated(session)
    assert not commands.detach_selected(session)
    session.selection.select("B")
    assert commands.toggle_unstated(session)
    assert session.map.claims["B"].unstated
    assert commands.toggle_unstated(session)
    assert not session.map.claims["B"].unstated
    assert commands.detach_selected(session)
    assert outline_of(session.project) == "K\n  + A\n  - D\nF\nB"
