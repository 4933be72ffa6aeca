"""What a drop at a place of the map means: in words before it, as one edit after it.

A drop that makes no sense is refused before it happens, with the very sentence
that the edit would refuse with: the edit is tried on the present value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from contention.canvas.places import Mark, Place, Where, moving_inference
from contention.model import moves
from contention.model.edits import EditError
from contention.model.project import Id, Kind, Project, new_id
from contention.model.structure import Structure
from contention.session.commands import Part
from contention.session.session import Change

WORDS_LENGTH = 44
"""Characters of a claim that are quoted in a hint."""


@dataclass(frozen=True)
class DropPlan:
    """What a drop would do."""

    words: str
    """For the reader, beside the pointer: 'reason for "…"', or why it cannot be done."""
    mark: Mark | None = None
    refused: bool = False
    label: str = ""
    """What the menu says after "Undo"."""
    change: Change | None = None
    """The edit of a moved piece; None where nothing would change, and for passages."""
    part: Part | None = None
    """What a dropped passage becomes; with `target` and `at` for `add_passage_as`."""
    target: Id | None = None
    at: int | None = None


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Drops", text)


def quoted(structure: Structure, item: Id) -> str:
    """A claim's first words in quotation marks; an inference by its premise's."""
    claim = structure.map.claims.get(item)
    if claim is None:
        return tr("this inference")
    text = " ".join(claim.text.split())
    if not text:
        return tr("the empty claim")
    if len(text) > WORDS_LENGTH:
        whole_words, _, _ = text[:WORDS_LENGTH].rpartition(" ")
        text = (whole_words or text[: WORDS_LENGTH - 1]) + " …"
    return tr("“{text}”").format(text=text)


# --- pieces of the map that are dragged ----------------------------------------------


def plan_move(project: Project, structure: Structure, item: Id, place: Place) -> DropPlan:
    """What dropping a claim or an inference of the map at a place would do."""
    map_id = structure.map.id
    if item in structure.map.inferences:
        plan = _plan_inference(structure, map_id, item, place)
    else:
        plan = _plan_claim(structure, map_id, item, place)
    if plan.change is None:
        return plan
    try:
        after = plan.change(project)
    except EditError as error:
        return DropPlan(str(error), plan.mark, refused=True)
    if after is project:
        return DropPlan(tr("stays where it is"))
    return plan


def _plan_inference(structure: Structure, map_id: Id, item: Id, place: Place) -> DropPlan:
    inference = structure.map.inferences[item]
    move = partial(moves.move_inference, map_id=map_id, inference=item)
    if place.where is Where.MAP or place.where is Where.PANEL:
        return DropPlan(
            tr("An inference needs a target: drop it on a claim, or beside another inference."), refused=True
        )
    if place.where is Where.ROW:
        return _row_plan(structure, place, inference.kind, partial(move, target=place.id, at=place.at), item)
    if place.id == item:
        return DropPlan(tr("stays where it is"))
    label = tr("Move reason") if inference.kind is Kind.REASON else tr("Move objection")
    words = _as_inference(structure, inference.kind, place.id)
    return DropPlan(words, place.mark, label=label, change=partial(move, target=place.id))


def _plan_claim(structure: Structure, map_id: Id, item: Id, place: Place) -> DropPlan:
    use = structure.primary_use(item)
    kind = use.kind if use is not None else Kind.REASON
    move = partial(moves.move_claim, map_id=map_id, claim=item, inference_id=new_id())
    label = tr("Move claim")
    if place.where is Where.BOX or place.where is Where.PILL:
        if place.id == item or place.id == moving_inference(structure, item):
            return DropPlan(tr("stays where it is"))
        words = _as_inference(structure, kind, place.id)
        return DropPlan(words, place.mark, label=label, change=partial(move, target=place.id))
    if place.where is Where.PANEL:
        words = _in_panel(structure, place, item)
        change = partial(moves.move_premise, map_id=map_id, claim=item, to=place.id, at=place.at)
        return DropPlan(words, place.mark, label=label, change=change)
    if place.where is Where.ROW:
        return _row_plan(structure, place, kind, partial(move, target=place.id, at=place.at), item)
    change = partial(moves.detach, map_id=map_id, claim=item, at=place.at)
    words = tr("to stand alone here")
    if use is None:
        others = [root.id for root in structure.roots if root.id != item]
        words = _beside(structure, others, place.at)
    else:
        label = tr("Detach claim")
    return DropPlan(words, place.mark, label=label, change=change)


def _row_plan(structure: Structure, place: Place, kind: Kind, change: Change, item: Id) -> DropPlan:
    """A place among the inferences of a target: its own (reordering) or another one's."""
    moving = moving_inference(structure, item)
    siblings = [i for i in structure.inferences_of.get(place.id, []) if i.id != moving]
    where = _beside(structure, [sibling.premises[0] for sibling in siblings], place.at)
    own = moving is not None and structure.map.inferences[moving].target == place.id
    if own or not siblings:
        return DropPlan(where, place.mark, label=tr("Reorder"), change=change)
    words = tr("{role}, {place}").format(role=_as_inference(structure, kind, place.id), place=where)
    return DropPlan(words, place.mark, label=tr("Move claim"), change=change)


# --- passages of the article that are dragged ----------------------------------------


def plan_passage(structure: Structure, place: Place, *, objection: bool) -> DropPlan:
    """What dropping a passage at a place would make of it; `objection` with Shift held."""
    if place.where is Where.BOX or place.where is Where.PILL:
        kind = Kind.OBJECTION if objection else Kind.REASON
        part = Part.OBJECTION if objection else Part.REASON
        return DropPlan(_as_inference(structure, kind, place.id), place.mark, part=part, target=place.id)
    if place.where is Where.PANEL:
        words = _in_panel(structure, place, None)
        return DropPlan(words, place.mark, part=Part.CO_PREMISE, target=place.id, at=place.at)
    return DropPlan(tr("a claim of its own"), part=Part.CLAIM, at=place.at)


# --- words ---------------------------------------------------------------------------


def _as_inference(structure: Structure, kind: Kind, target: Id) -> str:
    words = tr("reason for {target}") if kind is Kind.REASON else tr("objection to {target}")
    return words.format(target=quoted(structure, target))


def _in_panel(structure: Structure, place: Place, item: Id | None) -> str:
    premises = structure.map.inferences[place.id].premises
    others = [premise for premise in premises if premise != item]
    if item in premises or not others:
        return _beside(structure, others, place.at)
    if place.at < len(others):
        return tr("co-premise, before {claim}").format(claim=quoted(structure, others[place.at]))
    return tr("co-premise with {claim}").format(claim=quoted(structure, others[-1]))


def _beside(structure: Structure, others: list[Id], at: int) -> str:
    """'before “…”' or, at the end, 'after “…”'."""
    if at < len(others):
        return tr("before {claim}").format(claim=quoted(structure, others[at]))
    if others:
        return tr("after {claim}").format(claim=quoted(structure, others[-1]))
    return tr("stays where it is")
