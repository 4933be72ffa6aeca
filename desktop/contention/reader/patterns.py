"""The grounds of marked passages: a colour and a pattern for each role, stripes where several overlap.

Each is a gradient that repeats, so it is as sharp on every screen, and costs no picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient

from contention.model.structure import Role
from contention.reader.style import Tint

STRIPE = 5.0
"""Pixels of one stripe, along its slant."""
HATCH = 7.0
"""Pixels from one thin line of a pattern to the next."""
HAIR = 0.16
"""The part of that which the line takes."""
EDGE = 0.06
"""The part over which one colour goes over into the next, so that slants are not jagged."""


def ground(role: Role, tint: Tint, *, chosen: bool) -> QBrush:
    """What is painted behind the words of one passage."""
    return _ground(role, tint.band, tint.strong, chosen)


@lru_cache(maxsize=64)
def _ground(role: Role, band: str, strong: str, chosen: bool) -> QBrush:
    base, line = (strong, band) if chosen else (band, strong)
    match role:
        case Role.OBJECTION:
            return _repeated((base, line), (1 - HAIR, HAIR), QPointF(HATCH, HATCH))
        case Role.STANDING:
            return _repeated((base, line), (1 - HAIR, HAIR), QPointF(HATCH, 0))
    return QBrush(QColor(base))


def stripes(tints: Sequence[tuple[Tint, bool]]) -> QBrush:
    """Slanted stripes in the colours of the passages that overlap; the second says which are chosen."""
    colours = tuple(tint.strong if chosen else tint.band for tint, chosen in tints)
    return _stripes(colours)


@lru_cache(maxsize=64)
def _stripes(colours: tuple[str, ...]) -> QBrush:
    length = STRIPE * len(colours)
    return _repeated(colours, (1 / len(colours),) * len(colours), QPointF(length, -length))


def _repeated(colours: Sequence[str], shares: Sequence[float], step: QPointF) -> QBrush:
    """Colours that follow each other by their shares of a step, again and again."""
    gradient = QLinearGradient(QPointF(0, 0), step)
    gradient.setSpread(QGradient.Spread.RepeatSpread)
    at = 0.0
    for colour, share in zip(colours, shares, strict=True):
        soft = min(EDGE, share / 3)
        gradient.setColorAt(at + soft if at else 0.0, QColor(colour))
        at += share
        gradient.setColorAt(min(1.0, at), QColor(colour))
    return QBrush(gradient)
