"""The parts of a profile: plain data to one study, checked key by key."""

from collections.abc import Mapping
from datetime import date, datetime

from scheduler.core.plain_data import At, Table, shown, table, text, texts
from scheduler.core.quantities import parse_weight
from scheduler.core.setting_text import provenance, read_rules
from scheduler.core.study import Capsules, Constant, DoseBand, Infusion, Level, Study
from scheduler.core.visit_text import (
    LONGEST_CYCLE_DAYS,
    anchored_visit,
    cycle_visit,
    each,
    events,
    interim_visits,
    keys,
    procedure,
)
from scheduler.errors import CycleDeskError

MOST_MG = 100_000

PARTS = (
    "study",
    "constants",
    "infusion",
    "capsules",
    "cycle_visits",
    "interim_visits",
    "anchored_visits",
    "procedures",
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
    "ends_with",
)


def read_parts(parts: Mapping[str, object], root: At) -> Study:
    """Return the study of the parts of a profile, without any later version.

    Args:
        parts: everything that is needed, by ``PARTS``, as plain data.
        root: where the parts stand, for errors.

    Raises:
        ProfileError: a key is missing, unknown or of the wrong type.
    """
    found = Table(parts, root)
    head = table(parts["study"], root.key("study"), needs=_HEAD)
    rules, settings = read_rules(parts["settings"], root.key("settings"))
    return Study(
        key=head.text("key"),
        protocol=head.text("protocol"),
        registry=head.text("registry"),
        title=head.text("title"),
        sponsor=head.text("sponsor"),
        profile_version=head.text("profile_version"),
        profile_date=read_date(head["profile_date"], head.at.key("profile_date")),
        cycle_length_days=head.whole("cycle_length_days", 1, LONGEST_CYCLE_DAYS),
        ends_with=events(head, "ends_with"),
        constants=each(found, "constants", _constant),
        infusion=_infusion(parts["infusion"], root.key("infusion")),
        capsules=_capsules(parts["capsules"], root.key("capsules")),
        cycle_visits=each(found, "cycle_visits", cycle_visit),
        interim_visits=interim_visits(
            parts["interim_visits"], root.key("interim_visits")
        ),
        anchored_visits=each(found, "anchored_visits", anchored_visit),
        procedures=each(found, "procedures", procedure),
        reasons=_reasons(parts["reasons"], root.key("reasons")),
        setting_rules=rules,
        settings=settings,
    )


def read_date(value: object, at: At) -> date:
    """Return a date of TOML, which is no text and has no time."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise at.refuse(f"must be a date such as 2026-11-22, not {shown(value)}")
    return value


def _constant(value: object, at: At) -> Constant:
    found = table(value, at, needs=keys(Constant))
    return Constant(
        name=found.text("name"),
        value=found.text("value"),
        provenance=provenance(found),
    )


def _infusion(value: object, at: At) -> Infusion:
    found = table(value, at, needs=keys(Infusion))
    return Infusion(
        key=found.text("key"),
        name=found.text("name"),
        form=found.text("form"),
        dose_mg=found.whole("dose_mg", 1, MOST_MG),
        route=found.text("route"),
        frequency=found.text("frequency"),
        ends_with=events(found, "ends_with"),
        provenance=provenance(found),
    )


def _capsules(value: object, at: At) -> Capsules:
    found = table(value, at, needs=keys(Capsules))
    ladder = each(found, "ladder", _level)
    return Capsules(
        key=found.text("key"),
        name=found.text("name"),
        form=found.text("form"),
        strength_mg=found.whole("strength_mg", 1, MOST_MG),
        route=found.text("route"),
        ladder=ladder,
        bands=each(found, "bands", lambda band, place: _band(band, place, ladder)),
        ends_with=events(found, "ends_with"),
        provenance=provenance(found),
    )


def _level(value: object, at: At) -> Level:
    found = table(value, at, needs=keys(Level))
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


def _reasons(value: object, at: At) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise at.refuse(f"must be a table, not {shown(value)}")
    return {text(name, at): texts(words, at.key(name)) for name, words in value.items()}
