"""How the reading pane looks: type and colours as plain values, light and dark."""

from __future__ import annotations

import msgspec

from contention.diagram.fonts import MAP_FAMILY, READING_FAMILY
from contention.model.structure import Role

Colour = str
"""``#rrggbb``."""


class ReadingStyle(msgspec.Struct, frozen=True):
    """The type that an article is set in."""

    family: str = READING_FAMILY
    heading_family: str = MAP_FAMILY
    size: float = 13.0
    """Of the body, in points."""
    line_height: float = 1.52
    """From one baseline to the next, in sizes of the type."""
    columns: int = 70
    """Characters in a full line: between 45 and 75 read best (Bringhurst, 2.1.2)."""


class Tint(msgspec.Struct, frozen=True):
    """The colours of passages in one role."""

    band: Colour
    """Behind the words."""
    strong: Colour
    """The same where the claim is selected."""
    line: Colour
    """Margin bar, underline and outline."""


class ReadingColours(msgspec.Struct, frozen=True):
    """Every colour of the reading pane."""

    paper: Colour
    text: Colour
    quiet: Colour
    """Notes, captions and the sentence of an empty pane."""
    link: Colour
    rule: Colour
    """Rules, table lines and the bars of quotes."""
    code: Colour
    """Behind a block of code."""
    selection: Colour
    """Behind the selected text."""
    ring: Colour
    """Around the passages of the selected claim, and their flash."""
    reason: Tint
    objection: Tint
    neutral: Tint

    def tint(self, role: Role) -> Tint:
        """The colours of a role; contentions and claims that stand alone share the neutral one."""
        if role is Role.REASON:
            return self.reason
        return self.objection if role is Role.OBJECTION else self.neutral


LIGHT = ReadingColours(
    paper="#ffffff",
    text="#1f2227",
    quiet="#5f646d",
    link="#33567f",
    rule="#cfd1d4",
    code="#f3f3f0",
    selection="#b9d3fb",
    ring="#1f62d6",
    reason=Tint(band="#dcefe7", strong="#c0e5d5", line="#007d5d"),
    objection=Tint(band="#fbe5d8", strong="#f8d0b8", line="#bb4d00"),
    neutral=Tint(band="#ebebe8", strong="#dadbdc", line="#545962"),
)
DARK = ReadingColours(
    paper="#26282d",
    text="#e4e4e0",
    quiet="#a9aeb7",
    link="#acc9ef",
    rule="#4b4f57",
    code="#2f3238",
    selection="#35507c",
    ring="#78aaff",
    reason=Tint(band="#22453a", strong="#255a49", line="#3fc79d"),
    objection=Tint(band="#4d3225", strong="#66402c", line="#ff9a63"),
    neutral=Tint(band="#3a3d44", strong="#4a4e57", line="#b4b8c0"),
)
LIGHT_BLUE = Tint(band="#deecf7", strong="#c3dcf0", line="#0072b2")
"""For reasons, in the colour-blind safe palette."""
DARK_BLUE = Tint(band="#21394c", strong="#284d69", line="#62b5ea")
