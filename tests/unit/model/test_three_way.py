"""Lists and unknown keys that both sides changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.model.conflicts import Choice
from contention.model.records import MISSING
from contention.model.three_way import join_lists, join_plain

LISTS = st.lists(st.sampled_from("abcdef"), unique=True)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clean"),
    [
        ("ab", "xab", "aby", "xaby", True),
        ("ab", "axb", "ayb", "axyb", True),
        ("abc", "ac", "abcz", "acz", True),
        ("abc", "cba", "abcx", "cxba", True),
        ("abc", "bac", "acb", "bac", False),
        ("ab", "a", "b", "a", False),
        ("a", "xa", "ax", "xa", False),
        ("a", "x", "y", "xy", True),
    ],
)
def test_lists(base: str, ours: str, theirs: str, merged: str, clean: bool) -> None:
    joined = join_lists(base, ours, theirs, first=ours)
    assert ("".join(joined.value), joined.clean) == (merged, clean)


@given(base=LISTS, ours=LISTS, theirs=LISTS)
@settings(deadline=None)
def test_of_lists_nothing_added_is_lost_and_nothing_taken_out_comes_back(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    joined = join_lists(base, ours, theirs, first=ours)
    assert len(set(joined.value)) == len(joined.value)
    if joined.clean:
        added = (set(ours) | set(theirs)) - set(base)
        removed = {item for item in base if item not in ours or item not in theirs}
        assert set(joined.value) == (set(base) | added) - removed
        assert joined == join_lists(base, theirs, ours, first=theirs)


@given(base=LISTS, other=LISTS)
@settings(deadline=None)
def test_of_lists_one_side_alone_counts(base: list[str], other: list[str]) -> None:
    for sides in ((base, other), (other, base), (other, other)):
        joined = join_lists(base, *sides, first=sides[0])
        assert set(joined.value) == set(other)
        kept = [item for item in other if item in base]
        assert [item for item in joined.value if item in base] == kept


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clean"),
    [
        (1, 1, True, True, True),
        (1, 2, 3, 2, False),
        ({"a": 1}, {"a": 1, "b": 1}, {"a": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}, True),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}, True),
        ({"a": 1}, {}, {"a": 2}, {"a": 2}, False),
        (MISSING, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}, True),
        ([{"id": "m"}], [{"id": "m"}, {"id": "z"}], [{"id": "a"}, {"id": "m"}], "amz", True),
        ([{"id": "m"}], [{"id": "z"}, {"id": "m"}], [{"id": "m"}, {"id": "a"}], "zma", True),
        ([1], [1, 2], [1, 3], [1, 2], False),
        ([{"id": "m"}], [{"id": "m"}, {"id": "m"}], [], [{"id": "m"}, {"id": "m"}], False),
    ],
)
def test_unknown_keys(base: Any, ours: Any, theirs: Any, merged: Any, clean: bool) -> None:
    expected = [{"id": letter} for letter in merged] if isinstance(merged, str) else merged
    joined = join_plain(base, ours, theirs)
    assert (repr(joined.value), joined.clean) == (repr(expected), clean)


def test_of_unknown_keys_a_reader_may_choose() -> None:
    base, ours, theirs = {"a": 1, "b": 1}, {"a": 2}, {"a": 3, "b": 2}
    assert join_plain(base, ours, theirs).value == {"a": 2, "b": 2}
    assert join_plain(base, ours, theirs, Choice.OURS).value == ours
    assert join_plain(base, ours, theirs, Choice.THEIRS).value == theirs
