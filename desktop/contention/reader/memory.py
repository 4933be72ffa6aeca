"""What is remembered from one day to the next: how articles look, and where reading stopped in each.

Kept in the settings that the window passes in, never in the project: where one
person stopped reading is nobody else's matter.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QSettings, Signal

from contention.model.project import Id
from contention.reader.preferences import ReadingPreferences, keep, kept

MOST_PLACES = 500
"""Articles and files whose place is remembered; the one that was left longest ago goes first."""
_PLACES = "reading/places"


class ReadingMemory(QObject):
    """Shared by the panes of all windows; without settings it remembers only while it lives."""

    changed = Signal()
    """Articles are to look otherwise."""

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preferences = kept(settings) if settings is not None else ReadingPreferences()
        self._places = _places(settings.value(_PLACES)) if settings is not None else {}

    @property
    def preferences(self) -> ReadingPreferences:
        """How articles look now."""
        return self._preferences

    def set_preferences(self, preferences: ReadingPreferences) -> None:
        """Let all articles look otherwise from now on."""
        if preferences == self._preferences:
            return
        self._preferences = preferences
        if self._settings is not None:
            keep(self._settings, preferences)
        self.changed.emit()

    def place(self, article_id: Id, file: str = "") -> int:
        """Where reading stopped in an article, in its canonical text; 0 for a new one.

        Of an article that is not known by its id, where reading stopped in its `file` (the
        digest of its bytes): one who only reads saves no project, and each opening gives a new id.
        """
        return self._places.get(article_id, self._places.get(file, 0))

    def keep_place(self, article_id: Id, place: int, file: str = "") -> None:
        """Remember where reading stopped in an article, and in the file that it came from."""
        wanted = [key for key in (file, article_id) if key and (place or self._places.get(key))]
        for key in wanted:
            self._places.pop(key, None)
            self._places[key] = place
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]
        if wanted and self._settings is not None:
            self._settings.setValue(_PLACES, msgspec.json.encode(self._places).decode())


def _places(kept_words: object) -> dict[Id, int]:
    """The places as they were kept; none where the settings hold something else."""
    try:
        found = msgspec.json.decode(str(kept_words or "{}"), type=dict[str, int])
    except msgspec.DecodeError:
        return {}
    return {article: place for article, place in found.items() if place >= 0}
