"""Books another day for one visit, after showing what that moves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking, FactsDocument
from scheduler.core.landing import Landing, landing
from scheduler.core.outlook import crosses_day_1
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from ui.dialogs.banner import BannerLine
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.confirm_bar import Question
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.preview import compare, with_booking
from ui.dialogs.record_visit import visit_title
from ui.forms.choice import ReasonField, Reasons
from ui.forms.date_field import DateField
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.forms.time_field import TimeField
from ui.models.visit_reasons import why_date, why_window
from ui.rules import Rules
from ui.theme import SPACE
from ui.why import Reason
from ui.wording import verdict_sentence

Save = Callable[[Booking, str], None]


class BookVisitDialog(FormDialog):
    """Asks for the day that was arranged; out of window is possible with a reason.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        visit: the visit that is booked.
        save: takes the booking and the reason, "" where none was needed.
        parent: who owns it.

    Source:
        ux.md F-07, F-11; product.md, decision 7.
    """

    def __init__(
        self,
        rules: Rules,
        document: FactsDocument,
        visit: Visit,
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Book visit"))
        self.act.setText(self.tr("&Book visit"))
        self._rules = rules
        self._document, self._visit, self._save = document, visit, save
        self.add_banner(BannerLine(document.participant, visit_title(visit)))
        self.verdict, self.changes = ResultLine(), ChangesView()
        self._ask(rules.study)
        self._lay_out_body()
        self.day.entry.set_value(visit.expected)
        self.at.entry.set_value(visit.booked_at)

    def question(self) -> Question | None:
        """Ask before a visit is booked out of its window or on a closed day."""
        on = self.day.usable()
        found = self._landing(on) if on is not None else None
        if found is None or not found.needs_reason:
            return None
        act = self.tr("Book &out of window")
        if not found.days_outside:
            act = self.tr("Book &on a closed day")
        sentence = self.tr("{0} on {1} is {2}.")
        return Question(
            sentence.format(
                self._visit.visit, weekday_date(found.on), self._verdict(found)
            ),
            act,
            self.tr("Choose &another date"),
        )

    def hand_over(self) -> None:
        """Give the booking and its reason to whoever saves them."""
        booking = self._booking()
        assert booking is not None, "the day was checked"
        self._save(booking, booking.reason or "")

    def explained(self) -> Reason | None:
        """Return why the visit has the day and the window that it has now."""
        return self._visit.visit, f"{why_date(self._visit)} {why_window(self._visit)}"

    def _ask(self, study: Study) -> None:
        today = self._rules.today
        self.day = Field(
            self.tr("New &date"),
            DateField(today=today),
            required=self.tr("Enter the day that was arranged."),
            check=self._check_day,
        )
        self.day.add_below(self.verdict)
        self.at = Field(self.tr("&Time"), TimeField())
        self.reason = Field(
            self.tr("&Reason"), ReasonField(study.reasons[Reasons.MOVED], at_least=1)
        )
        fields: list[Field[Any]] = [self.day, self.at, self.reason]
        for field in fields:
            self.watch(field)
            field.entry.changed.connect(self._refresh)

    def _lay_out_body(self) -> None:
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        now = QLabel(self.tr("Now"))
        now.setProperty("role", "label")
        window = verdict_sentence(self._visit.window, self._visit.expected)
        said = f"{weekday_date(self._visit.expected)}, {window}"
        rows.add_row(now, WrappedLabel(said))
        for field in (self.day, self.at, self.reason):
            rows.add_row(field.label, field)
        rows.add_row(QLabel(), self.changes)
        rows.end()

    def _check_day(self, on: date) -> str:
        if on >= self._rules.today:
            return ""
        sentence = self.tr(
            "Enter {0} or a later day. If the visit has taken place, record it."
        )
        return sentence.format(weekday_date(self._rules.today))

    def _booking(self) -> Booking | None:
        on = self.day.usable()
        if on is None:
            return None
        return Booking(
            visit=self._visit.visit,
            on=on,
            at=self.at.usable(),
            reason=self.reason.usable(),
        )

    @Slot()
    def _refresh(self) -> None:
        """Say the verdict, ask for a reason where one is needed, show what moves."""
        booking = self._booking()
        if booking is None:
            self.verdict.tell(Tone.HINT, "")
            self.changes.say(self.tr("Enter a date to see what moves."))
            return
        found = self._landing(booking.on)
        tone = Tone.WARNING if found.closed else Tone.GOOD
        tone = Tone.WRONG if found.days_outside else tone
        self.verdict.tell(tone, self._verdict(found))
        needed = self._needs_reason(booking.on)
        sentence = self.tr("Choose why this day was arranged.")
        self.reason.required = sentence if needed else ""
        after = with_booking(self._document, booking)
        self.changes.show_changes(compare(self._rules, self._document, after))

    def _landing(self, on: date) -> Landing:
        rules = self._rules
        return landing(self._visit, on, rules.today, rules.calendar)

    def _verdict(self, found: Landing) -> str:
        """Write where a day lies by the window, and if the site is closed."""
        sentence = verdict_sentence(self._visit.window, found.on)
        if not found.closed:
            return sentence
        closed = self.tr("{0}, and the site is closed ({1})")
        return closed.format(sentence, found.closed)

    def _needs_reason(self, on: date) -> bool:
        """Say whether a day has to be explained.

        Out of window, closed, another day than was booked, or a day that is not
        between the Day 1s around it.
        """
        rebooked = self._visit.booked not in {None, on}
        if rebooked or self._landing(on).needs_reason:
            return True
        plan = self._rules.plan(self._document, (self._visit.cycle or 0) + 1)
        return crosses_day_1(plan, self._visit, on)
