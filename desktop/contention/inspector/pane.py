"""The details pane: what is selected, with every field to change it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from contention.diagram.themes import Theme
from contention.inspector.claim_page import ClaimPage
from contention.inspector.desk import Desk
from contention.inspector.inference_page import InferencePage
from contention.inspector.map_page import MapPage
from contention.inspector.page import Page
from contention.inspector.several_page import SeveralPage
from contention.inspector.writing import GrowingText
from contention.model.project import ArgumentMap, Id, Project, Tag
from contention.session.session import Session


class DetailsPane(QScrollArea):
    """Shows what is selected in a session, and turns every change into one edit of it.

    While it is hidden it does not follow, and catches up when it is shown.
    """

    passage_wanted = Signal(str, str)
    """A claim's id and a passage's id: the passage is to be shown in the article."""
    find_again_wanted = Signal(str)
    """The id of a passage whose words are not in the article: they are to be looked for."""

    typed = Signal()
    """What is half written, see `draft`, may have changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = Desk(session, self)
        self._desk.passage_wanted.connect(self.passage_wanted)
        self._desk.find_again_wanted.connect(self.find_again_wanted)
        self._shown: tuple[ArgumentMap, tuple[Id, ...], Mapping[Id, Tag]] | None = None
        self.nothing = MapPage(self._desk)
        self.claim = ClaimPage(self._desk)
        self.inference = InferencePage(self._desk)
        self.several = SeveralPage(self._desk)
        self._pages: tuple[Page, ...] = (self.nothing, self.claim, self.inference, self.several)
        self._page: Page = self.nothing
        self.setObjectName("details")
        self.setAccessibleName(self.tr("Details"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setAutoFillBackground(True)
        content.setBackgroundRole(QPalette.ColorRole.Window)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            layout.addWidget(page)
            page.setVisible(page is self._page)  # not before: alone it would be a window of its own
        self.setWidget(content)
        for field in content.findChildren(GrowingText):
            field.textChanged.connect(self.typed)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(self._follow_map)
        session.selection.changed.connect(self._follow_selection)
        self._refresh()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    @Slot(object)
    def set_theme(self, new: Theme) -> None:
        """Draw signs and chips in the colours of another theme of the map."""
        self._desk.theme = new
        for page in self._pages:
            page.dress()
        self.viewport().update()

    @Slot()
    def commit_text(self) -> None:
        """Keep what is being typed, if anything is: before saving, exporting or closing."""
        self._page.commit()

    def draft(self, project: Project) -> Project:
        """The project with the sentences that are half written in the page that is shown."""

        def offer() -> None:
            for field in self._page.findChildren(GrowingText):
                field.offer()

        return self._desk.drafted(project, offer)

    def _follow_project(self, *_: object) -> None:
        if self.isVisible():
            self._refresh()

    def _follow_map(self, _map_id: str) -> None:
        self._follow_project()

    def _follow_selection(self, *_: object) -> None:
        if self.isVisible():
            # What was typed belongs to what was selected.
            self._page.commit()
            self._refresh()

    def _refresh(self) -> None:
        """Show what is selected now, where it or the map is not what is shown."""
        current, project = self._session.map, self._session.project
        ids = tuple(i for i in self._session.selection.ids if i in current.claims or i in current.inferences)
        shown = (current, ids, project.tags)
        before = self._shown
        if before is not None and current is before[0] and ids == before[1] and project.tags is before[2]:
            return
        other_items = self._shown is None or ids != self._shown[1]
        self._shown = shown
        page = self._page_for(ids)
        page.show_ids(ids)
        if page is not self._page:
            self._page.hide()
            self._page = page
            page.show()
        if other_items:
            self.verticalScrollBar().setValue(0)

    def _page_for(self, ids: tuple[Id, ...]) -> Page:
        if not ids:
            return self.nothing
        if len(ids) > 1:
            return self.several
        return self.claim if ids[0] in self._session.map.claims else self.inference

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()
        super().showEvent(event)
