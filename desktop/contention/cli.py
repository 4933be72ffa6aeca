"""The command line: everything but the window, without a display, each error one sentence.

Exit codes: 0 done, 1 it could not be done (for `check`: findings, for `merge`: conflicts), 2 a
mistake on the command line (for `check`, `merge` and `diff`: a file cannot be read).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from contention import __version__

if TYPE_CHECKING:
    from contention.export.batch import Job
    from contention.files.store import Loaded

SUFFIX = ".contention"
COMMANDS = ("new", "check", "export", "merge", "diff")

DESCRIPTION = "Read an article and map its argument: the article on one side, the map on the other."
EPILOG = """\
Other commands, none of which needs a display (see "contention COMMAND --help"):
  contention new ARTICLE -o P.contention      make a project of an article (text, web page, PDF …)
  contention check P.contention               say what is wrong with a project
  contention export P.contention -o map.png   draw maps as pictures, PDF, slides and more
  contention merge BASE OURS THEIRS -o OUT    put two changed copies of a project together
  contention diff A B                         say in words what changed between two projects

A file that is called like a command is given with its folder: ./new
"""


class CommandError(Exception):
    """A sentence for standard error, and the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message} (see “{self.prog} --help”)")
        raise SystemExit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for; `command` is "open" where it is the window.

    Raises SystemExit for --help, --version, and a mistake (2).
    """
    if arguments and arguments[0] in COMMANDS:
        parser, rest = _command_parser(arguments[0]), arguments[1:]
    else:
        parser, rest = _open_parser(), arguments
    return parser.parse_args(list(rest))


def run(request: argparse.Namespace) -> int:
    """Do what a command other than "open" asks for, and return the exit code."""
    deeds = {"new": _new, "check": _check, "export": _export, "merge": _merge, "diff": _diff}
    try:
        return deeds[request.command](request)
    except CommandError as error:
        complain(str(error))
        return error.code


def printable(text: str) -> str:
    """The text on one line, with whatever could steer a terminal or its reading order escaped.

    Names, titles and sentences may hold what a file said.
    """
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else _escaped(character)
        for character in text
    )


def say(text: str, stream: TextIO | None = None) -> None:
    """Print one line; what the stream's encoding lacks (an old Windows console) is escaped."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = printable(text).encode(encoding, "backslashreplace").decode(encoding)
    print(safe, file=stream)


def complain(sentence: str) -> None:
    """Print one sentence to standard error after the program's name."""
    say(f"contention: {sentence}", sys.stderr)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _open_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="contention",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="projects (.contention) or articles (.txt .md .html .mhtml .pdf .docx .epub .odt .rtf) to open",
    )
    parser.add_argument("--sample", action="store_true", help="open the sample project")
    parser.add_argument(
        "--without-display",
        metavar="DIR",
        type=Path,
        help="where there is no display, draw the window and the map into DIR instead",
    )
    parser.add_argument("--version", action="version", version=f"contention {__version__}")
    parser.set_defaults(command="open")
    return parser


def _command_parser(command: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"contention {command}")
    parser.set_defaults(command=command)
    if command == "new":
        parser.description = "Make a project of an article: .txt .md .html .mhtml .pdf .docx .epub .odt .rtf."
        parser.add_argument("article", metavar="ARTICLE", type=Path)
        parser.add_argument("-o", "--output", metavar="P.contention", type=Path, required=True)
        parser.add_argument("--force", action="store_true", help="replace the output where it exists")
        return parser
    if command == "merge":
        parser.description = (
            "Put two changed copies of a project together, item by item. Each conflict is marked in the "
            "output and told on a line. Exit code: 0 merged, 1 conflicts, 2 nothing written."
        )
        parser.add_argument("base", metavar="BASE", type=Path, help="what both copies come from")
        parser.add_argument("ours", metavar="OURS", type=Path)
        parser.add_argument("theirs", metavar="THEIRS", type=Path)
        parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help="may be OURS")
        parser.add_argument("--force", action="store_true", help="replace the output where it exists")
        return parser
    if command == "diff":
        parser.description = "Say in words what changed between two projects, one change on a line."
        parser.add_argument("before", metavar="A.contention", type=Path)
        parser.add_argument("after", metavar="B.contention", type=Path)
        return parser
    if command == "check":
        parser.add_argument("project", metavar="P.contention", type=Path)
        parser.description = (
            "Say what is wrong with a project, one finding on a line with its place in the file. "
            "Exit code: 0 sound, 1 findings, 2 the file cannot be read."
        )
        return parser
    from contention.export.arguments import add_arguments

    add_arguments(parser)
    return parser


