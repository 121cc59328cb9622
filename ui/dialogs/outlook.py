"""What comes of an entry, beside it: the next visits, the dose, the capsules."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from scheduler.core.dates import date_range, weekday_date
from scheduler.core.plan import Plan
from scheduler.core.quantities import dose_text
from scheduler.core.row_reasons import dispense_reason, dosing_reason
from scheduler.core.study import Capsules
from scheduler.core.visits import Visit
from scheduler.core.wording import capsules_line, level_text
from ui.dialogs.preview import open_visits
from ui.forms.result_line import WrappedLabel
from ui.models.visit_reasons import why_date, why_window
from ui.theme import SPACE, sized
from ui.why import Reason
from ui.wording import shown, whole_parts

VISITS = 3


class Outlook(QFrame):
    """Shows a plan that is not saved yet; computed by the core, never here.

    Args:
        capsules: for the words of the dose line.
        parent: who owns it.
    """

    def __init__(self, capsules: Capsules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._capsules = capsules
        self.setProperty("card", True)
        self.dose = WrappedLabel()
        self.dispense = WrappedLabel()
        self.visits = WrappedLabel()
        self._rows = QGridLayout()
        self._cells: list[QLabel] = []
        self._why: list[str] = []
        self._lay_out()
        self.show_plan(None)

    def show_plan(self, plan: Plan | None) -> None:
        """Show what a plan says, or what is still needed for one."""
        self._clear()
        self._why = []
        if plan is None:
            self.visits.setText(
                self.tr("Enter Day 1 to see the next visits with their windows.")
            )
            self.visits.show()
            self.dose.setText(self.tr("Enter the baseline weight to see the dose."))
            self.dispense.setText("")
            return
        self._show_visits(open_visits(plan, VISITS))
        self._show_dose(plan)

    def explained(self) -> Reason | None:
        """Return the reason of each date and dose that is shown."""
        if not self._why:
            return None
        return self.tr("What follows from what is entered"), "\n".join(self._why)

    def _show_visits(self, visits: list[Visit]) -> None:
        self.visits.setVisible(not visits)
        self.visits.setText(self.tr("No visit is planned."))
        for row, visit in enumerate(visits):
            window = date_range(visit.window.opens, visit.window.closes)
            words = self.tr("window {0}").format(window)
            self._why.append(f"{visit.visit}: {why_date(visit)} {why_window(visit)}")
            self._cell(visit.visit, 2 * row, 0, bold=True)
            self._cell(weekday_date(visit.expected), 2 * row, 1, bold=True)
            self._cell(words, 2 * row + 1, 1)

    def _show_dose(self, plan: Plan) -> None:
        if plan.in_force is None:
            self.dose.setText(self.tr("Enter the baseline weight to see the dose."))
            self.dispense.setText("")
            return
        self.dose.setText(
            whole_parts(capsules_line(self._capsules, plan.in_force.level))
        )
        dose = dosing_reason(self._capsules, plan, plan.in_force)
        self._why.append(f"{level_text(plan.in_force.level)}: {dose}.")
        visits = [v for v in open_visits(plan, len(plan.visits)) if v.dispense]
        cycles = [visit.cycle for visit in visits if visit.cycle in plan.dispense]
        if not cycles or cycles[0] is None:
            self.dispense.setText("")
            return
        sentence = self.tr("Capsules of {0} to dispense at C{1}D1: {2}")
        strength = dose_text(self._capsules.strength_mg)
        found = plan.dispense[cycles[0]]
        why = found.why
        self._why.append(f"C{cycles[0]}D1: {dispense_reason(plan, found)}.")
        self.dispense.setText(shown(sentence.format(strength, cycles[0], why)))

    def _cell(self, text: str, row: int, column: int, *, bold: bool = False) -> None:
        cell = QLabel(shown(text))
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setFont(sized(self.font(), 10, bold=bold))
        if not bold:
            cell.setProperty("role", "label")
        self._rows.addWidget(cell, row, column)
        self._cells.append(cell)

    def _clear(self) -> None:
        for cell in self._cells:
            self._rows.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []

    def _lay_out(self) -> None:
        self._rows.setHorizontalSpacing(SPACE[3])
        self._rows.setVerticalSpacing(SPACE[0])
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addWidget(self._heading(self.tr("Next visits")))
        column.addWidget(self.visits)
        column.addLayout(self._rows)
        column.addSpacing(SPACE[1])
        column.addWidget(self._heading(self.tr("Dose")))
        column.addWidget(self.dose)
        column.addWidget(self.dispense)
        column.addStretch(1)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setFont(sized(self.font(), 11, bold=True))
        return heading
