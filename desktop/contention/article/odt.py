"""OpenDocument texts: content.xml to the same kind of tree that a web page is, and on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.html_to_markdown import markdown_of
from contention.article.notes import Notes
from contention.article.odt_styles import LINKS, TABLE, TEXT, Looks
from contention.article.packed import Packed, damaged
from contention.article.pictures import Pictures
from contention.article.safe_xml import too_deep, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 300
"""Elements within each other, which are gone through by recursion."""
MOST_COLUMNS = 200
"""A table's cell may say that it is repeated a million times."""
MOST_SPACES = 16

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"

_SKIPPED = frozenset(
    {
        f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
        f"{TEXT}table-of-content", f"{TEXT}alphabetical-index", f"{TEXT}illustration-index",
        f"{TEXT}note-citation", f"{_OFFICE}forms", f"{_OFFICE}annotation",
        f"{_OFFICE}scripts", f"{_SVG}title", f"{_SVG}desc", f"{TEXT}ruby-text", f"{TEXT}hidden-text",
    }
)  # fmt: skip
"""What is no part of the text as it is read."""


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The text of an OpenDocument text, its footnotes, and the pictures inside it.

    Raises:
        ArticleError: it is damaged, protected, or beyond the limits.
    """
    archive = Packed(data, name)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.markup(manifest):
        raise ArticleError(
            f"“{name}” is protected with a password. Open it in LibreOffice, save a copy without the "
            "password, and open that."
        )
    content = tree_of(archive.markup("content.xml"), name, deepest=DEEPEST)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged(name)
    styles = tree_of(archive.markup("styles.xml"), name) if "styles.xml" in archive else None
    progress(0.2)
    pictures = Pictures()

    def picture(source: str) -> str | None:
        source = source.removeprefix("./")
        if source not in archive:
            pictures.leave_out(source)
            return None
        return pictures.take(archive.read(source), source)

    def to_markdown(element: Any) -> str:
        return markdown_of(element, picture=picture)

    notes = Notes(to_markdown)
    try:
        tree = _Writer(Looks(content, styles), notes).written(body)
    except RecursionError as error:
        raise too_deep(name) from error
    progress(0.6)
    source = notes.written(to_markdown(tree))
    progress(0.95)
    title, author, date = _details(archive, name)
    return Found(
        source=source,
        title=title,
        author=author,
        date=date,
        assets=pictures.assets,
        notices=pictures.notices,
    )


def _details(archive: Packed, name: str) -> tuple[str, str, str]:
    if "meta.xml" not in archive:
        return "", "", ""
    try:
        meta = tree_of(archive.markup("meta.xml"), name).find(f"{_OFFICE}meta")
    except ArticleError:
        return "", "", ""
    if meta is None:
        return "", "", ""

    def said(tag: str) -> str:
        return " ".join((meta.findtext(tag) or "").split())

    author = said(f"{_META}initial-creator") or said(f"{_DUBLIN}creator")
    return said(f"{_DUBLIN}title"), author, said(f"{_META}creation-date")[:10]


class _Writer:
    """Goes through a text's elements and writes those of HTML."""

    def __init__(self, looks: Looks, notes: Notes) -> None:
        from lxml import etree

        self._looks = looks
        self._notes = notes
        self._new = etree.Element
        self._under = etree.SubElement

    def written(self, body: _Element) -> _Element:
        """The whole text."""
        root = self._new("div")
        self._children(body, root)
        return root

    def _children(self, element: _Element, out: _Element) -> None:
        _add(out, element.text)
        for child in element:
            self._element(child, out)
            _add(out, child.tail)

    def _element(self, element: _Element, out: _Element) -> None:  # noqa: PLR0912 - one branch an element
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == f"{TEXT}h":
            level = element.get(f"{TEXT}outline-level", "1")
            number = min(6, max(1, int(level))) if level.isascii() and level.isdecimal() else 1
            self._children(element, self._under(out, f"h{number}"))
        elif tag == f"{TEXT}p":
            self._paragraph(element, out)
        elif tag == f"{TEXT}span":
            self._span(element, out)
        elif tag == f"{TEXT}a":
            self._children(element, self._under(out, "a", href=element.get(f"{LINKS}href", "")))
        elif tag == f"{TEXT}list":
            self._list(element, out)
        elif tag == f"{TABLE}table":
            self._table(element, out)
        elif tag == f"{TEXT}note":
            note = self._new("div")
            for part in element.iterchildren(f"{TEXT}note-body"):
                self._children(part, note)
            _add(out, self._notes.add(note))
        elif tag == f"{TEXT}line-break":
            self._under(out, "br")
        elif tag == f"{TEXT}s":
            count = element.get(f"{TEXT}c", "1")
            _add(out, " " * (min(int(count), MOST_SPACES) if count.isascii() and count.isdecimal() else 1))
        elif tag == f"{TEXT}tab":
            _add(out, " ")
        elif tag == f"{_DRAW}image":
            title = element.getparent()
            words = (
                title.findtext(f"{_SVG}desc") or title.findtext(f"{_SVG}title") if title is not None else ""
            )
            self._under(out, "img", src=element.get(f"{LINKS}href", ""), alt=words or "")
        elif tag == f"{_DRAW}text-box":
            self._children(element, self._under(out, "div"))
        else:
            self._children(element, out)

    def _paragraph(self, element: _Element, out: _Element) -> None:
        style = element.get(f"{TEXT}style-name", "")
        role = self._looks.role(style)
        # A frame in a paragraph may hold paragraphs, which HTML does not allow in one.
        boxed = next(element.iter(f"{_DRAW}text-box"), None) is not None
        target = out
        if role == "blockquote":
            last = out[-1] if len(out) and not (out[-1].tail or "").strip() else None
            target = last if last is not None and last.tag == "blockquote" else self._under(out, "blockquote")
        paragraph = self._under(target, role if role == "h1" else "div" if boxed else "p")
        around = self._dressed(style, paragraph) if role == "p" else paragraph
        self._children(element, around)

    def _span(self, element: _Element, out: _Element) -> None:
        self._children(element, self._dressed(element.get(f"{TEXT}style-name", ""), out))

    def _dressed(self, style: str, out: _Element) -> _Element:
        """Where the words of a style go: into what makes them bold, slanted or struck out."""
        for tag in self._looks.tags(style):
            out = self._under(out, tag)
        return out

    def _list(self, element: _Element, out: _Element, style: str = "", level: int = 1) -> None:
        style = element.get(f"{TEXT}style-name", "") or style
        made = self._under(out, "ol" if self._looks.numbered(style, level) else "ul")
        for item in element:
            if item.tag not in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                continue
            start = item.get(f"{TEXT}start-value", "")
            if (
                made.tag == "ol"
                and not len(made)
                and start.isascii()
                and start.isdecimal()
                and len(start) < 9
            ):
                made.set("start", start)
            into = self._under(made, "li")
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._list(child, into, style, level + 1)
                else:
                    self._element(child, into)

    def _table(self, element: _Element, out: _Element) -> None:
        table = self._under(out, "table")
        rows = (f"{TABLE}table-rows", f"{TABLE}table-row-group", f"{TABLE}table-header-rows")
        waiting = list(reversed(element))
        while waiting:
            found = waiting.pop()
            if found.tag in rows:
                waiting += reversed(found)
            elif found.tag == f"{TABLE}table-row":
                self._row(found, self._under(table, "tr"))

    def _row(self, element: _Element, row: _Element) -> None:
        for cell in element:
            if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                continue
            again = cell.get(f"{TABLE}number-columns-repeated", "1")
            count = int(again) if again.isascii() and again.isdecimal() and len(again) < 9 else 1
            empty = not any(True for _ in cell)
            for _ in range(min(count, MOST_COLUMNS - len(row), MOST_COLUMNS if empty else 8)):
                self._children(cell, self._under(row, "td"))


def _add(out: _Element, text: str | None) -> None:
    """Words after what an element holds already."""
    if not text:
        return
    if len(out):
        out[-1].tail = (out[-1].tail or "") + text
    else:
        out.text = (out.text or "") + text
