"""Two people change copies of one project at the same time: what becomes of it in a merge.

Each side does a few things that a reader does, at random, to one map. What is judged is read from
the lines of the project files, not from the code that merges: whatever a side wrote into a line
must be in the merged file, or a conflict must name the item.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from contention.files.codec import decode, encode
from contention.files.wire import ProjectFile
from contention.model import edits, moves
from contention.model.anchors import make_passage
from contention.model.check import check
from contention.model.conflicts import Conflict
from contention.model.edits import EditError
from contention.model.merge import merge
from contention.model.project import Article, Claim, Id, Kind, Project, read_only
from tests.builders import MAP, map_of

TEXT = "Night trains should come back. The beds are full, the operators say, and yet they never pay. " * 6
LISTS = [name for name in ProjectFile.__struct_fields__ if name not in {"format", "version", "title"}]

Lines = dict[Id, dict[str, Any]]


class Trial(NamedTuple):
    """How one pair of concurrent changes merged."""

    seed: int
    independent: bool
    """Neither side changed or deleted what the other changed, deleted or argued about."""
    conflicts: tuple[Conflict, ...]
    lost: list[str]
    """What a side wrote that is neither in the merged file nor told; must be empty."""
    unsound: list[str]
    """Findings in the merged project that neither side had; must be empty."""

    @property
    def clean(self) -> bool:
        """Whether it merged without a conflict."""
        return not self.conflicts


def trial(seed: int, *, gestures: int = 3, claims: int = 40) -> Trial:
    """Merges two copies of a random map, each changed by so many gestures; the same for one seed."""
    dice = random.Random(seed)
    base = random_project(dice, claims)
    sides = [changed(base, dice, name, gestures) for name in ("ours", "theirs")]
    (ours, about_ours), (theirs, about_theirs) = sides
    merged = merge(base, ours, theirs)
    written = [lines_of(project) for project in (base, ours, theirs, merged.project)]
    changed_ours, changed_theirs = (_changed_ids(written[0], side) for side in written[1:3])
    independent = (
        not changed_ours & changed_theirs
        and not changed_ours & about_theirs
        and not changed_theirs & about_ours
    )
    before = {finding.message for side in (ours, theirs) for finding in check(side, lambda _: TEXT)}
    unsound = [str(f) for f in check(merged.project, lambda _: TEXT) if f.message not in before]
    unsound += [str(finding) for finding in decode(encode(merged.project)).findings]
    return Trial(seed, independent, merged.conflicts, list(lost(*written, merged.conflicts)), unsound)


def lost(
    base: Lines, ours: Lines, theirs: Lines, merged: Lines, conflicts: tuple[Conflict, ...]
) -> Iterator[str]:
    """What either side wrote that the merged lines lack, and no conflict names."""
    told = {item for conflict in conflicts for item in conflict.items}
    for name, side in (("ours", ours), ("theirs", theirs)):
        for item in dict.fromkeys((*base, *side)):
            if item in told:
                continue
            before, after, result = base.get(item), side.get(item), merged.get(item)
            if after is None or result is None:
                if before is not None and after is None and result is not None:
                    yield f"{name} deleted {item}, which is there again"
                if after is not None and result is None and before != after:
                    yield f"{name} wrote {item}, which is gone"
                continue
            for key in dict.fromkeys((*(before or {}), *after)):
                old, new, now = ((line or {}).get(key) for line in (before, after, result))
                if key == "premises" and before is not None:
                    missing = [p for p in new if p not in old and p not in now]
                    back = [p for p in old if p not in new and p in now]
                    if missing or back:
                        yield f"{name} changed the premises of {item}: {missing} missing, {back} back"
                elif new != old and not _contains(now, new):
                    yield f"{name} changed {key} of {item} to {new!r}, but it is {now!r}"


def _contains(whole: Any, part: Any) -> bool:
    """Whether a value has all that another has: objects of unknown keys are merged key by key."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and _contains(whole[key], value) for key, value in part.items())
    return bool(whole == part)


