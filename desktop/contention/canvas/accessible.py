"""The boxes of the map for screen readers: name, role, place and state of each, through QAccessible.

The canvas draws a value and has no widgets for its boxes, so it tells of them here: it is
a tree whose children are the claims and inferences that are drawn, in reading order.
PySide lets Python implement `QAccessibleInterface` (tried with 6.11), but neither
`interface_cast` nor so the action interface: a screen reader can read, find and follow every box,
and the keys of the map act on it.

Who owns what: Qt's cache owns every interface that it has given an id, and destroys them by it.
So each piece gets its id as soon as it is made, is kept here as long, and is given back
when it is not drawn any more or the canvas goes.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from contention.canvas.describe import name_of
from contention.canvas.navigation import piece_rect
from contention.canvas.shown import Shown
from contention.diagram.drawing import Diagram
from contention.model.project import Id
from contention.session.session import Session

Children = dict[Id, tuple[int, "_Piece"]]


class MapTree(QAccessibleWidget):
    """The canvas as a tree of its pieces, with its child widgets after them."""

    def __init__(self, canvas: Shown, session: Session) -> None:
        super().__init__(canvas, QAccessible.Role.Tree, canvas.accessibleName())
        self._canvas = weakref.ref(canvas)
        self._session = weakref.ref(session)
        self._drawn: Diagram | None = None
        self._order: list[Id] = []
        self._places: dict[Id, int] = {}
        self._children: Children = {}
        children = self._children
        canvas.destroyed.connect(lambda: _give_back(children, set(children)))

    def order(self) -> list[Id]:
        """The claims and inferences that are drawn, in reading order."""
        canvas = self._canvas()
        if canvas is None:
            return []
        diagram = canvas.diagram
        if diagram is not self._drawn:
            self._drawn = diagram
            drawn = canvas.structure().reading_order()
            self._order = [item for item in drawn if piece_rect(diagram, item) is not None]
            self._places = {item: place for place, item in enumerate(self._order)}
            _give_back(self._children, set(self._children) - set(self._places))
        return self._order

    def place_of(self, item: Id) -> int:
        """The number of a piece among the children; -1 where it is not drawn."""
        self.order()
        return self._places.get(item, -1)

    def piece(self, item: Id) -> _Piece | None:
        """The interface of a piece, made when it is first asked for."""
        canvas, session = self._canvas(), self._session()
        if self.place_of(item) < 0 or canvas is None or session is None:
            return None
        if item not in self._children:
            made = _Piece(canvas, session, item)
            self._children[item] = (QAccessible.uniqueId(made), made)
        return self._children[item][1]

    # --- QAccessibleInterface -----------------------------------------------------

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        return len(self.order()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        order = self.order()
        if 0 <= index < len(order):
            return self.piece(order[index])
        return super().child(index - len(order))

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        if isinstance(child, _Piece):
            return self.place_of(child.item)
        index = super().indexOfChild(child)
        return index + len(self.order()) if index >= 0 else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        canvas = self._canvas()
        if canvas is None:
            return None
        point = canvas.viewport().mapFromGlobal(QPoint(x, y))
        hit = canvas.diagram.hit(*canvas.map_point(QPointF(point)))
        piece = self.piece(hit.id) if hit is not None else None
        return piece if piece is not None else super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        canvas, session = self._canvas(), self._session()
        if canvas is None or session is None or not canvas.hasFocus():
            return super().focusChild()
        current = session.selection.current
        piece = self.piece(current) if current is not None else None
        return piece if piece is not None else super().focusChild()


class _Piece(QAccessibleInterface):
    """One claim's box or one inference."""

    def __init__(self, canvas: Shown, session: Session, item: Id) -> None:
        super().__init__()
        self._canvas = weakref.ref(canvas)
        self._session = weakref.ref(session)
        self.item = item

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        canvas = self._canvas()
        return canvas is not None and piece_rect(canvas.last_diagram, self.item) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QObject | None:  # type: ignore[override]
        canvas = self._canvas()
        return canvas.window().windowHandle() if canvas is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        canvas = self._canvas()
        return canvas.accessible if canvas is not None else None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002, N802
        return None

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002, N802 - Qt's name
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        canvas = self._canvas()
        if canvas is None or kind is not QAccessible.Text.Name:
            return ""
        return name_of(canvas.structure(), self.item)

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802 - Qt's name
        """Claims are written in their editor, not from here."""

    def rect(self) -> QRect:
        """In pixels of the screen."""
        canvas = self._canvas()
        place = piece_rect(canvas.last_diagram, self.item) if canvas is not None else None
        if canvas is None or place is None:
            return QRect()
        window = canvas.window_rect(place).toAlignedRect()
        return QRect(canvas.viewport().mapToGlobal(window.topLeft()), window.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        canvas, session = self._canvas(), self._session()
        if canvas is None or session is None:
            return state
        # PySide declares these bits as if they were of the class.
        for name, is_so in (
            ("selectable", True),
            ("focusable", True),
            ("multiSelectable", True),
            ("selected", self.item in session.selection.ids),
            ("focused", canvas.hasFocus() and session.selection.current == self.item),
            ("offscreen", not canvas.viewport().rect().intersects(self._in_viewport(canvas))),
        ):
            setattr(state, name, int(is_so))
        return state

    def _in_viewport(self, canvas: Shown) -> QRect:
        place = piece_rect(canvas.last_diagram, self.item)
        return canvas.window_rect(place).toAlignedRect() if place is not None else QRect()


def _give_back(children: Children, gone: set[Id]) -> None:
    for item in gone:
        number, _ = children.pop(item)
        QAccessible.deleteAccessibleInterface(number)
