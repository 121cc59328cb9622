"""History as a table for other programs: one row a field, every value as kept."""

from collections.abc import Iterable, Iterator

from scheduler.core.history import FieldChange, HistoryEntry
from scheduler.core.history_text import object_name, shown_value, zoned
from scheduler.exchange.csv_text import csv_bytes

HEADINGS = (
    "Number",
    "Time",
    "Time as shown",
    "Person",
    "Role",
    "Site",
    "Workstation",
    "Program",
    "Participant",
    "Object",
    "Record",
    "Record number",
    "Action",
    "Field",
    "Old",
    "New",
    "Old as shown",
    "New as shown",
    "Reason",
    "Save",
    "Source",
    "Undoes save",
)


def history_csv(entries: Iterable[HistoryEntry]) -> bytes:
    """Return entries as CSV, in the order given.

    An empty cell is a value that was not there. Times carry their zone.
    """
    rows = (
        _row(entry, change, object_name(entry))
        for entry in entries
        for change in entry.fields
    )
    return csv_bytes(HEADINGS, rows)


def _row(entry: HistoryEntry, change: FieldChange, name: str) -> list[str]:
    return list(_cells(entry, change, name))


def _cells(entry: HistoryEntry, change: FieldChange, name: str) -> Iterator[str]:
    yield str(change.seq)
    yield entry.at.isoformat(timespec="seconds")
    yield zoned(entry.at)
    yield from (entry.person, entry.role, entry.site or "")
    yield from (entry.workstation, entry.program, entry.participant or "")
    yield from (name, entry.record, _number(entry.record_id), entry.action)
    yield from (change.field, change.old or "", change.new or "")
    yield shown_value(change.field, change.old) if change.old is not None else ""
    yield shown_value(change.field, change.new) if change.new is not None else ""
    yield entry.reason or ""
    yield from (_number(entry.save or None), entry.source, _number(entry.undoes))


def _number(found: int | None) -> str:
    return "" if found is None else str(found)
