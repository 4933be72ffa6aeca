"""The bytes of a web page to a tree that is neither too deep nor reads anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contention.article import encodings
from contention.article.errors import ArticleError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 200
"""Levels of elements that are kept; libxml2 reads no further than 255, and drops all that follows."""
MOST_ATTRIBUTES = 400
"""Of one tag; libxml2 compares each with all before it (8 s for 50,000), so one with more loses them."""
HEAD = 4096
"""Bytes in which a page may name its encoding (the HTML standard has 1,024)."""

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"utf-?8|iso-?8859-?\d+|windows-?\d+|cp\d+|koi8-?[ru]|gbk?\w*|big5\w*|euc-?\w+|shift[_-]?jis|x-sjis"
    r"|ks_c_5601\w*|mac\w*|latin\d|us-ascii|ascii|tis-620|iso-2022-jp",
    re.IGNORECASE,
)
_READ_AS = {
    # What browsers read these names as (the Encoding standard, WHATWG).
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_OF_HEAD = {"title", "meta", "link", "style", "script", "noscript", "base", "template", "object", "bgsound"}
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAGS = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PARTED = re.compile(r"[\s/]+")
_LONG_SPACE = re.compile(r"[ \t\r\n]{200,}")
"""Readability takes time with the square of such a stretch: 30 s for 200,000 signs."""
_LEVELS = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "menu": 2, "select": 2}
"""How many levels come with an element whose parts may stand without end tags."""
_NO_LEVEL = frozenset(
    "area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th"  # noqa: SIM905
    " tbody thead tfoot option optgroup colgroup caption rt rp".split()
)


def text_of(data: bytes, charset: str = "") -> tuple[str, str]:
    """The text of a page's bytes, and a notice where that took a guess.

    `charset` is what the file around it says of it. Bytes that are valid UTF-8 are
    that, whatever is said; then what the page says itself; then a guess.
    """
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-8"), ""
        except UnicodeDecodeError:
            pass
        found = _CHARSET.search(data[:HEAD])
        named = charset or ((found[1] or found[2]).decode("ascii", "replace") if found else "")
        if _KNOWN.fullmatch(named) and not re.fullmatch("utf-?8", named, re.IGNORECASE):
            try:
                return data.decode(_READ_AS.get(named.lower(), named)), ""
            except (UnicodeDecodeError, LookupError):
                pass
    return encodings.decode(data)


def tree_of(html: str, name: str) -> HtmlElement:
    """The root of a page, which may be a fragment.

    Raises:
        ArticleError: there is nothing in it.
    """
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = lxml_html.document_fromstring(cleaned(html).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"“{name}” has no words in it. Please choose another file.") from error
    _empty_head(root)
    return root


def _empty_head(root: HtmlElement) -> None:
    """Move what is no head's matter to the body.

    A page may leave out the tags of both. The parser then ends the head at elements of HTML 4
    alone, and what stands in an `article` or a `main` before them would stay in it, unseen.
    """
    head = root.find("head")
    if head is None:
        return
    children = list(head)
    first = next((i for i, child in enumerate(children) if child.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    moved = children[first:]
    if body.text:
        moved[-1].tail = (moved[-1].tail or "") + body.text
        body.text = None
    for place, child in enumerate(moved):
        body.insert(place, child)


def cleaned(html: str) -> str:
    """The mark-up without what a parser stumbles over: control characters, and levels without end.

    Elements past `DEEPEST` lose their tags and keep their words, which takes time in
    proportion to the page (200,000 levels as they are took a sanitiser 141 s).
    """
    html = _UNFIT.sub("\ufffd", _DECLARATION.sub("", html.removeprefix("\ufeff"), count=1))
    open_: list[tuple[str, bool]] = []
    depth = 0
    counts: dict[str, int] = {}

    def level(found: re.Match[str]) -> str:
        nonlocal depth
        tag, whole = found[2].lower(), _few_attributes(found)
        if found[1] and tag in ("html", "body"):
            return ""  # the parser would drop what follows, which browsers show
        if tag in _NO_LEVEL or whole.endswith("/>"):
            return whole
        weight = _LEVELS.get(tag, 1)
        if not found[1]:
            kept = depth + weight <= DEEPEST
            open_.append((tag, kept))
            counts[tag] = counts.get(tag, 0) + 1
            depth += weight if kept else 0
            return whole if kept else " "
        if not counts.get(tag):
            return found[0]
        kept = True
        while open_:
            last, kept = open_.pop()
            counts[last] -= 1
            depth -= _LEVELS.get(last, 1) if kept else 0
            if last == tag:
                break
        return found[0] if kept else " "

    return _LONG_SPACE.sub(" ", _TAGS.sub(level, html))


def _few_attributes(tag: re.Match[str]) -> str:
    """The tag, without its attributes where they are thousands."""
    whole = tag[0]
    if len(whole) < 2 * MOST_ATTRIBUTES or len(_PARTED.split(_QUOTED.sub(" ", whole))) <= MOST_ATTRIBUTES:
        return whole
    return f"<{tag[1]}{tag[2]}>"
