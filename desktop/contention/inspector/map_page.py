"""What the pane shows while nothing is selected: a sentence that teaches, and the map's own settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox

from contention.inspector import words
from contention.inspector.chips import Choice
from contention.inspector.desk import Desk, tr
from contention.inspector.fields import Group, plain_label
from contention.inspector.page import Page
from contention.inspector.writing import Line
from contention.model import maps
from contention.model.project import MAX_WIDTH, MIN_WIDTH, Id, Orientation

STEP = 10
"""Map units by which the box width goes up and down."""


class MapPage(Page):
    """Title, direction and sizes of the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.teaching = plain_label(
            tr("Select a claim or an inference to see what it rests on and to say what you think of it."),
            quiet=True,
        )
        self.title = Line(tr("Title of the map"))
        self.title.setObjectName("map-title")
        self.title.committed.connect(self._set_title)
        self.orientation = Choice(tr("Reasons stand"), words.orientations(), desk, needed=True)
        self.orientation.chosen.connect(self._set_orientation)
        self.compact = QCheckBox(tr("Stack end claims"))
        self.compact.setToolTip(tr("Claims that nothing is said about are put below each other."))
        self.compact.setAccessibleName(tr("Stack end claims"))
        self.compact.clicked.connect(self._set_compact)
        self.width_box = WidthBox()
        self.width_box.valueChanged.connect(self._set_width)
        for part in (
            self.teaching,
            Group(tr("Map"), self.title),
            Group(tr("Reasons stand"), self.orientation),
            self.compact,
            Group(tr("Width of boxes"), self.width_box),
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_ids(self, ids: tuple[Id, ...]) -> None:  # noqa: ARG002
        current = self.desk.map
        self.title.show_text(current.id, current.title)
        self.orientation.show_value(current.orientation.value)
        self.compact.setChecked(current.compact)
        self.width_box.show_width(current.box_width)

    def commit(self) -> None:
        self.title.commit()
        self.width_box.interpretText()

    def _set_title(self, map_id: Id, title: str) -> None:
        if map_id in self.desk.session.project.maps:
            self.desk.edit(tr("Rename map"), partial(maps.rename_map, map_id=map_id, title=title))
            self.title.show_text(map_id, self.desk.session.project.maps[map_id].title)

    def _set_orientation(self, value: str) -> None:
        change = partial(maps.set_orientation, map_id=self.desk.map.id, orientation=Orientation(value))
        self.desk.edit(tr("Turn map"), change)

    def _set_compact(self, compact: bool) -> None:
        change = partial(maps.set_compact, map_id=self.desk.map.id, compact=compact)
        self.desk.edit(tr("Stack end claims") if compact else tr("Put end claims side by side"), change)

    def _set_width(self, width: int) -> None:
        map_id = self.desk.map.id
        wanted = float(width) if width >= MIN_WIDTH else None
        change = partial(maps.set_box_width, map_id=map_id, width=wanted)
        self.desk.edit(tr("Change box width"), change, merge=f"box-width:{map_id}")


class WidthBox(QSpinBox):
    """A width in map units, or none: then the map chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Width of boxes"))
        self.setObjectName("box-width")
        self.setRange(int(MIN_WIDTH) - STEP, int(MAX_WIDTH))
        self.setSingleStep(STEP)
        self.setSpecialValueText(tr("automatic"))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_width(self, width: float | None) -> None:
        """Show the width that the map has."""
        value = self.minimum() if width is None else round(width)
        if value != self.value():
            with QSignalBlocker(self):
                self.setValue(value)

    def stepBy(self, steps: int) -> None:  # noqa: N802
        """From "automatic" upwards to a width that boxes usually have."""
        if self.value() == self.minimum() and steps > 0:
            self.setValue(230)
        else:
            super().stepBy(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the pane."""
        event.ignore()
