"""History in words: what was done to what, and the values as screens show them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from scheduler.core.dates import clinical_date, parse_iso_date
from scheduler.core.history import (
    CORRECT,
    CREATE,
    EVENT,
    RESTORE,
    WITHDRAW,
    FieldChange,
    HistoryEntry,
    HistoryFilter,
)
from scheduler.core.quantities import capsules_text, unbroken, weight_text
from scheduler.errors import DateTextError

NONE = "none"
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
_DONE = {
    CREATE: "recorded",
    WITHDRAW: "withdrawn",
    RESTORE: "restored",
}
_CREATED = {"bookings": "made", "sheets": "printed", "participants": "entered"}
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
_FLAGS = frozenset({"baseline", "containers_returned", "temporary"})
# What stays secret is kept as a fingerprint, and a digest tells nobody anything.
_SECRET = frozenset({"password", "wrapped"})
_UNTOLD = frozenset({"digest", "content"})
# A record is known by these; those in the second place are given as "of ...".
_KNOWN_BY = {
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
NAMING = tuple(sorted({name for names in _KNOWN_BY.values() for name in names}))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a list of changes.

    Attributes:
        what: the record and what was done, or the field.
        old: the value before, in words.
        new: the value after, in words.
    """

    entry: HistoryEntry
    what: str
    old: str
    new: str


def lines_of(entry: HistoryEntry) -> tuple[HistoryLine, ...]:
    """Return an entry in lines: a correction has one for each field."""
    name = object_name(entry)
    if entry.action == CORRECT:
        return tuple(
            HistoryLine(
                entry,
                f"{name}: {field_name(change.field)}",
                shown_value(change.field, change.old),
                shown_value(change.field, change.new),
            )
            for change in entry.fields
        )
    what = name if entry.action == EVENT else f"{name} {_verb(entry)}"
    old, new = _ends(entry)
    return (HistoryLine(entry, what, old, new),)


def object_name(entry: HistoryEntry) -> str:
    """Return what an entry is about, such as ``C2D1 infusion``."""
    if entry.action == EVENT:
        return entry.record.replace("_", " ")
    names = dict(entry.names)
    if entry.action == CREATE:
        names |= {one.field: one.new for one in entry.fields if one.new is not None}
    return named(entry.record, names)


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


def shown_value(field: str, value: str | None) -> str:
    """Return a value as screens and paper show it.

    >>> shown_value("on_date", "2026-11-23"), shown_value("baseline", "0")
    ('23-Nov-2026', 'no')
    """
    if value is None:
        return NONE
    if field in _FLAGS:
        return "yes" if value == "1" else "no"
    if field == "withdrawn":
        return "no" if value == "1" else "yes"
    if field == "grams" and value.isdecimal():
        return unbroken(weight_text(int(value)))
    if field in _SECRET:
        return f"not shown (fingerprint {value[:8]})"
    return _day(value) if _ISO.fullmatch(value) else value


def zoned(at: datetime) -> str:
    """Write an instant in the 24-hour clock, with the zone it was read in.

    >>> from datetime import timedelta, timezone
    >>> zoned(datetime(2026, 11, 23, 9, 5, tzinfo=timezone(timedelta(hours=1))))
    '23-Nov-2026 09:05 +01:00'
    """
    zone = f"{at:%z}"
    return f"{clinical_date(at.date())} {at:%H:%M} {zone[:3]}:{zone[3:]}"


def source_text(entry: HistoryEntry) -> str:
    """Return where a save came from, and what it reverses."""
    return entry.source or "not known"


def _by_first(record: str, names: Mapping[str, str]) -> str:
    kind = record_name(record)
    found = [names[name] for name in _KNOWN_BY.get(record, ()) if name in names]
    if not found:
        return kind
    if _ISO.fullmatch(found[0]):
        return f"{kind} of {_day(found[0])}"
    return f"{kind} {found[0]}"


def _verb(entry: HistoryEntry) -> str:
    if entry.action == CREATE:
        return _CREATED.get(entry.record, _DONE[CREATE])
    return _DONE[entry.action]


def _ends(entry: HistoryEntry) -> tuple[str, str]:
    if entry.action == WITHDRAW:
        return "in force", "withdrawn"
    if entry.action == RESTORE:
        return "withdrawn", "in force"
    return NONE, ", ".join(_told(entry)) or NONE


def _told(entry: HistoryEntry) -> Iterator[str]:
    """Yield the fields of a new record or an event that its name does not say."""
    known = set(_KNOWN_BY.get(entry.record, ())) if entry.action == CREATE else set()
    for change in entry.fields:
        if change.field not in known | _UNTOLD and change.new is not None:
            yield _said(change)


def _said(change: FieldChange) -> str:
    value = shown_value(change.field, change.new)
    match change.field:
        case "on_date" | "grams" | "outcome":
            return value
        case "capsules" if value.isdecimal():
            return capsules_text(int(value))
        case _:
            return f"{field_name(change.field)} {value}"


def _dated(names: Mapping[str, str]) -> str:
    day = names.get("on_date")
    return f" of {shown_value('on_date', day)}" if day else ""


def _day(text: str) -> str:
    try:
        return clinical_date(parse_iso_date(text))
    except DateTextError:
        return text


def asked_text(asked: HistoryFilter, code: str = "") -> tuple[str, ...]:
    """Return what is asked for, in words, each part for itself.

    Args:
        asked: the filter.
        code: of the participant that it names.

    >>> asked_text(HistoryFilter(person="A. Kowalska", clinical=True))
    ('by A. Kowalska', 'clinical only')
    """
    parts = [f"participant {code}"] if asked.participant is not None else []
    if asked.person:
        parts.append(f"by {asked.person}")
    if asked.first:
        parts.append(f"from {clinical_date(asked.first)}")
    if asked.last:
        parts.append(f"until {clinical_date(asked.last)}")
    parts += [record_name(kind) for kind in asked.kinds]
    if asked.records:
        parts.append("one value")
    if asked.clinical:
        parts.append("clinical only")
    if asked.text.strip():
        parts.append(f"\u201c{asked.text.strip()}\u201d")
    return tuple(parts)
