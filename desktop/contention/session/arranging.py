"""Commands that rearrange the selected items, and that choose and fold them.

As in `commands`: each that changes the map is one undo step, and says in a sentence why where
it cannot be done. They act on everything that is selected that they can be about.
"""

from __future__ import annotations

from functools import partial

from contention.model import details, kinds, uses
from contention.model.branches import tops_of
from contention.model.project import Claim, Id, Inference, Kind, Project, new_id
from contention.model.structure import Structure, structure_of
from contention.session.commands import for_each, quoted, tr
from contention.session.map_view import has_branch
from contention.session.session import Change, Session

# --- reasons, objections, co-premises -----------------------------------------------------


def change_kind_selected(session: Session, kind: Kind | None = None, *, origin: str = "shell") -> bool:
    """Turn the selected reasons into objections or the other way round; None: what they are not.

    A selected claim stands for the inference it is drawn in. Where both kinds are selected, all
    become what the last one selected is not.
    """
    chosen = selected_inferences(session)
    if not chosen:
        return _refuse(session, tr("Select a reason or an objection first; a contention is neither."))
    if kind is None:
        kind = Kind.OBJECTION if chosen[-1].kind is Kind.REASON else Kind.REASON
    label = tr("Make reason") if kind is Kind.REASON else tr("Make objection")
    ids = [inference.id for inference in chosen]
    change = partial(kinds.set_kind, map_id=session.map_id, inferences=ids, kind=kind)
    return session.edit(label, change, origin=origin)


def group_selected(session: Session, *, origin: str = "shell") -> bool:
    """Make the selected premises of one claim co-premises in one inference."""
    claims = [
        claim
        for item in session.selection.ids
        for claim in (session.map.inferences[item].premises if item in session.map.inferences else (item,))
    ]
    change = partial(kinds.group, map_id=session.map_id, claims=claims)
    return session.edit(tr("Group as co-premises"), change, origin=origin)


def split_selected(session: Session, *, origin: str = "shell") -> bool:
    """Give each co-premise of the selected inferences an inference of its own."""
    chosen = [inference.id for inference in selected_inferences(session) if len(inference.premises) > 1]
    if not chosen:
        return _refuse(session, tr("Select an inference with co-premises first: they are split apart."))
    change = for_each(
        chosen,
        lambda project, item: kinds.split_apart(
            project,
            session.map_id,
            item,
            inference_ids=[new_id() for _ in project.maps[session.map_id].inferences[item].premises],
        ),
    )
    return session.edit(tr("Split apart"), change, origin=origin)


def swap_selected(session: Session, *, origin: str = "shell") -> bool:
    """Let the selected premise and its conclusion change places."""
    if (claim := _claim(session)) is None:
        return _refuse(session, tr("Select a premise first: it changes places with its conclusion."))
    change = partial(kinds.swap, map_id=session.map_id, claim=claim)
    return session.edit(tr("Swap premise and conclusion"), change, origin=origin)


def make_contention(session: Session, *, origin: str = "shell") -> bool:
    """Put the selected claim on top of its argument."""
    if (claim := _claim(session)) is None:
        return _refuse(session, tr("Select a claim first: it becomes the contention."))
    change = partial(kinds.make_contention, map_id=session.map_id, claim=claim)
    return session.edit(tr("Make contention"), change, origin=origin)


def undercut_to_premise(session: Session, *, origin: str = "shell") -> Id | None:
    """Turn the selected objection to an inference into one to an unstated co-premise, and back.

    For the way back the objection or the unstated co-premise may be selected. Returns the
    co-premise that was made, or None.
    """
    found = selected_inferences(session)
    step = found[-1] if found else None
    claim = _claim(session)
    argument_map = session.map
    if step is not None and step.target in argument_map.inferences:
        new = Claim(id=new_id())
        change: Change = partial(
            kinds.undercut_to_co_premise, map_id=session.map_id, undercut=step.id, claim=new
        )
        if not session.edit(tr("Object to a co-premise"), change, origin=origin):
            return None
        session.selection.select(new.id, origin=origin)
        return new.id
    if step is not None and (claim is None or not argument_map.claims[claim].unstated):
        claim = step.target
    if claim is None:
        _refuse(session, tr("Select an objection to an inference, or to an unstated co-premise, first."))
        return None
    premise = argument_map.claims[claim]
    spoken = structure_of(argument_map).inferences_of.get(claim, [])
    change = partial(kinds.co_premise_to_undercut, map_id=session.map_id, claim=claim)
    if session.edit(tr("Object to the inference"), change, origin=origin):
        session.selection.select(spoken[0].id, origin=origin)
        if premise.text:
            session.noticed.emit(
                tr("The co-premise {claim} went. Undo brings it back.").replace(
                    "{claim}", quoted(argument_map, claim)
                )
            )
    return None


