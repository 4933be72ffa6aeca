"""Lets programs change one project at the same time, each by reading, adding a claim and saving.

A save that finds the file changed is refused; then the program reads again. At the end
every claim that any of them added has to be there.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import msgspec

from contention.files.backups import Backups
from contention.files.errors import ChangedOutside
from contention.files.store import load, save
from contention.model.project import Claim, Project, with_item
from tests.torture.common import forked, needs_fork, numbered


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--updates", type=int, default=300, help="saves altogether (default 300)")
    command.add_argument("--writers", type=int, default=2, help="programs (default 2)")


def run(request: argparse.Namespace) -> list[str]:
    needs_fork()
    with tempfile.TemporaryDirectory(prefix="contention-writers-") as name:
        path = Path(name) / "shared.contention"
        refused = Path(name) / "refused"
        save(numbered(0, 1), path)
        share = -(-request.updates // request.writers)
        children = [
            forked(lambda writer=writer: _write(path, refused, writer, share))
            for writer in range(request.writers)
        ]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        loaded = load(path)
        there = loaded.project.maps["m"].claims
        wanted = {f"w{writer}-{number}" for writer in range(request.writers) for number in range(share)}
        times = len(refused.read_bytes()) if refused.exists() else 0
        print(
            f"{request.writers} writers, {len(wanted)} updates, "
            f"{times} refused because of another's and done again"
        )
        lost = [f"update {claim} is not there" for claim in sorted(wanted - there.keys())]
        lost += [f"a writer ended with {code}" for code in codes if code]
        lost += [f"{finding.path}: {finding.message}" for finding in loaded.findings]
        return lost


def _write(path: Path, refused: Path, writer: int, share: int) -> None:
    backups = Backups(path.parent / "backups")
    for number in range(share):
        while True:
            project, _, _, digest = load(path)
            try:
                save(_with(project, f"w{writer}-{number}"), path, expected=digest, backups=backups)
            except ChangedOutside:
                with refused.open("ab") as log:
                    log.write(b".")
                time.sleep(0.0005)
            else:
                break


def _with(project: Project, claim: str) -> Project:
    only = project.maps["m"]
    claims = with_item(only.claims, claim, Claim(id=claim, text=claim))
    after = msgspec.structs.replace(only, claims=claims)
    return msgspec.structs.replace(project, maps=with_item(project.maps, "m", after))
