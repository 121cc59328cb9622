"""What Qt needs from a Linux system: shared libraries and a screen.

Standard library only: ``start.py`` asks before anything is installed, and ``ui.app``
asks again before it imports Qt, because ``cycledesk`` does not pass by ``start.py``.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library, and the Debian and Ubuntu package that holds it."""

    so: str
    package: str


WINDOW = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
# Without it Qt lists no printer and says nothing.
PRINTING = (Library("libcups.so.2", "libcups2"),)


def missing(libraries: Iterable[Library]) -> dict[str, str]:
    """Return those of ``libraries`` that cannot be loaded, each with its package."""
    return {one.so: one.package for one in libraries if _load(one.so) is None}


def _load(so: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(so)
    except OSError:
        return None


def install_line(packages: Iterable[str]) -> str:
    """Return the one line that installs ``packages`` on Debian and Ubuntu."""
    sudo = "sudo " if shutil.which("sudo") else ""
    names = " ".join(dict.fromkeys(packages))
    install = f"apt-get install -y --no-install-recommends {names}"
    return f"{sudo}apt-get update && {sudo}{install}"


def advice(lacking: Mapping[str, str]) -> str:
    """Return the sentence about what is missing, with the way out."""
    needs = f"CycleDesk needs {', '.join(lacking)}"
    if shutil.which("apt-get"):
        return (
            f"{needs}: let an administrator run the line below, then start again.\n"
            f"{install_line(lacking.values())}"
        )
    return f"{needs}: install the packages of your system that hold them."


def library_problem(libraries: Iterable[Library] = WINDOW) -> str:
    """Return what to do about missing libraries; empty when all is well."""
    if sys.platform != "linux":
        return ""
    lacking = missing(libraries)
    return advice(lacking) if lacking else ""


def screen_problem(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return what to do when Linux has no screen to draw on; empty when it has."""
    on_x = (environ.get("QT_QPA_PLATFORM") or "xcb") == "xcb"
    if platform != "linux" or not on_x or environ.get("WAYLAND_DISPLAY"):
        return ""
    display = environ.get("DISPLAY", "")
    if display and _answers(display):
        return ""
    found = f"DISPLAY={display} does not answer" if display else "DISPLAY is not set"
    return (
        f"CycleDesk found no screen, because {found}: start it from a terminal on the "
        "desktop, or after connecting with ssh -X."
    )


def _answers(display: str) -> bool:
    xcb = _load("libxcb.so.1")
    if xcb is None:
        return True  # missing libraries are another question
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
