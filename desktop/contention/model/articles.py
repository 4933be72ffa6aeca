"""The articles of a project: new ones, newer versions, corrections, and what is said about them.

What needs the words of an article (finding passages again, correcting its source) is done before:
these edits are given its outcome. See `article.anchoring` and `article.correcting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from contention.model import edits
from contention.model.anchors import text_hash
from contention.model.asset_uses import used_assets
from contention.model.details import clean_name
from contention.model.edits import EditError, put_claims, put_map
from contention.model.following import TextEdit, pages_after, passage_after, spans_after
from contention.model.placing import place_among
from contention.model.project import (
    ArgumentMap,
    Article,
    Asset,
    Claim,
    Id,
    Passage,
    Project,
    Span,
    in_order,
    passage_order,
    read_only,
    with_item,
    without_items,
)


def get_article(project: Project, article_id: Id) -> Article:
    """An article of the project.

    Raises:
        EditError: there is none of this id.
    """
    try:
        return project.articles[article_id]
    except KeyError:
        raise EditError("This article is no longer in the project.") from None


def passages_of(project: Project, article_id: Id) -> list[Passage]:
    """All passages in an article, whatever map and claim they belong to, in reading order."""
    found = (
        passage
        for argument_map in project.maps.values()
        for claim in argument_map.claims.values()
        for passage in claim.passages
        if passage.article == article_id
    )
    return sorted(found, key=passage_order)


class Orphan(NamedTuple):
    """A passage whose words are not in its article's present text."""

    map: ArgumentMap
    claim: Claim
    passage: Passage


def orphans(project: Project) -> list[Orphan]:
    """All of them, by map, then by article and place."""
    found = []
    for argument_map in in_order(project.maps.values()):
        here = [
            Orphan(argument_map, claim, passage)
            for claim in argument_map.claims.values()
            for passage in claim.passages
            if passage.orphan
        ]
        found += sorted(here, key=lambda one: passage_order(one.passage))
    return found


def add_article(project: Project, article: Article, assets: Iterable[Asset] = ()) -> Project:
    """One more article, after the others, with the files it came with."""
    return _with_assets(edits.add_article(project, article), assets)


def replace_article(
    project: Project,
    article_id: Id,
    new: Article,
    assets: Iterable[Asset] = (),
    *,
    found: Mapping[Id, Passage],
) -> Project:
    """A newer version in the place of an article.

    `found` has the passages that stand in the new text, as they stand there, by id; all others of
    the article become orphans, with their words.
    """
    old = get_article(project, article_id)
    newer = replace(new, id=article_id, order=old.order, extra={**old.extra, **new.extra})
    project = _put(project, newer)

    def moved(passage: Passage) -> Passage:
        again = found.get(passage.id)
        if again is None:
            return passage if passage.orphan else replace(passage, orphan=True)
        return replace(again, id=passage.id, article=article_id, orphan=False)

    return _tidied(_with_assets(_each_passage(project, article_id, moved), assets))


def switch_whole(
    project: Project,
    article_id: Id,
    *,
    found: Mapping[Id, Passage],
    set_aside: tuple[Span, ...] = (),
    dismissed: tuple[Span, ...] = (),
) -> Project:
    """The whole page in the place of the article found in it, or the other way round.

    `found` is as in `replace_article`; the spans count in the text that comes.
    """
    old = get_article(project, article_id)
    if not old.alternative:
        raise EditError("There is nothing else in this page to switch to.")
    new = replace(
        old,
        source=old.alternative,
        alternative=old.source,
        whole=not old.whole,
        set_aside=set_aside,
        dismissed=dismissed,
        pages=(),
    )
    return replace_article(project, article_id, new, found=found)


def correct(
    project: Project,
    article_id: Id,
    edit: TextEdit,
    *,
    source: str,
    text: str,
    heading: Callable[[int], Sequence[str]] | None = None,
) -> Project:
    """The article with a correction; all that counts in its text follows.

    `text` is the canonical text before, and `source` the Markdown whose canonical text has the
    edit. `heading` gives the headings above a place of the new text.
    """
    old = get_article(project, article_id)
    new_text = edit.done_to(text)
    if source == old.source:
        return project
    corrected = replace(
        old,
        source=source,
        set_aside=spans_after(old.set_aside, edit, text),
        dismissed=spans_after(old.dismissed, edit, text),
        pages=pages_after(old.pages, edit, text),
    )
    digest = text_hash(new_text)

    def moved(passage: Passage) -> Passage:
        after = passage_after(passage, edit, text, new_text, digest)
        if heading is None or after is passage or after.orphan:
            return after
        return replace(after, heading=tuple(heading(after.start)))

    return _tidied(_each_passage(_put(project, corrected), article_id, moved))


