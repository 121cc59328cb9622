"""History: one row for every field that changed, in the transaction of the change."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from scheduler.core.facts import Booking, FactsDocument
from scheduler.errors import ReasonRequiredError
from scheduler.store.questions import Questions
from scheduler.store.shadow import SECRETS, fingerprint
from scheduler.store.signing import Subject
from scheduler.store.store import Store
from scheduler.store.undo import Undoable
from scheduler.store.values import (
    Action,
    FactId,
    FactKind,
    ParticipantId,
)
from tests.people import PASSWORD
from tests.store.account_writes import ACCOUNT_WRITES
from tests.store.given import ADA, AK, BASELINE, DIGEST, EVERY_FACT, NOW, SITE, sheet

OTHER = replace(ADA, code="PL03-0031")
WEIGHT, BOOKING = FactId(FactKind.WEIGHT, 1), FactId(FactKind.BOOKING, 1)
HEAVIER = replace(BASELINE, grams=62500)
BOOKED = Booking(visit="C9D1", on=date(2026, 12, 1))
MOVED = Booking(visit="C9D1", on=date(2026, 12, 8), reason="transport")

Write = Callable[[Store, ParticipantId], object]


def by_kind(kind: FactKind):
    return EVERY_FACT[list(FactKind).index(kind)]


def with_facts(write: Write) -> Write:
    def recorded(store: Store, ada: ParticipantId) -> object:
        store.record_visit(ada, EVERY_FACT, by=AK)
        return write(store, ada)

    return recorded


def newest(store: Store) -> Undoable:
    wanted = store.undoable(by=AK)
    assert wanted
    return wanted


# What comes before each write, and the write whose rows are counted.
NOTHING: Write = lambda _store, _ada: None  # noqa: E731
FACTS: Write = lambda store, ada: store.record_visit(ada, EVERY_FACT, by=AK)  # noqa: E731
WRITES: dict[str, tuple[Write, Write]] = {
    "set_site": (
        NOTHING,
        lambda store, _: store.set_site(
            replace(
                SITE,
                name="New name",
                closed_days=(date(2026, 5, 2),),
                open_days=(date(2026, 5, 9),),
                versions=(("2.0", date(2026, 5, 2)),),
            ),
            by=AK,
            ver=1,
            reason="renamed",
        ),
    ),
    "close_days": (
        NOTHING,
        lambda store, ada: store.close_days(
            replace(SITE, name="New name", closed_days=(BOOKED.on,)),
            {ada: (BOOKED,)},
            by=AK,
            ver=1,
            reason="closed then",
        ),
    ),
    **ACCOUNT_WRITES,
    "undo": (
        FACTS,
        lambda store, _: store.undo(newest(store), by=AK),
    ),
    "sign": (
        NOTHING,
        lambda store, _: store.sign(Subject.PROFILE, DIGEST, PASSWORD, by=AK),
    ),
    "add_participant": (
        NOTHING,
        lambda store, _: store.add_participant(
            OTHER, BASELINE, facts=EVERY_FACT[1:], by=AK
        ),
    ),
    "correct_participant": (
        NOTHING,
        lambda store, ada: store.correct_participant(
            ada, 1, replace(ADA, birth_year=None, sex=None), reason="typing", by=AK
        ),
    ),
    "withdraw_participant": (
        NOTHING,
        lambda store, ada: store.withdraw_participant(
            ada, 1, reason="entered twice", by=AK
        ),
    ),
    "restore_participant": (
        lambda store, ada: store.withdraw_participant(ada, 1, reason="twice", by=AK),
        lambda store, ada: store.restore_participant(ada, 2, reason="not so", by=AK),
    ),
    "record_visit": (
        NOTHING,
        lambda store, ada: store.record_visit(ada, EVERY_FACT, by=AK),
    ),
    "record_fact": (
        NOTHING,
        lambda store, ada: store.record_fact(
            ada, by_kind(FactKind.DOSE_DECISION), by=AK
        ),
    ),
    "book_visit": (
        lambda store, ada: store.book_visit(ada, BOOKED, by=AK),
        lambda store, ada: store.book_visit(ada, MOVED, ver=1, by=AK),
    ),
    "book_visits": (
        lambda store, ada: store.book_visit(ada, BOOKED, by=AK),
        lambda store, ada: store.book_visits(
            ada, (MOVED, replace(BOOKED, visit="C10D1")), seen={"C9D1": 1}, by=AK
        ),
    ),
    "delay_visit": (
        lambda store, ada: store.book_visit(ada, BOOKED, by=AK),
        lambda store, ada: store.delay_visit(
            ada, (MOVED,), (by_kind(FactKind.HOLD),), by=AK, seen={"C9D1": 1}
        ),
    ),
    "correct_fact": (
        FACTS,
        lambda store, _: store.correct_fact(WEIGHT, 1, HEAVIER, reason="typing", by=AK),
    ),
    "withdraw_fact": (
        FACTS,
        lambda store, _: store.withdraw_fact(WEIGHT, 1, reason="not hers", by=AK),
    ),
    "restore_fact": (
        with_facts(
            lambda store, _: store.withdraw_fact(WEIGHT, 1, reason="not hers", by=AK)
        ),
        lambda store, _: store.restore_fact(WEIGHT, 2, reason="is hers", by=AK),
    ),
    "print_sheet": (
        NOTHING,
        lambda store, ada: store.print_sheet(sheet(store, ada), by=AK),
    ),
    "load_documents": (
        NOTHING,
        lambda store, _: store.load_documents(
            [FactsDocument(study=SITE.study, participant=OTHER, facts=EVERY_FACT)],
            by=AK,
        ),
    ),
}
# What a record carries besides its value; History has it in columns of its own.
CARRIED = {"id", "ver", "participant", "saved_utc", "saved_zone", "saved_by"}


def snapshot(store: Store):
    """Return every value cell of every table but History."""
    db = store.database.db
    cells = {}
    for name in set(db.table_names()) - {"history", "saves", "_sqlite_migrations"}:
        for row in db.query(f"SELECT * FROM {name}"):  # noqa: S608
            for column in set(row) - CARRIED:
                value = row[column]
                if (name, column) in SECRETS:
                    value = fingerprint(value)
                cells[name, row["id"], column] = None if value is None else str(value)
    return cells


def changed_cells(before: dict, after: dict):
    """Return what differs; a new record is in force without saying so."""
    found = []
    for key, new in after.items():
        old = before.get(key)
        created = key not in before
        if old != new and not (created and key[2] == "withdrawn"):
            found.append((*key, old, new))
    return sorted(found, key=str)


# What leaves events alone, and what has tests of its own beside those of signing in.
EVENTS = {"sign_out", "lock", "unlock", "unlock_account", "record_event"}
EVENTS |= {"note_backups", "note_own_backups"}
ELSEWHERE = {"found", "set_first_password"}
ANSWERS = {"accounts", "double_uses", "may", "other_uses"}
ANSWERS |= {"others_who_sign", "is_confirmed", "signatures", "undoable"}
ANSWERS |= {"backup_state", "backups", "has_changed_since_backup"}


def public(kind: type) -> set[str]:
    names = inspect.getmembers(kind, inspect.isfunction)
    return {name for name, _ in names if not name.startswith("_")}


def test_every_public_write_is_counted_here():
    """R20"""
    rest = EVENTS | ELSEWHERE | ANSWERS
    assert set(WRITES) | rest == public(Store) - public(Questions)


@pytest.mark.parametrize("name", WRITES)
def test_a_write_leaves_one_row_for_every_changed_field(
    memory: tuple[Store, ParticipantId], name: str
):
    """R20."""
    store, ada = memory
    prepare, write = WRITES[name]
    prepare(store, ada)
    last = store.history(limit=1)[0].seq
    before = snapshot(store)
    write(store, ada)
    changed = changed_cells(before, snapshot(store))
    new = [row for row in store.history(limit=10_000) if row.seq > last]
    rows = [row for row in new if row.action is not Action.EVENT]
    said = [(row.record, row.record_id, row.field, row.old, row.new) for row in rows]
    assert sorted(said, key=str) == changed
    assert changed


def test_a_row_says_who_changed_what_when_where_and_why(
    store: Store, ada: ParticipantId
):
    """R20."""
    store.record_fact(ada, BASELINE, by=AK)
    store.correct_fact(WEIGHT, 1, HEAVIER, reason=" scale was off ", by=AK)
    row = store.history()[0]
    assert (row.at, row.at.utcoffset()) == (NOW, NOW.utcoffset())
    assert (row.writer, row.site, row.participant) == (AK, "PL03", ada)
    assert (row.record, row.record_id, row.field) == ("weights", 1, "grams")
    assert (row.action, row.old, row.new) == (Action.CORRECT, "62000", "62500")
    assert row.reason == "scale was off"


def test_history_is_read_newest_first_in_portions(store: Store, ada: ParticipantId):
    store.record_visit(ada, EVERY_FACT, by=AK)
    everything = store.history(limit=10_000)
    assert [row.seq for row in everything] == list(range(len(everything), 0, -1))
    first = store.history(limit=10)
    assert first + store.history(limit=10_000, before=first[-1].seq) == everything


def test_history_of_one_participant_leaves_the_others_out(
    store: Store, ada: ParticipantId
):
    [other] = store.add_participant(OTHER, BASELINE, by=AK).participants
    assert {row.participant for row in store.history(other)} == {other}
    assert {row.participant for row in store.history(ada)} == {ada}


@pytest.mark.parametrize("reason", ["", "    ", "typo", "  typo  "])
@pytest.mark.parametrize(
    "write",
    [
        lambda store, ada, reason: store.correct_participant(
            ada, 1, OTHER, reason=reason, by=AK
        ),
        lambda store, _, reason: store.correct_fact(
            WEIGHT, 1, HEAVIER, reason=reason, by=AK
        ),
        lambda store, _, reason: store.withdraw_fact(WEIGHT, 1, reason=reason, by=AK),
        lambda store, ada, reason: store.book_visit(
            ada, replace(MOVED, visit="C3D1", reason=reason), ver=1, by=AK
        ),
        lambda store, _, reason: store.set_site(
            replace(SITE, name="Another"), ver=1, reason=reason, by=AK
        ),
    ],
    ids=["participant", "fact", "withdrawal", "booking", "site"],
)
def test_a_change_without_a_reason_is_refused(
    store: Store, ada: ParticipantId, reason: str, write: Callable[..., object]
):
    """R21."""
    store.record_visit(ada, EVERY_FACT, by=AK)
    before = snapshot(store), store.history()
    with pytest.raises(ReasonRequiredError):
        write(store, ada, reason)
    assert (snapshot(store), store.history()) == before
