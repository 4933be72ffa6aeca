"""What this program and its importer say to each other: messages of msgpack, each after its length."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import msgspec

from contention.article.importing import Imported
from contention.model.project import EMPTY

LENGTH = struct.Struct(">I")


class Request(msgspec.Struct, frozen=True):
    """What is to be read: a file or a rich text."""

    path: bytes = b""
    """As the file system has it."""
    html: str = ""


class Answer(msgspec.Struct, frozen=True):
    """How far it is, or how it ended."""

    progress: float = 0.0
    error: str = ""
    """A sentence."""
    imported: Imported | None = None


def encode(message: Request | Answer) -> bytes:
    """The message with its length before it."""
    data = msgspec.msgpack.encode(message, enc_hook=_plain)
    return LENGTH.pack(len(data)) + data


def decode_request(data: bytes) -> Request:
    """Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(data, type=Request)


def decode_answer(data: bytes) -> Answer:
    """Raises msgspec.DecodeError: the importer is trusted no more than the file that it read."""
    answer = msgspec.msgpack.decode(data, type=Answer)
    if answer.imported is None:
        return answer
    # What cannot be changed is shared; what came through the pipe are plain dictionaries.
    replace = msgspec.structs.replace
    imported = replace(
        answer.imported,
        article=replace(answer.imported.article, extra=EMPTY),
        assets=tuple(replace(asset, extra=EMPTY) for asset in answer.imported.assets),
    )
    return replace(answer, imported=imported)


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError
