"""What the reader's gestures mean for the selected claim or inference.

Keys, menus, buttons and drops all end here, so that R means the same by every
way. Each command makes one undo step, selects what it made, and returns its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication

from contention.model import details, edits, moves
from contention.model.branches import tops_of
from contention.model.changes import claim_changes
from contention.model.project import ArgumentMap, Claim, Id, Inference, Kind, Passage, Project, new_id
from contention.model.structure import structure_of
from contention.session.session import Change, Session

QUOTED = 44
"""Characters of a claim in a sentence about it."""


class Part(StrEnum):
    """What a passage or a new claim becomes on the map."""

    CLAIM = "claim"
    REASON = "reason"
    OBJECTION = "objection"
    CO_PREMISE = "co-premise"


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("Commands", text, "", count)


def words_of(passage: Passage) -> str:
    """A passage's words as a claim: on one line, without what stands for pictures."""
    return " ".join(passage.exact.replace("\ufffc", " ").split())


def add_passage_as(
    session: Session,
    part: Part | str,
    passage: Passage | None,
    target: Id | None = None,
    *,
    at: int | None = None,
    origin: str = "shell",
) -> Id | None:
    """Put a passage (or an empty box) on the map as a claim, reason, objection or co-premise.

    `target` is the claim or inference it is attached to, else what is selected;
    `at` is its place among the siblings or in the panel. Returns the new claim's id, or
    None where it was refused (the session has then said why).
    """
    part = Part(part)
    claim = _new_claim(passage)
    if part is Part.CLAIM:
        change: Change = partial(edits.add_claim, map_id=session.map_id, claim=claim, at=at)
        return _add(session, tr("Add claim"), change, claim, origin)
    target = target or session.selection.current
    if target is None:
        session.refused.emit(tr("Select a claim or an inference on the map first, then add to it."))
        return None
    if part is Part.CO_PREMISE:
        inference = _inference_of(session, target)
        if inference is None:
            session.refused.emit(
                tr("The selected claim is not a premise of anything yet, so nothing can join it there.")
            )
            return None
        if at is None and target in inference.premises:
            at = inference.premises.index(target) + 1
        change = partial(
            edits.add_co_premise, map_id=session.map_id, inference=inference.id, claim=claim, at=at
        )
        return _add(session, tr("Add co-premise"), change, claim, origin)
    reason = part is Part.REASON
    change = partial(
        edits.add_inference,
        map_id=session.map_id,
        kind=Kind.REASON if reason else Kind.OBJECTION,
        target=target,
        claim=claim,
        inference_id=new_id(),
        at=at,
    )
    return _add(session, tr("Add reason") if reason else tr("Add objection"), change, claim, origin)


def add_beside(session: Session, *, before: bool = False, origin: str = "shell") -> Id | None:
    """An empty box beside the selected claim or inference; with nothing selected, a claim."""
    beside = session.selection.current
    if beside is None:
        return add_passage_as(session, Part.CLAIM, None, origin=origin)
    claim = _new_claim(None)
    change = partial(
        moves.add_sibling,
        map_id=session.map_id,
        beside=beside,
        claim=claim,
        inference_id=new_id(),
        before=before,
    )
    return _add(session, tr("Add claim beside"), change, claim, origin)


def add_above(session: Session, *, origin: str = "shell") -> Id | None:
    """An empty box above the selected claim, which becomes a reason for it."""
    below = session.selection.current
    if below is None or below not in session.map.claims:
        session.refused.emit(tr("Select a claim first: the new one is put above it."))
        return None
    claim = _new_claim(None)
    change = partial(moves.insert_above, map_id=session.map_id, claim=below, new=claim, inference_id=new_id())
    return _add(session, tr("Insert claim above"), change, claim, origin)


def link_passage(session: Session, passage: Passage | None, *, origin: str = "shell") -> bool:
    """Link a passage to the selected claim as one more that it rests on."""
    claim = session.selection.current
    if passage is None:
        session.refused.emit(tr("Select a passage in the article first."))
        return False
    if claim is None or claim not in session.map.claims:
        session.refused.emit(tr("Select a claim on the map first: the passage is linked to it."))
        return False
    change = partial(edits.link_passage, map_id=session.map_id, claim_id=claim, passage=passage)
    done = session.edit(tr("Link passage"), change, origin=origin)
    if done:
        session.selection.select(claim, origin=origin)
    return done


