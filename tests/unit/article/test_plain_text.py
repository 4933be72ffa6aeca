"""Plain text keeps every word, whatever Markdown would have made of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contention.article.blocks import BlockKind
from contention.article.markdown import read_markdown
from contention.article.plain_text import paragraphs, title_of, to_markdown

TRAPS = [
    "# not a heading",
    "#hash",
    "> not a quote",
    "- not a list",
    "+ nor this",
    "1. nor this",
    "12) nor this",
    "    indented",
    "\ttabbed",
    "***",
    "---",
    "===",
    "___",
    "* * *",
    "```",
    "~~~ code",
    "~ definition",
    ": definition",
    "*stars* and _lines_ and __init__",
    "`ticks`",
    "<b>tag</b> <https://x.org>",
    "&amp; &copy; AT&T",
    "[link](x) ![image](y) [^1] ^[note]",
    "[^1]: a note",
    "[ref]: https://x.org",
    "| a | b |",
    "|---|---|",
    "a | b",
    "--|--",
    ":-",
    "~~struck~~",
    "back\\slash \\* \\",
    "ends with two spaces  ",
    "- [x] task",
    "*[HTML]: abbreviation",
]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize(
    "around", ["{}", "before\n\n{}\n\nafter", "before\n{}\nafter", "before\n{}\n\nafter"]
)
def test_nothing_turns_into_mark_up(trap: str, around: str) -> None:
    parts = paragraphs(around.format(trap))
    article = read_markdown(to_markdown(parts))
    assert article.text == "\n".join(parts)
    assert trap.strip().replace("\t", "    ") in article.text
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}
    assert all(not run.styles and not run.href for block in article.blocks for run in block.runs)


@given(st.text(max_size=120))
@example("a\u2029b\u2028c\x85d\x0ce")
@example("a\n\n\u3000b\u3000\n\u200b")
@example("\ufeff# x\n\n\ud800")
def test_any_text_reads_as_its_paragraphs(text: str) -> None:
    parts = paragraphs(text)
    assert read_markdown(to_markdown(parts)).text == "\n".join(parts)


PUNCTUATED = st.text(st.sampled_from("ab \n\t#>-+=*_`~[]()!|:1.)^\\<&;"), max_size=80)


@given(PUNCTUATED)
def test_any_punctuation_reads_as_its_paragraphs(text: str) -> None:
    parts = paragraphs(text)
    article = read_markdown(to_markdown(parts))
    assert article.text == "\n".join(parts)
    assert len(article.blocks) == len(parts)
    assert "".join(article.text.split()) == "".join(text.split())


@given(PUNCTUATED.filter(str.strip))
def test_a_title_keeps_its_words_too(text: str) -> None:
    parts = [*paragraphs(text.replace("\n", " ")), "body"]
    article = read_markdown(to_markdown(parts, title=True))
    assert article.text == "\n".join(parts)
    assert article.blocks[0].kind is BlockKind.HEADING


def test_paragraphs_stand_between_blank_lines() -> None:
    wrapped = (
        "This line was wrapped by hand at about sixty signs of width,\nand it goes on here until it ends."
    )
    assert paragraphs(f"{wrapped}\n \t\n\n{wrapped}") == [wrapped.replace("\n", " ")] * 2


def test_without_blank_lines_each_line_is_one() -> None:
    assert paragraphs("one\ntwo\n three \n") == ["one", "two", "three"]


def test_a_line_too_long_to_be_wrapped_is_a_paragraph() -> None:
    long = "word " * 40
    assert paragraphs(f"{long}\n{long}\n\nend") == [long.strip(), long.strip(), "end"]


def test_verse_keeps_its_lines() -> None:
    assert paragraphs("Tiger, tiger,\nburning bright\n\nIn the forests") == [
        "Tiger, tiger,\nburning bright",
        "In the forests",
    ]


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    line = "这是一个很长的句子" * 5
    assert paragraphs(f"{line}\n{line}\n\n短") == [line + line, "短"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert paragraphs(f"one{end}{end}two{end}") == ["one", "two"]


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (
            ["Who owns the machines?", "A handful of companies now rent out nearly all of it."],
            "Who owns the machines?",
        ),
        (["A sentence, which ends.", "A handful of companies now rent out nearly all of it."], ""),
        (["word " * 30, "word " * 60], ""),
        (["Short", "Brief"], ""),
        (["—", "A handful of companies now rent out nearly all of it."], ""),
        (["Alone"], ""),
        ([], ""),
    ],
)
def test_a_short_first_line_may_be_the_title(parts: list[str], title: str) -> None:
    assert title_of(parts) == title
