"""What is unsound in a project: references that lead nowhere, steps that cannot be argued.

The program's own edits never make a finding; files written or merged by others may.
"""

from __future__ import annotations

import binascii
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from contention.model.asset_uses import assets_of, used_assets
from contention.model.conflicts import has_marks
from contention.model.graph import circles
from contention.model.project import (
    MAX_WIDTH,
    MEDIA_TYPES,
    MIN_WIDTH,
    TAG_COLOURS,
    ArgumentMap,
    Article,
    Asset,
    Claim,
    Id,
    Inference,
    Passage,
    Project,
    Tag,
    in_order,
)


class Finding(NamedTuple):
    """Something unsound, and where: ``maps[Title].claims[id].passages[id]`` or a place in a file."""

    path: str
    message: str
    """A whole sentence."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def check(project: Project, canonical_text: Callable[[Article], str]) -> list[Finding]:
    """Everything that is unsound: of the tags, then in the reader's order of maps, claims and inferences.

    `canonical_text` gives the text that an article's passages count in; it is asked at
    most once for an article.
    """
    return list(_Check(project, canonical_text).findings())


class _Check:
    def __init__(self, project: Project, canonical_text: Callable[[Article], str]) -> None:
        self._project = project
        self._canonical_text = canonical_text
        self._texts: dict[Id, str] = {}
        #: Where each id was first met.
        self._seen: dict[Id, str] = {}

    def findings(self) -> Iterator[Finding]:
        yield from _marks(self._project.title, "title")
        for article in in_order(self._project.articles.values()):
            yield from self._unique(article.id, f"articles[{article.id}]")
            yield from _marks(article.title, f"articles[{article.id}].title")
            yield from self._article(article, f"articles[{article.id}]")
        used = used_assets(self._project.articles.values())
        for asset in self._project.assets.values():
            yield from self._unique(asset.id, f"assets[{asset.id}]")
            yield from _asset(asset, asset.id in used, f"assets[{asset.id}]")
        for tag in in_order(self._project.tags.values()):
            yield from self._unique(tag.id, f"tags[{tag.id}]")
            yield from _tag(tag, f"tags[{tag.id}]")
        maps = in_order(self._project.maps.values())
        titles = Counter(_one_line(argument_map.title) for argument_map in maps)
        names = [_name(argument_map, titles) for argument_map in maps]
        for argument_map, name in zip(maps, names, strict=True):
            yield from self._unique(argument_map.id, f"maps[{name}]")
            yield from _marks(argument_map.title, f"maps[{name}].title")
        for argument_map, name in zip(maps, names, strict=True):
            path = f"maps[{name}]"
            yield from _width(argument_map.box_width, f"{path}.box_width")
            uses: dict[Id, set[Id]] = {}
            for inference in argument_map.inferences.values():
                for premise in inference.premises:
                    uses.setdefault(premise, set()).add(inference.id)
            for claim in in_order(argument_map.claims.values()):
                yield from self._claim(claim, uses.get(claim.id, set()), f"{path}.claims[{claim.id}]")
            around = _target_circles(argument_map)
            for inference in in_order(argument_map.inferences.values()):
                at = f"{path}.inferences[{inference.id}]"
                yield from self._unique(inference.id, at)
                yield from _inference(inference, argument_map, at)
                yield from self._tags(inference.tags, at)
                if inference.id in around:
                    yield Finding(at, _around(inference))
            yield from _circles(argument_map, path)

    def _unique(self, item: Id, path: str) -> Iterator[Finding]:
        if item in self._seen:
            yield Finding(path, f"This id is already that of {self._seen[item]}.")
        else:
            self._seen[item] = path

    def _article(self, article: Article, path: str) -> Iterator[Finding]:
        if article.original and article.original not in self._project.assets:
            yield Finding(f"{path}.original", f"The asset {article.original} is not in the project.")
        for asset in sorted(assets_of(article) - {article.original} - self._project.assets.keys()):
            # Words of the text may look like one.
            if f"](asset:{asset}" in article.source:
                yield Finding(path, f"Its picture {asset} is not in the project.")
        if not (article.set_aside or article.dismissed or article.pages):
            return
        length = len(self._text(article))
        for key, spans in (("set_aside", article.set_aside), ("dismissed", article.dismissed)):
            if not all(0 <= start <= end <= length for start, end in spans):
                yield Finding(f"{path}.{key}", "A part of it lies outside the text.")
        if not all(
            min(start, count) >= 0 and start + count <= length for start, _, _, count in article.pages
        ):
            yield Finding(f"{path}.pages", "A part of it lies outside the text.")
        if list(article.pages) != sorted(article.pages, key=lambda place: place[0]):
            yield Finding(f"{path}.pages", "Its parts are not in the order of the text.")

    def _text(self, article: Article) -> str:
        if article.id not in self._texts:
            self._texts[article.id] = self._canonical_text(article)
        return self._texts[article.id]

    def _claim(self, claim: Claim, uses: set[Id], path: str) -> Iterator[Finding]:
        yield from self._unique(claim.id, path)
        if not claim.text.strip():
            yield Finding(path, "The claim is empty.")
        yield from _marks(claim.text, f"{path}.text")
        if claim.primary is not None and claim.primary not in uses and claim.primary != claim.id:
            yield Finding(path, f"Its primary inference {claim.primary} does not use it.")
        if claim.position is not None and not _is_place(claim.position):
            yield Finding(f"{path}.position", "Its position is not two finite numbers.")
        yield from _width(claim.width, f"{path}.width")
        yield from self._tags(claim.tags, path)
        for passage in claim.passages:
            at = f"{path}.passages[{passage.id}]"
            yield from self._unique(passage.id, at)
            yield from self._passage(passage, at)

    def _tags(self, tags: tuple[Id, ...], path: str) -> Iterator[Finding]:
        for tag, times in Counter(tags).items() if tags else ():
            if tag not in self._project.tags:
                yield Finding(f"{path}.tags", f"The tag {tag} is not in the project.")
            if times > 1:
                yield Finding(f"{path}.tags", f"It has the tag {tag} more than once.")

    def _passage(self, passage: Passage, path: str) -> Iterator[Finding]:
        article = self._project.articles.get(passage.article)
        if article is None:
            yield Finding(path, f"The article {passage.article} is not in the project.")
            return
        if not passage.exact:
            yield Finding(path, "The passage has no words.")
            return
        # A negative place would count from the end of the text.
        elsewhere = passage.start < 0 or self._text(article)[passage.start : passage.end] != passage.exact
        if elsewhere and not passage.orphan:
            yield Finding(
                path,
                f"Its words are not at characters {passage.start} to {passage.end} "
                f"of the article {_quoted(article.title or article.id)}.",
            )


def _asset(asset: Asset, used: bool, path: str) -> Iterator[Finding]:
    if asset.media_type not in MEDIA_TYPES:
        yield Finding(path, f"Its kind {_quoted(asset.media_type)} is none that can be shown.")
    try:
        sound = bool(binascii.a2b_base64(asset.data, strict_mode=True))
    except ValueError:
        sound = False
    if not sound:
        yield Finding(path, "Its data are damaged, or missing.")
    if not used:
        yield Finding(path, "No article uses it.")


def _tag(tag: Tag, path: str) -> Iterator[Finding]:
    if not tag.name.strip():
        yield Finding(path, "The tag has no name.")
    if tag.colour not in TAG_COLOURS:
        yield Finding(path, f"Its colour {_quoted(tag.colour)} is none that a tag can have.")


def _width(width: float | None, path: str) -> Iterator[Finding]:
    # Written so that what is not a number at all is found too.
    if width is not None and not MIN_WIDTH <= width <= MAX_WIDTH:
        yield Finding(path, f"The width of a box must lie between {MIN_WIDTH:g} and {MAX_WIDTH:g}.")


def _is_place(position: tuple[float, ...]) -> bool:
    return len(position) == 2 and all(map(math.isfinite, position))


def _marks(text: str, path: str) -> Iterator[Finding]:
    if has_marks(text):
        yield Finding(path, "A merge conflict is marked in it; keep what is right and remove the marks.")


def _inference(inference: Inference, argument_map: ArgumentMap, path: str) -> Iterator[Finding]:
    if not inference.premises:
        yield Finding(path, "The inference has no premise.")
    for premise, times in Counter(inference.premises).items():
        if premise not in argument_map.claims:
            yield Finding(path, f"Its premise {premise} is not a claim of this map.")
        if times > 1:
            yield Finding(path, f"It uses the claim {premise} more than once.")
    if inference.target in inference.premises:
        yield Finding(path, f"It argues for or against its own premise {inference.target}.")
    if inference.target not in argument_map.claims and inference.target not in argument_map.inferences:
        yield Finding(path, f"Its target {inference.target} is neither a claim nor an inference of this map.")


def _target_circles(argument_map: ArgumentMap) -> set[Id]:
    """Inferences whose targets lead back to themselves through inferences alone.

    Each inference has one target, so every walk along targets is followed only as far as
    the first one that an earlier walk has seen.
    """
    inferences = argument_map.inferences
    walk_of: dict[Id, Id] = {}
    around: set[Id] = set()
    for start in inferences:
        current = start
        while current in inferences and current not in walk_of:
            walk_of[current] = start
            current = inferences[current].target
        if walk_of.get(current) == start:
            while current not in around:
                around.add(current)
                current = inferences[current].target
    return around


def _around(inference: Inference) -> str:
    if inference.target == inference.id:
        return "It has itself as its target."
    return f"Its target {inference.target} leads back to it, so it argues about no claim."


def _circles(argument_map: ArgumentMap, path: str) -> Iterator[Finding]:
    """Claims that argue for themselves through others; circles without claims are told above."""
    if not argument_map.inferences:
        return
    for circle in circles(argument_map):
        claims = [argument_map.claims[item] for item in circle if item in argument_map.claims]
        steps = [argument_map.inferences[item] for item in circle if item in argument_map.inferences]
        told = len(claims) == 1 and any(step.target in step.premises for step in steps)
        if claims and not told:
            words = ", ".join(_quoted(claim.text or claim.id) for claim in in_order(claims))
            yield Finding(path, f"The argument runs in a circle through {words}.")


def _name(argument_map: ArgumentMap, titles: Counter[str]) -> str:
    """The title of a map, or its id where it has none or shares it."""
    title = _one_line(argument_map.title)
    return title if title and titles[title] == 1 else argument_map.id


def _one_line(text: str) -> str:
    short = " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())
    return short if len(short) <= 60 else f"{short[:59]}…"


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”"
