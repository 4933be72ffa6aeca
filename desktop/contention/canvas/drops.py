"""What a drop at a place of the map means: in words before it, as one edit after it.

A drop that makes no sense is refused before it happens, with the very sentence
that the edit would refuse with: the edit is tried on the present value. Of pieces of
the map that are dragged together, only those that stand under no other one count:
the others come along as their branches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.canvas import dropping
from contention.canvas.places import Mark, Place, Where, moving_inference
from contention.model import moves
from contention.model.edits import EditError
from contention.model.project import Id, Kind, Project, new_id
from contention.model.structure import Structure
from contention.session.commands import Part
from contention.session.session import Change

WORDS_LENGTH = 44
"""Characters of a claim that are quoted in a hint."""
Positions = Mapping[Id, tuple[float, float]]
"""Left and top of boxes, in map units."""


class Mode(StrEnum):
    """What becomes of the pieces that are dragged."""

    MOVE = "move"
    COPY = "copy"
    """With Ctrl: they stay, and a copy of their branches goes to the place."""
    AGAIN = "again"
    """With Alt: they stay, and the same claims argue in the place too."""


class How(NamedTuple):
    """What the keys held during a drag say."""

    mode: Mode = Mode.MOVE
    objection: bool = False
    """With Shift: it is an objection, whatever it was."""


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
    to_map: Id = ""
    """The other map that the pieces go to, or their copies."""


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("Drops", text, "", count)


def quoted(structure: Structure, item: Id) -> str:
    """A claim's first words in quotation marks; an inference by its premise's."""
    claim = structure.map.claims.get(item)
    if claim is None:
        return tr("this inference")
    text = _shortened(claim.text)
    return tr("“{text}”").format(text=text) if text else tr("the empty claim")


def _shortened(text: str) -> str:
    """The first words of a text, on one line."""
    text = " ".join(text.split())
    if len(text) <= WORDS_LENGTH:
        return text
    whole_words, _, _ = text[:WORDS_LENGTH].rpartition(" ")
    return (whole_words or text[: WORDS_LENGTH - 1]) + " …"


# --- pieces of the map that are dragged ----------------------------------------------


def plan_move(
    project: Project,
    structure: Structure,
    items: Sequence[Id],
    place: Place,
    how: How = How(),  # noqa: B008 - a constant
    *,
    positions: Positions | None = None,
) -> DropPlan:
    """What dropping claims and inferences of the map at a place would do.

    `positions` says where the boxes of the claims would stand on the free map; it is given for
    the drop itself, and None while only its words are asked for.
    """
    tops = dropping.tops(structure, items)
    if not tops:
        return DropPlan(tr("stays where it is"))
    if how.mode is Mode.COPY:
        plan = _plan_copy(structure, tops, place, how, positions)
    elif how.mode is Mode.AGAIN:
        plan = _plan_again(structure, tops, place, how)
    elif len(tops) > 1:
        plan = _plan_many(structure, tops, place, how, positions)
    elif tops[0] in structure.map.inferences:
        plan = _plan_inference(structure, tops[0], place, how)
    else:
        plan = _plan_claim(structure, tops[0], place, how, positions)
    if plan.change is None or (place.where is Where.MAP and positions is None):
        return plan
    if positions is None:
        # A drag asks at every move, and trying the edit of a large map takes a frame.
        doubtful = [item for item in tops if _is_doubtful(structure, item, place, how)]
        if not doubtful:
            return plan
        if len(tops) > 1:
            alone = plan_move(project, structure, doubtful[:1], place, how)
            return alone if alone.refused else plan
    try:
        after = plan.change(project)
    except EditError as error:
        return DropPlan(str(error), plan.mark, refused=True)
    if after is project:
        return DropPlan(tr("stays where it is"))
    return plan


def _is_doubtful(structure: Structure, item: Id, place: Place, how: How) -> bool:
    """Whether a drop may be refused, or change nothing: only there it is tried while it is dragged.

    What is copied can go anywhere. What moves must not stand over the place, and it may be there
    already; what is used again may be used there already.
    """
    if how.mode is Mode.COPY or place.where is Where.MAP:
        return False
    inference = structure.map.inferences.get(item)
    uses = [inference] if inference is not None else structure.uses_of.get(item, [])
    if place.id == item or any(place.id in {use.id, use.target} for use in uses):
        return True
    if how.mode is Mode.AGAIN:
        goal = structure.map.inferences.get(place.id)
        return goal is not None and goal.target == item
    moving = moving_inference(structure, item)
    return structure.leads_to(place.id, item) or (moving is not None and structure.leads_to(place.id, moving))


def _plan_inference(structure: Structure, item: Id, place: Place, how: How) -> DropPlan:
    inference = structure.map.inferences[item]
    if place.where is Where.MAP or place.where is Where.PANEL:
        return _needs_a_target()
    kind = Kind.OBJECTION if how.objection else inference.kind
    changes_kind = kind is not inference.kind
    at = place.at if place.where is Where.ROW else None
    change: Change = partial(
        moves.move_inference, map_id=structure.map.id, inference=item, target=place.id, at=at
    )
    if how.objection:
        change = partial(dropping.move_against, change=change, map_id=structure.map.id, items=(item,))
    if place.where is Where.ROW:
        return _row_plan(structure, place, kind, change, item, changes_kind=changes_kind)
    if place.id == item:
        return DropPlan(tr("stays where it is"))
    label = tr("Move reason") if kind is Kind.REASON else tr("Move objection")
    return DropPlan(_as_inference(structure, kind, place.id), place.mark, label=label, change=change)


def _plan_claim(
    structure: Structure, item: Id, place: Place, how: How, positions: Positions | None
) -> DropPlan:
    map_id = structure.map.id
    use = structure.primary_use(item)
    kind = _kind(structure, item, how)
    label = tr("Move claim")
    if place.where is Where.PANEL:
        words = _in_panel(structure, place, item)
        change: Change = partial(moves.move_premise, map_id=map_id, claim=item, to=place.id, at=place.at)
        return DropPlan(words, place.mark, label=label, change=change)
    if place.where is Where.MAP:
        if use is None and len(structure.roots) == 1:
            return DropPlan(tr("stays where it is"))
        words = tr("to stand alone here") if use is not None else tr("to stand here")
        label = tr("Detach claim") if use is not None else label
        return DropPlan(words, place.mark, label=label, change=_stand(structure, (item,), positions))
    at = place.at if place.where is Where.ROW else None
    change = partial(
        moves.move_claim, map_id=map_id, claim=item, inference_id=new_id(), target=place.id, at=at
    )
    if how.objection:
        change = partial(dropping.move_against, change=change, map_id=map_id, items=(item,))
    if place.where is Where.ROW:
        changes_kind = use is not None and use.kind is not kind
        return _row_plan(structure, place, kind, change, item, changes_kind=changes_kind)
    if place.id == item or place.id == moving_inference(structure, item):
        return DropPlan(tr("stays where it is"))
    return DropPlan(_as_inference(structure, kind, place.id), place.mark, label=label, change=change)


def _row_plan(
    structure: Structure, place: Place, kind: Kind, change: Change, item: Id, *, changes_kind: bool
) -> DropPlan:
    """A place among the inferences of a target: its own (reordering) or another one's."""
    moving = moving_inference(structure, item)
    siblings = [i for i in structure.inferences_of.get(place.id, []) if i.id != moving]
    where = _beside(structure, [sibling.premises[0] for sibling in siblings], place.at)
    own = moving is not None and structure.map.inferences[moving].target == place.id
    if own and changes_kind and not siblings:
        words = _as_inference(structure, kind, place.id)
        return DropPlan(words, place.mark, label=tr("Move claim"), change=change)
    if (own and not changes_kind) or not siblings:
        return DropPlan(where, place.mark, label=tr("Reorder"), change=change)
    words = tr("{role}, {place}").format(role=_as_inference(structure, kind, place.id), place=where)
    return DropPlan(words, place.mark, label=tr("Move claim"), change=change)


