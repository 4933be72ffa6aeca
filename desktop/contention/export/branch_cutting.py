"""A large map is cut into branches, each of which can be read on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from contention.diagram.layout.forest import FROM_PILL, Forest, build_forest
from contention.diagram.measure import TextMeasure
from contention.export.encoding import Progress, told
from contention.export.options import ExportOptions
from contention.export.page import NATURAL
from contention.export.parts import with_map
from contention.export.sheet import MARGIN, Sheet, make_sheet
from contention.model.project import ArgumentMap, Id, Project, read_only
from contention.model.structure import structure_of

READABLE = 0.62 * NATURAL
"""Points to a unit at which words of 15 units are 7 points high: no branch is made smaller."""
TRIES = 12
"""Of unfolding one more branch on a page that has room left."""
NOTHING: frozenset[Id] = frozenset()


class Start(NamedTuple):
    """Where a piece begins, and some of what hangs there."""

    item: Id
    """A claim, or an inference with its premises."""
    bricks: tuple[int, ...]
    """What hangs from it and is not shown before."""
    source: int
    """Number of the piece that is continued; -1 for none."""


class Piece(NamedTuple):
    """A branch as far as one page shows it."""

    item: Id | None
    """What it begins with; None for the whole map."""
    sheet: Sheet
    scale: float
    """Points to a unit, as large as it may be."""
    source: int
    """Number of the piece that it continues; -1 for none."""
    goes_on: tuple[tuple[Id, int], ...]
    """Item by item: the number of the piece that shows what is below it."""

    @property
    def width(self) -> float:
        """In units, without the sheet's margin; so is the height."""
        return self.sheet.bounds.width - 2 * MARGIN

    @property
    def height(self) -> float:
        return self.sheet.bounds.height - 2 * MARGIN


