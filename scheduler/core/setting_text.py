"""The settings of a profile, and a site's own settings in their place."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from scheduler.core.plain_data import At, Table, one_of, table
from scheduler.core.provenance import Provenance, Source
from scheduler.core.setting_kinds import (
    BOUNDED_KINDS,
    CHOICES,
    KIND_OF,
    MOST_DAYS,
    OPTIONAL,
    setting_value,
)
from scheduler.core.settings import Settings
from scheduler.core.study import SettingRule, Study
from scheduler.core.window_linter import schedule_problems
from scheduler.errors import FactsError


def read_setting(rule: SettingRule, value: object, path: str) -> object:
    """Return the value of a setting from plain data, checked by its rule.

    Args:
        rule: the setting, as the profile gives it.
        value: plain data, as facts hold it; ``null`` and ``"none"`` both switch
            a check off, where the rule allows that.
        path: where it stands, for the error.

    Raises:
        FactsError: a wrong type, a value that is not allowed, or a change of a
            setting that is locked.
    """
    at = At(FactsError, path)
    found = setting_value(rule, value, at)
    if rule.locked and found != setting_value(rule, rule.default, at):
        raise at.refuse(
            f"is locked at {rule.default}, because {rule.provenance.citation} "
            "says so. Leave the key out."
        )
    return found


def settings_with(study: Study, overrides: Iterable[tuple[str, object]]) -> Settings:
    """Return the profile's settings with a site's own in their place.

    Raises:
        FactsError: a setting that there is none of, a value that is not allowed,
            or values that together make windows overlap.
    """
    at = At(FactsError, "settings")
    chosen: dict[str, Any] = {}
    plain = table(dict(overrides), at, needs=(), takes=study.setting_rules)
    for name, value in plain.values.items():
        chosen[name] = read_setting(study.setting_rules[name], value, f"{at}.{name}")
    if not chosen:
        return study.settings
    settings = replace(study.settings, **chosen)
    for problem in schedule_problems(replace(study, settings=settings)):
        path = _path_in_facts(problem.path, study, settings, chosen)
        raise FactsError(path=path, problem=problem.problem)
    return settings


def _path_in_facts(
    path: str, study: Study, settings: Settings, chosen: Iterable[str]
) -> str:
    """Return the key of a document that breaks windows, for a path of the profile.

    The profile's own windows are sound, so a key of the document breaks them; the
    path may name a window of the profile that it meets.
    """
    named = re.match(r"settings\.(\w+)", path)
    if named and named[1] in chosen:
        return path.replace(".default", "")
    for name in chosen:
        own = replace(settings, **{name: getattr(study.settings, name)})
        if not any(schedule_problems(replace(study, settings=own))):
            return f"settings.{name}"
    return "settings"


def read_rules(value: object, at: At) -> tuple[dict[str, SettingRule], Settings]:
    """Return the rule of every setting of a profile, and the defaults as one value."""
    found = table(value, at, needs=KIND_OF)
    rules = {name: _rule(name, found[name], at.key(name)) for name in found.values}
    values: dict[str, Any] = {
        name: setting_value(rule, rule.default, at.key(name).key("default"))
        for name, rule in rules.items()
    }
    return rules, Settings(**values)


def _rule(name: str, value: object, at: At) -> SettingRule:
    kind = KIND_OF[name]
    needs = ["title", "kind", "allowed", "default", "locked", "source", "citation"]
    needs += ["low", "high"] if kind in BOUNDED_KINDS else []
    needs += ["choices"] if kind == "choice" else []
    found = table(value, at, needs=needs)
    # A pack of none could never hold the capsules to hand out.
    least = 1 if kind == "capsules" else 0
    low = found.whole("low", least, MOST_DAYS) if "low" in found else None
    high = found.whole("high", 0, MOST_DAYS) if "high" in found else None
    if low is not None and high is not None and low > high:
        raise at.key("low").refuse(f"{low} is above high, {high}. Correct one of them.")
    return SettingRule(
        name=name,
        title=found.text("title"),
        kind=found.one_of("kind", (kind,)),
        allowed=found.text("allowed"),
        default=found["default"],
        locked=found.flag("locked"),
        provenance=provenance(found),
        low=low,
        high=high,
        choices=_choices(name, found) if "choices" in found else (),
        optional=name in OPTIONAL,
    )


def _choices(name: str, found: Table) -> tuple[str, ...]:
    words = found.texts("choices")
    for index, word in enumerate(words):
        place = found.at.key("choices").item(index)
        one_of(word, place, tuple(CHOICES[name]))
    return words


def provenance(found: Table) -> Provenance:
    """Return where a value of a profile comes from."""
    return Provenance(
        source=Source(found.one_of("source", tuple(Source))),
        citation=found.text("citation"),
    )
