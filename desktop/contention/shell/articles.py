"""What is done with the articles of a project: described, replaced, corrected, taken out, found again.

The meaning of each is `session.article_commands`; this joins it with the pane, the files and the dialogs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from contention.model.articles import orphans
from contention.model.project import Article, Id, Passage, Project, Span
from contention.session.session import Session
from contention.shell import importing
from contention.shell.article_column import ArticleColumn
from contention.shell.asks import Asks
from contention.shell.documents import Documents
from contention.shell.worker import Cancelled

if TYPE_CHECKING:
    from contention.shell.dialogs.orphans import OrphansDialog


class Articles(QObject):
    """The commands about the article that is shown in one window."""

    noticed = Signal(str)
    """A sentence about something that was done."""

    def __init__(
        self, session: Session, column: ArticleColumn, documents: Documents, asks: Asks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._column, self._documents, self._asks = session, column, documents, asks
        self._reader = column.reader
        self._window = window
        self._orphans: tuple[object, bool] = (None, False)
        self._list: OrphansDialog | None = None
        documents.article_wanted.connect(column.show_article)

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        shown = self._reader.article
        return self._session.project.articles.get(shown.id) if shown is not None else None

    @property
    def whole(self) -> bool:
        """Whether the whole page is shown rather than the article that was found in it."""
        return self.article is not None and self.article.whole

    @property
    def is_page(self) -> bool:
        """Whether there is a whole page and an article in it to choose from."""
        return self.article is not None and bool(self.article.alternative)

    @property
    def has_orphans(self) -> bool:
        """Whether words of some passage are not in its article's present text."""
        maps = self._session.project.maps
        if self._orphans[0] is not maps:
            self._orphans = (maps, bool(orphans(self._session.project)))
        return self._orphans[1]

    # -- the article that is shown ---------------------------------------------------------

    def show_details(self) -> None:
        """Show where the article comes from, and keep what is changed there."""
        from contention.session import article_commands

        article = self.article
        if article is None:
            return
        details = self._asks.article_details(article)
        if details is not None:
            article_commands.set_details(self._session, article.id, **details)

    def replace(self) -> None:
        """Ask for a newer version of the article, show what becomes of the passages, and put it in place."""
        article = self.article
        if article is None:
            return
        title = self.tr("A newer version of “{title}”").format(title=article.title)
        chosen = self._asks.article_to_open(self._documents.folder(), title)
        if chosen is not None:
            self.replace_by(article.id, chosen)

    def replace_by(self, article_id: Id, path: Path) -> bool:
        """Put the article of a file in the place of another; nothing is kept before the reader says so."""
        from contention.article.errors import ArticleError
        from contention.session import article_commands

        before = self._session.project
        old = before.articles[article_id]
        try:
            imported = importing.from_file(path, self._asks)
            new = imported.article
            if new.sha256 == old.sha256 and new.source == old.source:
                self.noticed.emit(self.tr("{name} is the very same text.").format(name=path.name))
                return False
            label = self.tr("Looking for the passages in {name} …").format(name=path.name)
            review = self._asks.wait(label, lambda: article_commands.review(before, article_id, new))
        except ArticleError as error:
            self._asks.tell(self.tr("Cannot open the newer version"), str(error))
            return False
        except Cancelled:
            return False
        chosen = self._asks.review(old.title, review) if review.passages else {}
        if chosen is None:
            return False
        if self._session.project is not before:
            self._session.refused.emit(
                self.tr(
                    "The project was changed meanwhile, so the article was not replaced. Please try again."
                )
            )
            return False
        if article_commands.replace_article(self._session, review, imported.assets, chosen=chosen):
            words = [self.tr("The newer version is in its place. Undo gives the old one back.")]
            if not self.has_orphans:
                self.noticed.emit(" ".join([*words, *imported.notices]))
        return True

    def correct(self) -> None:
        """Correct the selected words in the article itself."""
        passage = self.selected_passage()
        if passage is None:
            self._session.refused.emit(
                self.tr("Nothing is selected in the article. Select the words to correct, and try again.")
            )
            return
        if "\n" in passage.exact:
            self._session.refused.emit(
                self.tr("A correction has to stay in one paragraph. Select words of one paragraph.")
            )
            return
        self._asks.correction(passage, lambda words: self._corrected(passage, words))

    def _corrected(self, passage: Passage, words: str) -> str:
        """Correct a passage's words; why it could not be done, or ""."""
        from contention.session import article_commands

        told: list[str] = []
        self._session.refused.connect(told.append)
        try:
            article_commands.correct(self._session, passage.article, passage.start, passage.end, words)
        finally:
            self._session.refused.disconnect(told.append)
        if not told and not self._column.pages_shown:
            self._reader.select_range(passage.start, passage.start + len(words))
        return " ".join(told)

    def switch_whole(self) -> None:
        """Show the whole page instead of the article found in it, or the other way round."""
        from contention.session import article_commands

        if self.article is not None:
            article_commands.switch_whole(self._session, self.article.id)

    def remove(self) -> None:
        """Take the article out of the project; undo brings it back."""
        from contention.session import article_commands

        article = self.article
        if article is None:
            return
        passages = _passages(self._session.project, article.id)
        if article_commands.remove_article(self._session, article.id) and not passages:
            self.noticed.emit(
                self.tr("“{title}” was taken out of the project. Undo brings it back.").format(
                    title=article.title
                )
            )

    # -- passages that were not found ------------------------------------------------------

    def show_orphans(self, passage_id: Id = "") -> None:
        """Show the list of passages that were not found; with one of them marked and looked for."""
        from contention.shell.dialogs.orphans import OrphansDialog

        if self._list is None:
            self._list = OrphansDialog(self._session, self, self._window)
            self._column.passage_selected.connect(self._list.follow_selection)
        self._list.show()
        self._list.raise_()
        self._list.activateWindow()
        if passage_id and self._list.go_to(passage_id):
            self._list.find_again()

    def selected_passage(self) -> Passage | None:
        """The words that are selected in the article, in whichever view of it is shown."""
        return self._column.selected_passage()

    def show_passage(self, article_id: Id, place: Span) -> None:
        """Select words of an article and bring them into sight."""
        if self._column.article_id != article_id:
            self._column.show_article(article_id)
        if self._column.pages_shown:
            self._column.show_pages(shown=False)
        self._reader.jump_to(*place)
        self._reader.select_range(*place)


def _passages(project: Project, article_id: Id) -> bool:
    from contention.model.articles import passages_of

    return bool(passages_of(project, article_id))
