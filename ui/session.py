"""The open file as one object: questions, writes, and word of what changed."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from scheduler.clock import Clock, today
from scheduler.core.agenda import LOOK_BACK
from scheduler.core.closed_days import CountryDays
from scheduler.core.facts import FactsDocument
from scheduler.core.plan import Plan
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.errors import CycleDeskError
from scheduler.store.store import Store
from scheduler.store.undo import Undoable
from scheduler.store.values import (
    Changes,
    NextSheet,
    Paper,
    ParticipantId,
    Person,
    Role,
    Sheet,
    StoredFact,
    StoredParticipant,
    StoredSite,
    StudySite,
    Topic,
    Writer,
)
from ui.attendance import PROGRAM, Account, Attendance, PersonId, Right, Use
from ui.rules import Rules

__all__ = [
    "Account",
    "Changes",
    "NextSheet",
    "Paper",
    "ParticipantId",
    "Person",
    "PersonId",
    "Right",
    "Role",
    "Session",
    "Sheet",
    "Store",
    "StoredFact",
    "StoredParticipant",
    "StoredSite",
    "StudySite",
    "Topic",
    "Undoable",
    "Use",
    "Writer",
]

Answer = TypeVar("Answer")
Countries = Callable[[str | None], CountryDays | None]


class Session(QObject):
    """Runs writes on the store and tells every window what they changed.

    Attributes:
        clock: where the time comes from.
        path: the open file, or None for invented participants in memory.
        attendance: who is signed in.
        seen_at: the latest time that was known before this session.
        countries: gives the table of a country, or None if there is none.

    Signals:
        changed: a ``Changes``, after the write is committed.
        day_turned: the calendar day is another one.
    """

    changed = Signal(object)
    day_turned = Signal()

    def __init__(
        self,
        study: Study,
        store: Store,
        clock: Clock,
        *,
        path: Path | None,
        countries: Countries,
    ) -> None:
        super().__init__()
        self._profile, self._store = study, store
        self.clock, self.path, self.countries = clock, path, countries
        self.attendance = Attendance(store)
        self._day = today(clock)
        self._version = store.version()
        self.seen_at = store.latest_time()
        self._recent: Mapping[ParticipantId, Plan] | None = None
        self._plans: dict[ParticipantId, Plan] = {}
        self._rules: Rules | None = None

    @property
    def study(self) -> Study:
        """The rules of the trial, in the version that holds at this site today."""
        return self.rules.study

    @property
    def rules(self) -> Rules:
        """What a dialog makes plans by today; they turn with the day and the site."""
        if self._rules is None:
            site = self._store.core_site()
            self._rules = Rules(
                profile=self._profile,
                site=site,
                today=self._day,
                country=self.countries(site.country),
            )
        return self._rules

    @property
    def read_only(self) -> bool:
        """True if nothing can be saved in this file."""
        return self._store.database.read_only

    @property
    def demo(self) -> bool:
        """True for invented participants, which no file holds."""
        return self.path is None

    @property
    def person(self) -> Person:
        """Who is signed in.

        Raises:
            LookupError: a fault of the program; nobody is.
        """
        return self.attendance.person

    @property
    def program(self) -> str:
        """The version of this program, as History and papers name it."""
        return PROGRAM

    @property
    def settings(self) -> Settings:
        """The settings in force at this site today."""
        return self.rules.settings

    def close(self) -> None:
        """Sign out and close the file, also one that nothing can be saved in."""
        with suppress(CycleDeskError):
            self.attendance.sign_out()
        self._store.close()

    def today(self) -> date:
        """Return the day that every page shows."""
        return self._day

    def look_at_clock(self) -> None:
        """Turn every page to a new day when midnight has passed."""
        now = today(self.clock)
        if now != self._day:
            self._day = now
            self._forget()
            self.day_turned.emit()

    def site(self) -> StudySite | None:
        """Return the site whose records these are."""
        stored = self._store.site()
        return stored.site if stored else None

    def participants(self) -> tuple[StoredParticipant, ...]:
        """Return every participant, by code."""
        return self._store.participants()

    def participant(self, participant_id: ParticipantId) -> StoredParticipant:
        """Return one participant.

        Raises:
            LookupError: a fault of the program; there is no such participant.
        """
        return {one.id: one for one in self.participants()}[participant_id]

    def document(self, participant_id: ParticipantId) -> FactsDocument:
        """Return everything that is stored of one participant."""
        return self._store.document(participant_id)

    def facts(self, participant_id: ParticipantId) -> tuple[StoredFact, ...]:
        """Return the facts in force of one participant, with their versions."""
        return self._store.facts(participant_id)

    def read(self, question: Callable[[Store], Answer]) -> Answer:
        """Ask the records something that has no method of its own here."""
        return question(self._store)

    def anchor(self) -> str:
        """Return how far History has got, as it is printed on a sheet."""
        return self._store.head().printed

    def sheets(self, participant_id: ParticipantId) -> tuple[Sheet, ...]:
        """Return the sheets printed for one participant, oldest first."""
        return self._store.sheets(participant_id)

    def next_sheet(self, participant_id: ParticipantId, visit: str) -> NextSheet:
        """Return the number and issue that a visit's next sheet will have."""
        return self._store.next_sheet(participant_id, visit)

    def plan(self, participant_id: ParticipantId) -> Plan:
        """Return one participant's whole plan as of today."""
        if participant_id not in self._plans:
            document = self.document(participant_id)
            self._plans[participant_id] = plan_for(
                self._profile,
                document,
                as_of=self._day,
                country=self.countries(document.site.country),
            )
        return self._plans[participant_id]

    def recent_plans(self) -> Mapping[ParticipantId, Plan]:
        """Return everybody's plan from ten weeks ago on, by code."""
        if self._recent is None:
            stored = self._store.documents().items()
            self._recent = MappingProxyType(
                {number: self._recent_plan(document) for number, document in stored}
            )
        return self._recent

    def write(self, operation: Callable[[Store, Writer], Changes]) -> Changes:
        """Run one write, then announce it.

        An error leaves here unannounced: nothing was saved.
        """
        changes = operation(self._store, self.attendance.writer)
        self._announce(changes)
        return changes

    def refuse_moved(self) -> None:
        """Raise if another file, or none, is now where this one was opened.

        Raises:
            MovedDatabaseError: it was moved, deleted or replaced (R49).
        """
        self._store.database.refuse_moved()

    def is_behind(self) -> bool:
        """Say whether another desk has saved since; it waits for nobody."""
        found = self._store.glance()
        return found is not None and found != self._version

    def catch_up(self) -> None:
        """Read everything again if another desk has saved since (R55)."""
        found = self._store.version()
        if found != self._version:
            self._version = found
            self._forget()
            self.changed.emit(Changes.to(*Topic))

    def _announce(self, changes: Changes) -> None:
        if not changes:
            return
        if Topic.SITE in changes or self._is_gone(changes):
            self._forget()
        self._recent = self._refreshed(changes.participants)
        self._plans = {}
        self.changed.emit(changes)

    def _is_gone(self, changes: Changes) -> bool:
        """Say whether a participant was withdrawn, so that none is read any more."""
        if Topic.PARTICIPANTS not in changes:
            return False
        return not changes.participants <= {one.id for one in self.participants()}

    def _refreshed(
        self, whose: Collection[ParticipantId]
    ) -> Mapping[ParticipantId, Plan] | None:
        """Return the recent plans with some made anew; None to read all again."""
        if self._recent is None or not self._recent.keys() >= set(whose):
            return None
        anew = {number: self._recent_plan(self.document(number)) for number in whose}
        return MappingProxyType({**self._recent, **anew})

    def _forget(self) -> None:
        self._recent = None
        self._plans = {}
        self._rules = None

    def _recent_plan(self, document: FactsDocument) -> Plan:
        return plan_for(
            self._profile,
            document,
            as_of=self._day,
            since=self._day - LOOK_BACK,
            country=self.countries(document.site.country),
        )
