"""Markdown becomes blocks and the canonical text that passages are anchored in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.article.blocks import BlockKind, Style
from contention.article.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("One\n\nTwo", "One\nTwo"),
        ("soft\nbreak", "soft break"),
        ("hard  \nbreak and\\\nmore", "hard\nbreak and\nmore"),
        ("# Head\n\nBody", "Head\nBody"),
        ("Head\n====\nBody", "Head\nBody"),
        ("- a\n- b\n\n  c", "a\nb\nc"),
        ("3. three\n4. four", "three\nfour"),
        ("- - deep", "deep"),
        ("-\n- b", "\nb"),
        ("> quoted\n> > deeper", "quoted\ndeeper"),
        ("a *b* **c** ~~d~~ `e`", "a b c d e"),
        ("[words](https://example.org) on", "words on"),
        ("a ![a chart](x.png) b", "a \ufffc b"),
        ("```\none\n\n two\n```", "one\n\n two"),
        ("    code", "code"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("| a | b |\n|---|---|\n| 1 | |\n\nend", "a\nb\n1\n\nend"),
        ("- [x] done\n- [ ] open", "done\nopen"),
        ("- [x]\n  next", "next"),
        ("Term\n: What it is", "Term\nWhat it is"),
        ("a[^n] b\n\n[^n]: the note", "a[1] b\nthe note"),
        ("<b>words</b>", "<b>words</b>"),
        ("<script>\nalert(1)\n</script>", "<script> alert(1) </script>"),
        ("a &amp; b &#42; &copy;", "a & b * ©"),
        ("tab\tand\u00a0no-break", "tab    and no-break"),
        ("a&#13;b&#x2028;c&#xfdd0;d\ufffce", "a b c\ufffdd\ufffde"),
        ("one\r\ntwo\rthree", "one two three"),
    ],
)
def test_canonical_text(source: str, text: str) -> None:
    assert read_markdown(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("中文\n继续", "中文继续"),
        ("ひらがな\nカタカナ", "ひらがなカタカナ"),
        ("句号。\n**粗体**", "句号。粗体"),
        ("*日本*\n語", "日本語"),
        ("한국어\n문장", "한국어 문장"),
        ("中文\nand Latin", "中文 and Latin"),
        ("🙂\n🙂", "🙂 🙂"),
    ],
)
def test_a_soft_break_is_no_space_between_scripts_without_spaces(source: str, text: str) -> None:
    assert read_markdown(source).text == text


def test_blocks_know_their_kind_and_place() -> None:
    source = (
        "# One\n\n> - a\n>\n> - b\n\n7. seven\n   1. nested\n\n   more of seven\n\n"
        "- [x] done\n- [ ] open\n\n`x`\n\n    code\n\n***\n\n"
        "| h | i |\n|:-:|--:|\n| 1 |\n\nT\n: D\n\nref[^1]\n\n[^1]: note\n"
    )
    article = read_markdown(source)
    seen = {block.text: block for block in article.blocks}
    assert (seen["One"].kind, seen["One"].level) == (BlockKind.HEADING, 1)
    assert seen["a"].quote == 1
    assert not seen["a"].tight
    assert not seen["a"].lists[-1].ordered
    assert seen["seven"].lists[-1].number == 7
    assert seen["seven"].marker
    assert [place.number for place in seen["nested"].lists] == [7, 1]
    assert len(seen["more of seven"].lists) == 1
    assert not seen["more of seven"].marker
    assert (seen["done"].task, seen["open"].task, seen["a"].task) == (True, False, None)
    assert seen["done"].tight
    assert seen["code"].kind is BlockKind.CODE
    assert any(block.kind is BlockKind.RULE for block in article.blocks)
    table = next(block for block in article.blocks if block.kind is BlockKind.TABLE)
    assert [len(row) for row in table.rows] == [2, 2]
    assert table.alignments == ("center", "right")
    assert seen["T"].kind is BlockKind.TERM
    assert seen["D"].indent == 1
    assert (seen["note"].note, seen["note"].marker) == (1, True)


def test_runs_carry_style_and_link_and_neighbours_are_one() -> None:
    (block,) = read_markdown("a\nb *c **d*** [e](https://x.org/) `f` ![g *h*](i.png)").blocks
    assert [(run.text, run.styles, run.href, run.alt) for run in block.runs] == [
        ("a b ", (), "", ""),
        ("c ", (Style.EMPHASIS,), "", ""),
        ("d", (Style.EMPHASIS, Style.STRONG), "", ""),
        (" ", (), "", ""),
        ("e", (), "https://x.org/", ""),
        (" ", (), "", ""),
        ("f", (Style.CODE,), "", ""),
        (" ", (), "", ""),
        ("\ufffc", (Style.IMAGE,), "", "g h"),
    ]


@pytest.mark.parametrize(
    "href", ["smb://host/x", "//host/x", "file:///etc/passwd", "page.html", "ftp://x.org", "javascript:x"]
)
def test_only_addresses_of_the_web_and_of_mail_stay_links(href: str) -> None:
    (block,) = read_markdown(f"[words]({href}) and [mail](mailto:a@b.org)").blocks
    assert [(run.text, run.href) for run in block.runs] == [("words and ", ""), ("mail", "mailto:a@b.org")]


def test_heading_path_is_what_stands_above() -> None:
    article = read_markdown("start\n\n# A\n\na\n\n### B\n\nb\n\n## C\n\nc\n\n# D\n\nd\n")
    at = article.text.index
    assert article.heading_path(0) == ()
    assert article.heading_path(at("a\n")) == ("A",)
    assert article.heading_path(at("b")) == ("A", "B")
    assert article.heading_path(at("C")) == ("A",)
    assert article.heading_path(at("c")) == ("A", "C")
    assert article.heading_path(at("d")) == ("D",)
    assert article.heading_path(at("D")) == ()
    assert read_markdown("").heading_path(0) == ()


def test_the_same_source_is_read_once() -> None:
    assert read_markdown("remember *me*") is read_markdown("remember *me*")


def test_many_tasks_take_no_quadratic_time() -> None:
    article = read_markdown("- [ ] task\n" * 20_000)
    assert len(article.blocks) == 20_000
    assert not any(block.task for block in article.blocks)


MARKUP = st.text(st.sampled_from("ab \n\t#>-+*_`~[]()!|:1.^\\<&\u05d0🙂中\u00a0\u2028\x00"), max_size=80)


@given(MARKUP)
def test_blocks_and_text_always_agree(source: str) -> None:
    article = read_markdown(source)
    assert article.text == "\n".join(block.text for block in article.blocks)
    for block in article.blocks:
        assert article.text[block.start : block.start + len(block.text)] == block.text
    assert not set(article.text) & set("\t\r\x00\u00a0\u2028")


@pytest.mark.parametrize("opened", ["[", "![", "x [*y* "])
def test_thousands_of_open_brackets_are_words(opened: str) -> None:
    article = read_markdown(f"See [this](x) {opened * 3000}end")
    assert article.text == f"See [this](x) {opened.replace('*', '') * 3000}end"
    assert read_markdown("See [this](x) " + opened * 100).text.startswith("See this")


def test_brackets_that_are_words_already_stay_as_they_are() -> None:
    assert read_markdown("\\[" * 3000 + "\\\\[").text == "[" * 3000 + "\\["
