"""Places in the canonical text and in the document agree both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contention.reader.position_map import PositionMap, Segment, replaced, utf16_length, verbatim

TEXT = st.text(st.sampled_from("ab \u05d0\u0301中🙂𝒳"), max_size=12)


def test_ascii_shifts_only() -> None:
    positions = PositionMap([verbatim("abc", 0, 5), verbatim("de", 4, 12)])
    assert [positions.to_shown(p) for p in range(7)] == [5, 6, 7, 8, 12, 13, 14]
    assert [positions.to_canonical(q) for q in (5, 6, 7, 8, 12, 13, 14)] == list(range(7))


def test_an_emoji_takes_two_units() -> None:
    positions = PositionMap([verbatim("a🙂b🙂", 0, 0)])
    assert [positions.to_shown(p) for p in range(5)] == [0, 1, 3, 4, 6]
    assert [positions.to_canonical(q) for q in range(7)] == [0, 1, 1, 2, 3, 3, 4]


def test_frames_go_to_the_text_before_them() -> None:
    positions = PositionMap([verbatim("ab", 0, 1), verbatim("cd", 3, 9)])
    assert [positions.to_canonical(q) for q in (0, 3, 4, 8, 9)] == [0, 2, 2, 2, 3]


def test_other_words_shown_correspond_by_their_ends() -> None:
    positions = PositionMap([verbatim("a", 0, 0), replaced("\ufffc", "[x🙂]", 1, 1), verbatim("b", 2, 6)])
    assert [positions.to_shown(p) for p in range(4)] == [0, 1, 6, 7]
    assert [positions.to_canonical(q) for q in range(8)] == [0, 1, 1, 1, 2, 2, 2, 3]


def test_a_replacement_may_be_the_last_thing() -> None:
    positions = PositionMap([replaced("\ufffc", "[x]", 0, 0)])
    assert (positions.to_shown(0), positions.to_shown(1)) == (0, 3)
    assert (positions.to_canonical(0), positions.to_canonical(3)) == (0, 1)


def test_places_outside_and_an_empty_map() -> None:
    positions = PositionMap([verbatim("ab", 0, 3)])
    assert (positions.to_shown(-5), positions.to_shown(99)) == (3, 5)
    assert (positions.to_canonical(0), positions.to_canonical(99)) == (0, 2)
    assert PositionMap(()).to_shown(3) == 0
    assert PositionMap(()).to_canonical(3) == 0


@given(st.lists(st.tuples(TEXT, st.integers(1, 4)), min_size=1, max_size=6))
def test_every_place_comes_back(parts: list[tuple[str, int]]) -> None:
    segments: list[Segment] = []
    start, shown = 0, 0
    for text, frame in parts:
        shown += frame
        segments.append(verbatim(text, start, shown))
        start += len(text) + 1
        shown += utf16_length(text)
    positions = PositionMap(segments)
    canonical = "\n".join(text for text, _ in parts)
    document = "".join("#" * frame + text for text, frame in parts).encode("utf-16-le")
    for place in range(len(canonical) + 1):
        there = positions.to_shown(place)
        assert positions.to_canonical(there) == place
        if place < len(canonical) and canonical[place] != "\n":
            width = 2 * utf16_length(canonical[place])
            assert document[2 * there : 2 * there + width].decode("utf-16-le") == canonical[place]


@given(TEXT)
def test_utf16_length_is_that_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