def set_details(
    project: Project,
    article_id: Id,
    *,
    title: str | None = None,
    author: str | None = None,
    date: str | None = None,
    address: str | None = None,
) -> Project:
    """What is said of where an article comes from; None leaves it as it is."""
    given = {"title": title, "author": author, "date": date, "address": address}
    fields = {key: clean_name(value) for key, value in given.items() if value is not None}
    if fields.get("title") == "":
        raise EditError("An article needs a title.")
    return _changed(project, article_id, **fields)


def set_aside(project: Project, article_id: Id, span: Span) -> Project:
    """Fold a leftover of the page away."""
    article = get_article(project, article_id)
    return _changed(project, article_id, set_aside=_with_span(article.set_aside, span))


def restore(project: Project, article_id: Id, span: Span | None = None) -> Project:
    """Show again what was set aside and touches a stretch (None: all of it)."""
    article = get_article(project, article_id)
    return _changed(project, article_id, set_aside=_without_span(article.set_aside, span))


def dismiss(project: Project, article_id: Id, span: Span) -> Project:
    """Mark a stretch as no argument."""
    article = get_article(project, article_id)
    return _changed(project, article_id, dismissed=_with_span(article.dismissed, span))


def undismiss(project: Project, article_id: Id, span: Span | None = None) -> Project:
    """Take that mark from what touches a stretch (None: from all)."""
    article = get_article(project, article_id)
    return _changed(project, article_id, dismissed=_without_span(article.dismissed, span))


def remove_article(project: Project, article_id: Id) -> Project:
    """The project without an article, its passages, and the files that no other article uses."""
    get_article(project, article_id)
    left = replace(project, articles=without_items(project.articles, [article_id]))
    return _tidied(_each_passage(left, article_id, lambda _: None))


def reorder_article(project: Project, article_id: Id, step: int) -> Project:
    """Move an article so many places earlier (below 0) or later, as far as there are any."""
    moved = get_article(project, article_id)
    articles = in_order(project.articles.values())
    index = max(0, min(articles.index(moved) + step, len(articles) - 1))
    if index == articles.index(moved):
        return project
    placing = place_among([other for other in articles if other.id != article_id], index)
    changed = (*placing.renumbered, replace(moved, order=placing.order))
    return replace(project, articles=read_only({**project.articles, **{a.id: a for a in changed}}))


def relink_passage(project: Project, passage_id: Id, found: Passage) -> Project:
    """The words that a reader has found for a passage, in its stead; it is no orphan any more."""

    def moved(passage: Passage) -> Passage:
        if passage.id != passage_id:
            return passage
        return replace(found, id=passage_id, implied=passage.implied, extra=passage.extra, orphan=False)

    get_article(project, found.article)
    articles = {p.article for m in project.maps.values() for c in m.claims.values() for p in c.passages}
    after = project
    for article_id in articles:
        after = _each_passage(after, article_id, moved)
    return after


# --- helpers --------------------------------------------------------------------------


def _put(project: Project, article: Article) -> Project:
    return replace(project, articles=with_item(project.articles, article.id, article))


def _changed(project: Project, article_id: Id, **fields: object) -> Project:
    old = get_article(project, article_id)
    new = replace(old, **fields)
    return project if new == old else _put(project, new)


def _each_passage(project: Project, article_id: Id, change: Callable[[Passage], Passage | None]) -> Project:
    """The project with every passage of an article changed, or gone where that gives None.

    Maps and claims without such a passage stay the very values they were.
    """
    for argument_map in project.maps.values():
        changed = []
        for claim in argument_map.claims.values():
            if not any(passage.article == article_id for passage in claim.passages):
                continue
            after = [change(p) if p.article == article_id else p for p in claim.passages]
            kept = sorted((p for p in after if p is not None), key=passage_order)
            if tuple(kept) != claim.passages:
                changed.append(replace(claim, passages=tuple(kept)))
        if changed:
            project = put_map(project, put_claims(argument_map, changed))
    return project


def _with_assets(project: Project, assets: Iterable[Asset]) -> Project:
    new = {asset.id: asset for asset in assets if project.assets.get(asset.id) != asset}
    return replace(project, assets=read_only({**project.assets, **new})) if new else project


def _tidied(project: Project) -> Project:
    """The project less the files that no article uses any more."""
    if not project.assets:
        return project
    unused = project.assets.keys() - used_assets(project.articles.values())
    return replace(project, assets=without_items(project.assets, unused)) if unused else project


def _with_span(spans: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """The stretches with one more; those that overlap become one."""
    start, end = span
    kept = []
    for other in spans:
        if other[0] <= end and start <= other[1]:
            start, end = min(start, other[0]), max(end, other[1])
        else:
            kept.append(other)
    return tuple(sorted([*kept, (start, end)]))


def _without_span(spans: Iterable[Span], span: Span | None) -> tuple[Span, ...]:
    if span is None:
        return ()
    return tuple(other for other in spans if other[1] <= span[0] or span[1] <= other[0])
