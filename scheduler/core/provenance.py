"""Where the values of a profile come from."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a value of a profile comes from."""

    PUBLIC_RECORD = "public record"
    LABEL = "label"
    SIBLING_TRIAL = "sibling trial"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one value comes from, and the words to cite it by."""

    source: Source
    citation: str
