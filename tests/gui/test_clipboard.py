"""Copy, cut and paste, by the clipboard that other windows and programs see."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from contention.diagram.measure import TextMeasure
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.export.sheet import make_sheet
from contention.files import codec
from contention.model import details, edits
from contention.model.branches import Branch
from contention.model.project import Article, Claim, Kind, Passage, Tag
from contention.session import clipboard, passage_mime
from contention.session.session import Session
from contention.shell.picture_mime import carried, mime_of
from tests.builders import MAP, outline_of, project_of

OUTLINE = "K\n  + A\n    & B\n  - D\nF"


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def other(qapp: QApplication) -> Session:
    return Session(project_of("Z"))


def by_text(session: Session) -> str:
    outline = outline_of(session.project)
    for claim in sorted(session.map.claims.values(), key=lambda claim: -len(claim.id)):
        outline = outline.replace(claim.id, claim.text or "()")
    return outline


def told_by(session: Session) -> list[str]:
    heard: list[str] = []
    session.noticed.connect(heard.append)
    session.refused.connect(heard.append)
    return heard


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_a_branch_is_pasted_in_another_window(session: Session, other: Session) -> None:
    session.selection.select("iA")
    assert clipboard.copy(session)
    other.selection.select("Z")
    (top, *others) = clipboard.paste(other)
    assert by_text(other) == "Z\n  + A\n    & B"
    assert other.selection.ids == (top, *others)
    assert other.history.undo_text == "Paste"
    assert len(session.history) == 0
    other.history.undo()
    assert by_text(other) == "Z"


def test_cut_is_one_step_and_paste_another(session: Session) -> None:
    session.selection.select("D")
    assert clipboard.cut(session)
    assert by_text(session) == "K\n  + A\n    & B\nF"
    assert session.history.undo_text == "Cut"
    session.selection.select("F")
    clipboard.paste(session, kind=Kind.OBJECTION)
    assert by_text(session) == "K\n  + A\n    & B\nF\n  - D"


def test_nothing_selected_is_nothing_to_copy(session: Session) -> None:
    told = told_by(session)
    assert not clipboard.copy(session)
    assert not clipboard.cut(session)
    assert len(told) == 2


def test_other_programs_see_an_outline(session: Session) -> None:
    session.selection.select("K")
    clipboard.copy(session)
    assert QGuiApplication.clipboard().text() == "K\n  + A\n  & B\n  - D"


def test_plain_text_becomes_a_branch_or_a_claim(session: Session) -> None:
    put("Bread is cheap.\n  because flour is\n  but ovens are not\n")
    session.selection.clear()
    (top,) = clipboard.paste(session)
    assert by_text(session) == f"{OUTLINE}\nBread is cheap.\n  + Flour is\n  - Ovens are not"
    put("A single line")
    session.selection.select(top)
    clipboard.paste(session)
    assert by_text(session).endswith("  - Ovens are not\n  + A single line")


def test_a_passage_becomes_a_claim_that_rests_on_it(session: Session) -> None:
    passage = Passage(id="p", article="a", exact="Some words", start=3, end=13)
    QGuiApplication.clipboard().setMimeData(passage_mime.encode(passage))
    session.selection.select("D")
    (new,) = clipboard.paste(session)
    assert session.map.claims[new].text == "Some words"
    assert by_text(session) == "K\n  + A\n    & B\n  - D\n    + Some words\nF"
    assert clipboard.can_paste()


def test_passages_and_tags_go_where_the_project_has_them(session: Session, other: Session) -> None:
    passage = Passage(id="p", article="a", exact="Some words", start=3, end=13)
    for one in (session, other):
        one.replace(edits.add_article(one.project, Article(id="a", title="A", source="")), None)
    session.edit("Link", partial(edits.link_passage, map_id=MAP, claim_id="D", passage=passage))
    session.edit("Tag", partial(details.add_tag, tag=Tag(id="t", name="T")))
    session.edit("Tag", partial(details.set_tag, map_id=MAP, ids=["D"], tag_id="t", on=True))
    session.selection.select("D")
    clipboard.copy(session)
    told = told_by(other)
    (new,) = clipboard.paste(other)
    (pasted,) = other.map.claims[new].passages
    assert (pasted.exact, pasted.id != "p") == ("Some words", True)
    assert other.map.claims[new].tags == ()
    assert told == ["Some tags were left out: this project does not have them."]
    other.replace(project_of("Z"), None)
    clipboard.paste(other)
    assert told[1:] == ["Some passages were left out: their article is not in this project."]


def branch_bytes(**changes: object) -> bytes:
    wire = msgspec.to_builtins(Branch((), (), ("a",)))
    claim = {"id": "a", "text": "Words", "order": 1e300, "width": -5, "position": [1, 2], **changes}
    return msgspec.json.encode({**wire, "claims": [claim]})


@pytest.mark.parametrize(
    "offered",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"claims": 5}',
        b'{"claims": [{"id": 7}], "tops": ["a"]}',
        b"[" * 100_000,
        branch_bytes(rating="splendid"),
        branch_bytes(passages=[{"id": "p"}]),
        branch_bytes(id="other"),
    ],
)
def test_what_is_not_a_sound_branch_is_refused(session: Session, offered: bytes) -> None:
    data = QMimeData()
    data.setData(clipboard.BRANCH_MIME, QByteArray(offered))
    QGuiApplication.clipboard().setMimeData(data)
    told = told_by(session)
    assert clipboard.paste(session) == ()
    assert told == ["There is nothing on the clipboard that could stand on the map."]
    assert len(session.history) == 0


def test_odd_values_are_put_right(session: Session) -> None:
    data = QMimeData()
    far = {"id": "p", "article": "a", "exact": "x", "start": -3, "end": 10**12}
    offered = branch_bytes(text="Two\x00 words", extra={"evil": 1}, passages=[far], primary="a")
    data.setData(clipboard.BRANCH_MIME, QByteArray(offered))
    (new,) = clipboard.paste_data(session, data, None)
    claim = session.map.claims[new]
    assert claim == Claim(id=new, text="Two words", order=claim.order, width=80.0)
    assert codec.decode(codec.encode(session.project)).project == session.project


def test_an_empty_clipboard_is_said(session: Session) -> None:
    QGuiApplication.clipboard().clear()
    told = told_by(session)
    assert clipboard.paste(session) == ()
    assert len(told) == 1
    assert not clipboard.can_paste()


def test_a_large_branch_goes_and_comes_back(session: Session) -> None:
    text = "Top\n" + "\n".join(f"  + claim {number}" for number in range(500))
    put(text)
    session.selection.clear()
    (top,) = clipboard.paste(session)
    assert len(session.map.claims) == 506
    session.selection.select(top)
    clipboard.cut(session)
    assert by_text(session) == OUTLINE
    clipboard.paste(session)
    assert len(session.map.claims) == 506


def test_the_words_of_a_picture_of_a_map_are_no_claims(session: Session) -> None:
    sheet = make_sheet(session.project, MAP, PictureOptions(), TextMeasure())
    data = mime_of(carried(sheet, ExportOptions(size=Size(scale=0.5)), lambda _done: True))
    assert data.hasText()
    before, heard = session.map, told_by(session)
    QGuiApplication.clipboard().setMimeData(data)
    assert clipboard.paste(session) == ()
    assert session.map is before
    (said,) = heard
    assert said.startswith("There is a picture of a map on the clipboard.")
