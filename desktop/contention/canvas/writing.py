"""Writing in place: which claim is being written, and what becomes of its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot

from contention.canvas.shown import ORIGIN, Shown
from contention.canvas.text_editor import ClaimEditor
from contention.model import edits
from contention.model.project import Id, Project
from contention.model.structure import Role
from contention.session import commands
from contention.session.session import Session


class Writing(QObject):
    """At most one claim's editor over its box; its words become one edit."""

    changed = Signal(bool)
    """Whether a claim is being written; letters are words then."""

    typed = Signal()
    """The words being written are others, or nothing is written any more."""

    def __init__(self, canvas: Shown, session: Session) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._editor: ClaimEditor | None = None
        self._claim: Id | None = None
        self._added_at: int | None = None
        """Place in the history of the step that added the edited claim, if it was added for this."""

    @property
    def claim(self) -> Id | None:
        """The claim that is being written."""
        return self._claim

    def start(self, claim_id: Id, *, new: bool = False) -> None:
        """Write a claim in place; one just added (`new`) is taken back where it is left empty."""
        if self._claim == claim_id:
            return
        self.commit()
        claim = self._session.map.claims.get(claim_id)
        if claim is None or self._canvas.diagram.box_rect(claim_id) is None:
            return
        if self._session.selection.current != claim_id:
            self._session.selection.select(claim_id, origin=ORIGIN)
        self._canvas.show_piece(claim_id)
        self._claim = claim_id
        self._added_at = self._session.history.index if new else None
        self._editor = ClaimEditor(claim.text, self._canvas.viewport())
        self._editor.committed.connect(self._commit)
        self._editor.dropped.connect(self._drop)
        self._editor.textChanged.connect(self.typed)
        self.place()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(True)

    @Slot()
    def commit(self) -> None:
        """Keep what is being written, if anything is: before saving, exporting or closing."""
        if self._editor is not None:
            self._editor.commit()

    def draft(self, project: Project) -> Project:
        """The project as it would be if what is being written were kept."""
        if self._editor is None or self._claim is None:
            return project
        try:
            return edits.set_text(project, self._session.map_id, self._claim, self._editor.toPlainText())
        except edits.EditError:
            return project

    def place(self) -> None:
        """Put the editor over its box: after the map was scrolled, zoomed or drawn anew."""
        if self._editor is None or self._claim is None:
            return
        diagram = self._canvas.last_diagram
        rect, box = diagram.box_rect(self._claim), diagram.box(self._claim)
        if rect is not None and box is not None:
            contention = box.role is Role.CONTENTION
            room, zoom = self._canvas.window_rect(rect), self._canvas.zoom()
            self._editor.dress(diagram.theme, room, zoom, contention=contention)

    def close(self) -> None:
        """Put the editor away, whatever was written in it."""
        editor, self._editor = self._editor, None
        self._claim, self._added_at = None, None
        if editor is not None:
            # Losing the focus would commit: that is decided already.
            editor.blockSignals(True)
            if editor.hasFocus():
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()
            self.changed.emit(False)
            self.typed.emit()

    def _commit(self, text: str) -> None:
        claim_id, added_at = self._claim, self._added_at
        self.close()
        if claim_id is None or claim_id not in self._session.map.claims:
            return
        change = partial(edits.set_text, map_id=self._session.map_id, claim_id=claim_id, text=text)
        # Only the first words of a box just added are one step with adding it.
        merge = commands.text_key(claim_id) if added_at is not None else ""
        self._session.edit(self.tr("Edit claim"), change, origin=ORIGIN, merge=merge)
        self._take_back_if_empty(claim_id, added_at)

    def _drop(self) -> None:
        claim_id, added_at = self._claim, self._added_at
        self.close()
        if claim_id is not None:
            self._take_back_if_empty(claim_id, added_at)

    def _take_back_if_empty(self, claim_id: Id, added_at: int | None) -> None:
        """Undo the adding of a claim that was left without words, where nothing came after it."""
        claim = self._session.map.claims.get(claim_id)
        history = self._session.history
        if added_at is None or claim is None or claim.text or history.index != added_at:
            return
        use = self._canvas.structure().primary_use(claim_id)
        above = use.target if use is not None else None
        history.undo()
        if above is not None and not self._session.selection.ids:
            self._session.selection.select(above, origin=ORIGIN)
            self._canvas.show_piece(above)
