"""The selected piece in words, for those who do not see the map."""

from __future__ import annotations

import pytest

from contention.canvas.describe import describe, name_of
from contention.model import details, edits
from contention.model.project import Passage
from contention.model.structure import structure_of
from tests.builders import MAP, map_of, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
          ! U laws help
      - D nobody repairs
    S stands
"""


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("K", "contention: K networks are needed"),
        ("A", "co-premise, reason for “K networks are needed”: A costs are high"),
        ("D", "objection to “K networks are needed”: D nobody repairs"),
        ("U", "objection to an inference: U laws help"),
        ("S", "claim that stands alone: S stands"),
        ("iA", "inference, reason for “K networks are needed”: A costs are high; B owners set rules"),
    ],
)
def test_role_and_words(item: str, words: str) -> None:
    assert describe(map_of(OUTLINE), (item,)) == words


def test_unstated_and_empty_claims() -> None:
    project = details.set_unstated(project_of(OUTLINE), MAP, ["D"], True)
    project = edits.set_text(project, MAP, "D", "")
    words = describe(project.maps[MAP], ("D",))
    assert words == "unstated objection to “K networks are needed”: no words yet"


def test_several_and_none() -> None:
    argument_map = map_of(OUTLINE)
    assert describe(argument_map, ("K", "S")) == "2 selected, last: claim that stands alone: S stands"
    assert describe(argument_map, ()).startswith("6 claim")


def test_a_claim_says_that_a_passage_was_not_found() -> None:
    lost = Passage(id="p", article="a", exact="words", start=0, end=5, orphan=True)
    project = edits.link_passage(project_of("K one\n  + A two"), MAP, "A", lost)
    found = structure_of(project.maps[MAP])
    assert name_of(found, "A") == "reason 1 of 1: A two; a passage was not found"
    assert name_of(found, "K") == "contention: K one"
