"""Backups that nobody has to think of: on start, each hour of use, on exit."""

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from ui.backups import Backups, Kind

AN_HOUR_MS = 3_600_000
FIRST_MS = 3_000  # after sign-in: the first page is to be read by then


class AutomaticBackups(QObject):
    """Begins backups by themselves.

    Args:
        backups: takes them.
        window: waits when the file is closed.
    """

    def __init__(self, backups: Backups, window: QWidget) -> None:
        super().__init__(window)
        self._backups, self._window = backups, window
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._hourly = QTimer(self, interval=AN_HOUR_MS)
        self._first.timeout.connect(self._start)
        self._hourly.timeout.connect(self._hour)

    def timers(self) -> tuple[QTimer, QTimer]:
        """Return what begins the first backup of a session, and the hourly ones."""
        return self._first, self._hourly

    @Slot()
    def opened(self) -> None:
        """Begin with a file that somebody has signed in to."""
        self._first.start()
        self._hourly.start()

    def stop(self) -> None:
        """Take no more backups of this file."""
        self._first.stop()
        self._hourly.stop()

    def leaving(self) -> None:
        """Take the last backup of this file, if anything has changed, and wait."""
        if not self._hourly.isActive():
            return
        self.stop()
        if not self._backups.running and self._is_due(Kind.EXIT):
            self._backups.begin(Kind.EXIT)
        if self._backups.running:
            self._wait()

    @Slot()
    def _start(self) -> None:
        if self._is_due(Kind.START):
            self._backups.begin(Kind.START)

    @Slot()
    def _hour(self) -> None:
        if self._is_due(Kind.HOURLY):
            self._backups.begin(Kind.HOURLY)

    def _is_due(self, kind: Kind) -> bool:
        """Say whether there is anything new to keep.

        The list of the coming days is another one each day.
        """
        if self._backups.has_changed():
            return True
        good = self._backups.state().good
        today = self._backups.session.clock().date()
        return kind is not Kind.EXIT and (good is None or good.date() < today)

    def _wait(self) -> None:
        """Say what is waited for; whoever cannot wait may go."""
        dialog = QProgressDialog(
            self.tr("Taking a backup before the file is closed\u2026"),
            self.tr("Close without waiting"),
            0,
            0,
            self._window,
        )
        dialog.setWindowTitle(self.tr("Backup"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(500)
        loop = QEventLoop()
        self._backups.finished.connect(loop.quit)
        dialog.canceled.connect(loop.quit)
        loop.exec()
        dialog.close()
        dialog.deleteLater()
