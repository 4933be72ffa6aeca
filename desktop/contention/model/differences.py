"""What changed between two projects, in words: one sentence for each thing that a reader did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from contention.model import words
from contention.model.project import Id, Project
from contention.model.records import (
    HOLDER,
    MISSING,
    PLACE,
    TEXT,
    Key,
    Record,
    Records,
    lay_flat,
    same,
    same_fields,
)


def describe(before: Project, after: Project) -> list[str]:
    """Sentences that tell what `after` has that `before` had not, in the order of the items of `after`.

    A claim that came or went with its inference is told once, and so are its passages.
    """
    return list(_Differences(lay_flat(before), lay_flat(after)).sentences())


class _Differences:
    def __init__(self, before: Records, after: Records) -> None:
        self._before, self._after = before, after
        self._added = {key for key in after if key not in before}
        self._removed = {key for key in before if key not in after}
        self._used = {id(records): _premises_of(records) for records in (before, after)}
        self._passages = {id(records): _passages_of(records) for records in (before, after)}

    def sentences(self) -> Iterator[str]:
        for key, record in self._after.items():
            if key in self._added:
                if not self._told_with(self._after, key, self._added):
                    yield f"Added {self._whole(self._after, key)}.{self._beside(self._after, key)}"
            elif not same_fields(self._before[key].fields, record.fields):
                yield from self._changes(key, self._before[key], record)
        for key in self._before:
            if key in self._removed and not self._told_with(self._before, key, self._removed):
                yield f"Deleted {self._whole(self._before, key)}.{self._beside(self._before, key)}"

    def _told_with(self, records: Records, key: Key, among: set[Key]) -> bool:
        """Whether an item came or went with something that is told itself."""
        kind, item = key
        if kind == "Claim":
            # An inference that came or went is told, and one that stays tells of its premises.
            return item in self._used[id(records)]
        holder = records[key].fields[HOLDER]
        return kind == "Passage" and ("Claim", holder) in among

    def _beside(self, records: Records, key: Key) -> str:
        """How many passages came or went with an item."""
        kind, item = key
        claims = records[key].fields["premises"] if kind == "Inference" else (item,)
        among = self._added if records is self._after else self._removed
        passages = self._passages[id(records)]
        count = sum(passages[claim] for claim in claims if ("Claim", claim) in among)
        if not count:
            return ""
        verb = "rests" if records is self._after else "rested"
        return f" It {verb} on {count} passage{'s' if count > 1 else ''}."

    def _whole(self, records: Records, key: Key) -> str:
        name = words.named(records, key)
        if key[0] != "Passage":
            return name
        speaks = "to" if records is self._after else "of"
        return f"{name} {speaks} {words.named(records, ('Claim', records[key].fields[HOLDER]))}"

    def _changes(self, key: Key, before: Record, after: Record) -> Iterator[str]:
        for field in dict.fromkeys((*before.fields, *after.fields)):
            old, new = before.get(field), after.get(field)
            if same(old, new):
                continue
            if field == "order":
                if not self._moved(before, after):
                    yield f"Moved {words.named(self._after, key)} among its neighbours."
            elif field == "premises":
                yield from self._premises(key, old, new)
            elif field == "text" and not old:
                yield f"Wrote {words.named(self._after, key)}."
            elif field == TEXT and old[0] == new[0]:
                yield f"Changed {_about_text(old, new)} of {words.named(self._after, key)}."
            elif field == PLACE and old[-1] != new[-1]:
                item = words.named(self._after, key)
                yield (
                    f"Lost the place of {item}: its words are not there now."
                    if new[-1]
                    else f"Found {item} again."
                )
            else:
                item = words.named(self._before, key)
                was = words.value_in_words(self._before, key, field)
                now = words.value_in_words(self._after, key, field)
                yield f"Changed {words.field_named(field)} of {item} from {was} to {now}."

    def _moved(self, before: Record, after: Record) -> bool:
        """Whether an item's new place comes of its new target, which is told."""
        return before.get("target") is not MISSING and before.get("target") != after.get("target")

    def _premises(self, key: Key, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
        step = words.named(self._after, key)
        for premise in new:
            if premise not in old:
                yield f"Added {words.named(self._after, ('Claim', premise))} as a co-premise: {step}."
        for premise in old:
            if premise not in new:
                did = "Deleted" if ("Claim", premise) in self._removed else "Took"
                yield f"{did} {words.named(self._before, ('Claim', premise))} from the premises: {step}."
        kept_before, kept_after = ([p for p in side if p in old and p in new] for side in (old, new))
        if kept_before != kept_after:
            yield f"Changed the order of the premises: {step}."


def _about_text(old: tuple[Any, ...], new: tuple[Any, ...]) -> str:
    """What differs beside an article's text, whose words are the same."""
    if old[:-2] != new[:-2]:
        return "the source"
    return "which parts are set aside, or no argument," if old[-2:] != new[-2:] else "the text"


def _premises_of(records: Records) -> set[Id]:
    return {p for (kind, _), r in records.items() if kind == "Inference" for p in r.fields["premises"]}


def _passages_of(records: Records) -> Counter[Id]:
    return Counter(record.fields[HOLDER] for (kind, _), record in records.items() if kind == "Passage")
