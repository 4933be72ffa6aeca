"""A short flash that leads the eye to a passage."""

from __future__ import annotations

from PySide6.QtCore import QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle, QWidget

from contention.model.project import Id

DURATION = 600
"""Milliseconds."""


class Flash(QObject):
    """Fades from 1 to 0 for one claim; does nothing where the system asks for no animation."""

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.claim: Id = ""
        self.strength = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(DURATION)
        self._animation.valueChanged.connect(self._step)

    def start(self, claim: Id) -> None:
        """Flash for a claim, from the beginning."""
        self._animation.stop()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self._widget.style().styleHint(hint, None, self._widget) <= 0:
            return
        self.claim = claim
        self._step(1.0)
        self._animation.start()

    def _step(self, value: float) -> None:
        self.strength = float(value)
        self.changed.emit()
