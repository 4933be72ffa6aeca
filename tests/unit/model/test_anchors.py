"""How a passage is anchored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.model.anchors import CONTEXT, make_passage, stands, text_hash

TEXT = "Before it all. Whoever holds the machines sets the rules. And after it all."


def test_a_passage_holds_its_words_context_and_place() -> None:
    start = TEXT.index("Whoever")
    passage = make_passage("a", TEXT, start, start + 42, heading=("Part",))
    assert passage.exact == "Whoever holds the machines sets the rules."
    assert passage.prefix == "Before it all. "
    assert passage.suffix == " And after it all."
    assert passage.heading == ("Part",)
    assert passage.text_hash == text_hash(TEXT)
    assert stands(passage, TEXT)
    assert not stands(passage, "x" + TEXT)


def test_white_space_at_the_ends_is_left_out() -> None:
    passage = make_passage("a", TEXT, 14, 23)
    assert (passage.exact, passage.start, passage.end) == ("Whoever", 15, 22)


@pytest.mark.parametrize(("start", "end"), [(14, 15), (3, 3), (9, 4), (500, 600)])
def test_a_passage_needs_words(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="words"):
        make_passage("a", TEXT, start, end)


@given(st.text(min_size=1), st.data())
def test_any_passage_stands_in_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(text)))
    if not text[start:end].strip():
        return
    passage = make_passage("a", text, start, end)
    assert stands(passage, text)
    assert passage.exact == text[start:end].strip()
    assert text[: passage.start].endswith(passage.prefix)
    assert text[passage.end :].startswith(passage.suffix)
    assert max(len(passage.prefix), len(passage.suffix)) <= CONTEXT
