"""Builds the sample project: the sample article with a model map of its argument, made by hand.

The map stands here as data, so that it can be read and argued about. Run it after
a change to the article or to the map:

    python packaging/make_sample.py            writes resources/samples/who-owns-the-machines.contention
    python packaging/make_sample.py --check    says whether that file is up to date (exit 1: no)

The same input gives the same bytes: ids are digests of the names used below.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from contention.article.blocks import ArticleText
from contention.article.importing import read_article
from contention.article.markdown import read_markdown
from contention.files.codec import encode
from contention.model.anchors import make_passage
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Passage,
    Project,
    passage_order,
    read_only,
)

SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
ARTICLE_FILE = SAMPLES / "who-owns-the-machines.md"
PROJECT_FILE = SAMPLES / "who-owns-the-machines.contention"


class Point(NamedTuple):
    """A claim in the map-maker's words, and the article's words that it rests on."""

    name: str
    text: str
    quotes: tuple[str, ...] = ()
    """Empty where the article relies on the claim without saying it."""


class Step(NamedTuple):
    """An inference; `target` names a point or, for an objection to an inference, a step."""

    name: str
    kind: Kind
    target: str
    premises: tuple[str, ...]


POINTS = (
    Point(
        "contention",
        "AI should run, in part at least, on machines that no large company owns.",
        (
            "Some of the machines that AI runs on ought to belong to no large company at all.",
            "I ask for a part of the machinery and leave the rest where it is.",
        ),
    ),
    # The first reason: the rules.
    Point(
        "rules serve few",
        "The rules for using AI come to serve the few large companies that own its machines.",
        ("What is cheap to serve is allowed, what is awkward for the firm is not",),
    ),
    Point(
        "rules should serve more",
        "The rules for using AI should serve more than a few large companies.",
    ),
    Point(
        "few own",
        "A few large companies own nearly all the machines that AI runs on.",
        ("nearly all the machinery behind AI is in the hands of those few",),
    ),
    Point(
        "rules serve owners",
        "The rules for using AI come to serve whoever owns the machines that it runs on.",
        ("a rule made by an owner comes, in time, to suit the owner",),
    ),
    Point(
        "few can afford",
        "Only a few large companies can afford machines that cost billions before they earn anything.",
        (
            "A hall full of the right chips swallows billions before it earns a penny",
            "Only a handful of very large firms can put so much on the table and wait.",
        ),
    ),
    Point(
        "owners set rules",
        "Whoever owns the machines that AI runs on sets the rules for its use.",
        ("Whoever owns the machines decides what may be asked of them, by whom and at what price",),
    ),
    Point(
        "library",
        "The owner of the machines behind a library’s AI changed a rule, and the library had no say.",
        (
            "Last winter the machine in our library stopped talking about medicines.",
            "A rule had been altered in an office whose number she does not have.",
        ),
    ),
    Point(
        "power is not abuse",
        "That an owner can set rules does not show that it will abuse them.",
        ("To be able to make a rule is one thing, and to misuse that power is another",),
    ),
    Point(
        "rules drift",
        "Rules that nobody else can read or refuse come to serve whoever sets them, "
        "even if nobody means to abuse them.",
        (
            (
                "Where nobody outside can read a rule or refuse it, the rule leans a little further "
                "towards its author every year, and no bad will is needed."
            ),
        ),
    ),
    # The second reason: one fault, everywhere.
    Point(
        "services can stop",
        "If AI runs only on machines that large companies own, "
        "services that cannot wait can stop everywhere at once.",
        (
            "AI is now being wired into appointment books, benefit claims and school timetables.",
            "one bad morning in one of them can close counters from Lisbon to Leeds",
        ),
    ),
    Point(
        "services must not stop",
        "Services that cannot wait should never be able to stop everywhere at once.",
        (
            (
                "Some services cannot be waited for, and those must never be able to fail everywhere "
                "in the same hour."
            ),
        ),
    ),
    Point(
        "faulty update",
        "In July 2024 one firm’s faulty update stopped services in many countries on the same day.",
        (
            (
                "In July 2024 a single faulty update from one security firm stopped some eight and a half "
                "million computers in a day."
            ),
            "Aeroplanes stayed on the ground and doctors went back to pen and paper",
        ),
    ),
    # What is said against it.
    Point(
        "nobody repairs",
        "Nobody is paid to repair machines that no large company owns.",
        ("what has no proper owner has no one on the payroll to mend it",),
    ),
    Point(
        "exchange points",
        "Since the 1990s the members of internet exchange points, which no large company owns, "
        "have paid people to repair them.",
        (
            "the great exchange points of the internet have belonged to their members since the 1990s",
            "The members pay a staff, the staff are woken at night",
        ),
    ),
    Point(
        "slow and dear",
        "Machines that no large company owns do the work of AI more slowly and at a higher price.",
        ("computers scattered over a hundred cellars are slower than one great hall, and dearer",),
    ),
    Point(
        "modest machines",
        "Most of the work of AI is using models that are already trained, "
        "and modest machines do that quickly and cheaply enough.",
        (
            "most of what we ask of AI is the daily use of models that were trained long ago",
            "a modest machine in the next street is quick enough and cheap enough",
        ),
    ),
    Point(
        "no switch",
        "Where no large company owns the machines, there may be nobody who can switch off AI that does harm.",
        ("Where there is no such owner, there may be no one to ring and no switch to pull.",),
    ),
)

STEPS = (
    Step("by rules", Kind.REASON, "contention", ("rules serve few", "rules should serve more")),
    Step("by faults", Kind.REASON, "contention", ("services can stop", "services must not stop")),
    Step("against: repair", Kind.OBJECTION, "contention", ("nobody repairs",)),
    Step("against: price", Kind.OBJECTION, "contention", ("slow and dear",)),
    Step("against: harm", Kind.OBJECTION, "contention", ("no switch",)),
    Step("by few owners", Kind.REASON, "rules serve few", ("few own", "rules serve owners")),
    Step("by entry", Kind.REASON, "few own", ("few can afford",)),
    Step("by ownership", Kind.REASON, "rules serve owners", ("owners set rules",)),
    Step("by example", Kind.REASON, "owners set rules", ("library",)),
    Step("against the step", Kind.OBJECTION, "by ownership", ("power is not abuse",)),
    # The article grants the point and denies that it tells against the step.
    Step("reply to the step", Kind.OBJECTION, "against the step", ("rules drift",)),
    Step("by precedent", Kind.REASON, "services can stop", ("faulty update",)),
    Step("reply: repair", Kind.OBJECTION, "nobody repairs", ("exchange points",)),
    Step("reply: price", Kind.OBJECTION, "slow and dear", ("modest machines",)),
)


def sample_id(name: str) -> Id:
    """The id of what a name in this file stands for: always the same twelve hexadecimal digits."""
    return hashlib.sha256(f"who-owns-the-machines/{name}".encode()).hexdigest()[:12]


def build() -> Project:
    """The sample project.

    Raises:
        ValueError: a quote does not stand in the article exactly once, or a name stands for nothing.
    """
    article = replace(read_article(ARTICLE_FILE).article, id=sample_id("article"), order=1.0, imported="")
    text = read_markdown(article.source)
    ids = {named.name: sample_id(named.name) for named in (*POINTS, *STEPS)}
    claims = {
        ids[point.name]: Claim(
            id=ids[point.name],
            text=point.text,
            unstated=not point.quotes,
            passages=_passages(point, article.id, text),
            order=1.0 if point.name == "contention" else 0.0,
        )
        for point in POINTS
    }
    inferences: dict[Id, Inference] = {}
    places: dict[str, int] = {}
    for step in STEPS:
        if unknown := {step.target, *step.premises} - ids.keys():
            raise ValueError(f"{step.name}: nothing is named {sorted(unknown)}")
        places[step.target] = places.get(step.target, 0) + 1
        inferences[ids[step.name]] = Inference(
            id=ids[step.name],
            kind=step.kind,
            target=ids[step.target],
            premises=tuple(ids[name] for name in step.premises),
            order=float(places[step.target]),
        )
    model_map = ArgumentMap(
        id=sample_id("map"),
        title=article.title,
        order=1.0,
        claims=read_only(claims),
        inferences=read_only(inferences),
    )
    return Project(
        title=article.title,
        articles=read_only({article.id: article}),
        maps=read_only({model_map.id: model_map}),
    )


def _passages(point: Point, article: Id, text: ArticleText) -> tuple[Passage, ...]:
    passages = []
    for number, quote in enumerate(point.quotes, start=1):
        if text.text.count(quote) != 1:
            raise ValueError(f"{point.name}: not found exactly once in the article: {quote!r}")
        start = text.text.index(quote)
        passage = make_passage(
            article, text.text, start, start + len(quote), heading=text.heading_path(start)
        )
        passages.append(replace(passage, id=sample_id(f"{point.name}, passage {number}")))
    return tuple(sorted(passages, key=passage_order))


def main(arguments: list[str] | None = None) -> int:
    """Write the sample project, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Build the sample project from the sample article.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where it is out of date")
    options = parser.parse_args(arguments)
    data = encode(build())
    if options.check:
        if PROJECT_FILE.is_file() and PROJECT_FILE.read_bytes() == data:
            return 0
        sys.stderr.write(f"{PROJECT_FILE.name} is out of date: run python packaging/make_sample.py\n")
        return 1
    PROJECT_FILE.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
