"""Which visits a calendar shows: by status, by kind, and by typed text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from scheduler.core.agenda import LATE, Entry
from scheduler.core.visits import Status
from ui.wording import status_word

translate = QCoreApplication.translate

INFUSIONS = "with infusion"


class Group(StrEnum):
    """What can be asked for that is not one status."""

    ALL = "all"
    DECIDE = "needs a decision"
    OUTSIDE = "out of window"


Days = Mapping[date, Sequence[Entry]]
Asked = Group | Status


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilter:
    """What is asked for; nothing asked shows every visit that is not cancelled.

    Attributes:
        asked: a status, or a group of them.
        kind: what visits of one series have in common, or those with infusion;
            empty for every kind.
        text: a part of the participant's code or of the visit's name.
    """

    asked: Asked = Group.ALL
    kind: str = ""
    text: str = ""

    @property
    def is_on(self) -> bool:
        """Say whether anything is hidden that is usually shown."""
        return self != VisitFilter()

    def fits(self, entry: Entry) -> bool:
        """Say whether a visit is shown."""
        if self.kind and not self._fits_kind(entry):
            return False
        if self.text and not self._fits_text(entry):
            return False
        return self._fits_status(entry)

    def names(self) -> list[str]:
        """Return what is asked for, in words."""
        asked = [asked_words(self.asked)] if self.asked is not Group.ALL else []
        kind = [kind_words(self.kind)] if self.kind else []
        return [*asked, *kind, *([self.text] if self.text else [])]

    def _fits_status(self, entry: Entry) -> bool:
        visit = entry.visit
        if self.asked is Group.ALL:
            return visit.status is not Status.CANCELLED
        if self.asked is Group.OUTSIDE:
            return visit.verdict != 0
        if self.asked is Group.DECIDE:
            return visit.status in LATE and visit.outcome is None
        return visit.status is self.asked

    def _fits_kind(self, entry: Entry) -> bool:
        if self.kind == INFUSIONS:
            return entry.visit.infusion
        return entry.visit.kind == self.kind

    def _fits_text(self, entry: Entry) -> bool:
        wanted = self.text.casefold()
        where = f"{entry.plan.participant.code} {entry.visit.visit}"
        return wanted in where.casefold()


USUAL = VisitFilter()


def asked_words(asked: Asked) -> str:
    """Return what a status or a group is called in a filter."""
    if isinstance(asked, Status):
        return status_word(asked)
    return {
        Group.ALL: translate("VisitFilter", "All but cancelled"),
        Group.DECIDE: translate("VisitFilter", "Needs a decision"),
        Group.OUTSIDE: translate("VisitFilter", "Out of window"),
    }[asked]


def kind_words(kind: str) -> str:
    """Return what a kind of visits is called in a filter."""
    if not kind:
        return translate("VisitFilter", "All kinds")
    if kind == INFUSIONS:
        return translate("VisitFilter", "With infusion")
    return kind.capitalize()


def kinds_of(entries: Iterable[Entry]) -> list[str]:
    """Return the kinds there are to choose from: infusions first, then the others."""
    found = {entry.visit.kind for entry in entries if not entry.visit.infusion}
    return [INFUSIONS, *sorted(found)]


def filtered(days: Days, wanted: VisitFilter) -> dict[date, list[Entry]]:
    """Return the visits of some days that a filter shows."""
    return {on: [*filter(wanted.fits, entries)] for on, entries in days.items()}


def count_visits(days: Days) -> int:
    """Count the visits of some days."""
    return sum(len(entries) for entries in days.values())
