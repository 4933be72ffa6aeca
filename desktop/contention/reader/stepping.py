"""Taking passages by the keyboard alone: by sentence, by paragraph, and to what is not mapped yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from contention.article.sentences import (
    next_sentence,
    paragraphs,
    previous_sentence,
    sentence_at,
    snapped,
)
from contention.model.project import Span
from contention.reader.coverage import Stretch, next_open

if TYPE_CHECKING:
    from contention.reader.pane import ReadingPane

KEYS: tuple[tuple[str, str], ...] = (
    ("S", "snap"),
    ("J", "next_sentence"),
    ("K", "previous_sentence"),
    ("Shift+J", "extend"),
    ("Shift+K", "shrink"),
    ("Ctrl+Down", "next_paragraph"),
    ("Ctrl+Up", "previous_paragraph"),
    ("Ctrl+Shift+Down", "extend_paragraph"),
    ("Ctrl+Shift+Up", "shrink_paragraph"),
    ("M", "next_unmapped"),
    ("Shift+M", "previous_unmapped"),
)
"""Keys of the article, and the method of `Stepping` that each calls."""


class Stepping:
    """Moves the selection of a reading pane in whole sentences and paragraphs.

    Each step selects what it comes to, so that one more key puts it on the map. What is
    folded away is passed over.
    """

    def __init__(
        self,
        pane: ReadingPane,
        stretches: Callable[[], tuple[Stretch, ...]],
        say: Callable[[str], object],
    ) -> None:
        self._pane, self._stretches, self._say = pane, stretches, say
        self._by_key = {QKeySequence(key): getattr(self, name) for key, name in KEYS}

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; tells whether it stands for anything."""
        # The keypad's flag says where a key is, not which.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        run = self._by_key.get(QKeySequence(held.value | event.key()))
        if run is None:
            return False
        run()
        return True

    # Sentences

    def snap(self) -> None:
        """Widen the selection to whole sentences; without one, select the sentence at the caret."""
        start, end = self._range()
        text = self._pane.article_text
        if start == end:
            self._select(sentence_at(text, start))
        elif text.text[start:end].strip():
            self._select(snapped(text, start, end))

    def next_sentence(self) -> None:
        """Select the sentence after the selection; at the start of one without a selection, that one."""
        start, end = self._range()
        self._select(self._forward(next_sentence, max(start, end)))

    def previous_sentence(self) -> None:
        """Select the sentence before."""
        self._select(self._backward(previous_sentence, self._range()[0]))

    def extend(self) -> None:
        """Let the selection reach to the end of the next sentence, or of the present one."""
        start, end = self._range()
        if start == end:
            self.snap()
            return
        whole = snapped(self._pane.article_text, start, end)
        if whole[1] > end:
            self._select((start, whole[1]))
        elif (following := self._forward(next_sentence, end)) is not None:
            self._select((start, following[1]))

    def shrink(self) -> None:
        """Take the last sentence out of the selection; the first one stays."""
        start, end = self._range()
        text = self._pane.article_text
        last = previous_sentence(text, end)
        if last is None or last[0] <= start:
            return
        before = previous_sentence(text, last[0])
        if before is not None and before[1] > start:
            self._select((start, before[1]))

    # Paragraphs

    def next_paragraph(self) -> None:
        """Select the next paragraph."""
        self._select(self._paragraph(1, from_end=True))

    def previous_paragraph(self) -> None:
        """Select the paragraph before."""
        self._select(self._paragraph(-1))

    def extend_paragraph(self) -> None:
        """Let the selection reach to the end of the next paragraph, or of the present one."""
        start, end = self._range()
        around = [one for one in self._shown_paragraphs() if one[0] <= end < one[1]]
        target = around[0] if around else self._paragraph(1, from_end=True)
        if target is not None:
            self._select((start, target[1]))

    def shrink_paragraph(self) -> None:
        """Take the last paragraph out of the selection; the first one stays."""
        start, end = self._range()
        ends = [one[1] for one in self._shown_paragraphs() if start < one[1] < end]
        if ends:
            self._select((start, ends[-1]))

    def _paragraph(self, step: int, *, from_end: bool = False) -> Span | None:
        start, end = self._range()
        if step > 0:
            # From a bare caret at a paragraph's first letter, that paragraph is the next.
            at = end if from_end and end > start else start
            return next((one for one in self._shown_paragraphs() if one[0] >= at), None)
        return next((one for one in reversed(self._shown_paragraphs()) if one[0] < start), None)

    # What is not mapped yet

    def next_unmapped(self) -> None:
        """Select the next paragraph of which nothing is on the map."""
        start, end = self._range()
        self._select_open(next_open(self._stretches(), start if end > start else start - 1))

    def previous_unmapped(self) -> None:
        """Select the paragraph before of which nothing is on the map."""
        self._select_open(next_open(self._stretches(), self._range()[0], back=True))

    def _select_open(self, found: Stretch | None) -> None:
        if found is not None:
            self._select((found.start, found.end))
        else:
            self._say(QCoreApplication.translate("Reading", "No paragraph that way is still to be mapped."))

    # Inner workings

    def _range(self) -> Span:
        return self._pane.page.range_of(self._pane.textCursor())

    def _select(self, span: Span | None) -> None:
        if span is not None:
            self._pane.show_range(*span)
            self._pane.select_range(*span)

    def _shown(self, span: Span) -> bool:
        place = self._pane.positions.to_shown(span[0])
        return self._pane.document().findBlock(place).isVisible()

    def _shown_paragraphs(self) -> list[Span]:
        return [span for span in paragraphs(self._pane.article_text) if self._shown(span)]

    def _forward(self, step: Callable[..., Span | None], at: int) -> Span | None:
        text = self._pane.article_text
        found = step(text, at)
        while found is not None and not self._shown(found):
            found = step(text, found[1])
        return found

    def _backward(self, step: Callable[..., Span | None], at: int) -> Span | None:
        text = self._pane.article_text
        found = step(text, at)
        while found is not None and not self._shown(found):
            found = step(text, found[0])
        return found
