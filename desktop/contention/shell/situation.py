"""What can be done in a window now: asked of its parts for the menus, and for the hint in the status bar."""

from __future__ import annotations

from contention.shell.hints import Situation
from contention.shell.spec import State
from contention.shell.window import Window


def state_of(window: Window) -> State:
    """What the actions' being enabled depends on."""
    session, article = window.session, window.article
    history, view, current = session.history, session.view, session.selection.current
    return State(
        selected=current is not None,
        claim=current in session.map.claims,
        several=len(session.selection.ids) > 1,
        claims=bool(session.map.claims),
        article=bool(session.project.articles),
        file=session.path is not None,
        undo=history.can_undo,
        redo=history.can_redo,
        maps=len(session.project.maps) > 1,
        back=view.can_go_back or article.can_go(-1),
        forward=view.can_go_forward or article.can_go(1),
        focus=view.focus is not None,
        page=window.articles.is_page,
        orphans=window.articles.has_orphans,
        found=bool(view.filter) or article.finds(),
        reading=article.has_text,
        pages=article.has_pages,
        aside=article.has_text and bool(window.reader.aids.folds.folds),
        articles=len(session.project.articles) > 1,
    )


def situation_of(window: Window) -> Situation:
    """What the hint depends on."""
    session = window.session
    return Situation(
        article=bool(session.project.articles),
        claims=bool(session.map.claims),
        passage=window.article.selected_passage() is not None,
        current=session.selection.current,
        several=len(session.selection.ids) > 1,
        focus=session.view.focus is not None,
    )
