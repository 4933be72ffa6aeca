"""How a reader wants articles to look: one value for all of them, and its words in the settings."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase, QGuiApplication

from contention.reader.style import ReadingStyle

FACES = ("serif", "sans", "system")
"""The program's two reading faces, and the letters of the system."""
THEMES = ("window", "light", "sepia", "dark", "contrast")
"""Colours of the page; "window" is light or dark as the window around it."""
SMALLEST, LARGEST = 7.0, 40.0
"""Points, of the body's type."""
TIGHTEST, LOOSEST = 1.2, 2.2
"""From one baseline to the next, in sizes of the type."""
NARROWEST, WIDEST = 60, 75
"""Characters in a full line: between 45 and 75 read best (Bringhurst, 2.1.2)."""


class ReadingPreferences(msgspec.Struct, frozen=True):
    """What a reader chose for all articles."""

    face: str = FACES[0]
    size: float = 0.0
    """Points of the body; 0 for what suits the letters of the system (see `usual_size`)."""
    line_height: float = ReadingStyle().line_height
    columns: int = ReadingStyle().columns
    """Characters in a full line."""
    justified: bool = False
    theme: str = THEMES[0]
    numbered: bool = False
    """Whether paragraphs have their numbers beside them."""


def usual_size() -> float:
    """Points of the body where nobody chose a size: larger where the system's letters are larger."""
    return min(LARGEST, max(ReadingStyle().size, 1.3 * QGuiApplication.font().pointSizeF()))


def style_of(preferences: ReadingPreferences) -> ReadingStyle:
    """The type to set articles in."""
    usual = ReadingStyle()
    size = preferences.size or usual_size()
    family, sans = usual.family, preferences.face != "serif"
    if preferences.face == "sans":
        family = usual.heading_family
    elif preferences.face == "system":
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return ReadingStyle(
        family=family,
        sans=sans,
        size=size,
        line_height=preferences.line_height,
        columns=preferences.columns,
        justified=preferences.justified,
    )


def kept(settings: QSettings) -> ReadingPreferences:
    """The preferences in the settings; what is missing or makes no sense there is as usual."""
    usual = ReadingPreferences()

    def value(name: str) -> object:
        return settings.value(f"reading/{name}")

    return ReadingPreferences(
        face=_one_of(FACES, value("face")),
        size=_between(value("size"), SMALLEST, LARGEST, 0.0),
        line_height=_between(value("line_height"), TIGHTEST, LOOSEST, usual.line_height),
        columns=round(_between(value("columns"), NARROWEST, WIDEST, usual.columns)),
        justified=str(value("justified")).lower() == "true",
        theme=_one_of(THEMES, value("theme")),
        numbered=str(value("numbered")).lower() == "true",
    )


def keep(settings: QSettings, preferences: ReadingPreferences) -> None:
    """Write the preferences to the settings."""
    for name, value in msgspec.structs.asdict(preferences).items():
        settings.setValue(f"reading/{name}", value)


def _one_of(choices: tuple[str, ...], value: object) -> str:
    return value if isinstance(value, str) and value in choices else choices[0]


def _between(value: object, least: float, most: float, usual: float) -> float:
    """A number as it was kept, an INI file gives words back; the usual one for anything else."""
    try:
        number = float(str(value))
    except ValueError:
        return usual
    return number if least <= number <= most else usual
