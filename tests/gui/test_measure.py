"""Breaking text with Qt's shaping: widths hold, nothing is lost, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import MAP_FAMILY, register_fonts
from contention.diagram.measure import TextMeasure, TextStyle, font_of, right_to_left

STYLE = TextStyle(MAP_FAMILY, 15, line_height=20)
WIDTH = 200.0


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


@pytest.fixture
def measure() -> TextMeasure:
    return TextMeasure()


def test_the_fonts_that_come_with_the_program_are_used() -> None:
    assert QFontInfo(font_of(STYLE)).family() == MAP_FAMILY
    assert QFontInfo(font_of(STYLE._replace(semibold=True))).styleName() == "Semibold"


def test_words_are_broken_between_words(measure: TextMeasure) -> None:
    block = measure.broken("Only world-spanning firms can pay to train a leading model.", WIDTH, STYLE)
    assert [line.text for line in block.lines] == [
        "Only world-spanning firms can",
        "pay to train a leading model.",
    ]
    assert block.height == 40
    assert block.width == max(line.width for line in block.lines) <= WIDTH
    assert [line.baseline for line in block.lines] == [15, 35]


def test_a_word_without_a_place_to_break_is_broken_anywhere(measure: TextMeasure) -> None:
    block = measure.broken("x" * 100, WIDTH, STYLE)
    assert "".join(line.text for line in block.lines) == "x" * 100
    assert block.width <= WIDTH


def test_a_word_of_thousands_of_letters_is_all_there(measure: TextMeasure) -> None:
    text = "See " + "x" * 4100 + " and " + "ש" * 2500
    block = measure.broken(text, WIDTH, STYLE)
    assert "".join(line.text for line in block.lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= WIDTH for line in block.lines)
    assert {line.rtl for line in block.lines} == {False}


def test_text_from_right_to_left_stands_at_the_right(measure: TextMeasure) -> None:
    block = measure.broken("שלום עולם זהו טקסט ארוך with English in it", WIDTH, STYLE)
    assert len(block.lines) == 2
    assert all(line.rtl for line in block.lines)
    assert {round(line.x + line.width, 3) for line in block.lines} == {round(block.width, 3)}
    assert block.lines[1].x > 0


def test_emoji_are_never_cut_in_two(measure: TextMeasure) -> None:
    text = "😀" * 60 + "é 👩‍👩‍👧 end"
    block = measure.broken(text, WIDTH, STYLE)
    assert "".join(line.text for line in block.lines).replace(" ", "") == text.replace(" ", "")
    assert len(block.lines) > 2
    # Each line holds the very words that were measured for it.
    for line in block.lines:
        assert measure.line(line.text, STYLE).width == pytest.approx(line.width, abs=1)


def test_every_kind_of_line_end_ends_a_line_and_controls_are_blank(measure: TextMeasure) -> None:
    block = measure.broken("a\nb\r\nc\rd\u2028e\tf\x00g", WIDTH, STYLE)
    assert [line.text for line in block.lines] == ["a", "b", "c", "d", "e f g"]


def test_no_text_is_one_empty_line(measure: TextMeasure) -> None:
    block = measure.broken("", WIDTH, STYLE)
    assert [line.text for line in block.lines] == [""]
    assert block.height == 20


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=120), st.sampled_from([40.0, 200.0, 360.0]))
def test_any_text_fits_and_loses_no_letter(text: str, width: float) -> None:
    block = TextMeasure().broken(text, width, STYLE)
    assert all(line.x >= 0 and line.x + line.width <= block.width + 1e-6 for line in block.lines)
    kept = "".join("".join(line.text.split()) for line in block.lines)
    wanted = "".join(letter for letter in text if letter in kept or letter.isalnum())
    assert [c for c in kept if c.isalnum()] == [c for c in wanted if c.isalnum()]


def test_one_line_is_elided_to_its_width(measure: TextMeasure) -> None:
    long = measure.line("Every owner sets house rules\nfor what is theirs", STYLE, 120.0)
    assert long.text.endswith("…")
    assert long.text.startswith("Every owner")
    assert long.width <= 120
    assert measure.line("short\nwords", STYLE, 120.0).text == "short words"


def test_results_are_remembered(measure: TextMeasure) -> None:
    assert measure.broken("the same", WIDTH, STYLE) is measure.broken("the same", WIDTH, STYLE)
    assert measure.broken("the same", 100.0, STYLE) is not measure.broken("the same", WIDTH, STYLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", False), ("", False), ("12 שלום a", True), ("a שלום", False), ("«مرحبا»", True)],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    assert right_to_left(text) is expected