# --- a claim in several places ------------------------------------------------------------


def use_here_too(
    session: Session,
    claim: Id,
    target: Id,
    *,
    kind: Kind = Kind.REASON,
    as_premise: bool = False,
    at: int | None = None,
    origin: str = "shell",
) -> bool:
    """Use a claim once more: for or against `target`, or as a co-premise in it (`as_premise`)."""
    if as_premise:
        change: Change = partial(
            uses.use_again_as_premise, map_id=session.map_id, claim=claim, to=target, at=at
        )
    else:
        change = partial(
            uses.use_again,
            map_id=session.map_id,
            claim=claim,
            target=target,
            kind=kind,
            inference_id=new_id(),
            at=at,
        )
    return session.edit(tr("Use here too"), change, origin=origin)


def unlink_selected(session: Session, inference: Id | None = None, *, origin: str = "shell") -> bool:
    """Take the selected claim out of one of its uses: `inference`, or one that is selected with it.

    Where neither says which, the last of those it is not drawn in.
    """
    if (claim := _claim(session)) is None:
        return _refuse(session, tr("Select a claim first: it is taken out of one of its uses."))
    found = structure_of(session.map).uses_of.get(claim, [])
    chosen = [use.id for use in found if use.id in session.selection.ids]
    others = [use.id for use in found if use != structure_of(session.map).primary_use(claim)]
    wanted = inference or (chosen[-1] if chosen else others[-1] if others else None)
    if wanted is None:
        return _refuse(session, tr("This claim is used in one place only. Detach it to let it stand alone."))
    change = partial(uses.unlink, map_id=session.map_id, claim=claim, inference=wanted)
    return session.edit(tr("Unlink"), change, origin=origin)


def choose_primary_selected(session: Session, inference: Id | None = None, *, origin: str = "shell") -> bool:
    """Draw the selected claim in another of its uses: `inference`, one selected with it, or the next."""
    claim = _claim(session)
    structure = structure_of(session.map)
    found = [use.id for use in structure.uses_of.get(claim or "", ())]
    home = structure.primary_use(claim) if claim is not None else None
    others = [use for use in sorted(found) if home is None or use != home.id]
    if claim is None or not others:
        return _refuse(session, tr("This claim is used in one place only."))
    chosen = [use for use in others if use in session.selection.ids]
    after = [use for use in others if home is not None and use > home.id]
    wanted = inference or (chosen or after or others)[0]
    change = partial(uses.choose_primary, map_id=session.map_id, claim=claim, inference=wanted)
    return session.edit(tr("Draw here"), change, origin=origin)


def attach_selected(session: Session, target: Id, *, kind: Kind = Kind.REASON, origin: str = "shell") -> bool:
    """Make the selected claims that stand alone reasons for, or objections to, a target."""
    structure = structure_of(session.map)
    claims = [
        item
        for item in session.selection.ids
        if item in session.map.claims and structure.primary_use(item) is None and item != target
    ]
    if not claims:
        return _refuse(session, tr("Select a claim that stands alone first: it is attached."))

    def attach(project: Project, item: Id) -> Project:
        return uses.attach(project, session.map_id, item, target=target, kind=kind, inference_id=new_id())

    return session.edit(tr("Attach claim"), for_each(claims, attach), origin=origin)


# --- tags ---------------------------------------------------------------------------------


def tag_selected(session: Session, tag_id: Id, on: bool | None = None, *, origin: str = "shell") -> bool:
    """Give the selected items a tag, or take it from them; None: take it where all have it."""
    argument_map = session.map
    items: list[Claim | Inference] = [
        item
        for selected in session.selection.ids
        if (item := argument_map.claims.get(selected) or argument_map.inferences.get(selected)) is not None
    ]
    if not items:
        return _refuse(session, tr("Select a claim or an inference on the map first."))
    if on is None:
        on = not all(tag_id in item.tags for item in items)
    label = tr("Tag") if on else tr("Take tag away")
    ids = [item.id for item in items]
    change = partial(details.set_tag, map_id=session.map_id, ids=ids, tag_id=tag_id, on=on)
    return session.edit(label, change, origin=origin)


