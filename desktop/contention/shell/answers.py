"""What a person answers: values that the dialogs make and the window acts on."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Unsaved(Enum):
    """What to do with work that no file holds."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class ExportRequest(NamedTuple):
    """A picture to write. `dpi`, where given, decides the size instead of `scale`."""

    path: Path
    scale: float = 2.0
    dpi: int | None = None
    theme_id: str = "classic"
    dark: bool = False
