"""A project as the bytes of a file, and back: the format of `docs/project-format.md`.

Writing is canonical: one item a line, sorted by id, so that one edit changes one
line and copies merge. Reading drops what is broken, and tells it.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import msgspec

from contention.files.assembling import Lines, assemble
from contention.files.errors import ProjectFileError
from contention.files.parsing import (
    Repeated,
    check_size,
    has_too_many_values,
    parse,
    unreadable,
    without_surrogates,
)
from contention.files.reading import Item, Reader
from contention.files.upgrades import upgrade
from contention.files.wire import (
    FORMAT,
    KNOWN,
    LONGEST,
    MAX_COORDINATE,
    MAX_FILE,
    MAX_TEXT,
    VERSION,
    ArticleLine,
    AssetLine,
    ClaimLine,
    InferenceLine,
    Line,
    MapLine,
    PassageLine,
    ProjectFile,
    TagLine,
    described,
    printable,
)
from contention.model.check import Finding
from contention.model.project import (
    EMPTY,
    MAX_WIDTH,
    MEDIA_TYPES,
    MIN_WIDTH,
    TAG_COLOURS,
    Claim,
    Id,
    Project,
)

_LISTS = ("articles", "maps", "claims", "inferences", "passages", "tags", "assets")


class Decoded(NamedTuple):
    """A project as far as it could be read."""

    project: Project
    findings: tuple[Finding, ...]
    """What was left out, and why. With any of these, save elsewhere: the file has more than the project."""
    read_only: bool
    """A newer version of the program made the file; saving would lose what this one cannot show."""


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Holds back the garbage collector: all that is made here stays, so each of its walks is in vain.

    They took a third of the time; in a running window, which has more to walk over, more.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


@_collector_at_rest()
def encode(project: Project) -> bytes:
    """The bytes of a project file, the same for equal projects.

    Raises:
        ProjectFileError: a text or the whole is larger than a file may hold.
    """
    lists = {
        "articles": _articles(project),
        "maps": _maps(project),
        "claims": _claims(project),
        "inferences": _inferences(project),
        "passages": _passages(project),
        **({"tags": _tags(project)} if project.tags else {}),
        **({"assets": _assets(project)} if project.assets else {}),
    }
    parts = [
        _member("format", FORMAT),
        _member("version", VERSION),
        _member("title", project.title),
        *(_list(name, lines) for name, lines in lists.items()),
        *(_member(key, value) for key, value in project.extra.items() if key not in KNOWN),
    ]
    data = b"{\n" + b",\n".join(parts) + b"\n}\n"
    if len(project.title) > MAX_TEXT:
        raise _too_long("the title of the project", MAX_TEXT)
    if len(data) > MAX_FILE or has_too_many_values(data):
        raise ProjectFileError(
            f"The project was not saved: it is larger than {MAX_FILE // 1024 // 1024} MB, the most that a "
            "project file may hold. The file that was there before is unchanged. "
            "Remove an article, or make a project of its own for it."
        )
    return data


@_collector_at_rest()
def decode(data: bytes, *, name: str = "This file") -> Decoded:
    """The project in a file's bytes; `name` is what a sentence calls the file.

    Raises:
        ProjectFileError: it is no project, or nothing of it can be shown.
    """
    check_size(len(data), name)
    if (own := _as_written(data)) is not None:
        reader = Reader(suspicious=False)
        project = assemble(own.lines, reader)
        return Decoded(msgspec.structs.replace(project, title=own.title), tuple(reader.findings), False)
    parsed = parse(data, name)
    document = parsed.values
    version = _version(document, name)
    newer = version > VERSION
    if not newer:
        document = upgrade(document, version)
    lists = {key: document.get(key, []) for key in _LISTS}
    for key, values in lists.items():
        if not isinstance(values, list):
            if newer:
                raise _too_new(name, version)
            raise unreadable(
                name, f"is damaged: where the list “{key}” belongs there is {described(values)}", _COPY
            )
    reader = Reader(suspicious=parsed.suspicious)
    if isinstance(parsed.values, Repeated):  # of unknown keys, or the version would not have been read
        for key in parsed.values.keys_twice:
            reader.tell(printable(key, 40), "More than one value is given for this key; the last is kept.")
    lines = Lines(
        articles=reader.items("articles", lists["articles"], ArticleLine),
        maps=reader.items("maps", lists["maps"], MapLine),
        claims=reader.items("claims", lists["claims"], ClaimLine),
        inferences=reader.items("inferences", lists["inferences"], InferenceLine),
        passages=reader.items("passages", lists["passages"], PassageLine),
        tags=reader.items("tags", lists["tags"], TagLine),
        assets=reader.items("assets", lists["assets"], AssetLine),
    )
    if newer and not lines.maps and not lines.articles:
        raise _too_new(name, version)
    project = msgspec.structs.replace(
        assemble(lines, reader),
        title=reader.text("title", document.get("title", "")),
        extra=reader.unknown("", {key: value for key, value in document.items() if key not in KNOWN}),
    )
    findings = reader.findings
    if newer:
        findings.insert(0, Finding("version", _newer(version)))
    return Decoded(project, tuple(findings), newer)


# --- writing --------------------------------------------------------------------------

_Lines = Iterator[tuple[Id, Line, Mapping[str, Any]]]
_encode = msgspec.json.Encoder().encode
_encode_lines = msgspec.json.Encoder().encode_lines


def _articles(project: Project) -> _Lines:
    for article in project.articles.values():
        line = ArticleLine(
            id=article.id,
            title=article.title,
            source=article.source,
            file_name=article.file_name,
            sha256=article.sha256,
            profile=article.profile,
            author=article.author,
            date=article.date,
            address=article.address,
            imported=article.imported,
            whole=article.whole,
            alternative=article.alternative,
            set_aside=article.set_aside,
            dismissed=article.dismissed,
            original=article.original,
            pages=article.pages,
            order=_number(article.order),
        )
        yield article.id, line, article.extra


def _maps(project: Project) -> _Lines:
    for argument_map in project.maps.values():
        line = MapLine(
            id=argument_map.id,
            title=argument_map.title,
            order=_number(argument_map.order),
            orientation=argument_map.orientation,
            compact=argument_map.compact,
            box_width=_width(argument_map.box_width),
        )
        yield argument_map.id, line, argument_map.extra


def _claims(project: Project) -> _Lines:
    for map_id, claim in _all_claims(project):
        line = ClaimLine(
            id=claim.id,
            map=map_id,
            text=claim.text,
            unstated=claim.unstated,
            order=_number(claim.order),
            primary=claim.primary,
            position=claim.position and _position(claim.position),
            width=claim.width and _width(claim.width),
            basis=claim.basis,
            rating=claim.rating,
            tags=claim.tags,
            note=claim.note,
        )
        yield claim.id, line, claim.extra


def _inferences(project: Project) -> _Lines:
    for argument_map in project.maps.values():
        for inference in argument_map.inferences.values():
            line = InferenceLine(
                id=inference.id,
                map=argument_map.id,
                kind=inference.kind,
                target=inference.target,
                premises=inference.premises,
                order=_number(inference.order),
                scheme=inference.scheme,
                rating=inference.rating,
                tags=inference.tags,
                note=inference.note,
            )
            yield inference.id, line, inference.extra


def _passages(project: Project) -> _Lines:
    for _, claim in _all_claims(project):
        for passage in claim.passages:
            line = PassageLine(
                id=passage.id,
                claim=claim.id,
                article=passage.article,
                exact=passage.exact,
                prefix=passage.prefix,
                suffix=passage.suffix,
                start=passage.start,
                end=passage.end,
                text_hash=passage.text_hash,
                heading=passage.heading,
                implied=passage.implied,
                orphan=passage.orphan,
            )
            yield passage.id, line, passage.extra


def _tags(project: Project) -> _Lines:
    for tag in project.tags.values():
        colour = tag.colour if tag.colour in TAG_COLOURS else "grey"
        line = TagLine(id=tag.id, name=tag.name, colour=colour, order=_number(tag.order))
        yield tag.id, line, tag.extra


def _assets(project: Project) -> _Lines:
    for asset in project.assets.values():
        media_type = asset.media_type if asset.media_type in MEDIA_TYPES else ""
        line = AssetLine(id=asset.id, media_type=media_type, name=asset.name, data=asset.data)
        yield asset.id, line, asset.extra


def _all_claims(project: Project) -> Iterator[tuple[Id, Claim]]:
    for argument_map in project.maps.values():
        for claim in argument_map.claims.values():
            yield argument_map.id, claim


def _number(order: float) -> float:
    """A whole number is written without a point; 0 becomes the default, which is left out.

    A place that is no number any more is written as 0: that loses a place among siblings, where
    refusing to save would lose the work.
    """
    if order == 0 or not math.isfinite(order):
        return 0
    whole = int(order)
    return whole if whole == order else order


def _width(width: float | None) -> float | None:
    """A width that a file may not hold is left to the layout, for the same reason."""
    return _number(width) if width is not None and MIN_WIDTH <= width <= MAX_WIDTH else None


def _position(position: tuple[float, float]) -> tuple[float, float] | None:
    left, top = position
    if not (abs(left) <= MAX_COORDINATE and abs(top) <= MAX_COORDINATE):
        return None
    return _number(left), _number(top)


def _list(name: str, lines: Iterable[tuple[Id, Line, Mapping[str, Any]]]) -> bytes:
    """A list with one item a line, sorted by id: ``"claims":[`` … ``]``."""
    in_order = sorted(lines, key=lambda item: item[0])
    written = b""
    if not any(extra for _, _, extra in in_order):
        written = _all_at_once([line for _, line, _ in in_order])
    if not written:
        written = b",\n".join([_line(name, line, extra) for _, line, extra in in_order])
    return b'"%s":[\n%s%s]' % (name.encode(), written, b"\n" if written else b"")


def _all_at_once(lines: list[Line]) -> bytes:
    """The lines in a third of the time; empty where each needs a look of its own."""
    try:
        written = _encode_lines(lines)
    except UnicodeEncodeError:
        return b""
    if len(written) > MAX_TEXT and len(max(written.split(b"\n"), key=len)) > MAX_TEXT:
        return b""
    return written.removesuffix(b"\n").replace(b"\n", b",\n")


def _line(section: str, line: Line, extra: Mapping[str, Any]) -> bytes:
    written = _bytes(line)
    if extra:
        known = line.__struct_fields__
        members = b"".join(b"," + _member(key, part) for key, part in extra.items() if key not in known)
        written = b"%s%s}" % (written[:-1], members)
    if len(written) > MAX_TEXT:  # only then can a text in it be too long
        for key in line.__struct_fields__:
            value = getattr(line, key)
            longest = LONGEST.get(key, MAX_TEXT)
            texts = value if isinstance(value, tuple) else (value,)
            if any(isinstance(text, str) and len(text) > longest for text in texts):
                raise _too_long(f"“{key}” of {section} {printable(line.id)}", longest)
    return written


def _member(key: str, value: Any) -> bytes:
    return _bytes(key) + b":" + _bytes(value)


def _bytes(value: Any) -> bytes:
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(without_surrogates(msgspec.to_builtins(value)))


def _too_long(what: str, longest: int) -> ProjectFileError:
    return ProjectFileError(
        f"The project was not saved: {what} is longer than {longest:,} characters. "
        "The file that was there before is unchanged. Shorten it and save again."
    )


# --- reading --------------------------------------------------------------------------


class _Own(NamedTuple):
    title: str
    lines: Lines


_decode_file = msgspec.json.Decoder(ProjectFile).decode
T = TypeVar("T", bound=Line)


def _as_written(data: bytes) -> _Own | None:
    """The lines of a file that is just as `encode` writes it, without unknown keys; None for others.

    Most files are, and are read in half the time. A line break never stands inside
    a JSON text, so without them such a file equals what msgspec writes in one go; and
    what it has read and writes the same has no key twice, none unknown and no half character.
    """
    if has_too_many_values(data):
        return None
    try:
        file = _decode_file(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if _encode(file) != data.replace(b"\n", b""):
        return None
    lines = Lines(
        _by_id(file.articles),
        _by_id(file.maps),
        _by_id(file.claims),
        _by_id(file.inferences),
        _by_id(file.passages),
        _by_id(file.tags or ()),
        _by_id(file.assets or ()),
    )
    every = sum(len(getattr(file, name) or ()) for name in _LISTS)
    return _Own(file.title, lines) if len(set().union(*lines)) == every else None


def _by_id(lines: tuple[T, ...]) -> dict[Id, Item[T]]:
    # Past the constructor of the named tuple, which takes twice as long.
    make = tuple.__new__
    return {line.id: make(Item, (line, EMPTY, index)) for index, line in enumerate(lines)}


_COPY = "If there is a copy or a backup of it, open that."


def _version(document: Any, name: str) -> int:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise unreadable(name, "is not a Contention project")
    if isinstance(document, Repeated) and not KNOWN.isdisjoint(document.keys_twice):
        keys = ", ".join(f"“{printable(key, 40)}”" for key in document.keys_twice)
        raise unreadable(name, f"is damaged: more than one value is given for {keys}", _COPY)
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise unreadable(name, "does not say which version of the project format it is in", _COPY)
    return version


def _newer(version: int) -> str:
    return (
        f"A newer version of Contention made this file (format {version}; this one writes format {VERSION}). "
        "It is open for reading only, and may not be shown whole."
    )


def _too_new(name: str, version: int) -> ProjectFileError:
    return unreadable(
        name,
        f"was made by a newer version of Contention, in a form that this one cannot read (format {version})",
        "Open it with the newer version.",
    )
