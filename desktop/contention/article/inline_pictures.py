"""Pictures that a page carries in itself, as ``data:`` addresses; no other picture is ever looked at."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from contention.article.pictures import Pictures
    from contention.model.project import Id

_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp)((?:;[\w=+.-]{1,40})*),", re.IGNORECASE)
_ESCAPED = re.compile(rb"%([0-9a-fA-F]{2})")
LONGEST = 6 * 1024 * 1024
"""Characters of such an address: 4 MB of picture in base64, and some."""


def picture_keeper(
    pictures: Pictures, parts: Callable[[str], bytes | None] | None = None
) -> Callable[[str], Id | None]:
    """What `markdown_of` asks for each picture; `parts` has those that came with the page, by address."""

    def keep(source: str) -> Id | None:
        if parts is not None and (part := parts(source)) is not None:
            return pictures.take(part, source.rpartition("/")[2])
        data = _data(source)
        if data is None:
            pictures.leave_out(source[:200])
            return None
        return pictures.take(data, "")

    return keep


def _data(source: str) -> bytes | None:
    found = _DATA.match(source)
    if found is None or len(source) > LONGEST:
        return None
    body = source[found.end() :]
    if ";base64" not in found[1].lower():
        return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), body.encode("utf-8", "replace"))
    try:
        return base64.b64decode(re.sub(r"\s|%0[aAdD]|%20", "", body) + "==")
    except (binascii.Error, ValueError):
        return None
