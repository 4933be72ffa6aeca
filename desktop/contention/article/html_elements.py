"""What the elements of HTML are to a reader: blocks, words, or nothing that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

LONGEST_FORM = 600
"""Characters of words in a form that is a control, a search or a sign-up; some pages are forms as a whole."""


LONGEST_STYLE = 1_000
"""Characters of an element's own style that are looked at."""

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "input",
        "button",
        "select",
        "textarea",
        "option",
        "datalist",
        "progress",
        "meter",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "map",
        "area",
        "param",
        "source",
        "track",
        "rt",
        "rp",
        "annotation",
        "annotation-xml",
        "frameset",
        "noframes",
        "dialog",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")


def tag_of(element: Element) -> str:
    """The name of an element without its name space; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def is_hidden(element: Element) -> bool:
    """Whether a page says that an element is not to be seen."""
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    return element.get("aria-hidden") == "true" or bool(_HIDDEN.search(css(element)))


def css(element: Element) -> str:
    """An element's own style."""
    return (element.get("style") or "")[:LONGEST_STYLE].lower()


def is_small_form(element: Element) -> bool:
    """Whether a form is a search or a sign-up; some pages are forms as a whole."""
    return len(words_of(element)) <= LONGEST_FORM and any(
        True for _ in element.iter("input", "button", "select", "textarea")
    )


def words_of(element: Element) -> str:
    """All words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def lines_of(element: Element) -> str:
    """The words of preformatted text with its line breaks."""
    parts: list[str] = [element.text or ""]
    undo = [iter(element)]
    ends: list[Element] = []
    while undo:
        child = next(undo[-1], None)
        if child is None:
            undo.pop()
            if ends:
                parts.append(ends.pop().tail or "")
            continue
        tag = tag_of(child)
        if tag == "br" or (tag in BLOCKS and parts[-1] and not parts[-1].endswith("\n")):
            parts.append("\n")
        if not tag or tag in DROPPED or tag == "br" or is_hidden(child):
            parts.append(child.tail or "")
            continue
        parts.append(child.text or "")
        undo.append(iter(child))
        ends.append(child)
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
