"""The part of the profile linter that looks at doses: ladder and weight bands."""

from collections.abc import Iterator
from itertools import pairwise

from scheduler.core.quantities import kilograms
from scheduler.core.study import DoseBand, Level, Study
from scheduler.errors import ProfileError

_OFTEN = {1: "daily", 2: "every other day"}


def dose_problems(study: Study) -> Iterator[ProfileError]:
    """Yield what is wrong with the ladder and the bands of the capsules.

    Source:
        architecture.md: bands that leave a gap or overlap, low above high, and
        labels that contradict what they stand for are refused.
    """
    for index, level in enumerate(study.capsules.ladder):
        path = f"capsules.ladder[{index}]"
        yield from _level(level, study.capsules.strength_mg, path)
    yield from _order(study.capsules.ladder)
    for index, band in enumerate(study.capsules.bands):
        yield from _band(band, f"capsules.bands[{index}]")
    yield from _cover(study.capsules.bands)


def _level(level: Level, strength_mg: int, path: str) -> Iterator[ProfileError]:
    if level.mg != level.capsules * strength_mg:
        yield ProfileError(
            path=f"{path}.mg",
            problem=f"{level.mg} mg is not {level.capsules} x {strength_mg} mg. "
            "Correct the dose or the number of capsules.",
        )
    often = _OFTEN.get(level.every_days, f"every {level.every_days} days")
    if level.name != f"{level.mg} mg {often}":
        yield ProfileError(
            path=f"{path}.name",
            problem=f"{level.name!r} contradicts '{level.mg} mg {often}'. "
            "Correct one of them.",
        )


def _order(ladder: tuple[Level, ...]) -> Iterator[ProfileError]:
    """Refuse a step that does not lower what is taken in a day, on average."""
    for index, (level, lower) in enumerate(pairwise(ladder), start=1):
        if lower.mg * level.every_days >= level.mg * lower.every_days:
            yield ProfileError(
                path=f"capsules.ladder[{index}]",
                problem=f"{lower.name} is not lower than {level.name}. Write the "
                "ladder from high to low.",
            )


def _band(band: DoseBand, path: str) -> Iterator[ProfileError]:
    low, high = band.from_grams, band.below_grams
    if low is not None and high is not None and low >= high:
        yield ProfileError(
            path=f"{path}.from_kg",
            problem=f"{kilograms(low)} is not below {kilograms(high)}. Put the lower "
            "weight first.",
        )
    words = band.text.replace(",", ".").split()
    for name, grams in (("from_kg", low), ("below_kg", high)):
        if grams is not None and kilograms(grams).removesuffix(".0") not in words:
            yield ProfileError(
                path=f"{path}.text",
                problem=f"{band.text!r} does not say {name} {kilograms(grams)}. "
                "Correct one of them.",
            )


def _cover(bands: tuple[DoseBand, ...]) -> Iterator[ProfileError]:
    """Refuse weights that lie in no band, or in two."""
    ordered = sorted(enumerate(bands), key=lambda band: band[1].from_grams or 0)
    reached: int | None = 0
    for index, band in ordered:
        starts = band.from_grams or 0
        if reached is None or starts != reached:
            said = "overlaps" if reached is None or starts < reached else "leaves a gap"
            yield ProfileError(
                path=f"capsules.bands[{index}]",
                problem=f"{band.text!r} {said} after the band before it. Each band "
                "must begin where the one before it ends.",
            )
        reached = band.below_grams
    if reached is not None:
        yield ProfileError(
            path="capsules.bands",
            problem=f"no band holds a weight of {kilograms(reached)} kg or more. Let "
            "the last band have no below_kg.",
        )
