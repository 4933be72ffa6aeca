"""Merges two people's edits of one project, made by chance, and looks for each of them.

In every trial two copies of a project are edited apart, as a reader edits: texts, new reasons,
objections and co-premises, moves, deletions, passages. What a side wrote has to be in the merged
file, or to be named in a conflict; and where the two did not touch the same things, there should
be no conflict. See `tests.torture.merging`.
"""

from __future__ import annotations

import argparse

from tests.torture.merging import trial

PROMISED = 98.0
"""Per cent of the independent edits that merge without a conflict, at least."""


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--trials", type=int, default=100, help="how many merges (default 100)")


def run(request: argparse.Namespace) -> list[str]:
    lost: list[str] = []
    independent = clean = conflicts = 0
    for number in range(request.trials):
        one = trial(1_000_003 * request.seed + number, gestures=3)
        lost += [f"trial {number}: {what}" for what in (*one.lost, *one.unsound)]
        conflicts += len(one.conflicts)
        independent += one.independent
        clean += one.independent and one.clean
    share = 100 * clean / max(1, independent)
    print(
        f"{request.trials} merges of 3 gestures on each side, {independent} of them independent: "
        f"{share:.1f} % of those without a conflict, {conflicts} conflicts told in all"
    )
    if share < PROMISED:
        lost.append(f"only {share:.1f} % of independent edits merged without a conflict (98 % promised)")
    return lost
