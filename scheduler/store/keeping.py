"""What History is told of backups, and what it answers about them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scheduler.store import backup_log
from scheduler.store.accounts import Accounts
from scheduler.store.backup_folder import Seen, seen_in
from scheduler.store.backup_log import Logged
from scheduler.store.backup_values import Outcome
from scheduler.store.backup_warnings import BackupState
from scheduler.store.file_identity import program
from scheduler.store.rights import Right
from scheduler.store.values import Changes, Writer
from scheduler.store.writing import reading


class Keeping(Accounts):
    """Backups of the file, as far as they stand in its History."""

    def note_backups(self, outcomes: Sequence[Outcome], *, by: Writer) -> Changes:
        """Write down what became of a backup that a person made or was here for."""
        with self._writing(by, Right.BACK_UP) as tx:
            backup_log.note(tx.ledger, outcomes)
        return Changes()

    def note_own_backups(self, outcomes: Sequence[Outcome]) -> None:
        """Write down what became of a backup for which nobody was signed in."""
        with self._unsigned(program()) as tx:
            backup_log.note(tx.ledger, outcomes)

    def backups(self) -> Mapping[str, Logged]:
        """Return every backup that was made, by the name of its file."""
        with reading(self.database) as conn:
            return {one.file: one for one in backup_log.logged(conn) if one.file}

    def backup_state(
        self,
        own: Path,
        second: Path | None,
        look: Callable[[Path], Seen] = seen_in,
    ) -> BackupState:
        """Return how the backups stand, by the places where they go.

        Args:
            own: the place on this computer.
            second: the other place, None if none was chosen.
            look: tells what lies in a folder.
        """
        with reading(self.database) as conn:
            return backup_log.state(conn, own, second, look)

    def has_changed_since_backup(self) -> bool:
        """Return whether a record has changed since the last backup was begun."""
        with reading(self.database) as conn:
            return backup_log.has_changed(conn)
