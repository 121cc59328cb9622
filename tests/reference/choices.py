"""Random settings and weights of a history, at the edges of what is allowed."""

from random import Random

from scheduler.core.setting_text import settings_with
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.errors import FactsError

CADENCES = (
    [[6, 54], [9, "none"]],
    [[6, 48], [9, "none"]],
    [[3, 6], [4, 17], [5, "none"]],
    [[9, "none"]],
)
FOLLOW_UPS = (
    [[30, 7, 7], [90, 7, 7]],
    [[28, 0, 7]],
    [[7, 2, 2], [14, 3, 3], [30, 7, 7]],
)
INTERIM = (
    [],
    ["C1D8"],
    ["C1D8", "C1D22"],
    ["C2D8", "C1D8", "C3D8", "C4D9"],
    ["C1D14", "C1D8", "C2D14"],
)


def chosen_settings(
    chance: Random, study: Study
) -> tuple[tuple[tuple[str, object], ...], Settings]:
    """Return what differs from the profile, and all settings with it.

    Some would let windows overlap: then others are chosen.
    """
    while True:
        plain = _choices(chance, study)
        try:
            return plain, settings_with(study, plain)
        except FactsError:
            continue


def _choices(chance: Random, study: Study) -> tuple[tuple[str, object], ...]:
    rules = study.setting_rules
    found: list[tuple[str, object]] = []
    options: dict[str, tuple[object, ...]] = {
        "next_day_1": rules["next_day_1"].choices,
        "late_cycle": rules["late_cycle"].choices,
        "every_other_day": rules["every_other_day"].choices,
        "imaging_anchor": rules["imaging_anchor"].choices,
        "re_escalation": ("with reason",),
        "drugs_held_together": (True, False),
        "day_1_before": (0, 1, 3, 5),
        "day_1_after": (0, 1, 3, 7),
        "spare_days": (0, 3),
        "pack_size": (1, 10, 30),
        "imaging": CADENCES,
        "imaging_window": (0, 7),
        "imaging_moves": (True, False),
        "safety_follow_up": FOLLOW_UPS,
        "survival": ([12, 14, 14], [4, 3, 5]),
        "interim_visits": INTERIM,
        "treatment_cap": ("none", {"cycles": 4}, {"months": 3}),
    }
    if study.cycle_visits[0].offset_days < 0:
        del options["day_1_before"]  # it would nearly always overlap the day before
    for name, values in options.items():
        if chance.random() < 0.5:
            found.append((name, chance.choice(values)))
    return tuple(found)


def grams(chance: Random, study: Study) -> int:
    """Return a weight at the edge of a band, or anywhere."""
    edges = [band.from_grams for band in study.capsules.bands if band.from_grams]
    near = chance.choice(edges) + chance.choice((-10, 0, 10))
    return chance.choice((near, near, 10 * chance.randint(3_000, 15_000)))
