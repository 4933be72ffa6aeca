"""Texts and maps that hurt an export: every format is tried with them."""

from __future__ import annotations

from msgspec.structs import replace

from contention.diagram.measure import TextMeasure
from contention.export.options import PictureOptions
from contention.export.sheet import Sheet, make_sheet
from contention.model.project import (
    ArgumentMap,
    Article,
    Claim,
    ClaimRating,
    Inference,
    InferenceRating,
    Kind,
    Passage,
    Project,
    Tag,
    read_only,
)
from tests.builders import map_of
from tests.unit.diagram.random_maps import MapMaker, random_map

TEXTS = {
    "one word": "Yes",
    "a thousand words": " ".join(f"word{number}" for number in range(1000)),
    "emoji": "Families 👨‍👩‍👧‍👦 wave 🏳️‍🌈 at 🇬🇧",
    "chinese": "因为机器属于少数几家大公司，所以使用它们的规则也由这些公司决定。",
    "arabic": "يجب أن تكون الآلات ملكًا للجميع (50%).",
    "combining": "Vie\u0302\u0323t Nam, a\u0301e\u0308, Z\u0351\u036b\u0343a\u0310l\u0326g\u0321o",
    "markup": "<b>&\"]]> *not* _so_ `code` [a](b) # $x$ ~~no~~ | \\ {y} &amp; <!-- --> '",
    "address": "https://example.org/" + "a_b/" * 45,
    "ligatures": "Traffic in the office offers efficient fluffy waffles",
    "empty": "",
    "control": "before\x00\x07\x0b\x1b\x7f\x85after\ud800 and \ufffe\uffff end",
    "lines": "first line\nsecond line\r\nthird\u2028fourth",
    "list": "- not a list",
    "number": "1. not a number",
    "equals": "=1+2 is no formula",
}


def maps_that_hurt() -> dict[str, ArgumentMap]:
    """By name: the maps that the issue of exports names."""
    deep = "\n".join(
        "  " * depth + ("+ " if depth else "") + f"d{depth} level {depth}" for depth in range(40)
    )
    wide = "\n".join(["K top", *(f"  + s{number} sibling {number}" for number in range(60))])
    return {
        "one box": map_of("K alone"),
        "2,000 boxes": random_map(2000, 3),
        "40 levels": map_of(deep),
        "60 siblings": map_of(wide),
        "circles": random_map(60, 5, back=6, cross=0.1),
        "only a circle": only_a_circle(),
    }


def only_a_circle() -> ArgumentMap:
    """Two claims that speak for each other, and an inference against an inference against it."""
    maker = MapMaker()
    a, b = maker.claim("A speaks for B."), maker.claim("B speaks for A.")
    maker.inference(b, a)
    maker.inference(a, b)
    first = maker.objection("i00003", "One against the other.")
    maker.objection(first, "The other against the one.")
    return maker.map()


def of_texts() -> ArgumentMap:
    """Every text as a reason for one contention; the ids are their names."""
    claims = {"K": Claim(id="K", text=TEXTS["markup"])}
    inferences = {}
    for number, (name, text) in enumerate(TEXTS.items()):
        claims[name] = Claim(id=name, text=text)
        kind = Kind.OBJECTION if number % 3 == 2 else Kind.REASON
        inferences[f"i {name}"] = Inference(
            id=f"i {name}", kind=kind, target="K", premises=(name,), order=float(number)
        )
    return ArgumentMap(
        id="map", title=TEXTS["markup"], claims=read_only(claims), inferences=read_only(inferences)
    )


def rich_project() -> Project:
    """A small map with everything that a reader can say of it."""
    drawn = map_of(
        """
        K The bridge should be closed.
          + A It is not safe.
            & B Unsafe bridges should be closed.
              ! C Repairing it would be cheaper.
            + D A beam is cracked.
          - E Many people use it.
        """,
        "The bridge",
    )
    source = "# News\n\nThe bridge is old.\n\nA beam is *cracked*. Many use it.\n"
    start = "News\nThe bridge is old.\nA beam is cracked.".index("A beam")
    quoted = Passage(
        id="p", article="a", exact="A beam is cracked.", start=start, end=start + 18, heading=("News",)
    )
    lost = Passage(id="q", article="a", exact="gone <b>words</b>", start=10, end=16, implied=True)
    changes = {
        "A": {"rating": ClaimRating.ACCEPT, "note": "Says who?\nAsk the *city*."},
        "B": {"unstated": True},
        "D": {"passages": (quoted, lost), "basis": "expert", "tags": ("t",)},
    }
    claims = {
        key: replace(one, text=one.text.removeprefix(f"{key} "), **changes.get(key, {}))
        for key, one in drawn.claims.items()
    }
    inferences = dict(drawn.inferences)
    inferences["iA"] = replace(inferences["iA"], rating=InferenceRating.WEAK, scheme="from safety")
    inferences["iE"] = replace(inferences["iE"], premises=("E", "D"))
    return Project(
        title="Bridges",
        articles=read_only({"a": Article(id="a", title="The <Daily> News", source=source)}),
        maps=read_only({"m": replace(drawn, claims=read_only(claims), inferences=read_only(inferences))}),
        tags=read_only({"t": Tag(id="t", name="key & lock")}),
    )


def project_with(drawn: ArgumentMap) -> Project:
    """A project of one map."""
    return Project(title="Hurting", maps=read_only({drawn.id: drawn}))


def sheet_of(drawn: ArgumentMap | Project, **options: object) -> Sheet:
    """The sheet of a map; needs a QGuiApplication with the fonts."""
    project = drawn if isinstance(drawn, Project) else project_with(drawn)
    picture = PictureOptions(**options)  # type: ignore[arg-type]
    return make_sheet(project, next(iter(project.maps)), picture, TextMeasure())
