"""The study profile as frozen values: constants, settings, visits, ladders.

Nothing here knows a trial; ``study_text`` reads one from its profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.core.settings import Settings


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRule:
    """How one setting may be set, and why its default is what it is.

    Attributes:
        name: the key of facts.md.
        title: what the setting is called on screen.
        kind: the shape of its value, one of ``setting_kinds.KINDS``.
        allowed: what it may be, in words.
        default: the value in the file, as plain data.
        locked: True if a site may not change it.
        low: the lowest whole number, where the kind has one.
        high: the highest whole number, where the kind has one.
        choices: the words to choose from, where the kind has them.
        optional: True if the check may be switched off with null.
    """

    name: str
    title: str
    kind: str
    allowed: str
    default: object
    locked: bool
    provenance: Provenance
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """One fact of the public record that no site may change."""

    name: str
    value: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the dose ladder.

    Attributes:
        name: as facts.md writes it, ``4 mg every other day``.
        every_days: 1 for every day, 2 for every other day.
        frequency: the words for paper, ``once daily``.
    """

    name: str
    mg: int
    capsules: int
    every_days: int
    frequency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseBand:
    """A range of baseline weights and the level that it starts with.

    Attributes:
        from_grams: the lowest weight in the band; None is no lower end.
        below_grams: the first weight above the band; None is no upper end.
        text: the band in words, ``60 kg or more``.
    """

    from_grams: int | None
    below_grams: int | None
    level: Level
    text: str

    def __contains__(self, grams: int) -> bool:
        return (self.from_grams or 0) <= grams and (
            self.below_grams is None or grams < self.below_grams
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Infusion:
    """The masked product: one wording for everybody.

    Attributes:
        key: the word for it in facts, ``infusion``.
        dose_mg: milligrams as the masked line prints them.
    """

    key: str
    name: str
    form: str
    dose_mg: int
    route: str
    frequency: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Capsules:
    """The capsules: strength, ladder from high to low, and weight bands.

    Attributes:
        key: the word for it in facts, such as ``lenvatinib``.
    """

    key: str
    name: str
    form: str
    strength_mg: int
    route: str
    ladder: tuple[Level, ...]
    bands: tuple[DoseBand, ...]
    provenance: Provenance

    def level(self, name: str) -> Level | None:
        """Return the level of that name, or None if the ladder has none."""
        return next((level for level in self.ladder if level.name == name), None)

    def band(self, grams: int) -> DoseBand:
        """Return the band of an exact weight; the linter leaves no gap."""
        return next(band for band in self.bands if grams in band)


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleVisit:
    """A visit of every cycle.

    Attributes:
        label: ``D1``, ``D15`` or ``D-1``; the day of the cycle, without a day 0.
        offset_days: days from Day 1 of the cycle; 0 is Day 1 itself.
        before: days that the window opens before the target.
        after: days that it stays open after the target.
        infusion: True if the infusion is given there.
        dispense: True if capsules are handed out there.
        visitnum_base: added to the number of the cycle.
        checks: what is looked at before the dose.
    """

    label: str
    offset_days: int
    before: int | str
    after: int | str
    infusion: bool
    dispense: bool
    visitnum_base: int
    checks: tuple[str, ...]
    provenance: Provenance

    @property
    def day(self) -> int:
        """The day of the cycle: 1 is Day 1, the day before it is -1."""
        return self.offset_days + 1 if self.offset_days >= 0 else self.offset_days


class Anchor(StrEnum):
    """What a visit outside the cycles hangs on."""

    CONSENT = "consent"
    RANDOMIZATION = "randomization"
    FIRST_DAY_1 = "first day 1"
    LAST_DOSE = "last dose"
    END_OF_TREATMENT = "end of treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredVisit:
    """Visits that hang on an anchor of their own, not on the cycles.

    Attributes:
        name: with ``{weeks}`` or ``{days}`` where its number goes.
        kind: what visits of one series have in common.
        anchor: an ``Anchor``, or the name of the setting that holds it.
        schedule: the name of the setting that says when.
        window: the name of the setting with days either side, where the
            schedule does not carry its own.
        visitnum_base: added to the number in the name.
    """

    name: str
    kind: str
    anchor: str
    schedule: str
    window: str | None
    visitnum_base: int
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One trial's rules, read from its profile.

    Attributes:
        key: ``js001-027-iii-hcc``, the word for it in facts.
        protocol: the protocol number, as printed.
        registry: the registry number, as printed.
        profile_version: which edition of the profile this is.
        reasons: lists to choose from, by what is being explained.
        settings: the defaults as one value.
    """

    key: str
    protocol: str
    registry: str
    title: str
    sponsor: str
    profile_version: str
    profile_date: date
    constants: tuple[Constant, ...]
    cycle_length_days: int
    infusion: Infusion
    capsules: Capsules
    cycle_visits: tuple[CycleVisit, ...]
    anchored_visits: tuple[AnchoredVisit, ...]
    reasons: Mapping[str, tuple[str, ...]]
    setting_rules: Mapping[str, SettingRule]
    settings: Settings
