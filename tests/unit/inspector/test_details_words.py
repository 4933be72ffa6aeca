"""What the details pane calls things."""

from __future__ import annotations

from contention.inspector import words
from contention.model.project import BASES, TAG_COLOURS, ClaimRating, InferenceRating, Kind, Orientation
from contention.model.structure import Structure
from tests.builders import map_of

MAP_VALUE = map_of("""
    K networks are needed
      + A costs are high
        & B nobody else can pay
        ! C money is not the matter
      - D nobody repairs
    N put aside
""")


def test_everything_the_project_can_hold_has_a_name() -> None:
    assert set(words.bases()) == set(BASES)
    assert tuple(words.colours()) == TAG_COLOURS
    assert list(words.claim_ratings()) == [rating.value for rating in ClaimRating]
    assert list(words.inference_ratings()) == [rating.value for rating in InferenceRating]
    assert list(words.orientations()) == [orientation.value for orientation in Orientation]
    assert list(words.kinds()) == [kind.value for kind in Kind]


def test_roles() -> None:
    structure = Structure(MAP_VALUE)
    assert [words.role_of(structure, claim) for claim in "KABCDN"] == [
        "Contention",
        "Co-premise of a reason",
        "Co-premise of a reason",
        "Objection",
        "Objection",
        "Claim that stands alone",
    ]


def test_uses_name_their_target_a_claim_or_a_step() -> None:
    inferences = MAP_VALUE.inferences
    assert words.use_of(MAP_VALUE, inferences["iA"]) == "Reason for “K networks are needed”"
    assert (
        words.use_of(MAP_VALUE, inferences["iC"])
        == "Objection to the inference from “A costs are high, B nobody else can pay”"
    )
