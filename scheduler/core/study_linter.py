"""The profile linter: what coordinators' own tables get wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from scheduler.core.dose_linter import dose_problems
from scheduler.core.name_linter import name_problems
from scheduler.core.procedure_linter import procedure_problems
from scheduler.core.settings import Recurring
from scheduler.core.study import Study
from scheduler.core.visit_rules import Anchor, AnchoredVisit
from scheduler.core.window_linter import schedule_problems
from scheduler.errors import ProfileError

# Room behind every base for the numbers of cycles, weeks and days.
VISITNUM_ROOM = 10_000

_WEEKS, _DAYS = "{weeks}", "{days}"
_NUMBER_OF = {
    "cadence": _WEEKS,
    "recurring": _WEEKS,
    "follow-ups": _DAYS,
    "one visit": "",  # a name that is whole as it stands
}
_SCHEDULES = ("cadence", "recurring", "follow-ups")


def lint_study(study: Study) -> tuple[ProfileError, ...]:
    """Return everything that is wrong with a profile that could be read."""
    return tuple(chain.from_iterable(rule(study) for rule in _RULES))


def _labels(study: Study) -> Iterator[ProfileError]:
    for index, visit in enumerate(study.cycle_visits):
        path = f"cycle_visits[{index}]"
        if visit.label != f"D{visit.day}":
            yield ProfileError(
                path=f"{path}.label",
                problem=f"{visit.label!r} contradicts offset_days "
                f"{visit.offset_days}, which is D{visit.day}. Correct one of them.",
            )
        if abs(visit.offset_days) >= study.cycle_length_days:
            yield ProfileError(
                path=f"{path}.offset_days",
                problem=f"lies outside a cycle of {study.cycle_length_days} days. "
                "Give it to the cycle in which it falls.",
            )


def _day_1(study: Study) -> Iterator[ProfileError]:
    """Refuse cycles that nothing anchors: Day 1 carries the infusion and number."""
    first = [visit for visit in study.cycle_visits if visit.offset_days == 0]
    if not first:
        yield ProfileError(
            path="cycle_visits",
            problem="nothing defines Day 1, the anchor of a cycle. Add a visit with "
            "offset_days 0.",
        )
    has_infusions = any(visit.infusion for visit in study.cycle_visits)
    for visit in first:
        path = f"cycle_visits[{study.cycle_visits.index(visit)}]"
        if has_infusions and not visit.infusion:
            yield ProfileError(
                path=f"{path}.infusion",
                problem="is false, but Day 1 carries the infusion. Set it to true.",
            )
        if visit.visitnum_base:
            yield ProfileError(
                path=f"{path}.visitnum_base",
                problem="must be 0: the visit number of Day 1 is that of its cycle",
            )


def _window_settings(study: Study) -> Iterator[ProfileError]:
    for index, visit in enumerate(study.cycle_visits):
        for bound in ("before", "after"):
            name = getattr(visit, bound)
            if isinstance(name, str):
                path = f"cycle_visits[{index}].{bound}"
                yield from _setting_of_kind(study, name, path, ["days"])
    for index, series in enumerate(study.anchored_visits):
        path = f"anchored_visits[{index}]"
        if isinstance(series.schedule, str):
            yield from _setting_of_kind(
                study, series.schedule, f"{path}.schedule", _SCHEDULES
            )
        if series.moves is not None:
            yield from _setting_of_kind(
                study, series.moves, f"{path}.moves", ["yes or no"]
            )
        if series.window is not None:
            yield from _setting_of_kind(
                study, series.window, f"{path}.window", ["days"]
            )


def _setting_of_kind(
    study: Study, name: str, path: str, kinds: Iterable[str]
) -> Iterator[ProfileError]:
    rule = study.setting_rules.get(name)
    fits = [
        known.name
        for known in study.setting_rules.values()
        if known.kind in kinds and not known.optional
    ]
    if rule is None or rule.name not in fits:
        yield ProfileError(
            path=path,
            problem=f"{name!r} is not a setting that fits here. Those are "
            f"{', '.join(fits)}.",
        )


def _series(study: Study) -> Iterator[ProfileError]:
    """Refuse a series whose name, window or anchor does not fit its schedule."""
    for index, visits in enumerate(study.anchored_visits):
        path = f"anchored_visits[{index}]"
        kind = _kind(study, visits)
        number = _NUMBER_OF.get(kind)
        if number is not None and not _has_only(visits.name, number):
            place = f"must have {number} once, where its number goes"
            yield ProfileError(
                path=f"{path}.name",
                problem=place if number else "has a brace, but only one visit",
            )
        if number is not None and (kind == "cadence") != (visits.window is not None):
            yield ProfileError(
                path=f"{path}.window",
                problem="belongs to a cadence, and only there: other schedules carry "
                "their own days. Add it or leave it out.",
            )
        if not _is_anchor(study, visits.anchor):
            yield ProfileError(
                path=f"{path}.anchor",
                problem=f"nothing defines {visits.anchor!r}. The anchors are "
                f"{', '.join(Anchor)}, or a setting that chooses between them.",
            )
        yield from _numbers(visits, path)


def _kind(study: Study, visits: AnchoredVisit) -> str:
    """Return the kind of a schedule, in a setting or in the profile itself."""
    schedule = visits.schedule
    if isinstance(schedule, str):
        rule = study.setting_rules.get(schedule)
        return rule.kind if rule else ""
    if isinstance(schedule, Recurring):
        return "recurring"
    return "one visit" if len(schedule) == 1 and not visits.numbered else "follow-ups"


def _numbers(visits: AnchoredVisit, path: str) -> Iterator[ProfileError]:
    """Refuse numbers in names that are no number, or that two visits share."""
    if not isinstance(visits.schedule, tuple) or not visits.numbered:
        return
    seen: set[int] = set()
    for index, visit in enumerate(visits.schedule):
        if visit.days < 1 or visit.days in seen:
            yield ProfileError(
                path=f"{path}.schedule[{index}]",
                problem=f"{visit.days} cannot be the number in a name: it is less "
                "than 1, or there twice. Correct it.",
            )
        seen.add(visit.days)


def _has_only(name: str, number: str) -> bool:
    rest = name.replace(number, "", 1)
    return number in name and not set(rest) & set("{}")  # "" is in every name


def _is_anchor(study: Study, anchor: str) -> bool:
    rule = study.setting_rules.get(anchor)
    words = rule.choices if rule else (anchor,)
    return bool(words) and set(words) <= set(Anchor)


def _twice(study: Study) -> Iterator[ProfileError]:
    """Refuse a name that means two things."""
    capsules = study.capsules
    names = {
        "constants[{}].name": [constant.name for constant in study.constants],
        "cycle_visits[{}].label": [visit.label for visit in study.cycle_visits],
        "anchored_visits[{}].name": [visit.name for visit in study.anchored_visits],
        "anchored_visits[{}].kind": [visit.kind for visit in study.anchored_visits],
        "procedures[{}].name": [procedure.name for procedure in study.procedures],
        "capsules.ladder[{}].name": [level.name for level in capsules.ladder],
    }
    for path, words in names.items():
        yield from _repeated(path, words)
    if capsules.key == study.infusion.key:
        yield ProfileError(
            path="capsules.key",
            problem=f"{capsules.key!r} is the key of the infusion too. Choose another.",
        )


def _repeated(path: str, words: Sequence[str]) -> Iterator[ProfileError]:
    seen = Counter[str]()
    for index, word in enumerate(words):
        seen[word] += 1
        if seen[word] > 1:
            problem = f"{word!r} is there twice. Choose another."
            yield ProfileError(path=path.format(index), problem=problem)


def _visit_numbers(study: Study) -> Iterator[ProfileError]:
    bases = [
        (visit.visitnum_base, f"cycle_visits[{index}]")
        for index, visit in enumerate(study.cycle_visits)
    ]
    bases += [
        (visits.visitnum_base, f"anchored_visits[{index}]")
        for index, visits in enumerate(study.anchored_visits)
    ]
    interim = (study.interim_visits.visitnum_base, "interim_visits")
    for (earlier, other), (later, path) in pairwise([*sorted(bases), interim]):
        if later - earlier < VISITNUM_ROOM:
            yield ProfileError(
                path=f"{path}.visitnum_base",
                problem=f"{later} is too close to {earlier} of {other}: visit numbers "
                f"would clash. Leave {VISITNUM_ROOM} between them.",
            )


_RULES: tuple[Callable[[Study], Iterable[ProfileError]], ...] = (
    _labels,
    _day_1,
    _window_settings,
    _series,
    _twice,
    _visit_numbers,
    dose_problems,
    name_problems,
    procedure_problems,
    schedule_problems,
)
