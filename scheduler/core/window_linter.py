"""The part of the profile linter that looks at windows, which settings can break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.core.dates import days_text
from scheduler.core.settings import CadenceStep, FollowUp, Recurring, Settings
from scheduler.core.study import AnchoredVisit, Study
from scheduler.errors import ProfileError

WEEK_DAYS = 7


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
    cycle = sorted(_cycle_spans(study), key=lambda span: span.days)
    yield from _crossing(cycle)
    yield from _overlapping(cycle)
    yield from _overlapping([*cycle[-1:], *_next_cycle(cycle[:1], study)])
    for series in study.anchored_visits:
        spans = sorted(_series_spans(series, study.settings), key=lambda s: s.days)
        yield from _crossing(spans)
        yield from _overlapping(spans)
    yield from _interim(study)


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


def _next_cycle(spans: list[_Span], study: Study) -> list[_Span]:
    length = study.cycle_length_days
    return [
        replace(span, name=f"{span.name} of the next cycle", days=span.days + length)
        for span in spans
    ]


def _series_spans(series: AnchoredVisit, settings: Settings) -> Iterator[_Span]:
    """Yield the visits of a series until its rhythm no longer changes."""
    margin = _days(settings, series.window) if series.window else 0
    key = f"settings.{series.window or series.schedule}.default"
    schedule = getattr(settings, series.schedule, ())
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


def _crossing(spans: Sequence[_Span]) -> Iterator[ProfileError]:
    for span in spans:
        if span.opens <= 0 < span.days:
            problem = f"the window of {span.name} opens on its anchor or before it"
            yield ProfileError(path=span.early, problem=f"{problem}. Shorten it.")
        if span.days < 0 <= span.closes:
            problem = f"the window of {span.name} closes on its anchor or after it"
            yield ProfileError(path=span.late, problem=f"{problem}. Shorten it.")


def _overlapping(spans: Sequence[_Span]) -> Iterator[ProfileError]:
    for earlier, later in pairwise(spans):
        if later.opens <= earlier.closes:
            of_settings = later.early.startswith("settings.")
            yield ProfileError(
                path=later.early if of_settings else earlier.late,
                problem=f"the windows of {earlier.name} and of {later.name} overlap. "
                "Shorten one of them.",
            )


def _interim(study: Study) -> Iterator[ProfileError]:
    """Refuse visits in between that are planned already, or in no cycle."""
    planned = {visit.day for visit in study.cycle_visits}
    for index, code in enumerate(study.settings.interim_visits):
        day = int(code.partition("D")[2])
        if day in planned or day > study.cycle_length_days:
            yield ProfileError(
                path=f"settings.interim_visits.default[{index}]",
                problem=f"{code} is a planned visit already, or in no cycle of "
                f"{study.cycle_length_days} days. Take it out.",
            )
