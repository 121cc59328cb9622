"""Accounts: entered, given a role, disabled, never removed; and who used them when."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from scheduler.errors import DuplicatePersonError, ReasonRequiredError
from scheduler.store.account_values import PasswordState, PersonId, SignIn
from scheduler.store.connection import open_memory
from scheduler.store.people_errors import (
    LastManagerError,
    LockedAccountError,
    NotAllowedError,
    RoleChangedError,
    SecondPersonError,
    WeakPasswordError,
    WrongPasswordError,
)
from scheduler.store.rights import Right
from scheduler.store.store import Store
from scheduler.store.values import Changes, Role, Topic
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    PASSWORDS,
    TEMPORARY,
    colleague,
    found,
    with_account,
)
from tests.store.given import AK, AMENDED, NOW, SITE

BEN = colleague("B. Nowak", Role.COORDINATOR)
ADAM = colleague("Adam Admin", Role.ADMINISTRATOR)
REASON = "left the site"


class Clock:
    """A clock that tests move on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    """A file in memory, with its first account signed in."""
    with closing(open_memory(clock=clock)) as database:
        opened = Store(database, clock, AMENDED, PASSWORDS)
        found(opened, SITE, AK)
        yield opened


def number(store: Store, name: str) -> tuple[PersonId, int]:
    [one] = [one for one in store.accounts() if one.person.name == name]
    return one.id, one.ver


def try_wrong(store: Store, clock: Clock, name: str, times: int) -> None:
    for _ in range(times):
        clock.now += timedelta(minutes=2)
        with pytest.raises((WrongPasswordError, LockedAccountError)):
            store.sign_in(name, "not this one", workstation="desk-2", program="0.1.0")


def test_the_report_names_everybody_with_role_and_last_sign_in(store: Store):
    """R36"""
    assert store.add_person(BEN, TEMPORARY, by=AK) == Changes.to(Topic.PEOPLE)
    first, second = store.accounts()
    assert (first.person.name, first.enabled) == (AK.person, True)
    assert first.password is PasswordState.OWN
    assert first.last_sign_in == SignIn(NOW, AK.workstation)
    assert (second.person, second.password) == (BEN, PasswordState.TEMPORARY)
    assert (second.last_sign_in, second.locked_since) == (None, None)


def test_a_name_is_never_used_again_by_somebody_else(store: Store):
    """R30"""
    store.add_person(BEN, TEMPORARY, by=AK)
    store.disable_person(*number(store, BEN.name), reason=REASON, by=AK)
    for name in (BEN.name, BEN.name.upper()):
        with pytest.raises(DuplicatePersonError):
            store.add_person(colleague(name, Role.MONITOR), TEMPORARY, by=AK)
    [_, ben] = store.accounts()
    assert (ben.person, ben.enabled) == (BEN, False)
    assert BEN not in store.people()


def test_who_left_can_come_back_and_history_says_why(store: Store):
    """R36"""
    store.add_person(BEN, TEMPORARY, by=AK)
    store.disable_person(*number(store, BEN.name), reason=REASON, by=AK)
    store.enable_person(*number(store, BEN.name), reason="came back", by=AK)
    rows = [row for row in store.history() if row.field == "withdrawn"]
    assert [(row.new, row.reason) for row in rows] == [
        ("0", "came back"),
        ("1", REASON),
    ]
    assert BEN in store.people()


@pytest.mark.parametrize(
    "write",
    [
        lambda store, who: store.disable_person(*who, reason=" ", by=AK),
        lambda store, who: store.change_role(*who, Role.MONITOR, reason="", by=AK),
        lambda store, who: store.reset_password(who[0], PASSWORD, reason="", by=AK),
        lambda store, who: store.unlock_account(who[0], reason="ok", by=AK),
    ],
    ids=["disable", "role", "reset", "unlock"],
)
def test_what_is_done_to_an_account_needs_a_reason(
    store: Store, write: Callable[[Store, tuple[PersonId, int]], object]
):
    store.add_person(BEN, TEMPORARY, by=AK)
    with pytest.raises(ReasonRequiredError):
        write(store, number(store, BEN.name))


def test_another_role_holds_from_the_next_sign_in(store: Store):
    """R34: a right that was taken away is gone at once."""
    ben = with_account(store, BEN, AK)
    store.change_role(
        *number(store, BEN.name), Role.MONITOR, reason="new contract", by=AK
    )
    with pytest.raises(RoleChangedError):
        store.set_site(SITE, by=ben, ver=1)
    again = store.sign_in(
        BEN.name, OTHER_PASSWORD, workstation="desk-2", program="0.1.0"
    )
    assert again.role is Role.MONITOR
    with pytest.raises(NotAllowedError):
        store.set_site(SITE, by=again, ver=1)


