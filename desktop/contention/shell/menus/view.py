"""The actions of the menu View: what is shown of the map and beside it, and how large."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contention.session import arranging
from contention.shell.spec import Scope, Spec

if TYPE_CHECKING:
    from contention.shell.window import Window


def _choice(choice: str, value: str, text: str, run: Callable[[Window], object]) -> Spec:
    ticked = (
        (lambda w: w.appearance.scheme == value)
        if choice == "theme"
        else (lambda w: w.appearance.palette_id == value)
    )
    return Spec(f"{choice}-{value}", text, "View", run, group=4, choice=choice, ticked=ticked)


def _level(number: int, text: str) -> Spec:
    return Spec(
        f"fold-level-{number}",
        text,
        "View",
        lambda w: w.session.view.fold_to_level(number),
        (f"Alt+{number}",),
        when=lambda state: state.claims,
        group=1,
        sub="fold",
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        "zoom-in",
        "Zoom &in",
        "View",
        lambda w: w.zoom_by(1.25),
        ("Ctrl++", "Ctrl+="),
        "ph.magnifying-glass-plus",
        sub="zoom",
    ),
    Spec(
        "zoom-out",
        "Zoom &out",
        "View",
        lambda w: w.zoom_by(0.8),
        ("Ctrl+-",),
        "ph.magnifying-glass-minus",
        sub="zoom",
    ),
    Spec(
        "zoom-fit", "&Whole map", "View", lambda w: w.canvas.fit(), ("Ctrl+0",), "ph.corners-out", sub="zoom"
    ),
    Spec("zoom-100", "&100 %", "View", lambda w: w.canvas.set_zoom(1.0), ("Ctrl+1",), sub="zoom"),
    Spec(
        "zoom-selection",
        "To the &selection",
        "View",
        lambda w: w.canvas.zoom_to_selection(),
        ("Ctrl+2",),
        "ph.crosshair-simple",
        when=lambda state: state.selected,
        sub="zoom",
    ),
    Spec(
        "fold",
        "&Fold or unfold",
        "View",
        lambda w: arranging.fold_selected(w.session),
        ("F",),
        "ph.caret-circle-double-up",
        tip="Put away what is below the selected claim or inference, or show it again",
        when=lambda state: state.selected,
        scope=Scope.PANES,
        group=1,
    ),
    _level(1, "Show &1 level"),
    _level(2, "Show &2 levels"),
    _level(3, "Show &3 levels"),
    Spec(
        "unfold-all",
        "&Unfold all",
        "View",
        lambda w: w.session.view.unfold_all(),
        ("Alt+0",),
        when=lambda state: state.claims,
        group=1,
        sub="fold",
    ),
    Spec(
        "focus-branch",
        "Focus on the &branch",
        "View",
        lambda w: arranging.focus_selected(w.session),
        ("Shift+F",),
        "ph.arrows-in",
        tip="Show the selected claim and what is below it alone; once more shows the map again",
        when=lambda state: state.selected or state.focus,
        scope=Scope.PANES,
        group=1,
    ),
    Spec(
        "focus-above",
        "Focus one step &higher",
        "View",
        lambda w: arranging.focus_above(w.session),
        ("Alt+PgUp",),
        tip="Show the branch that this one belongs to; from the contention, the whole map",
        when=lambda state: state.focus,
        scope=Scope.PANES,
        group=1,
    ),
    Spec(
        "leave-focus",
        "Show the &whole map again",
        "View",
        lambda w: w.session.view.set_focus(None),
        when=lambda state: state.focus,
        group=1,
    ),
    Spec(
        "go-back",
        "Bac&k",
        "View",
        lambda w: w.go(-1),
        ("Alt+Left",),
        "ph.arrow-u-up-left",
        tip="Go to what was looked at before",
        when=lambda state: state.back,
        group=2,
        sub="go",
    ),
    Spec(
        "go-forward",
        "&Forward",
        "View",
        lambda w: w.go(1),
        ("Alt+Right",),
        "ph.arrow-u-up-right",
        tip="Go to what was looked at after",
        when=lambda state: state.forward,
        group=2,
        sub="go",
    ),
    Spec(
        "next-unfinished",
        "Next &unfinished",
        "View",
        lambda w: arranging.next_unfinished(w.session),
        ("N",),
        "ph.skip-forward",
        tip="Go to the next claim that has no words or nothing to rest on",
        scope=Scope.PANES,
        group=2,
        sub="go",
    ),
    Spec(
        "next-pane",
        "Next &pane",
        "View",
        lambda w: w.panes.next(),
        ("F6",),
        tip="Go to the headings, the article, the map, the outline, the details, and back",
        group=2,
        sub="go",
    ),
    Spec(
        "previous-pane",
        "Pre&vious pane",
        "View",
        lambda w: w.panes.next(-1),
        ("Shift+F6",),
        group=2,
        sub="go",
    ),
    Spec(
        "next-article",
        "Next &article",
        "View",
        lambda w: w.article.step(1),
        ("Ctrl+Shift+PgDown",),
        when=lambda state: state.articles,
        group=2,
        sub="go",
    ),
    Spec(
        "previous-article",
        "Previous a&rticle",
        "View",
        lambda w: w.article.step(-1),
        ("Ctrl+Shift+PgUp",),
        when=lambda state: state.articles,
        group=2,
        sub="go",
    ),
    Spec(
        "show-contents",
        "&Contents of the article",
        "View",
        lambda w: w.panes.toggle("contents"),
        ("F9",),
        tip="The headings of the article; the list follows the reading",
        group=3,
        ticked=lambda w: w.panes.shown("contents"),
    ),
    Spec(
        "show-outline",
        "&Outline",
        "View",
        lambda w: w.panes.toggle("outline"),
        ("F7",),
        tip="The claims of the map in reading order",
        group=3,
        ticked=lambda w: w.panes.shown("outline"),
    ),
    Spec(
        "show-details",
        "&Details",
        "View",
        lambda w: w.panes.toggle("details"),
        ("F8",),
        tip="All about what is selected: passages, basis, rating, tags, note",
        group=3,
        ticked=lambda w: w.panes.shown("details"),
    ),
    Spec(
        "show-minimap",
        "&Minimap",
        "View",
        lambda w: w.preferences.toggle("minimap"),
        tip="A small picture of the whole map in a corner",
        group=3,
        sub="on-map",
        ticked=lambda w: w.preferences.minimap,
    ),
    Spec(
        "show-badges",
        "&Basis, ratings and tags",
        "View",
        lambda w: w.preferences.toggle("badges"),
        tip="Small signs on the boxes",
        group=3,
        sub="on-map",
        ticked=lambda w: w.preferences.badges,
    ),
    Spec(
        "animate",
        "&Smooth movement",
        "View",
        lambda w: w.preferences.toggle("motion"),
        tip="Boxes move to their new places; never where the system asks for less motion",
        group=3,
        sub="on-map",
        ticked=lambda w: w.preferences.motion,
    ),
    _choice("theme", "system", "As the &system", lambda w: w.appearance.set_scheme("system")),
    _choice("theme", "light", "&Light", lambda w: w.appearance.set_scheme("light")),
    _choice("theme", "dark", "&Dark", lambda w: w.appearance.set_scheme("dark")),
    _choice("palette", "classic", "&Classic", lambda w: w.appearance.set_palette_id("classic")),
    _choice("palette", "safe", "Colour-blind &safe", lambda w: w.appearance.set_palette_id("safe")),
    _choice("palette", "ink", "&Ink", lambda w: w.appearance.set_palette_id("ink")),
)
