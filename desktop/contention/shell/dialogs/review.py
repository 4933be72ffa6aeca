"""Shows what would become of an article's passages in a newer version of it, before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from contention.article.anchoring import Outcome, Refound
from contention.model.project import Id, Span
from contention.session.article_commands import Review
from contention.shell.dialogs.labels import plain_label, shortened

AROUND = 160
"""Characters of the new text that are shown on either side of a place."""
SHOWN = 90
"""Characters of a passage in a list."""
ORDER = (Outcome.TIE, Outcome.LOST, Outcome.CHANGED, Outcome.SAME)
"""What needs a look comes first."""


class ReviewDialog(QDialog):
    """A list of the passages; of the marked one, its words as they were and as they are in the new text.

    Where several places are as good as each other none is taken beforehand. Every place can be refused:
    then the passage keeps its words and is listed as not found.
    """

    def __init__(self, name: str, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-dialog")
        self.setWindowTitle(self.tr("Replace the article"))
        self._review = review
        self._text = review.text.text
        self._passages = [one for outcome in ORDER for one in review.of(outcome)]
        self._chosen: dict[Id, Span | None] = {}
        heading = plain_label(self.tr("What becomes of the passages in “{name}”").format(name=name))
        heading.setProperty("role", "heading")
        self.count = plain_label("")
        self.count.setObjectName("review-count")
        self.list = _list("review-passages", self.tr("Passages of the article"))
        self.places = _list("review-places", self.tr("Where the passage stands in the new text"))
        self.old = _field("review-old", self.tr("As it was"))
        self.new = _field("review-new", self.tr("In the new text"))
        self.list.currentRowChanged.connect(self._show)
        # What is selected counts, not what is current: Qt makes a row current as soon as the list is entered.
        self.places.itemSelectionChanged.connect(self._choose)
        self._build_buttons()
        note = plain_label(self.tr("Nothing is kept before you replace it. Undo gives the old article back."))
        note.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 4)
        layout.addLayout(self._grid(), 5)
        layout.addWidget(note)
        layout.addWidget(self.buttons)
        self.resize(780, 660)
        self._fill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def chosen(self) -> dict[Id, Span | None]:
        """The places that were chosen, by passage; None where the reader said that it is none of them."""
        return dict(self._chosen)

    # -- building --------------------------------------------------------------------------

    def _build_buttons(self) -> None:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.ok = self.buttons.addButton(
            self.tr("&Replace the article"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.where = _title(self.tr("It stands &at"), self.places)
        grid.addWidget(_title(self.tr("As it &was"), self.old), 0, 0)
        grid.addWidget(_title(self.tr("In the &new text"), self.new), 0, 1)
        grid.addWidget(self.old, 1, 0)
        grid.addWidget(self.new, 1, 1)
        grid.addWidget(self.where, 2, 0, 1, 2)
        grid.addWidget(self.places, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(3, 2)
        return grid

    # -- what is shown ---------------------------------------------------------------------

    def _fill(self) -> None:
        for one in self._passages:
            self.list.addItem(QListWidgetItem(self._line(one)))
        self._tell()

    def _line(self, one: Refound) -> str:
        words = shortened(one.passage.exact, SHOWN)
        return self.tr("{outcome}: “{words}”").format(outcome=self._said(one), words=words)

    def _said(self, one: Refound) -> str:
        """What becomes of a passage, in a word or two and with a sign."""
        if one.passage.id in self._chosen:
            place = self._chosen[one.passage.id]
            if place is None:
                return self.tr("✕ Not found")
            if one.outcome is Outcome.TIE:
                return self.tr("✓ Chosen")
        return {
            Outcome.TIE: self.tr("? Choose where"),
            Outcome.LOST: self.tr("✕ Not found"),
            Outcome.CHANGED: self.tr("≈ Changed"),
            Outcome.SAME: self.tr("✓ The same words"),
        }[one.outcome]

    def _tell(self) -> None:
        """How many of each there are, as it is decided now."""
        said = [self._state(one) for one in self._passages]
        parts = [
            (said.count(Outcome.SAME), self.tr("{} with the same words")),
            (said.count(Outcome.CHANGED), self.tr("{} changed")),
            (said.count(Outcome.TIE), self.tr("{} to choose a place for")),
            (said.count(Outcome.LOST), self.tr("{} not found")),
        ]
        words = " · ".join(text.format(number) for number, text in parts if number)
        if said.count(Outcome.TIE) or said.count(Outcome.LOST):
            words += "\n" + self.tr(
                "What has no place stays on the map with its words, to be found again later."
            )
        self.count.setText(words)

    def _state(self, one: Refound) -> Outcome:
        if one.passage.id not in self._chosen:
            return one.outcome
        if self._chosen[one.passage.id] is None:
            return Outcome.LOST
        return Outcome.CHANGED if one.outcome is Outcome.CHANGED else Outcome.SAME

    def _show(self, row: int) -> None:
        """Show the marked passage, and the places that it may have."""
        if not 0 <= row < len(self._passages):
            return
        one = self._passages[row]
        before, words, after = one.passage.prefix, one.passage.exact, one.passage.suffix
        before, after = "…" * (one.passage.start > len(before)) + before, f"{after}…" if after else ""
        _write(self.old, before + words + after, len(before), len(words))
        self.places.blockSignals(True)
        self.places.clear()
        for number, place in enumerate(one.places, start=1):
            self.places.addItem(self._place_line(number, place))
        if one.places:
            self.places.addItem(self.tr("Nowhere: keep the words and list the passage as not found"))
        self.places.setCurrentRow(self._row_chosen(one))
        self.places.blockSignals(False)
        for widget in (self.where, self.places):
            widget.setEnabled(bool(one.places))
        self._show_place(one)

    def _place_line(self, number: int, place: Span) -> str:
        words = shortened(self._text[place[0] : place[1]], SHOWN)
        heading = " › ".join(self._review.text.heading_path(place[0]))
        line = self.tr("{number}. “{words}”").format(number=number, words=words)
        return f"{line}  ({shortened(heading, SHOWN)})" if heading else line

    def _row_chosen(self, one: Refound) -> int:
        """The row of the place that is taken now; -1 where the reader has still to choose."""
        if one.passage.id in self._chosen:
            place = self._chosen[one.passage.id]
            return len(one.places) if place is None else one.places.index(place)
        return 0 if one.place is not None else -1

    def _choose(self) -> None:
        one = self._passages[self.list.currentRow()]
        selected = self.places.selectedIndexes()
        if not selected:
            return
        row = selected[0].row()
        place = one.places[row] if row < len(one.places) else None
        if place is not None and place == one.place:
            self._chosen.pop(one.passage.id, None)
        else:
            self._chosen[one.passage.id] = place
        self.list.currentItem().setText(self._line(one))
        self._tell()
        self._show_place(one)

    def _show_place(self, one: Refound) -> None:
        """The text around the place that is taken."""
        row = self._row_chosen(one)
        if 0 <= row < len(one.places):
            start, end = one.places[row]
            first, last = max(0, start - AROUND), end + AROUND
            before = ("…" if first else "") + self._text[first:start]
            after = self._text[end:last] + ("…" if last < len(self._text) else "")
            _write(self.new, before + self._text[start:end] + after, len(before), end - start)
        elif one.outcome is Outcome.TIE and row < 0:
            _write(self.new, self.tr("Several places are as good as each other. Choose one of them below."))
        else:
            _write(self.new, self.tr("Not in the new text. Its words stay on the map."))


def _write(field: QPlainTextEdit, words: str, start: int = 0, length: int = 0) -> None:
    """Show words, with a stretch of them set off: underlined and bold, no colour alone."""
    field.setPlainText(words)
    cursor = QTextCursor(field.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setCharFormat(QTextCharFormat())  # that of the words before stays otherwise
    # Places are code points; Qt counts UTF-16 units.
    begin = len(words[:start].encode("utf-16-le")) // 2
    end = begin + len(words[start : start + length].encode("utf-16-le")) // 2
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    mark = QTextCharFormat()
    mark.setFontWeight(QFont.Weight.Bold)
    mark.setFontUnderline(True)
    if length:
        cursor.mergeCharFormat(mark)
    cursor.setPosition(begin)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()


def _title(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "group")
    label.setBuddy(buddy)
    return label


def _list(name: str, words: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setWordWrap(True)
    made.setSpacing(2)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _field(name: str, words: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    return field
