"""Where passages stand on the pages of a PDF: the strips that a range of the text covers, line by line.

Boxes are in points from the page's upper left corner (see `article.pdf_document`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from contention.article.pdf_document import Box, Characters
from contention.article.pdf_places import PageRange, PlaceIndex

Reader = Callable[[int], Characters | None]
"""Gives the characters of a page, or None while they are not read."""


def strips(ranges: Iterable[PageRange], page: int, characters: Characters) -> tuple[Box, ...]:
    """One box for each line of these ranges on a page."""
    found: list[Box] = []
    base = 0.0
    for place in ranges:
        if place.page != page:
            continue
        end = min(place.first + place.length, len(characters.text))
        for index in range(place.first, end):
            box = characters.boxes[index]
            if box.right <= box.left or characters.text[index] == "\n":
                continue
            height = box.bottom - box.top
            last = found[-1] if found else None
            if last is not None and _same_line(last, box, abs(characters.bases[index] - base)):
                found[-1] = Box(
                    last.left,
                    min(last.top, box.top),
                    max(last.right, box.right),
                    max(last.bottom, box.bottom),
                )
            elif not characters.text[index].isspace() and height > 0:
                found.append(box)
                base = characters.bases[index]
    return tuple(found)


def _same_line(last: Box, box: Box, step: float) -> bool:
    height = max(last.bottom - last.top, box.bottom - box.top)
    return step < 0.5 * height and -0.5 * height <= box.left - last.right < 4 * height


def nearest(characters: Characters, x: float, y: float) -> tuple[int, bool] | None:
    """The character nearest to a point, and whether the point is behind its middle.

    None where the page has no characters. Heights count more than widths, so that a
    point beside a line belongs to that line.
    """
    best: tuple[float, int] | None = None
    for index, box in enumerate(characters.boxes):
        if characters.text[index].isspace():
            continue
        across = max(box.left - x, x - box.right, 0.0)
        down = max(box.top - y, y - box.bottom, 0.0)
        distance = across + 4 * down
        if best is None or distance < best[0]:
            best = (distance, index)
    if best is None:
        return None
    box = characters.boxes[best[1]]
    return best[1], x > (box.left + box.right) / 2


def place_in_text(index: PlaceIndex, page: int, characters: Characters, x: float, y: float) -> int | None:
    """The place in the canonical text between two characters that is nearest to a point of a page."""
    found = nearest(characters, x, y)
    if found is None:
        return None
    character, behind = found
    place = index.in_text(page, character)
    if place is None or not behind:
        return place
    inside = index.on_pages(place, place + 1)
    return place + 1 if inside and inside[0][:2] == (page, character) else place


def text_left(index: PlaceIndex, page: int, characters: Characters) -> float:
    """Where the article's text begins on a page, from the left; stamps in the margin do not count."""
    count = len(characters.boxes)
    return min((characters.boxes[run[2]].left for run in index.of_page(page) if run[2] < count), default=0.0)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around others, of which there is at least one."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
