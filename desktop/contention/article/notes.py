"""Footnotes of a document to those of Markdown, through marks that survive the way from HTML.

A reader of a format puts `mark(n)` where the number of a note stood and hands the note's element to
`Notes.add`; `Notes.written` turns the marks in the finished Markdown into references.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_MARK = re.compile("\uf8f0([0-9]{1,6})\uf8f1")
_LABEL = "n"
"""Begins the labels of these notes; those that are found in HTML itself are numbers."""
_BACK = re.compile("^[\u2191\u21a9\u23ce\u2934\ufe0e\ufe0f\\s]+$")
"""What a link back from a note to the text shows: an arrow."""


def mark(number: int) -> str:
    """What stands in the text for the reference to a note: two signs of the private use area."""
    return f"\uf8f0{number}\uf8f1"


class Notes:
    """The notes of one document, by the number in their marks."""

    def __init__(self, to_markdown: Callable[[_Element], str]) -> None:
        self._to_markdown = to_markdown
        self._elements: dict[int, _Element] = {}

    def add(self, note: _Element) -> str:
        """One more note; the mark that stands for it."""
        number = len(self._elements) + 1
        self._elements[number] = note
        return mark(number)

    def written(self, markdown: str) -> str:
        """The Markdown with its references, and the notes below it.

        A note whose mark did not come through is a paragraph at the end: nothing is lost.
        """
        texts = {number: self._to_markdown(note).strip() for number, note in self._elements.items()}
        seen = {int(found) for text in (markdown, *texts.values()) for found in _MARK.findall(text)}

        def reference(found: re.Match[str]) -> str:
            number = int(found[1])
            return f"[^{_LABEL}{number}]" if texts.get(number) else ""

        parts = [markdown.rstrip("\n")]
        for number, text in texts.items():
            label = f"[^{_LABEL}{number}]: " if number in seen else ""
            if text:
                parts.append(label + (text.replace("\n", "\n    ") if label else text))
        whole = "\n\n".join(part for part in parts if part)
        return _MARK.sub(reference, re.sub("(?m)^ +$", "", whole)) + "\n"


def without_link_back(note: _Element) -> None:
    """Takes the arrow off a note that leads back to where it belongs."""
    for link in list(note.iter("a")):
        words = "".join(link.itertext())
        role = f"{link.get('role', '')} {link.get('epub-type', '')}"
        if "backlink" in role or _BACK.match(words):
            take_out(link)


def take_out(element: _Element, instead: str = "") -> None:
    """Removes an element and puts words in its place; what stands after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    text = instead + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    element.tail = None
    parent.remove(element)
