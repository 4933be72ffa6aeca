"""Joins the canvas with screen readers; what they are told of it is imported when one first asks."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface

from contention.canvas.shown import Shown
from contention.model.project import Id


@cache
def register_factory() -> None:
    """Let Qt ask here for what a canvas tells of itself; does nothing twice."""
    QAccessible.installFactory(_make)


def _make(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if isinstance(thing, Shown) and thing.session is not None:
        from contention.canvas.accessible import MapTree

        made = MapTree(thing, thing.session)
        # Qt holds the C++ half only.
        thing.accessible = made
        return made
    return None


def tell_focus(canvas: Shown, item: Id) -> None:
    """Tell screen readers that the keyboard acts on this piece now."""
    if not QAccessible.isActive():
        return
    from contention.canvas.accessible import MapTree

    told = QAccessible.queryAccessibleInterface(canvas)
    place = told.place_of(item) if isinstance(told, MapTree) else -1
    if place >= 0:
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)
