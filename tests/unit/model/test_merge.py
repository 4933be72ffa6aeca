"""Merging two copies of a project: what is taken, what is a conflict, and what a reader can decide."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contention.model import edits, moves
from contention.model.anchors import make_passage
from contention.model.check import check
from contention.model.conflict_marks import marked
from contention.model.conflicts import BETWEEN, MINE, THEIRS, has_marks
from contention.model.graph import circles
from contention.model.merge import Choice, Merged, merge, resolve
from contention.model.project import ArgumentMap, Article, Claim, Id, Kind, Passage, Project, read_only
from tests.builders import MAP, outline_of, project_of
from tests.torture.merging import mark_unstated

BASE = project_of("""
    K The contention
      + A A reason
        & B With this
        ! U The step is doubted
      - D An objection
    F Free
""")
WORDS = "Night trains should come back. The beds are full."


def add(project: Project, target: Id, name: Id) -> Project:
    claim = Claim(id=name, text=f"Said by {name}")
    return edits.add_inference(
        project, MAP, kind=Kind.REASON, target=target, claim=claim, inference_id=f"i{name}"
    )


def claims(project: Project) -> dict[Id, Claim]:
    return dict(project.maps[MAP].claims)


def with_map(project: Project, **fields: object) -> Project:
    changed: ArgumentMap = replace(project.maps[MAP], **fields)
    return edits.put_map(project, changed)


def all_of(merged: Merged, choice: Choice) -> Merged:
    return resolve(merged, {conflict.key: choice for conflict in merged.conflicts})


def read_with(text: str = WORDS, *passages: tuple[Id, Passage]) -> Project:
    """The base with an article, and passages of it under claims."""
    article = Article(id="art", title="Night trains", source=text)
    project = replace(BASE, articles=read_only({"art": article}))
    for claim, passage in passages:
        project = edits.link_passage(project, MAP, claim, passage)
    return project


def passage(name: Id, text: str, start: int, end: int) -> Passage:
    return replace(make_passage("art", text, start, end), id=name)


# --- what goes together ---------------------------------------------------------------


def test_different_items_and_different_fields_of_one_go_together() -> None:
    ours = edits.set_text(add(BASE, "K", "N"), MAP, "A", "In our words")
    theirs = mark_unstated(edits.set_text(BASE, MAP, "D", "In their words"), MAP, "A")
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    found = claims(merged.project)
    assert (found["A"].text, found["A"].unstated, found["D"].text) == ("In our words", True, "In their words")
    assert "iN" in merged.project.maps[MAP].inferences


def test_what_did_not_change_is_the_very_value_that_was_there() -> None:
    ours = edits.set_text(BASE, MAP, "A", "In our words")
    theirs = edits.set_text(BASE, MAP, "D", "In their words")
    merged = merge(BASE, ours, theirs).project
    assert claims(merged)["A"] is claims(ours)["A"]
    assert claims(merged)["K"] is claims(BASE)["K"]
    assert merged.articles == BASE.articles
    assert merge(BASE, ours, BASE).project is ours
    assert merge(BASE, BASE, theirs).project is theirs


def test_both_sides_saying_the_same_is_no_conflict() -> None:
    both = edits.set_text(BASE, MAP, "A", "The same words")
    merged = merge(BASE, both, edits.set_text(BASE, MAP, "A", "The same words"))
    assert (merged.project, merged.conflicts) == (both, ())


def test_premises_that_both_added_are_all_there_in_order() -> None:
    ours = edits.add_co_premise(BASE, MAP, inference="iA", claim=Claim(id="O", text="o"), at=1)
    theirs = edits.add_co_premise(BASE, MAP, inference="iA", claim=Claim(id="T", text="t"))
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert merged.project.maps[MAP].inferences["iA"].premises == ("A", "O", "B", "T")


def test_a_deletion_and_an_edit_elsewhere_go_together() -> None:
    merged = merge(BASE, edits.delete(BASE, MAP, ["A"]), edits.set_text(BASE, MAP, "D", "Other words"))
    assert merged.conflicts == ()
    assert outline_of(merged.project) == "K\n  + B\n    ! U\n  - D\nF"


def test_passages_follow_their_claims() -> None:
    base = read_with(WORDS, ("A", passage("p1", WORDS, 0, 30)))
    ours = edits.link_passage(base, MAP, "A", passage("p2", WORDS, 31, 49))
    theirs = edits.link_passage(base, MAP, "A", passage("p0", WORDS, 6, 12))
    merged = merge(base, ours, edits.set_text(theirs, MAP, "A", "Other words"))
    assert merged.conflicts == ()
    assert [p.id for p in claims(merged.project)["A"].passages] == ["p1", "p0", "p2"]


def test_a_passage_that_changed_its_claim_is_there_once() -> None:
    moved = passage("p1", WORDS, 0, 30)
    base = read_with(WORDS, ("A", moved))
    away = edits.put_map(base, edits.put_claims(base.maps[MAP], [replace(claims(base)["A"], passages=())]))
    ours = edits.link_passage(away, MAP, "B", moved)
    theirs = edits.set_text(base, MAP, "A", "Other words")
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert claims(merged.project)["A"].passages == ()
    assert claims(merged.project)["B"].passages == (moved,)


def test_unknown_keys_go_together_key_by_key() -> None:
    base = replace(BASE, extra={"x": 1, "y": {"a": 1, "b": 1}, "gone": True, "z": [{"id": "q"}]})
    ours = replace(
        base, extra={"x": 1.0, "y": {"a": 2, "b": 1}, "gone": True, "z": [{"id": "o"}, {"id": "q"}]}
    )
    theirs = replace(base, extra={"x": 1, "y": {"a": 1, "b": 2}, "z": [{"id": "q"}, {"id": "t", "v": 1}]})
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert repr(dict(merged.project.extra)) == repr(
        {"x": 1.0, "y": {"a": 2, "b": 2}, "z": [{"id": "o"}, {"id": "q"}, {"id": "t", "v": 1}]}
    )


def test_unknown_keys_of_items_conflict_as_fields_do() -> None:
    base, ours, theirs = (with_map(BASE, extra={"x-tone": tone}) for tone in ("warm", "hot", "cold"))
    (conflict,) = merge(base, ours, theirs).conflicts
    assert (conflict.path, conflict.ours, conflict.theirs) == ("maps[Map].x-tone", "“hot”", "“cold”")
    chosen = all_of(merge(base, ours, theirs), Choice.THEIRS)
    assert chosen.project.maps[MAP].extra == {"x-tone": "cold"}


def test_without_a_common_version_two_projects_stand_together() -> None:
    other = replace(BASE, maps=read_only({"n": ArgumentMap(id="n", title="Another")}))
    merged = merge(Project(), BASE, other)
    assert merged.conflicts == ()
    assert set(merged.project.maps) == {MAP, "n"}


# --- conflicts ------------------------------------------------------------------------


def both_reworded() -> Merged:
    ours = edits.set_text(BASE, MAP, "A", "In our words")
    return merge(BASE, ours, edits.set_text(BASE, MAP, "A", "In their words"))


def test_the_same_words_changed_twice_is_a_conflict_in_plain_words() -> None:
    merged = both_reworded()
    (conflict,) = merged.conflicts
    assert conflict.path == "maps[Map].claims[A].text"
    assert conflict.what == "Both copies changed the words of the claim “A A reason”."
    assert (conflict.ours, conflict.theirs) == ("“In our words”", "“In their words”")
    assert conflict.both
    assert claims(merged.project)["A"].text == "In our words"


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (Choice.OURS, "In our words"),
        (Choice.THEIRS, "In their words"),
        (Choice.BOTH, "In our words\nIn their words"),
    ],
)
def test_a_reader_decides_whose_words_count(choice: Choice, text: str) -> None:
    resolved = all_of(both_reworded(), choice)
    assert resolved.conflicts == ()
    assert claims(resolved.project)["A"].text == text


def test_moved_to_two_places_is_one_conflict() -> None:
    ours = moves.move_inference(BASE, MAP, "iD", target="A")
    theirs = moves.move_inference(BASE, MAP, "iD", target="B")
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.path == "maps[Map].inferences[iD].target"
    assert (conflict.ours, conflict.theirs) == ("“A A reason”", "“B With this”")
    assert all_of(merged, Choice.THEIRS).project == theirs


def test_changed_here_and_deleted_there_is_kept_where_it_stood() -> None:
    ours, theirs = edits.set_text(BASE, MAP, "A", "Better words"), edits.delete(BASE, MAP, ["K"])
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.what == (
        "Your copy changed the claim “Better words”, which the other copy deleted. "
        "It is kept, with all that it stands in."
    )
    assert (conflict.ours, conflict.theirs) == ("changed", "deleted")
    assert {"A", "iA", "B", "K"} <= set(conflict.items)
    assert outline_of(merged.project) == "K\n  + A\n    & B\nF"
    assert all_of(merged, Choice.THEIRS).project == theirs
    assert outline_of(all_of(merged, Choice.OURS).project) == "K\n  + A\n    & B\nF"


def test_argued_for_here_and_deleted_there_is_kept() -> None:
    merged = merge(BASE, edits.delete(BASE, MAP, ["D"]), add(BASE, "D", "N"))
    (conflict,) = merged.conflicts
    assert conflict.what.startswith(
        "The other copy built on the claim “D An objection”, which your copy deleted."
    )
    assert outline_of(merged.project) == outline_of(add(BASE, "D", "N"))
    # What was said for it is nobody's to throw away, so it stands alone then.
    assert outline_of(all_of(merged, Choice.OURS).project) == "N\nK\n  + A\n    & B\n    ! U\nF"


def test_an_objection_to_a_step_that_is_gone_keeps_the_step() -> None:
    merged = merge(BASE, add(BASE, "iD", "N"), moves.detach(BASE, MAP, "D"))
    (conflict,) = merged.conflicts
    assert conflict.path == "maps[Map].inferences[iD]"
    assert merged.project.maps[MAP].inferences["iN"].target == "iD"
    assert all_of(merged, Choice.THEIRS).project.maps[MAP].inferences.keys() == {"iA", "iU"}


def test_a_step_that_loses_all_its_premises_is_a_conflict() -> None:
    merged = merge(BASE, edits.delete(BASE, MAP, ["A"]), edits.delete(BASE, MAP, ["B"]))
    assert "maps[Map].inferences[iA].premises" in [conflict.path for conflict in merged.conflicts]
    assert merged.project.maps[MAP].inferences["iA"].premises == ("B",)
    assert check(merged.project, lambda _: "") == []


def test_moves_that_make_a_circle_together_are_told() -> None:
    base = project_of("K x\n  + A a\n  + B b\n")
    ours, theirs = (
        moves.move_inference(base, MAP, "iA", target="B"),
        moves.move_inference(base, MAP, "iB", target="A"),
    )
    merged = merge(base, ours, theirs)
    assert circles(merged.project.maps[MAP]) == []
    (conflict,) = merged.conflicts
    assert "circle" in conflict.what
    assert {"iB"} <= set(conflict.items)
    assert merged.project == ours
    assert all_of(merged, Choice.THEIRS).project == theirs


def test_a_circle_that_a_side_had_already_is_left_alone() -> None:
    argument_map = BASE.maps[MAP]
    around = replace(argument_map.inferences["iD"], target="A", premises=("K",))
    base = edits.put_map(BASE, edits.put_inferences(argument_map, [around]))
    assert circles(base.maps[MAP])
    merged = merge(base, add(base, "K", "N"), add(base, "F", "M"))
    assert merged.conflicts == ()
    assert {"iN", "iM", "iD"} <= set(merged.project.maps[MAP].inferences)


def test_where_a_claim_is_drawn_is_mended_and_told() -> None:
    argument_map = BASE.maps[MAP]
    used_again = replace(argument_map.inferences["iD"], premises=("D", "B"))
    base = edits.put_map(BASE, edits.put_inferences(argument_map, [used_again]))
    ours = edits.put_map(base, edits.put_claims(base.maps[MAP], [replace(claims(base)["B"], primary="iD")]))
    back = edits.put_inferences(base.maps[MAP], [argument_map.inferences["iD"]])
    merged = merge(base, ours, edits.put_map(base, back))
    (conflict,) = merged.conflicts
    assert conflict.path == "maps[Map].claims[B].primary"
    assert claims(merged.project)["B"].primary is None


def test_what_was_moved_to_something_deleted_for_good_goes_back() -> None:
    ours = edits.delete(edits.set_text(BASE, MAP, "D", "Other words"), MAP, ["A"])
    theirs = moves.move_inference(BASE, MAP, "iD", target="A")
    merged = merge(BASE, ours, theirs)
    assert merged.project.maps[MAP].inferences["iD"].target == "A"
    assert [conflict.path for conflict in merged.conflicts] == ["maps[Map].claims[A]"]
    assert all_of(merged, Choice.OURS).project == ours


def test_a_deleted_map_on_which_the_other_works_is_kept() -> None:
    base = replace(BASE, maps=read_only({**BASE.maps, "n": ArgumentMap(id="n", title="Another")}))
    ours = replace(base, maps=BASE.maps)
    theirs = edits.add_claim(base, "n", Claim(id="N", text="New"))
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.path == "maps[Another]"
    assert set(merged.project.maps["n"].claims) == {"N"}
    assert all_of(merged, Choice.OURS).project == ours


def moved_to_another_map(project: Project, *items: Id) -> Project:
    """The project with some of its items on the map "n" instead."""
    here = project.maps[MAP]
    parts = [
        [{k: i for k, i in held.items() if (k in items) is there} for held in (here.claims, here.inferences)]
        for there in (False, True)
    ]
    maps = [
        ArgumentMap(id=name, title=name, claims=read_only(claims), inferences=read_only(inferences))
        for name, (claims, inferences) in zip((MAP, "n"), parts, strict=True)
    ]
    return replace(project, maps=read_only((one.id, one) for one in maps))


def test_a_new_reason_goes_along_with_a_claim_that_was_moved_to_another_map() -> None:
    base = moved_to_another_map(BASE)
    ours = moved_to_another_map(base, "F")
    merged = merge(base, ours, add(base, "F", "N"))
    assert merged.conflicts == ()
    assert set(merged.project.maps["n"].claims) == {"F", "N"}
    assert set(merged.project.maps["n"].inferences) == {"iN"}


def test_a_claim_that_was_moved_away_from_where_it_is_used_stays_and_is_told() -> None:
    base = moved_to_another_map(BASE)
    joined = replace(base.maps[MAP].inferences["iD"], premises=("D", "F"))
    theirs = edits.put_map(base, edits.put_inferences(base.maps[MAP], [joined]))
    merged = merge(base, moved_to_another_map(base, "F"), theirs)
    assert [conflict.path for conflict in merged.conflicts] == ["maps[n].claims[F].in"]
    assert merged.project == theirs


# --- articles -------------------------------------------------------------------------

NEWER = "A foreword. " + WORDS


def test_a_new_text_and_passages_from_the_old_are_both_kept() -> None:
    base = read_with(WORDS, ("A", passage("p1", WORDS, 0, 30)))
    ours = edits.link_passage(base, MAP, "D", passage("p2", WORDS, 31, 49))
    theirs = read_with(NEWER, ("A", passage("p1", NEWER, 12, 42)))
    merged = merge(base, ours, theirs)
    assert check(merged.project, lambda article: article.source) == []
    (conflict,) = merged.conflicts
    assert "both texts are kept" in conflict.what
    assert set(conflict.items) == {"art", "p2"}
    (of_d,) = claims(merged.project)["D"].passages
    assert merged.project.articles[of_d.article].source == WORDS
    assert merged.project.articles["art"].source == NEWER


def test_two_new_texts_are_one_conflict_with_all_their_passages() -> None:
    other = WORDS.replace("come", "never come")
    base = read_with(WORDS, ("A", passage("p1", WORDS, 0, 30)))
    ours = read_with(NEWER, ("A", passage("p1", NEWER, 12, 42)))
    theirs = read_with(other, ("A", passage("p1", other, 0, 36)))
    merged = merge(base, ours, theirs)
    assert [conflict.path for conflict in merged.conflicts] == ["articles[art].source"]
    assert merged.project == ours
    assert all_of(merged, Choice.THEIRS).project == theirs
    both = all_of(merged, Choice.BOTH).project
    assert {article.source for article in both.articles.values()} == {NEWER, other}
    assert check(both, lambda article: article.source) == []


# --- marks ----------------------------------------------------------------------------


def test_both_versions_stand_between_marks() -> None:
    text = claims(marked(both_reworded()))["A"].text
    assert text.splitlines() == [MINE, "In our words", BETWEEN, "In their words", THEIRS]
    assert has_marks(text)
    assert [finding.path for finding in check(marked(both_reworded()), lambda _: "")] == [
        "maps[Map].claims[A].text"
    ]


def test_other_conflicts_are_marked_under_the_words_they_are_about() -> None:
    ours = edits.set_text(moves.move_inference(BASE, MAP, "iD", target="A"), MAP, "D", "Ours")
    theirs = edits.set_text(moves.move_inference(BASE, MAP, "iD", target="B"), MAP, "D", "Theirs")
    project = marked(merge(BASE, ours, theirs))
    lines = claims(project)["D"].text.splitlines()
    assert lines[:5] == [MINE, "Ours", BETWEEN, "Theirs", THEIRS]
    assert lines[6:] == [MINE, "“A A reason”", BETWEEN, "“B With this”", THEIRS]
    assert project.maps[MAP].inferences == merge(BASE, ours, theirs).project.maps[MAP].inferences


def test_titles_are_marked_too() -> None:
    merged = merge(BASE, replace(BASE, title="Ours"), with_map(replace(BASE, title="Theirs"), title="New"))
    assert has_marks(marked(merged).title)
    assert marked(merged).maps[MAP].title == "New"
    assert [finding.path for finding in check(marked(merged), lambda _: "")] == ["title"]


def test_without_conflicts_nothing_is_marked() -> None:
    merged = merge(BASE, add(BASE, "K", "N"), add(BASE, "F", "M"))
    assert marked(merged) is merged.project
