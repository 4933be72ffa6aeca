"""Whether a window can be opened here, found out before Qt is asked.

Qt ends the whole program with a core dump where no display answers or where a
system library is missing. On Linux both can be known beforehand; on macOS and
Windows there is nothing to check. Plain Python: nothing here imports Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

#: What QtGui itself links, with or without a window.
DRAWING = (
    "libEGL.so.1",
    "libGL.so.1",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libxkbcommon.so.0",
    "libdbus-1.so.3",
    "libglib-2.0.so.0",
)
#: What the X11 platform plugin needs besides.
X11 = (
    "libX11-xcb.so.1",
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-shm.so.0",
    "libxcb-sync.so.1",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
)
#: What the Wayland platform plugin needs besides.
WAYLAND = ("libwayland-client.so.0", "libwayland-cursor.so.0")

PACKAGES = {
    "Debian or Ubuntu": "sudo apt install libegl1 libgl1 libfontconfig1 libxkbcommon-x11-0 libdbus-1-3 "
    "libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libx11-xcb1 libwayland-cursor0",
    "Fedora": "sudo dnf install libglvnd-egl libglvnd-glx fontconfig libxkbcommon-x11 dbus-libs glib2 "
    "xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libX11-xcb "
    "libwayland-cursor",
    "Arch": "sudo pacman -S libglvnd fontconfig libxkbcommon-x11 dbus glib2 xcb-util-cursor xcb-util-wm "
    "xcb-util-image xcb-util-keysyms xcb-util-renderutil libx11 wayland",
}


class Display(Protocol):
    """What the check asks of the machine; tests give their own answers."""

    def loads(self, library: str) -> bool:
        """Whether the dynamic linker finds a library."""

    def answers_x11(self, name: str) -> bool:
        """Whether the X server of this name (as in DISPLAY) accepts us."""

    def answers_wayland(self, name: str) -> bool:
        """Whether the Wayland compositor of this name accepts us."""


@dataclass(frozen=True)
class Verdict:
    """Where a window can be opened: `platform` for QT_QPA_PLATFORM ("" leaves it to Qt).

    Otherwise `problem` is a sentence, and `missing` tells the two causes apart:
    a display that needs libraries, or no display at all.
    """

    platform: str = ""
    problem: str = ""
    missing: tuple[str, ...] = ()


class LinuxDisplay:
    """Asks the linker and the display servers of this machine, about 3 ms in all."""

    def loads(self, library: str) -> bool:
        """Whether the dynamic linker finds a library."""
        import ctypes

        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    def answers_x11(self, name: str) -> bool:
        """Connect as Qt will, with the authority file, and hang up."""
        import ctypes

        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
        xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
        xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
        connection = xcb.xcb_connect(os.fsencode(name), None)
        refused = bool(xcb.xcb_connection_has_error(connection))
        xcb.xcb_disconnect(connection)
        return not refused

    def answers_wayland(self, name: str) -> bool:
        """Connect as Qt will, and hang up."""
        import ctypes

        wayland = ctypes.CDLL("libwayland-client.so.0")
        wayland.wl_display_connect.restype = ctypes.c_void_p
        wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
        wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
        connection = wayland.wl_display_connect(os.fsencode(name) if name else None)
        if connection:
            wayland.wl_display_disconnect(connection)
        return bool(connection)


def install_sentence(missing: tuple[str, ...] | str) -> str:
    """What to install, by distribution, as one sentence and a line for each."""
    names = missing if isinstance(missing, str) else ", ".join(missing)
    lines = [f"Qt cannot open a window because system libraries are missing ({names}). Install them with:"]
    lines += [f"  {where}: {command}" for where, command in PACKAGES.items()]
    return "\n".join(lines)


def import_problem(error: ImportError) -> str:
    """The sentence for a PySide6 that cannot be imported, "" where the error is another one.

    The dynamic linker says "libEGL.so.1: cannot open shared object file: …".
    """
    library = str(error).partition(":")[0].strip()
    if library.startswith("lib") and ".so" in library:
        return install_sentence(library)
    return ""


def check(
    environment: Mapping[str, str] = os.environ,
    *,
    machine: Display | None = None,
    system: str = sys.platform,
) -> Verdict:
    """Whether, and through which Qt platform, a window can be opened."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if not system.startswith(("linux", "freebsd")) or chosen not in {"", "xcb", "wayland"}:
        return Verdict()
    machine = machine or LinuxDisplay()
    ways: list[tuple[str, tuple[str, ...], Callable[[str], bool], str]] = []
    if chosen != "xcb" and (environment.get("WAYLAND_DISPLAY") or environment.get("WAYLAND_SOCKET")):
        ways.append(("wayland", WAYLAND, machine.answers_wayland, environment.get("WAYLAND_DISPLAY", "")))
    if chosen != "wayland" and environment.get("DISPLAY"):
        ways.append(("xcb", X11, machine.answers_x11, environment["DISPLAY"]))
    if not ways:
        return Verdict(
            problem="There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        )
    problems: list[Verdict] = []
    for platform, plugin, answers, name in ways:
        own = ("libxcb.so.1" if platform == "xcb" else "libwayland-client.so.0",)
        # Ask the server first: where it refuses, libraries would not help.
        if machine.loads(own[0]) and not (environment.get("WAYLAND_SOCKET") or answers(name)):
            problems.append(
                Verdict(problem=f"The display {name} refuses the connection, so no window can be opened.")
            )
            continue
        missing = tuple(library for library in own + DRAWING + plugin if not machine.loads(library))
        if not missing:
            return Verdict(platform=platform)
        problems.append(Verdict(problem=install_sentence(missing), missing=missing))
    return next((verdict for verdict in problems if verdict.missing), problems[0])
