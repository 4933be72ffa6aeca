"""What can go wrong in opening an article, as a sentence for the reader."""

from __future__ import annotations


class ArticleError(Exception):
    """A text that cannot become an article; says in a sentence why, and what can be done."""


class ImportCancelled(Exception):  # noqa: N818  # nothing went wrong
    """Whoever asked for the article did not want to wait for it."""
