"""The documents tell the truth: what they name exists, and what exists is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from contention import __version__, cli
from contention.shell.table import CHOICES, MENUS, SPECS, SUBMENUS, plain

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CODE = ROOT / "desktop" / "contention"

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODED = re.compile(r"`([^`]+)`")
SAME_KEY = {
    "Return": "Enter",
    "Shift+Return": "Shift+Enter",
    "Shift+Backtab": "Shift+Tab",
    "Ctrl+PgDown": "Ctrl+Page Down",
    "Ctrl+PgUp": "Ctrl+Page Up",
    "Alt+PgUp": "Alt+Page Up",
    "Ctrl+Shift+PgDown": "Ctrl+Shift+Page Down",
    "Ctrl+Shift+PgUp": "Ctrl+Shift+Page Up",
}
KEYS_OF_PANES = {"Esc", "Home", "Page Up", "Page Down"}
"""Keys that no action has: the panes know them themselves."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return read(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(table: str) -> list[str]:
    """The first column of a table, without its head."""
    return [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")][2:]


def anchors(document: Path) -> set[str]:
    """The anchors that GitHub makes of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def helped(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        cli.parse([*arguments, "--help"])
    return capsys.readouterr().out


# --- links and pictures --------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        file = document.parent / name if name else document
        assert file.is_file(), f"{document.name} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{document.name} links to {target}"


def test_the_readme_shows_the_window() -> None:
    assert "](docs/pictures/window-light.png)" in read("README.md")


# --- actions and keys ----------------------------------------------------------------


def test_every_action_is_listed_under_its_menu() -> None:
    listed: dict[str, set[str]] = {}
    for line in section("CONTRIBUTING.md", "Object names for automation").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 2 and cells[0] in MENUS:
            listed[cells[0]] = set(CODED.findall(cells[1]))
    made: dict[str, set[str]] = {menu: set() for menu in MENUS}
    for spec in SPECS:
        made[spec.menu].add(spec.name)
    assert listed == made


def test_the_guide_has_every_key_and_no_other() -> None:
    shown = {
        key for cell in first_cells(section("docs/user-guide.md", "Keys")) for key in CODED.findall(cell)
    }
    acting = {
        SAME_KEY.get(key, key) for spec in SPECS for key in (*spec.keys, *spec.map_keys, *spec.pane_keys)
    }
    assert shown - KEYS_OF_PANES == acting


@pytest.mark.parametrize("name", ["README.md", "docs/user-guide.md"])
def test_named_menu_entries_exist(name: str) -> None:
    entries = {f"{spec.menu} → {plain(spec.text).rstrip('…')}" for spec in SPECS if not spec.choice}
    entries |= {f"{spec.menu} → {plain(CHOICES[spec.choice])}" for spec in SPECS if spec.choice}
    entries |= {f"{spec.menu} → {plain(SUBMENUS[spec.sub])}" for spec in SPECS if spec.sub}
    entries.add("Map → Move branch to")  # made when it opens
    named = re.findall(r"\*\*(\w+ → [^*]+?)…?\*\*", read(name))
    assert set(named) <= entries


def test_a_chord_in_the_readme_is_a_key_of_the_program() -> None:
    keys = {SAME_KEY.get(key, key) for spec in SPECS for key in (*spec.keys, *spec.map_keys)}
    chords = set(re.findall(r"`((?:Ctrl|Shift|Alt)\+\S+|F\d+|[A-Z])`", read("README.md")))
    assert chords
    assert chords <= keys


# --- commands ------------------------------------------------------------------------


def test_make_targets_are_those_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), flags=re.MULTILINE)) - {"help"}
    listed = first_cells(section("CONTRIBUTING.md", "Set-up"))
    assert {cell.strip("`").removeprefix("make ") for cell in listed} == targets
    for document in DOCUMENTS:
        named = re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert set(named) <= targets, document.name


def test_options_of_export_are_those_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    real = set(re.findall(r"(--[a-z][a-z-]+)", helped(["export"], capsys))) - {"--help", "--output"}
    guide = section("docs/user-guide.md", "The command line")
    listed = {
        option for cell in first_cells(guide.partition("`export` takes:")[2]) for option in cell.split("`")
    }
    assert {option.split()[0] for option in listed if option.startswith("--")} == real
    readme = section("README.md", "On the command line")
    assert set(re.findall(r"--[a-z][a-z-]+", readme)) <= real


def test_commands_in_the_documents_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--sample" in helped([], capsys)
    assert "--force" in helped(["new"], capsys)
    for name in ("README.md", "docs/user-guide.md"):
        commands = re.findall(
            r"contention (new|check|export|merge|diff|open|convert)\b [^\n`]*[PA]", read(name)
        )
        assert set(commands) == set(cli.COMMANDS), name
    for command in (
        ["FILE.md"],
        ["new", "ARTICLE", "-o", "P.contention"],
        ["check", "P.contention"],
        ["export", "P.contention", "-o", "map.png"],
        ["merge", "BASE", "OURS", "THEIRS", "-o", "OUT"],
        ["diff", "A", "B"],
    ):
        assert cli.parse(command)


# --- the house -----------------------------------------------------------------------


def test_the_layers_drawn_are_the_layers_held() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert f"\n{' → '.join(layers)}\n" in read("ARCHITECTURE.md")


def test_the_rooms_drawn_are_the_rooms_there_are() -> None:
    drawn = set(re.findall(r"^  (\w+)/ ", read("ARCHITECTURE.md"), flags=re.MULTILINE))
    assert drawn == {path.parent.name for path in CODE.glob("*/__init__.py")}


def test_functions_named_in_the_architecture_exist() -> None:
    for room, module, name in re.findall(r"`(\w+)\.(\w+)\.(\w+)\b", read("ARCHITECTURE.md")):
        source = (CODE / room / f"{module}.py").read_text(encoding="utf-8")
        assert re.search(rf"^(?:def|class) {name}\b", source, flags=re.MULTILINE), f"{room}.{module}.{name}"


def test_the_changelog_has_this_version() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1].split()[0] == __version__
