"""The process that reads one file for `isolated`, and ends: ``python -m contention.article.importer``.

It takes a request on standard input and answers on standard output. It limits its own memory where the
system lets it, and ends when the program that started it does.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from contention.article.errors import ArticleError
from contention.article.messages import LENGTH, Answer, Request, decode_request, encode

MEMORY = 480 * 1024 * 1024
"""Bytes that it may fill."""
ADDRESSES = 1536 * 1024 * 1024
"""Bytes of address space: that of the libraries, stacks and reserves which are never filled."""
PROCESSOR_SECONDS = 60
"""For the case that nobody is left to stop it."""

_STEP = 0.01
"""Of progress; what is less is not told."""


def main() -> int:
    """Read what is asked for, and answer; the exit code is 3 where the memory did not suffice for that."""
    requests = sys.stdin.buffer
    # What a library prints must not get into the answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    limit_memory()
    (length,) = LENGTH.unpack(requests.read(LENGTH.size))
    request = decode_request(requests.read(length))
    threading.Thread(target=_end_with, args=(requests,), daemon=True).start()
    said = 0.0

    def progress(done: float) -> None:
        nonlocal said
        if done >= said + _STEP:
            said = done
            answers.write(encode(Answer(progress=done)))
            answers.flush()

    try:
        last = encode(answer_to(request, progress))
    except MemoryError:
        return 3
    answers.write(last)
    answers.flush()
    return 0


def answer_to(request: Request, progress: Callable[[float], None]) -> Answer:
    """The article, or a sentence, whatever happens in reading it.

    Raises:
        MemoryError: there was not even enough for the sentence.
    """
    from contention.article.importing import article_from_html, read_article, readable

    path = Path(os.fsdecode(request.path))
    what = f"“{readable(path.name)}”" if request.path else "This text"
    try:
        if request.path:
            return Answer(imported=read_article(path, progress))
        return Answer(imported=article_from_html(request.html, progress))
    except ArticleError as error:
        return Answer(error=str(error))
    except RecursionError:
        return Answer(
            error=f"{what} was not opened: its parts lie within each other more deeply than in any ordinary "
            "article. Please copy its text and paste it as plain text."
        )
    except MemoryError:
        return Answer(
            error=f"{what} was not opened: reading it needs more memory than a file may use. "
            "Please split it, or copy the part you want to read and paste it."
        )
    except Exception as error:  # noqa: BLE001  # a library may raise anything on what it did not expect
        return Answer(
            error=f"{what} could not be read: its reader failed on it ({type(error).__name__}). Nothing else "
            "was affected. The file may be damaged; please copy its text and paste it."
        )


def limit_memory() -> None:
    """Let the system refuse more memory than an article needs; Windows and macOS may not know how."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        ("RLIMIT_AS", ADDRESSES),
        ("RLIMIT_DATA", MEMORY),
        ("RLIMIT_CPU", PROCESSOR_SECONDS),
        ("RLIMIT_CORE", 0),
    ):
        try:
            _, hard = resource.getrlimit(getattr(resource, kind))
            resource.setrlimit(getattr(resource, kind), (most if hard < 0 else min(most, hard), hard))
        except (AttributeError, OSError, ValueError):
            continue


def _end_with(requests: IO[bytes]) -> None:
    """Wait for the end of standard input: then the program that asked is gone."""
    requests.read(1)
    os._exit(4)


if __name__ == "__main__":
    # Not sys.exit: the thread that waits for standard input must not be waited for.
    code = main()
    sys.stdout.flush()
    os._exit(code)
