"""One backup in a process of its own, which nobody has to wait for.

A folder on a dead share answers nobody, and whoever asks it waits without an end. So
another process asks, what it has done is told place by place, and it can be given up.
"""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from scheduler.commands.backing_up import Job, each_backup, failed
from scheduler.store.backup_errors import SilentPlaceError, StoppedBackupError
from scheduler.store.backup_values import Outcome

__all__ = ["BackupProcess", "Job", "Outcome"]


class BackupProcess:
    """Takes one backup, from now on.

    Args:
        job: what is to be backed up.
        told: is called in another thread with each outcome.
        ended: is called there when there will be no more.
    """

    def __init__(
        self, job: Job, told: Callable[[Outcome], None], ended: Callable[[], None]
    ) -> None:
        self._job = job
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=send_each, args=(job, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        listener = Thread(target=_listen, args=(ours, told, ended), daemon=True)
        listener.start()

    def kill(self) -> None:
        """End it without waiting; what it was writing is no backup."""
        self._process.kill()

    def silent(self, known: int) -> tuple[Outcome, ...]:
        """Return what is said of the places that have not answered.

        Args:
            known: how many outcomes there are.
        """
        return tuple(
            failed(self._job, place, SilentPlaceError(folder=str(place.folder)))
            for place in self._job.places[known:]
        )

    def stopped(self, known: int) -> tuple[Outcome, ...]:
        """Return what is said of the places that were left when it was ended."""
        return tuple(
            failed(self._job, place, StoppedBackupError(folder=str(place.folder)))
            for place in self._job.places[known:]
        )


def send_each(job: Job, to: Connection) -> None:
    """Take the backup, and send what became of it in each place."""
    with to:
        for one in each_backup(job):
            to.send(one)


def _listen(
    ours: Connection, told: Callable[[Outcome], None], ended: Callable[[], None]
) -> None:
    try:
        with ours:
            while True:
                told(ours.recv())
    except (EOFError, OSError):
        ended()
