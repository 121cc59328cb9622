"""A new recovery code in the place of one that was lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.backup_key import unpacked
from scheduler.store.carried_key import bring_key
from scheduler.store.connection import create_database, open_database
from scheduler.store.difference import in_words
from scheduler.store.file_errors import RecoveryCodeError
from scheduler.store.keys import Keyring, unwrap
from scheduler.store.people_errors import (
    NotAllowedError,
    NotSignedInError,
    TooSoonError,
    WrongPasswordError,
)
from scheduler.store.restore import prepared
from scheduler.store.store import Store
from scheduler.store.values import Role
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    PASSWORDS,
    colleague,
    with_account,
)
from tests.store.backups import back_up
from tests.store.given import AK, AMENDED, NOW, clock, store_with_ada
from tests.store.restores import BOTH, open_signed_in, site_file, workplace


@pytest.fixture
def first(path: Path) -> str:
    """The code of a file that was just made, with one participant."""
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        store_with_ada(database)
        return database.identity.recovery_code


def renewed(path: Path) -> str:
    with closing(open_signed_in(path)) as store:
        return store.renew_recovery_code(PASSWORD, by=AK)


def brought(path: Path, code: str) -> Keyring:
    """Open the key of a file on a computer that does not have it."""
    keys = Keyring(path.parent / "another computer")
    bring_key(path, keys, code)
    return keys


def test_the_new_code_opens_the_file_elsewhere_and_the_old_one_does_not(
    path: Path, first: str
):
    """R37, F47: a lost code is not lost for good."""
    new = renewed(path)
    assert new != first
    with pytest.raises(RecoveryCodeError):
        brought(path, first)
    keys = brought(path, new)
    assert verify(path, keys).good
    with closing(open_database(path, keys, read_only=True)) as database:
        assert database.identity.key == keys.find(database.identity.key.file_id)


def test_a_lost_password_is_set_anew_with_the_new_code_alone(path: Path, first: str):
    """R37, F47"""
    new = renewed(path)
    here = {"workstation": "desk-1", "program": "0.1.0"}
    with closing(open_database(path, keys_of(path), clock=clock)) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        with pytest.raises(RecoveryCodeError):
            store.recover(AK.person, first, OTHER_PASSWORD, **here)
        assert store.recover(AK.person, new, OTHER_PASSWORD, **here)


def test_a_backup_opens_with_the_code_of_its_day(path: Path, tmp_path: Path):
    """R37, R50: the old code opens what was backed up before, and nothing newer."""
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        store_with_ada(database)
        first = database.identity.recovery_code
    before = back_up(path, tmp_path / "backups")
    new = renewed(path)
    after = back_up(path, tmp_path / "backups", minutes=1)
    nothing = Keyring(tmp_path / "none")
    for number, (backup, right, wrong) in enumerate(
        ((before, first, new), (after, new, first))
    ):
        with pytest.raises(RecoveryCodeError):
            unpacked(backup, tmp_path / f"{number}.db", nothing, code=wrong)
        unpacked(backup, tmp_path / f"{number}.db", nothing, code=right)


def test_history_says_who_made_the_code_and_never_the_code(path: Path, first: str):
    """R20, R26, F22: a fingerprint of what lies in the file, and an event."""
    new = renewed(path)
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        rows = Store(database, clock, AMENDED, PASSWORDS).history(limit=1000)
    made = [row for row in rows if row.record == "recovery code made anew"]
    assert [row.writer.person for row in made] == [AK.person]
    assert made[0].field == "opens"
    assert made[0].new == "this file and its backups from now on"
    kept = [row for row in rows if (row.record, row.record_id) == ("file_keys", 2)]
    assert {row.field for row in kept} == {"file_id", "wrapped"}
    whole = path.read_bytes()
    for code in (new, first):
        assert code.encode() not in whole
        assert code.replace("-", "").encode() not in whole
    with closing(sqlite3.connect(path)) as tool:
        [file_id, wrapped] = tool.execute(
            "SELECT file_id, wrapped FROM file_keys WHERE id = 2"
        ).fetchone()
    assert unwrap(file_id, wrapped, new)
    assert wrapped not in {row.new for row in rows}
    assert verify(path, keys_of(path)).good


def test_a_wrong_password_makes_no_code_and_counts(path: Path, first: str):
    """R32, R37: somebody at a desk that was left open."""
    with closing(open_signed_in(path)) as store:
        with pytest.raises(WrongPasswordError):
            store.renew_recovery_code("something else", by=AK)
        with pytest.raises(TooSoonError):
            store.renew_recovery_code(PASSWORD, by=AK)
        refused = [row for row in store.history() if row.record == "sign-in refused"]
        assert {row.new for row in refused} >= {"wrong password", "new recovery code"}
    brought(path, first)


def test_where_nobody_else_looks_after_accounts_the_coordinator_makes_it(
    path: Path, first: str
):
    """R34, R37: as with accounts."""
    with closing(open_signed_in(path)) as store:
        store.renew_recovery_code(PASSWORD, by=AK)
        admin = with_account(store, colleague("The admin", Role.ADMINISTRATOR), AK)
        with pytest.raises(NotAllowedError):
            store.renew_recovery_code(PASSWORD, by=AK)
        new = store.renew_recovery_code(OTHER_PASSWORD, by=admin)
    brought(path, new)
    assert first != new


def test_undo_takes_no_code_back(path: Path, first: str):
    """R37: the sheet in the envelope would be worth nothing."""
    with closing(open_signed_in(path)) as store:
        store.renew_recovery_code(PASSWORD, by=AK)
        while found := store.undoable(by=AK):
            store.undo(found, by=AK)
    with pytest.raises(RecoveryCodeError):
        brought(path, first)


def test_a_restore_says_that_the_code_of_the_backup_counts_again(
    path: Path, tmp_path: Path
):
    """R37, R53: before anybody agrees, so that no envelope is thrown away."""
    made = back_up(site_file(path), tmp_path / "backups")
    words = (
        "The recovery code of this backup would count again: the one that was made "
        "since would not open the restored file."
    )
    with prepared(made, path, workplace(path)) as found_:
        assert words not in list(in_words(found_.difference, NOW.tzinfo, there=True))
    renewed(path)
    with prepared(made, path, workplace(path)) as found_:
        assert words in list(in_words(found_.difference, NOW.tzinfo, there=True))
        found_.carry_out("PL03", BOTH)
    assert verify(path, keys_of(path)).good


def test_a_locked_desk_makes_no_code(path: Path, first: str):
    """R33, R37"""
    with closing(open_signed_in(path)) as store:
        store.lock(AK)
        with pytest.raises(NotSignedInError):
            store.renew_recovery_code(PASSWORD, by=AK)
    brought(path, first)
