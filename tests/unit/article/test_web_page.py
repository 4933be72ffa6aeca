"""Saved pages open as their article, and keep the whole page to switch to."""

from __future__ import annotations

import base64
import re
from collections import Counter
from pathlib import Path

import pytest

from contention.article import web_page
from contention.article.blocks import BlockKind
from contention.article.errors import ArticleError
from contention.article.found import Found
from contention.article.html_parsing import DEEPEST, cleaned, text_of, tree_of
from contention.article.markdown import read_markdown
from tests.web_pages import AUTHOR, DATE, PARAGRAPHS, TITLE, Page, f1, pages

DATA = Path(__file__).resolve().parents[3] / "../shared/data/articles"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""


def read(html: str | bytes, name: str = "page.html") -> Found:
    return web_page.read(html if isinstance(html, bytes) else html.encode(), name)


def text(found: Found) -> str:
    return read_markdown(found.source).text


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_layout_gives_its_article(page: Page) -> None:
    found = read(page.html)
    assert f1(text(found), page.text) >= 0.88
    # Nothing that was to be read is missing, save what was set as a part of the site.
    missing = Counter(re.findall(r"\w+", page.text)) - Counter(re.findall(r"\w+", text(found)))
    assert sum(missing.values()) <= 0.02 * len(page.text.split())
    if found.alternative:
        whole = read_markdown(found.alternative).text
        assert len(whole) > len(text(found))
    assert found.title.casefold() in " ".join(page.text.split()).casefold()


def test_mean_over_all_layouts() -> None:
    figures = [f1(text(read(page.html)), page.text) for page in pages()]
    assert len(figures) >= 12
    assert sum(figures) / len(figures) >= 0.96


def test_the_words_keep_their_order() -> None:
    page = pages()[0]
    places = [text(read(page.html)).find(paragraph) for paragraph in PARAGRAPHS]
    assert places == sorted(places)
    assert -1 not in places


def test_a_page_says_who_wrote_it_when_and_where() -> None:
    found = read(
        "<head><title>Other | Site</title><meta property='og:title' content='The  title'>"
        "<meta name=author content='By Mara Lindqvist'><meta name=author content='Bo Ek'>"
        "<meta property='article:published_time' content='2024-03-12T08:00:00Z'>"
        "<link rel=canonical href='https://example.org/a?b=c'></head><p>Words. <a href='/d'>More</a>"
    )
    assert (found.title, found.author, found.date) == (
        "The title",
        "Mara Lindqvist, Bo Ek",
        "2024-03-12T08:00:00Z",
    )
    assert found.address == "https://example.org/a?b=c"
    assert "](https://example.org/d)" in found.source
    news = read(pages()[0].html)
    assert (news.title, news.author, news.date, news.address) == (TITLE, AUTHOR, DATE, "")
    assert read("<title>A page of no name</title><p>Words").title == "A page of no name"
    assert read("<link rel=canonical href='javascript:x'><p>Words").address == ""


def test_footnotes_outside_the_article_come_with_it() -> None:
    page = next(page for page in pages() if page.name == "journal with footnotes")
    blocks = read_markdown(read(page.html).source).blocks
    assert [block.text for block in blocks if block.note] == [
        "Loans were taken from the register.",
        "Rain fell on two of the days.",
    ]
    assert any(block.kind is BlockKind.TABLE for block in blocks)


def test_pictures_come_from_the_page_itself_alone() -> None:
    data = base64.b64encode(DOT).decode()
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    found = read(
        f"<p>Words <img alt=dot src='data:image/png;base64,{data}'>"
        f"<img src='data:image/svg+xml;base64,{svg}'><img src='data:image/png;base64,{svg}'>"
        "<img src='https://x.org/a.png'><img src='file:///etc/passwd'>"
        r"<img src='\\host\x.png'><img src='data:image/png;base64,%%%'><img>"
    )
    (asset,) = found.assets
    assert base64.b64decode(asset.data) == DOT
    assert asset.media_type == "image/png"
    assert text(found) == "Words \ufffc"
    assert f"![dot](asset:{asset.id})" in found.source
    assert "host" not in found.source
    assert found.notices


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>é".encode(), "é"),
        (b"\xef\xbb\xbf<p>\xc3\xa9", "é"),
        ("\ufeff<p>é".encode("utf-16-le"), "é"),
        (b"<meta charset=iso-8859-1><p>\xe9\x93x\x94", "é“x”"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xe4\xe0", "да"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xb3", "ł"),
        ("<meta charset=shift_jis><p>日本".encode("cp932"), "日本"),
        ("<meta charset=iso-8859-1><p>é".encode(), "é"),
        (b"<meta charset=rot13><p>caf\xe9 au lait, d\xe9j\xe0 vu", "café au lait, déjà vu"),
        (b"<meta charset=nonsense><p>caf\xe9 au lait, d\xe9j\xe0 vu", "café au lait, déjà vu"),
        (b"<p>a\x00b&#0;&#xd800;c", "a\ufffdb\ufffd\ufffdc"),
        ("<p dir=rtl>שלום \u200fעולם so\u00adft".encode(), "שלום \u200fעולם so\u00adft"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert text(read(data)) == expected


def test_bytes_that_say_nothing_are_guessed_with_a_notice() -> None:
    assert text_of(b"<p>caf\xe9 cr\xe8me")[1].startswith("The file is not valid UTF-8")
    assert text_of(b"<p>\xe9", charset="iso-8859-1") == ("<p>é", "")


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<script>words</script>", "<p>…</p>", "\x00", "<!-- a -->"]
)
def test_a_page_without_words_is_refused_with_a_sentence(html: str) -> None:
    with pytest.raises(ArticleError, match=r"“empty.html” has no words in it.*Please"):
        read(html, "empty.html")


