"""Mark-up that was made to take for ever takes a moment, and what is left is words."""

from __future__ import annotations

import pytest

from contention.article import web_page
from contention.article.html_parsing import MOST_ATTRIBUTES, cleaned
from contention.article.markdown import read_markdown

MANY = 2_500


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<span>ab</span>" * 5 * MANY,
        "<p>" + "<b>a</b><i>b</i>" * MANY,
        "<p>" + "a<br>" * MANY,
        "<p style='" + "text-decoration " * MANY + "'>a",
        "<a id=r href='#n'>1</a>" * MANY + "<p id=n>note <a href='#r'>" + "1" * 5_000 + "!</a>",
        "<p id=n>" + "<a href='#r'>1</a>" * MANY + "</p>" + "<a id=r href='#n'>1</a>" * MANY,
        "<p>" + "<a href='#n'>1</a>" * MANY + "<p id=n>" + "long " * MANY,
        "<table>" + "<tr><td rowspan=999 colspan=60>a" * MANY + "</table>",
        "<table><tr>" + "<td>a" * MANY + "</table>",
        "<table>" + "<tr><td>a<td>b" * MANY + "</table>",
        "<ul>" + "<li>a" * MANY + "</ul>",
        "<ul>" * 100 + "<li>a" * MANY,
        "<dl>" + "<dt>a<dd>b" * MANY + "</dl>",
        "<p>" + "<a " * MANY + "a",
        "<p>" + "<a '\"" * MANY + "a",
        "<p>" + "[" * MANY + "a",
        "<p>" + "`" * MANY + "a" + "<code>`</code>" * MANY,
        "<p>" + "*_~" * MANY + "a",
        "<p>a" + "&amp;&lt;" * MANY,
        "<h1>a</h1>" * MANY,
        "<title>" + "a | " * MANY + "</title>a",
        "<meta name=author content='" + "by " * MANY + "'>a",
        "a<!--" * MANY,
        f"<p {' '.join(f'a{n}' for n in range(20 * MANY))}>a</p>",
        f"<br {'/'.join(f'a{n}=b' for n in range(20 * MANY))}>a",
        "<p " + "".join(f"a{n}='b'" for n in range(20 * MANY)) + ">a</p>",
        "a" + "<![CDATA[" * MANY,
        "a" + "<pre><div><br>b</pre>" * MANY,
    ],
    ids=lambda html: html[:24],
)
def test_it_ends(html: str) -> None:
    found = web_page.read(f"<p>a</p>{html}".encode(), "page.html")
    assert "a" in read_markdown(found.source).text


def test_attributes_without_end_are_dropped_and_no_others() -> None:
    many = " ".join(f"a{n}='b'" for n in range(MOST_ATTRIBUTES))
    picture = f"<img alt='a chart' src='data:image/png;base64,{'A = /' * 5_000}'>"
    assert cleaned(f"<p {many}>a</p>{picture}<a href='#n' title='b'>b</a>") == (
        f"<p>a</p>{picture}<a href='#n' title='b'>b</a>"
    )
