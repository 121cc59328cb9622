"""What records and their fields are called, and by what one record is known."""

import re
from collections.abc import Mapping

from scheduler.core.dates import clinical_date, parse_iso_date
from scheduler.errors import DateTextError

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d+)?Z", re.ASCII)
_RECORDS = {
    "weights": "weight",
    "infusions": "infusion",
    "bookings": "booking",
    "holds": "hold",
    "dose_decisions": "dose decision",
    "missed_doses": "missed doses",
    "extra_doses": "extra doses",
    "dispensings": "hand-out",
    "returns": "return",
    "visit_records": "visit",
    "unscheduled_visits": "unscheduled visit",
    "observations": "observation",
    "ends_of_treatment": "end of treatment",
    "events": "event",
    "participants": "participant",
    "sheets": "dosing sheet",
    "site": "site",
    "site_days": "open or closed day",
    "site_versions": "profile version",
    "people": "person",
    "credentials": "password",
    "signatures": "signature",
    "file_keys": "recovery code",
}
# Every column whose cells stand in History, also where its word is its name.
FIELD_WORDS = {
    "action": "decision",
    "at_time": "time",
    "baseline": "baseline",
    "birth_year": "year of birth",
    "capsules": "capsules",
    "code": "code",
    "consented": "consented on",
    "containers_returned": "containers returned",
    "content": "what the sheet says",
    "country": "country",
    "cycle": "cycle",
    "day": "day of the cycle",
    "decided_by": "decided by",
    "digest": "fingerprint",
    "drug": "drug",
    "ends": "last day",
    "entry_day_1": "Day 1 at entry",
    "entry_from_cycle": "entered at cycle",
    "entry_level": "level at entry",
    "entry_level_reason": "reason of the level at entry",
    "event": "event",
    "file_id": "mark of the file",
    "first_day_1": "first Day 1",
    "grade": "grade",
    "grams": "weight",
    "hospital_number": "hospital number",
    "in_force_from": "in force from",
    "initials": "initials",
    "issue": "issue",
    "kind": "open or closed",
    "kit": "kit number",
    "last_dose": "last dose",
    "lost": "said to be lost",
    "meaning": "meaning",
    "name": "name",
    "number": "number",
    "occurrence": "occurrence",
    "on_date": "date",
    "outcome": "outcome",
    "paper": "paper size",
    "participant": "participant",
    "password": "password",
    "person": "person",
    "printed_utc": "printed at",
    "printed_zone": "printed in the time zone",
    "procedure": "procedure",
    "randomization_number": "randomization number",
    "randomized": "randomized on",
    "reason": "reason",
    "replaces": "replaces",
    "role": "role",
    "sex": "sex",
    "signed_utc": "signed at",
    "signed_zone": "signed in the time zone",
    "start_time": "start",
    "starts": "first day",
    "stop_time": "stop",
    "study": "study",
    "subject": "what was signed",
    "temporary": "temporary",
    "term": "what happened",
    "to_level": "level",
    "value": "result",
    "ver": "change number",
    "version": "version",
    "visit": "visit",
    "withdrawn": "in force",
    "wrapped": "recovery code",
}
# Those of events, where the word that the program keeps says too little.
_EVENT_WORDS = {"why": "because of", "workstation": "at", "sha256": "fingerprint"}
# A record is known by these; those in the second place are given as "of ...".
KNOWN_BY = {
    "infusions": ("cycle", "day"),
    "bookings": ("visit",),
    "visit_records": ("visit",),
    "sheets": ("visit",),
    "holds": ("drug",),
    "ends_of_treatment": ("drug",),
    "events": ("event",),
    "observations": ("procedure",),
    "people": ("name",),
    "credentials": ("name",),
    "site_versions": ("version",),
    "site_days": ("on_date",),
    "weights": ("baseline", "on_date"),
    "dose_decisions": ("on_date",),
    "dispensings": ("on_date",),
    "returns": ("on_date",),
    "extra_doses": ("on_date",),
    "unscheduled_visits": ("on_date",),
    "missed_doses": ("starts",),
}
NAMING = tuple(sorted({name for names in KNOWN_BY.values() for name in names}))


def named(record: str, names: Mapping[str, str]) -> str:
    """Return a record by what it is known by.

    >>> named("infusions", {"cycle": "2", "day": "1"})
    'C2D1 infusion'
    >>> named("weights", {"on_date": "2026-11-20", "baseline": "1"})
    'baseline weight of 20-Nov-2026'
    """
    kind = record_name(record)
    match record:
        case "infusions" if {"cycle", "day"} <= names.keys():
            return f"C{names['cycle']}D{names['day']} {kind}"
        case "bookings" | "visit_records" | "sheets" if "visit" in names:
            return names["visit"] if kind == "visit" else f"{names['visit']} {kind}"
        case "weights":
            first = "baseline " if names.get("baseline") == "1" else ""
            return f"{first}{kind}{_dated(names)}"
        case _:
            return _by_first(record, names)


def record_name(record: str) -> str:
    """Return the kind of a record in words.

    >>> record_name("dose_decisions"), record_name("sign-in refused")
    ('dose decision', 'sign-in refused')
    """
    return _RECORDS.get(record, record.replace("_", " "))


def field_name(field: str) -> str:
    """Return a field in words.

    >>> field_name("on_date"), field_name("decided_by")
    ('date', 'decided by')
    """
    return FIELD_WORDS.get(field) or _EVENT_WORDS.get(field, field.replace("_", " "))


def shown_day(text: str) -> str:
    """Return a text as screens show it if it is a date or an instant, else as it is.

    >>> shown_day("2026-11-23"), shown_day("2026-02-30")
    ('23-Nov-2026', '2026-02-30')
    >>> shown_day("2026-11-23T08:41:00Z")
    '23-Nov-2026 08:41 UTC'
    """
    if instant := _INSTANT.fullmatch(text):
        return f"{shown_day(instant[1])} {instant[2]} UTC"
    if not _ISO.fullmatch(text):
        return text
    try:
        return clinical_date(parse_iso_date(text))
    except DateTextError:
        return text


def _by_first(record: str, names: Mapping[str, str]) -> str:
    kind = record_name(record)
    if record == "credentials" and "name" in names:
        return f"{kind} of {names['name']}"
    found = [names[name] for name in KNOWN_BY.get(record, ()) if name in names]
    if not found:
        return kind
    if _ISO.fullmatch(found[0]):
        return f"{kind} of {shown_day(found[0])}"
    return f"{kind} {found[0]}"


def _dated(names: Mapping[str, str]) -> str:
    day = names.get("on_date")
    return f" of {shown_day(day)}" if day else ""
