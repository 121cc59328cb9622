"""What the store hands out and takes in besides the facts themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import NewType

from scheduler.core.facts import Fact, Participant

ParticipantId = NewType("ParticipantId", int)


class Topic(Enum):
    """What changed, for whoever shows it."""

    PARTICIPANTS = auto()
    FACTS = auto()
    SHEETS = auto()
    SITE = auto()
    PEOPLE = auto()
    HISTORY = auto()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed write changed; empty if everything was so already.

    >>> Topic.FACTS in Changes.to(Topic.FACTS)
    True
    """

    topics: frozenset[Topic] = frozenset()
    participants: frozenset[ParticipantId] = frozenset()

    @classmethod
    def to(
        cls, *topics: Topic, participants: Iterable[ParticipantId] = ()
    ) -> "Changes":
        """Return the changes to these topics, of these participants."""
        return cls(frozenset(topics), frozenset(participants))

    def __contains__(self, topic: object) -> bool:
        return topic in self.topics

    def __bool__(self) -> bool:
        return bool(self.topics)


class Role(StrEnum):
    """What a person at the site may do."""

    COORDINATOR = "coordinator"
    INVESTIGATOR = "investigator"
    PHARMACIST = "pharmacist"
    MONITOR = "monitor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes, where, with which program; History keeps all four."""

    person: str
    role: Role
    workstation: str
    program: str


class FactKind(StrEnum):
    """The kinds of facts, by their words in facts.md."""

    WEIGHT = "weight"
    INFUSION = "infusion"
    BOOKING = "booking"
    HOLD = "hold"
    DOSE_DECISION = "dose_decision"
    MISSED_DOSES = "missed_doses"
    EXTRA_DOSES = "extra_doses"
    DISPENSING = "dispensing"
    RETURN = "return"
    VISIT = "visit"
    UNSCHEDULED_VISIT = "unscheduled_visit"
    OBSERVATION = "observation"
    END_OF_TREATMENT = "end_of_treatment"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class FactId:
    """Which stored fact is meant, for as long as the file lives."""

    kind: FactKind
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFact:
    """A fact with its place in the records and the version that was read."""

    id: FactId
    participant: ParticipantId
    ver: int
    fact: Fact
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredParticipant:
    """A participant with the number in the records and the version that was read."""

    id: ParticipantId
    ver: int
    participant: Participant
    recorded_at: datetime
    recorded_by: str


class Paper(StrEnum):
    """The sizes that sheets are printed on."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySite:
    """The site that keeps these records.

    Attributes:
        study: the key of the study profile.
        country: two capital letters.
        closed_days: days without work beyond weekends and public holidays.
        open_days: weekend days or holidays on which the site works.
        versions: the later versions of the profile, by the day on which each took
            effect here.
    """

    study: str
    code: str
    name: str
    country: str
    paper: Paper = Paper.A4
    closed_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()
    versions: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSite:
    """The site with the version that was read, and who saved that when."""

    ver: int
    site: StudySite
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who writes in these records."""

    name: str
    initials: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed sheet in the print log.

    Attributes:
        number: the number of the sheet, ``S000482``.
        issue: 1 for the first print of a visit, then counted up.
        replaces: the number of the sheet that this one replaces.
        digest: SHA-256 of its clinical content, in hexadecimal.
        content: the lines of that content as JSON, for telling what changed.
    """

    number: str
    participant: ParticipantId
    visit: str
    issue: int
    replaces: str | None
    digest: str
    content: str
    paper: Paper
    printed_at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class NextSheet:
    """The number and issue that the next sheet of a visit will have.

    Attributes:
        replaces: the last sheet of that visit, or None if there was none.
    """

    number: str
    issue: int
    replaces: Sheet | None


class Action(StrEnum):
    """What a row of History says was done."""

    CREATE = "create"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One field of one change, as History keeps it.

    Attributes:
        record: the kind of record, by the name of its table.
        old: the value before as text, None where there was none.
    """

    seq: int
    at: datetime
    writer: Writer
    site: str | None
    participant: ParticipantId | None
    record: str
    record_id: int | None
    action: Action
    field: str
    old: str | None
    new: str | None
    reason: str | None
