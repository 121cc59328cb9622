"""What a typed weight means, as sentences; the bands come from the profile."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Weight
from scheduler.core.quantities import kilograms, parse_weight, weight_text
from scheduler.core.settings import WeightBasis
from scheduler.core.study import Capsules, Level
from scheduler.core.weights import (
    is_notable_change,
    near_boundary,
    rounds_into_another_band,
)
from scheduler.core.wording import band_text, level_text
from scheduler.errors import CycleDeskError

ENDINGS = ("0", "00", "5", "g", "kg")  # what may still be typed

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What one typed weight is held against.

    Attributes:
        capsules: for the dose bands.
        basis: which weight decides the starting dose.
        profile_version: to cite the rule by.
        baseline: the weight that set the starting dose, if there is one.
        last: the weight measured last, if there is one.
        in_force: the dose level in force, if there is one.
        becomes_baseline: True if this weight is to set the starting dose.
    """

    capsules: Capsules
    basis: WeightBasis
    profile_version: str
    baseline: Weight | None = None
    last: Weight | None = None
    in_force: Level | None = None
    becomes_baseline: bool = False


def could_become(text: str) -> bool:
    """Say whether more typing could make a weight of a text that is none yet.

    >>> could_become("6"), could_become("60,"), could_become("605")
    (True, True, False)
    """
    return any(_is_weight(text + ending) for ending in ENDINGS)


def result_text(weighing: Weighing, grams: int) -> str:
    """Return what a weight gives: its band and the dose of that band."""
    said = band_text(weighing.capsules, grams)
    if rounds_into_another_band(weighing.capsules, grams):
        said += " " + translate("weighing", "(not rounded)")
    return said


def dose_sentence(weighing: Weighing, grams: int) -> str:
    """Return what a weight does to the dose in force, which is nothing.

    Source:
        product.md, decision 2; ux.md 3.11.
    """
    if weighing.becomes_baseline:
        return translate(
            "weighing", "This is the baseline weight: it sets the starting dose."
        )
    if weighing.baseline and _crosses(weighing, weighing.baseline, grams):
        return _crossing(weighing, weighing.baseline, grams)
    if weighing.in_force is None:
        return ""
    band = weighing.capsules.band(grams)
    same = weighing.in_force is band.level
    sentence = (
        translate("weighing", "Dose in force {level}. No difference.")
        if same
        else translate("weighing", "Dose in force stays {level}.")
    )
    return sentence.format(level=level_text(weighing.in_force))


def notices(weighing: Weighing, grams: int) -> list[str]:
    """Return what somebody should look at before a weight is saved."""
    found = []
    if is_notable_change(weighing.last, grams):
        found.append(change_text(weighing, grams) + ".")
    edge = near_boundary(weighing.capsules, grams)
    if edge is not None:
        sentence = translate(
            "weighing", "Near the {kg} kg boundary. Check the scale reading."
        )
        found.append(sentence.format(kg=kilograms(edge).removesuffix(".0")))
    return found


def change_text(weighing: Weighing, grams: int) -> str:
    """Return how far a weight is from the last one, in percent."""
    assert weighing.last is not None
    last = weighing.last
    percent = (abs(grams - last.grams) * 100 + last.grams // 2) // last.grams
    sentence = (
        translate("weighing", "{percent}% lower than {weight} on {on}")
        if grams < last.grams
        else translate("weighing", "{percent}% higher than {weight} on {on}")
    )
    return sentence.format(
        percent=percent, weight=weight_text(last.grams), on=clinical_date(last.on)
    )


def needs_a_look(weighing: Weighing, grams: int) -> bool:
    """Say whether a weight lies in another band than the baseline weight."""
    return weighing.baseline is not None and _crosses(
        weighing, weighing.baseline, grams
    )


def _crosses(weighing: Weighing, baseline: Weight, grams: int) -> bool:
    bands = weighing.capsules
    return bands.band(grams) is not bands.band(baseline.grams)


def _crossing(weighing: Weighing, baseline: Weight, grams: int) -> str:
    by_weight = level_text(weighing.capsules.band(grams).level)
    if weighing.basis is WeightBasis.EVERY_DAY_1:
        sentence = translate(
            "weighing",
            "The profile gives {level} from this visit. The investigator must confirm.",
        )
        return sentence.format(level=by_weight)
    sentence = translate(
        "weighing",
        "Dose by this weight would be {level}. Dose in force stays {in_force}: set "
        "from {weight} on {on} (profile v{version}, baseline weight). Tell the "
        "investigator if unsure.",
    )
    in_force = weighing.in_force or weighing.capsules.band(baseline.grams).level
    if in_force is not weighing.capsules.band(baseline.grams).level:
        sentence = translate(
            "weighing",
            "The weight is in another band than the baseline weight, {weight} on {on}. "
            "Dose in force stays {in_force}, as ordered. Tell the investigator if "
            "unsure.",
        )
    return sentence.format(
        level=by_weight,
        in_force=level_text(in_force),
        weight=weight_text(baseline.grams),
        on=clinical_date(baseline.on),
        version=weighing.profile_version,
    )


def _is_weight(text: str) -> bool:
    try:
        parse_weight(text)
    except CycleDeskError:
        return False
    return True
