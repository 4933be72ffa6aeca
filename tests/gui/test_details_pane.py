"""The details pane: every field shows what is selected and makes one undoable edit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from contention.inspector.flow import flow_of
from contention.inspector.pane import DetailsPane
from contention.model import articles, details, edits, maps, uses
from contention.model.project import (
    ArgumentMap,
    Article,
    ClaimRating,
    InferenceRating,
    Kind,
    Orientation,
    Project,
)
from contention.session.session import Session
from tests.builders import MAP
from tests.details import CTRL, claim, edit, inference, leave, press, shown, small_project, steps, write


@pytest.fixture
def session() -> Session:
    return Session(small_project())


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> Iterator[DetailsPane]:
    window, made = shown(qtbot, session)
    yield made
    window.close()  # and kept until now


# --- which page -------------------------------------------------------------------------


def test_the_page_follows_the_selection(pane, session) -> None:
    assert pane.page is pane.nothing
    assert "Select a claim" in pane.nothing.teaching.text()
    for ids, page in ((("B",), pane.claim), (("iA",), pane.inference), (("B", "iA"), pane.several)):
        session.selection.select(*ids, origin="canvas")
        assert pane.page is page
        assert page.isVisible()
    session.selection.clear()
    assert pane.page is pane.nothing
    assert not pane.claim.isVisible()


def test_hidden_it_waits_and_catches_up(pane, session) -> None:
    pane.hide()
    session.selection.select("D", origin="canvas")
    edit(session, edits.set_text, claim_id="D", text="other words")
    assert pane.page is pane.nothing
    pane.show()
    assert pane.claim.text.toPlainText() == "other words"


# --- a claim ----------------------------------------------------------------------------


def test_the_text_is_one_edit_when_the_field_is_left(pane, session) -> None:
    session.selection.select("B")
    seen: list[str] = []
    session.changed.connect(lambda _before, _after, origin: seen.append(origin))
    write(pane.claim.text, "Only a few can pay.")
    assert steps(session) == 0
    leave(pane)
    assert claim(session).text == "Only a few can pay."
    assert (steps(session), seen) == (1, ["inspector"])
    session.history.undo()
    assert pane.claim.text.toPlainText() == "B nobody else can pay"


def test_ctrl_enter_commits_and_goes_on_in_the_same_step(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.text, "Only a few")
    QTest.keyClick(pane.claim.text, Qt.Key.Key_Return, CTRL)
    assert claim(session).text == "Only a few"
    QTest.keyClicks(pane.claim.text, " can pay.")
    leave(pane)
    assert claim(session).text == "Only a few can pay."
    assert steps(session) == 1


def test_escape_goes_back_to_the_words_there_were(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.text, "nonsense")
    QTest.keyClick(pane.claim.text, Qt.Key.Key_Escape)
    leave(pane)
    assert steps(session) == 0
    assert pane.claim.text.toPlainText() == "B nobody else can pay"


def test_a_field_that_is_typed_in_stays_as_the_map_changes(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.text, "half a sen")
    edit(session, details.set_basis, ids=["B"], basis="data")
    edit(session, edits.set_text, claim_id="B", text="words from elsewhere")
    assert pane.claim.text.toPlainText() == "half a sen"
    assert pane.claim.text.hasFocus()
    assert pane.claim.basis.currentText() == "data"
    leave(pane)
    assert claim(session).text == "half a sen"


def test_what_is_typed_goes_to_the_claim_it_was_typed_for(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.text, "words for B")
    session.selection.select("D", origin="canvas")
    assert (claim(session, "B").text, claim(session, "D").text) == ("words for B", "D nobody repairs")
    assert pane.claim.text.toPlainText() == "D nobody repairs"
    write(pane.claim.note, "a note on D")
    pane.commit_text()
    assert claim(session, "D").note == "a note on D"
    write(pane.claim.text, "too late")
    edit(session, edits.delete, ids=["D"])
    assert pane.page is pane.nothing


def test_words_for_a_claim_on_a_map_that_is_left_are_kept(pane, session) -> None:
    session.edit("Add map", partial(maps.add_map, new_map=ArgumentMap(id="other")))
    session.selection.select("B")
    write(pane.claim.text, "words for B")
    session.show_map("other")
    assert session.project.maps[MAP].claims["B"].text == "words for B"
    assert pane.page is pane.nothing


def test_paste_is_plain_words(pane, session) -> None:
    session.selection.select("B")
    rich = QMimeData()
    rich.setHtml("<b>bold</b> words")
    rich.setText("bold words")
    QGuiApplication.clipboard().setMimeData(rich)
    pane.claim.text.setFocus()
    QTest.keyClick(pane.claim.text, Qt.Key.Key_A, CTRL)
    QTest.keyClick(pane.claim.text, Qt.Key.Key_V, CTRL)
    leave(pane)
    assert claim(session).text == "bold words"


def test_the_text_shows_where_the_focus_is(pane, session) -> None:
    session.selection.select("B")
    leave(pane)
    idle = pane.claim.text.grab().toImage()
    pane.claim.text.setFocus()
    focused = pane.claim.text.grab().toImage()
    middle = idle.height() // 2
    assert idle.pixelColor(0, middle).name() != focused.pixelColor(0, middle).name()
    assert focused.pixelColor(0, middle) == pane.palette().accent().color()


def test_the_text_grows_with_its_words(pane, session) -> None:
    session.selection.select("B")
    low = pane.claim.text.height()
    write(pane.claim.text, "word " * 60)
    QApplication.processEvents()
    assert pane.claim.text.height() > 2 * low


def test_unstated_is_a_tick(pane, session) -> None:
    session.selection.select("B")
    press(pane.claim.unstated)
    assert claim(session).unstated
    assert pane.claim.unstated.isChecked()
    session.history.undo()
    assert not pane.claim.unstated.isChecked()


def test_a_passage_that_was_not_found_says_so_and_can_be_looked_for(pane, session) -> None:
    session.selection.select("B")
    row = pane.claim.passages.rows["p0"]
    assert not row.lost.isVisible()
    assert not row.again.isVisible()

    def lose(project: Project) -> Project:
        (article,) = {p.article for p in claim(session).passages}
        project = replace(project, articles={article: Article(id=article, title="A", source="Other.")})
        return articles.replace_article(project, article, project.articles[article], found={})

    session.edit("Lose", lose)
    assert row.lost.isVisible()
    assert "Not found" in row.lost.text()
    assert not row.words.isEnabled(), "they lead nowhere"
    wanted: list[str] = []
    pane.find_again_wanted.connect(wanted.append)
    press(row.again)
    assert wanted == ["p0"]
    session.history.undo()
    assert not row.again.isVisible()
    assert row.words.isEnabled()


def test_passages_lead_to_the_article_and_are_implied_or_removed(pane, session) -> None:
    session.selection.select("B")
    wanted: list[tuple[str, str]] = []
    pane.passage_wanted.connect(lambda *ids: wanted.append(ids))
    row = pane.claim.passages.rows["p0"]
    assert row.words.words == "“the first words”"
    press(row.words)
    assert wanted == [("B", "p0")]
    row.implied.setFocus()
    QTest.keyClick(row.implied, Qt.Key.Key_Space)
    assert [passage.implied for passage in claim(session).passages] == [True, False]
    assert row.implied.hasFocus()  # the row is the same one
    row.remove.setFocus()
    QTest.keyClick(row.remove, Qt.Key.Key_Space)
    assert [passage.id for passage in claim(session).passages] == ["p1"]
    assert pane.claim.passages.rows["p1"].remove.hasFocus()
    assert pane.claim.no_passage.isHidden()
    press(pane.claim.passages.rows["p1"].remove)
    assert pane.claim.no_passage.isVisible()
    session.history.undo()
    assert list(pane.claim.passages.rows) == ["p1"]


def test_the_basis_is_chosen_or_a_word_of_the_readers(pane, session) -> None:
    session.selection.select("B")
    field = pane.claim.basis.lineEdit()
    pane.claim.basis.setFocus()
    QTest.keyClick(pane.claim.basis, Qt.Key.Key_Down)
    QTest.keyClick(pane.claim.basis, Qt.Key.Key_Down)
    QTest.keyClick(pane.claim.basis, Qt.Key.Key_Return)
    assert claim(session).basis in {"common knowledge", "data"}
    write(field, "dat")  # not what the list would make of it
    leave(pane)
    assert claim(session).basis == "dat"
    write(field, "hearsay")
    leave(pane)
    assert claim(session).basis == "hearsay"
    write(field, "Expert")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert claim(session).basis == "expert"
    write(field, " ")
    leave(pane)
    assert claim(session).basis == ""


def test_a_rating_is_given_and_taken_back(pane, session) -> None:
    session.selection.select("B")
    chips = pane.claim.rating.chips
    press(chips["reject"])
    assert claim(session).rating is ClaimRating.REJECT
    press(chips["accept"])
    assert claim(session).rating is ClaimRating.ACCEPT
    assert [chip.isChecked() for chip in chips.values()] == [True, False, False]
    chips["accept"].setFocus()
    QTest.keyClick(chips["accept"], Qt.Key.Key_Space)
    assert claim(session).rating is None
    assert not any(chip.isChecked() for chip in chips.values())
    assert steps(session) == 3


def test_tags_are_chips_that_are_on_or_off(pane, session) -> None:
    session.selection.select("B")
    chips = pane.claim.tags.chips
    assert [chip.isChecked() for chip in chips.values()] == [True, False]
    assert chips["t1"].accessibleName() == "Tag: costs & rents"
    press(chips["t2"])
    assert claim(session).tags == ("t1", "t2")
    press(chips["t1"])
    assert claim(session).tags == ("t2",)


def test_a_new_tag_is_made_and_given_in_one_step_and_a_known_one_only_given(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.tags.new_name, "lesson 2")
    QTest.keyClick(pane.claim.tags.new_name, Qt.Key.Key_Return)
    made = claim(session).tags[-1]
    assert session.project.tags[made].name == "lesson 2"
    assert session.project.tags[made].colour not in {"teal", "red"}
    assert pane.claim.tags.new_name.text() == ""
    assert steps(session) == 1
    write(pane.claim.tags.new_name, "TO CHECK")
    leave(pane)
    assert claim(session).tags == ("t1", made, "t2")
    assert len(session.project.tags) == 3
    session.history.undo()
    session.history.undo()
    assert list(pane.claim.tags.chips) == ["t1", "t2"]


def test_tags_are_renamed_recoloured_and_deleted(pane, session) -> None:
    session.selection.select("B")
    tags = pane.claim.tags
    assert not tags.rows.isVisible()
    press(tags.change_button)
    row = tags.rows.rows["t1"]
    assert row.name.hasFocus()
    write(row.name, "rents")
    leave(pane)
    assert tags.chips["t1"].text() == "rents"
    refusals: list[str] = []
    session.refused.connect(refusals.append)
    write(row.name, "to check")
    leave(pane)
    assert len(refusals) == 1
    assert row.name.text() == "rents"
    row.colour.setFocus()
    QTest.keyClicks(row.colour, "p")
    QTest.keyClick(row.colour, Qt.Key.Key_Return)
    assert session.project.tags["t1"].colour == "purple"
    press(row.delete)
    assert claim(session).tags == ()
    assert list(tags.rows.rows) == ["t2"]
    press(tags.change_button)
    assert not tags.rows.isVisible()


def test_the_note_is_kept(pane, session) -> None:
    session.selection.select("B")
    write(pane.claim.note, "look it up")
    QTest.keyClick(pane.claim.note, Qt.Key.Key_Return)
    QTest.keyClicks(pane.claim.note, "soon")
    leave(pane)
    assert claim(session).note == "look it up\nsoon"


def test_uses_lead_there_and_are_made_primary_or_unlinked(pane, session) -> None:
    edit(session, uses.use_again, claim="B", target="D", kind=Kind.OBJECTION, inference_id="again")
    session.selection.select("B")
    rows = pane.claim.uses.rows
    assert [row.words.words for row in rows.values()] == [
        "Reason for “K networks are needed”",
        "Objection to “D nobody repairs”",
    ]
    assert (rows["iA"].here.isVisible(), rows["again"].here.isVisible()) == (True, False)
    press(rows["again"].primary)
    assert claim(session).primary == "again"
    assert pane.claim.role.text() == "Objection"
    press(rows["iA"].unlink)
    assert inference(session).premises == ("A",)
    assert list(pane.claim.uses.rows) == ["again"]
    press(rows["again"].words)
    assert session.selection.ids == ("again",)
    assert pane.page is pane.inference


def test_circles_are_named(pane, session) -> None:
    session.selection.select("F")
    assert not pane.claim.circle_group.isVisible()
    edit(session, uses.use_again, claim="K", target="F", kind=Kind.REASON, inference_id="round")
    assert pane.claim.circle_group.isVisible()
    assert {row.words for row in pane.claim.circle.rows.values()} == {
        "K networks are needed",
        "D nobody repairs",
    }
    press(pane.claim.circle.rows["D"])
    assert session.selection.ids == ("D",)


# --- an inference -----------------------------------------------------------------------


def test_an_inference_has_kind_scheme_rating_tags_and_note(pane, session) -> None:
    session.selection.select("iA")
    page = pane.inference
    press(page.kind.chips["objection"])
    assert inference(session).kind is Kind.OBJECTION
    press(page.kind.chips["objection"])  # it must be one of them
    assert page.kind.chips["objection"].isChecked()
    write(page.scheme, "from cost")
    QTest.keyClick(page.scheme, Qt.Key.Key_Return)
    assert inference(session).scheme == "from cost"
    press(page.rating.chips["weak"])
    assert inference(session).rating is InferenceRating.WEAK
    press(page.tags.chips["t2"])
    assert inference(session).tags == ("t2",)
    write(page.note, "why?")
    leave(pane)
    assert inference(session).note == "why?"
    assert steps(session) == 5


def test_an_inference_links_its_premises_its_target_and_what_is_said_about_it(pane, session) -> None:
    page = pane.inference
    for link, goal in (
        (lambda: page.premises.rows["B"], "B"),
        (lambda: page.target.rows["K"], "K"),
        (lambda: page.objections.rows["iC"], "iC"),
    ):
        session.selection.select("iA")
        press(link())
        assert session.selection.ids == (goal,)
    assert page.target_group.label.text() == "Opposes"  # an objection to the step
    assert "the inference from" in next(iter(page.target.rows.values())).words


# --- several ----------------------------------------------------------------------------


def test_several_claims_are_changed_in_one_step(pane, session) -> None:
    session.selection.select("B", "D", "K")
    page = pane.several
    assert page.count.text() == "3 claims selected"
    assert page.tags.chips["t1"].accessibleDescription() == "for some of the selected"
    for change in (
        lambda: press(page.claim_rating.chips["accept"]),
        lambda: press(page.tags.chips["t1"]),
        lambda: press(page.unstated),
    ):
        before = steps(session)
        change()
        assert steps(session) == before + 1
    write(page.basis.lineEdit(), "data")
    leave(pane)
    for item in ("B", "D", "K"):
        found = claim(session, item)
        assert (found.rating, found.tags, found.unstated, found.basis) == (
            ClaimRating.ACCEPT,
            ("t1",),
            True,
            "data",
        )
    edit(session, details.set_unstated, ids=["B"], unstated=False)
    assert page.unstated.checkState() is Qt.CheckState.PartiallyChecked


def test_only_fields_that_apply_to_all_are_shown(pane, session) -> None:
    page = pane.several
    session.selection.select("iA", "iD")
    assert page.count.text() == "2 inferences selected"
    assert (page.inference_rating.isVisible(), page.basis.isVisible()) == (True, False)
    press(page.inference_rating.chips["nil"])
    assert {inference(session, i).rating for i in ("iA", "iD")} == {InferenceRating.NIL}
    session.selection.select("iA", "B")
    assert page.count.text() == "1 claim and 1 inference selected"
    assert not page.inference_rating.isVisible()
    assert page.tags.isVisible()


# --- the map ----------------------------------------------------------------------------


def test_the_maps_own_settings(pane, session) -> None:
    page = pane.nothing
    write(page.title, "Who owns the machines?")
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    assert session.map.title == "Who owns the machines?"
    press(page.orientation.chips["right"])
    assert session.map.orientation is Orientation.RIGHT
    press(page.compact)
    assert session.map.compact
    page.width_box.setFocus()
    QTest.keyClick(page.width_box, Qt.Key.Key_Up)
    QTest.keyClick(page.width_box, Qt.Key.Key_Up)
    assert session.map.box_width == 240
    assert steps(session) == 4  # the widths are one step
    for _ in range(4):
        session.history.undo()
    assert page.title.text() == "Map"
    assert page.orientation.chips["down"].isChecked()
    assert page.width_box.text() == "automatic"


def test_what_stands_in_a_row_stands_in_its_middle(qtbot: QtBot) -> None:
    low, high, below = QWidget(), QWidget(), QWidget()
    for widget, height in ((low, 20), (high, 40), (below, 20)):
        widget.setFixedSize(60, height)
    room = flow_of(low, high, below)
    qtbot.addWidget(room)
    room.resize(140, 100)
    room.show()
    assert low.geometry().center().y() == high.geometry().center().y()
    assert below.geometry().top() > high.geometry().bottom()
    assert room.layout().heightForWidth(140) == below.geometry().bottom() + 1
