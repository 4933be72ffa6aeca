"""What the ways of torture share: projects with a number in them, and children that can be killed."""

from __future__ import annotations

import os
import random
import sys
import traceback
from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn

import msgspec

from contention.model.project import ArgumentMap, Claim, Inference, Kind, Project, read_only

WORDS = ("the", "owners", "of", "large", "machines", "say", "that", "scale", "is", "what", "makes", "safe")


class Skipped(Exception):  # noqa: N818  # nothing went wrong
    """This cannot be tried on this machine; the message says why."""


def numbered(number: int, claims: int) -> Project:
    """A project whose title is a number; from one number to the next every claim changes."""
    return msgspec.structs.replace(_even_or_odd(number % 2, claims), title=str(number))


@lru_cache
def _even_or_odd(rest: int, claims: int) -> Project:
    chance = random.Random(claims)
    items = {}
    links = {}
    for index in range(claims):
        words = " ".join(chance.choices(WORDS, k=20 + rest))
        claim = Claim(id=f"c{index:06}", text=f"{rest} {words}")
        items[claim.id] = claim
        if index:
            target = f"c{chance.randrange(index):06}"
            link = Inference(id=f"i{index:06}", kind=Kind.REASON, target=target, premises=(claim.id,))
            links[link.id] = link
    only = ArgumentMap(id="m", claims=read_only(items), inferences=read_only(links))
    return Project(maps=read_only({"m": only}))


def needs_fork() -> None:
    """Raises `Skipped` where processes cannot be forked (Windows)."""
    if not hasattr(os, "fork"):
        raise Skipped("this system has no fork")


def forked(work: Callable[[], None]) -> int:
    """Runs `work` in a child; its process id. The child ends with 0, or 70 after an error."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _run(work)
    return child


def _run(work: Callable[[], None]) -> NoReturn:
    code = 70
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001  # nothing of the parent may run on in the child
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
