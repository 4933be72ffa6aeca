"""A passage on its way by drag or clipboard: our own MIME type, and plain text for others."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QByteArray, QMimeData

from contention.model.edits import MAX_CLAIM_LENGTH
from contention.model.project import Id, Passage, new_id

MIME_TYPE = "application/x-contention-passage+json"


class _WirePassage(msgspec.Struct, frozen=True):
    article: Id
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    text_hash: str
    heading: tuple[str, ...]


def encode(passage: Passage) -> QMimeData:
    """The passage as JSON under `MIME_TYPE`, and its words as plain text."""
    names = _WirePassage.__struct_fields__
    wire = _WirePassage(**{name: getattr(passage, name) for name in names})
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray(msgspec.json.encode(wire)))
    data.setText(passage.exact)
    return data


def decode(data: QMimeData) -> Passage | None:
    """The passage in the data under a new id, or None where there is no sound one.

    Another program can offer anything under our type, so nothing in it is believed.
    """
    if not data.hasFormat(MIME_TYPE):
        return None
    try:
        wire = msgspec.json.decode(bytes(data.data(MIME_TYPE).data()), type=_WirePassage)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not wire.exact.strip() or not 0 <= wire.start < wire.end or len(wire.exact) > 10 * MAX_CLAIM_LENGTH:
        return None
    return Passage(id=new_id(), **msgspec.structs.asdict(wire))
