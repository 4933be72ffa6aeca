"""The details of one inference: what kind of step it is, between which claims."""

from __future__ import annotations

from functools import partial

from contention.inspector import words
from contention.inspector.chips import Choice
from contention.inspector.desk import Desk, tr
from contention.inspector.fields import Group, InferenceRatingChips, NoteText, plain_label
from contention.inspector.links import Link, Rows
from contention.inspector.page import Page
from contention.inspector.tags import TagsField
from contention.inspector.writing import Line
from contention.model import details, kinds
from contention.model.project import Id, Kind


class InferencePage(Page):
    """Everything the project holds about one inference, to be changed in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._inference: Id = ""
        self.role = plain_label(tr("Inference"), quiet=True)
        self.role.setObjectName("role")
        self.kind = Choice(tr("Kind"), words.kinds(), desk, needed=True)
        self.kind.chosen.connect(self._set_kind)
        self.premises: Rows[Link] = Rows(self._make_link)
        self.target: Rows[Link] = Rows(self._make_link)
        self.scheme = Line(tr("Scheme"))
        self.scheme.setObjectName("scheme")
        self.scheme.setMaxLength(details.MAX_NAME_LENGTH)
        self.scheme.setPlaceholderText(tr("e.g. expert opinion"))
        self.scheme.committed.connect(self._set_scheme)
        self.rating = InferenceRatingChips(desk)
        self.tags = TagsField(desk)
        self.note = NoteText(desk)
        self.objections: Rows[Link] = Rows(self._make_link)
        self.objections_group = Group(tr("Said about this step"), self.objections)
        self.premises_group = Group(tr("Premises"), self.premises)
        self.target_group = Group(tr("Supports"), self.target)
        for part in (
            self.role,
            Group(tr("Kind"), self.kind),
            self.premises_group,
            self.target_group,
            Group(tr("Scheme"), self.scheme),
            Group(tr("Strength of the step"), self.rating),
            Group(tr("Tags"), self.tags, buddy=self.tags.new_name),
            Group(tr("Note"), self.note),
            self.objections_group,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_ids(self, ids: tuple[Id, ...]) -> None:
        current = self.desk.map
        inference = current.inferences[ids[-1]]
        self._inference = inference.id
        self.kind.show_value(inference.kind.value)
        for key, row in self.premises.show_keys(
            [p for p in inference.premises if p in current.claims]
        ).items():
            row.set_words(words.text_of(current, key))
        reason = inference.kind is Kind.REASON
        self.target_group.label.setText(tr("Supports") if reason else tr("Opposes"))
        there = inference.target in current.claims or inference.target in current.inferences
        for row in self.target.show_keys([inference.target] if there else []).values():
            row.set_words(words.target_of(current, inference))
        self.scheme.show_text(inference.id, inference.scheme)
        self.rating.show_items([inference])
        self.tags.show_items([inference])
        self.note.show_text(inference.id, inference.note)
        about = self.desk.structure.inferences_of.get(inference.id, [])
        for key, row in self.objections.show_keys([other.id for other in about]).items():
            premises = ", ".join(words.text_of(current, p) for p in current.inferences[key].premises)
            kind = words.kinds()[current.inferences[key].kind.value]
            row.set_words(tr("{kind}: {text}").format(kind=kind, text=premises))
        self.objections_group.setVisible(bool(about))

    def commit(self) -> None:
        for field in (self.scheme, self.tags, self.note):
            field.commit()

    def dress(self) -> None:
        self.tags.dress()
        self.update()

    def _make_link(self, item: Id) -> Link:
        link = Link(self.desk)
        link.clicked.connect(lambda: self.desk.go_to(item))
        return link

    def _set_kind(self, value: str) -> None:
        kind = Kind(value)
        change = partial(kinds.set_kind, map_id=self.desk.map.id, inferences=[self._inference], kind=kind)
        self.desk.edit(tr("Make reason") if kind is Kind.REASON else tr("Make objection"), change)

    def _set_scheme(self, inference_id: Id, name: str) -> None:
        if (map_id := self.desk.map_of(inference_id)) is not None:
            change = partial(details.set_scheme, map_id=map_id, ids=[inference_id], scheme=name)
            self.desk.edit(tr("Change scheme"), change)
