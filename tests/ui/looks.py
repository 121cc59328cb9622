"""What is looked for at every stop of the tour: words, names, room, reasons."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractAnimation,
    QAbstractItemModel,
    QAbstractListModel,
    Qt,
)
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStatusBar,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from tests.ui.dialog_data import interfaces
from tests.ui.tour import Stop

MOST_CONTROLS = 120
REACHED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
MOST_ROWS = 60  # of a list: those below say nothing new
CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.ProgressBar,
}
Tip = Qt.ItemDataRole.ToolTipRole
Across = Qt.Orientation.Horizontal


class Words(NamedTuple):
    """A text that is to be seen.

    Attributes:
        kind: label, button, cell, heading, tip, title or line.
        text: as it is shown, with the spaces that never break.
        beside: what stands in the same row, or in the same area.
    """

    kind: str
    text: str
    beside: str = ""


def words_of(widget: QWidget) -> Iterator[Words]:
    """Yield every text that the program shows there; what somebody typed is none."""
    yield Words("title", widget.windowTitle())
    for one in visible(widget):
        if isinstance(one, QLabel):
            yield Words("label", one.text(), _around(one))
        elif isinstance(one, QAbstractButton):
            yield Words("button", one.text().replace("&", ""))
        elif isinstance(one, QComboBox):
            yield from (Words("line", one.itemText(n)) for n in range(one.count()))
        elif isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            yield from _cells(one.model())
        elif isinstance(one, QStatusBar):
            yield Words("label", one.currentMessage())
        if one.toolTip():
            yield Words("tip", one.toolTip())


def _cells(model: QAbstractItemModel | None) -> Iterator[Words]:
    if model is None:
        return
    only = isinstance(model, QAbstractListModel)  # which says so in no other way
    columns = range(1 if only else model.columnCount())
    for column in columns:
        yield Words("heading", str(model.headerData(column, Across) or ""))
        yield Words("tip", str(model.headerData(column, Across, Tip) or ""))
    for row in range(min(model.rowCount(), MOST_ROWS)):
        cells = [model.index(row, column) for column in columns]
        beside = " | ".join(str(cell.data() or "") for cell in cells)
        for cell in cells:
            yield Words("cell", str(cell.data() or ""), beside)
            yield Words("tip", str(cell.data(Tip) or ""))


def _around(label: QLabel) -> str:
    """Return the words of the labels in the area of one."""
    area = label.parentWidget() or label
    found = area.findChildren(QLabel)
    return " | ".join(one.text() for one in found if one.isVisible())


def visible(widget: QWidget) -> Iterator[QWidget]:
    """Yield every widget that can be seen, itself included."""
    yield widget
    for one in widget.findChildren(QWidget):
        if one.isVisible() and one.window() is widget.window():
            yield one


def nameless(stop: Stop) -> Iterator[str]:
    """Yield the controls that a screen reader cannot name."""
    for one in interfaces(stop.widget):
        if (
            one.role() in CONTROLS
            and not one.state().invisible
            and not one.text(QAccessible.Text.Name)
        ):
            yield f"{one.role().name} {type(one.object()).__name__}"


def silent(stop: Stop) -> Iterator[str]:
    """Yield what is off and does not say why, by its tooltip and its status text."""
    for action in stop.widget.findChildren(QAction):
        told = action.toolTip()
        if action.text() and not action.isEnabled() and told != action.statusTip():
            yield f"action {action.text()}"
        if action.text() and not action.isEnabled() and not _is_reason(told):
            yield f"action {action.text()}"
    for button in visible(stop.widget):
        off = isinstance(button, QAbstractButton) and not button.isEnabled()
        if off and not _is_reason(button.toolTip()):
            yield f"button {_called(button)}"


def _is_reason(told: str) -> bool:
    """Say whether it is a sentence or nearly one, and not the name of a key."""
    return len(told.split()) > 2


def cut(stop: Stop) -> Iterator[str]:
    """Yield the words that have less room than they need."""
    for one in visible(stop.widget):
        if isinstance(one, QLabel) and one.text() and not one.pixmap():
            if _label_is_cut(one):
                yield f"label {one.text()!r} in {_where(one)}"
        elif isinstance(one, QAbstractButton) and one.text():
            need = one.fontMetrics().horizontalAdvance(one.text().replace("&", ""))
            if one.width() < need or one.height() < one.fontMetrics().height():
                yield f"button {one.text()!r} in {_where(one)}"
        elif isinstance(one, QComboBox):
            need = one.fontMetrics().horizontalAdvance(one.currentText())
            if _room_of(one) < need:
                yield f"choice {one.currentText()!r} in {_where(one)}"


def _room_of(box: QComboBox) -> int:
    """Return how wide the words of a choice may be, as its style says."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    kind = QStyle.ComplexControl.CC_ComboBox
    return box.style().subControlRect(kind, option, field, box).width()


