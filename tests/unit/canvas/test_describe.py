"""The selected piece in words, for those who do not see the map."""

from __future__ import annotations

import pytest

from contention.canvas.describe import describe
from contention.model import details, edits
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
