"""What a web page says of itself: title, author, date and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contention.article.html_elements import words_of
from contention.article.markdown import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

LONGEST = 300
"""Characters of a title; other details have a third of it."""

_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_AUTHORS = (
    "author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author", "byl",
)  # fmt: skip
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "dc.date", "dcterms.date",
    "dc.date.issued", "dcterms.issued", "parsely-pub-date", "pubdate", "publishdate", "date",
    "og:article:published_time",
)  # fmt: skip
_BY = re.compile(r"^(?:written by|by|von|par|por|di)\s+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[|–—·•»:\-]+\s+")


class Details(NamedTuple):
    """Empty where the page does not say."""

    title: str
    author: str
    date: str
    address: str
    headline: str
    """The heading that is the title, as it stands on the page."""


def details_of(root: Element, address: str = "") -> Details:
    """What a page says of itself; `address` is what the file around it says."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        content = _short(element.get("content") or "")
        if name and content:
            meta.setdefault(name, []).append(content)
    headline, title = _title(root, meta)
    return Details(title, _author(root, meta), _date(root, meta), _address(root, meta, address), headline)


def _short(text: str, longest: int = LONGEST) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return next((meta[name] for name in names if meta.get(name)), [])


def _title(root: Element, meta: dict[str, list[str]]) -> tuple[str, str]:
    """The headline on the page, and the title: what is said for others, the headline or the window's."""
    found = root.find(".//title")
    window = _short(words_of(found)) if found is not None else ""
    said = (_first(meta, _TITLES) or [""])[0]
    headlines = [
        words for element in root.iter("h1") if (words := " ".join(clean(words_of(element)).split()))
    ]
    for headline in headlines:
        if headline.casefold() in said.casefold() or headline.casefold() in window.casefold():
            return headline, _short(headline)
    headline = headlines[0] if len(headlines) == 1 else ""
    if said:
        return headline, said
    if window:
        parts = _SEPARATORS.split(window)
        longest = max(parts, key=len)
        return headline, longest if len(longest.split()) >= 3 else window
    return headline, _short(headline)


def _author(root: Element, meta: dict[str, list[str]]) -> str:
    names = [name for name in _first(meta, _AUTHORS) if not _WEB.match(name)]
    if not names:
        for path in ("//*[@itemprop='author']", "//*[@rel='author']", "//*[contains(@class,'byline')]"):
            elements = root.xpath(path)
            if elements and (words := words_of(elements[0])) and len(words) <= LONGEST // 3:
                names = [words]
                break
    return _short(", ".join(dict.fromkeys(_BY.sub("", _short(name)) for name in names[:10])))


def _date(root: Element, meta: dict[str, list[str]]) -> str:
    if said := _first(meta, (*_DATES, "datepublished")):
        return _short(said[0], 100)
    for path in ("//*[@itemprop='datePublished']", "//time[@pubdate]", "//article//time", "//time"):
        for element in root.xpath(path):
            if found := element.get("datetime") or element.get("content") or words_of(element):
                return _short(found, 100)
    return ""


def _address(root: Element, meta: dict[str, list[str]], given: str) -> str:
    canonical = [
        element.get("href") or ""
        for element in root.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    for found in (*canonical, *meta.get("og:url", []), given):
        if _WEB.match(found.strip()) and len(found) <= 2_000:
            return clean(found).strip()
    return ""
