"""Where files go unless another place is chosen."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths


def documents() -> Path:
    """Return the folder for documents, or the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or QDir.homePath())
    return found if found.is_dir() else Path(QDir.homePath())


def away_from(folder: Path) -> Path:
    """Return a folder for what must not lie in another one: the first that is not it.

    Args:
        folder: the other one.
    """
    places = QStandardPaths.StandardLocation
    found = [
        Path(QStandardPaths.writableLocation(place) or QDir.homePath())
        for place in (places.DesktopLocation, places.HomeLocation)
    ]
    good = [one for one in found if one.is_dir() and one.resolve() != folder.resolve()]
    return good[0] if good else Path(QDir.rootPath())
