"""What a file is shows in its bytes; its name decides between kinds of text alone."""

from __future__ import annotations

import pytest

from contention.article.errors import ArticleError
from contention.article.sniffing import SUFFIXES, Format, format_of, promised
from tests.documents import docx, epub, odt, packed, page, png, word_paragraph

HTML = b"<!DOCTYPE html><html><body><p>words</p></body></html>"
MHTML = (
    b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n--x\r\n"
)
DOCX = docx(word_paragraph("words"))
EPUB = epub({"a.xhtml": page("<p>words</p>")})
ODT = odt("<text:p>words</text:p>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"words", Format.TEXT),
        ("README", b"words", Format.TEXT),
        ("a.md", b"# words", Format.MARKDOWN),
        ("a.md", b"<html> is a tag", Format.MARKDOWN),
        ("a.html", HTML, Format.HTML),
        ("a.HTM", b"<p>a part of a page", Format.HTML),
        ("a.html", b"\xef\xbb\xbf<?xml version='1.0'?><!-- saved --><html >", Format.HTML),
        ("a.html", "<!doctype html><p>words".encode("utf-16"), Format.HTML),
        ("a", HTML, Format.HTML),
        ("a.mht", MHTML, Format.MHTML),
        ("a.html", MHTML, Format.MHTML),
        ("a.pdf", b"%PDF-1.7\n", Format.PDF),
        ("a.pdf", b"\n\n junk before %PDF-1.4", Format.PDF),
        ("a.docx", DOCX, Format.DOCX),
        ("a.epub", EPUB, Format.EPUB),
        ("a.odt", ODT, Format.ODT),
        ("a.rtf", b"{\\rtf1 words}", Format.RTF),
    ],
)
def test_a_file_that_is_what_its_name_says(name: str, data: bytes, kind: Format) -> None:
    assert format_of(data, name) == (kind, "")


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("a.txt", HTML, Format.HTML, "a web page"),
        ("a.docx", b"%PDF-1.7\n", Format.PDF, "a PDF document"),
        ("a.epub", DOCX, Format.DOCX, "a Word document"),
        ("a.pdf", EPUB, Format.EPUB, "an EPUB book"),
        ("a.md", ODT, Format.ODT, "an OpenDocument text"),
        ("a.docx", b"{\\rtf1 words}", Format.RTF, "an RTF document"),
    ],
)
def test_a_document_under_another_name_is_read_as_what_it_is(
    name: str, data: bytes, kind: Format, words: str
) -> None:
    found, notice = format_of(data, name)
    assert found is kind
    assert notice.startswith(f"“{name}” is {words}, though its name says otherwise")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", HTML, "is not a PDF document, though its name says so: it is a web page"),
        ("a.docx", b"words", "is not a Word document, though its name says so: it is a plain text"),
        ("a.epub", b"\x00\x01\x02\x03\x04" * 9, "it is something else"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.doc", OLE + bytes(600), "older Word"),
        ("a.docx", packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a spreadsheet"),
        ("a.docx", packed({"[Content_Types].xml": "", "ppt/slides.xml": ""}), "a presentation"),
        ("a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not a text"),
        ("a.zip", packed({"a.txt": "words"}), "ZIP archive"),
        ("a.docx", DOCX[:200], "damaged"),
        ("a.txt", png(), "a picture"),
        ("a.mobi", bytes(60) + b"BOOKMOBI", "Kindle"),
        ("a.txt", b"words\x00\x01", "not a text file"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        format_of(data, name)
    assert str(caught.value).startswith(f"“{name}”")
    assert str(caught.value).endswith(".")


def test_every_kind_has_a_name_that_promises_it() -> None:
    assert set(SUFFIXES.values()) == set(Format)
    assert promised("A.PDF") is Format.PDF
    assert promised("notes") is Format.TEXT
