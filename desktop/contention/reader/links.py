"""Links and notes of an article: what lies under a place in its text, and where it leads."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QUrl

from contention.article.blocks import ArticleText, Block, BlockKind, Style
from contention.model.project import Span

_ALLOWED = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


class Link(NamedTuple):
    """Words that lead somewhere."""

    start: int
    end: int
    address: str = ""
    """On the web or for mail; empty for what leads to a place in the article."""
    place: int | None = None
    """Where in the article it leads; None for an address."""
    note: str = ""
    """Of a reference to a footnote: the note's words."""


def link_at(text: ArticleText, position: int) -> Link | None:
    """The link or the reference to a note that a place in the text lies in; None where it leads nowhere."""
    if not 0 <= position < len(text.text):
        return None
    block = text.blocks[text.block_at(position)]
    at = block.start
    rows = block.rows or ((block.runs,),)
    for row in rows:
        for cell in row:
            for run in cell:
                if at <= position < at + len(run.text):
                    span = (at, at + len(run.text))
                    if Style.NOTE in run.styles:
                        return _note(text, run.text, span)
                    return _link(text, run.href, span)
                at += len(run.text)
            at += 1
    return None


def may_open(address: str) -> bool:
    """Whether an address is of a kind that may be handed to the system: http, https or mail."""
    return _ALLOWED.match(address) is not None


def _link(text: ArticleText, href: str, span: Span) -> Link | None:
    if href.startswith("#"):
        place = _anchor(text, href[1:])
        return Link(*span, place=place) if place is not None else None
    return Link(*span, address=href) if may_open(href) else None


def _note(text: ArticleText, reference: str, span: Span) -> Link | None:
    number = reference.strip("[]")
    blocks = [block for block in text.blocks if block.note and str(block.note) == number]
    if not blocks:
        return None
    words = "\n".join(block.text for block in blocks)
    return Link(*span, place=blocks[0].start, note=words)


def _anchor(text: ArticleText, name: str) -> int | None:
    """The place of a heading by its anchor, as the usual web sites for Markdown make it."""
    wanted = QUrl.fromPercentEncoding(QByteArray(name.encode())).casefold()
    if not wanted:
        return 0
    seen: dict[str, int] = {}
    for block in text.blocks:
        if block.kind is BlockKind.HEADING:
            anchor = _anchor_of(block)
            repeated = seen.get(anchor, 0)
            seen[anchor] = repeated + 1
            if wanted == (f"{anchor}-{repeated}" if repeated else anchor):
                return block.start
    return None


def _anchor_of(heading: Block) -> str:
    return _NOT_IN_ANCHOR.sub("", heading.text.casefold()).strip().replace(" ", "-")
