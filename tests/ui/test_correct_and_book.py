"""Correcting, withdrawing and booking: first the effect, then the reason."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Dispensing, Fact, Return, Weight
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    BASELINE,
    BOOKED,
    DISPENSED,
    PROGRESSION,
    RETURNED,
    THIRD,
    document,
    focused,
    press,
    replace_text,
    rules,
    save_by_keys,
    settle,
    show,
    tab_to,
    type_text,
    visit,
)
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.changes_view import ChangesView
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.fact_words import fact_name, fact_text

Saved = list[tuple[object, ...]]
Correct = Callable[[Fact], tuple[CorrectFactDialog, Saved]]
Book = Callable[..., tuple[BookVisitDialog, Saved]]


@pytest.fixture
def correct(qtbot: QtBot, shipped_study: Study) -> Correct:
    def made(fact: Fact) -> tuple[CorrectFactDialog, Saved]:
        saved: Saved = []
        dialog = CorrectFactDialog(
            rules(shipped_study),
            document(shipped_study, BOOKED, PROGRESSION),
            fact,
            lambda *given: saved.append(("correct", *given)),
            lambda *given: saved.append(("withdraw", *given)),
        )
        show(qtbot, dialog)
        return dialog, saved

    return made


@pytest.fixture
def book(qtbot: QtBot, shipped_study: Study) -> Book:
    def made(*facts: Fact) -> tuple[BookVisitDialog, Saved]:
        saved: Saved = []
        dialog = BookVisitDialog(
            rules(shipped_study),
            document(shipped_study, *facts),
            visit(shipped_study, "C4D1", *facts),
            lambda *given: saved.append(given),
        )
        show(qtbot, dialog)
        return dialog, saved

    return made


def rows(view: ChangesView) -> list[str]:
    """Return what a screen reader passes over, row by row."""
    labels = [label for label in view.findChildren(QLabel) if not label.isHidden()]
    cells = [label.text().replace("\u00a0", " ") for label in labels[1:]]
    return [" | ".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]


def test_a_correction_shows_what_the_plan_becomes(qtbot: QtBot, correct: Correct):
    dialog, _ = correct(BASELINE)
    assert focused() is dialog.form.fields()[1].entry.control()
    replace_text(qtbot, "Weight", "59,9")
    settle()
    said = rows(dialog.changes)
    assert "starting dose | 12 mg once daily | 8 mg once daily" in " / ".join(said)
    assert "capsules to dispense at C4D1 | 63 | 42" in " / ".join(said)


def test_a_correction_needs_a_reason(qtbot: QtBot, correct: Correct):
    """F-08."""
    dialog, saved = correct(BASELINE)
    replace_text(qtbot, "Weight", "59,9")
    save_by_keys(qtbot)
    assert saved == []
    assert "at least 5 characters" in dialog.reason.problem.text()
    tab_to(qtbot, "Reason for change in your words")
    type_text(qtbot, "slip")
    save_by_keys(qtbot)
    assert saved == []
    replace_text(qtbot, "Reason for change in your words", "slip of the pen")
    save_by_keys(qtbot)
    weight = Weight(on=BASELINE.on, grams=59900, baseline=True)
    assert saved == [("correct", weight, "slip of the pen")]


def test_a_moved_infusion_moves_what_follows(qtbot: QtBot, correct: Correct):
    dialog, saved = correct(THIRD)
    replace_text(qtbot, "Date", "05-Nov-2026")
    settle()
    said = " / ".join(rows(dialog.changes))
    assert "C3D1 | Mon 02-Nov-2026, given | Thu 05-Nov-2026, given" in said
    dialog.reason.entry.set_value("wrong date")
    save_by_keys(qtbot)
    assert saved[0][0] == "correct"
    assert saved[0][1].on == date(2026, 11, 5)  # type: ignore[attr-defined]
    assert saved[0][1].start == time(9, 5)  # type: ignore[attr-defined]


def test_an_infusion_stays_between_those_around_it(qtbot: QtBot, correct: Correct):
    dialog, _ = correct(THIRD)
    replace_text(qtbot, "Date", "12-Oct-2026")
    press(qtbot, Qt.Key.Key_Tab)
    problem = dialog.form.fields()[0].problem.text()
    assert problem == "Enter a day after C2D1 on Mon 12-Oct-2026."


def test_nothing_changed_is_nothing_saved(qtbot: QtBot, correct: Correct):
    dialog, saved = correct(RETURNED)
    dialog.reason.entry.set_value("typing error")
    save_by_keys(qtbot)
    assert dialog.summary.text() == "Nothing is changed yet. Change a value first."
    assert saved == []


@pytest.mark.parametrize(
    ("fact", "name", "typed", "right"),
    [
        (DISPENSED, "Capsules", "60", Dispensing(on=DISPENSED.on, capsules=60)),
        (RETURNED, "said to be lost", "2", Return(on=RETURNED.on, capsules=3, lost=2)),
        (BOOKED, "Time", "10:30", Booking(visit="C4D1", on=BOOKED.on, at=time(10, 30))),
    ],
    ids=["dispensing", "return", "booking"],
)
def test_counts_and_bookings_are_corrected(
    qtbot: QtBot, correct: Correct, fact: Fact, name: str, typed: str, right: Fact
):
    dialog, saved = correct(fact)
    replace_text(qtbot, name, typed)
    dialog.reason.entry.set_value("typing error")
    save_by_keys(qtbot)
    assert saved == [("correct", right, "typing error")]


def test_a_withdrawal_shows_its_effect_asks_and_needs_a_reason(
    qtbot: QtBot, correct: Correct
):
    dialog, saved = correct(BASELINE)
    dialog.withdraw_button.click()
    settle()
    said = " / ".join(rows(dialog.changes))
    assert "starting dose | 12 mg once daily | not known" in said
    assert not dialog.confirm.isVisible()
    dialog.reason.entry.set_value("wrong participant")
    dialog.withdraw_button.click()
    settle()
    assert dialog.confirm.fact.text() == (
        "Baseline weight, 18-Sep-2026 no longer counts once it is withdrawn. It stays "
        "in History."
    )
    press(qtbot, Qt.Key.Key_Escape)
    assert saved == []
    dialog.withdraw_button.click()
    dialog.confirm.act.click()
    assert saved == [("withdraw", "wrong participant")]
    assert not dialog.isVisible()


@pytest.mark.parametrize("fact", [BASELINE, THIRD, BOOKED, DISPENSED, PROGRESSION])
def test_a_fact_is_named_and_told_with_its_day(fact: Fact):
    assert "2026" in fact_name(fact)
    assert "2026" in fact_text(fact)


def test_a_visit_is_booked_by_keyboard(qtbot: QtBot, book: Book):
    _, saved = book()
    replace_text(qtbot, "New date", "25-Nov-2026")
    replace_text(qtbot, "Time", "10:30")
    save_by_keys(qtbot)
    booked = Booking(visit="C4D1", on=date(2026, 11, 25), at=time(10, 30))
    assert saved == [(booked, "")]


def test_a_booking_shows_the_verdict_and_what_moves(qtbot: QtBot, book: Book):
    """D-09."""
    dialog, _ = book()
    replace_text(qtbot, "New date", "30-Nov-2026")
    settle()
    assert dialog.verdict.text().startswith("4 days late, out of window")
    said = " / ".join(rows(dialog.changes))
    assert "C4D1 | Mon 23-Nov-2026 | Mon 30-Nov-2026" in said
    assert "C5D1 | Mon 14-Dec-2026 | Mon 21-Dec-2026" in said


def test_out_of_window_needs_a_reason_and_its_own_verb(qtbot: QtBot, book: Book):
    """F-06, F-07, F-11."""
    dialog, saved = book()
    replace_text(qtbot, "New date", "30-Nov-2026")
    save_by_keys(qtbot)
    assert "Choose why" in dialog.reason.problem.text()
    type_text(qtbot, "transport")
    save_by_keys(qtbot)
    assert dialog.confirm.act.text().replace("&", "") == "Book out of window"
    assert dialog.confirm.stay.text().replace("&", "") == "Choose another date"
    assert focused() is dialog.confirm.stay
    dialog.confirm.act.click()
    assert saved[0][1] == "transport"


def test_another_day_than_was_booked_needs_a_reason(qtbot: QtBot, book: Book):
    dialog, saved = book(BOOKED)
    replace_text(qtbot, "New date", "25-Nov-2026")
    save_by_keys(qtbot)
    assert saved == []
    assert "Choose why" in dialog.reason.problem.text()


def test_a_day_that_is_over_is_recorded_not_booked(qtbot: QtBot, book: Book):
    dialog, saved = book()
    replace_text(qtbot, "New date", "-1d")
    save_by_keys(qtbot)
    assert "If the visit has taken place, record it." in dialog.day.problem.text()
    assert saved == []
