"""The profile linter: what coordinators' own tables get wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from scheduler.core.dose_linter import dose_problems
from scheduler.core.study import Anchor, Study
from scheduler.core.window_linter import schedule_problems
from scheduler.errors import ProfileError

# Room behind every base for the numbers of cycles, weeks and days.
VISITNUM_ROOM = 10_000

_WEEKS, _DAYS = "{weeks}", "{days}"
_NUMBER_OF = {"cadence": _WEEKS, "recurring": _WEEKS, "follow-ups": _DAYS}


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
    for visit in first:
        path = f"cycle_visits[{study.cycle_visits.index(visit)}]"
        if not visit.infusion:
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
        yield from _setting_of_kind(
            study, series.schedule, f"{path}.schedule", _NUMBER_OF
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
        rule = study.setting_rules.get(visits.schedule)
        number = _NUMBER_OF.get(rule.kind) if rule else None
        if number and not _has_only(visits.name, number):
            yield ProfileError(
                path=f"{path}.name",
                problem=f"must have {number} once, where its number goes",
            )
        if number and (rule and rule.kind == "cadence") != (visits.window is not None):
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


def _has_only(name: str, number: str) -> bool:
    rest = name.replace(number, "", 1)
    return number in name and not set(rest) & set("{}")


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
    for (earlier, other), (later, path) in pairwise(sorted(bases)):
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
    schedule_problems,
)
