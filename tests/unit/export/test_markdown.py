"""Markdown: read back by a parser, every word is there as it was written, and nothing but the words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.export.encoding import ExportCancelled
from contention.export.markdown import encode, escaped
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.export.words import clean, lines
from tests.unit.export.hurting import TEXTS, maps_that_hurt, of_texts, rich_project, sheet_of


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def written(sheet: Sheet) -> str:
    (output,) = encode(sheet, ExportOptions(format="markdown"), lambda _: True)
    assert output.suffix == ""
    return output.data.decode("utf-8")


def shown(text: str) -> Any:
    """As a strict reader shows it: 20 blocks in each other and no more."""
    return html.fromstring(MarkdownIt("commonmark").render(text))


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_outline_quotes_notes_and_standard_form() -> None:
    text = written(sheet_of(rich_project()))
    assert text.startswith(
        "# The bridge\n\n6 claims, 2 reasons, 2 objections\n\nSource: The \\<Daily\\> News\n\n"
        "## Outline\n\n- **1. Contention:**"
    )
    assert "\n\n\n" not in text
    said = words_of(shown(text))
    for part in (
        "1. Contention: The bridge should be closed.",
        "2. Reason 1 of 1: from safety, 2 premises together (weak step)",
        "Note: Says who?",
        "Ask the *city*.",
        "“A beam is cracked.” — The <Daily> News, News, paragraph 2",
        "“gone <b>words</b>” — The <Daily> News, implied",
        "(expert; tag: key & lock; also used in one other place)",
        "9. Objection 1 of 1, premise 2 of 2: A beam is cracked., see 4",
        "1: reason 1 of 1, from safety (line 2)",
        "Unsafe bridges should be closed. (unstated)",
        "Therefore: The bridge should be closed.",
        (
            "Against: the step from “It is not safe.”; “Unsafe bridges should be closed.” "
            "to “The bridge should be closed.”"
        ),
    ):
        assert part in said
    assert (
        "\n1. It is not safe.\n2. Unsafe bridges should be closed. *(unstated)*\n\n---\n\n3. **Therefore:**"
        in text
    )


def test_levels_are_lists_in_lists() -> None:
    page = shown(written(sheet_of(rich_project())))
    items = [item for item in page.iter("li") if (item.text_content() or "").strip()]
    depth = {
        words_of(item).split(".")[0]: sum(1 for _ in item.iterancestors("li"))
        for item in items
        if item.find(".//strong") is not None
    }
    assert [depth[str(number)] for number in range(4, 10)] == [3, 2, 2, 1, 2, 2]


@pytest.mark.parametrize("name", maps_that_hurt())
def test_every_claim_of_maps_that_hurt(name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    text = written(sheet)
    page = shown(text)
    items = [words_of(item) for item in page.iter("li", "p")]
    for line in lines(sheet):
        assert any(item.startswith(f"{line.number}. ") and line.text in item for item in items), line
    assert text.count("\n### ") == len(sheet.map.inferences)


def test_texts_that_hurt_are_shown_as_they_were_written() -> None:
    sheet = sheet_of(of_texts())
    text = written(sheet)
    page = shown(text)
    said = words_of(page)
    for claim in TEXTS.values():
        assert clean(claim) in said
    assert words_of(page.find(".//h1")) == TEXTS["markup"]
    tags = {element.tag for element in page.iter()}
    assert tags <= {"div", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "hr", "a"}
    assert {link.get("href") for link in page.iter("a")} == {TEXTS["address"].rstrip("/") + "/"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    assert "*no words yet*" in text


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("+ one", r"\+ one"),
        ("- one", r"\- one"),
        ("12. one", r"12\. one"),
        ("3) one", r"3\) one"),
        ("# one", r"\# one"),
        ("a*b_c", r"a\*b\_c"),
        ("see https://a.org/x_y.", "see <https://a.org/x_y>."),
        ("(http://a.org)", "(<http://a.org>)"),
        ("a <b c", r"a \<b c"),
        ("a\nb", "a b"),
    ],
)
def test_what_is_escaped(plain: str, markdown: str) -> None:
    assert escaped(plain) == markdown
    assert words_of(shown(escaped(plain))) == clean(plain)


def test_the_same_sheet_gives_the_same_bytes_and_it_can_be_stopped() -> None:
    sheet = sheet_of(of_texts())
    assert written(sheet) == written(sheet_of(of_texts()))
    with pytest.raises(ExportCancelled):
        encode(sheet, ExportOptions(), lambda done: done < 0.5)
