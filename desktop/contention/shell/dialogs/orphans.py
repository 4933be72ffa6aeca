"""Goes through the passages whose words are not in the article any more, while the article stays at hand.

It stays open beside the article and the map: a place is found by the program, or selected by the reader,
and then linked. Nothing is linked without the button.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from contention.article.anchoring import Outcome, Refound
from contention.model import details
from contention.model.articles import Orphan, orphans
from contention.model.project import Id, Passage, Project, Span
from contention.session import article_commands
from contention.session.session import Session
from contention.shell.dialogs.labels import plain_label, shortened

SHOWN = 90
"""Characters of a claim or a passage in the list."""


class Reading(Protocol):
    """The article pane, as this list needs it."""

    def selected_passage(self) -> Passage | None:
        """The words that are selected."""

    def show_passage(self, article_id: Id, place: Span) -> None:
        """Select words of an article and bring them into sight."""


class OrphansDialog(QDialog):
    """A list of all such passages of the project, with what can be done about the marked one."""

    settled = Signal()
    """There is none left."""

    def __init__(self, session: Session, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orphans-dialog")
        self.setWindowTitle(self.tr("Passages not found"))
        self._session, self._reading = session, reading
        self._orphans: list[Orphan] = []
        self._refound: dict[Id, Refound] = {}
        self._next: dict[Id, int] = {}
        self.count = plain_label("")
        self.count.setObjectName("orphans-count")
        self.list = QListWidget()
        self.list.setObjectName("orphans")
        self.list.setAccessibleName(self.tr("Passages that were not found"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self.words = QPlainTextEdit()
        self.words.setObjectName("orphan-words")
        self.words.setAccessibleName(self.tr("The words of the passage"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.told = plain_label("")
        self.told.setObjectName("orphan-told")
        self.again = self._button("orphan-find", self.tr("&Find again"), self.find_again)
        self.link = self._button("orphan-link", self.tr("&Link to the selected words"), self._link)
        self.remove = self._button("orphan-remove", self.tr("&Remove the passage"), self._remove)
        self.shut = self._button("orphan-close", self.tr("&Close"), self.close)
        self._lay_out()
        self.resize(520, 560)
        session.changed.connect(self._follow)
        self._refill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def go_to(self, passage_id: Id) -> bool:
        """Mark a passage; tells whether it is on the list."""
        for row, one in enumerate(self._orphans):
            if one.passage.id == passage_id:
                self.list.setCurrentRow(row)
                return True
        return False

    def find_again(self) -> None:
        """Look for the marked passage, and show where it may stand; of several places the next."""
        one = self._current()
        if one is None:
            return
        refound = self._refound.get(one.passage.id)
        if refound is None:
            refound = article_commands.find_again(self._session, one.passage.id)
            if refound is None:
                return
            self._refound[one.passage.id] = refound
        if not refound.places:
            self._tell(
                self.tr(
                    "No place in the article is like these words. Select words in the article yourself and "
                    "link them, or leave the passage as it is."
                )
            )
            return
        index = self._next.get(one.passage.id, 0) % len(refound.places)
        self._next[one.passage.id] = index + 1
        self._reading.show_passage(one.passage.article, refound.places[index])
        self.follow_selection()
        self._tell(self._found(refound, index))
        self.again.setText(self.tr("&Next place") if len(refound.places) > 1 else self.tr("&Find again"))

    def follow_selection(self, *_: object) -> None:
        """The words that are selected in the article are others."""
        selected = self._reading.selected_passage()
        self.link.setEnabled(selected is not None and self._current() is not None)

    # -- inner workings --------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.again, 0, 0)
        grid.addWidget(self.link, 0, 1)
        grid.addWidget(self.remove, 1, 0)
        grid.addWidget(self.shut, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.words, 2)
        layout.addWidget(self.told)
        layout.addLayout(grid)

    def _button(self, name: str, words: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: call())
        return button

    def _current(self) -> Orphan | None:
        row = self.list.currentRow()
        return self._orphans[row] if 0 <= row < len(self._orphans) else None

    def _follow(self, before: Project, after: Project, _origin: str) -> None:
        if before.articles is not after.articles:
            self._refound.clear()
        if [_shown(one) for one in orphans(after)] != [_shown(one) for one in self._orphans]:
            self._refill()

    def _refill(self) -> None:
        """List what there is now; the mark stays on its passage, or goes to the one in its place."""
        marked, row = self._current(), self.list.currentRow()
        self._orphans = orphans(self._session.project)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._orphans:
            self.list.addItem(self._line(one))
        self.list.blockSignals(False)
        if self._orphans:
            self.count.setText(
                self.tr(
                    "These words are not in their article’s present text. They stay on the map; "
                    "link each to its place, or leave it."
                )
            )
        else:
            self.count.setText(self.tr("All passages have their place in the article."))
        if marked is None or not self.go_to(marked.passage.id):
            self.list.setCurrentRow(min(max(row, 0), len(self._orphans) - 1))
        if not self._orphans:
            self._show(-1)
            self.shut.setFocus()
            self.settled.emit()

    def _line(self, one: Orphan) -> str:
        claim = shortened(one.claim.text, SHOWN) or self.tr("(a claim without words)")
        line = self.tr("“{words}”\nClaim: {claim}").format(
            words=shortened(one.passage.exact, SHOWN), claim=claim
        )
        if len(self._session.project.maps) > 1 and one.map.title:
            line += self.tr(" · {map}").format(map=shortened(one.map.title, SHOWN))
        return line

    def _show(self, _row: int) -> None:
        """Show the marked passage, and its claim on the map."""
        one = self._current()
        self.words.setPlainText(one.passage.exact if one is not None else "")
        self.again.setText(self.tr("&Find again"))
        for button in (self.again, self.remove):
            button.setEnabled(one is not None)
        self.follow_selection()
        self._tell("")
        if one is not None:
            self._next.pop(one.passage.id, None)
            self._session.show_map(one.map.id)
            self._session.selection.select(one.claim.id, origin="orphans")

    def _found(self, refound: Refound, index: int) -> str:
        if refound.outcome is Outcome.TIE:
            return self.tr(
                "{number} of {count} places that are as good as each other. It is selected in the article."
            ).format(number=index + 1, count=len(refound.places))
        if refound.outcome is Outcome.SAME:
            return self.tr("The same words were found. They are selected in the article.")
        return self.tr("Words like these were found. They are selected in the article: please compare.")

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.words.setAccessibleDescription(words)

    def _link(self) -> None:
        one, selected = self._current(), self._reading.selected_passage()
        if one is not None and selected is not None:
            article_commands.relink_passage(self._session, one.passage.id, selected, origin="shell")

    def _remove(self) -> None:
        one = self._current()
        if one is None:
            return
        change = partial(
            details.remove_passage, map_id=one.map.id, claim=one.claim.id, passage_id=one.passage.id
        )
        self._session.edit(self.tr("Remove passage"), change, origin="shell")


def _shown(one: Orphan) -> tuple[Id, str, Id, str, Passage]:
    """All that the list shows of a passage."""
    return one.map.id, one.map.title, one.claim.id, one.claim.text, one.passage
