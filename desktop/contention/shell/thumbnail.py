"""A small picture of a project's map, by which a person knows it again."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPixmap

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, MapView
from contention.diagram.layout.folding import shown
from contention.diagram.layout.forest import build_forest
from contention.diagram.measure import TextMeasure
from contention.diagram.painter import paint
from contention.diagram.themes import Theme
from contention.model.project import ArgumentMap, Project, in_order
from contention.model.structure import structure_of
from contention.session.session import Session

MOST = 300
"""Boxes that are drawn at most: a larger map is folded, so that nobody waits for its picture."""
LEVELS = (6, 4, 3, 2, 1)
MARGIN = 8.0
"""Around the map, in pixels of the screen at 100 %."""


def thumbnail(
    project: Project, theme: Theme, width: int, height: int, *, ratio: float = 1.0
) -> QPixmap | None:
    """The project's largest map, as large as fits; None where there is nothing to draw in that size.

    `width` and `height` are in the window's pixels, of which each is `ratio` on the screen.
    """
    largest = largest_map(project)
    if largest is None or (diagram := _small(project, largest, theme)) is None:
        return None
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.paper))
    bounds = diagram.bounds
    scale = min((width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN) / bounds.height, 1.0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate((width - scale * bounds.width) / 2, (height - scale * bounds.height) / 2)
    painter.scale(scale, scale)
    painter.translate(-bounds.x, -bounds.y)
    paint(painter, diagram)
    painter.end()
    return picture


def largest_map(project: Project) -> ArgumentMap | None:
    """The map with the most claims, of equal ones the first; None where there is no claim."""
    found = max(in_order(project.maps.values()), key=lambda one: len(one.claims), default=None)
    return found if found is not None and found.claims else None


def _small(project: Project, argument_map: ArgumentMap, theme: Theme) -> Diagram | None:
    """The map, folded where it is large; None where even its contentions are too many."""
    session = Session(project)
    session.show_map(argument_map.id)
    if len(argument_map.claims) > MOST:
        forest = build_forest(structure_of(argument_map))
        for level in LEVELS:
            session.view.fold_to_level(level)
            cut = shown(forest, session.view.folded, None)
            if sum(len(parts) for parts in cut.parts) <= MOST:
                break
        else:
            return None
    view = MapView(folded=session.view.folded, badges=False)
    return compose(argument_map, TextMeasure(), theme, view=view)
