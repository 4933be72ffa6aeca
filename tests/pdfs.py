"""PDFs to test with, written by hand with text that is known: columns, hyphens, running heads.

The type is Helvetica, which every PDF program has without its being in the file.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 72.0
LEADING = 1.25
"""From one line to the next, in sizes of the type."""

# Advance widths of Helvetica from the space to the tilde, in thousandths of the size (Adobe's AFM file).
_ADVANCES = """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556
    278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667
    611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833
    556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
"""
_WIDTHS = dict(zip(map(chr, range(32, 127)), map(int, _ADVANCES.split()), strict=True))


class Type(NamedTuple):
    """A line of type: its left end, its base line from the top of the page, its size, its words."""

    x: float
    y: float
    size: float
    words: str
    bold: bool = False
    spread: float = 0.0
    """Points that are added to each space."""


def width_of(words: str, size: float) -> float:
    """In points."""
    return sum(_WIDTHS.get(letter, 556) for letter in words) * size / 1000


A_SCAN = f"q {WIDTH:g} 0 0 {HEIGHT:g} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
"""A grey picture that fills a page."""


def pdf(pages: Sequence[Iterable[Type]], *, rotate: int = 0, behind: str = "", **info: str) -> bytes:
    """A PDF of these pages; `info` is what the file says of itself, such as ``Title``.

    `behind` is drawn on each page before its words.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = [
        add(b"<</Type/Font/Subtype/Type1/BaseFont/" + name + b"/Encoding/WinAnsiEncoding>>")
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    root = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        stream = "\n".join((behind, *map(_draw, page))).encode("cp1252")
        content = add(b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream")
        resources = b"<</Font<</F1 %d 0 R/F2 %d 0 R>>>>" % tuple(fonts)
        kids.append(
            add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Rotate %d/Resources %s/Contents %d 0 R>>"
                % (root, WIDTH, HEIGHT, rotate, resources, content)
            )
        )
    assert (
        add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids)))
        == root
    )
    catalogue = add(b"<</Type/Catalog/Pages %d 0 R>>" % root)
    about = add(
        b"<<" + b"".join(b"/%s(%s)" % (k.encode(), _escape(v).encode()) for k, v in info.items()) + b">>"
    )
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + trailer % (len(objects) + 1, catalogue, about, start))


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _draw(line: Type) -> str:
    font = "F2" if line.bold else "F1"
    return (
        f"BT /{font} {line.size:g} Tf {line.spread:.4f} Tw 1 0 0 1 {line.x:.2f} {HEIGHT - line.y:.2f} Tm "
        f"({_escape(line.words)}) Tj ET"
    )


class Set(NamedTuple):
    """How `typeset` sets a text."""

    columns: int = 1
    size: float = 10.0
    indent: float = 12.0
    """Of the first line of a paragraph, in points; 0 parts paragraphs by space instead."""
    hyphens: bool = True
    justified: bool = True
    head: str = ""
    """At the top of each page, with the page's number; the foot has the number alone."""
    by_rows: bool = False
    """The lines of the columns stand in the file row by row."""


def typeset(paragraphs: Sequence[str], style: Set = Set(), **info: str) -> bytes:  # noqa: B008
    """A PDF of these paragraphs; one that begins with "# " is a heading, without the mark."""
    gap = 24.0
    width = (WIDTH - 2 * MARGIN - gap * (style.columns - 1)) / style.columns
    step = style.size * LEADING
    pages: list[list[Type]] = [[]]
    column, y = 0, MARGIN + 20
    for paragraph in paragraphs:
        heading = paragraph.startswith("# ")
        size = 1.5 * style.size if heading else style.size
        lines = _broken(paragraph.removeprefix("# "), width, size, 0 if heading else style.indent, style)
        y += step if heading else 0
        for index, words in enumerate(lines):
            if y > HEIGHT - MARGIN - 20:
                column, y = (column + 1) % style.columns, MARGIN + 20
                if not column:
                    pages.append([])
            moved = style.indent if not index and not heading else 0.0
            room = width - moved - width_of(words, size)
            full = style.justified and not heading and index < len(lines) - 1 and " " in words
            spread = room / words.count(" ") if full else 0.0
            x = MARGIN + column * (width + gap) + moved
            pages[-1].append(Type(x, y, size, words, heading, spread))
            y += size * LEADING
        y += 0 if style.indent else 0.6 * step
        y += 0.4 * step if heading else 0
    for number, page in enumerate(pages, start=1):
        if style.by_rows:
            page.sort(key=lambda line: (line.y, line.x))
        if style.head:
            page.insert(0, Type(MARGIN, 40, 8, f"{style.head} {number}"))
            page.append(Type(WIDTH / 2, HEIGHT - 40, 8, str(number)))
    return pdf(pages, **info)


def _broken(text: str, width: float, size: float, indent: float, style: Set) -> list[str]:
    """The lines of a paragraph, as full as they can be; long words are parted."""
    lines, line = [], ""
    words = text.split()
    while words:
        word = words.pop(0)
        room = width - (indent if not lines else 0)
        longer = f"{line} {word}".strip()
        if width_of(longer, size) <= room:
            line = longer
            continue
        if style.hyphens and word.isalpha() and word.islower() and len(word) > 6:
            parts = [f"{line} {word[:cut]}-".strip() for cut in range(len(word) - 3, 2, -1)]
            fitting = next((part for part in parts if width_of(part, size) <= room), None)
            if fitting is not None:
                lines.append(fitting)
                line = word[len(fitting.rsplit(" ", 1)[-1]) - 1 :]
                continue
        lines.append(line)
        line = word
    return [*lines, line]


_VOCABULARY = """
    a the of and to in that is was for it with as on by this not are from or which an they have one all we
    there been more when some argument question nobody answers conclusion evidence machines companies
    universities ownership expensive public repairs network computing decisions whoever controls rules
    consider reasonable therefore objection premises interesting nevertheless decentralised infrastructure
    responsibility understanding parliament newspapers readers disagreement café naïve
"""
_WORDS = _VOCABULARY.split()


def essay(paragraphs: int, seed: int) -> list[str]:
    """Paragraphs of sentences without sense, each of them different."""
    rnd = random.Random(seed)
    made = []
    for _ in range(paragraphs):
        sentences = []
        for _ in range(rnd.randint(2, 7)):
            words = [rnd.choice(_WORDS) for _ in range(rnd.randint(6, 22))]
            if rnd.random() < 0.2:
                words[1] = f"“{words[1]}”"
            if rnd.random() < 0.3:
                words[-2] += ","
            words[0] = words[0].capitalize()
            sentences.append(" ".join(words) + rnd.choice("....?!"))
        made.append(" ".join(sentences))
    return made
