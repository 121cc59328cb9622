"""What people record of a participant outside of a visit: one dialog, one write."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from scheduler.core.facts import DoseDecision, EventKind, Fact, Hold
from scheduler.core.printed import PrintedSheet
from ui.dialogs.asking import ask
from ui.dialogs.fact_words import fact_name
from ui.dialogs.prompts import keep_prompts
from ui.dialogs.record_fact import RecordFactDialog, Titles
from ui.fact_actions import Ask
from ui.forms.capsule_forms import DispensingForm, ReturnForm
from ui.forms.diary_forms import ExtraDosesForm, MissedDosesForm
from ui.forms.dose_change_form import DoseChangeForm
from ui.forms.end_forms import EventForm
from ui.forms.end_treatment_form import EndTreatmentForm
from ui.forms.fact_form import FactForm, Ground
from ui.forms.infusion_hold_form import InfusionHoldForm
from ui.forms.visit_forms import ObservationForm, UnscheduledVisitForm
from ui.forms.weight_form import WeightForm
from ui.main_window import MainWindow
from ui.session import ParticipantId, Role, Session, StoredFact

MakeForm = Callable[[Ground], FactForm]


class FactWorkflows(QObject):
    """Joins what is asked of a participant to its dialog and to the session.

    Args:
        session: the open file.
        window: over which the dialogs open.

    Signals:
        correction_asked: the stored fact to correct instead, and as what.
    """

    correction_asked = Signal(object, object)

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def record(self, what: Ask, participant_id: ParticipantId) -> None:
        """Ask what happened, show what it does, and save it in one step."""
        session = self._session
        session.catch_up()
        document, rules = session.document(participant_id), session.rules
        ground = Ground(session.study, session.plan(participant_id), rules.today)
        titles, make = self._dialogs(participant_id)[what]
        form, known = make(ground), session.facts(participant_id)
        dialog = RecordFactDialog(
            rules,
            document,
            form,
            titles,
            lambda facts: self._save(participant_id, form, facts, known),
            self._window,
            printed=self._printed(participant_id),
        )
        if ask(dialog):
            keep_prompts(session, dialog.prompts, participant_id)
        session.catch_up()
        if dialog.goes_on:
            self.record(Ask.DOSE, participant_id)
        if dialog.instead:
            recorded, proposed = dialog.instead
            self.correction_asked.emit(_stored(known, recorded), proposed)

    def _save(
        self,
        number: ParticipantId,
        form: FactForm,
        facts: tuple[Fact, ...],
        known: Sequence[StoredFact],
    ) -> None:
        """Save everything as one write, which one Undo takes back."""
        replaced = form.replaces()
        if replaced is None:
            self._session.write(
                lambda store, by: store.record_visit(number, facts, by=by)
            )
        else:
            self._change(_stored(known, replaced), facts[0], form)
        code = self._session.participant(number).participant.code
        words = self.tr("Recorded {what}")
        self._window.say_saved(words.format(what=f"{code} {fact_name(facts[0])}"))

    def _change(self, stored: StoredFact, fact: Fact, form: FactForm) -> None:
        assert isinstance(form, InfusionHoldForm), "no other form changes a fact"
        reason = form.reason_for_change()
        self._session.write(
            lambda store, by: store.correct_fact(
                stored.id, stored.ver, fact, reason=reason, by=by
            )
        )

    def _printed(self, number: ParticipantId) -> tuple[PrintedSheet, ...]:
        """Return the last sheet of each visit that has one."""
        last = {sheet.visit: sheet for sheet in self._session.sheets(number)}
        return tuple(
            PrintedSheet(visit=one.visit, issue=one.issue, number=one.number)
            for one in last.values()
        )

    def _deciders(self, number: ParticipantId) -> list[str]:
        """Return who has decided before, and the investigators of the file."""
        facts = [stored.fact for stored in self._session.facts(number)]
        before = [f.decided_by for f in facts if isinstance(f, Hold | DoseDecision)]
        people = self._session.attendance.people()
        known = [one.name for one in people if one.role is Role.INVESTIGATOR]
        return [name for name in (*before, *known) if name]

    def _dialogs(self, number: ParticipantId) -> dict[Ask, tuple[Titles, MakeForm]]:
        """Return the words and the form of each dialog."""
        return {
            **self._of_doses(number),
            **self._of_capsules(),
            **self._of_visits(),
            **self._of_ends(),
        }

    def _of_doses(self, number: ParticipantId) -> dict[Ask, tuple[Titles, MakeForm]]:
        drug, deciders = self._session.study.capsules.name, self._deciders(number)
        change = self.tr("Change {0} dose").format(drug)
        return {
            Ask.WEIGHT: (
                Titles(self.tr("Record weight"), self.tr("&Save weight")),
                WeightForm,
            ),
            Ask.DOSE: (
                Titles(change, self.tr("&Save dose change")),
                lambda ground: DoseChangeForm(ground, deciders),
            ),
            Ask.INFUSION: (
                Titles(
                    self.tr("Hold or resume the infusion"), self.tr("&Save decision")
                ),
                lambda ground: InfusionHoldForm(ground, deciders),
            ),
        }

    def _of_capsules(self) -> dict[Ask, tuple[Titles, MakeForm]]:
        return {
            Ask.DISPENSING: (
                Titles(self.tr("Dispense capsules"), self.tr("&Save hand-out")),
                DispensingForm,
            ),
            Ask.RETURN: (
                Titles(self.tr("Return capsules"), self.tr("&Save return")),
                ReturnForm,
            ),
            Ask.MISSED: (
                Titles(self.tr("Missed doses"), self.tr("&Save missed doses")),
                MissedDosesForm,
            ),
            Ask.EXTRA: (
                Titles(self.tr("Extra doses"), self.tr("&Save extra doses")),
                ExtraDosesForm,
            ),
        }

    def _of_visits(self) -> dict[Ask, tuple[Titles, MakeForm]]:
        return {
            Ask.UNSCHEDULED: (
                Titles(self.tr("Unscheduled visit"), self.tr("&Save visit")),
                UnscheduledVisitForm,
            ),
            Ask.OBSERVATION: (
                Titles(self.tr("Procedure done"), self.tr("&Save procedure")),
                ObservationForm,
            ),
            Ask.EVENT: (
                Titles(self.tr("Record event"), self.tr("&Save event")),
                self._event_form,
            ),
        }

    def _of_ends(self) -> dict[Ask, tuple[Titles, MakeForm]]:
        return {
            Ask.END_TREATMENT: (
                Titles(self.tr("End treatment"), self.tr("&Save end of treatment")),
                EndTreatmentForm,
            ),
            Ask.END_PARTICIPATION: (
                Titles(self.tr("End participation"), self.tr("&Save end")),
                self._end_form,
            ),
        }

    def _event_form(self, ground: Ground) -> FactForm:
        """Ask for what does not end participation."""
        ends = ground.study.ends_with
        return EventForm(ground, kinds=[one for one in EventKind if one not in ends])

    def _end_form(self, ground: Ground) -> FactForm:
        return EventForm(ground, kinds=ground.study.ends_with)


def _stored(known: Sequence[StoredFact], fact: Fact) -> StoredFact:
    """Return a fact with the version that was read."""
    return next(one for one in known if one.fact == fact)
