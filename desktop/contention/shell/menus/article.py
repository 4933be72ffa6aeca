"""The actions of the menu Article: the texts of a project, where they come from, and newer versions."""

from __future__ import annotations

from contention.shell.spec import Spec, State


def _some(state: State) -> bool:
    return state.article


SPECS: tuple[Spec, ...] = (
    Spec(
        "add-article",
        "&Add an article…",
        "Article",
        lambda w: w.documents.ask_add(),
        (),
        "ph.file-plus",
        tip="One more article in this project",
    ),
    Spec(
        "article-details",
        "Source &details…",
        "Article",
        lambda w: w.articles.show_details(),
        (),
        "ph.info",
        tip="Title, author, date and address of the article, and the file it came from",
        when=_some,
        group=1,
    ),
    Spec(
        "correct-article",
        "&Correct the selected words…",
        "Article",
        lambda w: w.articles.correct(),
        ("Ctrl+Shift+T",),
        "ph.pencil-line",
        tip="Correct a typo in the article itself; passages follow",
        when=_some,
        group=1,
    ),
    Spec(
        "whole-page",
        "Keep the &whole page",
        "Article",
        lambda w: w.articles.switch_whole(),
        (),
        tip="Show all of a web page, not only the article that was found in it",
        when=lambda state: state.page,
        group=1,
        ticked=lambda w: w.articles.whole,
    ),
    Spec(
        "replace-article",
        "&Replace by a newer version…",
        "Article",
        lambda w: w.articles.replace(),
        (),
        "ph.arrows-clockwise",
        tip="Put a newer version in its place; what becomes of the passages is shown first",
        when=_some,
        group=2,
    ),
    Spec(
        "orphans",
        "&Passages not found…",
        "Article",
        lambda w: w.articles.show_orphans(),
        (),
        "ph.link-break",
        tip="Passages whose words are not in the article’s present text",
        when=lambda state: state.orphans,
        group=2,
    ),
    Spec(
        "remove-article",
        "Re&move the article",
        "Article",
        lambda w: w.articles.remove(),
        (),
        "ph.trash",
        tip="Take the article and its passages out of the project; the claims stay",
        when=_some,
        group=3,
    ),
)
