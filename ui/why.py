"""Why a value is what it is: one small popup for every screen, by F2."""

import re
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from scheduler.core.dates import WEEKDAYS
from scheduler.core.quantities import NO_BREAK_SPACE
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE, sized
from ui.wording import shown

LETTERS = 72  # that a line of a reason is long
Reason = tuple[str, str]  # a value with what it is of, and why it is so

_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}) (?=[0-9]{{2}}-)")
translate = QCoreApplication.translate


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
        self.what, self.why = WrappedLabel(_whole(what)), WrappedLabel(_whole(why))
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
            at.setY(min(place.top(), room.bottom()) - self.height())
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


@runtime_checkable
class Explains(Protocol):
    """A widget that knows why the values on it are what they are."""

    def explained(self) -> Reason | None:
        """Return the value that is looked at with its reason, None if none is."""
        ...


def explain_focus(window: QWidget) -> None:
    """Say why the value that has the focus is what it is.

    Where nothing that is computed has the focus, that is said: a key is never met
    with silence.

    Args:
        window: a window or a dialog; what it shows around the focus is asked as well.

    Source:
        ux.md E-03, K-05; 3.2: F2 explains.
    """
    # Qt returns None where nothing has been chosen yet; its stubs do not say so.
    chosen = cast("QWidget | None", window.focusWidget())
    focused = window if chosen is None else chosen
    what, why = reason_of(focused) or (
        translate("why", "Nothing computed has the focus"),
        translate(
            "why",
            "Go to a table or to a date, a dose or a count, then press F2: it says by "
            "which rule, from which values and dates it was computed.",
        ),
    )
    explain(focused, what, why, _place(focused))


def reason_of(widget: QWidget) -> Reason | None:
    """Return the reason that a widget gives, or one of those around it."""
    looked: QWidget | None = widget
    while looked is not None:
        found = looked.explained() if isinstance(looked, Explains) else None
        if found is None and looked is widget and isinstance(looked, QAbstractItemView):
            found = _cell(looked)
        if found is not None:
            return found
        looked = None if looked.isWindow() else looked.parentWidget()
    return None


def _cell(view: QAbstractItemView) -> Reason | None:
    """Return what a cell shows and why; of what was entered, that it was."""
    index = view.currentIndex()
    if not index.isValid():
        return None
    heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
    value = index.data(Qt.ItemDataRole.DisplayRole)
    parts = (str(part).replace("\n", " ") for part in (heading, value) if part)
    why = index.data(Qt.ItemDataRole.ToolTipRole)
    entered = translate("why", "This is as it was entered. Nothing computes it.")
    return " ".join(parts), why or entered


def _whole(text: str) -> str:
    """Return a text whose weekdays stay with their dates, whatever the width.

    Source:
        ux.md D-03.
    """
    return _WEEKDAY.sub(lambda match: f"{match[1]}{NO_BREAK_SPACE}", shown(text))


def _place(widget: QWidget) -> QRect | None:
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return widget.visualRect(widget.currentIndex())
    return None
