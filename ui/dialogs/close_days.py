"""Closes days of the site, and shows first whom that hits and where they could go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from scheduler.core.closed_days import OpenDay, SiteCalendar, away_text
from scheduler.core.closing import Displaced, displaced
from scheduler.core.dates import weekday_date
from ui.dialogs.form_dialog import FormDialog
from ui.forms.date_field import DateField
from ui.forms.entry import TextEntry, Tick
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import ResultLine, Tone, WrappedLabel, whole_words
from ui.models.site_plans import SitePlans
from ui.roles import Role
from ui.theme import SPACE

LONGEST = 60  # days that are closed at once; more is a slip of the pen
ONE_DAY = timedelta(days=1)
LINES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Closing:
    """What was decided.

    Attributes:
        days: that the site closes.
        moved: the visits that are booked for their nearest open day.
        reason: why the site does not work.
    """

    days: tuple[date, ...]
    moved: tuple[Displaced, ...]
    reason: str


class CloseDaysDialog(FormDialog):
    """Asks for the days and the reason, and offers to move what falls on them.

    Args:
        today: the first day that can be closed.
        plans: those of everybody; they are made as far as the days.
        closed: gives the calendar of the site once some days are closed.
        save: takes what was decided.
        parent: the window.

    Source:
        ux.md job 9, walk-through 11, F-11; domain.md G21.
    """

    def __init__(
        self,
        today: date,
        plans: SitePlans,
        closed: Callable[[Iterable[date]], SiteCalendar],
        save: Callable[[Closing], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent=parent, title=self.tr("Close days"))
        self.act.setText(self.tr("&Close the days"))
        self._today, self._plans, self._closed = today, plans, closed
        self._save = save
        self._found: list[Displaced] = []
        self._ask()
        self.verdict, self.stuck = ResultLine(), ResultLine()
        self.hit = QListWidget()
        self._lay_out_body()
        plans.ready.connect(self._show)
        self._refresh()

    def hand_over(self) -> None:
        """Give the days, and the visits that are to be moved, to whoever saves them."""
        self._save(
            Closing(
                days=self._days(),
                moved=tuple(self._chosen()),
                reason=self.reason.usable() or "",
            )
        )

    def _ask(self) -> None:
        self.first = Field(
            self.tr("&First day"),
            DateField(today=self._today),
            required=self.tr("Enter the day on which the site does not work."),
            check=self._check_first,
        )
        self.last = Field(
            self.tr("&Last day"),
            DateField(today=self._today),
            check=self._check_last,
            hint=self.tr("Leave it empty for one day."),
        )
        self.reason = Field(
            self.tr("&Reason"),
            TextEntry(),
            required=self.tr("Say why the site does not work then."),
        )
        self.all = Field(
            self.tr("Move"), Tick(self.tr("&All that have an open day in their window"))
        )
        fields: list[Field[Any]] = [self.first, self.last, self.reason]
        for field in fields:
            self.watch(field)
        for day in (self.first, self.last):
            day.entry.changed.connect(self._refresh)
        self.all.entry.changed.connect(self._tick_all)

    def _check_first(self, on: date) -> str:
        if on >= self._today:
            return ""
        sentence = self.tr("Enter {0} or a later day.")
        return sentence.format(weekday_date(self._today))

    def _check_last(self, on: date) -> str:
        first = self.first.usable()
        if first is None or first <= on < first + LONGEST * ONE_DAY:
            return ""
        if on < first:
            sentence = self.tr("Enter {0} or a later day.")
            return sentence.format(weekday_date(first))
        sentence = self.tr("At most {0} days are closed at once. Close the rest then.")
        return sentence.format(LONGEST)

    def _days(self) -> tuple[date, ...]:
        first, last = self.first.usable(), self.last.usable()
        if first is None or self.last.find_problem():
            return ()
        count = ((last or first) - first).days + 1
        return tuple(first + n * ONE_DAY for n in range(count))

    @Slot()
    def _refresh(self) -> None:
        """Look at the days as soon as they are entered."""
        days = self._days()
        self.act.setEnabled(not days)
        if days:
            self.verdict.tell(Tone.HINT, self.tr("Looking at the visits\u2026"))
            self._plans.ask(days[0], days[-1])
        else:
            self._show()

    @Slot()
    def _show(self) -> None:
        """Show what falls on the days, and where it could go."""
        days = self._days()
        calendar = self._closed(days)
        self._found = displaced(self._plans.plans(), days, calendar) if days else []
        self._fill()
        self._tell(days)
        self.act.setEnabled(True)

    def _fill(self) -> None:
        self.hit.clear()
        for one in self._found:
            if one.nearest is not None:
                item = QListWidgetItem(self._words(one, one.nearest), self.hit)
                item.setData(Role.VALUE, one)
                item.setCheckState(Qt.CheckState.Unchecked)
        movable = self.hit.count() > 0
        self.all.entry.set_value(False)
        for widget in (self.hit, self.all, self.all.label):
            widget.setVisible(movable)
        self._tell_stuck([one for one in self._found if one.nearest is None])

    def _words(self, one: Displaced, nearest: OpenDay) -> str:
        words = self.tr("{0}: move to {1}, {2}")
        said = words.format(_named(one), weekday_date(nearest.day), away_text(nearest))
        return whole_words(said)

    def _tell_stuck(self, found: Sequence[Displaced]) -> None:
        words = self.tr("No open day is in the window of {0}. Book them by hand.")
        names = ", ".join(_named(one) for one in found)
        self.stuck.tell(Tone.WARNING, words.format(names) if found else "")

    def _tell(self, days: Sequence[date]) -> None:
        if not days:
            self.verdict.tell(Tone.HINT, "")
        elif not self._found:
            self.verdict.tell(Tone.GOOD, self.tr("No visit falls on it."))
        else:
            words = self.tr(
                "%n visits fall on it. Tick those that are to be booked for another "
                "day; the others stay and are listed as on a closed day.",
                "",
                len(self._found),
            )
            self.verdict.tell(Tone.WARNING, words)

    @Slot()
    def _tick_all(self) -> None:
        wanted = Qt.CheckState.Checked if self.all.value() else Qt.CheckState.Unchecked
        for row in range(self.hit.count()):
            self.hit.item(row).setCheckState(wanted)

    def _chosen(self) -> Iterable[Displaced]:
        for row in range(self.hit.count()):
            item = self.hit.item(row)
            if item.checkState() is Qt.CheckState.Checked:
                yield item.data(Role.VALUE)

    def _lay_out_body(self) -> None:
        self.hit.setAccessibleName(self.tr("Visits on these days"))
        self.hit.setWordWrap(True)
        self.hit.setSpacing(SPACE[0])
        self.hit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hit.setMinimumHeight(LINES_SHOWN * self.fontMetrics().lineSpacing())
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        rows.add_row(
            QLabel(),
            WrappedLabel(
                self.tr("Public holidays and weekends are known; add what is not.")
            ),
        )
        for field in (self.first, self.last, self.reason):
            rows.add_row(field.label, field)
        rows.add_row(QLabel(), self.verdict)
        rows.add_row(QLabel(), self.stuck)
        rows.add_row(QLabel(), self.hit)
        rows.add_row(self.all.label, self.all)
        rows.end()


def _named(one: Displaced) -> str:
    visit = one.visit
    return f"{one.plan.participant.code} {visit.visit} {weekday_date(visit.expected)}"
