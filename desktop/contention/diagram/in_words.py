"""The rows of a map in words: role, text and marks, for the outline and every output in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from contention.model.project import ClaimRating, Id, Inference, InferenceRating, Kind
from contention.model.rows import Key, Tree
from contention.model.structure import Role


def tr(text: str, count: int = -1) -> str:
    """The text in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("Outline", text, "", count)


def text_of(tree: Tree, key: Key) -> str:
    """What the row shows, on one line, without its role."""
    inference = tree.map.inferences.get(key.item)
    if inference is not None:
        return _joining(tree, inference)
    text = _claim_text(tree, key.item)
    return tr("see “{text}”").format(text=text) if key.used_in else text


def marks_of(tree: Tree, key: Key) -> list[str]:
    """What the row tells of its item beside the words: unstated, the reader's rating, the basis."""
    marks: list[str] = []
    claim = tree.map.claims.get(key.item)
    if claim is not None and not key.used_in:
        if claim.unstated:
            marks.append(tr("unstated"))
        if claim.rating is not None:
            marks.append(_claim_rating(claim.rating))
        if claim.basis:
            marks.append(claim.basis)
    inference = stands_for(tree, key)
    if inference is not None and inference.rating is not None:
        marks.append(_inference_rating(inference.rating))
    return marks


def role_of(tree: Tree, key: Key) -> str:
    """What the item is in this place, with its number, e.g. "objection 1 of 2"."""
    inference = tree.map.inferences.get(key.item)
    if inference is not None:
        return _numbered(tree, inference)
    use = tree.use_at(key)
    if use is None:
        return _standing(tree, key)
    role = _numbered(tree, use)
    premises = tree.premises(use)
    if len(premises) > 1:
        place = tr("premise {place} of {count}").format(
            place=premises.index(key.item) + 1, count=len(premises)
        )
        return f"{role}, {place}"
    return role


def _standing(tree: Tree, key: Key) -> str:
    if tree.structure.role(key.item) is not Role.CONTENTION:
        return tr("claim that stands alone")
    roots = tree.structure.roots
    contentions = [r.id for r in roots if tree.structure.role(r.id) is Role.CONTENTION]
    if len(contentions) < 2:
        return tr("contention")
    words = tr("contention {place} of {count}")
    return words.format(place=contentions.index(key.item) + 1, count=len(contentions))


def _numbered(tree: Tree, inference: Inference) -> str:
    """The kind of an inference and its place among those of its kind, e.g. "reason 1 of 3"."""
    same = [other.id for other in tree.structure.siblings(inference) if other.kind is inference.kind]
    if inference.target in tree.map.inferences:
        words = (
            tr("reason {place} of {count} for this inference")
            if inference.kind is Kind.REASON
            else tr("objection {place} of {count} to this inference")
        )
    elif inference.kind is Kind.REASON:
        words = tr("reason {place} of {count}")
    else:
        words = tr("objection {place} of {count}")
    return words.format(place=same.index(inference.id) + 1, count=len(same))


def _joining(tree: Tree, inference: Inference) -> str:
    word = inference.scheme or (tr("because") if inference.kind is Kind.REASON else tr("however"))
    premises = len(tree.premises(inference))
    if premises < 2:  # of a folded inference none is shown
        return word
    return tr("{word}, {premises}").format(word=word, premises=tr("%n premises together", premises))


def stands_for(tree: Tree, key: Key) -> Inference | None:
    """The inference whose marks the row tells: its own, or the one it is the only premise of."""
    inference = tree.map.inferences.get(key.item)
    if inference is not None:
        return inference
    use = tree.use_at(key)
    return use if use is not None and not tree.has_row(use) else None


def _claim_text(tree: Tree, claim_id: Id) -> str:
    claim = tree.map.claims.get(claim_id)
    text = " ".join(claim.text.split()) if claim is not None else ""
    return text or tr("no words yet")


def _claim_rating(rating: ClaimRating) -> str:
    return {
        ClaimRating.ACCEPT: tr("accepted"),
        ClaimRating.REJECT: tr("rejected"),
        ClaimRating.UNDECIDED: tr("undecided"),
    }[rating]


def _inference_rating(rating: InferenceRating) -> str:
    return {
        InferenceRating.STRONG: tr("strong step"),
        InferenceRating.WEAK: tr("weak step"),
        InferenceRating.NIL: tr("no support at all"),
    }[rating]
