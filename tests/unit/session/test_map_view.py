"""Folding, focus, filter, and the way back through what was looked at."""

from __future__ import annotations

from functools import partial

import pytest

from contention.model import details, edits, maps
from contention.model.project import ArgumentMap, Claim, ClaimRating, Kind, Tag
from contention.session.map_view import Filter
from contention.session.session import Session
from tests.builders import MAP, project_of

OUTLINE = "K\n  + A\n    & B\n      + C\n        + E\n    ! U\n      - V\n  - D\nF"


@pytest.fixture
def session() -> Session:
    project = maps.add_map(project_of(OUTLINE), ArgumentMap(id="other"))
    return Session(edits.add_claim(project, "other", Claim(id="Z")))


@pytest.fixture
def told(session: Session) -> list[None]:
    heard: list[None] = []
    session.view.changed.connect(lambda: heard.append(None))
    return heard


def delete(session: Session, *ids: str) -> None:
    session.edit("Delete", partial(edits.delete, map_id=MAP, ids=ids))


def test_branches_are_folded_and_unfolded(session: Session, told: list[None]) -> None:
    view = session.view
    view.fold(["B", "D", "iA", "gone"], True)
    assert view.folded == {"B", "iA"}  # nothing hangs from D
    view.fold(["B"], True)
    view.fold(["iA"], False)
    assert view.folded == {"B"}
    view.unfold_all()
    view.unfold_all()
    assert view.folded == frozenset()
    assert len(told) == 3


@pytest.mark.parametrize(
    ("level", "folded"),
    [
        (1, {"K"}),
        # The objection to the step of level 2 would be level 3: its pill alone is shown.
        (2, {"B", "iU"}),
        (3, {"C", "U"}),
        (9, set()),
    ],
)
def test_folding_to_a_level(session: Session, level: int, folded: set[str]) -> None:
    session.view.fold_to_level(level)
    assert session.view.folded == folded


def test_what_hides_a_selected_item_is_selected_in_its_stead(session: Session) -> None:
    session.selection.select("E", "D")
    session.view.fold(["B"], True)
    assert session.selection.ids == ("B", "D")
    session.view.fold(["iA"], True)
    assert session.selection.ids == ("iA", "D")


def test_selecting_something_hidden_brings_it_into_sight(session: Session) -> None:
    view = session.view
    view.fold(["B", "K", "iA"], True)
    assert [view.hidden_by(item) for item in ("K", "iA", "A", "E")] == [None, "K", "K", "K"]
    session.selection.select("C")
    assert view.folded == frozenset()
    view.set_focus("B")
    session.selection.select("E")
    assert view.focus == "B"
    session.selection.select("D")
    assert view.focus is None


def test_focus_shows_one_branch_with_the_way_to_it(session: Session, told: list[None]) -> None:
    view = session.view
    session.selection.select("D")
    view.fold(["B"], True)
    view.set_focus("B")
    assert view.focus == "B"
    assert view.folded == frozenset()
    assert session.selection.ids == ("B",)
    assert view.crumbs() == ("K", "B")
    view.set_focus("iC")
    assert view.crumbs() == ("K", "B", "iC")
    view.set_focus("gone")
    view.set_focus("iC")
    view.set_focus(None)
    assert view.crumbs() == ()
    assert len(told) == 4


def test_each_map_is_looked_at_in_its_own_way(session: Session) -> None:
    session.view.fold(["B"], True)
    session.view.set_focus("iA")
    session.show_map("other")
    assert (session.view.folded, session.view.focus) == (frozenset(), None)
    session.show_map(MAP)
    assert (session.view.folded, session.view.focus) == ({"B"}, "iA")


def test_what_goes_is_forgotten_before_views_hear_of_it(session: Session) -> None:
    session.view.fold(["B", "U"], True)
    session.view.set_focus("A")
    seen = []
    session.changed.connect(lambda *_: seen.append((session.view.folded, session.view.focus)))
    delete(session, "B")
    delete(session, "A")
    assert seen == [({"U"}, "A"), (frozenset(), None)]


def test_back_and_forward_through_what_was_looked_at(session: Session) -> None:
    view = session.view
    assert not view.can_go_back
    assert not view.back()
    for item in ("A", "B", "B", "D"):
        session.selection.select(item)
    session.show_map("other")
    session.selection.select("Z")
    assert view.back()
    assert (session.map_id, session.selection.ids) == (MAP, ("D",))
    view.back()
    view.back()
    assert session.selection.ids == ("A",)
    assert not view.can_go_back
    assert view.forward()
    assert session.selection.ids == ("B",)
    session.selection.select("F")
    assert not view.can_go_forward
    view.back()
    assert session.selection.ids == ("B",)


def test_what_is_gone_is_passed_over_on_the_way_back(session: Session) -> None:
    for item in ("A", "B", "D"):
        session.selection.select(item)
    delete(session, "B")
    session.view.back()
    assert session.selection.ids == ("A",)
    session.replace(project_of("A"), None)
    assert not session.view.can_go_back


def test_the_way_back_has_an_end(session: Session) -> None:
    for number in range(500):
        session.selection.select("AB"[number % 2])
    steps = 0
    while session.view.back():
        steps += 1
    assert steps == 199


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), set()),
        (Filter(text="  "), set()),
        (Filter(text="straSSe"), {"C"}),
        (Filter(text="expert"), {"iD", "F"}),
        (Filter(tags=frozenset(["t", "gone"])), {"A", "iA"}),
        (Filter(ratings=frozenset([ClaimRating.REJECT])), {"A", "D"}),
        (Filter(kinds=frozenset([Kind.OBJECTION])), {"iU", "U", "iV", "V", "iD", "D"}),
        (Filter(tags=frozenset("t"), ratings=frozenset(["reject"])), {"A"}),
        (Filter(tags=frozenset("t"), kinds=frozenset([Kind.OBJECTION])), set()),
    ],
)
def test_the_filter_finds_what_fits_in_every_part(session: Session, wanted: Filter, found: set[str]) -> None:
    for change in (
        partial(details.add_tag, tag=Tag(id="t", name="T")),
        partial(details.set_tag, map_id=MAP, ids=["A", "iA"], tag_id="t", on=True),
        partial(edits.set_text, map_id=MAP, claim_id="C", text="Die Straße"),
        partial(details.set_scheme, map_id=MAP, ids=["iD"], scheme="Expert opinion"),
        partial(details.set_note, map_id=MAP, ids=["F"], note="Ask an expert"),
        partial(details.set_claim_rating, map_id=MAP, ids=["A", "D"], rating=ClaimRating.REJECT),
    ):
        assert session.edit("Edit", change)
    session.view.set_filter(wanted)
    assert session.view.matches() == found
    assert bool(wanted) is bool(wanted != Filter() and wanted != Filter(text="  "))


def test_a_filter_is_told_once_and_loses_tags_that_go(session: Session, told: list[None]) -> None:
    session.edit("Tag", partial(details.add_tag, tag=Tag(id="t", name="T")))
    for _ in range(2):
        session.view.set_filter(Filter(text="a", tags=frozenset("t")))
    assert len(told) == 1
    session.edit("Tag", partial(details.delete_tag, tag_id="t"))
    assert session.view.filter == Filter(text="a")
