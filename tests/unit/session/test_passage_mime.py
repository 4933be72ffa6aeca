"""A passage on its way by drag or clipboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from contention.model.anchors import make_passage
from contention.session.passage_mime import MIME_TYPE, decode, encode


@given(st.text(min_size=1).filter(str.strip))
def test_a_passage_arrives_as_it_was_sent(words: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        return
    sent = make_passage("a", words, 0, len(words), heading=("One", "Two"))
    got = decode(encode(sent))
    assert got is not None
    assert got.id != sent.id
    names = ("article", "exact", "prefix", "suffix", "start", "end", "text_hash", "heading")
    assert [getattr(got, name) for name in names] == [getattr(sent, name) for name in names]


def test_other_programs_get_the_words() -> None:
    data = encode(make_passage("a", "Some words", 0, 10))
    assert data.text() == "Some words"


def test_other_data_is_no_passage() -> None:
    data = QMimeData()
    data.setText("Some words")
    assert decode(data) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"article": "a"}',
        b'{"article":"a","exact":"w","prefix":"","suffix":"","start":"0","end":1,"text_hash":"","heading":[]}',
        b'{"article":"a","exact":" ","prefix":"","suffix":"","start":0,"end":1,"text_hash":"","heading":[]}',
        b'{"article":"a","exact":"w","prefix":"","suffix":"","start":5,"end":2,"text_hash":"","heading":[]}',
        b'{"article":"a","exact":"w","prefix":"","suffix":"","start":-1,"end":2,"text_hash":"","heading":[]}',
        b'{"article":"a","exact":"' + b"w" * 300_000 + b'","prefix":"","suffix":"","start":0,"end":2,'
        b'"text_hash":"","heading":[]}',
    ],
)
def test_unsound_data_is_no_passage(content: bytes) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, content)
    assert decode(data) is None
