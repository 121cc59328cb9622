"""TOML text to a checked study, with the path of the key in every error."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scheduler.core.plain_data import At, Table, line, table
from scheduler.core.setting_text import provenance
from scheduler.core.study import Amendment, Study
from scheduler.core.study_linter import lint_study
from scheduler.core.study_parts import PARTS, read_date, read_parts
from scheduler.errors import ProfileError

# What a later version of a profile may say in other words.
CHANGEABLE = (
    "cycle_visits",
    "interim_visits",
    "anchored_visits",
    "procedures",
    "settings",
)
_VERSION = ("version", "dated", "summary", "changes", "source", "citation")


def read_study(source: str) -> Study:
    """Return the study of a profile, with all of its versions.

    Args:
        source: the profile, as TOML text.

    Raises:
        ProfileError: the text is not TOML, a key is missing, unknown or of the
            wrong type, or the linter has something against the whole, or against
            a later version of it.
    """
    study = _study(source)
    for problem in _problems(study):
        raise problem
    return study


def study_problems(source: str) -> tuple[ProfileError, ...]:
    """Return everything that is wrong with a profile; nothing means it is sound.

    A text that cannot be read has one problem, the first.
    """
    try:
        return tuple(_problems(_study(source)))
    except ProfileError as problem:
        return (problem,)


def _problems(study: Study) -> Iterator[ProfileError]:
    """Yield what the linter has against the first version, then the later ones."""
    known = lint_study(study)
    yield from known
    said = {(problem.path, problem.problem) for problem in known}
    for index, amendment in enumerate(study.amendments):
        for problem in lint_study(amendment.study):
            if (problem.path, problem.problem) not in said:
                path = f"versions[{index}].changes.{problem.path}"
                yield ProfileError(path=path, problem=problem.problem)


def _study(source: str) -> Study:
    root = At(ProfileError)
    parts = table(_toml(source, root), root, needs=PARTS, takes=("versions",))
    plain = {name: parts[name] for name in PARTS}
    study = read_parts(plain, root)
    if "versions" not in parts:
        return study
    return replace(study, amendments=tuple(_amendments(parts, plain, study)))


def _toml(source: str, at: At) -> object:
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError, OverflowError) as error:
        raise at.refuse(f"is not TOML: {error}. Correct the text.") from error


def _amendments(
    parts: Table, plain: Mapping[str, object], study: Study
) -> Iterator[Amendment]:
    """Yield the later versions, each of which changes the one before it."""
    names, dated = {study.profile_version}, study.profile_date
    for value, at in parts.items("versions"):
        found = table(value, at, needs=_VERSION)
        amendment = _amendment(found, plain)
        if amendment.version in names:
            raise at.key("version").refuse(
                f"{amendment.version!r} is there twice. Choose another."
            )
        if amendment.study.profile_date < dated:
            raise at.key("dated").refuse(
                f"is before {dated}, the date of the version before it. Put the "
                "versions in order."
            )
        plain = _changed(found, plain)
        names.add(amendment.version)
        dated = amendment.study.profile_date
        yield amendment


def _amendment(found: Table, plain: Mapping[str, object]) -> Amendment:
    at, version = found.at, line(found["version"], found.at.key("version"))
    whole = read_parts(_changed(found, plain), at.key("changes"))
    dated = read_date(found["dated"], at.key("dated"))
    return Amendment(
        version=version,
        summary=found.text("summary"),
        provenance=provenance(found),
        study=replace(whole, profile_version=version, profile_date=dated),
    )


def _changed(found: Table, plain: Mapping[str, object]) -> dict[str, object]:
    """Return the parts of a profile with the changes of one version.

    A list takes the place of the list that was there; a setting keeps its rule and
    gets another default.
    """
    at = found.at.key("changes")
    changes = dict(table(found["changes"], at, needs=(), takes=CHANGEABLE).values)
    if "settings" in changes:
        there: Any = plain["settings"]
        chosen = table(changes["settings"], at.key("settings"), needs=(), takes=there)
        new = {
            name: there[name] | {"default": value}
            for name, value in chosen.values.items()
        }
        changes["settings"] = there | new
    return {**plain, **changes}
