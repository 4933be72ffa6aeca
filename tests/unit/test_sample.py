"""The sample: its article, its model map, and the file that is built of them."""

from __future__ import annotations

import importlib.util
import itertools
import re
from pathlib import Path
from types import ModuleType

import pytest

from contention.article.blocks import ArticleText, BlockKind, Style
from contention.article.markdown import read_markdown
from contention.assets import resource
from contention.files.store import load
from contention.model.anchors import stands, text_hash
from contention.model.check import check
from contention.model.project import ArgumentMap, Article, Id, Inference, Kind, Project
from contention.model.structure import Role, Structure

BUILDER = Path(__file__).parents[2] / "packaging" / "make_sample.py"
ARTICLE = resource("samples", "who-owns-the-machines.md")
FILE = resource("samples", "who-owns-the-machines.contention")


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    # Not by name: "packaging" is also a library that pytest itself uses.
    spec = importlib.util.spec_from_file_location("make_sample", BUILDER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def project() -> Project:
    loaded = load(FILE)
    assert loaded.findings == ()
    assert not loaded.read_only
    return loaded.project


@pytest.fixture(scope="module")
def article(project: Project) -> Article:
    (only,) = project.articles.values()
    return only


@pytest.fixture(scope="module")
def text(article: Article) -> ArticleText:
    return read_markdown(article.source)


@pytest.fixture(scope="module")
def model_map(project: Project) -> ArgumentMap:
    (only,) = project.maps.values()
    return only


def objections(model_map: ArgumentMap) -> list[Inference]:
    return [one for one in model_map.inferences.values() if one.kind is Kind.OBJECTION]


# --- the article ---------------------------------------------------------------------


def test_the_article_has_the_length_of_a_column(text: ArticleText) -> None:
    assert 900 <= len(text.text.split()) <= 1150


def test_the_article_shows_what_an_article_may_have(text: ArticleText) -> None:
    headings = [block for block in text.blocks if block.kind is BlockKind.HEADING]
    assert [block.level for block in headings] == [1, 2, 2, 2, 2]
    assert headings[0].text == "Who owns the machines?"
    assert sum(bool(block.marker) for block in text.blocks) == 3, "one short list"
    assert sum(bool(block.quote) for block in text.blocks) == 1, "one block quote"
    runs = [run for block in text.blocks for run in block.runs]
    assert {Style.EMPHASIS, Style.STRONG} <= {style for run in runs for style in run.styles}
    assert [run.href for run in runs if run.href] == ["https://en.wikipedia.org/wiki/Internet_exchange_point"]


def test_the_article_in_the_project_is_the_article_beside_it(article: Article) -> None:
    assert article.source == ARTICLE.read_text(encoding="utf-8")
    assert article.title == "Who owns the machines?"
    assert article.file_name == ARTICLE.name


# --- the map -------------------------------------------------------------------------


def test_one_contention_and_everything_hangs_together(model_map: ArgumentMap) -> None:
    structure = Structure(model_map)
    (contention,) = structure.roots
    assert structure.role(contention.id) is Role.CONTENTION
    items = list(structure.below(contention.id))
    assert set(items) == {*model_map.claims, *model_map.inferences}


def test_the_map_has_claims_enough_on_levels_enough(model_map: ArgumentMap) -> None:
    assert len(model_map.claims) >= 14

    def level(claim: Id) -> int:
        use = Structure(model_map).primary_use(claim)
        target = use.target if use else ""
        while target in model_map.inferences:
            target = model_map.inferences[target].target
        return 1 + level(target) if use else 0

    assert max(map(level, model_map.claims)) >= 3


def test_the_map_shows_every_kind_of_step(model_map: ArgumentMap) -> None:
    inferences = model_map.inferences
    (contention,) = Structure(model_map).roots
    opposing = objections(model_map)
    answerable = {one.id for one in opposing} | {claim for one in opposing for claim in one.premises}

    linked = [one for one in inferences.values() if one.kind is Kind.REASON and len(one.premises) > 1]
    assert len(linked) >= 2, "reasons with co-premises"
    assert len([one for one in opposing if one.target == contention.id]) == 3, "objections to the contention"
    assert [one for one in opposing if one.target in answerable & model_map.claims.keys()], "a rebuttal"
    undercut = [one for one in opposing if one.target in inferences]
    assert [one for one in undercut if inferences[one.target].kind is Kind.REASON], "an objection to a reason"


def test_every_claim_but_the_unstated_one_is_quoted(model_map: ArgumentMap) -> None:
    unstated = [claim for claim in model_map.claims.values() if claim.unstated]
    assert len(unstated) == 1
    assert not unstated[0].passages
    assert all(claim.passages for claim in model_map.claims.values() if not claim.unstated)


def test_claims_are_full_sentences_in_the_map_makers_words(model_map: ArgumentMap) -> None:
    for claim in model_map.claims.values():
        assert re.fullmatch(r"[A-Z].{30,130}\.", claim.text), claim.text
        assert all(claim.text != passage.exact for passage in claim.passages)


def test_passages_stand_at_their_places(model_map: ArgumentMap, article: Article, text: ArticleText) -> None:
    for claim in model_map.claims.values():
        for passage in claim.passages:
            assert stands(passage, text.text), passage.exact
            assert passage.article == article.id
            assert passage.text_hash == text_hash(text.text)
            assert passage.heading == text.heading_path(passage.start)
            assert text.text.count(passage.exact) == 1, "found again without a doubt"
            around = text.text[: passage.start], text.text[passage.end :]
            assert around[0].endswith(passage.prefix)
            assert around[1].startswith(passage.suffix)


def test_passages_of_different_claims_do_not_overlap(model_map: ArgumentMap) -> None:
    spans = sorted((p.start, p.end) for claim in model_map.claims.values() for p in claim.passages)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_the_project_is_sound(project: Project) -> None:
    assert check(project, lambda one: read_markdown(one.source).text) == []


def test_ids_look_like_those_the_program_makes(
    project: Project, article: Article, model_map: ArgumentMap
) -> None:
    ids = [article.id, model_map.id, *model_map.claims, *model_map.inferences]
    ids += [passage.id for claim in model_map.claims.values() for passage in claim.passages]
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in ids)
    assert len(set(ids)) == len(ids)


# --- the builder ---------------------------------------------------------------------


def test_the_file_is_what_its_builder_makes(builder: ModuleType) -> None:
    assert FILE.read_bytes() == builder.encode(builder.build()), "run `make sample`"


def test_the_builder_writes_and_checks(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sample.contention"
    monkeypatch.setattr(builder, "PROJECT_FILE", target)
    assert builder.main(["--check"]) == 1
    assert "out of date" in capsys.readouterr().err
    assert not target.exists()
    assert builder.main([]) == 0
    assert target.read_bytes() == FILE.read_bytes()
    assert builder.main(["--check"]) == 0
    target.write_bytes(target.read_bytes() + b"\n")
    assert builder.main(["--check"]) == 1


@pytest.mark.parametrize("quote", ["words that the column does not have", "the machines"])
def test_a_quote_must_stand_in_the_article_once(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    point = builder.Point("contention", "AI should run elsewhere.", (quote,))
    monkeypatch.setattr(builder, "POINTS", (point, *builder.POINTS[1:]))
    with pytest.raises(ValueError, match="contention: not found exactly once"):
        builder.build()


def test_a_step_must_lead_somewhere(builder: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    step = builder.Step("astray", Kind.REASON, "a claim nobody made", ("library",))
    monkeypatch.setattr(builder, "STEPS", (*builder.STEPS, step))
    with pytest.raises(ValueError, match="astray: nothing is named"):
        builder.build()
