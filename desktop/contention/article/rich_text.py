"""Rich text from the clipboard: sanitised and kept as a whole, for the reader chose it."""

from __future__ import annotations

import re

from contention.article.errors import ArticleError
from contention.article.found import Found
from contention.article.html_parsing import tree_of
from contention.article.html_to_markdown import markdown_of
from contention.article.inline_pictures import picture_keeper
from contention.article.markdown import read_markdown
from contention.article.pictures import Pictures

_START = re.compile(r"<!--\s{0,9}StartFragment\s{0,9}-->", re.IGNORECASE)
_END = re.compile(r"<!--\s{0,9}EndFragment\s{0,9}-->", re.IGNORECASE)
"""Around what was selected, as Windows and the browsers mark it."""
_HEADER = re.compile(r"Version:[\d.]+\s+StartHTML:", re.IGNORECASE)
_SOURCE = re.compile(r"^SourceURL:(https?://\S+)", re.IGNORECASE | re.MULTILINE)
_TAGS = frozenset(
    "a article aside b blockquote br caption center cite code col dd del details dfn div dl dt em figcaption"  # noqa: SIM905
    " figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section"
    " small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "name", "style", "hidden", "aria-hidden", "dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_STYLES = {"font-weight", "font-style", "text-decoration", "text-decoration-line", "display", "visibility"}
_DROPPED = {
    "script",
    "style",
    "title",
    "iframe",
    "object",
    "svg",
    "noscript",
    "template",
    "select",
    "textarea",
}


def from_html(html: str) -> Found:
    """The text that was copied, with its headings, lists, tables and links.

    Raises:
        ArticleError: it has no words.
    """
    address = _SOURCE.search(html[:2_000]) if _HEADER.match(html) else None
    pictures = Pictures()
    try:
        source = markdown_of(tree_of(_sanitised(_selected(html)), ""), picture=picture_keeper(pictures))
    except ArticleError:
        source = ""
    if not any(map(str.isalnum, read_markdown(source).text)):
        raise ArticleError("There are no words in this text, so there is nothing to read.")
    return Found(
        source=source,
        address=address[1] if address else "",
        assets=pictures.assets,
        notices=pictures.notices,
    )


def _selected(html: str) -> str:
    start = _START.search(html)
    end = _END.search(html, start.end()) if start is not None else None
    return html[start.end() : end.start()] if start is not None and end is not None else html


def _sanitised(html: str) -> str:
    """The mark-up with only what is read; parsed first, which ends its levels: nh3 takes their square."""
    import nh3
    from lxml import html as lxml_html

    return nh3.clean(
        lxml_html.tostring(tree_of(html, ""), encoding="unicode"),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