def _new(request: argparse.Namespace) -> int:
    from contention.article.errors import ArticleError
    from contention.article.isolated import import_file
    from contention.files.errors import ProjectFileError
    from contention.files.store import save

    output: Path = request.output
    if output.exists() and not request.force:
        raise CommandError(f"{output} exists already and was left alone; --force replaces it.")
    if request.article.suffix.lower() == SUFFIX:
        raise CommandError(f"{request.article} is a project already, not an article.")
    try:
        imported = import_file(request.article)
        save(imported.project(), output)
    except (ArticleError, ProjectFileError) as error:
        raise CommandError(str(error)) from error
    for notice in imported.notices:
        complain(notice)
    say(f"Wrote {output} with the article “{imported.article.title}”.")
    return 0


def _check(request: argparse.Namespace) -> int:
    from contention.article.markdown import read_markdown
    from contention.files.errors import ProjectFileError
    from contention.files.store import load
    from contention.model.check import check

    try:
        loaded = load(request.project)
    except ProjectFileError as error:
        raise CommandError(str(error), code=2) from error
    findings = [*loaded.findings, *check(loaded.project, lambda article: read_markdown(article.source).text)]
    told = list(dict.fromkeys((finding.path, finding.message) for finding in findings))
    for path, message in told:
        say(f"{path}: {message}")
    return 1 if told else 0


def _export(request: argparse.Namespace) -> int:
    # Drawing needs Qt's fonts, and never a display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from contention.diagram.fonts import register_fonts
    from contention.diagram.measure import TextMeasure
    from contention.export import batch
    from contention.export.arguments import options_of
    from contention.export.errors import ExportError

    format_id = _format(request)
    try:
        options = options_of(request, format_id)
        sources = list(batch.projects_in(request.projects))
    except ValueError as error:
        raise CommandError(f"{error} (see “contention export --help”)", code=2) from error
    except ExportError as error:
        raise CommandError(str(error)) from error
    jobs, failed = _jobs(request, sources, format_id)
    written = []
    application = QGuiApplication.instance() or QGuiApplication(["contention"])
    register_fonts()
    measure = TextMeasure()
    for job in jobs:
        told = {"project": str(job.source), "map": job.title, "format": format_id}
        try:
            paths = batch.run(job, options, measure, branch=request.branch, select=request.select)
        except ExportError as error:
            complain(f"{job.source}: {error}" if len(jobs) > 1 else str(error))
            failed.append({**told, "error": str(error)})
            continue
        files = [{"path": str(path), "bytes": path.stat().st_size} for path in paths]
        written.append({**told, "files": files})
        for path in () if request.json else paths:
            say(f"Wrote {path}")
    del application
    if request.json:
        say(json.dumps({"written": written, "failed": failed}))
    return 1 if failed else 0


def _format(request: argparse.Namespace) -> str:
    """The format that is asked for, by name or by the end of the output's."""
    from contention.export.formats import FORMATS, format_of

    output: Path | None = request.output
    if output == Path("-"):
        raise CommandError(
            "Pictures are not written to the standard output; name a file or a folder.", code=2
        )
    if output is None or output.is_dir() or not output.suffix:
        return request.format or "png"
    by_name = format_of(output)
    if by_name is None and request.format is None:
        known = ", ".join(one.suffix for one in FORMATS.values())
        raise CommandError(
            f"No format is called “{output.suffix}”. Call the output {output.with_suffix('.png')}, or choose "
            f"another of {known}.",
            code=2,
        )
    if by_name is not None and request.format not in {None, by_name}:
        raise CommandError(
            f"{output} is not called as {request.format} files are; leave one of both.", code=2
        )
    return request.format or by_name or "png"


