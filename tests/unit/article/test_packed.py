"""Archives, XML and pictures from anywhere are read within limits, or refused in a sentence."""

from __future__ import annotations

import struct

import pytest

from contention.article import packed as limits
from contention.article.errors import ArticleError
from contention.article.packed import Packed
from contention.article.pictures import LARGEST_PICTURE, Pictures, media_type_of
from contention.article.safe_xml import tree_of
from tests.documents import packed, png
from tests.torture.hostile_making import lying, overlapping, with_flag

MEGABYTE = 1024 * 1024


def read_all(data: bytes) -> None:
    archive = Packed(data, "a.docx")
    for name in archive.names:
        archive.read(name)


def refused(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read_all(data)
    assert str(caught.value).startswith("“a.docx”")


def test_files_are_read_by_their_names() -> None:
    archive = Packed(packed({"a/b.xml": "words", "mimetype": "x"}), "a.epub")
    assert archive.names == ("a/b.xml", "mimetype")
    assert archive.read("a/b.xml") == b"words"
    assert "c" not in archive
    with pytest.raises(ArticleError, match="damaged"):
        archive.read("c")


def test_names_that_lead_out_of_the_archive_are_not_there() -> None:
    names = ["../a", "a/../../b", "/etc/a", "\\\\host\\a", "C:\\a", "a\\..\\..\\b", "good.xml"]
    assert Packed(packed(dict.fromkeys(names, "x")), "a").names == ("good.xml",)


def test_what_would_fill_the_memory_is_refused() -> None:
    refused(packed({"a": bytes(2 * MEGABYTE)}), "fill the memory")  # the ratio
    refused(packed({str(n): b"" for n in range(limits.MOST_ENTRIES + 1)}), "fill the memory")
    refused(overlapping(), "fill the memory")
    refused(lying(packed({"a": b"words"}), limits.LARGEST_ENTRY + 1), "fill the memory")


def test_the_stream_itself_has_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_READ", 1000)
    archive = Packed(packed({"a": b"x" * 600, "b": b"x" * 600}), "a.docx")
    archive.read("a")
    with pytest.raises(ArticleError, match="fill the memory"):
        archive.read("b")


def test_mark_up_has_a_budget_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_MARKUP", 1000)
    archive = Packed(packed({"a": b"x" * 600}), "a.docx")
    archive.markup("a")
    with pytest.raises(ArticleError, match="too long"):
        archive.markup("a")


def test_damaged_and_encrypted_archives() -> None:
    whole = packed({"a": b"words that are packed " * 50})
    refused(whole[:-40], "damaged")
    refused(b"PK\x03\x04 and words", "damaged")
    refused(lying(whole, 5), "damaged")
    refused(whole[:40] + b"\xff\xff\xff" + whole[43:], "damaged")
    refused(with_flag(whole, 1), "password")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a><b></a>", "damaged"),
        (b"", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "entities"),
        (
            "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16"),
            "entit",
        ),
        (b"<a>" * 300 + b"</a>" * 300, "more deeply"),
        (b"<a>" * 60 + b"</a>" * 60, "more deeply"),
    ],
)
def test_xml_that_attacks_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        tree_of(data, "a.docx", deepest=50)


def test_xml_is_read() -> None:
    root = tree_of(b"<!DOCTYPE a><a>x<!-- no --><b>y</b></a>", "a.odt")
    assert ["".join(root.itertext()), len(root)] == ["xy", 1]


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30) + b"rest"
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00"


def test_pictures_are_known_by_their_headers() -> None:
    assert media_type_of(png(3, 2)) == "image/png"
    assert media_type_of(JPEG) == "image/jpeg"
    assert media_type_of(GIF) == "image/gif"
    assert media_type_of(WEBP) == "image/webp"
    for other in (
        b"",
        b"<svg/>",
        b"BM words",
        png()[:18],
        JPEG[:14],
        b"\xff\xd8\xff\x00\x00",
        b"\xff\xd8" * 9,
    ):
        assert media_type_of(other) == ""


def test_pictures_too_large_to_decode_are_not_taken() -> None:
    assert media_type_of(png(10_001, 1, rows=b"")) == ""
    assert media_type_of(png(9_000, 9_000, rows=b"")) == ""
    assert media_type_of(png(0, 5, rows=b"")) == ""
    assert media_type_of(b"GIF89a" + struct.pack("<HH", 60_000, 60_000)) == ""


def test_a_picture_is_taken_once_and_what_is_left_out_is_told() -> None:
    pictures = Pictures()
    first = pictures.take(png(), "a/b\u202e.png")
    assert first == pictures.take(png(), "other.png")
    assert [(one.id, one.name, one.media_type) for one in pictures.assets] == [(first, "b.png", "image/png")]
    assert pictures.notices == ()
    assert pictures.take(b"<svg/>", "a.svg") is None
    assert "One picture was left out" in pictures.notices[0]
    assert pictures.take(png() + bytes(LARGEST_PICTURE), "large.png") is None
    pictures.leave_out("http://a.test/b.png")
    assert "3 pictures were left out" in pictures.notices[0]
