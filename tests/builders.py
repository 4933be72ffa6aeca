"""Small projects to test with, written as an outline.

``project_of(...)`` reads lines such as::

    K contention
      + A reason
        & B co-premise of A
          ! C objection to the inference that A and B make
      - D objection

Indentation of two spaces is one step down; ``+`` reason, ``-`` objection, ``&`` co-premise of
the claim above at the same depth less one, ``!`` objection to the inference of the claim it
stands under. The first word is the claim's id; the inference is named ``i`` + that id.
"""

from __future__ import annotations

import textwrap

from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Project,
    read_only,
)

MAP = "m"


def map_of(outline: str, title: str = "Map") -> ArgumentMap:
    """The map an outline stands for; see the module's docstring."""
    claims: dict[Id, Claim] = {}
    inferences: dict[Id, Inference] = {}
    inference_at: dict[Id, Id] = {}
    above: list[Id] = []
    for number, line in enumerate(textwrap.dedent(outline).strip("\n").splitlines(), start=1):
        if not line.strip():
            continue
        depth = (len(line) - len(line.lstrip())) // 2
        words = line.split()
        sign = words.pop(0) if words[0] in set("+-&!") else ""
        claim_id = words[0]
        claims[claim_id] = Claim(id=claim_id, text=" ".join(words), order=float(number))
        del above[depth:]
        if sign == "&":
            joined = inference_at[above[-1]]
            old = inferences[joined]
            inferences[joined] = Inference(
                id=joined,
                kind=old.kind,
                target=old.target,
                premises=(*old.premises, claim_id),
                order=old.order,
            )
            inference_at[claim_id] = joined
        elif sign:
            target = inference_at[above[-1]] if sign == "!" else above[-1]
            kind = Kind.REASON if sign == "+" else Kind.OBJECTION
            inference = Inference(
                id=f"i{claim_id}", kind=kind, target=target, premises=(claim_id,), order=float(number)
            )
            inferences[inference.id] = inference
            inference_at[claim_id] = inference.id
        above.append(claim_id)
    return ArgumentMap(id=MAP, title=title, claims=read_only(claims), inferences=read_only(inferences))


def project_of(outline: str, title: str = "Test") -> Project:
    """A project with the one map that an outline stands for."""
    argument_map = map_of(outline)
    return Project(title=title, maps=read_only({argument_map.id: argument_map}))


def outline_of(project: Project, map_id: Id = MAP) -> str:
    """The map as an outline again, in the same notation but with ids alone: easy to compare."""
    from contention.model.structure import Structure

    structure = Structure(project.maps[map_id])
    lines: list[str] = []

    def write(claim_id: Id, sign: str, depth: int) -> None:
        lines.append("  " * depth + (f"{sign} " if sign else "") + claim_id)
        for inference in structure.inferences_of.get(claim_id, ()):
            write_inference(inference, depth + 1, "")

    def write_inference(inference: Inference, depth: int, sign: str) -> None:
        first, *others = inference.premises
        write(first, sign or ("+" if inference.kind is Kind.REASON else "-"), depth)
        for other in others:
            write(other, "&", depth + 1)
        for undercut in structure.inferences_of.get(inference.id, ()):
            write_inference(undercut, depth + 1, "!" if undercut.kind is Kind.OBJECTION else "!+")

    for root in structure.roots:
        write(root.id, "", 0)
    return "\n".join(lines)
