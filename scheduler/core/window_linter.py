"""The part of the profile linter that looks at windows, which settings can break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from scheduler.core.dates import days_text
from scheduler.core.settings import CadenceStep, FollowUp, Recurring, Settings
from scheduler.core.study import Study
from scheduler.core.visit_rules import AnchoredVisit
from scheduler.errors import ProfileError

WEEK_DAYS = 7

# What a window does wrong: where it may not touch its anchor, and where it may.
_REACHES = (
    ("opens on its anchor or before it", "closes on its anchor or after it"),
    ("opens before its anchor", "closes after its anchor"),
)
_BY_DAY = attrgetter("days")


@dataclass(frozen=True, slots=True)
class _Span:
    """The window of one visit in days from its anchor, both ends inclusive.

    Attributes:
        early: the key that holds the days before; ``late`` those after.
    """

    name: str
    days: int
    before: int
    after: int
    early: str
    late: str

    @property
    def opens(self) -> int:
        """Return the first day of the window."""
        return self.days - self.before

    @property
    def closes(self) -> int:
        """Return the last day of the window."""
        return self.days + self.after


def schedule_problems(study: Study) -> Iterator[ProfileError]:
    """Yield what is wrong with windows: they overlap, or cross their anchor.

    Names that no setting has are left to the linter of names.

    Source:
        architecture.md, A study profile is data.
    """
    cycle = sorted(_cycle_spans(study), key=_BY_DAY)
    yield from _crossing(cycle, touching=0)
    yield from _overlapping(cycle)
    if not _has_one_cycle(study.settings):
        yield from _overlapping([*cycle[-1:], *_next_cycle(cycle[:1], study)])
    for at, series in enumerate(study.anchored_visits):
        spans = sorted(_series_spans(series, at, study.settings), key=_BY_DAY)
        yield from _crossing(spans, touching=1)
        yield from _overlapping(spans)
    yield from _interim(study, cycle)


def _has_one_cycle(settings: Settings) -> bool:
    cap = settings.treatment_cap
    return cap is not None and cap.cycles == 1


def _cycle_spans(study: Study) -> Iterator[_Span]:
    for index, visit in enumerate(study.cycle_visits):
        before, early = _bound(study, visit.before, f"cycle_visits[{index}].before")
        after, late = _bound(study, visit.after, f"cycle_visits[{index}].after")
        yield _Span(visit.label, visit.offset_days, before, after, early, late)


def _bound(study: Study, bound: int | str, path: str) -> tuple[int, str]:
    """Return the days of a bound, and the key that holds them."""
    if isinstance(bound, int):
        return bound, path
    return _days(study.settings, bound), f"settings.{bound}.default"


def _days(settings: Settings, name: str) -> int:
    """Return the days under a setting, or none where there is no such setting."""
    days = getattr(settings, name, 0)
    return days if isinstance(days, int) else 0


def _next_cycle(spans: Sequence[_Span], study: Study) -> list[_Span]:
    length = study.cycle_length_days
    return [
        replace(span, name=f"{span.name} of the next cycle", days=span.days + length)
        for span in spans
    ]


def _series_spans(
    series: AnchoredVisit, at: int, settings: Settings
) -> Iterator[_Span]:
    """Yield the visits of a series until its rhythm no longer changes."""
    margin = _days(settings, series.window) if series.window else 0
    schedule, key = series.schedule, f"anchored_visits[{at}].schedule"
    if isinstance(schedule, str):
        key = f"settings.{series.window or schedule}.default"
        schedule = getattr(settings, schedule, ())
    for days, before, after in _rows(schedule, margin):
        yield _Span(
            f"{series.kind} at {days_text(days)}", days, before, after, key, key
        )


def _rows(schedule: object, margin: int) -> Iterator[tuple[int, int, int]]:
    """Yield days from the anchor, and the days before and after them."""
    if isinstance(schedule, Recurring):
        for times in (1, 2):
            days = times * schedule.every_weeks * WEEK_DAYS
            yield days, schedule.before, schedule.after
        return
    visits = schedule if isinstance(schedule, tuple) else ()
    for visit in visits:
        if isinstance(visit, FollowUp):
            yield visit.days, visit.before, visit.after
    for weeks in _weeks([step for step in visits if isinstance(step, CadenceStep)]):
        yield weeks * WEEK_DAYS, margin, margin


def _weeks(steps: Sequence[CadenceStep]) -> Iterator[int]:
    week = 0
    for step in steps:
        until = step.until_week or week + 2 * step.every_weeks
        while week + step.every_weeks <= until:
            week += step.every_weeks
            yield week


def _crossing(spans: Sequence[_Span], *, touching: int) -> Iterator[ProfileError]:
    """Refuse windows that reach their anchor; series may open or close on it."""
    for span in spans:
        if span.opens < 1 - touching and span.days > 0:
            problem = f"the window of {span.name} {_REACHES[touching][0]}"
            yield ProfileError(path=span.early, problem=f"{problem}. Shorten it.")
        if span.closes > touching - 1 and span.days < 0:
            problem = f"the window of {span.name} {_REACHES[touching][1]}"
            yield ProfileError(path=span.late, problem=f"{problem}. Shorten it.")


def _overlapping(
    spans: Sequence[_Span], of: Sequence[_Span] | None = None
) -> Iterator[ProfileError]:
    """Refuse windows that share a day; of some spans only, where they are given."""
    for earlier, later in pairwise(spans):
        asked = of is None or earlier in of or later in of
        if asked and later.opens <= earlier.closes:
            of_settings = later.early.startswith("settings.")
            yield ProfileError(
                path=later.early if of_settings else earlier.late,
                problem=f"the windows of {earlier.name} and of {later.name} overlap. "
                "Shorten one of them.",
            )


def _interim(study: Study, cycle: Sequence[_Span]) -> Iterator[ProfileError]:
    """Refuse visits in between that are planned already, or in no cycle."""
    planned = {visit.day for visit in study.cycle_visits}
    asked: dict[str, list[_Span]] = {}
    for index, code in enumerate(study.settings.interim_visits):
        number, _, day = code.partition("D")
        if int(day) in planned or int(day) > study.cycle_length_days:
            yield ProfileError(
                path=f"settings.interim_visits.default[{index}]",
                problem=f"{code} is a planned visit already, or in no cycle of "
                f"{study.cycle_length_days} days. Take it out.",
            )
        asked.setdefault(number, []).append(_interim_span(study, code, int(day)))
    for spans in asked.values():
        whole = [*cycle, *spans, *_next_cycle(cycle[:1], study)]
        yield from _overlapping(sorted(whole, key=_BY_DAY), of=spans)


def _interim_span(study: Study, code: str, day: int) -> _Span:
    rule, key = study.interim_visits, "interim_visits"
    sides = (rule.before, rule.after, f"{key}.before", f"{key}.after")
    return _Span(code, day - 1, *sides)