def lines_of(project: Project) -> Lines:
    """The lines of a project's file, by id; what stands beside the lists is a line without one."""
    file = json.loads(encode(project))
    lines = {line["id"]: line for name in LISTS for line in file.pop(name, ())}
    return {**lines, "": file}


def random_project(dice: random.Random, claims: int = 40) -> Project:
    """One map as a reader makes it: a contention with reasons below, some with several premises."""
    outline, depth = ["c0 The contention"], 0
    for number in range(1, claims):
        depth = dice.randint(1, min(depth + 1, 5))
        sign = dice.choice("+++-" if depth < 2 else "+++-&&!")
        outline.append(f"{'  ' * depth}{sign} c{number} Claim number {number}")
    argument_map = map_of("\n".join(outline))
    article = Article(id="article", title="Night trains", source=TEXT)
    project = Project(
        title="Night trains",
        articles=read_only({article.id: article}),
        maps=read_only({MAP: argument_map}),
    )
    for claim in dice.sample(sorted(argument_map.claims), claims // 4):
        project = _link(project, dice, claim, f"p.{claim}")
    return project


def _changed_ids(base: Lines, side: Lines) -> set[Id]:
    found = {item for item in {*base, *side} if base.get(item) != side.get(item)}
    # A claim and the passages under it are one thing to a reader.
    return found | {line["claim"] for i in found for line in (base.get(i) or side[i],) if "claim" in line}


def changed(base: Project, dice: random.Random, name: str, gestures: int) -> tuple[Project, set[Id]]:
    """A copy after some gestures, and the ids of what these were about."""
    project, about = base, set[Id]()
    done = 0
    while done < gestures:
        argument_map = project.maps[MAP]
        if not argument_map.inferences:
            break  # nothing is left to change
        claim = dice.choice(sorted(argument_map.claims))
        other = dice.choice(sorted([*argument_map.claims, *argument_map.inferences]))
        step = dice.choice(sorted(argument_map.inferences))
        new = Claim(id=f"{name}{done}", text=f"Written by {name}, {done}")
        made = f"i{name}{done}"
        kind = dice.choice(list(Kind))
        deeds: list[tuple[Callable[..., Project], dict[str, Any], set[Id]]] = [
            (edits.set_text, {"claim_id": claim, "text": f"Reworded by {name}, {done}"}, {claim}),
            (
                edits.add_inference,
                {"kind": kind, "target": other, "claim": new, "inference_id": made},
                {other},
            ),
            (edits.add_co_premise, {"inference": step, "claim": new, "at": dice.randint(0, 2)}, {step}),
            (edits.add_claim, {"claim": new}, set()),
            (mark_unstated, {"claim": claim}, {claim}),
            (edits.delete, {"ids": [claim]}, {claim}),
            (moves.move_claim, {"claim": claim, "target": other, "inference_id": made}, {claim, other}),
            (moves.move_premise, {"claim": claim, "to": step}, {claim, step}),
            (moves.detach, {"claim": claim}, {claim}),
            (moves.reorder, {"item": claim, "step": dice.choice((-1, 1))}, {claim}),
            (moves.insert_above, {"claim": claim, "new": new, "inference_id": made}, {claim}),
            (edits.link_passage, {"claim_id": claim}, {claim}),
        ]
        change, arguments, subjects = dice.choice(deeds)
        try:
            if change is edits.link_passage:
                after = _link(project, dice, claim, f"p{name}{done}")
            else:
                after = change(project, MAP, **arguments)
        except EditError:
            continue
        if after != project:
            project, done = after, done + 1
            about |= subjects
    return project, about


def mark_unstated(project: Project, map_id: Id, claim: Id) -> Project:
    """The project with a claim that the article does not say."""
    argument_map = project.maps[map_id]
    marked = replace(argument_map.claims[claim], unstated=True)
    return edits.put_map(project, edits.put_claims(argument_map, [marked]))


def _link(project: Project, dice: random.Random, claim: Id, passage_id: Id) -> Project:
    start = dice.randrange(0, len(TEXT) - 40)
    passage = make_passage("article", TEXT, start, start + dice.randint(5, 40))
    return edits.link_passage(project, MAP, claim, replace(passage, id=passage_id))
