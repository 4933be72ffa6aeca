"""The chips over the panes, from left to right and from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from contention.shell.chips import Chip
from tests.gui.conftest import MakeWindow


@pytest.mark.parametrize("side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_key_on_a_chip_stands_after_its_word(make_window: MakeWindow, side: Qt.LayoutDirection) -> None:
    window, _ = make_window()
    chip = window.findChild(Chip, "chip-co-premise")
    assert chip is not None
    chip.setLayoutDirection(side)
    chip.dress("#ff0000", "#0000ff")
    image = chip.grab().toImage()
    across = range(image.width())
    row = [[image.pixelColor(x, y).name() for y in range(image.height())] for x in across]
    word = [x for x in across if "#ff0000" in row[x]]
    cap = [x for x in across if "#0000ff" in row[x]]
    before, after = (word, cap) if side is Qt.LayoutDirection.LeftToRight else (cap, word)
    assert max(before) < min(after)
