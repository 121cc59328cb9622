"""The study profile as frozen values: constants, settings, visits, ladders.

Nothing here knows a trial; ``study_text`` reads one from its profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.core.facts import EventKind
from scheduler.core.provenance import Provenance
from scheduler.core.settings import Settings
from scheduler.core.visit_rules import (
    AnchoredVisit,
    CycleVisit,
    InterimVisits,
    Procedure,
)


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
        ends_with: the events that end it where no end of it is recorded.
    """

    key: str
    name: str
    form: str
    dose_mg: int
    route: str
    frequency: str
    ends_with: tuple[EventKind, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Capsules:
    """The capsules: strength, ladder from high to low, and weight bands.

    Attributes:
        key: the word for it in facts, such as ``lenvatinib``.
        ends_with: the events that end it where no end of it is recorded.
    """

    key: str
    name: str
    form: str
    strength_mg: int
    route: str
    ladder: tuple[Level, ...]
    bands: tuple[DoseBand, ...]
    ends_with: tuple[EventKind, ...]
    provenance: Provenance

    def level(self, name: str) -> Level | None:
        """Return the level of that name, or None if the ladder has none."""
        return next((level for level in self.ladder if level.name == name), None)

    def band(self, grams: int) -> DoseBand:
        """Return the band of an exact weight; the linter leaves no gap."""
        return next(band for band in self.bands if grams in band)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One trial's rules, read from its profile.

    Attributes:
        key: ``js001-027-iii-hcc``, the word for it in facts.
        protocol: the protocol number, as printed.
        registry: the registry number, as printed.
        profile_version: which edition of the profile this is.
        ends_with: the events after which no visit takes place.
        reasons: lists to choose from, by what is being explained.
        settings: the defaults as one value.
        amendments: the later versions of the profile, oldest first.
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
    ends_with: tuple[EventKind, ...]
    infusion: Infusion
    capsules: Capsules
    cycle_visits: tuple[CycleVisit, ...]
    interim_visits: InterimVisits
    anchored_visits: tuple[AnchoredVisit, ...]
    procedures: tuple[Procedure, ...]
    reasons: Mapping[str, tuple[str, ...]]
    setting_rules: Mapping[str, SettingRule]
    settings: Settings
    amendments: "tuple[Amendment, ...]" = ()

    @property
    def versions(self) -> "tuple[Study, ...]":
        """The profile in each of its versions, this one first."""
        return (self, *(amendment.study for amendment in self.amendments))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A later version of a profile.

    Attributes:
        version: its name, as the site and papers call it.
        summary: what it changes, in a sentence.
        study: the whole profile in this version.
    """

    version: str
    summary: str
    provenance: Provenance
    study: Study
