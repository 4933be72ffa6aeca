"""What every field of the details pane works with: the session, and one way to change it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from contention.diagram.themes import Theme, theme
from contention.model.edits import EditError
from contention.model.project import ArgumentMap, Id, Project
from contention.model.structure import Structure, structure_of
from contention.session.session import Change, Session

ORIGIN = "inspector"


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("Details", text, "", count)


class Desk(QObject):
    """The session as the fields see it."""

    passage_wanted = Signal(str, str)
    """A claim's id and a passage's id: the passage is to be shown in the article."""
    find_again_wanted = Signal(str)
    """The id of a passage whose words are not in the article: they are to be looked for."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme: Theme = theme("classic")
        self._draft: Project | None = None

    @property
    def map(self) -> ArgumentMap:
        """The map that is shown."""
        return self.session.map

    @property
    def structure(self) -> Structure:
        """Its structure."""
        return structure_of(self.session.map)

    def map_of(self, item: Id) -> Id | None:
        """The map that holds a claim or an inference: what was typed may belong to one shown before."""
        for argument_map in (self.map, *self.session.project.maps.values()):
            if item in argument_map.claims or item in argument_map.inferences:
                return argument_map.id
        return None

    def edit(self, label: str, change: Change, *, merge: str = "") -> bool:
        """One undo step of the session; tell whether anything changed."""
        if self._draft is not None:
            with contextlib.suppress(EditError):
                self._draft = change(self._draft)
            return False
        return self.session.edit(label, change, origin=ORIGIN, merge=merge)

    def drafted(self, project: Project, offer: Callable[[], None]) -> Project:
        """The project after the edits that `offer` makes, none of which the session is told."""
        self._draft = project
        try:
            offer()
            return self._draft
        finally:
            self._draft = None

    def go_to(self, item: Id) -> None:
        """Select another claim or inference, which all views then show."""
        if item in self.map.claims or item in self.map.inferences:
            self.session.selection.select(item, origin=ORIGIN)
