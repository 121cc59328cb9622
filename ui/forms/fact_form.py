"""What every form of one fact has in common, entered anew or corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from scheduler.core.facts import Fact
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from ui.forms.checks import happened
from ui.forms.choice import ReasonField, Reasons
from ui.forms.date_field import DateField
from ui.forms.field import Field, FieldGroup


class ToConfirm(NamedTuple):
    """What is asked before something significant is saved.

    Attributes:
        fact: the new fact, as a sentence.
        act: the verb of what is done.
        stay: the verb of leaving it; the safe answer.
    """

    fact: str
    act: str
    stay: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form asks on: the rules, the plan as it stands, and the day."""

    study: Study
    plan: Plan
    today: date


class FactForm(FieldGroup):
    """Asks for one fact: a new one, or another in the place of one recorded.

    Args:
        ground: what it asks on.

    Signals:
        entered: the last value is typed, and Enter was pressed in it.
        goes_on: it is to be saved, and the dose to be decided on then.
        correction_asked: a recorded fact is to be corrected instead, and as what;
            both are facts.
    """

    entered = Signal()
    goes_on = Signal()
    correction_asked = Signal(object, object)

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground

    def fact(self) -> Fact | None:
        """Return the fact as it is entered, None while it is not usable."""
        raise NotImplementedError

    def facts(self) -> tuple[Fact, ...]:
        """Return everything that is recorded by it, nothing while it is not usable."""
        found = self.fact()
        return () if found is None else (found,)

    def draft(self) -> tuple[Fact, ...]:
        """Return as much as shows what it does, though who and why may be missing."""
        return self.facts()

    def replaces(self) -> Fact | None:
        """Return the recorded fact in whose place it comes, None for a new one."""
        return None

    def most_used(self) -> QWidget:
        """Return the value that is typed most often: the last of the first two."""
        fields = self.fields()
        return fields[min(1, len(fields) - 1)].entry.control()

    def blamed(self) -> Field[Any]:
        """Return the field beside which it is said why nothing was saved."""
        return self.fields()[0]

    def to_confirm(self) -> ToConfirm | None:
        """Return what is asked before it is saved, None if nothing is."""
        return None

    def why_not(self) -> str:
        """Say why there is nothing to record here; "" if there is."""
        return ""

    def aside(self) -> list[QWidget]:
        """Return what says the result in words, above the list of what changes."""
        return []

    def show_plan(self, plan: Plan | None) -> None:
        """Say what the plan becomes by the entry; None while it is not usable."""

    def propose(self, fact: Fact) -> None:
        """Enter the values of another fact of the same kind."""
        raise NotImplementedError

    def day_field(
        self,
        on: date | None = None,
        *,
        label: str = "",
        check: Callable[[date], str] | None = None,
    ) -> Field[date]:
        """Return a field for the day on which something happened."""
        today = self.ground.today
        found = Field(
            label or self.tr("&Date"),
            DateField(today=today, latest=today),
            required=self.tr("Enter the day on which it happened."),
            check=check or happened("record", today),
        )
        found.entry.set_value(on)
        return found

    def reason_field(
        self, reasons: Reasons, reason: str | None = None, *, required: str = ""
    ) -> Field[str]:
        """Return a field for why, with the list that the profile gives."""
        words = self.ground.study.reasons.get(reasons, ())
        found = Field(
            self.tr("Reas&on"), ReasonField(words, at_least=1), required=required
        )
        found.entry.set_value(reason)
        return found
