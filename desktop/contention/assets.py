"""Where icons, themes and samples are, in an installed program or in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resources() -> Path:
    """The resources folder: inside the installed package, else beside the source tree."""
    installed = Path(str(files("contention"))) / "resources"
    if installed.is_dir():
        return installed
    return Path(__file__).resolve().parents[2] / "resources"


def resource(*parts: str) -> Path:
    """Path of one resource, e.g. ``resource("samples", "who-owns-the-machines.md")``."""
    return resources().joinpath(*parts)
