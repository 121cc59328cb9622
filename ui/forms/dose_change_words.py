"""The actions of a dose decision, and every sentence about one before it is saved."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.dose_steps import DoseSteps
from scheduler.core.facts import DoseAction
from scheduler.core.in_hand import in_hand, left_on
from scheduler.core.plan import Plan
from scheduler.core.quantities import NO_BREAK_SPACE, capsules_text
from scheduler.core.study import Level, Study
from scheduler.core.visits import Visit
from scheduler.core.wording import level_text
from ui.forms.fact_form import ToConfirm
from ui.models.dose_words import capsule_lines
from ui.wording import shown

ONE_DAY = timedelta(days=1)
ARROW = " \u2192 "

translate = QCoreApplication.translate


class Action(Enum):
    """What the investigator may decide about the capsules."""

    INTERRUPT = auto()
    REDUCE = auto()
    RESUME_SAME = auto()
    RESUME_REDUCED = auto()
    DISCONTINUE = auto()
    RE_ESCALATE = auto()


LEVELS = frozenset({Action.REDUCE, Action.RESUME_REDUCED, Action.RE_ESCALATE})
RESUMING = frozenset({Action.RESUME_SAME, Action.RESUME_REDUCED})
WITHOUT = frozenset({Action.INTERRUPT, Action.DISCONTINUE})
_DECISIONS = {
    Action.REDUCE: DoseAction.REDUCE,
    Action.RESUME_SAME: DoseAction.RESUME_SAME,
    Action.RESUME_REDUCED: DoseAction.RESUME_REDUCED,
    Action.DISCONTINUE: DoseAction.DISCONTINUE,
    Action.RE_ESCALATE: DoseAction.RE_ESCALATE,
}


def action_of(action: Action) -> DoseAction:
    """Return the decision that an action is recorded as.

    Raises:
        KeyError: a fault of the program; an interruption is a hold.
    """
    return _DECISIONS[action]


def why_not(action: Action, steps: DoseSteps) -> str:
    """Say why an action cannot be decided now; "" if it can."""
    paused = steps.held is not None or steps.stopped is not None
    if action in RESUMING and not paused:
        return translate("dose_change", "Nothing is on hold.")
    if action is Action.INTERRUPT and paused:
        return translate("dose_change", "No capsules are taken already.")
    if action is Action.DISCONTINUE and steps.stopped is not None:
        return translate("dose_change", "It is discontinued already.")
    if action in {Action.REDUCE, Action.RE_ESCALATE} and paused:
        return translate("dose_change", "Choose to resume at another dose.")
    if action in {Action.REDUCE, Action.RESUME_REDUCED} and not steps.lower:
        return translate(
            "dose_change", "There is no lower step: interrupt or discontinue."
        )
    return ""


class DoseWords(QObject):
    """Every sentence about one change of dose.

    Args:
        study: for the name of the drug, and what a profile allows.
        steps: where the participant stands.
    """

    def __init__(self, study: Study, steps: DoseSteps) -> None:
        super().__init__()
        self._study, self._steps = study, steps
        self._drug = study.capsules.name

    def in_force(self) -> str:
        """Return the dose in force and since when, or why there is none."""
        steps = self._steps
        if steps.level is None:
            return self.tr("Not known")
        dose = shown(f"DOSE {level_text(steps.level)}")
        if steps.held:
            words = self.tr("on hold since {0}. Before: {1}")
            return words.format(clinical_date(steps.held.starts), dose)
        if steps.stopped:
            words = self.tr("discontinued from {0}. Before: {1}")
            return words.format(clinical_date(steps.stopped), dose)
        since = clinical_date(steps.since) if steps.since else self.tr("Day 1")
        return self.tr("{0} since {1}").format(dose, since)

    def why_in_force(self) -> str:
        """Return what the dose in force rests on, and what is decided already."""
        steps = self._steps
        said = [f"{steps.why}." if steps.why else ""]
        if steps.coming:
            words = self.tr("Another decision takes effect on {0}.")
            said.append(words.format(clinical_date(steps.coming)))
        return shown(" ".join(part for part in said if part))

    def ladder(self) -> str:
        """Return the steps from the starting dose down, the present one marked."""
        steps, said = self._steps, []
        for level in steps.ladder:
            words = level_text(level)
            if level == steps.level:
                words = self.tr("{0} (now)").format(words)
            elif level in steps.lower[:1]:
                words = self.tr("{0} (next step)").format(words)
            said.append(words.replace(" ", NO_BREAK_SPACE))
        end = self.tr("discontinue")
        source = self.tr("Profile version {0}").format(self._study.profile_version)
        return f"{ARROW.join([*said, end])}. {source}"

    def is_known(self, action: Action) -> bool:
        """Say whether the profile knows an action at all."""
        return action is not Action.RE_ESCALATE or bool(self._steps.higher)

    def label(self, action: Action) -> str:
        """Return the words of an action, with a mnemonic."""
        return {
            Action.INTERRUPT: self.tr("&interrupt"),
            Action.REDUCE: self.tr("re&duce"),
            Action.RESUME_SAME: self.tr("resume at the sa&me dose"),
            Action.RESUME_REDUCED: self.tr("resume at a &lower dose"),
            Action.DISCONTINUE: self.tr("discontin&ue"),
            Action.RE_ESCALATE: self.tr("go u&p again"),
        }[action]

    def why_nothing(self) -> str:
        """Say why nothing can be decided at all; "" if something can."""
        if self._steps.ended:
            words = self.tr(
                "{0} has ended: the last dose was on {1}. Correct that record first.",
            )
            return words.format(self._drug, clinical_date(self._steps.ended))
        if self._steps.level is None:
            return self.tr("No dose is known yet. Record the baseline weight first.")
        return ""

    def review(self, on: date) -> str:
        """Return when a hold is looked at again, for its reason."""
        return self.tr("review on {0}").format(clinical_date(on))

    def to_confirm(
        self, action: Action, to: Level | None, first: date, by: str
    ) -> ToConfirm:
        """Return the new fact, the verb, and the safe answer."""
        fact = self._fact(action, to).format(
            drug=self._drug,
            day=weekday_date(first),
            dose=level_text(to) if to else "",
            now=self._now(),
        )
        parts = [
            fact,
            self._remark(to),
            self.tr("Decided by {0}.").format(by),
        ]
        said = " ".join(part for part in parts if part)
        return ToConfirm(said, self._verb(action, to), self._stay())

    def result(self, plan: Plan, action: Action, to: Level | None, first: date) -> str:
        """Return what is taken from which day on, and whether capsules last."""
        day = weekday_date(first)
        if to is None:
            said = self.tr("No capsules from {0}.").format(day)
        else:
            each = capsules_text(to.capsules)
            said = self.tr("{0}, {1}, from {2}.").format(level_text(to), each, day)
        parts = [said, self._infusion(plan, action), self._after(action)]
        parts += self._capsules(plan, first, needed=to is not None)
        return "\n".join(part for part in parts if part)

    def _infusion(self, plan: Plan, action: Action) -> str:
        """Say that the infusion is decided upon by itself, if it is."""
        waiting = [v for v in plan.visits if v.infusion and v.outcome is None]
        following = min(waiting, key=lambda visit: visit.expected, default=None)
        if following is None or action not in WITHOUT:
            return ""
        if plan.settings.drugs_held_together and action is Action.INTERRUPT:
            return self.tr("The infusion is on hold with it.")
        words = self.tr("Infusion {0} on {1} is not changed by this.")
        return words.format(following.visit, weekday_date(following.expected))

    def _after(self, action: Action) -> str:
        if action is not Action.DISCONTINUE:
            return ""
        words = self.tr(
            "When {0} has ended, record its last dose too, by End treatment: "
            "follow-up counts from it.",
        )
        return words.format(self._drug)

    def _capsules(self, plan: Plan, first: date, *, needed: bool) -> list[str]:
        """Say what is at home, and what is needed to the next hand-out."""
        said = []
        found = in_hand(plan)
        if found and found.last < first:
            left, why = left_on(plan, found, first)
            words = self.tr("In hand that morning: {0} ({1}).")
            said.append(words.format(capsules_text(left), why))
        following = _next_hand_out(plan, first)
        if needed and following:
            before = following.expected
            lines = capsule_lines(self._study, plan, first, before)
            words = self.tr("Needed to {0}, the day before {1}: {2}.")
            until = clinical_date(before - ONE_DAY)
            said.append(words.format(until, following.visit, "; ".join(lines)))
        return [shown(line) for line in said]

    def _now(self) -> str:
        return level_text(self._steps.level) if self._steps.level else ""

    def _fact(self, action: Action, to: Level | None) -> str:
        if action is Action.INTERRUPT:
            return self.tr("{drug} is interrupted from {day}, after {now}.")
        if action is Action.DISCONTINUE:
            return self.tr("{drug} is discontinued from {day}, after {now}.")
        if action in RESUMING:
            return self.tr("{drug} is taken again from {day}: {dose}.")
        return self.tr("{drug} is {dose} from {day}, in the place of {now}.")

    def _remark(self, to: Level | None) -> str:
        """Say what makes the change more than one step down."""
        steps = self._steps
        skipped = steps.skipped(to) if to else ()
        said = []
        if skipped:
            levels = ", ".join(map(level_text, skipped))
            said.append(self.tr("This skips {0}.").format(levels))
        if to in steps.higher:
            said.append(self.tr("This is a higher dose."))
        if steps.stopped:
            words = self.tr("It was discontinued from {0}.")
            said.append(words.format(clinical_date(steps.stopped)))
        return " ".join(said)

    def _verb(self, action: Action, to: Level | None) -> str:
        if action is Action.INTERRUPT:
            return self.tr("&Interrupt {0}").format(self._drug)
        if action is Action.DISCONTINUE:
            return self.tr("&Discontinue {0}").format(self._drug)
        words = (
            self.tr("&Resume {0}") if action in RESUMING else self.tr("&Change to {0}")
        )
        return words.format(level_text(to) if to else "")

    def _stay(self) -> str:
        if self._steps.held:
            return self.tr("&Keep the hold")
        if self._steps.stopped:
            return self.tr("&Keep it stopped")
        return self.tr("&Keep {0}").format(self._now())


def _next_hand_out(plan: Plan, day: date) -> Visit | None:
    waiting = [v for v in plan.visits if v.dispense and v.expected > day]
    return min(waiting, key=lambda visit: visit.expected, default=None)
