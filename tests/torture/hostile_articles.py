"""Opens articles that attack the program, as the program does: by its importer, within its limits.

Each is read in a process of its own with the importer's limits on memory, whose every opened file and
socket an audit hook sees; beside each file lies a secret that must come into no article, and on the
machine somebody listens whom nothing must call. It may be refused in a sentence, or opened, and what is
opened is parsed as it would be to show it. A file that takes too long is stopped, as by the program.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.torture.common import forked, needs_fork
from tests.torture.hostile import FORBIDDEN, ROOT, _watch
from tests.torture.hostile_article_files import FILES
from tests.torture.hostile_making import SECRET, Place


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seconds", type=float, default=30.0, help="of the processor, the most for one file (default 30)"
    )
    command.add_argument("--megabytes", type=float, default=500.0, help="the most memory (default 500)")
    command.add_argument("--only", default="", help="only the files with this in their name")
    command.add_argument("--largest", type=int, default=10**9, help="only files of at most so many bytes")
    command.add_argument("--every", type=int, default=1, help="only one in so many (default: all)")


def run(request: argparse.Namespace) -> list[str]:
    needs_fork()
    _import_everything()
    lost: list[str] = []
    refused = opened = 0
    worst_time = worst_memory = (0.0, "")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        for name in [one for one in FILES if request.only in one][:: request.every]:
            with tempfile.TemporaryDirectory(prefix="contention-hostile-") as folder:
                place = Place(Path(folder), port)
                data = FILES[name](place)
                if len(data) > request.largest:
                    continue
                told = _attack(Path(folder) / name, data, request.seconds)
            print(
                f"{name:28} {len(data) / 1024:9.1f} KB {told['seconds']:6.2f} s {told['megabytes']:5.0f} MB  "
                f"{told['said']}"
            )
            refused += told["refused"]
            opened += not told["refused"]
            lost += [f"{name}: {what}" for what in told["lost"]]
            if told["seconds"] > request.seconds:
                lost.append(f"{name}: {told['seconds']:.1f} s")
            if told["megabytes"] > request.megabytes:
                lost.append(f"{name}: {told['megabytes']:.0f} MB")
            worst_time = max(worst_time, (told["seconds"], name))
            worst_memory = max(worst_memory, (told["megabytes"], name))
            try:
                listener.accept()[0].close()
                lost.append(f"{name}: asked the network")
            except BlockingIOError:
                pass
    print(f"{refused + opened} hostile articles: {refused} refused in a sentence, {opened} opened")
    print(f"longest: {worst_time[0]:.2f} s ({worst_time[1]})")
    print(f"most memory: {worst_memory[0]:.0f} MB ({worst_memory[1]})")
    return lost


def _import_everything() -> None:
    """What the importer has imported when it meets the file, so that only the file's doings are seen."""
    import charset_normalizer  # noqa: F401
    import mammoth  # noqa: F401
    import nh3  # noqa: F401
    import pypdfium2  # noqa: F401
    import readability  # noqa: F401
    import striprtf.striprtf  # noqa: F401

    from contention.article import docx, epub, importer, mhtml, odt, pdf, rtf, web_page  # noqa: F401
    from contention.article.markdown import read_markdown

    read_markdown("x")


def _attack(path: Path, data: bytes, seconds: float) -> dict[str, Any]:
    """Opens one file in a child; how that went."""
    from contention.article.isolated import ending

    path.write_bytes(data)
    beside = sorted(path.parent.iterdir())
    ours, its = os.pipe()
    child = forked(lambda: os.write(its, json.dumps(_open(path)).encode()[:60_000]))
    os.close(its)
    answered, _, _ = select.select([ours], [], [], seconds + 1)
    if not answered:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    # What the program says then: the importer had no time or no memory left.
    said = (
        f"(stopped after {seconds:.0f} s)"
        if not answered
        else ending(os.waitstatus_to_exitcode(status), path.name)
    )
    told: dict[str, Any] = {"lost": [], "refused": True, "said": said}
    report = b""
    while part := os.read(ours, 65536):
        report += part
    os.close(ours)
    if report:
        told = json.loads(report)
    elif "crashed" in said:
        told["lost"].append(said)
    told["seconds"] = used.ru_utime + used.ru_stime
    told["megabytes"] = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    if sorted(path.parent.iterdir()) != beside or path.read_bytes() != data:
        told["lost"].append("the folder was changed")
    return told


def _open(path: Path) -> dict[str, Any]:
    """Reads the file as the importer does, and judges the answer."""
    from contention.article.importer import answer_to, limit_memory
    from contention.article.markdown import read_markdown
    from contention.article.messages import LENGTH, Request, decode_answer, encode

    limit_memory()
    seen: list[str] = []
    hook = _watch(seen, (ROOT, Path(sys.prefix), Path(sys.base_prefix), *map(Path, sys.path)))

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN) or not (details and details[0] in {path, os.fspath(path)}):
            hook(event, details)

    sys.addaudithook(watch)
    lost: list[str] = []
    try:
        answer = decode_answer(
            encode(answer_to(Request(path=os.fsencode(path)), lambda _: None))[LENGTH.size :]
        )
    except MemoryError:
        return {"lost": [], "refused": True, "said": "(no memory: told by the exit code)"}
    if answer.imported is None:
        said = answer.error
        if not said.endswith(".") or not said.isprintable() or len(said) > 500:
            lost.append(f"no sentence: {said!r}")
        if "failed on it" in said:
            lost.append(f"not foreseen: {said}")
    else:
        article = answer.imported.article
        text = read_markdown(article.source)
        said = f"opened: {len(text.text)} characters, {len(answer.imported.assets)} pictures"
        markdown = article.source.lower() + article.alternative.lower()
        if SECRET in markdown or SECRET in text.text:
            lost.append("a secret was read")
        runs = [
            run
            for block in text.blocks
            for cell in ([cell for row in block.rows for cell in row] or [block.runs])
            for run in cell
        ]
        links = {run.href for run in runs if run.href}
        safe = ("https://", "http://", "mailto:", "#")
        lost += [f"a link to {link[:60]!r}" for link in links if not link.lower().startswith(safe)]
        kept = {asset.id for asset in answer.imported.assets}
        used = {start[:12] for start in markdown.split("](asset:")[1:]}
        lost += [f"a picture that is not there: {one!r}" for one in used - kept]
    return {
        "lost": [*lost, *dict.fromkeys(seen)][:20], "refused": answer.imported is None, "said": said[:400],
    }  # fmt: skip
