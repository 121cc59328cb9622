"""The visits of a profile as frozen values: what they hang on, and what is due."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.facts import EventKind
from scheduler.core.provenance import Provenance
from scheduler.core.settings import FollowUp, Recurring


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleVisit:
    """A visit of every cycle.

    Attributes:
        label: ``D1``, ``D15`` or ``D-1``; the day of the cycle, without a day 0.
        offset_days: days from Day 1 of the cycle; 0 is Day 1 itself.
        before: days that the window opens before the target.
        after: days that it stays open after the target.
        infusion: True if the infusion is given there.
        dispense: True if capsules are handed out there.
        visitnum_base: added to the number of the cycle.
    """

    label: str
    offset_days: int
    before: int | str
    after: int | str
    infusion: bool
    dispense: bool
    visitnum_base: int
    provenance: Provenance

    @property
    def day(self) -> int:
        """The day of the cycle: 1 is Day 1, the day before it is -1."""
        return self.offset_days + 1 if self.offset_days >= 0 else self.offset_days


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimVisits:
    """The visits between Day 1s that a site may turn on, such as ``C1D8``.

    Attributes:
        before: days that the window opens before the target.
        after: days that it stays open after the target.
        visitnum_base: the highest of the profile; a thousand for each day of the
            cycle and the number of the cycle are added.
    """

    before: int
    after: int
    visitnum_base: int
    provenance: Provenance

    def visitnum(self, cycle: int, day: int) -> int:
        """Return the number of one visit; no other visit has it."""
        return self.visitnum_base + 1000 * day + cycle


class Anchor(StrEnum):
    """What a visit outside the cycles hangs on."""

    CONSENT = "consent"
    RANDOMIZATION = "randomization"
    FIRST_DAY_1 = "first day 1"
    LAST_INFUSION = "last infusion"
    LAST_CAPSULES = "last capsules"
    LAST_DOSE = "last dose"
    END_OF_TREATMENT = "end of treatment"
    PROGRESSION = "progression"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredVisit:
    """Visits that hang on an anchor of their own, not on the cycles.

    Attributes:
        name: with ``{weeks}`` or ``{days}`` where its number goes; without it
            where the schedule has one visit only.
        kind: what visits of one series have in common.
        anchor: an ``Anchor``, or the name of the setting that holds it.
        schedule: the name of the setting that says when, or the days themselves.
        window: the name of the setting with days either side, where the
            schedule does not carry its own.
        visitnum_base: added to the number in the name.
        moves: the name of the setting that says whether targets move with delayed
            cycles; None if they never do.
        ends_with: the events after which no visit of it takes place; None for
            those that end every visit of the study.
        until: what makes it needless: once there, a visit of which nothing is
            known is left out. None if nothing does.
    """

    name: str
    kind: str
    anchor: str
    schedule: str | tuple[FollowUp, ...] | Recurring
    window: str | None
    visitnum_base: int
    moves: str | None
    ends_with: tuple[EventKind, ...] | None
    until: Anchor | None
    provenance: Provenance

    @property
    def numbered(self) -> bool:
        """True if its visits have a number in their name."""
        return "{" in self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Something done at visits, with a rhythm of its own.

    At visits of cycles it is due in every so many cycles, or when a day counted
    from Day 1 of cycle 1 has come. At all other visits named it is always due.

    Attributes:
        name: as facts and papers name it.
        visits: labels of visits in cycles, or kinds of others.
        every_cycles: 1 for every cycle; counted from ``first_cycle``.
        first_cycle: the first cycle in which it is due.
        last_cycle: the last one, or None.
        days: study days on which it falls due, Day 1 of cycle 1 being day 1; due
            at the first of its visits on that day or later. Empty if it goes by
            cycles.
        then_every_days: days after the last of them, again and again; None for
            never again.
    """

    name: str
    visits: tuple[str, ...]
    every_cycles: int
    first_cycle: int
    last_cycle: int | None
    days: tuple[int, ...]
    then_every_days: int | None
    provenance: Provenance
