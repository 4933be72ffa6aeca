"""A PDF gives its text in paragraphs, in reading order, with the place of every character."""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.article import pdf as reader
from contention.article.blocks import Block, BlockKind
from contention.article.errors import ArticleError
from contention.article.found import Found
from contention.article.markdown import read_markdown
from contention.article.pdf_document import characters_of, page_sizes, picture_of
from contention.article.pdf_places import PlaceIndex
from tests.pdfs import A_SCAN, HEIGHT, MARGIN, WIDTH, Set, Type, essay, pdf, typeset

SHARED = Path(__file__).parents[4] / "shared" / "data" / "articles"
LAYOUTS = {
    "one column": Set(head="On machines"),
    "one column, ragged": Set(head="On machines", justified=False),
    "one column, space between paragraphs": Set(head="On machines", indent=0),
    "two columns": Set(columns=2, head="On machines"),
    "two columns, ragged": Set(columns=2, head="On machines", justified=False),
    "two columns, row by row": Set(columns=2, head="On machines", by_rows=True),
}


def blocks_of(found: Found) -> tuple[Block, ...]:
    return read_markdown(found.source).blocks


def texts_of(found: Found) -> list[str]:
    return [block.text for block in blocks_of(found)]


def assert_places_hold(found: Found, data: bytes) -> None:
    """Every run says the same in the canonical text and on its page."""
    text = read_markdown(found.source).text
    pages: dict[int, str] = {}
    end = 0
    for start, page, first, length in found.pages:
        if page not in pages:
            pages[page] = characters_of(data, "x.pdf", page).text
        assert length > 0
        assert start >= end
        assert text[start : start + length] == pages[page][first : first + length]
        end = start + length


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back_exactly(layout: str) -> None:
    exact = total = 0
    for seed in range(3):
        wanted = essay(40, seed)
        wanted[0], wanted[20] = "# Who owns the machines", "# And what follows"
        data = typeset(wanted, LAYOUTS[layout])
        found = reader.read(data, "x.pdf")
        texts = texts_of(found)
        exact += len({part.removeprefix("# ") for part in wanted} & set(texts))
        total += len(wanted)
        assert "On machines" not in found.source
        assert_places_hold(found, data)
        # Whatever the paragraphs, the words are all there, once and in order.
        everything = " ".join(part.removeprefix("# ") for part in wanted)
        assert len(" ".join(texts).replace("-", "")) == pytest.approx(len(everything), rel=0.01)
    assert exact / total >= 0.85


@given(
    words=st.lists(
        st.text("abcdefgh-#*_[]()<>&`~|.:1ü“”–\\", min_size=1, max_size=14), min_size=1, max_size=120
    ),
    columns=st.sampled_from([1, 2]),
)
@settings(max_examples=60, deadline=None)
def test_places_hold_for_any_text(words: list[str], columns: int) -> None:
    data = typeset(["We begin. " + " ".join(words)], Set(columns=columns))
    found = reader.read(data, "x.pdf")
    assert_places_hold(found, data)
    on_page = sum(length for *_, length in found.pages)
    assert on_page >= 0.6 * len(read_markdown(found.source).text)


class TestHyphens:
    def lines(self, *lines: str, more: str = "") -> str:
        set_lines = [Type(MARGIN, 100 + 13 * n, 10, words) for n, words in enumerate(lines)]
        far = [Type(MARGIN, 300, 10, more)] if more else []
        return texts_of(reader.read(pdf([[*set_lines, *far]]), "x.pdf"))[0]

    def test_a_broken_word_is_joined(self) -> None:
        assert self.lines("whoever owns the infra-", "structure decides") == (
            "whoever owns the infrastructure decides"
        )

    def test_a_hyphen_that_the_text_has_elsewhere_stays(self) -> None:
        found = self.lines("this is a well-", "known thing indeed", more="it was a well-known thing before")
        assert found == "this is a well-known thing indeed"

    def test_names_and_numbers_keep_theirs_and_gain_no_space(self) -> None:
        assert self.lines("the Anglo-", "American view") == "the Anglo-American view"
        assert self.lines("of the years 1914–", "1918 in all") == "of the years 1914–1918 in all"

    def test_one_that_hangs_stays_hanging(self) -> None:
        assert self.lines("in pre-", "and post-war times") == "in pre- and post-war times"


