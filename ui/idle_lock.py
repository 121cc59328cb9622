"""Locks the screen when nobody has touched the computer for some minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from scheduler.clock import Clock
from scheduler.errors import CycleDeskError
from ui.dialogs.unlock import UnlockDialog
from ui.session import Session

LOOK_EVERY_MS = 5_000
TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Curtain:
    """Hides everything in one window, and puts it back as it was.

    The window itself stays: to hide a dialog would end it.
    """

    def __init__(self, window: QWidget, title: str) -> None:
        self._window, self._title = window, window.windowTitle()
        self._focused = window.focusWidget()
        self._hidden = [
            child
            for child in window.children()
            if isinstance(child, QWidget)
            and not child.isWindow()
            and not child.isHidden()
        ]
        for child in self._hidden:
            child.hide()
        window.setWindowTitle(title)

    def draw_back(self) -> None:
        """Show what was hidden."""
        self._window.setWindowTitle(self._title)
        for child in self._hidden:
            child.show()
        if self._focused is not None:
            self._focused.setFocus()


class IdleLock(QObject):
    """Watches keys and mouse while somebody is signed in.

    Args:
        minutes: after how many without a touch the screen is locked.
        clock: where the time comes from; a computer that slept counts as untouched.
        parent: the window.

    Signals:
        given_up: somebody else is to sign in; every dialog is closed.

    Source:
        reliability.md R33.
    """

    given_up = Signal()

    def __init__(
        self, minutes: Callable[[], int], clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._minutes, self._clock, self._window = minutes, clock, parent
        self._session: Session | None = None
        self._touched: datetime = clock()
        self._curtains: dict[QWidget, Curtain] = {}
        self.dialog: UnlockDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_locked(self) -> bool:
        """Whether the screen is locked."""
        return self.dialog is not None

    def begin(self, session: Session) -> None:
        """Watch over somebody who has signed in; a demo has nothing to hide."""
        if session.demo:
            return
        self._session, self._touched = session, self._clock()
        app = QApplication.instance()
        assert app
        app.installEventFilter(self)
        self._timer.start()

    def end(self) -> None:
        """Watch no longer: nobody is signed in."""
        self._timer.stop()
        app = QApplication.instance()
        if app:
            app.removeEventFilter(self)
        self._open_up()
        self._session = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each touch; one that comes too late finds the screen locked."""
        if self.is_locked:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                self._cover(watched)
        elif event.type() in TOUCHED and event.spontaneous():
            self.look()
            self._touched = self._clock()
        return False

    @Slot()
    def look(self) -> None:
        """Lock if nobody has touched anything for long enough."""
        passed = self._clock() - self._touched
        if passed >= timedelta(minutes=self._minutes()):
            self.lock()

    @Slot()
    def lock(self) -> None:
        """Hide everything; what was typed stays where it was typed."""
        if self._session is None or self.is_locked:
            return
        while popup := QApplication.activePopupWidget():
            popup.close()
        QToolTip.hideText()
        QGuiApplication.clipboard().clear()
        front = QApplication.activeModalWidget() or self._window
        self.dialog = UnlockDialog(self._session.attendance, front)
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        # The screen is locked even where the disk is too full to say so in History.
        try:
            self._session.attendance.lock()
        except CycleDeskError as error:
            self.dialog.tell(error)
        self.dialog.given_up.connect(self._give_up)
        self.dialog.accepted.connect(self._go_on)
        self.dialog.show()

    @Slot()
    def _go_on(self) -> None:
        self._touched = self._clock()
        self._open_up()

    @Slot()
    def _give_up(self) -> None:
        """Close every dialog without asking, then let somebody else sign in."""
        self._open_up()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                QDialog.done(window, QDialog.DialogCode.Rejected)
        # The dialogs' own loops end first.
        QTimer.singleShot(0, self.given_up.emit)

    def _cover(self, window: QWidget) -> None:
        if window is self.dialog or window in self._curtains or not window.isWindow():
            return
        if window.isVisible():
            self._curtains[window] = Curtain(window, self.tr("CycleDesk"))

    def _open_up(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None
        for curtain in self._curtains.values():
            curtain.draw_back()
        self._curtains.clear()
