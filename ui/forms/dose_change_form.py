"""A decision about the capsules: what was decided, from when, why, and by whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.dose_steps import dose_steps
from scheduler.core.facts import DoseDecision, Fact, Hold
from scheduler.core.plan import Plan
from scheduler.core.study import Level
from scheduler.core.wording import level_text
from ui.forms.choice import ListChoice, RadioChoice, Reasons
from ui.forms.date_field import DateField
from ui.forms.decision_part import DecisionPart
from ui.forms.dose_change_words import (
    LEVELS,
    RESUMING,
    WITHOUT,
    Action,
    DoseWords,
    action_of,
    why_not,
)
from ui.forms.fact_form import FactForm, Ground, ToConfirm
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.theme import sized

COLUMNS = 2
BODY = 10  # points
ONE_DAY = timedelta(days=1)


class DoseChangeForm(FactForm):
    """Records the investigator's decision; it shows the ladder and decides nothing.

    Args:
        ground: what it asks on.
        deciders: names to complete what is typed by.

    Source:
        ux.md 3.12; product.md, decision 2.
    """

    def __init__(self, ground: Ground, deciders: Sequence[str] = ()) -> None:
        super().__init__(ground)
        self.steps = dose_steps(ground.study.capsules, ground.plan)
        self.words = DoseWords(ground.study, self.steps)
        self.in_force = WrappedLabel(self.words.in_force())
        self.in_force.setFont(sized(self.in_force.font(), BODY, bold=True))
        self.why = WrappedLabel(self.words.why_in_force())
        self.ladder = WrappedLabel(self.words.ladder())
        self.result = ResultLine()
        self.action = Field(self.tr("&Action"), self._actions())
        self.level = self._level()
        self.first = self._first()
        self.review = Field(
            self.tr("Re&view on"),
            DateField(today=ground.today),
            check=self._check_review,
        )
        self.decision = DecisionPart(ground.study, Reasons.DOSE, ground.today, deciders)
        self.action.entry.changed.connect(self._turn)
        self.changed.connect(self._ask_for_words)
        self._turn()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        asked: list[Field[Any]] = [self.action, self.level, self.first, self.review]
        return [*asked, *self.decision.fields()]

    def join(self, form: FormGrid) -> None:
        """Add what is in force and the ladder above the fields."""
        self._tell(form, self.tr("In force"), self.in_force)
        self._tell(form, "", self.why)
        self._tell(form, self.tr("Ladder"), self.ladder)
        super().join(form)

    def aside(self) -> list[QWidget]:
        """Return the result in words."""
        return [self.result]

    def most_used(self) -> QWidget:
        """Return the action."""
        return self.action.entry.control()

    def blamed(self) -> Field[Any]:
        """Return the first day, which earlier decisions and holds contradict."""
        return self.first

    def why_not(self) -> str:
        """Say why nothing can be decided: no dose is known, or it has ended."""
        return self.words.why_nothing()

    def arrange(self) -> None:
        """Ask only for what the action leaves open."""
        action = self._chosen()
        self.show_field(self.level, action in LEVELS)
        self.show_field(self.review, action is Action.INTERRUPT)

    def fact(self) -> Fact | None:
        """Return the hold or the decision, None while it is not usable."""
        if any(field.find_problem() for field in self.fields()):
            return None
        return next(iter(self.draft()), None)

    def draft(self) -> tuple[Fact, ...]:
        """Return the hold or the decision as soon as dose and day are known."""
        first, on = self.first.usable(), self.decision.on.usable()
        missing = self._chosen() in LEVELS and self.level.usable() is None
        if first is None or on is None or missing:
            return ()
        if self._chosen() is Action.INTERRUPT:
            return (self._hold(first),)
        return (self._decision(first, on),)

    def to_confirm(self) -> ToConfirm | None:
        """Ask before a dose is changed, by what it becomes."""
        first, by = self.first.usable(), self.decision.by.usable()
        if first is None or by is None:
            return None
        return self.words.to_confirm(self._chosen(), self._to(), first, by)

    def show_plan(self, plan: Plan | None) -> None:
        """Say what is taken from which day on, and whether the capsules last."""
        first = self.first.usable()
        if plan is None or first is None:
            self.result.tell(Tone.HINT, self.tr("Nothing is saved yet."))
            return
        said = self.words.result(plan, self._chosen(), self._to(), first)
        self.result.tell(Tone.INFO, said)

    def _hold(self, first: date) -> Hold:
        review = self.review.usable()
        said = [self.decision.words(), self.words.review(review) if review else None]
        return Hold(
            drug=self.ground.study.capsules.key,
            starts=first,
            reason="; ".join(part for part in said if part) or None,
            decided_by=self.decision.by.usable(),
        )

    def _decision(self, first: date, on: date) -> DoseDecision:
        action = self._chosen()
        level = self.level.usable() if action in LEVELS else None
        term, grade, occurrence = self.decision.seen()
        return DoseDecision(
            on=on,
            starts=first,
            action=action_of(action),
            to=level.name if level else None,
            reason=self.decision.reason.usable(),
            term=term,
            grade=grade,
            occurrence=occurrence,
            decided_by=self.decision.by.usable(),
        )

    def _chosen(self) -> Action:
        action = self.action.entry.value()
        assert action is not None, "one is always chosen"
        return action

    def _to(self) -> Level | None:
        """Return the level that is taken then, None for no capsules."""
        action = self._chosen()
        if action in WITHOUT:
            return None
        return self.level.usable() if action in LEVELS else self.steps.level

    def _actions(self) -> RadioChoice[Action]:
        """Offer every action of the profile; those that cannot be say why."""
        offered = [one for one in Action if self.words.is_known(one)]
        labels = {one: self.words.label(one) for one in offered}
        choice = RadioChoice(list(labels.items()), columns=COLUMNS)
        barred = {one: why_not(one, self.steps) for one in offered}
        possible = [one for one in offered if not barred[one]]
        choice.set_value(next(iter(possible), None))
        for one, why in barred.items():
            choice.bar(one, why)
        return choice

    def _level(self) -> Field[Level]:
        choice: ListChoice[Level] = ListChoice([], self.tr("Choose…"))
        return Field(
            self.tr("&New dose"),
            choice,
            required=self.tr("Choose the dose that was decided on."),
        )

    def _first(self) -> Field[date]:
        found = Field(
            self.tr("&First day"),
            DateField(today=self.ground.today),
            required=self.tr("Enter the first day on which it holds."),
            check=self._check_first,
        )
        held, today = self.steps.held, self.ground.today
        found.entry.set_value(max(today, held.starts + ONE_DAY) if held else today)
        return found

    def _check_first(self, first: date) -> str:
        """Keep the order of decisions: none takes effect before the last one."""
        held = self.steps.held
        if self._chosen() in RESUMING and held and first <= held.starts:
            sentence = self.tr("Enter a day after {0}, the first day of the hold.")
            return sentence.format(weekday_date(held.starts))
        since = self.steps.since
        if since and first < since:
            sentence = self.tr(
                "Enter {0} or a later day: the dose in force holds since then. To "
                "change an earlier day, correct that decision."
            )
            return sentence.format(weekday_date(since))
        return ""

    def _check_review(self, review: date) -> str:
        first = self.first.usable()
        if first is None or review > first:
            return ""
        sentence = self.tr("Enter a day after {0}.")
        return sentence.format(weekday_date(first))

    @Slot()
    def _turn(self) -> None:
        """Offer the levels that the action leads to, the next one first."""
        action = self._chosen()
        higher = action is Action.RE_ESCALATE
        levels = self.steps.higher if higher else self.steps.lower
        entry = self.level.entry
        assert isinstance(entry, ListChoice)
        entry.set_options([(one, self._option(one)) for one in levels])
        entry.set_value(next(iter(levels), None))
        without = action in WITHOUT
        label = self.tr("&First day without") if without else self.tr("&First day")
        self.first.label.setText(label)
        self.first.entry.name(label.replace("&", ""))
        holds = action is Action.INTERRUPT
        self.decision.offer(Reasons.HOLD if holds else Reasons.DOSE)
        self.arrange()

    def _option(self, level: Level) -> str:
        nearest = level in (*self.steps.lower[:1], *self.steps.higher[:1])
        words = self.tr("{0}, next step") if nearest else "{0}"
        return words.format(level_text(level))

    @Slot()
    def _ask_for_words(self) -> None:
        """Ask in words for why a step is skipped."""
        to = self._to()
        skips = to is not None and bool(self.steps.skipped(to))
        sentence = self.tr("Say in your words why a step is skipped.")
        self.decision.ask_for_words(sentence if skips else "")

    def _tell(self, form: FormGrid, name: str, widget: QWidget) -> None:
        label = QLabel(name)
        label.setProperty("role", "label")
        form.add_row(label, widget)
