"""The options that one format alone has: paper and pages of PDF, outlines of SVG, steps of slides."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from contention.export.kept import LEAST_POSTER, MOST_OVERLAP_MM, MOST_POSTER
from contention.export.options import PAPERS, ExportOptions


class SpecialFields(QWidget):
    """Edits what is not the picture's nor its size's in `ExportOptions`; shows what the format has."""

    changed = Signal()

    def __init__(self, options: ExportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = options
        self.paper = QComboBox()
        self.paper.addItem(self.tr("As large as the map"), "")
        for paper in PAPERS:
            self.paper.addItem(paper.upper() if len(paper) == 2 else paper.capitalize(), paper)
        self.pages = QComboBox()
        for words, value in (
            (self.tr("All on one page"), "fit"),
            (self.tr("Poster of several pages"), "poster"),
            (self.tr("By branches"), "branches"),
        ):
            self.pages.addItem(words, value)
        self.poster = QDoubleSpinBox(
            minimum=LEAST_POSTER * 100, maximum=MOST_POSTER * 100, decimals=0, singleStep=10, suffix=" %"
        )
        self.poster.setValue(options.poster_scale * 100)
        self.overlap = QDoubleSpinBox(minimum=0, maximum=MOST_OVERLAP_MM, decimals=0, suffix=self.tr(" mm"))
        self.overlap.setValue(options.overlap_mm)
        self.outlines = QCheckBox(self.tr("Te&xt as outlines: looks alike without the font"))
        self.outlines.setChecked(options.outlines)
        self.steps = QCheckBox(self.tr("A slide for each step"))
        self.steps.setChecked(options.steps)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        for name, words, field in (
            ("paper", self.tr("Pape&r"), self.paper),
            ("pages", self.tr("Pages"), self.pages),
            ("poster", self.tr("Si&ze"), self.poster),
            ("overlap", self.tr("O&verlap"), self.overlap),
            ("outlines", "", self.outlines),
            ("steps", "", self.steps),
        ):
            self._add(name, words, field)
        self.paper.setCurrentIndex(max(0, self.paper.findData(options.paper)))
        self.pages.setCurrentIndex(max(0, self.pages.findData(options.pages)))
        for box in (self.paper, self.pages):
            box.currentIndexChanged.connect(self._changed)
        for number in (self.poster, self.overlap):
            number.valueChanged.connect(self._changed)
        for tick in (self.outlines, self.steps):
            tick.toggled.connect(self._changed)
        self.show_format(options.format)

    def options(self) -> ExportOptions:
        """What is chosen now, with what else was given."""
        return replace(
            self._before,
            paper=str(self.paper.currentData()),
            pages=self.pages.currentData(),
            poster_scale=self.poster.value() / 100,
            overlap_mm=self.overlap.value(),
            outlines=self.outlines.isChecked(),
            steps=self.steps.isChecked(),
        )

    def show_format(self, format_id: str) -> None:
        """Show the options of this format."""
        self._format = format_id
        on_paper = format_id == "pdf" and bool(self.paper.currentData())
        poster = on_paper and self.pages.currentData() == "poster"
        shown = {
            "paper": format_id == "pdf",
            "pages": on_paper,
            "poster": poster,
            "overlap": poster,
            "outlines": format_id == "svg",
            "steps": format_id == "pptx",
        }
        for name, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(shown[name])
        self.setVisible(any(shown.values()))

    def _changed(self) -> None:
        self.show_format(self._format)
        self.changed.emit()

    def _add(self, name: str, words: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        field.setObjectName(f"export-{name}")
        if not words:
            self._grid.addWidget(field, row, 0, 1, 2)
            self._rows[name] = (field,)
            return
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self._rows[name] = (label, field)