class TestStructure:
    def test_headings_by_size_and_by_weight(self) -> None:
        page = [
            Type(MARGIN, 100, 20, "The large one"),
            Type(MARGIN, 140, 14, "The middle one"),
            *(Type(MARGIN, 170 + 13 * n, 10, "words of the body that fill a line") for n in range(9)),
            Type(MARGIN, 310, 10, "The bold one", bold=True),
            *(Type(MARGIN, 340 + 13 * n, 10, "words of the body that fill a line") for n in range(9)),
        ]
        found = reader.read(pdf([page]), "x.pdf")
        heads = [(b.level, b.text) for b in blocks_of(found) if b.kind is BlockKind.HEADING]
        assert heads == [(1, "The large one"), (2, "The middle one"), (3, "The bold one")]
        assert found.title == "The large one"

    def test_lists(self) -> None:
        lines = ["Three things:", "• one thing that is", "• another", "And then:", "1. first", "2. second"]
        found = reader.read(
            pdf([[Type(MARGIN, 100 + 24 * n, 10, words) for n, words in enumerate(lines)]]), "x.pdf"
        )
        shown = [(b.text, [(p.ordered, p.number) for p in b.lists]) for b in blocks_of(found)]
        assert shown == [
            ("Three things:", []),
            ("one thing that is", [(False, 1)]),
            ("another", [(False, 2)]),
            ("And then:", []),
            ("first", [(True, 1)]),
            ("second", [(True, 2)]),
        ]

    def test_an_item_whose_first_line_is_moved_in_goes_on_at_the_edge(self) -> None:
        lines = [
            "• A thing that is said in a",
            "few words over two lines",
            "• And another thing that goes",
            "on.",
        ]
        moved = [Type(MARGIN + 12 * (n % 2 == 0), 100 + 13 * n, 10, line) for n, line in enumerate(lines)]
        after = Type(MARGIN + 12, 100 + 13 * 4, 10, "Then comes a paragraph of its own.")
        assert texts_of(reader.read(pdf([[*moved, after]]), "x.pdf")) == [
            "A thing that is said in a few words over two lines",
            "And another thing that goes on.",
            "Then comes a paragraph of its own.",
        ]

    def test_a_hanging_item_ends_where_the_text_goes_back(self) -> None:
        lines = [(0, "• A thing that is said in"), (10, "a few words over"), (10, "three lines"), (0, "Then")]
        page = [Type(MARGIN + x, 100 + 13 * n, 10, words) for n, (x, words) in enumerate(lines)]
        texts = texts_of(reader.read(pdf([page]), "x.pdf"))
        assert texts == ["A thing that is said in a few words over three lines", "Then"]

    def test_cells_of_a_table_are_read_row_by_row(self) -> None:
        cells = [
            Type(MARGIN + 90 * column, 100 + 20 * row, 10, f"cell {row}{column}", bold=not column)
            for column in range(3)
            for row in range(4)
        ]
        found = " ".join(texts_of(reader.read(pdf([cells]), "x.pdf")))
        assert found.split(" cell ")[:4] == ["cell 00", "01", "02", "10"]

    def test_a_footnote_does_not_part_a_paragraph(self) -> None:
        body = [Type(MARGIN, 100 + 13 * n, 10, "some words of the body here") for n in range(20)]
        note = [Type(MARGIN, 700 + 10 * n, 7, "a note on the words above them") for n in range(2)]
        rest = [Type(MARGIN, 100 + 13 * n, 10, "other words go on over here.") for n in range(5)]
        found = texts_of(reader.read(pdf([[*body, *note], rest]), "x.pdf"))
        assert len(found) == 2
        assert found[0].startswith("some words")
        assert found[0].endswith("over here.")
        assert found[1].startswith("a note")

    def test_line_numbers_and_page_numbers_go_and_are_told(self) -> None:
        page = [Type(MARGIN, 100 + 26 * n, 10, str(n + 1)) for n in range(12)]
        page += [Type(MARGIN + 40, 100 + 26 * n, 10, "The witness went on to say this.") for n in range(12)]
        page.append(Type(WIDTH / 2, HEIGHT - 110, 10, "7"))
        found = reader.read(pdf([page]), "x.pdf")
        assert not any(map(str.isdigit, found.source))
        assert found.notices == (
            "13 lines were left out as running heads, page numbers or marks in the margin.",
        )

    @pytest.mark.parametrize("rotate", [90, 180, 270])
    def test_a_page_that_runs_another_way_is_read_all_the_same(self, rotate: int) -> None:
        lines = [Type(MARGIN, 100 + 13 * n, 10, f"Some words, line {n}.") for n in range(3)]
        found = reader.read(pdf([lines], rotate=rotate), "x.pdf")
        assert all(f"line {n}." in found.source for n in range(3))


