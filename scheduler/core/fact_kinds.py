"""Every kind of fact as a table of its keys, by the names of facts.md."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

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
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Participant,
    Return,
    Sex,
    Site,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.plain_data import (
    At,
    iso_date,
    line,
    listed,
    one_of,
    table,
    whole,
)
from scheduler.core.record_text import (
    COUNTRY,
    DATE,
    DATES,
    FLAG,
    KILOGRAMS,
    LINE,
    TEXT,
    TIME,
    Key,
    Record,
    Shape,
    number,
    word,
)
from scheduler.core.study import Study

MOST_CYCLES = 999
MOST_CAPSULES = 9_999  # what the records hold
MOST_OCCURRENCES = 99
WORST_GRADE = 5  # NCI-CTCAE 5.0: 1 is mild, 5 is death
OTHER_VISITS = ("screening", "end of treatment")

_CYCLE_VISIT = re.compile(r"C[1-9][0-9]{0,2}(D(-?[1-9][0-9]{0,2}))", re.ASCII)
_SERIES_NUMBER = "[1-9][0-9]{0,3}"


def _level(value: object, at: At, study: Study) -> str:
    return one_of(value, at, [level.name for level in study.capsules.ladder])


def _drug(value: object, at: At, study: Study) -> str:
    return one_of(value, at, (study.capsules.key, study.infusion.key))


def _procedure(value: object, at: At, study: Study) -> str:
    names = [p.name for version in study.versions for p in version.procedures]
    return one_of(value, at, list(dict.fromkeys(names)))


def _versions(value: object, at: At, study: Study) -> tuple[tuple[str, date], ...]:
    """Return the day on which each later version took effect, by that day."""
    names = [amendment.version for amendment in study.amendments]
    found = table(value, at, needs=(), takes=names)
    days = [(n, iso_date(found[n], at.key(n))) for n in names if n in found]
    for (earlier, first), (later, then) in pairwise(days):
        if then < first:
            raise at.key(later).refuse(
                f"{then} is before {first}, on which {earlier} took effect. Correct "
                "one of them."
            )
    return tuple(sorted(days, key=lambda entry: entry[::-1]))


def _infusion_day(value: object, at: At, study: Study) -> int:
    visits = [v for version in study.versions for v in version.cycle_visits]
    days = sorted({visit.day for visit in visits if visit.infusion})
    day = whole(value, at, -study.cycle_length_days, study.cycle_length_days)
    if day not in days:
        said = listed([str(known) for known in days])
        raise at.refuse(f"no infusion is due on day {day}, but on {said}")
    return day


def _visit(value: object, at: At, study: Study) -> str:
    name = line(value, at)
    if name in OTHER_VISITS or any(_knows(v, name) for v in study.versions):
        return name
    raise at.refuse(f"{name!r} is not a visit of this study. Write it as C3D1.")


def _knows(study: Study, name: str) -> bool:
    return _is_cycle_visit(name, study) or _is_of_series(name, study)


def _is_cycle_visit(name: str, study: Study) -> bool:
    """Say whether a name is a visit of a cycle, or a day on which one may be."""
    match = _CYCLE_VISIT.fullmatch(name)
    if match is None:
        return False
    labels = {visit.label for visit in study.cycle_visits}
    return match[1] in labels or 1 < int(match[2]) <= study.cycle_length_days


def _is_of_series(name: str, study: Study) -> bool:
    for visit in study.anchored_visits:
        if name == visit.name and not visit.numbered:
            return True
        head, _, rest = visit.name.partition("{")
        tail = rest.partition("}")[2]
        pattern = re.escape(head) + _SERIES_NUMBER + re.escape(tail)
        if visit.numbered and re.fullmatch(pattern, name, re.ASCII):
            return True
    return False


LEVEL, DRUG = Shape(_level), Shape(_drug)
VERSIONS = Shape(_versions, lambda days: {name: day.isoformat() for name, day in days})
CAPSULES = number(0, MOST_CAPSULES)

ON = Key("on", DATE, happened=True)
STARTS, ENDS = Key("from", DATE, "starts"), Key("to", DATE, "ends")
VISIT = Key("visit", Shape(_visit))
REASON = Key("reason", TEXT, needed=False)
DECIDED_BY = Key("decided_by", LINE, needed=False)

SITE = Record(
    Site,
    (
        Key("country", COUNTRY, needed=False),
        Key("closed_days", DATES, needed=False),
        Key("open_days", DATES, needed=False),
        Key("versions", VERSIONS, needed=False),
    ),
)
PARTICIPANT = Record(
    Participant,
    (
        Key("code", LINE),
        Key("randomization_number", LINE, needed=False),
        Key("initials", LINE, needed=False),
        Key("hospital_number", LINE, needed=False),
        Key("birth_year", number(1900, 2199), needed=False),
        Key("sex", word(Sex), needed=False),
        Key("consented", DATE, needed=False, happened=True),
        Key("randomized", DATE, needed=False, happened=True),
        Key("first_day_1", DATE, needed=False),
    ),
)
ENTRY = Record(
    EntryOnTreatment,
    (
        Key("from_cycle", number(2, MOST_CYCLES)),
        Key("day_1", DATE, happened=True),
        Key("level", LEVEL),
        Key("level_reason", TEXT, needed=False),
    ),
)
KINDS = {
    "weight": Record(
        Weight,
        (ON, Key("kg", KILOGRAMS, "grams"), Key("baseline", FLAG, needed=False)),
    ),
    "infusion": Record(
        InfusionRecord,
        (
            Key("cycle", number(1, MOST_CYCLES)),
            Key("day", Shape(_infusion_day), needed=False),
            ON,
            Key("outcome", word(InfusionOutcome)),
            Key("start", TIME, needed=False),
            Key("stop", TIME, needed=False),
            REASON,
            Key("kit", LINE, needed=False),
        ),
    ),
    "booking": Record(
        Booking, (VISIT, Key("on", DATE), Key("at", TIME, needed=False), REASON)
    ),
    "hold": Record(
        Hold,
        (
            Key("drug", DRUG),
            STARTS,
            replace(ENDS, needed=False),
            REASON,
            DECIDED_BY,
        ),
    ),
    "dose_decision": Record(
        DoseDecision,
        (
            ON,
            replace(STARTS, needed=False),
            Key("action", word(DoseAction)),
            Key("to", LEVEL, needed=False),
            REASON,
            Key("term", LINE, needed=False),
            Key("grade", number(1, WORST_GRADE), needed=False),
            Key("occurrence", number(1, MOST_OCCURRENCES), needed=False),
            DECIDED_BY,
        ),
    ),
    "missed_doses": Record(
        MissedDoses,
        (replace(STARTS, happened=True), replace(ENDS, happened=True), REASON),
    ),
    "extra_doses": Record(
        ExtraDoses, (ON, Key("capsules", number(1, MOST_CAPSULES)), REASON)
    ),
    "dispensing": Record(Dispensing, (ON, Key("capsules", CAPSULES))),
    "return": Record(
        Return,
        (
            ON,
            Key("capsules", CAPSULES),
            Key("lost", CAPSULES, needed=False),
            Key("containers_returned", FLAG, needed=False),
            REASON,
        ),
    ),
    "visit": Record(
        VisitRecord, (VISIT, ON, Key("outcome", word(VisitOutcome)), REASON)
    ),
    "unscheduled_visit": Record(UnscheduledVisit, (ON, Key("reason", TEXT))),
    "observation": Record(
        Observation,
        (ON, Key("procedure", Shape(_procedure)), Key("value", TEXT, needed=False)),
    ),
    "end_of_treatment": Record(
        EndOfTreatment,
        (Key("drug", DRUG), Key("last_dose", DATE, happened=True), REASON),
    ),
    "event": Record(Event, (Key("event", word(EventKind)), ON, REASON)),
}
