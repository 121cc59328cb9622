"""Shipped files, found by folder and name."""

from pathlib import Path

_HERE = Path(__file__).parent


def path(folder: str, name: str) -> Path:
    """Return where ``resources/<folder>/<name>`` is.

    Raises:
        LookupError: no such file; the message lists those there are.
    """
    found = _HERE / folder / name
    if not found.is_file():
        there = ", ".join(sorted(item.name for item in found.parent.glob("*")))
        msg = f"no {name!r} in resources/{folder}; there are {there or 'none'}"
        raise LookupError(msg)
    return found


def folder(name: str) -> Path:
    """Return where the folder ``resources/<name>`` is.

    Raises:
        LookupError: no such folder.
    """
    found = _HERE / name
    if not found.is_dir():
        msg = f"no folder {name!r} in resources"
        raise LookupError(msg)
    return found
