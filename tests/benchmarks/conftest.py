"""Says what the figures were measured on."""

from __future__ import annotations

import os
import platform

import pytest


@pytest.fixture(scope="session", autouse=True)
def machine() -> None:
    """Print the machine once; figures from one with more work than processors tell little."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"\n{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"{os.cpu_count()} processors{load}"
    )
