"""Passages are found again where their words went; where that is in doubt it is told, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.article.anchoring import (
    Finder,
    Outcome,
    Refound,
    at_place,
    find_again,
    placed,
    replaced,
    spans_again,
)
from contention.article.markdown import read_markdown
from contention.model.anchors import make_passage, stands, text_hash
from contention.model.project import Passage
from tests.edited_texts import CHANGES, Text, is_attached_wrongly, is_right, passages_of, truth

OLD = (
    "Night trains should come back. A sleeper from Vienna to Paris takes no longer than a flight once the "
    "way to the airport is counted.\nThe operators say that the beds never pay. Yet every summer the beds "
    "are sold out weeks ahead, and tickets change hands for twice their price."
)


def passage(words: str, text: str = OLD) -> Passage:
    start = text.index(words)
    return make_passage("a", text, start, start + len(words))


def found(words: str, new: str, *, old: str | None = OLD, source: str = OLD) -> tuple[Outcome, list[str]]:
    one = passage(words, source)
    refound = find_again([one], old, new)[one.id]
    assert refound.passage is one
    return refound.outcome, [new[slice(*place)] for place in refound.places]


BOTH = pytest.mark.parametrize("old", [OLD, None], ids=["old text known", "not known"])


@BOTH
def test_the_same_text_has_it_at_its_place(old: str | None) -> None:
    assert found("the beds never pay", OLD, old=old) == (Outcome.SAME, ["the beds never pay"])


@BOTH
def test_it_moves_with_the_text_around_it(old: str | None) -> None:
    assert found("the beds never pay", "A foreword.\n" + OLD, old=old) == (
        Outcome.SAME,
        ["the beds never pay"],
    )


@BOTH
def test_words_that_are_only_set_otherwise_are_the_same(old: str | None) -> None:
    new = OLD.replace("weeks ahead, and tick", "weeks\nahead, and tick-\n").replace(" ", "\u00a0", 5)
    outcome, (words,) = found("sold out weeks ahead, and tickets", new, old=old)
    assert (outcome, words) == (Outcome.SAME, "sold out weeks\nahead, and tick-\nets")


@BOTH
def test_edited_words_are_found_from_word_to_word(old: str | None) -> None:
    new = OLD.replace("every summer the beds are sold out", "each summer all the berths are sold out")
    assert found("every summer the beds are sold out weeks ahead", new, old=old) == (
        Outcome.CHANGED,
        ["each summer all the berths are sold out weeks ahead"],
    )


@BOTH
def test_a_word_put_for_the_first_belongs_to_it_and_one_before_it_does_not(old: str | None) -> None:
    new = OLD.replace("The operators say", "Many companies claim")
    assert found("say that the beds never pay", new, old=old)[1] == ["claim that the beds never pay"]
    assert found("that the beds never pay", new, old=old)[1] == ["that the beds never pay"]


@BOTH
def test_what_is_gone_is_an_orphan(old: str | None) -> None:
    new = OLD.replace("The operators say that the beds never pay. ", "")
    assert found("The operators say that the beds never pay.", new, old=old) == (Outcome.LOST, [])
    assert found("The operators say that the beds never pay.", "", old=old) == (Outcome.LOST, [])
    assert found("The operators say that the beds never pay.", "Something else.", old=old) == (
        Outcome.LOST,
        [],
    )


@BOTH
def test_few_words_need_their_surroundings(old: str | None) -> None:
    elsewhere = "Never a word of it is true: who sleeps there is on his own, the beds being what they are."
    assert found("the beds", elsewhere, old=old, source=OLD)[0] is Outcome.LOST


REFRAIN = "Chorus: the night is long.\n"
SONG = REFRAIN.join(f"Verse {n}: {words}\n" for n, words in enumerate(["a ship", "a train", "a road"]))


def test_places_that_are_as_good_as_each_other_are_a_tie() -> None:
    same = "One. The night is long and the road is dark. "
    one = make_passage("a", same * 3, 5, 43)
    refound = find_again([one], None, "New. " + same * 3 + "End.")[one.id]
    assert refound.outcome is Outcome.TIE
    assert refound.place is None
    assert len(refound.places) >= 2
    new = "New. " + same * 3 + "End."
    assert {new[slice(*place)] for place in refound.places} == {one.exact}


def test_the_old_text_tells_which_of_several_it_is() -> None:
    text = "Begin. " + "The night is long and the road is dark. " * 40 + "End of it."
    one = make_passage("a", text, 7 + 40 * 20, 7 + 40 * 20 + 39)
    same = Finder(text, text).find(one)
    assert (same.outcome, same.place) == (Outcome.SAME, (one.start, one.end))
    verse = SONG.index("the night", SONG.index("train"))
    two = make_passage("a", SONG, verse, verse + len("the night is long"))
    new = "A song.\n" + SONG
    refound = find_again([two], SONG, new)[two.id]
    assert (refound.outcome, refound.place) == (Outcome.SAME, (two.start + 8, two.end + 8))


def test_a_place_that_was_that_of_other_words_is_not_taken() -> None:
    first = "The committee found no fault with the bridge at Elm Street in the spring."
    second = "The committee found no fault with the bridge at Oak Street in the spring."
    old = f"{first} Then came the flood, and with it the questions. {second} Nobody asked again."
    new = old.replace(f"{first} ", "")
    one = make_passage("a", old, 0, len(first))
    assert find_again([one], old, new)[one.id].outcome is Outcome.LOST


def test_an_orphan_is_looked_for_all_the_same() -> None:
    import msgspec

    one = msgspec.structs.replace(passage("the beds never pay"), orphan=True)
    gone = OLD.replace("the beds never pay", "it is what it is")
    assert find_again([one], gone, gone)[one.id].outcome is Outcome.LOST
    assert find_again([one], gone, OLD)[one.id].outcome is Outcome.SAME


def test_a_very_long_passage_is_found_by_its_ends() -> None:
    text = Text(30_000, seed=8)
    start, end = text.first.index(" ", 5_000) + 1, text.first.index(" ", 12_000)
    one = make_passage("a", text.first, start, end)
    text.edit(0.05)
    now, places = text.now()
    for old in (text.first, None):
        refound = find_again([one], old, now)[one.id]
        assert refound.outcome is Outcome.CHANGED
        assert is_right(refound.place, truth(one, text.first, places))
    assert find_again([one], None, Text(30_000, seed=9).first)[one.id].outcome is Outcome.LOST


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("known", [True, False], ids=["old text known", "not known"])
def test_most_passages_of_a_changed_text_are_found(change: str, known: bool) -> None:
    """The short form of `make bench`, which measures longer texts."""
    text = Text(12_000, seed=5)
    first = text.first
    passages = passages_of(first, 60, text.dice)
    CHANGES[change](text)
    now, places = text.now()
    refound = find_again(passages, first if known else None, now)
    true = {one.id: truth(one, first, places) for one in passages}
    here = [one for one in passages if true[one.id].span is not None]
    right = sum(is_right(refound[one.id].place, true[one.id]) for one in here)
    gone = [one for one in passages if true[one.id].span is None]
    attached = sum(is_attached_wrongly(refound[one.id].place, true[one.id]) for one in gone)
    assert right >= 0.92 * len(here)
    assert attached <= 1
    for one in passages:
        for start, end in refound[one.id].places:
            assert 0 <= start < end <= len(now)
            assert now[start:end] == now[start:end].strip()


@given(st.text("ab \n-“é", max_size=60), st.text("ab \n-“é", max_size=60), st.data())
@settings(deadline=None)
def test_any_passage_of_any_text_is_looked_for_without_harm(old: str, new: str, data: st.DataObject) -> None:
    places = [place for place, char in enumerate(old) if not char.isspace()]
    if not places:
        return
    first, last = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    one = make_passage("a", old, first, last + 1)
    for known in (old, None):
        refound = find_again([one], known, new)[one.id]
        assert bool(refound.places) == (refound.outcome is not Outcome.LOST)
        assert (len(refound.places) > 1) == (refound.outcome is Outcome.TIE)
        assert all(new[start:end].strip() for start, end in refound.places)
    again = find_again([one], old, old)[one.id]
    assert (again.outcome, again.place) == (Outcome.SAME, (one.start, one.end))


def test_a_passage_that_was_found_keeps_what_was_said_of_it() -> None:
    import msgspec

    old = read_markdown("# Trains\n\nThe beds are *full*.\n\nThey pay.")
    new = read_markdown("# Sleepers\n\n## Beds\n\nThe beds are all full.\n\nThey pay.")
    start = old.text.index("The beds")
    one = make_passage("a", old.text, start, start + 18, heading=["Trains"])
    one = msgspec.structs.replace(one, implied=True, orphan=False, extra={"x-mine": 1})
    two = make_passage("a", old.text, 0, 6)
    refound = replaced([one, two], old, new)
    assert [r.outcome for r in refound.values()] == [Outcome.CHANGED, Outcome.LOST]
    again = placed(refound[one.id], new)
    assert again is not None
    assert (again.id, again.implied, again.extra) == (one.id, True, {"x-mine": 1})
    assert again.exact == "The beds are all full."
    assert stands(again, new.text)
    assert again.heading == ("Sleepers", "Beds")
    assert again.text_hash == text_hash(new.text)
    assert placed(refound[two.id], new) is None
    chosen = at_place(two, (0, 8), new)
    assert (chosen.id, chosen.exact, chosen.heading) == (two.id, "Sleepers", ())


def test_a_tie_has_no_place() -> None:
    one = passage("the beds never pay")
    assert Refound(one, Outcome.TIE, ((0, 1), (2, 3))).place is None
    assert Refound(one, Outcome.CHANGED, ((0, 1),)).place == (0, 1)


def test_parts_that_are_set_aside_are_found_again_only_if_they_are_the_same() -> None:
    old = "Share this page with your friends\nThe beds are full.\nRead our other stories now"
    new = "The beds are full, they say.\nShare this page with your friends\nRead something else instead"
    spans = ((0, 33), (34, 52), (53, len(old)))
    assert [new[slice(*span)] for span in spans_again(spans, old, new)] == [
        "Share this page with your friends"
    ]
    assert spans_again(spans, old, old) == spans
    assert spans_again((), old, new) == ()
