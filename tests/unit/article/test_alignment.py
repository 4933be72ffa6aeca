"""The bit-parallel alignments say what the plain tables say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contention.article.alignment import align, likeness

WORDS = st.text("abc", min_size=1, max_size=12)
TEXTS = st.text("abc", max_size=24)


def nearest(words: str, text: str) -> int:
    """The smallest edit distance to any stretch of the text, from the whole table."""
    row = list(range(len(words) + 1))
    best = row[-1]
    for char in text:
        new = [0]
        for index, word_char in enumerate(words, 1):
            new.append(min(row[index] + 1, new[-1] + 1, row[index - 1] + (char != word_char)))
        row = new
        best = min(best, row[-1])
    return best


def edit_distance(one: str, other: str) -> int:
    row = list(range(len(one) + 1))
    for place, char in enumerate(other, 1):
        new = [place]
        for index, mine in enumerate(one, 1):
            new.append(min(row[index] + 1, new[-1] + 1, row[index - 1] + (char != mine)))
        row = new
    return row[-1]


def common(one: str, other: str) -> int:
    row = [0] * (len(one) + 1)
    for char in other:
        new = [0]
        for index, mine in enumerate(one, 1):
            new.append(row[index - 1] + 1 if char == mine else max(row[index], new[-1]))
        row = new
    return row[-1]


@given(WORDS, TEXTS)
def test_the_nearest_stretch_is_at_the_smallest_distance(words: str, text: str) -> None:
    distance, (start, end) = align(words, text)
    assert distance == nearest(words, text)
    assert 0 <= start <= end <= len(text)
    assert edit_distance(words, text[start:end]) == distance


@given(WORDS, TEXTS, st.integers(0, 30))
def test_of_several_it_is_the_one_that_ends_nearest_to_a_place(words: str, text: str, near: int) -> None:
    found = align(words, text, near=near)
    assert found.distance == nearest(words, text)
    assert edit_distance(words, text[slice(*found.span)]) == found.distance
    plain = align(words, text)
    assert abs(found.span[1] - near) <= abs(plain.span[1] - near)


def test_of_equally_near_stretches_that_end_together_it_is_the_longest() -> None:
    assert align("abc", "xybc") == (1, (1, 4))


def test_words_longer_than_a_machine_word() -> None:
    words = "night trains should come back " * 9
    text = "x" * 50 + words.replace("come", "go") + "y" * 50
    distance, (start, end) = align(words, text)
    assert (distance, text[start:end]) == (3 * 9, words.replace("come", "go"))


@given(TEXTS, TEXTS)
def test_likeness_is_the_longest_common_subsequence(one: str, other: str) -> None:
    expected = 2 * common(one, other) / (len(one) + len(other)) if one or other else 1.0
    assert likeness(one, other) == expected
    assert likeness(one, other) == likeness(other, one)
