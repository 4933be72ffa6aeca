"""Each argument in standard form: numbered premises, and under a line what they speak for or against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.export.sheet import Sheet
from contention.export.words import Line, clean, drawn_part
from contention.model.project import ArgumentMap, Id, Inference, Kind


def tr(text: str) -> str:
    """Words of the standard form in the reader's language."""
    return QCoreApplication.translate("SheetInWords", text)


class Premise(NamedTuple):
    """A premise under its number."""

    text: str
    unstated: bool


class Argument(NamedTuple):
    """One inference in standard form; all texts clean (see `words.clean`)."""

    inference: Id
    number: int
    """Of the line in the outline that stands for the inference."""
    role: str
    """For example "reason 1 of 2", and by its scheme where it has one."""
    premises: tuple[Premise, ...]
    therefore: str
    """What leads to the conclusion: "Therefore:", or "Against:" for an objection."""
    conclusion: str
    """The target's words; of an inference, the step from its premises to its target."""


def arguments(sheet: Sheet, told: Sequence[Line]) -> tuple[Argument, ...]:
    """What is drawn, argument by argument in the order of the outline's lines."""
    drawn = drawn_part(sheet)
    found = []
    for line in told:
        inference = drawn.inferences.get(line.inference)
        if inference is None or not inference.premises:
            continue
        role = line.role
        if inference.scheme.strip():
            role = tr("{role}, {scheme}").format(role=role, scheme=clean(inference.scheme))
        found.append(
            Argument(
                inference=inference.id,
                number=line.number,
                role=role,
                premises=tuple(
                    Premise(_words(drawn, claim), drawn.claims[claim].unstated)
                    for claim in dict.fromkeys(inference.premises)
                    if claim in drawn.claims
                ),
                therefore=tr("Therefore:") if inference.kind is Kind.REASON else tr("Against:"),
                conclusion=_target(sheet.map, inference),
            )
        )
    return tuple(found)


def _target(whole: ArgumentMap, inference: Inference) -> str:
    """In words; the target of a branch that is drawn alone is only in the whole map."""
    step = whole.inferences.get(inference.target)
    if step is None:
        return _words(whole, inference.target)
    premises = "; ".join(tr("“{text}”").format(text=_words(whole, claim)) for claim in step.premises)
    beyond = whole.inferences.get(step.target)
    if beyond is not None:
        return tr("the step from {premises}").format(premises=premises)
    return tr("the step from {premises} to “{target}”").format(
        premises=premises, target=_words(whole, step.target)
    )


def _words(argument_map: ArgumentMap, claim_id: Id) -> str:
    claim = argument_map.claims.get(claim_id)
    return (clean(claim.text) if claim is not None else "") or tr("no words yet")
