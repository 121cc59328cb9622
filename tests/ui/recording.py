"""The dialogs about one participant, opened by themselves for tests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scheduler.core.facts import EntryOnTreatment, Fact, FactsDocument
from scheduler.core.printed import PrintedSheet
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    BASELINE,
    PARTICIPANT,
    document,
    nothing,
    plain,
    rules,
    settle,
    show,
)
from ui.dialogs.correct_participant import (
    CorrectParticipantDialog,
    RestoreParticipantDialog,
    WithdrawParticipantDialog,
)
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record_fact import RecordFactDialog, Titles
from ui.forms.capsule_forms import DispensingForm, ReturnForm
from ui.forms.diary_forms import ExtraDosesForm, MissedDosesForm
from ui.forms.dose_change_form import DoseChangeForm
from ui.forms.end_forms import EventForm
from ui.forms.end_treatment_form import EndTreatmentForm
from ui.forms.fact_form import FactForm, Ground
from ui.forms.infusion_hold_form import InfusionHoldForm
from ui.forms.visit_forms import ObservationForm, UnscheduledVisitForm
from ui.forms.weight_form import WeightForm
from ui.session import ParticipantId, StoredParticipant

Saved = list[tuple[Fact, ...]]
MakeForm = Callable[[Ground], FactForm]


def recording(
    qtbot: QtBot,
    study: Study,
    make: MakeForm,
    *facts: Fact,
    printed: Sequence[PrintedSheet] = (),
) -> tuple[RecordFactDialog, Saved]:
    """Return a dialog, shown, and the list of what it saves."""
    saved: Saved = []
    dialog = unshown(study, make, document(study, *facts), saved, printed)
    show(qtbot, dialog)
    return dialog, saved


def unshown(
    study: Study,
    make: MakeForm,
    found: FactsDocument,
    saved: Saved,
    printed: Sequence[PrintedSheet] = (),
) -> RecordFactDialog:
    ours = rules(study)
    ground = Ground(study, ours.plan(found), ours.today)
    titles = Titles("Record", "&Save record")
    form = make(ground)
    return RecordFactDialog(ours, found, form, titles, saved.append, printed=printed)


def with_setting(study: Study, **chosen: object) -> Study:
    """Return a profile with another default."""
    settings: Settings = replace(study.settings, **chosen)  # type: ignore[arg-type]
    return replace(study, settings=settings)


def asked(dialog: RecordFactDialog) -> list[str]:
    """Return the labels of the fields that are shown."""
    shown = [field for field in dialog.form.fields() if field.isVisible()]
    return [field.label.text().replace("&", "") for field in shown]


def november(day: int) -> date:
    return date(2026, 11, day)


def rows(dialog: RecordFactDialog) -> list[str]:
    """Return what the dialog says that changes, row by row."""
    settle()
    view = dialog.effects.changes
    beside = {view.heading, view.words}
    labels = [one for one in view.findChildren(QLabel) if one not in beside]
    cells = [plain(one.text()) for one in labels if not one.isHidden()]
    return [" | ".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]


FORMS: dict[str, MakeForm] = {
    "weight": WeightForm,
    "dose": DoseChangeForm,
    "infusion": InfusionHoldForm,
    "dispensing": DispensingForm,
    "return": ReturnForm,
    "missed": MissedDosesForm,
    "extra": ExtraDosesForm,
    "unscheduled": UnscheduledVisitForm,
    "procedure": ObservationForm,
    "event": EventForm,
    "end": EndTreatmentForm,
}
ABOUT_ONE = [*FORMS, "own data", "own data at entry", "withdraw", "restore"]
ENTERED = replace(
    PARTICIPANT,
    initials="J-W",
    entry=EntryOnTreatment(
        from_cycle=40, day_1=november(2), level="8 mg daily", level_reason="rash"
    ),
)


def about_one(study: Study, name: str) -> FormDialog:
    """Return one of the dialogs about one participant, by the name of a test."""
    if name in FORMS:
        return unshown(study, FORMS[name], document(study), [])
    found, reasons = document(study), study.reasons["correction"]
    if name == "withdraw":
        return WithdrawParticipantDialog(found, reasons, nothing)
    if name == "restore":
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        stored = StoredParticipant(
            id=ParticipantId(1),
            ver=2,
            participant=PARTICIPANT,
            recorded_at=at,
            recorded_by="Anna Kowalska",
        )
        return RestoreParticipantDialog([stored], reasons, nothing)
    if name == "own data at entry":
        found = replace(found, participant=ENTERED, facts=(BASELINE,))
    return CorrectParticipantDialog(rules(study), found, ["PL03-0021"], nothing)
