"""What the keys will do now, and what the map holds, in words for the status bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.model.project import ArgumentMap, Id, Kind

WORDS = 32
"""Characters of a claim that are quoted."""


class Situation(NamedTuple):
    """What the hint depends on."""

    article: bool
    claims: bool
    passage: bool
    """Text is selected in the article."""
    current: Id | None
    several: bool = False
    """More than one item is selected."""
    focus: bool = False
    """One branch alone is shown."""


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` inflects it."""
    return QCoreApplication.translate("Hints", text, "", count)


def counts(argument_map: ArgumentMap) -> str:
    """How much the map holds, e.g. "7 claims · 3 reasons · 3 objections"."""
    kinds = [inference.kind for inference in argument_map.inferences.values()]
    reasons, objections = kinds.count(Kind.REASON), kinds.count(Kind.OBJECTION)
    claims = len(argument_map.claims)
    if not claims:
        return tr("No claims yet")
    return " · ".join(
        (
            _count(claims, tr("1 claim"), tr("{} claims")),
            _count(reasons, tr("1 reason"), tr("{} reasons")),
            _count(objections, tr("1 objection"), tr("{} objections")),
        )
    )


def hint(argument_map: ArgumentMap, situation: Situation, key: Callable[[str], str]) -> str:
    """One line: what can be pressed now and what comes of it; `key` tells an action's key, or ""."""
    if not situation.article and not situation.claims:
        return tr("Open an article, drop one here, or paste its text")
    if situation.several:
        return _keys(
            key,
            ("group", tr("co-premises")),
            ("change-kind", tr("reason or objection")),
            ("select-branch", tr("their branches")),
            ("delete", tr("delete")),
        )
    current = situation.current
    if current in argument_map.inferences:
        words = tr("this inference")
    elif current is not None and current in argument_map.claims:
        words = f"“{short(argument_map.claims[current].text) or tr('empty claim')}”"
    else:
        words = ""
    parts = (
        ("add-reason", tr("reason")),
        ("add-objection", tr("objection")),
        ("add-co-premise", tr("co-premise")),
    )
    if situation.passage:
        if words:
            linked = _keys(key, *parts, ("link-passage", tr("link")))
            return tr("{keys}: the passage to {claim}").format(keys=linked, claim=words)
        if key("add-claim"):
            return tr("{key} makes the passage a claim").format(key=key("add-claim"))
    if words:
        return tr("{keys} for {claim}").format(keys=_keys(key, *parts), claim=words)
    if situation.focus and key("focus-branch"):
        return tr("{key} shows the whole map again").format(key=key("focus-branch"))
    if not situation.claims and key("add-claim"):
        return tr("Select a passage in the article and press {key}").format(key=key("add-claim"))
    return tr("Select a claim on the map, or a passage in the article")


def _keys(key: Callable[[str], str], *parts: tuple[str, str]) -> str:
    """Keys with what they do, e.g. "R reason · O objection"; what has no key is left out."""
    return " · ".join(f"{key(name)} {words}" for name, words in parts if key(name))


def short(text: str) -> str:
    """The first words of a claim, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= WORDS:
        return text
    head = text[:WORDS]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"


def _count(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number)
