"""The bar that finds and filters: words, kinds, ratings and tags of the map that is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from contention.model.project import ClaimRating, Id, InferenceRating, Kind, in_order
from contention.reader.bar_parts import side_by_side, tool_button
from contention.session.map_view import Filter
from contention.session.session import Session

ORIGIN = "find"


class _Choice(NamedTuple):
    """One thing to filter by: the field of the filter that holds it, its value and its words."""

    field: str
    value: Hashable
    words: str


class FindBar(QFrame):
    """Writes the filter of the session's view, and goes through what fits it."""

    look_wanted = Signal(str)
    """A claim or an inference should be in sight, without being selected."""
    left = Signal()
    """The bar was closed: the focus may go back to the map."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.setAccessibleName(self.tr("Find on the map"))
        self._session = session
        self.field = QLineEdit()
        self.field.setObjectName("find-text")
        self.field.setAccessibleName(self.tr("Words to find on the map"))
        self.field.setPlaceholderText(self.tr("Find on the map"))
        self.field.setClearButtonEnabled(True)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the words"))
        self.field.setMinimumWidth(140)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self._type)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setObjectName("find-count")
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._words = side_by_side(
            (self.field, 4),
            (self._button("find-bar-previous", "▲", self.tr("Previous one"), lambda: self.go(-1)), 0),
            (self._button("find-bar-next", "▼", self.tr("Next one"), lambda: self.go(1)), 0),
            (self.count, 1),
        )
        self._chips = {
            "kinds": self._chip("filter-kind", self.tr("Kind"), self._kinds),
            "ratings": self._chip("filter-rating", self.tr("Rating"), self._ratings),
            "tags": self._chip("filter-tag", self.tr("Tag"), self._tags),
        }
        close = self._button("find-bar-close", "×", self.tr("Close and show all alike"), self.close_bar)
        self._filters = side_by_side(*((chip, 0) for chip in self._chips.values()), (close, 0))
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(12, 6, 12, 6)
        self._rows.setSpacing(6)
        self._rows.addWidget(self._words, 1)
        self._rows.addWidget(self._filters, 0, Qt.AlignmentFlag.AlignRight)
        session.view.changed.connect(self._follow)
        session.changed.connect(self._follow)
        session.selection.changed.connect(self._follow)
        session.map_shown.connect(self._follow)
        self.hide()

    def open(self) -> None:
        """Show the bar, ready to write in."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._follow()

    def close_bar(self) -> None:
        """Put the bar away and show all of the map alike again."""
        focused = self.isAncestorOf(self.focusWidget() or self)
        self.field.clear()
        self._session.view.set_filter(Filter())
        self.hide()
        if focused:
            self.left.emit()

    def go(self, step: int) -> bool:
        """Select the next that fits, or with -1 the one before; tells whether there is one."""
        found = self.found()
        if not found:
            return False
        current = self._session.selection.current
        if current in found:
            index = found.index(current) + step
        else:
            after = self._place_after(current, found)
            index = after if step > 0 else after - 1
        self._session.selection.select(found[index % len(found)], origin=ORIGIN)
        return True

    def found(self) -> list[Id]:
        """What fits, in reading order."""
        matches = self._session.view.matches()
        if not matches:
            return []
        return [item for item in self._session.view.structure().reading_order() if item in matches]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane, or with large letters, the filters stand below."""
        super().resizeEvent(event)
        needed = self._words.minimumSizeHint().width() + self._filters.minimumSizeHint().width() + 30
        side_by_side = self.width() >= needed
        way = QBoxLayout.Direction
        self._rows.setDirection(way.LeftToRight if side_by_side else way.TopToBottom)

    # -- following -------------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        if self.isHidden():
            return
        wanted = self._session.view.filter
        if wanted.text != self.field.text():
            self.field.blockSignals(True)
            self.field.setText(wanted.text)
            self.field.blockSignals(False)
        for name, chip in self._chips.items():
            on = len(getattr(wanted, name))
            chip.setChecked(bool(on))
            words = str(chip.property("words"))
            chip.setText(f"{words}: {on}" if on else words)
        self._say_count()

    def _say_count(self) -> None:
        words = ""
        if self._session.view.filter:
            found = self.found()
            current = self._session.selection.current
            if not found:
                words = self.tr("Nothing fits")
            elif current in found:
                words = self.tr("{place} of {all}").format(place=found.index(current) + 1, all=len(found))
            else:
                words = self.tr("1 fits") if len(found) == 1 else self.tr("{all} fit").format(all=len(found))
        if words != self.count.text():
            self.count.setText(words)
            self.field.setAccessibleDescription(words)
            event = QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # -- gestures --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and watched is self.field:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _type(self, text: str) -> None:
        view = self._session.view
        view.set_filter(replace(view.filter, text=text))
        found = self.found() if text else []
        if found and self._session.selection.current not in found:
            after = self._place_after(self._session.selection.current, found)
            self.look_wanted.emit(found[after % len(found)])

    def _place_after(self, current: Id | None, found: list[Id]) -> int:
        """The index of the first that comes after the current item in reading order."""
        order = list(self._session.view.structure().reading_order())
        if current is None or current not in order:
            return 0
        before = set(order[: order.index(current)])
        return sum(item in before for item in found)

    # -- chips -----------------------------------------------------------------------------

    def _kinds(self) -> Iterable[_Choice]:
        yield _Choice("kinds", Kind.REASON, self.tr("Reasons"))
        yield _Choice("kinds", Kind.OBJECTION, self.tr("Objections"))

    def _ratings(self) -> Iterable[_Choice]:
        yield _Choice("ratings", ClaimRating.ACCEPT, self.tr("Claim: accept"))
        yield _Choice("ratings", ClaimRating.REJECT, self.tr("Claim: reject"))
        yield _Choice("ratings", ClaimRating.UNDECIDED, self.tr("Claim: undecided"))
        yield _Choice("ratings", InferenceRating.STRONG, self.tr("Inference: strong"))
        yield _Choice("ratings", InferenceRating.WEAK, self.tr("Inference: weak"))
        yield _Choice("ratings", InferenceRating.NIL, self.tr("Inference: nil"))

    def _tags(self) -> Iterable[_Choice]:
        for tag in in_order(self._session.project.tags.values()):
            yield _Choice("tags", tag.id, tag.name.replace("&", "&&"))

    def _chip(self, name: str, words: str, choices: Callable[[], Iterable[_Choice]]) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName(name)
        chip.setProperty("role", "chip")
        chip.setProperty("words", words)
        chip.setText(words)
        chip.setAccessibleName(self.tr("Filter by: {words}").format(words=words))
        chip.setCheckable(True)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.installEventFilter(self)
        menu = QMenu(chip)
        menu.aboutToShow.connect(lambda: self._fill(menu, choices()))
        chip.setMenu(menu)
        return chip

    def _fill(self, menu: QMenu, choices: Iterable[_Choice]) -> None:
        menu.clear()
        for choice in choices:
            action = menu.addAction(choice.words)
            action.setCheckable(True)
            action.setChecked(choice.value in getattr(self._session.view.filter, choice.field))
            action.toggled.connect(lambda on, one=choice: self._filter(one, on))
        if menu.isEmpty():
            menu.addAction(self.tr("The project has no tags yet")).setEnabled(False)

    def _filter(self, choice: _Choice, on: bool) -> None:
        view = self._session.view
        chosen = frozenset(getattr(view.filter, choice.field))
        chosen = chosen | {choice.value} if on else chosen - {choice.value}
        view.set_filter(replace(view.filter, **{choice.field: chosen}))  # type: ignore[arg-type]

    def _button(self, name: str, sign: str, words: str, run: Callable[[], object]) -> QToolButton:
        button = tool_button(name, sign, words)
        button.clicked.connect(run)
        button.installEventFilter(self)
        return button
