"""Places follow an edit of their text: whatever it does not touch still stands at its words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contention.model.anchors import CONTEXT, make_passage, stands, text_hash
from contention.model.following import TextEdit, pages_after, passage_after, span_after, spans_after

TEXTS = st.text("ab c", min_size=1, max_size=30)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> TextEdit:
    start = draw(st.integers(0, len(text)))
    return TextEdit(start, draw(st.integers(start, len(text))), draw(st.text("xab ", max_size=6)))


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@pytest.mark.parametrize(
    ("words", "old", "new", "after"),
    [
        ("beds are full", "full", "empty", "beds are empty"),
        ("beds are full", "The ", "All the ", "beds are full"),
        ("beds are full", " now", " today", "beds are full"),
        ("beds are full", "are ", "", "beds full"),
        # Letters at the edge of its words belong to them; other words do not.
        ("The bed", "s", "", "The bed"),
        ("beds are ful", "l now", "l then", "beds are ful"),
        # Across its edge: what differs belongs to it.
        ("beds are full", "The beds", "The berths", "berths are full"),
        ("beds are full", "full now", "fuller now", "beds are fuller"),
        ("beds are full", "The beds are full now", "None are", "None are"),
    ],
)
def test_what_becomes_of_a_passage(words: str, old: str, new: str, after: str) -> None:
    text = "The beds are full now."
    start = text.index(old, text.index(words) + len(words) if old == "s" else 0)
    edit = TextEdit(start, start + len(old), new)
    span = text.index(words), text.index(words) + len(words)
    found = span_after(span, edit, text)
    assert found is not None
    assert edit.done_to(text)[slice(*found)] == after


def test_letters_typed_at_the_edge_of_a_word_belong_to_it_and_other_words_do_not() -> None:
    text = "All bed are ull."
    bed, ull = (4, 7), (12, 15)
    assert span_after(bed, TextEdit(7, 7, "s"), text) == (4, 8)
    assert span_after(bed, TextEdit(7, 7, " linen"), text) == (4, 7)
    assert span_after(ull, TextEdit(12, 12, "f"), text) == (12, 16)
    assert span_after(ull, TextEdit(12, 12, "very "), text) == (17, 20)


def test_of_what_is_taken_out_nothing_is_left() -> None:
    text = "The beds are full now."
    assert span_after((4, 8), TextEdit(4, 9, ""), text) is None
    assert spans_after([(0, 3), (4, 8), (18, 21)], TextEdit(4, 9, ""), text) == ((0, 3), (13, 16))
    one = make_passage("a", text, 4, 8)
    gone = passage_after(one, TextEdit(4, 9, ""), text, "The are full now.", "h")
    assert (gone.exact, gone.orphan, gone.start) == ("beds", True, 4)
    assert passage_after(gone, TextEdit(0, 1, "t"), text, "the beds are full now.", "h") is gone


def test_the_smallest_edit_leaves_out_what_is_the_same() -> None:
    text = "The beds are full."
    assert TextEdit(0, 8, "The berths").smallest(text) == TextEdit(6, 7, "rth")
    assert TextEdit(4, 8, "beds").smallest(text) == TextEdit(8, 8, "")
    assert TextEdit(4, 5, "bb").smallest(text) == TextEdit(5, 5, "b")


@given(st.data())
def test_every_passage_that_is_not_touched_stands_at_its_words(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edit = data.draw(edits_of(text))
    span = data.draw(spans_of(text))
    assume(text[slice(*span)].strip())
    one = make_passage("a", text, *span)
    new_text = edit.done_to(text)
    after = passage_after(one, edit, text, new_text, text_hash(new_text))
    if one.end < edit.start or edit.end < one.start:
        assert (after.exact, after.orphan) == (one.exact, False)
        assert after.start == one.start + (edit.grows if edit.end < one.start else 0)
    if not after.orphan:
        assert stands(after, new_text)
        assert after.prefix == new_text[max(0, after.start - CONTEXT) : after.start]
        assert after.suffix == new_text[after.end : after.end + CONTEXT]
        assert after.text_hash == text_hash(new_text)


@given(st.data())
def test_an_edit_and_its_opposite_bring_an_untouched_stretch_back(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edit = data.draw(edits_of(text))
    span = data.draw(spans_of(text))
    assume(span[1] < edit.start or edit.end < span[0])
    after = span_after(span, edit, text)
    assert after is not None
    back = TextEdit(edit.start, edit.start + len(edit.words), text[edit.start : edit.end])
    assert span_after(after, back, edit.done_to(text)) == span


@given(st.data())
def test_each_character_on_a_page_stays_there_if_it_is_not_replaced(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edit = data.draw(edits_of(text))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text)), max_size=4)) | {0, len(text)})
    pages = [(a, page, 100 * page, b - a) for page, (a, b) in enumerate(pairwise(cuts))]

    def where(places: list[tuple[int, int, int, int]]) -> dict[int, tuple[int, int]]:
        return {s + i: (page, first + i) for s, page, first, length in places for i in range(length)}

    before, after = where(pages), where(list(pages_after(pages, edit, text)))
    least = edit.smallest(text)
    new_text = edit.done_to(text)
    for place, there in before.items():
        if place < least.start:
            assert after.pop(place) == there
        elif place >= least.end:
            assert after.pop(place + edit.grows) == there
            assert new_text[place + edit.grows] == text[place]
    assert not after
