"""What is set aside is folded behind a line, greyed where it is shown, and put back by one click."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.article.markdown import read_markdown
from contention.model import articles
from contention.model.project import Span, new_project
from contention.reader.asides import Fold
from contention.reader.pane import ReadingPane
from contention.session.session import Session
from tests.reading import FILLER, LEFT, NO_KEY, add_claim, point_of, shown, text_of

SOURCE = f"""Cookie notice.

# Title

The first paragraph.

Share this.

Sign in.

The second paragraph.

| a | b |
|---|---|
| qq | d |

View more.

{FILLER}

The end of it.

Footer."""
ASIDE = ("Cookie notice.", "Share this.", "Sign in.", "View more.", "Footer.")


def span_of(source: str, words: str) -> Span:
    start = read_markdown(source).text.index(words)
    return start, start + len(words)


def session_with(*aside: str, source: str = SOURCE) -> Session:
    article = article_from_text(source, markdown=True).article
    return Session(new_project(replace(article, set_aside=tuple(span_of(source, words) for words in aside))))


@pytest.fixture
def session() -> Session:
    return session_with(*ASIDE)


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ReadingPane:
    made = shown(qtbot, session)
    made.activateWindow()
    made.setFocus()
    QApplication.processEvents()
    return made


def is_seen(pane: ReadingPane, words: str) -> bool:
    return pane.document().findBlock(pane.positions.to_shown(text_of(pane).index(words))).isVisible()


def spot_of(pane: ReadingPane, fold: Fold, what: str) -> QPoint:
    """A point of the viewport on a word of a fold's line."""
    (room,) = [room for one, room in pane.aids.folds.lines(0, 1e9) if one == fold]
    for x in range(round(room.left()), round(room.right())):
        point = room.center()
        point.setX(x)
        hit = pane.aids.folds.hit(point)
        if hit is not None and hit[1] == what and x > room.left() + 5:
            return (point - pane.offset()).toPoint() + QPoint(2, 0)
    raise AssertionError(what)


def test_leftovers_are_folded_where_they_stand_and_keep_their_places(pane: ReadingPane) -> None:
    assert [fold.lines for fold in pane.aids.folds.folds] == [1, 2, 1, 1]
    assert not any(is_seen(pane, words) for words in ASIDE)
    assert is_seen(pane, "The second")
    first, second = (point_of(pane, text_of(pane).index(w)) for w in ("The first", "The second"))
    assert 40 < second.y() - first.y() < 80, "one line for both"
    for words in ("Title", "The first", "The second", "d", "Paragraph 3 says"):
        start = text_of(pane).index(words)
        assert pane.positions.to_canonical(pane.positions.to_shown(start)) == start
        hit = pane.cursorForPosition(point_of(pane, start) + QPoint(1, 0)).position()
        assert hit == pane.positions.to_shown(start), words


def test_every_line_stands_in_room_of_its_own(pane: ReadingPane) -> None:
    lines = list(pane.aids.folds.lines(0, 1e9))
    assert len(lines) == 4
    document = pane.document()
    for _, room in lines:
        block = document.begin()
        while block.isValid():
            if block.isVisible() and block.text():
                rect = document.documentLayout().blockBoundingRect(block)
                assert not rect.adjusted(0, 1, 0, -1).intersects(room), block.text()
            block = block.next()


def test_a_click_shows_them_greyed_and_another_folds_them(session: Session, pane: ReadingPane) -> None:
    fold = pane.aids.folds.folds[1]
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, spot_of(pane, fold, "show"))
    assert is_seen(pane, "Share this.")
    assert is_seen(pane, "Sign in.")
    assert not is_seen(pane, "Cookie")
    assert not session.modified, "a look is no edit"
    picture = pane.viewport().grab().toImage()

    def darkest(words: str) -> int:
        place = point_of(pane, text_of(pane).index(words))
        region = [(place.x() + dx, place.y() + dy) for dx in range(1, 50) for dy in range(-8, 8)]
        return min(picture.pixelColor(x, y).lightness() for x, y in region)

    assert darkest("The second") < 60 < darkest("Sign in") < 140
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, spot_of(pane, pane.aids.folds.folds[1], "show"))
    assert not is_seen(pane, "Share this.")


def test_a_click_puts_them_back_and_undo_sets_them_aside_again(session: Session, pane: ReadingPane) -> None:
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, spot_of(pane, pane.aids.folds.folds[1], "restore"))
    assert pane.article is not None
    assert len(pane.article.set_aside) == 3
    assert is_seen(pane, "Share this.")
    assert [fold.lines for fold in pane.aids.folds.folds] == [1, 1, 1]
    session.history.undo()
    assert not is_seen(pane, "Share this.")
    assert [fold.lines for fold in pane.aids.folds.folds] == [1, 2, 1, 1]


def test_all_at_once(session: Session, pane: ReadingPane) -> None:
    pane.aids.show_set_aside(True)
    assert all(is_seen(pane, words) for words in ASIDE)
    assert not pane.aids.folds.any_folded()
    pane.aids.show_set_aside(False)
    assert not any(is_seen(pane, words) for words in ASIDE)
    pane.aids.restore_all()
    assert pane.aids.folds.folds == ()
    assert all(is_seen(pane, words) for words in ASIDE)
    assert list(pane.aids.folds.lines(0, 1e9)) == []


