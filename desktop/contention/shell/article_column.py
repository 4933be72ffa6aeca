"""The article's side of the window: its tabs, the bar that finds in it, its text or its pages.

What is asked of "the article" goes to whichever of the two views is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from contention.model.project import Id, Passage, in_order
from contention.reader.memory import ReadingMemory
from contention.reader.pane import ReadingPane
from contention.reader.style import ReadingColours
from contention.session.session import Session
from contention.shell.article_keys import ArticleKeys
from contention.shell.articles_bar import ArticlesBar

if TYPE_CHECKING:
    from contention.reader.contents import Contents
    from contention.reader.find_bar import ArticleFindBar
    from contention.reader.pages import PagesView
    from contention.reader.progress import Reading


class ArticleColumn(QWidget):
    """Find bar, pages, headings and progress are made when they are first wanted."""

    passage_selected = Signal(bool)
    """Whether there is a selected passage, whenever that changes."""
    changed = Signal()
    """What can be done with the article may be otherwise: another is shown, or it is shown otherwise."""
    read = Signal(str)
    """Where the reader is, in words; empty without an article."""

    def __init__(self, session: Session, settings: QSettings, memory: ReadingMemory) -> None:
        super().__init__()
        self.setObjectName("article-column")
        self._session, self._settings = session, settings
        self._find_bar: ArticleFindBar | None = None
        self._pages: PagesView | None = None
        self._reading: Reading | None = None
        self.reader = ReadingPane(session, memory=memory)
        self.bar = ArticlesBar(session)
        self.keys = ArticleKeys(self)
        self.keys.watch(self.reader)
        self.views = QStackedWidget()
        self.views.setObjectName("article-views")
        self.views.addWidget(self.reader)
        self._stacked = QVBoxLayout(self)
        self._stacked.setContentsMargins(0, 0, 0, 0)
        self._stacked.setSpacing(0)
        self._stacked.addWidget(self.bar)
        self._stacked.addWidget(self.views, 1)
        self.setFocusProxy(self.reader)
        self.reader.article_shown.connect(self._follow_article)
        self.reader.passage_selected.connect(self._tell_passage)
        self.reader.jumps_changed.connect(self.changed)
        self.reader.colours_set.connect(self._dress_pages)
        self.bar.article_wanted.connect(self.show_article)
        self.bar.moved.connect(self._move)
        self.bar.close_wanted.connect(self._remove)
        self._follow_article(self.reader.page.article_id)

    # -- which article, and how ------------------------------------------------------------

    @property
    def article_id(self) -> Id:
        """The article that is shown; empty for none."""
        return self.reader.page.article_id

    def show_article(self, article_id: Id) -> None:
        """Show another article of the project; *Back* leads to the one before."""
        if article_id != self.article_id and article_id in self._session.project.articles:
            self.reader.leave(self.reader.here())
            self.reader.show_article(article_id)

    def step(self, step: int) -> None:
        """Show the next article, or with -1 the one before, round and round."""
        ids = [one.id for one in in_order(self._session.project.articles.values())]
        if self.article_id in ids:
            self.show_article(ids[(ids.index(self.article_id) + step) % len(ids)])

    @property
    def has_text(self) -> bool:
        """Whether the text of an article is shown."""
        return self.reader.article is not None and not self.pages_shown

    @property
    def has_pages(self) -> bool:
        """Whether the article has pages to show."""
        article = self.reader.article
        if article is None or not article.pages:
            return False
        from contention.reader.page_book import PageBook

        return PageBook.has_pages(article, self._session.project)

    @property
    def pages_shown(self) -> bool:
        """Whether the article is shown by its pages."""
        return self._pages is not None and self.views.currentWidget() is self._pages

    def show_pages(self, *, shown: bool) -> None:
        """Show the pages of the article, or its text; the same words stay in sight and selected."""
        self._settings.setValue("reading/pages", shown)
        if shown != self.pages_shown and (self.has_pages or not shown):
            passage, place = self.selected_passage(), self._place()
            focused = self.has_focus()
            self.clear_text_selection()
            self._turn(pages=shown)
            if self._pages is not None and shown:
                self._pages.show_place(place)
            elif not shown:
                self.reader.jump_to_top(place)
            if passage is not None:
                self.view.select_range(passage.start, passage.end)
            if focused:
                self.view.setFocus()
        self.changed.emit()

    @property
    def view(self) -> ReadingPane | PagesView:
        """The text or the pages, whichever is shown."""
        return self._pages if self._pages is not None and self.pages_shown else self.reader

    def focus(self) -> None:
        """Give the focus to the article."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the focus is on the article, or on what belongs to it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def reveal(self, claim: Id, passage: Id = "") -> bool:
        """Bring a passage of a claim into view and let it flash; tells if it is there."""
        there = self.reader.reveal(claim, passage)
        return self.view.reveal(claim, passage) if self.pages_shown else there

    # -- the words that are selected -------------------------------------------------------

    def selected_passage(self) -> Passage | None:
        """The selected words with their place, or None where no words are selected."""
        return self.view.selected_passage()

    def clear_text_selection(self) -> None:
        """Select no words."""
        self.view.clear_text_selection()

    def copy(self) -> bool:
        """Put the selected words on the clipboard; tells whether there are any."""
        selected = self.reader.textCursor().hasSelection() if self.has_text else self.selected_passage()
        if selected:
            self.view.copy()
        return bool(selected)

    def select_all(self) -> None:
        """Select all words."""
        self.view.select_range(0, len(self.reader.article_text.text))

    # -- finding, zooming, going back ------------------------------------------------------

    @property
    def find_bar(self) -> ArticleFindBar:
        """The bar that finds in the article."""
        if self._find_bar is None:
            from contention.reader.find_bar import ArticleFindBar

            self._find_bar = ArticleFindBar(self.reader)
            self._stacked.insertWidget(1, self._find_bar)
            self._find_bar.left.connect(self.focus)
            self._find_bar.changed.connect(self.changed)
            self._find_bar.looked_at.connect(self._show_found)
        return self._find_bar

    def finds(self) -> bool:
        """Whether words were found in the article that one can go on to."""
        return self._find_bar is not None and not self._find_bar.isHidden() and self._find_bar.can_go()

    def _show_found(self, start: int, end: int) -> None:
        if self._pages is not None and self.pages_shown:
            self._pages.select_range(start, end)
            self._pages.show_range(start, end)

    def zoom(self, steps: int) -> None:
        """Larger (1) or smaller (-1), or the usual size (0)."""
        view = self.view
        {1: view.zoom_in, -1: view.zoom_out, 0: view.zoom_reset}[steps]()

    def can_go(self, step: int) -> bool:
        """Whether one can go back (-1) to where one was before a jump, or forward again (1)."""
        return self.reader.can_go_back() if step < 0 else self.reader.can_go_forward()

    def go(self, step: int) -> None:
        """Go back (-1), or forward again (1)."""
        if step < 0:
            self.reader.go_back()
        else:
            self.reader.go_forward()

    # -- headings and progress -------------------------------------------------------------

    def make_contents(self) -> Contents:
        """The headings of the article, for a pane of their own."""
        from contention.reader.contents import Contents

        contents = Contents(self.reader, self._follow_reading())
        contents.left.connect(self.focus)
        return contents

    def _follow_reading(self) -> Reading:
        if self._reading is None:
            from contention.reader.progress import Reading

            self._reading = Reading(self.reader)
            self._reading.moved.connect(self._say)
        return self._reading

    def _say(self, *_: object) -> None:
        """Say where the reader is."""
        pages = self._pages
        if pages is not None and self.pages_shown and pages.page_count:
            words = self.tr("Page {page} of {count}").format(page=pages.page, count=pages.page_count)
            self.read.emit(words)
        else:
            self.read.emit(self._reading.words_said() if self._reading is not None else "")

    # -- the project's articles ------------------------------------------------------------

    def _move(self, article_id: Id, step: int) -> None:
        from contention.session import article_commands

        article_commands.reorder_article(self._session, article_id, step)

    def _remove(self, article_id: Id) -> None:
        from contention.session import article_commands

        article_commands.remove_article(self._session, article_id)

    # -- inner workings --------------------------------------------------------------------

    def _follow_article(self, article_id: Id) -> None:
        """Another article is shown, or the same with other words."""
        if article_id:
            self._follow_reading()
        self.bar.show_article(article_id)
        wanted = str(self._settings.value("reading/pages")).lower() == "true"
        self._turn(pages=wanted and self.has_pages)
        self._say()
        self.changed.emit()

    def _turn(self, *, pages: bool) -> None:
        """Show the pages of the article, or its text."""
        if pages:
            view = self._make_pages()
            if view.article is None or view.article.id != self.article_id:
                view.show_article(self.article_id)
            self.views.setCurrentWidget(view)
            view.show_place(self.reader.place_at_top())
        else:
            self.views.setCurrentWidget(self.reader)
        self.setFocusProxy(self.view)
        self._tell_passage()
        self._say()

    def _make_pages(self) -> PagesView:
        if self._pages is None:
            from contention.reader.pages import PagesView

            view = self._pages = PagesView(self._session)
            self.views.addWidget(view)
            self.keys.watch(view)
            view.installEventFilter(self.find_bar)
            view.passage_selected.connect(self._tell_passage)
            view.page_changed.connect(self._say)
            # Headings, and what else goes to a place of the text, are followed on the pages.
            self.reader.cursorPositionChanged.connect(self._follow_caret)
            self._dress_pages()
        return self._pages

    def _dress_pages(self) -> None:
        if self._pages is not None:
            colours: ReadingColours = self.reader.colours
            self._pages.set_colours(colours)

    def _follow_caret(self) -> None:
        if self._pages is not None and self.pages_shown:
            self._pages.show_place(self.reader.caret_place())

    def _place(self) -> int:
        """The place that is first in sight."""
        if self._pages is not None and self.pages_shown:
            return self._pages.place_in_sight()
        return self.reader.place_at_top()

    def _tell_passage(self, *_: object) -> None:
        self.passage_selected.emit(self.selected_passage() is not None)
