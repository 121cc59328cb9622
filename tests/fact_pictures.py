"""The dialogs about one participant, as pictures: typical, extreme and refused."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QWidget

from ui.desk import Desk
from ui.dialogs.record_fact import RecordFactDialog
from ui.fact_actions import Ask
from ui.session import ParticipantId, Session

TYPICAL, HELD, OTHER_DAYS, LONG = "PL03-0012", "PL03-0037", "PL03-0034", "PL03-0025"
ENDED = "PL03-0031"


def fact_screens(desk: Desk, session: Session) -> Iterator[tuple[str, QWidget]]:
    """Yield each dialog with its name, as it stands when it is taken."""
    for code in (TYPICAL, HELD, OTHER_DAYS, LONG, ENDED):
        asked = tuple(Ask) if code == TYPICAL else (Ask.DOSE, Ask.INFUSION)
        desk.show_participant(number_of(session, code))
        for one in asked:
            yield f"{code}_{one.name.lower()}", opened(desk, one)
    desk.show_participant(number_of(session, TYPICAL))
    yield "weight_crossing", typed(desk)


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
