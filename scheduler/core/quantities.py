"""Grams, milligrams, capsules: parsing what is typed, writing what is shown."""

import re

from scheduler.errors import UnitError, WeightError

LOW_KG = 25
HIGH_KG = 250
GRAMS_PER_KG = 1000
NO_BREAK_SPACE = "\u00a0"

_KILOGRAMS = re.compile(
    r"[ \u00a0]*([1-9][0-9]{1,2})(?:[.,]([0-9]{1,2}))?[ \u00a0]*(?:kg)?[ \u00a0]*",
    re.ASCII,
)
_BEFORE_UNIT = re.compile(r"(?<=[0-9]) (?=(?:kg|mg|mL)\b)|(?<=\bDOSE) ")
_OTHER_UNIT = re.compile(
    r"[ \u00a0]*[0-9][0-9.,]*[ \u00a0]*(?:g|[a-z]{2,})[ \u00a0]*", re.IGNORECASE
)


def parse_weight(text: str) -> int:
    """Return the typed body weight in whole grams, exactly as entered.

    Point and comma are both decimal marks, because both are typed in clinics.

    Args:
        text: kilograms with at most two decimals; an ending ``kg`` is allowed.

    Raises:
        UnitError: the number carries another unit.
        WeightError: not a number of that form, or not from 25 to 250 kg.

    Source:
        product.md, decision 3.

    >>> parse_weight("59,95")
    59950
    """
    match = _KILOGRAMS.fullmatch(text)
    if match is None:
        if _OTHER_UNIT.fullmatch(text) and not text.strip().casefold().endswith("kg"):
            raise UnitError(got=text.strip())
        raise WeightError(got=text.strip(), low_kg=LOW_KG, high_kg=HIGH_KG)
    grams = int(match[1]) * GRAMS_PER_KG + int((match[2] or "").ljust(3, "0"))
    if not LOW_KG * GRAMS_PER_KG <= grams <= HIGH_KG * GRAMS_PER_KG:
        raise WeightError(got=text.strip(), low_kg=LOW_KG, high_kg=HIGH_KG)
    return grams


def kilograms(grams: int) -> str:
    """Write grams as kilograms without a unit, never rounded, one decimal or more.

    A measured value may show its precision, so 60 kg is ``60.0``.

    >>> kilograms(60000), kilograms(59950), kilograms(59999)
    ('60.0', '59.95', '59.999')
    """
    whole, rest = divmod(grams, GRAMS_PER_KG)
    decimals = f"{rest:03d}".rstrip("0") or "0"
    return f"{whole}.{decimals}"


def weight_text(grams: int) -> str:
    """Write a weight with its unit.

    >>> weight_text(60000)
    '60.0 kg'
    """
    return f"{kilograms(grams)} kg"


def dose_text(mg: int) -> str:
    """Write a dose, without a trailing zero.

    >>> dose_text(8)
    '8 mg'
    """
    return f"{mg:,} mg"


def unbroken(text: str) -> str:
    """Join every number to its unit by a space that never breaks.

    Files keep plain spaces; screen and paper show this.

    Source:
        ux.md N-03.

    >>> unbroken("DOSE 12 mg") == "DOSE\u00a012\u00a0mg"
    True
    """
    return _BEFORE_UNIT.sub(NO_BREAK_SPACE, text)


def capsules_text(capsules: int) -> str:
    """Write a number of capsules in words that fit it.

    >>> capsules_text(1), capsules_text(3)
    ('1 capsule', '3 capsules')
    """
    return f"{capsules} capsule" if capsules == 1 else f"{capsules} capsules"