def delete_selected(session: Session, *, label: str = "", origin: str = "shell") -> bool:
    """Delete what is selected with the branches below, and say what went along."""
    ids = session.selection.ids
    before = session.map
    following = _neighbour(session)
    usual = tr("Delete claim") if len(ids) == 1 and ids[0] in before.claims else tr("Delete")
    change = partial(edits.delete, map_id=session.map_id, ids=ids)
    if not ids or not session.edit(label or usual, change, origin=origin):
        return False
    gone = len(claim_changes(before, session.map).removed)
    if gone > 1 and ids[-1] in before.claims and len(ids) == 1:
        words = tr("Deleted {claim} and what was below it: %n claims in all. Undo brings them back.", gone)
        session.noticed.emit(words.replace("{claim}", quoted(before, ids[-1])))
    elif gone > 1:
        session.noticed.emit(tr("Deleted %n claims. Undo brings them back.", gone))
    if following is not None and (following in session.map.claims or following in session.map.inferences):
        session.selection.select(following, origin=origin)
    return True


def reorder_selected(session: Session, step: int, *, origin: str = "shell") -> bool:
    """Move the selected claims and inferences one place earlier (-1) or later (+1)."""
    # The foremost moves first, so that neighbours do not change places with each other.
    items = tops_of(structure_of(session.map), session.selection.ids)
    items = items if step < 0 else items[::-1]
    label = tr("Move earlier") if step < 0 else tr("Move later")
    change = for_each(items, lambda project, item: moves.reorder(project, session.map_id, item, step))
    return bool(items) and session.edit(label, change, origin=origin)


def toggle_unstated(session: Session, *, origin: str = "shell") -> bool:
    """Mark the selected claims as unstated; where all of them are, take the mark away."""
    claims = [claim for item in session.selection.ids if (claim := session.map.claims.get(item)) is not None]
    if not claims:
        return False
    unstated = not all(claim.unstated for claim in claims)
    label = tr("Mark as unstated") if unstated else tr("Mark as stated")
    ids = [claim.id for claim in claims]
    change = partial(details.set_unstated, map_id=session.map_id, ids=ids, unstated=unstated)
    return session.edit(label, change, origin=origin)


def detach_selected(session: Session, *, origin: str = "shell") -> bool:
    """Let the selected claims stand alone, each with its branch."""
    claims = [item for item in session.selection.ids if item in session.map.claims]
    change = for_each(claims, lambda project, item: moves.detach(project, session.map_id, item))
    return bool(claims) and session.edit(tr("Detach claim"), change, origin=origin)


def for_each(items: Iterable[Id], change: Callable[[Project, Id], Project]) -> Change:
    """One edit out of one for each item; it is refused where one of them is."""
    chosen = tuple(items)

    def change_all(project: Project) -> Project:
        for item in chosen:
            project = change(project, item)
        return project

    return change_all


def quoted(argument_map: ArgumentMap, item: Id) -> str:
    """A claim's first words in quotation marks, for a sentence."""
    claim = argument_map.claims.get(item)
    words = " ".join(claim.text.split()) if claim is not None else ""
    if not words:
        return tr("an empty claim")
    short = words if len(words) <= QUOTED else words[: QUOTED - 1].rsplit(" ", 1)[0] + " …"
    return tr("“{text}”").replace("{text}", short)


def text_key(claim_id: Id) -> str:
    """The merge key of a claim's wording: typing into a box just added is one step with it."""
    return f"text:{claim_id}"


def _new_claim(passage: Passage | None) -> Claim:
    if passage is None:
        return Claim(id=new_id())
    return Claim(id=new_id(), text=words_of(passage), passages=(passage,))


def _add(session: Session, label: str, change: Change, claim: Claim, origin: str) -> Id | None:
    merge = "" if claim.text else text_key(claim.id)
    if not session.edit(label, change, origin=origin, merge=merge):
        return None
    session.selection.select(claim.id, origin=origin)
    return claim.id


def _inference_of(session: Session, item: Id) -> Inference | None:
    """The inference that a new co-premise joins: the selected one, or the selected claim's."""
    return session.map.inferences.get(item) or structure_of(session.map).primary_use(item)


def _neighbour(session: Session) -> Id | None:
    """What to select when the selection is deleted: a sibling, else what stands above."""
    item = session.selection.current
    if item is None:
        return None
    structure = structure_of(session.map)
    inference = _inference_of(session, item)
    if inference is None:
        others = [root.id for root in structure.roots if root.id != item]
        return others[-1] if others else None
    if item in inference.premises and len(inference.premises) > 1:
        index = inference.premises.index(item)
        return inference.premises[index - 1 if index else 1]
    siblings = structure.siblings(inference)
    if len(siblings) > 1:
        index = siblings.index(inference)
        return siblings[index - 1 if index else 1].premises[0]
    return inference.target
