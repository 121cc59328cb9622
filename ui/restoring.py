"""A restore in a thread of its own, so that the window never waits for it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from scheduler.errors import CycleDeskError
from scheduler.store.approval import Approval
from scheduler.store.backup_errors import PassphraseError
from scheduler.store.difference import in_words
from scheduler.store.file_errors import KeyMissingError, RecoveryCodeError
from scheduler.store.manifest import Manifest
from scheduler.store.restore import Prepared, Restored, Workplace, prepared
from ui.session import Person

__all__ = [
    "Approval",
    "KeyMissingError",
    "Look",
    "PassphraseError",
    "RecoveryCodeError",
    "Restored",
    "Restoring",
    "Workplace",
]

CLOSED_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of a backup before anybody agrees to it.

    Attributes:
        manifest: of the backup.
        people: who can agree.
        said: what a restore would do, a sentence or a line each.
    """

    manifest: Manifest
    people: tuple[Person, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which backup, and where to.

    Attributes:
        passphrase: where one protects it.
        code: the recovery code, where this computer does not have the key.
    """

    backup: Path
    target: Path
    passphrase: str | None = None
    code: str | None = None


class Restoring(QObject):
    """Looks at backups and puts one in place.

    Args:
        at: this computer.
        parent: who owns it.

    Signals:
        looked: a ``Look``.
        refused: the ``CycleDeskError`` that came instead of an answer.
        restored: a ``Restored``.
    """

    looked = Signal(object)
    refused = Signal(object)
    restored = Signal(object)
    _broke = Signal(object)

    def __init__(self, at: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at = at
        # One thread: a connection to a file belongs to the thread that opened it.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._held = ExitStack()
        self._prepared: Prepared | None = None
        self._broke.connect(_raise)

    @property
    def zone(self) -> tzinfo | None:
        """The zone of the desk."""
        return self._at.clock().tzinfo

    def look(self, choice: Choice) -> None:
        """Unpack, verify and compare a backup; ``looked`` or ``refused`` follows."""
        self._submit(partial(self._look, choice), self.looked.emit)

    def carry_out(
        self, site: str, approvals: Sequence[Approval], reason: str | None
    ) -> None:
        """Put the backup that was looked at in place; an answer follows."""
        self._submit(
            partial(self._carry_out, site, tuple(approvals), reason),
            self.restored.emit,
        )

    def close(self) -> None:
        """Leave nothing of a backup behind; one that cannot be read is left alone."""
        wait([self._thread.submit(self._held.close)], CLOSED_WITHIN_S)
        self._thread.shutdown(wait=False)

    def _look(self, choice: Choice) -> Look:
        self._held.close()
        there = choice.target.exists()
        found = self._held.enter_context(
            prepared(
                choice.backup,
                choice.target,
                self._at,
                passphrase=choice.passphrase,
                code=choice.code,
            )
        )
        self._prepared = found
        return Look(
            manifest=found.manifest,
            people=found.people,
            said=tuple(in_words(found.difference, self.zone, there=there)),
        )

    def _carry_out(
        self, site: str, approvals: tuple[Approval, ...], reason: str | None
    ) -> Restored:
        if self._prepared is None:
            raise LookupError
        return self._prepared.carry_out(site, approvals, reason)

    def _submit(
        self, work: Callable[[], object], emit: Callable[[object], None]
    ) -> None:
        future: Future[object] = self._thread.submit(work)
        future.add_done_callback(partial(self._tell, emit))

    def _tell(self, emit: Callable[[object], None], future: "Future[object]") -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            emit(future.result())
        elif isinstance(error, CycleDeskError):
            self.refused.emit(error)
        else:
            self._broke.emit(error)


@Slot(object)
def _raise(error: BaseException) -> None:
    """Let a fault of the program be told where all of them are."""
    raise error
