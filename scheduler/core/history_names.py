"""What records and their fields are called, and by what one record is known."""

import re
from collections.abc import Mapping

from scheduler.core.dates import clinical_date, parse_iso_date
from scheduler.errors import DateTextError

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
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
_FIELDS = {
    "on_date": "date",
    "grams": "weight",
    "at_time": "time",
    "start_time": "start",
    "stop_time": "stop",
    "to_level": "level",
    "first_day_1": "first Day 1",
    "in_force_from": "in force from",
    "withdrawn": "in force",
}
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
    return _FIELDS.get(field, field.replace("_", " "))


def shown_day(text: str) -> str:
    """Return a text as screens show it if it is a date, else as it is.

    >>> shown_day("2026-11-23"), shown_day("2026-02-30")
    ('23-Nov-2026', '2026-02-30')
    """
    if not _ISO.fullmatch(text):
        return text
    try:
        return clinical_date(parse_iso_date(text))
    except DateTextError:
        return text


def _by_first(record: str, names: Mapping[str, str]) -> str:
    kind = record_name(record)
    found = [names[name] for name in KNOWN_BY.get(record, ()) if name in names]
    if not found:
        return kind
    if _ISO.fullmatch(found[0]):
        return f"{kind} of {shown_day(found[0])}"
    return f"{kind} {found[0]}"


def _dated(names: Mapping[str, str]) -> str:
    day = names.get("on_date")
    return f" of {shown_day(day)}" if day else ""
