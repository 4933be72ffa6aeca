"""Zoom and scroll arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.canvas.transform import (
    FIT_MARGIN,
    MAX_ZOOM,
    MIN_ZOOM,
    Transform,
    clamp_zoom,
    fit_zoom,
    scroll_range,
    scroll_to_show,
)
from contention.diagram.drawing import Rect

numbers = st.floats(-5_000, 5_000)
zooms = st.floats(MIN_ZOOM, MAX_ZOOM)


@given(zooms, numbers, numbers, numbers, numbers)
def test_there_and_back(zoom: float, left: float, top: float, x: float, y: float) -> None:
    transform = Transform(zoom, left, top)
    assert transform.to_window(*transform.to_map(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(st.builds(Transform, zooms, numbers, numbers), zooms, numbers, numbers)
def test_zooming_keeps_what_is_under_the_pointer(
    transform: Transform, after: float, x: float, y: float
) -> None:
    zoomed = Transform(after, *transform.scroll_for_zoom(after, x, y))
    assert zoomed.to_map(x, y) == pytest.approx(transform.to_map(x, y), abs=1e-6)


def test_rectangles_there_and_back() -> None:
    transform = Transform(2.0, 30, -10)
    window = transform.rect_to_window(Rect(10, 20, 5, 6))
    assert window == Rect(-10, 50, 10, 12)
    assert transform.rect_to_map(window) == Rect(10, 20, 5, 6)


def test_zoom_is_kept_between_five_and_four_hundred_percent() -> None:
    assert [clamp_zoom(zoom) for zoom in (0.001, 0.5, 99)] == [0.05, 0.5, 4.0]


@pytest.mark.parametrize(
    ("bounds", "zoom"),
    [
        (Rect(0, 0, 100, 50), 1.0),
        (Rect(0, 0, 0, 0), 1.0),
        (Rect(0, 0, 2 * (1000 - 2 * FIT_MARGIN), 10), 0.5),
        (Rect(0, 0, 10, 4 * (600 - 2 * FIT_MARGIN)), 0.25),
    ],
)
def test_fitting_never_enlarges(bounds: Rect, zoom: float) -> None:
    assert fit_zoom(bounds, 1000, 600) == pytest.approx(zoom)


def test_the_scroll_range_leaves_a_quarter_page_of_the_map() -> None:
    first, last = scroll_range(0, 500, 2.0, 400)
    assert (first, last) == (-300, 1000 + 300 - 400)
    # An empty map can still be scrolled, and the range never turns round.
    assert scroll_range(0, 0, 1.0, 400) == (-300, -100)


@pytest.mark.parametrize(
    ("low", "high", "scroll", "shown"),
    [
        (100, 200, 50, 50),  # seen already
        (100, 200, 90, 80),  # the margin is missing before it
        (600, 700, 0, 320),  # beyond the end
        (10, 900, 500, 10),  # longer than the page: from its beginning
    ],
)
def test_scrolling_as_little_as_needed(low: float, high: float, scroll: float, shown: float) -> None:
    assert scroll_to_show(low, high, scroll, page=400, margin=20) == shown
