"""Which brick hangs from which: primary places, references, circles, and references to nothing."""

from __future__ import annotations

import pytest

from contention.diagram.layout.forest import FROM_PILL, Forest, build_forest
from contention.model.project import ArgumentMap, Claim, Inference, Kind, read_only
from contention.model.structure import Structure
from tests.unit.diagram.random_maps import random_map


def map_of(
    claims: str, *inferences: tuple[str, str, str], primary: dict[str, str] | None = None
) -> ArgumentMap:
    """Claims by one letter each; inferences as (id, target, premises)."""
    return ArgumentMap(
        id="m",
        claims=read_only(
            {
                c: Claim(id=c, text=c, order=float(i), primary=(primary or {}).get(c))
                for i, c in enumerate(claims)
            }
        ),
        inferences=read_only(
            {
                name: Inference(
                    id=name, kind=Kind.REASON, target=target, premises=tuple(premises), order=float(i)
                )
                for i, (name, target, premises) in enumerate(inferences)
            }
        ),
    )


def forest_of(argument_map: ArgumentMap) -> Forest:
    return build_forest(Structure(argument_map))


def drawn(forest: Forest) -> list[str]:
    """One line a brick: its premises (references in brackets), and what hangs from which of them."""
    lines = []
    for inference, parts, below, sources in zip(*forest[:4], strict=True):
        words = "".join(p.claim.id if p.home else f"({p.claim.id})" for p in parts)
        hanging = [
            f"{'pill' if source == FROM_PILL else parts[source].claim.id}:{child.id}"
            for source, number in zip(sources, below, strict=True)
            if (child := forest.inferences[number])
        ]
        lines.append(" ".join([f"{inference.id if inference else '-'}[{words}]", *hanging]))
    return lines


def test_premises_first_then_objections_to_the_inference() -> None:
    found = forest_of(map_of("kabcd", ("i", "k", "ab"), ("x", "i", "c"), ("y", "b", "d")))
    assert drawn(found) == ["-[k] k:i", "i[ab] b:y pill:x", "y[d]", "x[c]"]


def test_a_further_use_is_a_reference_and_hangs_nothing() -> None:
    links = [("i", "k", "a"), ("j", "k", "ba"), ("s", "a", "c")]
    assert drawn(forest_of(map_of("kabc", *links))) == ["-[k] k:i k:j", "i[a] a:s", "j[b(a)]", "s[c]"]
    chosen = forest_of(map_of("kabc", *links, primary={"a": "j"}))
    assert drawn(chosen) == ["-[k] k:i k:j", "i[(a)]", "j[ba] a:s", "s[c]"]
    assert {part.uses for parts in chosen.parts for part in parts if part.claim.id == "a"} == {2}


def test_a_claim_that_stands_alone_by_choice_is_a_reference_wherever_it_is_used() -> None:
    """Also where the tree that uses it grows first, and whichever comes first in the order."""
    links = [("i", "k", "a"), ("s", "a", "c")]
    for order in ("kac", "akc"):
        found = forest_of(map_of(order, *links, primary={"a": "a"}))
        assert sorted(drawn(found)) == sorted(["-[k] k:i", "i[(a)]", "-[a] a:s", "s[c]"])
        assert {part.uses for parts in found.parts for part in parts if part.home} == {1, 2}


def test_a_claim_twice_in_one_inference_is_at_home_once() -> None:
    assert drawn(forest_of(map_of("ka", ("i", "k", "aa")))) == ["-[k] k:i", "i[a(a)]"]


@pytest.mark.parametrize(
    ("argument_map", "expected"),
    [
        (map_of("a", ("i", "a", "a")), ["-[a] a:i", "i[(a)]"]),
        (map_of("ab", ("i", "a", "b"), ("j", "b", "a")), ["-[a] a:i", "i[b] b:j", "j[(a)]"]),
        # It starts at its lowest claim, whichever inference leads into it.
        (map_of("ab", ("i", "b", "a"), ("j", "a", "b")), ["-[a] a:j", "j[b] b:i", "i[(a)]"]),
        # A tail below the circle hangs where it belongs, and a tail that argues from it too.
        (
            map_of("cab", ("i", "a", "b"), ("j", "b", "a"), ("t", "b", "c")),
            ["-[a] a:i", "i[b] b:j b:t", "j[(a)]", "t[c]"],
        ),
        # Inferences that object to each other, and one that argues for nothing there is.
        (map_of("ab", ("i", "j", "a"), ("j", "i", "b")), ["i[a] pill:j", "j[b]"]),
        (map_of("ab", ("i", "gone", "a"), ("j", "a", "b")), ["i[a] a:j", "j[b]"]),
        (map_of("k", ("i", "k", ("gone", "k2"))), ["-[k] k:i", "i[]"]),
        (map_of(""), []),
    ],
    ids=[
        "self loop",
        "circle",
        "lowest",
        "circle with tail",
        "inferences in a circle",
        "no target",
        "no premise",
        "empty",
    ],
)
def test_circles_and_loose_ends_are_drawn(argument_map: ArgumentMap, expected: list[str]) -> None:
    assert drawn(forest_of(argument_map)) == expected


@pytest.mark.parametrize("seed", range(25))
def test_every_claim_is_at_home_once_and_every_inference_drawn_once(seed: int) -> None:
    argument_map = random_map(60, seed, cross=0.2, back=4, roots=1 + seed % 3)
    forest = forest_of(argument_map)
    at_home = [part.claim.id for parts in forest.parts for part in parts if part.home]
    assert sorted(at_home) == sorted(argument_map.claims)
    assert sorted(i.id for i in forest.inferences if i) == sorted(argument_map.inferences)
    children = [child for below in forest.children for child in below]
    assert sorted([*children, *forest.roots]) == list(range(len(forest.parts)))
