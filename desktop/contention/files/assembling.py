"""Lines to a project: the references between items are followed, and those that lead nowhere told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from contention.files.reading import LEFT_OUT, Item, Reader, path_of
from contention.files.wire import (
    ArticleLine,
    AssetLine,
    ClaimLine,
    InferenceLine,
    MapItemLine,
    MapLine,
    PassageLine,
    TagLine,
    printable,
)
from contention.model.project import (
    EMPTY,
    ArgumentMap,
    Article,
    Asset,
    Claim,
    Id,
    Inference,
    Passage,
    Project,
    Span,
    Tag,
    passage_order,
    read_only,
)

M = TypeVar("M", bound=MapItemLine)


class Lines(NamedTuple):
    """The sound items of a file, list by list, each by id."""

    articles: dict[Id, Item[ArticleLine]]
    maps: dict[Id, Item[MapLine]]
    claims: dict[Id, Item[ClaimLine]]
    inferences: dict[Id, Item[InferenceLine]]
    passages: dict[Id, Item[PassageLine]]
    tags: dict[Id, Item[TagLine]]
    assets: dict[Id, Item[AssetLine]]


def assemble(lines: Lines, reader: Reader) -> Project:
    """The project (without title) that the lines make, less what dangles."""
    _drop_where_map_is_missing("claims", lines.claims, lines, reader)
    _drop_where_map_is_missing("inferences", lines.inferences, lines, reader)
    _drop_dangling_inferences(lines, reader)
    passages = _passages(lines, reader)
    claims: dict[Id, dict[Id, Claim]] = {map_id: {} for map_id in lines.maps}
    inferences: dict[Id, dict[Id, Inference]] = {map_id: {} for map_id in lines.maps}
    for claim, extra, index in lines.claims.values():
        primary = claim.primary
        alone = primary == claim.id
        if primary is not None and not alone and not _in_map(lines.inferences, primary, claim.map):
            path = path_of("claims", index, claim.id)
            reader.tell(f"{path}.primary", f"Its map has no inference {printable(primary)}; {LEFT_OUT}.")
            primary = None
        claims[claim.map][claim.id] = Claim(
            id=claim.id,
            text=claim.text,
            unstated=claim.unstated,
            passages=tuple(passages.get(claim.id, ())),
            order=float(claim.order),
            primary=primary,
            position=(float(claim.position[0]), float(claim.position[1])) if claim.position else None,
            width=_number(claim.width),
            basis=claim.basis,
            rating=claim.rating,
            tags=claim.tags and _tags("claims", claim, index, lines, reader),
            note=claim.note,
            extra=read_only(extra) if extra else EMPTY,
        )
    for inference, extra, index in lines.inferences.values():
        inferences[inference.map][inference.id] = Inference(
            id=inference.id,
            kind=inference.kind,
            target=inference.target,
            premises=inference.premises,
            order=float(inference.order),
            scheme=inference.scheme,
            rating=inference.rating,
            tags=inference.tags and _tags("inferences", inference, index, lines, reader),
            note=inference.note,
            extra=read_only(extra) if extra else EMPTY,
        )
    return Project(
        articles=read_only(
            (
                line.id,
                Article(
                    id=line.id,
                    title=line.title,
                    source=line.source,
                    file_name=line.file_name,
                    sha256=line.sha256,
                    profile=line.profile,
                    author=line.author,
                    date=line.date,
                    address=line.address,
                    imported=line.imported,
                    whole=line.whole,
                    alternative=line.alternative,
                    set_aside=line.set_aside and _spans("set_aside", line, index, reader),
                    dismissed=line.dismissed and _spans("dismissed", line, index, reader),
                    original=line.original and _original(line, index, lines, reader),
                    pages=line.pages,
                    order=float(line.order),
                    extra=read_only(extra) if extra else EMPTY,
                ),
            )
            for line, extra, index in lines.articles.values()
        ),
        maps=read_only(
            (
                line.id,
                ArgumentMap(
                    id=line.id,
                    title=line.title,
                    order=float(line.order),
                    orientation=line.orientation,
                    compact=line.compact,
                    box_width=_number(line.box_width),
                    claims=read_only(claims[line.id]),
                    inferences=read_only(inferences[line.id]),
                    extra=read_only(extra) if extra else EMPTY,
                ),
            )
            for line, extra, _ in lines.maps.values()
        ),
        tags=read_only(
            (
                line.id,
                Tag(
                    id=line.id,
                    name=line.name,
                    colour=line.colour,
                    order=float(line.order),
                    extra=read_only(extra) if extra else EMPTY,
                ),
            )
            for line, extra, _ in lines.tags.values()
        ),
        assets=read_only(
            (
                line.id,
                Asset(
                    id=line.id,
                    media_type=line.media_type,
                    name=line.name,
                    data=line.data,
                    extra=read_only(extra) if extra else EMPTY,
                ),
            )
            for line, extra, _ in lines.assets.values()
        ),
    )


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _spans(key: str, line: ArticleLine, index: int, reader: Reader) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(line, key)
    sound = tuple(span for span in spans if span[0] <= span[1])
    if len(sound) < len(spans):
        path = f"{path_of('articles', index, line.id)}.{key}"
        reader.tell(path, f"What ends before it starts cannot be found; {LEFT_OUT}.")
    return sound


def _original(line: ArticleLine, index: int, lines: Lines, reader: Reader) -> Id:
    if line.original in lines.assets:
        return line.original
    path = f"{path_of('articles', index, line.id)}.original"
    reader.tell(path, f"There is no asset {printable(line.original)}; {LEFT_OUT}.")
    return ""


def _tags(
    section: str, line: ClaimLine | InferenceLine, index: int, lines: Lines, reader: Reader
) -> tuple[Id, ...]:
    if lines.tags.keys() >= set(line.tags):
        return line.tags
    for tag in dict.fromkeys(line.tags):
        if tag not in lines.tags:
            path = f"{path_of(section, index, line.id)}.tags"
            reader.tell(path, f"There is no tag {printable(tag)}; {LEFT_OUT}.")
    return tuple(tag for tag in line.tags if tag in lines.tags)


def _in_map(items: Mapping[Id, Item[M]], item: Id, map_id: Id) -> bool:
    found = items.get(item)
    return found is not None and found.line.map == map_id


def _drop_where_map_is_missing(section: str, items: dict[Id, Item[M]], lines: Lines, reader: Reader) -> None:
    for line, _, index in list(items.values()):
        if line.map not in lines.maps:
            path = f"{path_of(section, index, line.id)}.map"
            reader.tell(path, f"There is no map {printable(line.map)}; {LEFT_OUT}.")
            del items[line.id]


def _drop_dangling_inferences(lines: Lines, reader: Reader) -> None:
    """Drops inferences without premises or target, and then those that have one of these as target."""
    inferences = lines.inferences
    # Where each claim is: asked for every premise and target, which must be quick.
    home = {claim: item.line.map for claim, item in lines.claims.items()}
    for line, extra, index in list(inferences.values()):
        left = tuple([p for p in line.premises if home.get(p) == line.map])
        if left == line.premises:
            continue
        path = f"{path_of('inferences', index, line.id)}.premises"
        for premise in dict.fromkeys(line.premises):
            if home.get(premise) != line.map:
                reader.tell(path, f"Its map has no claim {printable(premise)}; this premise is left out.")
        if left:
            fields = {name: getattr(line, name) for name in line.__struct_fields__}
            inferences[line.id] = Item(InferenceLine(**{**fields, "premises": left}), extra, index)
        else:
            reader.tell(path, f"No premise of this inference is left; {LEFT_OUT}.")
            del inferences[line.id]
    aimed_at: dict[Id, list[Id]] = {}
    for line, _, _ in inferences.values():
        aimed_at.setdefault(line.target, []).append(line.id)
    waiting = [
        line.id
        for line, _, _ in reversed(inferences.values())
        if home.get(line.target) != line.map and not _in_map(inferences, line.target, line.map)
    ]
    while waiting:
        line, _, index = inferences.pop(waiting.pop())
        path = f"{path_of('inferences', index, line.id)}.target"
        reader.tell(path, f"Its map has no claim or inference {printable(line.target)}; {LEFT_OUT}.")
        # Those of another map are in the list already.
        waiting.extend(i for i in aimed_at.get(line.id, ()) if inferences[i].line.map == line.map)


def _passages(lines: Lines, reader: Reader) -> dict[Id, list[Passage]]:
    """By claim, in reading order."""
    passages: dict[Id, list[Passage]] = {}
    for line, extra, index in lines.passages.values():
        wrong = ""
        if line.claim not in lines.claims:
            wrong, key = f"There is no claim {printable(line.claim)}", "claim"
        elif line.article not in lines.articles:
            wrong, key = f"There is no article {printable(line.article)}", "article"
        elif line.end < line.start:
            wrong, key = "It ends before it starts", "end"
        if wrong:
            reader.tell(f"{path_of('passages', index, line.id)}.{key}", f"{wrong}; {LEFT_OUT}.")
            continue
        passages.setdefault(line.claim, []).append(
            Passage(
                id=line.id,
                article=line.article,
                exact=line.exact,
                prefix=line.prefix,
                suffix=line.suffix,
                start=line.start,
                end=line.end,
                text_hash=line.text_hash,
                heading=line.heading,
                implied=line.implied,
                orphan=line.orphan,
                extra=read_only(extra) if extra else EMPTY,
            )
        )
    for of_claim in passages.values():
        if len(of_claim) > 1:
            of_claim.sort(key=passage_order)
    return passages
