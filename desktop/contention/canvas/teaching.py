"""The sentences that an empty map, or one with a single claim, teaches with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

KeyOf = Callable[[str], str]
"""The key of an action, by the action's name, as it is said to the reader; "" where it has none."""

USUAL = {"add-claim": "C", "add-reason": "R", "add-below": "Tab"}


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Teaching", text)


def usual_key(action: str) -> str:
    """The keys that the program comes with."""
    return USUAL.get(action, "")


def empty_map(key_of: KeyOf) -> str:
    """How to get a first claim."""
    if key := key_of("add-claim"):
        words = tr("Select a passage in the article and press {key}, or double-click here to write a claim.")
        return words.format(key=key)
    return tr("Double-click here to write a claim.")


def single_claim(key_of: KeyOf) -> str:
    """How to get a reason for it; nothing where neither way has a key."""
    passage, written = key_of("add-reason"), key_of("add-below")
    if passage and written:
        words = tr("Press {key} with a passage selected to add a reason, or {other} to write one.")
        return words.format(key=passage, other=written)
    if passage:
        return tr("Press {key} with a passage selected to add a reason.").format(key=passage)
    return tr("Press {key} to write a reason.").format(key=written) if written else ""
