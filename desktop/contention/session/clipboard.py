"""Copy, cut and paste of branches, in a map, between maps and between windows.

A branch travels as JSON under our own MIME type, and as an outline in plain text for other
programs. What is pasted may come from anywhere and is not believed (`branches.sound`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from contention.model.branches import (
    Branch,
    branch_from_text,
    branch_to_text,
    copy_branch,
    paste_branch,
    sound,
)
from contention.model.changes import claim_changes
from contention.model.project import EMPTY, ArgumentMap, Claim, Id, Inference, Kind, new_id
from contention.session import passage_mime
from contention.session.commands import Part, add_passage_as, delete_selected, tr
from contention.session.session import Session

BRANCH_MIME = "application/x-contention-branch+json"

PICTURE_MIME = "application/x-contention-picture"
"""Marks a picture of a map: the words that come with it describe it, and are no claims."""

MAX_BYTES = 32 * 1024 * 1024
"""Of a branch that another program offers."""


def copy(session: Session) -> bool:
    """Put the selected claims and inferences with their branches on the clipboard."""
    if not session.selection.ids:
        session.refused.emit(tr("Select a claim or an inference on the map first."))
        return False
    QGuiApplication.clipboard().setMimeData(encode(session.map, session.selection.ids))
    return True


def cut(session: Session, *, origin: str = "shell") -> bool:
    """Put what is selected, with its branches, on the clipboard and delete it."""
    return copy(session) and delete_selected(session, origin=origin, label=tr("Cut"))


def can_paste() -> bool:
    """Whether there is anything on the clipboard that could stand on a map."""
    data = _offered()
    return data.hasFormat(BRANCH_MIME) or data.hasFormat(passage_mime.MIME_TYPE) or data.hasText()


def paste(session: Session, *, kind: Kind = Kind.REASON, origin: str = "shell") -> tuple[Id, ...]:
    """Put what is on the clipboard on the map: below the selected item, else on its own.

    A branch, a passage of the article, or plain text (see `model.outline_text`). Returns the ids
    of the claims on top of what was pasted, which are selected; none where there was nothing.
    """
    return paste_data(session, _offered(), session.selection.current, kind=kind, origin=origin)


def paste_data(
    session: Session,
    data: QMimeData,
    target: Id | None,
    *,
    kind: Kind = Kind.REASON,
    at: int | None = None,
    origin: str = "shell",
) -> tuple[Id, ...]:
    """As `paste`, from any data (a drop) and onto any target; None: on its own."""
    passage = passage_mime.decode(data)
    if passage is not None and not data.hasFormat(BRANCH_MIME):
        reason = Part.REASON if kind is Kind.REASON else Part.OBJECTION
        part = Part.CLAIM if target is None else reason
        added = add_passage_as(session, part, passage, target, at=at, origin=origin)
        return () if added is None else (added,)
    if data.hasFormat(PICTURE_MIME):
        session.refused.emit(
            tr(
                "There is a picture of a map on the clipboard. To paste its claims, select them and "
                "choose Edit → Copy first."
            )
        )
        return ()
    branch = decode(data)
    if not branch:
        session.refused.emit(tr("There is nothing on the clipboard that could stand on the map."))
        return ()
    before = session.map
    change = partial(
        paste_branch,
        map_id=session.map_id,
        branch=branch,
        target=target,
        kind=kind,
        fresh=new_id,
        at=at,
    )
    if not session.edit(tr("Paste"), change, origin=origin):
        return ()
    tops = _tops(before, session.map, target)
    session.selection.select(*tops, origin=origin)
    _tell_what_was_lost(session, branch)
    return tops


def encode(argument_map: ArgumentMap, ids: Iterable[Id]) -> QMimeData:
    """Items of a map with their branches, as JSON and as plain text."""
    branch = copy_branch(argument_map, ids)
    data = QMimeData()
    data.setData(BRANCH_MIME, QByteArray(msgspec.json.encode(branch, enc_hook=_plain)))
    data.setText(branch_to_text(branch))
    return data


def decode(data: QMimeData) -> Branch:
    """The branch that is offered, by our type or as text; an empty one where there is none."""
    if data.hasFormat(BRANCH_MIME):
        offered = bytes(data.data(BRANCH_MIME).data())
        if len(offered) > MAX_BYTES:
            return Branch()
        try:
            branch = msgspec.json.decode(offered, type=Branch)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return Branch()
        return sound(_as_ours(branch))
    if data.hasText():
        return branch_from_text(data.text(), new_id)
    return Branch()


def _offered() -> QMimeData:
    # None where the clipboard is empty, whatever the stubs say.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data if data is not None else QMimeData()


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError


def _as_ours(branch: Branch) -> Branch:
    """The branch without keys that this version does not know: another one's cannot be checked here."""
    return Branch(
        tuple(
            replace(claim, extra=EMPTY, passages=tuple(replace(p, extra=EMPTY) for p in claim.passages))
            for claim in branch.claims
        ),
        tuple(replace(inference, extra=EMPTY) for inference in branch.inferences),
        branch.tops,
    )


def _tops(before: ArgumentMap, after: ArgumentMap, target: Id | None) -> tuple[Id, ...]:
    """Of the claims that came, those that stand alone or speak to the target."""
    added = claim_changes(before, after).added
    used: dict[Id, Inference] = {}
    for inference in after.inferences.values():
        if inference.id not in before.inferences:
            used |= dict.fromkeys(inference.premises, inference)
    return tuple(
        claim
        for claim in added
        if claim not in used or used[claim].target == target or after.claims[claim].primary == claim
    )


def _tell_what_was_lost(session: Session, branch: Branch) -> None:
    articles, tags = session.project.articles, session.project.tags
    items: list[Claim | Inference] = [*branch.claims, *branch.inferences]
    if any(passage.article not in articles for claim in branch.claims for passage in claim.passages):
        session.noticed.emit(tr("Some passages were left out: their article is not in this project."))
    elif any(tag not in tags for item in items for tag in item.tags):
        session.noticed.emit(tr("Some tags were left out: this project does not have them."))
