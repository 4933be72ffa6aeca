"""Branches that are copied and pasted, and the plain text that stands for them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from msgspec.structs import replace

from contention.model import branches, edits, uses
from contention.model.branches import Branch, branch_from_text, branch_to_text, copy_branch, paste_branch
from contention.model.edits import EditError
from contention.model.project import Claim, Inference, Kind, Passage, Project, Tag, read_only
from contention.model.structure import Structure
from tests.builders import MAP, outline_of, project_of

OUTLINE = "K\n  + A\n    & B\n      + C\n    ! U\n  - D\nF"


def fresh_ids(letter: str = "n") -> Callable[[], str]:
    numbers = count()
    return lambda: f"{letter}{next(numbers)}"


def by_text(project: Project) -> str:
    """The map as an outline of its claims' words; in the builders' projects these are first the ids."""
    outline = outline_of(project)
    for claim in sorted(project.maps[MAP].claims.values(), key=lambda claim: -len(claim.id)):
        outline = outline.replace(claim.id, claim.text or "()")
    return outline


def copied(project: Project, *ids: str) -> Branch:
    return copy_branch(project.maps[MAP], ids)


def read(text: str) -> str:
    """What a text becomes on an empty map."""
    branch = branch_from_text(text, fresh_ids("b"))
    project = replace(project_of("K"), maps=read_only({MAP: replace(project_of("K").maps[MAP], claims={})}))
    return by_text(paste_branch(project, MAP, branch, fresh=fresh_ids()))


@pytest.mark.parametrize(
    ("ids", "tops", "claims"),
    [
        (["B"], ["B"], ["B", "C"]),
        (["iA"], ["iA"], ["A", "B", "C", "U"]),
        (["C", "B", "F"], ["B", "F"], ["B", "C", "F"]),
        (["D", "A"], ["A", "D"], ["A", "D"]),
        (["gone"], [], []),
    ],
)
def test_a_branch_is_what_is_drawn_below_the_chosen(
    ids: list[str], tops: list[str], claims: list[str]
) -> None:
    branch = copied(project_of(OUTLINE), *ids)
    assert list(branch.tops) == tops
    assert [claim.id for claim in branch.claims] == claims
    assert bool(branch) is bool(tops)


def test_a_claim_that_is_referred_to_comes_along_without_its_branch() -> None:
    project = uses.use_again(project_of(OUTLINE), MAP, "B", target="D", kind=Kind.REASON, inference_id="j")
    branch = copied(project, "D")
    assert [claim.id for claim in branch.claims] == ["D", "B"]
    pasted = paste_branch(project, MAP, branch, target="F", fresh=fresh_ids())
    assert by_text(pasted).endswith("F\n  + D\n    + B")


@pytest.mark.parametrize(
    ("ids", "target", "at", "expected"),
    [
        (["B"], None, None, "K\n  + A\n    & B\n      + C\n    ! U\n  - D\nF\nB\n  + C"),
        (["B"], None, 0, "B\n  + C\nK\n  + A\n    & B\n      + C\n    ! U\n  - D\nF"),
        (["B"], "D", None, "K\n  + A\n    & B\n      + C\n    ! U\n  - D\n    - B\n      + C\nF"),
        (["iD", "iA"], "F", None, OUTLINE + "\n  + A\n    & B\n      + C\n    ! U\n  - D"),
        (["iA"], None, None, OUTLINE + "\n()\n  + A\n    & B\n      + C\n    ! U"),
        (["iD"], None, None, OUTLINE + "\nD"),
        (["D", "F"], "K", 0, "K\n  - D\n  - F\n  + A\n    & B\n      + C\n    ! U\n  - D\nF"),
        (["D"], "iA", 0, "K\n  + A\n    & B\n      + C\n    ! D\n    ! U\n  - D\nF"),
    ],
)
def test_a_branch_is_pasted(ids: list[str], target: str | None, at: int | None, expected: str) -> None:
    project = project_of(OUTLINE)
    after = paste_branch(
        project, MAP, copied(project, *ids), target=target, kind=Kind.OBJECTION, fresh=fresh_ids(), at=at
    )
    assert by_text(after) == expected
    assert all(after.maps[MAP].claims[c] == old for c, old in project.maps[MAP].claims.items())


def test_pasting_twice_gives_two_branches() -> None:
    project = project_of("K\n  + A")
    fresh = fresh_ids()
    for _ in range(2):
        project = paste_branch(project, MAP, copied(project_of("K\n  + A"), "A"), target="K", fresh=fresh)
    assert by_text(project) == "K\n  + A\n  + A\n  + A"


def test_what_the_project_does_not_have_stays_behind() -> None:
    passage = Passage(id="p", article="elsewhere", exact="w", start=0, end=1)
    tagged = Claim(id="A", text="A", passages=(passage,), tags=("mine", "yours"), basis="data", note="n")
    project = replace(project_of("K"), tags=read_only({"mine": Tag(id="mine", name="Mine")}))
    after = paste_branch(project, MAP, Branch((tagged,), (), ("A",)), fresh=fresh_ids())
    new = after.maps[MAP].claims["n0"]
    assert (new.passages, new.tags, new.basis, new.note) == ((), ("mine",), "data", "n")


def test_a_circle_is_pasted_as_a_circle() -> None:
    project = uses.use_again(
        project_of("K\n  + A\nF"), MAP, "K", target="A", kind=Kind.REASON, inference_id="j"
    )
    for target in (None, "F"):
        after = paste_branch(project, MAP, copied(project, "K"), target=target, fresh=fresh_ids())
        structure = Structure(after.maps[MAP])
        use = structure.primary_use("n0")
        assert (use.target if use else None) == target
        assert structure.in_circle("n0")


@pytest.mark.parametrize(
    "branch",
    [
        Branch(),
        Branch((), (), ("gone",)),
        Branch((Claim(id="a"),), (), ()),
        Branch((), (Inference(id="i", kind=Kind.REASON, target="i", premises=("a",)),), ("i",)),
    ],
)
def test_a_branch_without_anything_is_refused(branch: Branch) -> None:
    with pytest.raises(EditError, match="nothing to paste"):
        paste_branch(project_of("K"), MAP, branch, fresh=fresh_ids())


def test_what_leads_nowhere_is_left_out() -> None:
    def step(step_id: str, target: str, *premises: str) -> Inference:
        return Inference(id=step_id, kind=Kind.REASON, target=target, premises=premises)

    offered = Branch(
        (Claim(id="a"), Claim(id="b"), Claim(id="c"), Claim(id="lost")),
        (
            step("1", "a", "b", "b", "ghost"),
            step("2", "b", "ghost"),
            step("3", "nowhere", "c"),
            step("4", "5", "lost"),
            step("5", "4", "lost"),
            step("6", "a", "a"),
            step("a", "b", "c"),
        ),
        ("a", "a", "ghost"),
    )
    assert branches.sound(offered) == Branch((Claim(id="a"), Claim(id="b")), (step("1", "a", "b"),), ("a",))


def test_a_branch_that_is_too_large_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "MAX_ITEMS", 1)
    assert not branches.sound(Branch((Claim(id="a"), Claim(id="b")), (), ("a",)))


# --- text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  A single line. ", "A single line."),
        ("But it is so.", "But it is so."),
        ("K\n  A\n    B\n  C", "K\n  + A\n    + B\n  + C"),
        ("K\n\tA\n\t\tB\n\tC", "K\n  + A\n    + B\n  + C"),
        ("- K\n  - A\n  - B", "K\n  + A\n  + B"),
        ("* K\n  * A\n  • B\n", "K\n  + A\n  + B"),
        ("1. K\n   1) A\n   2) B", "K\n  + A\n  + B"),
        ("K\n  + A\n  - B", "K\n  + A\n  - B"),
        ("K\n+ A\n− B", "K\n  + A\n  - B"),
        ("K\n  because a\n  However, b\n    But c", "K\n  + A\n  - B\n    - C"),
        ("K\nbecause a\nhowever b", "K\n  + A\n  - B"),
        ("- K\n  - because a\n  - but b", "K\n  + A\n  - B"),
        ("A\nB\nTherefore c", "C\n  + A\n    & B"),
        ("K\n  A\n  therefore b\n  C", "K\n  + B\n    + A\n  + C"),
        ("K\n  + A\n  & B\n  & C", "K\n  + A\n    & B\n    & C"),
        ("K\n  + A\n    ! U\n    !+ V", "K\n  + A\n    ! U\n    !+ V"),
        ("K\n+ A\n! U", "K\n  + A\n    ! U"),
        ("K\nL\n  A", "K\nL\n  + A"),
        ("K\n      A\n   B", "K\n  + A\n  + B"),
        ("K\n  +\n  - …", "K\n  + ()\n  - ()"),
        ("Because it rains\nI stay", "Because it rains\nI stay"),
        ("& A\n& B", "A\nB"),
    ],
)
def test_outlines_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+ A\n- B\n  + C", "K\n  + A\n  - B\n    + C"),
        ("because a\nhowever b", "K\n  + A\n  - B"),
        ("- A\n  & joined\n+ B", "K\n  - A\n    & joined\n  + B"),
        ("+ A\n& B\n! U", "K\n  + A\n    & B\n  - U"),
        ("- A\n- B", "K\n  + A\n  + B"),
        ("+ A\nB", "K\n  + A\n  + B"),
    ],
)
def test_lines_that_all_speak_for_or_against_speak_to_what_they_are_pasted_on(
    text: str, expected: str
) -> None:
    branch = branch_from_text(text, fresh_ids("b"))
    after = paste_branch(project_of("K"), MAP, branch, target="K", fresh=fresh_ids())
    assert by_text(after).replace("K K", "K") == expected


def test_reasons_that_were_copied_as_text_are_pasted_as_what_they_were() -> None:
    project = project_of("K\n  + A\n    & B\n  - C\nL")
    text = branch_to_text(copied(project, "iA", "iC"))
    after = paste_branch(project, MAP, branch_from_text(text, fresh_ids("b")), target="L", fresh=fresh_ids())
    assert [i.kind for i in Structure(after.maps[MAP]).inferences_of["L"]] == [Kind.REASON, Kind.OBJECTION]
    assert [len(i.premises) for i in Structure(after.maps[MAP]).inferences_of["L"]] == [2, 1]


def test_nothing_is_read_from_nothing() -> None:
    assert not branch_from_text(" \n\t\n", fresh_ids())


@pytest.mark.parametrize(
    "outline",
    [
        OUTLINE,
        "K\n  + A\n    & B\n    & E\n      - C\n    ! U\n      + V\n        & W\n  - D",
        "K\n  + A\n    ! U\n      ! V",
    ],
)
def test_a_branch_comes_back_from_its_text(outline: str) -> None:
    project = project_of(outline)
    tops = [root.id for root in Structure(project.maps[MAP]).roots]
    assert read(branch_to_text(copied(project, *tops))) == outline


def test_text_has_one_line_for_each_claim() -> None:
    project = edits.set_text(project_of("K\n  + A\n    & B\n    ! U"), MAP, "A", "Two\nlines")
    project = edits.set_text(project, MAP, "U", "")
    assert branch_to_text(copied(project, "K")) == "K\n  + Two lines\n  & B\n    ! …"


def test_long_outlines_are_read_without_recursion() -> None:
    deep = "\n".join(" " * depth + f"+ c{depth}" for depth in range(3000))
    assert len(branch_from_text(deep, fresh_ids()).claims) == 3000
    flat = "K\n" + "\n".join("& c" if n % 2 else "+ c" for n in range(3000))
    branch = branch_from_text(flat, fresh_ids())
    assert len(branch.inferences) == 1500
    assert len(branch_to_text(branch).splitlines()) == 3001
