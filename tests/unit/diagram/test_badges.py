"""What a reader thinks of things, on their boxes and pills: which badges, in words, and in what room."""

from __future__ import annotations

import msgspec
import pytest

from contention.diagram.compose import compose
from contention.diagram.drawing import Badge, Diagram, Hit, MapView
from contention.diagram.signs import SIGN, SIGNS
from contention.diagram.themes import theme
from contention.model.project import (
    BASES,
    TAG_COLOURS,
    ArgumentMap,
    ClaimRating,
    InferenceRating,
    Orientation,
    Tag,
    with_item,
)
from tests.builders import map_of
from tests.unit.diagram.random_maps import PlainMeasure, passages

MEASURE = PlainMeasure()
LIGHT = theme("classic")
TAGS = {
    name: Tag(id=name, name=f"{name} one", colour=name, order=float(n)) for n, name in enumerate(TAG_COLOURS)
}
TREE = """
    Kmmmmmmmmmmmmmmmmmmmmmmmmm
      + Ammmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
"""
K, A = "Kmmmmmmmmmmmmmmmmmmmmmmmmm", "Ammmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"


def drawing(
    argument_map: ArgumentMap, previous: Diagram | None = None, *, badges: bool = True, tags=TAGS
) -> Diagram:
    return compose(argument_map, MEASURE, LIGHT, previous, MapView(badges=badges, tags=tags))


def with_claim(claim: str = A, **more: object) -> ArgumentMap:
    argument_map = map_of(TREE)
    changed = msgspec.structs.replace(argument_map.claims[claim], text="m" * 29, **more)
    return msgspec.structs.replace(argument_map, claims=with_item(argument_map.claims, claim, changed))


def with_inference(**more: object) -> ArgumentMap:
    argument_map = map_of(TREE)
    changed = msgspec.structs.replace(argument_map.inferences[f"i{A}"], **more)
    return msgspec.structs.replace(
        argument_map, inferences=with_item(argument_map.inferences, changed.id, changed)
    )


def badges_of(diagram: Diagram, claim: str = A) -> tuple[Badge, ...]:
    box = diagram.box(claim)
    assert box is not None
    return box.badges


def told(badges: tuple[Badge, ...]) -> list[tuple[str, str]]:
    return [(badge.sign, badge.line.text if badge.line else "") for badge in badges]


def test_rating_basis_and_tags_have_a_sign_and_a_word() -> None:
    found = badges_of(drawing(with_claim(rating=ClaimRating.ACCEPT, basis="data", tags=("red",))))
    assert told(found) == [("accept", "accepted"), ("data", "data"), ("red", "red one")]
    assert [badge.text for badge in found] == ["Rated: accepted", "Basis: data", "Tag: red one"]


@pytest.mark.parametrize("basis", [*BASES, "my own word", "red"])
def test_every_basis_has_a_sign_of_its_own_and_other_words_one_in_common(basis: str) -> None:
    [badge] = badges_of(drawing(with_claim(basis=basis)))
    assert badge.sign == (basis if basis in BASES else "basis")
    assert badge.text == f"Basis: {basis}"
    assert SIGNS[badge.sign] != SIGNS[""]


def test_every_rating_of_claims_and_inferences_is_told() -> None:
    for rating in ClaimRating:
        [badge] = badges_of(drawing(with_claim(rating=rating)))
        assert badge.sign == rating.value
    for strength in InferenceRating:
        pill = drawing(with_inference(rating=strength)).bricks[1].brick.pill
        assert pill is not None
        assert told(pill.badges) == [(strength.value, strength.value)]


def test_tags_come_in_the_projects_order_and_unknown_ones_are_left_out() -> None:
    found = badges_of(drawing(with_claim(tags=("blue", "gone", "red"))))
    assert [badge.sign for badge in found] == ["red", "blue"]
    odd = {"odd": Tag(id="odd", name="odd", colour="mauve")}
    [badge] = badges_of(drawing(with_claim(tags=("odd",)), tags=odd))
    assert badge.sign == "grey"


def test_words_give_way_before_signs_and_signs_are_counted() -> None:
    many = with_claim(rating=ClaimRating.REJECT, basis="law", tags=tuple(TAG_COLOURS))
    found = badges_of(drawing(many))
    assert [badge.sign for badge in found] == ["reject", "law", *TAG_COLOURS]
    assert told(found[:1]) == [("reject", "")]
    fewer = badges_of(drawing(with_claim(rating=ClaimRating.REJECT, basis="law", tags=("red", "blue"))))
    assert told(fewer) == [("reject", "rejected"), ("law", "law"), ("red", ""), ("blue", "")]
    narrow = badges_of(drawing(with_claim(width=120.0, basis="law", tags=tuple(TAG_COLOURS))))
    last = narrow[-1]
    assert last.kind == "further"
    assert last.line is not None
    assert last.line.text == f"+{10 - len(narrow)}"
    assert last.text.splitlines() == [f"Tag: {name} one" for name in TAG_COLOURS[len(narrow) - 2 :]]


