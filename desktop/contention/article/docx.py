"""Word documents: mammoth reads a copy of the archive that holds only what was checked, and gives HTML.

mammoth parses XML without limits of its own, so it never sees the file itself: each part is read within
the limits of `packed`, parsed by `safe_xml` and written out again.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any

from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.html_to_markdown import markdown_of
from contention.article.notes import Notes, take_out, without_link_back
from contention.article.packed import Packed, damaged, too_long
from contention.article.pictures import Pictures
from contention.article.safe_xml import too_deep, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

DEEPEST = 250
"""Elements within each other, which mammoth reads by recursion. Nine levels of tables need about 40."""

MOST_ELEMENTS = 300_000
"""Of which mammoth makes Python objects, about 1 KB each. A page of a book has about 60."""

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh > em
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Heading 7'] => h6:fresh
p[style-name='Heading 8'] => h6:fresh
p[style-name='Heading 9'] => h6:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
"""
"""Styles of Word and LibreOffice beyond those that mammoth knows."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOOKS = tuple(
    f"{_WORD}{name}"
    for name in (
        "rFonts", "sz", "szCs", "lang", "color", "kern", "spacing", "jc", "proofErr", "lastRenderedPageBreak",
        "noProof", "bCs", "iCs", "keepNext", "keepLines", "widowControl", "sectPr", "tblBorders", "tcBorders",
        "tcW", "shd", "tblCellMar",
    )
)  # fmt: skip
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The text of a Word document, its footnotes, and the pictures inside it.

    Raises:
        ArticleError: it is damaged, protected, or beyond the limits.
    """
    archive = Packed(data, name)
    if "word/document.xml" not in archive and "_rels/.rels" not in archive:
        raise damaged(name)
    copy = _checked_copy(archive, name)
    progress(0.2)
    pictures = Pictures()
    root = _html(copy, name, pictures)
    progress(0.7)

    def to_markdown(element: Any) -> str:
        return markdown_of(element, picture=_own_picture)

    notes = Notes(to_markdown)
    _take_notes(root, notes)
    source = notes.written(to_markdown(root))
    progress(0.95)
    title, author, date = _details(archive, name)
    first = root[0] if len(root) else None
    headed = " ".join("".join(first.itertext()).split()) if first is not None and first.tag == "h1" else ""
    return Found(
        source=source,
        title=headed or title,  # what stands in the properties is often that of the letter it was made from
        author=author,
        date=date,
        assets=pictures.assets,
        notices=pictures.notices,
    )


def _own_picture(source: str) -> str | None:
    """The asset's id in an address that `_html` wrote."""
    return source.removeprefix("asset:") if source.startswith("asset:") else None


def _checked_copy(archive: Packed, name: str) -> io.BytesIO:
    """The parts that make a text, unpacked and parsed within limits."""
    from lxml import etree

    copy = io.BytesIO()
    elements = 0
    with zipfile.ZipFile(copy, "w") as checked:
        for part in archive.names:
            folder = posixpath.dirname(part)
            if part.endswith((".xml", ".rels")):
                if folder.startswith(
                    ("customXml", "docProps", "word/theme", "word/glossary", "word/embeddings")
                ):
                    continue
                root = _slim(tree_of(archive.markup(part), name, deepest=DEEPEST))
                elements += sum(1 for _ in root.iter())
                if elements > MOST_ELEMENTS:
                    raise too_long(name)
                checked.writestr(part, etree.tostring(root, encoding="utf-8", xml_declaration=True))
            elif "media" in folder:
                checked.writestr(part, archive.read(part))
    copy.seek(0)
    return copy


def _slim(root: _Element) -> _Element:
    """The part without what makes no difference to the words, most of a usual document: fonts, revisions."""
    for element in list(root.iter(*_LOOKS)):
        take_out(element)
    for element in root.iter(f"{_WORD}p", f"{_WORD}r", f"{_WORD}tr"):
        for name in [name for name in element.attrib if "}rsid" in str(name)]:
            del element.attrib[name]
    return root


def _html(copy: io.BytesIO, name: str, pictures: Pictures) -> HtmlElement:
    """What mammoth makes of the document; a picture's address is that of its asset."""
    import mammoth
    from lxml import html

    def picture(image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                asset = pictures.take(stream.read(), getattr(image, "alt_text", None) or "picture")
        except (KeyError, OSError, ValueError, mammoth.docx.files.InvalidFileReferenceError):
            pictures.leave_out(str(id(image)))
            asset = None
        return {"src": f"asset:{asset}" if asset else ""}

    try:
        result = mammoth.convert_to_html(
            copy,
            style_map=STYLES,
            convert_image=mammoth.images.img_element(picture),
            include_embedded_style_map=False,
        )
    except RecursionError as error:
        raise too_deep(name) from error
    except ArticleError:
        raise
    except Exception as error:
        # mammoth trusts what it reads: a part that is missing or wrong ends in any kind of error.
        if isinstance(error, MemoryError):
            raise
        raise damaged(name) from error
    return html.fragment_fromstring(result.value or "<p></p>", create_parent="div")


def _take_notes(root: HtmlElement, notes: Notes) -> None:
    """Footnotes, endnotes and comments, which mammoth puts into a list at the end, become notes."""
    by_id = {}
    for item in root.iter("li"):
        item_id = item.get("id") or ""
        if item_id.startswith(("footnote-", "endnote-")) and "-ref-" not in item_id:
            by_id[item_id] = item
    for reference in list(root.iter("sup")):
        link = reference.find("a")
        note = by_id.get((link.get("href") or "").removeprefix("#")) if link is not None else None
        if note is None:
            continue
        take_out(reference, notes.add(note))
    for note in by_id.values():
        without_link_back(note)
        around = note.getparent()
        if around is not None:
            around.remove(note)
            if not len(around):
                take_out(around)


def _details(archive: Packed, name: str) -> tuple[str, str, str]:
    """Title, author and date as the document's properties say them."""
    if "docProps/core.xml" not in archive:
        return "", "", ""
    try:
        root = tree_of(archive.markup("docProps/core.xml"), name)
    except ArticleError:
        return "", "", ""

    def said(tag: str) -> str:
        return " ".join((root.findtext(tag) or "").split())

    return said(f"{_DUBLIN}title"), said(f"{_DUBLIN}creator"), said(f"{_TERMS}created")[:10]
