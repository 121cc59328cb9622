"""Which print of which sheet this is: everything that is not clinical content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from scheduler.core.dates import clinical_date

PageSize = Literal["A4", "Letter"]
DOT = " \u00b7 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One print of one sheet.

    Attributes:
        sheet: its running number, ``S000482``.
        issue: from 1.
        replaces: the issue that this one replaces, or None for the first.
        replaces_on: the day on which that one was printed.
        printed_at: aware; the offset is printed too.
        by: initials or name of the person who prints.
        site: the code of the site.
        page: the size of the paper; it is not printed.
        demo: True for invented participants.
        profile_confirmed: False while settings are still placeholders.
        anchor: how far History had got, and the beginning of its seal there.
    """

    sheet: str
    issue: int
    printed_at: datetime
    by: str
    site: str
    profile_version: str
    app_version: str
    replaces: int | None = None
    replaces_on: date | None = None
    page: PageSize = "A4"
    demo: bool = False
    profile_confirmed: bool = False
    anchor: str = ""

    def __post_init__(self) -> None:
        if self.printed_at.utcoffset() is None:
            msg = f"the time of a print needs its offset: {self.printed_at}"
            raise ValueError(msg)

    @property
    def printed(self) -> str:
        """Who printed this and when, as at the foot of every page.

        Source:
            ux.md PR-05.
        """
        at = self.printed_at
        offset = at.isoformat(timespec="minutes")[16:]
        return (
            f"Printed {clinical_date(at.date())} {at:%H:%M} (UTC{offset}) by {self.by}"
        )

    @property
    def issue_text(self) -> str:
        """The issue, and the one that it replaces."""
        if self.replaces is None:
            return f"Issue {self.issue}"
        day = f" of {clinical_date(self.replaces_on)}" if self.replaces_on else ""
        return f"Issue {self.issue} replaces issue {self.replaces}{day}"

    @property
    def line(self) -> str:
        """The whole print stamp.

        Source:
            ux.md PR-05; reliability.md R25 for the anchor.
        """
        parts = [
            self.printed,
            f"Sheet {self.sheet}",
            self.issue_text,
            f"Profile v{self.profile_version}",
            f"App {self.app_version}",
        ]
        return DOT.join([*parts, *([f"History {self.anchor}"] if self.anchor else [])])

    def code(self, registry: str, participant: str, visit: str) -> str:
        """Return what the square code says: no name, no dose, no arm.

        Source:
            ux.md PR-07; product.md, decision 20.
        """
        return "|".join([registry, participant, visit, self.sheet, f"I{self.issue}"])


def label_text(protocol: str, app_version: str) -> str:
    """Return the text at the foot of every sheet.

    Source:
        reliability.md 1.2.
    """
    return (
        f"Trial administration aid for protocol {protocol}, version {app_version}. "
        "Shows what the protocol table gives for the recorded weight. Not a medical "
        "device; not for use outside this trial. The investigator is responsible for "
        "the prescribed dose. Check participant code, weight and date against the "
        "source before dosing."
    )
