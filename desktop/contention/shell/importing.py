"""Reading the article in a file or in what was pasted, while the window shows how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData

from contention.shell.asks import Asks
from contention.shell.worker import Cancelled, Waiting

if TYPE_CHECKING:
    from contention.article.importing import Imported


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Importing", text)


def from_file(path: Path, asks: Asks) -> Imported:
    """The article in a file of any kind; nothing is changed by reading it.

    Raises:
        ArticleError: it cannot be opened; says in a sentence why.
        Cancelled: the person would not wait.
    """
    from contention.article.errors import ImportCancelled
    from contention.article.isolated import import_file, is_quick

    def read(waiting: Waiting) -> Imported:
        return _parsed(import_file(path, progress=waiting.progress, cancelled=waiting.given_up))

    try:
        if is_quick(path):
            return _parsed(import_file(path))
        return asks.follow(tr("Reading {name} …").format(name=path.name), read)
    except ImportCancelled as error:
        raise Cancelled from error


def from_data(data: QMimeData, asks: Asks, *, plain: bool = False) -> Imported:
    """The article in what was pasted or dropped; `plain` leaves its form behind.

    Raises:
        ArticleError: there are no words in it, or too many.
        Cancelled: the person would not wait.
    """
    from contention.article.errors import ImportCancelled
    from contention.article.importing import article_from_text

    try:
        imported = None if plain else _rich_text(data, asks)
    except ImportCancelled as error:
        raise Cancelled from error
    return imported if imported is not None else article_from_text(data.text())


def _rich_text(data: QMimeData, asks: Asks) -> Imported | None:
    """What was pasted with its headings, lists and links; None where there is nothing of the kind."""
    from contention.article.errors import ArticleError
    from contention.article.isolated import import_html

    html = data.html()
    if not html.strip():
        return None

    def read(waiting: Waiting) -> Imported:
        return _parsed(import_html(html, progress=waiting.progress, cancelled=waiting.given_up))

    try:
        return asks.follow(tr("Reading what was pasted …"), read)
    except ArticleError:
        if data.text().strip():
            return None  # the same words without their form
        raise


def _parsed(imported: Imported) -> Imported:
    """The same, with its text parsed and kept, so that showing it does not have to."""
    from contention.article.markdown import read_markdown

    read_markdown(imported.article.source)
    return imported
