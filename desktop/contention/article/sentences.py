"""Where the sentences of an article begin and end, so that a reader can take them whole.

A small set of rules rather than a model: a mark that ends a sentence, then a look at the
words on both sides of it. Nothing is stored by them, so a sentence that is cut in the
wrong place costs one key. All places count code points of the canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from contention.article.blocks import ArticleText, Block, BlockKind
from contention.model.project import Span

_NEVER_LAST = frozenset(
    # Titles and what always has something after it.
    """mr mrs ms mx dr prof hon rev fr st mt sen rep gov gen col lt sgt capt
    fig figs eq eqs sec ch chap vol no nos art para pp ed eds vs viz cf approx ca e.g i.e
    hr fr frl nr abs bd kap abb vgl bzw sog z.b d.h u.a s.o s.u
    mme mlle mm m p.ex c.-à-d réf
    sr sra srta dra ud uds núm pág p.ej""".split()  # noqa: SIM905 - a list would take a line for each
)
_MAYBE_LAST = frozenset("etc inc ltd co corp jr sr dept univ assn a.m p.m usw usf al ibid".split())  # noqa: SIM905
"""They end a sentence where the next word could begin one."""
_STARTERS = frozenset(
    """the a an it he she they we you i this that these those there in on at but and so for if when while as
    yet still however nevertheless therefore thus hence some many most no one his her its their our my
    der die das ein eine es er sie wir in im le la les il elle nous el los las un una""".split()  # noqa: SIM905 - a list would take a line for each
)
"""Words that begin a sentence after "U.S." far oftener than they go on with a name."""
_MONTHS = frozenset(
    """januar jänner februar märz april mai juni juli august september oktober november dezember
    jahrhundert jahrhunderts""".split()  # noqa: SIM905 - a list would take a line for each
)

_OPENERS = "\"'“‘«‹„‚(\\[¿¡–—\\-"
_CLOSERS = "\"'”’»›“‘)\\]」』】）〉》"
_END = re.compile(
    # What ends a sentence even without a space after it, and what needs one.
    rf"(?P<wide>[。！？｡．]+[{_CLOSERS}]*)|"
    rf"(?P<mark>[.!?…؟۔।॥։]+)(?P<after>[{_CLOSERS}]*(?:\[\d+\])*[{_CLOSERS}]*)(?=\s|$)"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«‹„‚(\[]*$")
_NEXT = re.compile(rf"\s*[{_OPENERS}\s]*(?P<word>\w+)?")


def spans(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, without the white space between them."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match["wide"] is None and not _ends(text, match):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark with white space after it ends the sentence there."""
    follower = _NEXT.match(text, match.end())
    word = follower["word"] if follower is not None else None
    if word is None:
        return True
    # "Really?" she said; and so on … they go on.
    if word[0].islower():
        return False
    if match["mark"] != ".":
        return True
    found = _WORD_BEFORE.search(text, 0, match.start())
    before = found.group().casefold() if found is not None else ""
    if match["after"]:
        # A bracket or quotation mark was closed after the stop: it ended something.
        return before not in _NEVER_LAST
    return _stop_ends(before, word)


def _stop_ends(before: str, word: str) -> bool:
    """Whether a full stop after `before` ends a sentence, where `word`, not in lower case, comes next."""
    folded = word.casefold()
    if before in _NEVER_LAST:
        return False
    if before.isdigit() and len(before) <= 2:
        return folded not in _MONTHS
    if before in _MAYBE_LAST:
        return word[0].isupper()
    if len(before) == 1 and before.isalpha() and before != "i":
        return False  # an initial
    if "." in before and all(len(part) == 1 for part in before.split(".") if part):
        return folded in _STARTERS  # letters with stops, such as U.S
    return True


def sentences_in(article: ArticleText, block: int) -> tuple[Span, ...]:
    """The sentences of a block of the article; of code and tables, their lines and cells."""
    return _of_block(article.blocks[block])


@lru_cache(maxsize=64)
def _of_block(block: Block) -> tuple[Span, ...]:
    text = block.text
    if block.kind not in (BlockKind.CODE, BlockKind.TABLE):
        return tuple((block.start + start, block.start + end) for start, end in spans(text))
    found: list[Span] = []
    at = block.start
    for line in text.split("\n"):
        if line.strip():
            inner: list[Span] = []
            _append(inner, line, 0, len(line))
            found += [(at + start, at + end) for start, end in inner]
        at += len(line) + 1
    return tuple(found)


def sentence_at(article: ArticleText, position: int) -> Span | None:
    """The sentence around a place, or the nearest one in its block; None where the block has no words."""
    if not article.blocks:
        return None
    around = sentences_in(article, article.block_at(position))
    return next((span for span in around if position < span[1]), around[-1] if around else None)


def snapped(article: ArticleText, start: int, end: int) -> Span:
    """The range widened to whole sentences; white space at its ends is not counted as part of one."""
    text = article.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    first, last = sentence_at(article, start), sentence_at(article, max(start, end - 1))
    if first is None or last is None:
        return start, end
    return min(start, first[0]), max(end, last[1])


def next_sentence(article: ArticleText, position: int) -> Span | None:
    """The first sentence that begins at a place or after it."""
    if not article.blocks:
        return None
    for block in range(article.block_at(position), len(article.blocks)):
        for span in sentences_in(article, block):
            if span[0] >= position:
                return span
    return None


def previous_sentence(article: ArticleText, position: int) -> Span | None:
    """The last sentence that begins before a place."""
    if not article.blocks:
        return None
    for block in range(article.block_at(position), -1, -1):
        for span in reversed(sentences_in(article, block)):
            if span[0] < position:
                return span
    return None


def paragraphs(article: ArticleText) -> Iterator[Span]:
    """The blocks that have words, in reading order, without white space at their ends."""
    for block in article.blocks:
        if (span := paragraph_of(block)) is not None:
            yield span


def paragraph_of(block: Block) -> Span | None:
    """The words of one block; None where it has none, as a rule or a picture alone."""
    inner: list[Span] = []
    text = block.text
    _append(inner, text, 0, len(text))
    if not inner or not any(char.isalnum() for char in text):
        return None
    return block.start + inner[0][0], block.start + inner[0][1]
