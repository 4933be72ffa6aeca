"""Which helps a reader wants at articles, and the reader's own lists of indicator words."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QSettings

from contention.article.indicators import DEFAULTS
from contention.model.project import EMPTY

_MOST = 100_000
"""Characters of a list in the settings; none that a reader wrote comes near it."""


class AidPreferences(msgspec.Struct, frozen=True):
    """What a reader chose, for all articles."""

    bar: bool = True
    """A small bar at a selection."""
    strip: bool = True
    """The strip beside the scroll bar."""
    lens: bool = False
    """Indicator words are marked."""
    lists: Mapping[str, str] = EMPTY
    """By language: the reader's own list as `indicators.as_text` has it, where there is one."""


def kept(settings: QSettings) -> AidPreferences:
    """The preferences in the settings; what is missing or makes no sense there is as usual."""

    def flag(name: str, *, usual: bool) -> bool:
        return str(settings.value(f"reading/{name}", usual)).lower() == "true"

    found = {language: settings.value(f"reading/indicators/{language}") for language in DEFAULTS}
    return AidPreferences(
        bar=flag("selection_bar", usual=True),
        strip=flag("strip", usual=True),
        lens=flag("lens", usual=False),
        lists={
            language: text for language, text in found.items() if isinstance(text, str) and len(text) < _MOST
        },
    )


def keep(settings: QSettings, preferences: AidPreferences) -> None:
    """Write the preferences to the settings."""
    settings.setValue("reading/selection_bar", preferences.bar)
    settings.setValue("reading/strip", preferences.strip)
    settings.setValue("reading/lens", preferences.lens)
    for language in DEFAULTS:
        name = f"reading/indicators/{language}"
        if language in preferences.lists:
            settings.setValue(name, preferences.lists[language])
        else:
            settings.remove(name)
