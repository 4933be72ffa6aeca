"""The line over the article: the project's articles as tabs, and buttons for how they are shown."""

from __future__ import annotations

import html
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QWidget

from contention.model.project import Id, in_order
from contention.reader.bar_parts import tool_button
from contention.session.session import Session
from contention.shell.tabs import ItemTabs

LONGEST = 28
"""Characters of a title on a tab; the tip has it whole."""
NARROWEST = 150
"""Pixels that a tab keeps where there is little room; more tabs are scrolled to."""


class ArticlesBar(QFrame):
    """Follows the session's articles; what is asked of it is told by signals and done elsewhere.

    Without an article it is put away, and with one alone the tabs are.
    """

    article_wanted = Signal(str)
    new_wanted = Signal()
    moved = Signal(str, int)
    """An article was dragged: its id, and how many places later (or, below 0, earlier)."""
    details_wanted = Signal(str)
    """An article's tab was double-clicked."""
    close_wanted = Signal(str)
    """An article is to be taken out of the project."""
    menu_wanted = Signal(QPoint)
    """A menu for the shown article is asked for at this point of the screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles of the project"))
        self._session = session
        self._shown: Id = ""
        self.tabs = _ArticleTabs("article-tabs", self.tr("Articles"), longest=LONGEST)
        self.tabs.chosen.connect(self.article_wanted)
        self.tabs.moved.connect(self.moved)
        self.tabs.menu_wanted.connect(self.menu_wanted)
        self.tabs.tabBarDoubleClicked.connect(self._tell_details)
        self.more = _button("articles-new", "+", self.tr("Open another article"))
        self.more.clicked.connect(self.new_wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 3, 10, 3)
        self._row.setSpacing(4)
        self._row.addWidget(self.tabs)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        session.changed.connect(self._follow)
        self._follow()

    def add_button(self, action: QAction, name: str, word: str, *, first: bool = False) -> QToolButton:
        """A button with one word that does what an action does, and is on while that is.

        What cannot be done has no button.
        """
        button = _button(name, word, word)
        button.clicked.connect(action.trigger)
        self._row.insertWidget(0 if first else self._row.count(), button)

        def follow() -> None:
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            button.setVisible(action.isEnabled())
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        # Qt ticks the button by itself when it is clicked, whatever came of it.
        button.clicked.connect(follow)
        follow()
        return button

    def show_article(self, article_id: Id) -> None:
        """Mark the article that is shown now."""
        self._shown = article_id
        self._follow()

    def _follow(self, *_: object) -> None:
        articles = in_order(self._session.project.articles.values())
        ids = [one.id for one in articles]
        titles = [
            one.title or one.file_name or self.tr("Article {number}").format(number=number)
            for number, one in enumerate(articles, 1)
        ]
        for index in self.tabs.show_items(list(zip(ids, titles, strict=True)), self._shown):
            close = _button(f"article-close-{index}", "×", "")
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            close.clicked.connect(partial(self._tell_close, ids[index]))
            self.tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
        for index, title in enumerate(titles):
            words = self.tr("Take “{title}” out of the project").format(title=title)
            shown = self.tabs.tabButton(index, QTabBar.ButtonPosition.RightSide)
            shown.setAccessibleName(words)
            shown.setToolTip(html.escape(words))
        self.tabs.setVisible(len(ids) > 1)
        self.more.setVisible(len(ids) > 1)
        self.setVisible(bool(ids))

    def _tell_details(self, index: int) -> None:
        if wanted := self.tabs.item_at(index):
            self.details_wanted.emit(wanted)

    def _tell_close(self, article_id: Id, *_: object) -> None:
        self.close_wanted.emit(article_id)


class _ArticleTabs(ItemTabs):
    """Tabs with room for a title and the button that closes them."""

    def narrowest(self) -> int:
        return NARROWEST


def _button(name: str, sign: str, words: str) -> QToolButton:
    button = tool_button(name, sign, words)
    # A click must not take the focus from the text.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
