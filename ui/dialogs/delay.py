"""What a delay would do, before anybody decides on it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.delay import (
    Delay,
    gap_beyond,
    held_since,
    new_notices,
    recorded_behind,
    six_rows,
    try_delay,
)
from scheduler.core.facts import Booking, FactsDocument, Hold
from scheduler.core.printed import PrintedSheet
from scheduler.core.visits import Visit
from scheduler.core.what_if import WhatIf
from scheduler.errors import CycleDeskError
from ui.dialogs.banner import BannerLine
from ui.dialogs.delay_effects import DelayEffects
from ui.dialogs.delay_words import gap_words, held_words
from ui.dialogs.fact_words import refusal
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record_visit import visit_title
from ui.forms.capsules_question import CapsulesQuestion, Goes
from ui.forms.choice import ReasonField, Reasons
from ui.forms.delay_choice import DelayChoice, PutOff
from ui.forms.entry import EntryError, TextEntry
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import ResultLine, Tone
from ui.rules import Rules
from ui.theme import SPACE
from ui.wording import verdict_sentence

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
Save = Callable[[Sequence[Booking], Sequence[Hold]], None]


class DelayDialog(FormDialog):
    """Shows what a delay does to the next visits; saves nothing until it is applied.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        visit: the visit that is put off.
        save: takes the bookings and the holds, as one write.
        printed: the last sheet of each visit that has one.
        parent: who owns it.

    Source:
        ux.md 3.9; F-05 to F-11.
    """

    def __init__(
        self,
        rules: Rules,
        document: FactsDocument,
        visit: Visit,
        save: Save,
        printed: Sequence[PrintedSheet] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Delay"))
        self.act.setText(self.tr("&Apply delay"))
        self.cancel.setText(self.tr("&Keep current plan"))
        self._rules, self._visit, self._save = rules, visit, save
        self._document, self._printed = document, tuple(printed)
        self._plan = rules.plan(document, visit.cycle)
        self._found: tuple[WhatIf, tuple[Hold, ...]] | None = None
        self._asked_of: tuple[Delay | None, FactsDocument] = None, document
        self.add_banner(BannerLine(document.participant, visit_title(visit)))
        self.verdict = ResultLine()
        self.verdict.hide()
        rule = self._plan.settings.next_day_1
        self.effects = DelayEffects(rules.study, rule)
        self._ask()
        self._lay_out_body()
        self._look_at_plan()
        self.effects.say(self.tr("Choose how far to see what moves."))

    def hand_over(self) -> None:
        """Give the bookings and holds to whoever saves them.

        Raises:
            CycleDeskError: it was not saved, and why.
        """
        self._refresh()
        if self._found is None:
            raise EntryError(self.verdict.text())
        what_if, holds = self._found
        self._save(what_if.bookings, holds)

    def take(self, document: FactsDocument, visit: Visit) -> None:
        """Hold what is entered against what another desk has saved."""
        self._document, self._visit = document, visit
        self._plan = self._rules.plan(document, visit.cycle)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Apply by Enter, which does nothing while the reason is missing."""
        focused = self.focusWidget()
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self.submit()

    def _ask(self) -> None:
        today, study = self._rules.today, self._rules.study
        self.choice = DelayChoice(self._visit.expected, today)
        self.by = Field(
            self.tr("Delay by"),
            self.choice,
            required=self.tr("Choose by how many days, or enter a date."),
            check=self._check,
            hint=self.tr("Shows what it does, and goes on to the reason."),
        )
        self.by.add_below(self.verdict)
        self.capsules = CapsulesQuestion(study, today)
        self.reason = Field(
            self.tr("&Reason"),
            ReasonField(study.reasons[Reasons.MOVED], at_least=1),
            required=self.tr("Choose why the visit is delayed."),
        )
        self.note = Field(self.tr("No&te"), TextEntry())
        fields: list[Field[Any]] = [
            self.by,
            *self.capsules.fields(),
            self.reason,
            self.note,
        ]
        for field in fields:
            self.watch(field)
        self.choice.changed.connect(self._refresh)
        self.choice.settled.connect(self._go_to_reason)
        self.capsules.changed.connect(self._refresh)

    def _lay_out_body(self) -> None:
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        rows.add_row(self.by.label, self.by)
        self.effects.join_visits(rows)
        self.capsules.join(rows)
        self.effects.join_rest(rows)
        for field in (self.reason, self.note):
            rows.add_row(field.label, field)
        rows.end()

    def _look_at_plan(self) -> None:
        """Leave out what cannot be asked of this visit."""
        if not self._visit.infusion:
            words = self.tr("Only an infusion is put on hold; {visit} has none.")
            self.choice.bar_hold(words.format(visit=self._visit.visit))
        elif since := self._held_since():
            self.choice.bar_hold(held_words(since))
        if self._plan.in_force is None:
            self.capsules.drop()
            self.effects.no_capsules()

    @Slot()
    def _go_to_reason(self) -> None:
        """Ask next what is still missing, once everything is laid out anew."""
        self.reason.entry.control().setFocus()
        QTimer.singleShot(0, self, self._show_reason)

    @Slot()
    def _show_reason(self) -> None:
        self._scroll.ensureWidgetVisible(self.reason)

    def _held_since(self) -> Any:
        return held_since(self._rules.study, self._plan, self._visit.expected)

    def _check(self, to: PutOff) -> str:
        """Refuse a day that is past, that is no other, or behind a recorded visit."""
        if to.on is None:
            return ""
        if to.on < self._rules.today:
            sentence = self.tr("Enter {0} or a later day.")
            return sentence.format(weekday_date(self._rules.today))
        if to.on == self._visit.expected:
            return self.tr("This is the day it has now. Choose a later one.")
        later = recorded_behind(self._plan, self._visit, to.on)
        if later is None or later.actual is None:
            return ""
        sentence = self.tr(
            "{later} is recorded on {day}, so {visit} cannot be put off behind it. "
            "Correct that record, or record {visit} as missed."
        )
        return sentence.format(
            later=later.visit, day=weekday_date(later.actual), visit=self._visit.visit
        )

    def _delay(self) -> Delay | None:
        to = self.by.usable()
        if to is None:
            return None
        return Delay(
            visit=self._visit.visit,
            on=to.on,
            capsules_from=self.capsules.held_from(),
            decided_by=self.capsules.decided_by.usable(),
            reason=self._reason(),
        )

    def _reason(self) -> str | None:
        goes = self.capsules.is_asked() and self.capsules.answer() is Goes.ON
        name = self._rules.study.capsules.name
        parts = [
            self.reason.usable(),
            self.note.usable(),
            self.tr("{0} goes on").format(name) if goes else None,
        ]
        return "; ".join(part for part in parts if part) or None

    @Slot()
    def _refresh(self) -> None:
        """Work out both plans, and show how they differ.

        One press changes several widgets, and each of them says so.
        """
        delay = self._delay()
        asked = delay, self._document
        if asked == self._asked_of:
            return
        self._asked_of, self._found = asked, None
        if delay is None:
            self.verdict.tell(Tone.HINT, "")
            self.effects.say(self.tr("Choose how far to see what moves."))
            return
        outlook = self._rules.outlook(self._document)
        try:
            self._found = try_delay(outlook, delay, self._printed)
        except CycleDeskError as error:  # another desk was first
            self.verdict.tell(Tone.WRONG, refusal(error))
            self.effects.say(self.tr("Nothing to move."))
            return
        found = self._found[0]
        self.effects.show_found(found, six_rows(found, delay.visit))
        self._judge(delay, found)

    def _judge(self, delay: Delay, found: WhatIf) -> None:
        """Say first what becomes of this visit, then what is to know of the others."""
        said = [notice.sentence for notice in new_notices(found)]
        gone = [row.visit for row in found.comparison.only_before]
        said += [self.tr("{0} is no longer planned.").format(name) for name in gone]
        if since := self._held_since():
            said.insert(0, held_words(since))
        outside = 0
        if delay.on is None:
            said.insert(0, self.tr("The infusion is on hold until a date is booked."))
        else:
            gap = gap_beyond(self._plan, delay.on) if self._visit.infusion else None
            said += [gap_words(gap)] if gap else []
            outside = self._visit.window.days_outside(delay.on)
            said.insert(0, self._verdict(delay))
        tone = Tone.WRONG if outside else Tone.WARNING if said[1:] else Tone.GOOD
        self.verdict.tell(Tone.INFO if delay.on is None else tone, " ".join(said))

    def _verdict(self, delay: Delay) -> str:
        assert delay.on is not None, "without a date there is no verdict"
        words = self.tr("{visit} on {day} is {verdict}.")
        return words.format(
            visit=delay.visit,
            day=weekday_date(delay.on),
            verdict=verdict_sentence(self._visit.window, delay.on),
        )