@pytest.mark.parametrize(
    ("open_", "close"),
    [
        ("<div>", "</div>"),
        ("<div>", ""),
        ("<ul><li>", "</ul>"),
        ("<table><tr><td>", "</table>"),
        ("<blockquote>", "</blockquote>"),
        ("<b><i>", "</i></b>"),
        ("<span title='a>b'>", "</span>"),
        ("<font>x", ""),
        ("<a href='#'>", "</a>"),
    ],
)
def test_levels_without_end_take_no_time_and_lose_no_word(open_: str, close: str) -> None:
    html = f"<p>before</p>{open_ * 50_000}deep{close * 50_000}<p>after</p>"
    words = text(read(html)).replace("x", " ").split()
    assert words == ["before", "deep", "after"]


def test_what_follows_the_end_of_a_page_is_read() -> None:
    found = read("<html><body><p>a</p></body></html><p>b</p><html><body class=x><p>c</p></body>d</html>e")
    assert text(found).split() == ["a", "b", "c", "de"]


def test_ordinary_pages_keep_every_tag() -> None:
    for page in pages():
        assert cleaned(page.html) == page.html.replace("</body></html>", "")
    many = "<p>one<p>two<li>three<td>four" * 1_000
    assert cleaned(many) == many
    level = 0
    found = tree_of("<div>" * 1_000 + "x", "page")
    while len(found):
        found, level = found[0], level + 1
    assert level <= DEEPEST + 2


def test_a_page_of_nothing_but_text_is_not_cut() -> None:
    plain = next(page for page in pages() if page.name == "plain document")
    found = read(plain.html)
    assert found.alternative == ""
    assert text(found) == plain.text.replace("\nSet from", "\n\nSet from")  # the line between them


def test_a_page_of_a_books_size_is_taken_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_page, "LARGEST_SEARCHED", 100)
    found = read(pages()[0].html)
    assert found.alternative == ""
    assert PARAGRAPHS[-1] in text(found)
    assert "The page is too large" in found.notices[0]


def test_where_little_is_found_the_page_is_taken_whole() -> None:
    found = read("<nav><a href='/'>Home</a></nav><article><p>Only one line.</p></article>")
    assert text(found).split() == ["Home", "Only", "one", "line."]
    assert found.alternative == ""


def test_what_the_page_calls_its_main_part_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(page for page in pages() if page.name == "sections far apart")
    monkeypatch.setattr(web_page, "_extract", lambda *_: tree_of(f"<p>{PARAGRAPHS[0]}</p>", ""))
    found = text(read(page.html))
    assert all(paragraph in found for paragraph in PARAGRAPHS)
    assert "Puzzles" not in found


@pytest.mark.skipif(
    not (DATA / "common-sense.html").is_file(), reason="common-sense.html is not on this machine"
)
def test_a_real_book_in_reading_order() -> None:
    found = read((DATA / "common-sense.html").read_bytes(), "common-sense.html")
    assert "Common Sense" in found.title
    words = " ".join(text(found).split())
    wanted = (
        "This eBook is for the use of anyone",
        "PHILADELPHIA",
        "Perhaps the sentiments contained in the following pages",
        "Some writers have so confounded society with government",
        "OF MONARCHY AND HEREDITARY SUCCESSION",
        "The cause of America is in a great measure the cause of all mankind",
        "APPENDIX",
        "End of the Project Gutenberg EBook",
    )
    missing = [one for one in wanted if one.casefold() not in words.casefold()]
    assert len(missing) <= 1, missing
    plain = (DATA / "common-sense.txt").read_text("utf-8-sig")
    expected = Counter(re.findall(r"\w+", plain.casefold()))
    assert sum((expected - Counter(re.findall(r"\w+", words.casefold()))).values()) < 0.02 * expected.total()
    assert text(found).count("\n") > 300


@pytest.mark.parametrize(
    "start",
    [
        "<html><title>Baths</title>",
        "<title>Baths</title>",
        "<html><meta charset='utf-8'><title>Baths</title><link rel='icon' href='x'>",
        "<html><head><title>Baths</title></head>",
        "<html><head><title>Baths</title></head><body>",
    ],
)
@pytest.mark.parametrize("around", ["article", "main", "div", "section"])
def test_a_page_may_leave_out_the_tags_of_head_and_body(start: str, around: str) -> None:
    page = f"{start}<{around}><h1>Baths</h1><p>They are open.</p></{around}>And so on.<p>The end.</p>"
    found = read(page.encode(), "baths.html")
    assert found.source == "# Baths\n\nThey are open.\n\nAnd so on.\n\nThe end.\n"
    assert found.title == "Baths"