def _plan_many(
    structure: Structure, items: Sequence[Id], place: Place, how: How, positions: Positions | None
) -> DropPlan:
    """Several pieces at once, in the order in which they were selected."""
    inferences = [item for item in items if item in structure.map.inferences]
    if inferences and (place.where is Where.MAP or place.where is Where.PANEL):
        return _needs_a_target()
    label = tr("Move %n pieces", len(items))
    if place.where is Where.MAP:
        words = tr("%n claims, each to stand alone here", len(items))
        return DropPlan(words, place.mark, label=label, change=_stand(structure, items, positions))
    if place.where is Where.PANEL:
        words = _in_panel(structure, place, items[0])
    else:
        kinds = {_kind(structure, item, how) for item in items}
        words = _as_inferences(structure, kinds, place.id)
    change: Change = partial(dropping.move_many, map_id=structure.map.id, items=tuple(items), place=place)
    if how.objection and place.where is not Where.PANEL:
        change = partial(dropping.move_against, change=change, map_id=structure.map.id, items=tuple(items))
    words = _counted(items, words)
    return DropPlan(words, place.mark, label=label, change=change)


def _plan_copy(
    structure: Structure, items: Sequence[Id], place: Place, how: How, positions: Positions | None
) -> DropPlan:
    """With Ctrl: copies of the branches."""
    inferences = any(item in structure.map.inferences for item in items)
    if inferences and (place.where is Where.PANEL or place.where is Where.MAP):
        return _needs_a_target()
    kind = Kind.OBJECTION if how.objection else None
    if place.where is Where.MAP:
        words = tr("to stand here")
    elif place.where is Where.PANEL:
        words = _in_panel(structure, place, None)
    else:
        words = _as_inferences(structure, {_kind(structure, item, how) for item in items}, place.id)
    change = partial(
        dropping.copy,
        map_id=structure.map.id,
        items=tuple(items),
        place=place,
        kind=kind,
        positions=dict(positions or {}),
    )
    words = tr("copy: {words}").format(words=words) if len(items) == 1 else _counted(items, words, copy=True)
    return DropPlan(words, place.mark, label=tr("Copy branch"), change=change)


