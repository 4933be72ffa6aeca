"""A sheet in words, in reading order: for those who do not see it, and for every format of words.

A contention comes first, then each reason with its premises and what is said for and against
them, then the objections. Only what is drawn is told: of a folded branch that it is folded,
of one branch that branch. Places are counted among what is drawn.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Diagram
from contention.diagram.in_words import marks_of, role_of, stands_for, text_of
from contention.export.sheet import Sheet
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Passage,
    Tag,
    in_order,
    passage_order,
    read_only,
)
from contention.model.rows import Key, Tree
from contention.model.structure import structure_of

SHORT = 250
"""Letters of a summary; screen readers and forms cut alternative texts off beyond about so many."""

_lines_of: WeakKeyDictionary[Sheet, tuple[Line, ...]] = WeakKeyDictionary()
# What XML 1.0 (section 2.2) does not allow, and the rest of the control characters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def tr(text: str, count: int = -1) -> str:
    """Words of an output in the reader's language; `count` fills and inflects ``%n``."""
    return QCoreApplication.translate("SheetInWords", text, "", count)


def clean(text: str) -> str:
    """The text on one line, without characters that files of words cannot hold."""
    return " ".join(_UNFIT.sub(" ", text).split())


class Line(NamedTuple):
    """One thing that is said: a claim, an inference with several premises, or a reference."""

    number: int
    """From 1, in reading order."""
    depth: int
    """0 for what stands on top."""
    under: int
    """The number of the line it stands under; 0 on top."""
    kind: Kind | None
    """Whether it speaks for or against something; None on top."""
    role: str
    """For example "contention", "reason 1 of 2" or "reason 1 of 2, premise 2 of 2"."""
    text: str
    """The claim's words, or of an inference how it joins: "because, 2 premises together".
    Of a claim without words it says so. Clean (see `clean`)."""
    claim: Id = ""
    """Empty where the line stands for an inference alone."""
    inference: Id = ""
    """The inference that the line stands for: its own, or the one it is the only premise of."""
    used_in: Id = ""
    """Of a reference: the inference that uses the claim again; nothing stands under it."""
    see: int = 0
    """Of a reference: the number of the line where the claim itself stands."""
    empty: bool = False
    """The claim has no words; `text` says so."""
    unstated: bool = False
    marks: tuple[str, ...] = ()
    """Ratings, basis, "unstated" and tags in words."""
    passages: tuple[Passage, ...] = ()
    """In reading order; none for a reference."""
    note: str = ""
    """The reader's note of the claim and of the inference; clean but for its line breaks."""
    uses: int = 0
    """Further places where the claim is used."""
    hidden: int = 0
    """Claims that are folded away under it."""

    @property
    def spoken(self) -> str:
        """Role, words and marks, with the line it stands under: ``2. Reason 1 of 1 (under 1): …``."""
        role = self.role[:1].upper() + self.role[1:]
        if self.under:
            role = tr("{role} (under {number})").format(role=role, number=self.under)
        text = self.text
        if self.see:
            text = tr("{text}, see {number}").format(text=text, number=self.see)
        if remarks := self.remarks:
            text = tr("{text} ({remarks})").format(text=text, remarks="; ".join(remarks))
        return tr("{number}. {role}: {text}").format(number=self.number, role=role, text=text)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The marks, and in words how often the claim is used elsewhere and what is folded away."""
        said = [*self.marks]
        if self.uses:
            said.append(
                tr("also used in one other place")
                if self.uses == 1
                else tr("also used in %n other places", self.uses)
            )
        if self.hidden:
            said.append(
                tr("1 claim folded away") if self.hidden == 1 else tr("%n claims folded away", self.hidden)
            )
        return tuple(said)


def lines(sheet: Sheet) -> tuple[Line, ...]:
    """All that the sheet shows, line by line in reading order. Circles end in references.

    Written once for a sheet: one page asks for them four times.
    """
    told = _lines_of.get(sheet)
    if told is None:
        told = _lines_of[sheet] = _numbered(_Writer(sheet, Tree(drawn_part(sheet))).written())
    return told


def describe(sheet: Sheet) -> str:
    """The whole sheet in words, one line each: what is drawn, then the footnotes."""
    told = lines(sheet)
    said = [_opening(sheet), *(line.spoken for line in told)]
    for number, (_, note) in enumerate(sheet.notes, start=1):
        said.append(tr("Note {number}: {note}").format(number=number, note=clean(note)))
    return "\n".join(said)


def summary(sheet: Sheet) -> str:
    """The sheet in one or two sentences of at most `SHORT` letters, for places with little room."""
    told = lines(sheet)
    opening = _opening(sheet)
    top = next((line for line in told if line.depth == 0 and line.claim), None)
    if top is None:
        return _cut(opening, SHORT)
    return _cut(
        tr("{opening} {role}: {text}").format(
            opening=opening, role=top.role[:1].upper() + top.role[1:], text=top.text
        ),
        SHORT,
    )


def drawn_part(sheet: Sheet) -> ArgumentMap:
    """The map with what is drawn alone: without folded branches, or one branch by itself."""
    return _drawn(sheet.map, sheet.diagram)


def _drawn(whole: ArgumentMap, diagram: Diagram) -> ArgumentMap:
    stubs = {(link.inference, link.claim) for link in diagram.cross_links}
    shown = {box.claim for _, box in diagram.boxes}
    inferences: dict[Id, Inference] = {}
    at_home = {
        box.claim: placed.brick.id
        for placed in diagram.bricks
        for box in placed.brick.boxes
        if not box.stub and placed.brick.kind is not None
    }
    for key, one in whole.inferences.items():
        if diagram.pill_rect(key) is None:
            continue
        premises = tuple(p for p in one.premises if at_home.get(p) == key or (key, p) in stubs)
        inferences[key] = one if premises == one.premises else replace(one, premises=premises)
    if len(shown) == len(whole.claims) and all(
        inferences.get(k) is one for k, one in whole.inferences.items()
    ):
        return whole
    claims = {key: one for key, one in whole.claims.items() if key in shown}
    return replace(whole, claims=read_only(claims), inferences=read_only(inferences))


class _Writer:
    """Walks the rows of what is drawn, without recursion: maps may be thousands of levels deep."""

    def __init__(self, sheet: Sheet, tree: Tree) -> None:
        self.sheet, self.tree = sheet, tree
        self.whole = structure_of(sheet.map)
        self.lines: list[Line] = []
        self._begun: set[Id] = set()

    def written(self) -> list[Line]:
        structure = self.tree.structure
        for root in structure.roots:
            self._branch(Key(root.id))
        for item in structure.reading_order():  # what only circles reach has no root
            row = self.tree.row_for(item)
            if row is not None and row.item not in self._begun and item not in self._begun:
                self._branch(row if row.used_in == "" else Key(item))
        return self.lines

    def _branch(self, top: Key) -> None:
        waiting = [(top, 0, 0)]
        while waiting:
            key, depth, under = waiting.pop()
            if not key.used_in:
                if key.item in self._begun:
                    continue
                self._begun.add(key.item)
            line = self._line(key, depth, under)
            if line.inference:
                self._begun.add(line.inference)
            self.lines.append(line)
            waiting.extend((child, depth + 1, line.number) for child in reversed(self.tree.children(key)))

    def _line(self, key: Key, depth: int, under: int) -> Line:
        tree = self.tree
        inference = stands_for(tree, key)
        use = tree.map.inferences.get(key.item) or tree.use_at(key)
        claim = tree.map.claims.get(key.item)
        here = claim if not key.used_in else None
        tags = (*(here.tags if here else ()), *(inference.tags if inference else ()))
        marks = [*marks_of(tree, key), *self._tags(tags)]
        if inference is not None and inference.scheme and key.item != inference.id:
            marks.append(tr("scheme: {name}").format(name=inference.scheme))
        notes = (one.note for one in (here, inference) if one is not None)
        return Line(
            number=len(self.lines) + 1,
            depth=depth,
            under=under,
            kind=use.kind if use is not None else None,
            role=role_of(tree, key),
            text=clean(text_of(tree, Key(key.item))),
            claim=claim.id if claim is not None else "",
            inference=inference.id if inference is not None else "",
            used_in=key.used_in,
            empty=claim is not None and not clean(claim.text),
            unstated=here is not None and here.unstated,
            marks=tuple(clean(mark) for mark in marks),
            passages=tuple(sorted(here.passages, key=passage_order)) if here is not None else (),
            note="\n".join(filter(None, (clean(row) for note in notes for row in note.splitlines()))),
            uses=self._further_uses(here) if here is not None else 0,
            hidden=self._hidden(key.item) if not key.used_in else 0,
        )

    def _tags(self, ids: tuple[Id, ...]) -> list[str]:
        known = self.sheet.project.tags
        tags: list[Tag] = in_order(known[tag] for tag in dict.fromkeys(ids) if tag in known)
        return [tr("tag: {name}").format(name=tag.name) for tag in tags]

    def _further_uses(self, claim: Claim) -> int:
        places = len(self.tree.structure.uses_of.get(claim.id, ()))
        return places - (self.tree.structure.primary_use(claim.id) is not None)

    def _hidden(self, item: Id) -> int:
        """Claims under an item that are not drawn; only what is drawn folded has any."""
        drawn = self.tree.map
        if drawn is self.sheet.map or (item in drawn.claims and self.sheet.diagram.box(item) is None):
            return 0
        if any(child.used_in == "" for child in self.tree.children(Key(item))):
            return 0
        return sum(
            below != item and below in self.sheet.map.claims and self.sheet.diagram.box(below) is None
            for below in self.whole.below(item)
        )


def _numbered(written: list[Line]) -> tuple[Line, ...]:
    """The lines, with the places that references name."""
    places = {line.claim: line.number for line in written if line.claim and not line.used_in}
    return tuple(line._replace(see=places.get(line.claim, 0)) if line.used_in else line for line in written)


def counts(sheet: Sheet) -> str:
    """How much is drawn: "18 claims, 7 reasons, 7 objections"."""
    drawn = drawn_part(sheet)
    kinds = [one.kind for one in drawn.inferences.values()]
    claims, reasons, objections = len(drawn.claims), kinds.count(Kind.REASON), kinds.count(Kind.OBJECTION)
    said = [tr("1 claim") if claims == 1 else tr("%n claims", claims)]
    if reasons:
        said.append(tr("1 reason") if reasons == 1 else tr("%n reasons", reasons))
    if objections:
        said.append(tr("1 objection") if objections == 1 else tr("%n objections", objections))
    return ", ".join(said)


def _opening(sheet: Sheet) -> str:
    """What the picture is and how much it shows."""
    if title := _cut(clean(sheet.title), SHORT // 2):
        return tr("Argument map “{title}”: {counts}.").format(title=title, counts=counts(sheet))
    return tr("Argument map: {counts}.").format(counts=counts(sheet))


def _cut(text: str, most: int) -> str:
    """At most so many letters, cut between words where there are any."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    words = head.rsplit(None, 1)[0]
    return (words if len(words) > most // 2 else head).rstrip() + "…"
