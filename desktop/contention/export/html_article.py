"""An article on a page: its blocks as HTML, with the passages of the map marked in them.

Everything is written from `article.markdown` blocks and escaped on the way. Links lead to http,
https and mailto alone. Pictures are those that the project holds, written into the page; others
are told in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.article.blocks import Block, BlockKind, Run, Style
from contention.article.markdown import read_markdown
from contention.export.markup import escaped
from contention.export.words import Line
from contention.model.anchors import stands
from contention.model.project import EMPTY, Article, Asset, Id, Kind

_LINKS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Media types of the pictures that a page shows."""
_TAGS = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.STRIKE: "s",
    Style.CODE: "code",
    Style.NOTE: "sup",
}


def tr(text: str) -> str:
    """Words of the page in the reader's language."""
    return QCoreApplication.translate("Page", text)


class Mark(NamedTuple):
    """A passage in an article; places count in its canonical text."""

    start: int
    end: int
    place: str
    """The id of its beginning on the page."""
    number: int
    """Of the claim's line."""
    role: str


def marks_in(article: Article, lines: Iterable[Line]) -> dict[Id, Mark]:
    """The passages that still stand in an article, by id of the passage and in their order."""
    text = read_markdown(article.source).text
    found: list[tuple[Id, Mark]] = []
    for line in lines:
        role = {Kind.REASON: "reason", Kind.OBJECTION: "objection", None: "neutral"}[line.kind]
        for index, passage in enumerate(line.passages, start=1):
            if passage.article == article.id and passage.start < passage.end and stands(passage, text):
                place = f"p{line.number}-{index}"
                found.append((passage.id, Mark(passage.start, passage.end, place, line.number, role)))
    return dict(sorted(found, key=lambda one: (one[1].start, -one[1].end, one[1].number)))


def article_html(
    article: Article, marks: Mapping[Id, Mark], prefix: str, assets: Mapping[Id, Asset] = EMPTY
) -> str:
    """The article's blocks, with pictures of the assets. Its notes have ids that begin with `prefix`."""
    return _Writer(tuple(marks.values()), prefix, assets).written(read_markdown(article.source).blocks)