class TestFacts:
    def test_title_author_and_date_of_the_file(self) -> None:
        data = typeset(
            essay(2, 1), Title="On Machines", Author="A. N. Author", CreationDate="D:20240103093826+01'00'"
        )
        found = reader.read(data, "x.pdf")
        assert (found.title, found.author, found.date) == ("On Machines", "A. N. Author", "2024-01-03")

    def test_a_list_of_contents_is_no_title(self) -> None:
        data = typeset(["# Contents", essay(1, 1)[0], "# The real title", *essay(2, 2)])
        assert reader.read(data, "x.pdf").title == "The real title"

    @pytest.mark.parametrize("title", ["", "untitled", "10811.exe", "Microsoft Word - draft3.doc", "17"])
    def test_a_title_that_is_none_is_not_taken(self, title: str) -> None:
        data = typeset(["# The real title", *essay(2, 1)], Title=title)
        assert reader.read(data, "x.pdf").title == "The real title"

    def test_the_file_itself_is_kept(self) -> None:
        data = typeset(essay(1, 1))
        found = reader.read(data, "x.pdf")
        (asset,) = found.assets
        assert (asset.id, asset.name, asset.media_type) == (found.original, "x.pdf", "application/pdf")
        assert base64.b64decode(asset.data) == data

    def test_a_large_one_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "LARGEST_KEPT", 100)
        found = reader.read(typeset(essay(1, 1)), "x.pdf")
        assert (found.assets, found.original, found.pages) == ((), "", ())
        assert "not kept" in found.notices[-1]

    def test_progress_goes_from_page_to_page(self) -> None:
        told: list[float] = []
        reader.read(typeset(essay(60, 1)), "x.pdf", told.append)
        assert told == sorted(told)
        assert len(told) > 3
        assert (told[0], told[-1]) == (0.0, 1.0)


class TestLimits:
    def test_more_pages_than_are_read_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "MOST_PAGES", 2)
        found = reader.read(typeset(essay(60, 1)), "x.pdf")
        assert {page for _, page, _, _ in found.pages} == {0, 1}
        assert "the first 2 were read" in found.notices[0]

    def test_more_characters_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "MOST_CHARACTERS", 3_000)
        found = reader.read(typeset(essay(60, 1)), "x.pdf")
        assert len(found.source) < 3_500
        assert "were read" in found.notices[0]

    def test_a_scan_is_told(self) -> None:
        with pytest.raises(ArticleError, match=r"no text in “x\.pdf”: its 2 pages are pictures"):
            reader.read(pdf([[], []]), "x.pdf")

    def test_a_stamp_on_a_scan_is_no_text(self) -> None:
        stamped = [Type(MARGIN, 100, 10, "2021 3 31")]
        with pytest.raises(ArticleError, match=r"almost no text in “x\.pdf”: its page is a picture"):
            reader.read(pdf([stamped], behind=A_SCAN), "x.pdf")
        assert reader.read(pdf([stamped]), "x.pdf").source == "2021 3 31\n"

    def test_words_over_a_picture_are_text(self) -> None:
        words = "Some words over a photograph."
        found = reader.read(pdf([[Type(MARGIN, 100, 10, words)]], behind=A_SCAN), "x.pdf")
        assert found.source == f"{words}\n"
        assert not found.notices

    def test_a_scan_with_a_stamp_between_pages_of_text_is_told(self) -> None:
        pages = [[Type(MARGIN, 100, 10, "Some words over a photograph.")], [Type(MARGIN, 100, 10, "7")]]
        found = reader.read(pdf(pages, behind=A_SCAN), "x.pdf")
        assert found.notices[0] == "No text was found on page 2: pictures, or scanned paper."

    def test_a_page_without_text_is_told(self) -> None:
        found = reader.read(pdf([[Type(MARGIN, 100, 10, "Some words.")], []]), "x.pdf")
        assert found.notices == ("No text was found on page 2: pictures, or scanned paper.",)

    @pytest.mark.parametrize("cut", [0, 5, 200, 1_000])
    def test_what_is_damaged_is_a_sentence_or_text(self, cut: int) -> None:
        data = typeset(essay(3, 1))[:cut]
        with pytest.raises(ArticleError, match="damaged"):
            reader.read(data, "x.pdf")

    @given(data=st.binary(max_size=300), start=st.booleans())
    @settings(max_examples=50, deadline=None)
    def test_no_bytes_do_more_than_be_refused(self, data: bytes, start: bool) -> None:
        with pytest.raises(ArticleError):
            reader.read(b"%PDF-1.7\n" + data if start else data, "x.pdf")

    @given(seed=st.integers(0, 10_000), count=st.integers(1, 40))
    @settings(max_examples=40, deadline=None)
    def test_bytes_that_were_hit_give_text_or_a_sentence(self, seed: int, count: int) -> None:
        import random

        rnd = random.Random(seed)
        data = bytearray(typeset(essay(3, 1)))
        for _ in range(count):
            data[rnd.randrange(len(data))] = rnd.randrange(256)
        with contextlib.suppress(ArticleError):
            assert_places_hold(reader.read(bytes(data), "x.pdf"), bytes(data))


