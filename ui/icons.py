"""Lucide icons in the colours of the palette, sharp at every size."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

import resources
from scheduler.core.visits import Status

Colour = QPalette.ColorRole | str

STATUS_ICONS: Mapping[Status, str] = MappingProxyType(
    {
        Status.PLANNED: "circle-dashed",
        Status.DUE: "calendar-clock",
        Status.RECORDED: "circle-check",
        Status.LAST_DAY: "triangle-alert",
        Status.OVERDUE: "clock-alert",
        Status.MISSED: "calendar-x",
        Status.AWAITING_CONFIRMATION: "circle-question-mark",
        Status.ON_HOLD: "circle-pause",
        Status.NOT_DONE: "square-minus",
        Status.CANCELLED: "circle-x",
    }
)
VERDICT_ICON = "octagon-alert"

_COPIES: list[QIconEngine] = []


def icon(name: str, colour: Colour = QPalette.ColorRole.WindowText) -> QIcon:
    """Return ``resources/icons/<name>.svg`` in one colour.

    Args:
        name: as Lucide calls it.
        colour: a role of the application's palette, asked anew at each painting,
            so that the icon follows the theme; or a fixed ``#RRGGBB``.

    Raises:
        LookupError: no such icon; the message lists those there are.
    """
    return QIcon(_Engine(name, colour))


class _Engine(QIconEngine):
    """Paints one drawing; a disabled widget shows it in the disabled colour."""

    def __init__(self, name: str, colour: Colour) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self._drawing = _drawing(name)

    def clone(self) -> QIconEngine:
        """Return a copy; it is kept here, because Qt does not keep the Python half."""
        copied = _Engine(self._name, self._colour)
        _COPIES.append(copied)
        return copied

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        """Draw the icon in the middle of a rectangle."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        drawing = self._drawing.replace("currentColor", self._paint_colour(mode))
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture of a size in device pixels."""
        picture = QPixmap(size)
        if picture.isNull():  # nothing can be drawn where there is no room
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return the icon for a screen of a pixel ratio."""
        return self.pixmap((QSizeF(size) * scale).toSize(), mode, state)

    def _paint_colour(self, mode: QIcon.Mode) -> str:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            group, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
            return palette.color(group, role).name()
        if isinstance(self._colour, str):
            return QColor(self._colour).name()
        return palette.color(self._colour).name()


@cache
def _drawing(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
