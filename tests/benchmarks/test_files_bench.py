"""How long a large project takes to write and to read, without the disk: 5,000 claims, 6,000 links."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from contention.files.backups import Backups
from contention.files.codec import decode, encode
from contention.files.recovery import RecoveryStore
from contention.files.store import load, save
from contention.model.project import (
    ArgumentMap,
    Article,
    Claim,
    ClaimRating,
    Inference,
    InferenceRating,
    Kind,
    Passage,
    Project,
    Tag,
    read_only,
)

CLAIMS, LINKS = 5_000, 6_000
WORDS = (
    "the",
    "owners",
    "of",
    "large",
    "machines",
    "say",
    "that",
    "scale",
    "is",
    "what",
    "makes",
    "them",
    "safe",
)


def large_project() -> Project:
    """5,000 claims with a passage each, and 6,000 inferences, from a fixed seed.

    Every third of them has a rating, tags and a note.
    """
    chance = random.Random(5)

    def an_id() -> str:
        return f"{chance.getrandbits(48):012x}"

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    article = Article(id=an_id(), title="A long article", source=words(20_000))
    tags = [Tag(id=an_id(), name=words(1), order=float(number)) for number in range(6)]

    def some_tags() -> tuple[str, ...]:
        return tuple(tag.id for tag in chance.sample(tags, k=2))

    claims = {}
    for number in range(CLAIMS):
        passage = Passage(
            id=an_id(),
            article=article.id,
            exact=words(14),
            prefix=words(8),
            suffix=words(8),
            start=number * 20,
            end=number * 20 + 70,
            text_hash=an_id(),
            heading=("First", "Second"),
        )
        claim = Claim(id=an_id(), text=words(16), passages=(passage,), order=number / 2)
        if number % 3 == 0:
            rating = chance.choice(list(ClaimRating))
            note = words(10)
            added = {"rating": rating, "basis": "data", "tags": some_tags(), "note": note, "width": 200.0}
            claim = replace(claim, **added)
        claims[claim.id] = claim
    ids = list(claims)
    inferences = {}
    for number in range(LINKS):
        target = chance.randrange(CLAIMS - 1)
        inference = Inference(
            id=an_id(),
            kind=chance.choice(list(Kind)),
            target=ids[target],
            premises=tuple(chance.sample(ids[target + 1 : target + 40], k=1)),
            order=float(number),
        )
        if number % 3 == 0:
            inference = replace(inference, rating=InferenceRating.WEAK, tags=some_tags(), note=words(5))
        inferences[inference.id] = inference
    argument_map = ArgumentMap(id=an_id(), claims=read_only(claims), inferences=read_only(inferences))
    return Project(
        title="Large",
        articles=read_only({article.id: article}),
        maps=read_only({argument_map.id: argument_map}),
        tags=read_only({tag.id: tag for tag in tags}),
    )


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        made = work()
        taken.append(time.perf_counter() - start)
        del made  # freed when the clock stands: a project that was opened stays
    return statistics.median(taken) * 1000


def bare(project: Project) -> Project:
    """The same claims and inferences without passages, ratings, tags and notes."""
    (one,) = project.maps.values()
    claims = {c.id: Claim(id=c.id, text=c.text, order=c.order) for c in one.claims.values()}
    steps = {
        i.id: Inference(id=i.id, kind=i.kind, target=i.target, premises=i.premises, order=i.order)
        for i in one.inferences.values()
    }
    one = replace(one, claims=read_only(claims), inferences=read_only(steps))
    return replace(project, maps=read_only({one.id: one}))


@pytest.mark.bench
def test_a_large_project_is_read_and_written() -> None:
    whole = large_project()
    for what, project in (("", bare(whole)), (", a passage each, ratings, tags and notes", whole)):
        data = encode(project)
        assert encode(decode(data).project) == data
        print(f"\n{CLAIMS:,} claims, {LINKS:,} links{what}: {len(data) / 1e6:.1f} MB")
        print(f"load (decode): {median_ms(partial(decode, data)):.1f} ms, target 50 ms")
        print(f"save (encode): {median_ms(partial(encode, project)):.1f} ms, target 25 ms")


@pytest.mark.bench
def test_a_large_project_is_saved_and_kept_for_a_crash(tmp_path: Path) -> None:
    """With the disk: what a worker thread does while the window goes on."""
    project = large_project()
    data = encode(project)
    path = tmp_path / "large.contention"
    backups, recovery = Backups(tmp_path / "backups"), RecoveryStore(tmp_path / "recovery")
    versions = [project, structs.replace(project, title="Larger")]
    digest: list[str | None] = [None]

    def once() -> None:
        versions.reverse()
        digest[0] = save(versions[0], path, expected=digest[0], backups=backups)

    print(f"\nsave with the disk and a backup: {median_ms(once):.1f} ms")
    print(f"load with the disk: {median_ms(lambda: load(path)):.1f} ms")
    print(f"snapshot for recovery: {median_ms(lambda: recovery.write(data, 'Large', path)):.1f} ms")
    print(f"list {len(backups.list(path))} earlier versions: {median_ms(lambda: backups.list(path)):.1f} ms")
    recovery.close()
    print(f"list recovered work: {median_ms(recovery.list):.1f} ms")
