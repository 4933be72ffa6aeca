"""What Qt's PDF writer cannot say: the language, bookmarks in reading order, and links between pages.

Appended as an incremental update (ISO 32000-1, 7.5.6), which leaves every byte of Qt's as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from contention.diagram.drawing import Rect
from contention.export.page import Page
from contention.export.sheet import Sheet
from contention.export.words import lines


class Bookmark(NamedTuple):
    """A line of the list of contents that PDF programs show beside the pages."""

    title: str
    depth: int
    """0 for what stands on top."""
    page: int
    """From 0."""
    x: float
    y: float
    """Points from the page's top left corner."""


def bookmarks_of(sheet: Sheet, pages: tuple[Page, ...]) -> list[Bookmark]:
    """Every claim with its role, in reading order, and where it is drawn first.

    So the words are in the file as words even where a computer had no font for them.
    """
    places: dict[str, tuple[int, float, float]] = {}
    # The index of a poster shows everything and can be read by nobody.
    for number, page in enumerate(pages):
        if page.frames:
            continue
        for part in page.parts:
            diagram, bounds, scale = part.sheet.diagram, part.sheet.bounds, part.scale
            rects = [(box.claim, rect) for rect, box in diagram.boxes if not box.stub]
            rects += [
                (placed.brick.id, rect)
                for placed in diagram.bricks
                if (rect := diagram.panel_rect(placed.brick.id)) is not None
            ]
            for item, rect in rects:
                x, y = part.x + (rect.x - bounds.x) * scale, part.y + (rect.y - bounds.y) * scale
                middle = (x + rect.width * scale / 2, y + rect.height * scale / 2)
                if item not in places and part.clip.contains(*middle):
                    places[item] = (number, max(0.0, x), max(0.0, y))
    found = []
    for line in lines(sheet):
        place = places.get(line.claim) or places.get(line.inference)
        if place is not None:
            title = f"{line.role[:1].upper()}{line.role[1:]}: {line.text}"
            found.append(Bookmark(title, line.depth, *place))
    return found


def completed(data: bytes, *, language: str, bookmarks: Sequence[Bookmark], pages: Sequence[Page]) -> bytes:
    """The same file with its language, bookmarks and the pages' links.

    A file of another form than Qt's comes back as it is.
    """
    file = _File.read(data)
    if file is None or len(file.pages) != len(pages):
        return data
    update = _Update(file)
    entries = b"/Lang (" + language.encode("ascii", "ignore") + b")\n"
    entries += b"/ViewerPreferences << /DisplayDocTitle true >>\n"
    if bookmarks:
        entries += b"/Outlines %d 0 R\n" % update.outline(bookmarks, pages)
    update.put(file.root, file.content(file.root).rstrip()[: -len(b">>")] + entries + b">>")
    update.links(pages)
    return data + update.written()


class _File:
    """The objects of a PDF as Qt writes it."""

    def __init__(self, data: bytes, places: list[int], trailer: bytes, table: int) -> None:
        self.data, self.places, self.trailer, self.table = data, places, trailer, table
        self.root = _number(rb"/Root (\d+) 0 R", trailer)
        tree = self.content(_number(rb"/Pages (\d+) 0 R", self.content(self.root)))
        kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL)
        self.pages = [int(kid) for kid in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []

    @classmethod
    def read(cls, data: bytes) -> _File | None:
        """The file; None where it is not as expected."""
        end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-100:])
        table = int(end[1]) if end else 0
        head = re.compile(rb"xref\s+0 (\d+)\s*\n").match(data, table)
        trailer = re.search(rb"trailer\s*(<<.*>>)\s*startxref", data[table:], re.DOTALL)
        if head is None or trailer is None:
            return None
        rows = (head.end() + 20 * number for number in range(int(head[1])))
        try:
            return cls(data, [int(data[row : row + 10]) for row in rows], trailer[1], table)
        except (ValueError, IndexError):
            return None

    def content(self, number: int) -> bytes:
        """Of an object that is no stream, without its frame."""
        start = self.data.index(b"obj", self.places[number]) + 3
        return self.data[start : self.data.index(b"endobj", start)].strip()


