"""Plain text to Markdown that reads as exactly the same words, and nothing else.

A text file has no mark-up: a line that begins with "#", "1." or four spaces is
words. So every character that Markdown could take for its own is escaped.
"""

from __future__ import annotations

import re
from itertools import pairwise

from contention.article.markdown import clean, joins_without_space

LONGEST_LINE = 120
"""Characters; a line longer than this was not wrapped by hand, so it is a paragraph."""
LEAST_WIDTH = 60
"""Characters; text set narrower than this is verse or a list, not wrapped prose."""
SHORT_LINE = 0.75
"""A line that leaves more than a quarter of the width free was ended on purpose."""
LONGEST_TITLE = 100
"""Characters of a first line that may be a title."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028]")
_SPECIAL = re.compile(r"[\\`*_\[\]<&|~]")
# What means something at the start of a line only: headings, quotes, lists, rules, definitions.
_LINE_START = re.compile(r"[#>+\-=:]|\d{1,9}[.)]")
_SENTENCE_END = frozenset(".,;:…。")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, as its canonical text will hold them.

    They stand between blank lines or, where there are none, each on a line. Lines
    wrapped by hand are joined; a line that ends early (verse, an address) keeps its
    line break. White space at the ends of lines is dropped.
    """
    lines = [clean(line).strip() for line in _LINE_END.split(text.replace("\u2029", "\n\n"))]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    if "" not in lines:
        return lines
    wrapped = [len(line) for line in lines if len(line) <= LONGEST_LINE]
    width = max(LEAST_WIDTH, *wrapped)
    found: list[str] = []
    group: list[str] = []
    for line in (*lines, ""):
        if line:
            group.append(line)
        elif group:
            found += _group_paragraphs(group, width)
            group = []
    return found


def title_of(parts: list[str]) -> str:
    """The first paragraph, where it looks like a title: short, no sentence, longer ones below."""
    if len(parts) < 2:
        return ""
    first = parts[0]
    below = max(map(len, parts[1:4]))
    if "\n" in first or len(first) > LONGEST_TITLE or first[-1] in _SENTENCE_END or below < 1.5 * len(first):
        return ""
    return first if any(map(str.isalnum, first)) else ""


def to_markdown(parts: list[str], *, title: bool = False) -> str:
    """Markdown whose canonical text is ``"\\n".join(parts)``; with `title`, the first is a heading."""
    blocks = [_escape_paragraph(part) for part in parts]
    if title and blocks:
        # A heading may end in "#" signs of its own, which Markdown would drop.
        blocks[0] = "# " + escape(parts[0]).replace("#", "\\#")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    """The text with every character escaped that means something inside a line of Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escape_paragraph(paragraph: str) -> str:
    lines = []
    for line in paragraph.split("\n"):
        escaped = escape(line)
        if (start := _LINE_START.match(escaped)) is not None:
            last = start.end() - 1
            escaped = f"{escaped[:last]}\\{escaped[last:]}"
        lines.append(escaped)
    return "\\\n".join(lines)


def _group_paragraphs(group: list[str], width: int) -> list[str]:
    """The paragraphs of the lines between two blank lines."""
    if max(map(len, group)) > LONGEST_LINE:
        return group
    joined = [group[0]]
    for before, line in pairwise(group):
        first_word = line.split(maxsplit=1)[0]
        if joins_without_space(before[-1], line[0]):
            # Without spaces there are no first words: a full line is filled to the last sign.
            ended = len(before) < SHORT_LINE * max(map(len, group))
            joined.append("\n" if ended else "")
        else:
            joined.append("\n" if len(before) + 1 + len(first_word) < SHORT_LINE * width else " ")
        joined.append(line)
    return ["".join(joined)]
