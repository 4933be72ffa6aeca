"""The details of one claim: its words, what it rests on, and where it is used."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from contention.inspector import words
from contention.inspector.desk import Desk, tr
from contention.inspector.fields import (
    BasisBox,
    ClaimRatingChips,
    Group,
    NoteText,
    UnstatedBox,
    plain_label,
)
from contention.inspector.flow import flow_of
from contention.inspector.links import Link, Rows, Small
from contention.inspector.page import Page
from contention.inspector.tags import TagsField
from contention.inspector.writing import GrowingText
from contention.model import details, edits, uses
from contention.model.project import Claim, Id, Inference, Passage
from contention.session.commands import text_key


class ClaimPage(Page):
    """Everything the project holds about one claim, to be changed in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.role = plain_label(quiet=True)
        self.role.setObjectName("role")
        self.text = GrowingText(tr("Claim"))
        self.text.setObjectName("claim-text")
        self.text.setPlaceholderText(tr("One full sentence"))
        self.text.committed.connect(self._set_text)
        self.unstated = UnstatedBox(desk)
        self.no_passage = plain_label(
            tr("Nothing in the article is linked yet: select a passage there and press L."), quiet=True
        )
        self.passages: Rows[PassageRow] = Rows(lambda key: PassageRow(key, desk))
        self.basis = BasisBox(desk)
        self.rating = ClaimRatingChips(desk)
        self.tags = TagsField(desk)
        self.note = NoteText(desk)
        self.no_use = plain_label(tr("It stands alone: it is a premise of nothing."), quiet=True)
        self.uses: Rows[UseRow] = Rows(lambda key: UseRow(key, desk))
        self.circle_words = plain_label(tr("This claim argues for itself, by way of:"))
        self.circle: Rows[Link] = Rows(self._make_link)
        self.circle_group = Group(tr("Circle"), self.circle_words, self.circle)
        for part in (
            self.role,
            self.text,
            self.unstated,
            Group(tr("Passages"), self.no_passage, self.passages),
            Group(tr("Rests on"), self.basis),
            Group(tr("My rating"), self.rating),
            Group(tr("Tags"), self.tags, buddy=self.tags.new_name),
            Group(tr("Note"), self.note),
            Group(tr("Used as"), self.no_use, self.uses),
            self.circle_group,
        ):
            self.column.addWidget(part)
        self.column.setSpacing(16)
        self.column.addStretch(1)

    def show_ids(self, ids: tuple[Id, ...]) -> None:
        claim = self.desk.map.claims[ids[-1]]
        self.role.setText(words.role_of(self.desk.structure, claim.id))
        self.text.show_text(claim.id, claim.text)
        self.unstated.show_items([claim])
        self._show_passages(claim)
        self.basis.show_items([claim])
        self.rating.show_items([claim])
        self.tags.show_items([claim])
        self.note.show_text(claim.id, claim.note)
        self._show_uses(claim)
        self._show_circle(claim)

    def commit(self) -> None:
        for field in (self.text, self.basis, self.tags, self.note):
            field.commit()

    def dress(self) -> None:
        self.basis.dress()
        self.tags.dress()
        self.update()

    def _set_text(self, claim_id: Id, text: str) -> None:
        if (map_id := self.desk.map_of(claim_id)) is not None:
            change = partial(edits.set_text, map_id=map_id, claim_id=claim_id, text=text)
            self.desk.edit(tr("Edit claim"), change, merge=text_key(claim_id))

    def _show_passages(self, claim: Claim) -> None:
        rows = self.passages.show_keys([passage.id for passage in claim.passages])
        for passage in claim.passages:
            rows[passage.id].show_passage(claim.id, passage)
        self.no_passage.setVisible(not claim.passages)

    def _show_uses(self, claim: Claim) -> None:
        found = self.desk.structure.uses_of.get(claim.id, [])
        rows = self.uses.show_keys([use.id for use in found])
        primary = self.desk.structure.primary_use(claim.id)
        for use in found:
            rows[use.id].show_use(claim.id, use, primary)
        self.no_use.setVisible(not found)

    def _show_circle(self, claim: Claim) -> None:
        others: list[Id] = []
        if self.desk.structure.in_circle(claim.id):
            from contention.model.graph import circles

            group = next((found for found in circles(self.desk.map) if claim.id in found), [])
            others = [item for item in group if item in self.desk.map.claims and item != claim.id]
        for key, row in self.circle.show_keys(others).items():
            row.set_words(words.text_of(self.desk.map, key))
        self.circle_group.setVisible(bool(others))

    def _make_link(self, item: Id) -> Link:
        link = Link(self.desk)
        link.clicked.connect(lambda: self.desk.go_to(item))
        return link


