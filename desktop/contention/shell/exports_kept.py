"""Which exports were last made of each map, in the settings: those of the latest projects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from contention.export.kept import from_json, to_json
from contention.model.project import Id
from contention.shell.export_request import ExportRequest

REMEMBERED = 50
"""Projects whose last exports are kept."""
MAPS = 50
"""Of one project."""


class KeptExports:
    """The last export of each map, by project file; a project without a file is not remembered."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of_map(self, project: Path, map_id: Id) -> ExportRequest | None:
        """The last export of this map, where its folder is still there."""
        return _request(self._maps(project).get(map_id))

    def latest(self, project: Path) -> ExportRequest | None:
        """The last export of any map of the project."""
        return next(filter(None, map(_request, reversed(self._maps(project).values()))), None)

    def keep(self, project: Path, map_id: Id, wanted: ExportRequest) -> None:
        """Remember this as the last."""
        everything, maps = self._everything(), self._maps(project)
        maps.pop(map_id, None)
        maps[map_id] = {
            "path": str(wanted.path),
            "options": to_json(wanted.options),
            "folded": wanted.folded,
        }
        everything.pop(_key(project), None)
        everything[_key(project)] = dict(list(maps.items())[-MAPS:])
        self._settings.setValue("exports", json.dumps(dict(list(everything.items())[-REMEMBERED:])))

    def _maps(self, project: Path) -> dict[str, Any]:
        kept = self._everything().get(_key(project))
        return kept if isinstance(kept, dict) else {}

    def _everything(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value("exports", "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}


def _key(project: Path) -> str:
    return str(project.absolute())


def _request(kept: object) -> ExportRequest | None:
    """A request as it was remembered; None for anything else."""
    if not isinstance(kept, dict):
        return None
    path = kept.get("path")
    try:
        if not isinstance(path, str) or not Path(path).is_absolute() or not Path(path).parent.is_dir():
            return None
        return ExportRequest(Path(path), from_json(kept.get("options")), kept.get("folded") is not False)
    except ValueError:  # among them a path with a zero byte
        return None