def _jobs(
    request: argparse.Namespace, sources: Sequence[Path], format_id: str
) -> tuple[list[Job], list[dict[str, str]]]:
    """What there is to do, and what cannot be."""
    from contention.export import batch
    from contention.export.errors import ExportError
    from contention.files.errors import ProjectFileError
    from contention.files.store import load

    output: Path | None = request.output
    folder = output if output is not None and (output.is_dir() or not output.suffix) else None
    names = batch.Names(folder, batch.suffix_of(format_id), several=len(sources) > 1)
    jobs: list[Job] = []
    failed: list[dict[str, str]] = []
    for source in sources:
        try:
            loaded = load(source)
            maps = batch.maps_of(loaded.project, request.map, every=request.all)
        except (ProjectFileError, ExportError) as error:
            unclear = isinstance(error, batch.UnclearError)
            if len(sources) == 1:
                raise CommandError(str(error), code=2 if unclear else 1) from error
            complain(f"{source}: {error}")
            failed.append({"project": str(source), "error": str(error)})
            continue
        if loaded.findings:
            count = len(loaded.findings)
            complain(f"{source}: {count} findings (see “contention check”); the sound part is drawn.")
        alone = len(maps) == 1 and not request.map
        for one in maps:
            path = names.of(source, loaded.project, one, alone=alone)
            jobs.append(batch.Job(source, loaded.project, one.id, path))
    if output is not None and folder is None:
        if len(jobs) > 1:
            raise CommandError(
                f"{output} is one file, but there are {len(jobs)} maps; name a folder.", code=2
            )
        jobs = [job._replace(path=output) for job in jobs]
    elif folder is not None and jobs:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"The folder {folder} cannot be made ({error.strerror}).") from error
    return jobs, failed


def _merge(request: argparse.Namespace) -> int:
    from contention.files.errors import ProjectFileError
    from contention.files.store import save
    from contention.model.conflict_marks import marked
    from contention.model.merge import merge

    output: Path = request.output
    paths = (request.base, request.ours, request.theirs)
    replaced = [output.exists() and path.exists() and output.samefile(path) for path in paths]
    if output.exists() and not request.force and not any(replaced):
        raise CommandError(f"{output} exists already and was left alone; --force replaces it.", code=2)
    sides = [_whole(path, may_be_empty=path is request.base) for path in paths]
    merged = merge(*(side.project for side in sides))
    # What replaces a copy must not replace what someone saves there in the meantime.
    read = [side.digest for side, same in zip(sides, replaced, strict=True) if same and side.digest]
    try:
        save(marked(merged), output, expected=read[0] if read else ...)
    except ProjectFileError as error:
        raise CommandError(str(error), code=2) from error
    for conflict in merged.conflicts:
        say(f"{conflict.path}: {conflict.what} Yours: {conflict.ours}. The other: {conflict.theirs}.")
    return 1 if merged.conflicts else 0


def _diff(request: argparse.Namespace) -> int:
    from contention.model.differences import describe

    before, after = (_whole(one, may_be_empty=True) for one in (request.before, request.after))
    for sentence in describe(before.project, after.project):
        say(sentence)
    return 0


def _whole(path: Path, *, may_be_empty: bool = False) -> Loaded:
    """A project to compare or merge; one that cannot be read whole would seem to have lost the rest.

    git gives an empty file (or the null device) for a side on which the project does not exist.
    """
    from contention.files.errors import ProjectFileError
    from contention.files.store import Loaded, load
    from contention.model.project import Project

    if may_be_empty and (str(path) == os.devnull or (path.is_file() and not path.stat().st_size)):
        return Loaded(Project(), (), read_only=False)
    try:
        loaded = load(path)
    except ProjectFileError as error:
        raise CommandError(str(error), code=2) from error
    if loaded.read_only:
        raise CommandError(f"{path} was made by a newer version of Contention; use that one.", code=2)
    if loaded.findings:
        raise CommandError(f"{path} is damaged (see “contention check”); repair it first.", code=2)
    return loaded
