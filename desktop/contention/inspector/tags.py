"""Tags: a chip for each of the project's, and rows to rename, recolour and delete them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from contention.inspector import words
from contention.inspector.chips import Chip
from contention.inspector.desk import Desk, tr
from contention.inspector.flow import FlowLayout, flow_of
from contention.inspector.links import Rows, Small
from contention.inspector.signs import sign_icon
from contention.inspector.writing import Line
from contention.model import details
from contention.model.project import (
    TAG_COLOURS,
    Claim,
    Id,
    Inference,
    Project,
    Tag,
    in_order,
    new_id,
)


class TagsField(QWidget):
    """Which tags the items have; a line to make a new one; and, on request, all tags to change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._items: list[Claim | Inference] = []
        self.setAccessibleName(tr("Tags"))
        self._flow_room = QWidget()
        self._flow = FlowLayout(self._flow_room)
        self.chips: dict[Id, Chip] = {}
        self.new_name = Line(tr("New tag"))
        self.new_name.setPlaceholderText(tr("New tag"))
        self.new_name.setObjectName("new-tag")
        self.new_name.setMaxLength(details.MAX_NAME_LENGTH)
        self.new_name.committed.connect(self._add)
        self.change_button = Small(tr("Change…"), self._toggle_rows)
        self.change_button.setCheckable(True)
        self.change_button.setAccessibleName(tr("Change tags"))
        self.change_button.setToolTip(tr("Rename, recolour or delete tags"))
        self.rows: Rows[TagRow] = Rows(lambda tag_id: TagRow(tag_id, desk))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.new_name, 1)
        line.addWidget(self.change_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._flow_room)
        layout.addLayout(line)
        layout.addWidget(self.rows)
        self.rows.hide()

    def show_items(self, items: list[Claim | Inference]) -> None:
        """Show the tags that these items have."""
        self._items = items
        tags = in_order(self._desk.session.project.tags.values())
        if list(self.chips) != [tag.id for tag in tags]:
            self._remake(tags)
        for tag in tags:
            has = [tag.id in item.tags for item in items]
            self.chips[tag.id].set_words(tag.name, tag.colour)
            self.chips[tag.id].setAccessibleName(tr("Tag: {name}").format(name=tag.name))
            self.chips[tag.id].show_state(None if any(has) and not all(has) else all(has) and bool(has))
        self._flow_room.setVisible(bool(tags))
        self.change_button.setVisible(bool(tags))
        if not tags:
            self.change_button.setChecked(False)
        self._show_rows(tags)

    def commit(self) -> None:
        """Send what was typed, if anything was."""
        for row in self.rows.rows.values():
            row.name.commit()

    def dress(self) -> None:
        """Draw the signs in the theme's colours."""
        for row in self.rows.rows.values():
            row.dress()

    def _show_rows(self, tags: list[Tag]) -> None:
        shown = tags if self.change_button.isChecked() else []
        for key, row in self.rows.show_keys([tag.id for tag in shown]).items():
            row.show_tag(self._desk.session.project.tags[key])

    def _toggle_rows(self) -> None:
        self._show_rows(in_order(self._desk.session.project.tags.values()))
        if not self.change_button.isChecked():
            return
        first = next(iter(self.rows.rows.values()), None)
        if first is not None:
            first.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remake(self, tags: list[Tag]) -> None:
        for tag_id in [tag_id for tag_id in self.chips if all(tag.id != tag_id for tag in tags)]:
            chip = self.chips.pop(tag_id)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
        kept, self.chips = self.chips, {}
        for tag in tags:
            chip = kept.get(tag.id) or self._make_chip(tag.id)
            self.chips[tag.id] = chip
            self._flow.addWidget(chip)
            chip.show()

    def _make_chip(self, tag_id: Id) -> Chip:
        chip = Chip("", self._desk, self._flow_room)
        chip.clicked.connect(lambda: self._toggle(tag_id))
        return chip

    def _toggle(self, tag_id: Id) -> None:
        ids = [item.id for item in self._items]
        wanted = not all(tag_id in item.tags for item in self._items)
        change = partial(details.set_tag, map_id=self._desk.session.map_id, ids=ids, tag_id=tag_id, on=wanted)
        if not self._desk.edit(tr("Add tag") if wanted else tr("Remove tag"), change):
            self.show_items(self._items)

    def _add(self, _owner: str, name: str) -> None:
        """Give the items a tag of this name: the one there is, or a new one in a colour not used yet."""
        self.new_name.show_text("", "")
        name = details.clean_name(name)
        if not name:
            return
        tags = self._desk.session.project.tags
        ids = [item.id for item in self._items]
        map_id = self._desk.session.map_id
        known = next((tag for tag in tags.values() if tag.name.casefold() == name.casefold()), None)
        used = [tag.colour for tag in tags.values()]
        colour = min(TAG_COLOURS[1:], key=used.count)
        tag = known or Tag(id=new_id(), name=name, colour=colour)

        def change(project: Project) -> Project:
            with_tag = project if known else details.add_tag(project, tag)
            return details.set_tag(with_tag, map_id, ids, tag.id, on=True)

        self._desk.edit(tr("Add tag"), change)


class TagRow(QWidget):
    """One tag to rename, recolour or delete."""

    def __init__(self, tag_id: Id, desk: Desk) -> None:
        super().__init__()
        self._tag = tag_id
        self._desk = desk
        self.name = Line(tr("Name of the tag"))
        self.name.setMaxLength(details.MAX_NAME_LENGTH)
        self.name.committed.connect(self._rename)
        self.colour = ColourBox(desk)
        self.colour.activated.connect(self._recolour)
        self.delete = Small(tr("Delete"), self._delete)
        line = flow_of(self.colour, self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 6)
        layout.setSpacing(4)
        layout.addWidget(self.name)
        layout.addWidget(line)

    def show_tag(self, tag: Tag) -> None:
        """Show the tag as it is now."""
        self.name.show_text(tag.id, tag.name)
        self.colour.show_colour(tag.colour)
        self.colour.setAccessibleName(tr("Colour of the tag {name}").format(name=tag.name))
        self.delete.setAccessibleName(tr("Delete the tag {name}").format(name=tag.name))

    def dress(self) -> None:
        """Draw the signs in the theme's colours."""
        self.colour.dress()

    def _rename(self, _owner: str, name: str) -> None:
        if self._tag not in self._desk.session.project.tags:
            return
        self._desk.edit(tr("Rename tag"), partial(details.change_tag, tag_id=self._tag, name=name))
        self._show_again()

    def _recolour(self, _index: int) -> None:
        colour = self.colour.currentData()
        self._desk.edit(tr("Change colour"), partial(details.change_tag, tag_id=self._tag, colour=colour))

    def _delete(self) -> None:
        self._desk.edit(tr("Delete tag"), partial(details.delete_tag, tag_id=self._tag))

    def _show_again(self) -> None:
        """What was refused, or came out in other words."""
        if (tag := self._desk.session.project.tags.get(self._tag)) is not None:
            self.show_tag(tag)


class ColourBox(QComboBox):
    """The colours a tag can have, each with its own sign and name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        for colour, shown in words.colours().items():
            self.addItem(shown, colour)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

    def dress(self) -> None:
        """Draw the signs in the theme's colours."""
        for index in range(self.count()):
            icon = sign_icon(self.itemData(index), self._desk.theme, self.devicePixelRatioF())
            self.setItemIcon(index, icon)

    def show_colour(self, colour: str) -> None:
        """Show the colour that the tag has."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(colour)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the pane."""
        event.ignore()
