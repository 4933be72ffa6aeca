"""The open project: one way to change it, and undo that swaps values."""

from __future__ import annotations

import weakref
from functools import partial
from pathlib import Path

import pytest

from contention.model import edits
from contention.model.edits import EditError
from contention.model.project import Claim, Project
from contention.session.session import Session
from tests.builders import MAP, project_of


@pytest.fixture
def session() -> Session:
    return Session(project_of("K\n  + A\n  - D"))


def set_text(claim: str, text: str):
    return partial(edits.set_text, map_id=MAP, claim_id=claim, text=text)


class Listener:
    """Writes down what the session says."""

    def __init__(self, session: Session) -> None:
        self.changes: list[tuple[Project, Project, str]] = []
        self.refusals: list[str] = []
        self.selections: list[tuple[tuple[str, ...], str]] = []
        session.changed.connect(lambda *change: self.changes.append(change))
        session.refused.connect(self.refusals.append)
        session.selection.changed.connect(lambda ids, origin: self.selections.append((ids, origin)))


def test_an_edit_swaps_the_value_and_says_who_asked(session: Session) -> None:
    heard = Listener(session)
    before = session.project
    assert session.edit("Edit claim", set_text("A", "New"), origin="canvas")
    assert heard.changes == [(before, session.project, "canvas")]
    assert session.map.claims["A"].text == "New"
    assert session.history.undo_text == "Edit claim"
    assert session.modified


def test_undo_and_redo_give_back_the_very_values(session: Session) -> None:
    values = [session.project]
    for number in range(5):
        session.edit("Edit", set_text("A", f"Words {number}"))
        values.append(session.project)
    for value in reversed(values[:-1]):
        session.history.undo()
        assert session.project is value
    for value in values[1:]:
        session.history.redo()
        assert session.project is value


def test_undo_and_redo_are_told_as_such_and_show_what_changed(session: Session) -> None:
    session.edit("Edit", set_text("A", "New"), origin="canvas")
    heard = Listener(session)
    session.history.undo()
    session.history.redo()
    assert [origin for _, _, origin in heard.changes] == ["undo", "undo"]
    assert heard.selections == [(("A",), "undo")] * 2


def test_an_unchanged_value_makes_no_step(session: Session) -> None:
    heard = Listener(session)
    assert not session.edit("Edit", set_text("A", "A"))
    assert len(session.history) == 0
    assert heard.changes == []


def test_a_refusal_is_a_sentence_and_changes_nothing(session: Session) -> None:
    heard = Listener(session)

    def refuse(project: Project) -> Project:
        raise EditError("{what} cannot be done.", what="This")

    assert not session.edit("Edit", refuse)
    assert heard.refusals == ["This cannot be done."]
    assert heard.changes == []
    assert len(session.history) == 0


def test_steps_with_one_key_are_one_step(session: Session) -> None:
    before = session.project
    add = partial(edits.add_claim, map_id=MAP, claim=Claim(id="N"))
    session.edit("Add claim", add, merge="text:N")
    session.edit("Edit claim", set_text("N", "Half"), merge="text:N")
    session.edit("Edit claim", set_text("N", "Whole"), merge="text:N")
    assert len(session.history) == 1
    assert session.history.undo_text == "Add claim"
    after = session.project
    session.history.undo()
    assert session.project is before
    session.history.redo()
    assert session.project is after


@pytest.mark.parametrize("key", ["", "text:A"])
def test_steps_with_no_key_or_another_stay_apart(session: Session, key: str) -> None:
    session.edit("One", set_text("A", "1"), merge="text:D")
    session.edit("Two", set_text("A", "2"), merge=key)
    assert len(session.history) == 2


def test_saving_ends_a_mergeable_step(session: Session, tmp_path: Path) -> None:
    session.edit("One", set_text("A", "1"), merge="text:A")
    session.saved_to(tmp_path / "p.contention")
    assert not session.modified
    session.edit("Two", set_text("A", "2"), merge="text:A")
    assert session.modified
    session.history.undo()
    assert not session.modified
    assert session.map.claims["A"].text == "1"


def test_another_project_starts_with_a_clean_slate(session: Session, tmp_path: Path) -> None:
    session.edit("Edit", set_text("A", "New"))
    session.selection.select("A")
    heard = Listener(session)
    before, other = session.project, project_of("Z")
    session.replace(other, tmp_path / "other.contention")
    assert heard.changes == [(before, other, "open")]
    assert session.selection.ids == ()
    assert not session.history.can_undo
    assert not session.modified
    assert session.path == tmp_path / "other.contention"


def test_a_project_without_maps_gets_one_to_work_on(session: Session) -> None:
    session.replace(Project(title="Bare"), None)
    assert session.map.title == "Bare"
    assert not session.modified
    assert Session(Project()).map.claims == {}


def test_a_repaired_project_counts_as_unsaved(session: Session) -> None:
    session.mark_unsaved()
    assert session.modified


def test_selected_items_that_went_are_forgotten_before_views_hear_of_it(session: Session) -> None:
    session.selection.select("K", "A", "iA")
    seen: list[tuple[str, ...]] = []
    session.changed.connect(lambda *_: seen.append(session.selection.ids))
    session.edit("Delete", partial(edits.delete, map_id=MAP, ids=["A"]))
    assert seen == [("K",)]


def test_selecting_again_is_told_again(session: Session) -> None:
    heard = Listener(session)
    session.selection.select("A", origin="canvas")
    session.selection.select("A", origin="canvas")
    session.selection.clear()
    session.selection.clear()
    assert heard.selections == [(("A",), "canvas"), (("A",), "canvas"), ((), "")]


def test_toggling_adds_and_takes_out(session: Session) -> None:
    session.selection.select("A")
    session.selection.toggle("D")
    assert session.selection.ids == ("A", "D")
    assert session.selection.current == "D"
    session.selection.toggle("A")
    assert session.selection.ids == ("D",)


def test_a_thousand_steps_go_all_the_way_back(session: Session) -> None:
    first = session.project
    for number in range(1000):
        session.edit("Edit", set_text("A", str(number)))
    while session.history.can_undo:
        session.history.undo()
    assert session.project is first


def test_a_session_that_nobody_holds_is_gone_without_the_collector() -> None:
    """A ring of Python objects through what C++ owns crashes the collector when it takes it apart."""
    sessions = []
    for number in range(20):
        session = Session(project_of("K\n  + A"))
        for turn in range(number):
            session.edit("Edit", set_text("A", str(turn)), merge="text:A" if turn % 3 else "")
            if turn % 2:
                session.history.undo()
        session.selection.select("A")
        sessions.append(weakref.ref(session))
        del session
    assert [number for number, session in enumerate(sessions) if session() is not None] == []
