"""Bytes to plain values: what JSON leaves open (repeated keys, NaN, half characters) is found here.

The standard library's parser is used because it hands over each object's pairs,
and so shows a key that stands twice; faster ones keep the last and say nothing.
Measured on 4 MB: 24 ms with that check, msgspec without it 14 ms.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import Any, NamedTuple

from contention.files.errors import ProjectFileError
from contention.files.wire import MAX_DEPTH, MAX_FILE, MAX_TEXT

_BOM = b"\xef\xbb\xbf"
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")

#: Values in a file; more would fill the memory (64 MB of "{}," make 1.5 GB of objects). A project of
#: 5,000 claims has 60,000; 64 MB of prose have 800,000 commas, which are counted as well.
_MAX_VALUES = 1_000_000
#: A file of fewer bytes cannot hold so many that they hurt.
_SMALL = 2 * 1024 * 1024


HALF_CHARACTER = "there is half a character (a lone surrogate) in it"


class Repeated(dict[str, Any]):
    """An object in which a key stands more than once; it has the last value of each."""

    keys_twice: tuple[str, ...] = ()


class Parsed(NamedTuple):
    """The values of a file, and whether every one of them has to be looked at."""

    values: Any
    suspicious: bool
    """A key that stands twice, a number that is none, or half a character is somewhere."""


def parse(data: bytes, name: str) -> Parsed:
    """The values in a file's bytes; `name` is what a sentence calls the file.

    Raises:
        ProjectFileError: it is not JSON at all, or too large to be read.
    """
    check_size(len(data), name)
    data = data.removeprefix(_BOM)
    if not data.strip(b" \t\r\n\0"):
        raise unreadable(name, "is empty", "If there is a copy or a backup of it, open that.")
    if has_too_many_values(data):
        raise unreadable(name, f"holds more than {_MAX_VALUES:,} values, more than any project")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable(name, "is not a Contention project (it is not text in UTF-8)") from error
    suspicious = _ESCAPED_SURROGATE.search(data) is not None

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal suspicious
        values = dict(found)
        if len(values) == len(found):
            return values
        suspicious = True
        times = Counter(key for key, _ in found)
        repeated = Repeated(values)
        repeated.keys_twice = tuple(key for key in values if times[key] > 1)
        return repeated

    def constant(_: str) -> float:
        nonlocal suspicious
        suspicious = True
        return math.nan

    try:
        values = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise _not_json(text, error, name) from error
    except RecursionError as error:
        raise unreadable(name, "is nested more deeply than any project") from error
    except ValueError as error:  # Python refuses to read numbers of more than 4,300 digits
        raise unreadable(name, "holds a number of several thousand digits") from error
    return Parsed(values, suspicious)


def unreadable(name: str, what: str, then: str = "Choose another file.") -> ProjectFileError:
    """The error for a file of which nothing can be shown."""
    return ProjectFileError(f"{name} {what}. The file is untouched. {then}")


def check_size(size: int, name: str) -> None:
    """Refuses a file of more bytes than `MAX_FILE`."""
    if size > MAX_FILE:
        raise unreadable(name, f"is larger than {MAX_FILE // 1024 // 1024} MB, larger than any project")


def has_too_many_values(data: bytes) -> bool:
    """Whether so many values may stand in it that reading them would fill the memory."""
    return len(data) > _SMALL and sum(map(data.count, (b",", b"{", b"["))) > _MAX_VALUES


def fault(value: Any, depth: int = 0) -> str | None:
    """Why a value cannot be kept, as a sentence without a full stop; None for a sound one."""
    match value:
        case str():
            if len(value) > MAX_TEXT:
                return f"a text is longer than {MAX_TEXT:,} characters"
            return HALF_CHARACTER if _SURROGATE.search(value) else None
        case float():
            return None if math.isfinite(value) else "there is a number that is not finite"
        case Repeated():
            return f"the key “{value.keys_twice[0]}” stands more than once in it"
        case dict() | list() if depth >= MAX_DEPTH:
            return f"it is nested more than {MAX_DEPTH} deep"
        case dict():
            inside = (fault(part, depth + 1) for pair in value.items() for part in pair)
        case list():
            inside = (fault(part, depth + 1) for part in value)
        case _:
            return None
    return next(filter(None, inside), None)


def has_surrogate(value: Any) -> bool:
    """Whether half a character stands in a text or in a list of texts."""
    texts = value if isinstance(value, list) else (value,)
    return any(isinstance(text, str) and _SURROGATE.search(text) is not None for text in texts)


def without_surrogates(value: Any) -> Any:
    """The value with each half character replaced by one U+FFFD, so that places stay right."""
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case dict():
            return {without_surrogates(key): without_surrogates(part) for key, part in value.items()}
        case list() | tuple():
            return [without_surrogates(part) for part in value]
        case _:
            return value


def _not_json(text: str, error: json.JSONDecodeError, name: str) -> ProjectFileError:
    if not text.lstrip().startswith("{"):
        return unreadable(name, "is not a Contention project (it is not JSON)")
    cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if cut_off:
        return unreadable(
            name,
            f"ends too early, in line {text.count(chr(10)) + 1}: a part of it is missing",
            "If there is a copy or a backup of it, open that.",
        )
    return unreadable(
        name,
        f"is damaged in line {error.lineno}, at character {error.colno}: it is no longer JSON",
        "If there is a copy or a backup of it, open that; or mend that line in a text editor.",
    )
