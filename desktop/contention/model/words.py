"""How items and their fields are called in sentences about what changed or does not go together."""

from __future__ import annotations

from collections.abc import Mapping

from contention.model.project import Id
from contention.model.records import EXTRA, HOLDER, MISSING, PLACE, TEXT, Key, Record, Records, beside

_FIELDS: Mapping[str, str] = {
    "text": "the words",
    "title": "the title",
    "order": "the place in the order",
    "target": "the target",
    "kind": "the kind",
    "premises": "the premises",
    "primary": "the place where it is drawn",
    "scheme": "the scheme",
    "imported": "when it was opened",
    "unstated": "the mark “unstated”",
    HOLDER: "what holds it",
    TEXT: "the text",
    PLACE: "the place in the article",
}
_ITEMS = ("Claim", "Inference", "Passage", "Article", "ArgumentMap", "Tag", "Asset")
"""Kinds whose ids a field may name, in the order in which they are looked for."""


def quoted(text: str, length: int = 60) -> str:
    """The beginning of a text in quotes, on one line."""
    head = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * length]).split())
    cut = len(head) > length or len(text) > 4 * length
    return f"“{head[: length - 1]}…”" if cut else f"“{head}”"


def named(records: Records, key: Key) -> str:
    """What an item is called: ``the claim “Night trains pay.”``."""
    kind, item_id = key
    record = records.get(key)
    if kind == "Project":
        return "the project"
    if record is None:
        return f"an item that is gone ({item_id})"
    match kind:
        case "Claim":
            return f"the claim {quoted(record.fields['text'] or item_id)}"
        case "Inference":
            premises = ", ".join(_short(records, premise) for premise in record.fields["premises"])
            speaks = "for" if record.fields["kind"] == "reason" else "to"
            return f"the {record.fields['kind']} {premises} {speaks} {_aim(records, record.fields['target'])}"
        case "Passage":
            return f"the passage {quoted(record.fields[PLACE][0])}"
        case "ArgumentMap":
            return f"the map {quoted(record.fields['title'] or item_id)}"
        case "Asset":
            return f"the file {quoted(record.fields['name'] or item_id)} beside an article"
    name = record.fields.get("title") or record.fields.get("name") or item_id
    return f"the {kind.lower()} {quoted(str(name))}"


def field_named(field: str) -> str:
    """What a field is called: ``the words``; an unknown key by its name."""
    if field.startswith(EXTRA):
        return f"the unknown key {quoted(field.removeprefix(EXTRA), 40)}"
    return _FIELDS.get(field) or f"the {field.replace('_', ' ')}"


def value_in_words(records: Records, key: Key, field: str) -> str:
    """What the field of an item says in one project, as part of a sentence."""
    record = records.get(key)
    if record is None:
        return "deleted"
    value = record.get(field)
    if field == "order":
        return _place(records, record)
    if field in (TEXT, PLACE):
        return quoted(value[0], 200)
    if field in ("target", "primary", HOLDER) and isinstance(value, str) and value:
        return _aim(records, value)
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return ", ".join(_short(records, part) for part in value) or "none"
    if value is MISSING or value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quoted(value, 200) if isinstance(value, str) and field != "kind" else quoted(str(value), 200)


def path_of(records: Records, key: Key) -> str:
    """Where an item stands, as findings tell it: ``maps[Title].claims[id].passages[id]``."""
    kind, item_id = key
    if kind == "Project":
        return "project"
    holder = records[key].fields[HOLDER] if key in records else ""
    match kind:
        case "ArgumentMap":
            title = records[key].fields["title"] if key in records else ""
            alone = title.strip() and records.map_titles[title] == 1
            return f"maps[{quoted(title).strip('“”') if alone else item_id}]"
        case "Claim" | "Inference":
            return f"{path_of(records, ('ArgumentMap', holder))}.{kind.lower()}s[{item_id}]"
        case "Passage":
            return f"{path_of(records, ('Claim', holder))}.passages[{item_id}]"
    return f"{kind.lower()}s[{item_id}]"


def _aim(records: Records, item: Id) -> str:
    """An item that something speaks to: its words, or that it is a step."""
    if ("Inference", item) in records:
        premises = records["Inference", item].fields["premises"]
        return f"the step from {', '.join(_short(records, premise) for premise in premises)}"
    return _short(records, item)


def _short(records: Records, item: Id) -> str:
    for kind in _ITEMS:
        if (record := records.get((kind, item))) is not None:
            said = next((record.fields[f] for f in ("text", "title", "name") if record.fields.get(f)), item)
            return quoted(said, 40)
    return quoted(item)


def _place(records: Records, record: Record) -> str:
    """``place 2 of 3`` among what it stands beside."""
    neighbours = records.neighbours.get((record.kind, beside(record)), [])
    if record.id not in neighbours:
        return "another place"
    return f"place {neighbours.index(record.id) + 1} of {len(neighbours)}"
