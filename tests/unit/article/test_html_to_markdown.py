"""HTML becomes Markdown that reads as exactly its words."""

from __future__ import annotations

import html as html_text
from typing import NamedTuple

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import builder

from contention.article.blocks import Block, BlockKind, Style
from contention.article.html_to_markdown import markdown_of
from contention.article.markdown import clean, read_markdown
from contention.model.project import Id


def read(html: str) -> tuple[Block, ...]:
    return read_markdown(markdown_of(lxml.html.fragment_fromstring(html, create_parent="div"))).blocks


def texts(html: str) -> list[str]:
    return [block.text for block in read(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("loose <p>One</p> tail", ["loose", "One", "tail"]),
        ("<p>a<br>b</p>", ["a\nb"]),
        ("a<br><br>b<br/>\n<br/>c", ["a", "b", "c"]),
        ("<p> much \n\t white   space </p>", ["much white space"]),
        ("<p>no&nbsp;break, soft&shy;hyphen</p>", ["no break, soft\u00adhyphen"]),
        ("<h2>A <b>b</b><br>c #</h2>", ["A b c #"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", ["a", "b"]),
        ("<ul>a<li>b</ul>", ["a", "b"]),
        ("<ol><li><p>a</p><p>b</p></ol>", ["a", "b"]),
        ("<ul><li></li><li>a</li></ul>", ["a"]),
        ("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>", ["a", "b", "c", "d"]),
        ("<blockquote>a<p>b</p><blockquote>c</blockquote></blockquote>", ["a", "b", "c"]),
        ("<pre>\n  a\n\n   b  \n</pre>", ["  a\n\n   b"]),
        ("<pre>a<br>b<span>c</span></pre>", ["a\nbc"]),
        ("<p>a<hr>b", ["a", "", "b"]),
        ("<hr><p>a<hr><hr>", ["a"]),
        ("<dl><dt>T<dd>D</dl>", ["T", "D"]),
        ("<dl><dt>T<dt>U<dd>D</dl>", ["T", "U", "D"]),
        ("<q>said</q>", ["“said”"]),
        ("10<sup>6</sup> H<sub>2</sub>O 4<sup>th</sup>", ["10⁶ H₂O 4th"]),
        ("<p>a<script>x</script><style>y</style><noscript>z</noscript>b</p>", ["ab"]),
        ("<p>a<!-- no -->b<?no ?>c</p>", ["abc"]),
        ("<p hidden>x</p><p style='top:0; DISPLAY : none'>x</p><p aria-hidden=true>x</p>y", ["y"]),
        ("<form><input>Search</form><p>y</p>", ["y"]),
        ("<p>a<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["a漢"]),
        ("<p>中文\n继续 and\nmore</p>", ["中文继续 and more"]),
        ("<p>\u200b</p><p>&nbsp;</p><p>a\u200b</p>", ["a\u200b"]),
        ("<p>\u05e9\u05dc\u05d5\u05dd (a) \u200f!</p>", ["\u05e9\u05dc\u05d5\u05dd (a) \u200f!"]),
        ("<img src='http://x.org/a.png' alt='x'>a", ["a"]),
        ("<details><summary>Sum</summary>Body</details>", ["Sum", "Body"]),
        ("Wow!<a href='http://x.org'>here</a>", ["Wow!here"]),
        ("^<a href='http://x.org'>^1</a>", ["^^1"]),
        ("<b><i>a</i></b><i>b</i>c<b>.</b>d <s><b>e</b></s>", ["abc.d e"]),
        ("<code>a</code><code>b</code>`<code>`c</code>", ["ab``c"]),
        ("", []),
    ],
)
def test_words_and_blocks(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_a_table_of_data_is_one_and_one_that_places_things_is_read_cell_by_cell() -> None:
    (table,) = read("<table><tr><th>a<th>b|c<tr><td rowspan=2>1<td>2 <ul><li>x<li>y</ul><tr><td>4</table>")
    assert table.kind is BlockKind.TABLE
    assert [["".join(run.text for run in cell) for cell in row] for row in table.rows] == [
        ["a", "b|c"], ["1", "2 x y"], ["", "4"],
    ]  # fmt: skip
    wide = "<table><tr><th colspan=2>a<tr><td>b<td>c</table>"
    assert texts(wide) == ["a\n\nb\nc"]
    assert texts("<table><caption>Cap</caption><tr><td>a<td>b<tr><td>c<td>d</table>") == ["Cap", "a\nb\nc\nd"]
    layout = "<table><tr><td><h2>Head</h2><p>Left</p><td><table><tr><td>x<td>y<tr><td>z<td>w</table></table>"
    blocks = read(layout)
    assert [block.text for block in blocks] == ["Head", "Left", "x\ny\nz\nw"]
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE]
    prose = "".join(f"<p>{'word ' * 50}{n}</p>" for n in range(3))
    assert len(texts(f"<table><tr><td>a<td>b<tr><td>{prose}<td>c</table>")) == 6
    assert texts("<table><tr><td>only</td></tr><tr><td>one</td></tr></table>") == ["only", "one"]
    assert texts("<table>" + "<tr><td colspan=60 rowspan=900>x<td>y</tr>" * 3 + "</table>") == ["x", "y"] * 3


def test_blocks_know_their_place() -> None:
    blocks = {
        block.text: block
        for block in read(
            "<h3>head</h3><ol start=7><li>seven<ul><li>inner</ul></ol><blockquote><p>quoted</p></blockquote>"
            "<pre>code</pre><dl><dt>term<dd>meaning</dl>"
        )
    }
    assert blocks["head"].level == 3
    assert blocks["seven"].lists[0].number == 7
    assert len(blocks["inner"].lists) == 2
    assert blocks["quoted"].quote == 1
    assert blocks["code"].kind is BlockKind.CODE
    assert blocks["term"].kind is BlockKind.TERM
    assert blocks["meaning"].indent == 1


def test_lists_that_follow_each_other_stay_apart() -> None:
    blocks = read(
        "<ol><li>a</ol><ol start=5><li>b</ol><ol><li>c</ol><ul><li>d</ul><ul><li><p>e</p><p>f</p></ul>"
    )
    assert [(block.text, block.lists[0].number) for block in blocks] == [
        ("a", 1), ("b", 5), ("c", 1), ("d", 1), ("e", 1), ("f", 1),
    ]  # fmt: skip
    assert [block.tight for block in blocks][3:] == [True, False, False]


def test_words_keep_their_look_and_their_links() -> None:
    (block,) = read(
        "<p>a <b>bold</b> <em>leaning</em> <b><i>both</i></b> <s>gone</s> <code>x|y</code> "
        "<a href='https://x.org/a_(b)?c=d&amp;copy=1|2#e'> the <b>link</b> </a>"
        "<span style='font-weight:700'>heavy</span> <b style='font-weight:normal'>light</b></p>"
    )
    seen = {run.text: run for run in block.runs}
    assert seen["bold"].styles == (Style.STRONG,)
    assert seen["leaning"].styles == (Style.EMPHASIS,)
    assert set(seen["both"].styles) == {Style.STRONG, Style.EMPHASIS}
    assert seen["gone"].styles == (Style.STRIKE,)
    assert seen["x|y"].styles == (Style.CODE,)
    assert seen["the "].href == "https://x.org/a_%28b%29?c=d&copy=1%7C2#e"
    assert seen["link"].href == seen["the "].href
    assert seen["link"].styles == (Style.STRONG,)
    assert seen["heavy"].styles == (Style.STRONG,)
    assert seen[" light"].styles == ()


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " java\tscript:x", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/x",
     "vbscript:x", "smb://host/x", "\\\\host\\x", "//host/x", "page.html", "ftp://x.org", "http:x",
     "https://" + "x" * 3000, ""],
)  # fmt: skip
def test_links_that_could_act_are_words(href: str) -> None:
    source = markdown_of(
        lxml.html.fragment_fromstring(f"<p><a href='{html_text.escape(href)}'>words</a></p>")
    )
    assert source == "words\n"


def test_pictures_are_what_the_caller_keeps() -> None:
    asked: list[str] = []

    def keep(source: str) -> Id | None:
        asked.append(source)
        return "abc123" if source == "one.png" else None

    root = lxml.html.fragment_fromstring(
        "<p>a <img src=one.png alt='a [b] *c*\n d'><a href='https://x.org'><img src=one.png></a>"
        "<img src='\\\\host\\x.png' alt=no></p>"
    )
    source = markdown_of(root, picture=keep)
    assert asked == ["one.png", "one.png", "\\\\host\\x.png"]
    (block,) = read_markdown(source).blocks
    assert block.text == "a \ufffc\ufffc"
    assert block.runs[1].alt == "a [b] *c* d"
    assert "host" not in source
    assert "](asset:abc123)" in source


def test_footnotes_that_link_both_ways_are_notes() -> None:
    blocks = read(
        "<p>One.<sup id=r1><a href='#n1'>[1]</a></sup>(and) two<a id=r2 href='page.html#n2'>2</a>: done "
        "again<a href='#n1'>1</a>.</p><p>See <a href='#n3'>3</a>.</p><h2>Notes</h2>"
        "<ol><li id=n1><a href='#r1'>^</a> The <i>first</i>.</li>"
        "<li id=n2><p>The second.<a href='#r2'>↩</a></p>"
        "<p>More of it.</p></li><li id=n3>No note, for nothing leads back.</li></ol>"
    )
    by_text = {block.text: block for block in blocks}
    assert "One.[1](and) two[2]: done again1." in by_text
    assert by_text["The first."].note == 1
    assert by_text["The second."].note == by_text["More of it."].note == 2
    assert by_text["No note, for nothing leads back."].note == 0
    assert "See 3." in by_text


def test_notes_that_share_a_block_stay_as_they_are() -> None:
    blocks = read(
        "<p>a<a id=r1 href='#n1'>1</a> b<a id=r2 href='#n2'>2</a></p>"
        "<div><span id=n1><a href='#r1'>1</a> one</span> <span id=n2><a href='#r2'>2</a> two</span></div>"
    )
    assert [block.text for block in blocks] == ["a1 b2", "1 one 2 two"]


def test_depth_has_an_end_and_no_word_is_lost() -> None:
    deep = lxml.html.fragment_fromstring("<div>top</div>")
    at = deep
    for level in range(3_000):
        inner = builder.UL(builder.LI(f"w{level}"))
        at.append(inner)
        at = inner[0]
    article = read_markdown(markdown_of(deep))
    assert article.text.split() == ["top", *(f"w{level}" for level in range(3_000))]
    assert max(len(block.lists) for block in article.blocks) <= 20


SPECIAL = st.text(
    st.sampled_from("ab 1.)\n\t#>-+=*_`~[]()!|:^\\<&;\"'$/{}@\u05d0🙂中\u00a0\u2028\u3000\u00ad\ufffc…"),
    max_size=24,
)


class Case(NamedTuple):
    """HTML and the blocks of text that it has to give."""

    html: str
    blocks: list[str]


def collapsed(text: str) -> str:
    """The words of a line of HTML as a browser shows them."""
    return " ".join(part for part in clean(text).replace("\n", " ").split(" ") if part).strip()


@st.composite
def inline(draw: st.DrawFn) -> Case:
    """Words of several looks, without a line break."""
    html, plain = "", ""
    for _ in range(draw(st.integers(1, 5))):
        text = draw(SPECIAL).replace("\n", " ")
        plain += text
        written = html_text.escape(text)
        for tag in draw(
            st.lists(
                st.sampled_from(["b", "i", "s", "code", "span", "a href='https://x.org/_*)'"]),
                max_size=3,
                unique=True,
            )
        ):
            written = f"<{tag}>{written}</{tag.split()[0]}>"
        html += written
    text = collapsed(plain)
    return Case(html, [text] if text else [])


def paragraph(words: Case, tag: str) -> Case:
    return Case(f"<{tag}>{words.html}</{tag}>", words.blocks)


def together(cases: list[Case], tag: str = "") -> Case:
    html = "".join(case.html for case in cases)
    return Case(f"<{tag}>{html}</{tag}>" if tag else html, [text for case in cases for text in case.blocks])


@st.composite
def tables(draw: st.DrawFn) -> Case:
    width = draw(st.integers(2, 4))
    rows = [[draw(inline()) for _ in range(width)] for _ in range(draw(st.integers(2, 4)))]
    head = Case("head", ["head"])
    rows.insert(0, [head] * width)
    rows.append([head] * width)
    html = "".join("<tr>" + "".join(f"<td>{cell.html}</td>" for cell in row) + "</tr>" for row in rows)
    kept = [row for row in rows if any(cell.blocks for cell in row)]
    return Case(f"<table>{html}</table>", ["\n".join("".join(cell.blocks) for row in kept for cell in row)])


def code(text: str) -> Case:
    lines = "\n".join(line.rstrip() for line in clean(text).split("\n")).strip("\n")
    return Case(f"<pre><span>{html_text.escape(text)}</span></pre>", [lines] if lines.strip() else [])


BLOCKS = st.recursive(
    st.one_of(
        st.builds(paragraph, inline(), st.sampled_from(["p", "h1", "h4", "div"])),
        tables(),
        st.builds(code, SPECIAL),
    ),
    lambda inner: st.one_of(
        st.builds(lambda items, tag: together([together([item], "li") for item in items], tag),
                  st.lists(inner, max_size=3), st.sampled_from(["ul", "ol", "ol start='4'"]).map(str)),
        st.builds(lambda items: together(items, "blockquote"), st.lists(inner, max_size=3)),
        st.builds(lambda items: together([together([item], "dd") for item in items], "dl"),
                  st.lists(inner, max_size=2)),
        st.builds(together, st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=30)  # each is a page of some fifty elements; thousands were tried once
@given(st.lists(BLOCKS, max_size=4).map(together))
@example(Case("<p>a</p>", ["a"]))
def test_any_page_reads_as_its_words(case: Case) -> None:
    assert texts(case.html.replace("</ol start='4'>", "</ol>")) == case.blocks


@given(inline(), st.lists(inline(), max_size=2))
def test_terms_and_notes_read_as_their_words(term: Case, meanings: list[Case]) -> None:
    html = f"<dl><dt>{term.html}</dt>{''.join(f'<dd>{one.html}</dd>' for one in meanings)}</dl>"
    assert texts(html) == [*term.blocks, *(text for one in meanings for text in one.blocks)]


@given(st.text(max_size=60))
@example("\ud800\x00\x0b\u2029\ufffe")
def test_any_text_set_in_a_tree_is_kept(text: str) -> None:
    root = lxml.html.fragment_fromstring("<p></p>")
    fit = "".join(
        char
        for char in text
        if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )
    root.text = fit
    expected = collapsed(fit)
    found = read_markdown(markdown_of(root)).text
    assert found == expected or not any(map(str.isprintable, expected))
