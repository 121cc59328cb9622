"""The part of the profile linter that looks at procedures and their rhythm."""

from collections.abc import Iterator
from itertools import pairwise

from scheduler.core.study import Study
from scheduler.core.visit_rules import Procedure
from scheduler.errors import ProfileError


def procedure_problems(study: Study) -> Iterator[ProfileError]:
    """Yield what is wrong with procedures: no such visit, or no such rhythm."""
    known = _visits(study)
    for index, procedure in enumerate(study.procedures):
        path = f"procedures[{index}]"
        for place, visit in enumerate(procedure.visits):
            if visit not in known:
                yield ProfileError(
                    path=f"{path}.visits[{place}]",
                    problem=f"{visit!r} is no visit of a cycle, and no kind of other "
                    "visits. Write it as D1, or as the kind of a series.",
                )
        yield from _rhythm(procedure, path)


def _visits(study: Study) -> set[str]:
    """Return the labels of all days of a cycle with visits, and the other kinds."""
    days = {f"D{day}" for day in range(2, study.cycle_length_days + 1)}
    planned = {visit.label for visit in study.cycle_visits}
    return days | planned | {visits.kind for visits in study.anchored_visits}


def _rhythm(procedure: Procedure, path: str) -> Iterator[ProfileError]:
    """Refuse a rhythm by days and by cycles at once, and one that runs backwards."""
    first, last = procedure.first_cycle, procedure.last_cycle
    if last is not None and last < first:
        yield ProfileError(
            path=f"{path}.last_cycle",
            problem=f"{last} is before first_cycle, {first}. Correct one of them.",
        )
    if any(later <= earlier for earlier, later in pairwise(procedure.days)):
        yield ProfileError(
            path=f"{path}.days", problem="must go up. Put the days in order."
        )
    if procedure.then_every_days is not None and not procedure.days:
        yield ProfileError(
            path=f"{path}.then_every_days",
            problem="goes on from days, which are not there. Add them.",
        )
    by_cycles = (procedure.every_cycles, first, last) != (1, 1, None)
    if procedure.days and by_cycles:
        yield ProfileError(
            path=f"{path}.days",
            problem="is a rhythm by days, beside one by cycles. Keep one of them.",
        )
