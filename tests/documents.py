"""Small files of the formats that articles come in, made for the tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def packed(files: Mapping[str, bytes | str], *, stored: Iterable[str] = ("mimetype",)) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return out.getvalue()


def png(width: int = 1, height: int = 1, *, rows: bytes | None = None) -> bytes:
    """A grey picture; with `rows` its data is that, whatever the header says."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    if rows is None:
        rows = (b"\x00" + b"\x7f" * width) * height
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def word_paragraph(text: str, style: str = "") -> str:
    """A paragraph of a Word document; its text is XML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def docx(body: str, files: Mapping[str, bytes | str] | None = None, *, head: str = "") -> bytes:
    """A Word document of this body; `files` are more parts of it, or others in their place."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Quote", "heading 1", "heading 2")
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{head}<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            **(files or {}),
        }
    )


def word_picture(relation: str, *, link: bool = False) -> str:
    """A paragraph with a picture that a relation of `word_relations` names."""
    how = "link" if link else "embed"
    return (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="p" descr="A grey dot"/><a:graphic xmlns:a='
        '"http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic='
        '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def word_relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """What a Word document's parts are to it: kind and target by id; a web address is external."""
    outside = ' TargetMode="External"'
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"'
        f"{outside if ':' in target or target.startswith(chr(92)) else ''}/>"
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def odt(
    body: str, files: Mapping[str, bytes | str] | None = None, *, styles: str = "", head: str = ""
) -> bytes:
    """An OpenDocument text of this body."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"{head}<office:document-content {ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            **(files or {}),
        }
    )


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    """A page of a book."""
    return (
        f'{head}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>A page</title></head><body{attributes}>{body}</body></html>"
    )


def epub(
    pages: Mapping[str, str],
    files: Mapping[str, bytes | str] | None = None,
    *,
    details: str = "<dc:title>A book</dc:title>",
    properties: Mapping[str, str] | None = None,
    guide: str = "",
) -> bytes:
    """A book whose pages stand in the order of the spine; `properties` are those of their items."""
    more = properties or {}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml" '
        f'properties="{more.get(name, "")}"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>',
            "book/package.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{details}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine>{guide}</package>",
            **{f"book/{name}": content for name, content in pages.items()},
            **(files or {}),
        }
    )
