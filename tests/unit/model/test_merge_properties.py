"""Whatever two people do to copies of a project: their merge loses nothing and is sound."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from contention.files.codec import encode
from contention.model.check import check
from contention.model.merge import Choice, merge, resolve
from contention.model.project import Project
from contention.model.records import lay_flat, set_up
from tests.torture.merging import TEXT, changed, lines_of, lost, random_project, trial
from tests.unit.files.projects import projects

SEEDS = st.integers(min_value=0, max_value=2**32)
GESTURES = st.integers(min_value=1, max_value=8)


def copies(seed: int, gestures: int) -> tuple[Project, Project, Project]:
    """A project of a few claims, so that its copies often get in each other's way."""
    dice = random.Random(seed)
    base = random_project(dice, claims=14)
    return base, changed(base, dice, "ours", gestures)[0], changed(base, dice, "theirs", gestures)[0]


@given(base=projects(), other=projects())
@settings(deadline=None)
def test_one_side_alone_is_taken_as_it_is(base: Project, other: Project) -> None:
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.conflicts == ()
        assert merged.project == other
        assert encode(merged.project) == encode(other)


@given(project=projects())
@settings(deadline=None)
def test_a_project_laid_flat_is_set_up_again(project: Project) -> None:
    records = lay_flat(project)
    fields = {key: record.fields for key, record in records.items()}
    assert set_up(fields, []) == project
    assert set_up(fields, [records]) is project


@given(ours=projects(), theirs=projects())
@settings(deadline=None)
def test_any_two_projects_can_be_merged(ours: Project, theirs: Project) -> None:
    merged = merge(Project(), ours, theirs)
    written = [lines_of(project) for project in (Project(), ours, theirs, merged.project)]
    assert list(lost(*written, merged.conflicts)) == []


@given(seed=SEEDS, gestures=GESTURES)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_nothing_becomes_unsound(seed: int, gestures: int) -> None:
    found = trial(seed, gestures=gestures, claims=14)
    assert (found.lost, found.unsound) == ([], [])
    # Two moves that touch nothing in common can still make a circle together (1 pair in 2,500).
    circles_alone = all(conflict.key[0] == "Circle" for conflict in found.conflicts)
    assert found.clean or not found.independent or circles_alone


@given(seed=SEEDS, gestures=GESTURES)
@settings(max_examples=100, deadline=None)
def test_without_conflicts_it_does_not_matter_who_merges(seed: int, gestures: int) -> None:
    base, ours, theirs = copies(seed, gestures)
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(here.conflicts) == bool(there.conflicts)
    if not here.conflicts:
        assert encode(here.project) == encode(there.project)
    assert merge(base, ours, theirs) == here


@given(seed=SEEDS, gestures=GESTURES, choice=st.sampled_from([Choice.OURS, Choice.THEIRS]))
@settings(max_examples=150, deadline=None)
def test_who_always_wins_keeps_all_they_wrote(seed: int, gestures: int, choice: Choice) -> None:
    base, ours, theirs = copies(seed, gestures)
    merged = merge(base, ours, theirs)
    for _ in range(20):
        if not merged.conflicts:
            break
        merged = resolve(merged, {conflict.key: choice for conflict in merged.conflicts})
    assert merged.conflicts == ()
    written = [lines_of(project) for project in (base, ours, theirs, merged.project)]
    assert [line for line in lost(*written, ()) if line.startswith(f"{choice} ")] == []
    before = {finding.message for side in (ours, theirs) for finding in check(side, lambda _: TEXT)}
    assert [f for f in check(merged.project, lambda _: TEXT) if f.message not in before] == []


def test_98_of_100_independent_changes_merge_without_a_conflict() -> None:
    trials = [trial(seed) for seed in range(100)]
    independent = [one for one in trials if one.independent]
    assert len(independent) > 50
    assert sum(one.clean for one in independent) >= 0.98 * len(independent)
    assert not any(one.lost or one.unsound for one in trials)
    assert any(one.conflicts for one in trials)