def _label_is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    need = label.minimumSizeHint()
    return label.width() < need.width() or label.height() < need.height()


def _where(widget: QWidget) -> str:
    above = widget.parentWidget()
    return type(above).__name__ if above else "nothing"


def small(stop: Stop, body: float) -> Iterator[str]:
    """Yield the texts smaller than nine tenths of the font of the system."""
    for one in visible(stop.widget):
        size = one.font().pointSizeF()
        if size < 0.9 * body - 0.01:
            yield f"{type(one).__name__} {size} in {_where(one)}"


def moving(stop: Stop) -> Iterator[str]:
    """Yield what moves by itself."""
    for one in stop.widget.findChildren(QAbstractAnimation):
        if one.state() is QAbstractAnimation.State.Running:
            yield type(one).__name__


def out_of_order(stop: Stop) -> Iterator[str]:
    """Yield where Tab goes another way than one reads, and what it never reaches.

    One reads down, and to the right. The order is a ring, so it goes back once.
    """
    chain = _pressed_through(stop.widget)
    ring = zip(chain, [*chain[1:], *chain[:1]], strict=True)
    back = [pair for pair in ring if _goes_back(*pair)]
    if len(back) > 1:
        yield from (f"{_called(one)} before {_called(next_)}" for one, next_ in back)
    for one in visible(stop.widget):
        if isinstance(one, REACHED) and _is_missed(one, chain):
            yield f"never {_called(one)}"


def _is_missed(one: QWidget, chain: list[QWidget]) -> bool:
    """Say whether Tab should lead to a control, and does not."""
    grouped = isinstance(one, QAbstractButton) and one.autoExclusive()
    return bool(
        one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not grouped
        and not any(one is other or one.isAncestorOf(other) for other in chain)
    )


def _goes_back(one: QWidget, after: QWidget) -> bool:
    """Say whether the area of the second lies before that of the first."""
    above, below = _areas(one, after)
    here, there = above.geometry(), below.geometry()
    if there.bottom() <= here.top():
        return True
    level = there.top() < here.bottom() and here.top() < there.bottom()
    return level and there.left() < here.left()


def _areas(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    """Return the two widgets of one parent in which two controls lie."""
    around = list(_upwards(one))
    inside = other
    for above in _upwards(other):
        if above in around:
            at = around.index(above)
            return (around[at - 1] if at else one), inside
        inside = above
    return one, other


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    found: QWidget | None = widget
    while found is not None:
        yield found
        found = found.parentWidget()


def _pressed_through(root: QWidget) -> list[QWidget]:
    """Press Tab until it is back where it began; return what had the focus."""
    root.window().activateWindow()
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
    found: list[QWidget] = []
    for _ in range(MOST_CONTROLS):
        one = QApplication.focusWidget()
        inside = found and one is found[-1]  # Tab goes through its parts first
        if one is None or (one in found and not inside):
            break
        found += [] if inside else [one]
        QTest.keyClick(one, Qt.Key.Key_Tab)
    return found


def _called(widget: QWidget) -> str:
    text = widget.property("text")
    return widget.accessibleName() or str(text or type(widget).__name__)
