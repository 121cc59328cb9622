"""Plain data to the value of a setting, one reader for every kind."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from scheduler.core.plain_data import At, flag, items, one_of, table, text, whole
from scheduler.core.settings import (
    CadenceStep,
    CapsulesOnDay1,
    EveryOtherDay,
    FollowUp,
    ImagingAnchor,
    LateCycle,
    NextDay1,
    Recurring,
    ReEscalation,
    TreatmentCap,
    WeightBasis,
)
from scheduler.core.study import SettingRule

OFF = "none"
MOST_CYCLES = 999
MOST_WEEKS = 520
MOST_DAYS = 3650
MOST_MONTHS = 1200

CHOICES: Mapping[str, type[StrEnum]] = {
    "next_day_1": NextDay1,
    "weight_basis": WeightBasis,
    "late_cycle": LateCycle,
    "every_other_day": EveryOtherDay,
    "re_escalation": ReEscalation,
    "imaging_anchor": ImagingAnchor,
    "capsules_on_day_1": CapsulesOnDay1,
}

KIND_OF: Mapping[str, str] = {
    **dict.fromkeys(CHOICES, "choice"),
    "day_1_before": "days",
    "day_1_after": "days",
    "first_day_1_within": "days",
    "minimum_interval_days": "days",
    "maximum_gap_days": "days",
    "hold_warning_days": "days",
    "relevant_delay_days": "days",
    "imaging": "cadence",
    "imaging_window": "days",
    "imaging_moves": "yes or no",
    "safety_follow_up": "follow-ups",
    "survival": "recurring",
    "contraception_months": "months",
    "treatment_cap": "cap",
    "interim_visits": "visit codes",
    "spare_days": "days",
    "pack_size": "capsules",
    "compliance_band": "band",
    "infusion_minutes": "first and later minutes",
    "observation_minutes": "minutes",
    "drugs_held_together": "yes or no",
    "missed_dose_hours": "hours",
    "vomited_dose": "text",
}
OPTIONAL = frozenset({"minimum_interval_days", "maximum_gap_days", "hold_warning_days"})
COUNTED_KINDS = frozenset({"days", "months", "capsules", "minutes", "hours"})
BOUNDED_KINDS = COUNTED_KINDS | {"band", "first and later minutes"}

_VISIT_CODE = re.compile(r"C[1-9][0-9]{0,2}D[1-9][0-9]{0,2}", re.ASCII)


def setting_value(rule: SettingRule, value: object, at: At) -> object:
    """Return the value of a setting from plain data, locked or not."""
    if rule.optional and _is_off(value):
        return None
    return KINDS[rule.kind](rule, value, at)


def _is_off(value: object) -> bool:
    return value is None or value == OFF


def _choice(rule: SettingRule, value: object, at: At) -> object:
    return CHOICES[rule.name](one_of(value, at, rule.choices))


def _yes_or_no(_rule: SettingRule, value: object, at: At) -> object:
    return flag(value, at)


def _text(_rule: SettingRule, value: object, at: At) -> object:
    return text(value, at)


def _counted(rule: SettingRule, value: object, at: At) -> int:
    return whole(
        value, at, rule.low or 0, MOST_DAYS if rule.high is None else rule.high
    )


def _pair(rule: SettingRule, value: object, at: At) -> tuple[int, int]:
    members = list(items(value, at))
    if len(members) != 2:  # noqa: PLR2004  a pair
        raise at.refuse("must be a list of two whole numbers")
    first, second = (_counted(rule, member, place) for member, place in members)
    return first, second


def _band(rule: SettingRule, value: object, at: At) -> tuple[int, int]:
    low, high = _pair(rule, value, at)
    if low > high:
        raise at.refuse(f"goes from {low} to {high}. Put the lower number first.")
    return low, high


def _row(value: object, at: At, most: tuple[int, ...], words: str) -> tuple[int, ...]:
    """Return a list of whole numbers: 1 or more, then 0 or more each."""
    members = list(items(value, at))
    if len(members) != len(most):
        raise at.refuse(f"must be a list of {words}")
    return tuple(
        whole(member, place, 0 if index else 1, most[index])
        for index, (member, place) in enumerate(members)
    )


def _follow_ups(_rule: SettingRule, value: object, at: At) -> tuple[FollowUp, ...]:
    return tuple(_follow_up(member, place) for member, place in items(value, at))


def _follow_up(value: object, at: At) -> FollowUp:
    days, before, after = _row(value, at, (MOST_DAYS,) * 3, "days, before and after")
    return FollowUp(days=days, before=before, after=after)


def _recurring(_rule: SettingRule, value: object, at: At) -> Recurring:
    most = (MOST_WEEKS, MOST_DAYS, MOST_DAYS)
    weeks, before, after = _row(value, at, most, "weeks, before and after")
    return Recurring(every_weeks=weeks, before=before, after=after)


def _cadence(_rule: SettingRule, value: object, at: At) -> tuple[CadenceStep, ...]:
    steps = tuple(_step(member, place) for member, place in items(value, at))
    if not steps or steps[-1].until_week is not None:
        raise at.refuse('must end with a step that goes on for ever: [6, "none"]')
    week = 0
    for index, step in enumerate(steps[:-1]):
        if step.until_week is None:
            raise at.item(index).refuse("goes on for ever, so it must be the last step")
        visits = (step.until_week - week) // step.every_weeks
        if visits < 1:
            soonest = week + step.every_weeks
            raise at.item(index).refuse(
                f"ends before its first visit. Use week {soonest} or later."
            )
        week += visits * step.every_weeks
    return steps


def _step(value: object, at: At) -> CadenceStep:
    members = list(items(value, at))
    if len(members) != 2:  # noqa: PLR2004  a pair
        raise at.refuse("must be a list of weeks and the last week")
    (every, every_at), (until, until_at) = members
    return CadenceStep(
        every_weeks=whole(every, every_at, 1, MOST_WEEKS),
        until_week=None if _is_off(until) else whole(until, until_at, 1, MOST_WEEKS),
    )


def _cap(_rule: SettingRule, value: object, at: At) -> TreatmentCap | None:
    if _is_off(value):
        return None
    found = table(value, at, needs=(), takes=("cycles", "months"))
    if len(found.values) != 1:
        raise at.refuse('must be "none", or a table with cycles or with months')
    if "cycles" in found:
        return TreatmentCap(cycles=found.whole("cycles", 1, MOST_CYCLES))
    return TreatmentCap(months=found.whole("months", 1, MOST_MONTHS))


def _visit_codes(_rule: SettingRule, value: object, at: At) -> tuple[str, ...]:
    found: list[str] = []
    for member, place in items(value, at):
        code = text(member, place)
        if not _VISIT_CODE.fullmatch(code):
            raise place.refuse(f"{code!r} is not a visit. Write it as C1D8.")
        if code in found:
            raise place.refuse(f"{code} is in this list twice. Keep it once.")
        found.append(code)
    return tuple(found)


KINDS: Mapping[str, Callable[[SettingRule, object, At], object]] = {
    "choice": _choice,
    "yes or no": _yes_or_no,
    "text": _text,
    **dict.fromkeys(sorted(COUNTED_KINDS), _counted),
    "first and later minutes": _pair,
    "band": _band,
    "cadence": _cadence,
    "follow-ups": _follow_ups,
    "recurring": _recurring,
    "cap": _cap,
    "visit codes": _visit_codes,
}
