"""Which participants are shown: by a chip, and by typed text."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
)

from scheduler.core.standing import Phase
from scheduler.core.visits import Status
from ui.models.participants_table import ParticipantRow, phase_words
from ui.models.visits_table import status_words
from ui.roles import Role

WEEK = timedelta(days=6)


class Chip(StrEnum):
    """What can be asked for with one click."""

    ALL = "all"
    ON_TREATMENT = "on treatment"
    ON_HOLD = "on hold"
    DUE_THIS_WEEK = "due this week"
    OVERDUE = "overdue"
    ENDED = "ended"


def chip_words(chip: Chip) -> str:
    """Return what a chip is called."""
    return {
        Chip.ALL: _tr("All"),
        Chip.ON_TREATMENT: _tr("On treatment"),
        Chip.ON_HOLD: _tr("On hold"),
        Chip.DUE_THIS_WEEK: _tr("Due this week"),
        Chip.OVERDUE: _tr("Overdue"),
        Chip.ENDED: _tr("Ended"),
    }[chip]


def chip_why(chip: Chip) -> str:
    """Say whom a chip shows."""
    return {
        Chip.ALL: _tr("Everybody who was entered"),
        Chip.ON_TREATMENT: _tr("Treatment has begun and not ended"),
        Chip.ON_HOLD: _tr("Either drug is on hold today"),
        Chip.DUE_THIS_WEEK: _tr("The next visit is today or in the next six days"),
        Chip.OVERDUE: _tr("The window of a visit is over and nothing is recorded"),
        Chip.ENDED: _tr("Treatment has ended, or the participant has left"),
    }[chip]


def fits(chip: Chip, row: ParticipantRow) -> bool:
    """Say whether a chip shows a participant."""
    return _FITS[chip](row)


class ParticipantFilter(QSortFilterProxyModel):
    """Lets through the rows that fit the chip and hold the typed text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip.ALL
        self.text = ""
        self.setSortRole(Role.SORT)

    def set_chip(self, chip: Chip) -> None:
        """Ask for another kind of participant."""
        self.beginFilterChange()
        self.chip = chip
        self.endFilterChange(self.Direction.Rows)

    def set_text(self, text: str) -> None:
        """Ask for rows that hold a text; upper and lower case are the same."""
        self.beginFilterChange()
        self.text = " ".join(text.split()).casefold()
        self.endFilterChange(self.Direction.Rows)

    def filterAcceptsRow(
        self, row: int, parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Say whether a row is shown."""
        found = self.sourceModel().index(row, 0, parent).data(Role.VALUE)
        return fits(self.chip, found) and self.text in _searched(found)


def _searched(row: ParticipantRow) -> str:
    """Join what can be typed to find somebody."""
    who = row.participant
    parts = [who.code, who.initials or "", who.hospital_number or ""]
    parts += [who.randomization_number or "", phase_words(row.plan)]
    if row.visit:
        parts += [row.visit.visit, status_words(row.visit)]
    return "\n".join(parts).casefold()


def _on_treatment(row: ParticipantRow) -> bool:
    return row.plan.current.phase is Phase.TREATMENT


def _due_this_week(row: ParticipantRow) -> bool:
    today = row.plan.as_of
    return row.visit is not None and today <= row.visit.expected <= today + WEEK


def _overdue(row: ParticipantRow) -> bool:
    return any(visit.status is Status.OVERDUE for visit in row.plan.visits)


def _ended(row: ParticipantRow) -> bool:
    return row.plan.current.phase not in {Phase.SCREENING, Phase.TREATMENT}


_FITS: dict[Chip, Callable[[ParticipantRow], bool]] = {
    Chip.ALL: lambda _row: True,
    Chip.ON_TREATMENT: _on_treatment,
    Chip.ON_HOLD: lambda row: row.held,
    Chip.DUE_THIS_WEEK: _due_this_week,
    Chip.OVERDUE: _overdue,
    Chip.ENDED: _ended,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParticipantFilter", text)
