"""Wrong passwords at a restore are counted where they last."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.store.approval import Approval
from scheduler.store.connection import open_database
from scheduler.store.people_errors import (
    LockedAccountError,
    TooSoonError,
    UnknownAccountError,
    WrongPasswordError,
)
from scheduler.store.questions import Questions
from scheduler.store.restore import prepared
from scheduler.store.store import Store
from scheduler.store.values import HistoryRow
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.people import PASSWORDS, records_of
from tests.store.backups import back_up
from tests.store.given import AK, AMENDED, NOW, clock
from tests.store.restores import (
    BN,
    BOTH,
    FIRST,
    LATER,
    SECOND,
    open_signed_in,
    save_later,
    site_file,
    weights,
    workplace,
)

WRONG = (FIRST, replace(SECOND, password="something else"))


@pytest.fixture
def two(path: Path) -> Path:
    return site_file(path)


@pytest.fixture
def made(two: Path, tmp_path: Path) -> Path:
    return back_up(two, tmp_path / "backups")


def tried(
    made: Path, path: Path, approvals: Sequence[Approval], minutes: int = 0
) -> None:
    """Look at a backup and try to restore it, as at each new start."""
    at = NOW + timedelta(minutes=minutes)
    with prepared(made, path, replace(workplace(path), clock=lambda: at)) as found:
        found.carry_out("PL03", approvals)


def refused(path: Path) -> list[HistoryRow]:
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        rows = Questions(database).history(limit=10_000)
    return [row for row in rows if row.record == "sign-in refused"]


def lock(made: Path, path: Path) -> None:
    """Type wrong passwords in looks of their own, each after its wait."""
    for minutes in range(0, 8, 2):
        with pytest.raises(WrongPasswordError):
            tried(made, path, WRONG, minutes)
    with pytest.raises(LockedAccountError):
        tried(made, path, WRONG, 8)


def test_a_wrong_password_stands_in_the_present_file(two: Path, made: Path):
    """R26, R32, R53: whose, and what for; and never what was typed."""
    before = records_of(two)
    with pytest.raises(WrongPasswordError):
        tried(made, two, WRONG)
    assert records_of(two) == before
    rows = refused(two)
    assert {row.writer.person for row in rows} == {BN.name}
    assert {row.field: row.new for row in rows} == {
        "why": "wrong password",
        "for": "restore",
    }
    assert b"something else" not in two.read_bytes()
    assert verify(two, keys_of(two)).good


def test_who_looks_at_the_backup_anew_waits_all_the_same(two: Path, made: Path):
    """R32, R53: the count does not go with the unpacked backup."""
    with pytest.raises(WrongPasswordError) as caught:
        tried(made, two, WRONG)
    assert caught.value.left == 4
    with pytest.raises(TooSoonError):
        tried(made, two, BOTH)
    with pytest.raises(WrongPasswordError) as caught:
        tried(made, two, WRONG, minutes=2)
    assert caught.value.left == 3
    tried(made, two, BOTH, minutes=4)


def test_after_five_the_account_is_locked_until_a_colleague_unlocks_it(
    two: Path, made: Path
):
    """R32, R37, R53: at the restore and at sign-in, as after five there."""
    lock(made, two)
    with pytest.raises(LockedAccountError):
        tried(made, two, BOTH, minutes=60)
    with closing(open_signed_in(two)) as store:
        with pytest.raises(LockedAccountError):
            store.sign_in(
                BN.name, SECOND.password, workstation="desk-2", program="0.1.0"
            )
        [number] = [one.id for one in store.accounts() if one.person.name == BN.name]
        store.unlock_account(number, reason="typed wrongly", by=AK)
    tried(made, two, BOTH, minutes=60)


def test_wrong_passwords_at_sign_in_count_at_a_restore(two: Path, made: Path):
    """R32, R53: they are guesses at the same password."""
    now = [NOW]
    with closing(open_database(two, keys_of(two), clock=clock)) as database:
        store = Store(database, lambda: now[0], AMENDED, PASSWORDS)
        for minutes in range(0, 8, 2):
            now[0] = NOW + timedelta(minutes=minutes)
            with pytest.raises(WrongPasswordError):
                store.sign_in(BN.name, "guess", workstation="d", program="0.1.0")
    with pytest.raises(LockedAccountError):
        tried(made, two, WRONG, minutes=8)


def test_a_name_that_nobody_has_is_kept_nowhere(two: Path, made: Path):
    """R32: somebody may have typed a password there."""
    stranger = Approval(name="my secret password", password="x")
    with pytest.raises(UnknownAccountError):
        tried(made, two, (FIRST, stranger))
    assert {row.writer.person for row in refused(two)} == {"unknown"}
    assert b"my secret password" not in two.read_bytes()


def test_what_was_counted_is_no_change_that_a_restore_would_lose(two: Path, made: Path):
    """R25, R53: within one look, and the restored file is good."""
    save_later(two)
    now = [NOW]
    desk = replace(workplace(two), clock=lambda: now[0])
    with prepared(made, two, desk) as found:
        with pytest.raises(WrongPasswordError):
            found.carry_out("PL03", WRONG)
        now[0] += timedelta(minutes=1)
        restored = found.carry_out("PL03", BOTH)
    assert LATER not in weights(two)
    assert LATER in weights(restored.aside)
    assert verify(two, keys_of(two)).good
    assert {row.new for row in refused(two)} == {"wrong password", "restore"}


@pytest.mark.parametrize("left", ["damaged", "none", "older"])
def test_where_nothing_can_be_noted_it_counts_as_long_as_the_backup_is_looked_at(
    two: Path, made: Path, tmp_path: Path, left: str
):
    """R32, R46, R53: nobody could unlock there, so nobody is shut out of a restore."""
    match left:
        case "damaged":
            two.write_bytes(b"damaged beyond reading" * 1000)
        case "none":
            two.unlink()
        case _:
            shutil.copyfile(two, tmp_path / "older")
            save_later(two)
            shutil.copyfile(tmp_path / "older", two)
    with prepared(made, two, workplace(two)) as found:
        with pytest.raises(WrongPasswordError):
            found.carry_out("PL03", WRONG)
        with pytest.raises(TooSoonError):
            found.carry_out("PL03", BOTH)
    tried(made, two, BOTH, minutes=1)
    assert verify(two, keys_of(two)).good
