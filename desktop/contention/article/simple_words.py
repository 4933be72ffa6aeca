"""The words of a paragraph whose few marks can be read in one way only.

Emphasis in Markdown depends on its neighbours, brackets on definitions elsewhere. What is
read here needs neither; for all else the answer is None, and the parser is asked. That
both agree, wherever this one answers, is what `tests/unit/article/test_simple_words.py` shows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# All signs that an inline rule of the profile begins with, and "]".
_PLAIN = r"[^\n!&*<\[\\\]^_`~]"
_PIECE = re.compile(
    rf"""
    # "!" is a picture's before a bracket only, "&" an entity's before a letter or "#" only.
      (?P<text>(?:{_PLAIN}++|!(?!\[)|&(?![#A-Za-z]))++)
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    # No white space on either side, which would be dropped or mean a hard line break.
    | (?P<soft>(?<![ \\])\n(?![ \t\n]))
    | (?P<hard>\\\n(?![ \t\n]))
    # A letter or digit inside, white space or punctuation outside: it can only open, then only close.
    | (?:(?<=[ \n("'“‘—–-])|(?<![\s\S]))
      (?P<mark>\*\*?|__?)(?P<words>[^\W_](?:{_PLAIN}*[^\W_])?)(?P=mark)
      (?=[ \n.,;:?)"'”’—–-]|\Z)
    # An address without brackets, escapes, entities and a title.
    | \[(?P<label>{_PLAIN}+)\]\((?P<address>https?://[^\x00-\x20\x7f()<>\\&]*)\)
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """Words of one look; a line break where `kind` is "soft" or "hard"."""

    kind: str
    text: str = ""
    address: str = ""
    """Where a link leads, as it stands in the source."""


def simple_pieces(content: str) -> list[Piece] | None:
    """The pieces of a paragraph's source, or None where it takes a parser to tell.

    The kinds are "text", "em", "strong", "link", "soft" and "hard".
    """
    pieces = []
    place, end = 0, len(content)
    while place < end:
        found = _PIECE.match(content, place)
        if found is None:
            return None
        place = found.end()
        match found.lastgroup:
            case "text" | "escaped" as group:
                pieces.append(Piece("text", found[group]))
            case "words":
                pieces.append(Piece("em" if len(found["mark"]) == 1 else "strong", found["words"]))
            case "address":
                pieces.append(Piece("link", found["label"], found["address"]))
            case _ as kind:
                pieces.append(Piece(str(kind)))
    return pieces
