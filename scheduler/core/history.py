"""What History says was done, and what of it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

CREATE, CORRECT, WITHDRAW, RESTORE, EVENT = (
    "create",
    "correct",
    "withdraw",
    "restore",
    "event",
)
# What concerns the treatment of a participant, by the names of the records.
CLINICAL = (
    "participants",
    "weights",
    "infusions",
    "bookings",
    "holds",
    "dose_decisions",
    "missed_doses",
    "extra_doses",
    "dispensings",
    "returns",
    "visit_records",
    "unscheduled_visits",
    "observations",
    "ends_of_treatment",
    "events",
)


class Sorting(StrEnum):
    """What a list of changes is sorted by; equal ones by their numbers."""

    TIME = "time"
    PERSON = "person"
    PARTICIPANT = "participant"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its texts before and after, as the records keep them.

    Attributes:
        seq: the number of its row in History.
    """

    seq: int
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """What one save did to one record, or one event.

    Attributes:
        save: the number of the save, 0 where none is known.
        source: where the save came from: entry, undo, import, restore, program.
        undoes: the number of the save that this one reverses.
        participant: the code of the participant, None if it is about nobody.
        record: the kind of record, by the name of its table; or of an event.
        action: create, correct, withdraw, restore or event.
        names: the fields that the record is known by, as they were before.
        fields: those that changed.
    """

    save: int
    source: str
    undoes: int | None
    at: datetime
    person: str
    role: str
    workstation: str
    program: str
    site: str | None
    participant: str | None
    record: str
    record_id: int | None
    action: str
    reason: str | None
    fields: tuple[FieldChange, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which entries are asked for; what is left out does not matter.

    Attributes:
        participant: the number of the participant in the records.
        person: who saved, by name.
        first: the first day, in the zone in which each save was made.
        last: the last day.
        kinds: the kinds of records or events.
        records: single records, each by its kind and number.
        clinical: True for what concerns treatment only.
        text: what must stand in one of the fields, in the reason, or be the
            participant's code; a date or a weight as screens show it is found too.
    """

    participant: int | None = None
    person: str | None = None
    first: date | None = None
    last: date | None = None
    kinds: tuple[str, ...] = ()
    records: tuple[tuple[str, int], ...] = ()
    clinical: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some entries, in order, and where to read on.

    Attributes:
        rows: how many rows of History were read so far.
        ended: True if there are no more.
    """

    entries: tuple[HistoryEntry, ...]
    rows: int
    ended: bool


@dataclass(frozen=True, slots=True)
class RecordStates:
    """One record before a save and after it, every field of it."""

    entry: HistoryEntry
    before: Mapping[str, str]
    after: Mapping[str, str]
