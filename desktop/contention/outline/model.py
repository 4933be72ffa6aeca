"""The outline as an item model that follows a map by touching only the rows that differ.

The rows live in a `QStandardItemModel`, because a tree view asks for the place of every row
whenever one comes or goes: answered in Python that alone takes 40 ms for 5,000 rows. What a row
says is computed when it is asked for.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from contention.model.project import ArgumentMap, Id
from contention.outline import words
from contention.outline.tree import TOP, Key, Tree, changes, same_shape, touched

MANY = 200
"""Touched rows above which all rows are made anew, which costs the same then."""


class _TangledError(Exception):
    """A row would be put under one that is under it now, as when premise and conclusion change places."""


class Row(QStandardItem):
    """One line of the outline; what it says is the model's matter (`OutlineModel.data`)."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self.key = key
        self.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)


class OutlineModel(QStandardItemModel):
    """The rows of one map."""

    def __init__(
        self, argument_map: ArgumentMap, folded: Callable[[], Collection[Id]], parent: QObject | None = None
    ) -> None:
        """`folded` tells which items are folded on the map now."""
        super().__init__(0, 1, parent)
        self.folded = folded
        self.tree = Tree(argument_map)
        self._rows: dict[Key, Row] = {}
        self._fill()

    def row(self, key: Key) -> Row | None:
        """The row of a key; None where there is none."""
        return self._rows.get(key)

    def index_of(self, key: Key | None) -> QModelIndex:
        """Where a row is; invalid for None, and where there is none."""
        row = self._rows.get(key) if key is not None else None
        return self.indexFromItem(row) if row is not None else QModelIndex()

    def key_at(self, index: QModelIndex | QPersistentModelIndex) -> Key:
        """What stands at an index; `TOP` where it is invalid."""
        row = self.itemFromIndex(index)
        return row.key if isinstance(row, Row) else TOP

    def show_map(self, argument_map: ArgumentMap) -> bool:
        """Follow to another value of the map, or another map; tell whether all rows were made anew."""
        old = self.tree
        if argument_map.id == old.map.id:
            found = changes(old.map, argument_map)
            if same_shape(old.map, argument_map, found):
                # The structure holds for both: it tells places, and is asked for no words.
                old.map = argument_map
                for claim in found.claims.changed:
                    self._tell(claim)
                return False
            self.tree = Tree(argument_map)
            keys = touched(old, self.tree, found)
            if len(keys) <= MANY and self._arrange_all(keys):
                self._tell_around(keys)
                return False
        else:
            self.tree = Tree(argument_map)
        self._fill()
        return True

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The words of a row, made when they are asked for."""
        if role == Qt.ItemDataRole.DisplayRole:
            return words.text_of(self.tree, self.key_at(index))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = words.spoken(self.tree, self.key_at(index), self.folded())
            return said if role == Qt.ItemDataRole.AccessibleTextRole else f"<qt>{html.escape(said)}</qt>"
        return None

    # --- making rows ----------------------------------------------------------------

    def _fill(self) -> None:
        self._rows.clear()
        self.clear()
        tops = [self._make(key) for key in self.tree.children(TOP)]
        if tops:
            self.invisibleRootItem().appendRows(tops)

    def _make(self, key: Key, above: QStandardItem | None = None) -> Row:
        """A row with everything under it, to be put under `above`; not yet in the model."""
        self._discard(key, above)
        made = self._rows[key] = Row(key)
        waiting = [made]
        while waiting:
            parent = waiting.pop()
            below: list[QStandardItem] = []
            for child in self.tree.children(parent.key):
                self._discard(child, above)
                row = self._rows[child] = Row(child)
                below.append(row)
                waiting.append(row)
            if below:
                parent.appendRows(below)
        return made

    def _discard(self, key: Key, above: QStandardItem | None) -> None:
        """Take a row out where it is now, with everything under it, but never `above`."""
        row = self._rows.get(key)
        if row is None:
            return
        item = above
        while item is not None:
            if item is row:
                raise _TangledError
            item = item.parent()
        parent = row.parent() or self.invisibleRootItem()
        self._forget(row)
        parent.removeRow(row.row())

    def _forget(self, row: QStandardItem) -> None:
        waiting = [row]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Row):
                self._rows.pop(item.key, None)
            waiting.extend(item.child(i) for i in range(item.rowCount()))

    # --- comparing ------------------------------------------------------------------

    def _arrange_all(self, keys: Collection[Key]) -> bool:
        """Bring the children of these rows up to date; False where only making all anew will do."""
        try:
            self._arrange(TOP)
            for key in keys:
                if key != TOP and key in self._rows:
                    self._arrange(key)
        except _TangledError:
            return False
        return True

    def _arrange(self, key: Key) -> None:
        above = self.invisibleRootItem() if key == TOP else self._rows[key]
        wanted = self.tree.children(key)
        present = [_key(above.child(i)) for i in range(above.rowCount())]
        if wanted == present:
            return
        staying = set(wanted)
        for place in range(len(present) - 1, -1, -1):
            if present[place] not in staying:
                self._forget(above.child(place))
                above.removeRow(place)
                del present[place]
        for place, child in enumerate(wanted):
            if place < len(present) and present[place] == child:
                continue
            if child in present:
                following = present[place + 1] if place + 1 < len(present) else None
                # Where one row went back by some places, move that one and not all before it.
                late = present[place] if following == child else child
                at = wanted.index(late)
                self._move(above, present, late, at)
                self._move(above, present, child, place)
                continue
            above.insertRow(place, self._make(child, above))
            present.insert(place, child)

    def _move(self, above: QStandardItem, present: list[Key], child: Key, to: int) -> None:
        """Put one of the children of a row into another place."""
        at = present.index(child)
        if at == to:
            return
        taken = above.takeRow(at)
        above.insertRow(min(to, above.rowCount()), taken)
        del present[at]
        present.insert(min(to, len(present)), child)

    # --- telling the view -----------------------------------------------------------

    def _tell(self, claim: Id) -> None:
        """Have a claim's rows say themselves again."""
        for key in (Key(claim), *(Key(claim, use.id) for use in self.tree.structure.uses_of.get(claim, ()))):
            if (row := self._rows.get(key)) is not None:
                row.emitDataChanged()

    def _tell_around(self, keys: Collection[Key]) -> None:
        """Rows and their neighbours may have other numbers and marks now ("reason 1 of 3")."""
        for key in keys:
            row = self._rows.get(key)
            if row is None:
                continue
            row.emitDataChanged()
            if row.hasChildren():
                first, last = row.child(0).index(), row.child(row.rowCount() - 1).index()
                self.dataChanged.emit(first, last)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))


def _key(item: QStandardItem) -> Key:
    return item.key if isinstance(item, Row) else TOP
