"""The small signs of the map as plain shapes: for basis, ratings and tags.

Each sign fits a square of 12 by 12, its top left corner at 0, 0. Paths are written as in SVG with
absolute M, L, C and Z, one space between numbers, so that every output can draw them and no font
has to have them. Tags differ in shape as well as in colour.
"""

from __future__ import annotations

from typing import NamedTuple

SIGN = 12.0
"""Side of the square that a sign fits."""
STROKE = 1.6
"""Width of the lines of a sign."""


class Sign(NamedTuple):
    """One shape: what is filled, and what is drawn with lines of `STROKE`."""

    fill: str = ""
    stroke: str = ""


def circle(x: float, y: float, radius: float) -> str:
    """A circle of four curves (https://spencermortensen.com/articles/bezier-circle/, the usual 0.5523)."""
    r, k = radius, 0.5523 * radius
    return (
        f"M {x + r} {y} C {x + r} {y + k} {x + k} {y + r} {x} {y + r} "
        f"C {x - k} {y + r} {x - r} {y + k} {x - r} {y} "
        f"C {x - r} {y - k} {x - k} {y - r} {x} {y - r} "
        f"C {x + k} {y - r} {x + r} {y - k} {x + r} {y} Z"
    )


SIGNS: dict[str, Sign] = {
    # What a claim rests on.
    "common knowledge": Sign(
        stroke=f"{circle(6, 6, 5)} M 1 6 L 11 6 M 6 1 C 3 3.5 3 8.5 6 11 M 6 1 C 9 3.5 9 8.5 6 11"
    ),
    "data": Sign(
        fill="M 1 7 L 3.4 7 L 3.4 11 L 1 11 Z M 4.8 4 L 7.2 4 L 7.2 11 L 4.8 11 Z "
        "M 8.6 1 L 11 1 L 11 11 L 8.6 11 Z"
    ),
    "expert": Sign(fill=f"{circle(6, 3.4, 2.5)} M 1 11.2 C 1 5.2 11 5.2 11 11.2 Z"),
    "law": Sign(
        stroke="M 6 1 L 6 11 M 3.4 11 L 8.6 11 M 2 2.6 L 10 2.6 M 0.9 6.6 L 2.4 2.6 L 3.9 6.6 Z "
        "M 8.1 6.6 L 9.6 2.6 L 11.1 6.6 Z"
    ),
    "example": Sign(
        fill=f"{circle(1.8, 2.5, 1.2)} {circle(1.8, 6, 1.2)} {circle(1.8, 9.5, 1.2)}",
        stroke="M 4.6 2.5 L 11.2 2.5 M 4.6 6 L 11.2 6 M 4.6 9.5 L 11.2 9.5",
    ),
    "testimony": Sign(stroke="M 1 1.6 L 11 1.6 L 11 8 L 6 8 L 3.4 10.8 L 3.4 8 L 1 8 Z"),
    "definition": Sign(stroke="M 1.6 4 L 10.4 4 M 1.6 8 L 10.4 8"),
    "value": Sign(
        fill="M 6 11 C 1 7.6 0.4 5.4 0.6 3.8 C 0.9 1.4 4.4 0.6 6 3.2 "
        "C 7.6 0.6 11.1 1.4 11.4 3.8 C 11.6 5.4 11 7.6 6 11 Z"
    ),
    "basis": Sign(stroke="M 1.4 10.8 L 10.6 10.8 M 6 1 L 6 8 M 3 5 L 6 8 L 9 5"),
    # What the reader thinks of a claim.
    "accept": Sign(stroke="M 1.4 6.6 L 4.6 10 L 10.8 2.2"),
    "reject": Sign(stroke="M 2 2 L 10 10 M 10 2 L 2 10"),
    "undecided": Sign(
        fill="M 6 1 C 3.24 1 1 3.24 1 6 C 1 8.76 3.24 11 6 11 Z",
        stroke=circle(6, 6, 4.6),
    ),
    # How well premises bear on their target.
    "strong": Sign(stroke="M 1.6 6.2 L 6 2 L 10.4 6.2 M 1.6 10.6 L 6 6.4 L 10.4 10.6"),
    "weak": Sign(stroke="M 1.6 8.6 L 6 4.4 L 10.4 8.6"),
    "nil": Sign(stroke=f"{circle(6, 6, 4.4)} M 2.6 9.4 L 9.4 2.6"),
    # Tags, by the name of their colour.
    "grey": Sign(fill=circle(6, 6, 4.6)),
    "red": Sign(fill="M 6 1 L 11.2 10.6 L 0.8 10.6 Z"),
    "orange": Sign(fill="M 6 0.6 L 11.4 6 L 6 11.4 L 0.6 6 Z"),
    "yellow": Sign(
        fill="M 6 0.6 L 7.6 4.2 L 11.5 4.5 L 8.5 7.1 L 9.4 11 L 6 8.9 "
        "L 2.6 11 L 3.5 7.1 L 0.5 4.5 L 4.4 4.2 Z"
    ),
    "green": Sign(fill="M 1.6 1.6 L 10.4 1.6 L 10.4 10.4 L 1.6 10.4 Z"),
    "teal": Sign(fill="M 0.8 1.4 L 11.2 1.4 L 6 11 Z"),
    "blue": Sign(
        fill="M 4.2 1 L 7.8 1 L 7.8 4.2 L 11 4.2 L 11 7.8 L 7.8 7.8 L 7.8 11 L 4.2 11 L 4.2 7.8 "
        "L 1 7.8 L 1 4.2 L 4.2 4.2 Z"
    ),
    "purple": Sign(stroke=circle(6, 6, 4.2), fill=circle(6, 6, 1.4)),
    "": Sign(),
}
