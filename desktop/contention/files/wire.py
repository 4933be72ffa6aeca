"""What stands in a project file of the current version: its lists, their lines, and the limits.

The order of the fields is the order of the keys in the file, and the defaults are
what a line leaves out. The published JSON Schema is made from these structs, so
what is read, what is written and what is promised cannot drift apart.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from contention.model.project import (
    MAX_WIDTH,
    MEDIA_TYPES,
    MIN_WIDTH,
    TAG_COLOURS,
    ClaimRating,
    InferenceRating,
    Kind,
    Orientation,
)

FORMAT = "contention-project"
VERSION = 1

MAX_FILE = 64 * 1024 * 1024
"""Bytes of a project file. A book with a map of 5,000 claims stays under 10 MB."""

MAX_TEXT = 1024 * 1024
"""Code points of one text; a claim or a passage is a sentence or a page."""

MAX_SOURCE = 16 * 1024 * 1024
"""Code points of an article's source, which may be the whole text of a book (War and
Peace has 3.2 million) and still leaves room for others in the file."""

MAX_DATA = 24_000_000
"""Characters of an asset's base64: 18 MB, so that the largest file that is kept (16 MB) fits."""

MAX_PLACE = 2**31 - 1
"""Places in a text; Qt counts them in 32 bits."""

MAX_ORDER = 10**15
"""Either way from 0; beyond it, neighbours would leave no room for a number between them."""

MAX_COORDINATE = 10**9
"""Either way from 0; a map of 20,000 boxes is some 10^6 wide."""

MAX_DEPTH = 32
"""Objects and lists inside one another below an unknown key. Python stops at about 1,000."""

# The end is written as "no character follows", because "$" also allows a last line break.
ItemId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9._-]{1,64}(?![\s\S])",
        description="1 to 64 letters, digits, dots, underscores or hyphens; unique in the file.",
    ),
]
# Only what is an id can be found, so the letters of a reference need no look of their own.
Reference = Annotated[str, Meta(min_length=1, max_length=64)]
Text = Annotated[str, Meta(max_length=MAX_TEXT)]
# Whole numbers are written without a point, as most languages write them.
_ORDER = Meta(
    ge=-MAX_ORDER, le=MAX_ORDER, description="Place among its siblings: smallest first, then by id."
)
Order = Annotated[int, _ORDER] | Annotated[float, _ORDER]
_COORDINATE = Meta(ge=-MAX_COORDINATE, le=MAX_COORDINATE)
Coordinate = Annotated[int, _COORDINATE] | Annotated[float, _COORDINATE]
_WIDTH = Meta(
    ge=int(MIN_WIDTH), le=int(MAX_WIDTH), description="In map units; null where the layout decides."
)
Width = Annotated[int, _WIDTH] | Annotated[float, _WIDTH] | None
Tags = Annotated[tuple[Reference, ...], Meta(description="Ids of tags, in the order they were given.")]
Colour = Annotated[
    str,
    Meta(pattern=rf"^({'|'.join(TAG_COLOURS)})(?![\s\S])", extra_json_schema={"enum": list(TAG_COLOURS)}),
]
Note = Annotated[str, Meta(max_length=MAX_TEXT, description="What the reader wrote beside it.")]
Place = Annotated[
    int, Meta(ge=0, le=MAX_PLACE, description="In Unicode code points of the article's canonical text.")
]


Spans = tuple[tuple[Place, Place], ...]
PagePlaces = tuple[tuple[Place, Place, Place, Place], ...]
MediaType = Annotated[
    str,
    Meta(
        pattern=rf"^({'|'.join(MEDIA_TYPES)})?(?![\s\S])",
        extra_json_schema={"enum": ["", *MEDIA_TYPES]},
    ),
]


class Line(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    gc=False,
    dict=False,
    forbid_unknown_fields=False,
):
    """One item of one list: one line of the file. Keys it does not know are kept beside it."""

    id: ItemId


class ArticleLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A text to read."""

    title: Text = ""
    source: Annotated[str, Meta(max_length=MAX_SOURCE, description="The article as Markdown.")] = ""
    file_name: Annotated[
        str, Meta(max_length=MAX_TEXT, description="Base name of the file it came from.")
    ] = ""
    sha256: Annotated[str, Meta(max_length=MAX_TEXT, description="Hex digest of that file's bytes.")] = ""
    profile: Annotated[
        int, Meta(ge=1, le=MAX_PLACE, description="Version of the rules that make the canonical text.")
    ] = 1
    author: Text = ""
    date: Annotated[str, Meta(max_length=MAX_TEXT, description="When it was published, as it says.")] = ""
    address: Annotated[str, Meta(max_length=MAX_TEXT, description="Where it was published, on the web.")] = ""
    imported: Annotated[
        str, Meta(max_length=MAX_TEXT, description="When it was opened first: ISO 8601 in UTC.")
    ] = ""
    whole: Annotated[
        bool, Meta(description="Whether the source is a whole web page, not the article found in it.")
    ] = False
    alternative: Annotated[
        str, Meta(max_length=MAX_SOURCE, description="The source if “whole” were the other way round.")
    ] = ""
    set_aside: Annotated[Spans, Meta(description="Start and end of what is folded away in reading.")] = ()
    dismissed: Annotated[Spans, Meta(description="Start and end of what is no argument.")] = ()
    original: Annotated[str, Meta(max_length=64, description="The asset with the file it was read from.")] = (
        ""
    )
    pages: Annotated[
        PagePlaces, Meta(description="Start in the text, page, first character on the page, and length.")
    ] = ()
    order: Order = 0


class MapLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An argument map; its claims and inferences name it."""

    title: Text = ""
    order: Order = 0
    orientation: Orientation = Orientation.DOWN
    compact: Annotated[bool, Meta(description="Whether claims that nothing is said about are stacked.")] = (
        False
    )
    box_width: Width = None


class MapItemLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What stands on a map."""

    map: Reference


class ClaimLine(MapItemLine, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A proposition put forward as true."""

    text: Text = ""
    unstated: Annotated[bool, Meta(description="Whether the article relies on it without saying it.")] = False
    order: Order = 0
    primary: Annotated[
        Reference | None, Meta(description="Of several inferences that use it, the one it is drawn in.")
    ] = None
    position: Annotated[
        tuple[Coordinate, Coordinate] | None,
        Meta(description="Left and top of its box in map units, if it stands alone and was put somewhere."),
    ] = None
    width: Width = None
    basis: Annotated[str, Meta(max_length=MAX_TEXT, description="What the claim rests on.")] = ""
    rating: ClaimRating | None = None
    tags: Tags = ()
    note: Note = ""


