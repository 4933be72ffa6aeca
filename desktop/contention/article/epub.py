"""EPUB books, version 2 and 3: the chapters in the order of the spine, read as web pages."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html.entities import html5
from typing import TYPE_CHECKING, Any

import msgspec

from contention.article import html_parsing
from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.html_to_markdown import markdown_of
from contention.article.notes import Notes, take_out, without_link_back
from contention.article.packed import Packed, damaged
from contention.article.pictures import Pictures
from contention.article.safe_xml import refuse_entities, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPS = "{http://www.idpf.org/2007/ops}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_NO_READING = frozenset({"cover", "toc", "landmarks", "loi", "lot", "page-list"})
"""Parts that are no text to read, by their `epub:type` or in the guide of an older book."""
_REFERENCE = frozenset({"noteref", "doc-noteref"})
_FONTS = (".ttf", ".otf", ".woff", ".woff2", ".ttc")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


DEEPEST = 200
"""Elements within each other in a page; a deeper one is read as a page of the web is."""


class _Chapter(msgspec.Struct):
    """One page of the book."""

    path: str
    body: Any
    title: str
    """As the table of contents calls it."""


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The book's text without its cover and its table of contents.

    Raises:
        ArticleError: it is damaged, protected against copying, or beyond the limits.
    """
    archive = Packed(data, name)
    _refuse_protected(archive, name)
    package_path = _package_path(archive, name)
    package = tree_of(archive.markup(package_path), name)
    chapters = _chapters(archive, package, posixpath.dirname(package_path), name)
    progress(0.3)
    if not chapters:
        raise damaged(name)
    pictures = Pictures()

    def picture(path: str) -> str | None:
        if path not in archive:
            pictures.leave_out(path)
            return None
        return pictures.take(archive.read(path), path)

    def to_markdown(element: Any) -> str:
        return markdown_of(element, picture=picture)

    notes = Notes(to_markdown)
    _take_notes(chapters, notes)
    _name_chapters(chapters)
    source = notes.written(to_markdown(_one_page(chapters)))
    progress(0.95)

    def said(tag: str) -> list[str]:
        found = (" ".join("".join(one.itertext()).split()) for one in package.iter(f"{_DUBLIN}{tag}"))
        return [words for words in found if words]

    return Found(
        source=source,
        title=next(iter(said("title")), ""),
        author=", ".join(said("creator")[:4]),
        date=next(iter(said("date")), "")[:10],
        address=next((words for words in said("source") if words.startswith(("https://", "http://"))), ""),
        assets=pictures.assets,
        notices=pictures.notices,
    )


def _refuse_protected(archive: Packed, name: str) -> None:
    """Says so where the text is encrypted; fonts may be, which nobody reads."""
    path = "META-INF/encryption.xml"
    if path not in archive:
        return
    references = [
        one.get("URI", "") for one in tree_of(archive.markup(path), name).iter("{*}CipherReference")
    ]
    if "META-INF/rights.xml" in archive or any(not one.lower().endswith(_FONTS) for one in references):
        raise ArticleError(
            f"“{name}” is protected against copying (DRM), so no other program can read it. "
            "Please use an edition without this protection."
        )


def _package_path(archive: Packed, name: str) -> str:
    for root in tree_of(archive.markup("META-INF/container.xml"), name).iter("{*}rootfile"):
        path = _inside("", root.get("full-path", ""))
        if path in archive:
            return path
    raise damaged(name)


def _chapters(archive: Packed, package: _Element, base: str, name: str) -> list[_Chapter]:
    items = {item.get("id", ""): item for item in package.iterfind("{*}manifest/{*}item")}
    skipped = {
        _inside(base, one.get("href", ""))
        for one in package.iterfind("{*}guide/{*}reference")
        if one.get("type", "").lower() in _NO_READING
    }
    titles = _titles(archive, package, items, base, name)
    chapters = []
    taken = set()
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no":
            continue
        path = _inside(base, item.get("href", ""))
        if (
            path not in archive
            or path in skipped
            or path in taken
            or item.get("media-type", "") not in _PAGES
            or "nav" in item.get("properties", "").split()
        ):
            continue
        taken.add(path)
        body = _page(archive.markup(path), name)
        if body is not None and not _is_no_reading(body):
            chapters.append(_Chapter(path, body, titles.get(path, "")))
    return chapters


def _titles(
    archive: Packed, package: _Element, items: dict[str, _Element], base: str, name: str
) -> dict[str, str]:
    """What the table of contents calls each page (EPUB 3 "nav", EPUB 2 "ncx")."""
    contents = [item for item in items.values() if "nav" in item.get("properties", "").split()]
    spine = package.find("{*}spine")
    ncx = items.get(spine.get("toc", "")) if spine is not None else None
    found: dict[str, str] = {}
    for item in (*contents, *([ncx] if ncx is not None else [])):
        path = _inside(base, item.get("href", ""))
        if path not in archive:
            continue
        try:
            root = tree_of(_without_names(archive.markup(path)), name)
        except ArticleError:
            continue  # the chapters' own headings will do
        folder = posixpath.dirname(path)
        for link in root.iter("{*}a"):
            found.setdefault(
                _inside(folder, link.get("href", "")), " ".join("".join(link.itertext()).split())
            )
        for point in root.iter("{*}navPoint"):
            target = point.find("{*}content")
            if target is not None:
                words = " ".join((point.findtext("{*}navLabel/{*}text") or "").split())
                found.setdefault(_inside(folder, target.get("src", "")), words)
    return found


