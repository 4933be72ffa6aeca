"""How far one has read and how long the rest takes, told while the page is scrolled."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from contention.article.blocks import ArticleText
from contention.reader.surface import ReadingSurface

WORDS_A_MINUTE = 240
"""Silent reading of English prose: 238 (Brysbaert 2019, a mean of 190 studies)."""
PAUSE = 60
"""Milliseconds: what follows the reading need not follow every pixel."""

# Scripts without spaces between words, and how many of their characters are about a word.
_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
HAN_A_WORD, SOUTH_EAST_A_WORD = 2, 5


class Progress(NamedTuple):
    """Where the reader is in the article."""

    top: int
    """The place whose line is the first in sight."""
    bottom: int
    """The place at the end of what is in sight."""
    share: float
    """How much was in sight or lies above it, from 0 to 1."""
    minutes: int
    """What is left to read, rounded up; 0 at the end."""


def words(text: str) -> float:
    """About how many words a text has, in scripts with spaces between words and without."""
    if text.isascii():
        return len(text.split())
    rest, han = _HAN.subn(" ", text)
    rest, south_east = _SOUTH_EAST.subn(" ", rest)
    spaced = sum(1 for word in rest.split() if any(map(str.isalnum, word)))
    return spaced + han / HAN_A_WORD + south_east / SOUTH_EAST_A_WORD


class Words:
    """The words of an article above any place, to the nearest block."""

    def __init__(self, text: ArticleText) -> None:
        self._starts = [block.start for block in text.blocks]
        self._ends = [block.start + len(block.text) for block in text.blocks]
        self._above = list(accumulate((words(block.text) for block in text.blocks), initial=0.0))

    @property
    def all(self) -> float:
        """Of the whole article."""
        return self._above[-1]

    def above(self, place: int) -> float:
        """Of the text above a place."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return 0.0
        start, end = self._starts[index], self._ends[index]
        part = min(1.0, (place - start) / (end - start)) if end > start else 1.0
        return self._above[index] + part * (self._above[index + 1] - self._above[index])


class Reading(QObject):
    """Follows the reading of a page."""

    moved = Signal(Progress)
    """Other words are in sight, or another article is; at most once in `PAUSE` milliseconds."""

    def __init__(self, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._words: tuple[ArticleText, Words] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._tell)
        for signal in (
            surface.verticalScrollBar().valueChanged,
            surface.verticalScrollBar().rangeChanged,
            surface.page_set,
        ):
            signal.connect(self._note)

    def progress(self) -> Progress:
        """Where the reader is now."""
        text = self._surface.article_text
        if self._words is None or self._words[0] is not text:
            self._words = (text, Words(text))
        counted = self._words[1]
        top, bottom = self._surface.place_at_top(), self._surface.last_place_in_sight()
        read = counted.above(bottom)
        left = counted.all - read
        share = read / counted.all if counted.all else 1.0
        return Progress(top, bottom, share, -int(-left // WORDS_A_MINUTE))

    def words_said(self) -> str:
        """The progress as a person reads it: "12 % · 34 minutes left"; empty without an article."""
        if self._surface.article is None:
            return ""
        now = self.progress()
        share = self.tr("{share} %").format(share=int(100 * now.share))
        if now.minutes == 0:
            return self.tr("Read to the end") if now.share >= 1 else share
        if now.minutes == 1:
            return self.tr("{share} · 1 minute left").format(share=share)
        return self.tr("{share} · {minutes} minutes left").format(share=share, minutes=now.minutes)

    def _note(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        self._surface.keep_place()
        self.moved.emit(self.progress())
