"""What the marks of visits mean: icon and word of each status that is shown."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scheduler.core.agenda import Entry
from scheduler.core.visits import Status
from ui.delegates.badge import GAP, Mark, badge_size, marks_of, paint_badge
from ui.icons import VERDICT_ICON
from ui.theme import tokens_of


class Legend(QWidget):
    """Badges in the order of the statuses, wrapped where the width ends.

    Source:
        ux.md C-01.
    """

    def __init__(self) -> None:
        super().__init__()
        self._statuses: list[Status] = []
        self._outside = False
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Collection[Entry]) -> None:
        """Explain the marks of some visits."""
        there = {entry.visit.status for entry in entries}
        self._statuses = [status for status in Status if status in there]
        self._outside = any(entry.visit.verdict for entry in entries)
        words = [mark.word for mark in self._marks()]
        self.setAccessibleName(", ".join([self.tr("Marks used"), *words]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        high = self.fontMetrics().height() + 2 * GAP
        return QSize(0, high if self._statuses else 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height of every line."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badges."""
        painter = QPainter(self)
        border = QColor(tokens_of(self.palette()).border)
        places = self._places(self.width())
        for place, mark in zip(places, self._marks(), strict=True):
            paint_badge(painter, place, mark, self.fontMetrics(), border)

    def _marks(self) -> list[Mark]:
        tokens = tokens_of(self.palette())
        found = [marks_of(status, 0, tokens)[0] for status in self._statuses]
        if self._outside:
            words = self.tr("Out of window")
            found.append(Mark(VERDICT_ICON, words, tokens.verdict))
        return found

    def _places(self, width: int) -> list[QRect]:
        found, at = [], QPoint(0, 0)
        for mark in self._marks():
            size = badge_size(mark, self.fontMetrics())
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + size.height() + GAP)
            found.append(QRect(at, size))
            at = QPoint(at.x() + size.width() + GAP, at.y())
        return found
