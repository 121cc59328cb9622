"""The key of a file: outside of it, the owner's alone, and behind one code."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.carried_key import bring_key
from scheduler.store.connection import create_database, open_database
from scheduler.store.file_errors import (
    AlteredDatabaseError,
    DiskFaultError,
    ForeignDatabaseError,
    KeyMissingError,
    RecoveryCodeError,
)
from scheduler.store.keys import Keyring, new_key, new_recovery_code, unwrap, wrap
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.store.earlier import made_before


@pytest.fixture
def code(path: Path) -> str:
    """The recovery code of a new file at the path."""
    with closing(create_database(path, keys_of(path))) as database:
        return database.identity.recovery_code


def test_the_key_is_the_owners_alone_and_nowhere_in_the_file(path: Path, code: str):
    """R24, F46: neither the key nor the code is in what is handed on."""
    [kept] = keys_of(path).folder.glob("*.key")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    for secret in (kept.read_bytes(), code.encode(), code.replace("-", "").encode()):
        assert secret not in path.read_bytes()
        assert secret not in path.with_name(f"{path.name}.anchor").read_bytes()


def test_the_code_is_told_once(path: Path, code: str):
    """R37: it is printed at the first run."""
    assert len(code) == 29
    with closing(open_database(path, keys_of(path))) as database:
        assert database.identity.recovery_code == ""
        assert "key" not in repr(database.identity.key).replace("FileKey", "")


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')} ",
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
    ids=["as printed", "small", "without marks", "with blanks", "letters for digits"],
)
def test_on_another_computer_the_code_brings_the_key(
    path: Path, tmp_path: Path, code: str, typed: Callable[[str], str]
):
    """R37, F47: however it is typed."""
    other = Keyring(tmp_path / "other computer")
    with pytest.raises(KeyMissingError):
        open_database(path, other)
    bring_key(path, other, typed(code))
    open_database(path, other).close()
    assert verify(path, other).good


def test_another_code_brings_nothing(path: Path, tmp_path: Path, code: str):
    """R37."""
    other = Keyring(tmp_path / "other computer")
    for wrong in (new_recovery_code(), code[:-1], "", "\u00e4"):
        with pytest.raises(RecoveryCodeError):
            bring_key(path, other, wrong)
    assert not other.folder.exists()


def test_the_code_of_one_file_is_not_that_of_another(code: str):
    mine, theirs = new_key(), new_key()
    wrapped = wrap(mine, code)
    assert unwrap(mine.file_id, wrapped, code) == mine
    with pytest.raises(RecoveryCodeError):
        unwrap(theirs.file_id, wrapped, code)
    with pytest.raises(RecoveryCodeError):
        unwrap(mine.file_id, wrapped[:-8] + "AAAAAAA=", code)


def test_a_key_that_cannot_be_kept_makes_no_file(path: Path, tmp_path: Path):
    """F36, F37."""
    (tmp_path / "file").touch()
    with pytest.raises(DiskFaultError):
        create_database(path, Keyring(tmp_path / "file" / "keys"))
    assert not path.exists()


def test_a_key_that_was_spoilt_is_as_good_as_none(path: Path, code: str):
    """F42."""
    [kept] = keys_of(path).folder.glob("*.key")
    kept.write_bytes(b"short")
    with pytest.raises(KeyMissingError):
        open_database(path, keys_of(path))
    bring_key(path, keys_of(path), code)
    open_database(path, keys_of(path)).close()


def test_a_file_whose_key_was_taken_out_is_not_taken_for_an_earlier_one(path: Path):
    """F46: the anchor beside it says that it had one."""
    create_database(path, keys_of(path)).close()
    path.unlink()
    made_before(path, "0004_trusted_records")
    before = path.read_bytes()
    with pytest.raises(AlteredDatabaseError):
        open_database(path, keys_of(path))
    assert path.read_bytes() == before


def test_a_file_without_a_key_takes_no_code(path: Path, code: str):
    """R25, F40: a file from before there were keys, or of another program."""
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as tool:
        tool.execute("CREATE TABLE anything (cell)")
    with pytest.raises(ForeignDatabaseError, match="it has no key"):
        bring_key(other, keys_of(path), code)
