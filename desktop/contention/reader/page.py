"""An article as it is shown: its text, its document, and the passages between the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument

from contention.article.blocks import IMAGE, ArticleText
from contention.article.markdown import read_markdown
from contention.model.anchors import make_passage, text_hash
from contention.model.project import EMPTY, Article, Asset, Id, Passage
from contention.reader.document import build_document
from contention.reader.pictures import Pictures
from contention.reader.position_map import PositionMap
from contention.reader.style import ReadingColours, ReadingStyle


class Page(NamedTuple):
    """One article, set in one style. Places are those of the canonical text."""

    article: Article | None
    text: ArticleText
    digest: str
    """`text_hash` of the text."""
    document: QTextDocument
    positions: PositionMap
    pictures: Pictures

    @property
    def article_id(self) -> str:
        """The article's id; empty where there is none."""
        return self.article.id if self.article else ""

    @property
    def file(self) -> str:
        """The digest of the file that the text was read from; empty for pasted text, or a whole web page."""
        return self.article.sha256 if self.article and not self.article.whole else ""

    def set_anew(self, style: ReadingStyle, colours: ReadingColours) -> Page:
        """The same article in other type or colours."""
        built = build_document(self.text, style, colours, self.pictures.size)
        return self._replace(document=built.document, positions=built.map)

    def range_of(self, cursor: QTextCursor) -> tuple[int, int]:
        """The places that a cursor's selection covers."""
        to_canonical = self.positions.to_canonical
        return to_canonical(cursor.selectionStart()), to_canonical(cursor.selectionEnd())

    def cursor(self, anchor: int, position: int) -> QTextCursor:
        """A cursor that selects from one place to another; the caret is at the second."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(self.positions.to_shown(anchor))
        cursor.setPosition(self.positions.to_shown(position), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def words(self, start: int, end: int) -> str:
        """The words between two places, with line breaks, without what stands for pictures."""
        return self.text.text[start:end].replace(IMAGE, "")

    def passage(self, start: int, end: int) -> Passage | None:
        """The passage between two places, trimmed; None where there are no words."""
        if self.article is None or not self.words(start, end).strip():
            return None
        heading = self.text.heading_path(start)
        return make_passage(self.article.id, self.text.text, start, end, heading=heading, digest=self.digest)


def make_page(
    article: Article | None,
    style: ReadingStyle,
    colours: ReadingColours,
    assets: Mapping[Id, Asset] = EMPTY,
) -> Page:
    """An article set in type, with the project's pictures; with None, an empty page."""
    text = read_markdown(article.source) if article else ArticleText(blocks=(), text="")
    pictures = Pictures(assets)
    built = build_document(text, style, colours, pictures.size)
    return Page(article, text, text_hash(text.text), built.document, built.map, pictures)
