"""The main job: read an article, map its argument, save the project, export the picture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from contention.assets import resource
from contention.files.store import load
from contention.model.project import Kind

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The sample article in a folder of the reader's own."""
    return Path(shutil.copy(resource("samples", "who-owns-the-machines.md"), tmp_path / "machines.md"))


def test_four_passages_a_picture_and_a_saved_project_in_twelve_actions(article, open_window) -> None:
    hands = open_window(article)
    session = hands.window.session

    hands.select("Some of the machines that AI runs on ought to belong to no large company at all.")
    hands.press(Qt.Key.Key_C)
    hands.select("nearly all the machinery behind AI is in the hands of those few")
    hands.press(Qt.Key.Key_R)
    hands.select("Whoever owns the machines decides what may be asked of them")
    hands.press(Qt.Key.Key_P)
    hands.select("what has no proper owner has no one on the payroll to mend it")
    hands.press(Qt.Key.Key_O)
    mapped = session.project
    hands.press(Qt.Key.Key_E, CTRL)
    hands.press(Qt.Key.Key_S, CTRL)
    saved = load(session.path)
    hands.press(Qt.Key.Key_O, CTRL | SHIFT)  # reopen from disk
    reopened = session.project
    hands.press(Qt.Key.Key_Z, CTRL)

    assert hands.actions <= 12

    claims = {claim.text: claim for claim in mapped.maps[session.map_id].claims.values()}
    contention, reason, co_premise, objection = claims.values()
    assert (
        contention.text == "Some of the machines that AI runs on ought to belong to no large company at all."
    )
    inferences = list(mapped.maps[session.map_id].inferences.values())
    because = next(i for i in inferences if i.kind is Kind.REASON)
    however = next(i for i in inferences if i.kind is Kind.OBJECTION)
    assert because.target == contention.id
    assert because.premises == (reason.id, co_premise.id)
    assert however.premises == (objection.id,)
    assert however.target == co_premise.id
    text = hands.window.reader.article_text.text
    for claim in claims.values():
        (passage,) = claim.passages
        assert text[passage.start : passage.end] == passage.exact == claim.text
    assert (reason.passages[0].heading, contention.passages[0].heading) == (
        ("Who owns the machines?", "The price of entry"),
        ("Who owns the machines?",),
    )

    assert saved.project == mapped == reopened
    assert not saved.findings
    assert session.path == article.with_suffix(".contention")
    assert len(session.map.claims) == 3, "undo takes back the objection, across saving and reopening"

    (picture,) = article.parent.glob("*.png")
    image = QImage(str(picture))
    bounds = hands.window.canvas.diagram.bounds
    assert image.width() > bounds.width
    assert image.pixelColor(2, 2).name() == "#ffffff"


def test_what_is_highlighted_leads_to_the_map_and_back(article, open_window) -> None:
    hands = open_window(article)
    hands.select("Some of the machines that AI runs on ought to belong to no large company at all.")
    hands.press(Qt.Key.Key_C)
    contention = hands.claim("Some of the machines")
    hands.select("The members pay a staff, the staff are woken at night")
    hands.press(Qt.Key.Key_R)
    members = hands.claim("The members pay")
    selection = hands.window.session.selection

    assert [h.claim for h in hands.window.reader.highlights] == [contention.id, members.id]
    hands.click_words("belong to no large company")
    assert selection.ids == (contention.id,)
    reader = hands.window.reader
    passage = members.passages[0]
    assert not reader.viewport().rect().contains(hands.place_of(passage.start))
    hands.click(members.id)
    assert selection.ids == (members.id,)
    assert reader.viewport().rect().contains(hands.place_of(passage.start))


def test_the_selection_is_dragged_to_the_map(article, open_window) -> None:
    hands = open_window(article)
    canvas = hands.window.canvas
    middle = canvas.viewport().rect().center()
    hands.select("Some of the machines that AI runs on ought to belong to no large company at all.")
    hands.drop_passage(middle)
    contention = hands.claim("Some of the machines")
    hands.select("a rule made by an owner comes, in time, to suit the owner")
    hands.drop_passage(hands.point_of(contention.id))
    reason = hands.claim("a rule made by")
    assert hands.inference_of(reason.id).target == contention.id
    hands.select("To be able to make a rule is one thing")
    hands.drop_passage(hands.point_of(hands.inference_of(reason.id).id), SHIFT)
    undercut = hands.inference_of(hands.claim("To be able").id)
    assert (undercut.kind, undercut.target) == (Kind.OBJECTION, hands.inference_of(reason.id).id)


def test_boxes_without_a_passage_are_written_by_keys_alone(open_window) -> None:
    hands = open_window()
    session = hands.window.session
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_C)
    hands.type("Bread is cheap")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    hands.type("Flour costs little")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    hands.type("Ovens are shared")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_O)
    hands.type("Not everyone shares an oven")
    hands.press(Qt.Key.Key_Return)
    contention = hands.claim("Bread")
    assert hands.inference_of(hands.claim("Flour").id).target == contention.id
    assert hands.inference_of(hands.claim("Ovens").id).target == contention.id
    assert hands.inference_of(hands.claim("Not everyone").id).kind is Kind.OBJECTION

    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type("Few share an oven")
    hands.press(Qt.Key.Key_Return)
    assert "Few share an oven" in hands.claims

    assert len(session.history) == 5, "adding a box and writing in it is one step"
    labels = []
    while session.history.can_undo:
        labels.append(hands.window.actions_table["undo"].text().replace("&", ""))
        hands.press(Qt.Key.Key_Z, CTRL)
    assert labels == [
        "Undo Edit claim",
        "Undo Add objection",
        "Undo Add claim beside",
        "Undo Add reason",
        "Undo Add claim",
    ]
    assert not session.map.claims
    for _ in range(5):
        hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert "Few share an oven" in hands.claims


def test_an_empty_box_left_by_escape_is_taken_back(open_window) -> None:
    hands = open_window()
    hands.press(Qt.Key.Key_C)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.window.session.map.claims


def test_moving_reordering_and_deleting(open_window, tmp_path: Path) -> None:
    hands = open_window(Path(shutil.copy(resource("samples", "who-owns-the-machines.contention"), tmp_path)))
    session = hands.window.session
    before = session.project
    dear, nobody = hands.claim("Machines that no large company owns do"), hands.claim("Nobody is paid")
    hands.drag(dear.id, hands.point_of(nobody.id))
    assert hands.inference_of(dear.id).target == nobody.id
    hands.press(Qt.Key.Key_Z, CTRL)
    assert session.project is before

    hands.click(dear.id)
    hands.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    siblings = hands.window.canvas.diagram
    assert siblings.box_rect(dear.id).x < siblings.box_rect(nobody.id).x
    hands.press(Qt.Key.Key_Delete)
    assert dear.id not in session.map.claims
    assert "2 claims" in hands.window.message.text()
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert session.project is before


def test_a_dropped_file_is_opened(article, open_window) -> None:
    hands = open_window()
    hands.drop_file(article)
    assert hands.window.reader.article is not None
    assert hands.window.reader.article.title == "Who owns the machines?"
