"""History in words: what was done to what, and the values as screens show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.core.dates import clinical_date
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
from scheduler.core.history_names import (
    KNOWN_BY,
    field_name,
    named,
    record_name,
    shown_day,
)
from scheduler.core.quantities import capsules_text, unbroken, weight_text

NONE = "none"
_DONE = {
    CREATE: "recorded",
    WITHDRAW: "withdrawn",
    RESTORE: "restored",
}
_CREATED = {"bookings": "made", "sheets": "printed", "participants": "entered"}
_FLAGS = frozenset({"baseline", "containers_returned", "temporary"})
# What stays secret is kept as a fingerprint, and a digest tells nobody anything.
_SECRET = frozenset({"password", "wrapped"})
_UNTOLD = frozenset({"digest", "content"})


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


def summary(entries: Sequence[HistoryEntry]) -> str:
    """Return what a save did in a few words, as Undo names it.

    Args:
        entries: of one save, at least one.
    """
    line = lines_of(entries[0])[0]
    words = line.what
    if entries[0].action == CORRECT:
        words = f"{words} {line.old} to {line.new}"
    elif entries[0].action == CREATE and line.new != NONE:
        words = f"{words}, {line.new}"
    more = sum(len(lines_of(entry)) for entry in entries) - 1
    whose = f" of {entries[0].participant}" if entries[0].participant else ""
    return f"{words}{f', and {more} more' if more else ''}{whose}"


def undone(entries: Sequence[HistoryEntry]) -> str:
    """Return what is as before now that a save is taken back, participant first.

    Args:
        entries: of the save that was taken back, at least one.
    """
    line = lines_of(entries[0])[0]
    name = object_name(entries[0])
    match entries[0].action:
        case "correct":
            words = f"{line.what} is again {line.old} (was {line.new})"
        case "withdraw":
            words = f"{name} is in force again"
        case _:
            given = f", {line.new}," if line.new not in {NONE, "in force"} else ""
            words = f"{name}{given} is no longer in force"
    more = sum(len(lines_of(entry)) for entry in entries) - 1
    whose = f"{entries[0].participant}: " if entries[0].participant else ""
    return f"{whose}{words}{f', and {more} more' if more else ''}"


def object_name(entry: HistoryEntry) -> str:
    """Return what an entry is about, such as ``C2D1 infusion``."""
    if entry.action == EVENT:
        return entry.record.replace("_", " ")
    names = dict(entry.names)
    if entry.action == CREATE:
        names |= {one.field: one.new for one in entry.fields if one.new is not None}
    return named(entry.record, names)


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
    return shown_day(value)


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
    known = set(KNOWN_BY.get(entry.record, ())) if entry.action == CREATE else set()
    if "name" in entry.names and entry.record == "credentials":
        known.add("person")  # by number; the name says it
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
