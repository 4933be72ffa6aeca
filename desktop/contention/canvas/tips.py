"""What a tool tip says about the small signs of the map, which have no room for words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from contention.canvas.drops import quoted
from contention.diagram.drawing import Diagram
from contention.model.project import Id, Kind
from contention.model.structure import Structure


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("MapTips", text)


def tip_at(structure: Structure, diagram: Diagram, x: float, y: float) -> str:
    """The words for what is drawn at a point of the map, as plain text; empty for what says it itself."""
    hit = diagram.hit(x, y)
    if hit is None:
        return ""
    if hit.part == "badge":
        return diagram.badge_text(x, y) or ""
    if hit.part == "fold":
        return tr("This branch is folded. Click to unfold it.")
    if hit.part == "chip":
        rect = diagram.box_rect(hit.id)
        if rect is not None and rect.contains(x, y):
            return _other_uses(structure, hit.id)
        return tr("{claim} is drawn elsewhere. Click to go there.").format(claim=quoted(structure, hit.id))
    box = diagram.box(hit.id) if hit.part == "box" else None
    if box is not None and any(note.kind == "more" for note in box.notes):
        return structure.map.claims[hit.id].text
    return ""


def as_tooltip(words: str) -> str:
    """Plain text in the form in which Qt takes no word of it for markup, and breaks long lines."""
    return "<p>" + escape(words).replace("\n", "<br>") + "</p>"


def _other_uses(structure: Structure, claim: Id) -> str:
    places = []
    for use in structure.uses_of.get(claim, [])[1:]:
        words = tr("a reason for {target}") if use.kind is Kind.REASON else tr("an objection to {target}")
        places.append(words.format(target=quoted(structure, use.target)))
    return tr("Also used as {places}. Click to go there.").format(places=", ".join(places))
