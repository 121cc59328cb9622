"""What becomes of the file that a restore replaces, damaged or whole."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.any_file import connection
from scheduler.store.backup_errors import (
    BadBackupError,
    ChangedMeanwhileError,
    OtherFileBackupError,
    SpentRestoreError,
)
from scheduler.store.difference import in_words
from scheduler.store.file_errors import LockedDatabaseError
from scheduler.store.recovery import newest_good
from scheduler.store.restore import prepared
from tests.keys import keys_of
from tests.store.backups import back_up, key_of
from tests.store.cut_off import hot_journal
from tests.store.given import AK, NOW
from tests.store.restores import (
    ADA,
    BOTH,
    LATER,
    open_signed_in,
    restore,
    save_later,
    site_file,
    weights,
    workplace,
)

_BEGIN = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
"""


@pytest.fixture
def two(path: Path) -> Path:
    return site_file(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_file_that_is_written_while_it_is_compared_is_not_replaced(
    two: Path, folder: Path
):
    """R53, R55: nobody's save disappears without being named."""
    made = back_up(two, folder)
    with prepared(made, two, workplace(two)) as found_:
        save_later(two)
        with pytest.raises(ChangedMeanwhileError):
            found_.carry_out("PL03", BOTH)
        # Its History says already that it was restored, which it was not.
        with pytest.raises(SpentRestoreError):
            found_.carry_out("PL03", BOTH)
    assert LATER in weights(two)
    assert not list(two.parent.glob("*set-aside*"))
    restore(made, two)
    assert LATER not in weights(two)


def test_looking_at_a_file_takes_no_lock_from_who_writes_in_it(two: Path, folder: Path):
    """F35: an ordinary open and close of it would, and two would write at once."""
    made = back_up(two, folder)
    with (
        closing(open_signed_in(two)) as store,
        closing(sqlite3.connect(two, isolation_level=None)) as here,
    ):
        here.execute("BEGIN IMMEDIATE")
        here.execute("PRAGMA user_version = 7")
        assert two.with_name(f"{two.name}-journal").exists()
        with prepared(made, two, workplace(two)) as found_:
            assert found_.difference.problem == ""
        asked = subprocess.run(
            [sys.executable, "-c", _BEGIN, two], capture_output=True, check=False
        )
        assert b"database is locked" in asked.stderr
        here.execute("ROLLBACK")
        store.record_fact(ADA, LATER, by=AK)


def test_a_file_that_somebody_writes_in_all_the_while_is_not_beyond_reading(
    two: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """R53, F38: it would be replaced without anybody knowing what is lost."""
    made = back_up(two, folder)
    monkeypatch.setattr(connection.__wrapped__, "__defaults__", (0.05,))
    with closing(sqlite3.connect(two, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedDatabaseError), prepared(made, two, workplace(two)):
            pass


def test_behind_a_link_the_file_itself_is_replaced(
    two: Path, folder: Path, tmp_path: Path
):
    """R53, R25: and not the link, beside a file that would be the newer one."""
    made = back_up(two, folder)
    link = tmp_path / "desktop" / "trial.db"
    link.parent.mkdir()
    link.symlink_to(two)
    save_later(two)
    restored = restore(made, two, target=link)
    assert link.is_symlink()
    assert restored.path == two
    assert LATER in weights(restored.aside, keys_of(two))
    for path in (link, two):
        with closing(open_signed_in(path, keys_of(two))) as store:
            store.record_fact(ADA, LATER, by=AK)
            [weight] = [one for one in store.facts(ADA) if one.fact == LATER]
            store.withdraw_fact(weight.id, 1, reason="typing error", by=AK)
    assert [one.name for one in link.parent.iterdir()] == [link.name]


def test_a_damaged_file_is_replaced_and_kept_as_it_is(two: Path, folder: Path):
    """R46: restored from the newest backup, the damaged one untouched."""
    made = back_up(two, folder)
    save_later(two)
    damaged = two.read_bytes()[:8192] + b"\xff" * 8192
    two.write_bytes(damaged)
    with prepared(made, two, workplace(two)) as found_:
        said = list(in_words(found_.difference, NOW.tzinfo, there=True))
        restored = found_.carry_out("PL03", BOTH)
    assert said[0] == "The present file cannot be read, so it cannot be compared."
    assert "entries of History more than this backup" in said[-1]
    assert restored.aside.read_bytes() == damaged
    assert weights(two)


@pytest.mark.parametrize("there", [True, False])
def test_what_sqlite_left_of_another_file_never_meets_the_restored_one(
    two: Path, folder: Path, *, there: bool
):
    """R53, F34: a hot journal of the file of before would tear the restored one."""
    made = back_up(two, folder)
    journal = hot_journal(two)
    if there:
        two.write_bytes(b"damaged beyond reading" * 1000)
    else:
        two.unlink()
    restored = restore(made, two)
    assert not two.with_name(f"{two.name}-journal").exists()
    with closing(sqlite3.connect(two)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if there:
        kept = restored.aside.with_name(f"{restored.aside.name}-journal")
        assert kept.read_bytes() == journal


def test_a_save_that_was_cut_off_is_taken_back_before_it_is_compared(
    two: Path, folder: Path
):
    """R53, F34: the present file is whole when it is set aside."""
    made = back_up(two, folder)
    save_later(two)
    hot_journal(two)
    restored = restore(made, two)
    assert LATER in weights(restored.aside)
    with closing(sqlite3.connect(restored.aside)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_damaged_file_is_not_replaced_by_a_backup_of_another(
    two: Path, folder: Path, tmp_path: Path
):
    """R53: where the file cannot say which it was, the anchor beside it does."""
    other = tmp_path / "other" / "PL03.db"
    other.parent.mkdir()
    made = back_up(site_file(other), folder)
    for one in (other.parent / "keys").glob("*.key"):
        (two.parent / "keys" / one.name).write_bytes(one.read_bytes())
    two.with_name("whole").write_bytes(two.read_bytes())
    two.write_bytes(b"nothing that can be read" * 500)
    with pytest.raises(OtherFileBackupError), prepared(made, two, workplace(two)):
        pass
    assert newest_good(two, [folder], key_of(two)) is None
    own = back_up_of_before(two, folder)
    assert newest_good(two, [folder], key_of(two)).listed.path == own


def back_up_of_before(path: Path, folder: Path) -> Path:
    """Back up a file as it was before it was damaged, an hour earlier."""
    damaged = path.read_bytes()
    path.write_bytes(path.with_name("whole").read_bytes())
    made = back_up(path, folder, minutes=-60)
    path.write_bytes(damaged)
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that fails")
def test_a_backup_that_the_disk_does_not_give_hides_no_older_one(
    two: Path, folder: Path
):
    """F42, R46: it is the backup that cannot be read, not the folder of the file."""
    made = back_up(two, folder)
    newer = made.with_name(made.name.replace("20261123", "20261124"))
    newer.symlink_to("/proc/self/mem")  # nobody is given its first bytes
    good = newest_good(two, [folder], key_of(two))
    assert good
    assert good.listed.path == made
    with (
        pytest.raises(BadBackupError, match="input/output error"),
        prepared(newer, two, workplace(two)),
    ):
        pass
