"""Files as people have them: each opens with its text in reading order, or is refused in a sentence.

Run with ``-s`` to see what each gave, as a table in Markdown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from contention.article.errors import ArticleError
from contention.article.isolated import import_file
from contention.article.markdown import read_markdown

ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles"

EXPECTED: dict[str, tuple[str, ...]] = {
    "comments.docx": ("Ouch.",),
    "common-sense.html": ("Perhaps the sentiments contained", "writers have so confounded", "APPENDIX"),
    "common-sense.txt": ("Perhaps the sentiments contained", "Some writers have so confounded", "APPENDIX"),
    "decentralised-ai.txt": ("OpenAI just crossed", "The Monopoly Problem", "View Tweet"),
    "federal-register-2020-17221.pdf": ("",),
    "federalist.txt": ("FEDERALIST No. 1", "FEDERALIST No. 10", "FEDERALIST No. 84"),
    "footnotes.docx": ("Ouch", "A tachyon walks into a bar.", "Fin."),
    "google-doc-document.pdf": ("Beautiful is better than ugly.", "Errors should never pass", "Population"),
    "multicolumn.pdf": ("Two-Column Document with Lorem Ipsum",),
    "on-liberty.epub": (
        "John Stuart Mill was born on 20th May 1806",
        "Dedication",
        "Epigraph",
        "struggle between Liberty and Authority",
        "The time, it is to be hoped, is gone by",
        "human beings should be free to form opinions",
        "the rightful limit to the sovereignty of the individual",
        "The principles asserted in these pages",
    ),
    "pdflatex-4-pages.pdf": ("",),
    "pdflatex-outline.pdf": ("Contents",),
    "scotus-transcript-p1.pdf": ("IN THE SUPREME COURT OF THE UNITED STATES", "APPEARANCES", "Respondent"),
    "simple-list.docx": ("Apple", "Banana"),
    "tables.docx": ("Above", "Top left", "Top right", "Bottom left", "Bottom right", "Below"),
    "text-box.docx": ("Datum plane",),
    "utf8-bom.docx": ("This XML has a byte order mark.",),
}
"""Words of each that follow each other in reading."""

REFUSED = {
    "malformed-from-issue-932.pdf": "almost no text in",  # a scanned page, stamped with a date
    "password-example.pdf": "protected by a password",
}
"""What the sentence says."""

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the real articles are not beside this checkout"
)


def _row(name: str) -> str:
    """What a file gave, as a row of the table."""
    try:
        imported = import_file(ARTICLES / name)
    except ArticleError as error:
        return f"| {name} | refused: {error} | | | |"
    article = imported.article
    text = read_markdown(article.source)
    kinds = [block.kind for block in text.blocks]
    details = ", ".join(one for one in (article.author, article.date) if one)
    return (
        f"| {name} | {article.title} | {details} | {len(text.text):,} characters, {len(kinds):,} blocks, "
        f"{kinds.count('heading'):,} headings, {kinds.count('table'):,} tables, "
        f"{len({b.note for b in text.blocks} - {0})} notes | "
        f"{len(article.set_aside)} set aside{'; ' if imported.notices else ''}{' '.join(imported.notices)} |"
    )


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_it_opens_with_its_text_in_reading_order(name: str) -> None:
    imported = import_file(ARTICLES / name)
    text = read_markdown(imported.article.source).text
    place = 0
    for words in EXPECTED[name]:
        found = text.find(words, place)
        assert found >= 0, f"“{words}” does not follow"
        place = found + len(words)
    assert imported.article.file_name == name
    assert imported.article.title
    assert "\ufffd" not in text
    print(_row(name))  # noqa: T201  # for docs/reading.md


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_says_why(name: str) -> None:
    print(_row(name))  # noqa: T201  # for docs/reading.md
    with pytest.raises(ArticleError, match=REFUSED[name]):
        import_file(ARTICLES / name)


def test_every_file_is_in_a_list() -> None:
    assert {path.name for path in ARTICLES.iterdir() if path.is_file()} == {*EXPECTED, *REFUSED}