class Cutter:
    """Cuts a map into pieces that fit an area."""

    def __init__(
        self, sheet: Sheet, options: ExportOptions, measure: TextMeasure, wide: float, high: float
    ) -> None:
        self.sheet, self.measure = sheet, measure
        self.wide, self.high = wide, high
        self.picture = options.picture
        self.structure = structure_of(sheet.map)
        self.forest: Forest = build_forest(self.structure)
        self.brick_of = self._bricks()
        self.folded = self.picture.folded
        self.focus = (
            self.picture.chosen[-1] if self.picture.part == "branch" and self.picture.chosen else None
        )
        #: Of the first piece, which has title, legend and source.
        self.first = True

    def pieces(self, progress: Progress) -> list[Piece]:
        """The pieces in reading order; one where the whole map can be read on one page.

        Raises:
            ExportCancelled: as soon as `progress` answers False.
        """
        whole = max(1, len(self.forest.parts))
        scale = self._scale(self.sheet)
        if scale >= READABLE:
            return [Piece(None, self.sheet, scale, -1, ())]
        tops = [self.focus] if self.focus in self.brick_of else [self._item(n) for n in self.forest.roots]
        waiting = [self._start(item, -1) for item in reversed(tops) if item is not None]
        found: list[Piece] = []
        links: list[list[tuple[Id, int]]] = []
        while waiting:
            start = waiting.pop()
            sheet, scale, later = self._piece(start)
            number = len(found)
            found.append(Piece(start.item, sheet, scale, start.source, ()))
            links.append([])
            if start.source >= 0:
                links[start.source].append((start.item, number))
            waiting.extend(one._replace(source=number) for one in reversed(later))
            self.first = False
            told(progress, 1 - min(1.0, self._open(waiting) / whole))
        return [piece._replace(goes_on=tuple(links[number])) for number, piece in enumerate(found)]

    def _open(self, waiting: Sequence[Start]) -> int:
        """Bricks that no piece shows yet."""
        return sum(sum(1 for _ in self._below(start.bricks)) for start in waiting)

    def _start(self, item: Id, source: int) -> Start:
        number, place = self.brick_of[item]
        if item in self.folded and item != self.focus:
            return Start(item, (), source)
        hanging = zip(self.forest.children[number], self.forest.sources[number], strict=True)
        return Start(item, tuple(child for child, at in hanging if place is None or at == place), source)

    def _piece(self, start: Start) -> tuple[Sheet, float, list[Start]]:
        """As much as fits below a start; and where it goes on."""
        item, bricks = start.item, start.bricks
        plain = self._sheet(item, bricks, NOTHING)
        if self._fits(plain) or not bricks:
            return plain, self._scale(plain), []
        shown = bricks[: self._run(item, bricks)]
        cut, left = self._cut_at(shown, 1), frozenset[int]()
        best = self._sheet(item, shown, cut)
        later: list[Start] = []
        if not self._fits(best):
            # One inference with all that is said against it is too much: that goes on by itself.
            left = frozenset(child for brick in shown for child in self._undercuts(brick))
            cut = self._cut_at(shown, 1, left)
            best = self._sheet(item, shown, cut, left)
            later += [
                Start(self._item(brick), undercuts, 0)
                for brick in shown
                if (undercuts := tuple(self._undercuts(brick)))
            ]
        level = 2
        while cut and self._fits(best):
            deeper = self._cut_at(shown, level, left)
            tried = self._sheet(item, shown, deeper, left)
            if not self._fits(tried):
                cut, best = self._filled(item, shown, cut, left, best)
                break
            cut, best, level = deeper, tried, level + 1
        later = [*(self._start(one, 0) for one in self._in_order(cut)), *later]
        if len(shown) < len(bricks):
            later.append(Start(item, bricks[len(shown) :], 0))
        return best, self._scale(best), later

    def _run(self, item: Id, bricks: tuple[int, ...]) -> int:
        """How many of the inferences below a start fit, each folded; at least one."""
        if self._fits(self._sheet(item, bricks, self._cut_at(bricks, 1))):
            return len(bricks)
        run, low, high = 1, 1, len(bricks) - 1
        while low <= high:
            middle = (low + high) // 2
            some = bricks[:middle]
            if self._fits(self._sheet(item, some, self._cut_at(some, 1))):
                run, low = middle, middle + 1
            else:
                high = middle - 1
        return run

    def _filled(
        self, item: Id, shown: tuple[int, ...], cut: frozenset[Id], left: frozenset[int], best: Sheet
    ) -> tuple[frozenset[Id], Sheet]:
        """Unfold small branches while there is room, so that none of them needs a page."""
        sizes = {one: sum(1 for _ in self._below(self._start(one, 0).bricks)) for one in cut}
        failed = 0
        for one in sorted(cut, key=lambda one: (sizes[one], one))[:TRIES]:
            tried = self._sheet(item, shown, cut - {one}, left)
            if self._fits(tried):
                cut, best = cut - {one}, tried
            else:
                failed += 1
                if failed == 3:
                    break
        return cut, best

    def _cut_at(self, bricks: Sequence[int], level: int, left: frozenset[int] = frozenset()) -> frozenset[Id]:
        """What to fold so that so many levels of bricks are shown; `left` are not shown at all.

        Of objections to an inference of the last level the pill stays, folded itself.
        """
        forest, cut = self.forest, set()
        row = list(bricks)
        for _ in range(level - 1):
            row = [
                child
                for brick in row
                if self._open_at(brick)
                for child in self._shown_children(brick)
                if child not in left
            ]
        for brick in row:
            for child, at in zip(forest.children[brick], forest.sources[brick], strict=True):
                if child in left:
                    continue
                item = self._item(child) if at == FROM_PILL else forest.parts[brick][at].claim.id
                if item not in self.folded:
                    cut.add(item)
        return frozenset(cut)

    def _open_at(self, brick: int) -> bool:
        inference = self.forest.inferences[brick]
        return inference is None or inference.id not in self.folded

    def _shown_children(self, brick: int) -> Iterator[int]:
        forest = self.forest
        for child, at in zip(forest.children[brick], forest.sources[brick], strict=True):
            if at == FROM_PILL or forest.parts[brick][at].claim.id not in self.folded:
                yield child

    def _undercuts(self, brick: int) -> Iterator[int]:
        forest = self.forest
        for child, at in zip(forest.children[brick], forest.sources[brick], strict=True):
            if at == FROM_PILL:
                yield child

    def _sheet(
        self,
        item: Id,
        bricks: tuple[int, ...],
        cut: frozenset[Id],
        left: frozenset[int] = frozenset(),
    ) -> Sheet:
        project = self._project(item, bricks, left)
        picture = replace(
            self.picture,
            part="branch",
            chosen=(item,),
            folded=self.folded | cut,
            title=self.picture.title and self.first,
            legend=self.picture.legend and self.first,
            source=self.picture.source and self.first,
        )
        return make_sheet(project, self.sheet.map.id, picture, self.measure)

    def _project(self, item: Id, bricks: tuple[int, ...], left: frozenset[int]) -> Project:
        """The project with no more of the map than a piece can show, so that it is composed quickly."""
        structure, whole = self.structure, self.sheet.map
        forest = self.forest
        number, place = self.brick_of[item]
        inferences = {}
        claims = {}
        parts = forest.parts[number] if place is None else (forest.parts[number][place],)
        if place is None and (own := forest.inferences[number]) is not None:
            inferences[own.id] = own
        for part in parts:
            claims[part.claim.id] = part.claim
        for brick in self._below(bricks, left):
            if (one := forest.inferences[brick]) is not None:
                inferences[one.id] = one
            for part in forest.parts[brick]:
                claims[part.claim.id] = part.claim
        # Their further uses decide how they are drawn: at home or as a reference, and as what.
        for claim_id in list(claims):
            for use in structure.uses_of.get(claim_id, ()):
                inferences.setdefault(use.id, use)
        order = {key: whole.inferences[key] for key in whole.inferences if key in inferences}
        kept = {key: whole.claims[key] for key in whole.claims if key in claims}
        piece: ArgumentMap = replace(whole, claims=read_only(kept), inferences=read_only(order))
        starts = {item, *(part.claim.id for part in parts if part.home)}
        shown = {one.id for brick in bricks if (one := forest.inferences[brick]) is not None}
        gone = {self._item(brick) for brick in left}
        for start in starts:
            gone.update(one.id for one in structure.inferences_of.get(start, ()) if one.id not in shown)
        return with_map(self.sheet.project, self._without(piece, gone))

    def _without(self, piece: ArgumentMap, gone: set[Id]) -> ArgumentMap:
        """Without inferences that another page shows."""
        if not gone & piece.inferences.keys():
            return piece
        # What is at home in one of them is not at home here.
        claims = dict(piece.claims)
        for key, claim in piece.claims.items():
            use = self.structure.primary_use(key)
            if use is not None and use.id in gone:
                claims[key] = replace(claim, primary=key)
        inferences = {key: one for key, one in piece.inferences.items() if key not in gone}
        return replace(piece, claims=read_only(claims), inferences=read_only(inferences))

    def _fits(self, sheet: Sheet) -> bool:
        return self._scale(sheet) >= READABLE

    def _scale(self, sheet: Sheet) -> float:
        inner = sheet.bounds.grown(-MARGIN)
        return min(NATURAL, self.wide / inner.width, self.high / inner.height)

    def _item(self, brick: int) -> Id:
        inference = self.forest.inferences[brick]
        return inference.id if inference is not None else self.forest.parts[brick][0].claim.id

    def _below(self, bricks: Sequence[int], left: frozenset[int] = frozenset()) -> Iterator[int]:
        """These bricks and all that hangs from them, without those that are left out."""
        waiting = list(bricks)
        while waiting:
            brick = waiting.pop()
            yield brick
            waiting.extend(child for child in self.forest.children[brick] if child not in left)

    def _in_order(self, items: frozenset[Id]) -> list[Id]:
        """Items that something hangs from, in the order of their bricks."""
        return sorted(items, key=lambda one: (self.brick_of[one][0], self.brick_of[one][1] or 0))

    def _bricks(self) -> dict[Id, tuple[int, int | None]]:
        """Where every item is at home; of a claim its place in the brick too."""
        found: dict[Id, tuple[int, int | None]] = {}
        for number, inference in enumerate(self.forest.inferences):
            if inference is not None:
                found[inference.id] = (number, None)
            for place, part in enumerate(self.forest.parts[number]):
                if part.home:
                    found[part.claim.id] = (number, place)
        return found
