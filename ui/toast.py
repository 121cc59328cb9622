"""Says what was just saved, over the page, and offers to take it back."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QToolButton,
)

from ui.forms.result_line import Tone, ToneIcon, WrappedLabel, announce
from ui.icons import icon
from ui.theme import SPACE

LASTS_MS = 10_000  # at least so long it can be read
LETTERS = 90  # that it is wide, where the window has room


class Toast(QFrame):
    """One sentence with Undo; it takes no focus, and nothing of it moves.

    It stays for ten seconds, and for as long as the pointer or the focus is on it.
    Ctrl+Z works on after it is gone.

    Args:
        window: over which it lies.

    Signals:
        undo_asked: what it says is to be taken back.

    Source:
        ux.md F-05, K-08.
    """

    undo_asked = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting = ""
        self.setProperty("toast", True)
        self.setAccessibleName(self.tr("What was saved"))
        self.words = WrappedLabel()
        self.undo = QPushButton(self.tr("&Undo"))
        self.done = QToolButton()
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.timeout.connect(self._end)
        self._shows = QTimer(self)
        self._shows.setSingleShot(True)
        self._shows.timeout.connect(self._appear)
        self._lay_out()
        self.hide()
        window.installEventFilter(self)

    def offer(self, words: str) -> None:
        """Say what was saved, once whoever saved it has had the word as well."""
        self._waiting = words
        self._shows.start(0)

    def reword(self, words: str) -> bool:
        """Say a save in other words; False if none is about to be said."""
        if not self._waiting:
            return False
        self._waiting = words
        return True

    @Slot()
    def dismiss(self) -> None:
        """Go away; the focus goes back to where work is done."""
        self._waiting = ""
        focused = self._is_focused()
        self._ends.stop()
        self.hide()
        page = self._window.centralWidget()
        if focused and page is not None:
            page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away by Esc."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count, also where the lock of the screen has shown it again."""
        super().showEvent(event)
        self._ends.start(LASTS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window takes another size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @Slot()
    def _appear(self) -> None:
        words, self._waiting = self._waiting, ""
        if not words:
            return
        self.words.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._ends.start(LASTS_MS)
        self._come_last()
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.undo.setToolTip(shown)
        said = self.tr("{words} Undo: {keys}").format(words=words, keys=shown)
        announce(self, said)

    @Slot()
    def _end(self) -> None:
        """Go away, unless somebody is reading or about to press."""
        if self.underMouse() or self._is_focused():
            self._ends.start(LASTS_MS)
        else:
            self.hide()

    def _is_focused(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _come_last(self) -> None:
        """Be reached by Tab behind everything on the page."""
        last = self._window.previousInFocusChain()
        if last is not None and not self.isAncestorOf(last):
            self.setTabOrder(last, self.undo)
            self.setTabOrder(self.undo, self.done)

    def _place(self) -> None:
        room = self._window.width() - 2 * SPACE[4]
        width = min(LETTERS * self.fontMetrics().averageCharWidth(), room)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.resize(QSize(width, height))
        bottom = self._window.height() - self._window.statusBar().height()
        left = (self._window.width() - width) // 2
        self.move(QPoint(left, bottom - height - SPACE[2]))

    def _lay_out(self) -> None:
        mark = ToneIcon()
        mark.tone = Tone.GOOD
        self.done.setIcon(icon("x"))
        self.done.setAutoRaise(True)
        self.done.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.done.setAccessibleName(self.tr("Close this message"))
        self.done.setToolTip(self.tr("Close"))
        self.done.setMinimumSize(SPACE[5], SPACE[5])
        self.undo.clicked.connect(self.undo_asked)
        self.done.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[1], SPACE[1], SPACE[1])
        row.setSpacing(SPACE[1])
        row.addWidget(mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.done)
