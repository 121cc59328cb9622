"""Records one visit: two clicks in the ordinary case."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Fact, FactsDocument, InfusionRecord
from scheduler.core.plan import Plan
from scheduler.core.row_reasons import dispense_reason
from scheduler.core.visits import Visit
from ui.dialogs.banner import BannerLine
from ui.dialogs.confirm_bar import Question
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.preview import with_facts
from ui.dialogs.record_form import RecordForm
from ui.forms.field import FormGrid
from ui.forms.result_line import Tone
from ui.models.visit_reasons import why_date, why_window
from ui.rules import Rules
from ui.theme import SPACE
from ui.why import Reason
from ui.wording import verdict_sentence

Save = Callable[[tuple[Fact, ...]], None]


class RecordVisitDialog(FormDialog):
    """Asks what happened, and shows at once what follows.

    Args:
        rules: those of the site today.
        document: everything that is stored of the participant.
        visit: the visit that is recorded.
        save: takes everything that is recorded, as one write.
        parent: who owns it.

    Source:
        ux.md 3.10; product.md, decision 7.
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
        self.setWindowTitle(self.tr("Record visit"))
        self.act.setText(self.tr("&Save visit"))
        self._rules, plan = rules, rules.plan(document, visit.cycle)
        self._document, self._visit, self._save = document, visit, save
        self._proposed: Plan | None = None
        self.add_banner(BannerLine(plan.participant, visit_title(visit)))
        self.form = RecordForm(rules.study, plan, visit, rules.today)
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self.form.join(rows)
        for field in self.form.fields():
            self.watch(field)
        self.form.changed.connect(self._refresh)
        self._refresh()
        self._refuse_a_second_time(plan)

    def start_on(self, on: date) -> None:
        """Propose the day on which the visit was to be."""
        self.form.date.entry.set_value(on)

    def question(self) -> Question | None:
        """Ask before a visit out of its window is recorded."""
        on, outside = self.form.date.day.usable(), self.form.date.days_outside()
        if on is None or not outside:
            return None
        sentence = self.tr("{0} on {1} is {2}.").format(
            self._visit.visit,
            weekday_date(on),
            verdict_sentence(self._visit.window, on),
        )
        return Question(
            sentence, self.tr("&Record out of window"), self.tr("Choose &another date")
        )

    def hand_over(self) -> None:
        """Give everything that is recorded to whoever saves it."""
        self._save(self.form.facts() + self.form.booking(self._proposed))

    def explained(self) -> Reason | None:
        """Return why the visit has its day, and what follows from what is entered."""
        said = [f"{self._visit.visit}: {why_date(self._visit)}"]
        said.append(why_window(self._visit))
        cycle, plan = self._visit.cycle, self._proposed
        if plan is not None and cycle is not None:
            found, following = plan.dispense.get(cycle), plan.day_1(cycle + 1)
            if found and self._visit.dispense:
                said.append(dispense_reason(plan, found))
            if following:
                said.append(f"{following.visit}: {why_date(following)}")
        return visit_title(self._visit), "\n".join(said)

    def first_focus(self) -> QWidget:
        """Return the weight where one is due: everything else has a default."""
        if self.form.is_weight_due():
            return self.form.weight.weight.entry.control()
        return super().first_focus()

    def return_focus(self) -> QWidget:
        """Return the visit date, which a question was about."""
        return self.form.date.day.entry.control()

    @Slot()
    def _refresh(self) -> None:
        """Work the plan out again with what is entered so far."""
        facts, cycle = self.form.facts(), self._visit.cycle
        document = with_facts(self._document, facts)
        through = cycle + 1 if cycle else None
        self._proposed = self._rules.plan(document, through) if facts else None
        self.form.show_plan(self._proposed)

    def _refuse_a_second_time(self, plan: Plan) -> None:
        """Two infusions in one cycle are impossible: point to the recorded one."""
        for fact in plan.facts:
            if (
                isinstance(fact, InfusionRecord)
                and self._visit.infusion
                and (fact.cycle, fact.day) == (self._visit.cycle, self._visit.day)
            ):
                sentence = self.tr(
                    "{0} is recorded on {1} already. Correct that record instead."
                ).format(self._visit.visit, weekday_date(fact.on))
                self.refuse(sentence, Tone.WARNING)


def visit_title(visit: Visit) -> str:
    """Return a visit in full words, ``Cycle 14 Day 1``."""
    if visit.cycle is None or visit.day is None:
        return visit.visit[:1].upper() + visit.visit[1:]
    return f"Cycle {visit.cycle} Day {visit.day}"