@pytest.mark.parametrize("orientation", list(Orientation))
def test_badges_stay_inside_and_beside_each_other_and_the_notes(orientation: Orientation) -> None:
    for count in range(9):
        for width in (None, 80.0, 140.0, 400.0):
            argument_map = msgspec.structs.replace(
                with_claim(
                    rating=ClaimRating.UNDECIDED,
                    basis="common knowledge",
                    tags=tuple(TAG_COLOURS[:count]),
                    width=width,
                    unstated=count % 2 == 0,
                    passages=passages(count % 3),
                ),
                orientation=orientation,
            )
            box = drawing(argument_map).box(A)
            assert box is not None
            rects = [badge.rect for badge in box.badges] + [note.rect for note in box.notes]
            assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])
            assert all(box.rect.x < r.x and r.right < box.rect.right for r in rects)
            assert all(box.rect.y < r.y and r.bottom < box.rect.bottom for r in rects)
            assert max(line.baseline for line in box.lines) < min(rect.y for rect in rects) + 1


def test_one_row_is_enough_where_badges_and_notes_have_room() -> None:
    plain = drawing(with_claim(passages=passages(1))).box(A)
    both = drawing(with_claim(passages=passages(1), rating=ClaimRating.ACCEPT)).box(A)
    full = drawing(
        with_claim(passages=passages(1), unstated=True, rating=ClaimRating.UNDECIDED, basis="law")
    ).box(A)
    assert plain is not None
    assert both is not None
    assert full is not None
    assert both.rect.height == plain.rect.height
    assert full.rect.height == plain.rect.height + LIGHT.metrics.note_row


def test_the_pill_has_room_for_its_badges() -> None:
    diagram = drawing(with_inference(rating=InferenceRating.STRONG, tags=("red", "blue"), scheme="sign"))
    pill = diagram.bricks[1].brick.pill
    assert pill is not None
    assert [badge.sign for badge in pill.badges] == ["strong", "red", "blue"]
    assert pill.line.x + pill.line.width < pill.badges[0].rect.x
    assert pill.badges[-1].rect.right < pill.rect.right
    assert pill.rect.center[0] == diagram.bricks[1].brick.width / 2


def test_a_badge_can_be_hit_and_says_the_whole_of_it() -> None:
    argument_map = with_claim(rating=ClaimRating.ACCEPT)
    diagram = drawing(argument_map)
    home, rect = diagram.box(A), diagram.box_rect(A)
    assert home is not None
    assert rect is not None
    x, y = home.badges[0].rect.center
    x, y = x - home.rect.x + rect.x, y - home.rect.y + rect.y
    assert diagram.hit(x, y) == Hit("badge", A)
    assert diagram.badge_text(x, y) == "Rated: accepted"
    assert diagram.badge_text(*rect.center) is None
    assert diagram.badge_text(-5, -5) is None
    rated = drawing(with_inference(rating=InferenceRating.WEAK))
    pill, at = rated.bricks[1].brick.pill, rated.pill_rect(f"i{A}")
    assert pill is not None
    assert at is not None
    dx = pill.badges[0].rect.center[0] - pill.rect.x
    assert rated.hit(at.x + dx, at.center[1]) == Hit("badge", f"i{A}")
    assert rated.badge_text(at.x + dx, at.center[1]) == "Rated: weak"


def test_badges_can_be_hidden() -> None:
    argument_map = with_claim(rating=ClaimRating.ACCEPT, basis="data", tags=("red",))
    shown = drawing(argument_map)
    hidden = drawing(argument_map, shown, badges=False)
    assert badges_of(hidden) == ()
    bare = drawing(with_claim())
    assert hidden.bricks == bare.bricks


def test_a_tag_that_changes_changes_its_badges() -> None:
    argument_map = with_claim(tags=("red",))
    before = drawing(argument_map)
    renamed = {**TAGS, "red": msgspec.structs.replace(TAGS["red"], name="to check", colour="blue")}
    assert told(badges_of(drawing(argument_map, before, tags=renamed))) == [("blue", "to check")]
    same = drawing(argument_map, before, tags=dict(TAGS))
    assert all(a.brick is b.brick for a, b in zip(before.bricks, same.bricks, strict=True))


def test_signs_are_distinct_and_fit_their_square() -> None:
    signs = [sign for name, sign in SIGNS.items() if name]
    assert len(set(signs)) == len(signs)
    for sign in signs:
        numbers = [float(word) for word in f"{sign.fill} {sign.stroke}".split() if word not in "MLCZ"]
        assert numbers
        assert all(0 <= number <= SIGN for number in numbers)
    names = {*BASES, *TAG_COLOURS, *ClaimRating, *InferenceRating, "basis", ""}
    assert names == set(SIGNS)
