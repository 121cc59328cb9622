"""Capsules handed out and brought back, as forms with their arithmetic."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Slot

from scheduler.core.accounts import Account, capsule_accounts
from scheduler.core.dates import clinical_date
from scheduler.core.facts import Dispensing, Fact, Return
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.row_reasons import account_reason
from scheduler.core.supply import doses_between
from scheduler.core.visits import Visit
from ui.forms.choice import Reasons
from ui.forms.entry import CountEntry, Tick
from ui.forms.fact_form import FactForm, Ground
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone
from ui.models.dose_words import capsule_lines

SAMPLE = "00000"
ONE_DAY = timedelta(days=1)


class DispensingForm(FactForm):
    """Capsules handed out, with the arithmetic up to the next hand-out.

    Source:
        ux.md N-11.
    """

    def __init__(self, ground: Ground, fact: Dispensing | None = None) -> None:
        super().__init__(ground)
        self._own = fact is not None
        self.on = self.day_field(fact.on if fact else ground.today)
        self.entry, self.arithmetic = CountEntry(SAMPLE), ResultLine()
        self.capsules = Field(
            self.tr("Ca&psules"),
            self.entry,
            required=self.tr("Enter the number of capsules."),
        )
        self.capsules.add_below(self.arithmetic)
        self.entry.set_value(fact.capsules if fact else None)
        self.entry.edit.textEdited.connect(self._typed)
        for field in self.fields():
            field.entry.changed.connect(self._work_out)
        self._work_out()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.capsules]

    def fact(self) -> Fact | None:
        """Return what was handed out."""
        on, capsules = self.on.usable(), self.capsules.usable()
        if on is None or capsules is None:
            return None
        return Dispensing(on=on, capsules=capsules)

    @Slot()
    def _typed(self) -> None:
        self._own = True

    @Slot()
    def _work_out(self) -> None:
        """Propose what lasts to the next hand-out, and say how that comes about."""
        on = self.on.usable()
        following = self._following(on) if on else None
        if on is None or following is None:
            self.arithmetic.tell(Tone.HINT, self.tr("No later hand-out is planned."))
            return
        until = following.expected + self._spare()
        needed = doses_between(self.ground.plan.dosing, on, until)[1]
        if not self._own and self.entry.value() != needed:
            self.entry.set_value(needed)
            return
        typed = self.capsules.usable()
        warning = "" if typed is None else self._warning(typed, needed)
        said = self._arithmetic(on, until, following)
        tone = Tone.WARNING if warning else Tone.INFO
        self.arithmetic.tell(tone, "\n".join(filter(None, (said, warning))))

    def _spare(self) -> timedelta:
        return timedelta(days=self.ground.plan.settings.spare_days)

    def _following(self, on: date) -> Visit | None:
        """Return the next visit at which capsules are handed out."""
        plan = self.ground.plan
        waiting = [v for v in plan.visits if v.dispense and v.expected > on]
        return min(waiting, key=lambda visit: visit.expected, default=None)

    def _arithmetic(self, on: date, until: date, following: Visit) -> str:
        lines = capsule_lines(self.ground.study, self.ground.plan, on, until)
        if not lines:
            return self.tr("No capsules are ordered from this day on.")
        sentence = self.tr("{0}, to {1}. Next hand-out: {2} on {3}.")
        return sentence.format(
            "; ".join(lines),
            clinical_date(until - ONE_DAY),
            following.visit,
            clinical_date(following.expected),
        )

    def _warning(self, typed: int, needed: int) -> str:
        period = self.ground.plan.in_force
        if typed < needed:
            sentence = self.tr("{0} fewer than needed.")
            return sentence.format(capsules_text(needed - typed))
        if period and typed % period.level.capsules:
            sentence = self.tr("{0} is not a multiple of the {1} capsules of a dose.")
            return sentence.format(typed, period.level.capsules)
        return ""


class ReturnForm(FactForm):
    """Capsules brought back and lost, with what that says of those taken."""

    def __init__(self, ground: Ground, fact: Return | None = None) -> None:
        super().__init__(ground)
        self.on = self.day_field(fact.on if fact else ground.today)
        self.account = ResultLine()
        self.capsules = Field(
            self.tr("Ca&psules brought back"),
            CountEntry(SAMPLE),
            required=self.tr("Enter the number of capsules, 0 if none came back."),
        )
        self.lost = Field(self.tr("said to be &lost"), CountEntry(SAMPLE))
        self.why = self.reason_field(Reasons.LOST, fact.reason if fact else None)
        self.containers = Field(
            self.tr("Containers"), Tick(self.tr("All containers came &back"))
        )
        self.containers.add_below(self.account)
        self.capsules.entry.set_value(fact.capsules if fact else None)
        self.lost.entry.set_value(fact.lost if fact else None)
        self.containers.entry.set_value(fact.containers_returned if fact else True)
        self.lost.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.capsules, self.lost, self.why, self.containers]

    def arrange(self) -> None:
        """Ask why only where capsules are lost."""
        self.show_field(self.why, bool(self.lost.usable()))

    def fact(self) -> Fact | None:
        """Return what came back."""
        on, capsules = self.on.usable(), self.capsules.usable()
        if on is None or capsules is None or self.lost.find_problem():
            return None
        return Return(
            on=on,
            capsules=capsules,
            lost=self.lost.usable() or 0,
            containers_returned=bool(self.containers.usable()),
            reason=self.why.usable(),
        )

    def show_plan(self, plan: Plan | None) -> None:
        """Say what was handed out, is back, and was taken."""
        account = self._account(plan) if plan else None
        if plan is None or account is None:
            self.account.tell(Tone.HINT, "")
            return
        why = account_reason(self.ground.study.capsules, plan, account)
        sentence = self.tr("Handed out on {0}: {1}.")
        said = sentence.format(clinical_date(account.starts), why)
        self.account.tell(Tone.INFO, said)

    def _account(self, plan: Plan) -> Account | None:
        """Return the hand-out that the capsules were of."""
        on = self.on.usable()
        if on is None:
            return None
        found = capsule_accounts(self.ground.study.capsules, plan)
        earlier = [account for account in found if account.starts < on]
        return next(reversed(earlier or list(found[:1])), None)
