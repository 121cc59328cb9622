"""What the program wrote is found to be so; what others wrote is found out."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.anchors import beside
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.verdict import Doubt, Verdict
from scheduler.store.verify import verdict, verify
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.earlier import made_before
from tests.store.given import AK, AMENDED, EVERY_FACT, clock, sheet, store_with_ada

REASON = "typing error"


@pytest.fixture
def used(path: Path) -> Path:
    """A closed file in which somebody recorded, corrected, withdrew and printed."""
    with closing(create_database(path, keys_of(path))) as database:
        store, ada = store_with_ada(database)
        store.record_visit(ada, EVERY_FACT, by=AK)
        weight = store.facts(ada)[0]
        store.withdraw_fact(weight.id, weight.ver, reason=REASON, by=AK)
        store.restore_fact(weight.id, 2, reason=REASON, by=AK)
        store.print_sheet(sheet(store, ada), by=AK)
    return path


def tampered(path: Path, *statements: str) -> Verdict:
    """Do as somebody with a tool, who puts the guards back afterwards."""
    with closing(sqlite3.connect(path)) as tool:
        guards = tool.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            tool.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            tool.execute(statement)
        for _, sql in guards:
            tool.execute(sql)
        tool.commit()
    return verify(path, keys_of(path))


def saves(path: Path) -> Iterator[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as tool:
        yield from tool.execute("SELECT id, source FROM saves ORDER BY id").fetchall()


def test_what_the_program_wrote_is_as_it_wrote_it(used: Path):
    """R24: no false alarm after any kind of write."""
    found = verify(used, keys_of(used))
    assert found.good, found.findings
    assert found.saves == len(list(saves(used))) == 7


def test_a_file_can_be_looked_at_again_on_the_same_connection(used: Path):
    """R24"""
    with closing(open_database(used, keys_of(used), read_only=True)) as database:
        assert [verdict(database).good, verdict(database).good] == [True, True]


def test_a_file_from_before_there_were_seals_is_sealed_as_it_is(path: Path):
    """R24, R47."""
    made_before(path, "0004_trusted_records")
    with closing(open_database(path, keys_of(path))) as database:
        assert database.identity.recovery_code
        assert verdict(database).good
    assert list(saves(path)) == [(1, "program")]
    assert verify(path, keys_of(path)).good


def test_a_changed_cell_is_named_with_both_values(used: Path):
    """R24, F46."""
    found = tampered(used, "UPDATE weights SET grams = 59990 WHERE id = 1")
    [finding] = found.findings
    assert finding.sentence == (
        "Row 1 of weights: grams is '59990', and History says '62000'."
    )
    assert (finding.record, finding.record_id, finding.participant) == ("weights", 1, 1)


def test_changed_history_is_named_with_its_save(used: Path):
    """R24, F46."""
    changed = "UPDATE history SET person = 'Somebody' WHERE record = 'weights'"
    found = tampered(used, changed)
    assert [one.save for one in found.findings if one.doubt is Doubt.HISTORY] == [
        4,
        5,
        6,
    ]
    assert "saved by Somebody at 08:12 on 23-Nov-2026" in found.findings[0].sentence


def test_a_record_without_history_is_found(used: Path):
    """R24, F46."""
    found = tampered(
        used,
        "INSERT INTO dispensings (participant, saved_utc, saved_zone, saved_by, "
        "on_date, capsules) VALUES (1, '2026-11-23T07:12:05Z', '+01:00', 'X', "
        "'2024-03-04', 1)",
    )
    assert [one.sentence for one in found.findings] == [
        "Row 2 of dispensings: History does not know it."
    ]


def test_a_record_that_is_gone_is_found(used: Path):
    """R24, F46."""
    found = tampered(used, "DELETE FROM dispensings")
    assert [one.sentence for one in found.findings] == [
        "Row 1 of dispensings: it is missing."
    ]


def test_an_entry_added_by_another_hand_has_no_seal(used: Path):
    """R24, F46."""
    found = tampered(
        used,
        "INSERT INTO history (at_utc, zone, person, role, workstation, program, "
        "record, action, field, new) VALUES ('2026-11-23T07:12:05Z', '+01:00', "
        "'A. Kowalska', 'coordinator', 'desk-1', '0.1', 'print', 'event', 'a', 'b')",
    )
    assert "have no seal" in found.findings[0].sentence


def test_an_older_copy_put_back_is_told_by_what_was_written_down(used: Path):
    """R25, F46."""
    older = used.with_name("yesterday.db")
    shutil.copyfile(used, older)
    with closing(open_database(used, keys_of(used))) as database:
        store = signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)
        [ada] = store.participants()
        store.withdraw_participant(ada.id, ada.ver, reason=REASON, by=AK)
    shutil.copyfile(older, used)
    [finding] = verify(used, keys_of(used)).findings
    assert finding.doubt is Doubt.AGE


@pytest.mark.parametrize("lost", ["beside", "key"])
def test_one_anchor_of_the_two_is_enough(used: Path, lost: str):
    """R25."""
    [kept] = keys_of(used).folder.glob("*.anchor")
    (beside(used) if lost == "beside" else kept).unlink()
    last = "SELECT max(id) FROM saves"
    found = tampered(
        used,
        f"CREATE TEMP TABLE gone AS SELECT * FROM saves WHERE id = ({last})",  # noqa: S608
        f"DELETE FROM saves WHERE id = ({last})",  # noqa: S608
        "DELETE FROM history WHERE seq >= (SELECT first_seq FROM gone)",
        "DELETE FROM sheets",
    )
    assert [one.doubt for one in found.findings] == [Doubt.AGE]


def test_an_anchor_that_cannot_be_read_is_as_good_as_none(used: Path):
    """R25, F36: a torn anchor is no accusation."""
    for place in (beside(used), *keys_of(used).folder.glob("*.anchor")):
        place.write_bytes(b"CycleDesk anchor\n\xff")
    assert verify(used, keys_of(used)).good


def test_a_sheet_tells_that_the_file_is_older_than_it(used: Path):
    """R25, R58: by what is printed on it, with no anchor left."""
    older = used.with_name("yesterday.db")
    shutil.copyfile(used, older)
    with closing(open_database(used, keys_of(used))) as database:
        store = signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)
        [ada] = store.participants()
        store.withdraw_participant(ada.id, ada.ver, reason=REASON, by=AK)
        printed = store.head().printed
    assert verify(used, keys_of(used), printed=printed).good
    assert verify(used, keys_of(used), printed=printed.upper()).good
    for wrong in ("", " ", "1204 3fa9c02b11aa", "x", printed[:-1], f"{printed}0"):
        assert verify(used, keys_of(used), printed=wrong or "none").good is False
    for place in (beside(used), *keys_of(used).folder.glob("*.anchor")):
        place.unlink()
    shutil.copyfile(older, used)
    assert verify(used, keys_of(used)).good
    [finding] = verify(used, keys_of(used), printed=printed).findings
    assert finding.doubt is Doubt.AGE
