"""What every format's encoder takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from contention.export.errors import ExportError
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet

Progress = Callable[[float], bool]
"""Told how much is done, from 0 to 1; answers False where the reader does not want it any more."""


class ExportCancelled(ExportError):  # noqa: N818  # nothing went wrong
    """The reader did not want to wait; nothing was written."""


class Output(NamedTuple):
    """One file of an export."""

    suffix: str
    """What is added to the name, before its extension: "" for the one file, "-2" for a second."""
    data: bytes


Encoder = Callable[[Sheet, ExportOptions, Progress], tuple[Output, ...]]
"""Raises `ExportError` with a sentence, and `ExportCancelled` as soon as `Progress` answers False."""


def told(progress: Progress, done: float) -> None:
    """Tell the progress.

    Raises:
        ExportCancelled: the answer was False.
    """
    if not progress(done):
        raise ExportCancelled("The export was cancelled. Nothing was written.")