class _Writer:
    def __init__(self, marks: tuple[Mark, ...], prefix: str, assets: Mapping[Id, Asset]) -> None:
        self.marks, self.prefix, self.assets = marks, prefix, assets
        self.parts: list[str] = []
        self.open: list[tuple[str, int]] = []
        """What blocks stand in: a tag, and the item's or the note's number."""
        self.notes: set[int] = set()
        """Footnotes that are in the article."""

    def written(self, blocks: tuple[Block, ...]) -> str:
        self.notes = {block.note for block in blocks if block.note}
        told: set[int] = set()
        for block in blocks:
            self._enter(block)
            inner = self._block(block)
            if block.note and block.note not in told:
                told.add(block.note)
                self.parts.append(f'<p id="{self.prefix}n{block.note}" class="noted">{block.note}</p>')
            self.parts.append(inner)
        self._close(0)
        return "\n".join(self.parts)

    def _enter(self, block: Block) -> None:
        """Close and open the quotes and lists between the block before and this one."""
        wanted: list[tuple[str, int]] = [("blockquote", 0)] * block.quote
        if block.note:
            wanted.append(("section", block.note))
        wanted += [("div", 0)] * block.indent
        for place in block.lists:
            wanted += [("ol" if place.ordered else "ul", 0), ("li", place.number)]
        same = 0
        while same < min(len(wanted), len(self.open)) and wanted[same] == self.open[same]:
            same += 1
        # An item that begins anew is another one, though its number be the same.
        if block.marker and block.lists and same == len(wanted):
            same -= 1
        self._close(same)
        for tag, number in wanted[same:]:
            value = f' value="{number}"' if tag == "li" and self.open[-1][0] == "ol" else ""
            self.open.append((tag, number))
            self.parts.append(f"<{tag}{value}>")

    def _close(self, keep: int) -> None:
        while len(self.open) > keep:
            self.parts.append(f"</{self.open.pop()[0]}>")

    def _block(self, block: Block) -> str:
        match block.kind:
            case BlockKind.RULE:
                return "<hr/>"
            case BlockKind.TABLE:
                return self._table(block)
            case BlockKind.CODE:
                return f'<pre dir="ltr"><code>{self._runs(block.runs, block.start, code=True)}</code></pre>'
        inner = self._runs(block.runs, block.start)
        if block.kind is BlockKind.HEADING:
            tag = f"h{min(block.level + 1, 6)}"
            return f'<{tag} dir="auto">{inner}</{tag}>'
        if block.kind is BlockKind.TERM:
            return f'<p class="term" dir="auto">{inner}</p>'
        if block.task is not None:
            done = tr("done") if block.task else tr("to do")
            sign = "☑" if block.task else "☐"
            inner = f'<span role="img" aria-label="{escaped(done)}">{sign}</span> {inner}'
        return f'<p dir="auto">{inner}</p>'

    def _table(self, block: Block) -> str:
        parts = ["<table>"]
        at = block.start
        for index, row in enumerate(block.rows):
            tag = "th" if index == 0 else "td"
            parts.append("<tr>")
            for cell, alignment in zip(row, block.alignments, strict=True):
                look = f' class="{alignment}"' if alignment in {"left", "center", "right"} else ""
                parts.append(f'<{tag}{look} dir="auto">{self._runs(cell, at)}</{tag}>')
                at += sum(len(run.text) for run in cell) + 1
            parts.append("</tr>")
        return "".join([*parts, "</table>"])

    def _runs(self, runs: tuple[Run, ...], at: int, *, code: bool = False) -> str:
        parts: list[str] = []
        for run in runs:
            end = at + len(run.text)
            parts.append(self._around(run, "".join(self._marked(run, at, end, code=code)), code=code))
            if self._leads(run):
                parts += self._ways_back(at, end)
            at = end
        return "".join(parts)

    def _around(self, run: Run, inner: str, *, code: bool) -> str:
        """A run's own styles and its link around what is marked in it."""
        for style in reversed(run.styles):
            tag = _TAGS.get(style)
            if tag is not None and not (code and style is Style.CODE):
                inner = f"<{tag}>{inner}</{tag}>"
        number = run.text.strip("[]")
        if Style.NOTE in run.styles and number.isdecimal() and int(number) in self.notes:
            return f'<a href="#{self.prefix}n{number}">{inner}</a>'
        if _LINKS.fullmatch(run.href):
            return f'<a href="{escaped(run.href)}" rel="noopener noreferrer">{inner}</a>'
        return inner

    def _marked(self, run: Run, start: int, end: int, *, code: bool) -> Iterator[str]:
        """The run in pieces, each with the same passages over it."""
        over = [mark for mark in self.marks if mark.start < end and mark.end > start]
        cuts = {start, end}
        for mark in over:
            cuts.update(place for place in (mark.start, mark.end) if start < place < end)
        leads = self._leads(run)
        for left, right in pairwise(sorted(cuts)):
            here = [mark for mark in over if mark.start <= left and mark.end >= right]
            yield from (f'<span id="{mark.place}"></span>' for mark in here if mark.start == left)
            words = run.text[left - start : right - start]
            if Style.IMAGE in run.styles:
                words_html = self._picture(run)
            else:
                words_html = escaped(words) if code else escaped(words).replace("\n", "<br/>")
            if here:
                shortest = min(here, key=lambda mark: mark.end - mark.start)
                words_html = f'<mark class="{shortest.role}">{words_html}</mark>'
            yield words_html
            if not leads:
                yield from self._ways_back(left, right)

    def _picture(self, run: Run) -> str:
        """A picture of the project, as data; any other in words."""
        asset = self.assets.get(run.asset)
        if asset is not None and asset.media_type in PICTURES and _BASE64.fullmatch(asset.data):
            return f'<img src="data:{asset.media_type};base64,{asset.data}" alt="{escaped(run.alt)}"/>'
        alt = run.alt or tr("without a description")
        return f'<span class="image">{escaped(tr("Picture: {words}").format(words=alt))}</span>'

    def _leads(self, run: Run) -> bool:
        """Whether a run may be a link: no other can stand in it, so ways back come after it."""
        return bool(_LINKS.fullmatch(run.href)) or Style.NOTE in run.styles

    def _ways_back(self, start: int, end: int) -> Iterator[str]:
        """For each passage that ends after `start`, up to `end`, the number of its claim."""
        for mark in self.marks:
            if start < mark.end <= end:
                said = escaped(tr("Claim {number}").format(number=mark.number))
                yield (
                    f'<a class="back" href="#o{mark.number}" title="{said}" '
                    f'aria-label="{said}">{mark.number}</a>'
                )
