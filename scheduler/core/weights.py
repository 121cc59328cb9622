"""What a measured weight calls attention to; in whole grams, never rounded."""

from scheduler.core.facts import Weight
from scheduler.core.quantities import GRAMS_PER_KG
from scheduler.core.study import Capsules

NEAR_GRAMS = 1000
NOTABLE_PERCENT = 10


def near_boundary(capsules: Capsules, grams: int) -> int | None:
    """Return the band boundary that a weight lies within 1 kg of, or None.

    Source:
        ux.md 3.11.
    """
    edges = [band.from_grams for band in capsules.bands if band.from_grams]
    near = [edge for edge in edges if abs(grams - edge) <= NEAR_GRAMS]
    return min(near, key=lambda edge: abs(grams - edge), default=None)


def rounds_into_another_band(capsules: Capsules, grams: int) -> bool:
    """Say whether a weight in whole kilograms would lie in another band.

    Source:
        ux.md 3.11.
    """
    rounded = (grams + GRAMS_PER_KG // 2) // GRAMS_PER_KG * GRAMS_PER_KG
    return capsules.band(rounded) is not capsules.band(grams)


def is_notable_change(last: Weight | None, grams: int) -> bool:
    """Say whether a weight is 10 % or more away from the last one, if there is one.

    Source:
        product.md, decision 3; ux.md 3.11 and N-16.
    """
    if last is None:
        return False
    return abs(grams - last.grams) * 100 >= NOTABLE_PERCENT * last.grams
