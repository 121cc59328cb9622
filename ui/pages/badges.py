"""The status of a visit as a badge, outside of tables."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.visits import Visit
from ui.delegates.badge import GAP, Mark, badge_size, marks_of, paint_badge
from ui.models.visit_reasons import why_window
from ui.models.visits_table import status_words
from ui.theme import tokens_of


class StatusBadges(QLabel):
    """A badge for the status, and one for the verdict where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visit: Visit | None = None

    def set_visit(self, visit: Visit) -> None:
        """Show the status of a visit; its words are read aloud."""
        self._visit = visit
        self.setText(status_words(visit))
        self.setToolTip(why_window(visit))
        self.setAccessibleDescription(self.toolTip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all badges side by side."""
        sizes = [badge_size(mark, self.fontMetrics()) for mark in self._marks()]
        width = sum(size.width() for size in sizes) + GAP * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Cut no word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badges from the left."""
        painter = QPainter(self)
        painter.setFont(self.font())
        border = QColor(tokens_of(self.palette()).border)
        at = QPoint(0, 0)
        for mark in self._marks():
            size = badge_size(mark, self.fontMetrics())
            place = QRect(at, size)
            paint_badge(painter, place, mark, self.fontMetrics(), border)
            at.setX(place.right() + 1 + GAP)

    def _marks(self) -> list[Mark]:
        if self._visit is None:
            return []
        tokens = tokens_of(self.palette())
        return marks_of(self._visit.status, self._visit.verdict, tokens)
