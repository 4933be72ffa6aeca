"""The actions of the menu Argument: what is claimed, for and against what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contention.session import arranging
from contention.shell.spec import Scope, Spec, State

if TYPE_CHECKING:
    from contention.shell.window import Window


def _part(name: str, text: str, key: str, icon: str, tip: str) -> Spec:
    part = name.removeprefix("add-")
    return Spec(name, text, "Argument", lambda w: w.mapping.add(part), (key,), icon, tip, scope=Scope.PANES)


def _box(name: str, text: str, keys: tuple[str, ...], run: Callable[[Window], object]) -> Spec:
    return Spec(name, text, "Argument", run, keys, scope=Scope.PANES, group=1, sub="box")


def _claim(state: State) -> bool:
    return state.claim


def _selected(state: State) -> bool:
    return state.selected


def _form(
    name: str,
    text: str,
    key: str,
    run: Callable[[Window], object],
    tip: str,
    *,
    when: Callable[[State], bool] = _selected,
    icon: str = "",
) -> Spec:
    keys = (key,) if key else ()
    return Spec(
        name,
        text,
        "Argument",
        run,
        keys,
        icon,
        tip,
        scope=Scope.PANES,
        when=when,
        group=1,
        sub="form",
    )


SPECS: tuple[Spec, ...] = (
    _part("add-claim", "Add &claim", "C", "ph.plus-circle", "The selected passage becomes a claim"),
    _part(
        "add-reason",
        "Add &reason",
        "R",
        "ph.thumbs-up",
        "The selected passage becomes a reason for the selected claim",
    ),
    _part(
        "add-objection",
        "Add &objection",
        "O",
        "ph.thumbs-down",
        "The selected passage becomes an objection to the selected claim or inference",
    ),
    _part(
        "add-co-premise",
        "Add co-&premise",
        "P",
        "ph.plus",
        "The selected passage joins the selected premise in one inference",
    ),
    Spec(
        "link-passage",
        "&Link passage",
        "Argument",
        lambda w: w.mapping.link_passage(),
        ("L",),
        "ph.link-simple",
        "The selected claim rests on the selected passage too",
        scope=Scope.PANES,
    ),
    _box("add-after", "&After", ("Return", "Enter"), lambda w: w.mapping.add_beside()),
    _box(
        "add-before", "&Before", ("Shift+Return", "Shift+Enter"), lambda w: w.mapping.add_beside(before=True)
    ),
    _box("add-below", "Reason b&elow", ("Tab",), lambda w: w.mapping.add_below()),
    _box("add-above", "Claim abo&ve", ("Shift+Tab", "Shift+Backtab"), lambda w: w.mapping.add_above()),
    _form(
        "change-kind",
        "&Reason or objection",
        "K",
        lambda w: arranging.change_kind_selected(w.session),
        "Reasons become objections, and objections reasons",
        icon="ph.swap",
    ),
    _form(
        "group",
        "&Group as co-premises",
        "G",
        lambda w: arranging.group_selected(w.session),
        "The selected premises work only together: one inference",
        when=lambda state: state.several,
        icon="ph.brackets-square",
    ),
    _form(
        "split",
        "&Split apart",
        "Shift+G",
        lambda w: arranging.split_selected(w.session),
        "Each of the co-premises becomes an inference of its own",
        icon="ph.arrows-out-line-horizontal",
    ),
    _form(
        "swap",
        "S&wap with the conclusion",
        "S",
        lambda w: arranging.swap_selected(w.session),
        "The selected premise and what it speaks for change places",
        when=_claim,
        icon="ph.arrows-down-up",
    ),
    _form(
        "make-contention",
        "&Make it the contention",
        "Shift+C",
        lambda w: arranging.make_contention(w.session),
        "The map is about the selected claim",
        when=_claim,
        icon="ph.crown-simple",
    ),
    _form(
        "undercut-premise",
        "&Objection to the step, or co-premise",
        "I",
        lambda w: arranging.undercut_to_premise(w.session),
        "An objection to an inference becomes an objection to an unstated co-premise, and back",
        icon="ph.arrows-left-right",
    ),
    Spec(
        "use-here-too",
        "Use here &too…",
        "Argument",
        lambda w: w.mapping.use_here_too(),
        ("H",),
        "ph.copy-simple",
        "Use a claim of this map once more, as a reason for the selected claim",
        scope=Scope.PANES,
        when=_selected,
        group=1,
        sub="use",
    ),
    Spec(
        "primary-here",
        "Make this its &main place",
        "Argument",
        lambda w: arranging.choose_primary_selected(w.session),
        (),
        tip="Draw the claim, with its branch, in this one of its places",
        scope=Scope.PANES,
        when=_claim,
        group=1,
        sub="use",
    ),
    Spec(
        "unlink",
        "&Unlink",
        "Argument",
        lambda w: arranging.unlink_selected(w.session),
        ("Shift+H",),
        "ph.link-break",
        "Take the claim out of this one of its uses",
        scope=Scope.PANES,
        when=_selected,
        group=1,
        sub="use",
    ),
    Spec(
        "move-earlier",
        "Move earl&ier",
        "Argument",
        lambda w: w.mapping.reorder(-1),
        ("Alt+Up", "Alt+Shift+Left"),
        "ph.arrow-left",
        when=_selected,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "move-later",
        "Move l&ater",
        "Argument",
        lambda w: w.mapping.reorder(1),
        ("Alt+Down", "Alt+Shift+Right"),
        "ph.arrow-right",
        when=_selected,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "detach",
        "&Detach",
        "Argument",
        lambda w: w.mapping.detach(),
        ("D",),
        "ph.arrow-square-out",
        "Let the selected claim stand alone, with its branch",
        when=_claim,
        scope=Scope.PANES,
        group=2,
    ),
    Spec(
        "mark-unstated",
        "Mark as &unstated",
        "Argument",
        lambda w: w.mapping.toggle_unstated(),
        ("U",),
        "ph.ghost",
        "The article relies on the claim but does not say it",
        when=_claim,
        scope=Scope.PANES,
        group=3,
    ),
)
