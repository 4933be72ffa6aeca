"""A branch as an outline in plain text, for mail, notes and other programs, and back.

One claim a line; a claim is indented under what it speaks to::

    The city should close the old bridge.
      + It is not safe.
      & Unsafe bridges should be closed.
        ! Repairing it would be cheaper.
      - Many people use it.

``+`` is a reason, ``-`` an objection, ``&`` a co-premise of the claim above it at the same
depth, ``!`` an objection to the step of the claim it stands under (``!+`` a reason for that
step). What people write otherwise is understood too: bulleted and numbered lists, tabs,
"because", "however", "but" and "therefore" at the beginning of a line. Where every line on top
has such a sign or word, they all speak to the claim that the outline is pasted on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from contention.model.project import Claim, Id, Inference, Kind, in_order

EMPTY_CLAIM = "…"
"""Stands for a claim without words, which a line could not show."""

_BULLET = re.compile(r"^(?:[*•‣◦▪·–—]|\d{1,3}[.)])(?=\s)\s*")
_SIGN = re.compile(r"^(!\+|[+\-−&!])(?=\s|$)\s*")
_WORD = re.compile(r"^(because|however|but|therefore)\b[\s,:]*", re.IGNORECASE)
TAB = 4
"""Columns of a tab."""


class Item(msgspec.Struct, frozen=True):
    """A line of an outline and what it says about which other one, by their numbers."""

    text: str
    kind: Kind = Kind.REASON
    about: int | None = None
    """The line it is a reason for or an objection to; None for a claim on top."""
    to_step: bool = False
    """It speaks to the inference of that line, not to the claim."""
    joins: int | None = None
    """The line it is a co-premise of."""
    open: bool = False
    """It speaks to a claim that is not in the outline: the one that it is pasted on."""


class _Line(msgspec.Struct):
    indent: int
    sign: str
    word: str
    text: str
    whole: str
    """The text with the word that it begins with."""


def read_outline(text: str) -> list[Item]:
    """The lines of an outline, each after what it speaks to; empty lines are passed over.

    An indented line without a sign is a reason. A single line is taken as it is. "-" is an
    objection only where the text uses other signs too; else it is a bullet.
    """
    lines = [line for line in text.expandtabs(TAB).splitlines() if line.strip()]
    signed = any(re.match(r"\s*(?:\+|!|&|!\+)(?=\s|$)", line) for line in lines)
    read = [_line(line, signed=signed, alone=len(lines) == 1) for line in lines]
    items = _numbered(read)
    return _concluded(read, items)


def write_outline(claims: Sequence[Claim], inferences: Sequence[Inference], tops: Sequence[Id]) -> str:
    """An outline of these claims and inferences, which stand under `tops`; no line at its end.

    A claim that is used again stands there again, without what is said about it.
    """
    claim_of = {claim.id: claim for claim in claims}
    step_of = {inference.id: inference for inference in inferences}
    about: dict[Id, list[Inference]] = {}
    for inference in in_order(inferences):
        if inference.id not in tops:
            about.setdefault(inference.target, []).append(inference)
    written: set[Id] = set()
    lines: list[str] = []
    waiting: list[tuple[Id, int, str]] = [(top, 0, "") for top in reversed(tops)]
    while waiting:
        item, depth, sign = waiting.pop()
        if (step := step_of.get(item)) is not None:
            waiting.extend(reversed(_premises(step, about.get(item, []), depth, sign, claim_of)))
            continue
        words = " ".join(claim_of[item].text.split()) or EMPTY_CLAIM
        lines.append("  " * depth + f"{sign} {words}".lstrip())
        if item not in written:
            written.add(item)
            waiting.extend((step.id, depth + 1, "") for step in reversed(about.get(item, [])))
    return "\n".join(lines)


def _premises(
    step: Inference, undercuts: Sequence[Inference], depth: int, sign: str, claim_of: dict[Id, Claim]
) -> list[tuple[Id, int, str]]:
    plain = "+" if step.kind is Kind.REASON else "-"
    first = f"!{plain}".removesuffix("-") if sign == "!" else plain
    premises = [p for p in step.premises if p in claim_of]
    rows = [(premise, depth, first if place == 0 else "&") for place, premise in enumerate(premises)]
    return [*rows, *((undercut.id, depth + 1, "!") for undercut in undercuts)]


def _line(line: str, *, signed: bool, alone: bool) -> _Line:
    indent = len(line) - len(line.lstrip())
    rest = line.strip()
    sign = word = ""
    for _ in range(2):  # a bullet and then a sign, or the other way round
        rest = _BULLET.sub("", rest)
        if (found := _SIGN.match(rest)) is not None:
            rest = rest[found.end() :]
            mark = found[1].replace("−", "-")
            sign = sign or (mark if signed or mark != "-" else "")
    whole = rest
    if not alone and (found := _WORD.match(rest)) is not None and found.end() < len(rest):
        word = found[1].lower()
        rest = rest[found.end() :]
        rest = rest[:1].upper() + rest[1:]
    return _Line(indent, sign, word, "" if rest == EMPTY_CLAIM else rest, whole)


def _numbered(lines: Sequence[_Line]) -> list[Item]:
    """What each line speaks to: the line it is indented under, or the claim over its row."""
    items: list[Item] = []
    headless = _headless(lines)
    #: The lines that the present one may stand under, outermost first.
    above: list[int] = []
    for number, line in enumerate(lines):
        while above and lines[above[-1]].indent > line.indent:
            above.pop()
        beside = above.pop() if above and lines[above[-1]].indent == line.indent else None
        parent = above[-1] if above else None
        kind = Kind.OBJECTION if line.sign in {"-", "!"} or line.word in {"however", "but"} else Kind.REASON
        to_step = line.sign.startswith("!") and parent is not None
        item = Item(line.text, kind, parent, to_step=to_step, open=headless and parent is None)
        joined = beside if beside is not None else parent
        if line.sign == "&" and joined is not None:
            # All co-premises name the first of them; a claim on top has no step to join.
            first = joined if (earlier := items[joined].joins) is None else earlier
            if items[first].about is None and not items[first].open:
                item = Item(line.text, about=parent)
            else:
                item = Item(line.text, items[first].kind, joins=first)
        elif _marked(line) and beside is not None and (head := _head(beside, lines, items)) is not None:
            to_step = line.sign.startswith("!")
            item = Item(line.text, kind, beside if to_step else head, to_step=to_step)
        on_top = item.about is None and item.joins is None and not item.open
        if on_top and line.word != "therefore" and line.text:
            item = Item(line.whole)
        above.append(number)
        items.append(item)
    return items


def _marked(line: _Line) -> bool:
    return bool(line.sign) or line.word in {"because", "however", "but"}


def _headless(lines: Sequence[_Line]) -> bool:
    """Whether several lines all speak for or against something that none of them says."""
    if len(lines) < 2 or lines[0].sign == "&":
        return False
    return all(_marked(line) for line in lines if line.indent <= lines[0].indent)


def _head(beside: int, lines: Sequence[_Line], items: Sequence[Item]) -> int | None:
    """The line that signed lines in the row of `beside` speak to, where no indentation tells; None
    where their parent is told by it, or is outside."""
    line, item = lines[beside], items[beside]
    if item.joins is not None:
        return _head(item.joins, lines, items)
    if item.about is None:
        return None if item.open else beside
    if lines[item.about].indent == line.indent:
        return item.about
    return None


def _concluded(lines: Sequence[_Line], items: list[Item]) -> list[Item]:
    """The items with "therefore" done: what stood before it in its row becomes its premises."""
    row_of: dict[tuple[int | None, int], list[int]] = {}
    for number, line in enumerate(lines):
        item = items[number]
        key = (item.about, line.indent)
        if line.word == "therefore" and item.joins is None:
            before = row_of.pop(key, [])
            for place, premise in enumerate(before):
                old = items[premise]
                items[premise] = (
                    Item(old.text, Kind.REASON, number)
                    if place == 0
                    else Item(old.text, Kind.REASON, joins=before[0])
                )
        if item.joins is None and not (line.sign and item.about is None):
            row_of.setdefault(key, []).append(number)
    return items
