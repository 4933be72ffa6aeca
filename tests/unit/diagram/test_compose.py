"""Whole drawings of random maps: nothing overlaps or crosses, order holds, and edits share what they may."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, Hit, Rect
from contention.diagram.themes import Metrics, theme
from contention.model.project import ArgumentMap, Claim, Inference, Kind, Passage, with_item
from contention.model.structure import Role
from tests.unit.diagram.geometry import brick_rects, faults, order_faults
from tests.unit.diagram.random_maps import MapMaker, PlainMeasure, passages, random_map

LIGHT = theme("classic")
MEASURE = PlainMeasure()


def drawing(argument_map: ArgumentMap, previous: Diagram | None = None) -> Diagram:
    return compose(argument_map, MEASURE, LIGHT, previous)


def with_claim(argument_map: ArgumentMap, claim: Claim) -> ArgumentMap:
    return msgspec.structs.replace(argument_map, claims=with_item(argument_map.claims, claim.id, claim))


def with_inference(argument_map: ArgumentMap, inference: Inference) -> ArgumentMap:
    return msgspec.structs.replace(
        argument_map, inferences=with_item(argument_map.inferences, inference.id, inference)
    )


def same_drawing(one: Diagram, other: Diagram) -> bool:
    return one.bricks == other.bricks and one.bounds == other.bounds


@pytest.mark.parametrize("seed", range(40))
def test_nothing_overlaps_nothing_crosses_and_order_is_kept(seed: int) -> None:
    argument_map = random_map(
        10 + 3 * seed % 70,
        seed,
        roots=1 + seed % 3,
        back=seed % 3,
        co_premises=(0.25, 0.6, 0.9)[seed % 3],
        undercuts=(0.05, 0.3)[seed % 2],
    )
    diagram = drawing(argument_map)
    assert faults(diagram) + order_faults(diagram, argument_map) == []


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_shape_of_map_is_drawn_without_fault(data: st.DataObject) -> None:
    """Sizes and shapes at the edges: wide panels over narrow children, undercuts of undercuts."""
    maker = MapMaker()
    maker.claim("K")
    items = ["c00000"]
    for _ in range(data.draw(st.integers(0, 14))):
        target = data.draw(st.sampled_from(items))
        lengths = data.draw(st.lists(st.sampled_from([0, 3, 30, 200]), min_size=1, max_size=5))
        premises = [maker.claim("m" * length) for length in lengths]
        items += [maker.inference(target, *premises), *premises]
    argument_map = maker.map()
    diagram = drawing(argument_map)
    assert faults(diagram) + order_faults(diagram, argument_map) == []
    assert {box.claim for _, box in diagram.boxes} == set(argument_map.claims)


def test_buses_of_neighbours_at_one_height_do_not_meet() -> None:
    """A wide panel whose only stub lies far left of its child, and a neighbour's child below that stub."""
    maker = MapMaker()
    top = maker.claim("m" * 40)
    left = maker.claim("m" * 58)
    maker.inference(top, left)
    wide = [maker.claim("m" * 58) for _ in range(5)]
    maker.inference(top, *wide)
    last = [maker.inference(left, maker.claim("")) for _ in range(5)][-1]
    low = maker.inference(wide[0], maker.claim(""))
    diagram = drawing(maker.map())
    pill, stub, own = diagram.pill_rect(last), diagram.box_rect(wide[0]), diagram.pill_rect(low)
    assert pill is not None
    assert stub is not None
    assert own is not None
    assert stub.center[0] < pill.center[0] < own.center[0], "the case this is about"
    assert pill.y == own.y
    assert faults(diagram) == []


def test_an_empty_map_has_no_bricks_and_no_size() -> None:
    empty = drawing(ArgumentMap(id="m"))
    assert empty.bricks == ()
    assert empty.bounds == Rect(0, 0, 0, 0)
    assert empty.hit(0, 0) is None
    assert (empty.box_rect("c"), empty.pill_rect("i"), empty.panel_rect("i")) == (None, None, None)


