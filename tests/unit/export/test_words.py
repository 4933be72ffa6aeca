"""The map in words: everything that is drawn, once, in reading order, and nothing that is not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.export.words import SHORT, clean, counts, describe, lines, summary
from contention.model.project import Kind, read_only
from tests.builders import map_of, project_of
from tests.unit.export.hurting import TEXTS, maps_that_hurt, of_texts, only_a_circle, rich_project, sheet_of


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def test_a_contention_then_each_reason_with_its_premises_then_objections() -> None:
    sheet = sheet_of(rich_project(), notes=True)
    assert describe(sheet).splitlines() == [
        "Argument map “The bridge”: 6 claims, 2 reasons, 2 objections.",
        "1. Contention: The bridge should be closed.",
        "2. Reason 1 of 1 (under 1): from safety, 2 premises together (weak step)",
        "3. Reason 1 of 1, premise 1 of 2 (under 2): It is not safe. (accepted)",
        (
            "4. Reason 1 of 1 (under 3): A beam is cracked. "
            "(expert; tag: key & lock; also used in one other place)"
        ),
        "5. Reason 1 of 1, premise 2 of 2 (under 2): Unsafe bridges should be closed. (unstated)",
        "6. Objection 1 of 1 to this inference (under 2): Repairing it would be cheaper.",
        "7. Objection 1 of 1 (under 1): however, 2 premises together",
        "8. Objection 1 of 1, premise 1 of 2 (under 7): Many people use it.",
        "9. Objection 1 of 1, premise 2 of 2 (under 7): A beam is cracked., see 4",
        "Note 1: Says who? Ask the *city*.",
    ]


def test_what_formats_need_of_a_line() -> None:
    told = {line.claim + line.used_in: line for line in lines(sheet_of(rich_project())) if line.claim}
    assert told["K"].kind is None
    assert told["K"].depth == told["K"].under == 0
    assert [passage.id for passage in told["D"].passages] == ["q", "p"]
    assert told["D"].inference == "iD"
    assert told["A"].note == "Says who?\nAsk the *city*."
    assert told["B"].unstated
    reference = told["DiE"]
    assert reference.see == told["D"].number
    assert reference.kind is Kind.OBJECTION
    assert not reference.passages


def test_a_scheme_is_told_where_a_premise_stands_for_its_inference() -> None:
    drawn = map_of("K top\n  + A one")
    only = replace(drawn.inferences["iA"], scheme="from example")
    sheet = sheet_of(replace(drawn, inferences=read_only({"iA": only})))
    assert lines(sheet)[1].marks == ("scheme: from example",)


def test_what_is_left_out_of_the_picture_is_not_told() -> None:
    words = describe(sheet_of(rich_project(), ratings=False, tags=False))
    assert "accepted" not in words
    assert "weak" not in words
    assert "expert" not in words
    assert "key" not in words
    assert "Note" not in words


def test_a_folded_branch_says_how_much_it_hides() -> None:
    sheet = sheet_of(rich_project(), folded=frozenset({"iA"}))
    told = lines(sheet)
    assert told[1].inference == "iA"
    assert told[1].hidden == 4  # as the picture says, though D is named where it is used again
    assert "4 claims folded away" in told[1].spoken
    assert not {"A", "B", "C"} & {line.claim for line in told}
    claim = lines(sheet_of(project_of("K top\n  + A one\n    + B two"), folded=frozenset({"A"})))
    assert [line.hidden for line in claim] == [0, 1]
    assert "1 claim folded away" in claim[1].spoken


@pytest.mark.parametrize(
    ("chosen", "claims"), [("A", {"A", "D"}), ("iA", {"A", "B", "C", "D"}), ("E", {"E"})]
)
def test_a_branch_stands_alone_and_counts_its_own(chosen: str, claims: set[str]) -> None:
    sheet = sheet_of(rich_project(), part="branch", chosen=(chosen,))
    told = lines(sheet)
    assert {line.claim for line in told} - {""} == claims
    assert told[0].depth == 0
    assert not any(line.hidden for line in told)
    assert counts(sheet).startswith("1 claim" if len(claims) == 1 else f"{len(claims)} claims")


def test_a_reference_in_a_branch_hides_nothing() -> None:
    drawn = map_of("K top\n  + A one\n    + B two\n  - C three")
    again = replace(drawn.inferences["iC"], premises=("C", "A"))
    sheet = sheet_of(
        replace(drawn, inferences=read_only({**drawn.inferences, "iC": again})), part="branch", chosen=("iC",)
    )
    assert [(line.claim, line.see, line.hidden) for line in lines(sheet)] == [
        ("", 0, 0),
        ("C", 0, 0),
        ("A", 0, 0),
    ]


def test_a_summary_fits_where_there_is_little_room() -> None:
    assert summary(sheet_of(rich_project())) == (
        "Argument map “The bridge”: 6 claims, 2 reasons, 2 objections. "
        "Contention: The bridge should be closed."
    )
    short = summary(sheet_of(of_texts()))
    assert len(short) <= SHORT
    long = summary(sheet_of(map_of("K " + TEXTS["a thousand words"] + "\n  + A one", "T" * 900)))
    assert len(long) <= SHORT
    assert long.endswith("…")
    alone = summary(sheet_of(map_of("W" * 900)))
    assert alone.startswith("Argument map “Map”: 1 claim. Claim that stands alone: WWW")


@pytest.mark.parametrize("name", maps_that_hurt())
def test_all_that_is_drawn_is_told_once(name: str) -> None:
    sheet = sheet_of(maps_that_hurt()[name])
    told = lines(sheet)
    claims = [line.claim for line in told if line.claim and not line.used_in]
    inferences = [line.inference for line in told if line.inference]
    assert sorted(claims) == sorted(box.claim for _, box in sheet.diagram.boxes if not box.stub)
    assert sorted(set(inferences)) == sorted(sheet.map.inferences)
    assert len(inferences) == len(set(inferences))
    assert [line.number for line in told] == list(range(1, len(told) + 1))
    for line in told:
        assert line.under < line.number
        assert line.depth == (told[line.under - 1].depth + 1 if line.under else 0)
        if line.used_in:
            assert told[line.see - 1].claim == line.claim
    assert describe(sheet).count("\n") == len(told)


def test_a_circle_ends_in_a_reference() -> None:
    told = [line.spoken for line in lines(sheet_of(only_a_circle()))]
    assert told[:3] == [
        "1. Contention: A speaks for B. (also used in one other place)",
        "2. Reason 1 of 1 (under 1): B speaks for A.",
        "3. Reason 1 of 1 (under 2): A speaks for B., see 1",
    ]


def test_texts_come_clean_and_whole() -> None:
    told = {line.claim: line for line in lines(sheet_of(of_texts())) if line.claim}
    for name, text in TEXTS.items():
        if name not in {"empty", "control", "lines"}:
            assert told[name].text == text
    assert told["empty"].empty
    assert told["empty"].text == "no words yet"
    assert told["control"].text == "before after and end"
    assert told["lines"].text == "first line second line third fourth"
    assert clean("a\ud83d\x00b\ufffec") == "a b c"
    assert clean("👨‍👩‍👧‍👦 ok\u200f") == "👨‍👩‍👧‍👦 ok\u200f"
