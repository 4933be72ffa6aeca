"""The wheel, an editable install and a bare checkout each find the resources."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = (
    "from contention.assets import resources, resource; "
    "print(resources()); print(resource('themes', 'window.qss').is_file())"
)


def build(hook: str, folder: Path) -> Path:
    """Call one hook of the build backend in a process, as pip does, without the network."""
    code = f"import hatchling.build as b, sys; print(b.{hook}(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


def where(site: Path, cwd: Path) -> tuple[Path, bool]:
    """Where a Python that has only this folder to install from finds the resources."""
    code = f"import site; site.addsitedir({str(site)!r}); {ASK}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    path, found = done.stdout.split("\n")[:2]
    return Path(path), found == "True"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    return build("build_wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_the_resources(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
        names = packed.namelist()
    assert where(site, tmp_path) == (site / "contention" / "resources", True)
    shipped = {Path(name).relative_to("contention/resources") for name in names if "/resources/" in name}
    assert shipped == {
        path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()
    }


def test_the_wheel_has_the_command_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.partition("/")[0] for name in packed.namelist()}
        info = next(name for name in packed.namelist() if name.endswith("entry_points.txt"))
        assert "contention = contention.__main__:main" in packed.read(info).decode()
    assert {top for top in tops if not top.endswith(".dist-info")} == {"contention"}


def test_an_editable_install_finds_the_checkouts_resources(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    site = tmp_path / "site"
    with zipfile.ZipFile(build("build_editable", tmp_path)) as packed:
        packed.extractall(site)
    path, found = where(site, tmp_path)
    assert found
    assert path in {ROOT / "resources", site / "contention" / "resources"}


def test_a_bare_checkout_finds_its_resources(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'desktop')!r}); {ASK}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split("\n")[:2] == [str(ROOT / "resources"), "True"], done.stderr


def test_the_pins_name_no_registry_and_cover_what_is_needed() -> None:
    pins = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in pins
    names = {line.partition("==")[0].lower().replace("_", "-") for line in pins.splitlines() if "==" in line}
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    for requirement in wanted:
        name = requirement.split(">")[0].split("<")[0].split("=")[0].strip().lower().replace("_", "-")
        assert name in names, name
