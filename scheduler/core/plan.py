"""One participant's whole plan from facts, each value with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.core.anchored import anchored_visits
from scheduler.core.cycles import LAST_CYCLE, CycleCourse, course_facts
from scheduler.core.dosing import (
    DosePeriod,
    StartingDose,
    dose_periods,
    starting_dose,
)
from scheduler.core.facts import Fact, FactsDocument, InfusionOutcome, Participant
from scheduler.core.standing import (
    Current,
    anchors,
    current,
    follow_up_circumstances,
    split_facts,
    treatment_circumstances,
)
from scheduler.core.study import Settings, Study
from scheduler.core.supply import Dispense, dispense, doses_between
from scheduler.core.visits import Visit, cycle_visits
from scheduler.errors import ThroughError

CYCLES_AHEAD = 3
FOLLOW_UP_AHEAD = timedelta(days=365)
ONE_DAY = timedelta(days=1)


class Cycle(NamedTuple):
    """One cycle on the calendar; both ends inclusive.

    Attributes:
        days: its real length, whatever the profile plans.
        doses: dosing days in it, without held and off days.
        capsules: ordered in it, without any to spare.
    """

    number: int
    starts: date
    ends: date
    days: int
    doses: int
    capsules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is computed for one participant on one day.

    Attributes:
        settings: the rules that it was computed by.
        facts: the facts that count on this day, in the order given.
        left_out: the facts dated after it.
        starting: the starting dose, or None without a baseline weight.
        visits: by target, then by number.
        dispense: what to hand out, by cycle, around the current one.
        infusions_given: whole or stopped early.
        ended: the last day of treatment, or None while it goes on.
    """

    as_of: date
    participant: Participant
    settings: Settings
    facts: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    current: Current
    starting: StartingDose | None
    visits: tuple[Visit, ...]
    cycles: tuple[Cycle, ...]
    dosing: tuple[DosePeriod, ...]
    dispense: dict[int, Dispense]
    infusions_given: int
    ended: date | None

    def visit(self, name: str) -> Visit | None:
        """Return the visit of that name, or None if the plan does not reach it."""
        return next((visit for visit in self.visits if visit.visit == name), None)

    def day_1(self, cycle: int) -> Visit | None:
        """Return Day 1 of a cycle, or None if the plan does not reach it."""
        return next((v for v in self.visits if v.cycle == cycle and v.day == 1), None)

    def dose_on(self, day: date) -> DosePeriod | None:
        """Return the period that a day falls in, or None if no dose is ordered."""
        return next((p for p in self.dosing if p.covers(day)), None)

    @property
    def in_force(self) -> DosePeriod | None:
        """The dose on this day; before the first dose, the one to start with."""
        if self.dosing and self.as_of < self.dosing[0].starts:
            return self.dosing[0]
        return self.dose_on(self.as_of)


def make_plan(
    study: Study,
    settings: Settings,
    document: FactsDocument,
    *,
    as_of: date,
    through: int | None = None,
    since: date | None = None,
) -> Plan:
    """Compute the whole plan of one participant on a day.

    Args:
        study: the trial's rules.
        settings: the profile's settings with the document's own over them.
        document: everything that is stored of the participant.
        as_of: the day on which the plan is asked; later facts are left out.
        through: the last cycle wanted; three beyond the current one by default.
        since: leave out cycles and visits that were over before this day, for
            lists that only show days to come.

    Raises:
        ThroughError: ``through`` lies below the current cycle or above 999.

    Source:
        facts.md.
    """
    facts, left_out = split_facts(document.facts, as_of)
    planner = _Planner(study, settings, document.participant, facts, as_of)
    cycles = planner.cycles(through, since)
    dosing = planner.dosing(cycles)
    return Plan(
        as_of=as_of,
        participant=document.participant,
        settings=settings,
        facts=facts,
        left_out=left_out,
        current=planner.current(),
        starting=starting_dose(study.capsules, facts),
        visits=planner.visits(cycles, since),
        cycles=tuple(planner.calendar(cycles, dosing)),
        dosing=dosing,
        dispense=planner.dispense(cycles, dosing),
        infusions_given=planner.infusions_given(),
        ended=planner.around.ended,
    )


