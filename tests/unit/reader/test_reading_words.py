"""How much there is to read, in scripts with and without spaces between words."""

from __future__ import annotations

import pytest

from contention.article.markdown import read_markdown
from contention.reader.progress import Words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("four words in English", 4),
        ("deux mots – déjà", 3),
        ("所有者は機械を持つ", 4.5),
        ("AI は 機械", 2.5),
        ("ภาษาไทยเขียน", 2.4),
        ("세 단어 입니다", 3),
    ],
)
def test_words(text: str, expected: float) -> None:
    assert words(text) == pytest.approx(expected)


def test_above_a_place() -> None:
    text = read_markdown("one two three four\n\n***\n\nfive six\n\nseven")
    counted = Words(text)
    assert counted.all == 7
    assert counted.above(0) == 0
    assert counted.above(text.text.index("five")) == 4
    assert counted.above(text.text.index(" six")) == 5
    assert counted.above(len(text.text)) == 7


def test_nothing_to_read() -> None:
    counted = Words(read_markdown(""))
    assert counted.all == 0
    assert counted.above(5) == 0
