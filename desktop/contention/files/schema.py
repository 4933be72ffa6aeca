"""The JSON Schema of project files, made from the structs that read and write them.

``python -m contention.files.schema > resources/contention-project.schema.json``
writes the published one anew; a test holds that it is up to date.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec

from contention.files.wire import FORMAT, VERSION, ProjectFile

#: Of the published schema, under `resources/`.
FILE_NAME = f"{FORMAT}.schema.json"


def project_schema() -> dict[str, Any]:
    """The schema of the current version, in the 2020-12 dialect."""
    made = msgspec.json.schema(ProjectFile)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": f"Contention project, version {VERSION}",
        "description": "See docs/project-format.md, which also says what a schema cannot: "
        "that ids are unique in the file and that references lead to items of the right kind.",
        **made,
    }


def schema_text() -> str:
    """The published file's content."""
    return json.dumps(project_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
