"""Standard form: premises, and what they speak for or against; and where quotes stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from contention.article.markdown import read_markdown
from contention.article.numbering import Numbering
from contention.diagram.fonts import register_fonts
from contention.export.quotes import Quotes
from contention.export.standard_form import Argument, arguments
from contention.export.words import lines
from contention.model.project import Passage, Project
from tests.builders import map_of
from tests.unit.diagram.random_maps import MapMaker
from tests.unit.export.hurting import maps_that_hurt, project_with, rich_project, sheet_of


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def formed(project: Project, **options: object) -> list[Argument]:
    sheet = sheet_of(project, **options)
    return list(arguments(sheet, lines(sheet)))


def test_premises_and_conclusion_in_the_outlines_order() -> None:
    found = formed(rich_project())
    assert [argument.inference for argument in found] == ["iA", "iD", "iC", "iE"]
    first, second = found[0], found[1]
    assert first.role == "reason 1 of 1, from safety"
    assert first.premises == (("It is not safe.", False), ("Unsafe bridges should be closed.", True))
    assert (first.therefore, first.conclusion) == ("Therefore:", "The bridge should be closed.")
    assert (second.number, second.conclusion) == (4, "It is not safe.")
    assert found[3].therefore == "Against:"
    assert [premise.text for premise in found[3].premises] == ["Many people use it.", "A beam is cracked."]


def test_what_speaks_to_a_step_names_the_step() -> None:
    maker = MapMaker()
    top = maker.claim("Top.")
    first = maker.reason(top, "One.", "Two.")
    second = maker.objection(first, "Not so.")
    maker.objection(second, "But so.")
    found = formed(project_with(maker.map()))
    assert found[1].conclusion == "the step from “One.”; “Two.” to “Top.”"
    assert found[2].conclusion == "the step from “Not so.”"


def test_a_branch_alone_names_what_it_speaks_to_in_the_whole_map() -> None:
    (only,) = formed(rich_project(), part="branch", chosen=("iC",))
    assert "“The bridge should be closed.”" in only.conclusion
    assert not formed(project_with(map_of("K alone")))


def test_a_folded_inference_has_no_premises_to_write() -> None:
    assert [one.inference for one in formed(rich_project(), folded=frozenset({"iA"}))] == ["iE"]


@pytest.mark.parametrize("name", maps_that_hurt())
def test_each_argument_once(name: str) -> None:
    drawn = maps_that_hurt()[name]
    found = [argument.inference for argument in formed(project_with(drawn))]
    assert sorted(found) == sorted(drawn.inferences)


def test_where_a_quote_stands() -> None:
    project = rich_project()
    source = "# One\n\nFirst.\n\n***\n\n## Two\n\n- second\n- third\n"
    article = replace(project.articles["a"], source=source)
    quotes = Quotes(replace(project, articles={"a": article}))
    text = read_markdown(source).text

    def place(words: str, **more: object) -> str:
        start = text.index(words)
        passage = Passage(id="p", article="a", exact=words, start=start, end=start + len(words))
        return quotes.quote(replace(passage, **more)).place

    assert place("First.") == "The <Daily> News, paragraph 1"
    assert place("third", heading=("One", "Two")) == "The <Daily> News, Two, paragraph 1"
    assert place("third", heading=("The <Daily> News",)) == "The <Daily> News, paragraph 1"
    assert place("Two") == "The <Daily> News"
    assert place("third", start=1, end=6) == "The <Daily> News"
    assert place("third", implied=True) == "The <Daily> News, paragraph 1, implied"
    assert place("third", article="gone", heading=("Two",)) == "Two"
    assert quotes.quote(Passage(id="p", article="gone", exact="a\n\x00b", start=0, end=4)).words == "a b"


def test_a_quote_has_the_number_that_its_paragraph_has_on_the_screen() -> None:
    project = rich_project()
    source = "Share this.\n\nFirst.\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n\nLast.\n"
    read = read_markdown(source)
    aside = (0, len(read.blocks[0].text))
    article = replace(project.articles["a"], source=source, set_aside=(aside,))
    quotes = Quotes(replace(project, articles={"a": article}))
    numbering = Numbering(read, article.set_aside)
    for words, number in {"First.": 1, "item": 1, "Last.": 2, "Share this.": 0}.items():
        start = read.text.index(words)
        passage = Passage(id="p", article="a", exact=words, start=start, end=start + len(words))
        assert quotes.quote(passage).paragraph == (numbering.number(start) or 0) == number, words