def test_a_chain_of_five_thousand_is_drawn() -> None:
    maker = MapMaker()
    claim = maker.claim("k")
    for _ in range(5_000):
        below = maker.claim("m")
        maker.inference(claim, below)
        claim = below
    diagram = drawing(maker.map())
    assert len(diagram.bricks) == 5_001
    assert len({placed.x for placed in diagram.bricks[1:]}) == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_further_use_moves_nothing_but_what_grows(seed: int) -> None:
    """A use added to another panel widens that panel; nobody changes parents, no line is added."""
    argument_map = random_map(40, seed, cross=0)
    claim = sorted(argument_map.claims)[20]
    use = next(i.id for i in argument_map.inferences.values() if claim in i.premises)
    argument_map = with_claim(argument_map, msgspec.structs.replace(argument_map.claims[claim], primary=use))
    before = drawing(argument_map)
    changed = list(argument_map.inferences.values())[seed]
    assert changed.id != use
    more = msgspec.structs.replace(changed, premises=(*changed.premises, claim))
    after = drawing(with_inference(argument_map, more), before)
    homes = {
        box.claim: placed.brick.id for placed in after.bricks for box in placed.brick.boxes if not box.stub
    }
    assert homes == {
        box.claim: placed.brick.id for placed in before.bricks for box in placed.brick.boxes if not box.stub
    }
    assert [route.inference for route in after.routes] == [route.inference for route in before.routes]
    stub = next(box for placed in after.bricks for box in placed.brick.boxes if box.stub)
    assert stub.claim == claim
    assert faults(after) == []


@pytest.mark.parametrize("seed", range(12))
def test_composing_from_the_previous_gives_the_same_as_composing_anew(seed: int) -> None:
    argument_map = random_map(50, seed, cross=0.1, back=seed % 2)
    diagram = drawing(argument_map)
    maker = MapMaker(seed)
    for step in range(12):
        claim_id = maker.rng.choice(list(argument_map.claims))
        claim = argument_map.claims[claim_id]
        if step % 3 == 0:
            argument_map = with_claim(argument_map, msgspec.structs.replace(claim, text=maker.sentence()))
        elif step % 3 == 1:
            new = Claim(id=f"n{step}", text="new", passages=passages(step % 3), unstated=step % 2 == 0)
            argument_map = with_claim(argument_map, new)
            kind = Kind.OBJECTION if step % 2 else Kind.REASON
            argument_map = with_inference(
                argument_map,
                Inference(id=f"j{step}", kind=kind, target=claim_id, premises=(new.id,), order=step),
            )
        else:
            inference = maker.rng.choice(list(argument_map.inferences.values()))
            other = Kind.REASON if inference.kind is Kind.OBJECTION else Kind.OBJECTION
            argument_map = with_inference(
                argument_map, msgspec.structs.replace(inference, kind=other, order=0.5, scheme="sign")
            )
        diagram = drawing(argument_map, diagram)
        assert same_drawing(diagram, drawing(argument_map))


def test_an_edit_makes_one_brick_and_shares_the_others() -> None:
    argument_map = random_map(60, 2, cross=0)
    before = drawing(argument_map)
    claim = sorted(argument_map.claims)[30]
    after = drawing(
        with_claim(argument_map, msgspec.structs.replace(argument_map.claims[claim], text="m" * 150)), before
    )
    old = {id(placed.brick) for placed in before.bricks}
    new = [placed.brick for placed in after.bricks if id(placed.brick) not in old]
    assert [any(box.claim == claim for box in brick.boxes) for brick in new] == [True]


