"""markdown-it set up as this program's one profile, made to read simple words by a shorter way.

Nearly all of an article is words with a few simple marks. The library reads those, too, sign
by sign, and keeps every token of the article alive until the end: half of a second for a
megabyte. Here each paragraph is first offered to `simple`, and only where that has doubts to
the library; and its words are handed on as soon as they are read.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 100


def library_parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes and definition lists; no HTML."""
    options = {"html": False, "typographer": False, "maxNesting": MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Every address is a link to the parser, so that its mark-up never shows; which of them
    # stay links is decided where their words are read.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    # Tasks are read off the list items: the plugin for them takes quadratic time.
    return parser.use(footnote_plugin).use(deflist_plugin)


def fast_parser(
    simple: Callable[[str], object | None], taken: Callable[[Token], object | None]
) -> MarkdownIt:
    """The same, whose inline tokens may bring what was read of them as `meta["taken"]`, in place of children.

    `simple` is asked first, with the words of a paragraph as they stand in the source; where it
    answers None, `taken` is asked, with the token that the library has read. Where that answers
    None as well, the token keeps its children. An inline note's words are never asked about.
    """
    parser = library_parser()

    def read_inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type != "inline":
                continue
            found = simple(token.content)
            if found is None:
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
                found = taken(token)
            if found is not None:
                token.meta["taken"] = found
                token.children = None

    parser.core.ruler.at("inline", read_inline)
    return parser
