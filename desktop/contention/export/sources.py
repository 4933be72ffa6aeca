"""What articles are called under a picture and in a document: author, title, date, address, as known."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from contention.model.project import ArgumentMap, Article, Project, in_order

_TIME_OF_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:.*$")
"""Web pages say when they were published to the second, as ISO 8601."""


def tr(text: str) -> str:
    """Words of a source in the reader's language."""
    return QCoreApplication.translate("Sheet", text)


def articles_of(project: Project, drawn: ArgumentMap) -> tuple[Article, ...]:
    """Those that the claims come from, in the project's order."""
    used = {passage.article for claim in drawn.claims.values() for passage in claim.passages}
    return tuple(article for article in in_order(project.articles.values()) if article.id in used)


def cited(article: Article) -> str:
    """One line without what is not known; never empty."""
    title = _flat(article.title) or _flat(article.file_name) or tr("Article")
    return ", ".join(part for part in (_flat(article.author), title, *_published(article)) if part)


def byline(article: Article) -> str:
    """The same for a place where the title stands already, and without the address; may be empty."""
    date, _ = _published(article)
    return ", ".join(part for part in (_flat(article.author), date) if part)


def source_line(article: Article) -> str:
    """As it stands below a picture."""
    return tr("Source: {source}").format(source=cited(article))


def _published(article: Article) -> tuple[str, str]:
    return _TIME_OF_DAY.sub(r"\1", _flat(article.date)), _flat(article.address)


def _flat(text: str) -> str:
    return " ".join(text.split())
