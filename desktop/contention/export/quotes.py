"""Where a quoted passage stands: its article, the heading above it and its paragraph."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.article.markdown import read_markdown
from contention.article.numbering import Numbering
from contention.export.words import clean
from contention.model.anchors import stands
from contention.model.project import Id, Passage, Project


def tr(text: str) -> str:
    """Words about quotes in the reader's language."""
    return QCoreApplication.translate("SheetInWords", text)


class Quote(NamedTuple):
    """A passage to be printed; all of it clean (see `words.clean`)."""

    words: str
    """The exact words, on one line."""
    article: str
    """The article's title; empty where the project does not have it."""
    heading: str
    """The innermost heading above the words; empty where there is none."""
    paragraph: int
    """As the article numbers it on the screen; 0 where it has none, or the words are not in their place."""
    implied: bool

    @property
    def place(self) -> str:
        """Article, heading and paragraph in one line; empty where nothing is known."""
        # Many articles begin with their title as a heading.
        known = [self.article, self.heading if self.heading != self.article else ""]
        if self.paragraph:
            known.append(tr("paragraph {number}").format(number=self.paragraph))
        if self.implied:
            known.append(tr("implied"))
        return ", ".join(part for part in known if part)


class Quotes:
    """The quotes of one project; each article is read once, when its first quote is asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._numbering: dict[Id, Numbering] = {}

    def quote(self, passage: Passage) -> Quote:
        """The passage as it is printed."""
        article = self._project.articles.get(passage.article)
        return Quote(
            words=clean(passage.exact),
            article=clean(article.title) if article is not None else "",
            heading=clean(passage.heading[-1]) if passage.heading else "",
            paragraph=self._paragraph(passage),
            implied=passage.implied,
        )

    def _paragraph(self, passage: Passage) -> int:
        article = self._project.articles.get(passage.article)
        if article is None:
            return 0
        read = read_markdown(article.source)
        if not stands(passage, read.text):
            return 0
        numbering = self._numbering.get(article.id)
        if numbering is None:
            numbering = self._numbering[article.id] = Numbering(read, article.set_aside)
        return numbering.number(passage.start) or 0
