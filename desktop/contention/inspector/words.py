"""What the details pane calls things."""

from __future__ import annotations

from contention.inspector.desk import tr
from contention.model.project import (
    ArgumentMap,
    ClaimRating,
    Id,
    Inference,
    InferenceRating,
    Kind,
    Orientation,
)
from contention.model.structure import Role, Structure


def text_of(argument_map: ArgumentMap, claim_id: Id) -> str:
    """A claim's words on one line."""
    claim = argument_map.claims.get(claim_id)
    return (" ".join(claim.text.split()) if claim is not None else "") or tr("no words yet")


def role_of(structure: Structure, claim_id: Id) -> str:
    """What a claim is in its primary place, as a heading."""
    use = structure.primary_use(claim_id)
    if use is not None and len(use.premises) > 1:
        return tr("Co-premise of a reason") if use.kind is Kind.REASON else tr("Co-premise of an objection")
    return {
        Role.STANDING: tr("Claim that stands alone"),
        Role.CONTENTION: tr("Contention"),
        Role.REASON: tr("Reason"),
        Role.OBJECTION: tr("Objection"),
    }[structure.role(claim_id)]


def use_of(argument_map: ArgumentMap, inference: Inference) -> str:
    """What an inference is for, e.g. "reason for “…”"."""
    words = tr("Reason for {target}") if inference.kind is Kind.REASON else tr("Objection to {target}")
    return words.format(target=target_of(argument_map, inference))


def target_of(argument_map: ArgumentMap, inference: Inference) -> str:
    """What an inference is about: the words of a claim, or those of an inference's premises."""
    above = argument_map.inferences.get(inference.target)
    if above is None:
        return tr("“{text}”").format(text=text_of(argument_map, inference.target))
    premises = ", ".join(text_of(argument_map, premise) for premise in above.premises)
    return tr("the inference from “{text}”").format(text=premises)


def kinds() -> dict[str, str]:
    """Kinds of inference by their names in the project."""
    return {Kind.REASON.value: tr("Reason"), Kind.OBJECTION.value: tr("Objection")}


def claim_ratings() -> dict[str, str]:
    """What a reader may think of a claim."""
    return {
        ClaimRating.ACCEPT.value: tr("Accept"),
        ClaimRating.REJECT.value: tr("Reject"),
        ClaimRating.UNDECIDED.value: tr("Undecided"),
    }


def inference_ratings() -> dict[str, str]:
    """How well the premises bear on the target."""
    return {
        InferenceRating.STRONG.value: tr("Strong"),
        InferenceRating.WEAK.value: tr("Weak"),
        InferenceRating.NIL.value: tr("Nil"),
    }


def orientations() -> dict[str, str]:
    """Where the argument for a claim is drawn, seen from it."""
    return {
        Orientation.DOWN.value: tr("Below"),
        Orientation.UP.value: tr("Above"),
        Orientation.RIGHT.value: tr("To the right"),
    }


def bases() -> dict[str, str]:
    """What a claim may rest on, by the names that the project keeps."""
    return {
        "common knowledge": tr("common knowledge"),
        "data": tr("data"),
        "expert": tr("expert"),
        "law": tr("law"),
        "example": tr("example"),
        "testimony": tr("testimony"),
        "definition": tr("definition"),
        "value": tr("value"),
    }


def colours() -> dict[str, str]:
    """The colours of tags."""
    return {
        "grey": tr("grey"),
        "red": tr("red"),
        "orange": tr("orange"),
        "yellow": tr("yellow"),
        "green": tr("green"),
        "teal": tr("teal"),
        "blue": tr("blue"),
        "purple": tr("purple"),
    }
