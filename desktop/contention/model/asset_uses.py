"""Which assets an article needs: the pictures in its text, and the file that its pages are shown of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contention.model.project import Article, Id

_ASSET = re.compile(r"\basset:([A-Za-z0-9._-]{1,64})")


def named_in(source: str) -> frozenset[Id]:
    """The ids that stand after ``asset:`` in a text; words that only look so count as well."""
    return frozenset(_ASSET.findall(source)) if "asset:" in source else frozenset()


def assets_of(article: Article) -> frozenset[Id]:
    """The ids of the assets that an article names, be they there or not."""
    ids = named_in(article.source) | named_in(article.alternative)
    return ids | {article.original} if article.original else ids


def used_assets(articles: Iterable[Article]) -> set[Id]:
    """The ids of all assets that these articles name."""
    return {item for article in articles for item in assets_of(article)}
