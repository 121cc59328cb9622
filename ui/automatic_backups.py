"""Backups that nobody has to think of: on start, each hour of use, on exit."""

from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QProgressDialog, QWidget

from ui.backup_run import Patience
from ui.backups import Backups, Kind, Outcome

AN_HOUR_MS = 3_600_000
AT_ONCE_MS = 500
WIDTH = 60  # characters
FIRST_MS = 3_000  # after sign-in: the first page is to be read by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """How long the window stays after somebody has closed it.

    Attributes:
        backup: for the last backup.
        words_ms: for what could not be copied to be read, in milliseconds.
    """

    backup: Patience
    words_ms: int


LEAVE = Leave(backup=Patience(first_ms=180_000, each_ms=30_000), words_ms=15_000)


class AutomaticBackups(QObject):
    """Begins backups by themselves.

    Args:
        backups: takes them.
        window: waits when the file is closed.
        leave: how long it waits.
    """

    def __init__(self, backups: Backups, window: QWidget, leave: Leave = LEAVE) -> None:
        super().__init__(window)
        self._backups, self._window, self._leave = backups, window, leave
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
        """Say what is waited for, and in the end what could not be copied.

        Neither takes longer than is allowed: a folder that never answers must not
        keep the window open. Whoever cannot wait may go.
        """
        dialog = self._dialog()
        loop = QEventLoop()
        outcomes: list[Outcome] = []

        def go_on(_: Outcome) -> None:
            self._say_next(dialog)

        def finish(found: tuple[Outcome, ...]) -> None:
            outcomes.extend(found)
            loop.quit()

        run = self._backups.run
        run.came.connect(go_on)
        self._backups.finished.connect(finish)
        dialog.canceled.connect(run.give_up)
        run.be_patient(self._leave.backup)
        loop.exec()
        run.came.disconnect(go_on)
        self._backups.finished.disconnect(finish)
        if not dialog.wasCanceled():
            self._say_problems(dialog, [one.problem for one in outcomes if one.problem])
        dialog.close()
        dialog.deleteLater()

    def _dialog(self) -> QProgressDialog:
        dialog = QProgressDialog(
            self.tr("Taking a backup before the file is closed\u2026"),
            self.tr("Close without waiting"),
            0,
            1,
            self._window,
        )
        words = QLabel(dialog.labelText(), dialog)
        words.setWordWrap(True)
        words.setMinimumWidth(WIDTH * dialog.fontMetrics().averageCharWidth())
        dialog.setLabel(words)
        # How long it takes is not known, so no bar moves.
        dialog.findChildren(QProgressBar)[0].hide()
        dialog.setWindowTitle(self.tr("Backup"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        QTimer.singleShot(AT_ONCE_MS, dialog, dialog.show)  # unless it is over by then
        return dialog

    def _say_next(self, dialog: QProgressDialog) -> None:
        if self._backups.second is not None:
            words = self.tr("Waiting for the second place: {folder}")
            dialog.setLabelText(words.format(folder=self._backups.second))
            dialog.show()

    def _say_problems(self, dialog: QProgressDialog, problems: list[str]) -> None:
        """Let what was not copied be read before the window goes."""
        if not problems:
            return
        dialog.setLabelText("\n\n".join(problems))
        dialog.setCancelButtonText(self.tr("Close"))
        dialog.show()
        loop = QEventLoop()
        dialog.canceled.connect(loop.quit)
        QTimer.singleShot(self._leave.words_ms, loop, loop.quit)
        loop.exec()
