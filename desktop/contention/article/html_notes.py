"""Footnotes in HTML: a short link down to a note that links back up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contention.article.html_elements import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

LONGEST_NOTE = 5_000
"""Characters; what is longer is a part of the text that is linked to and back from."""

_LABEL = re.compile(r"[\[(]?(?:note )?(?:\d{1,4}|[a-z]{1,3}|[*†‡§¶]{1,4})[\])]?", re.IGNORECASE)
_BACK = re.compile(r"(?:[\^↑↩⏎⤴︎️*†‡§¶↵.:,;\s\[\]()\d]|\b[a-z]\b|\b(?:back|return|jump up)\b)*", re.IGNORECASE)
MOST_BACK = 50
"""Links back that one note may have."""
_HOLDERS = frozenset({"li", "p", "div", "aside", "section", "dd"})
_NEAR = 2
"""Levels above a link that may carry its id."""


@dataclass(slots=True)
class Notes:
    """Where the notes of a page are, each with its number."""

    references: dict[Element, int] = field(default_factory=dict)
    """What stands for a note in the text."""
    targets: dict[Element, int] = field(default_factory=dict)
    """The notes themselves."""
    marks: set[Element] = field(default_factory=set)
    """The numbers and arrows in notes that lead back."""


def notes_of(root: Element) -> Notes:
    """The footnotes of a page, numbered by first reference; only what is linked both ways is one."""
    notes = Notes()
    links = [(link, place) for link in root.iter("{*}a") if (place := _fragment(link))]
    if not links:
        return notes
    wanted = {place for _, place in links}
    by_id: dict[str, Element] = {}
    for element in root.iter("*"):
        name = element.get("id") or element.get("name")
        if name in wanted:
            by_id.setdefault(name, element)
    holders: dict[str, Element | None] = {}
    back_links: dict[Element, list[tuple[Element, str]]] = {}
    for link, place in links:
        if place in by_id and place not in holders and _LABEL.fullmatch(words_of(link)):
            holders[place] = _holder(by_id[place])
    shared = Counter(holders.values())
    for place, holder in holders.items():
        if shared[holder] > 1:
            holders[place] = None  # several notes in one block cannot be told from each other
    for holder in {holder for holder in holders.values() if holder is not None}:
        found = [(link, place) for link in holder.iter("{*}a") if (place := _fragment(link)) in by_id]
        back_links[holder] = [pair for pair in found[:MOST_BACK] if _BACK.fullmatch(words_of(pair[0]))]
    back: set[Element] = set()
    numbers: dict[Element, int] = {}
    for link, place in links:
        note = holders.get(place)
        if note is None or not _LABEL.fullmatch(words_of(link)) or _is_within(link, note):
            continue
        near = _ids_near(link)
        leading_back = [mark for mark, there in back_links[note] if there in near]
        if not leading_back:
            continue
        back.update(leading_back)
        number = numbers.setdefault(note, len(numbers) + 1)
        notes.references[_whole(link)] = number
        notes.targets[note] = number
    notes.marks = set(map(_whole_mark, back))
    return notes


def _fragment(link: Element) -> str:
    """The place in a page that a link leads to; saved pages write their own address before it."""
    return (link.get("href") or "").partition("#")[2]


def _holder(target: Element) -> Element | None:
    """The block that a note is."""
    for element in (target, *target.iterancestors()):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in _HOLDERS:
            return element if _is_short(element) else None
    return None


def _is_short(note: Element) -> bool:
    length = 0
    for text in note.itertext():
        length += len(text)
        if length > LONGEST_NOTE:
            return False
    return True


def _is_within(element: Element, other: Element) -> bool:
    return any(above is other for above in element.iterancestors())


def _ids_near(link: Element) -> set[str]:
    """The ids that a note may use to lead back to a link."""
    found = [link, *link]
    above = link.getparent()
    for _ in range(_NEAR):
        if above is None or above.tag in _HOLDERS:
            break
        found.append(above)
        above = above.getparent()
    if (before := link.getprevious()) is not None:
        found.append(before)
    return {name for element in found for name in (element.get("id"), element.get("name")) if name}


def _whole(link: Element) -> Element:
    """A link, or the raised number that is nothing but it."""
    above = link.getparent()
    if above is not None and above.tag in ("sup", "small") and len(above) == 1:
        rest = (above.text or "") + (link.tail or "")
        if not rest.strip("[]() \n\t"):
            return above
    return link


def _whole_mark(link: Element) -> Element:
    """A link back, or the span or paragraph that holds nothing but such links."""
    whole = link
    above = link.getparent()
    while (
        above is not None
        and above.tag in ("sup", "span", "small", "b", "p")
        and _BACK.fullmatch(words_of(above))
    ):
        whole = above
        above = above.getparent()
    return whole
