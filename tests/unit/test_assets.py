"""The resources that the program opens are where it looks for them."""

from __future__ import annotations

import pytest

from contention.assets import resource, resources


@pytest.mark.parametrize(
    "parts",
    [
        ("icons", "contention.svg"),
        ("samples", "who-owns-the-machines.md"),
        ("samples", "who-owns-the-machines.contention"),
        ("themes", "window.qss"),
    ],
)
def test_every_resource_is_there(parts: tuple[str, ...]) -> None:
    assert resource(*parts).is_file()
    assert resource(*parts).is_relative_to(resources())
