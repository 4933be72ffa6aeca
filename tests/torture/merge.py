"""Merges two people's edits of one project, made by chance in different places, and looks for each of them.

In every trial two copies of a project are edited apart: texts, new reasons, objections,
co-premises, moves of meaning between stated and unstated, deletions. The edits are
independent: no two touch the same claim or inference. Each has to be in the merged
project, or to be named in a conflict.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from typing import NamedTuple

from contention.files.codec import decode, encode
from contention.model import details, edits
from contention.model.merge import merge
from contention.model.project import Claim, Kind, Project
from tests.torture.common import numbered

MAP = "m"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--trials", type=int, default=100, help="how many merges (default 100)")


class Edit(NamedTuple):
    """One change, and whether a project has it."""

    about: str
    apply: Callable[[Project], Project]
    there: Callable[[Project], bool]


def run(request: argparse.Namespace) -> list[str]:
    chance = random.Random(request.seed)
    lost: list[str] = []
    clean = made = conflicts = 0
    for trial in range(request.trials):
        base = numbered(trial, chance.choice((5, 30, 200)))
        apart = _edits(base, chance)
        ours = theirs = base
        for number, edit in enumerate(apart):
            if number % 2:
                ours = edit.apply(ours)
            else:
                theirs = edit.apply(theirs)
        merged = merge(base, ours, theirs)
        made += len(apart)
        clean += not merged.conflicts
        conflicts += len(merged.conflicts)
        told = " ".join(repr(conflict) for conflict in merged.conflicts)
        lost += [
            f"trial {trial}: {edit.about}"
            for edit in apart
            if not edit.there(merged.project) and edit.about.split()[-1] not in told
        ]
        if decode(encode(merged.project)) != (merged.project, (), False):
            lost.append(f"trial {trial}: what was merged cannot be saved and read again")
        if merge(base, theirs, ours).project != merged.project and not merged.conflicts:
            lost.append(f"trial {trial}: the merge depends on whose side is whose")
    share = 100 * clean / max(1, request.trials)
    print(
        f"{request.trials} merges of {made} independent edits: {share:.0f} % without a conflict, "
        f"{conflicts} conflicts told"
    )
    if share < 98:
        lost.append(f"only {share:.0f} % of independent edits merged without a conflict (98 % promised)")
    return lost


def _edits(base: Project, chance: random.Random) -> list[Edit]:
    """Two to ten edits, each at a claim of its own."""
    places = sorted(base.maps[MAP].claims)
    chance.shuffle(places)
    leaves = {claim for claim in places if not _aimed_at(base, claim)}
    made = []
    for number, place in enumerate(places[: chance.randrange(2, min(11, len(places) + 1))]):
        kinds = [_text, _unstated, _reason, _objection, _co_premise]
        if place in leaves and place != "c000000":
            kinds.append(_deletion)
        made.append(chance.choice(kinds)(base, place, number))
    return made


def _aimed_at(project: Project, claim: str) -> bool:
    return any(one.target == claim for one in project.maps[MAP].inferences.values())


def _claim(project: Project, claim: str) -> Claim | None:
    return project.maps[MAP].claims.get(claim)


def _text(base: Project, place: str, number: int) -> Edit:
    words = f"Said otherwise by edit {number}."
    return Edit(
        f"the text of {place}",
        lambda project: edits.set_text(project, MAP, place, words),
        lambda project: (claim := _claim(project, place)) is not None and claim.text == words,
    )


def _unstated(base: Project, place: str, number: int) -> Edit:
    return Edit(
        f"marked as unstated: {place}",
        lambda project: details.set_unstated(project, MAP, [place], True),
        lambda project: (claim := _claim(project, place)) is not None and claim.unstated,
    )


def _argument(place: str, number: int, kind: Kind) -> Edit:
    new, link = f"new{number}", f"link{number}"

    def add(project: Project) -> Project:
        claim = Claim(id=new, text=f"New {number}.")
        return edits.add_inference(project, MAP, kind=kind, target=place, claim=claim, inference_id=link)

    return Edit(
        f"a new {kind.value} at {place}",
        add,
        lambda project: (
            new in project.maps[MAP].claims
            and project.maps[MAP].inferences.get(link, None) is not None
            and project.maps[MAP].inferences[link].target == place
        ),
    )


def _reason(base: Project, place: str, number: int) -> Edit:
    return _argument(place, number, Kind.REASON)


def _objection(base: Project, place: str, number: int) -> Edit:
    return _argument(place, number, Kind.OBJECTION)


def _co_premise(base: Project, place: str, number: int) -> Edit:
    """Beside the claim, in the inference it is a premise of."""
    if place == "c000000":
        return _text(base, place, number)
    link, new = f"i{place[1:]}", f"new{number}"
    return Edit(
        f"a co-premise in {link}",
        lambda project: edits.add_co_premise(
            project, MAP, inference=link, claim=Claim(id=new, text=f"Co-premise {number}.")
        ),
        lambda project: (one := project.maps[MAP].inferences.get(link)) is not None and new in one.premises,
    )


def _deletion(base: Project, place: str, number: int) -> Edit:
    return Edit(
        f"the deletion of {place}",
        lambda project: edits.delete(project, MAP, [place]),
        lambda project: place not in project.maps[MAP].claims,
    )
