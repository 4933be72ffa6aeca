"""Simple paragraphs are read by a shorter way; it must tell what the parser tells, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.article import markdown
from contention.article.blocks import ArticleText
from contention.article.markdown import read_markdown
from contention.article.parsing import library_parser
from contention.article.simple_words import Piece, simple_pieces
from tests.places import CONSTRUCTS, SAMPLES

SIGNS = [
    *(
        "a",
        "B",
        "é",
        "中",
        "文",
        "한",
        " ",
        " ",
        "  ",
        "\n",
        "\\\n",
        "\t",
        "🙂",
        "\u00a0",
        "\u2028",
        "\u3000",
    ),
    *("*", "*", "**", "_", "__", "[", "]", "(", ")", "](http://x.example)", "[w](https://q.example/%20ü)"),
    *(".", ",", "!", "?", "'", '"', "“", "”", "—", "-", ":", "+", "=", "$", "|", "~~", "`", "<", ">", "^"),
    *("&", "&amp;", "&#65;", "\\*", "\\[", "\\!", "\\\\", "^[", "[^1]", "[^1]: n\n", "[x] ", "- ", "1.", "#"),
    *("*a*", "**b c**", "_d_", "\x00", "\u200b"),
]


def by_the_parser(source: str) -> ArticleText:
    """What is read where nothing counts as simple."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "simple_pieces", lambda content: None)
        return read_markdown.__wrapped__(source)


@pytest.mark.parametrize("source", [*SAMPLES.values(), *CONSTRUCTS.values()])
def test_the_shorter_way_agrees_on_every_construct(source: str) -> None:
    assert read_markdown.__wrapped__(source) == by_the_parser(source)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
def test_the_shorter_way_agrees_on_signs_thrown_together(source: str) -> None:
    assert read_markdown.__wrapped__(source) == by_the_parser(source)


@given(
    st.lists(st.text("ab0", min_size=1, max_size=70), min_size=1, max_size=5),
    st.sampled_from([".", "-"]),
    st.lists(st.sampled_from([*"/?#=._~-+A", "a", "//", "..", "%20"]), max_size=8).map("".join),
)
def test_the_parser_leaves_plain_addresses_as_they_are(host: list[str], dot: str, path: str) -> None:
    address = f"https://{dot.join(host)}{path}"
    if markdown._PLAIN_ADDRESS.fullmatch(address):
        assert library_parser().normalizeLink(address) == address


@pytest.mark.parametrize("host", ["a" * 64, ".".join("a" * 300), "A", "a--b", "a..b", "a:80", "b@a", "ä"])
def test_other_addresses_are_for_the_parser(host: str) -> None:
    assert not markdown._PLAIN_ADDRESS.fullmatch(f"https://{host}/")


def test_what_is_simple() -> None:
    source = "Some *words*, \\*more\\* **of them** & [a link](https://x.example/a_b*c)\nhere!\\\nEnd"
    assert simple_pieces(source) == [
        Piece("text", "Some "),
        Piece("em", "words"),
        Piece("text", ", "),
        Piece("text", "*"),
        Piece("text", "more"),
        Piece("text", "*"),
        Piece("text", " "),
        Piece("strong", "of them"),
        Piece("text", " & "),
        Piece("link", "a link", "https://x.example/a_b*c"),
        Piece("soft"),
        Piece("text", "here!"),
        Piece("hard"),
        Piece("text", "End"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "in*side*words",
        "*open",
        "***both***",
        "* apart *",
        "*a **b** c*",
        "[a reference]",
        "[a *link*](https://x.example)",
        '[a](https://x.example "title")',
        "[a](https://x.example/(b))",
        "[a](other:scheme)",
        "![a picture](x.png)",
        "&copy;",
        "`code`",
        "<https://x.example>",
        "a note[^1]",
        "a note^[here]",
        "two spaces  \nat the end",
        "one \nat the end",
        "line\n  indented",
        "~~struck~~",
    ],
)
def test_what_the_parser_is_asked(source: str) -> None:
    assert simple_pieces(source) is None


@pytest.mark.parametrize(
    "sign", ["*a", "*a ", " *a* ", "[a](https://x", "[a", "![", "!", "&", "\\", "_a ", "\\\n", "a\n", "*a a"]
)
def test_many_signs_take_no_quadratic_time(sign: str) -> None:
    # Hours where each were looked at from all others.
    pieces = simple_pieces("b " + sign * 400_000)
    assert pieces is None or pieces[0].text.startswith("b ")
