"""How many claims a project file holds, told without reading the whole of it.

For lists of earlier versions and of recovered work, where reading each in full
would take seconds.
"""

from __future__ import annotations

import msgspec

from contention.files.parsing import has_too_many_values
from contention.files.wire import MAX_FILE


class _Glance(msgspec.Struct):
    claims: list[msgspec.Raw] = []


_decode = msgspec.json.Decoder(_Glance).decode


def count_claims(data: bytes) -> int | None:
    """Claims in the bytes of a project file; None where they cannot be read."""
    if len(data) > MAX_FILE or has_too_many_values(data):
        return None
    try:
        return len(_decode(data).claims)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
