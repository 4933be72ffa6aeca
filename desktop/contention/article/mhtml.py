"""A page saved as one file with its pictures (.mhtml, .mht): a mail of many parts (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.html_parsing import text_of
from contention.article.inline_pictures import picture_keeper
from contention.article.pictures import Pictures
from contention.article.web_page import found_in

if TYPE_CHECKING:
    from email.message import Message

MOST_PARTS = 5_000


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The article in a page saved as one file.

    Raises:
        ArticleError: there is no page in it, or the page has no words.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        page, parts = _parts(message)
    except RecursionError:  # thousands of parts within each other
        raise _no_page(name) from None
    if page is None:
        raise _no_page(name)
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
    charset = page.get_content_charset() or ""
    html, notice = text_of(_bytes(page), charset)
    progress(0.1)

    def part_at(source: str) -> bytes | None:
        found = parts.get("".join(source.split()))  # relative addresses were made whole
        return None if found is None else _bytes(found)

    pictures = Pictures()
    return found_in(
        html,
        name,
        progress,
        pictures=pictures,
        keep=picture_keeper(pictures, part_at),
        address=address,
        notices=(notice,) if notice else (),
    )


def _parts(message: Message) -> tuple[Message | None, dict[str, Message]]:
    """The first page in a message, and its pictures by their address."""
    page: Message | None = None
    parts: dict[str, Message] = {}
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            break
        kind = part.get_content_type()
        if page is None and kind in ("text/html", "application/xhtml+xml"):
            page = part
        elif kind.startswith("image/"):
            for place in (part.get("Content-Location"), _cid(part)):
                if place:
                    parts.setdefault("".join(str(place).split()), part)
    return page, parts


def _no_page(name: str) -> ArticleError:
    return ArticleError(f"There is no page in “{name}”. Please save it again, or copy and paste its text.")


def _cid(part: Message) -> str:
    found = str(part.get("Content-ID") or "").strip().strip("<>")
    return f"cid:{found}" if found else ""


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
