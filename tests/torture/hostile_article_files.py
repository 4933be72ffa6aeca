"""Files that attack the program that opens them as articles, made anew each time."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

from tests.documents import (
    ODF,
    R,
    W,
    docx,
    epub,
    odt,
    packed,
    page,
    png,
    word_paragraph,
    word_picture,
    word_relations,
)
from tests.torture.hostile_making import (
    ENTITIES,
    MEGABYTE,
    SECRET,
    WORDS,
    Place,
    html,
    lying,
    mhtml,
    nested,
    one_page_pdf,
    only_an_end,
    overlapping,
    pdf,
    rtf,
    with_flag,
    word_table,
)

FILES: dict[str, Callable[[Place], bytes]] = {
    "deep-div.html": lambda _: html(nested("div", 20_000, WORDS)),
    "deep-div-200000.html": lambda _: html("<div>" * 200_000 + WORDS),
    "deep-span.html": lambda _: html(f"<p>{nested('b i', 10_000)}</p>{WORDS}"),
    "deep-lists.html": lambda _: html(nested("ul li", 200, WORDS)),
    "deep-quotes.html": lambda _: html(nested("blockquote", 5_000, WORDS)),
    "tables-20.html": lambda _: html(nested("table tr td", 20, WORDS)),
    "tables-200.html": lambda _: html(nested("table tr td", 200, WORDS)),
    "wide-table.html": lambda _: html(f"<table><tr>{'<td>x' * 100_000}</table>{WORDS}"),
    "span-table.html": lambda _: html(
        f'<table><tr><td colspan="1000000" rowspan="1000000">x</td><td>y</td></tr></table>{WORDS}'
    ),
    "pictures.html": lambda place: html(WORDS + place.pictures),
    "scripts.html": lambda place: html(
        f"<script src='{place.web}/a.js'>document.write('{SECRET[:4]}')</script><p onclick='x()'>a</p>"
        f"<iframe src='{place.secret.as_uri()}'></iframe><object data='{place.secret.as_uri()}'></object>"
        f"<link rel=stylesheet href='{place.web}/a.css'><style>@import '{place.web}/b.css'</style>"
        f"<base href='{place.web}/'><meta http-equiv=refresh content='0;url={place.web}/'>{WORDS}"
    ),
    "links.html": lambda _: html(
        WORDS
        + "".join(
            f"<p>A <a href='{address}'>link</a></p>"
            for address in (
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "vbscript:x",
                "data:text/html,x",
                "file:///etc/passwd",
                "smb://127.0.0.1/x",
                "\\\\127.0.0.1\\x",
                "//127.0.0.1/x",
                "ms-word:x",
                "https://a.test/)(x)[y](javascript:z)",
            )
        )
    ),
    "xinclude.html": lambda place: html(
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' "
        f"href='{place.secret.as_uri()}'/>{WORDS}"
    ),
    "markdown-in-words.html": lambda place: html(
        f"<p>![x]({place.secret.as_uri()}) [a](javascript:x) &lt;script&gt; # ` * _ | ~ \\ ]( </p>{WORDS}"
    ),
    "one-long-line.html": lambda _: html("<p>" + "word " * 500_000),
    "attributes.html": lambda _: html(f"<p {' '.join(f'a{n}=b' for n in range(50_000))}>x</p>{WORDS}"),
    "long-attribute.html": lambda _: html(f"<p title='{'x' * 12_000_000}'>x</p>{WORDS}"),
    "a-million-tags.html": lambda _: html("<b></b>" * 1_000_000 + WORDS),
    "a-million-breaks.html": lambda _: html("<p>x" + "<br>" * 1_000_000 + WORDS),
    "references.html": lambda _: html("<p>&#xD800; &#0; &#x110000; &#xFFFF; &#8238;x &nbsp;</p>" + WORDS),
    "nul.html": lambda _: html(WORDS + "<p>a\x00b</p>"),
    "entities.html": lambda place: place.reading_entity.encode() + html(f"<p>&a; &b;</p>{WORDS}"),
    "comment-without-end.html": lambda _: html(WORDS + "<!--" + "x" * MEGABYTE),
    "wrong-charset.html": lambda _: b'<html><meta charset="utf-7"><p>+ADw-script+AD4-</p>' + WORDS.encode(),
    "empty.html": lambda _: html(""),
    "nul.txt": lambda _: b"Words and\x00 a NUL byte in them.",
    "surrogates.md": lambda _: b"Lone \xed\xa0\xbd surrogates \xed\xb0\x80 in words.",
    "lists-200.md": lambda _: "".join(f"{'  ' * n}- item {n}\n" for n in range(200)).encode(),
    "quotes-20000.md": lambda _: b">" * 20_000 + b" words",
    "brackets.md": lambda _: b"[" * 200_000 + b" words",
    "stars.md": lambda _: b"*a **a " * 30_000,
    "backticks.md": lambda _: b"".join(b"`" * n + b" a " for n in range(1, 1_500)),
    "pictures.md": lambda place: f"Words ![x]({place.secret.as_uri()}) ![y]({place.web}/y)".encode(),
    "raw.md": lambda place: f"Words <img src='{place.secret.as_uri()}'> <script>x</script>".encode(),
    "spaces.txt": lambda _: b" " * (5 * MEGABYTE) + b"word",
    "line-ends.txt": lambda _: b"word\n\n" + b"\n\r\x0b\x0c" * MEGABYTE,
    "no-line-ends.txt": lambda _: b"word" * MEGABYTE,
    "combining.txt": lambda _: ("Z" + "\u0300" * 100_000 + " words").encode(),
    "directions.txt": lambda _: ("words \u202e" * 50_000).encode(),
    "marks-only.txt": lambda _: b"\xff\xfe",
    "odd-utf16.txt": lambda _: b"\xff\xfe" + "words".encode("utf-16-le") + b"\x00",
    "picture.txt": lambda _: png(),
    "program.txt": lambda _: b"\x7fELF" + bytes(range(256)) * 40,
    "too-large.txt": lambda _: b"word " * (4 * MEGABYTE),
    "rubbish.txt": lambda _: random.Random(3).randbytes(MEGABYTE),
    "bomb.docx": lambda _: docx("<w:p/>" * 5_000_000),
    "bomb-in-words.docx": lambda _: docx(word_paragraph("x" * (39 * MEGABYTE))),
    "bomb-under-the-ratio.docx": lambda _: docx(
        "".join(word_paragraph(f"{random.Random(n).random()}") for n in range(150_000))
    ),
    "bomb-in-media.docx": lambda _: docx(word_paragraph("w"), {"word/media/a.png": bytes(400 * MEGABYTE)}),
    "lying-size.docx": lambda _: lying(docx(word_paragraph("words " * 100_000)), 10),
    "overlapping.docx": lambda _: overlapping(),
    "many-entries.docx": lambda _: docx(word_paragraph("w"), {f"word/{n}.bin": b"" for n in range(20_000)}),
    "traversal.docx": lambda _: docx(
        word_paragraph("Words of a letter.") + word_picture("p"),
        {
            "../../secret.txt": "x",
            "/tmp/absolute.txt": "x",
            "C:\\windows\\x.txt": "x",
            "word/_rels/document.xml.rels": word_relations({"p": ("image", "../../secret.png")}),
        },
    ),
    "linked-pictures.docx": lambda place: docx(
        word_paragraph("Words of a letter.") + "".join(word_picture(n, link=True) for n in "abc"),
        {
            "word/_rels/document.xml.rels": word_relations(
                {
                    "a": ("image", place.picture.as_uri()),
                    "b": ("image", f"{place.web}/a.png"),
                    "c": ("image", "\\\\127.0.0.1\\x\\a.png"),
                }
            )
        },
    ),
    "xxe.docx": lambda place: docx(
        word_paragraph("&a; &b;"), head=f'<?xml version="1.0"?>{place.reading_entity}'
    ),
    "xxe-utf16.docx": lambda place: docx(
        "",
        {
            "word/document.xml": (
                f'<?xml version="1.0" encoding="utf-16"?>{place.reading_entity}<w:document {W} {R}>'
                f"<w:body>{word_paragraph('&a;')}</w:body></w:document>"
            ).encode("utf-16")
        },
    ),
    "entities.docx": lambda _: docx(word_paragraph("&j;"), head=ENTITIES),
    "deep.docx": lambda _: docx(nested("w:p", 5_000)),
    "tables-20.docx": lambda _: docx(word_table(20)),
    "tables-200.docx": lambda _: docx(word_table(200)),
    "links.docx": lambda _: docx(
        "<w:p><w:hyperlink r:id='l'><w:r><w:t>A link of a letter</w:t></w:r></w:hyperlink></w:p>",
        {"word/_rels/document.xml.rels": word_relations({"l": ("hyperlink", "javascript:alert(1)")})},
    ),
    "style-map.docx": lambda _: docx(
        word_paragraph("Words"), {"mammoth/style-map": "p => script", "word/styles.xml": "<x/>"}
    ),
    "huge-picture.docx": lambda _: docx(
        word_paragraph("Words of a letter.") + word_picture("p"),
        {
            "word/media/a.png": png(100_000, 100_000, rows=b""),
            "word/_rels/document.xml.rels": word_relations({"p": ("image", "media/a.png")}),
        },
    ),
    "password.docx": lambda _: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9
    ),
    "older.doc": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "zip-password.docx": lambda _: with_flag(docx(word_paragraph("Words")), 1),
    "truncated.docx": lambda _: docx(word_paragraph("Words " * 100))[:-300],
    "damaged.docx": lambda _: docx(word_paragraph("Words " * 100)).replace(b"PK\x01\x02", b"PK\x01\x09", 1),
    "no-document.docx": lambda _: packed({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}),
    "a-page.docx": lambda _: html(WORDS),
    "a-pdf.docx": lambda _: one_page_pdf(zlib.compress(b"BT /F 12 Tf 72 700 Td (Words) Tj ET")),
    "a-spreadsheet.docx": lambda _: packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
    "strange-numbers.docx": lambda _: docx(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='99999999999999999999'/><w:numId w:val='x'/></w:numPr>"
        "</w:pPr><w:r><w:t>Words</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr>"
        "<w:gridSpan w:val='99999999'/></w:tcPr>"
        f"{word_paragraph('Cell')}</w:tc></w:tr></w:tbl>"
    ),
    "drm.epub": lambda _: epub(
        {"a.xhtml": page(WORDS)},
        {
            "META-INF/encryption.xml": "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
            "<e:EncryptedData><e:CipherData><e:CipherReference URI='book/a.xhtml'/></e:CipherData>"
            "</e:EncryptedData></encryption>"
        },
    ),
    "bomb.epub": lambda _: epub({"a.xhtml": page("<p>x</p>" * 4_000_000)}),
    "many-bombs.epub": lambda _: epub({f"{n}.xhtml": page("<p>word</p>" * 80_000) for n in range(250)}),
    "traversal.epub": lambda _: epub({"../../../secret.txt": page(WORDS), "b.xhtml": page(WORDS)}),
    "absolute-package.epub": lambda _: epub(
        {"a.xhtml": page(WORDS)},
        {"META-INF/container.xml": "<c><rootfile full-path='/etc/passwd'/></c>"},
    ),
    "no-spine.epub": lambda _: epub({}),
    "itself.epub": lambda _: epub(
        {"a.xhtml": page(WORDS)},
        {"book/package.opf": "<package><spine><itemref idref='a'/></spine></package>"},
    ),
    "xxe.epub": lambda place: epub({"a.xhtml": page(f"<p>&a;</p>{WORDS}", head=place.reading_entity)}),
    "xxe-package.epub": lambda place: epub(
        {"a.xhtml": page(WORDS)}, {"book/package.opf": f"{place.reading_entity}<package>&a;</package>"}
    ),
    "entities.epub": lambda _: epub({"a.xhtml": page(f"<p>&j;</p>{WORDS}", head=ENTITIES)}),
    "scripts.epub": lambda place: epub(
        {"a.xhtml": page(f"<script>x</script><p onclick='x'>a</p>{WORDS}{place.pictures}")}
    ),
    "svg.epub": lambda place: epub(
        {
            "a.xhtml": page(
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink'>"
                f"<image l:href='{place.picture.as_uri()}'/></svg><img src='a.svg'/>{WORDS}"
            )
        },
        {"book/a.svg": f"<svg><image href='{place.picture.as_uri()}'/></svg>"},
    ),
    "huge-picture.epub": lambda _: epub(
        {"a.xhtml": page(f"{WORDS}<img src='a.png'/>")}, {"book/a.png": png(60_000, 60_000, rows=b"")}
    ),
    "deep.epub": lambda _: epub({"a.xhtml": page(nested("div", 3_000, WORDS))}),
    "tables-200.epub": lambda _: epub({"a.xhtml": page(nested("table tr td", 200, WORDS))}),
    "notes-in-a-ring.epub": lambda _: epub(
        {
            "a.xhtml": page(
                WORDS + "<p><a epub:type='noteref' href='#n'>1</a></p>"
                "<aside epub:type='footnote' id='n'>See <a epub:type='noteref' href='#m'>2</a></aside>"
                "<aside epub:type='footnote' id='m'>See <a epub:type='noteref' href='#n'>1</a></aside>"
            )
        }
    ),
    "note-in-itself.epub": lambda _: epub(
        {
            "a.xhtml": page(
                WORDS
                + "<aside epub:type='footnote' id='n'><p>See <a epub:type='noteref' href='#n'>1</a> and "
                "more words</p></aside>"
            )
        }
    ),
    "broken-pages.epub": lambda _: epub({"a.xhtml": f"<html><body><p>Words<b>&nbsp;{WORDS}<i"}),
    "truncated.epub": lambda _: epub({"a.xhtml": page(WORDS * 50)})[:400],
    "text.epub": lambda _: b"These are words and no book.",
    "bomb.odt": lambda _: odt("<text:p/>" * 4_000_000),
    "repeated.odt": lambda _: odt(
        "<table:table><table:table-row table:number-rows-repeated='100000000'>"
        "<table:table-cell table:number-columns-repeated='100000000'><text:p>Words</text:p>"
        "</table:table-cell>"
        "<table:table-cell table:number-columns-repeated='100000000'/></table:table-row></table:table>"
        "<text:p>More<text:s text:c='999999999999999999999'/>words</text:p>"
    ),
    "xxe.odt": lambda place: odt("<text:p>&a;</text:p>", head=place.reading_entity),
    "entities.odt": lambda _: odt("<text:p>&j;</text:p>", head=ENTITIES),
    "deep.odt": lambda _: odt(nested("text:span", 4_000)),
    "lists-200.odt": lambda _: odt(nested("text:list text:list-item", 140, "<text:p>Words</text:p>")),
    "pictures.odt": lambda place: odt(
        "<text:p>Words</text:p>"
        + "".join(
            f"<draw:frame><draw:image xlink:href='{address}'/></draw:frame>"
            for address in (
                place.picture.as_uri(),
                "../secret.png",
                f"{place.web}/a.png",
                "Pictures/none.png",
            )
        )
    ),
    "styles-in-a-ring.odt": lambda _: odt(
        "<text:p text:style-name='a'>Words</text:p>",
        styles="<style:style style:name='a' style:parent-style-name='b'/>"
        "<style:style style:name='b' style:parent-style-name='a'/>",
    ),
    "encrypted.odt": lambda _: odt(
        "", {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x00\x01\x02"}
    ),
    "no-content.odt": lambda _: packed({"mimetype": "application/vnd.oasis.opendocument.text", "a": "b"}),
    "macro.odt": lambda place: odt(
        f"<text:p>Words<text:a xlink:href='vnd.sun.star.script:x'>run</text:a></text:p>"
        f"<text:section><text:section-source xlink:href='{place.secret.as_uri()}'/></text:section>"
    ),
    "meta-bomb.odt": lambda _: odt(
        "<text:p>Words</text:p>",
        {
            "meta.xml": f"{ENTITIES}<office:document-meta {ODF}><office:meta><dc:title>&j;</dc:title>"
            "</office:meta></office:document-meta>"
        },
    ),
    "deep.rtf": lambda _: rtf("{" * 500_000 + "Words" + "}" * 500_000),
    "no-end.rtf": lambda _: b"{\\rtf1 Words {\\b more",
    "picture.rtf": lambda _: rtf("Words{\\pict\\pngblip " + "00" * 7_000_000 + "}"),
    "binary.rtf": lambda _: rtf("Words{\\pict\\bin99999999999999 x}more"),
    "unicode.rtf": lambda _: rtf("Words \\u-10179? \\u55357? \\u99999999999? \\u0? \\'zz \\uc999999999 x"),
    "object.rtf": lambda _: rtf(
        "Words{\\object\\objdata " + "d0cf11e0" * 1000 + "}{\\field{\\*\\fldinst "
        'HYPERLINK "javascript:x"}{\\fldrslt a link}}'
    ),
    "links.rtf": lambda _: rtf("Words " + "{\\field{\\*\\fldinst HYPERLINK " * 20_000),
    "codepage.rtf": lambda _: rtf("\\ansicpg99999 Words \\'e9"),
    "title.rtf": lambda _: rtf("{\\info{\\title " + "\\a" * 200_000 + " Words"),
    "bomb.pdf": lambda _: one_page_pdf(zlib.compress(bytes(300 * MEGABYTE), 9)),
    "bomb-twice.pdf": lambda _: one_page_pdf(
        zlib.compress(zlib.compress(bytes(300 * MEGABYTE), 9), 9), filters=b"[/FlateDecode/FlateDecode]"
    ),
    "many-words.pdf": lambda _: one_page_pdf(
        zlib.compress(b"BT /F 12 Tf 72 700 Td " + b"(Words) Tj " * 400_000 + b"ET")
    ),
    "huge-page.pdf": lambda _: one_page_pdf(
        zlib.compress(b"BT /F 12 Tf 72 700 Td (Words) Tj ET"), box=b"0 0 99999999 99999999"
    ),
    "script.pdf": lambda place: one_page_pdf(
        zlib.compress(b"BT /F 12 Tf 72 700 Td (Words of a page) Tj ET")
    ).replace(
        b"/Type/Catalog",
        b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</O<</S/URI/URI("
        + place.web.encode()
        + b")>>>>",
    ),
    "ring.pdf": lambda _: pdf(
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999999>>endobj"
    ),
    "truncated.pdf": lambda _: one_page_pdf(zlib.compress(b"BT (Words) Tj ET"))[:200],
    "no-words.pdf": lambda _: one_page_pdf(zlib.compress(b"0 0 100 100 re f")),
    "encrypted.pdf": lambda _: one_page_pdf(zlib.compress(b"BT (Words) Tj ET")).replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
        + b"41" * 32
        + b">/U<"
        + b"42" * 32
        + b">>>/ID[<00><00>]",
    ),
    "deep.pdf": lambda _: pdf(b"1 0 obj" + b"[" * 300_000),
    "text.pdf": lambda _: b"These are words and no PDF.",
    "a-page.pdf": lambda _: html(WORDS),
    "pictures.mhtml": lambda place: mhtml(WORDS + place.pictures),
    "no-end.mhtml": lambda _: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    ),
    "deep.mhtml": lambda _: b"".join(
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n'.encode()
        for n in range(2_000)
    ),
    "parts.mhtml": lambda _: mhtml(WORDS) + b"--xx\r\nContent-Type: image/png\r\n\r\nx\r\n" * 100_000,
    "encoding.mhtml": lambda _: mhtml(WORDS, header="Content-Transfer-Encoding: x-uuencode\r\n"),
    "traversal.zip": lambda _: packed({"../../x.txt": "words"}),
    "bomb.zip": lambda _: packed({"a.txt": bytes(200 * MEGABYTE)}),
    "nested.epub": lambda _: packed({"mimetype": "application/epub+zip", "a.zip": packed({"b": "c"})}),
    "stored-with-nothing.epub": lambda _: only_an_end(),
}
"""By the name that the file gets."""