def test_a_first_reason_makes_a_contention_and_a_scheme_alone_a_new_pill() -> None:
    maker = MapMaker()
    top = maker.claim("k")
    alone = drawing(maker.map())
    reason = maker.inference(top, maker.claim("a"))
    argued = drawing(maker.map(), alone)
    assert [box.role for _, box in alone.boxes] == [Role.STANDING]
    assert [box.role for _, box in argued.boxes] == [Role.CONTENTION, Role.REASON]
    named = msgspec.structs.replace(maker.inferences[reason], scheme="analogy")
    pill = drawing(with_inference(maker.map(), named), argued).bricks[1].brick.pill
    assert pill is not None
    assert pill.line.text == "+ analogy"


def test_an_edit_that_moves_nothing_shares_every_route() -> None:
    argument_map = random_map(60, 2, cross=0)
    before = drawing(argument_map)
    noted = msgspec.structs.replace(argument_map.claims["c00005"], order=5.5)
    after = drawing(with_claim(argument_map, noted), before)
    assert same_drawing(before, after)
    assert all(a.routes is b.routes for a, b in zip(before.bricks, after.bricks, strict=True))


def test_another_theme_shares_the_bricks_and_other_metrics_do_not() -> None:
    argument_map = random_map(20, 3)
    light = drawing(argument_map)
    dark = compose(argument_map, MEASURE, theme("ink", dark=True), light)
    assert all(a.brick is b.brick for a, b in zip(light.bricks, dark.bricks, strict=True))
    assert dark.theme.dark
    large = msgspec.structs.replace(LIGHT, metrics=Metrics(text_width=300))
    assert not any(
        a.brick is b.brick
        for a, b in zip(light.bricks, compose(argument_map, MEASURE, large, light).bricks, strict=True)
    )
    assert light.in_theme(dark.theme).bricks is light.bricks
    with pytest.raises(ValueError, match="metrics"):
        light.in_theme(large)


def small() -> tuple[Diagram, dict[str, str]]:
    maker = MapMaker()
    names = {}
    names["top"] = maker.claim("m" * 20)
    names["a"], names["b"] = maker.claim("m" * 60, unstated=True), maker.claim("", passages=passages(2))
    names["reason"] = maker.inference(names["top"], names["a"], names["b"])
    names["c"] = maker.claim("m")
    names["objection"] = maker.inference(names["top"], names["c"], names["a"], kind=Kind.OBJECTION)
    names["d"] = maker.claim("m")
    names["undercut"] = maker.inference(names["reason"], names["d"], kind=Kind.OBJECTION)
    return drawing(maker.map()), names


def test_everything_can_be_hit_where_it_is_drawn() -> None:
    diagram, names = small()
    for claim in ("top", "a", "b", "c", "d"):
        rect = diagram.box_rect(names[claim])
        assert rect is not None
        assert diagram.hit(*rect.center) == Hit("box", names[claim])
    for inference in ("reason", "objection", "undercut"):
        pill, panel = diagram.pill_rect(names[inference]), diagram.panel_rect(names[inference])
        assert pill is not None
        assert panel is not None
        assert diagram.hit(*pill.center) == Hit("pill", names[inference])
        assert diagram.hit(panel.x + 3, panel.bottom - 3) == Hit("panel", names[inference])
        assert pill.center == (panel.center[0], panel.y)
    assert diagram.hit(diagram.bounds.right + 1, 5) is None
    assert diagram.hit(-1, -1) is None


def test_chips_lead_elsewhere() -> None:
    diagram, names = small()
    stubs = [(rect, box) for rect, box in diagram.boxes if box.stub]
    assert [box.claim for _, box in stubs] == [names["a"]]
    assert diagram.hit(*stubs[0][0].center) == Hit("chip", names["a"])
    home = diagram.box(names["a"])
    assert home is not None
    chip = next(note for note in home.notes if note.kind == "uses")
    box_rect = diagram.box_rect(names["a"])
    assert box_rect is not None
    x, y = chip.rect.center
    at = (x - home.rect.x + box_rect.x, y - home.rect.y + box_rect.y)
    assert diagram.hit(*at) == Hit("chip", names["a"])


