"""What an empty map teaches names the keys that the reader has."""

from __future__ import annotations

from contention.canvas.teaching import empty_map, single_claim, usual_key
from contention.shell.table import SPECS


def test_the_usual_keys_are_those_of_the_table() -> None:
    keys = {spec.name: spec.keys[0] for spec in SPECS if spec.keys}
    for action in ("add-claim", "add-reason", "add-below"):
        assert usual_key(action) == keys[action]
    assert usual_key("quit") == ""


def test_the_sentences_name_the_keys_that_are_there() -> None:
    assert "press K," in empty_map(lambda action: "K" if action == "add-claim" else "")
    assert single_claim(lambda action: {"add-reason": "G", "add-below": "F9"}[action]) == (
        "Press G with a passage selected to add a reason, or F9 to write one."
    )


def test_what_has_no_key_is_not_named() -> None:
    assert empty_map(lambda _: "") == "Double-click here to write a claim."
    assert single_claim(lambda action: "G" if action == "add-reason" else "").endswith("add a reason.")
    assert single_claim(lambda action: "F9" if action == "add-below" else "") == "Press F9 to write a reason."
    assert single_claim(lambda _: "") == ""
