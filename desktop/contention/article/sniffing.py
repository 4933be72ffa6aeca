"""What a file is, by its bytes; its name only decides between kinds of text.

A name that promises another kind is told in a notice where the file can be opened as what it is. Where
it cannot, or where a page or a text stands in place of a document (as after a failed download), the
sentence says both: what the name promises and what the file is.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from contention.article import encodings
from contention.article.errors import ArticleError
from contention.article.packed import Packed


class Format(StrEnum):
    """The kinds of files that become articles."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    ODT = "odt"
    RTF = "rtf"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".mdown": Format.MARKDOWN,
    ".mkd": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".mhtml": Format.MHTML,
    ".mht": Format.MHTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".epub": Format.EPUB,
    ".odt": Format.ODT,
    ".rtf": Format.RTF,
}
"""What a name promises; any other name promises a plain text."""

LARGE_FORMATS = frozenset({Format.PDF, Format.DOCX, Format.EPUB, Format.ODT, Format.MHTML})
"""Those that hold pictures and fonts as well, so that a large file need not be a long text."""

OFFER = (
    "Contention can open text, Markdown, web pages, PDF, Word (.docx), EPUB, OpenDocument (.odt) and RTF; "
    "save or copy its text as one of these."
)
_CALLED = {
    Format.TEXT: "a plain text",
    Format.MARKDOWN: "a Markdown text",
    Format.HTML: "a web page",
    Format.MHTML: "a saved web page (MHTML)",
    Format.PDF: "a PDF document",
    Format.DOCX: "a Word document",
    Format.EPUB: "an EPUB book",
    Format.ODT: "an OpenDocument text",
    Format.RTF: "an RTF document",
}
_TEXTS = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML, Format.MHTML})

_MAGIC = (
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ\x00", "a packed file"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file"),
    (b"Rar!\x1a\x07", "a packed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript document"),
    (b"ITOLITLS", "an e-book of another kind"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDLE = (b"BOOKMOBI", b"TEXtREAd")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}(?:<!doctype html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEADERS = re.compile(
    rb"\s*(?:from|mime-version|date|subject|content-type|snapshot-content-location):", re.IGNORECASE
)
_PACKED = {
    "application/epub+zip": Format.EPUB,
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.text-template": Format.ODT,
}


def promised(name: str) -> Format:
    """What a file's name says that it is."""
    return SUFFIXES.get(PurePath(name).suffix.lower(), Format.TEXT)


def format_of(data: bytes, name: str) -> tuple[Format, str]:
    """What a file is, and a notice where its name says otherwise.

    Raises:
        ArticleError: it is empty, or nothing that can be opened.
    """
    if not data:
        raise ArticleError(f"“{name}” is empty. Please choose another file.")
    expected = promised(name)
    found = _by_bytes(data, name)
    if found is None:
        if expected not in _TEXTS:
            raise _not_what_it_says(name, expected, "a plain text" if _is_text(data) else "something else")
        if not _is_text(data):
            raise ArticleError(f"“{name}” is not a text file. {OFFER}")
        # Mail headers alone make no saved page; a fragment of one need not begin as a page does.
        return (Format.HTML if expected is Format.MHTML else expected), ""
    if found is expected or (found, expected) == (Format.MHTML, Format.HTML):
        return found, ""
    if found in _TEXTS and expected not in _TEXTS:
        raise _not_what_it_says(name, expected, _CALLED[found])
    if expected is Format.TEXT and PurePath(name).suffix.lower() not in SUFFIXES:
        return found, ""
    if expected is Format.MARKDOWN and found is Format.HTML:
        return expected, ""  # Markdown may begin with HTML
    return found, f"“{name}” is {_CALLED[found]}, though its name says otherwise. It was read as what it is."


def _not_what_it_says(name: str, expected: Format, found: str) -> ArticleError:
    return ArticleError(
        f"“{name}” is not {_CALLED[expected]}, though its name says so: it is {found}. If it was downloaded, "
        "please download it again; else give it the name of what it is."
    )


def _by_bytes(data: bytes, name: str) -> Format | None:
    """What the bytes say, or None where they could be any text."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed(data, name)
    if b"%PDF-" in data[:1024] and not _HTML.match(data[:4096]):
        return Format.PDF
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if start.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ArticleError(
                f"“{name}” is protected with a password. Open it in Word, save a copy without the password, "
                "and open that."
            )
        raise ArticleError(
            f"“{name}” is an older Word or Office document. Please open it in Word or LibreOffice and "
            "save it as .docx."
        )
    if data[60:68] in _KINDLE:
        raise ArticleError(f"“{name}” is a Kindle book, which cannot be opened. {OFFER}")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"“{name}” is {what}, not a text. {OFFER}")
    if _HEADERS.match(start) and _MHTML.search(data[:16_384]):
        return Format.MHTML
    if _HTML.match(start) or (start.startswith((b"\xff\xfe", b"\xfe\xff")) and _wide_html(data[:4096])):
        return Format.HTML
    return None


def _wide_html(start: bytes) -> bool:
    """Whether UTF-16 text begins as a web page does."""
    return bool(_HTML.match(start[2:].replace(b"\x00", b"")))


def _packed(data: bytes, name: str) -> Format:
    archive = Packed(data, name)
    if "mimetype" in archive and archive.size("mimetype") < 200:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if kind in _PACKED:
            return _PACKED[kind]
        if "opendocument" in kind:
            raise ArticleError(f"“{name}” is an OpenDocument file, but not a text. {OFFER}")
    if "META-INF/container.xml" in archive:
        return Format.EPUB
    if "[Content_Types].xml" in archive or "word/document.xml" in archive:
        for folder, what in (("xl/", "a spreadsheet"), ("ppt/", "a presentation")):
            if any(one.startswith(folder) for one in archive.names):
                raise ArticleError(f"“{name}” is {what}, not a text. {OFFER}")
        return Format.DOCX
    if "content.xml" in archive and "META-INF/manifest.xml" in archive:
        return Format.ODT
    raise ArticleError(f"“{name}” is a ZIP archive. Please unpack it, and open what is inside.")


def _is_text(data: bytes) -> bool:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    return b"\x00" not in data or marked or encodings.unmarked_utf16(data) is not None
