"""A person with a keyboard and nothing else: keys go where the focus is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QWidget,
)

PAUSE_MS = 30
Step = Callable[[], None]


class Typist(QObject):
    """Does one step after the other, also while a dialog waits for an answer.

    A step that opens a dialog returns only when the dialog is closed, so the next
    step is always set to begin before the present one does.
    """

    def __init__(self, steps: list[Step]) -> None:
        super().__init__()
        self._steps = list(steps)
        self.problems: list[BaseException] = []
        self.done = False

    def begin(self) -> None:
        """Set the first step to begin."""
        QTimer.singleShot(PAUSE_MS, self._next)

    def _next(self) -> None:
        if self.problems or not self._steps:
            self._end()
            return
        _bring_to_front()
        if not _focus_has_settled():
            QTimer.singleShot(PAUSE_MS, self._next)
            return
        step = self._steps.pop(0)
        QTimer.singleShot(PAUSE_MS, self._next)
        try:
            step()
        except BaseException as problem:  # noqa: BLE001  told by the test
            self.problems.append(problem)
            for dialog in _dialogs():
                dialog.hide()

    def _end(self) -> None:
        """Leave no dialog open: whoever opened it would wait for ever."""
        left = [dialog.windowTitle() for dialog in _dialogs()]
        if left:
            self.problems.append(AssertionError(f"still open: {left}, {said()}"))
        for dialog in _dialogs():
            dialog.hide()
        self.done = True


def said() -> list[str]:
    """Return every sentence that an open dialog shows."""
    return [
        found.text()
        for dialog in _dialogs()
        for found in dialog.findChildren(QLabel)
        if found.isVisible() and found.text()
    ]


def focused() -> QWidget:
    """Return the widget that has the focus."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the focus"
    return found


def _focus_has_settled() -> bool:
    dialog, found = QApplication.activeModalWidget(), QApplication.focusWidget()
    if dialog is None:
        return QApplication.activeWindow() is not None
    return found is not None and dialog.isAncestorOf(found)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> Step:
    """Press one key, with its modifiers held."""

    def step() -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(focused(), key, held)

    return step


def write(text: str) -> Step:
    """Type a text where the focus is, in the place of what is selected."""

    def step() -> None:
        QTest.keyClicks(focused(), text)

    return step


def write_in(name: str, text: str) -> Step:
    """Go to a field by Tab, and type a text in the place of the one there."""

    def step() -> None:
        go_to(name)
        widget = focused()
        if isinstance(widget, QLineEdit):
            widget.selectAll()
        QTest.keyClicks(widget, text)

    return step


def go_to(name: str) -> None:
    """Press Tab until a control of that accessible name or text has the focus."""
    seen = []
    for _ in range(120):
        widget = focused()
        if name in names_of(widget):
            return
        seen.append(names_of(widget))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    msg = f"Tab never reached {name!r}; it went {seen[:40]}"
    raise AssertionError(msg)


def names_of(widget: QWidget) -> tuple[str, ...]:
    """Return what a control is called, by its name and by the words on it."""
    text = widget.property("text")
    shown = text.replace("&", "") if isinstance(text, str) else ""
    return widget.accessibleName(), shown


def _bring_to_front() -> None:
    """Do what a window manager does when a window has gone."""
    if QApplication.activeWindow() is None:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        main = [w for w in windows if isinstance(w, QMainWindow)]
        front = QApplication.activeModalWidget() or next(iter(main), None)
        if front is not None:
            front.activateWindow()


def _dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
