"""Back and forward after jumps."""

from __future__ import annotations

from contention.reader.jumps import MOST, Jumps


def test_there_and_back_and_there_again() -> None:
    jumps = Jumps()
    assert not jumps.can_go_back()
    jumps.leave(("a", 10))
    jumps.leave(("a", 500))
    assert jumps.back(("b", 7)) == ("a", 500)
    assert jumps.back(("a", 500)) == ("a", 10)
    assert not jumps.can_go_back()
    assert jumps.forward(("a", 10)) == ("a", 500)
    assert jumps.forward(("a", 500)) == ("b", 7)
    assert not jumps.can_go_forward()


def test_a_new_jump_forgets_what_was_ahead() -> None:
    jumps = Jumps()
    jumps.leave(("a", 10))
    jumps.back(("a", 20))
    jumps.leave(("a", 30))
    assert not jumps.can_go_forward()
    assert jumps.back(("a", 40)) == ("a", 30)


def test_where_one_is_already_is_passed_over() -> None:
    jumps = Jumps()
    jumps.leave(("a", 10))
    jumps.leave(("a", 20))
    jumps.leave(("a", 20))
    assert jumps.back(("a", 20)) == ("a", 10)
    assert jumps.back(("a", 5)) is None


def test_nowhere_is_no_place_and_there_is_an_end() -> None:
    jumps = Jumps()
    jumps.leave(("", 0))
    assert not jumps.can_go_back()
    for place in range(MOST + 20):
        jumps.leave(("a", place))
    steps = 0
    while jumps.back(("b", steps)) is not None:
        steps += 1
    assert steps == MOST


def test_places_of_an_article_that_is_gone_are_forgotten() -> None:
    jumps = Jumps()
    jumps.leave(("a", 1))
    jumps.leave(("b", 2))
    jumps.forget("b")
    assert jumps.back(("c", 3)) == ("a", 1)
