"""Markdown source to blocks and canonical text, by one fixed parser profile.

Places of passages are only good for the profile that they were made with. Any
change to what `read_markdown` answers for some source needs a new `PROFILE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from contention.article.blocks import IMAGE, ArticleText, Block, BlockKind, Cell, ListPlace, Run, Style
from contention.article.simple_words import Piece, simple_pieces

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PROFILE = 1
"""CommonMark with tables, strikethrough, footnotes, tasks and definition lists; no HTML."""

_OPEN_BRACKETS = 1_000
"""Brackets that are opened more often than closed; no article comes near it."""

# What a QTextDocument alters or uses for its own structure, and U+FFFC, which stands for pictures.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufffc\ufffe\uffff\ud800-\udfff]")
_SPACE_LIKE = frozenset("\x0b\x0c\r\x1c\x1d\x1e\x1f\u2028\u2029")

# Scripts written without spaces between words: a line break inside them means nothing.
# Blocks of the Unicode Standard 15; Korean (Hangul) does use spaces.
_UNSPACED = re.compile(
    "[\u2e80-\u2fdf\u3000-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffe6"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_TASK = re.compile(r"\[([ xX])\][ \t\n]")
_ESCAPED_OR_BRACKET = re.compile(r"(\\[\s\S])|\[")
_ASSET = re.compile(r"asset:([0-9A-Za-z_-]{1,64})")
_LINK_SCHEMES = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
# What the parser leaves as it is; its own way to find that out takes a quarter of the reading.
_PLAIN_ADDRESS = re.compile(
    r"https?://(?=[a-z0-9.-]{1,60}(?:[/?#]|\Z))[a-z0-9]+(?:[.-][a-z0-9]+)*"
    r"(?:/[A-Za-z0-9/._~-]*)?(?:\?[A-Za-z0-9=._~+-]*)?(?:#[A-Za-z0-9._~-]*)?"
)
_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRIKE}


def clean(text: str) -> str:
    """The text without characters that a reading pane cannot hold.

    No-break spaces become spaces, a tab four of them, separators a space; other control
    characters, noncharacters and lone surrogates become U+FFFD.
    """
    text = _UNFIT.sub(lambda match: " " if match.group() in _SPACE_LIKE else "\ufffd", text)
    return text.replace("\u00a0", " ").replace("\t", "    ")


def joins_without_space(before: str, after: str) -> bool:
    """Whether a line break between these two characters means nothing (Chinese, Japanese)."""
    return bool(_UNSPACED.match(before) and _UNSPACED.match(after))


@lru_cache(maxsize=8)
def read_markdown(source: str) -> ArticleText:
    """The blocks and the canonical text of Markdown source.

    The same source gives the same value; the last few are remembered.
    """
    reader = _BlockReader()
    for token in _parser().parse(_without_open_brackets(source)):
        reader.take(token)
    return ArticleText(blocks=tuple(reader.blocks), text="\n".join(reader.texts))


def _without_open_brackets(source: str) -> str:
    """The source, with its brackets as words where thousands of them are never closed.

    The parser looks for the end of each, so that its time grows with their square:
    3 seconds for 20,000, and an hour for a megabyte.
    """
    if source.count("[") - source.count("]") <= _OPEN_BRACKETS:
        return source
    return _ESCAPED_OR_BRACKET.sub(lambda found: found[1] or "&#91;", source)


@cache
def _parser() -> MarkdownIt:
    # 30 ms that the window's start need not pay
    from contention.article.parsing import fast_parser, library_parser

    normalize = library_parser().normalizeLink

    def normalized(address: str) -> str:
        return address if _PLAIN_ADDRESS.fullmatch(address) else normalize(address)

    def simple(content: str) -> tuple[Run, ...] | None:
        pieces = simple_pieces(content)
        return None if pieces is None else _simple_runs(pieces, normalized)

    return fast_parser(simple, _taken)


def _taken(token: Token) -> tuple[Run, ...] | None:
    """The runs of an inline token; None where it may be a task, whose first words tell more."""
    return None if _TASK.match(token.content) else _runs(token.children or ())


class _BlockReader:
    """Turns the stream of tokens into blocks, keeping count of what is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.texts: list[str] = []
        self._position = 0
        self._lists: list[ListPlace] = []
        self._fresh: list[bool] = []
        """For each open list item, whether it has no block yet."""
        self._quote = self._indent = self._note = self._heading = 0
        self._tight = self._term = False
        self._rows: list[list[Cell]] | None = None
        self._alignments: list[str] = []

    def take(self, token: Token) -> None:  # noqa: PLR0912, PLR0915 - one branch a token type, as flat as it gets
        """Read one token of the block level."""
        match token.type:
            case "inline":
                self._inline(token)
            case "paragraph_open":
                self._tight = token.hidden
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "bullet_list_open":
                self._lists.append(ListPlace(ordered=False, number=0))
            case "ordered_list_open":
                self._lists.append(ListPlace(ordered=True, number=int(token.attrs.get("start", 1)) - 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                place = self._lists[-1]
                self._lists[-1] = ListPlace(ordered=place.ordered, number=place.number + 1)
                self._fresh.append(True)
            case "list_item_close":
                if self._fresh[-1]:
                    self._tight = True
                    self._add(BlockKind.PARAGRAPH)
                self._fresh.pop()
                if self._fresh:
                    self._fresh[-1] = False
            case "blockquote_open":
                self._quote += 1
            case "blockquote_close":
                self._quote -= 1
            case "fence" | "code_block":
                self._code(token.content)
            case "hr":
                self._add(BlockKind.RULE)
            case "table_open":
                self._rows, self._alignments = [], []
            case "tr_open":
                if self._rows is not None:
                    self._rows.append([])
            case "th_open":
                self._alignments.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            case "table_close":
                self._table()
            case "dt_open":
                self._term = True
            case "dt_close":
                self._term = False
            case "dd_open":
                self._indent += 1
            case "dd_close":
                self._indent -= 1
            case "footnote_open":
                self._note = token.meta["id"] + 1
                self._fresh.append(True)
            case "footnote_close":
                self._note = 0
                self._fresh.pop()

    def _inline(self, token: Token) -> None:
        children = token.children or []
        taken: tuple[Run, ...] | None = token.meta.get("taken")
        if self._rows is not None:
            self._rows[-1].append(_runs(children) if taken is None else taken)
            return
        kind = BlockKind.PARAGRAPH
        task = None
        if self._heading:
            kind = BlockKind.HEADING
        elif self._term:
            kind = BlockKind.TERM
        elif self._lists and self._fresh[-1]:
            task = _task(token.content, children)
        runs = _runs(children, skip=0 if task is None else 4) if taken is None else taken
        self._add(kind, runs, level=self._heading, task=task)

    def _code(self, content: str) -> None:
        content = clean(content.removesuffix("\n"))
        self._add(BlockKind.CODE, (Run(content, (Style.CODE,)),) if content else ())

    def _table(self) -> None:
        rows = self._rows or []
        self._rows = None
        width = max(map(len, rows), default=0)
        if width:
            filled = tuple((*row, *((),) * (width - len(row))) for row in rows)
            alignments = tuple((self._alignments + [""] * width)[:width])
            self._add(BlockKind.TABLE, rows=filled, alignments=alignments)

    def _add(
        self,
        kind: BlockKind,
        runs: tuple[Run, ...] = (),
        *,
        level: int = 0,
        task: bool | None = None,
        rows: tuple[tuple[Cell, ...], ...] = (),
        alignments: tuple[str, ...] = (),
    ) -> None:
        fresh = bool(self._fresh) and self._fresh[-1]
        if self._fresh:
            self._fresh[-1] = False
        block = Block(
            kind=kind,
            start=self._position,
            runs=runs,
            level=level,
            lists=tuple(self._lists),
            marker=fresh and kind not in (BlockKind.TABLE, BlockKind.RULE),
            task=task,
            tight=self._tight and bool(self._lists),
            quote=self._quote,
            indent=self._indent,
            note=self._note,
            rows=rows,
            alignments=alignments,
        )
        text = block.text
        self.blocks.append(block)
        self.texts.append(text)
        self._position += len(text) + 1


def _task(content: str, children: Sequence[Token]) -> bool | None:
    """Whether a list item's first line is a task that is done, one that is open, or none."""
    match = _TASK.match(content)
    if match is None or not children or children[0].type != "text":
        return None
    # A line break right after the box is a token of its own: then the box is all of the first.
    if not children[0].content.startswith(match.group()) and children[0].content != match.group()[:3]:
        return None
    return match.group(1) != " "


class _RunReader:
    """Collects the runs of one block; neighbours of the same style become one run."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._parts: list[str] = []
        self._styles: list[Style] = []
        self._hrefs: list[str] = []
        self._look: tuple[tuple[Style, ...], str] = ((), "")
        self._last = ""
        self._soft_break = False

    def add(self, text: str, style: Style | None = None, alt: str = "", asset: str = "") -> None:
        if not text:
            return
        if self._soft_break:
            self._soft_break = False
            if self._last and not joins_without_space(self._last, text[0]):
                self.add(" ")
        self._last = text[-1]
        look = (
            (*self._styles, style) if style else tuple(self._styles),
            self._hrefs[-1] if self._hrefs else "",
        )
        if style is Style.IMAGE:
            self.flush()
            self.runs.append(Run(text, look[0], look[1], alt, asset))
            return
        if look != self._look:
            self.flush()
            self._look = look
        self._parts.append(text)

    def flush(self) -> None:
        if self._parts:
            self.runs.append(Run("".join(self._parts), *self._look))
            self._parts = []

    def add_piece(self, piece: Piece, normalized: Callable[[str], str]) -> None:
        """Read what stands in the source without doubt; `normalized` is how the parser writes an address."""
        match piece.kind:
            case "text":
                self.add(clean(piece.text))
            case "soft":
                self._soft_break = True
            case "hard":
                self._soft_break = False
                self.add("\n")
            case "link":
                self._hrefs.append(normalized(piece.address))
                self.add(clean(piece.text))
                self._hrefs.pop()
            case "em" | "strong":
                self._styles.append(_STYLES[piece.kind])
                self.add(clean(piece.text))
                self._styles.pop()

    def take(self, token: Token) -> None:
        """Read one token of the inline level."""
        match token.type:
            case "softbreak":
                self._soft_break = True
            case "hardbreak":
                self._soft_break = False
                self.add("\n")
            case "code_inline":
                self.add(clean(token.content), Style.CODE)
            case "image":
                alt = " ".join(clean(_alt(token.children or [])).split())
                # No address but that of the project's own pictures is so much as kept.
                own = _ASSET.fullmatch(str(token.attrs.get("src", "")))
                self.add(IMAGE, Style.IMAGE, alt, own[1] if own else "")
            case "footnote_ref":
                self.add(f"[{token.meta['id'] + 1}]", Style.NOTE)
            case "footnote_anchor":
                pass
            case "link_open":
                href = str(token.attrs.get("href", ""))
                self._hrefs.append(href if _LINK_SCHEMES.match(href) else "")
            case "link_close":
                self._hrefs.pop()
            case "em_open" | "strong_open" | "s_open":
                self._styles.append(_STYLES[token.tag])
            case "em_close" | "strong_close" | "s_close":
                self._styles.pop()
            case _:
                self.add(clean(token.content))


def _simple_runs(pieces: Iterable[Piece], normalized: Callable[[str], str]) -> tuple[Run, ...]:
    reader = _RunReader()
    for piece in pieces:
        reader.add_piece(piece, normalized)
    reader.flush()
    return tuple(reader.runs)


def _runs(children: Iterable[Token], *, skip: int = 0) -> tuple[Run, ...]:
    """The runs of a block; `skip` characters of the first token are left out (a task's box)."""
    reader = _RunReader()
    for token in children:
        if skip:
            reader.add(clean(token.content[skip:]).lstrip(" "))
            skip = 0
        else:
            reader.take(token)
    reader.flush()
    return tuple(reader.runs)


def _alt(children: Iterable[Token]) -> str:
    """What a picture shows, as plain words."""
    parts: list[str] = []
    for token in children:
        if token.type == "image":
            parts.append(_alt(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)
