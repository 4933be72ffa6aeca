"""Exporting the map as a picture: at once as last time, or as the dialog says."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal

from contention.assets import resources
from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, MapView
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import THEME_IDS, theme
from contention.session.session import Session
from contention.shell.answers import ExportRequest
from contention.shell.appearance import Appearance
from contention.shell.asks import Asks
from contention.shell.documents import Documents, file_name

REMEMBERED = 50
"""Projects whose last export is kept in the settings."""


class Exports(QObject):
    """The export side of a window's session."""

    noticed = Signal(str)
    """Where a picture was written."""
    settling = Signal()
    """The map is drawn now: who holds words half written commits them."""

    def __init__(
        self,
        session: Session,
        documents: Documents,
        *,
        appearance: Appearance,
        settings: QSettings,
        asks: Asks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._documents, self._appearance = session, documents, appearance
        self._settings, self._asks = settings, asks
        self._measure = TextMeasure()
        self._last: ExportRequest | None = None
        session.changed.connect(self._forget)

    def again(self) -> bool:
        """Write the picture as last time; the first time beside the project, under a free name."""
        self.settling.emit()
        return self._write(self._as_last_time() or self._first_time())

    def ask(self) -> bool:
        """Ask for file, size and theme, and write the picture."""
        self.settling.emit()
        wanted = self._asks.export(self._as_last_time() or self._first_time(), self.draw)
        return wanted is not None and self._write(wanted)

    def draw(self, theme_id: str, dark: bool) -> Diagram:
        """The map that is shown, composed in a theme of its own, never the window's by accident."""
        view = MapView(tags=self._session.project.tags)
        return compose(self._session.map, self._measure, theme(theme_id, dark=dark), view=view)

    def _write(self, wanted: ExportRequest) -> bool:
        from contention.export.errors import ExportError
        from contention.export.png import export_png

        try:
            export_png(
                self.draw(wanted.theme_id, wanted.dark), wanted.path, scale=wanted.scale, dpi=wanted.dpi
            )
        except ExportError as error:
            self._asks.tell(self.tr("Not exported"), str(error))
            return False
        self._last = wanted
        self._remember(wanted)
        self.noticed.emit(self.tr("Exported map to {path}").format(path=wanted.path))
        return True

    def _first_time(self) -> ExportRequest:
        title = self._session.map.title or self._documents.name
        folder = self._folder()
        path, number = folder / f"{file_name(title)}.png", 1
        while path.exists():
            number += 1
            path = folder / f"{file_name(title)} {number}.png"
        return ExportRequest(path=path, theme_id=self._appearance.palette_id)

    def _folder(self) -> Path:
        """Beside the project or its article where one can write there, else the pictures folder."""
        for near in (self._session.path, self._documents.origin):
            if near is not None and not near.is_relative_to(resources()) and os.access(near.parent, os.W_OK):
                return near.absolute().parent
        location = QStandardPaths.StandardLocation
        pictures = Path(QStandardPaths.writableLocation(location.PicturesLocation))
        return pictures if pictures.is_dir() else Path.home()

    def _as_last_time(self) -> ExportRequest | None:
        if self._last is not None:
            return self._last
        kept = self._kept().get(self._key())
        try:
            return _request(kept) if kept else None
        except (KeyError, TypeError, ValueError):
            return None

    def _remember(self, wanted: ExportRequest) -> None:
        if self._session.path is None:
            return
        kept = self._kept()
        kept.pop(self._key(), None)
        kept[self._key()] = {**wanted._asdict(), "path": str(wanted.path)}
        latest = dict(list(kept.items())[-REMEMBERED:])
        self._settings.setValue("exports", json.dumps(latest))

    def _kept(self) -> dict[str, dict[str, object]]:
        """The last export by project file; settings can hold anything."""
        try:
            kept = json.loads(str(self._settings.value("exports", "{}")))
        except ValueError:
            return {}
        return (
            {key: one for key, one in kept.items() if isinstance(one, dict)} if isinstance(kept, dict) else {}
        )

    def _key(self) -> str:
        return str(self._session.path.absolute()) if self._session.path is not None else ""

    def _forget(self, _before: object, _after: object, origin: str) -> None:
        """Another project was opened: its pictures go elsewhere."""
        if origin == "open":
            self._last = None


def _request(kept: dict[str, object]) -> ExportRequest:
    """A request as it was remembered; raises where the settings hold something else."""
    scale, dpi, theme_id = kept["scale"], kept["dpi"], kept["theme_id"]
    if theme_id not in THEME_IDS or not isinstance(scale, int | float) or not 0.1 <= scale <= 16:
        raise ValueError(theme_id)
    if dpi is not None and not (isinstance(dpi, int) and 10 <= dpi <= 1536):
        raise ValueError(dpi)
    path = Path(str(kept["path"]))
    if not path.parent.is_dir():
        raise ValueError(path)
    return ExportRequest(
        path=path, scale=float(scale), dpi=dpi, theme_id=str(theme_id), dark=bool(kept.get("dark"))
    )
