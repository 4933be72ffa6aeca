"""The outline pane: rows follow the map, the selection is shared, and all of it by keys."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from contention.diagram.themes import theme
from contention.model import details, edits, kinds, maps, moves, uses
from contention.model.project import ArgumentMap, Claim, Kind, Project, read_only
from contention.outline.model import OutlineModel
from contention.outline.pane import OutlinePane
from contention.outline.tree import TOP, Key, Tree
from contention.session.session import Session
from tests.builders import MAP, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B nobody else can pay
          + E an end claim
      - D nobody repairs
        - F somebody does
    L another contention
      + M with one reason
"""
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session() -> Session:
    return Session(project_of(OUTLINE))


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> OutlinePane:
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: Session) -> OutlinePane:
    made = OutlinePane(session)
    qtbot.addWidget(made)
    made.resize(340, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def model(pane: OutlinePane) -> OutlineModel:
    found = pane.model()
    assert isinstance(found, OutlineModel)
    return found


def lines(pane: OutlinePane, *, all_rows: bool = True) -> list[str]:
    """The rows as the view has them, further uses with an arrow; the folded ones among them or not."""
    rows: list[str] = []

    def walk(parent: QModelIndex, depth: int) -> None:
        for place in range(model(pane).rowCount(parent)):
            index = model(pane).index(place, 0, parent)
            key = model(pane).key_at(index)
            rows.append("  " * depth + ("→" if key.used_in else "") + key.item)
            if all_rows or pane.isExpanded(index):
                walk(index, depth + 1)

    walk(QModelIndex(), 0)
    return rows


def expected(argument_map: ArgumentMap) -> list[str]:
    """The rows that a tree made from nothing has."""
    tree, rows = Tree(argument_map), []

    def walk(key: Key, depth: int) -> None:
        for child in tree.children(key):
            rows.append("  " * depth + ("→" if child.used_in else "") + child.item)
            walk(child, depth + 1)

    walk(TOP, 0)
    return rows


def edit(session: Session, change, **arguments) -> None:
    assert session.edit("Edit", partial(change, map_id=MAP, **arguments), origin="canvas")


def current(pane: OutlinePane) -> Key:
    return model(pane).key_at(pane.currentIndex())


def selected(pane: OutlinePane) -> set[str]:
    return {model(pane).key_at(index).item for index in pane.selectedIndexes()}


def click(pane: OutlinePane, key: Key, modifiers=NO_KEY) -> None:
    place = pane.visualRect(model(pane).index_of(key)).center()
    QTest.mouseClick(pane.viewport(), LEFT, modifiers, place)


def test_every_claim_is_listed_and_heard_in_reading_order(pane) -> None:
    assert lines(pane) == ["K", "  iA", "    A", "    B", "      E", "  D", "    F", "L", "  M"]
    assert pane.spoken()[:4] == [
        "contention 1 of 2: K networks are needed",
        "  reason 1 of 1: because, 2 premises together",
        "    reason 1 of 1, premise 1 of 2: A costs are high",
        "    reason 1 of 1, premise 2 of 2: B nobody else can pay",
    ]


def test_a_screen_reader_finds_the_rows_by_name(pane) -> None:
    tree = QAccessible.queryAccessibleInterface(pane)
    assert tree.text(QAccessible.Text.Name) == "Outline"
    names = [tree.child(place).text(QAccessible.Text.Name) for place in range(tree.childCount())]
    assert "reason 1 of 1, premise 2 of 2: B nobody else can pay" in names


def test_keys_go_through_the_rows_and_select_everywhere(pane, session) -> None:
    origins: list[str] = []
    session.selection.changed.connect(lambda _ids, origin: origins.append(origin))
    QTest.keyClick(pane, Qt.Key.Key_Home)
    assert session.selection.ids == ("K",)
    QTest.keyClick(pane, Qt.Key.Key_Down)
    assert session.selection.ids == ("iA",)
    QTest.keyClick(pane, Qt.Key.Key_End)
    assert session.selection.ids == ("M",)
    QTest.keyClick(pane, Qt.Key.Key_Left)
    assert session.selection.ids == ("L",)
    QTest.keyClick(pane, Qt.Key.Key_Left)
    assert not pane.isExpanded(pane.currentIndex())
    QTest.keyClick(pane, Qt.Key.Key_Right)
    QTest.keyClick(pane, Qt.Key.Key_Right)
    assert session.selection.ids == ("M",)
    assert set(origins) == {"outline"}


def test_typing_finds_a_row_by_its_first_words(pane, session) -> None:
    QTest.keyClicks(pane, "b nob")
    assert session.selection.ids == ("B",)


def test_several_rows_are_selected_the_last_one_being_current(pane, session) -> None:
    click(pane, Key("D"))
    click(pane, Key("B"), CTRL)
    click(pane, Key("K"), CTRL)
    assert session.selection.ids == ("D", "B", "K")
    click(pane, Key("D"), CTRL)
    assert session.selection.ids == ("B", "K")
    click(pane, Key("A"))
    click(pane, Key("E"), SHIFT)
    assert session.selection.current == "E"
    assert set(session.selection.ids) == {"A", "B", "E"}


def test_what_is_selected_elsewhere_is_selected_and_seen_here(pane, session) -> None:
    pane.resize(340, 60)
    session.selection.select("K", "M", origin="canvas")
    assert selected(pane) == {"K", "M"}
    assert current(pane) == Key("M")
    assert pane.viewport().rect().contains(pane.visualRect(pane.currentIndex()).center())
    session.selection.select("iD", origin="canvas")
    assert selected(pane) == {"D"}  # the row of its one premise stands for the inference
    session.selection.clear(origin="canvas")
    assert selected(pane) == set()


def test_a_see_row_selects_its_claim_and_jumps_to_it(pane, session) -> None:
    edit(session, uses.use_again, claim="B", target="F", kind=Kind.REASON, inference_id="again")
    click(pane, Key("F"))
    QTest.keyClick(pane, Qt.Key.Key_Down)
    assert current(pane) == Key("B", "again")
    assert session.selection.ids == ("B",)
    edit(session, edits.add_co_premise, inference="again", claim=Claim(id="N"))
    assert current(pane) == Key("B", "again")  # in another place, and still the one
    assert [model(pane).key_at(index) for index in pane.selectedIndexes()] == [Key("B", "again")]
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert current(pane) == Key("B")
    click(pane, Key("B", "again"))
    assert current(pane) == Key("B")


EDITS = {
    "reason added": partial(
        edits.add_inference, kind=Kind.REASON, target="D", claim=Claim(id="N"), inference_id="iN"
    ),
    "undercut added": partial(
        edits.add_inference, kind=Kind.OBJECTION, target="iD", claim=Claim(id="N"), inference_id="iN"
    ),
    "co-premise added": partial(edits.add_co_premise, inference="iM", claim=Claim(id="N")),
    "branch deleted": partial(edits.delete, ids=["iA"]),
    "claim put above": partial(moves.insert_above, claim="A", new=Claim(id="N"), inference_id="iN"),
    "order": partial(moves.reorder, item="L", step=-1),
    "order below": partial(moves.reorder, item="iD", step=-1),
    "detached": partial(moves.detach, claim="B"),
    "premise and conclusion changed places": partial(kinds.swap, claim="D"),
    "used again": partial(uses.use_again, claim="B", target="M", kind=Kind.REASON, inference_id="iN"),
    "in a circle": partial(uses.use_again, claim="K", target="E", kind=Kind.REASON, inference_id="iN"),
    "made the contention": partial(kinds.make_contention, claim="F"),
    "apart": partial(kinds.split_apart, inference="iA", inference_ids=["iN"]),
    "unlinked": partial(uses.unlink, claim="F", inference="iF"),
}


@pytest.mark.parametrize("name", EDITS)
def test_rows_follow_every_edit_and_its_undo(pane, session, name) -> None:
    before = lines(pane)
    edit(session, EDITS[name])
    assert lines(pane) == expected(session.map)
    assert lines(pane) == lines(pane, all_rows=False)  # what came is open
    session.history.undo()
    assert lines(pane) == before


def test_folded_rows_scroll_and_selection_survive_an_edit(pane, session) -> None:
    click(pane, Key("D"))
    QTest.keyClick(pane, Qt.Key.Key_Left)
    assert not pane.isExpanded(model(pane).index_of(Key("D")))
    edit(session, edits.add_inference, kind=Kind.REASON, target="A", claim=Claim(id="N"), inference_id="iN")
    edit(session, edits.add_inference, kind=Kind.REASON, target="D", claim=Claim(id="O"), inference_id="iO")
    assert not pane.isExpanded(model(pane).index_of(Key("D")))
    assert session.selection.ids == ("D",)
    assert selected(pane) == {"D"}
    edit(session, edits.delete, ids=["D"])
    session.history.undo()
    assert not pane.isExpanded(model(pane).index_of(Key("D")))


def test_what_is_seen_stays_where_it_is_as_rows_come_above(qtbot) -> None:
    many = "\n".join(f"K{number:03} claim\n  + R{number:03} reason" for number in range(100))
    session = Session(project_of(many))
    pane = shown(qtbot, session)
    pane.scrollTo(model(pane).index_of(Key("K060")), pane.ScrollHint.PositionAtTop)
    click(pane, Key("R062"))
    place = pane.visualRect(model(pane).index_of(Key("R062"))).top()
    edit(
        session, edits.add_inference, kind=Kind.REASON, target="K003", claim=Claim(id="N"), inference_id="iN"
    )
    assert pane.visualRect(model(pane).index_of(Key("R062"))).top() == place
    edit(session, edits.delete, ids=["K010", "K011"])
    assert pane.visualRect(model(pane).index_of(Key("R062"))).top() == place
    assert session.selection.ids == ("R062",)
    assert current(pane) == Key("R062")


def test_an_edit_makes_no_row_anew_that_stays(pane, session) -> None:
    kept = {key: model(pane).row(Key(key)) for key in ("K", "A", "E", "L", "M", "D")}
    edit(session, edits.add_inference, kind=Kind.REASON, target="A", claim=Claim(id="N"), inference_id="iN")
    edit(session, edits.set_text, claim_id="E", text="other words")
    edit(session, moves.reorder, item="L", step=-1)
    assert all(model(pane).row(Key(key)) is row for key, row in kept.items())


def test_other_words_are_shown_and_heard(pane, session) -> None:
    told: list[str] = []
    model(pane).dataChanged.connect(lambda first, _last: told.append(model(pane).key_at(first).item))
    edit(session, edits.set_text, claim_id="E", text="in <b>other</b> words")
    assert told == ["E"]
    index = model(pane).index_of(Key("E"))
    assert index.data() == "in <b>other</b> words"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_folded_on_the_map_is_told(pane, session) -> None:
    session.view.fold(["D"], True)
    assert any(line.endswith("D nobody repairs; folded on the map") for line in pane.spoken())


def test_another_map_is_shown_from_its_top(pane, session) -> None:
    other = ArgumentMap(id="other", claims=read_only({"Z": Claim(id="Z", text="on its own")}))
    session.edit("Add map", partial(maps.add_map, new_map=other))
    session.show_map("other")
    assert lines(pane) == ["Z"]
    session.show_map(MAP)
    assert lines(pane)[0] == "K"


def test_hidden_it_waits_and_catches_up(pane, session) -> None:
    pane.hide()
    edit(session, edits.delete, ids=["K"])
    session.selection.select("M", origin="canvas")
    assert "K" in lines(pane)
    pane.show()
    assert lines(pane) == ["L", "  M"]
    assert selected(pane) == {"M"}


def test_an_empty_map_teaches_in_a_sentence(qtbot) -> None:
    pane = shown(qtbot, Session())
    assert "reading order" in pane.accessibleDescription()
    pane.grab()


def test_nothing_is_edited_here(pane, session) -> None:
    click(pane, Key("A"))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(pane, key)
    place = pane.visualRect(model(pane).index_of(Key("A"))).center()
    QTest.mouseDClick(pane.viewport(), LEFT, NO_KEY, place)
    assert not model(pane).index_of(Key("A")).flags() & Qt.ItemFlag.ItemIsEditable
    assert len(session.history) == 0


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_row_is_painted(qtbot, dark) -> None:
    pane = shown(qtbot, Session(_with_everything()))
    pane.set_theme(theme("classic", dark=dark))
    click(pane, Key("D"))
    picture = pane.grab().toImage()
    side = pane.visualRect(model(pane).index_of(Key("M")))
    column = {picture.pixelColor(x, side.center().y()).name() for x in range(side.left(), side.left() + 20)}
    assert theme("classic", dark=dark).reason.line in column


def _with_everything() -> Project:
    project = uses.use_again(
        project_of(OUTLINE), MAP, "B", target="F", kind=Kind.OBJECTION, inference_id="again"
    )
    project = details.set_unstated(project, MAP, ["E"], True)
    project = details.set_basis(project, MAP, ["E"], "data")
    tops = replace(project.maps[MAP], claims={**project.maps[MAP].claims, "N": Claim(id="N", text="aside")})
    return replace(project, maps=read_only({MAP: tops}))


def test_the_words_of_a_deep_row_are_in_sight(qtbot: QtBot) -> None:
    deep = "\n".join("  " * depth + ("+ " if depth else "") + f"c{depth}" for depth in range(30))
    session = Session(project_of(deep))
    pane = shown(qtbot, session)
    pane.resize(240, 400)
    for chosen in ("c29", "c12", "c29"):
        session.selection.select(chosen, origin="test")
        row = pane.visualRect(pane.currentIndex())
        assert row.left() >= 0
        assert row.left() + pane.fontMetrics().height() * 6 <= pane.viewport().width()
    session.selection.select("c0", origin="test")
    assert pane.horizontalScrollBar().value() == 0


def test_a_flat_outline_is_not_scrolled_sideways(pane: OutlinePane) -> None:
    assert pane.horizontalScrollBar().maximum() == 0
