"""The display check: every answer a Linux machine can give, and sentences instead of Qt's abort."""

from __future__ import annotations

import pytest

from contention.shell import display


class Machine:
    """A machine with these libraries missing and these display servers answering."""

    def __init__(self, missing: tuple[str, ...] = (), x11: bool = True, wayland: bool = True) -> None:
        self.missing, self.x11, self.wayland = missing, x11, wayland

    def loads(self, library: str) -> bool:
        return library not in self.missing

    def answers_x11(self, name: str) -> bool:
        return self.x11

    def answers_wayland(self, name: str) -> bool:
        return self.wayland


def verdict(
    environment: dict[str, str], machine: Machine | None = None, system: str = "linux"
) -> display.Verdict:
    return display.check(environment, machine=machine or Machine(), system=system)


def test_without_a_display_variable_there_is_no_display() -> None:
    answer = verdict({})
    assert "no display" in answer.problem
    assert not answer.missing


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_nothing_to_check(system: str) -> None:
    assert verdict({}, system=system) == display.Verdict()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_a_chosen_platform_without_a_server_is_left_alone(platform: str) -> None:
    assert verdict({"QT_QPA_PLATFORM": platform}, Machine(x11=False, wayland=False)) == display.Verdict()


def test_x11_that_answers_is_taken() -> None:
    assert verdict({"DISPLAY": ":0"}) == display.Verdict(platform="xcb")


def test_wayland_comes_first_and_x11_is_the_way_out() -> None:
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert verdict(both).platform == "wayland"
    assert verdict(both, Machine(wayland=False)).platform == "xcb"
    assert verdict(both, Machine(missing=("libwayland-cursor.so.0",))).platform == "xcb"


def test_a_display_that_refuses_is_named() -> None:
    answer = verdict({"DISPLAY": ":99"}, Machine(x11=False))
    assert ":99" in answer.problem
    assert "refuses" in answer.problem
    assert not answer.missing


def test_missing_libraries_are_named_with_the_packages_of_each_distribution() -> None:
    answer = verdict({"DISPLAY": ":0"}, Machine(missing=("libxcb-icccm.so.4", "libEGL.so.1")))
    assert answer.missing == ("libEGL.so.1", "libxcb-icccm.so.4")
    for words in ("libEGL.so.1, libxcb-icccm.so.4", "apt install", "dnf install", "pacman -S", "libegl1"):
        assert words in answer.problem


def test_a_chosen_server_is_the_only_one_asked() -> None:
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert verdict({**both, "QT_QPA_PLATFORM": "xcb"}).platform == "xcb"
    refused = verdict({**both, "QT_QPA_PLATFORM": "wayland"}, Machine(wayland=False))
    assert "refuses" in refused.problem


def test_an_import_that_misses_a_library_becomes_the_same_sentence() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "libegl1" in display.import_problem(error)
    assert display.import_problem(ImportError("No module named 'PySide6'")) == ""


def test_the_real_check_of_a_display_that_is_not_there() -> None:
    machine = display.LinuxDisplay()
    if not machine.loads("libxcb.so.1"):
        pytest.skip("no libxcb on this machine")
    assert not machine.loads("libno-such-library.so.9")
    answer = display.check({"DISPLAY": ":7654"}, machine=display.LinuxDisplay(), system="linux")
    assert ":7654" in answer.problem
    assert not answer.missing
