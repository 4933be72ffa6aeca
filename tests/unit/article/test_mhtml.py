"""Pages saved as one file open with the pictures in them."""

from __future__ import annotations

import base64

import pytest

from contention.article import mhtml
from contention.article.errors import ArticleError
from contention.article.markdown import read_markdown
from tests.unit.article.test_web_page import DOT
from tests.web_pages import PARAGRAPHS, f1, pages


def saved(html: bytes, *parts: tuple[str, str, bytes], charset: str = "utf-8") -> bytes:
    """A page as a browser saves it; parts are media type, header lines and bytes."""
    written = [
        b"From: <Saved by us>\r\nSnapshot-Content-Location: https://example.org/a/page\r\n",
        b'Content-Type: multipart/related; type="text/html"; boundary="--edge"\r\n',
    ]
    page = ("text/html; charset=" + charset, "Content-Location: https://example.org/a/page", html)
    for kind, headers, data in (page, *parts):
        head = f"Content-Type: {kind}\r\n{headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        written.append(b"\r\n----edge\r\n" + head.encode() + base64.encodebytes(data))
    return b"".join((*written, b"\r\n----edge--\r\n"))


def test_the_page_and_its_pictures() -> None:
    data = saved(
        b"<p>Words <img src='dot.png' alt=one><img src='cid:two@x'><img src='https://example.org/gone.png'>"
        b"<img src='v.svg'> <a href='/b'>on</a>",
        ("image/png", "Content-Location: https://example.org/a/dot.png", DOT),
        ("image/png", "Content-ID: <two@x>", DOT),
        ("image/svg+xml", "Content-Location: https://example.org/a/v.svg", b"<svg/>"),
        ("text/css", "Content-Location: https://example.org/a/s.css", b"p { color: red }"),
    )
    found = mhtml.read(data, "page.mhtml")
    assert read_markdown(found.source).text == "Words \ufffc\ufffc on"
    assert len(found.assets) == 1
    assert found.address == "https://example.org/a/page"
    assert "](https://example.org/b)" in found.source
    assert any("left out" in notice for notice in found.notices)


def test_an_article_is_found_in_it() -> None:
    page = pages()[0]
    found = mhtml.read(saved(page.html.encode()), "page.mhtml")
    assert f1(read_markdown(found.source).text, page.text) > 0.9
    assert PARAGRAPHS[0] in read_markdown(found.alternative).text


def test_its_own_word_on_the_encoding_counts() -> None:
    found = mhtml.read(saved("<p>déjà".encode("cp1252"), charset="iso-8859-1"), "page.mhtml")
    assert read_markdown(found.source).text == "déjà"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"From: x\r\n\r\nwords",
        saved(b"")[:120],
        b"Content-Type: multipart/related\r\n\r\n",
    ],
)
def test_without_a_page_it_says_so(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"There is no page in “x.mht”"):
        mhtml.read(data, "x.mht")


def test_cut_short_it_gives_what_is_there() -> None:
    whole = saved(b"<p>Words of the page, and more of them.</p>" * 20)
    assert "Words of the page" in mhtml.read(whole[:700], "x.mht").source


def test_parts_within_parts_without_end() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3_000)
    )
    with pytest.raises(ArticleError, match="There is no page"):
        mhtml.read(nested + b"Content-Type: text/html\r\n\r\nWords", "x.mht")


def test_addresses_that_are_none_lead_nowhere() -> None:
    page = b"<p>Words <img src='http://[x'><a href='http://[x'>on</a> and <a href='..'>up</a>"
    assert read_markdown(mhtml.read(saved(page), "x.mht").source).text == "Words on and up"
