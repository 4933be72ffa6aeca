"""Commands about articles: each is one step, which undo takes back whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contention.article.anchoring import Outcome
from contention.article.markdown import read_markdown
from contention.article.plain_text import to_markdown
from contention.model import articles
from contention.model.anchors import stands
from contention.model.check import check
from contention.model.edits import EditError, link_passage
from contention.model.project import Article, Asset, Id, Passage, Project, passage_order, read_only
from contention.session import article_commands as commands
from contention.session.session import Session
from tests.builders import MAP, project_of

SOURCE = """# Night trains

Night trains should come back. The *beds* are full, the operators say, and yet they never pay.

A sleeper from Vienna to Paris takes no longer than a flight.

Share this page with your friends
"""
NEWER = SOURCE.replace("should come back", "must come back now").replace(
    "A sleeper from Vienna to Paris takes no longer than a flight.", "Prices have gone up."
)


def text_of(project: Project, name: Id = "a") -> str:
    return read_markdown(project.articles[name].source).text


def add(project: Project, claim: Id, words: str, name: Id) -> Project:
    start = text_of(project).index(words)
    made = commands.passage_at(project, "a", (start, start + len(words)))
    return link_passage(project, MAP, claim, replace(made, id=name))


@pytest.fixture
def session() -> Session:
    article = Article(
        id="a", title="Night trains", source=SOURCE, author="M.", imported="2025-03-01T09:30:00Z"
    )
    project = replace(project_of("K\n  + A\n  - D"), articles=read_only({"a": article}))
    project = add(project, "K", "Night trains should come back.", "k")
    project = add(project, "A", "takes no longer than a flight", "flight")
    project = add(project, "D", "they never pay", "pay")
    return Session(project)


def passage(session: Session, name: Id) -> Passage:
    return next(one for one in articles.passages_of(session.project, "a") if one.id == name)


def is_sound(session: Session) -> bool:
    return (
        check(replace(session.project, maps=session.project.maps), lambda a: read_markdown(a.source).text)
        == []
    )


def undone(session: Session, before: Project) -> bool:
    """Whether one undo gives the very value back, and redo the other."""
    after = session.project
    session.history.undo()
    back = session.project is before
    session.history.redo()
    return back and session.project is after


def test_replacing_an_article_is_reviewed_first_and_undone_whole(session: Session) -> None:
    said: list[str] = []
    session.noticed.connect(said.append)
    before = session.project
    reviewed = commands.review(before, "a", Article(id="new", title="v2", source=NEWER, date="2025"))
    assert session.project is before
    assert {name: one.outcome for name, one in reviewed.passages.items()} == {
        "k": Outcome.CHANGED,
        "pay": Outcome.SAME,
        "flight": Outcome.LOST,
    }
    assert [one.passage.id for one in reviewed.of(Outcome.LOST, Outcome.TIE)] == ["flight"]
    picture = Asset(id="pic", media_type="image/png", data="eA==")
    assert commands.replace_article(session, reviewed, [picture])
    after = session.project.articles["a"]
    assert (after.title, after.author, after.date, after.source) == ("Night trains", "M.", "2025", NEWER)
    assert after.imported == "2025-03-01T09:30:00Z"
    assert passage(session, "k").exact == "Night trains must come back now."
    assert passage(session, "flight").orphan
    assert passage(session, "flight").exact == "takes no longer than a flight"
    assert said == [
        (
            "1 passage was not found in this text. It stays on the map with its words. "
            "Article → Passages not found leads to what is to be done."
        )
    ]
    assert undone(session, before)


def test_what_a_reader_chooses_for_a_lost_passage_is_taken(session: Session) -> None:
    reviewed = commands.review(session.project, "a", Article(id="new", title="v2", source=NEWER))
    start = reviewed.text.text.index("Prices")
    assert commands.replace_article(session, reviewed, chosen={"flight": (start, start + 20)})
    found = passage(session, "flight")
    assert (found.exact, found.orphan, found.heading) == ("Prices have gone up.", False, ("Night trains",))
    assert is_sound(session)


def test_a_place_that_a_reader_refuses_is_not_taken(session: Session) -> None:
    reviewed = commands.review(session.project, "a", Article(id="new", title="v2", source=NEWER))
    assert reviewed.passages["pay"].outcome is Outcome.SAME
    assert commands.replace_article(session, reviewed, chosen={"pay": None})
    refused = passage(session, "pay")
    assert (refused.exact, refused.orphan) == ("they never pay", True)
    assert not passage(session, "k").orphan
    assert is_sound(session)


def test_an_orphan_is_looked_for_and_found_by_hand(session: Session) -> None:
    reviewed = commands.review(session.project, "a", Article(id="new", title="v2", source=NEWER))
    commands.replace_article(session, reviewed)
    refound = commands.find_again(session, "flight")
    assert refound is not None
    assert refound.outcome is Outcome.LOST
    assert commands.find_again(session, "nobody") is None
    before = session.project
    start = text_of(before).index("Prices")
    by_hand = commands.passage_at(before, "a", (start, start + 6))
    assert commands.relink_passage(session, "flight", by_hand)
    assert (passage(session, "flight").exact, passage(session, "flight").orphan) == ("Prices", False)
    assert is_sound(session)
    assert undone(session, before)
    with pytest.raises(EditError, match="There are no words"):
        commands.passage_at(before, "a", (12, 13))


def test_what_was_dismissed_stays_so_in_a_newer_version(session: Session) -> None:
    start = text_of(session.project).index("Night trains should")
    assert commands.dismiss(session, "a", (start, start + 30))
    share = text_of(session.project).index("Share")
    assert commands.dismiss(session, "a", (share, share + 33))
    reviewed = commands.review(session.project, "a", Article(id="new", title="v2", source=NEWER))
    (span,) = reviewed.new.dismissed
    assert reviewed.text.text[slice(*span)] == "Share this page with your friends"
    before = session.project
    assert commands.undismiss(session, "a", (share, share + 1))
    assert session.project.articles["a"].dismissed == ((start, start + 30),)
    assert undone(session, before)
    assert commands.undismiss(session, "a")
    assert not commands.undismiss(session, "a")


def test_a_typo_is_corrected_in_place(session: Session) -> None:
    before = session.project
    start = text_of(before).index("operators")
    assert commands.correct(session, "a", start, start + 9, "companies")
    assert "The *beds* are full, the companies say" in session.project.articles["a"].source
    assert passage(session, "pay").exact == "they never pay"
    assert is_sound(session)
    assert undone(session, before)
    heading = text_of(session.project).index("Night")
    commands.correct(session, "a", heading, heading + 5, "Day")
    assert passage(session, "pay").heading == ("Day trains",)


def test_a_correction_that_cannot_be_done_is_refused_in_a_sentence(session: Session) -> None:
    said: list[str] = []
    session.refused.connect(said.append)
    before = session.project
    start = text_of(before).index("The beds are")
    assert not commands.correct(session, "a", start, start + 12, "All berths")
    assert session.project is before
    assert "formatting is in the way" in said[0]
    assert not commands.correct(session, "gone", 0, 1, "x")


def test_the_whole_page_and_back(session: Session) -> None:
    page = replace(
        session.project.articles["a"],
        alternative="Menu\n\n" + SOURCE.replace("takes no longer than a flight", "is late"),
    )
    session = Session(replace(session.project, articles=read_only({"a": page})))
    share = text_of(session.project).index("Share")
    commands.set_aside(session, "a", (share, share + 33))
    before = session.project
    assert commands.switch_whole(session, "a")
    after = session.project.articles["a"]
    assert after.whole
    assert text_of(session.project)[slice(*after.set_aside[0])] == "Share this page with your friends"
    assert (passage(session, "k").start, passage(session, "flight").orphan) == (18, True)
    assert is_sound(session)
    assert undone(session, before)
    assert commands.switch_whole(session, "a")
    assert session.project.articles == before.articles
    assert [one.orphan for one in articles.passages_of(session.project, "a")] == [False] * 3


def test_other_commands_are_one_step_each(session: Session) -> None:
    other = Article(id="b", title="Another", source="Words.")
    for change in (
        lambda: commands.add_article(session, other),
        lambda: commands.set_details(session, "a", author="M. Wagon"),
        lambda: commands.reorder_article(session, "a", 1),
        lambda: commands.set_aside(session, "a", (0, 5)),
        lambda: commands.restore(session, "a"),
        lambda: commands.remove_article(session, "a"),
    ):
        before = session.project
        assert change()
        assert undone(session, before)
    assert not commands.switch_whole(session, "b")
    assert not commands.switch_whole(session, "gone")
    assert not commands.remove_article(session, "gone")
    assert [claim.passages for claim in session.map.claims.values()] == [(), (), ()]


def test_what_goes_with_an_article_is_told(session: Session) -> None:
    said: list[str] = []
    session.noticed.connect(said.append)
    commands.remove_article(session, "a")
    assert said == ["Removed the article and 3 passages in it. Their claims stay. Undo brings all back."]


@given(
    words=st.lists(
        st.sampled_from(["beds", "full", "The", "pay.", "*", "1.", "[x]", "never"]), min_size=3, max_size=14
    ),
    data=st.data(),
)
@settings(deadline=None, max_examples=60)
def test_after_any_correction_every_untouched_passage_stands_at_its_words(
    words: list[str], data: st.DataObject
) -> None:
    parts = [" ".join(words[:7]), *([" ".join(words[7:])] if words[7:] else [])]
    source = to_markdown(parts)
    text = read_markdown(source).text
    project = replace(project_of("K"), articles=read_only({"a": Article(id="a", title="A", source=source)}))
    marks = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=4)))
    touched = data.draw(st.sampled_from([0, 1, 2]))
    for name, (start, end) in enumerate(pairwise(marks)):
        if text[start:end].strip():
            made = commands.passage_at(project, "a", (start, end))
            project = link_passage(project, MAP, "K", replace(made, id=str(name)))
    session = Session(project)
    before = session.project
    done = commands.correct(
        session, "a", marks[touched], marks[touched + 1], data.draw(st.sampled_from(["x", "a b", ""]))
    )
    after = text_of(session.project)
    for old, new in zip(
        articles.passages_of(before, "a"),
        sorted(articles.passages_of(session.project, "a"), key=lambda one: one.id),
        strict=True,
    ):
        assert old.id == new.id
        assert new.orphan or stands(new, after)
        if done and (old.end < marks[touched] or marks[touched + 1] < old.start):
            assert new.exact == old.exact
    if done:
        assert undone(session, before)
    kept = session.project.maps[MAP].claims["K"].passages
    assert kept == tuple(sorted(kept, key=passage_order))
