"""Office files without the time at which they were made: the same map gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can tell."""


def unstamped(data: bytes) -> bytes:
    """The same ZIP, every part of it with one time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            kept = zipfile.ZipInfo(part.filename, FIRST_DAY)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.external_attr = 0o600 << 16
            new.writestr(kept, old.read(part))
    return whole.getvalue()


def without_thumbnail(package: Any) -> None:
    """Take the small picture of an empty page out of a new file of python-pptx or python-docx."""
    relations = getattr(package, "rels", None)
    if relations is None:
        relations = package._rels  # noqa: SLF001  # python-pptx has no public name for them
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)
