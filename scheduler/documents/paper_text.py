"""Text on its way to paper: nothing hidden in it, nothing too long to break."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scheduler.core.quantities import unbroken

Paper: TypeAlias = "str | bool | int | Sequence[Paper] | Mapping[str, Paper]"

LONGEST_WORD = 24
REPLACEMENT = "\ufffd"
ZERO_WIDTH_SPACE = "\u200b"

_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def printable(text: str) -> str:
    r"""Write free text as paper can show it.

    A line break becomes a space. What would be invisible or would turn the order
    of letters around becomes a mark that is seen. Words that no line can hold may
    break. Numbers stay with their units.

    Source:
        reliability.md R58; ux.md N-03.

    >>> printable("stop\n12 mg") == "stop 12\u00a0mg"
    True
    """
    shown = "".join(_shown(letter) for letter in text)
    return unbroken(_LONG_WORD.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", shown))


def for_paper(value: Paper) -> Paper:
    """Make every text in plain data printable; the rest is left as it is."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: for_paper(found) for key, found in value.items()}
    if isinstance(value, Sequence):
        return [for_paper(found) for found in value]
    return value


def _shown(letter: str) -> str:
    if letter in _SPACES:
        return " "
    return REPLACEMENT if unicodedata.category(letter) in _HIDDEN else letter
