"""A map as one page: the picture, the outline, and the articles with their passages, linked both ways.

The file holds all it needs and asks for nothing from outside. Its content security policy allows
the one style sheet and the one script in it, by their digests, the pictures that are written into
it, and nothing else; without the script everything is there but zoom and folding. The page is
well-formed XML as well as HTML.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from contention.assets import resource
from contention.diagram.drawing import Box, Pill, Placed, Route
from contention.diagram.measure import right_to_left
from contention.diagram.themes import Side, Theme, theme
from contention.export.encoding import Output, Progress, told
from contention.export.html_article import Mark, article_html, marks_in
from contention.export.html_outline import outline
from contention.export.markup import attributes, escaped, number
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.export.sources import byline
from contention.export.svg import svg_of
from contention.export.words import Line, clean, lines, summary
from contention.model.project import Article, Id, Orientation, in_order


def tr(text: str) -> str:
    """Words of the page in the reader's language."""
    return QCoreApplication.translate("Page", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:  # noqa: ARG001
    """The sheet as one HTML file.

    Raises:
        ExportCancelled: `progress` answered False.
    """
    said = lines(sheet)
    articles = _articles(sheet, said)
    marks = {article.id: marks_in(article, said) for article in articles}
    told(progress, 0.1)
    places = {key: mark.place for found in marks.values() for key, mark in found.items()}
    picture = svg_of(
        sheet, hooks=_MapLinks(sheet, said, places), progress=lambda done: progress(0.1 + 0.6 * done)
    )
    listed = outline(said, places, sheet.project.articles)
    told(progress, 0.8)
    page = _page(sheet, picture, listed, articles, marks)
    told(progress, 1.0)
    return (Output("", page.encode()),)


def _articles(sheet: Sheet, said: tuple[Line, ...]) -> list[Article]:
    """Those that a drawn claim comes from; where none does, the project's only one."""
    used = {passage.article for line in said for passage in line.passages}
    known = in_order(sheet.project.articles.values())
    found = [article for article in known if article.id in used]
    return found or (known if len(known) == 1 else [])


def _page(
    sheet: Sheet,
    picture: str,
    listed: str,
    articles: list[Article],
    marks: Mapping[Id, Mapping[Id, Mark]],
) -> str:
    style = _variables(sheet.theme) + resource("page", "page.css").read_text(encoding="utf-8")
    script = resource("page", "page.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    title = escaped(clean(sheet.title) or tr("Argument map"))
    links = [("map", tr("Map")), ("outline", tr("Outline"))]
    written: list[str] = []
    for index, article in enumerate(articles, start=1):
        name = escaped(clean(article.title) or tr("Article"))
        inner = article_html(article, marks[article.id], f"a{index}", sheet.project.assets)
        links.append((f"a{index}", clean(article.title) or tr("Article")))
        head = "" if "<h2" in inner else f'<h2 dir="auto">{name}</h2>'
        above = head + _published(article)
        if inner.lstrip().startswith("<h2"):  # who wrote it stands below its title
            title_line, end, inner = inner.partition("</h2>")
            above = title_line + end + above
        written.append(
            f'<section id="a{index}" class="article" aria-label="{name}">{above}\n{inner}\n</section>'
        )
    nav = "".join(f'<a href="#{place}">{escaped(words)}</a>' for place, words in links)
    words = attributes(
        aria_label=tr("Map"),
        data_larger=tr("Larger"),
        data_smaller=tr("Smaller"),
        data_fit=tr("Fit"),
        data_whole=tr("Full size"),
        data_fold=tr("Fold"),
        data_fold_all=tr("Fold all"),
        data_unfold_all=tr("Unfold all"),
    )
    language = attributes(
        lang=QLocale().bcp47Name() or "en", dir="rtl" if right_to_left(sheet.title) else "ltr"
    )
    return f"""<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{escaped(policy)}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="{"dark" if sheet.theme.dark else "light"}"/>
<meta name="description" content="{escaped(summary(sheet))}"/>
<meta name="generator" content="Contention"/>
<meta name="referrer" content="no-referrer"/>
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1 dir="auto">{title}</h1><nav>{nav}</nav></header>
<main>
<section id="map" class="picture"><div class="map" dir="ltr" tabindex="0" role="region"{words}>
{picture}
</div></section>
<section id="outline" class="outline"><h2>{escaped(tr("Outline"))}</h2>
{listed}
</section>
{"".join(written)}
</main>
<footer>{escaped(tr("Made with Contention."))}</footer>
<script>{script}</script>
</body>
</html>
"""


def _published(article: Article) -> str:
    """Who wrote an article, when and where, as far as it is known; its title stands beside it."""
    parts = [escaped(clean(byline(article)))] if byline(article) else []
    address = clean(article.address)
    if address.startswith(("https://", "http://")):
        parts.append(f'<a href="{escaped(address)}" rel="noreferrer">{escaped(address)}</a>')
    elif address:
        parts.append(escaped(address))
    return f'<p class="published" dir="auto">{", ".join(parts)}</p>' if parts else ""


def _digest(text: str) -> str:
    """As a content security policy names an inline element (CSP level 3, section 2.3.1)."""
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(found).decode('ascii')}'"


def _variables(look: Theme) -> str:
    """The colours of a palette; on paper those of its light one, since browsers print no backgrounds."""
    printed = f"@media print {{ {_colours(theme(look.id))} }}\n" if look.dark else ""
    return f"{_colours(look)}\n{printed}"


def _colours(look: Theme) -> str:
    def sides(name: str, side: Side) -> dict[str, str]:
        return {name: side.line, f"{name}-words": side.words, f"{name}-band": side.panel}

    colours = {
        "paper": look.paper if look.dark else "#ffffff",
        "text": look.text,
        "quiet": look.muted,
        "box": look.box,
        "edge": look.box_line,
        "rule": "#4b4f57" if look.dark else "#cfd1d4",
        "code": "#2f3238" if look.dark else "#f3f3f0",
        "link": "#acc9ef" if look.dark else "#33567f",
        "ring": look.ring,
        "neutral-band": "#3a3d44" if look.dark else "#ebebe8",
        **sides("reason", look.reason),
        **sides("objection", look.objection),
    }
    written = "; ".join(f"--{name}: {colour}" for name, colour in colours.items())
    return f":root {{ {written}; color-scheme: {'dark' if look.dark else 'light'} }}"


class _MapLinks:
    """Ids of what is drawn, where it leads, and for the script what hangs from what.

    A box's and a pill's id is ``m`` and the number of its line in the outline.
    """

    def __init__(self, sheet: Sheet, said: tuple[Line, ...], places: Mapping[Id, str]) -> None:
        self.sheet = sheet
        self.claims: dict[Id, Line] = {}
        self.references: dict[tuple[Id, Id], Line] = {}
        self.inferences: dict[Id, Line] = {}
        for line in said:
            if line.claim and line.used_in:
                self.references[line.used_in, line.claim] = line
            elif line.claim:
                self.claims[line.claim] = line
            if line.inference:
                self.inferences.setdefault(line.inference, line)
        self.places = places
        self.targets = {
            route.inference: route.target for placed in sheet.diagram.bricks for route in placed.routes
        }

    def box(self, box: Box, placed: Placed) -> tuple[str, str]:
        if box.stub:
            line = self.references.get((placed.brick.id, box.claim))
            home = self.claims.get(box.claim)
            return (
                attributes(id=f"m{line.number}") if line is not None else "",
                f"#m{home.number}" if home is not None else "",
            )
        line = self.claims.get(box.claim)
        if line is None:
            return "", ""
        marked = (self.places[passage.id] for passage in line.passages if passage.id in self.places)
        name = f"m{line.number}"
        x, y = self._fold_at(box)
        at = f"{number(x)} {number(y)}"
        return attributes(id=name, data_item=name, data_fold=at), f"#{next(marked, f'o{line.number}')}"

    def pill(self, pill: Pill) -> str:
        name = self._inference(pill.inference)
        line = self.inferences.get(pill.inference)
        own = attributes(id=name) if line is not None and not line.claim else ""
        return own + attributes(data_item=name or None)

    def brick(self, placed: Placed) -> str:
        target = self.targets.get(placed.brick.id)
        return attributes(data_brick="", data_on=self._item(target) if target is not None else None)

    def route(self, route: Route) -> str:
        return attributes(data_of=self._inference(route.inference))

    def _item(self, item: Id) -> str:
        line = self.claims.get(item)
        return f"m{line.number}" if line is not None else self._inference(item)

    def _inference(self, inference: Id) -> str:
        """An inference with one premise shares its line with it, and so has another name."""
        line = self.inferences.get(inference)
        if line is None:
            return ""
        return f"i{line.number}" if line.claim else f"m{line.number}"

    def _fold_at(self, box: Box) -> tuple[float, float]:
        """On the edge of a box that faces its branch."""
        x, y = box.rect.center
        match self.sheet.diagram.orientation:
            case Orientation.DOWN:
                return x, box.rect.bottom
            case Orientation.UP:
                return x, box.rect.y
            case Orientation.RIGHT:
                return box.rect.right, y
