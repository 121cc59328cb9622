"""What goes into a table comes out of it, whatever the value."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    EntryOnTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Participant,
    Return,
    Sex,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.store import records
from scheduler.store.connection import OpenDatabase, open_memory
from scheduler.store.fact_rows import FACT_TABLES, kind_of
from scheduler.store.record_rows import PARTICIPANTS, SITE_VERSIONS
from scheduler.store.rows import Table, moment_cells, moment_from, plain
from scheduler.store.values import ParticipantId
from scheduler.store.writing import writing
from tests.store.given import AK, EVERY_FACT, NOW, store_with_ada

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MAYBE_DAY = st.none() | DAYS
MAYBE_TIME = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))


def text(longest: int):
    """Return what a person may type; the store keeps no surrogates and no NUL."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(letters, min_size=1, max_size=longest)


MAYBE_TEXT = st.none() | text(1000)
VISITS = text(60)
SPANS = st.tuples(DAYS, DAYS).map(sorted)
CAPSULES = st.integers(0, 9999)

FACTS: dict[type[Fact], st.SearchStrategy[Fact]] = {
    Weight: st.builds(
        Weight,
        on=DAYS,
        grams=st.integers(2500, 25000).map(lambda n: 10 * n),
        baseline=st.booleans(),
    ),
    InfusionRecord: st.builds(
        InfusionRecord,
        cycle=st.integers(1, 999),
        on=DAYS,
        outcome=st.sampled_from(InfusionOutcome),
        day=st.integers(-99, 99).filter(bool),
        start=MAYBE_TIME,
        stop=MAYBE_TIME,
        reason=MAYBE_TEXT,
        kit=st.none() | text(60),
    ),
    Booking: st.builds(
        Booking, visit=VISITS, on=DAYS, at=MAYBE_TIME, reason=MAYBE_TEXT
    ),
    Hold: st.builds(
        lambda span, open_end, **rest: Hold(
            starts=span[0], ends=None if open_end else span[1], **rest
        ),
        span=SPANS,
        open_end=st.booleans(),
        drug=text(60),
        reason=MAYBE_TEXT,
        decided_by=st.none() | text(120),
    ),
    DoseDecision: st.builds(
        DoseDecision,
        on=DAYS,
        action=st.sampled_from(DoseAction),
        starts=MAYBE_DAY,
        to=st.none() | text(60),
        reason=MAYBE_TEXT,
        term=st.none() | text(200),
        grade=st.none() | st.integers(1, 5),
        occurrence=st.none() | st.integers(1, 99),
        decided_by=st.none() | text(120),
    ),
    MissedDoses: st.builds(
        lambda span, reason: MissedDoses(starts=span[0], ends=span[1], reason=reason),
        span=SPANS,
        reason=MAYBE_TEXT,
    ),
    ExtraDoses: st.builds(
        ExtraDoses, on=DAYS, capsules=st.integers(1, 9999), reason=MAYBE_TEXT
    ),
    Dispensing: st.builds(Dispensing, on=DAYS, capsules=CAPSULES),
    Return: st.builds(
        Return,
        on=DAYS,
        capsules=CAPSULES,
        lost=CAPSULES,
        containers_returned=st.booleans(),
        reason=MAYBE_TEXT,
    ),
    VisitRecord: st.builds(
        VisitRecord,
        visit=VISITS,
        on=DAYS,
        outcome=st.sampled_from(VisitOutcome),
        reason=MAYBE_TEXT,
    ),
    UnscheduledVisit: st.builds(UnscheduledVisit, on=DAYS, reason=text(1000)),
    Observation: st.builds(Observation, on=DAYS, procedure=text(120), value=MAYBE_TEXT),
    EndOfTreatment: st.builds(
        EndOfTreatment, drug=text(60), last_dose=DAYS, reason=MAYBE_TEXT
    ),
    Event: st.builds(
        Event, event=st.sampled_from(EventKind), on=DAYS, reason=MAYBE_TEXT
    ),
}
ENTRIES = st.builds(
    EntryOnTreatment,
    from_cycle=st.integers(2, 999),
    day_1=DAYS,
    level=text(60),
    level_reason=MAYBE_TEXT,
)
PEOPLE = st.builds(
    Participant,
    code=text(40).map(str.strip).filter(bool),
    first_day_1=DAYS,
    birth_year=st.none() | st.integers(1900, 2199),
    sex=st.none() | st.sampled_from(Sex),
    randomization_number=st.none() | text(40),
    consented=MAYBE_DAY,
    randomized=MAYBE_DAY,
    initials=st.none() | text(8),
    hospital_number=st.none() | text(40),
    entry=st.none() | ENTRIES,
)


class EnoughError(Exception):
    """Ends a transaction so that nothing of it stays."""


@pytest.fixture(scope="module")
def database() -> Iterator[OpenDatabase]:
    with closing(open_memory()) as opened:
        store_with_ada(opened)
        yield opened


def kept(
    database: OpenDatabase,
    table: Table[Any],
    value: object,
    participant: ParticipantId | None = None,
) -> object:
    """Return what the table gives back for a value, and take the row back."""
    found: object = None
    with suppress(EnoughError), writing(database, at=NOW, by=AK) as tx:
        number = records.create(tx, table, value, participant)
        found = records.find(tx, table, number).value
        raise EnoughError
    return found


def test_every_kind_of_fact_is_tried():
    assert set(FACTS) == set(Fact.__args__) == {type(fact) for fact in EVERY_FACT}


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_fact_comes_back_as_it_was(
    database: OpenDatabase, kind: type[Fact], data: st.DataObject
):
    fact = data.draw(FACTS[kind])
    table = FACT_TABLES[kind_of(fact)]
    back = kept(database, table, fact, ParticipantId(1))
    assert (back, repr(back)) == (fact, repr(fact))


@given(participant=PEOPLE)
def test_a_participant_comes_back_as_entered(
    database: OpenDatabase, participant: Participant
):
    assert kept(database, PARTICIPANTS, participant) == participant


@given(version=text(100), since=DAYS)
def test_a_version_of_the_site_comes_back_with_its_day(
    database: OpenDatabase, version: str, since: date
):
    assert kept(database, SITE_VERSIONS, (version, since)) == (version, since)


@given(seconds=st.integers(-2_000_000_000, 7_000_000_000), east=st.integers(-840, 840))
def test_an_instant_comes_back_in_the_zone_it_was_seen_in(seconds: int, east: int):
    zone = timezone(timedelta(minutes=east))
    at = datetime.fromtimestamp(seconds, zone)
    back = moment_from(*moment_cells(at))
    assert (back, back.utcoffset()) == (at, at.utcoffset())


@pytest.mark.parametrize(
    "finer",
    [time(9, 5, 30), time(9, 5, 0, 1), time(9, 5, tzinfo=timezone(timedelta(hours=1)))],
)
def test_a_time_finer_than_the_records_keep_is_not_rounded(finer: time):
    with pytest.raises((ValueError, TypeError)):
        plain(finer)


@pytest.mark.parametrize("value", [1.5, b"x", object()])
def test_what_the_records_have_no_type_for_is_a_fault(value: object):
    with pytest.raises(TypeError):
        plain(value)


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_fact_has_a_column(kind: type[Fact]):
    tables = {type(fact): FACT_TABLES[kind_of(fact)] for fact in EVERY_FACT}
    assert len(tables[kind].columns) == len(fields(kind))
