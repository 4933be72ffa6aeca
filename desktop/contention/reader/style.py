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
    sans: bool = False
    """Whether the family has no serifs: what stands in for a missing letter has none either."""
    heading_family: str = MAP_FAMILY
    size: float = 13.0
    """Of the body, in points."""
    line_height: float = 1.52
    """From one baseline to the next, in sizes of the type."""
    columns: int = 70
    """Characters in a full line: between 45 and 75 read best (Bringhurst, 2.1.2)."""
    justified: bool = False
    """Whether the lines of a paragraph end at one edge."""


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
    hit: Colour
    """Behind words that were searched for."""
    found: Colour
    """The same for the one that is looked at; its words are `found_text`."""
    found_text: Colour
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
    hit="#ffe58a",
    found="#9a3412",
    found_text="#ffffff",
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
    hit="#5c5013",
    found="#ffd54a",
    found_text="#1f2227",
    reason=Tint(band="#22453a", strong="#255a49", line="#3fc79d"),
    objection=Tint(band="#4d3225", strong="#66402c", line="#ff9a63"),
    neutral=Tint(band="#3a3d44", strong="#4a4e57", line="#b4b8c0"),
)
SEPIA = ReadingColours(
    paper="#f6ecd7",
    text="#3a2d1c",
    quiet="#6a5a43",
    link="#2f4f7c",
    rule="#d6c6a6",
    code="#eee1c6",
    selection="#b8cdea",
    ring="#1f5ec4",
    hit="#f7d35f",
    found="#8f2f10",
    found_text="#ffffff",
    reason=Tint(band="#dbe7cf", strong="#c2dcbc", line="#00694d"),
    objection=Tint(band="#f8dac2", strong="#f3c6a4", line="#a64400"),
    neutral=Tint(band="#e7dcc5", strong="#d9ccb2", line="#58513f"),
)
"""Dark brown on the colour of old paper, for those whom white dazzles."""
CONTRAST_LIGHT = ReadingColours(
    paper="#ffffff",
    text="#000000",
    quiet="#333333",
    link="#00297a",
    rule="#767676",
    code="#f0f0f0",
    selection="#a8ccff",
    ring="#0040c0",
    hit="#ffe14d",
    found="#000000",
    found_text="#ffffff",
    reason=Tint(band="#d0f0e2", strong="#a9e4cb", line="#00523c"),
    objection=Tint(band="#ffe0cc", strong="#ffc8a6", line="#8a3000"),
    neutral=Tint(band="#e6e6e6", strong="#d2d2d2", line="#222222"),
)
CONTRAST_DARK = ReadingColours(
    paper="#000000",
    text="#ffffff",
    quiet="#d6d6d6",
    link="#9fd0ff",
    rule="#9a9a9a",
    code="#141414",
    selection="#004a9f",
    ring="#5cc8ff",
    hit="#574800",
    found="#ffe14d",
    found_text="#000000",
    reason=Tint(band="#003b2a", strong="#00553d", line="#4dffc3"),
    objection=Tint(band="#4a2000", strong="#662d00", line="#ffb27a"),
    neutral=Tint(band="#2c2c2c", strong="#414141", line="#ececec"),
)
"""Words have at least 7:1 on every ground of these two (WCAG 2.1, 1.4.6)."""
LIGHT_BLUE = Tint(band="#deecf7", strong="#c3dcf0", line="#0072b2")
"""For reasons, in the colour-blind safe palette."""
DARK_BLUE = Tint(band="#21394c", strong="#284d69", line="#62b5ea")
