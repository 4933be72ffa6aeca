"""A map as a graph: which claims argue for themselves."""

from __future__ import annotations

from contention.model.edits import put_inferences, with_premise
from contention.model.graph import argument_graph, circles
from contention.model.project import Inference, Kind
from tests.builders import map_of


def test_edges_point_along_the_argument() -> None:
    graph = argument_graph(map_of("K\n  + A\n    & B\n    ! U"))
    assert set(graph.edges) == {("A", "iA"), ("B", "iA"), ("iA", "K"), ("U", "iU"), ("iU", "iA")}


def test_dangling_references_make_no_nodes() -> None:
    broken = put_inferences(
        map_of("K"), [Inference(id="x", kind=Kind.REASON, target="nobody", premises=("ghost",))]
    )
    assert set(argument_graph(broken)) == {"K", "x"}


def test_circles() -> None:
    sound = map_of("K\n  + A\n    + S\n  - D")
    assert circles(sound) == []
    around = put_inferences(sound, [with_premise(sound.inferences["iS"], "K", None)])
    assert circles(around) == [["A", "K", "iA", "iS"]]
    itself = put_inferences(sound, [Inference(id="x", kind=Kind.REASON, target="x", premises=("D",))])
    assert circles(itself) == [["x"]]
