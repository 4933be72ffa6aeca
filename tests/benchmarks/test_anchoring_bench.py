"""How many of 200 passages are found again in a changed text, how many wrongly, and in what time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from contention.article.anchoring import Finder, Outcome
from tests.edited_texts import CHANGES, Text, is_attached_wrongly, is_right, passages_of, truth

REAL = Path(__file__).parents[3] / "shared" / "data" / "articles" / "federalist.txt"
COUNT = 200
TARGETS = {"10 % edited": 98.0, "all together": 94.0}
"""Per cent right, at 100,000 characters."""
MOST_WRONG = 3.0
"""Per cent of the deleted passages that are attached to other words."""
MOST_TIME = 4.0
"""Milliseconds of processor time a passage, with all that is made ready for them."""


class Result(NamedTuple):
    """Per cent; of the passages that are still there, and of those that are not."""

    right: float
    wrong: float
    tied: float
    lost: float
    deleted: int
    attached: int
    ms: float


def measure(
    size: int, change: str, *, old_known: bool, seed: int = 1, paragraphs: Sequence[str] = ()
) -> Result:
    """What becomes of the passages of one text under one change."""
    text = Text(size, seed, paragraphs)
    first = text.first
    passages = passages_of(first, COUNT, text.dice)
    CHANGES[change](text)
    now, places = text.now()
    started = time.process_time()
    finder = Finder(now, first if old_known else None)
    found = [finder.find(passage) for passage in passages]
    spent = time.process_time() - started
    right = wrong = tied = lost = deleted = attached = 0
    for passage, refound in zip(passages, found, strict=True):
        true = truth(passage, first, places)
        if true.span is None:
            deleted += 1
            attached += is_attached_wrongly(refound.place, true)
        elif is_right(refound.place, true):
            right += 1
        elif refound.outcome is Outcome.TIE:
            tied += 1
        elif refound.outcome is Outcome.LOST:
            lost += 1
        else:
            wrong += 1
    here = max(1, COUNT - deleted)
    per_cent = [100 * part / here for part in (right, wrong, tied, lost)]
    return Result(*per_cent, deleted, attached, 1000 * spent / COUNT)


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.parametrize("size", [10_000, 100_000, 1_000_000])
def test_passages_are_found_again(size: int) -> None:
    print(f"\n{size:,} characters, made up, {COUNT} passages")
    for change, result in table(size):
        if size == 100_000:
            assert result.right >= TARGETS.get(change, 0)
            assert result.ms <= 5 * MOST_TIME
            assert result.attached <= max(1, MOST_WRONG / 100 * result.deleted)


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_passages_of_a_real_text_are_found_again() -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL.name} is not beside the repository")
    paragraphs = [" ".join(part.split()) for part in REAL.read_text(encoding="utf-8").split("\n\n")]
    paragraphs = [part for part in paragraphs if len(part) > 80]
    print(f"\n100,000 characters of {REAL.name}, {COUNT} passages")
    for change, result in table(100_000, paragraphs[20:]):
        assert result.right >= TARGETS.get(change, 0)
        assert result.attached <= max(1, MOST_WRONG / 100 * result.deleted)


def table(size: int, paragraphs: Sequence[str] = ()) -> Iterator[tuple[str, Result]]:
    """Every change, with the old text known and without it, printed as it is measured."""
    print("| change | old text | right | tied | lost | wrong | deleted, attached | ms each |")
    print("|---|---|---|---|---|---|---|---|")
    for change in CHANGES:
        for old_known in (True, False):
            result = measure(size, change, old_known=old_known, paragraphs=paragraphs)
            gone = f"{result.deleted}, {result.attached}" if result.deleted else ""
            parts = (result.right, result.tied, result.lost, result.wrong)
            cells = [change, "known" if old_known else "not", *(f"{part:.1f} %" for part in parts), gone]
            print(f"| {' | '.join(cells)} | {result.ms:.2f} |")
            yield change, result
