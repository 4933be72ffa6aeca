"""The line of reasoning, and the way from match to match."""

from __future__ import annotations

from contention.canvas.looks import line_of_reasoning
from contention.model.project import Kind
from contention.model.structure import Structure
from contention.model.uses import use_again
from tests.builders import MAP, map_of, project_of

OUTLINE = """
    K top
      + A costs
        & B rules
        + C training
        ! G not so
      - D nobody
    S stands
"""


def line(*items: str) -> set[str]:
    return set(line_of_reasoning(Structure(map_of(OUTLINE)), items))


def test_the_line_goes_up_to_the_contention() -> None:
    assert line("C") == {"C", "iC", "A", "iA", "K"}
    assert line("K") == {"K"}
    assert line("S") == {"S"}
    assert line() == set()
    assert line("gone") == set()


def test_an_inference_brings_its_premises() -> None:
    assert line("iA") == {"iA", "A", "B", "K"}
    assert line("G") == {"G", "iG", "iA", "K"}, "an objection to a step leads on from the step"


def test_several_lines_are_one_set() -> None:
    assert line("C", "D") == {"C", "iC", "A", "iA", "K", "D", "iD"}
    assert line("A", "C") == line("C")


def test_a_circle_ends() -> None:
    project = use_again(
        project_of("K top\n  + A costs"), MAP, "K", target="A", kind=Kind.REASON, inference_id="back"
    )
    assert line_of_reasoning(Structure(project.maps[MAP]), ("A", "back")) == {"A", "iA", "K", "back"}
