"""One backup after the other, each waited for as long as is sensible."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from scheduler.commands.backup_process import BackupProcess, Job, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a backup is waited for before it is given up.

    Attributes:
        first_ms: until it is in the first place, in milliseconds.
        each_ms: until it is in the next.
    """

    first_ms: int
    each_ms: int


AT_WORK = Patience(first_ms=1_800_000, each_ms=600_000)


class BackupRun(QObject):
    """Takes one backup at a time, in a process of its own.

    Signals:
        came: a place has its backup, or has refused it: an ``Outcome``.
        finished: what became of it in each place: a tuple of ``Outcome``.
    """

    came = Signal(object)
    finished = Signal(object)
    _told = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: BackupProcess | None = None
        self._number: object = None
        self._outcomes: list[Outcome] = []
        self._patience = AT_WORK
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.give_up)
        self._told.connect(self._take)
        self._ended.connect(self._end)

    @property
    def running(self) -> bool:
        """True while a backup is being taken."""
        return self._process is not None

    def begin(self, job: Job) -> None:
        """Begin to take a backup."""
        self._outcomes, self._number = [], object()
        self._process = BackupProcess(
            job,
            partial(_emit, self._told, self._number),
            partial(_emit, self._ended, self._number),
        )
        self.be_patient(AT_WORK)

    def be_patient(self, patience: Patience) -> None:
        """Wait so long for the backup that is being taken, from now on."""
        self._patience = patience
        self._timer.start(patience.each_ms if self._outcomes else patience.first_ms)

    @Slot()
    def give_up(self) -> None:
        """Wait no longer: what was copied by now is there, and the rest is told."""
        if self._process is not None:
            self._process.kill()
            self._finish(self._process.silent(len(self._outcomes)))

    def kill(self) -> None:
        """End what is being taken, and tell nobody."""
        if self._process is not None:
            self._process.kill()

    @Slot(object, object)
    def _take(self, number: object, outcome: Outcome) -> None:
        if self.running and number is self._number:
            self._outcomes.append(outcome)
            self._timer.start(self._patience.each_ms)
            self.came.emit(outcome)

    @Slot(object)
    def _end(self, number: object) -> None:
        if self._process is not None and number is self._number:
            self._finish(self._process.stopped(len(self._outcomes)))

    def _finish(self, missing: tuple[Outcome, ...]) -> None:
        self._process = None
        self._timer.stop()
        self.finished.emit((*self._outcomes, *missing))


def _emit(signal: SignalInstance, *what: object) -> None:
    """Tell the thread of the window, if there is one still."""
    with suppress(RuntimeError):
        signal.emit(*what)