def test_administrators_look_after_accounts_once_one_can_sign_in(store: Store):
    """R34, R37"""
    assert store.may(Role.COORDINATOR, Right.PEOPLE)
    adam = with_account(store, ADAM, AK)
    with pytest.raises(NotAllowedError):
        store.add_person(BEN, TEMPORARY, by=AK)
    store.add_person(BEN, TEMPORARY, by=adam)
    store.disable_person(*number(store, ADAM.name), reason=REASON, by=adam)
    store.reset_password(number(store, BEN.name)[0], PASSWORD, reason="mislaid", by=AK)


def test_somebody_is_always_left_who_looks_after_the_accounts(store: Store):
    """F47"""
    store.add_person(colleague("M. Monitor", Role.MONITOR), TEMPORARY, by=AK)
    mine = number(store, AK.person)
    with pytest.raises(LastManagerError):
        store.disable_person(*mine, reason=REASON, by=AK)
    with pytest.raises(LastManagerError):
        store.change_role(*mine, Role.MONITOR, reason="new contract", by=AK)
    assert number(store, AK.person) == mine


def test_nobody_resets_or_unlocks_their_own_account(store: Store):
    """R32, R37: it takes a second person."""
    mine, _ = number(store, AK.person)
    with pytest.raises(SecondPersonError):
        store.reset_password(mine, TEMPORARY, reason="mislaid", by=AK)
    with pytest.raises(SecondPersonError):
        store.unlock_account(mine, reason="typed wrongly", by=AK)


def test_a_second_person_unlocks_an_account(store: Store, clock: Clock):
    """R32"""
    store.sign_out(with_account(store, BEN, AK))
    try_wrong(store, clock, BEN.name, 5)
    [_, ben] = store.accounts()
    assert ben.locked_since == clock.now
    with pytest.raises(LockedAccountError) as caught:
        store.sign_in(BEN.name, OTHER_PASSWORD, workstation="d", program="p")
    assert caught.value.managers == (AK.person,)
    store.unlock_account(ben.id, reason="typed wrongly", by=AK)
    store.sign_in(BEN.name, OTHER_PASSWORD, workstation="d", program="p")
    [row] = [row for row in store.history() if row.record == "account unlocked"]
    assert (row.writer, row.new, row.reason) == (AK, BEN.name, "typed wrongly")


def test_a_new_password_unlocks_and_the_old_one_is_gone(store: Store, clock: Clock):
    """R37"""
    store.sign_out(with_account(store, BEN, AK))
    try_wrong(store, clock, BEN.name, 5)
    account, _ = number(store, BEN.name)
    with pytest.raises(WeakPasswordError):
        store.reset_password(account, "short", reason="mislaid", by=AK)
    store.reset_password(account, TEMPORARY, reason="mislaid", by=AK)
    store.sign_in(
        BEN.name,
        TEMPORARY,
        new_password="entirely new words",
        workstation="d",
        program="p",
    )
    with pytest.raises(WrongPasswordError):
        store.sign_in(BEN.name, OTHER_PASSWORD, workstation="d", program="p")


def test_one_account_at_two_workstations_is_told(store: Store, clock: Clock):
    """F48"""
    assert store.other_uses(AK) == ()
    clock.now += timedelta(hours=1)
    there = store.sign_in(AK.person, PASSWORD, workstation="desk-9", program="0.1.0")
    [use] = store.other_uses(there)
    assert (use.workstation, use.since, use.until) == (AK.workstation, NOW, None)
    assert store.double_uses() == ()  # nothing yet says that both were there at once
    clock.now += timedelta(minutes=5)
    store.sign_out(AK)
    store.sign_out(there)
    assert store.other_uses(there) == ()
    [(one, other)] = store.double_uses()
    assert (one.workstation, other.workstation) == (AK.workstation, "desk-9")
    assert one.until == other.until == clock.now


def test_one_after_another_at_two_workstations_is_nothing_to_tell(
    store: Store, clock: Clock
):
    store.sign_out(AK)
    clock.now += timedelta(minutes=5)
    there = store.sign_in(AK.person, PASSWORD, workstation="desk-9", program="0.1.0")
    assert store.other_uses(there) == ()
    store.sign_out(there)
    assert store.double_uses() == ()


def test_a_use_that_was_cut_off_ends_where_the_person_was_last_seen(
    store: Store, clock: Clock
):
    """F48: the power went, and nobody signed out."""
    clock.now += timedelta(minutes=10)
    there = store.sign_in(AK.person, PASSWORD, workstation="desk-9", program="0.1.0")
    store.sign_out(there)
    assert store.double_uses() == ()
    clock.now += timedelta(days=1)
    again = store.sign_in(AK.person, PASSWORD, workstation="desk-9", program="0.1.0")
    assert store.other_uses(again) == ()
    store.sign_in(AK.person, PASSWORD, workstation=AK.workstation, program=AK.program)
    assert [use.since for use in store.other_uses(again)] == [clock.now]


def test_different_people_at_two_workstations_are_nothing_to_tell(store: Store):
    ben = with_account(store, BEN, AK)
    assert (store.other_uses(ben), store.double_uses()) == ((), ())
