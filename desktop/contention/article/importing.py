"""A file or what was pasted to an `Article`, or a sentence that tells why not.

`read_article` reads any file in this process. Files of unknown origin are opened through
`isolated.import_file`, which has it done by another process that can be killed.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from contention.article import encodings, plain_text
from contention.article.blocks import ArticleText, BlockKind
from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.markdown import PROFILE, clean, read_markdown
from contention.article.sniffing import LARGE_FORMATS, Format, format_of, promised
from contention.model.project import Article, Asset, Project, new_id, new_project, read_only

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes of a text; no article is longer, and more would make the reading pane slow."""
LARGEST_PACKED_FILE = 64 * 1024 * 1024
"""Bytes of a file that may hold pictures and fonts besides its text."""
LONGEST_NAME = 60
"""Characters of a title taken from the first words of a text without one."""
LONGEST_DETAIL = 300
"""Characters of a title, an author or a date that a file states."""
LONGEST_FOR_LEFTOVERS = 4 * 1024 * 1024
"""Characters of Markdown that are searched for leftovers; web pages are far below."""

NO_WORDS = "There are no words in this text, so there is nothing to read."

_READERS = {
    Format.HTML: "web_page",
    Format.MHTML: "mhtml",
    Format.PDF: "pdf",
    Format.DOCX: "docx",
    Format.EPUB: "epub",
    Format.ODT: "odt",
    Format.RTF: "rtf",
}
"""The module that reads a format: each is imported when the first file of its kind is opened."""

_SURROGATES = re.compile("[\x00\ud800-\udfff]")


class Imported(msgspec.Struct, frozen=True):
    """An article as it was read, what belongs to it, and sentences about what had to be guessed."""

    article: Article
    notices: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()
    """Pictures and the original file."""

    def project(self) -> Project:
        """A new project of this article."""
        return msgspec.structs.replace(
            new_project(self.article), assets=read_only((asset.id, asset) for asset in self.assets)
        )


def read_article(path: Path, progress: Progress = lambda _: None) -> Imported:
    """The article in a file of any kind; any unknown extension is read as what it is, or plain text.

    Raises:
        ArticleError: there is no such file, or it cannot be read, or holds no text.
    """
    path = Path(path)
    data = read_file(path)
    name = readable(path.name)
    kind, notice = format_of(data, name)
    if len(data) > LARGEST_FILE and kind not in LARGE_FORMATS:
        raise _too_large(name, len(data), LARGEST_FILE)
    progress(0.02)
    if kind in _READERS:
        reader = importlib.import_module(f"contention.article.{_READERS[kind]}")
        found: Found = reader.read(data, name, lambda done: progress(0.02 + 0.9 * min(max(done, 0.0), 1.0)))
    else:
        found = _read_text(data, markdown=kind is Format.MARKDOWN)
    imported = article_from_found(
        found,
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=readable(path.stem),
        none=f"“{name}” has no words in it. Please choose another file.",
    )
    progress(1.0)
    return msgspec.structs.replace(imported, notices=(notice, *imported.notices)) if notice else imported


def article_from_found(
    found: Found, *, file_name: str = "", sha256: str = "", title: str = "", none: str = NO_WORDS
) -> Imported:
    """The article of what a reader found, with leftovers set aside.

    Its title is the one that was found, else its first heading, else `title`, else its first words.

    Raises:
        ArticleError: the text is too long, or has no words, which `none` says.
    """
    source = readable(found.source)
    if len(source) > LARGEST_FILE:
        raise _too_long(len(source))
    short = len(source) <= LONGEST_FOR_LEFTOVERS
    text = read_markdown(source) if short else ArticleText((), "")
    if not any(map(str.isalnum, text.text if short else source)):
        raise ArticleError(none)
    named = _detail(found.title) or _heading(text) or title.strip() or _first_words(text.text or source)
    alternative = readable(found.alternative)
    article = Article(
        id=new_id(),
        title=named,
        source=source,
        file_name=file_name,
        sha256=sha256,
        profile=PROFILE,
        author=_detail(found.author),
        date=_detail(found.date),
        address=_detail(found.address),
        imported=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        alternative=alternative if len(alternative) <= LARGEST_FILE else "",
        set_aside=_leftovers(text),
        original=found.original,
        pages=found.pages,
    )
    return Imported(article, tuple(notice for notice in found.notices if notice), found.assets)


