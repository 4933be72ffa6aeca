"""The details of several items: how many there are, and the fields that apply to all of them."""

from __future__ import annotations

from contention.inspector.desk import Desk, tr
from contention.inspector.fields import (
    BasisBox,
    ClaimRatingChips,
    Group,
    InferenceRatingChips,
    UnstatedBox,
    plain_label,
)
from contention.inspector.page import Page
from contention.inspector.tags import TagsField
from contention.model.project import Id


class SeveralPage(Page):
    """What can be said of all selected items at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.count = plain_label()
        self.count.setObjectName("count")
        font = self.count.font()
        font.setBold(True)
        self.count.setFont(font)
        self.unstated = UnstatedBox(desk)
        self.basis = BasisBox(desk)
        self.claim_rating = ClaimRatingChips(desk)
        self.inference_rating = InferenceRatingChips(desk)
        self.tags = TagsField(desk)
        self.basis_group = Group(tr("Rest on"), self.basis)
        self.claim_rating_group = Group(tr("My rating"), self.claim_rating)
        self.inference_rating_group = Group(tr("Strength of the steps"), self.inference_rating)
        for part in (
            self.count,
            self.unstated,
            self.basis_group,
            self.claim_rating_group,
            self.inference_rating_group,
            Group(tr("Tags"), self.tags, buddy=self.tags.new_name),
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_ids(self, ids: tuple[Id, ...]) -> None:
        current = self.desk.map
        claims = [current.claims[i] for i in ids if i in current.claims]
        inferences = [current.inferences[i] for i in ids if i in current.inferences]
        parts = [tr("1 claim") if len(claims) == 1 else tr("%n claims", len(claims))] if claims else []
        if inferences:
            steps = tr("1 inference") if len(inferences) == 1 else tr("%n inferences", len(inferences))
            parts.append(steps)
        self.count.setText(tr("{parts} selected").format(parts=tr(" and ").join(parts)))
        only_claims, only_inferences = not inferences, not claims
        self.unstated.setVisible(only_claims)
        self.basis_group.setVisible(only_claims)
        self.claim_rating_group.setVisible(only_claims)
        self.inference_rating_group.setVisible(only_inferences)
        if only_claims:
            self.unstated.show_items(claims)
            self.basis.show_items(claims)
            self.claim_rating.show_items(claims)
        if only_inferences:
            self.inference_rating.show_items(inferences)
        self.tags.show_items([*claims, *inferences])

    def commit(self) -> None:
        self.basis.commit()
        self.tags.commit()

    def dress(self) -> None:
        self.basis.dress()
        self.tags.dress()
        self.update()