def test_other_type_and_colours_keep_them_folded(pane: ReadingPane) -> None:
    pane.zoom_in()
    assert not any(is_seen(pane, words) for words in ASIDE)
    pane.aids.folds.toggle(pane.aids.folds.folds[0])
    pane.zoom_in()
    assert is_seen(pane, "Cookie")
    assert not is_seen(pane, "Share this.")


def test_what_is_at_the_top_stays_there(pane: ReadingPane) -> None:
    place = text_of(pane).index("Paragraph 60 says")
    pane.jump_to(place)
    pane._put_at_top(place)
    y = point_of(pane, place).y()
    pane.aids.show_set_aside(True)
    assert abs(point_of(pane, place).y() - y) <= 2


def test_a_passage_in_them_is_brought_into_sight(session: Session, pane: ReadingPane) -> None:
    claim = add_claim(session, "Sign in.")
    session.selection.select(claim, origin="canvas")
    assert is_seen(pane, "Sign in.")
    assert not is_seen(pane, "Cookie")


def test_the_line_at_the_end_of_the_page_is_seen_whole(pane: ReadingPane) -> None:
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    *_, (fold, room) = pane.aids.folds.lines(0, 1e9)
    assert fold is pane.aids.folds.folds[-1]
    assert room.bottom() <= bar.maximum() + pane.viewport().height()
    height = bar.maximum()
    pane.aids.restore_all()
    assert pane.document().rootFrame().frameFormat().bottomMargin() == pane.document().documentMargin()
    assert bar.maximum() > height


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_J])
def test_the_caret_steps_over_them(pane: ReadingPane, key: Qt.Key) -> None:
    start = text_of(pane).index("The first")
    pane.select_range(start, start)
    for _ in range(60):
        QTest.keyClick(pane, key)
        assert pane.textCursor().block().isVisible()
    assert pane.caret_place() > text_of(pane).index("Sign in")


def test_the_caret_goes_back_over_them(pane: ReadingPane) -> None:
    start = text_of(pane).index("The second")
    pane.select_range(start, start)
    QTest.keyClick(pane, Qt.Key.Key_Left)
    assert pane.caret_place() == text_of(pane).index("The first paragraph.") + len("The first paragraph.")


def test_more_can_be_set_aside(session: Session, pane: ReadingPane) -> None:
    assert pane.article is not None
    span = span_of(SOURCE, "The end of it.")
    session.edit("Set aside", partial(articles.set_aside, article_id=pane.article.id, span=span))
    assert not is_seen(pane, "The end of it.")
    assert [fold.lines for fold in pane.aids.folds.folds] == [1, 2, 1, 2]


def test_a_paragraph_is_set_aside_and_put_back_from_the_caret(session: Session, pane: ReadingPane) -> None:
    start = text_of(pane).index("Paragraph 5 says")
    pane.select_range(start, start)
    pane.aids.set_aside_here()
    assert not is_seen(pane, "Paragraph 5 says")
    assert pane.textCursor().block().isVisible()
    pane.aids.show_set_aside(True)
    pane.select_range(start, start)
    pane.aids.restore_here()
    assert is_seen(pane, "Paragraph 5 says")
    assert pane.article is not None
    assert len(pane.article.set_aside) == len(ASIDE)


def test_beside_a_text_from_right_to_left_the_line_ends_where_its_lines_begin(qtbot: QtBot) -> None:
    source = "من يملك الآلات؟ لا أحد يعرف.\n\nشارك.\n\nانتهى."
    pane = shown(qtbot, session_with("شارك.", source=source))
    (fold,) = pane.aids.folds.folds
    spot = spot_of(pane, fold, "restore")
    assert spot.x() > pane.viewport().width() / 2
    QTest.mouseClick(pane.viewport(), LEFT, NO_KEY, spot)
    assert is_seen(pane, "شارك.")


def test_very_many_come_and_go_and_what_is_at_the_top_stays(qtbot: QtBot) -> None:
    lines = [f"Share {n} now." for n in range(60)]
    source = "\n\n".join(f"Here stands paragraph {n}, with words.\n\n{line}" for n, line in enumerate(lines))
    pane = shown(qtbot, session_with(*lines, source=source))
    assert len(pane.aids.folds.folds) == 60
    place = text_of(pane).index("paragraph 30")
    pane.jump_to(place)
    pane._put_at_top(place)
    y = point_of(pane, place).y()
    for on in (True, False):
        pane.aids.show_set_aside(on)
        assert is_seen(pane, "Share 7 now") is on
        assert is_seen(pane, "Share 59 now") is on
        assert abs(point_of(pane, place).y() - y) <= 2
    pane.aids.restore_all()
    assert pane.aids.folds.folds == ()
    assert all(is_seen(pane, line) for line in lines)


def test_an_article_of_leftovers_alone_is_shown(qtbot: QtBot) -> None:
    session = session_with("Just this.", source="Just this.")
    pane = shown(qtbot, session)
    assert is_seen(pane, "Just this.")


def test_cells_of_tables_are_never_folded(qtbot: QtBot) -> None:
    pane = shown(qtbot, session_with("qq"))
    assert pane.aids.folds.folds == ()


def test_a_claim_marked_beyond_the_end_does_no_harm(qtbot: QtBot) -> None:
    article = article_from_text("One.\n\nTwo.", markdown=True).article
    pane = shown(
        qtbot, Session(new_project(replace(article, set_aside=((500, 600),), dismissed=((500, 600),))))
    )
    pane.viewport().grab()
    assert pane.aids.folds.folds != () or is_seen(pane, "Two")
