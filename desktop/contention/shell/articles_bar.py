"""The line over the article: the project's articles as tabs, and buttons for how they are shown."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from contention.model.project import Article, Id, in_order
from contention.session.session import Session

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
        self._filling = False
        self.tabs = _Tabs()
        self.tabs.setObjectName("article-tabs")
        self.tabs.setAccessibleName(self.tr("Articles"))
        self.tabs.setMovable(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for button, words in zip(
            self.tabs.findChildren(QToolButton),
            (self.tr("Tabs to the left"), self.tr("Tabs to the right")),
            strict=False,
        ):
            button.setAccessibleName(words)
        self.tabs.currentChanged.connect(self._choose)
        self.tabs.tabBarDoubleClicked.connect(lambda index: self._tell(self.details_wanted, index))
        self.tabs.installEventFilter(self)
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
        self._filling = True
        while self.tabs.count() > len(ids):
            self.tabs.removeTab(self.tabs.count() - 1)
        while self.tabs.count() < len(ids):
            self.tabs.addTab("")
        for index, one in enumerate(articles):
            self._label(index, one)
        if self._shown in ids:
            self.tabs.setCurrentIndex(ids.index(self._shown))
        self._filling = False
        self.tabs.setVisible(len(ids) > 1)
        self.more.setVisible(len(ids) > 1)
        self.setVisible(bool(ids))

    def _label(self, index: int, article: Article) -> None:
        title = article.title or article.file_name or self.tr("Article {number}").format(number=index + 1)
        short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
        words = " ".join(short.split()).replace("&", "&&")
        if self.tabs.tabText(index) != words:
            self.tabs.setTabText(index, words)
        self.tabs.setTabToolTip(index, html.escape(title))
        self.tabs.setAccessibleTabName(index, title)
        if self.tabs.tabData(index) != article.id:
            self.tabs.setTabData(index, article.id)
            close = _button(f"article-close-{index}", "×", "")
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            close.clicked.connect(lambda: self.close_wanted.emit(article.id))
            self.tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
        close_words = self.tr("Take “{title}” out of the project").format(title=title)
        shown = self.tabs.tabButton(index, QTabBar.ButtonPosition.RightSide)
        shown.setAccessibleName(close_words)
        shown.setToolTip(html.escape(close_words))

    # -- gestures --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease:
            # After the bar's own handling: the tabs stand in their new order then.
            QTimer.singleShot(0, self, self._settle)
        elif isinstance(event, QContextMenuEvent):
            index = self.tabs.tabAt(event.pos())
            if index >= 0:
                self.tabs.setCurrentIndex(index)
            self.menu_wanted.emit(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def _choose(self, index: int) -> None:
        if not self._filling and self.tabs.tabData(index) != self._shown:
            self._tell(self.article_wanted, index)

    def _tell(self, signal: object, index: int) -> None:
        wanted = self.tabs.tabData(index)
        if isinstance(wanted, str):
            signal.emit(wanted)  # type: ignore[attr-defined]  # a bound signal has no type of its own

    def _settle(self) -> None:
        """Tell where the dragged tab, which is the current one, was put."""
        dragged = self.tabs.tabData(self.tabs.currentIndex())
        before = [one.id for one in in_order(self._session.project.articles.values())]
        if dragged in before and (step := self.tabs.currentIndex() - before.index(dragged)):
            self.moved.emit(dragged, step)


class _Tabs(QTabBar):
    """Tabs that become narrower, but not so narrow that they say nothing."""

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        size = self.tabSizeHint(index)
        size.setWidth(min(size.width(), NARROWEST))
        return size


def _button(name: str, sign: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(sign)
    button.setAutoRaise(True)
    button.setAccessibleName(words)
    button.setToolTip(html.escape(words))
    # A click must not take the focus from the text.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
