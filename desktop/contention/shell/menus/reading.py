"""The actions of the menu View that are about the article: how it looks, and taking passages by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contention.shell.spec import Scope, Spec, State

if TYPE_CHECKING:
    from contention.shell.window import Window


def _in_text(state: State) -> bool:
    return state.reading


def _look(
    name: str,
    text: str,
    run: Callable[[Window], object],
    tip: str,
    *,
    keys: tuple[str, ...] = (),
    ticked: Callable[[Window], bool] | None = None,
    when: Callable[[State], bool] = bool,
    icon: str = "",
) -> Spec:
    return Spec(name, text, "View", run, keys, icon, tip, group=5, sub="reading", ticked=ticked, when=when)


def _colours(theme: str, text: str) -> Spec:
    return Spec(
        f"article-{theme}",
        text,
        "View",
        lambda w: w.reading.set_theme(theme),
        group=5,
        choice="article-colours",
        ticked=lambda w: w.reading.look.theme == theme,
    )


def _step(name: str, text: str, key: str, tip: str = "") -> Spec:
    return Spec(
        name,
        text,
        "View",
        lambda w: w.reading.step(name.replace("-", "_")),
        (key,),
        tip=tip,
        scope=Scope.ARTICLE,
        when=_in_text,
        group=5,
        sub="take",
    )


def _size(name: str, text: str, keys: tuple[str, ...], steps: int) -> Spec:
    return Spec(
        name,
        text,
        "View",
        lambda w: w.article.zoom(steps),
        keys,
        tip="Of the article's letters, or of its pages",
        scope=Scope.ARTICLE,
        when=lambda state: state.reading or state.pages,
        group=5,
        sub="reading",
    )


def _aside(name: str, text: str, run: Callable[[Window], object], tip: str, key: str = "") -> Spec:
    return Spec(
        name,
        text,
        "View",
        run,
        (key,) if key else (),
        tip=tip,
        scope=Scope.ARTICLE,
        when=_in_text,
        group=5,
        sub="aside",
    )


SPECS: tuple[Spec, ...] = (
    _look(
        "reading-options",
        "How articles &look…",
        lambda w: w.reading.show_options(),
        "Letters, size, lines, colours and numbers of all articles",
        keys=("Ctrl+Shift+L",),
        icon="ph.text-aa",
    ),
    _size("article-larger", "Lar&ger", ("Ctrl++", "Ctrl+="), 1),
    _size("article-smaller", "&Smaller", ("Ctrl+-",), -1),
    _size("article-usual-size", "&Usual size", ("Ctrl+0",), 0),
    _look(
        "number-paragraphs",
        "&Numbered paragraphs",
        lambda w: w.reading.toggle_numbers(),
        "Numbers to cite by, beside the page",
        ticked=lambda w: w.reading.look.numbered,
    ),
    _look(
        "show-pages",
        "&Pages of the file",
        lambda w: w.article.show_pages(shown=not w.article.pages_shown),
        "A PDF as its pages show it, or its text in one column",
        keys=("Ctrl+Shift+P",),
        ticked=lambda w: w.article.pages_shown,
        when=lambda state: state.pages,
        icon="ph.file-pdf",
    ),
    _look(
        "focus-mode",
        "&Focus mode",
        lambda w: w.reading.toggle_focus(),
        "All but the paragraph that is read recedes",
        keys=("Ctrl+Shift+F",),
        ticked=lambda w: w.reading.focused,
        when=_in_text,
    ),
    _look(
        "lens",
        "&Indicator words",
        lambda w: w.reading.toggle("lens"),
        "Mark words such as because, therefore and however",
        ticked=lambda w: w.reading.helps.lens,
    ),
    _look(
        "indicator-words",
        "Lists of indicator &words…",
        lambda w: w.reading.edit_indicator_words(),
        "Which words are marked, by language",
    ),
    _look(
        "show-strip",
        "What is &mapped, beside the scroll bar",
        lambda w: w.reading.toggle("strip"),
        "A strip that shows what of the article is on the map",
        ticked=lambda w: w.reading.helps.strip,
    ),
    _look(
        "selection-bar",
        "&Bar at a selection",
        lambda w: w.reading.toggle("bar"),
        "Small buttons beside selected words",
        ticked=lambda w: w.reading.helps.bar,
    ),
    _colours("window", "As the &window"),
    _colours("light", "&Light"),
    _colours("sepia", "&Sepia"),
    _colours("dark", "&Dark"),
    _colours("contrast", "&High contrast"),
    _step("snap", "Whole &sentence", "S", "Widen the selection to whole sentences"),
    _step("next-sentence", "&Next sentence", "J"),
    _step("previous-sentence", "&Previous sentence", "K"),
    _step("extend", "One sentence &more", "Shift+J"),
    _step("shrink", "One sentence &less", "Shift+K"),
    _step("next-paragraph", "Next p&aragraph", "Ctrl+Down"),
    _step("previous-paragraph", "Previous pa&ragraph", "Ctrl+Up"),
    _step("extend-paragraph", "One paragraph m&ore", "Ctrl+Shift+Down"),
    _step("shrink-paragraph", "One paragraph l&ess", "Ctrl+Shift+Up"),
    _step("next-unmapped", "Next not on &the map", "M", "The next paragraph of which nothing is on the map"),
    _step(
        "previous-unmapped",
        "Pre&vious not on the map",
        "Shift+M",
        "The paragraph before of which nothing is on the map",
    ),
    _aside(
        "dismiss",
        "Not an &argument",
        lambda w: w.reader.aids.toggle_dismissed(),
        "Leave this paragraph out of what is to be mapped; once more takes it back",
        "X",
    ),
    _aside(
        "set-aside",
        "Set as&ide",
        lambda w: w.reader.aids.set_aside_here(),
        "Fold this paragraph away, as no part of the article",
    ),
    _aside(
        "put-back",
        "Put &back",
        lambda w: w.reader.aids.restore_here(),
        "Put what is set aside here back into the article",
    ),
    _aside(
        "put-all-back",
        "Put &everything back",
        lambda w: w.reader.aids.restore_all(),
        "Put all that is set aside back into the article",
    ),
    Spec(
        "show-set-aside",
        "&Show what is set aside",
        "View",
        lambda w: w.reading.toggle_set_aside(),
        tip="Show it greyed, or fold it away",
        when=lambda state: state.aside,
        group=5,
        sub="aside",
        ticked=lambda w: w.reading.aside_shown,
    ),
)
