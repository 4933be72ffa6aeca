"""What of the map is exported and how it looks: the part of the dialog that every format shares."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from contention.diagram.themes import THEME_IDS, theme
from contention.export.options import TRANSPARENT, PictureOptions
from contention.model.project import Id, Orientation
from contention.shell.export_request import ExportRequest, Subject

NAMED_LETTERS = 28
"""Of the claim that a branch is named by."""


class LookFields(QWidget):
    """Edits `PictureOptions` and whether folded branches stay folded."""

    changed = Signal()

    def __init__(self, suggested: ExportRequest, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._subject = suggested.options.picture, subject
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._pictured: list[QWidget] = []
        self._build_part()
        self._build_look()
        self._build_more()
        self.folded.setChecked(suggested.folded)

    def options(self) -> PictureOptions:
        """What is chosen now; branches that are folded are not in it."""
        part, chosen = self._part()
        clear = self.transparent.isChecked()
        return replace(
            self._before,
            theme_id=str(self.palette_box.currentData()),
            dark=self.dark.isChecked(),
            background=TRANSPARENT
            if clear
            else ("" if self._before.background == TRANSPARENT else self._before.background),
            orientation=Orientation(self.direction.currentData()) if self.direction.currentData() else None,
            compact=self.stacking.currentData(),
            part=part,
            chosen=chosen,
            folded=frozenset(),
            **{name: box.isChecked() for name, box in self.more.items()},
        )

    def show_format(self, *, picture: bool) -> None:
        """Show what a format has; one of words has no colours and no directions."""
        for widget in self._pictured:
            widget.setVisible(picture)

    def _part(self) -> tuple[Literal["map", "branch", "selection"], tuple[Id, ...]]:
        if self.branch.isChecked():
            return "branch", self._branch
        if self.selection.isChecked():
            return "selection", self._selected
        return "map", ()

    # -- building --------------------------------------------------------------------------

    def _build_part(self) -> None:
        picture, subject = self._before, self._subject
        again = picture.chosen if picture.chosen and all(map(self._there, picture.chosen)) else ()
        self._branch: tuple[Id, ...] = (subject.branch,) if subject.branch is not None else ()
        self._selected = subject.selected
        if picture.part == "branch" and again:
            self._branch = again
        elif picture.part == "selection" and again:
            self._selected = again
        self.whole = QRadioButton(self.tr("The &whole map"))
        self.branch = QRadioButton(self.tr("One &branch"))
        self.selection = QRadioButton(self.tr("The &selection"))
        self.branch.setEnabled(bool(self._branch))
        self.selection.setEnabled(bool(self._selected))
        if self._branch:
            self.branch.setText(self.tr("One &branch: {claim}").format(claim=self._named(self._branch[-1])))
        if self._selected:
            count = len(self._selected)
            said = (
                self.tr("The &selection: 1 item") if count == 1 else self.tr("The &selection: {count} items")
            )
            self.selection.setText(said.format(count=count))
        buttons = {"map": self.whole, "branch": self.branch, "selection": self.selection}
        buttons[picture.part if again else "map"].setChecked(True)
        self.folded = QCheckBox(self.tr("&Folded branches stay folded"))
        self.folded.setEnabled(bool(subject.folded))
        column = self._column(self.tr("Show"))
        for name, button in (*buttons.items(), ("folded", self.folded)):
            button.setObjectName(f"export-{name}")
            button.toggled.connect(self._changed)
            column.addWidget(button)

    def _build_look(self) -> None:
        picture = self._before
        self.palette_box = QComboBox()
        for theme_id in THEME_IDS:
            self.palette_box.addItem(self.tr(theme(theme_id).name), theme_id)
        self.direction = QComboBox()
        for words, value in (
            (self.tr("As on the map"), None),
            (self.tr("From top to bottom"), Orientation.DOWN.value),
            (self.tr("From bottom to top"), Orientation.UP.value),
            (self.tr("From left to right"), Orientation.RIGHT.value),
        ):
            self.direction.addItem(words, value)
        self.stacking = QComboBox()
        for words, stacked in (
            (self.tr("As on the map"), None),
            (self.tr("Stacked, for less width"), True),
            (self.tr("Side by side"), False),
        ):
            self.stacking.addItem(words, stacked)
        for words, name, box, now in (
            (self.tr("&Palette"), "palette", self.palette_box, picture.theme_id),
            (
                self.tr("&Direction"),
                "direction",
                self.direction,
                picture.orientation and picture.orientation.value,
            ),
            (self.tr("End &claims"), "stacking", self.stacking, picture.compact),
        ):
            box.setObjectName(f"export-{name}")
            box.setAccessibleName(words.replace("&", ""))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setCurrentIndex(next((i for i in range(box.count()) if box.itemData(i) == now), 0))
            box.currentIndexChanged.connect(self._changed)
            self._row(words, box)
        self.dark = QCheckBox(self.tr("Dar&k colours"))
        self.transparent = QCheckBox(self.tr("Tra&nsparent background"))
        for name, tick, on in (
            ("dark", self.dark, picture.dark),
            ("transparent", self.transparent, picture.background == TRANSPARENT),
        ):
            tick.setObjectName(f"export-{name}")
            tick.setChecked(on)
            tick.toggled.connect(self._changed)
        column = self._column("")
        column.addWidget(self.dark)
        column.addWidget(self.transparent)
        self._pictured += [self.dark, self.transparent]

    def _build_more(self) -> None:
        self.more: dict[str, QCheckBox] = {}
        column = self._column(self.tr("With"))
        for name, words in (
            ("title", self.tr("Tit&le")),
            ("source", self.tr("So&urce of the article")),
            ("legend", self.tr("Le&gend")),
            ("notes", self.tr("Notes as f&ootnotes")),
            ("ratings", self.tr("R&atings and bases")),
            ("tags", self.tr("Tags")),
        ):
            tick = self.more[name] = QCheckBox(words)
            tick.setObjectName(f"export-{name}")
            tick.setChecked(getattr(self._before, name))
            tick.toggled.connect(self._changed)
            column.addWidget(tick)
        self._pictured += [self.more["title"], self.more["source"], self.more["legend"]]

    def _row(self, words: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self._pictured += [label, field]

    def _column(self, words: str) -> QVBoxLayout:
        """Several controls beside one word."""
        row = self._grid.rowCount()
        if words:
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(0, 1, 0, 0)
            column_top = QVBoxLayout()
            column_top.addWidget(label)
            column_top.addStretch(1)
            self._grid.addLayout(column_top, row, 0)
        column = QVBoxLayout()
        column.setSpacing(4)
        self._grid.addLayout(column, row, 1)
        return column

    def _changed(self) -> None:
        self.changed.emit()

    def _there(self, item: Id) -> bool:
        return item in self._subject.map.claims or item in self._subject.map.inferences

    def _named(self, item: Id) -> str:
        """The item in a few words, as a button shows them."""
        claim = self._subject.map.claims.get(item)
        words = " ".join(claim.text.split()) if claim is not None else self.tr("a step")
        words = words or self.tr("(no words yet)")
        if len(words) > NAMED_LETTERS:
            words = words[: NAMED_LETTERS - 1].rstrip() + "…"
        return f"“{words}”".replace("&", "&&")
