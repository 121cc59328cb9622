"""Where a participant stands on a day: what counts, what is over, which phase."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar, cast

from scheduler.core.anchored import Anchors
from scheduler.core.course_facts import CourseFacts
from scheduler.core.cycles import ACTUAL, TARGET, CycleCourse
from scheduler.core.dates import add_months, clinical_date, study_day
from scheduler.core.facts import (
    Booking,
    EndOfTreatment,
    Event,
    EventKind,
    Fact,
    Hold,
    MissedDoses,
    Participant,
    VisitOutcome,
)
from scheduler.core.interruptions import infusion_pauses, last_dose
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.visit_rules import Anchor
from scheduler.core.visits import Circumstances

END_OF_TREATMENT = "end of treatment"


_Kind = TypeVar("_Kind")


class Phase(StrEnum):
    """Where in the trial a participant stands."""

    SCREENING = "screening"
    TREATMENT = "treatment"
    SAFETY_FOLLOW_UP = "safety follow-up"
    SURVIVAL_FOLLOW_UP = "survival follow-up"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """Where a participant stands on the day asked.

    Attributes:
        cycle: the cycle in force, or None outside treatment.
        day: the day of that cycle, from 1.
        study_day: without a day 0; None if Day 1 of cycle 1 is not known.
        why: what the study day counts from, or why there is none.
    """

    cycle: int | None
    day: int | None
    phase: Phase
    study_day: int | None
    why: str


_ON = attrgetter("on")
_DATED_BY: Mapping[type, Callable[[Any], date]] = {
    Hold: attrgetter("starts"),
    MissedDoses: attrgetter("starts"),
    EndOfTreatment: attrgetter("last_dose"),
}


def date_of(fact: Fact) -> date:
    """Return the date that decides whether a fact counts on a day."""
    day: date = _DATED_BY.get(type(fact), _ON)(fact)
    return day


class KnownFacts:
    """The facts that count on a day, in the order given and by kind.

    Bookings always count: they are about days to come.

    Attributes:
        counting: the facts that count.
        left_out: those dated after the day.
    """

    def __init__(self, facts: tuple[Fact, ...], as_of: date) -> None:
        self.counting, self.left_out = facts, tuple[Fact, ...]()
        self._by_kind = _by_kind(facts)
        if any(_has_later(*found, as_of) for found in self._by_kind.items()):
            counts = [isinstance(f, Booking) or date_of(f) <= as_of for f in facts]
            marked = tuple(zip(facts, counts, strict=True))
            self.counting = tuple(fact for fact, counted in marked if counted)
            self.left_out = tuple(fact for fact, counted in marked if not counted)
            self._by_kind = _by_kind(self.counting)

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """Return the facts of one kind."""
        return cast("list[_Kind]", self._by_kind.get(kind, []))


def _by_kind(facts: Iterable[Fact]) -> dict[type, list[Fact]]:
    found: dict[type, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[type(fact)].append(fact)
    return dict(found)


def _has_later(kind: type, facts: Sequence[Fact], as_of: date) -> bool:
    return kind is not Booking and max(map(_DATED_BY.get(kind, _ON), facts)) > as_of


def treatment_ended(study: Study, facts: Sequence[Fact]) -> date | None:
    """Return the last dose of either drug, or None while one goes on."""
    infusion = last_dose(study.infusion, facts)
    capsules = last_dose(study.capsules, facts)
    return max(infusion, capsules) if infusion and capsules else None


def contraception_until(
    study: Study, settings: Settings, facts: Sequence[Fact]
) -> date | None:
    """Return the last day of contraception, or None while treatment goes on.

    Source:
        The public record, inclusion 11; domain.md G50.
    """
    ended = treatment_ended(study, facts)
    return add_months(ended, settings.contraception_months) if ended else None


def first_of(kinds: Collection[EventKind], facts: Iterable[Fact]) -> date | None:
    """Return the first day of any of some events, or None if none happened."""
    days = [f.on for f in facts if isinstance(f, Event) and f.event in kinds]
    return min(days, default=None)


def treatment_circumstances(
    study: Study, settings: Settings, facts: Sequence[Fact], as_of: date
) -> Circumstances:
    """Gather what bears on the statuses of visits in cycles."""
    pauses = infusion_pauses(study.infusion, settings, facts)
    holds = [(pause.starts, pause.ends or date.max) for pause in pauses]
    return Circumstances(
        as_of=as_of,
        holds=holds,
        ended=treatment_ended(study, facts) or first_of(study.ends_with, facts),
        infusion_ended=last_dose(study.infusion, facts),
        capsules_ended=last_dose(study.capsules, facts),
    )


def follow_up_circumstances(
    ends_with: Collection[EventKind], facts: Sequence[Fact], as_of: date
) -> Circumstances:
    """Gather what bears on the statuses of visits that some events end."""
    return Circumstances(
        as_of=as_of,
        holds=(),
        ended=first_of(ends_with, facts),
        infusion_ended=None,
        capsules_ended=None,
    )


def first_day_1(participant: Participant, course: CycleCourse) -> date | None:
    """Return Day 1 of cycle 1, or None if it was before anyone told us.

    Source:
        facts.md, Day 1: the planned day, until the infusion is recorded; a booking
        anchors nothing but the Day 1 after it.
    """
    if participant.entry is None:
        return course.first.actual or course.first.target
    return participant.first_day_1


def first_day_1_words(participant: Participant, course: CycleCourse) -> str:
    """Name Day 1 of cycle 1 by what its date is: the day it was, or the planned one."""
    took_place = participant.entry is not None or course.first.actual is not None
    return f"C1D1 {ACTUAL if took_place else TARGET}"


def anchors(
    study: Study,
    participant: Participant,
    facts: Sequence[Fact],
    known: CourseFacts,
    course: CycleCourse,
) -> Anchors:
    """Return the date of every anchor that is known, and the words for it.

    Source:
        product.md, decision 5.
    """
    ended = treatment_ended(study, facts)
    visit = known.visits.get(END_OF_TREATMENT)
    dates = {
        Anchor.CONSENT: (participant.consented, "consent on"),
        Anchor.RANDOMIZATION: (participant.randomized, "randomization on"),
        Anchor.FIRST_DAY_1: (
            first_day_1(participant, course),
            first_day_1_words(participant, course),
        ),
        Anchor.LAST_INFUSION: (last_dose(study.infusion, facts), "last infusion on"),
        Anchor.LAST_CAPSULES: (last_dose(study.capsules, facts), "last capsules on"),
        Anchor.LAST_DOSE: (ended, "last dose on"),
        Anchor.PROGRESSION: (
            first_of({EventKind.PROGRESSION}, facts),
            "progression on",
        ),
        Anchor.END_OF_TREATMENT: (
            (visit.on, "end of treatment visit on")
            if visit and visit.outcome is VisitOutcome.DONE
            else (ended, "last dose (no end of treatment visit is recorded) on")
        ),
    }
    return {key: (day, words) for key, (day, words) in dates.items() if day}


def current(
    study: Study,
    participant: Participant,
    around: Circumstances,
    facts: Sequence[Fact],
    course: CycleCourse,
) -> Current:
    """Say which cycle, day and phase a participant is in on the day asked."""
    as_of = around.as_of
    phase = _phase(study, around, facts, course)
    cycle = course.cycle_on(as_of) if phase is Phase.TREATMENT else None
    reference = first_day_1(participant, course)
    return Current(
        cycle=cycle,
        day=(as_of - course.day_1(cycle).effective).days + 1 if cycle else None,
        phase=phase,
        study_day=study_day(as_of, reference) if reference else None,
        why=(
            f"counted from {first_day_1_words(participant, course)} "
            f"{clinical_date(reference)}, which is day 1"
            if reference
            else "Day 1 of cycle 1 is not known"
        ),
    )


def _phase(
    study: Study,
    around: Circumstances,
    facts: Sequence[Fact],
    course: CycleCourse,
) -> Phase:
    as_of, left = around.as_of, first_of(study.ends_with, facts)
    if left is not None and as_of >= left:
        return Phase.ENDED
    if as_of < course.first.effective:
        return Phase.SCREENING if course.first_cycle == 1 else Phase.TREATMENT
    if around.ended is None or as_of <= around.ended:
        return Phase.TREATMENT
    days = [visit.days + visit.after for visit in course.settings.safety_follow_up]
    safety_ends = around.ended + timedelta(days=max(days, default=0))
    return Phase.SAFETY_FOLLOW_UP if as_of <= safety_ends else Phase.SURVIVAL_FOLLOW_UP
