"""A web page to an article: what is to be read in it, and the whole page to switch to."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from contention.article.errors import ArticleError
from contention.article.found import Found, Progress
from contention.article.html_details import Details, details_of
from contention.article.html_elements import words_of
from contention.article.html_notes import notes_of
from contention.article.html_parsing import cleaned, text_of, tree_of
from contention.article.html_to_markdown import markdown_of
from contention.article.inline_pictures import picture_keeper
from contention.article.markdown import read_markdown
from contention.article.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from contention.model.project import Id

    Element = _Element
    Keeper = Callable[[str], Id | None]

LARGEST_SEARCHED = 3_000_000
"""Characters of mark-up in which an article is looked for; a larger page (a book) is taken whole."""
TOO_LARGE = "The page is too large to look for an article in it, so all of it is shown."
LEAST_FOUND = 200
"""Characters of text; a page of which less was found is taken whole."""
LEAST_SHARE = 0.5
"""Of the text of a page's own main part that has to be found in it."""
PLAIN_SHARE = 0.9
"""Of the text of a page without parts of a site; where so much was found, nothing is to be left out."""
_PARTS = ("nav", "aside", "footer", "header", "main", "article", "form", "button")
MAIN = ("//main", "//*[@role='main']", "//*[@itemprop='articleBody']", "//article")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ASIDE = (
    ".//nav|.//aside|.//footer|.//*[@role='navigation' or @role='complementary' or @role='contentinfo']"
    "|.//*[@role='dialog' or @role='search' or @role='banner']"
)


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The article in a saved page.

    Raises:
        ArticleError: the page has no words.
    """
    html, notice = text_of(data)
    pictures = Pictures()
    return found_in(html, name, progress, pictures=pictures, keep=picture_keeper(pictures),
                    notices=(notice,) if notice else ())  # fmt: skip


def found_in(
    html: str,
    name: str,
    progress: Progress,
    *,
    pictures: Pictures,
    keep: Keeper,
    address: str = "",
    notices: tuple[str, ...] = (),
) -> Found:
    """The article in a page that is text already; `keep` answers for its pictures.

    Raises:
        ArticleError: the page has no words.
    """
    html = cleaned(html)
    root = tree_of(html, name)
    details = details_of(root, address)
    base = address if _WEB.match(address) else details.address or None
    if base:
        root.make_links_absolute(base, resolve_base_href=False, handle_failures="ignore")
    progress(0.2)
    whole = markdown_of(root, picture=keep)
    progress(0.4)
    text = read_markdown(whole).text
    if not any(map(str.isalnum, text)):
        raise ArticleError(
            f"“{name}” has no words in it: pages that are made by a program hold none until they are shown. "
            "Please open the page in a browser, select its text, copy it and paste it here."
        )
    article = ""
    if len(html) <= LARGEST_SEARCHED:
        article = _article(html, root, base, keep, len(text))
    else:
        notices = (*notices, TOO_LARGE)
    progress(0.9)
    if article:
        article = _headed(article, root, details)
    same = not article or read_markdown(article).text == text
    return Found(
        source=whole if same else article,
        alternative="" if same else whole,
        title=details.title or "",
        author=details.author,
        date=details.date,
        address=details.address,
        assets=pictures.assets,
        notices=(*notices, *pictures.notices),
    )


def _article(html: str, root: Element, base: str | None, keep: Keeper, whole: int) -> str:
    """The Markdown of the article in a page; empty where the page had better be read whole.

    Found by readability-lxml; where that has only a part of what the page itself marks
    as its main part, that part is the article.
    """
    extract = _extract(html, base)
    found = markdown_of(_with_notes(extract, root), picture=keep) if extract is not None else ""
    length = len(read_markdown(found).text)
    if length >= PLAIN_SHARE * whole and not any(True for _ in root.iter(*_PARTS)):
        return ""
    if (main := _main(root)) is not None:
        marked = markdown_of(main, picture=keep)
        if length < LEAST_SHARE * len(read_markdown(marked).text):
            found, length = marked, len(read_markdown(marked).text)
    return found if length >= LEAST_FOUND else ""


def _extract(html: str, base: str | None) -> Element | None:
    from lxml import etree
    from readability import Document
    from readability.readability import Unparseable

    log = logging.getLogger("readability")
    if not log.handlers:
        log.addHandler(logging.NullHandler())  # what it could not do is told by this function's answer
    try:
        summary = Document(html, url=base, handle_failures="ignore").summary(html_partial=True)
        return tree_of(summary, "") if summary else None
    except (Unparseable, ArticleError, etree.LxmlError, ValueError, RecursionError):
        return None


def _with_notes(extract: Element, root: Element) -> Element:
    """What was found, with the footnotes that it refers to: they often stand outside it."""
    from copy import deepcopy

    here = {element.get("id") for element in extract.iter("*")}
    wanted = {(link.get("href") or "").partition("#")[2] for link in extract.iter("a")} - here
    for note in notes_of(root).targets if wanted - {""} else ():
        if any(element.get("id") in wanted for element in note.iter("*")):
            extract.append(deepcopy(note))
    return extract


def _main(root: Element) -> Element | None:
    """A copy of what a page marks as its main part, without the menus in it."""
    from copy import deepcopy

    for path in MAIN:
        found = root.xpath(path)
        if len(found) == 1 or (len(found) > 1 and path != "//article"):
            main: Element = deepcopy(found[0])
            for aside in main.xpath(_ASIDE):
                parent = aside.getparent()
                if parent is not None:
                    aside.drop_tree()
            return main
    return None


def _headed(article: str, root: Element, details: Details) -> str:
    """The article with its headline, where that stood above what was found."""
    headlines = [words_of(element) for element in root.iter("h1")]
    if details.headline not in headlines:
        return article
    first = [" ".join(block.text.split()) for block in read_markdown(article).blocks[:5]]
    if details.headline in first:
        return article
    from lxml.html import builder

    return markdown_of(builder.H1(details.headline)) + "\n" + article