def _plan_again(structure: Structure, items: Sequence[Id], place: Place, how: How) -> DropPlan:
    """With Alt: the same claims argue here too."""
    if any(item in structure.map.inferences for item in items):
        return DropPlan(tr("Only a claim can be used again: drag its box."), refused=True)
    if place.where is Where.MAP:
        return DropPlan(tr("Drop it on a claim or an inference to use it there too."), refused=True)
    if place.where is Where.PANEL:
        words = _in_panel(structure, place, None)
    else:
        words = _as_inferences(structure, {_kind(structure, item, how) for item in items}, place.id)
    change = partial(
        dropping.use_again,
        map_id=structure.map.id,
        items=tuple(items),
        place=place,
        roles=tuple(_kind(structure, item, how) for item in items),
    )
    words = tr("used here too: {words}").format(words=words)
    return DropPlan(words, place.mark, label=tr("Use claim again"), change=change)


def _stand(structure: Structure, items: Sequence[Id], positions: Positions | None) -> Change:
    return partial(
        dropping.stand, map_id=structure.map.id, items=tuple(items), positions=dict(positions or {})
    )


def _needs_a_target() -> DropPlan:
    return DropPlan(
        tr("An inference needs a target: drop it on a claim, or beside another inference."), refused=True
    )


def _kind(structure: Structure, item: Id, how: How) -> Kind:
    """What a piece becomes in a new place: what it was, a reason where it stood alone."""
    if how.objection:
        return Kind.OBJECTION
    use = structure.map.inferences.get(item) or structure.primary_use(item)
    return use.kind if use is not None else Kind.REASON


def plan_map(structure: Structure, items: Sequence[Id], to_map: Id, title: str, how: How) -> DropPlan:
    """What dropping pieces on the tab of a map would do; its title is for the words."""
    if to_map == structure.map.id:
        return DropPlan(tr("stays where it is"))
    if how.mode is Mode.AGAIN:
        return DropPlan(tr("A claim can be used again on its own map only."), refused=True)
    words = tr("to the map {map}").replace("{map}", tr("“{text}”").format(text=_shortened(title)))
    copy = how.mode is Mode.COPY
    if len(items) > 1:
        words = _counted(items, words, copy=copy)
    elif copy:
        words = tr("copy: {words}").replace("{words}", words)
    return DropPlan(words, to_map=to_map)


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


def _counted(items: Sequence[Id], words: str, *, copy: bool = False) -> str:
    count = tr("%n copies", len(items)) if copy else tr("%n pieces", len(items))
    return tr("{count}: {words}").format(count=count, words=words)


def _as_inferences(structure: Structure, kinds: set[Kind], target: Id) -> str:
    if len(kinds) == 1:
        return _as_inference(structure, next(iter(kinds)), target)
    return tr("for and against {target}").format(target=quoted(structure, target))


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
