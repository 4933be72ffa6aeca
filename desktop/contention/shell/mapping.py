"""What the mapping keys do: the passage that is selected in the article, to the map.

The meaning of each gesture is `session.commands`; this joins it with the two panes.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from contention.canvas.view import MapCanvas
from contention.model.project import Id
from contention.session import arranging, commands
from contention.session.session import Session
from contention.shell.article_column import ArticleColumn
from contention.shell.asks import Asks


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Mapping", text)


class Mapping:
    """The mapping commands of one window."""

    def __init__(self, session: Session, article: ArticleColumn, canvas: MapCanvas, asks: Asks) -> None:
        self._session, self._article, self._canvas, self._asks = session, article, canvas, asks

    def add(self, part: str) -> None:
        """The selected passage becomes this part; without one, an empty box is opened to write in.

        The reader stays in the text: the focus does not move, the selection in the
        text goes, so that the next passage can be taken.
        """
        passage = self._article.selected_passage()
        claim = commands.add_passage_as(self._session, part, passage)
        if claim is None:
            return
        if passage is None:
            self._canvas.edit_text(claim, new=True)
        else:
            self._article.clear_text_selection()

    def link_passage(self) -> None:
        """The selected claim rests on the selected passage too."""
        if commands.link_passage(self._session, self._article.selected_passage()):
            self._article.clear_text_selection()

    def add_beside(self, *, before: bool = False) -> None:
        """A new box beside the selected one, opened to write in."""
        self._write(commands.add_beside(self._session, before=before))

    def add_below(self) -> None:
        """A new reason for the selected claim or inference, opened to write in."""
        self._write(commands.add_passage_as(self._session, commands.Part.REASON, None))

    def add_above(self) -> None:
        """A new claim that the selected one is a reason for, opened to write in."""
        self._write(commands.add_above(self._session))

    def edit_text(self) -> None:
        """Write in the selected claim where it stands."""
        current = self._session.selection.current
        if current is not None and current in self._session.map.claims:
            self._canvas.edit_text(current)

    def delete(self) -> None:
        """Delete what is selected, with its branches."""
        commands.delete_selected(self._session)

    def reorder(self, step: int) -> None:
        """Move what is selected one place earlier (-1) or later (+1)."""
        commands.reorder_selected(self._session, step)

    def toggle_unstated(self) -> None:
        """Mark the selected claim as unstated, or not."""
        commands.toggle_unstated(self._session)

    def detach(self) -> None:
        """Let the selected claim stand alone."""
        commands.detach_selected(self._session)

    def use_here_too(self) -> None:
        """Use a claim once more, for what is selected: the other selected claim, or one that is asked for."""
        *others, target = self._session.selection.ids or (None,)
        argument_map = self._session.map
        if target is None:
            return
        if len(others) == 1 and others[0] in argument_map.claims:
            arranging.use_here_too(self._session, others[0], target)
            return
        order = self._session.view.structure().reading_order()
        claims = [argument_map.claims[i] for i in order if i in argument_map.claims and i != target]
        if not claims:
            self._session.refused.emit(tr("There is no other claim on this map yet."))
            return
        claim = self._asks.claim_to_use(tr("Which claim speaks for the selected one as well?"), claims)
        if claim is not None:
            arranging.use_here_too(self._session, claim, target)

    def _write(self, claim: Id | None) -> None:
        if claim is not None:
            self._canvas.edit_text(claim, new=True)
