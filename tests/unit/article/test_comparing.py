"""Two versions compared: words are paired with themselves, in order, and what is new has no partner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contention.article.comparing import Comparison, compare
from tests.edited_texts import Text

OLD = "Night trains should come back. The beds are full, they say. The beds never pay. They should pay."
NEW = (
    "A foreword. Night trains must come back. The beds never pay. The beds are full, they say. They must pay."
)
LETTERS = ["a", "b", "c", "d", "e"]


def compared(old: str, new: str) -> Comparison:
    comparison = compare(old, new)
    assert comparison is not None
    return comparison


def test_words_are_found_with_those_around_them() -> None:
    comparison = compared(OLD, NEW)
    start = OLD.index("trains should")
    there = comparison.counterpart(start, start + len("trains should come"))
    assert there is not None
    assert NEW[slice(*there.span)] == "trains must come"
    assert there.share == 2 / 3
    back = comparison.origin(*there.span)
    assert back is not None
    assert OLD[slice(*back.span)] == "trains should come"


def test_new_words_and_moved_ones_have_no_partner() -> None:
    comparison = compared(OLD, NEW)
    assert comparison.origin(0, len("A foreword.")) is None
    sentences = "The beds are full, they say.", "The beds never pay."
    starts = [OLD.index(sentence) for sentence in sentences]
    found = [comparison.counterpart(a, a + len(s)) for a, s in zip(starts, sentences, strict=True)]
    assert sum(one is not None and one.share > 0.9 for one in found) == 1


def test_scripts_without_spaces_are_compared_by_character() -> None:
    old, new = "夜行列車は戻るべきだ。寝台は満員だ。", "序文。夜行列車は必ず戻るべきだ。寝台は満員だ。"
    there = compared(old, new).counterpart(old.index("戻"), old.index("。"))
    assert there is not None
    assert new[slice(*there.span)] == "戻るべきだ"


def test_it_ends_when_its_time_is_up() -> None:
    assert compare(OLD, NEW, seconds=-1) is None


@given(
    st.lists(st.sampled_from(LETTERS), max_size=30),
    st.lists(st.sampled_from(LETTERS), max_size=30),
)
def test_partners_are_the_same_words_and_never_cross(old: list[str], new: list[str]) -> None:
    comparison = compared(" ".join(old), " ".join(new))
    pairs = [(i, j) for i, j in enumerate(comparison._old.partner) if j >= 0]
    assert all(old[i] == new[j] and comparison._new.partner[j] == i for i, j in pairs)
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})
    assert sum(j >= 0 for j in comparison._new.partner) == len(pairs)


def test_most_words_of_an_edited_text_find_their_partner() -> None:
    text = Text(20_000, seed=3)
    text.edit(0.05)
    now, places = text.now()
    comparison = compared(text.first, now)
    right = wrong = 0
    for origin, span in places.items():
        if origin >= 0 and (there := comparison.counterpart(origin, origin + 1)) is not None:
            right += there.span[0] <= span[1] and span[0] <= there.span[1]
            wrong += not (there.span[0] <= span[1] and span[0] <= there.span[1])
    assert right > 0.9 * sum(origin >= 0 for origin in places)
    assert wrong < 0.005 * right
