"""What of an article is on the map and what is not yet, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from contention.article.blocks import ArticleText, BlockKind
from contention.article.sentences import paragraph_of
from contention.model.project import Article, Span
from contention.reader.highlights import Highlight


class Mapped(StrEnum):
    """How a paragraph stands to the map."""

    OPEN = "open"
    """Nothing in it is on the map."""
    MAPPED = "mapped"
    DISMISSED = "dismissed"
    """Marked as "not an argument"."""
    ASIDE = "aside"
    """A leftover of the page, set aside."""


class Stretch(NamedTuple):
    """A paragraph and how it stands to the map."""

    start: int
    end: int
    mapped: Mapped


def arguable(text: ArticleText) -> tuple[Span, ...]:
    """The paragraphs that could hold an argument: not headings, code or notes."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.TABLE)
    blocks = (block for block in text.blocks if block.kind in kinds and not block.note)
    return tuple(span for block in blocks if (span := paragraph_of(block)) is not None)


def coverage(
    paragraphs: Sequence[Span],
    article: Article | None,
    marks: Sequence[Highlight],
    before: Sequence[Stretch] = (),
) -> tuple[Stretch, ...]:
    """How each paragraph stands to the map.

    `paragraphs` come in reading order, as `arguable` gives them; of `before`, an earlier answer for
    the same paragraphs, what still holds is used again.
    """
    states = [Mapped.OPEN] * len(paragraphs)
    if article is not None:
        _set(states, paragraphs, article.dismissed, Mapped.DISMISSED)
        _set(states, paragraphs, article.set_aside, Mapped.ASIDE)
    _set(states, paragraphs, ((mark.start, mark.end) for mark in marks), Mapped.MAPPED)
    if len(before) != len(paragraphs):
        before = [Stretch(start, end, Mapped.OPEN) for start, end in paragraphs]
    return tuple(
        [
            old if old.mapped is state else old._replace(mapped=state)
            for old, state in zip(before, states, strict=True)
        ]
    )


def _set(states: list[Mapped], paragraphs: Sequence[Span], spans: Iterable[Span], state: Mapped) -> None:
    """Note a state for every paragraph that one of the spans touches."""
    for start, end in spans:
        first = bisect_right(paragraphs, start, key=lambda span: span[1])
        last = bisect_left(paragraphs, end, key=lambda span: span[0])
        for index in range(first, last):
            states[index] = state


def next_open(stretches: Sequence[Stretch], position: int, *, back: bool = False) -> Stretch | None:
    """The nearest paragraph after a place (or before it) of which nothing is on the map."""
    if back:
        before = (one for one in reversed(stretches) if one.end <= position)
        return next((one for one in before if one.mapped is Mapped.OPEN), None)
    return next((one for one in stretches if one.start > position and one.mapped is Mapped.OPEN), None)
