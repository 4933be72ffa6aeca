"""How places in a text follow an edit of it: each passage keeps standing at its words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from contention.model.anchors import CONTEXT
from contention.model.project import PagePlace, Passage, Span


class TextEdit(msgspec.Struct, frozen=True):
    """The characters from `start` to `end` of a text become `words`."""

    start: int
    end: int
    words: str

    @property
    def grows(self) -> int:
        """By how many characters the text becomes longer; below 0 where it becomes shorter."""
        return len(self.words) - (self.end - self.start)

    def done_to(self, text: str) -> str:
        """The text with the edit."""
        return text[: self.start] + self.words + text[self.end :]

    def smallest(self, text: str) -> TextEdit:
        """The same edit without characters at its ends that it does not change."""
        old, new = text[self.start : self.end], self.words
        first, most = 0, min(len(old), len(new))
        while first < most and old[first] == new[first]:
            first += 1
        last = 0
        while last < most - first and old[-1 - last] == new[-1 - last]:
            last += 1
        return TextEdit(self.start + first, self.end - last, new[first : len(new) - last])


def span_after(span: Span, edit: TextEdit, text: str) -> Span | None:
    """Where a stretch of `text` is after an edit; None where nothing of it is left.

    An edit inside a stretch belongs to it, and so do letters that are written at its edge in a
    word of it. Of an edit across its edge, what differs belongs to it.
    """
    start, end = span
    if not (start <= edit.start and edit.end <= end and edit.start < edit.end):
        edit = edit.smallest(text)
    if edit.end < start or (edit.end == start and not _joins_first(edit, text, start, end)):
        return start + edit.grows, end + edit.grows
    if edit.start > end or (edit.start == end and not _joins_last(edit, text, start, end)):
        return span
    first = min(start, edit.start)
    last = max(end, edit.end) + edit.grows
    return (first, last) if first < last else None


def spans_after(spans: Iterable[Span], edit: TextEdit, text: str) -> tuple[Span, ...]:
    """The stretches after an edit, less those of which nothing is left."""
    return tuple(after for span in spans if (after := span_after(span, edit, text)) is not None)


def pages_after(pages: Iterable[PagePlace], edit: TextEdit, text: str) -> tuple[PagePlace, ...]:
    """Where the text stands on pages after an edit: what was not on them stands on none."""
    edit = edit.smallest(text)
    found: list[PagePlace] = []
    for start, page, first, length in pages:
        end = start + length
        if (before := min(end, edit.start) - start) > 0:
            found.append((start, page, first, before))
        if (after := end - max(start, edit.end)) > 0:
            found.append((end - after + edit.grows, page, first + length - after, after))
    return tuple(found)


def passage_after(passage: Passage, edit: TextEdit, text: str, new_text: str, digest: str) -> Passage:
    """The passage of `text` in the text that the edit makes of it, whose hash is `digest`.

    One that does not stand in the text is left as it is. One of which nothing is left is an
    orphan.
    """
    if passage.orphan or text[passage.start : passage.end] != passage.exact:
        return passage
    span = span_after((passage.start, passage.end), edit, text)
    if span is None or not new_text[span[0] : span[1]].strip():
        return replace(passage, orphan=True)
    start, end = span
    return replace(
        passage,
        exact=new_text[start:end],
        prefix=new_text[max(0, start - CONTEXT) : start],
        suffix=new_text[end : end + CONTEXT],
        start=start,
        end=end,
        text_hash=digest,
    )


def _joins_first(edit: TextEdit, text: str, start: int, end: int) -> bool:
    """Whether words that are written right before a stretch are letters of its first word."""
    fresh = edit.start == edit.end == start < end and bool(edit.words)
    return fresh and (
        edit.words.isalnum() and text[start].isalnum() and not (start and text[start - 1].isalnum())
    )


def _joins_last(edit: TextEdit, text: str, start: int, end: int) -> bool:
    fresh = edit.start == edit.end == end > start and bool(edit.words)
    return fresh and (edit.words.isalnum() and text[end - 1].isalnum() and not text[end : end + 1].isalnum())
