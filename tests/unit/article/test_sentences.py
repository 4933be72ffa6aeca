"""Sentences are told apart by their marks and by the words beside them, in several scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.article.markdown import read_markdown
from contention.article.sentences import (
    next_sentence,
    paragraphs,
    previous_sentence,
    sentence_at,
    sentences_in,
    snapped,
    spans,
)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Machines are rented.", "Few own them!", "Who decides?"],
        ["Dr. Okafor met Mrs. Lund at 3.5 p.m. on the stairs.", "They spoke."],
        ["It costs 4.75 million, e.g. Three times the rent.", "So what?"],
        ["J. R. Moreau wrote it.", "Nobody read it."],
        ["The U.S. Senate voted.", "It failed."],
        ["They moved to the U.S.", "The rent was lower."],
        ["“Is it so?” she asked.", "“It is.”", "They left."],
        ["He said (and meant it.)", "Then he left."],
        ["Screws, nails, etc. were sold.", "Nails, etc.", "Glue was not."],
        ["It is known.[3]", "It is proved.[4][5]", "Good."],
        ["Wait … they said.", "Nothing came…", "It was late."],
        ["Am 3. Oktober begann es.", "Das war z.B. Herrn Vogt neu.", "Gut."],
        ["In 1998.", "Then came more."],
        ["¿Quién paga?", "¡Nadie!", "Es así."],
        ["C'est vrai, dit M. Roux.", "«Oui.»", "Fin."],
        ["What?!", "No."],
    ],
)
def test_sentences_with_spaces_between_them(sentences: list[str]) -> None:
    assert parts(" ".join(sentences)) == sentences


def test_chinese_and_japanese_need_no_spaces() -> None:
    assert parts("谁拥有机器？没有人知道。「真的吗？」他问道！完") == [
        "谁拥有机器？",
        "没有人知道。",
        "「真的吗？」",
        "他问道！",
        "完",
    ]


def test_arabic_urdu_and_hindi_marks() -> None:
    assert parts("من يملك الآلات؟ لا أحد. انتهى") == ["من يملك الآلات؟", "لا أحد.", "انتهى"]
    assert parts("یہ سچ ہے۔ وہ گیا۔") == ["یہ سچ ہے۔", "وہ گیا۔"]
    assert parts("यह सच है। वह गया।") == ["यह सच है।", "वह गया।"]


def test_addresses_and_file_names_hold_together() -> None:
    assert parts("See example.org/a.b?c=d now.") == ["See example.org/a.b?c=d now."]


@given(st.text(alphabet='aB1 .!?。؟…"”[]\n🙂é', max_size=60))
def test_sentences_are_in_order_and_lose_only_white_space(text: str) -> None:
    found = spans(text)
    assert all(start < end for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert "".join(text[s:e] for s, e in found).split() == text.split() or "".join(
        "".join(text[s:e].split()) for s, e in found
    ) == "".join(text.split())


SOURCE = """# A title

One is here. Two is *here*. Three.

```
let a = 1. B
let b
```

| a b. C | d |
|---|---|
| e | f |

---

The last. Really.
"""


class TestInAnArticle:
    article = read_markdown(SOURCE)

    def words(self, span: tuple[int, int] | None) -> str:
        assert span is not None
        return self.article.text[span[0] : span[1]]

    def test_stepping_goes_through_every_block_both_ways(self) -> None:
        forward, at = [], 0
        while (span := next_sentence(self.article, at)) is not None:
            forward.append(self.words(span))
            at = span[0] + 1
        assert forward[:4] == ["A title", "One is here.", "Two is here.", "Three."]
        assert forward[4:6] == ["let a = 1. B", "let b"], "code goes by lines"
        assert forward[6:10] == ["a b. C", "d", "e", "f"], "tables go by cells"
        backward, at = [], len(self.article.text)
        while (span := previous_sentence(self.article, at)) is not None:
            backward.append(self.words(span))
            at = span[0]
        assert backward == forward[::-1]

    def test_the_sentence_at_a_place(self) -> None:
        text = self.article.text
        assert self.words(sentence_at(self.article, text.index("wo is"))) == "Two is here."
        assert self.words(sentence_at(self.article, text.index("Three.") + 6)) == "Three.", "at its very end"
        assert sentence_at(read_markdown(""), 0) is None
        assert sentences_in(read_markdown("---"), 0) == ()

    def test_snapping_widens_to_whole_sentences_but_not_by_white_space(self) -> None:
        text = self.article.text
        start = text.index("is here. Two")
        assert self.words(snapped(self.article, start, start + 3)) == "One is here."
        assert self.words(snapped(self.article, start, text.index("Two") + 2)) == "One is here. Two is here."
        gap = text.index(" Two")
        assert self.words(snapped(self.article, start, gap + 1)) == "One is here."
        across = snapped(self.article, text.index("Three"), text.index("let b"))
        assert self.words(across).startswith("Three.")

    def test_paragraphs_are_the_blocks_with_words(self) -> None:
        assert [self.article.text[s:e].split()[0] for s, e in paragraphs(self.article)] == [
            "A", "One", "let", "a", "The",
        ]  # fmt: skip
