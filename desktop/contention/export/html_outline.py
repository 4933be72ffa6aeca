"""The outline of a page: the map's lines as nested lists, each with a link to the map and its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from contention.export.markup import escaped
from contention.export.words import Line, clean
from contention.model.project import Article, Id, Kind

DEEPEST = 50
"""Levels that lists are nested; what is deeper says under which number it stands. Parsers stop at
some 256 elements (libxml2) or 512 (Chromium), and a level is three."""


def tr(text: str) -> str:
    """Words of the page in the reader's language."""
    return QCoreApplication.translate("Page", text)


def outline(lines: Iterable[Line], places: Mapping[Id, str], articles: Mapping[Id, Article]) -> str:
    """Nested lists; `places` are the marks in the articles by passage, without those that are lost."""
    lines = tuple(lines)
    below = Counter(line.under for line in lines)
    parts: list[str] = []
    open_levels = 0
    for index, line in enumerate(lines):
        level = min(line.depth, DEEPEST)
        if level >= open_levels:
            if level:
                words = tr("{count} below").format(count=below[line.under])
                parts.append(f'<details open="open"><summary>{escaped(words)}</summary>')
            parts.append("<ul>")
            open_levels = level + 1
        parts.append(_entry(line, places, articles, deep=line.depth > DEEPEST))
        following = min(lines[index + 1].depth, DEEPEST) if index + 1 < len(lines) else -1
        if following <= level:
            parts.append("</li>")
        while open_levels > following + 1:
            open_levels -= 1
            parts.append("</ul></details></li>" if open_levels else "</ul>")
    return "\n".join(parts)


def _entry(line: Line, places: Mapping[Id, str], articles: Mapping[Id, Article], *, deep: bool) -> str:
    """The beginning of a list item: everything but what stands under it."""
    kind = {Kind.REASON: "reason", Kind.OBJECTION: "objection", None: "contention"}[line.kind]
    role = line.role[:1].upper() + line.role[1:]
    if deep:
        role = tr("{role} (under {number})").format(role=role, number=line.under)
    words = f'<span class="words" dir="auto">{escaped(line.text)}</span>'
    if line.see:
        words = f'<a href="#o{line.see}">{words}</a>'
    parts = [
        f'<li id="o{line.number}" class="{kind}"><p>',
        f'<a class="number" href="#m{line.number}" title="{escaped(tr("On the map"))}">{line.number}</a> ',
        f'<span class="role">{escaped(role)}:</span> {words}',
    ]
    if line.remarks:
        parts.append(f' <span class="marks">({escaped("; ".join(line.remarks))})</span>')
    parts.append("</p>")
    if line.passages:
        parts.append('<ul class="passages">')
        for passage in line.passages:
            quote = f'<q dir="auto">{escaped(clean(passage.exact))}</q>'
            if place := places.get(passage.id):
                quote = f'<a href="#{place}">{quote}</a>'
            article = articles.get(passage.article)
            source = f" – <cite>{escaped(clean(article.title))}</cite>" if article is not None else ""
            parts.append(f"<li>{quote}{source}</li>")
        parts.append("</ul>")
    if line.note:
        parts.append(f'<p class="note" dir="auto">{escaped(line.note)}</p>')
    return "".join(parts)
