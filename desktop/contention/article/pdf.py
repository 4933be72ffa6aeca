"""A PDF to an article: its text reflowed, and where each character stands on the pages."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.pdf_columns import PageLines, in_reading_order, without_furniture
from contention.article.pdf_document import Glyphs, is_drawn_over, opened, page_of
from contention.article.pdf_lines import Line, lines_of
from contention.article.pdf_places import write
from contention.article.reflow import Paragraph, Shape, reflow
from contention.model.project import Asset, new_id

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 1_000
MOST_CHARACTERS = 1_500_000
"""More of a PDF is not read, and the reader is told."""
LARGEST_KEPT = 16 * 1024 * 1024
"""Bytes; a larger file is not kept in the project, and so has no view of its pages."""

FEW_LETTERS = 20
"""Letters and digits; a page with fewer that is one picture was scanned: a date on it is not its text."""

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled.*|(?:slide|layout) \d+|"
    r".*\.(?:docx?|pdf|exe|dvi|tex|indd|qxd|rtf|odt|pages|html?|eps|ps|pptx?)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:table of )?contents|abstract|inhalt(?:sverzeichnis)?|sommaire", re.IGNORECASE)
_PRODUCT = re.compile(r"Microsoft (?:Office )?(?:Word|PowerPoint) ?-? ?", re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The article in a PDF; `name` is the file's name, for sentences.

    Raises:
        ArticleError: it needs a password, is damaged, or has no text.
    """
    with opened(data, name) as document:
        total = len(document)
        pages, unread = _pages(document, progress)
        facts = _facts(document)
        letters = [sum(sum(map(str.isalnum, line.text)) for line in page.lines) for page in pages]
        scanned = _scanned(document, letters, unread)
    _refuse_without_text(name, pages, letters, scanned)
    kept, gone = without_furniture(pages)
    lines = [line for page in kept for line in in_reading_order(page.lines)]
    paragraphs = reflow(lines)
    written = write(paragraphs)
    if not any(map(str.isalnum, written.source)):
        raise ArticleError(_no_text(name, total))
    original = _original(data, name)
    return Found(
        source=written.source,
        title=facts["title"] or _first_heading(paragraphs),
        author=facts["author"],
        date=facts["date"],
        assets=(original,) if original else (),
        original=original.id if original else "",
        pages=written.places if original else (),
        notices=tuple(
            _notices(len(pages), scanned, unread=unread, total=total, gone=gone, kept=original is not None)
        ),
    )


def _pages(document: PdfDocument, progress: Progress) -> tuple[list[PageLines], set[int]]:
    """The lines of each page that is read, and the pages that are damaged."""
    import pypdfium2

    count = min(len(document), MOST_PAGES)
    pages: list[PageLines] = []
    unread: set[int] = set()
    room = MOST_CHARACTERS
    for number in range(count):
        progress(number / count)
        if room <= 0:
            break
        lines: list[Line] = []
        height = 0.0
        try:
            with page_of(document, number) as page, Glyphs(page, upright=True) as glyphs:
                characters = glyphs.characters(room)
                height = glyphs.height
                lines = lines_of(number, glyphs, characters)
                room -= len(characters.text)
        except pypdfium2.PdfiumError:
            unread.add(number)
        pages.append(PageLines(lines, height))
    progress(1.0)
    return pages, unread


def _scanned(document: PdfDocument, letters: list[int], unread: set[int]) -> list[int]:
    """The pages that have no text of their own."""
    found = []
    for number, count in enumerate(letters):
        if number in unread or count >= FEW_LETTERS:
            continue
        drawn = not count
        if count:
            with page_of(document, number) as page:
                drawn = is_drawn_over(page)
        if drawn:
            found.append(number)
    return found


def _refuse_without_text(name: str, pages: list[PageLines], letters: list[int], scanned: list[int]) -> None:
    stray = sum(letters[number] for number in scanned)
    if sum(letters) == stray:
        raise ArticleError(_no_text(name, len(pages), nearly=stray > 0))
    signs = [sign for page in pages for line in page.lines for sign in line.text if not sign.isspace()]
    if signs.count("\ufffd") > 0.5 * len(signs):
        raise ArticleError(
            f"The letters in “{name}” cannot be read: its fonts do not say which they are. Please look for "
            "another copy of it, or run text recognition (OCR) over it and open the result."
        )


def _no_text(name: str, count: int, *, nearly: bool = False) -> str:
    pages = "its page is a picture" if count == 1 else f"its {count} pages are pictures"
    text = "almost no text" if nearly else "no text"
    return (
        f"There is {text} in “{name}”: {pages}, as of a scanned paper. Please run text recognition (OCR) "
        "over it with a scanning program, and open the result."
    )


def _notices(
    read: int, scanned: list[int], *, unread: set[int], total: int, gone: int, kept: bool
) -> list[str]:
    """What the reader should know of what was left out."""
    told = []
    if read < total:
        told.append(f"This PDF has {total} pages; the first {read} were read.")
    if scanned:
        told.append(f"No text was found on {_page_names(scanned)}: pictures, or scanned paper.")
    if unread:
        told.append(f"The file is damaged: {_page_names(sorted(unread))} could not be read.")
    if gone:
        lines = "1 line was" if gone == 1 else f"{gone} lines were"
        told.append(f"{lines} left out as running heads, page numbers or marks in the margin.")
    if not kept:
        told.append("The file is larger than 16 MB, so its pages are not kept in the project.")
    return told


def _page_names(numbers: list[int]) -> str:
    """Such as "page 3" or "pages 1, 2 and 9"."""
    names = [str(number + 1) for number in numbers]
    if len(names) == 1:
        return f"page {names[0]}"
    if len(names) > 8:
        return f"{len(names)} pages"
    return f"pages {', '.join(names[:-1])} and {names[-1]}"


def _facts(document: PdfDocument) -> dict[str, str]:
    """What the file says of itself, where it is worth anything."""
    said = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    title = _PRODUCT.sub("", said.get("Title", "")).strip()
    if _NO_TITLE.fullmatch(title) or sum(map(str.isalpha, title)) < 3:
        title = ""
    date = _DATE.match(said.get("CreationDate", ""))
    return {
        "title": title,
        "author": said.get("Author", ""),
        "date": "-".join(part for part in date.groups() if part) if date else "",
    }


def _first_heading(paragraphs: list[Paragraph]) -> str:
    """The heading that is set largest on the first page with any text."""
    if not paragraphs:
        return ""
    page = paragraphs[0].lines[0].page
    heads = [
        part
        for part in paragraphs
        if part.shape is Shape.HEADING
        and part.lines[0].page == page
        and not _CONTENTS.fullmatch(part.text.strip())
    ]
    best = min(heads, key=lambda part: part.level, default=None)
    return " ".join(best.text.split()) if best else ""


def _original(data: bytes, name: str) -> Asset | None:
    if len(data) > LARGEST_KEPT:
        return None
    text = base64.b64encode(data).decode("ascii")
    return Asset(id=new_id(), media_type="application/pdf", name=name, data=text)
