"""Whose page it is: who, where in the trial, what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.facts import Participant
from scheduler.core.plan import Plan
from scheduler.core.quantities import unbroken, weight_text
from scheduler.core.standing import Phase
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit
from ui.models.dose_words import dose_on, held_on, why_dose
from ui.models.participants_table import last_weight, next_visit, phase_words
from ui.models.visit_reasons import why_date, why_window
from ui.pages.badges import StatusBadges
from ui.pages.flow import FlowLayout
from ui.pages.labels import BODY, STRONG, faint, label
from ui.theme import SPACE, sized, tokens_of

CODE = 15


class Field(QWidget):
    """A name and its value, never parted; the name is fainter.

    Args:
        name: without a colon.
        value: the label that shows the value; a bold one if None.
    """

    def __init__(self, name: str, value: QLabel | None = None) -> None:
        super().__init__()
        self.name = faint(name)
        self.value = value or label(bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for part in (self.name, self.value):
            row.addWidget(part)

    def say(self, text: str, why: str = "") -> None:
        """Show a value, and its reason where it was computed."""
        self.value.setText(unbroken(text))
        self.value.setToolTip(unbroken(why))
        self.value.setAccessibleDescription(why)

    def reason(self) -> str:
        """Return name, value and reason in one line; empty of what was entered."""
        why, value = self.value.toolTip(), self.value.text()
        if not why:
            return ""
        said = why if why.startswith(value) else f"{value}: {why}"
        return f"{self.name.text()} {said}"


class Banner(QFrame):
    """Fixed above everything on the page of one participant.

    Source:
        ux.md I-01 to I-06.
    """

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._over = False
        self.code = label(points=CODE, bold=True)
        self.second = Field(self.tr("Initials"))
        self.born = Field(self.tr("Born"))
        self.sex = Field(self.tr("Sex"))
        self.phase = label(points=STRONG, bold=True)
        self.cycle = Field(self.tr("Cycle"))
        self.dose = Field(self.tr("DOSE"))
        self.weight = Field(self.tr("Weight"))
        self.visit = Field(self.tr("Next visit"))
        self.window_ = Field(self.tr("Window"))
        self.status = StatusBadges()
        self._lay_out()

    def set_plan(self, plan: Plan) -> None:
        """Show another participant, or the same one after a change."""
        self._over = plan.current.phase not in {Phase.SCREENING, Phase.TREATMENT}
        self._say_who(plan.participant, plan.as_of.year)
        self._say_where(plan)
        self._say_next(next_visit(plan))
        self.setAccessibleName(self._spoken())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hatch the ground once the participant has ended treatment."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        if self._over:
            painter.fillRect(self.rect(), QColor(tokens.badges[Status.NOT_DONE].fill))
            stripes = QBrush(QColor(tokens.hairline), Qt.BrushStyle.BDiagPattern)
            painter.fillRect(self.rect(), stripes)
        else:
            painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _say_who(self, who: Participant, year: int) -> None:
        self.code.setText(who.code)
        unknown = self.tr("Not known")
        if who.initials:
            name, value = self.tr("Initials"), who.initials
        elif who.hospital_number:
            name, value = self.tr("Hospital number"), who.hospital_number
        else:
            name = self.tr("Randomization number")
            value = who.randomization_number or unknown
        self.second.name.setText(name)
        self.second.say(value)
        born = who.birth_year
        self.born.say(f"{born} ({year - born} y)" if born else unknown)
        self.sex.say(who.sex.value if who.sex else unknown)

    def _say_where(self, plan: Plan) -> None:
        study, today = self._study, plan.as_of
        held = [
            drug
            for drug in (study.infusion.key, study.capsules.key)
            if held_on(plan, drug, today)
        ]
        words = [phase_words(plan), *(f"{drug} {self.tr('on hold')}" for drug in held)]
        self.phase.setText(", ".join(words))
        self.cycle.say(self._day(plan), plan.current.why)
        dose = f"{study.capsules.name} {dose_on(study, plan, today)}"
        self.dose.say(dose, why_dose(study, plan, today))
        self.weight.say(self._weight(plan))

    def _day(self, plan: Plan) -> str:
        current = plan.current
        cycle = next((c for c in plan.cycles if c.number == current.cycle), None)
        if cycle is None:
            return self.tr("none")
        words = self.tr("{cycle} day {day} of {days}")
        return words.format(cycle=cycle.number, day=current.day, days=cycle.days)

    def _weight(self, plan: Plan) -> str:
        found = last_weight(plan)
        if found is None:
            return self.tr("Not recorded")
        return f"{weight_text(found.grams)} {self.tr('on')} {clinical_date(found.on)}"

    def _say_next(self, visit: Visit | None) -> None:
        self.window_.setVisible(visit is not None)
        self.status.setVisible(visit is not None)
        if visit is None:
            self.visit.say(self.tr("None planned"))
            return
        self.visit.say(f"{visit.visit} {weekday_date(visit.expected)}", why_date(visit))
        window = date_range(visit.window.opens, visit.window.closes)
        self.window_.say(window, why_window(visit))
        self.status.set_visit(visit)

    def explained(self) -> tuple[str, str] | None:
        """Return whose banner it is, and the reason of each value in it."""
        fields = (self.cycle, self.dose, self.visit, self.window_)
        said = [field.reason() for field in fields if not field.isHidden()]
        return (self.code.text(), "\n".join(filter(None, said))) if any(said) else None

    def _spoken(self) -> str:
        fields = (self.second, self.born, self.sex, self.cycle, self.dose)
        later = (self.weight, self.visit, self.window_)
        said = [f"{field.name.text()} {field.value.text()}" for field in fields + later]
        return ", ".join([self.code.text(), self.phase.text(), *said])

    def _lay_out(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.code.setFont(sized(fixed, CODE, bold=True))
        self.dose.name.setFont(sized(self.font(), BODY, bold=True))
        lines = (
            (self.code, self.second, self.born, self.sex, self.phase),
            (self.cycle, self.dose, self.weight),
            (self.visit, self.window_, self.status),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        for widgets in lines:
            line = QWidget()
            flow = FlowLayout(line, across=SPACE[4])
            for widget in widgets:
                flow.addWidget(widget)
            column.addWidget(line)
