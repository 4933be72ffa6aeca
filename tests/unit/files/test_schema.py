"""The published JSON Schema is up to date, and all that is written keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from contention.article.markdown import read_markdown
from contention.assets import resource
from contention.files.codec import decode, encode
from contention.files.schema import FILE_NAME, project_schema, schema_text
from contention.model.check import check
from contention.model.project import Project
from tests.unit.files.projects import projects

SOUND = {"format": "contention-project", "version": 1}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = project_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_published_schema_is_up_to_date() -> None:
    """`python -m contention.files.schema > resources/contention-project.schema.json` makes it anew."""
    assert resource(FILE_NAME).read_text(encoding="utf-8") == schema_text()


@settings(max_examples=50)
@given(project=projects())
def test_what_is_written_keeps_to_the_schema(validator: Draft202012Validator, project: Project) -> None:
    validator.validate(json.loads(encode(project)))


def test_the_frozen_files_keep_to_the_schema(validator: Draft202012Validator) -> None:
    for file in (Path(__file__).parents[2] / "data" / "projects" / "v1").glob("*.contention"):
        validator.validate(json.loads(file.read_bytes()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2},
        {"format": "other"},
        {"claims": [{"id": "c"}]},
        {"claims": [{"id": "c\n", "map": "m"}]},
        {"maps": [{"id": "m", "order": "first"}]},
        {"inferences": [{"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": []}]},
        {"passages": [{"id": "p", "claim": "c", "article": "a", "exact": "x", "start": -1, "end": 0}]},
        {"maps": [{"id": "m", "orientation": "left"}]},
        {"maps": [{"id": "m", "box_width": 79}]},
        {"claims": [{"id": "c", "map": "m", "position": [1]}]},
        {"claims": [{"id": "c", "map": "m", "position": [1, 2, 3]}]},
        {"claims": [{"id": "c", "map": "m", "rating": "strong"}]},
        {"tags": [{"id": "t", "colour": "grey\n"}]},
        {"tags": None},
    ],
)
def test_the_schema_refuses_what_the_program_drops(
    validator: Draft202012Validator, wrong: dict[str, Any]
) -> None:
    validator.validate(SOUND)
    assert not validator.is_valid({**SOUND, **wrong})


def test_one_frozen_file_has_every_key_of_the_schema() -> None:
    frozen = Path(__file__).parents[2] / "data" / "projects" / "v1" / "every-key.contention"
    document = json.loads(frozen.read_bytes())
    definitions = project_schema()["$defs"]
    assert document.keys() == definitions["ProjectFile"]["properties"].keys()
    for name, schema in definitions["ProjectFile"]["properties"].items():
        if schema.get("type") == "array":
            line = definitions[schema["items"]["$ref"].rpartition("/")[2]]
            keys = line["properties"].keys() - {"profile"}  # there is one profile, which is left out
            assert set().union(*document[name]) == keys, name


def test_the_manual_names_every_key_of_the_schema() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "project-format.md").read_text(encoding="utf-8")
    for definition in project_schema()["$defs"].values():
        for key in definition.get("properties", ()):
            assert f"`{key}`" in manual, key


def test_the_example_of_the_manual_is_written_as_the_manual_says() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "project-format.md").read_text(encoding="utf-8")
    example = manual.split("```json\n")[1].split("```")[0].encode()
    decoded = decode(example)
    assert decoded.findings == ()
    assert encode(decoded.project) == example
    assert check(decoded.project, lambda article: read_markdown(article.source).text) == []
