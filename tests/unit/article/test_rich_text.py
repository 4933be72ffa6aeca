"""What was copied from a browser or a word processor is kept as a whole, and cannot act."""

from __future__ import annotations

import base64

import pytest

from contention.article.blocks import BlockKind, Style
from contention.article.errors import ArticleError
from contention.article.markdown import read_markdown
from contention.article.rich_text import from_html
from tests.unit.article.test_web_page import DOT
from tests.web_pages import COMMENTS, MENU, pages


def texts(html: str) -> list[str]:
    return [block.text for block in read_markdown(from_html(html).source).blocks]


def test_nothing_that_was_chosen_is_taken_for_a_leftover() -> None:
    found = read_markdown(from_html(pages()[0].html).source).text
    assert all(words in found for words in (*COMMENTS, *MENU))


def test_only_the_selection_of_the_clipboard_is_read() -> None:
    found = from_html(
        "Version:0.9\r\nStartHTML:1\r\nSourceURL:https://example.org/a\r\n<html><body>before"
        "<!--StartFragment--><h2>Head</h2><p>Words</p><!--EndFragment-->after</body></html>"
    )
    assert [block.text for block in read_markdown(found.source).blocks] == ["Head", "Words"]
    assert found.address == "https://example.org/a"


def test_the_look_of_word_processors_is_kept() -> None:
    (block,) = read_markdown(
        from_html(
            "<b style='font-weight:normal'><p><span style='font-weight:700'>Heavy</span>"
            "<span style='font-weight:400'> light </span>"
            "<span style='font-style:italic'>leaning</span></p></b>"
        ).source
    ).blocks
    assert [(run.text, run.styles) for run in block.runs] == [
        ("Heavy", (Style.STRONG,)),
        (" light ", ()),
        ("leaning", (Style.EMPHASIS,)),
    ]


def test_tables_lists_and_pictures_come_along() -> None:
    data = base64.b64encode(DOT).decode()
    found = from_html(
        "<table><tr><td>a<td>b<tr><td>c<td>d</table><ol start=3><li>e</ol>"
        f"<img src='data:image/png;base64,{data}'>"
    )
    blocks = read_markdown(found.source).blocks
    assert blocks[0].kind is BlockKind.TABLE
    assert blocks[1].lists[0].number == 3
    assert blocks[2].text == "\ufffc"
    assert len(found.assets) == 1


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><text>alert(1)</text></svg>",
        "<a href='javascript:alert(1)'></a>",
        "<iframe src='https://x.org'>alert(1)</iframe>",
        "<style>p:before { content: 'alert(1)' }</style>",
        r"<img src='\\host\alert(1).png'>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<p style='display:none'>alert(1)</p>",
        "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
        "<input value='alert(1)'><button>alert(1)</button>",
    ],
)
def test_attacks_leave_nothing(attack: str) -> None:
    source = from_html(f"<p>Words</p>{attack}").source
    assert "host" not in source
    assert "script" not in source
    assert source.startswith("Words\n")


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<script>words</script>", "<img src=x>"])
def test_no_words_no_article(html: str) -> None:
    with pytest.raises(ArticleError, match="no words"):
        from_html(html)


def test_levels_without_end_take_no_time() -> None:
    assert texts("<div>" * 200_000 + "deep" + "</div>" * 200_000) == ["deep"]
    assert texts("<span>" * 200_000 + "deep") == ["deep"]
    from_html("words" + "<div title='<'>" * 200_000 + "deep")


def test_damaged_characters_are_marked() -> None:
    assert texts("<p>a\x00b\ud800c</p>") == ["a\ufffdb\ufffdc"]
