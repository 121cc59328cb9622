"""Random histories by number: dense, near the edges, mostly without contradiction."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from scheduler.core.facts import (
    Booking,
    EndOfTreatment,
    EntryOnTreatment,
    Event,
    EventKind,
    Fact,
    FactsDocument,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.study import Study
from tests.core.profiles import FIRST, SECOND
from tests.reference.choices import chosen_settings, grams
from tests.reference.courses_of_capsules import capsule_facts
from tests.reference.other_visits import series_facts, unruled_facts
from tests.reference.record import Case

GIVEN, STOPPED, NOT_GIVEN = InfusionOutcome
OUTCOMES = (GIVEN, GIVEN, GIVEN, STOPPED, NOT_GIVEN)


def history(seed: int) -> Case:
    """Return the history of one number; the same number is the same history."""
    chance = Random(seed)  # noqa: S311  a test, not a secret
    study = FIRST if chance.random() < 0.6 else SECOND
    return _History(chance, study).case()


class _History:
    def __init__(self, chance: Random, study: Study) -> None:
        self.chance, self.study = chance, study
        self.length = study.cycle_length_days
        self.plain, self.settings = chosen_settings(chance, study)
        self.randomized = date(2024, 1, 1) + timedelta(chance.randrange(366))
        self.first = self.randomized + timedelta(chance.randint(0, 3))
        self.day_1s: list[date] = []
        self.facts: list[Fact] = []
        self.who = self._participant()
        self.level = study.capsules.ladder[0].name

    def case(self) -> Case:
        """Return the whole history, asked about on a day near an edge."""
        cycles = self._cycles()
        self._course(cycles)
        self._weights()
        until = self.day_1s[-1] + timedelta(self.chance.randint(0, self.length + 4))
        self.facts += capsule_facts(
            self.chance, self.study, self.settings, self._known(), until
        )
        self._other_visits(until)
        self._end(until)
        return Case(
            study=self.study,
            settings=self.settings,
            document=FactsDocument(
                study=self.study.key,
                participant=self.who,
                facts=tuple(self.chance.sample(self.facts, len(self.facts))),
                settings=self.plain,
            ),
            as_of=self._as_of(),
            through=self._through(cycles),
        )

    def _known(self) -> tuple[list[date], str]:
        return self.day_1s, self.who.entry.level if self.who.entry else self.level

    def _through(self, cycles: int) -> int | None:
        """Return mostly nothing, else a cycle well beyond the current one."""
        entered = self.who.entry.from_cycle if self.who.entry else 0
        return self.chance.choice((*(None,) * 9, entered + cycles + 14))

    def _cycles(self) -> int:
        """Mostly few; one history in forty is long."""
        if self.chance.random() < 0.025:
            return self.chance.randint(13, 40)
        return self.chance.choice((0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9, 12))

    def _participant(self) -> Participant:
        plain = Participant(
            code="PL03-0012",
            first_day_1=self.first,
            consented=self.randomized - timedelta(18),
            randomized=self.randomized if self.chance.random() < 0.95 else None,
        )
        if self.chance.random() < 0.88:
            return plain
        names = [level.name for level in self.study.capsules.ladder]
        entry = EntryOnTreatment(
            from_cycle=self.chance.choice((2, 3, 7, 98)),
            day_1=self.first + timedelta(self.length + self.chance.randint(-3, 60)),
            level=self.chance.choice(names),
        )
        known = self.first if self.chance.random() < 0.5 else None
        return replace(plain, first_day_1=known, entry=entry)

    def _weights(self) -> None:
        if self.chance.random() < 0.95:
            on = self.first - timedelta(self.chance.randint(0, 5))
            found = grams(self.chance, self.study)
            self.level = self.study.capsules.band(found).level.name
            self.facts.append(Weight(on=on, grams=found, baseline=True))

    def _course(self, cycles: int) -> None:
        """Walk the cycles: each recorded near an edge, booked, or left open."""
        entry = self.who.entry
        number, target = 1, self.first
        if entry:
            number, target = entry.from_cycle + 1, entry.day_1
            self.day_1s.append(target)
            target += timedelta(self.length)
        for cycle in range(number, number + cycles):
            target = self._cycle(cycle, target) + timedelta(self.length)
        if self.chance.random() < 0.4:
            self._book(number + cycles + self.chance.randint(0, 1), target)
        self.day_1s = self.day_1s or [self.first]

    def _cycle(self, cycle: int, target: date) -> date:
        """Record one cycle, and return the day that the next counts from."""
        on = max([target + self._shift(), *self.day_1s[-1:]])
        if self.day_1s and on == self.day_1s[-1]:
            on += timedelta(1)
        if self.chance.random() < 0.2:
            self._book(cycle, target)
        if self.chance.random() < 0.1:
            self._said(f"C{cycle}D1", target)
            return target
        self._infusion(cycle, 1, on)
        self.day_1s.append(on)
        self._within(cycle, on)
        return on

    def _infusion(self, cycle: int, day: int, on: date) -> None:
        outcome = self.chance.choice(OUTCOMES)
        self.facts.append(InfusionRecord(cycle=cycle, day=day, on=on, outcome=outcome))

    def _within(self, cycle: int, on: date) -> None:
        """Record the other visits of a cycle, where the study has any."""
        for visit in self.study.cycle_visits:
            if visit.offset_days == 0 or self.chance.random() < 0.4:
                continue
            day = on + timedelta(visit.offset_days + self.chance.randint(-4, 4))
            if visit.infusion and day > on:
                self._infusion(cycle, visit.day, day)
            elif not visit.infusion:
                self._seen(f"C{cycle}{visit.label}", day)
            if self.chance.random() < 0.2:
                self._booked(f"C{cycle}{visit.label}", day)

    def _shift(self) -> timedelta:
        """Return how far from its target something is: at an edge, or far away."""
        before, after = self.settings.day_1_before, self.settings.day_1_after
        edges = (-before - 1, -before, 0, 0, 0, 1, after, after + 1, 10)
        far = (self.length - 1, self.length, self.length + 1, self.length + after)
        near = self.chance.random() < 0.9
        return timedelta(self.chance.choice(edges if near else far))

    def _book(self, cycle: int, target: date) -> None:
        self._booked(f"C{cycle}D1", target + self._shift())

    def _booked(self, visit: str, on: date) -> None:
        self.facts.append(Booking(visit=visit, on=on))

    def _seen(self, visit: str, on: date) -> None:
        outcome = self.chance.choice((VisitOutcome.DONE, *VisitOutcome))
        self.facts.append(VisitRecord(visit=visit, on=on, outcome=outcome))

    def _said(self, visit: str, on: date) -> None:
        """Say of a Day 1 without an infusion that it was not, or nothing."""
        outcome = self.chance.choice((None, *VisitOutcome))
        if outcome and outcome is not VisitOutcome.DONE:
            self.facts.append(VisitRecord(visit=visit, on=on, outcome=outcome))

    def _other_visits(self, until: date) -> None:
        days = {
            "consent": self.randomized - timedelta(18),
            "randomization": self.randomized,
            "first day 1": self.first,
        }
        anchors = dict.fromkeys(("last infusion", "last capsules", "last dose"), until)
        anchors |= dict.fromkeys(("end of treatment", "progression"), until) | days
        self.facts += series_facts(
            self.chance, self.study, self.settings, anchors, until
        )
        self._unruled(until)
        for _ in range(self.chance.choice((0, 0, 1, 3))):
            day = self.chance.choice(self.day_1s)
            on = day + timedelta(self.chance.choice((-1, 0, 0, 1, 9)))
            self.facts.append(UnscheduledVisit(on=on, reason="adverse event"))

    def _unruled(self, until: date) -> None:
        """Tell in one history of three of what is not planned, if it is not told."""
        if self.chance.random() > 0.33:
            return
        first = self.who.entry.from_cycle if self.who.entry else 1
        cycles = list(range(first, first + len(self.day_1s)))
        told = {f.visit for f in self.facts if isinstance(f, Booking | VisitRecord)}
        found = unruled_facts(self.chance, self.study, cycles, until)
        self.facts += [f for f in found if f.visit not in told]

    def _end(self, until: date) -> None:
        if self.chance.random() < 0.3:
            self._end_of_drugs(until)
        for event in EventKind:
            if self.chance.random() < 0.04:
                after = self.chance.choice((-45, -20, -1, 0, 0, 1, 5, 40, 100))
                self.facts.append(Event(event=event, on=until + timedelta(after)))

    def _end_of_drugs(self, until: date) -> None:
        """End one drug or both, the infusion not before the last one given."""
        drugs = [self.study.infusion.key, self.study.capsules.key]
        for drug in self.chance.choice((drugs, drugs, drugs[:1], drugs[1:])):
            last = until - timedelta(self.chance.choice((0, 0, 1, 4, 10)))
            if drug == drugs[0]:
                last = max([last, *self._given()])
            self.facts.append(EndOfTreatment(drug=drug, last_dose=last))

    def _given(self) -> list[date]:
        return [
            fact.on
            for fact in self.facts
            if isinstance(fact, InfusionRecord) and fact.outcome is not NOT_GIVEN
        ]

    def _as_of(self) -> date:
        """Return a day at an edge of the last window or of a fact, or well after."""
        last = self.day_1s[-1]
        kind = self.chance.random()
        if kind < 0.45:
            return last + timedelta(self.length + self._near_edge())
        if kind < 0.6:
            return last + timedelta(self.chance.randint(0, self.length))
        if kind < 0.75:
            return self._beside_a_fact()
        if kind < 0.93:
            return last + timedelta(self.length + self.chance.randint(0, 150))
        return self.first + timedelta(self.chance.randint(-20, 60))

    def _near_edge(self) -> int:
        before, after = self.settings.day_1_before, self.settings.day_1_after
        return self.chance.choice((-before - 1, -before, -1, 0, 1, after, after + 1))

    def _beside_a_fact(self) -> date:
        """Return the day of a booking or an end, or a day beside an edge after it."""
        bookings = [fact.on for fact in self.facts if isinstance(fact, Booking)]
        ends = [f.last_dose for f in self.facts if isinstance(f, EndOfTreatment)]
        follow = self.chance.choice(self.settings.safety_follow_up)
        edges = (0, 0, follow.days - follow.before, follow.days + follow.after)
        days = bookings or [self.first]
        if ends and self.chance.random() < 0.5:
            days = [end + timedelta(self.chance.choice(edges)) for end in ends]
        return self.chance.choice(days) + timedelta(self.chance.choice((-1, 0, 1)))