def _number(pattern: bytes, data: bytes) -> int:
    found = re.search(pattern, data)
    if found is None:
        raise ValueError(pattern)
    return int(found[1])


class _Update:
    """Objects that are new, or take the place of others."""

    def __init__(self, file: _File) -> None:
        self.file = file
        self.next = len(file.places)
        self.objects: dict[int, bytes] = {}

    def put(self, number: int, content: bytes) -> None:
        self.objects[number] = content

    def outline(self, bookmarks: Sequence[Bookmark], pages: Sequence[Page]) -> int:
        """The bookmarks as objects; their root's number. Those on top are open, the others closed."""
        root = self.next
        first = root + 1
        self.next = first + len(bookmarks)
        above: list[int] = []
        children: dict[int, list[int]] = {-1: []}
        parents: list[int] = []
        for number, bookmark in enumerate(bookmarks):
            del above[bookmark.depth :]
            parent = above[-1] if above else -1
            parents.append(parent)
            children[parent].append(number)
            children[number] = []
            above.append(number)
        for number, bookmark in enumerate(bookmarks):
            parent, own = parents[number], children[number]
            row = children[parent]
            at = bisect_left(row, number)
            content = b"<< /Title " + _text(bookmark.title)
            content += b" /Parent %d 0 R" % (root if parent < 0 else first + parent)
            if at > 0:
                content += b" /Prev %d 0 R" % (first + row[at - 1])
            if at < len(row) - 1:
                content += b" /Next %d 0 R" % (first + row[at + 1])
            if own:
                count = len(own) if parent < 0 else -len(own)
                content += b" /First %d 0 R /Last %d 0 R" % (first + own[0], first + own[-1])
                content += b" /Count %d" % count
            content += b" /Dest " + self._place(pages, bookmark.page, bookmark.x, bookmark.y) + b" >>"
            self.put(first + number, content)
        tops = children[-1]
        seen = len(tops) + sum(len(children[top]) for top in tops)
        self.put(
            root,
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
            % (first + tops[0], first + tops[-1], seen),
        )
        return root

    def links(self, pages: Sequence[Page]) -> None:
        """Areas of a page that lead to another."""
        for page, number in zip(pages, self.file.pages, strict=True):
            annotations = re.search(rb"/Annots (\d+) 0 R", self.file.content(number))
            if page.links and annotations is not None:
                boxes = [self._link(page, rect, pages, target) for rect, target in page.links]
                self.put(int(annotations[1]), b"[\n" + b"\n".join(boxes) + b"\n]")

    def _link(self, page: Page, rect: Rect, pages: Sequence[Page], target: int) -> bytes:
        high = round(page.height)
        corners = b"%.1f %.1f %.1f %.1f" % (rect.x, high - rect.bottom, rect.right, high - rect.y)
        place = self._place(pages, target, 0, 0)
        return (
            b"<< /Type /Annot /Subtype /Link /Rect [" + corners + b"] /Border [0 0 0] /Dest " + place + b" >>"
        )

    def _place(self, pages: Sequence[Page], page: int, x: float, y: float) -> bytes:
        top = round(pages[page].height) - y
        return b"[%d 0 R /XYZ %.1f %.1f null]" % (self.file.pages[page], max(0.0, x - 8), top + 8)

    def written(self) -> bytes:
        """The update as it follows the file."""
        place = len(self.file.data)
        pieces, rows = [], b""
        for number in sorted(self.objects):
            piece = b"%d 0 obj\n" % number + self.objects[number] + b"\nendobj\n"
            rows += b"%d 1\n%010d 00000 n \n" % (number, place)
            place += len(piece)
            pieces.append(piece)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % self.next, self.file.trailer.rstrip())
        trailer = trailer[: -len(b">>")] + b"/Prev %d\n>>" % self.file.table
        return (
            b"".join(pieces)
            + b"xref\n"
            + rows
            + b"trailer\n"
            + trailer
            + b"\nstartxref\n%d\n%%%%EOF\n" % place
        )


def _text(words: str) -> bytes:
    """Words as a PDF string: as they are where they are plain letters, else UTF-16 in hexadecimal."""
    if words.isascii():
        return b"(" + re.sub(r"([\\()])", r"\\\1", words).encode("ascii") + b")"
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().encode("ascii").upper() + b">"
