"""Mending what two sound projects leave unsound together: things that are needed but deleted.

One side deletes a claim, the other argues for it: the claim is kept, where it stood.
Works on the records of a merge that is under way; see `merge`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from contention.model.asset_uses import named_in
from contention.model.conflicts import Choice, ConflictKey
from contention.model.project import Id
from contention.model.records import HOLDER, PLACE, TEXT, Key, Records, same

Fields = dict[Key, dict[str, Any]]

REFERENCES: Mapping[str, tuple[str, ...]] = {
    "target": ("Claim", "Inference"),
    "premises": ("Claim",),
    "article": ("Article",),
    "tags": ("Tag",),
}
"""Fields that name other items, and the kinds of these. An item cannot do without what it names,
save in a list, where it can do without one of several. `primary` is mended by itself."""
ASSETS = "assets"
"""What stands for a field: the files that an article's text names. It can do without them."""

_HOLDERS: Mapping[str, str] = {"Claim": "ArgumentMap", "Inference": "ArgumentMap", "Passage": "Claim"}


class Mending:
    """Brings back what is needed, and lets go what needs something that was decided to be gone."""

    def __init__(
        self, fields: Fields, ours: Records, theirs: Records, kept: dict[Key, Key], gone: set[Key]
    ) -> None:
        self._fields = fields
        self._sides = (ours, theirs)
        self._kept = kept
        self._gone = gone

    def close(self) -> None:
        """Until nothing is missing. `kept` then holds all that came back, with the item for whose sake.

        What comes back because the other side needs it is there for its own sake.
        """
        waiting = list(self._fields)
        while waiting:
            again: list[Key] = []
            for key in waiting:
                if key in self._fields:
                    again.extend(self._needs(key))
            again.extend(self._places())
            # Whatever went may leave others without what they name.
            waiting = again or (list(self._fields) if self._let_go() else [])

    def _needs(self, key: Key) -> Iterator[Key]:
        for _, named in list(references(key, self._fields[key])):
            if any(other in self._fields for other in named):
                continue
            for other in named:
                if other not in self._gone and self._bring_back(other, self._kept.get(key, other)):
                    yield other
                    break

    def _places(self) -> Iterator[Key]:
        """The steps that a claim which was kept stood in, where it stands in none now."""
        used = {p for key, f in self._fields.items() if key[0] == "Inference" for p in f["premises"]}
        homeless = {key[1] for key in self._kept if key[0] == "Claim" and key[1] not in used}
        if not homeless:
            return
        for side in self._sides:
            here = {claim for claim in homeless if ("Claim", claim) in side}
            for key, record in side.items():
                if key[0] != "Inference" or key in self._fields or key in self._gone:
                    continue
                standing = [claim for claim in record.fields["premises"] if claim in here]
                if standing and self._bring_back(key, self._kept["Claim", standing[0]]):
                    yield key

    def _to_be_had(self, named: tuple[Key, ...], side: Records) -> bool:
        return any(key in self._fields or (key in side and key not in self._gone) for key in named)

    def _bring_back(self, key: Key, sake: Key) -> bool:
        for side in self._sides:
            if key in side:
                self._fields[key] = dict(side[key].fields)
                self._kept[key] = sake
                return True
        return False

    def _let_go(self) -> bool:
        """Drops what names something that is gone for good; whether anything was dropped."""
        dropped = False
        for key, fields in list(self._fields.items()):
            for field, named in list(references(key, fields)):
                if (
                    field == ASSETS
                    or not self._gone.intersection(named)
                    or any(other in self._fields for other in named)
                ):
                    continue
                dropped = True
                if isinstance(fields[field], tuple):
                    fields[field] = tuple(i for i in fields[field] if i != named[0][1])
                    if fields[field] or field != "premises":
                        continue
                if not self._stood_elsewhere(key, field):
                    self._gone.add(key)
                    del self._fields[key]
                    break
        return dropped

    def _stood_elsewhere(self, key: Key, field: str) -> bool:
        """Puts an item back to where the side that has not moved it there has it."""
        for side in self._sides:
            if key not in side:
                continue
            before = side[key].fields
            named = [one for name, one in references(key, before) if name == field]
            if named and all(self._to_be_had(one, side) for one in named):
                self._fields[key].update({name: before[name] for name in (field, "order") if name in before})
                return True
        return False


