"""History is found by what is asked, a page at a time, and one save stays whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scheduler.core.facts import Booking, Weight
from scheduler.core.history import (
    CLINICAL,
    HistoryEntry,
    HistoryFilter,
    Sorting,
)
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.store import Store
from scheduler.store.values import FactId, FactKind, ParticipantId
from tests.people import PASSWORDS, colleague, signed_in, with_account
from tests.store.given import (
    ADA,
    AK,
    AMENDED,
    BASELINE,
    EVERY_FACT,
    NOW,
    given,
    sheet,
)

NOWAK = replace(AK, person="B. Nowak")
MOVED = Booking(visit="C3D1", on=date(2027, 4, 24), reason="transport")


@pytest.fixture
def busy(store: Store, ada: ParticipantId) -> Store:
    """Every fact of Ada, a second participant by a colleague, two corrections."""
    with_account(store, colleague(NOWAK.person, NOWAK.role), AK, NOWAK.workstation)
    store.record_visit(ada, EVERY_FACT, by=AK)
    [bob] = store.add_participant(
        replace(ADA, code="PL03-0031"), facts=[BASELINE], by=NOWAK
    ).participants
    store.book_visit(ada, MOVED, ver=1, by=NOWAK)
    weight = FactId(FactKind.WEIGHT, 1)
    store.correct_fact(
        weight, 1, replace(BASELINE, grams=61_400), reason="scale read again", by=AK
    )
    store.correct_fact(
        weight, 2, replace(BASELINE, grams=60_400), reason="scale read again", by=AK
    )
    store.record_event("export", [("what", "History, CSV")], by=NOWAK)
    assert bob != ada
    return store


def all_of(store: Store, asked: HistoryFilter, limit: int = 200, **more: object):
    through, offset = store.last_change(), 0
    found: list[HistoryEntry] = []
    while True:
        page = store.changes(
            asked,
            through=through,
            limit=limit,
            offset=offset,
            **more,  # type: ignore[arg-type]
        )
        found += page.entries
        offset = page.rows
        if page.ended:
            return found


def numbers(entries: list[HistoryEntry]) -> list[int]:
    return [change.seq for entry in entries for change in entry.fields]


@pytest.mark.parametrize("limit", [1, 7, 200])
def test_every_row_is_told_once_however_long_the_pages_are(busy: Store, limit: int):
    """R28: nothing of the trail is left out."""
    entries = all_of(busy, HistoryFilter(), limit)
    assert sorted(numbers(entries)) == list(range(1, busy.last_change() + 1))
    assert entries == all_of(busy, HistoryFilter())


def test_two_saves_of_one_record_are_two_entries(busy: Store):
    entries = all_of(busy, HistoryFilter(records=(("weights", 1),)))
    assert [entry.action for entry in entries] == ["correct", "correct", "create"]
    assert len({entry.save for entry in entries}) == 3
    assert entries[0].names == {"on_date": "2024-03-01", "baseline": "1"}


def test_an_entry_says_who_when_where_from_and_why(busy: Store):
    """R20, R28."""
    entry = all_of(busy, HistoryFilter(kinds=("bookings",)))[0]
    assert (entry.person, entry.role, entry.site) == ("B. Nowak", "coordinator", "PL03")
    assert (entry.participant, entry.source) == ("PL03-0012", "entry")
    assert (entry.at, entry.reason) == (NOW, "transport")
    assert entry.names["visit"] == "C3D1"
    assert [(one.field, one.old, one.new) for one in entry.fields] == [
        ("on_date", "2027-04-17", "2027-04-24"),
        ("at_time", "09:00", None),
    ]


FILTERS: dict[str, tuple[HistoryFilter, set[str]]] = {
    "participant": (
        HistoryFilter(participant=2),
        {"participants", "weights"},
    ),
    "person": (
        HistoryFilter(person="B. Nowak"),
        {"participants", "weights", "bookings", "export", "credentials", "sign-in"},
    ),
    "kind": (HistoryFilter(kinds=("holds", "export")), {"holds", "export"}),
    "clinical": (
        HistoryFilter(clinical=True),
        {*(table.name for table in FACT_TABLES.values()), "participants"},
    ),
    "a word": (HistoryFilter(text="HYPERTENSION"), {"dose_decisions"}),
    "a reason": (HistoryFilter(text="scale read"), {"weights"}),
    "a visit": (HistoryFilter(text="C3D1"), {"bookings"}),
    "an infusion": (HistoryFilter(text="C1D1"), {"infusions"}),
    "a date as shown": (HistoryFilter(text="17-Apr-2027"), {"bookings"}),
    "a weight as shown": (HistoryFilter(text="61.4 kg"), {"weights"}),
    "a code": (HistoryFilter(text="0031"), {"participants", "weights"}),
    "nothing": (HistoryFilter(text="%"), set()),
    "no letter of LIKE": (HistoryFilter(text="K_0815"), set()),
    "a quote": (HistoryFilter(text="' OR 1=1 --"), set()),
}


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_asked_for_is_found_and_nothing_else(busy: Store, name: str):
    """R28, F30: by parameters alone."""
    asked, kinds = FILTERS[name]
    entries = all_of(busy, asked)
    assert {entry.record for entry in entries} == kinds
    assert busy.count_changes(asked, through=busy.last_change()) == len(
        numbers(entries)
    )


def test_a_word_finds_the_whole_entry_it_stands_in(busy: Store):
    [entry] = all_of(busy, HistoryFilter(text="Hypertension"))
    assert {"action", "to_level", "term"} <= {one.field for one in entry.fields}


def test_days_are_those_of_the_zone_in_which_was_saved(
    store: Store, ada: ParticipantId
):
    late = datetime.fromisoformat("2026-11-24T00:30:00+01:00")
    now = [late]
    desk = signed_in(Store(store.database, lambda: now[0], AMENDED, PASSWORDS), AK)
    desk.record_fact(ada, given(1, date(2024, 3, 4)), by=AK)
    now[0] += timedelta(days=1)
    desk.record_fact(ada, given(2, date(2024, 3, 25)), by=AK)
    day = date(2026, 11, 24)
    found = all_of(store, HistoryFilter(first=day, last=day))
    assert {entry.at for entry in found} == {late}
    assert all_of(store, HistoryFilter(first=date(2026, 11, 26))) == []


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sorting", Sorting)
def test_every_sorting_tells_the_same_entries_in_its_order(
    busy: Store, sorting: Sorting, descending: bool
):
    entries = all_of(busy, HistoryFilter(), 9, sorting=sorting, descending=descending)
    assert sorted(numbers(entries)) == list(range(1, busy.last_change() + 1))
    keys = {
        Sorting.TIME: lambda entry: entry.fields[0].seq,
        Sorting.PERSON: lambda entry: entry.person,
        Sorting.RECORD: lambda entry: entry.record,
        Sorting.PARTICIPANT: lambda entry: entry.participant or "",
    }
    there = [keys[sorting](entry) for entry in entries if keys[sorting](entry)]
    assert there == sorted(there, reverse=descending)


def test_pages_do_not_move_while_others_save(busy: Store, ada: ParticipantId):
    """L-04: a list that is read stays as it is."""
    through = busy.last_change()
    first = busy.changes(HistoryFilter(), through=through, limit=5)
    busy.record_fact(ada, given(2, date(2024, 3, 25)), by=AK)
    rest = busy.changes(HistoryFilter(), through=through, offset=first.rows)
    told = numbers([*first.entries, *rest.entries])
    assert sorted(told) == list(range(1, through + 1))


def test_a_save_is_shown_before_and_after(busy: Store):
    [newest, *_] = all_of(busy, HistoryFilter(records=(("weights", 1),)))
    [states], whole = busy.save_of(newest.fields[0].seq)
    assert whole
    before = {"on_date": "2024-03-01", "grams": "61400", "baseline": "1"}
    assert states.before == before
    assert states.after == {**before, "grams": "60400"}


def test_a_save_of_many_records_shows_them_all_or_says_that_there_are_more(
    busy: Store,
):
    [visit, *_] = all_of(busy, HistoryFilter(kinds=("observations",)))
    states, whole = busy.save_of(visit.fields[0].seq)
    assert whole
    assert {one.entry.record for one in states} == {
        table.name for table in FACT_TABLES.values()
    }
    some, whole = busy.save_of(visit.fields[0].seq, limit=1)
    assert whole or len(some) < len(states)


def test_a_visit_has_the_history_of_all_its_records(busy: Store, ada: ParticipantId):
    busy.print_sheet(sheet(busy, ada, "C3D1"), by=AK)
    booked = busy.records_of_visit(ada, "C3D1", (3, 1))
    assert set(booked) == {("bookings", 1), ("sheets", 1)}
    assert busy.records_of_visit(ada, "C1D1", (1, 1)) == (("infusions", 1),)
    assert busy.records_of_fact(FactId(FactKind.HOLD, 4)) == (("holds", 4),)


def test_what_can_be_asked_is_what_history_tells_of(busy: Store):
    assert {"weights", "participants", "export"} <= set(busy.kinds_of_change())
    assert {"A. Kowalska", "B. Nowak"} <= set(busy.writers())


def test_every_table_of_facts_is_clinical():
    tables: Iterator[str] = (table.name for table in FACT_TABLES.values())
    assert {*tables, "participants"} == set(CLINICAL)


def test_a_weight_that_was_typed_is_found_by_what_was_typed(
    store: Store, ada: ParticipantId
):
    store.record_fact(ada, Weight(on=date(2024, 3, 25), grams=59_950), by=AK)
    assert len(all_of(store, HistoryFilter(text="59,95"))) == 1
