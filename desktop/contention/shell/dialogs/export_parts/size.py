"""The size of a picture in pixels, in millimetres and in dots per inch: change one, the others follow."""

from __future__ import annotations

import math
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from contention.diagram.drawing import Rect
from contention.export.formats import MOST_FILES
from contention.export.kept import LEAST_DPI, MOST_DPI, MOST_MM, MOST_PIXELS
from contention.export.options import Size
from contention.export.png_size import BASE_DPI, Prediction, predicted_area

T = TypeVar("T", bound=QAbstractSpinBox)


class SizeFields(QWidget):
    """Edits a `Size` for a picture of a given area of the map's plane."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = Size()
        self._area = Rect(0, 0, 1, 1)
        self.width_px = self._pixels("export-width-px", self.tr("Width in pixels"))
        self.height_px = self._pixels("export-height-px", self.tr("Height in pixels"))
        self.width_mm = self._millimetres("export-width-mm", self.tr("Width in millimetres"))
        self.height_mm = self._millimetres("export-height-mm", self.tr("Height in millimetres"))
        self.dpi = QDoubleSpinBox(
            minimum=LEAST_DPI, maximum=MOST_DPI, singleStep=50, decimals=0, suffix=self.tr(" dpi")
        )
        self._name(self.dpi, "export-dpi", self.tr("Resolution in dots per inch"))
        self.tiles = QCheckBox(self.tr("Cut into tiles if too large"))
        self.tiles.setObjectName("export-tiles")
        self.less = QPushButton()
        self.less.setObjectName("export-lower")
        self.less.setAutoDefault(False)
        self.told = QLabel()
        self.told.setObjectName("export-size")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setProperty("role", "muted")
        self._lay_out()
        for field, name in (
            (self.width_px, "width_px"),
            (self.height_px, "height_px"),
            (self.width_mm, "width_mm"),
            (self.height_mm, "height_mm"),
        ):
            field.valueChanged.connect(
                lambda value, one=name, by=field: self._take(Size(dpi=self._dpi(), **{one: value}), by)
            )
        self.dpi.valueChanged.connect(self._take_dpi)
        self.tiles.toggled.connect(self._take_tiles)
        self.less.clicked.connect(self._take_lower)

    def set_area(self, area: Rect) -> None:
        """What is drawn now; fields that follow from it follow."""
        self._area = area
        self._follow()

    def set_size(self, size: Size, *, tiles: bool) -> None:
        """Start with these."""
        with QSignalBlocker(self.tiles):
            self.tiles.setChecked(tiles)
        self._size = size
        self._follow()

    def size_wanted(self) -> Size:
        """As it was given: what follows from another part is not in it."""
        return self._size

    def prediction(self) -> Prediction:
        """What comes of it."""
        return predicted_area(self._area, self._size)

    def possible(self) -> bool:
        """Whether it can be written, in one piece or in tiles where they are wanted."""
        found = self.prediction()
        return found.fits or (self.tiles.isChecked() and found.tiles <= MOST_FILES)

    # -- following -------------------------------------------------------------------------

    def _dpi(self) -> float:
        return self.prediction().dpi

    def _take(self, size: Size, by: QAbstractSpinBox) -> None:
        self._size = size
        self._follow(by)
        self.changed.emit()

    def _take_dpi(self, dpi: float) -> None:
        self._take(replace(self._size, dpi=dpi, scale=None), self.dpi)

    def _take_tiles(self) -> None:
        self._follow()
        self.changed.emit()

    def _take_lower(self) -> None:
        self._size = Size(scale=self.prediction().largest)
        self._follow()
        self.changed.emit()

    def _follow(self, but: QAbstractSpinBox | None = None) -> None:
        """Fill in what follows; a field that is being written in is left alone."""
        found = self.prediction()
        values: tuple[tuple[QSpinBox | QDoubleSpinBox, float], ...] = (
            (self.width_px, found.width_px),
            (self.height_px, found.height_px),
            (self.width_mm, found.width_mm),
            (self.height_mm, found.height_mm),
            (self.dpi, found.dpi),
        )
        for field, value in values:
            if field is not but:
                with QSignalBlocker(field):
                    if field is not self.dpi and value > field.maximum():  # too large is told, not hidden
                        field.setMaximum(math.ceil(value))
                    _set(field, value)
        self.told.setText(self._sentence(found))
        self.less.setText(
            self.tr("Use {dpi:,} dpi instead").format(dpi=int(found.largest * BASE_DPI))
            if found.largest * BASE_DPI >= 1
            else self.tr("Use a lower resolution")
        )
        self.less.setVisible(not found.fits)

    def _sentence(self, found: Prediction) -> str:
        size = self.tr("{width:,} × {height:,} pixels, {memory} when it is opened").format(
            width=found.width_px, height=found.height_px, memory=_memory(found.bytes)
        )
        if found.fits:
            return self.tr("{size}.").format(size=size)
        if found.tiles > MOST_FILES:
            return self.tr("Too large: {size}. Choose a lower resolution.").format(size=size)
        if self.tiles.isChecked():
            return self.tr("{size}: cut into {columns} × {rows} tiles.").format(
                size=size, columns=found.columns, rows=found.rows
            )
        return self.tr("Too large for one picture: {size}. Cut it into {count} tiles or choose less.").format(
            size=size, count=found.tiles
        )

    # -- building --------------------------------------------------------------------------

    def _pixels(self, name: str, words: str) -> QSpinBox:
        field = QSpinBox(minimum=1, maximum=MOST_PIXELS, suffix=self.tr(" px"))
        field.setGroupSeparatorShown(True)
        return self._name(field, name, words)

    def _millimetres(self, name: str, words: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox(minimum=1, maximum=MOST_MM, decimals=1, suffix=self.tr(" mm"))
        return self._name(field, name, words)

    @staticmethod
    def _name(field: T, name: str, words: str) -> T:
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setKeyboardTracking(True)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (words, pixels, millimetres) in enumerate(
            (
                (self.tr("Wid&th"), self.width_px, self.width_mm),
                (self.tr("&Height"), self.height_px, self.height_mm),
            )
        ):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(pixels)
            grid.addWidget(label, row, 0)
            grid.addWidget(pixels, row, 1)
            grid.addWidget(millimetres, row, 2)
        label = QLabel(self.tr("&Resolution"))
        label.setBuddy(self.dpi)
        grid.addWidget(label, 2, 0)
        grid.addWidget(self.dpi, 2, 1)
        grid.addWidget(self.told, 3, 0, 1, 3)
        grid.addWidget(self.less, 4, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.tiles, 5, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)


def _set(field: QSpinBox | QDoubleSpinBox, value: float) -> None:
    if isinstance(field, QSpinBox):
        field.setValue(round(value))
    else:
        field.setValue(value)


def _memory(count: int) -> str:
    """Bytes in the unit that people know from files."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{max(1, count // 1000)} kB"
