"""Titles as file names."""

from __future__ import annotations

WINDOWS_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
)
"""Names that Windows keeps for itself."""


def file_name(title: str) -> str:
    """A title as a file name that every system takes, without its extension."""
    kept = "".join(
        " " if character in '<>:"/\\|?*' or not character.isprintable() else character for character in title
    )
    name = " ".join(kept.split()).strip(". ")[:80].strip() or "Untitled"
    return f"{name}_" if name.upper() in WINDOWS_DEVICES else name