class TestPlaceIndex:
    INDEX = PlaceIndex([(0, 0, 5, 10), (11, 0, 20, 4), (16, 1, 0, 3)])

    def test_a_range_over_lines_and_pages(self) -> None:
        assert self.INDEX.on_pages(8, 18) == [(0, 13, 2), (0, 20, 4), (1, 0, 2)]
        assert self.INDEX.on_pages(10, 11) == []
        assert self.INDEX.on_pages(40, 50) == []

    def test_a_character_and_what_is_near_it(self) -> None:
        assert self.INDEX.in_text(0, 7) == 2
        assert self.INDEX.in_text(0, 17) == 10  # after the line's end
        assert self.INDEX.in_text(0, 0) == 0  # a running head before the text
        assert self.INDEX.in_text(1, 90) == 19
        assert self.INDEX.in_text(2, 0) is None
        assert PlaceIndex([]).in_text(0, 0) is None

    def test_the_runs_of_a_page(self) -> None:
        assert self.INDEX.of_page(0) == [(0, 0, 5, 10), (11, 0, 20, 4)]
        assert self.INDEX.of_page(1) == [(16, 1, 0, 3)]
        assert self.INDEX.of_page(2) == []

    def test_both_ways_agree(self) -> None:
        data = typeset(essay(20, 3), Set(columns=2, head="On machines"))
        found = reader.read(data, "x.pdf")
        index = PlaceIndex(found.pages)
        for start, page, first, length in found.pages:
            for step in (0, length - 1):
                assert index.in_text(page, first + step) == start + step
                assert index.on_pages(start + step, start + step + 1) == [(page, first + step, 1)]


class TestPictures:
    def test_sizes_and_boxes_are_those_of_the_page_as_shown(self) -> None:
        data = pdf([[Type(100, 200, 10, "Here")]], rotate=0)
        assert page_sizes(data, "x.pdf") == [(WIDTH, HEIGHT)]
        box = characters_of(data, "x.pdf", 0).boxes[0]
        assert box.left == pytest.approx(100, abs=1)
        assert box.top < 200 < box.bottom < 204

    @pytest.mark.parametrize("rotate", [0, 90, 180, 270])
    def test_boxes_lie_on_the_ink(self, rotate: int) -> None:
        data = pdf([[Type(100, 200, 24, "HHHH")]], rotate=rotate)
        picture = picture_of(data, "x.pdf", 0, 1.0)
        assert picture is not None
        assert (picture.width, picture.height) == ((595, 842) if rotate in (0, 180) else (842, 595))
        inked = [
            (x, y)
            for y in range(picture.height)
            for x in range(picture.width)
            if picture.data[y * picture.stride + 4 * x] < 100
        ]
        boxes = characters_of(data, "x.pdf", 0).boxes
        left, right = min(b.left for b in boxes), max(b.right for b in boxes)
        top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
        assert inked
        assert all(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for x, y in inked)

    def test_of_a_damaged_page_there_is_none(self) -> None:
        data = typeset(essay(1, 1))
        data = data.replace(b"/Count 1/Kids[", b"/Count 2/Kids[")
        assert picture_of(data, "x.pdf", 0, 1.0) is not None
        assert picture_of(data, "x.pdf", 1, 1.0) is None
        assert characters_of(data, "x.pdf", 1).text == ""


REAL = {
    "federal-register-2020-17221.pdf": ["SUMMARY: The FAA proposes to supersede", "## Background"],
    "google-doc-document.pdf": ["# Example document", "Beautiful is better than ugly."],
    "multicolumn.pdf": ["adipiscing elit. Ut purus elit", "Nam feugiat lacus vel est"],
    "pdflatex-4-pages.pdf": ["you will get no information. Really?"],
    "pdflatex-outline.pdf": ["# Contents", "# 9 Baz"],
    "scotus-transcript-p1.pdf": ["Supreme Court of the United States at 1:01 p.m."],
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_read_in_order(name: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared articles are not on this machine")
    data = path.read_bytes()
    found = reader.read(data, name)
    assert_places_hold(found, data)
    places = [found.source.find(words) for words in REAL[name]]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("password-example.pdf", "protected by a password"),
        ("malformed-from-issue-932.pdf", "almost no text in .* its page is a picture"),
    ],
)
def test_real_files_that_are_refused(name: str, sentence: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared articles are not on this machine")
    with pytest.raises(ArticleError, match=sentence):
        reader.read(path.read_bytes(), path.name)
