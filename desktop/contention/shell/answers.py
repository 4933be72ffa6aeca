"""What a person answers: values that the dialogs make and the window acts on."""

from __future__ import annotations

from enum import Enum


class Unsaved(Enum):
    """What to do with work that no file holds."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"
