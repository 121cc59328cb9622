"""Passwords that are given, lost, chosen first, and what stands in for them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scheduler.store.account_values import PasswordState
from scheduler.store.connection import open_memory
from scheduler.store.file_errors import RecoveryCodeError
from scheduler.store.people_errors import (
    AlreadyFoundedError,
    LastManagerError,
    LockedAccountError,
    NoPasswordError,
    NotAloneError,
    PasswordsAlreadySetError,
    TemporaryPasswordError,
    WeakPasswordError,
    WrongPasswordError,
)
from scheduler.store.store import Store
from scheduler.store.values import Role
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    PASSWORDS,
    TEMPORARY,
    colleague,
    entered_before,
    found,
    with_account,
)
from tests.store.given import AK, AMENDED, SITE
from tests.store.signing_in import BEN, BEN_AT_DESK, WRONG, Clock, enter, events, fail


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


def test_a_temporary_password_opens_nothing_but_the_choice_of_another(
    store: Store, clock: Clock
):
    """R37: one-time, and forces a change."""
    enter(store)
    store.add_person(BEN, TEMPORARY, by=AK)
    ben = {"workstation": "desk-2", "program": AK.program}
    with pytest.raises(TemporaryPasswordError):
        store.sign_in(BEN.name, TEMPORARY, **ben)
    for weak in (TEMPORARY, "short", "B. Nowak 1234"):
        with pytest.raises(WeakPasswordError):
            store.sign_in(BEN.name, TEMPORARY, new_password=weak, **ben)
    by = store.sign_in(BEN.name, TEMPORARY, new_password=OTHER_PASSWORD, **ben)
    assert (by.person, by.role) == (BEN.name, BEN.role)
    with pytest.raises(WrongPasswordError):
        store.sign_in(BEN.name, TEMPORARY, new_password="another long one", **ben)
    clock.wait()
    store.sign_in(BEN.name, OTHER_PASSWORD, **ben)


def test_a_guess_with_a_new_password_counts_like_any_other(store: Store):
    """R32"""
    enter(store)
    store.add_person(BEN, TEMPORARY, by=AK)
    with pytest.raises(WrongPasswordError):
        store.sign_in(
            BEN.name, WRONG, new_password="short", workstation="d", program="p"
        )
    assert events(store)[0] == (BEN.name, "sign-in refused", "wrong password")


def test_a_file_from_before_passwords_lets_the_first_person_choose_one(clock: Clock):
    """R30, F47"""
    with closing(open_memory(clock=clock)) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        entered_before(store, AK, BEN_AT_DESK)
        here = {"workstation": AK.workstation, "program": AK.program}
        with pytest.raises(NoPasswordError) as caught:
            enter(store)
        assert caught.value.first
        with pytest.raises(WeakPasswordError):
            store.set_first_password(AK.person, "short", **here)
        assert store.set_first_password(AK.person, PASSWORD, **here) == AK
        with pytest.raises(PasswordsAlreadySetError):
            store.set_first_password(BEN.name, OTHER_PASSWORD, **here)
        with pytest.raises(NoPasswordError) as later:
            enter(store, name=BEN.name)
        assert not later.value.first
        [_, ben] = store.accounts()
        assert ben.password is PasswordState.NONE
        store.reset_password(ben.id, TEMPORARY, reason="first password", by=AK)
        store.sign_in(BEN.name, TEMPORARY, new_password=OTHER_PASSWORD, **here)


def test_the_recovery_code_stands_in_for_a_second_person_where_there_is_none(
    store: Store, clock: Clock
):
    """R37, F47"""
    code = store.database.identity.recovery_code
    fail(store, clock, 5)
    here = {"workstation": AK.workstation, "program": AK.program}
    with pytest.raises(RecoveryCodeError):
        store.recover(AK.person, "00000-00000-00000-00000-00000", PASSWORD, **here)
    assert events(store)[0] == (AK.person, "sign-in refused", "wrong recovery code")
    with pytest.raises(WeakPasswordError):
        store.recover(AK.person, code, "short", **here)
    assert store.recover(AK.person, code.lower(), OTHER_PASSWORD, **here) == AK
    assert events(store)[:2] == [
        (AK.person, "sign-in", "one person only"),
        (AK.person, "sign-in", "recovery code"),
    ]
    store.sign_out(AK)
    enter(store, OTHER_PASSWORD)


def test_the_recovery_code_is_not_taken_where_a_second_person_can_help(store: Store):
    """R37"""
    code = store.database.identity.recovery_code
    enter(store)
    with_account(store, BEN, AK)
    with pytest.raises(NotAloneError) as caught:
        store.recover(
            AK.person, code, OTHER_PASSWORD, workstation="desk-1", program="0.1.0"
        )
    assert caught.value.others == (BEN.name,)


def test_the_recovery_code_is_taken_where_everybody_who_could_help_is_locked_out(
    store: Store, clock: Clock
):
    """R32, F47: or each would be sent to the other for ever."""
    code = store.database.identity.recovery_code
    here = {"workstation": AK.workstation, "program": AK.program}
    enter(store)
    with_account(store, BEN, AK)
    fail(store, clock, 5)
    with pytest.raises(NotAloneError):
        store.recover(AK.person, code, OTHER_PASSWORD, **here)
    for _ in range(5):
        clock.wait()
        with pytest.raises((WrongPasswordError, LockedAccountError)) as caught:
            enter(store, WRONG, BEN.name)
    assert "use the recovery code of this file" in str(caught.value)
    store.recover(AK.person, code, OTHER_PASSWORD, **here)
    [_, ben] = store.accounts()
    store.unlock_account(ben.id, reason="typed wrongly", by=AK)
    enter(store, OTHER_PASSWORD, BEN.name)


def test_a_file_is_founded_once_by_somebody_who_looks_after_accounts(clock: Clock):
    with closing(open_memory(clock=clock)) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        here = {"workstation": "desk-1", "program": "0.1.0"}
        anna = colleague("Anna", Role.ADMINISTRATOR)
        with pytest.raises(WeakPasswordError):
            store.found(SITE, anna, "short", **here)
        with pytest.raises(LastManagerError):
            store.found(SITE, colleague("M", Role.MONITOR), PASSWORD, **here)
        assert (store.site(), store.people()) == (None, ())
        store.found(SITE, anna, PASSWORD, **here)
        assert store.site()
        with pytest.raises(AlreadyFoundedError):
            store.found(SITE, BEN, PASSWORD, **here)
