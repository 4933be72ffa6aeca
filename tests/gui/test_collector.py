"""The garbage collector runs while the program is at rest, and not between a key and its picture."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from contention.shell import collector
from contention.shell.collector import AT_REST, TOO_MANY, WORTH_IT, IdleCollector


class Knot:
    """A circle, which only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def at_work(qapp: object) -> Iterator[IdleCollector]:
    gc.collect()
    owner = QObject()
    yield IdleCollector(owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gc.isenabled()


def knots(count: int) -> weakref.ref[Knot]:
    """Makes rubbish, and a way to see whether the first of it is still there."""
    first = Knot()
    for _ in range(count):
        Knot()
    return weakref.ref(first)


def test_at_rest_it_collects_what_python_would_have(at_work: IdleCollector) -> None:
    assert not gc.isenabled()
    rubbish = knots(WORTH_IT)
    assert not at_work.look()  # that much has just been made: someone is at work
    assert rubbish() is not None
    assert at_work.look()
    assert rubbish() is None
    assert not at_work.look()  # nothing is left to collect


def test_little_rubbish_is_left_until_it_is_worth_it(at_work: IdleCollector) -> None:
    rubbish = knots(AT_REST)
    assert not at_work.look()
    assert not at_work.look()
    assert rubbish() is not None


def test_too_much_rubbish_is_collected_even_at_work(
    at_work: IdleCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert TOO_MANY > WORTH_IT
    monkeypatch.setattr(collector, "TOO_MANY", WORTH_IT)
    rubbish = knots(WORTH_IT)
    assert at_work.look()
    assert rubbish() is None


def test_it_looks_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "LOOK_MS", 5)
    gc.collect()
    owner = QObject()
    IdleCollector(owner)
    rubbish = knots(WORTH_IT)
    qtbot.waitUntil(lambda: rubbish() is None)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gc.isenabled()
