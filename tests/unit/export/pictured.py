"""What the tests of drawings and pages show: words and maps that hurt, and an article with passages."""

from __future__ import annotations

from msgspec.structs import replace

from contention.article.markdown import read_markdown
from contention.assets import resource
from contention.diagram.measure import TextMeasure
from contention.export.options import PictureOptions
from contention.export.sheet import Sheet, make_sheet
from contention.files.store import load
from contention.model.anchors import make_passage
from contention.model.project import (
    ArgumentMap,
    Article,
    ClaimRating,
    Id,
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

MAP = "map"
ANGLED = "<b>&\"']]></b>"
TEXTS = (
    f"Traffic office, {ANGLED} ffi fl",
    "Word",
    "😀 emoji 👩‍👩‍👧 amid 🇩🇪 words",
    "机器的所有者制定所有人的规则，这就是为什么要有公共网络。",
    "الشبكات التي لا يملكها أحد ضرورية، (2024) AI هكذا.",
    'שלום: רשתות "פתוחות" 42% GPU.',
    "Z̷a͎̠l̗g̃o e\u0301 a\u0308 combining",
    "https://example.org/" + "a" * 180,
    "",
    "  two  spaces   kept\nand a line break",
    "control \x01\x08 lone \ud800 \ufffe end",
    " ".join(f"word{number}" for number in range(1000)),
)


def sample() -> Project:
    """The sample that comes with the program."""
    return load(resource("samples", "who-owns-the-machines.contention")).project


def texts() -> Project:
    """One contention, and every other text as a premise of a reason or an objection."""
    maker = MapMaker()
    top = maker.claim(TEXTS[0])
    for index in range(1, len(TEXTS), 3):
        maker.inference(
            top,
            *(maker.claim(text) for text in TEXTS[index : index + 3]),
            kind=Kind.OBJECTION if index % 2 else Kind.REASON,
        )
    claims, inferences = dict(maker.claims), dict(maker.inferences)
    first, second = list(claims)[1:3]
    claims[first] = replace(
        claims[first],
        rating=ClaimRating.ACCEPT,
        basis="حدس",
        tags=("t", "u"),
        unstated=True,
        note=f"{ANGLED} note",
    )
    claims[second] = replace(claims[second], basis="data", rating=ClaimRating.UNDECIDED)
    key = next(iter(inferences))
    inferences[key] = replace(
        inferences[key], rating=InferenceRating.WEAK, scheme=ANGLED, tags=("t",), note="Of the step."
    )
    drawn = ArgumentMap(
        id=MAP, title=f"خريطة {ANGLED}", claims=read_only(claims), inferences=read_only(inferences)
    )
    tags = {"t": Tag(id="t", name=ANGLED, colour="red"), "u": Tag(id="u", name="todo", colour="teal")}
    return Project(maps=read_only({MAP: drawn}), tags=read_only(tags))


def of(argument_map: ArgumentMap, **more: object) -> Project:
    """A project with this one map."""
    one = replace(argument_map, id=MAP)
    return Project(title="Drawn", maps=read_only({MAP: one}), **more)  # type: ignore[arg-type]


def undercut() -> Project:
    """A step that is objected to, and a claim used twice."""
    drawn = map_of("""
        K top
          + A reason
            & B co-premise
              ! C objection to the step
          + D another
        """)
    again = Inference(id="again", kind=Kind.OBJECTION, target="D", premises=("C",), order=99.0)
    return of(replace(drawn, inferences=read_only({**drawn.inferences, "again": again})))


def maps() -> dict[str, Project]:
    """Maps whose shape hurts, by name."""
    deep = "\n".join(
        "  " * depth + ("+ " if depth else "") + f"d{depth} level {depth}" for depth in range(40)
    )
    wide = "\n".join(["K top", *(f"  {'+-'[n % 2]} s{n} sibling {n}" for n in range(60))])
    return {
        "alone": of(map_of("K alone on the map")),
        "deep": of(map_of(deep)),
        "siblings": of(map_of(wide)),
        "circles": of(random_map(40, 4, cross=0.2, back=4)),
        "undercut": undercut(),
    }


SOURCE = f"""# The machines

A *small* town {ANGLED.replace("<", "&lt;")} owns [its machine](https://example.org/?a=1&b=2). Nobody
else does[^1], and [a script](javascript:alert(1)) or [a place](#there) is no link.

> - Quoted and listed, ![a leaking skylight](https://evil.example/x.png)
> - a second one
>
>   with a second paragraph

1. first
2. second
   - [x] done
   - [ ] to do

| head | right |
|:-----|------:|
| cell | machines `<i>` |

Term
: What it means.

```
code <b>&</b>
  indented
```

---

مدينة صغيرة تملك آلة.

[^1]: A note with **bold** words.
"""


def with_article(**quotes: tuple[str, ...]) -> Project:
    """A map of K, A, B and C, one article, and for each claim words of it as its passages."""
    text = read_markdown(SOURCE).text
    drawn = map_of("""
        K The town should own its machine
          + A It is small
            & B It is its own
          - C Nobody else does
        """)
    claims = dict(drawn.claims)
    for claim, words in quotes.items():
        claims[claim] = replace(claims[claim], passages=tuple(_passages(text, claim, words)))
    article = Article(id="art", title="The machines", source=SOURCE)
    drawn = replace(drawn, claims=read_only(claims))
    return of(drawn, articles=read_only({"art": article}))


def _passages(text: str, claim: Id, quotes: tuple[str, ...]) -> list[Passage]:
    found = []
    for number, quote in enumerate(quotes):
        at = text.index(quote)
        found.append(replace(make_passage("art", text, at, at + len(quote)), id=f"p{claim}{number}"))
    return found


def sheet_of(project: Project, **options: object) -> Sheet:
    """The sheet of its one map."""
    picture = PictureOptions(**options)  # type: ignore[arg-type]
    return make_sheet(project, next(iter(project.maps)), picture, TextMeasure())
