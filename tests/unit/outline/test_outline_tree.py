"""Which rows the outline has, and which of them an edit can touch."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from contention.model import details, edits, moves, uses
from contention.model.project import ArgumentMap, Claim, Id, Kind, Project
from contention.outline.tree import TOP, Key, Tree, changes, same_shape, touched
from tests.builders import MAP, map_of, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B nobody else can pay
          + E an end claim
        ! C money is not the matter
      - D nobody repairs
    L another contention
      + M with one reason
"""


def rows(tree: Tree, key: Key = TOP, depth: int = 0) -> list[str]:
    """All rows as indented lines; a further use with an arrow."""
    lines: list[str] = []
    for child in tree.children(key):
        lines.append("  " * depth + ("→" if child.used_in else "") + child.item)
        lines.extend(rows(tree, child, depth + 1))
    return lines


def of(project: Project) -> Tree:
    return Tree(project.maps[MAP])


def test_co_premises_stand_under_their_inference_and_a_sole_premise_for_it() -> None:
    tree = Tree(map_of(OUTLINE))
    assert rows(tree) == ["K", "  iA", "    A", "    B", "      E", "    C", "  D", "L", "  M"]
    assert tree.row_for("iA") == Key("iA")
    assert tree.row_for("iD") == Key("D")
    assert tree.row_for("gone") is None


def test_an_inference_that_is_argued_about_has_a_row_of_its_own() -> None:
    tree = Tree(map_of("K\n  + A\n    ! C"))
    assert rows(tree) == ["K", "  iA", "    A", "    C"]


def test_a_further_use_is_a_see_row_without_children() -> None:
    project = uses.use_again(
        project_of(OUTLINE), MAP, "B", target="D", kind=Kind.OBJECTION, inference_id="again"
    )
    tree = of(project)
    assert rows(tree)[6:8] == ["  D", "    →B"]
    assert tree.children(Key("B", "again")) == []
    assert tree.row_for("again") == Key("B", "again")


def test_a_circle_is_opened_once_and_every_claim_has_its_row() -> None:
    project = uses.use_again(
        project_of("K\n  + A\n    + B"), MAP, "K", target="B", kind=Kind.REASON, inference_id="round"
    )
    project = uses.choose_primary(project, MAP, "A", "iA")
    assert rows(of(project)) == ["K", "  A", "    B", "      →K"]


def test_what_dangles_is_passed_over() -> None:
    whole = map_of("K\n  + A\n    & B")
    claims = {key: claim for key, claim in whole.claims.items() if key != "B"}
    broken = ArgumentMap(id=MAP, claims=claims, inferences=whole.inferences)
    assert rows(Tree(broken)) == ["K", "  A"]


def test_words_ratings_and_tags_leave_the_shape_as_it_is() -> None:
    before = project_of(OUTLINE)
    worded = edits.set_text(before, MAP, "A", "other words")
    noted = details.set_note(worded, MAP, ["B", "K"], "a note")

    def same(after: Project) -> bool:
        old, new = before.maps[MAP], after.maps[MAP]
        return same_shape(old, new, changes(old, new))

    assert same(noted)
    assert not same(edits.delete(before, MAP, ["E"]))
    assert not same(moves.reorder(before, MAP, item="L", step=-1))
    assert not same(edits.add_claim(before, MAP, Claim(id="N")))


@given(st.data())
def test_touched_names_every_row_whose_children_differ(data: st.DataObject) -> None:
    """Break it by leaving out `_around`'s last row: an inference's row that comes is then missed."""
    project = project_of(OUTLINE)
    for step in range(data.draw(st.integers(1, 4))):
        before = project
        project = _edited(data, project, step)
        old, new = of(before), of(project)
        keys = {Key(i) for i in (*old.map.claims, *old.map.inferences, *new.map.claims, *new.map.inferences)}
        differing = {key for key in (TOP, *keys) if old.children(key) != new.children(key)}
        assert differing <= touched(old, new, changes(old.map, new.map))


def _edited(data: st.DataObject, project: Project, step: int) -> Project:
    items: list[Id] = sorted({*project.maps[MAP].claims, *project.maps[MAP].inferences})
    if not items:
        return project
    item, other = data.draw(st.sampled_from(items)), data.draw(st.sampled_from(items))
    new = Claim(id=f"new{step}")
    choices = [
        partial(edits.delete, ids=[item]),
        partial(edits.add_inference, kind=Kind.REASON, target=item, claim=new, inference_id=f"inew{step}"),
        partial(edits.add_co_premise, inference=item, claim=new),
        partial(moves.reorder, item=item, step=1),
        partial(moves.detach, claim=item),
        partial(uses.use_again, claim=item, target=other, kind=Kind.OBJECTION, inference_id=f"iuse{step}"),
        partial(uses.choose_primary, claim=item, inference=other),
        partial(uses.unlink, claim=item, inference=other),
    ]
    try:
        return data.draw(st.sampled_from(choices))(project, map_id=MAP)
    except edits.EditError:
        return project
