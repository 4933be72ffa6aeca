"""A correction changes the words it is to change, and nothing else; or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.article.correcting import corrected_source
from contention.article.errors import ArticleError
from contention.article.markdown import read_markdown
from contention.article.plain_text import to_markdown

SOURCE = """# Night trians

The *beds* are full; the
beds are full. See [the list](https://example.org/beds) \\*now\\*.

1. Vienna
2. Paris beds

> A `code` word and a note.[^1]

| City | Beds |
|---|---|
| Wien | 12 |

[^1]: The beds, agian.
"""
TEXT = read_markdown(SOURCE).text


def corrected(old: str, new: str, *, source: str = SOURCE, nth: int = 0) -> str:
    text = read_markdown(source).text
    start = -1
    for _ in range(nth + 1):
        start = text.index(old, start + 1)
    made, edit = corrected_source(source, start, start + len(old), new)
    assert (edit.start, edit.end, edit.words) == (start, start + len(old), new)
    assert read_markdown(made).text == text[:start] + new + text[start + len(old) :]
    return made


@pytest.mark.parametrize(
    ("old", "nth", "new", "line"),
    [
        ("trians", 0, "trains", "# Night trains"),
        ("beds", 0, "berths", "The *berths* are full; the"),
        ("beds", 1, "berths", "berths are full. See [the list](https://example.org/beds) \\*now\\*."),
        ("the list", 0, "a list", "beds are full. See [a list](https://example.org/beds) \\*now\\*."),
        ("*now*", 0, "*then*", "beds are full. See [the list](https://example.org/beds) \\*then\\*."),
        ("full; the beds", 0, "full, all beds", "The *beds* are full, all beds are full. See [the list]"),
        ("beds", 2, "berths", "2. Paris berths"),
        ("Vienna", 0, "1. Vienna", "1. 1\\. Vienna"),
        ("code", 0, "good", "> A `good` word and a note.[^1]"),
        ("Beds", 0, "Berths", "| City | Berths |"),
        ("12", 0, "120", "| Wien | 120 |"),
        ("agian", 0, "again", "[^1]: The beds, again."),
        ("full", 0, "[full](x)", "The *beds* are \\[full\\](x); the"),
        (" word", 0, "", "> A `code` and a note.[^1]"),
    ],
)
def test_words_are_corrected_where_they_stand(old: str, nth: int, new: str, line: str) -> None:
    made = corrected(old, new, nth=nth)
    assert line in made
    assert len(set(SOURCE.splitlines()) ^ set(made.splitlines())) <= 3


def test_letters_are_put_in_at_a_place() -> None:
    place = TEXT.index("beds are")
    made, _ = corrected_source(SOURCE, place, place, "new ")
    assert read_markdown(made).text == TEXT[:place] + "new " + TEXT[place:]


def test_what_has_mark_up_in_the_way_is_refused_and_told() -> None:
    place = TEXT.index("The beds are")
    with pytest.raises(ArticleError, match="formatting is in the way"):
        corrected_source(SOURCE, place, place + len("The beds are"), "Some berths")
    with pytest.raises(ArticleError, match="has to stay in one paragraph"):
        corrected_source(SOURCE, 0, TEXT.index("full"), "x")
    with pytest.raises(ArticleError, match="some words"):
        corrected_source("Word", 0, 4, "")


def test_a_correction_never_makes_something_else_of_a_block() -> None:
    source = "Head\n---\n\nWords.\n"
    assert read_markdown("\n---\n\nWords.\n").text == "\nWords."
    with pytest.raises(ArticleError, match="formatting is in the way"):
        corrected_source(source, 0, 4, "")
    assert corrected_source(source, 0, 4, "Top")[0] == "Top\n---\n\nWords.\n"


def test_the_same_words_change_nothing_and_line_breaks_become_spaces() -> None:
    assert corrected_source(SOURCE, 0, 5, "Night")[0] == SOURCE
    made, edit = corrected_source("One word.\n", 4, 8, "long\nword")
    assert (made, edit.words) == ("One long word.\n", "long word")


def test_of_many_the_right_one_is_corrected() -> None:
    source = "\n\n".join(["The same words in every paragraph."] * 40) + "\n"
    text = read_markdown(source).text
    place = [index for index in range(len(text)) if text.startswith("same", index)][23]
    made, _ = corrected_source(source, place, place + 4, "other")
    assert made.split("\n\n")[23] == "The other words in every paragraph."


@given(
    st.lists(
        st.text("ab *_[]#-1.\\`|", min_size=1, max_size=12).filter(lambda t: t.strip() == t != ""),
        min_size=1,
        max_size=4,
    ),
    st.text("ab *_[]#1.\\`|<&", max_size=5),
    st.data(),
)
@settings(deadline=None)
def test_a_correction_of_plain_text_is_exact_or_refused(
    parts: list[str], words: str, data: st.DataObject
) -> None:
    source = to_markdown([" ".join(part.split()) for part in parts])
    text = read_markdown(source).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        made, edit = corrected_source(source, start, end, words)
    except ArticleError:
        return
    assert read_markdown(made).text == edit.done_to(text)
    back = read_markdown(made)
    assert len(back.blocks) == len(read_markdown(source).blocks)


@given(st.integers(0, 10**6), st.sampled_from(["trains", "a b", "x"]))
@settings(deadline=None, max_examples=60)
def test_any_letters_of_plain_paragraphs_can_be_corrected(place: int, words: str) -> None:
    parts = ["Night trains (the old ones) should come back!", "* They * were #1.", "See [1] and \\ [2]."]
    source = to_markdown(parts)
    text = read_markdown(source).text
    letters = [i for i in range(len(text)) if text[i].isalpha()]
    at = letters[place % len(letters)]
    made, edit = corrected_source(source, at, at + 1, words)
    assert read_markdown(made).text == edit.done_to(text)
