"""What the articles are called under a picture and in documents."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.export.formats import FORMATS
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.export.sources import byline, cited
from contention.model.project import Article, read_only
from tests.unit.export.hurting import rich_project, sheet_of

KNOWN = {"author": "Ann\nLee", "date": "2024-03-01T09:30:00Z", "address": "https://news.example/bridge?a=1&b"}


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def known(**fields: str) -> Sheet:
    project = rich_project()
    article = replace(project.articles["a"], **fields)
    return sheet_of(replace(project, articles=read_only({"a": article})), source=True)


def written(sheet: Sheet, format_id: str) -> bytes:
    (output,) = FORMATS[format_id].encode(sheet, ExportOptions(format=format_id), lambda _done: True)
    return output.data


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Article"),
        ({"file_name": "a.txt"}, "a.txt"),
        ({"title": "T", "file_name": "a.txt"}, "T"),
        ({"title": "T", "date": "spring 2024"}, "T, spring 2024"),
        ({"title": "T", **KNOWN}, "Ann Lee, T, 2024-03-01, https://news.example/bridge?a=1&b"),
    ],
)
def test_as_far_as_it_is_known(fields: dict[str, Any], said: str) -> None:
    assert cited(Article(id="a", **{"title": "", "source": "", **fields})) == said


def test_a_byline_leaves_out_what_stands_beside_it() -> None:
    assert byline(Article(id="a", title="T", source="", **KNOWN)) == "Ann Lee, 2024-03-01"
    assert byline(Article(id="a", title="T", source="")) == ""


def test_on_the_sheet_and_in_each_document() -> None:
    sheet = known(**KNOWN)
    (line,) = sheet.sources
    assert line == "Source: Ann Lee, The <Daily> News, 2024-03-01, https://news.example/bridge?a=1&b"
    drawn = " ".join(words.line.text for words in sheet.words if words.role == "source")
    assert drawn.replace(" ", "") == line.replace(" ", "")
    paragraphs = [one.text for one in docx.Document(io.BytesIO(written(sheet, "docx"))).paragraphs]
    assert paragraphs.count(line) == 1
    assert (
        "\nSource: Ann Lee, The \\<Daily\\> News, 2024-03-01, <https://news.example/bridge?a=1&b>\n"
        in written(sheet, "markdown").decode()
    )
    assert (
        '<p class="published" dir="auto">Ann Lee, 2024-03-01, <a href="https://news.example/bridge?a=1&amp;b"'
        in written(sheet, "html").decode()
    )


def test_a_page_says_it_below_the_articles_title() -> None:
    page = written(known(**KNOWN), "html").decode().split('<section id="a1"')[1]
    assert "News</h2>" in page
    assert page.index("<h2") < page.index('class="published"') < page.index("The bridge is old.")


def test_a_page_links_to_addresses_of_the_web_alone() -> None:
    page = written(known(address='javascript:alert("<b>")'), "html").decode()
    assert '<p class="published" dir="auto">javascript:alert(&quot;&lt;b&gt;&quot;)</p>' in page
    assert 'published"' not in written(known(), "html").decode().split("</style>")[1]
