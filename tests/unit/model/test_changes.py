"""What differs between two values of a map."""

from __future__ import annotations

from contention.model import edits
from contention.model.changes import Difference, claim_changes, inference_changes
from tests.builders import MAP, project_of


def test_the_same_value_does_not_differ() -> None:
    argument_map = project_of("K\n  + A").maps[MAP]
    assert not claim_changes(argument_map, argument_map)
    assert not inference_changes(argument_map, argument_map)


def test_what_came_went_and_changed_is_told() -> None:
    before = project_of("K\n  + A\n  - D")
    after = edits.delete(edits.set_text(before, MAP, "K", "New"), MAP, ["D"])
    old, new = before.maps[MAP], after.maps[MAP]
    assert claim_changes(old, new) == Difference(removed=("D",), changed=("K",))
    assert inference_changes(old, new) == Difference(removed=("iD",))
    assert claim_changes(new, old) == Difference(added=("D",), changed=("K",))


def test_no_map_is_an_empty_one() -> None:
    argument_map = project_of("K").maps[MAP]
    assert claim_changes(None, argument_map).added == ("K",)
    assert claim_changes(argument_map, None).removed == ("K",)
