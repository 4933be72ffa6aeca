"""The options of an export as the command line has them: every one that the dialog has."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from contention.export.options import PAPERS, TRANSPARENT, ExportOptions, PictureOptions, Size
from contention.model.project import Orientation

FORMAT_IDS = ("png", "svg", "pdf", "pptx", "html", "docx", "markdown")
"""As in `formats.FORMATS`, which needs Qt."""
THEMES = ("classic", "safe", "ink")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(px|mm)?", re.ASCII)

DESCRIPTION = (
    "Draw maps of projects as pictures, documents, slides or web pages. The format is that of the "
    "output's name, or --format. Without -o the files stand beside their projects. What exists is replaced. "
    "Exit code: 0 all written, 1 something could not be, 2 a mistake on the command line."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of ``contention export``."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "projects", metavar="P.contention", nargs="+", type=Path, help="projects, or folders of projects"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, help="a file such as map.png, or a folder for several"
    )
    parser.add_argument("--format", choices=FORMAT_IDS, help=", ".join(FORMAT_IDS), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")
    which = parser.add_argument_group("which maps")
    which.add_argument(
        "--map", metavar="TITLE", action="append", default=[], help="a map by its title; can be repeated"
    )
    which.add_argument("--all", action="store_true", help="every map of each project")
    part = which.add_mutually_exclusive_group()
    part.add_argument("--branch", metavar="WORDS", help="alone the branch of the claim that begins so")
    part.add_argument(
        "--select", metavar="WORDS", action="append", help="alone the claims that begin so; can be repeated"
    )
    _add_looks(parser.add_argument_group("looks"))
    _add_size(parser.add_argument_group("size (PNG; SVG where it has one)"))
    _add_special(parser.add_argument_group("of one format"))


def _add_looks(looks: argparse._ArgumentGroup) -> None:
    looks.add_argument("--theme", metavar="NAME", choices=THEMES, default="classic", help=", ".join(THEMES))
    looks.add_argument("--dark", action="store_true", help="the theme's dark colours, on a dark background")
    looks.add_argument("--background", metavar="COLOUR", default="", help=f"a colour, or {TRANSPARENT}")
    looks.add_argument(
        "--direction", metavar="NAME", choices=("down", "up", "right"), help="down, up or right"
    )
    looks.add_argument(
        "--compact",
        action=argparse.BooleanOptionalAction,
        help="stack end claims, or not; else as the map does",
    )
    for name, words in (
        ("title", "the map's title above it"),
        ("source", "a line below with the articles the claims come from"),
        ("legend", "what the signs mean"),
        ("notes", "notes as footnotes"),
    ):
        looks.add_argument(f"--{name}", action="store_true", help=words)
    looks.add_argument("--no-ratings", dest="ratings", action="store_false", help="no ratings and bases")
    looks.add_argument("--no-tags", dest="tags", action="store_false", help="no tags")


def _add_size(size: argparse._ArgumentGroup) -> None:
    size.add_argument("--dpi", metavar="N", type=number(10, 2400), help="dots per inch on paper; default 300")
    size.add_argument(
        "--scale", metavar="X", type=number(0.05, 50), help="pixels by the size on the screen, which is 1"
    )
    size.add_argument("--width", metavar="LENGTH", type=_length, help="such as 1200px or 180mm")
    size.add_argument("--height", metavar="LENGTH", type=_length, help="the same; with --width it fits both")
    size.add_argument("--tiles", action="store_true", help="cut a picture that would be too large")


def _add_special(special: argparse._ArgumentGroup) -> None:
    special.add_argument("--outlines", action="store_true", help="SVG: text as shapes")
    special.add_argument(
        "--paper", metavar="NAME", choices=tuple(PAPERS), default="", help=f"PDF: {', '.join(PAPERS)}"
    )
    special.add_argument(
        "--pages",
        metavar="HOW",
        choices=("fit", "poster", "branches"),
        default="fit",
        help="PDF on paper: fit (on one page), poster (at its own size) or branches",
    )
    special.add_argument(
        "--poster-scale", metavar="X", type=number(0.1, 10), default=1.0, help="PDF poster: 1 is its own size"
    )
    special.add_argument(
        "--overlap", metavar="MM", type=number(0, 50), default=10.0, help="PDF poster: of pages; default 10"
    )
    special.add_argument("--steps", action="store_true", help="PPTX: a slide for each step")


def options_of(request: argparse.Namespace, format_id: str) -> ExportOptions:
    """The options of a command line that was parsed.

    Raises:
        ValueError: they contradict each other; a sentence.
    """
    lengths = {"width": request.width, "height": request.height}
    if request.scale is not None and (request.dpi is not None or any(lengths.values())):
        raise ValueError("--scale says the size alone; it cannot stand beside --dpi, --width or --height")
    units = {length[1] for length in lengths.values() if length is not None}
    if len(units) > 1:
        raise ValueError("--width and --height need the same unit, px or mm")
    if request.all and request.map:
        raise ValueError("--all has every map; it cannot stand beside --map")
    if format_id == "pdf" and request.pages != "fit" and not request.paper:
        raise ValueError(f"--pages {request.pages} needs --paper, such as --paper a4")
    sides = {
        f"{name}_{length[1]}": int(length[0]) if length[1] == "px" else length[0]
        for name, length in lengths.items()
        if length is not None
    }
    return ExportOptions(
        format=format_id,
        picture=PictureOptions(
            theme_id=request.theme,
            dark=request.dark,
            background=request.background,
            orientation=Orientation(request.direction) if request.direction else None,
            compact=request.compact,
            ratings=request.ratings,
            tags=request.tags,
            notes=request.notes,
            title=request.title,
            source=request.source,
            legend=request.legend,
        ),
        size=Size(scale=request.scale, dpi=request.dpi or 300.0, **sides),
        tiles=request.tiles,
        outlines=request.outlines,
        paper=request.paper,
        pages=request.pages,
        poster_scale=request.poster_scale,
        overlap_mm=request.overlap,
        steps=request.steps,
    )


def number(least: float, most: float) -> Callable[[str], float]:
    """A type for argparse: a number between two."""

    def checked(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least:g} to {most:g}")
        return value

    return checked


def _length(text: str) -> tuple[float, str]:
    found = _LENGTH.fullmatch(text.strip())
    value = float(found[1]) if found is not None else 0.0
    unit = (found[2] or "px") if found is not None else "px"
    if not 1 <= value <= (1_000_000 if unit == "px" else 20_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a length such as 1200px or 180mm")
    return value, unit
