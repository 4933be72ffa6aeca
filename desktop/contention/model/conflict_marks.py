"""Conflicts marked in the texts of a merged project, for who has no window to decide them in.

As in a source file, both versions stand between marks until someone removes them: words of both
sides in the text itself, anything else under the words of the claim or the title that it is about.
The project stays a sound one; `check` tells each text that has marks.
"""

from __future__ import annotations

from typing import Any

from contention.model.conflicts import BETWEEN, MINE, THEIRS, Choice, Conflict
from contention.model.merge import PROSE, Merged, resolve
from contention.model.project import Id, Project
from contention.model.records import HOLDER, TEXT, Key, lay_flat, set_up

Fields = dict[Key, dict[str, Any]]


def marked(merged: Merged) -> Project:
    """The merged project with each conflict that is left marked in a text near it."""
    # Of an article both texts are kept: marks inside one would move every passage.
    texts = {conflict.key: Choice.BOTH for conflict in merged.conflicts if conflict.key[2] == TEXT}
    records = lay_flat(resolve(merged, texts).project if texts else merged.project)
    fields: Fields = {key: dict(record.fields) for key, record in records.items()}
    sides = [lay_flat(side) for side in (merged.ours, merged.theirs)]
    for conflict in sorted(merged.conflicts, key=lambda one: one.key[2] not in PROSE):
        kind, item, field = conflict.key
        if field in PROSE:
            ours, theirs = (side[kind, item].fields[field] for side in sides)
            fields[kind, item][field] = _between(ours, theirs)
            continue
        near, name = _text_near(fields, conflict)
        said = _between(conflict.ours, conflict.theirs)
        fields[near][name] = "\n".join(filter(None, (fields[near][name], conflict.what, said)))
    return set_up(fields, [records])


def _between(ours: str, theirs: str) -> str:
    return f"{MINE}\n{ours}\n{BETWEEN}\n{theirs}\n{THEIRS}"


def _text_near(fields: Fields, conflict: Conflict) -> tuple[Key, str]:
    """A text that the reader sees where the conflict is."""
    for item in (conflict.key[1], *conflict.items):
        found = _text_of(fields, item)
        if found is not None:
            return found
    return ("Project", ""), "title"


def _text_of(fields: Fields, item: Id) -> tuple[Key, str] | None:
    if ("Inference", item) in fields:
        return ("Claim", fields["Inference", item]["premises"][0]), "text"
    if ("Passage", item) in fields:
        return ("Claim", fields["Passage", item][HOLDER]), "text"
    for kind, name in (("Claim", "text"), ("Article", "title"), ("ArgumentMap", "title")):
        if (kind, item) in fields:
            return (kind, item), name
    return None