class PassageRow(QFrame):
    """One passage: its words, which lead to the article, and whether they say the claim outright."""

    def __init__(self, passage_id: Id, desk: Desk) -> None:
        super().__init__()
        self._passage = passage_id
        self._claim: Id = ""
        self._desk = desk
        self.words = Link(desk, lines=3)
        self.words.clicked.connect(lambda: desk.passage_wanted.emit(self._claim, passage_id))
        self.implied = QCheckBox(tr("Implied"))
        self.implied.setToolTip(tr("The words suggest the claim without saying it."))
        self.implied.clicked.connect(self._set_implied)
        self.remove = Small(tr("Remove"), self._remove)
        self.lost = plain_label(tr("Not found in the article’s present text"), quiet=True)
        self.again = Small(tr("Find again"), lambda: desk.find_again_wanted.emit(passage_id))
        line = flow_of(self.implied, self.again, self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.words)
        layout.addWidget(self.lost)
        layout.addWidget(line)

    def show_passage(self, claim_id: Id, passage: Passage) -> None:
        """Show the passage as it is now."""
        self._claim = claim_id
        text = " ".join(passage.exact.split())
        self.words.set_words(
            tr("“{text}”").format(text=text), tr("Show in the article: {text}").format(text=text)
        )
        if passage.orphan and self.words.hasFocus():
            self.implied.setFocus()
        self.words.setEnabled(not passage.orphan)
        self.lost.setVisible(passage.orphan)
        self.again.setVisible(passage.orphan)
        self.again.setAccessibleName(tr("Find again: {text}").format(text=text[:60]))
        self.implied.setChecked(passage.implied)
        self.implied.setAccessibleName(tr("Implied, not said: {text}").format(text=text[:60]))
        self.remove.setAccessibleName(tr("Remove the passage: {text}").format(text=text[:60]))

    def _set_implied(self, implied: bool) -> None:
        change = partial(
            details.set_implied,
            map_id=self._desk.map.id,
            claim=self._claim,
            passage_id=self._passage,
            implied=implied,
        )
        self._desk.edit(tr("Mark as implied") if implied else tr("Mark as explicit"), change)

    def _remove(self) -> None:
        change = partial(
            details.remove_passage, map_id=self._desk.map.id, claim=self._claim, passage_id=self._passage
        )
        self._desk.edit(tr("Remove passage"), change)


class UseRow(QWidget):
    """One inference that the claim is a premise of."""

    def __init__(self, inference_id: Id, desk: Desk) -> None:
        super().__init__()
        self._inference = inference_id
        self._claim: Id = ""
        self._desk = desk
        self.words = Link(desk)
        self.words.clicked.connect(lambda: desk.go_to(inference_id))
        self.here = plain_label(tr("Drawn here"), quiet=True)
        self.here.setWordWrap(False)
        self.primary = Small(tr("Make primary"), self._make_primary)
        self.primary.setToolTip(tr("Draw the claim in this place."))
        self.unlink = Small(tr("Unlink"), self._unlink)
        self.unlink.setToolTip(tr("Use the claim here no longer."))
        line = flow_of(self.here, self.primary, self.unlink)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.words)
        layout.addWidget(line)

    def show_use(self, claim_id: Id, use: Inference, primary: Inference | None) -> None:
        """Show the use as it is now; `primary` is the one the claim is drawn in."""
        self._claim = claim_id
        text = words.use_of(self._desk.map, use)
        self.words.set_words(text)
        drawn = primary is not None and primary.id == use.id
        if drawn and self.primary.hasFocus():
            self.unlink.setFocus()
        self.here.setVisible(drawn)
        self.primary.setVisible(not drawn)
        self.primary.setAccessibleName(tr("Make primary: {text}").format(text=text))
        self.unlink.setAccessibleName(tr("Unlink: {text}").format(text=text))

    def _make_primary(self) -> None:
        change = partial(
            uses.choose_primary, map_id=self._desk.map.id, claim=self._claim, inference=self._inference
        )
        self._desk.edit(tr("Make primary"), change)

    def _unlink(self) -> None:
        change = partial(uses.unlink, map_id=self._desk.map.id, claim=self._claim, inference=self._inference)
        self._desk.edit(tr("Unlink claim"), change)
