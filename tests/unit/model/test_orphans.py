"""The passages that were not found, in the order in which they are gone through."""

from __future__ import annotations

from msgspec.structs import replace

from contention.model import edits, maps
from contention.model.articles import orphans
from contention.model.project import ArgumentMap, Passage, Project
from tests.builders import MAP, project_of


def lost(name: str, start: int, *, orphan: bool = True, article: str = "a") -> Passage:
    return Passage(id=name, article=article, exact="words", start=start, end=start + 5, orphan=orphan)


def linked(project: Project, claim: str, *passages: Passage, to: str = MAP) -> Project:
    for passage in passages:
        project = edits.link_passage(project, to, claim, passage)
    return project


def test_they_are_told_by_map_and_place() -> None:
    project = linked(
        project_of("K\n  + A"), "K", lost("p3", 90), lost("p1", 5), lost("kept", 1, orphan=False)
    )
    project = linked(project, "A", lost("p2", 40))
    assert [(one.claim.id, one.passage.id) for one in orphans(project)] == [
        ("K", "p1"),
        ("A", "p2"),
        ("K", "p3"),
    ]
    other = ArgumentMap(id="other", claims={"Z": replace(project.maps[MAP].claims["A"], id="Z")})
    found = orphans(maps.add_map(project, other))
    assert [(one.map.id, one.passage.id) for one in found] == [
        (MAP, "p1"),
        (MAP, "p2"),
        (MAP, "p3"),
        ("other", "p2"),
    ]


def test_without_any_there_is_nothing_to_tell() -> None:
    assert orphans(linked(project_of("K"), "K", lost("kept", 1, orphan=False))) == []
