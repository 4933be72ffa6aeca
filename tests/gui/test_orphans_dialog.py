"""The list of passages that were not found: gone through beside the article, linked only by the button."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from contention.article.importing import article_from_text
from contention.article.markdown import read_markdown
from contention.model import edits, maps
from contention.model.articles import orphans
from contention.model.project import ArgumentMap, Claim, Passage, Project, new_project, read_only
from tests.gui.conftest import MakeWindow

LINE = "The harbour was closed for repairs that no one had announced."
SOURCE = f"Quiet.\n\n{LINE}\n\nLater.\n\nQuiet.\n\n{LINE}\n\nLater.\n"
LEFT = Qt.MouseButton.LeftButton


def lost(name: str, words: str, article: str, start: int = 0) -> Passage:
    return Passage(id=name, article=article, exact=words, start=start, end=start + len(words), orphan=True)


@pytest.fixture
def project() -> Project:
    article = article_from_text(SOURCE).article
    made = new_project(article)
    (first,) = made.maps
    claims = (
        Claim(id="tied", text="It was closed", passages=(lost("p1", LINE, article.id),)),
        Claim(
            id="gone", text="Nobody asked", passages=(lost("p2", "Words of another time.", article.id, 200),)
        ),
    )
    for claim in claims:
        made = edits.add_claim(made, first, claim)
    other = Claim(id="far", text="On another map", passages=(lost("p3", LINE, article.id),))
    return maps.add_map(made, ArgumentMap(id="m2", title="Second map", claims=read_only({"far": other})))


def opened(make_window: MakeWindow, project: Project):
    window, _ = make_window(project)
    window.actions_table["orphans"].trigger()
    (dialog,) = window.findChildren(QDialog, "orphans-dialog")
    return window, dialog


def click(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def test_going_through_them_shows_each_claim_on_its_map(make_window: MakeWindow, project: Project) -> None:
    window, dialog = opened(make_window, project)
    assert dialog.list.count() == 3
    assert window.session.selection.ids == ("tied",)
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert window.session.map_id == "m2"
    assert window.session.selection.ids == ("far",)
    assert "Second map" in dialog.list.item(2).text()
    assert dialog.words.toPlainText() == LINE


def test_places_that_are_as_good_are_shown_one_after_the_other(
    make_window: MakeWindow, project: Project
) -> None:
    window, dialog = opened(make_window, project)
    before = window.session.project
    text = read_markdown(SOURCE).text
    places = []
    for _ in range(3):
        click(dialog, "orphan-find")
        selected = window.reader.selected_passage()
        assert selected.exact == LINE
        places.append(selected.start)
    assert set(places) == {text.index(LINE), text.rindex(LINE)}
    assert places[0] == places[2]
    assert "1 of 2 places" in dialog.told.text()
    assert window.session.project is before, "nothing is linked without the button"
    click(dialog, "orphan-link")
    assert {one.passage.id for one in orphans(window.session.project)} == {"p2", "p3"}
    (passage,) = window.session.map.claims["tied"].passages
    assert (passage.start, passage.orphan) == (places[2], False)
    assert dialog.list.currentRow() == 0, "the next one is marked"


def test_a_passage_is_removed_and_the_claim_stays(make_window: MakeWindow, project: Project) -> None:
    window, dialog = opened(make_window, project)
    click(dialog, "orphan-remove")
    assert not window.session.map.claims["tied"].passages
    window.session.history.undo()
    assert window.session.map.claims["tied"].passages
    assert dialog.list.count() == 3


def test_editing_elsewhere_does_not_pull_the_map_away(make_window: MakeWindow, project: Project) -> None:
    window, dialog = opened(make_window, project)
    session = window.session
    session.selection.select("gone")
    session.edit("Edit", lambda one: replace(one, title="Another title"))
    assert session.selection.ids == ("gone",)
    assert dialog.list.count() == 3


def test_the_list_opens_where_it_is_asked_to(make_window: MakeWindow, project: Project) -> None:
    window, _ = make_window(project)
    window.articles.show_orphans("p2")
    (dialog,) = window.findChildren(QDialog, "orphans-dialog")
    assert dialog.words.toPlainText() == "Words of another time."
    assert "No place in the article" in dialog.told.text()
    assert not dialog.findChild(QPushButton, "orphan-link").isEnabled()
    window.articles.show_orphans()
    assert len(window.findChildren(QDialog, "orphans-dialog")) == 1