class _Planner:
    """Holds what the parts of one plan share while it is made."""

    def __init__(
        self,
        study: Study,
        settings: Settings,
        participant: Participant,
        facts: tuple[Fact, ...],
        as_of: date,
    ) -> None:
        self._study, self._settings = study, settings
        self._participant, self._facts, self._as_of = participant, facts, as_of
        self._known = course_facts(facts)
        self._course = CycleCourse(study, settings, participant, self._known)
        self.around = treatment_circumstances(study, facts, as_of)
        day = min(as_of, self.around.ended or as_of)
        self._now = self._course.cycle_on(day) or self._course.first_cycle

    def cycles(self, through: int | None, since: date | None) -> range:
        """Return the numbers of the cycles to lay out."""
        first = since and self._course.cycle_on(since)
        last = min(self._now + CYCLES_AHEAD, LAST_CYCLE) if through is None else through
        if not self._now <= last <= LAST_CYCLE:
            raise ThroughError(through=last, low=self._now, high=LAST_CYCLE)
        start = min(first or self._course.first_cycle, self._now)
        return range(start, last + 1)

    def current(self) -> Current:
        """Say where the participant stands."""
        return current(
            self._settings, self._participant, self.around, self._facts, self._course
        )

    def dosing(self, cycles: range) -> tuple[DosePeriod, ...]:
        """Lay out the days with capsules."""
        return dose_periods(
            self._study.capsules,
            self._settings,
            self._participant,
            self._facts,
            self._course,
            horizon=self._course.day_1(cycles.stop).effective,
        )

    def visits(self, cycles: range, since: date | None) -> tuple[Visit, ...]:
        """Lay out the visits of the cycles, and the others up to their last day."""
        inside = cycle_visits(
            self._study, self._course, self._known, self.around, cycles
        )
        until = self._course.day_1(cycles.stop).effective - ONE_DAY
        if self.around.ended:
            until = max(until, self._as_of + FOLLOW_UP_AHEAD)
        beside = anchored_visits(
            self._study,
            self._settings,
            anchors(
                self._study, self._participant, self._facts, self._known, self._course
            ),
            self._known,
            follow_up_circumstances(self._facts, self._as_of),
            until=until,
        )
        entry = self._participant.entry
        start = since or (entry.day_1 if entry else None)
        if start:  # what came before somebody was entered was never told
            beside = (visit for visit in beside if visit.window.closes >= start)
        found = [*inside, *beside]
        return tuple(sorted(found, key=lambda visit: (visit.target, visit.visitnum)))

    def calendar(self, cycles: range, dosing: Sequence[DosePeriod]) -> Iterator[Cycle]:
        """Lay out the days of each cycle; the last ends at the last dose."""
        ended, course = self.around.ended, self._course
        for number in cycles:
            starts = course.day_1(number).effective
            if ended is not None and starts > ended:
                return
            before = course.day_1(number + 1).effective
            if ended is not None and before > ended:
                before = ended + ONE_DAY
            doses, capsules = doses_between(dosing, starts, before)
            days = (before - starts).days
            yield Cycle(number, starts, before - ONE_DAY, days, doses, capsules)

    def dispense(
        self, cycles: range, dosing: Sequence[DosePeriod]
    ) -> dict[int, Dispense]:
        """Work out what to hand out at the Day 1s around the current one."""
        if not dosing:
            return {}
        first = max(cycles.start, self._now - CYCLES_AHEAD)
        last = min(cycles.stop - 1, self._now + CYCLES_AHEAD)
        return {
            number: self._dispense_at(number, dosing)
            for number in range(first, last + 1)
        }

    def _dispense_at(self, cycle: int, dosing: Sequence[DosePeriod]) -> Dispense:
        following = self._course.day_1(cycle + 1)
        return dispense(
            dosing,
            starts=self._course.day_1(cycle).effective,
            next_target=following.target,
            next_closes=self._course.window(following).closes,
            spare_days=self._settings.spare_days,
            pack_size=self._settings.pack_size,
        )

    def infusions_given(self) -> int:
        """Count the infusions given, whole or stopped early."""
        return sum(
            infusion.outcome is not InfusionOutcome.NOT_GIVEN
            for infusion in self._known.infusions.values()
        )
