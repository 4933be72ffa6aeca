"""An export as it is asked for in the window, and what of the session it is about."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from contention.export.options import ExportOptions
from contention.model.project import ArgumentMap, Id, Project


class ExportRequest(NamedTuple):
    """A file to write."""

    path: Path
    options: ExportOptions = ExportOptions()
    folded: bool = True
    """Whether branches that are folded on the screen stay folded."""


class Subject(NamedTuple):
    """What there is to export: a map, and what of it is folded and selected at this moment."""

    project: Project
    map_id: Id
    folded: frozenset[Id] = frozenset()
    selected: tuple[Id, ...] = ()
    branch: Id | None = None
    """The item whose branch is meant: the one that is shown alone, else the one selected last."""

    @property
    def map(self) -> ArgumentMap:
        """The map as it is now."""
        return self.project.maps[self.map_id]

    def options(self, wanted: ExportRequest) -> ExportOptions:
        """The options with what is folded now."""
        folded = self.folded if wanted.folded else frozenset()
        return replace(wanted.options, picture=replace(wanted.options.picture, folded=folded))
