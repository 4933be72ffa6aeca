"""The command line: everything but the window, without a display, each error one sentence.

Exit codes: 0 done, 1 it could not be done (for `check`: findings, for `merge`: conflicts), 2 a
mistake on the command line (for `check`, `merge` and `diff`: a file cannot be read).
"""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from contention import __version__

if TYPE_CHECKING:
    from contention.files.store import Loaded
    from contention.model.project import ArgumentMap

SUFFIX = ".contention"
COMMANDS = ("new", "check", "export", "merge", "diff")
THEMES = ("classic", "safe", "ink")

DESCRIPTION = "Read an article and map its argument: the article on one side, the map on the other."
EPILOG = """\
Other commands, none of which needs a display (see "contention COMMAND --help"):
  contention new ARTICLE -o P.contention      make a project of an article (text, web page, PDF …)
  contention check P.contention               say what is wrong with a project
  contention export P.contention -o map.png   draw a map as a picture
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
    parser.add_argument("project", metavar="P.contention", type=Path)
    if command == "check":
        parser.description = (
            "Say what is wrong with a project, one finding on a line with its place in the file. "
            "Exit code: 0 sound, 1 findings, 2 the file cannot be read."
        )
        return parser
    parser.description = "Draw a map of a project as a PNG picture: the whole map on white, with a margin."
    parser.add_argument("-o", "--output", metavar="map.png", type=Path, required=True)
    parser.add_argument("--map", metavar="TITLE", help="which map, where the project has several")
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--scale", metavar="X", type=_number(0.1, 16), help="1 is the size on the screen; default 2"
    )
    size.add_argument(
        "--dpi", metavar="N", type=_number(10, 1536), help="the size on paper, in dots per inch"
    )
    parser.add_argument("--theme", metavar="NAME", choices=THEMES, default="classic", help=", ".join(THEMES))
    parser.add_argument("--dark", action="store_true", help="the theme's dark variant, on a dark background")
    return parser


def _number(least: float, most: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least:g} to {most:g}")
        return value

    return number


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

    from contention.diagram.compose import compose
    from contention.diagram.drawing import MapView
    from contention.diagram.fonts import register_fonts
    from contention.diagram.measure import TextMeasure
    from contention.diagram.themes import theme
    from contention.export.errors import ExportError
    from contention.export.png import export_png
    from contention.files.errors import ProjectFileError
    from contention.files.store import load

    if request.output.suffix.lower() != ".png":
        raise CommandError(
            f"The picture is written as PNG; call it {request.output.with_suffix('.png')}.", code=2
        )
    try:
        loaded = load(request.project)
    except ProjectFileError as error:
        raise CommandError(str(error)) from error
    if loaded.findings:
        complain(f"{len(loaded.findings)} findings (see “contention check”); the sound part is drawn.")
    argument_map = _chosen_map(loaded.project.maps.values(), request.map)
    application = QGuiApplication.instance() or QGuiApplication(["contention"])
    try:
        register_fonts()
        look = theme(request.theme, dark=request.dark)
        diagram = compose(argument_map, TextMeasure(), look, view=MapView(tags=loaded.project.tags))
        export_png(diagram, request.output, scale=request.scale or 2.0, dpi=request.dpi)
    except ExportError as error:
        raise CommandError(str(error)) from error
    finally:
        del application
    return 0


def _chosen_map(maps: Iterable[ArgumentMap], title: str | None) -> ArgumentMap:
    """The map of this title (case does not count), or the only one there is."""
    from contention.model.project import in_order

    ordered = in_order(maps)
    titles = ", ".join(f"“{one.title}”" for one in ordered)
    if title is None:
        if len(ordered) > 1:
            raise CommandError(f"The project has several maps; choose one with --map: {titles}.", code=2)
        return ordered[0]
    found = [one for one in ordered if one.title == title] or [
        one for one in ordered if one.title.casefold() == title.casefold()
    ]
    if not found:
        raise CommandError(f"The project has no map “{title}”, but {titles}.")
    if len(found) > 1:
        raise CommandError(f"The project has {len(found)} maps “{title}”; give them different titles first.")
    return found[0]


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
