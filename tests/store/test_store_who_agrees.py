"""Who agrees to a backup from before there were accounts: the people of the file."""

import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from scheduler.errors import CycleDeskError, ReasonRequiredError
from scheduler.store.approval import Approval
from scheduler.store.backup_errors import ApprovalError
from scheduler.store.connection import open_database
from scheduler.store.people_errors import WrongPasswordError
from scheduler.store.questions import Questions
from scheduler.store.restore import prepared
from scheduler.store.store import Store
from scheduler.store.values import HistoryRow, Role
from tests.keys import keys_of
from tests.people import (
    PASSWORDS,
    colleague,
    first_password,
    signed_in,
    with_account,
)
from tests.store.backups import back_up
from tests.store.earlier import made_before
from tests.store.given import AK, AMENDED, SITE, clock
from tests.store.restores import BN, BOTH, FIRST, SECOND, workplace

ANYBODY = Approval(name="Anybody", password="")
REASON = "the other coordinator has left"


@pytest.fixture
def before(path: Path, tmp_path: Path) -> Path:
    """A backup of the file as it was when nobody had a password in it."""
    made_before(path, "0004_trusted_records")
    cells = {**asdict(SITE), "paper": "A4"}
    names = ("study", "code", "name", "country", "paper")
    with closing(sqlite3.connect(path)) as tool:
        tool.execute(
            "INSERT INTO site (id, saved_utc, saved_zone, saved_by, study, code, name, "
            "country, paper) VALUES (1, '2026-11-23T07:12:05Z', '+01:00', 'X', ?, ?, "
            "?, ?, ?)",
            [str(cells[name]) for name in names],
        )
        tool.executemany(
            "INSERT INTO history (at_utc, zone, person, role, workstation, program, "
            "record, record_id, action, field, new) VALUES ('2026-11-23T07:12:05Z', "
            "'+01:00', 'X', 'coordinator', 'desk', '0.1', 'site', 1, 'create', ?, ?)",
            [(name, str(cells[name])) for name in names],
        )
        tool.commit()
    return back_up(path, tmp_path / "backups")


@pytest.fixture
def present(path: Path, before: Path) -> Path:
    """The same file today: two people have chosen passwords."""
    assert before.exists()
    with closing(open_database(path, keys_of(path), clock=clock)) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        assert first_password(store, AK) == AK
        with_account(store, BN, AK)
    return path


def history(path: Path) -> tuple[HistoryRow, ...]:
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        return Questions(database).history(limit=10_000)


def test_the_people_of_the_present_file_are_asked(before: Path, present: Path):
    """R34, R53: a backup from before there were accounts is nobody's way around."""
    with prepared(before, present, workplace(present)) as found:
        assert [one.name for one in found.people] == [AK.person, BN.name]
        for wrong in ((ANYBODY,), (FIRST,), (FIRST, ANYBODY), ()):
            with pytest.raises(CycleDeskError):
                found.carry_out(SITE.code, wrong, REASON)
    assert [row for row in history(present) if row.record == "restore"] == []
    with prepared(before, present, workplace(present)) as found:
        with pytest.raises(ApprovalError):
            found.carry_out(SITE.code, (FIRST,), REASON)
        found.carry_out(SITE.code, BOTH)
    [agreed] = [row for row in history(present) if row.field == "agreed"]
    assert (agreed.writer.person, agreed.new) == (AK.person, BN.name)


def test_a_password_of_the_present_file_has_to_be_right(before: Path, present: Path):
    """R32, R53"""
    wrong = (FIRST, replace(SECOND, password="something else"))
    with (
        prepared(before, present, workplace(present)) as found,
        pytest.raises(WrongPasswordError),
    ):
        found.carry_out(SITE.code, wrong)


@pytest.mark.parametrize("left", ["damaged", "none"])
def test_where_nobody_can_be_asked_a_reason_is_enough(
    before: Path, present: Path, left: str
):
    """R53: care goes on where the present file says nothing of its people."""
    if left == "none":
        present.unlink()
    else:
        present.write_bytes(b"damaged beyond reading" * 1000)
    with prepared(before, present, workplace(present)) as found:
        assert found.people == ()
        with pytest.raises(ReasonRequiredError):
            found.carry_out(SITE.code, (ANYBODY,))
        found.carry_out(SITE.code, (ANYBODY,), REASON)
    [people] = [row for row in history(present) if row.field == "people"]
    assert people.new == "one person only"


def test_where_the_present_file_has_no_accounts_either_a_reason_is_enough(
    before: Path, path: Path
):
    """R53: two files from before there were any."""
    open_database(path, keys_of(path), clock=clock).close()
    with prepared(before, path, workplace(path)) as found:
        assert found.people == ()
        found.carry_out(SITE.code, (ANYBODY,), REASON)
    assert [row.new for row in history(path) if row.field == "people"] == [
        "one person only"
    ]


def test_a_backup_with_accounts_asks_its_own_people_still(
    present: Path, tmp_path: Path
):
    """R53: product.md 9; whoever came later cannot agree to it."""
    made = back_up(present, tmp_path / "later", minutes=1)
    with closing(open_database(present, keys_of(present), clock=clock)) as database:
        store = signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)
        with_account(store, colleague("C. Lis", Role.COORDINATOR), AK)
    with prepared(made, present, workplace(present)) as found:
        assert [one.name for one in found.people] == [AK.person, BN.name]
