"""How the maps are being looked at: what is folded, what is in focus, what is filtered, the way back.

View state beside the project: no undo step holds it and no file. Every view reads it, the
canvas to draw and the outline and the menus to follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from contention.model.project import Claim, Id, Inference, Kind
from contention.model.structure import Structure, structure_of

if TYPE_CHECKING:
    from contention.session.session import Session

MAX_TRAIL = 200
"""Items that the way back remembers."""


@dataclass(frozen=True)
class Filter:
    """What is looked for. An item matches where every part that is given does."""

    text: str = ""
    """Letters of a claim, a scheme or a note, in upper or lower case."""
    tags: frozenset[Id] = frozenset()
    """It has one of these."""
    ratings: frozenset[str] = frozenset()
    """Its rating (a claim's or an inference's) is one of these."""
    kinds: frozenset[Kind] = frozenset()
    """It is an inference of one of these kinds, or a premise drawn in one."""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.tags or self.ratings or self.kinds)


@dataclass
class _Look:
    """How one map is looked at."""

    folded: frozenset[Id] = frozenset()
    focus: Id | None = None


class MapViewState(QObject):
    """The look at each map of a session; properties are about the map that is shown."""

    changed = Signal()
    """Something is folded, focused or filtered otherwise. Not emitted where only the project changed:
    what is gone is forgotten before the session's own `changed`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looks: dict[Id, _Look] = {}
        self._filter = Filter()
        self._trail: list[tuple[Id, Id]] = []
        self._at = -1
        self._walking = False
        session.selection.changed.connect(self._selection_changed)

    @property
    def _session(self) -> Session:
        """The session, which owns this: asked for, not kept (see `Step` on rings)."""
        return cast("Session", self.parent())

    # --- what is folded and focused -----------------------------------------------------

    @property
    def folded(self) -> frozenset[Id]:
        """Claims and inferences whose branch is folded."""
        return self._look().folded

    @property
    def focus(self) -> Id | None:
        """The claim or inference whose branch alone is shown; None for the whole map."""
        return self._look().focus

    def structure(self) -> Structure:
        """The structure of the map that is shown, made once for each value of it."""
        return structure_of(self._session.map)

    def fold(self, ids: Iterable[Id], folded: bool) -> None:
        """Fold or unfold the branches of these items; those that have none are passed over."""
        ids = [
            item for item in ids if item in self._session.map.claims or item in self._session.map.inferences
        ]
        if folded:
            structure = self.structure()
            self._set_folded(self.folded.union(item for item in ids if has_branch(structure, item)))
        else:
            self._set_folded(self.folded.difference(ids))

    def fold_to_level(self, level: int) -> None:
        """Show so many levels of claims (1: the contentions alone) and fold what is below them.

        Of objections to a step of the last level the pill stays, folded itself.
        """
        structure = self.structure()
        folded = set()
        depth: dict[Id, int] = {}
        for item in structure.reading_order():
            depth[item] = _depth(structure, item, depth)
            if item in structure.map.claims:
                too_deep = depth[item] == level and has_branch(structure, item)
            else:
                too_deep = depth[item] == level + 1 and self._is_undercut(item)
            if too_deep:
                folded.add(item)
        self._set_folded(frozenset(folded))

    def unfold_all(self) -> None:
        """Show everything that the focus shows."""
        self._set_folded(frozenset())

    def set_focus(self, item: Id | None) -> None:
        """Show only the branch of a claim or an inference; None: the whole map."""
        known = item is None or item in self._session.map.claims or item in self._session.map.inferences
        if not known or item == self.focus:
            return
        look = self._look()
        look.focus = item
        if item is not None:
            look.folded = look.folded - {item}
            self._keep_selection_in_sight(item)
        self.changed.emit()

    def crumbs(self) -> tuple[Id, ...]:
        """The claims from the contention down to what is in focus, for a reader to go back along."""
        if self.focus is None:
            return ()
        up = [item for item in self.structure().above(self.focus) if item in self._session.map.claims]
        if self.focus not in up:
            up.insert(0, self.focus)
        return tuple(reversed(up))

    def hidden_by(self, item: Id) -> Id | None:
        """The outermost folded item that an item is hidden under; None where it is in sight."""
        outermost = None
        above = self.structure().above(item)
        next(above, None)
        for over in above:
            if over == self.focus:
                return over if over in self.folded else outermost
            if over in self.folded:
                outermost = over
        return outermost

    def reveal(self, item: Id) -> None:
        """Unfold what hides an item, and leave the focus where it is outside of it."""
        above = list(self.structure().above(item))
        look = self._look()
        folded = look.folded.difference(above[1:])
        focus = look.focus if look.focus in above else None
        if (folded, focus) != (look.folded, look.focus):
            look.folded, look.focus = folded, focus
            self.changed.emit()

    # --- back and forward ---------------------------------------------------------------

    @property
    def can_go_back(self) -> bool:
        """Whether something was looked at before."""
        return self._next(-1) is not None

    @property
    def can_go_forward(self) -> bool:
        """Whether the reader has gone back, and something follows."""
        return self._next(1) is not None

    def back(self) -> bool:
        """Select what was looked at before, on its map; tell whether there was anything."""
        return self._walk(-1)

    def forward(self) -> bool:
        """Select what was looked at after; tell whether there was anything."""
        return self._walk(1)

    # --- filter -------------------------------------------------------------------------

    @property
    def filter(self) -> Filter:
        """What is looked for, on every map."""
        return self._filter

    def set_filter(self, new: Filter) -> None:
        """Look for something else; an empty filter lets nothing fade."""
        if new != self._filter:
            self._filter = new
            self.changed.emit()

    def matches(self) -> frozenset[Id]:
        """Claims and inferences of the map that the filter finds; none where it is empty."""
        if not self._filter:
            return frozenset()
        structure = self.structure()
        items: list[Claim | Inference] = [*structure.map.claims.values(), *structure.map.inferences.values()]
        return frozenset(item.id for item in items if _matches(self._filter, item, structure))

    # --- following the project ----------------------------------------------------------

    def prune(self) -> None:
        """Forget what is no longer in the project; the session asks for it with every edit."""
        maps = self._session.project.maps
        self._looks = {map_id: look for map_id, look in self._looks.items() if map_id in maps}
        for map_id, look in self._looks.items():
            claims, inferences = maps[map_id].claims, maps[map_id].inferences
            if look.folded:
                look.folded = frozenset(i for i in look.folded if i in claims or i in inferences)
            if look.focus is not None and look.focus not in claims and look.focus not in inferences:
                look.focus = None
        tags = self._session.project.tags
        if any(tag not in tags for tag in self._filter.tags):
            left = frozenset(tag for tag in self._filter.tags if tag in tags)
            old = self._filter
            self._filter = Filter(old.text, left, old.ratings, old.kinds)

    def forget(self) -> None:
        """Look at another project with fresh eyes."""
        self._looks.clear()
        self._trail.clear()
        self._at = -1
        self._filter = Filter()

    # --- how ----------------------------------------------------------------------------

    def _look(self) -> _Look:
        return self._looks.setdefault(self._session.map_id, _Look())

    def _is_undercut(self, item: Id) -> bool:
        return self._session.map.inferences[item].target in self._session.map.inferences

    def _set_folded(self, folded: frozenset[Id]) -> None:
        look = self._look()
        if folded == look.folded:
            return
        look.folded = folded
        self._keep_selection_in_sight(None)
        self.changed.emit()

    def _keep_selection_in_sight(self, focus: Id | None) -> None:
        """Let what hides a selected item, or the branch in focus, be selected in its stead."""
        ids = self._session.selection.ids
        if not ids:
            return
        shown = [self.hidden_by(item) or item for item in ids]
        if focus is not None:
            structure = self.structure()
            shown = [item if focus in structure.above(item) else focus for item in shown]
        if tuple(shown) != ids:
            self._session.selection.select(*shown, origin="fold")

    def _selection_changed(self, ids: tuple[Id, ...], _origin: str) -> None:
        """What is selected comes into sight and is remembered on the way back."""
        for item in ids:
            if (self.folded or self.focus is not None) and self._is_there(self._session.map_id, item):
                self.reveal(item)
        if not ids or self._walking:
            return
        here = (self._session.map_id, ids[-1])
        if self._at >= 0 and self._trail[self._at] == here:
            return
        del self._trail[self._at + 1 :]
        self._trail.append(here)
        del self._trail[:-MAX_TRAIL]
        self._at = len(self._trail) - 1

    def _is_there(self, map_id: Id, item: Id) -> bool:
        argument_map = self._session.project.maps.get(map_id)
        return argument_map is not None and (item in argument_map.claims or item in argument_map.inferences)

    def _next(self, step: int) -> int | None:
        """The place on the trail that comes next and is still there."""
        at = self._at + step
        while 0 <= at < len(self._trail):
            if self._is_there(*self._trail[at]) and self._trail[at] != self._here():
                return at
            at += step
        return None

    def _here(self) -> tuple[Id, Id] | None:
        current = self._session.selection.current
        return None if current is None else (self._session.map_id, current)

    def _walk(self, step: int) -> bool:
        at = self._next(step)
        if at is None:
            return False
        self._at = at
        map_id, item = self._trail[at]
        self._walking = True
        try:
            self._session.show_map(map_id)
            self._session.selection.select(item, origin="trail")
        finally:
            self._walking = False
        return True


def has_branch(structure: Structure, item: Id) -> bool:
    """Whether folding an item would hide something: of an inference at least its premises."""
    return item in structure.map.inferences or bool(structure.inferences_of.get(item))


def _depth(structure: Structure, item: Id, known: dict[Id, int]) -> int:
    """The level of a claim, 1 for one that stands alone; an inference has that of its premises."""
    inference = structure.map.inferences.get(item)
    if inference is not None:
        return known.get(inference.target, 0) + 1
    use = structure.primary_use(item)
    return 1 if use is None else known.get(use.id, 1)


def _matches(wanted: Filter, item: Claim | Inference, structure: Structure) -> bool:
    text = wanted.text.strip().casefold()
    if text:
        words = item.text if isinstance(item, Claim) else item.scheme
        if text not in words.casefold() and text not in item.note.casefold():
            return False
    if wanted.tags and wanted.tags.isdisjoint(item.tags):
        return False
    if wanted.ratings and (item.rating is None or item.rating not in wanted.ratings):
        return False
    if wanted.kinds:
        step = item if isinstance(item, Inference) else structure.primary_use(item.id)
        if step is None or step.kind not in wanted.kinds:
            return False
    return True
