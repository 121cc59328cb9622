"""Where files go unless another place is chosen."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths


def documents() -> Path:
    """Return the folder for documents, or the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or QDir.homePath())
    return found if found.is_dir() else Path(QDir.homePath())
