"""Exports of many maps at once: which maps of which projects, and what each file is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from contention.diagram.measure import TextMeasure
from contention.export.errors import ExportError
from contention.export.formats import FORMATS, write
from contention.export.options import ExportOptions
from contention.export.sheet import make_sheet
from contention.files.names import file_name
from contention.model.project import ArgumentMap, Id, Project, in_order

SUFFIX = ".contention"


class UnclearError(ExportError):
    """It was not said which map is meant."""


class Job(NamedTuple):
    """One map to export."""

    source: Path
    project: Project
    map_id: Id
    path: Path
    """Of the file to write."""

    @property
    def title(self) -> str:
        """The map's."""
        return self.project.maps[self.map_id].title


def projects_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and of folders the projects that lie in them, by name; each once.

    Raises:
        ExportError: a folder without projects.
    """
    seen: set[Path] = set()
    for path in paths:
        found = [path]
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() == SUFFIX and one.is_file())
            if not found:
                raise ExportError(f"The folder {path} holds no projects ({SUFFIX}). Nothing was written.")
        for one in found:
            real = one.resolve()
            if real not in seen:
                seen.add(real)
                yield one


def maps_of(project: Project, titles: Sequence[str], *, every: bool) -> list[ArgumentMap]:
    """The maps of these titles (case does not count), every map, or the only one there is.

    Raises:
        UnclearError: there are several, and none is named.
        ExportError: there is no such map.
    """
    ordered = in_order(project.maps.values())
    if every:
        return ordered
    told = ", ".join(f"“{one.title}”" for one in ordered)
    if not titles:
        if len(ordered) > 1:
            raise UnclearError(f"The project has several maps; choose with --map or --all: {told}.")
        return ordered
    chosen = [_map_called(ordered, title, told) for title in titles]
    return list({one.id: one for one in chosen}.values())


def _map_called(ordered: Sequence[ArgumentMap], title: str, told: str) -> ArgumentMap:
    found = [one for one in ordered if one.title == title] or [
        one for one in ordered if one.title.casefold() == title.casefold()
    ]
    if not found:
        raise ExportError(f"The project has no map “{title}”, but {told}.")
    if len(found) > 1:
        raise ExportError(f"The project has {len(found)} maps “{title}”; give them different titles first.")
    return found[0]


class Names:
    """Names files in one run so that no two are the same on any system."""

    def __init__(self, folder: Path | None, suffix: str, *, several: bool) -> None:
        self._folder, self._suffix, self._several = folder, suffix, several
        self._taken: set[str] = set()

    def of(self, source: Path, project: Project, argument_map: ArgumentMap, *, alone: bool) -> Path:
        """A file for a map: after its project where it is exported alone, else after its title too."""
        title = argument_map.title or project.title or "Map"
        name = source.stem if alone else file_name(f"{source.stem} – {title}" if self._several else title)
        folder = self._folder if self._folder is not None else source.parent
        path, number = folder / f"{name}{self._suffix}", 1
        while str(path).casefold() in self._taken:
            number += 1
            path = folder / f"{name} {number}{self._suffix}"
        self._taken.add(str(path).casefold())
        return path


def run(
    job: Job,
    options: ExportOptions,
    measure: TextMeasure,
    *,
    branch: str | None = None,
    select: Sequence[str] | None = None,
) -> tuple[Path, ...]:
    """Write one map, or of it a branch or some claims that are named by their words; return its files.

    Raises:
        ExportError: it could not be; what was there is unchanged.
    """
    picture, argument_map = options.picture, job.project.maps[job.map_id]
    if branch is not None:
        picture = replace(picture, part="branch", chosen=(_claim_called(argument_map, branch),))
    elif select:
        chosen = tuple(_claim_called(argument_map, words) for words in select)
        picture = replace(picture, part="selection", chosen=chosen)
    sheet = make_sheet(job.project, job.map_id, picture, measure)
    return write(sheet, replace(options, picture=picture), job.path)


def suffix_of(format_id: str) -> str:
    """How files of a format end."""
    return FORMATS[format_id].suffix


def _claim_called(argument_map: ArgumentMap, words: str) -> Id:
    """The one claim that begins so, or that has this id."""
    if words in argument_map.claims:
        return words
    wanted = " ".join(words.split()).casefold()
    texts = {key: " ".join(claim.text.split()).casefold() for key, claim in argument_map.claims.items()}
    found = [key for key, text in texts.items() if text == wanted] or [
        key for key, text in texts.items() if wanted and text.startswith(wanted)
    ]
    if len(found) != 1:
        count = "no claim" if not found else f"{len(found)} claims"
        raise ExportError(f"The map “{argument_map.title}” has {count} beginning with “{words}”.")
    return found[0]
