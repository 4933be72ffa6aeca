"""PDF: drawn by another program it is the picture that is painted, and every word of it is found."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.export import pdf
from contention.export.encoding import ExportCancelled
from contention.export.errors import ExportError
from contention.export.options import PAPERS, TRANSPARENT, ExportOptions, Size
from contention.export.page import NATURAL
from contention.export.pages import LONGEST_SIDE, page_of_map
from contention.export.pdf_catalogue import completed
from contention.export.png import render
from contention.export.sheet import Sheet
from contention.export.words import lines
from tests.builders import map_of
from tests.unit.diagram.random_maps import random_map
from tests.unit.export.hurting import TEXTS, maps_that_hurt, of_texts, rich_project, sheet_of
from tests.unit.export.paper import difference, drawn, flat, ink, opened, pillow, printed, words_of

MEAN, STRONG = 0.4, 0.001
"""What may differ from our own painting, three pixels to a unit taken together: on average so much of
255, and so large a share of pixels by more than an eighth of it, where dashes begin a hair elsewhere.
One letter of three claims that is another makes a larger share."""
FINE = 3
EVERYTHING = {"title": True, "legend": True, "source": True, "notes": True}


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def both(sheet: Sheet, fine: int = FINE) -> tuple[Image.Image, Image.Image]:
    """The page as PDFium draws it, and the same pixels painted; so many to a unit."""
    page = drawn(printed(sheet), scale=fine / NATURAL)
    painted = pillow(render(sheet, Size(scale=float(fine))))
    # A page is of whole points, and so up to a point larger.
    assert 0 <= page.width - painted.width <= 2 * fine
    assert 0 <= page.height - painted.height <= 2 * fine
    return page.crop((0, 0, *painted.size)), painted


@pytest.mark.parametrize("palette", ["classic", "safe", "ink"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_palette_is_what_is_painted(palette: str, dark: bool) -> None:
    page, painted = both(sheet_of(rich_project(), theme_id=palette, dark=dark, **EVERYTHING))
    mean, strong = difference(page, painted, FINE)
    assert mean < MEAN
    assert strong < STRONG


@pytest.mark.parametrize("name", [*maps_that_hurt(), "texts"])
def test_maps_and_texts_that_hurt_are_what_is_painted(name: str) -> None:
    if name == "2,000 boxes":
        pytest.skip("smaller than letters on the largest page; its branches are compared")
    sheet = sheet_of(of_texts() if name == "texts" else maps_that_hurt()[name])
    fine = FINE if sheet.bounds.width < 9_000 else 2
    mean, strong = difference(*both(sheet, fine), fine)
    assert mean < MEAN
    assert strong < STRONG


def test_a_comparison_sees_another_palette_and_another_letter() -> None:
    page, _ = both(sheet_of(random_map(8, 1)))
    _, other = both(sheet_of(random_map(8, 1), theme_id="safe"))
    mean, strong = difference(page, other, FINE)
    assert mean > MEAN
    assert strong > STRONG
    page, _ = both(sheet_of(map_of("K top\n  + A reason one two\n  - B no")))
    _, other = both(sheet_of(map_of("K top\n  + A reason one tvo\n  - B no")))
    assert difference(page, other.resize(page.size), FINE)[1] > STRONG


@pytest.mark.parametrize("paper", ["", *PAPERS])
def test_no_ink_on_the_outermost_pixels_of_any_paper(paper: str) -> None:
    for dark in (False, True):
        page = drawn(printed(sheet_of(rich_project(), dark=dark, **EVERYTHING), paper=paper))
        left, top, right, bottom = ink(page) or (0, 0, 0, 0)
        assert min(left, top, page.width - right, page.height - bottom) >= 10


def test_words_with_ligatures_are_found() -> None:
    data = printed(sheet_of(map_of("K Traffic\n  + A office\n  - B fluffy waffles")))
    page = opened(data)[0].get_textpage()
    for word in ("Traffic", "office", "fluffy waffles"):
        assert page.search(word, match_case=True).get_next() is not None
    assert page.search("Tramway").get_next() is None


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler (pdftotext) is not installed.")
def test_poppler_finds_the_words_and_has_nothing_to_complain_of(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(printed(sheet_of(map_of("K Traffic\n  + A office\n  - B fluffy waffles"))))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    assert {"Traffic", "office", "fluffy", "waffles"} <= set(done.stdout.decode().split())


@pytest.mark.parametrize("name", [name for name in maps_that_hurt() if name != "2,000 boxes"])
def test_every_line_of_every_claim_is_found(name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    words = words_of(printed(sheet))
    for _, box in sheet.diagram.boxes:
        for line in box.lines:
            assert flat(line.text) in words


def test_two_thousand_claims_are_found() -> None:
    sheet = sheet_of(maps_that_hurt()["2,000 boxes"])
    found = set(words_of(printed(sheet)).split())
    wanted = {word for _, box in sheet.diagram.boxes for line in box.lines for word in line.text.split()}
    assert wanted <= found


def test_every_word_is_found_for_which_there_is_a_font() -> None:
    sheet = sheet_of(of_texts())
    data = printed(sheet)
    found = words_of(data)
    systems = QFontDatabase.WritingSystem
    lacking = {"emoji"}  # pictures, not letters, wherever they are drawn at all
    for name, system in (("chinese", systems.SimplifiedChinese), ("arabic", systems.Arabic)):
        if not QFontDatabase.families(system):
            lacking.add(name)
    for name in TEXTS.keys() - lacking - {"a thousand words", "control"}:
        if name == "empty":
            continue
        box = sheet.diagram.box(name)
        assert box is not None
        for word in " ".join(line.text for line in box.lines).split():
            # A mark over a letter comes in a place of its own from right to left.
            letters = re.sub("[\u064b-\u0652].*", "", flat(word).strip("().%"))
            assert letters in found, name
    assert "before after and" in found
    assert "word293" in found


def test_title_language_and_creator_are_in_the_file() -> None:
    sheet = replace(sheet_of(random_map(3)), title="Who owns\n“the” (machines)? – שלום 😀")
    data = printed(sheet)
    document = opened(data)
    assert document.get_metadata_dict()["Title"] == "Who owns “the” (machines)? – שלום 😀"
    assert document.get_metadata_dict()["Creator"] == "Contention"
    (catalogue,) = re.findall(rb"/Type /Catalog(?:(?!endobj).)*/Lang \((.*?)\)", data, re.DOTALL)
    assert catalogue.decode() == pdf.language()
    assert b"/DisplayDocTitle true" in data


def bare(data: bytes) -> bytes:
    """What Qt alone has written."""
    return data[: data.index(b"%%EOF") + 6]


def test_what_is_added_leaves_every_byte_and_points_at_the_right_places() -> None:
    sheet = sheet_of(random_map(3))
    data = printed(sheet)
    plain = bare(data)
    assert data.startswith(plain)
    assert difference(drawn(data), drawn(plain)) == (0, 0)
    table = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    rows = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", data[table:])
    assert len(rows) > 4
    for number, place in rows:
        assert data[int(place) :].startswith(number + b" 0 obj\n")
    size, before = re.findall(rb"/Size (\d+).*/Prev (\d+)", data[table:], re.DOTALL)[0]
    assert int(size) == max(int(number) for number, _ in rows) + 1
    assert plain[int(before) : int(before) + 4] == b"xref"


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.4\nstartxref\n99\n%%EOF\n"])
def test_a_file_of_another_form_comes_back_as_it_is(data: bytes) -> None:
    assert completed(data, language="de", bookmarks=(), pages=()) == data


def test_a_language_of_several_parts() -> None:
    sheet = sheet_of(random_map(3))
    plain = bare(printed(sheet))
    said = completed(plain, language="pt-BR", bookmarks=(), pages=(page_of_map(sheet),))
    assert b"/Lang (pt-BR)" in said
    assert list(opened(said).get_toc()) == []
    # A file with other pages than it is said to have is left alone.
    assert completed(plain, language="pt-BR", bookmarks=(), pages=()) == plain


@pytest.mark.parametrize("mode", ["own", "fit", "poster", "branches"])
def test_bookmarks_hold_every_claim_in_reading_order_and_lead_to_it(mode: str) -> None:
    sheet = sheet_of(random_map(30, 4))
    paper: dict[str, object] = {} if mode == "own" else {"paper": "a5", "pages": mode}
    document = opened(printed(sheet, **paper))
    marks = list(document.get_toc())
    told = [line for line in lines(sheet) if line.claim]
    titles = [mark.get_title() for mark in marks]
    assert [title for title in titles if any(title.endswith(": " + line.text) for line in told)]
    at = 0
    for line in told:  # in this order, with inferences of several premises between them
        at = next(k for k in range(at, len(titles)) if titles[k].endswith(": " + line.text)) + 1
    for mark in marks:
        page = document[mark.get_dest().get_index()]
        _, (left, top, _) = mark.get_dest().get_view()
        assert 0 <= left <= page.get_width()
        assert 0 <= top <= page.get_height() + 8
        words = flat(page.get_textpage().get_text_range())
        first = flat(mark.get_title().split(": ", 1)[1]).split(",")[0].split()[0]
        assert first in words


def test_bookmarks_hold_words_that_no_font_has() -> None:
    titles = [mark.get_title() for mark in opened(printed(sheet_of(of_texts()))).get_toc()]
    for name in ("emoji", "chinese", "arabic", "markup", "a thousand words", "combining"):
        assert any(title.endswith(": " + TEXTS[name]) for title in titles), name


def test_marks_and_headings_lead_to_the_pages_they_name() -> None:
    import ctypes

    from pypdfium2 import raw

    document = opened(printed(sheet_of(random_map(60)), paper="a4", pages="branches"))
    followed = 0
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        link, position, area = raw.FPDF_LINK(), ctypes.c_int(0), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
            raw.FPDFLink_GetAnnotRect(link, ctypes.byref(area))
            said = words.get_text_bounded(area.left, area.bottom, area.right, area.top)
            target = raw.FPDFDest_GetDestPageIndex(document.raw, raw.FPDFLink_GetDest(document.raw, link))
            named = re.search(r"continued (?:on|from) page (\d+)", flat(said))
            assert named is not None or "this page" in said
            assert target == (int(named[1]) - 1 if named else number)
            followed += 1
    assert followed > 8


def test_fonts_are_in_the_file_and_nothing_is_made_of_dots() -> None:
    data = printed(sheet_of(rich_project()))
    assert data.count(b"/FontFile2") >= 2  # regular and semibold
    assert b"/Subtype /Image" not in data
    assert b"/JavaScript" not in data


def test_the_page_is_the_map_and_no_larger_than_a_page_can_be() -> None:
    sheet = sheet_of(random_map(8, 1))
    width, height = opened(printed(sheet))[0].get_size()
    assert width == pytest.approx(sheet.bounds.width * NATURAL, abs=1)
    assert height == pytest.approx(sheet.bounds.height * NATURAL, abs=1)
    wide = opened(printed(sheet_of(maps_that_hurt()["2,000 boxes"])))[0].get_size()
    assert max(wide) == LONGEST_SIDE


def test_a_transparent_ground_is_left_to_the_paper_and_a_colour_is_drawn() -> None:
    clear = sheet_of(random_map(3), background=TRANSPARENT)
    bitmap = opened(printed(clear))[0].render(fill_color=(9, 99, 9, 255)).to_pil().convert("RGB")
    assert bitmap.getpixel((1, 1)) == (9, 99, 9)
    grey = drawn(printed(sheet_of(random_map(3), background="#777777"), paper="a5"))
    assert grey.getpixel((1, 1)) == (0x77, 0x77, 0x77)  # the whole page
    with pytest.raises(ExportError, match="“mud” is no colour"):
        printed(sheet_of(random_map(3), background="mud"))


def test_no_such_paper_is_a_sentence() -> None:
    with pytest.raises(ExportError, match=r"no paper called “a9”. Nothing was written"):
        printed(sheet_of(random_map(3)), paper="a9")
    assert len(opened(printed(sheet_of(random_map(3)), paper="A4"))) == 1


def test_progress_grows_and_a_no_ends_it() -> None:
    told: list[float] = []
    options = ExportOptions(format="pdf", paper="a5", pages="branches")
    sheet = sheet_of(random_map(60))
    pdf.encode(sheet, options, lambda done: told.append(done) or True)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
    assert len(told) > 10
    for last in (1, 3, len(told) - 2):
        asked: list[float] = []

        def until(done: float, last: int = last, asked: list[float] = asked) -> bool:
            asked.append(done)
            return len(asked) < last

        with pytest.raises(ExportCancelled):
            pdf.encode(sheet, options, until)
        assert len(asked) == last
