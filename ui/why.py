"""Why a value is what it is: one small popup for every screen, by F2."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE, sized
from ui.wording import shown

LETTERS = 56  # that a line of a reason is long
Reason = tuple[str, str]


class WhyPopup(QFrame):
    """Says what a value is and by which rule, from which inputs and dates.

    It is read at leisure: it stays until Esc, F2 or a press elsewhere, and its words
    can be selected and copied.

    Args:
        what: the value, with what it is of.
        why: the rule, the inputs and the dates.
        parent: the widget that shows the value; the focus goes back to it.

    Source:
        ux.md E-03, N-11.
    """

    def __init__(self, what: str, why: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("why", True)
        self.setAccessibleName(self.tr("Why"))
        self.what, self.why = WrappedLabel(shown(what)), WrappedLabel(shown(why))
        self.what.setFont(sized(self.font(), 10, bold=True))
        flags = Qt.TextInteractionFlag
        self.why.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.why.setAccessibleName(f"{what}. {why}")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[0])
        column.addWidget(self.what)
        column.addWidget(self.why)
        self.setFixedWidth(LETTERS * self.fontMetrics().averageCharWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by F2 as well, the key that opened it."""
        if event.key() == Qt.Key.Key_F2:
            self.close()
        else:
            super().keyPressEvent(event)

    def show_at(self, place: QRect) -> None:
        """Show it under a place on the screen, or above where there is no room."""
        self.adjustSize()
        self.resize(self.width(), self.heightForWidth(self.width()))
        room = self.screen().availableGeometry()
        at = QPoint(min(place.left(), room.right() - self.width()), place.bottom() + 1)
        if at.y() + self.height() > room.bottom():
            at.setY(place.top() - self.height())
        self.move(max(at.x(), room.left()), max(at.y(), room.top()))
        self.show()
        self.why.setFocus()


def explain(widget: QWidget, what: str, why: str, place: QRect | None = None) -> None:
    """Show why a value is what it is.

    Args:
        widget: shows the value.
        what: the value, with what it is of.
        why: the rule, the inputs and the dates.
        place: where in the widget the value is; all of it if None.
    """
    found = place or widget.rect()
    corner = widget.mapToGlobal(found.topLeft())
    WhyPopup(what, why, widget).show_at(QRect(corner, found.size()))


class WhyKey(QObject):
    """Lets F2 tell why, on one widget.

    Args:
        widget: shows values.
        ask: returns the value that has the focus with its reason, and its place.
    """

    def __init__(
        self, widget: QWidget, ask: Callable[[], tuple[str, str, QRect] | None]
    ) -> None:
        super().__init__(widget)
        self._widget, self._ask = widget, ask
        key = QShortcut(QKeySequence(Qt.Key.Key_F2), widget)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.tell)

    @Slot()
    def tell(self) -> None:
        """Say why, where something is there to be explained."""
        found = self._ask()
        if found is not None:
            what, why, place = found
            explain(self._widget, what, why, place)


class CellWhy(WhyKey):
    """Lets F2 tell why the current cell of a table says what it says."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, self._cell)
        self._view = view

    def _cell(self) -> tuple[str, str, QRect] | None:
        index = self._view.currentIndex()
        if not index.isValid():
            return None
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        value = index.data(Qt.ItemDataRole.DisplayRole)
        what = " ".join(str(part) for part in (heading, value) if part)
        why = index.data(Qt.ItemDataRole.ToolTipRole)
        entered = self.tr("This is as it was entered. Nothing computes it.")
        return what, why or entered, self._view.visualRect(index)
