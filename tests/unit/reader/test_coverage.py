"""What of an article is on the map is told paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from contention.article.markdown import read_markdown
from contention.model.project import Article, Span
from contention.model.structure import Role
from contention.reader.coverage import Mapped, Stretch, arguable, coverage, next_open
from contention.reader.highlights import Highlight

SOURCE = """# A heading

First words.

```
code
```

- Second.
- Third.

| Fourth | x |
|--------|---|
| y | z |

---

Last.[^n]

[^n]: A note.
"""
TEXT = read_markdown(SOURCE)


def words(spans: Iterable[Span | Stretch | None]) -> list[str]:
    return [TEXT.text[span[0] : span[1]].split()[0] for span in spans if span is not None]


def mark(of: str) -> Highlight:
    start = TEXT.text.index(of)
    return Highlight(start, start + len(of), "c", "p", Role.REASON)


def test_headings_code_rules_and_notes_hold_no_argument() -> None:
    assert words(arguable(TEXT)) == ["First", "Second.", "Third.", "Fourth", "Last.[1]"]


def test_each_paragraph_stands_in_one_way_to_the_map() -> None:
    paragraphs = arguable(TEXT)
    article = Article(id="a", title="", source=SOURCE, dismissed=(paragraphs[2],), set_aside=(paragraphs[4],))
    found = coverage(paragraphs, article, [mark("words"), mark("y")])
    assert [one.mapped for one in found] == [
        Mapped.MAPPED,
        Mapped.OPEN,
        Mapped.DISMISSED,
        Mapped.MAPPED,
        Mapped.ASIDE,
    ]


def test_a_passage_over_several_paragraphs_maps_them_all_and_none_beside() -> None:
    start, end = TEXT.text.index("Second"), TEXT.text.index("Third.") + 6
    found = coverage(arguable(TEXT), None, [Highlight(start, end, "c", "p", Role.REASON)])
    assert [one.mapped for one in found] == [
        Mapped.OPEN,
        Mapped.MAPPED,
        Mapped.MAPPED,
        Mapped.OPEN,
        Mapped.OPEN,
    ]


def test_what_is_mapped_although_it_was_dismissed_counts_as_mapped() -> None:
    paragraphs = arguable(TEXT)
    article = Article(id="a", title="", source=SOURCE, dismissed=(paragraphs[0],))
    assert coverage(paragraphs, article, [mark("First")])[0].mapped is Mapped.MAPPED


def test_the_next_open_paragraph_both_ways() -> None:
    found = coverage(arguable(TEXT), None, [mark("Second")])
    first = next_open(found, -1)
    assert first is not None
    assert words([first]) == ["First"]
    assert words([next_open(found, first.start)]) == ["Third."], "the mapped one is passed over"
    assert next_open(found, len(TEXT.text)) is None
    assert words([next_open(found, TEXT.text.index("Third"), back=True)]) == ["First"]
    assert next_open(found, first.start, back=True) is None
