"""The panes of the window side by side: article and map, and, when wanted, headings, outline and details."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

WIDTHS = {"contents": 140, "reader": 280, "map": 320, "outline": 200, "details": 240}
"""The least, in pixels; in the order that they stand in."""
USUAL = {"contents": 190, "outline": 250, "details": 300}
"""Pixels of a pane that is shown for the first time."""


class Columns(QSplitter):
    """A splitter of five columns; all but the article and the map are made when they are first shown."""

    toggled = Signal()
    """A pane was shown or put away."""
    made = Signal(QWidget)
    """A pane was made."""

    def __init__(
        self,
        settings: QSettings,
        reader: QWidget,
        canvas: QWidget,
        *,
        reader_column: QWidget,
        map_column: QWidget,
        make: Mapping[str, Callable[[], QWidget]],
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("panes")
        self.setAccessibleName(self.tr("Panes"))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._settings, self._make = settings, make
        self._panes: dict[str, QWidget] = {"reader": reader, "map": canvas}
        columns = {"reader": reader_column, "map": map_column}
        for name in make:
            column = QWidget()
            column.setObjectName(f"{name}-column")
            layout = QVBoxLayout(column)
            layout.setContentsMargins(0, 0, 0, 0)
            column.hide()
            columns[name] = column
        self._columns = {name: columns[name] for name in WIDTHS if name in columns}
        for index, (name, column) in enumerate(self._columns.items()):
            self.addWidget(column)
            column.setMinimumWidth(WIDTHS[name])
            self.setStretchFactor(index, {"reader": 39, "map": 61}.get(name, 0))

    def pane(self, name: str) -> QWidget | None:
        """A pane by its name: one of `WIDTHS`; None where it was never shown."""
        return self._panes.get(name)

    def shown(self, name: str) -> bool:
        """Whether a pane is shown."""
        return not self._columns[name].isHidden()

    def toggle(self, name: str) -> None:
        """Show a pane, or put it away."""
        if self.shown(name):
            self._put_away(name)
        else:
            self.show_pane(name)
        self._settings.setValue(f"window/{name}", self.shown(name))
        self.toggled.emit()

    def show_pane(self, name: str) -> None:
        """Show a pane; its width is taken from the article and the map, by what they can spare."""
        self._fill(name)
        names = list(self._columns)
        sizes = dict(zip(names, self.sizes(), strict=True))
        self._columns[name].show()
        width = _width(self._settings.value(f"window/{name}-width")) or USUAL[name]
        sizes[name] = missing = max(width, WIDTHS[name])
        spare = {one: max(0, sizes[one] - WIDTHS[one]) for one in ("reader", "map")}
        for one, room in spare.items():
            sizes[one] -= min(room, round(missing * room / max(1, sum(spare.values()))))
        self.setSizes([sizes[one] for one in names])

    def next(self, step: int = 1) -> None:
        """Give the focus to the next pane that is shown, or with -1 to the one before."""
        shown = [name for name in self._columns if self.shown(name)]
        focus = QApplication.focusWidget()
        here = next((i for i, name in enumerate(shown) if self._has(name, focus)), -1 if step > 0 else 1)
        reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        _first_in(self._panes[shown[(here + step) % len(shown)]]).setFocus(reason)

    def keep(self) -> None:
        """Remember the widths."""
        for name in USUAL:
            self._keep_width(name)
        self._settings.setValue("window/columns", self.saveState())

    def restore(self) -> None:
        """Show what was shown last time, as wide as it was."""
        wanted = [name for name in USUAL if str(self._settings.value(f"window/{name}")).lower() == "true"]
        for name in wanted:
            self._fill(name)
            self._columns[name].show()
        panes = self._settings.value("window/columns")
        if isinstance(panes, QByteArray):
            self.restoreState(panes)
        for name in self._make:
            self._columns[name].setVisible(name in wanted)

    def _fill(self, name: str) -> None:
        if name in self._panes:
            return
        pane = self._make[name]()
        layout = self._columns[name].layout()
        if layout is not None:
            layout.addWidget(pane)
        self._panes[name] = pane
        self.made.emit(pane)

    def _put_away(self, name: str) -> None:
        self._keep_width(name)
        if self._has(name, QApplication.focusWidget()):
            self._panes["reader" if name == "contents" else "map"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._columns[name].hide()

    def _keep_width(self, name: str) -> None:
        if self.shown(name) and self._columns[name].width() >= WIDTHS[name]:
            self._settings.setValue(f"window/{name}-width", self._columns[name].width())

    def _has(self, name: str, focus: QWidget | None) -> bool:
        column = self._columns[name]
        return focus is not None and (focus is column or column.isAncestorOf(focus))


def _width(kept: object) -> int:
    """A width as it was kept; 0 for what is none."""
    return int(str(kept)) if str(kept).isdecimal() and len(str(kept)) < 5 else 0


def _first_in(pane: QWidget) -> QWidget:
    """What takes the focus for a pane: itself, or else the first control in it."""
    control: QWidget | None = pane
    while control is not None:
        takes = control.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and control.isEnabled()
        if takes and control.isVisible() and (control is pane or pane.isAncestorOf(control)):
            return control
        control = control.nextInFocusChain()
        if control is pane:
            break
    return pane