def article_from_text(text: str, *, title: str = "", markdown: bool = False) -> Imported:
    """The article in a pasted text.

    Raises:
        ArticleError: the text has no words, or is too long.
    """
    if not any(map(str.isalnum, text)):
        raise ArticleError(NO_WORDS)
    if len(text) > LARGEST_FILE:
        raise _too_long(len(text))
    source, found = _source(text, markdown=markdown)
    return article_from_found(Found(source=source, title=title.strip() or found or _first_words(text)))


def article_from_html(html: str, progress: Progress = lambda _: None) -> Imported:
    """The article in a pasted rich text: all of it, because the reader chose it.

    Raises:
        ArticleError: the text has no words, or is too long.
    """
    from contention.article.rich_text import from_html

    if len(html) > LARGEST_FILE:
        raise _too_long(len(html))
    progress(0.02)
    return article_from_found(from_html(readable(html)))


def readable(text: str) -> str:
    """The text without NUL and lone surrogates, which no project file can hold."""
    return _SURROGATES.sub("\ufffd", text)


def read_file(path: Path) -> bytes:
    """The bytes of a regular file that is not too large for what its name says it is.

    Raises:
        ArticleError: there is none, or it cannot be read.
    """
    name = readable(path.name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ArticleError(f"“{name or readable(str(path))}” is a folder. Please choose a file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(f"“{name}” is not an ordinary file. Please choose a text or a document.")
        most = LARGEST_PACKED_FILE if promised(name) in LARGE_FORMATS else LARGEST_FILE
        if found.st_size > most:
            raise _too_large(name, found.st_size, most)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise ArticleError(
            f"There is no file “{readable(str(path))}”. It may have been moved or renamed."
        ) from None
    except PermissionError:
        raise ArticleError(f"“{name}” may not be read: your account has no permission for it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise ArticleError(f"“{name}” could not be read ({reason}). Please try a copy of it.") from None


def _read_text(data: bytes, *, markdown: bool) -> Found:
    text, notice = encodings.decode(data)
    source, title = _source(text, markdown=markdown) if any(map(str.isalnum, text)) else ("", "")
    return Found(source=source, title=title, notices=(notice,))


def _source(text: str, *, markdown: bool) -> tuple[str, str]:
    """The Markdown source for a text, and its title where it has one."""
    text = readable(text.removeprefix("\ufeff"))
    if not markdown:
        parts = plain_text.paragraphs(text)
        title = plain_text.title_of(parts)
        return plain_text.to_markdown(parts, title=bool(title)), title
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    found = read_markdown(source)
    return source, _heading(found) or plain_text.title_of(
        [block.text for block in found.blocks if block.text.strip()]
    )


def _heading(text: ArticleText) -> str:
    """The first heading of the first level."""
    for block in text.blocks:
        if block.kind is BlockKind.HEADING and block.level == 1 and block.text.strip():
            return _detail(block.text)
    return ""


def _leftovers(text: ArticleText) -> tuple[tuple[int, int], ...]:
    from contention.article.leftovers import leftovers

    return leftovers(text)


def _detail(text: str) -> str:
    """What a file states about itself, on one line and not without end."""
    return " ".join(clean(text[: 4 * LONGEST_DETAIL]).split())[:LONGEST_DETAIL].strip()


def _first_words(text: str) -> str:
    """A name for a text without a title: the beginning of its first line with words."""
    line = next((found for found in text.splitlines() if any(map(str.isalnum, found))), text)
    words = " ".join(clean(line).split())
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _too_long(length: int) -> ArticleError:
    return ArticleError(f"This text is too long: {_megabytes(length)} MB, and at most 16 MB can be opened.")


def _too_large(name: str, size: int, most: int) -> ArticleError:
    return ArticleError(
        f"“{name}” is too large: {_megabytes(size)} MB, and at most {_megabytes(most)} MB can be opened. "
        "Please split it, or copy the part you want to read."
    )


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
