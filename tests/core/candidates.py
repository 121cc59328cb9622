"""Deviation candidates of a few facts; every date is given."""

from scheduler.core.deviations import Deviation, find_deviations
from scheduler.core.facts import (
    Dispensing,
    ExtraDoses,
    Fact,
    MissedDoses,
    Observation,
    Participant,
    UnscheduledVisit,
)
from tests.core.plans import (
    ADA,
    day,
    given,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

COURSE = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]


def handed(on: str, capsules: int = 63) -> Dispensing:
    return Dispensing(on=day(on), capsules=capsules)


def extra(on: str, capsules: int = 3) -> ExtraDoses:
    return ExtraDoses(on=day(on), capsules=capsules)


def missed(first: str, last: str) -> MissedDoses:
    return MissedDoses(starts=day(first), ends=day(last))


def seen(on: str, procedure: str = "blood pressure") -> Observation:
    return Observation(on=day(on), procedure=procedure)


def came(on: str) -> UnscheduledVisit:
    return UnscheduledVisit(on=day(on), reason="fever")


def found(
    code: str,
    *facts: Fact,
    as_of: str = "2024-05-10",
    who: Participant = ADA,
    **chosen: object,
) -> list[Deviation]:
    plan = planned(*facts, as_of=as_of, who=who, **chosen)
    return [one for one in find_deviations(FIRST, plan) if one.code == code]


def said(code: str, *facts: Fact, **chosen: object) -> list[tuple[str, str]]:
    return [(one.visit, one.sentence) for one in found(code, *facts, **chosen)]
