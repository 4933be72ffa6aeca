"""Which map a session shows, and the commands about whole maps."""

from __future__ import annotations

from functools import partial

import pytest

from contention.model import edits, maps
from contention.model.project import ArgumentMap, Claim, Orientation, Project
from contention.session import map_commands
from contention.session.session import Session
from tests.builders import MAP, outline_of, project_of

OTHER = "other"


@pytest.fixture
def session() -> Session:
    project = maps.add_map(project_of("K\n  + A\n  - D"), ArgumentMap(id=OTHER, title="Other"))
    return Session(edits.add_claim(project, OTHER, Claim(id="Z")))


class Heard:
    """What a view hears, with the map that the session shows at that moment."""

    def __init__(self, session: Session) -> None:
        self.events: list[tuple[str, str]] = []
        session.changed.connect(lambda *_: self.events.append(("changed", session.map_id)))
        session.map_shown.connect(lambda map_id: self.events.append(("shown", map_id)))


def edit_of(map_id: str, claim: str, text: str):
    return partial(edits.set_text, map_id=map_id, claim_id=claim, text=text)


def test_showing_another_map_drops_the_selection(session: Session) -> None:
    session.selection.select("A")
    heard = Heard(session)
    session.show_map(OTHER)
    session.show_map(OTHER)
    session.show_map("gone")
    assert heard.events == [("shown", OTHER)]
    assert session.map is session.project.maps[OTHER]
    assert session.selection.ids == ()


def test_undo_of_an_edit_on_another_map_shows_that_map_first(session: Session) -> None:
    session.edit("Edit", edit_of(MAP, "A", "New"))
    session.show_map(OTHER)
    heard = Heard(session)
    session.history.undo()
    assert heard.events == [("shown", MAP), ("changed", MAP)]
    assert session.selection.ids == ("A",)
    session.show_map(OTHER)
    session.history.redo()
    assert session.map_id == MAP


def test_undo_of_an_edit_on_this_map_stays_here(session: Session) -> None:
    session.edit("Edit", edit_of(MAP, "A", "New"))
    heard = Heard(session)
    session.history.undo()
    assert heard.events == [("changed", MAP)]


def test_a_map_that_goes_gives_way_to_its_neighbour(session: Session) -> None:
    session.show_map(OTHER)
    session.selection.select("Z")
    heard = Heard(session)
    told: list[str] = []
    session.noticed.connect(told.append)
    assert map_commands.delete_map(session)
    assert heard.events == [("shown", MAP), ("changed", MAP)]
    assert told == ["Deleted the map “Other”. Undo brings it back."]
    session.history.undo()
    assert session.map_id == OTHER
    assert set(session.project.maps) == {MAP, OTHER}


def test_the_last_map_is_not_deleted(session: Session) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    assert map_commands.delete_map(session, OTHER)
    assert not map_commands.delete_map(session)
    assert "only map" in refused[0]


def test_a_new_map_and_a_copy_are_shown(session: Session) -> None:
    new = map_commands.new_map(session)
    assert session.map_id == new
    assert session.map.title == "New map"
    copy = map_commands.duplicate_map(session, MAP)
    assert session.map_id == copy
    assert session.map.title == "Copy of Map"
    assert len(session.map.claims) == 3
    session.history.undo()
    session.history.undo()
    assert session.map_id in {MAP, OTHER}


def test_commands_about_the_map_that_is_shown(session: Session) -> None:
    assert map_commands.rename_map(session, "Bread")
    assert map_commands.set_orientation(session, Orientation.UP)
    assert map_commands.toggle_compact(session)
    assert map_commands.set_box_width(session, 300)
    assert map_commands.reorder_map(session, 1)
    one = session.map
    assert (one.id, one.title, one.orientation, one.compact, one.box_width) == (
        MAP,
        "Bread",
        Orientation.UP,
        True,
        300.0,
    )
    for _ in range(5):
        session.history.undo()
    assert session.map_id == MAP


def test_what_is_selected_goes_to_another_map(session: Session) -> None:
    session.selection.select("A", "D")
    assert map_commands.move_selected_to(session, OTHER)
    assert session.map_id == OTHER
    assert session.selection.ids == ("A", "D")
    assert outline_of(session.project, OTHER) == "Z\nA\nD"
    session.history.undo()
    assert outline_of(session.project) == "K\n  + A\n  - D"
    session.selection.clear()
    assert not map_commands.move_selected_to(session, OTHER)


def test_another_project_is_shown_from_its_first_map(session: Session) -> None:
    session.show_map(OTHER)
    heard = Heard(session)
    other: Project = project_of("Z")
    session.replace(other, None)
    assert heard.events == [("changed", MAP), ("shown", MAP)]
