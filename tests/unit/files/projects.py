"""Random sound projects, with everything a file can hold: several maps, unknown keys, odd characters."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from contention.files.wire import (
    KNOWN,
    ArticleLine,
    AssetLine,
    ClaimLine,
    InferenceLine,
    MapLine,
    PassageLine,
    TagLine,
)
from contention.model.project import (
    BASES,
    MEDIA_TYPES,
    TAG_COLOURS,
    ArgumentMap,
    Article,
    Asset,
    Claim,
    ClaimRating,
    Inference,
    InferenceRating,
    Kind,
    Orientation,
    Passage,
    Project,
    Tag,
    passage_order,
    read_only,
)

#: Any text a file can hold: no lone surrogates, but controls, quotes, line ends, U+2028 and emoji.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "a\nb", '"\\', "\x00\x1f\x7f", "\u2028\u2029\u0085", "👩‍👧 שלום", "\ufeff", "1e999", "}\n{"]
)
ORDERS = st.floats(min_value=-1e15, max_value=1e15) | st.integers(min_value=-5, max_value=5).map(float)
WIDTHS = st.none() | st.floats(min_value=80, max_value=1200) | st.integers(80, 1200).map(float)
_COORDINATES = st.floats(min_value=-1e9, max_value=1e9) | st.integers(-500, 500).map(float)
POSITIONS = st.none() | st.tuples(_COORDINATES, _COORDINATES)
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
_FIELDS = {
    field
    for line in (ArticleLine, MapLine, ClaimLine, InferenceLine, PassageLine, TagLine, AssetLine)
    for field in line.__struct_fields__
} | KNOWN
_PLACES = st.integers(min_value=0, max_value=2**31 - 1)
_SPANS = st.lists(st.tuples(_PLACES, _PLACES).map(lambda span: (min(span), max(span))), max_size=2).map(tuple)
_PAGES = st.lists(st.tuples(_PLACES, _PLACES, _PLACES, _PLACES), max_size=2).map(tuple)
EXTRAS = st.just({}) | st.dictionaries(TEXTS.filter(lambda key: key not in _FIELDS), PLAIN, max_size=3)


#: What an article says of where it comes from; most say nothing, which leaves room for the rest.
_SOURCES: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.fixed_dictionaries(
    {
        "author": TEXTS,
        "date": TEXTS,
        "address": TEXTS,
        "imported": TEXTS,
        "whole": st.booleans(),
        "alternative": TEXTS,
        "set_aside": _SPANS,
        "dismissed": _SPANS,
        "pages": _PAGES,
    }
)


@st.composite
def projects(draw: st.DrawFn, *, unknown_keys: bool = True) -> Project:
    """A sound project: ids are unique in it, references lead somewhere, passages are in order."""
    names = draw(st.lists(st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True), unique=True, max_size=14))
    extras = EXTRAS if unknown_keys else st.just({})
    assets = {}
    for name in draw(st.sampled_from([[], [], ["asset.one"], ["asset.one", "asset.two"]])):
        assets[name] = Asset(
            id=name,
            media_type=draw(st.sampled_from(["", *MEDIA_TYPES])),
            name=draw(TEXTS),
            data=draw(st.sampled_from(["", "iVBORw0KGgo=", "JVBERi0xLjc="])),
            extra=draw(extras),
        )
    articles = {}
    for name in names[:2]:
        articles[name] = Article(
            id=name,
            title=draw(TEXTS),
            source=draw(TEXTS),
            file_name=draw(TEXTS),
            sha256=draw(TEXTS),
            profile=draw(st.integers(min_value=1, max_value=9)),
            **draw(_SOURCES),
            original=draw(st.sampled_from(["", *assets])),
            order=draw(ORDERS),
            extra=draw(extras),
        )
    tags = {}
    for name in draw(st.sampled_from([[], ["tag.one"], ["tag.one", "tag.two.of.it"]])):
        tags[name] = Tag(
            id=name,
            name=draw(TEXTS),
            colour=draw(st.sampled_from(TAG_COLOURS)),
            order=draw(ORDERS),
            extra=draw(extras),
        )
    maps = {}
    rest = names[4:]
    for number, name in enumerate(names[2:4]):
        mine = rest[number::2]
        cut = draw(st.integers(min_value=0, max_value=len(mine)))
        maps[name] = draw(
            _maps(
                name,
                claim_ids=mine[:cut],
                inference_ids=mine[cut:],
                article_ids=list(articles),
                tag_ids=list(tags),
                extras=extras,
            )
        )
    return Project(
        title=draw(TEXTS),
        articles=read_only(articles),
        maps=read_only(maps),
        tags=read_only(tags),
        assets=read_only(assets),
        extra=draw(extras),
    )


@st.composite
def _maps(
    draw: st.DrawFn,
    name: str,
    *,
    claim_ids: list[str],
    inference_ids: list[str],
    article_ids: list[str],
    tag_ids: list[str],
    extras: st.SearchStrategy[dict[str, Any]],
) -> ArgumentMap:
    tags = st.permutations(tag_ids).flatmap(lambda some: st.sampled_from([(), tuple(some)]))
    inferences = {}
    for inference in inference_ids if claim_ids else ():
        inferences[inference] = Inference(
            id=inference,
            kind=draw(st.sampled_from(Kind)),
            target=draw(st.sampled_from(claim_ids + inference_ids)),
            premises=tuple(draw(st.lists(st.sampled_from(claim_ids), min_size=1, unique=True))),
            order=draw(ORDERS),
            scheme=draw(TEXTS),
            rating=draw(st.none() | st.sampled_from(InferenceRating)),
            tags=draw(tags),
            note=draw(TEXTS),
            extra=draw(extras),
        )
    claims = {}
    for claim in claim_ids:
        passages = []
        for number in range(draw(st.integers(min_value=0, max_value=2)) if article_ids else 0):
            start = draw(st.integers(min_value=0, max_value=2**31 - 1))
            passage = Passage(
                id=f"p{number}.{name}.{claim}.of.it",
                article=draw(st.sampled_from(article_ids)),
                exact=draw(TEXTS),
                prefix=draw(TEXTS),
                suffix=draw(TEXTS),
                start=start,
                end=draw(st.integers(min_value=start, max_value=2**31 - 1)),
                text_hash=draw(TEXTS),
                heading=tuple(draw(st.lists(TEXTS, max_size=2))),
                implied=draw(st.booleans()),
                orphan=draw(st.booleans()),
                extra=draw(extras),
            )
            passages.append(passage)
        claims[claim] = Claim(
            id=claim,
            text=draw(TEXTS),
            unstated=draw(st.booleans()),
            passages=tuple(sorted(passages, key=passage_order)),
            order=draw(ORDERS),
            primary=draw(st.none() | st.sampled_from([*inferences])) if inferences else None,
            position=draw(POSITIONS),
            width=draw(WIDTHS),
            basis=draw(st.sampled_from(("", *BASES)) | TEXTS),
            rating=draw(st.none() | st.sampled_from(ClaimRating)),
            tags=draw(tags),
            note=draw(TEXTS),
            extra=draw(extras),
        )
    return ArgumentMap(
        id=name,
        title=draw(TEXTS),
        order=draw(ORDERS),
        orientation=draw(st.sampled_from(Orientation)),
        compact=draw(st.booleans()),
        box_width=draw(WIDTHS),
        claims=read_only(claims),
        inferences=read_only(inferences),
        extra=draw(extras),
    )
