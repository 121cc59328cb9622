"""The parts of one participant's plan, laid out from the same facts."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter

from scheduler.core.anchored import Anchors, anchored_visits
from scheduler.core.course_facts import course_facts
from scheduler.core.cycle_visits import (
    cycle_visits,
    interim_visits,
    unscheduled_visits,
)
from scheduler.core.cycles import LAST_CYCLE, CycleCourse, Day1, Window
from scheduler.core.dosing import DosePeriod, dose_periods, starting_dose
from scheduler.core.facts import (
    Booking,
    DoseDecision,
    EndOfTreatment,
    Event,
    ExtraDoses,
    Fact,
    Hold,
    InfusionRecord,
    Participant,
    UnscheduledVisit,
    VisitRecord,
    Weight,
)
from scheduler.core.infusions import infusion_days
from scheduler.core.settings import Settings
from scheduler.core.standing import (
    Current,
    KnownFacts,
    anchors,
    contraception_until,
    current,
    follow_up_circumstances,
    treatment_circumstances,
)
from scheduler.core.study import Study
from scheduler.core.supply import Dispense, dispense
from scheduler.core.unplanned import unplanned_visits
from scheduler.core.visit_rules import AnchoredVisit
from scheduler.core.visits import Circumstances, Status, Visit
from scheduler.errors import ThroughError

CYCLES_AHEAD = 3
FOLLOW_UP_AHEAD = timedelta(days=365)
ONE_DAY = timedelta(days=1)

# What is waited for stays on every list, however long ago its window closed.
OPEN = frozenset({Status.OVERDUE, Status.AWAITING_CONFIRMATION})

_BY_DAY = attrgetter("target", "visitnum")


class Planner:
    """Holds what the parts of one plan share while it is made."""

    def __init__(
        self,
        study: Study,
        settings: Settings,
        participant: Participant,
        known: KnownFacts,
        as_of: date,
    ) -> None:
        self._study, self._settings = study, settings
        self._participant, self._as_of = participant, as_of
        self._infusions = known.of(InfusionRecord)
        self._unscheduled = known.of(UnscheduledVisit)
        self._known = course_facts(
            self._infusions, known.of(Booking), known.of(VisitRecord)
        )
        baseline = [weight for weight in known.of(Weight) if weight.baseline]
        self._ends: list[Fact] = [*known.of(EndOfTreatment), *known.of(Event)]
        if known.of(Event):  # what was given after one puts the last dose off
            self._ends += [*self._infusions, *known.of(ExtraDoses)]
        self._orders: list[Fact] = [
            *baseline,
            *known.of(Hold),
            *known.of(DoseDecision),
            *self._ends,
        ]
        self.starting = starting_dose(study.capsules, baseline)
        self.course = CycleCourse(
            study, settings, participant, self._known, as_of=as_of
        )
        self.around = treatment_circumstances(study, settings, self._orders, as_of)
        day = min(as_of, self.around.ended or as_of)
        self._now = self.course.cycle_on(day) or self.course.first_cycle

    def cycles(self, through: int | None, since: date | None) -> range:
        """Return the numbers of the cycles to lay out."""
        first = since and self.course.cycle_on(since)
        last = min(self._now + CYCLES_AHEAD, LAST_CYCLE) if through is None else through
        if not self._now <= last <= LAST_CYCLE:
            raise ThroughError(through=last, low=self._now, high=LAST_CYCLE)
        start = min(first or self.course.first_cycle, self._now)
        return range(start, last + 1)

    def day_1s(self, cycles: range) -> list[Day1]:
        """Return the Day 1s of some cycles, and the one after them."""
        return self.course.day_1s(range(cycles.start, cycles.stop + 1))

    def begins_behind(self, cycles: range) -> date:
        """Return the first day on which a cycle beyond the next one begins.

        Somebody may have booked it before earlier ones, or put an earlier one off
        behind it; behind the one after the last that was named, all go by the rule.
        """
        last = min(self._known.last_cycle + 1, LAST_CYCLE)
        behind = range(cycles.stop + 1, last + 1)
        days = (self.course.day_1(cycle).effective for cycle in behind)
        return min(days, default=date.max)

    def current(self) -> Current:
        """Say where the participant stands."""
        return current(
            self._study, self._participant, self.around, self._ends, self.course
        )

    def contraception_until(self) -> date | None:
        """Return the last day of contraception, once treatment has ended."""
        return contraception_until(self._study, self._settings, self._ends)

    def dosing(self, cycles: range) -> tuple[DosePeriod, ...]:
        """Lay out the days with capsules."""
        return dose_periods(
            self._study.capsules,
            self._settings,
            self._participant,
            self._orders,
            self.course,
            horizon=self.course.day_1(cycles.stop).effective,
        )

    def visits(self, cycles: range, since: date | None) -> tuple[Visit, ...]:
        """Lay out the visits of the cycles, and the others up to their last day."""
        found = [
            *cycle_visits(self._study, self.course, self._known, self.around, cycles),
            *interim_visits(self._study, self.course, self._known, self.around, cycles),
            *self._beside(cycles, since or date.min),
            *unscheduled_visits(self._unscheduled, self.course),
        ]
        found += self._unplanned({visit.visit for visit in found})
        if since:
            found = [v for v in found if v.status in OPEN or not _over(v, since)]
        if entry := self._participant.entry:
            # What came before somebody was entered was never told, or is recorded.
            found = [v for v in found if v.outcome or not _over(v, entry.day_1)]
        found.sort(key=_BY_DAY)
        return tuple(found)

    def _beside(self, cycles: range, since: date) -> Iterator[Visit]:
        # A Day 1 that was put off behind the next one still belongs to the plan.
        until = max(day.effective for day in self.day_1s(cycles)) - ONE_DAY
        if self.around.ended:
            until = max(until, self._as_of + FOLLOW_UP_AHEAD)
        return anchored_visits(
            self._study,
            self.course,
            self._anchors(),
            self._known,
            self._around,
            shown=Window(since, until),
        )

    def _unplanned(self, there: Collection[str]) -> Iterator[Visit]:
        return unplanned_visits(
            self._study,
            self._settings,
            self._anchors(),
            self._known,
            there,
            self._as_of,
        )

    def _anchors(self) -> Anchors:
        return anchors(
            self._study, self._participant, self._ends, self._known, self.course
        )

    def _around(self, rule: AnchoredVisit) -> Circumstances:
        own = rule.ends_with
        ends_with = self._study.ends_with if own is None else own
        return follow_up_circumstances(ends_with, self._ends, self._as_of)

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
        following = self.course.day_1(cycle + 1)
        return dispense(
            dosing,
            starts=self.course.day_1(cycle).effective,
            next_target=following.target,
            next_closes=self.course.window(following).closes,
            spare_days=self._settings.spare_days,
            pack_size=self._settings.pack_size,
        )

    def infusions_given(self) -> int:
        """Count the infusions given, whole or stopped early."""
        return len(infusion_days(self._participant, self._infusions, self._as_of))


def _over(visit: Visit, day: date) -> bool:
    """Say whether a visit was over before a day, and so was any day booked."""
    return max(visit.window.closes, visit.expected) < day
