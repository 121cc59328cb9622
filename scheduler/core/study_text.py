"""TOML text to a checked study, with the path of the key in every error."""

import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

from scheduler.core.plain_data import (
    At,
    Table,
    shown,
    table,
    text,
    texts,
    whole,
)
from scheduler.core.quantities import parse_weight
from scheduler.core.setting_text import provenance, read_rules
from scheduler.core.study import (
    AnchoredVisit,
    Capsules,
    Constant,
    CycleVisit,
    DoseBand,
    Infusion,
    Level,
    Study,
)
from scheduler.core.study_linter import lint_study
from scheduler.errors import CycleDeskError, ProfileError

LONGEST_CYCLE_DAYS = 366
MOST_MG = 100_000
MOST_VISITNUM = 1_000_000

_PARTS = (
    "study",
    "constants",
    "infusion",
    "capsules",
    "cycle_visits",
    "anchored_visits",
    "reasons",
    "settings",
)
_HEAD = (
    "key",
    "protocol",
    "registry",
    "title",
    "sponsor",
    "profile_version",
    "profile_date",
    "cycle_length_days",
)
_Found = TypeVar("_Found")


def read_study(source: str) -> Study:
    """Return the study of a profile.

    Args:
        source: the profile, as TOML text.

    Raises:
        ProfileError: the text is not TOML, a key is missing, unknown or of the
            wrong type, or the linter has something against the whole.
    """
    study = _study(source)
    for problem in lint_study(study):
        raise problem
    return study


def study_problems(source: str) -> tuple[ProfileError, ...]:
    """Return everything that is wrong with a profile; nothing means it is sound.

    A text that cannot be read has one problem, the first.
    """
    try:
        return lint_study(_study(source))
    except ProfileError as problem:
        return (problem,)


def _study(source: str) -> Study:
    root = At(ProfileError)
    parts = table(_toml(source, root), root, needs=_PARTS)
    head = table(parts["study"], root.key("study"), needs=_HEAD)
    rules, settings = read_rules(parts["settings"], root.key("settings"))
    return Study(
        key=head.text("key"),
        protocol=head.text("protocol"),
        registry=head.text("registry"),
        title=head.text("title"),
        sponsor=head.text("sponsor"),
        profile_version=head.text("profile_version"),
        profile_date=_date(head["profile_date"], head.at.key("profile_date")),
        cycle_length_days=head.whole("cycle_length_days", 1, LONGEST_CYCLE_DAYS),
        constants=_each(parts, "constants", _constant),
        infusion=_infusion(parts["infusion"], root.key("infusion")),
        capsules=_capsules(parts["capsules"], root.key("capsules")),
        cycle_visits=_each(parts, "cycle_visits", _cycle_visit),
        anchored_visits=_each(parts, "anchored_visits", _anchored_visit),
        reasons=_reasons(parts["reasons"], root.key("reasons")),
        setting_rules=rules,
        settings=settings,
    )


def _toml(source: str, at: At) -> object:
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError, OverflowError) as error:
        raise at.refuse(f"is not TOML: {error}. Correct the text.") from error


def _keys(make: type[Any]) -> tuple[str, ...]:
    """Return the keys of a table that become the attributes of one class."""
    names = [field.name for field in fields(make)]
    if "provenance" in names:
        names[names.index("provenance") :] = ["source", "citation"]
    return tuple(names)


def _each(
    found: Table, name: str, read: Callable[[object, At], _Found]
) -> tuple[_Found, ...]:
    return tuple(read(member, place) for member, place in found.items(name))


def _date(value: object, at: At) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise at.refuse(f"must be a date such as 2026-11-22, not {shown(value)}")
    return value


def _constant(value: object, at: At) -> Constant:
    found = table(value, at, needs=_keys(Constant))
    return Constant(
        name=found.text("name"),
        value=found.text("value"),
        provenance=provenance(found),
    )


def _infusion(value: object, at: At) -> Infusion:
    found = table(value, at, needs=_keys(Infusion))
    return Infusion(
        key=found.text("key"),
        name=found.text("name"),
        form=found.text("form"),
        dose_mg=found.whole("dose_mg", 1, MOST_MG),
        route=found.text("route"),
        frequency=found.text("frequency"),
        provenance=provenance(found),
    )


def _capsules(value: object, at: At) -> Capsules:
    found = table(value, at, needs=_keys(Capsules))
    ladder = _each(found, "ladder", _level)
    return Capsules(
        key=found.text("key"),
        name=found.text("name"),
        form=found.text("form"),
        strength_mg=found.whole("strength_mg", 1, MOST_MG),
        route=found.text("route"),
        ladder=ladder,
        bands=_each(found, "bands", lambda band, place: _band(band, place, ladder)),
        provenance=provenance(found),
    )


def _level(value: object, at: At) -> Level:
    found = table(value, at, needs=_keys(Level))
    return Level(
        name=found.text("name"),
        mg=found.whole("mg", 1, MOST_MG),
        capsules=found.whole("capsules", 1, MOST_MG),
        every_days=found.whole("every_days", 1, LONGEST_CYCLE_DAYS),
        frequency=found.text("frequency"),
    )


def _band(value: object, at: At, ladder: tuple[Level, ...]) -> DoseBand:
    found = table(value, at, needs=("text", "level"), takes=("from_kg", "below_kg"))
    levels = {level.name: level for level in ladder}
    return DoseBand(
        from_grams=_grams(found, "from_kg"),
        below_grams=_grams(found, "below_kg"),
        level=levels[found.one_of("level", levels)],
        text=found.text("text"),
    )


def _grams(found: Table, name: str) -> int | None:
    if name not in found:
        return None
    kilograms = found.text(name)
    try:
        return parse_weight(kilograms)
    except CycleDeskError as error:
        raise found.at.key(name).refuse(str(error)) from error


def _cycle_visit(value: object, at: At) -> CycleVisit:
    found = table(value, at, needs=_keys(CycleVisit))
    longest = LONGEST_CYCLE_DAYS
    return CycleVisit(
        label=found.text("label"),
        offset_days=found.whole("offset_days", -longest, longest),
        before=_days(found["before"], at.key("before")),
        after=_days(found["after"], at.key("after")),
        infusion=found.flag("infusion"),
        dispense=found.flag("dispense"),
        visitnum_base=found.whole("visitnum_base", 0, MOST_VISITNUM),
        checks=found.texts("checks"),
        provenance=provenance(found),
    )


def _days(value: object, at: At) -> int | str:
    """Return days, or the name of the setting that holds them."""
    if isinstance(value, str):
        return text(value, at)
    return whole(value, at, 0, LONGEST_CYCLE_DAYS)


def _anchored_visit(value: object, at: At) -> AnchoredVisit:
    needs = [name for name in _keys(AnchoredVisit) if name != "window"]
    found = table(value, at, needs=needs, takes=("window",))
    return AnchoredVisit(
        name=found.text("name"),
        kind=found.text("kind"),
        anchor=found.text("anchor"),
        schedule=found.text("schedule"),
        window=found.text("window") if "window" in found else None,
        visitnum_base=found.whole("visitnum_base", 0, MOST_VISITNUM),
        provenance=provenance(found),
    )


def _reasons(value: object, at: At) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise at.refuse(f"must be a table, not {shown(value)}")
    return {text(name, at): texts(words, at.key(name)) for name, words in value.items()}
