"""The map in words, for those who do not see it: what is selected, and what it is there for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from contention.model.project import ArgumentMap, Id, Inference, Kind
from contention.model.structure import Role, Structure


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("MapInWords", text, "", count)


def describe(argument_map: ArgumentMap, selected: tuple[Id, ...]) -> str:
    """The selected piece with its role and words, e.g. 'reason for “…”: …'."""
    if not selected:
        return tr("%n claim(s), nothing selected", len(argument_map.claims))
    words = describe_piece(argument_map, selected[-1])
    if len(selected) > 1:
        return tr("%n selected, last", len(selected)) + ": " + words
    return words


def describe_piece(argument_map: ArgumentMap, item: Id) -> str:
    """One claim or inference with its role and words."""
    inference = argument_map.inferences.get(item)
    if inference is not None:
        premises = "; ".join(_words(argument_map, premise) for premise in inference.premises)
        return tr("inference, {role}: {text}").format(role=_role(argument_map, inference), text=premises)
    claim = argument_map.claims.get(item)
    if claim is None:
        return ""
    use = _use(argument_map, item)
    if use is not None:
        role = _role(argument_map, use)
        if len(use.premises) > 1:
            role = tr("co-premise, {role}").format(role=role)
    elif any(other.target == item for other in argument_map.inferences.values()):
        role = tr("contention")
    else:
        role = tr("claim that stands alone")
    if claim.unstated:
        role = tr("unstated {role}").format(role=role)
    return tr("{role}: {text}").format(role=role, text=_words(argument_map, item))


def name_of(structure: Structure, item: Id) -> str:
    """A piece with its place among its siblings, e.g. 'reason 1 of 3, premise 2 of 2: …; unstated'."""
    argument_map = structure.map
    inference = argument_map.inferences.get(item)
    if inference is not None:
        premises = "; ".join(_words(argument_map, premise) for premise in inference.premises)
        role = tr("inference, {role}").format(role=_numbered(structure, inference))
        return tr("{role}: {text}").format(role=role, text=premises)
    claim = argument_map.claims.get(item)
    if claim is None:
        return ""
    use = structure.primary_use(item)
    if use is not None:
        role = _numbered(structure, use)
        if len(use.premises) > 1:
            premise = tr("premise {number} of {count}").format(
                number=use.premises.index(item) + 1, count=len(use.premises)
            )
            role = f"{role}, {premise}"
    elif structure.role(item) is Role.CONTENTION:
        role = tr("contention")
    else:
        role = tr("claim that stands alone")
    words = tr("{role}: {text}").format(role=role, text=_words(argument_map, item))
    if claim.unstated:
        words = tr("{words}; unstated").format(words=words)
    if any(passage.orphan for passage in claim.passages):
        words = tr("{words}; a passage was not found").format(words=words)
    return words


def _numbered(structure: Structure, inference: Inference) -> str:
    """'reason 1 of 3': counted among those of its kind for the same target."""
    alike = [other.id for other in structure.siblings(inference) if other.kind is inference.kind]
    words = (
        tr("reason {number} of {count}")
        if inference.kind is Kind.REASON
        else tr("objection {number} of {count}")
    )
    return words.format(number=alike.index(inference.id) + 1, count=len(alike))


def _use(argument_map: ArgumentMap, claim_id: Id) -> Inference | None:
    """The inference a claim is drawn in; a scan, for it is asked once for a selection."""
    uses = [i for i in argument_map.inferences.values() if claim_id in i.premises]
    primary = argument_map.claims[claim_id].primary
    uses.sort(key=lambda inference: (inference.id != primary, inference.order, inference.id))
    return uses[0] if uses else None


def _role(argument_map: ArgumentMap, inference: Inference) -> str:
    words = tr("reason for {target}") if inference.kind is Kind.REASON else tr("objection to {target}")
    if inference.target in argument_map.inferences:
        return words.format(target=tr("an inference"))
    return words.format(target=tr("“{text}”").format(text=_words(argument_map, inference.target)))


def _words(argument_map: ArgumentMap, claim_id: Id) -> str:
    claim = argument_map.claims.get(claim_id)
    text = " ".join(claim.text.split()) if claim is not None else ""
    return text or tr("no words yet")
