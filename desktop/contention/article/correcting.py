"""A correction of an article's words, as an edit of its Markdown source.

The parser does not say where in the source a word stands. So the place is looked for by the words
around it, and the result is parsed again: what it gives must be the canonical text with just that
edit, in the very same blocks. Whatever does not come out so is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contention.article.blocks import ArticleText
from contention.article.errors import ArticleError
from contention.article.markdown import clean, read_markdown
from contention.article.plain_text import escape, to_markdown
from contention.model.following import TextEdit

_AROUND = (60, 24, 10, 4, 1, 0)
"""Characters on either side that are looked for with the words; fewer where mark-up is near."""
_PLACES = 6
"""Of those with the same words around them, the nearest by their number."""
_SPACE = r"(?: |[ \t]*\n[ \t>]*)"
_TRIES = 24
_LARGE = 200_000
_TRIES_LARGE = 5
"""Of a source of more than so many characters: each try parses it anew, a second for 3 MB."""

_REFUSED = (
    "This place cannot be corrected here: its formatting is in the way. The text is unchanged. "
    "Try fewer words at a time, without links or marks between them."
)


def corrected_source(source: str, start: int, end: int, words: str) -> tuple[str, TextEdit]:
    """The source with `words` for the characters from `start` to `end` of its canonical text.

    Gives the edit of the canonical text as well: line breaks in `words` become spaces.

    Raises:
        ArticleError: it cannot be done without changing something else.
    """
    before = read_markdown(source)
    words = " ".join(clean(words).split("\n"))
    edit = TextEdit(max(0, start), min(len(before.text), max(start, end)), words)
    if "\n" in before.text[edit.start : edit.end]:
        raise ArticleError(
            "A correction has to stay in one paragraph. The text is unchanged. "
            "Correct one paragraph at a time."
        )
    wanted = edit.done_to(before.text)
    if wanted == before.text:
        return source, edit
    if not any(map(str.isalnum, wanted)):
        raise ArticleError("An article needs some words, so the last of them cannot be taken out.")
    tried: set[str] = set()
    for candidate in _candidates(source, before.text, edit):
        if candidate in tried:
            continue
        tried.add(candidate)
        after = read_markdown(candidate)
        if after.text == wanted and _shape(after) == _shape(before):
            return candidate, edit
        if len(tried) == (_TRIES if len(source) <= _LARGE else _TRIES_LARGE):
            break
    raise ArticleError(_REFUSED)


def _candidates(source: str, text: str, edit: TextEdit) -> Iterator[str]:
    """Sources with the edit at places where it may belong, the likeliest first."""
    start, end = edit.start, edit.end
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    for around in _AROUND:
        whole = max(line, start - around), min(stop, end + around)
        # Mark-up may stand at one edge of the words: then they are known by the other side.
        for left, right in dict.fromkeys((whole, (whole[0], end), (start, whole[1]))):
            if left == right:
                continue
            parts = (text[left:start], text[start:end], text[end:right])
            found = list(re.finditer("".join(f"({_in_source(part)})" for part in parts), source))
            earlier = text.count(text[left:right], 0, left)
            order = sorted(range(len(found)), key=lambda one: abs(one - earlier))
            for one in order[:_PLACES]:
                first, last = found[one].span(2)
                for words in _written(edit.words):
                    yield source[:first] + words + source[last:]


def _written(words: str) -> tuple[str, ...]:
    """The words as Markdown: within a line, at its beginning, and (in code) as they are."""
    return tuple(dict.fromkeys((escape(words), to_markdown([words]).removesuffix("\n"), words)))


def _in_source(words: str) -> str:
    """A pattern for words as they may stand in Markdown: with escapes, and with line breaks for spaces."""
    return "".join(_SPACE if char == " " else rf"\\?{re.escape(char)}" for char in words)


def _shape(text: ArticleText) -> list[tuple[object, ...]]:
    """All of the blocks but their words and places."""
    return [
        (
            block.kind,
            block.level,
            block.lists,
            block.marker,
            block.task,
            block.quote,
            block.indent,
            block.note,
            [(run.styles, run.href) for run in block.runs if run.text.strip()],
        )
        for block in text.blocks
    ]
