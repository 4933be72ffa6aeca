"""Files of unknown origin, read by another process that can be killed: `importer`.

Whatever a file does to its reader (hang it, crash it, fill the memory), this process goes on and says so
in a sentence. Nothing is written to disk: the answer comes through a pipe. It works from any thread.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

import contention
from contention.article.errors import ArticleError, ImportCancelled
from contention.article.found import Progress
from contention.article.importing import Imported, read_article, readable
from contention.article.messages import LENGTH, Answer, Request, decode_answer, encode
from contention.article.sniffing import Format, promised

SECONDS = 30.0
"""How long a file may take."""
LARGEST_ANSWER = 160 * 1024 * 1024
"""Bytes; an original and pictures of 16 MB each and a long text, coded for transport."""
SMALL_TEXT = 256 * 1024
"""Bytes of a plain text that is read here: to start a process would take longer than to read it."""
OUT_OF_MEMORY = 3
"""The exit code of an importer that had not even the memory to say so."""

_OTHER_KINDS = (
    b"<", b"pk", b"{\\rtf", b"mime-version:", b"from:", b"date:", b"subject:", b"content-type:", b"snapshot-",
)  # fmt: skip
_GLANCE = 0.05
"""Seconds between two looks at whether it was cancelled."""


def import_file(
    path: Path,
    *,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
) -> Imported:
    """The article in a file; `progress` is called in this thread.

    Raises:
        ArticleError: it cannot be opened; says in a sentence why.
        ImportCancelled: `cancelled` told so.
    """
    path = Path(path)
    if is_quick(path):
        return read_article(path, progress)
    request = Request(path=os.fsencode(path.absolute()))
    return _have_done(request, f"“{readable(path.name)}”", progress, cancelled, seconds)


def import_html(
    html: str,
    *,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
) -> Imported:
    """The article in a pasted rich text.

    Raises:
        ArticleError: it cannot be read; says in a sentence why.
        ImportCancelled: `cancelled` told so.
    """
    return _have_done(Request(html=readable(html)), "This text", progress, cancelled, seconds)


def is_quick(path: Path) -> bool:
    """Whether a file is a short plain text, by name, size and first bytes: read here and at once."""
    if promised(path.name) not in {Format.TEXT, Format.MARKDOWN}:
        return False
    try:
        if not path.is_file():
            return True  # whoever reads it says what is wrong
        if path.stat().st_size > SMALL_TEXT:
            return False
        with path.open("rb") as file:
            start = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except (OSError, ValueError):
        return True
    # What may be of another kind is left to the importer; "<" begins a page, or Markdown.
    return not start.startswith(_OTHER_KINDS) and b"%pdf-" not in start


def _have_done(
    request: Request, what: str, progress: Progress, cancelled: Callable[[], bool], seconds: float
) -> Imported:
    end = time.monotonic() + seconds
    answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
    try:
        process = _started()
    except OSError as error:
        raise ArticleError(
            f"{what} was not opened: the program that reads files could not be started "
            f"({error.strerror or error}). Please close other programs and try again."
        ) from error
    with process:
        pump = threading.Thread(
            target=_talk, args=(process, encode(request), answers), name="contention-import", daemon=True
        )
        pump.start()
        try:
            while True:
                if cancelled():
                    raise ImportCancelled
                if time.monotonic() > end:
                    raise ArticleError(
                        f"{what} was not opened: reading it took longer than {seconds:.0f} seconds, "
                        "so it was stopped. Please split it, or copy the part you want to read and paste it."
                    )
                try:
                    answer = answers.get(timeout=_GLANCE)
                except queue.Empty:
                    continue
                if answer is None:
                    raise ArticleError(_how_it_ended(process, what))
                if answer.error:
                    raise ArticleError(answer.error)
                if answer.imported is not None:
                    return answer.imported
                progress(answer.progress)
        finally:
            # It has answered or is not needed any more; a process that was waited for is no zombie.
            process.kill()
            process.wait()
            pump.join()


def _started() -> subprocess.Popen[bytes]:
    """The importer: this program's Python and modules, whatever folder it is started in."""
    modules = str(Path(contention.__file__).parents[1])
    also = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([modules, also] if also else [modules])}
    return subprocess.Popen(  # the file's path goes through the pipe
        [sys.executable, "-P", "-m", "contention.article.importer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _talk(
    process: subprocess.Popen[bytes], request: bytes, answers: queue.SimpleQueue[Answer | None]
) -> None:
    """Sends the request and hands on the answers, then None. Its own thread: pipes may block."""
    assert process.stdin is not None  # noqa: S101  # for mypy: both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(request)
        process.stdin.flush()  # and it stays open: the importer ends when this process does
        while (message := _message(process.stdout)) is not None:
            answers.put(decode_answer(message))
    except (OSError, ValueError, MemoryError, msgspec.DecodeError, msgspec.ValidationError):
        pass  # what it said before counts, and what it did not say is told by how it ended
    finally:
        answers.put(None)


def _message(stream: IO[bytes]) -> bytes | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > LARGEST_ANSWER:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


def _how_it_ended(process: subprocess.Popen[bytes], what: str) -> str:
    """A sentence for an importer that ended without an answer."""
    try:
        return ending(process.wait(timeout=2), what)
    except subprocess.TimeoutExpired:
        return (
            f"{what} was not opened: what its reader gave back makes no sense. Nothing else was affected. "
            "Please copy its text and paste it."
        )


def ending(code: int, what: str) -> str:
    """A sentence for an exit code; below zero it is the signal that ended the importer."""
    # A library that gets no memory gives up (SIGABRT); a system without memory ends whom it likes (SIGKILL).
    if code in {OUT_OF_MEMORY, -int(signal.SIGABRT), -int(getattr(signal, "SIGKILL", signal.SIGTERM))}:
        return (
            f"{what} was not opened: reading it needs more memory than a file may use. "
            "Please split it, or copy the part you want to read and paste it."
        )
    return (
        f"{what} was not opened: its reader crashed on it (code {code}). Nothing else was affected. "
        "The file may be damaged; please copy its text and paste it."
    )
