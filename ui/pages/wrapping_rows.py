"""A table whose long values wrap, at most so many letters wide."""

from collections.abc import Mapping

from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.models.columns import ColumnsTable
from ui.pages.row_painter import PAD
from ui.pages.tables import RowsView
from ui.theme import ROW_HEIGHT


class WrappingRows(RowsView):
    """A table that wraps some of its columns.

    Args:
        name: what it lists, for those who listen.
        widest: how many letters those columns are wide at most.
    """

    def __init__(self, name: str, widest: Mapping[int, int]) -> None:
        super().__init__(name)
        self._widest = widest

    def widths(self) -> list[int]:
        """Return how wide each column has to be where long values wrap."""
        letter = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        return [
            max(
                header.sectionSizeHint(column),
                min(width, self._widest.get(column, width) * letter),
            )
            for column, width in enumerate(super().widths())
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew at another width."""
        super().resizeEvent(event)
        self._set_heights()

    def _set_heights(self) -> None:
        super()._set_heights()
        if self.model() is not None:
            self.set_heights_of(range(self.model().rowCount()))

    def set_heights_of(self, rows: range) -> None:
        """Make rows as high as their highest cell."""
        plain = max(ROW_HEIGHT, self.fontMetrics().height() + 2 * PAD)
        options = {column: self._option(column) for column in self._widest}
        for row in rows:
            heights = [
                self._painter.wrapped_height(
                    option, self.model().index(row, column), self.columnWidth(column)
                )
                for column, option in options.items()
                if not self.isColumnHidden(column)
            ]
            self.setRowHeight(row, max(plain, *heights))

    def _option(self, column: int) -> QStyleOptionViewItem:
        """Return how the cells of a column are written."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        model = self.model()
        if isinstance(model, ColumnsTable) and model.is_strong(column):
            bold = QFont(option.font)
            bold.setBold(True)
            option.font = bold
        return option
