"""A PDF article as its pages show it: the file, its text, and the places between the two."""

from __future__ import annotations

import base64
import binascii

from contention.article.blocks import ArticleText
from contention.article.markdown import read_markdown
from contention.article.pdf_document import page_sizes
from contention.article.pdf_places import PlaceIndex
from contention.model.anchors import make_passage, text_hash
from contention.model.project import Article, Passage, Project


class PageBook:
    """One article with pages. Places are those of the canonical text."""

    def __init__(self, article: Article, project: Project) -> None:
        """
        Raises:
            ArticleError: the file cannot be opened; says why in a sentence.
        """
        self.article = article
        self.text: ArticleText = read_markdown(article.source)
        self.places = PlaceIndex(article.pages)
        self._digest = text_hash(self.text.text)
        asset = project.assets[article.original]
        try:
            self.data = base64.b64decode(asset.data)
        except (binascii.Error, ValueError):
            self.data = b""
        self.sizes = page_sizes(self.data, article.file_name or asset.name)

    @staticmethod
    def has_pages(article: Article | None, project: Project) -> bool:
        """Whether the pages of an article can be shown."""
        return (
            article is not None
            and bool(article.pages)
            and article.original in project.assets
            and project.assets[article.original].media_type == "application/pdf"
        )

    def passage(self, start: int, end: int) -> Passage | None:
        """The passage between two places, trimmed; None where there are no words."""
        if not self.text.text[start:end].strip():
            return None
        heading = self.text.heading_path(start)
        return make_passage(self.article.id, self.text.text, start, end, heading=heading, digest=self._digest)

    def word_at(self, place: int) -> tuple[int, int]:
        """The word that a place is in or beside; an empty range where there is none."""
        text = self.text.text
        start = end = min(max(0, place), len(text))
        while start > 0 and _in_word(text[start - 1]):
            start -= 1
        while end < len(text) and _in_word(text[end]):
            end += 1
        return start, end


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "'’-"
