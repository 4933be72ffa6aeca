"""Opens files that attack the program, as the program does: read, check, draw, save, back up.

Each is opened in a process of its own, whose every opened file and socket an audit
hook sees. It may be refused in a sentence, or opened; never may it crash, hang, fill
the memory, make the program read a file of somebody else or ask the network, and
never is the file itself touched.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.torture.common import forked, needs_fork
from tests.torture.hostile_files import FILES, PLACES

ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "webbrowser.",
             "pickle.find_class", "urllib.", "http.", "ftplib.", "smtplib.")  # fmt: skip
"""Beginnings of the names of audit events that opening a project must not cause."""


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seconds", type=float, default=2.0, help="of the processor, the most for one action (default 2)"
    )
    command.add_argument("--megabytes", type=float, default=500.0, help="the most memory (default 500)")
    command.add_argument("--only", default="", help="only the files with this in their name")
    command.add_argument("--largest", type=int, default=10**9, help="only files of at most so many bytes")
    command.add_argument("--every", type=int, default=1, help="only one in so many (default: all)")
    command.add_argument("--no-drawing", action="store_true", help="leave out the drawing of the maps")


def run(request: argparse.Namespace) -> list[str]:
    needs_fork()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _import_everything(drawing=not request.no_drawing)
    names = [name for name in (*FILES, *PLACES) if request.only in name][:: request.every]
    lost = []
    worst_time = worst_memory = (0.0, "")
    refused = opened = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="contention-hostile-") as folder:
            told = _attack(Path(folder), name, request)
        if not told:
            continue
        opened += 1
        lost += [f"{name}: {what}" for what in told["lost"]]
        seconds, action = told["seconds"]
        if seconds > request.seconds:
            lost.append(f"{name}: {action} took {seconds:.1f} s")
        if told["megabytes"] > request.megabytes:
            lost.append(f"{name}: {told['megabytes']:.0f} MB")
        refused += told["refused"]
        worst_time = max(worst_time, (seconds, f"{action} of {name}"))
        worst_memory = max(worst_memory, (told["megabytes"], name))
    print(f"{opened} hostile files: {refused} refused in a sentence, {opened - refused} opened")
    print(f"longest action: {worst_time[0]:.2f} s ({worst_time[1]})")
    print(f"most memory: {worst_memory[0]:.0f} MB ({worst_memory[1]})")
    return lost


def _import_everything(*, drawing: bool) -> None:
    """What a running program has imported long before it opens the file."""
    import contention.article.markdown
    import contention.files.backups
    import contention.files.recovery
    import contention.files.store
    import contention.model.check
    from contention.article.markdown import read_markdown

    read_markdown("x")
    if drawing:
        import contention.diagram.compose
        import contention.diagram.fonts
        import contention.diagram.measure
        import contention.diagram.themes  # noqa: F401


def _attack(folder: Path, name: str, request: argparse.Namespace) -> dict[str, Any]:
    """Opens one file in a child; how that went."""
    path = folder / "hostile.contention"
    before = None
    if name in FILES:
        before = FILES[name]()
        if len(before) > request.largest:
            return {}
        path.write_bytes(before)
    else:
        PLACES[name](path)
    length = None if before is None else len(before)
    del before
    ours, its = os.pipe()
    child = forked(lambda: os.write(its, json.dumps(_open(path, folder, request)).encode()[:60_000]))
    os.close(its)
    answered, _, _ = select.select([ours], [], [], 60)
    if not answered:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    told = {"lost": [], "seconds": (60.0, "everything"), "refused": False}
    report = b""
    while part := os.read(ours, 65536):
        report += part
    os.close(ours)
    if report:
        told = json.loads(report)
    else:
        told["lost"].append(f"the program hung, or ended with {os.waitstatus_to_exitcode(status)}")
    told["megabytes"] = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    if length is not None and (
        path.stat().st_size != length or (length < 10**6 and path.read_bytes() != FILES[name]())
    ):
        told["lost"].append("the file itself was changed")
    return told


def _open(path: Path, folder: Path, request: argparse.Namespace) -> dict[str, Any]:
    from contention.diagram.measure import TextMeasure
    from contention.files.errors import ProjectFileError

    measure = None
    if not request.no_drawing:
        from PySide6.QtGui import QGuiApplication

        from contention.diagram.fonts import register_fonts

        application = QGuiApplication(["torture"])
        register_fonts()
        measure = TextMeasure()
    seen: list[str] = []
    sys.addaudithook(
        _watch(seen, (folder, ROOT, Path(sys.prefix), Path(sys.base_prefix), *map(Path, sys.path)))
    )
    lost: list[str] = []
    refused = False
    clock = Clock()
    try:
        _go_through(path, folder, measure, lost, clock)
    except ProjectFileError as error:
        refused = True
        if not str(error).endswith(".") or not str(error).isprintable():
            lost.append(f"no sentence: {error!r}")
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is reported
        lost.append(f"crashed: {type(error).__name__}: {str(error)[:200]}")
    clock("the last action")
    if not request.no_drawing:
        del measure, application
    return {"lost": [*lost, *dict.fromkeys(seen)][:20], "seconds": clock.longest, "refused": refused}


class Clock:
    """Takes the time of the processor (another program's work does not count) action by action."""

    def __init__(self) -> None:
        self.longest = (0.0, "nothing")
        self._start = time.process_time()

    def __call__(self, action: str) -> None:
        """The action is over, and the next one begins."""
        now = time.process_time()
        self.longest = max(self.longest, (now - self._start, action))
        self._start = now


def _go_through(path: Path, folder: Path, measure: Any, lost: list[str], clock: Clock) -> None:
    """What the program does with a project that is opened, drawn and saved."""
    from contention.article.markdown import read_markdown
    from contention.files.backups import Backups
    from contention.files.codec import encode
    from contention.files.recovery import RecoveryStore
    from contention.files.store import load, save
    from contention.model.check import check

    loaded = load(path)
    project = loaded.project
    clock("opening")
    findings = [*loaded.findings, *check(project, lambda one: read_markdown(one.source).text)]
    for finding in findings:
        if not f"{finding.path}{finding.message}".isprintable():
            lost.append(f"a finding that is not fit for a line: {finding!r}"[:200])
            break
    clock("checking")
    if measure is not None:
        from contention.diagram.compose import compose
        from contention.diagram.themes import theme
        from contention.model.project import in_order

        for argument_map in in_order(project.maps.values())[:1]:  # the one that is shown
            compose(argument_map, measure, theme("classic", dark=False))
    clock("drawing")
    copy = folder / "copy.contention"
    save(project, copy)
    clock("saving")
    again = load(copy)
    if again.project != project or again.findings:
        lost.append("what was saved is not what was opened")
    clock("opening again")
    save(project, copy, expected=again.digest, backups=Backups(folder / "backups"))
    clock("saving with a backup")
    store = RecoveryStore(folder / "recovery")
    store.write(encode(project), project.title, path)
    store.close()
    if [one.claims for one in store.list()] != [sum(len(one.claims) for one in project.maps.values())]:
        lost.append("the recovered work is not what was opened")


def _watch(seen: list[str], allowed: tuple[Path, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that notes what is opened outside of these folders, and every way to the network."""
    inside = tuple(os.fspath(folder) + os.sep for folder in allowed)
    folders = {os.fspath(folder) for folder in allowed}

    def hook(event: str, details: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            seen.append(f"caused {event}")
        elif event in {"open", "os.listdir", "os.scandir", "os.remove", "os.rename"}:
            place = details[0]
            if isinstance(place, (str, bytes, os.PathLike)):
                place = os.fsdecode(place)
                if place not in folders and not place.startswith(inside):
                    seen.append(f"opened {place}")

    return hook
