"""Word, EPUB, OpenDocument and RTF files become Markdown with their headings, quotes, notes and pictures."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from contention.article import docx, epub, odt, rtf
from contention.article.errors import ArticleError
from contention.article.found import Found
from contention.article.markdown import read_markdown
from tests import documents
from tests.documents import ODF, page, png, word_paragraph, word_picture, word_relations

CORE = (
    '<c:coreProperties xmlns:c="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Of the properties</dc:title><dc:creator>A. Baker'
    "</dc:creator><dcterms:created>2021-03-04T05:06:07Z</dcterms:created></c:coreProperties>"
)


def text(found: Found) -> str:
    return read_markdown(found.source).text


# -- Word --------------------------------------------------------------------------------


def test_word_titles_headings_and_quotes() -> None:
    body = (
        word_paragraph("On bread", "Title")
        + word_paragraph("Price", "heading1")
        + word_paragraph("It is *cheap* &amp; good.")
        + word_paragraph("A quote.", "Quote")
        + word_paragraph("More of it.", "Quote")
    )
    found = docx.read(documents.docx(body, {"docProps/core.xml": CORE}), "a.docx")
    assert found.source == (
        "# On bread\n\n# Price\n\nIt is \\*cheap\\* \\& good.\n\n> A quote.\n>\n> More of it.\n"
    )
    assert (found.title, found.author, found.date) == ("On bread", "A. Baker", "2021-03-04")


def test_without_a_title_in_the_text_word_s_properties_name_it() -> None:
    found = docx.read(documents.docx(word_paragraph("Words."), {"docProps/core.xml": CORE}), "a.docx")
    assert found.title == "Of the properties"
    assert docx.read(documents.docx(word_paragraph("Words.")), "a.docx").title == ""


def test_word_footnotes_stand_below_and_are_referred_to() -> None:
    w = documents.W
    body = (
        '<w:p><w:r><w:t>Bread is cheap</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    notes = f'<w:footnotes {w}><w:footnote w:id="2">{word_paragraph("In 1790.")}</w:footnote></w:footnotes>'
    relations = word_relations({"n": ("footnotes", "footnotes.xml")})
    files = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations}
    found = docx.read(documents.docx(body, files), "a.docx")
    assert found.source == "Bread is cheap[^n1].\n\n[^n1]: In 1790.\n"
    assert text(found) == "Bread is cheap[1].\nIn 1790."


def test_word_tables_and_what_makes_no_difference() -> None:
    row = "".join(f"<w:tc><w:tcPr><w:tcW w:w='9'/></w:tcPr>{word_paragraph(cell)}</w:tc>" for cell in "ab")
    body = (
        f"<w:tbl><w:tr>{row}</w:tr><w:tr>{row}</w:tr></w:tbl><w:p w:rsidR='1'><w:r><w:rPr><w:b/>"
        "<w:sz w:val='9'/></w:rPr><w:t>bold</w:t></w:r><w:proofErr w:type='x'/><w:r>"
        "<w:t xml:space='preserve'> words</w:t></w:r></w:p>"
    )
    found = docx.read(documents.docx(body), "a.docx")
    assert found.source == "| a | b |\n|---|---|\n| a | b |\n\n**bold** words\n"


def test_pictures_inside_a_word_file_are_kept_and_others_told() -> None:
    relations = word_relations({"in": ("image", "media/a.png"), "out": ("image", "http://a.test/b.png")})
    files = {"word/media/a.png": png(4, 5), "word/_rels/document.xml.rels": relations}
    body = word_paragraph("Words.") + word_picture("in") + word_picture("out", link=True)
    found = docx.read(documents.docx(body, files), "a.docx")
    (asset,) = found.assets
    assert base64.b64decode(asset.data) == png(4, 5)
    assert f"![A grey dot](asset:{asset.id})" in found.source
    assert found.source.count("![") == 1
    assert "One picture was left out" in found.notices[0]


def test_a_word_file_of_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_ELEMENTS", 50)
    with pytest.raises(ArticleError, match="too long"):
        docx.read(documents.docx(word_paragraph("x") * 20), "a.docx")


# -- EPUB --------------------------------------------------------------------------------


def test_chapters_come_in_the_order_of_the_spine_with_their_headings() -> None:
    nav = "<nav epub:type='toc'><ol><li><a href='b.xhtml'>The first</a></li></ol></nav>"
    book = documents.epub(
        {
            "cover.xhtml": page("<p>The cover</p>", attributes=" epub:type='cover'"),
            "b.xhtml": page("<p>One caf&eacute;&nbsp;word.</p>"),
            "a.xhtml": page("<h2>The second</h2><p>Two words. <a href='b.xhtml'>back</a></p>"),
            "nav.xhtml": page(nav),
        },
        details="<dc:title>A book</dc:title><dc:creator>A. Baker</dc:creator><dc:creator>B. Miller"
        "</dc:creator><dc:date>1859-02-03T00:00:00Z</dc:date><dc:source>https://a.test/book</dc:source>",
        properties={"nav.xhtml": "nav"},
    )
    found = epub.read(book, "a.epub")
    assert found.source == "## The first\n\nOne café word.\n\n## The second\n\nTwo words. back\n"
    assert (found.title, found.author) == ("A book", "A. Baker, B. Miller")
    assert (found.date, found.address) == ("1859-02-03", "https://a.test/book")


def test_an_older_book_has_its_contents_in_an_ncx_and_its_cover_in_the_guide() -> None:
    ncx = (
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>"
        "Named there</text></navLabel><content src='b.xhtml#top'/></navPoint></navMap></ncx>"
    )
    book = documents.epub(
        {"a.xhtml": page("<p>The cover</p>"), "b.xhtml": page("<p>Words.</p>")},
        {"book/toc.ncx": ncx},
        guide="<guide><reference type='cover' href='a.xhtml'/></guide>",
    )
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    package = files["book/package.opf"].decode()
    package = package.replace("<manifest>", "<manifest><item id='ncx' href='toc.ncx'/>")
    files["book/package.opf"] = package.replace("<spine>", "<spine toc='ncx'>").encode()
    assert epub.read(documents.packed(files), "a.epub").source == "# Named there\n\nWords.\n"


def test_a_book_s_notes_are_found_across_its_pages() -> None:
    book = documents.epub(
        {
            "a.xhtml": page("<p>Claim<a epub:type='noteref' href='n.xhtml#one'>1</a> and more.</p>"),
            "b.xhtml": page(
                "<p>Old<sup><a id='up' href='#down'>2</a></sup></p>"
                "<p id='down'><a href='#up'>2</a> Ibid.</p>"
            ),
            "n.xhtml": page(
                "<h2>Notes</h2><ol><li id='one' epub:type='endnote'><p>See there. "
                "<a href='a.xhtml#x' role='doc-backlink'>↩</a></p></li></ol>"
            ),
        }
    )  # fmt: skip
    found = epub.read(book, "a.epub")
    assert found.source == "Claim[^n1] and more.\n\nOld[^1]\n\n[^1]: Ibid.\n\n[^n1]: See there.\n"
    assert text(found) == "Claim[1] and more.\nOld[2]\nSee there.\nIbid."


def test_pictures_of_a_book_are_found_from_their_page() -> None:
    book = documents.epub(
        {
            "text/a.xhtml": page(
                "<p>Words.</p><img src='../img/a%20b.png' alt='dot'/><img src='../../../x.png'/>"
            )
        },
        {"book/img/a b.png": png()},
    )  # fmt: skip
    found = epub.read(book, "a.epub")
    assert f"![dot](asset:{found.assets[0].id})" in found.source
    assert "One picture was left out" in found.notices[0]


def test_a_protected_book_says_so_but_protected_fonts_do_not_matter() -> None:
    def book(reference: str) -> bytes:
        encryption = (
            "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData><e:CipherData>"
            f"<e:CipherReference URI='{reference}'/></e:CipherData></e:EncryptedData></encryption>"
        )
        return documents.epub({"a.xhtml": page("<p>Words.</p>")}, {"META-INF/encryption.xml": encryption})

    assert epub.read(book("book/fonts/a.otf"), "a.epub").source == "Words.\n"
    with pytest.raises(ArticleError, match="protected against copying"):
        epub.read(book("book/a.xhtml"), "a.epub")


def test_pages_that_are_no_xml_are_read_all_the_same() -> None:
    found = epub.read(documents.epub({"a.xhtml": "<html><body><p>One<br>two<p>three"}), "a.epub")
    assert text(found) == "One\ntwo\nthree"


# -- OpenDocument ------------------------------------------------------------------------


def test_opendocument_in_all_its_parts() -> None:
    styles = (
        "<style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style>"
        "<style:style style:name='P1' style:parent-style-name='Quotations'/>"
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1'/>"
        "</text:list-style>"
    )
    body = (
        "<text:p text:style-name='Title'>On bread</text:p><text:h text:outline-level='2'>Price</text:h>"
        "<text:p>It is <text:span text:style-name='T1'>cheap</text:span><text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>In 1790.</text:p></text:note-body>"
        "</text:note>.</text:p><text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:list text:style-name='L1'><text:list-item><text:p>one</text:p><text:list><text:list-item>"
        "<text:p>in it</text:p></text:list-item></text:list></text:list-item><text:list-item>"
        "<text:p>two</text:p></text:list-item></text:list><text:p text:style-name='P1'>A quote.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='999'/></table:table-row></table:table>"
        "<text:p>A <text:a xlink:href='https://a.test/'>link</text:a> and "
        "<text:a xlink:href='javascript:x'>none</text:a></text:p><text:p><draw:frame>"
        "<draw:image xlink:href='Pictures/a.png'/><svg:desc>dot</svg:desc></draw:frame></text:p>"
    )
    meta = (
        f"<office:document-meta {ODF}><office:meta><dc:title>Of the properties</dc:title>"
        "<meta:initial-creator>A. Baker</meta:initial-creator>"
        "<meta:creation-date>2021-03-04T05:06:07</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    files = {"meta.xml": meta, "Pictures/a.png": png()}
    found = odt.read(documents.odt(body, files, styles=styles), "a.odt")
    assert found.source.startswith(
        "# On bread\n\n## Price\n\nIt is **cheap**[^n1].\n\n1. one\n   - in it\n2. two\n\n> A quote.\n\n"
    )
    assert "A [link](https://a.test/) and none\n" in found.source
    assert f"![dot](asset:{found.assets[0].id})" in found.source
    assert found.source.endswith("[^n1]: In 1790.\n")
    assert "deleted" not in found.source
    assert (found.title, found.author, found.date) == ("Of the properties", "A. Baker", "2021-03-04")


def test_an_encrypted_opendocument_text_says_so() -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    with pytest.raises(ArticleError, match="protected with a password"):
        odt.read(documents.odt("", {"META-INF/manifest.xml": manifest}), "a.odt")


# -- RTF ---------------------------------------------------------------------------------


def test_rtf_is_read_as_words() -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\info{\title A caf\'e9}{\author A. Baker}"
        rb"{\creatim\yr2021\mo3\dy4}}\f0 Bread \b is\b0  *cheap*, \ldblquote they\rdblquote  say.\par "
        rb"{\pict\pngblip " + b"0a" * 600 + rb"}\u8212?A\line new line.}"
    )
    found = rtf.read(body, "a.rtf")
    assert text(found) == "Bread is *cheap*, “they” say.\n—A\nnew line."
    assert (found.title, found.author, found.date) == ("A café", "A. Baker", "2021-03-04")
    assert "words alone" in found.notices[0]


# -- all ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (docx.read, documents.docx(word_paragraph("Words."))),
        (epub.read, documents.epub({"a.xhtml": page("<p>Words.</p>")})),
        (odt.read, documents.odt("<text:p>Words.</text:p>")),
        (rtf.read, b"{\\rtf1 Words.}"),
    ],
)
def test_progress_grows_and_cut_files_are_refused(read: Callable[..., Found], data: bytes) -> None:
    said: list[float] = []
    assert text(read(data, "a", said.append)) == "Words."
    assert said == sorted(said)
    assert all(0 <= one <= 1 for one in said)
    if read is not rtf.read:
        for length in (30, len(data) // 2, len(data) - 5):
            with pytest.raises(ArticleError, match="damaged"):
                read(data[:length], "a")