def references(key: Key, fields: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """What an item names, field by field: the keys of which one must be there."""
    if (holder := _HOLDERS.get(key[0])) is not None:
        yield HOLDER, ((holder, fields[HOLDER]),)
    for field, kinds in REFERENCES.items():
        named = fields.get(field, ())
        for item in named if isinstance(named, tuple) else (named,):
            yield field, tuple((kind, item) for kind in kinds)
    if key[0] == "Article":
        for item in assets_in(fields[TEXT]):
            yield ASSETS, (("Asset", item),)


def assets_in(text: tuple[Any, ...]) -> list[Id]:
    """The ids of the files that an article's text (a value of the field `TEXT`) names, sorted."""
    source, _, _, _, _, alternative, original, *_ = text
    return sorted({*named_in(source), *named_in(alternative), *([original] if original else [])})


def mend_primaries(fields: Fields, ours: Records, theirs: Records) -> Iterator[tuple[Key, Id]]:
    """Forgets where a claim is drawn if it is no longer used there; gives the claim and that step.

    What neither side had right is left as it was.
    """
    for key, values in fields.items():
        place = values.get("primary")
        if key[0] != "Claim" or place is None or place == key[1]:
            continue
        if _uses(fields.get(("Inference", place)), key):
            continue
        steps = (side.get(("Inference", place)) for side in (ours, theirs))
        if any(_uses(step.fields, key) for step in steps if step is not None):
            values["primary"] = None
            yield key, place


def _uses(step: Mapping[str, Any] | None, claim: Key) -> bool:
    return step is not None and claim[1] in step["premises"]


def copy_articles(
    fields: Fields,
    ours: Records,
    theirs: Records,
    choices: Mapping[ConflictKey, Choice],
) -> Iterator[tuple[Key, list[Id]]]:
    """Adds the other side's text of an article where passages count in it; gives both.

    A passage whose words stand in one text need not stand in the other, so the passages that
    only the other side has (or has put elsewhere) go with a copy of the article as that side has it.
    """
    for key in [key for key in fields if key[0] == "Article" and key in ours and key in theirs]:
        texts = ours[key].fields[TEXT], theirs[key].fields[TEXT]
        if same(*texts):
            continue
        mine, other = (ours, theirs) if same(fields[key][TEXT], texts[0]) else (theirs, ours)
        strangers = [
            passage
            for passage, values in fields.items()
            if passage[0] == "Passage"
            and values["article"] == key[1]
            and not _has_place(mine, passage, values)
            and _has_place(other, passage, values)
        ]
        wanted = choices.get((*key, TEXT)) is Choice.BOTH
        if not strangers and not wanted:
            continue
        text = other[key].fields[TEXT]
        copy = hashlib.sha256(f"{key[1]}\n{text!r}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
        fields["Article", copy] = {**fields[key], TEXT: text}
        for asset in assets_in(text):
            if (("Asset", asset) not in fields) and ("Asset", asset) in other:
                fields["Asset", asset] = dict(other["Asset", asset].fields)
        for passage in strangers:
            fields[passage]["article"] = copy
        if not wanted:
            yield key, [passage[1] for passage in strangers]


def _has_place(side: Records, passage: Key, values: Mapping[str, Any]) -> bool:
    return passage in side and same(side[passage].fields[PLACE], values[PLACE])


def keep_together(fields: Fields, base: Records, ours: Records, theirs: Records) -> Iterator[Key]:
    """Puts what belongs together on one map; gives what one side had moved elsewhere.

    One side moves a claim to another map, the other argues for it: the new reason goes along.
    Where the maps of a whole argument differ, the one counts where most of it is that was there before.
    """
    moved = {
        key
        for side in (ours, theirs)
        for key, record in side.items()
        if key in base and base[key].fields[HOLDER] != record.fields[HOLDER] and key[0] != "Passage"
    }
    for together in _arguments(fields) if moved else ():
        homes = Counter(fields[key][HOLDER] for key in together if key in base)
        homes = homes or Counter(fields[key][HOLDER] for key in together)
        home = min(homes, key=lambda one: (-homes[one], one))
        for key in together:
            if fields[key][HOLDER] != home:
                fields[key][HOLDER] = home
                if key in moved:
                    yield key


def _arguments(fields: Fields) -> list[list[Key]]:
    """Claims and inferences in groups that hang together."""
    group: dict[Key, list[Key]] = {key: [key] for key in fields if key[0] in ("Claim", "Inference")}
    for key in list(group):
        for field, named in references(key, fields[key]):
            other = next((one for one in named if one in group), None)
            if field == HOLDER or other is None or group[other] is group[key]:
                continue
            small, large = sorted((group[key], group[other]), key=len)
            large.extend(small)
            group.update(dict.fromkeys(small, large))
    return list({id(keys): keys for keys in group.values()}.values())
