"""What happens at another desk, and what tests of dialogs share."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog

from scheduler.core.facts import (
    Booking,
    Weight,
)
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.session import ParticipantId, Session, StoredFact

FIRST_DAY = date(2026, 11, 23)
BASELINE = Weight(on=date(2026, 11, 20), grams=59_950, baseline=True)
BOTH = ("PL03-0012", "PL03-0021")
Answer = Callable[[QDialog], None]


def baseline_of(session: Session, number: ParticipantId) -> StoredFact:
    return next(one for one in session.facts(number) if isinstance(one.fact, Weight))


def facts_of(session: Session, number: ParticipantId, kind: type) -> list[object]:
    return [one.fact for one in session.facts(number) if isinstance(one.fact, kind)]


def correct_elsewhere(desk: Session, number: ParticipantId, grams: int) -> None:
    stored = baseline_of(desk, number)
    weight = Weight(on=BASELINE.on, grams=grams, baseline=True)
    desk.write(
        lambda store, by: store.correct_fact(
            stored.id, stored.ver, weight, reason="scale read again", by=by
        )
    )


def book_elsewhere(desk: Session, number: ParticipantId, on: date) -> None:
    booking = Booking(visit="C2D1", on=on, reason="transport")
    desk.write(lambda store, by: store.book_visit(number, booking, by=by))


def enter_weight(dialog: QDialog, text: str) -> None:
    assert isinstance(dialog, CorrectFactDialog)
    dialog.form.fields()[1].entry.control().setText(text)  # type: ignore[attr-defined]
    dialog.reason.entry.set_value("slip of the pen")