# --- choosing and folding -----------------------------------------------------------------


def fold_selected(session: Session) -> bool:
    """Fold the branches of the selected items; where all are folded, unfold them."""
    structure = session.view.structure()
    foldable = [item for item in session.selection.ids if has_branch(structure, item)]
    if not foldable:
        return _refuse(session, tr("There is nothing below the selected claim to fold."))
    session.view.fold(foldable, not session.view.folded.issuperset(foldable))
    return True


def focus_selected(session: Session) -> bool:
    """Show only the branch of the selected item; where it is in focus, the whole map again."""
    current = session.selection.current
    if current is None and session.view.focus is None:
        return _refuse(session, tr("Select a claim or an inference on the map first."))
    session.view.set_focus(None if current == session.view.focus else current)
    return True


def focus_above(session: Session) -> bool:
    """Show the branch that the one in focus belongs to, a step nearer to the contention; there, all."""
    way = session.view.crumbs()
    if not way:
        return False
    session.view.set_focus(way[-2] if len(way) > 1 else None)
    return True


def select_branch(session: Session, *, origin: str = "shell") -> bool:
    """Select everything that is drawn below the selected items, and them; folded branches stay closed."""
    structure = session.view.structure()
    tops = tops_of(structure, session.selection.ids)
    if not tops:
        return _refuse(session, tr("Select a claim or an inference on the map first."))
    found = dict.fromkeys(item for top in tops for item in structure.below(top))
    _select_in_sight(session, list(found), origin)
    return True


def select_all(session: Session, *, origin: str = "shell") -> bool:
    """Select every claim and inference of the map that is in sight."""
    structure = session.view.structure()
    focus = session.view.focus
    items = structure.reading_order() if focus is None else structure.below(focus)
    _select_in_sight(session, list(items), origin)
    return bool(session.selection.ids)


def next_unfinished(session: Session, step: int = 1, *, origin: str = "shell") -> Id | None:
    """Select the next unfinished item after the selected one (-1: before), round and round.

    See `unfinished`; says so where there is none.
    """
    structure = session.view.structure()
    order = list(structure.reading_order())
    current = session.selection.current
    at = order.index(current) if current in order else -1 if step > 0 else len(order)
    round_trip = [*order[at + 1 :], *order[: at + 1]] if step > 0 else [*order[:at][::-1], *order[at:][::-1]]
    found = next((item for item in round_trip if unfinished(structure, item)), None)
    if found is None:
        session.noticed.emit(tr("Nothing is unfinished on this map."))
        return None
    session.selection.select(found, origin=origin)
    return found


def unfinished(structure: Structure, item: Id) -> bool:
    """Whether a claim has no words, or ends its line with no reason, basis or passage to rest on.

    Contentions rest on what is said for them, unstated claims on no passage: their basis counts.
    """
    claim = structure.map.claims.get(item)
    if claim is None:
        return False
    if not claim.text.strip():
        return True
    rests = claim.basis or claim.passages
    speaks_for = any(i.kind is Kind.REASON for i in structure.inferences_of.get(item, ()))
    return not rests and not speaks_for


def selected_inferences(session: Session) -> list[Inference]:
    """The selected inferences and those that selected claims are drawn in, as they were selected."""
    structure = structure_of(session.map)
    found: dict[Id, Inference] = {}
    for item in session.selection.ids:
        inference = session.map.inferences.get(item) or structure.primary_use(item)
        if inference is not None:
            found.pop(inference.id, None)
            found[inference.id] = inference
    return list(found.values())


def _select_in_sight(session: Session, items: list[Id], origin: str) -> None:
    """Select these but for what folded branches hide; the current one stays the last."""
    folded = session.view.folded
    hidden: set[Id] = set()
    structure = session.view.structure()
    for item in items if folded else ():
        if item in folded and item not in hidden:
            hidden.update(set(structure.below(item)) - {item})
    current = session.selection.current
    shown = [item for item in items if item not in hidden and item != current]
    if current in items:
        shown.append(current)
    session.selection.select(*shown, origin=origin)


def _claim(session: Session) -> Id | None:
    """The claim that was selected last, also where an inference was selected after it."""
    claims = [item for item in session.selection.ids if item in session.map.claims]
    return claims[-1] if claims else None


def _refuse(session: Session, why: str) -> bool:
    session.refused.emit(why)
    return False
