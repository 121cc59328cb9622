"""The dosing sheet as plain data: every text that goes on paper, and nothing else."""

from dataclasses import asdict, dataclass

from scheduler.documents.codes import square_code
from scheduler.documents.paper_text import Paper, for_paper
from scheduler.documents.stamp import Stamp, label_text


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePart:
    """Days on one dose, from one visit to the next.

    Attributes:
        line: the drug line in its attributes, each unbreakable.
        words: the same dose in milligrams and in capsules.
        first: the first dosing day.
        last: the last dosing day.
        length: how many days, or how many doses.
        days: each dosing day, where they are not every day; else empty.
        level: the level, since when, and why.
    """

    line: tuple[str, ...]
    words: str
    first: str
    last: str
    length: str
    days: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapsulesPart:
    """What is taken at home and what is handed out for it.

    Attributes:
        line: the drug line as far as it is known without a dose.
        no_dose: why there is no dose, or empty.
        unknown: True if a dose is due and is not known.
        doses: one for each dose from this visit to the next.
        level: the last level before these days, where they have no dose.
        holds: interruptions in these days.
        arithmetic: where the number to hand out comes from, or why there is none.
        total: the number to hand out, or empty.
        covers: the last day that it lasts for, and the latest next visit.
        due_back: capsules that should come back, by what was handed out and ordered.
    """

    line: tuple[str, ...]
    no_dose: str
    unknown: bool
    doses: tuple[DosePart, ...]
    level: str
    holds: tuple[str, ...]
    arithmetic: str
    total: str
    covers: str
    due_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionPart:
    """The masked infusion at this visit.

    Attributes:
        line: the drug line in its attributes; empty if none is planned.
        none: why there is no infusion at this visit, or empty.
        minutes: how long this one takes.
        rule: the minutes of the first and of later ones.
        holds: interruptions on this day.
        recorded: what was recorded of it, or empty.
    """

    line: tuple[str, ...]
    none: str
    minutes: str
    rule: str
    holds: tuple[str, ...]
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightPart:
    """The weight that set the dose, and the last one.

    Attributes:
        last: the last weight with its date.
        basis: the weight used, its date and which weight it is.
        bands: the rule of the bands, in words.
        rule: when a weight may change the dose.
        notice: what a later weight raises, or empty.
    """

    last: str
    basis: str
    bands: str
    rule: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetData:
    """One dosing sheet.

    Attributes:
        visit: the short name, ``C14D1``.
        title: the visit in words.
        planned: the target by the rules.
        booked: the date arranged, with its time; empty if none was.
        booked_reason: why it was arranged so, or empty.
        actual: the date on which it happened, or empty.
        changes: what differs from the issue that this one replaces.
        note: free text for this print.
    """

    stamp: Stamp
    protocol: str
    registry: str
    participant: str
    randomization: str
    initials: str
    born: str
    sex: str
    visit: str
    title: str
    planned: str
    window: str
    booked: str
    booked_reason: str
    actual: str
    infusion: InfusionPart
    capsules: CapsulesPart
    weight: WeightPart
    checks: tuple[str, ...]
    next_day_1: str
    next_imaging: str
    changes: tuple[str, ...] = ()
    note: str = ""

    @property
    def file_name(self) -> str:
        """The name to save it under: no name of a person, no arm.

        Source:
            reliability.md R56; ux.md 3.4 for demo data.
        """
        mark = "DEMO_" if self.stamp.demo else ""
        name = f"{self.participant}_{self.visit}_issue{self.stamp.issue}"
        safe = "".join(
            letter if letter.isalnum() else "-_"[letter == "_"] for letter in name
        )
        return f"{mark}{safe}.pdf"

    @property
    def name(self) -> str:
        """What the document is called in a list of documents."""
        return (
            f"Dosing sheet {self.stamp.sheet} issue {self.stamp.issue}, "
            f"{self.participant} {self.visit}"
        )

    def as_json(self) -> dict[str, Paper]:
        """Return plain data for the template, every text fit for paper."""
        stamp = self.stamp
        plain = asdict(self)
        del plain["stamp"]
        printed = {
            key: for_paper(value)
            for key, value in {
                **plain,
                "name": self.name,
                "site": stamp.site,
                "sheet": stamp.sheet,
                "issue": f"Issue {stamp.issue}",
                "replaces": str(stamp.replaces or ""),
                "line": stamp.line,
                "demo": stamp.demo,
                "confirmed": stamp.profile_confirmed,
                "foot": label_text(self.protocol, stamp.app_version),
            }.items()
        }
        code = stamp.code(self.registry, self.participant, self.visit)
        return {**printed, "code": square_code(code)}
