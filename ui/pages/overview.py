"""The overview of a participant: cycles, this visit, capsules, treatment, notices."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.deviations import DeviationCode, find_deviations
from scheduler.core.facts import Return
from scheduler.core.notices import Notice, find_notices
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.quantities import capsules_text, unbroken
from scheduler.core.study import Study
from scheduler.core.supply import Dispense
from scheduler.core.visits import Visit
from scheduler.core.wording import capsules_line, infusion_line
from ui.calendar.timeline import Timeline
from ui.models.dose_words import arithmetic, dispense_of, dose_on, why_dose
from ui.models.treatment_words import (
    capsules_so_far,
    infusions_so_far,
    limits_of_treatment,
)
from ui.models.visit_reasons import date_basis
from ui.pages.badges import StatusBadges
from ui.pages.labels import Card, DrugLine, clear, faint, label, message, wrapped
from ui.theme import SPACE

ONE_DAY = timedelta(days=1)
STILL_OPEN = frozenset({DeviationCode.OVERDUE, DeviationCode.BOOKED_OUT_OF_WINDOW})


class Why(QWidget):
    """A button that shows and hides the reason of a computed value."""

    def __init__(self, question: str, answer: str) -> None:
        super().__init__()
        self.button = QPushButton(question)
        self.button.setCheckable(True)
        self.answer = wrapped(answer)
        self.answer.hide()
        self.button.toggled.connect(self.answer.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.answer)


class Overview(QScrollArea):
    """Everything about one person on one page, which scrolls as a whole."""

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self.timeline = Timeline(study)
        self.visit = Card(self.tr("This visit"))
        self.capsules = Card(self.tr("Dispense"))
        self.treatment = Card(self.tr("Treatment so far"))
        self.notices = QVBoxLayout()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Overview"))
        self._lay_out()

    def set_plan(self, study: Study, plan: Plan, visit: Visit | None) -> None:
        """Show a plan by the version of today, and the visit to be seen to next."""
        self._study = study
        self.timeline.set_plan(plan)
        self.timeline.setVisible(bool(plan.cycles))
        self._show_notices(plan)
        self.treatment.show_lines(self._treatment_lines(plan))
        if visit is None:
            self.visit.title.setText(self.tr("This visit"))
            self.visit.show_lines([wrapped(self.tr("No visit is planned."))])
            self.capsules.show_lines([wrapped(self.tr("Nothing is handed out."))])
            return
        self.visit.title.setText(f"{self.tr('This visit')} {visit.visit}")
        self.visit.show_lines(self._visit_lines(plan, visit))
        self.capsules.show_lines(self._capsule_lines(plan, visit))

    def _show_notices(self, plan: Plan) -> None:
        clear(self.notices)
        for found in find_deviations(self._study, plan):
            if found.code in STILL_OPEN:
                self.notices.addWidget(message(unbroken(found.sentence), "error"))
        for notice in find_notices(self._study.capsules, plan):
            self.notices.addWidget(message(_dated(notice), "warning"))

    def _visit_lines(self, plan: Plan, visit: Visit) -> list[QWidget]:
        status = StatusBadges()
        status.set_visit(visit)
        when = f"{weekday_date(visit.expected)}, {date_basis(visit)}"
        at = f" {self.tr('at')} {visit.booked_at:%H:%M}" if visit.booked_at else ""
        window = date_range(visit.window.opens, visit.window.closes)
        return [
            wrapped(when + at, bold=True),
            faint(f"{self.tr('Window')} {window}"),
            status,
            *self._drug_lines(plan, visit),
            *self._procedure_lines(plan, visit),
            Why(self.tr("Why this date?"), f"{visit.why}."),
        ]

    def _procedure_lines(self, plan: Plan, visit: Visit) -> list[QWidget]:
        due = procedures_due(self._study, plan, visit)
        return [wrapped(f"{self.tr('To be done:')} {', '.join(due)}")] if due else []

    def _drug_lines(self, plan: Plan, visit: Visit) -> list[QWidget]:
        lines: list[QWidget] = []
        if visit.infusion:
            lines.append(DrugLine(infusion_line(self._study.infusion)))
        if period := plan.dose_on(visit.expected):
            lines.append(DrugLine(capsules_line(self._study.capsules, period.level)))
        else:
            drug, day = self._study.capsules.name, visit.expected
            words = f"{drug} {dose_on(self._study, plan, day)}"
            why = why_dose(self._study, plan, day)
            lines.append(wrapped(f"{words}: {why}."))
        return lines

    def _capsule_lines(self, plan: Plan, visit: Visit) -> list[QWidget]:
        found = dispense_of(plan, visit)
        if found is None:
            return [wrapped(self._why_nothing(plan, visit))]
        total = capsules_text(found.total)
        lines: list[QWidget] = [label(f"{self.tr('To dispense')} {total}", bold=True)]
        lines += [wrapped(line) for line in arithmetic(self._study, plan, visit)]
        lines.append(wrapped(self._reach(found)))
        if returned := _last_return(plan):
            lines.append(wrapped(returned))
        question = f"{self.tr('Why')} {found.total}?"
        return [*lines, Why(question, self._why(plan, found))]

    def _treatment_lines(self, plan: Plan) -> list[QWidget]:
        given, rate = infusions_so_far(self._study, plan)
        taken, *arithmetic_ = capsules_so_far(self._study.capsules, plan)
        return [
            wrapped(given, bold=True),
            wrapped(rate),
            wrapped(taken, bold=True),
            *map(wrapped, arithmetic_),
            *map(wrapped, limits_of_treatment(self._study, plan)),
        ]

    def _why_nothing(self, plan: Plan, visit: Visit) -> str:
        if visit.dispense and not plan.dosing:
            return self.tr("No dose is known yet. Record the baseline weight first.")
        return self.tr("Nothing is handed out at this visit.")

    def _reach(self, found: Dispense) -> str:
        until = clinical_date(found.next_target - ONE_DAY)
        words = self.tr("Enough to {day}, the day before the next Day 1 is planned.")
        said = words.format(day=until)
        if found.spare_days:
            more = self.tr("With {days} spare days: {total} capsules.")
            said += " " + more.format(days=found.spare_days, total=found.total)
        return said

    def _why(self, plan: Plan, found: Dispense) -> str:
        late = self.tr(
            "If the next Day 1 takes place on the last day of its window, {most} "
            "capsules are needed. Whole packs that hold the total: {packs}."
        )
        dose = plan.dose_on(found.starts)
        why = f" {self.tr('Dose')}: {dose.why}." if dose else ""
        said = late.format(most=found.to_window_end, packs=found.packs)
        return f"{found.why}.{why} {said}"

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(SPACE[2])
        cards.addWidget(self.visit, 1)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE[2])
        beside.addWidget(self.capsules)
        beside.addWidget(self.treatment, 1)
        cards.addLayout(beside, 1)
        self.notices.setSpacing(SPACE[1])
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self.timeline)
        column.addLayout(self.notices)
        column.addLayout(cards)
        column.addStretch()
        self.setWidget(inside)


def _dated(notice: Notice) -> str:
    """Write a notice with its date, once."""
    day = clinical_date(notice.on)
    said = notice.sentence if day in notice.sentence else f"{day}  {notice.sentence}"
    return unbroken(said)


def _last_return(plan: Plan) -> str:
    returns = [fact for fact in plan.facts if isinstance(fact, Return)]
    if not returns:
        return ""
    last = max(returns, key=lambda fact: fact.on)
    words = QCoreApplication.translate("Overview", "Last returned on")
    lost = QCoreApplication.translate("Overview", "lost")
    said = f"{words} {clinical_date(last.on)}: {capsules_text(last.capsules)}"
    return f"{said}, {last.lost} {lost}." if last.lost else f"{said}."