class InferenceLine(MapItemLine, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The step from premises to a target."""

    kind: Kind
    target: Annotated[Reference, Meta(description="A claim or an inference of the same map.")]
    premises: Annotated[
        tuple[Reference, ...],
        Meta(min_length=1, description="Claims of the same map, in the reader's order."),
    ]
    order: Order = 0
    scheme: Text = ""
    rating: InferenceRating | None = None
    tags: Tags = ()
    note: Note = ""


class PassageLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Words in an article that a claim rests on."""

    claim: Reference
    article: Reference
    exact: Text
    prefix: Text = ""
    suffix: Text = ""
    start: Place
    end: Place
    text_hash: Text = ""
    heading: Annotated[
        tuple[Text, ...], Meta(description="The headings above the passage, outermost first.")
    ] = ()
    implied: Annotated[bool, Meta(description="Whether the words suggest the claim without saying it.")] = (
        False
    )
    orphan: Annotated[bool, Meta(description="Whether the words are not in the article's present text.")] = (
        False
    )


class TagLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A mark of the reader's own; claims and inferences name it."""

    name: Text = ""
    colour: Colour = "grey"
    order: Order = 0


class AssetLine(Line, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A picture or an original file that came with an article."""

    media_type: MediaType = ""
    name: Annotated[str, Meta(max_length=MAX_TEXT, description="Base name of the file it was.")] = ""
    data: Annotated[
        str,
        Meta(
            max_length=MAX_DATA,
            description="Its bytes.",
            extra_json_schema={"contentEncoding": "base64"},
        ),
    ] = ""


class ProjectFile(msgspec.Struct, kw_only=True):
    """A whole file."""

    format: Literal["contention-project"]
    version: Literal[1]
    title: Text = ""
    articles: tuple[ArticleLine, ...] = ()
    maps: tuple[MapLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    inferences: tuple[InferenceLine, ...] = ()
    passages: tuple[PassageLine, ...] = ()
    tags: tuple[TagLine, ...] | UnsetType = UNSET
    assets: tuple[AssetLine, ...] | UnsetType = UNSET


KNOWN = frozenset(ProjectFile.__struct_fields__)

_SPANS = f"a list of pairs of whole numbers from 0 to {MAX_PLACE:,}"

#: What a value must be, by key, as the end of the sentence "there must be …".
EXPECTED: dict[str, str] = {
    "id": "an id: 1 to 64 letters, digits, dots, underscores or hyphens",
    "map": "the id of a map",
    "claim": "the id of a claim",
    "article": "the id of an article",
    "target": "the id of a claim or an inference",
    "primary": "the id of an inference or of the claim itself, or null",
    "premises": "a list with the id of at least one claim",
    "heading": f"a list of texts, each of at most {MAX_TEXT:,} characters",
    "kind": "“reason” or “objection”",
    "unstated": "true or false",
    "implied": "true or false",
    "compact": "true or false",
    "whole": "true or false",
    "orphan": "true or false",
    "set_aside": _SPANS,
    "dismissed": _SPANS,
    "pages": f"a list of lists of four whole numbers from 0 to {MAX_PLACE:,}",
    "original": "the id of an asset",
    "media_type": f"one of {', '.join(MEDIA_TYPES)}",
    "data": f"text in base64 of at most {MAX_DATA:,} characters",
    "orientation": "“down”, “up” or “right”",
    "position": "a list of two numbers between -10^9 and 10^9, or null",
    "width": f"a number from {MIN_WIDTH:g} to {MAX_WIDTH:g}, or null",
    "box_width": f"a number from {MIN_WIDTH:g} to {MAX_WIDTH:g}, or null",
    "rating": "“accept”, “reject” or “undecided” for a claim, “strong”, “weak” or “nil” for an inference",
    "tags": "a list of ids of tags",
    "colour": f"one of the colours {', '.join(TAG_COLOURS)}",
    "order": "a number between -10^15 and 10^15",
    "profile": "a whole number, 1 or more",
    "start": f"a whole number from 0 to {MAX_PLACE:,}",
    "end": f"a whole number from 0 to {MAX_PLACE:,}",
    "source": f"text of at most {MAX_SOURCE:,} characters",
    "alternative": f"text of at most {MAX_SOURCE:,} characters",
}
LONGEST: dict[str, int] = {"source": MAX_SOURCE, "alternative": MAX_SOURCE, "data": MAX_DATA}
"""Code points of a text, by key, where it is not `MAX_TEXT`."""
EXPECTED_TEXT = f"text of at most {MAX_TEXT:,} characters"


def described(value: Any) -> str:
    """What a value of a file is, in words, short enough for a sentence."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return f"“{printable(value)}”"
        case list():
            return "a list"
        case _:
            return "an object"


def printable(text: str, length: int = 24) -> str:
    """The beginning of a text from a file, fit for a sentence on one line."""
    short = "".join(c if c.isprintable() else "�" for c in text[:length])
    return f"{short}…" if len(text) > length else short
