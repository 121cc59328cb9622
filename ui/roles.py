"""Item-data roles: what a model hands over beside the text of a cell."""

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Roles of our own, the same in every model.

    Attributes:
        SORT: a value that sorts, never the displayed text.
        VALUE: the whole value behind a row, the same in each of its cells.
        STATUS: the ``Status`` that a cell shows as a badge, else None.
        OUTSIDE: signed days outside the window, early negative; 0 is inside.
        COPY: what is copied, dates with their year.
    """

    SORT = Qt.ItemDataRole.UserRole + 1
    VALUE = Qt.ItemDataRole.UserRole + 2
    STATUS = Qt.ItemDataRole.UserRole + 3
    OUTSIDE = Qt.ItemDataRole.UserRole + 4
    COPY = Qt.ItemDataRole.UserRole + 5
