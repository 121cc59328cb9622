"""Opening the records of one study: of no other, and by no version unknown here."""

from pathlib import Path

from scheduler.clock import Clock
from scheduler.core.study import Study
from scheduler.store.any_file import connection
from scheduler.store.connection import open_database
from scheduler.store.file_errors import OtherStudyError, OtherVersionError
from scheduler.store.keys import Keyring
from scheduler.store.passwords import Passwords
from scheduler.store.places import is_writable
from scheduler.store.sqlite_errors import telling
from scheduler.store.store import Store


def open_store(
    path: Path,
    keys: Keyring,
    clock: Clock,
    study: Study,
    passwords: Passwords,
    *,
    read_only: bool = False,
) -> Store:
    """Open a site file.

    Args:
        path: the file.
        keys: those of this user of the computer.
        clock: where the time of a write comes from.
        study: the profile with all of its versions.
        passwords: takes and checks those of the people who sign in.
        read_only: True to refuse every write.

    Raises:
        OtherStudyError: it holds records of another study.
        OtherVersionError: a version holds at its site that the profile has not.
        CycleDeskError: it cannot be opened; the sentence says why.
    """
    if read_only:
        _finish_what_was_cut_off(path)
    database = open_database(path, keys, read_only=read_only, clock=clock)
    store = Store(database, clock, study, passwords)
    try:
        _refuse_other(store, study, str(path))
    except BaseException:
        store.close()
        raise
    return store


def _finish_what_was_cut_off(path: Path) -> None:
    """Let SQLite take back a save that a kill left half done; reading alone cannot."""
    journal = path.with_name(f"{path.name}-journal")
    if journal.is_file() and is_writable(path):
        with telling(path), connection(path, "rw") as conn:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _refuse_other(store: Store, study: Study, path: str) -> None:
    stored = store.site()
    if stored is None:
        return
    if stored.site.study != study.key:
        raise OtherStudyError(path=path, theirs=stored.site.study, ours=study.key)
    known = tuple(version.profile_version for version in study.versions)
    for version, _ in stored.site.versions:
        if version not in known:
            raise OtherVersionError(path=path, theirs=version, ours=known)
