"""What the pages of the details pane have in common."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from contention.inspector.desk import Desk
from contention.model.project import Id


class Page(QWidget):
    """One way the pane can look; the pane shows the one that fits what is selected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._tab_order: list[QWidget] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 18)
        self.column.setSpacing(16)

    def show_ids(self, ids: tuple[Id, ...]) -> None:
        """Show these items as they are now, touching only the fields that differ."""
        raise NotImplementedError

    def commit(self) -> None:
        """Send what is being typed, if anything is."""

    def dress(self) -> None:
        """Take over the colours of the desk's theme."""
        self.update()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._order_tabs()
        return handled

    def _order_tabs(self) -> None:
        """Rows come and go: let Tab go on through the page as it is seen, from top to bottom."""
        order = list(_in_order(self.column))
        if order != self._tab_order:
            self._tab_order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout that take the focus, as they are laid out."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _in_order(inner)