def _page(data: bytes, name: str) -> _Element | None:
    """The body of a page, its tags without namespaces; None where it has none."""
    from lxml import etree

    refuse_entities(data, name)
    try:
        root: Any = tree_of(_without_names(data), name, deepest=DEEPEST)
    except ArticleError:
        # Not well-formed, as old books are, or too deep: read as a page of the web is.
        root = html_parsing.tree_of(html_parsing.cleaned(html_parsing.text_of(data)[0]), name)
    for element in root.iter(etree.Element):
        if element.tag.startswith("{"):
            element.tag = element.tag.rpartition("}")[2]
        kind = element.attrib.pop(f"{_OPS}type", None)
        if kind is not None:
            element.set("epub-type", kind)
    body: _Element | None = root.find("body") if root.tag == "html" else root
    return body


def _without_names(data: bytes) -> bytes:
    """The page with HTML's names for characters (&nbsp;) as characters: XML knows five of them only."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data

    def character(found: re.Match[bytes]) -> bytes:
        if found[1] in _XML:
            return found[0]
        meant = html5.get(f"{found[1].decode('ascii')};", "")
        return "".join(f"&#{ord(one)};" for one in meant).encode("ascii") or found[0]

    return _NAMED.sub(character, data)


def _kinds(element: _Element) -> set[str]:
    return set(f"{element.get('epub-type', '')} {element.get('role', '')}".split())


def _is_no_reading(body: _Element) -> bool:
    """Whether a page is a cover, a table of contents, or a list of pictures or pages."""
    around = [body, *(child for child in body if isinstance(child.tag, str))]
    return bool(_kinds(body) & _NO_READING) or (len(around) == 2 and bool(_kinds(around[1]) & _NO_READING))


def _take_notes(chapters: list[_Chapter], notes: Notes) -> None:
    """Notes to which a reference leads go to their marks; pages of nothing but notes go as well."""
    found: dict[tuple[str, str], _Element] = {}
    for chapter in chapters:
        for element in chapter.body.iter("aside", "li", "div", "p", "section", "dd"):
            if element.get("id"):
                found[chapter.path, element.get("id")] = element
    marks: dict[tuple[str, str], str] = {}
    for chapter in chapters:
        for link in list(chapter.body.iter("a")):
            if not _kinds(link) & _REFERENCE:
                continue
            target = link.get("href", "")
            path = _inside(posixpath.dirname(chapter.path), target) if _path_of(target) else chapter.path
            key = path, target.partition("#")[2]
            if key not in found or found[key] in link.iterancestors():
                continue
            if key not in marks:
                marks[key] = notes.add(found[key])
            around = link.getparent()
            alone = around is not None and around.tag == "sup" and len(around) == 1
            take_out(around if alone else link, marks[key])
    touched = set()
    for (path, _), note in ((key, found[key]) for key in marks):
        without_link_back(note)
        take_out(note)
        touched.add(path)
    chapters[:] = [one for one in chapters if one.path not in touched or _has_words(one.body)]


def _has_words(body: _Element) -> bool:
    """Whether a page has more than headings."""
    return any(
        any(map(str.isalnum, f"{element.text or ''}" if element.tag not in _HEADINGS else ""))
        or any(map(str.isalnum, element.tail or ""))
        for element in body.iter()
        if isinstance(element.tag, str)
    )


def _name_chapters(chapters: list[_Chapter]) -> None:
    """A chapter without a heading gets the one that the table of contents has for it."""
    from lxml import etree

    first = (next(one.body.iter(*_HEADINGS), None) for one in chapters)
    levels = Counter(heading.tag for heading in first if heading is not None)
    usual = levels.most_common(1)[0][0] if levels else "h1"
    for chapter in chapters:
        if chapter.title and next(chapter.body.iter(*_HEADINGS), None) is None and _has_words(chapter.body):
            heading = etree.Element(usual)
            heading.text = chapter.title
            heading.tail = chapter.body.text
            chapter.body.text = None
            chapter.body.insert(0, heading)


def _one_page(chapters: list[_Chapter]) -> _Element:
    """All chapters under each other; what they call by its name is told from what the others call so."""
    from lxml import etree

    root = etree.Element("div")
    places = {chapter.path: f"c{number}" for number, chapter in enumerate(chapters)}
    for chapter in chapters:
        base = posixpath.dirname(chapter.path)
        for element in chapter.body.iter(etree.Element):
            if element.get("id"):
                element.set("id", f"{places[chapter.path]}-{element.get('id')}")
            if element.tag == "img":
                element.set("src", _inside(base, element.get("src", "")) or "?")
            elif element.tag == "a" and not _WEB.match(element.get("href", "")):
                path, _, place = element.get("href", "").partition("#")
                target = places.get(_inside(base, path) if path else chapter.path)
                element.attrib.pop("href", None)
                if target and place:
                    element.set("href", f"#{target}-{place}")
        chapter.body.tag = "section"
        root.append(chapter.body)
    return root


def _path_of(address: str) -> str:
    """The path of a relative address, "" for a place on the same page or an address elsewhere (RFC 3986)."""
    path = address.partition("#")[0].partition("?")[0]
    if _SCHEME.match(path) or path.startswith("//"):
        return ""
    raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), path.encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")


def _inside(base: str, address: str) -> str:
    """The name in the archive that a relative address means; "" where it leads out of it."""
    path = posixpath.normpath(posixpath.join(base, _path_of(address)))
    return "" if path.startswith(("..", "/")) else path
