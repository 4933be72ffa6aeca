"""The command line: each command tries one way to lose a project, and exits 1 where it does."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT / "desktop") not in sys.path:  # this checkout, whatever else is installed
    sys.path.insert(0, str(ROOT / "desktop"))

COMMANDS = {
    "kill": "SIGKILL a program that saves in a loop",
    "crash": "SIGKILL the real program while a person works at it",
    "faults": "let each system call of a save fail in each way (needs strace)",
    "full-disk": "save on disks that are full, read-only, denied or gone",
    "two-writers": "let two programs change one project at the same time",
    "hostile": "open files that attack the program",
    "articles": "open articles that attack the program",
    "merge": "merge two people's edits of one project",
}
MODULES = {"articles": "hostile_articles"}
"""Of commands that are called otherwise."""


def main() -> int:
    """Runs one command; 0 where nothing was lost, 2 where it cannot be run here."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {}
    for name, what in COMMANDS.items():
        module = importlib.import_module(f"tests.torture.{MODULES.get(name, name.replace('-', '_'))}")
        command = commands.add_parser(name, help=what, description=module.__doc__)
        command.add_argument("--seed", type=int, default=5, help="for what is left to chance")
        module.arguments(command)
        modules[name] = module
    request = parser.parse_args()
    try:
        lost = modules[request.command].run(request)
    except Skipped as why:
        print(f"skipped: {why}")
        return 2
    for line in lost:
        print(f"LOST: {line}")
    print(f"{len(lost)} lost" if lost else "nothing lost")
    return 1 if lost else 0


if __name__ == "__main__":
    from tests.torture.common import Skipped

    sys.exit(main())
