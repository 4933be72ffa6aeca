"""A file or a pasted text to an `Article`, or a sentence that tells why not."""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

import msgspec

from contention.article import encodings, plain_text
from contention.article.blocks import BlockKind
from contention.article.errors import ArticleError
from contention.article.markdown import PROFILE, clean, read_markdown
from contention.model.project import Article, new_id

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; no article is larger, and more would make the reading pane slow."""
LONGEST_NAME = 60
"""Characters of a title taken from the first words of a text without one."""

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})

_OFFER = "Contention can open .txt and .md files; save or copy its text as one of these."
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, Word or other packed document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Word or Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)", re.IGNORECASE)
_SURROGATES = re.compile("[\x00\ud800-\udfff]")


class Imported(msgspec.Struct, frozen=True):
    """An article as it was read, and sentences about what had to be guessed."""

    article: Article
    notices: tuple[str, ...] = ()


def read_article(path: Path) -> Imported:
    """The article in a text or Markdown file; any unknown extension is read as plain text.

    Raises:
        ArticleError: there is no such file, or it cannot be read, or holds no text.
    """
    path = Path(path)
    data = _read(path)
    _refuse_binary(path.name, data)
    text, notice = encodings.decode(data)
    if not any(map(str.isalnum, text)):
        raise ArticleError(f"“{path.name}” has no words in it. Please choose another file.")
    source, title = _source(text, markdown=path.suffix.lower() in MARKDOWN_SUFFIXES)
    article = Article(
        id=new_id(),
        title=title or path.stem,
        source=source,
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        profile=PROFILE,
    )
    return Imported(article, (notice,) if notice else ())


def article_from_text(text: str, *, title: str = "", markdown: bool = False) -> Imported:
    """The article in a pasted text.

    Raises:
        ArticleError: the text has no words, or is too long.
    """
    if not any(map(str.isalnum, text)):
        raise ArticleError("There are no words in this text, so there is nothing to read.")
    if len(text) > LARGEST_FILE:
        raise ArticleError(
            f"This text is too long: {_megabytes(len(text))} MB, and at most 16 MB can be opened."
        )
    source, found = _source(text, markdown=markdown)
    name = title.strip() or found or _first_words(text)
    return Imported(Article(id=new_id(), title=name, source=source, profile=PROFILE))


def _source(text: str, *, markdown: bool) -> tuple[str, str]:
    """The Markdown source for a text, and its title where it has one."""
    text = _SURROGATES.sub("\ufffd", text.removeprefix("\ufeff"))
    if not markdown:
        parts = plain_text.paragraphs(text)
        title = plain_text.title_of(parts)
        return plain_text.to_markdown(parts, title=bool(title)), title
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = read_markdown(source).blocks
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1 and block.text.strip():
            return source, " ".join(block.text.split())
    return source, plain_text.title_of([block.text for block in blocks if block.text.strip()])


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is not too large."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ArticleError(f"“{path.name or path}” is a folder. Please choose a .txt or .md file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(f"“{path.name}” is not an ordinary file. Please choose a .txt or .md file.")
        if found.st_size > LARGEST_FILE:
            size = _megabytes(found.st_size)
            raise ArticleError(
                f"“{path.name}” is too large: {size} MB, and at most 16 MB can be opened. "
                "Please split it, or copy the part you want to read."
            )
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise ArticleError(f"There is no file “{path}”. It may have been moved or renamed.") from None
    except PermissionError:
        raise ArticleError(f"“{path.name}” may not be read: your account has no permission for it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise ArticleError(f"“{path.name}” could not be read ({reason}). Please try a copy of it.") from None


def _refuse_binary(name: str, data: bytes) -> None:
    if not data:
        raise ArticleError(f"“{name}” is empty. Please choose another file.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"“{name}” is {what}, not a text. {_OFFER}")
    if _HTML.match(data[:1024]):
        raise ArticleError(f"“{name}” is a web page, not a plain text. {_OFFER}")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if b"\x00" in data and not marked and encodings.unmarked_utf16(data) is None:
        raise ArticleError(f"“{name}” is not a text file. {_OFFER}")


def _first_words(text: str) -> str:
    """A name for a text without a title: the beginning of its first line with words."""
    line = next((found for found in text.splitlines() if any(map(str.isalnum, found))), text)
    words = " ".join(clean(line).split())
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
