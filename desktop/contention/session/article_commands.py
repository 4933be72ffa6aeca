"""Commands about articles: opened beside others, replaced, corrected, described, taken out.

Each is one step of undo. Passages of a text that changes are found again before anything is kept:
`review` tells what would become of them, and `replace_article` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from contention.article.anchoring import Outcome, Refound, at_place, placed, replaced, spans_again
from contention.article.blocks import ArticleText
from contention.article.correcting import corrected_source
from contention.article.errors import ArticleError
from contention.article.markdown import read_markdown
from contention.model import articles
from contention.model.anchors import make_passage
from contention.model.edits import EditError
from contention.model.project import Article, Asset, Id, Passage, Project, Span
from contention.session.commands import tr
from contention.session.session import Session


class Review(msgspec.Struct, frozen=True):
    """What would become of an article's passages in a newer text; nothing is changed yet."""

    article: Id
    new: Article
    """With the id of the article that it would replace, and its dismissed parts found again."""
    text: ArticleText
    passages: Mapping[Id, Refound]
    """By passage id, in reading order."""

    def of(self, *outcomes: Outcome) -> list[Refound]:
        """The passages with one of these outcomes, in reading order."""
        return [refound for refound in self.passages.values() if refound.outcome in outcomes]


def review(project: Project, article_id: Id, new: Article) -> Review:
    """What would become of the passages if the article were replaced by a newer version.

    Takes up to 2 s, then some milliseconds a passage, and no window: it may run in a worker thread.

    Raises:
        EditError: there is no such article.
    """
    old = articles.get_article(project, article_id)
    before, after = read_markdown(old.source), read_markdown(new.source)
    passages = replaced(articles.passages_of(project, article_id), before, after)
    dismissed = spans_again(old.dismissed, before.text, after.text)
    newer = replace(
        new,
        id=article_id,
        title=old.title or new.title,
        author=new.author or old.author,
        date=new.date or old.date,
        address=new.address or old.address,
        imported=new.imported or old.imported,
        dismissed=dismissed,
    )
    return Review(article_id, newer, after, passages)


def replace_article(
    session: Session,
    reviewed: Review,
    assets: Iterable[Asset] = (),
    *,
    chosen: Mapping[Id, Span | None] | None = None,
    origin: str = "shell",
) -> bool:
    """Put the newer version in the article's place, with its passages as they were reviewed.

    `chosen` has the places that a reader chose (for ties and what was lost), by passage id, or None
    for what is not to be found; what has no place stays on the map as an orphan, with its words.
    """
    found = _found(reviewed, chosen or {})
    change = partial(
        articles.replace_article,
        article_id=reviewed.article,
        new=reviewed.new,
        assets=tuple(assets),
        found=found,
    )
    done = session.edit(tr("Replace article"), change, origin=origin)
    if done:
        _tell_orphans(session, len(reviewed.passages) - len(found))
    return done


def add_article(
    session: Session, article: Article, assets: Iterable[Asset] = (), *, origin: str = "shell"
) -> bool:
    """One more article, after the others."""
    change = partial(articles.add_article, article=article, assets=tuple(assets))
    return session.edit(tr("Add article"), change, origin=origin)


def correct(
    session: Session, article_id: Id, start: int, end: int, words: str, *, origin: str = "shell"
) -> bool:
    """Put other words for those from `start` to `end` of the article's text; passages follow."""
    article = session.project.articles.get(article_id)
    if article is None:
        return False
    try:
        source, edit = corrected_source(article.source, start, end, words)
    except ArticleError as error:
        session.refused.emit(str(error))
        return False
    change = partial(
        articles.correct,
        article_id=article_id,
        edit=edit,
        source=source,
        text=read_markdown(article.source).text,
        heading=read_markdown(source).heading_path,
    )
    return session.edit(tr("Correct article"), change, origin=origin)


def set_details(
    session: Session,
    article_id: Id,
    *,
    title: str | None = None,
    author: str | None = None,
    date: str | None = None,
    address: str | None = None,
    origin: str = "shell",
) -> bool:
    """Say where an article comes from; None leaves it as it is."""
    change = partial(
        articles.set_details, article_id=article_id, title=title, author=author, date=date, address=address
    )
    return session.edit(tr("Change article details"), change, origin=origin)


def set_aside(session: Session, article_id: Id, span: Span, *, origin: str = "reader") -> bool:
    """Fold a leftover of the page away."""
    change = partial(articles.set_aside, article_id=article_id, span=span)
    return session.edit(tr("Set aside"), change, origin=origin)


def restore(session: Session, article_id: Id, span: Span | None = None, *, origin: str = "reader") -> bool:
    """Show again what was set aside (None: all of it)."""
    change = partial(articles.restore, article_id=article_id, span=span)
    return session.edit(tr("Show what was set aside"), change, origin=origin)


