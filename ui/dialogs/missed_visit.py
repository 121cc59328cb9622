"""Records that a visit did not take place: one reason, and it is saved."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Participant, VisitOutcome, VisitRecord
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from ui.dialogs.banner import BannerLine
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record_visit import visit_title
from ui.forms.choice import ReasonField, Reasons
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE

Save = Callable[[VisitRecord], None]


class MissedVisitDialog(FormDialog):
    """Asks why a visit was missed; the day is the one on which it was to be.

    Args:
        study: for the reasons.
        participant: whose visit it is.
        visit: the visit that was missed.
        save: takes the record.
        parent: who owns it.

    Source:
        ux.md F-08, F-11.
    """

    def __init__(
        self,
        study: Study,
        participant: Participant,
        visit: Visit,
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Missed visit"))
        self.act.setText(self.tr("&Record as missed"))
        self._visit, self._save = visit, save
        self.add_banner(BannerLine(participant, visit_title(visit)))
        self.reason = Field(
            self.tr("&Reason"),
            ReasonField(study.reasons[Reasons.NOT_DONE], at_least=1),
            required=self.tr("Choose why the visit was missed."),
        )
        self.watch(self.reason)
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        label = QLabel(self.tr("Missed on"))
        label.setProperty("role", "label")
        rows.add_row(label, WrappedLabel(weekday_date(self._on())))
        rows.add_row(self.reason.label, self.reason)
        rows.end()

    def hand_over(self) -> None:
        """Give the record to whoever saves it."""
        self._save(
            VisitRecord(
                visit=self._visit.visit,
                on=self._on(),
                outcome=VisitOutcome.MISSED,
                reason=self.reason.usable(),
            )
        )

    def _on(self) -> date:
        return self._visit.expected
