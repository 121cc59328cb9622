"""The dialogs about one participant, as pictures: typical, extreme and refused."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QWidget

from scheduler.core.facts import Hold
from ui.desk import Desk
from ui.dialogs.record_fact import RecordFactDialog
from ui.fact_actions import Ask
from ui.forms.dose_change_form import DoseChangeForm
from ui.forms.dose_change_words import Action
from ui.session import ParticipantId, Session

TYPICAL, INFUSION_HELD, OTHER_DAYS = "PL03-0012", "PL03-0027", "PL03-0034"
LONG, ENDED, REDUCED, INTERRUPTED = "PL03-0025", "PL03-0031", "PL03-0038", "PL03-0015"
OF_DOSES = (Ask.DOSE, Ask.INFUSION)


def fact_screens(desk: Desk, session: Session) -> Iterator[tuple[str, QWidget]]:
    """Yield each dialog with its name, as it stands when it is taken."""
    desk.show_participant(number_of(session, TYPICAL))
    for one in Ask:
        yield f"{TYPICAL}_{one.name.lower()}", opened(desk, one)
    yield "weight_crossing", typed(desk)
    yield "dose_wrong", submitted(desk)
    yield "dose_question", asking(desk)
    interrupt(session, number_of(session, INTERRUPTED))
    for code in (INTERRUPTED, INFUSION_HELD, OTHER_DAYS, LONG, ENDED, REDUCED):
        desk.show_participant(number_of(session, code))
        for one in OF_DOSES:
            yield f"{code}_{one.name.lower()}", opened(desk, one)


def interrupt(session: Session, number: ParticipantId) -> None:
    """Hold the capsules of somebody: nobody in the demo has them on hold today."""
    on = session.today()
    hold = Hold(drug="lenvatinib", starts=on, reason="toxicity, Hypertension, grade 3")
    session.write(lambda store, by: store.record_fact(number, hold, by=by))


def submitted(desk: Desk) -> QDialog:
    """Return the dialog of the dose, saved too early."""
    dialog = opened(desk, Ask.DOSE)
    assert isinstance(dialog, RecordFactDialog)
    dialog.submit()
    return dialog


def asking(desk: Desk) -> QDialog:
    """Return the dialog of the dose, with its question."""
    dialog = opened(desk, Ask.DOSE)
    assert isinstance(dialog, RecordFactDialog)
    assert isinstance(dialog.form, DoseChangeForm)
    dialog.form.action.entry.set_value(Action.REDUCE)
    dialog.form.decision.reason.entry.set_value("toxicity")
    dialog.form.decision.by.entry.set_value("Dr P. Nowak")
    dialog.submit()
    return dialog


def typed(desk: Desk) -> QDialog:
    """Return the weight dialog with a weight of the other band."""
    dialog = opened(desk, Ask.WEIGHT)
    assert isinstance(dialog, RecordFactDialog)
    dialog.form.fields()[1].entry.control().setText("59,95")  # type: ignore[attr-defined]
    return dialog


def opened(desk: Desk, asked: Ask) -> QDialog:
    """Return the dialog that an action opens, shown without waiting."""
    return taken(desk.menus.facts[asked].trigger)


def taken(act: Callable[[], object]) -> QDialog:
    found: list[QDialog] = []

    def take(dialog: QDialog) -> int:
        found.append(dialog)
        dialog.show()
        return 0

    ordinary, QDialog.exec = QDialog.exec, take
    try:
        act()
    finally:
        QDialog.exec = ordinary
    return found[-1]


def number_of(session: Session, code: str) -> ParticipantId:
    """Return the number of a participant."""
    return next(
        one.id for one in session.participants() if one.participant.code == code
    )
