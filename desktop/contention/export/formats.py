"""The formats that a map can be exported in, and writing one: encoded first, then put in place whole."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication

from contention.export.encoding import Encoder, Output, Progress, told
from contention.export.errors import ExportError
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.files.atomic import write_bytes
from contention.files.errors import WriteError, shown

ENCODING = 0.95
"""The share of the work that is done before anything is written."""
MOST_FILES = 100
"""Of one export; who wants more has mistaken the scale."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


class Format(NamedTuple):
    """One format; its encoder is imported when it is first used."""

    id: str
    """Of the module in this package that has its `encode`, too."""
    suffix: str
    """Of its files, with the dot."""
    name: str
    """To be translated."""
    picture: bool = True
    """Whether it shows the map, not its words alone."""

    def encode(self, sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:
        """The files of an export; see `encoding.Encoder`."""
        encoder = cast("Encoder", import_module(f"contention.export.{self.id}").encode)
        return encoder(sheet, options, progress)


FORMATS: dict[str, Format] = {
    one.id: one
    for one in (
        Format("png", ".png", "PNG picture"),
        Format("svg", ".svg", "SVG drawing"),
        Format("pdf", ".pdf", "PDF document"),
        Format("pptx", ".pptx", "PowerPoint slides"),
        Format("html", ".html", "Web page"),
        Format("docx", ".docx", "Word document"),
        Format("markdown", ".md", "Markdown outline", picture=False),
    )
}
"""By id, in the order in which they are offered."""


def format_of(path: Path) -> str | None:
    """The format that a file's name asks for, by its end; None for another or none."""
    ends = {one.suffix: one.id for one in FORMATS.values()} | {".htm": "html", ".markdown": "markdown"}
    return ends.get(path.suffix.lower())


def write(
    sheet: Sheet, options: ExportOptions, path: Path, progress: Progress = lambda _done: True
) -> tuple[Path, ...]:
    """Write a sheet in the format of the options, and return the files; all of them appear, or none.

    `progress` is told 1.0 when the files are put in place, which nothing stops any more.

    Raises:
        ExportCancelled: the progress answered False; nothing was written.
        ExportError: it cannot be encoded or written; what was there is unchanged.
    """
    if not path.parent.is_dir():
        raise ExportError(
            tr("{path} was not written: the folder {folder} does not exist.").format(
                path=shown(path), folder=shown(path.parent)
            )
        )
    outputs = FORMATS[options.format].encode(sheet, options, lambda done: progress(done * ENCODING))
    if len(outputs) > MOST_FILES:
        raise ExportError(
            tr(
                "That would be {count} files, more than the {most} of one export. Nothing was written; "
                "choose a lower resolution or a smaller scale."
            ).format(count=len(outputs), most=MOST_FILES)
        )
    paths = tuple(path.with_name(f"{path.stem}{output.suffix}{path.suffix}") for output in outputs)
    told(progress, 1.0)
    try:
        _put(paths, [output.data for output in outputs])
    except WriteError as error:
        raise ExportError(str(error)) from error
    return paths


def _put(paths: Sequence[Path], contents: Sequence[bytes]) -> None:
    """Write files so that none is moved into its place before all are on the disk."""

    @contextlib.contextmanager
    def after_the_others(_target: Path) -> Iterator[None]:
        _put(paths[1:], contents[1:])
        yield

    if paths:
        write_bytes(paths[0], contents[0], guard=after_the_others)
