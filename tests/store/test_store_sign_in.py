"""Signing in: what is answered, what is noted, and what stays refused."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from scheduler.errors import CycleDeskError
from scheduler.store.attempts import WAITS
from scheduler.store.connection import create_database, open_database, open_memory
from scheduler.store.passwords import Passwords
from scheduler.store.people_errors import (
    DisabledAccountError,
    LockedAccountError,
    NotSignedInError,
    TooSoonError,
    UnknownAccountError,
    WeakPasswordError,
    WrongPasswordError,
)
from scheduler.store.store import Store
from scheduler.store.values import Role
from tests.keys import keys_of
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    PASSWORDS,
    TEMPORARY,
    found,
    signed_in,
    with_account,
)
from tests.store.given import AK, AMENDED, NOW, SITE
from tests.store.signing_in import (
    BEN,
    WRONG,
    Clock,
    enter,
    events,
    fail,
    newest,
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    """A file in memory with its first account, who has gone home."""
    with closing(open_memory(clock=clock)) as database:
        opened = Store(database, clock, AMENDED, PASSWORDS)
        opened.sign_out(found(opened, SITE, AK))
        yield opened


def test_who_signs_in_is_the_one_whose_writes_are_taken(store: Store):
    """R30"""
    with pytest.raises(NotSignedInError):
        store.set_site(SITE, by=AK, ver=1)
    assert enter(store) == AK
    store.set_site(SITE, by=AK, ver=1, reason="nothing differs")


def test_a_sign_in_and_a_sign_out_stand_in_history(store: Store):
    """R26"""
    store.sign_out(enter(store))
    store.sign_out(AK)
    assert events(store)[:2] == [
        (AK.person, "sign-out", AK.workstation),
        (AK.person, "sign-in", "password"),
    ]
    assert newest(store).writer == AK


def test_a_wrong_password_is_refused_noted_and_makes_the_next_one_wait(
    store: Store, clock: Clock
):
    """R26, R32"""
    with pytest.raises(WrongPasswordError) as caught:
        enter(store, WRONG)
    assert (caught.value.wait, caught.value.left) == (WAITS[0], 4)
    assert events(store)[0] == (AK.person, "sign-in refused", "wrong password")
    with pytest.raises(TooSoonError) as soon:
        enter(store)
    assert soon.value.wait == WAITS[0]
    clock.wait(timedelta(seconds=WAITS[0]))
    enter(store)


def test_an_attempt_during_the_wait_is_noted_but_does_not_count(
    store: Store, clock: Clock
):
    fail(store, clock, 1)
    for _ in range(9):
        with pytest.raises(TooSoonError):
            enter(store, WRONG)
    assert [why for _, _, why in events(store)[:9]] == ["too soon"] * 9
    clock.wait()
    assert enter(store) == AK


def test_five_wrong_passwords_lock_the_account_also_against_the_right_one(
    store: Store, clock: Clock
):
    """R32"""
    fail(store, clock, 5)
    clock.wait(timedelta(days=30))
    with pytest.raises(LockedAccountError) as caught:
        enter(store)
    assert caught.value.since == NOW + 5 * timedelta(minutes=2)
    assert "recovery code" in str(caught.value)
    assert events(store)[0] == (AK.person, "sign-in refused", "locked")


def test_a_right_password_ends_the_count(store: Store, clock: Clock):
    """R32"""
    for _ in range(3):
        fail(store, clock, 4)
        clock.wait()
        store.sign_out(enter(store))


def test_of_a_name_that_nobody_has_nothing_typed_is_kept(store: Store, clock: Clock):
    """R26, R31: it may be a password, typed in the wrong line."""
    with pytest.raises(UnknownAccountError) as caught:
        enter(store, "rubber", name="quiet river lantern")
    assert "river" not in str(caught.value)
    row = newest(store)
    assert (row.writer.person, row.writer.role) == ("unknown", Role.MONITOR)
    assert (row.record, row.new) == ("sign-in refused", "no such account")
    assert "river" not in "".join(store.database.db.conn.iterdump())
    fail(store, clock, 1)  # and it has locked nobody


def test_a_password_is_nowhere_in_the_file_and_history_has_its_fingerprint_only(
    tmp_path: Path, clock: Clock
):
    """R31: 0 hits of the password, and the hash in no row of History."""
    path = tmp_path / "PL03.cycledesk"
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        found(store, SITE, AK)
        with_account(store, BEN, AK)
        with pytest.raises(WrongPasswordError):
            enter(store, WRONG)
        rows = database.db.conn.execute("SELECT password FROM credentials")
        kept = [row[0] for row in rows]
        said = [row.new for row in store.history(limit=500)]
    content = path.read_bytes()
    for secret in (PASSWORD, OTHER_PASSWORD, TEMPORARY, WRONG):
        assert secret.encode() not in content
    assert kept
    assert not set(kept) & set(said)


def test_ending_the_program_between_attempts_does_not_reset_the_count(
    tmp_path: Path, clock: Clock
):
    """R32: counted from the file at every attempt."""
    path = tmp_path / "PL03.cycledesk"
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        found(Store(database, clock, AMENDED, PASSWORDS), SITE, AK)
    for expected in (*[WrongPasswordError] * 4, *[LockedAccountError] * 2):
        clock.wait()
        opened = open_database(path, keys_of(path), clock=clock)
        with closing(opened), pytest.raises(expected):
            enter(Store(opened, clock, AMENDED, PASSWORDS), WRONG)


def test_parameters_that_rise_are_applied_at_the_next_sign_in(
    store: Store, clock: Clock
):
    """R31"""
    more = Passwords((), PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = Store(store.database, clock, AMENDED, more)
    enter(later)
    row = store.database.db.conn.execute("SELECT password FROM credentials").fetchone()
    assert not more.is_outdated(row[0])
    assert more.is_right(row[0], PASSWORD)


def test_the_screen_that_was_locked_opens_to_the_same_person_only(
    store: Store, clock: Clock
):
    """R33"""
    enter(store)
    store.lock(AK)
    with pytest.raises(NotSignedInError):
        store.set_site(SITE, by=AK, ver=1)
    with pytest.raises(WrongPasswordError):
        store.unlock(AK, WRONG)
    clock.wait()
    store.unlock(AK, PASSWORD)
    store.set_site(SITE, by=AK, ver=1, reason="nothing differs")
    assert [(kind, why) for _, kind, why in events(store)[:3]] == [
        ("unlock", "password"),
        ("sign-in refused", "wrong password"),
        ("idle lock", AK.workstation),
    ]


def test_who_has_signed_out_unlocks_nothing(store: Store):
    enter(store)
    store.lock(AK)
    store.sign_out(AK)
    with pytest.raises(NotSignedInError):
        store.unlock(AK, PASSWORD)


def test_one_changes_ones_own_password_by_the_old_one(store: Store, clock: Clock):
    enter(store)
    with pytest.raises(WrongPasswordError):
        store.change_password(WRONG, OTHER_PASSWORD, by=AK)
    clock.wait()
    with pytest.raises(WeakPasswordError):
        store.change_password(PASSWORD, "short", by=AK)
    with pytest.raises(WeakPasswordError):
        store.change_password(PASSWORD, PASSWORD, by=AK)
    store.change_password(PASSWORD, OTHER_PASSWORD, by=AK)
    store.sign_out(AK)
    with pytest.raises(WrongPasswordError):
        enter(store, PASSWORD)
    clock.wait()
    enter(store, OTHER_PASSWORD)


def test_a_file_that_may_only_be_read_lets_in_by_the_right_password(
    tmp_path: Path, clock: Clock
):
    path = tmp_path / "PL03.cycledesk"
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        found(Store(database, clock, AMENDED, PASSWORDS), SITE, AK)
    reader = open_database(path, keys_of(path), read_only=True, clock=clock)
    with closing(reader):
        store = Store(reader, clock, AMENDED, PASSWORDS)
        with pytest.raises(WrongPasswordError):
            enter(store, WRONG)
        assert enter(store) == AK
        store.lock(AK)
        store.unlock(AK, PASSWORD)
        store.sign_out(AK)


def test_who_is_disabled_is_not_let_in_and_writes_nothing_more(store: Store):
    """R36, F48: at once, also where the person is signed in."""
    enter(store)
    ben = with_account(store, BEN, AK)
    [_, account] = store.accounts()
    store.disable_person(account.id, account.ver, reason="left the site", by=AK)
    assert_refused(lambda: store.set_site(SITE, by=ben, ver=1), DisabledAccountError)
    assert_refused(lambda: enter(store, OTHER_PASSWORD, BEN.name), DisabledAccountError)
    assert events(store)[0] == (BEN.name, "sign-in refused", "disabled")


def test_who_is_disabled_at_the_moment_of_signing_in_is_not_let_in(
    store: Store, clock: Clock
):
    """R36, F48: the account was looked up just before."""
    enter(store)
    with_account(store, BEN, AK)
    [_, account] = store.accounts()

    def meanwhile() -> datetime:
        if store.accounts()[1].enabled:
            store.disable_person(account.id, account.ver, reason="has left", by=AK)
        return clock()

    late = Store(store.database, meanwhile, AMENDED, PASSWORDS)
    assert_refused(lambda: enter(late, OTHER_PASSWORD, BEN.name), DisabledAccountError)
    assert events(store)[0] == (BEN.name, "sign-in refused", "disabled")


def assert_refused(write: Callable[[], object], error: type[CycleDeskError]) -> None:
    with pytest.raises(error):
        write()


def test_another_store_on_the_same_file_asks_for_its_own_sign_in(
    store: Store, clock: Clock
):
    enter(store)
    other = Store(store.database, clock, AMENDED, PASSWORDS)
    with pytest.raises(NotSignedInError):
        other.set_site(SITE, by=AK, ver=1)
    signed_in(other, AK).set_site(SITE, by=AK, ver=1, reason="nothing differs")
