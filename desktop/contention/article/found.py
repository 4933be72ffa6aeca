"""What a reader of one kind of file found in it: the same for every kind."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from contention.model.project import Asset, Id, PagePlace

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1, now and then."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An article before it has an id. Empty texts are what the file does not say."""

    source: str
    """Markdown; pictures as ``![words](asset:<id>)``, of `assets` alone."""
    title: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    alternative: str = ""
    """Of a web page, where an article was found in it: the Markdown of the whole page."""
    assets: tuple[Asset, ...] = ()
    original: Id = ""
    """The asset with the file itself, where its pages can be shown."""
    pages: tuple[PagePlace, ...] = ()
    notices: tuple[str, ...] = ()
    """Sentences about what had to be guessed or left out."""
