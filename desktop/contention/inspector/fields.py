"""The fields that claims and inferences share; each shows one or several items at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from contention.inspector import words
from contention.inspector.chips import Choice
from contention.inspector.desk import Desk, tr
from contention.inspector.signs import sign_icon
from contention.inspector.writing import GrowingText, Line
from contention.model import details
from contention.model.project import BASES, Claim, ClaimRating, Id, Inference, InferenceRating


class Group(QWidget):
    """A labelled group of the pane."""

    def __init__(self, title: str, *contents: QWidget, buddy: QWidget | None = None) -> None:
        super().__init__()
        self.label = plain_label(title)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.label.setBuddy(buddy or contents[0])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self.label)
        for content in contents:
            layout.addWidget(content)


def plain_label(text: str = "", *, quiet: bool = False) -> QLabel:
    """A label that shows text as it is, wrapped."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if quiet:
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def shared(values: set[str]) -> str | None:
    """The value that all items have; None where they differ."""
    return next(iter(values)) if len(values) == 1 else None


class UnstatedBox(QCheckBox):
    """Whether the article relies on the claims without saying them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Unstated"))
        self._desk = desk
        self._claims: list[Claim] = []
        self.setAccessibleName(tr("Unstated in the article"))
        self.setToolTip(tr("The article relies on it but does not say it."))
        self.clicked.connect(self._change)

    def show_items(self, claims: list[Claim]) -> None:
        """Show what holds for these claims."""
        self._claims = claims
        states = {claim.unstated for claim in claims}
        self.setTristate(len(states) > 1)
        partly, on, off = Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked, Qt.CheckState.Unchecked
        self.setCheckState(partly if len(states) > 1 else on if True in states else off)

    def _change(self) -> None:
        wanted = not all(claim.unstated for claim in self._claims)
        ids = [claim.id for claim in self._claims]
        map_id = self._desk.session.map_id
        label = tr("Mark as unstated") if wanted else tr("Mark as stated")
        change = partial(details.set_unstated, map_id=map_id, ids=ids, unstated=wanted)
        self._desk.edit(label, change)
        self.show_items([self._desk.map.claims[i] for i in ids if i in self._desk.map.claims])


class BasisBox(QComboBox):
    """What claims rest on: one of the usual, or a word of the reader's own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: tuple[Id, ...] = ()
        name = tr("Rests on")
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the pane
        self._line = Line(name)
        self._line.setMaxLength(details.MAX_NAME_LENGTH)
        self.setLineEdit(self._line)
        self._names = {basis: words.bases().get(basis, basis) for basis in BASES}
        with QSignalBlocker(self):
            self.addItem("", "")
            for basis, shown in self._names.items():
                self.addItem(shown, basis)
            self.setCurrentIndex(-1)
        # Words completed while typing would be taken for the reader's own.
        self._line.setCompleter(None)  # type: ignore[arg-type]  # the stubs do not know "none"
        self.dress()
        self._line.committed.connect(self._change)
        self.activated.connect(lambda _index: self._line.commit())

    def dress(self) -> None:
        """Draw the signs in the theme's colours."""
        for index in range(1, self.count()):
            self.setItemIcon(
                index, sign_icon(self.itemData(index), self._desk.theme, self.devicePixelRatioF())
            )

    def show_items(self, claims: list[Claim]) -> None:
        """Show what these claims rest on; nothing where they differ."""
        self._ids = tuple(claim.id for claim in claims)
        basis = shared({claim.basis for claim in claims})
        self._line.setPlaceholderText(tr("several") if basis is None else tr("nothing said yet"))
        self._line.show_text(",".join(self._ids), self._names.get(basis or "", basis or ""))

    def commit(self) -> None:
        """Send what was typed, if anything was."""
        self._line.commit()

    def _change(self, owner: str, text: str) -> None:
        by_name = {shown.casefold(): basis for basis, shown in self._names.items()}
        wanted = by_name.get(text.strip().casefold(), text)
        ids = owner.split(",")
        if (map_id := self._desk.map_of(ids[0])) is not None:
            change = partial(details.set_basis, map_id=map_id, ids=ids, basis=wanted)
            self._desk.edit(tr("Change basis"), change)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the pane; it never changes what a claim rests on."""
        event.ignore()


class ClaimRatingChips(Choice):
    """What the reader thinks of claims."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("My rating"), words.claim_ratings(), desk)
        self._desk = desk
        self._ids: list[Id] = []
        self.chosen.connect(self._change)

    def show_items(self, claims: list[Claim]) -> None:
        """Show the rating that these claims have."""
        self._ids = [claim.id for claim in claims]
        self.show_value(shared({claim.rating or "" for claim in claims}))

    def _change(self, value: str) -> None:
        rating = ClaimRating(value) if value else None
        change = partial(
            details.set_claim_rating, map_id=self._desk.session.map_id, ids=self._ids, rating=rating
        )
        self._desk.edit(tr("Rate claim"), change)


class InferenceRatingChips(Choice):
    """How well the reader thinks the premises of inferences bear on their targets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Strength of the step"), words.inference_ratings(), desk)
        self._desk = desk
        self._ids: list[Id] = []
        self.chosen.connect(self._change)

    def show_items(self, inferences: list[Inference]) -> None:
        """Show the rating that these inferences have."""
        self._ids = [inference.id for inference in inferences]
        self.show_value(shared({inference.rating or "" for inference in inferences}))

    def _change(self, value: str) -> None:
        rating = InferenceRating(value) if value else None
        change = partial(
            details.set_inference_rating, map_id=self._desk.session.map_id, ids=self._ids, rating=rating
        )
        self._desk.edit(tr("Rate inference"), change)


class NoteText(GrowingText):
    """The note on one claim or inference."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Note"), least=2, most=10)
        self._desk = desk
        self.setObjectName("note")
        self.setPlaceholderText(tr("For yourself"))
        self.committed.connect(self._change)

    def _change(self, item: str, text: str) -> None:
        if (map_id := self._desk.map_of(item)) is not None:
            change = partial(details.set_note, map_id=map_id, ids=[item], note=text)
            self._desk.edit(tr("Change note"), change, merge=f"note:{item}")
