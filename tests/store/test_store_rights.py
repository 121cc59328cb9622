"""Every write of the store, under every role, against the matrix of rights."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from scheduler.store.connection import open_memory
from scheduler.store.people_errors import (
    NotAllowedError,
    NotSignedInError,
)
from scheduler.store.questions import Questions
from scheduler.store.rights import MATRIX, Right, managing, may
from scheduler.store.store import Store
from scheduler.store.values import (
    Person,
    Role,
)
from tests.people import (
    PASSWORDS,
    TEMPORARY,
    colleague,
    with_account,
)
from tests.store.every_write import (
    AD,
    CO,
    IN,
    MO,
    PH,
    WRITES,
    Desk,
)
from tests.store.given import (
    ADA,
    AK,
    AMENDED,
    BASELINE,
    clock,
    found,
)

# What anybody can do who is not signed in yet, or is about to go.
DOORS = {
    "found",
    "sign_in",
    "set_first_password",
    "recover",
    "sign_out",
    "lock",
    "unlock",
    "note_own_backups",
}
# What only answers.
ANSWERS = {
    "accounts",
    "backup_state",
    "backups",
    "double_uses",
    "has_changed_since_backup",
    "is_confirmed",
    "may",
    "other_uses",
    "others_who_sign",
    "signatures",
    "undoable",
}


def public(kind: type) -> set[str]:
    names = inspect.getmembers(kind, inspect.isfunction)
    return {name for name, _ in names if not name.startswith("_")}


@pytest.fixture
def desks() -> Iterator[Callable[[Role], Desk]]:
    """A desk for somebody of any role, each in a file of its own."""
    opened = []

    def desk(role: Role) -> Desk:
        database = open_memory(clock=clock)
        opened.append(database)
        return at_desk(Store(database, clock, AMENDED, PASSWORDS), role)

    yield desk
    for database in opened:
        database.close()


def at_desk(store: Store, role: Role) -> Desk:
    found(store)
    [ada] = store.add_participant(ADA, BASELINE, by=AK).participants
    store.add_person(colleague("Colleague", CO), TEMPORARY, by=AK)
    store.add_person(colleague("Left", CO), TEMPORARY, by=AK)
    ids = {one.person.name: one.id for one in store.accounts()}
    store.disable_person(ids["Left"], 1, reason="left the site", by=AK)
    people: dict[Role, Person] = {one: colleague(f"The {one}", one) for one in Role}
    writers = {one: with_account(store, people[one], AK) for one in people if one != AD}
    writers[AD] = with_account(store, people[AD], AK)  # last: then AK may no longer
    return Desk(store, ada, writers[role], ids["Colleague"], ids["Left"])


def test_every_write_of_the_store_stands_in_the_table():
    """R34: a write that is added without a row here fails."""
    assert public(Store) - public(Questions) == {*WRITES} | DOORS | ANSWERS


def test_every_write_names_who_does_it():
    """R34"""
    for name in WRITES:
        parameters = inspect.signature(getattr(Store, name)).parameters
        assert parameters["by"].default is inspect.Parameter.empty, name


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_taken_from_the_roles_of_the_table_and_from_no_other(
    desks: Callable[[Role], Desk], name: str, role: Role
):
    """R34: held where data are written, not by hiding buttons."""
    allowed, write = WRITES[name]
    desk = desks(role)
    before = list(desk.store.database.db.conn.iterdump())
    if role in allowed:
        write(desk)
    else:
        with pytest.raises(NotAllowedError) as caught:
            write(desk)
        assert caught.value.role == role
        assert list(desk.store.database.db.conn.iterdump()) == before


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_taken_from_nobody_who_is_not_signed_in(
    desks: Callable[[Role], Desk], name: str
):
    """R30"""
    desk = desks(CO)
    stranger = replace(desk, by=replace(desk.by, role=AD))
    gone = replace(desk, by=desk.by)
    desk.store.sign_out(desk.by)
    before = list(desk.store.database.db.conn.iterdump())
    for nobody in (stranger, gone):
        with pytest.raises(NotSignedInError):
            WRITES[name][1](nobody)
    assert list(desk.store.database.db.conn.iterdump()) == before


def test_a_monitor_writes_nothing_and_an_administrator_no_data():
    """R34"""
    own = {Right.EXPORT, Right.BACK_UP, Right.OWN}
    data = {Right.PARTICIPANTS, Right.FACTS, Right.PRINT, Right.IMPORT, Right.SIGN}
    assert {right for right in Right if MO in MATRIX[right]} == own
    assert not {right for right in data if AD in MATRIX[right]}


def test_while_no_administrator_can_sign_in_site_staff_look_after_accounts():
    """R37, F47"""
    assert managing([CO, IN, PH, MO]) == {CO, IN}
    assert managing([PH, MO]) == {PH}
    assert managing([MO]) == managing([]) == frozenset()
    assert not may(CO, Right.PEOPLE, [CO, AD])
    assert may(IN, Right.PEOPLE, [CO, IN])


def test_every_right_stands_in_the_matrix():
    assert set(MATRIX) == set(Right)
