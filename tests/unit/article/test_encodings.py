"""Bytes are read as the text they are, and guesses are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.article.encodings import decode

WORDS = "Le café était fermé – et l’été « très » long."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_names_itself_is_read_without_a_notice(encoding: str) -> None:
    assert decode((WORDS + "🙂").encode(encoding)) == (WORDS + "🙂", "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_only_where_utf8_fails(encoding: str) -> None:
    text, notice = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert "UTF-16" in notice


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (WORDS, "cp1252", "Windows-1252"),
        ("café", "latin-1", "Windows-1252"),
        ("¿Qué es la inteligencia? Año 2020", "cp1252", "Windows-1252"),
        ("Привет, это обычный русский текст о машинах.", "cp1251", "Cyrillic"),
        ("Zażółć gęślą jaźń, panie.", "cp1250", "Central European"),
        ("日本語の文章をここに書きます。これは試験です。", "shift_jis", "Japanese"),
    ],
)
def test_older_encodings_are_guessed_with_a_notice(text: str, encoding: str, name: str) -> None:
    found, notice = decode(text.encode(encoding))
    assert found == text
    assert notice.startswith("The file is not valid UTF-8; it was read as ")
    assert name in notice
    assert notice.endswith("Please check accents and quotes.")


def test_a_damaged_byte_does_not_spoil_the_rest_of_utf8() -> None:
    text, notice = decode((WORDS * 10).encode() + b"\xff end")
    assert text == WORDS * 10 + "\ufffd end"
    assert "damaged in one place" in notice


def test_half_a_character_at_the_end_of_utf16_is_told() -> None:
    text, notice = decode(WORDS.encode("utf-16")[:-1])
    assert text.startswith(WORDS[:-1])
    assert "damaged" in notice


@given(st.binary(max_size=200))
def test_any_bytes_are_text_of_some_kind(data: bytes) -> None:
    text, _ = decode(data)
    assert isinstance(text, str)
