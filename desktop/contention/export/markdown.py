"""A map as Markdown: the outline in reading order with quotes and notes, then each argument in standard form.

What a reader wrote is escaped (CommonMark 0.31, section 2.4), so that it shows as it was written
in every program. Addresses become links, for their characters cannot be escaped everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from contention.export.encoding import Output, Progress, told
from contention.export.options import ExportOptions
from contention.export.quotes import Quotes
from contention.export.sheet import Sheet
from contention.export.standard_form import Argument, arguments
from contention.export.words import Line, clean, counts, lines

DEEPEST = 7
"""Lists in lists; many readers stop at 20 blocks in each other, of which a list takes two. What is
deeper stands beside what it belongs under, and says its number."""

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]*[^\s<>\"\\^`{|}.,;:!?)\]'’”]", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#$^={}])")
_AT_START = re.compile(r"^([+\-]|\d+(?=[.)]))")


def tr(text: str) -> str:
    """Words of the document in the reader's language."""
    return QCoreApplication.translate("SheetInWords", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:  # noqa: ARG001
    """The one file, in UTF-8 with line ends of one byte."""
    told(progress, 0.0)
    outline = lines(sheet)
    quotes = Quotes(sheet.project)
    rows = [
        f"# {escaped(sheet.title) or tr('Argument map')}",
        "",
        counts(sheet),
        "",
        *(row for source in sheet.sources for row in (escaped(source), "")),
        f"## {tr('Outline')}",
        "",
    ]
    for line in outline:
        rows.extend(_item(line, quotes))
        if line.number % 100 == 0:
            told(progress, line.number / len(outline) / 2)
    found = arguments(sheet, outline)
    if found:
        rows.extend(["", f"## {tr('Arguments in standard form')}"])
    for number, argument in enumerate(found, start=1):
        rows.extend(_argument(number, argument))
    told(progress, 1.0)
    text = "\n".join(row for row, above in zip(rows, ["", *rows], strict=False) if row or above)
    return (Output("", f"{text}\n".encode()),)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it, on one line."""
    pieces = []
    end = 0
    text = clean(text)
    for address in _ADDRESS.finditer(text):
        pieces.extend([_MARKUP.sub(r"\\\1", text[end : address.start()]), f"<{address[0]}>"])
        end = address.end()
    pieces.append(_MARKUP.sub(r"\\\1", text[end:]))
    return _AT_START.sub(lambda sign: f"\\{sign[1]}" if sign[1] in "+-" else sign[1] + "\\", "".join(pieces))


def _item(line: Line, quotes: Quotes) -> Iterator[str]:
    depth = min(line.depth, DEEPEST)
    indent = "  " * depth
    role = line.role[:1].upper() + line.role[1:]
    if line.depth > DEEPEST:
        role = tr("{role} (under {number})").format(role=role, number=line.under)
    words = escaped(line.text)
    if line.empty or not line.claim:
        words = f"*{words}*"
    if line.see:
        words = tr("{text}, see {number}").format(text=words, number=line.see)
    remarks = f" *({escaped('; '.join(line.remarks))})*" if line.remarks else ""
    yield f"{indent}- **{line.number}. {escaped(role)}:** {words}{remarks}"
    for passage in line.passages:
        quote = quotes.quote(passage)
        place = f" — {escaped(quote.place)}" if quote.place else ""
        yield from ("", f"{indent}  > “{escaped(quote.words)}”{place}", "")
    for number, paragraph in enumerate(line.note.splitlines()):
        name = f"*{tr('Note:')}* " if number == 0 else ""
        yield from ("", f"{indent}  {name}{escaped(paragraph)}", "")


def _argument(number: int, argument: Argument) -> Iterator[str]:
    title = tr("{number}: {role} (line {line})").format(
        number=number, role=argument.role, line=argument.number
    )
    yield from ("", f"### {escaped(title)}", "")
    for place, premise in enumerate(argument.premises, start=1):
        yield f"{place}. {escaped(premise.text)}" + (f" *({tr('unstated')})*" if premise.unstated else "")
    last = len(argument.premises) + 1
    yield from ("", "---", "", f"{last}. **{argument.therefore}** {escaped(argument.conclusion)}")