def test_a_box_says_which_passages_were_not_found() -> None:
    def notes(*orphans: bool) -> list[str]:
        found = tuple(
            Passage(id=f"p{number}", article="a", exact="x", start=number, end=number + 1, orphan=orphan)
            for number, orphan in enumerate(orphans)
        )
        claim = Claim(id="K", text="Bread is cheap", passages=found)
        diagram = drawing(with_claim(ArgumentMap(id="m"), claim))
        return [note.line.text for _, box in diagram.boxes for note in box.notes]

    assert notes(False, False) == ["2"]
    assert notes(False, True) == ["2, 1 not found"]
    assert notes(True) == ["1 not found"]


def test_boxes_say_what_they_are() -> None:
    diagram, names = small()
    boxes = {box.claim: box for _, box in diagram.boxes if not box.stub}
    assert boxes[names["top"]].role is Role.CONTENTION
    assert boxes[names["c"]].role is Role.OBJECTION
    assert boxes[names["a"]].unstated
    assert [note.kind for note in boxes[names["a"]].notes] == ["uses", "unstated"]
    assert [note.line.text for note in boxes[names["a"]].notes] == ["also used at 1 place", "unstated"]
    assert boxes[names["b"]].placeholder
    assert boxes[names["b"]].lines[0].text == "empty claim"
    assert [(note.kind, note.line.text) for note in boxes[names["b"]].notes] == [("passages", "2")]
    pills = {placed.brick.id: placed.brick.pill for placed in diagram.bricks if placed.brick.pill}
    assert pills[names["reason"]].line.text == "+ because"
    assert pills[names["objection"]].line.text == "− however"


def test_words_and_notes_stay_inside_their_box() -> None:
    for seed in range(8):
        for rect, box in drawing(random_map(30, seed, cross=0.2)).boxes:
            own = box.rect
            assert rect.width == own.width
            for line in [*box.lines, *(note.line for note in box.notes)]:
                assert own.x < line.x
                assert line.x + line.width < own.right
                assert own.y < line.baseline < own.bottom
            notes = [note.rect for note in box.notes]
            assert not any(a.intersects(b) for i, a in enumerate(notes) for b in notes[i + 1 :])
            assert all(line.baseline <= note.y + 1 for note in notes for line in box.lines)


def test_a_claim_of_five_thousand_letters_widens_and_is_cut_with_a_count() -> None:
    maker = MapMaker()
    maker.claim("m" * 5_000)
    maker.claim("m" * 239)
    (long_rect, long), (short_rect, _) = drawing(maker.map()).boxes
    assert long_rect.width > short_rect.width
    assert long_rect.height < 900
    letters = sum(len(line.text) for line in long.lines)
    per_line = len(long.lines[0].text)
    hidden = -(-(5_000 - letters) // per_line)
    assert [(note.kind, note.line.text) for note in long.notes] == [("more", f"… ({hidden} more lines)")]


def test_a_scheme_names_the_pill() -> None:
    maker = MapMaker()
    top = maker.claim("k")
    maker.inference(top, maker.claim("a"))
    argument_map = maker.map()
    named = msgspec.structs.replace(argument_map.inferences["i00000"], scheme="expert opinion")
    pill = drawing(with_inference(argument_map, named)).bricks[1].brick.pill
    assert pill is not None
    assert pill.line.text == "+ expert opinion"
    assert pill.rect.width > pill.line.width


@pytest.mark.parametrize("seed", range(4))
def test_centres_lie_on_whole_pixels(seed: int) -> None:
    diagram = drawing(random_map(50, seed))
    assert all(x == int(x) and y == int(y) for _, (x, y, _, _) in brick_rects(diagram))
    assert all((rect.x + rect.width / 2).is_integer() for _, rect in brick_rects(diagram))
    assert all(x == int(x) for route in diagram.routes for x, _ in route.points)