def dismiss(session: Session, article_id: Id, span: Span, *, origin: str = "reader") -> bool:
    """Mark a stretch of the text, a paragraph say, as no argument."""
    change = partial(articles.dismiss, article_id=article_id, span=span)
    return session.edit(tr("Mark as no argument"), change, origin=origin)


def undismiss(session: Session, article_id: Id, span: Span | None = None, *, origin: str = "reader") -> bool:
    """Take that mark away again (None: everywhere)."""
    change = partial(articles.undismiss, article_id=article_id, span=span)
    return session.edit(tr("Remove mark “no argument”"), change, origin=origin)


def switch_whole(session: Session, article_id: Id, *, origin: str = "shell") -> bool:
    """Show the whole web page in the place of the article found in it, or the other way round."""
    article = session.project.articles.get(article_id)
    if article is None:
        return False
    found: dict[Id, Passage] = {}
    dismissed: tuple[Span, ...] = ()
    aside: tuple[Span, ...] = ()
    lost = 0
    if article.alternative:
        other = replace(article, source=article.alternative)
        reviewed = review(session.project, article_id, other)
        before = read_markdown(article.source).text
        found = _found(reviewed, {})
        lost = len(reviewed.of(Outcome.TIE, Outcome.LOST))
        dismissed = reviewed.new.dismissed
        aside = spans_again(article.set_aside, before, reviewed.text.text)
    change = partial(
        articles.switch_whole, article_id=article_id, found=found, set_aside=aside, dismissed=dismissed
    )
    label = tr("Show the article alone") if article.whole else tr("Keep the whole page")
    done = session.edit(label, change, origin=origin)
    if done:
        _tell_orphans(session, lost)
    return done


def remove_article(session: Session, article_id: Id, *, origin: str = "shell") -> bool:
    """Take an article out of the project with its passages; the claims stay, and a sentence says so."""
    passages = len(articles.passages_of(session.project, article_id))
    change = partial(articles.remove_article, article_id=article_id)
    if not session.edit(tr("Remove article"), change, origin=origin):
        return False
    if passages:
        words = (
            tr("Removed the article and the passage in it. Its claim stays. Undo brings all back.")
            if passages == 1
            else tr(
                "Removed the article and %n passages in it. Their claims stay. Undo brings all back.",
                passages,
            )
        )
        session.noticed.emit(words)
    return True


def reorder_article(session: Session, article_id: Id, step: int, *, origin: str = "shell") -> bool:
    """Move an article so many places earlier (below 0) or later."""
    change = partial(articles.reorder_article, article_id=article_id, step=step)
    return session.edit(tr("Move article"), change, origin=origin)


def relink_passage(session: Session, passage_id: Id, found: Passage, *, origin: str = "reader") -> bool:
    """Take the words that were selected for a passage whose own were not found again."""
    change = partial(articles.relink_passage, passage_id=passage_id, found=found)
    return session.edit(tr("Find passage again"), change, origin=origin)


def find_again(session: Session, passage_id: Id) -> Refound | None:
    """Where an orphan's words may stand in its article now; nothing is changed. None: no such passage."""
    for article in session.project.articles.values():
        for passage in articles.passages_of(session.project, article.id):
            if passage.id == passage_id:
                text = read_markdown(article.source)
                return replaced([passage], None, text)[passage_id]
    return None


def passage_at(project: Project, article_id: Id, place: Span) -> Passage:
    """The passage at a place of an article's text.

    Raises:
        EditError: there is no such article, or there are no words at this place.
    """
    text = read_markdown(articles.get_article(project, article_id).source)
    try:
        return make_passage(article_id, text.text, *place, heading=text.heading_path(place[0]))
    except ValueError:
        raise EditError("There are no words at this place.") from None


def _found(reviewed: Review, chosen: Mapping[Id, Span | None]) -> dict[Id, Passage]:
    """The passages that have a place in the new text, as they stand there."""
    found: dict[Id, Passage] = {}
    for passage_id, refound in reviewed.passages.items():
        place = chosen.get(passage_id)
        if place is not None:
            found[passage_id] = at_place(refound.passage, place, reviewed.text)
        elif passage_id in chosen:
            continue
        elif (again := placed(refound, reviewed.text)) is not None:
            found[passage_id] = again
    return found


def _tell_orphans(session: Session, count: int) -> None:
    if count:
        words = (
            tr("1 passage was not found in this text. It stays on the map with its words. ")
            if count == 1
            else tr("%n passages were not found in this text. They stay on the map with their words. ", count)
        )
        session.noticed.emit(words + tr("Article → Passages not found leads to what is to be done."))
