"""Adding a participant by keyboard, new and mid-treatment."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    EntryOnTreatment,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Sex,
    Weight,
)
from scheduler.core.study import Study
from scheduler.errors import DuplicateParticipantError
from tests.ui.dialog_data import (
    TODAY,
    focused,
    press,
    replace_text,
    rules,
    save_by_keys,
    settle,
    show,
    tab_to,
    type_text,
)
from ui.dialogs.add_participant import AddParticipantDialog

Saved = list[tuple[object, ...]]
Add = Callable[..., tuple[AddParticipantDialog, Saved]]


@pytest.fixture
def add(qtbot: QtBot, shipped_study: Study) -> Add:
    def made(*codes: str) -> tuple[AddParticipantDialog, Saved]:
        saved: Saved = []
        dialog = AddParticipantDialog(
            rules(shipped_study),
            codes,
            lambda *given: saved.append(given),
        )
        show(qtbot, dialog)
        return dialog, saved

    return made


def texts(dialog: AddParticipantDialog) -> str:
    labels = dialog.outlook.findChildren(QLabel)
    shown = [label.text() for label in labels if not label.isHidden()]
    return " | ".join(shown).replace("\u00a0", " ").replace("\u2060", "")


def test_a_new_participant_is_added_by_keyboard_alone(qtbot: QtBot, add: Add):
    """K-01."""
    dialog, saved = add()
    type_text(qtbot, "PL03-0012")
    replace_text(qtbot, "Randomization number", "4711")
    replace_text(qtbot, "Year of birth", "1961")
    tab_to(qtbot, "Sex")
    type_text(qtbot, "male")
    replace_text(qtbot, "Date of consent", "01-Nov-2026")
    replace_text(qtbot, "Randomization date", "-3d")
    replace_text(qtbot, "Day 1 of cycle 1, planned", "07-Dec-2026")
    replace_text(qtbot, "Baseline weight", "62,5")
    save_by_keys(qtbot)
    participant = Participant(
        code="PL03-0012",
        first_day_1=date(2026, 12, 7),
        birth_year=1961,
        sex=Sex.MALE,
        randomization_number="4711",
        consented=date(2026, 11, 1),
        randomized=date(2026, 11, 20),
    )
    assert saved == [(participant, (Weight(on=TODAY, grams=62500, baseline=True),))]
    assert not dialog.isVisible()


def test_visits_dose_and_capsules_follow_what_is_typed(qtbot: QtBot, add: Add):
    dialog, _ = add()
    replace_text(qtbot, "Day 1 of cycle 1, planned", "07-Dec-2026")
    replace_text(qtbot, "Baseline weight", "62")
    settle()
    said = texts(dialog)
    assert "C1D1 | Mon 07-Dec-2026 | window 04-Dec-2026 to 10-Dec-2026" in said
    assert "C3D1 | Mon 18-Jan-2027 | window 15-Jan-2027 to 21-Jan-2027" in said
    assert "DOSE 12 mg \u2013 3 capsules" in said
    assert "3 x 21 days = 63" in said


def test_somebody_on_treatment_is_brought_in_by_the_same_form(qtbot: QtBot, add: Add):
    dialog, saved = add()
    type_text(qtbot, "PL03-0040")
    tab_to(qtbot, "")
    dialog.form.on_treatment.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    replace_text(qtbot, "Current cycle", "40")
    replace_text(qtbot, "Day 1 of that cycle", "16-Nov-2026")
    tab_to(qtbot, "Dose level in force")
    type_text(qtbot, "4")
    tab_to(qtbot, "Why it is not the starting dose")
    type_text(qtbot, "tox")
    settle()
    assert "C41D1 | Mon 07-Dec-2026" in texts(dialog)
    save_by_keys(qtbot)
    entry = EntryOnTreatment(
        from_cycle=40,
        day_1=date(2026, 11, 16),
        level="4 mg daily",
        level_reason="toxicity",
    )
    given = InfusionRecord(
        cycle=40, on=date(2026, 11, 16), outcome=InfusionOutcome.GIVEN
    )
    participant = Participant(code="PL03-0040", first_day_1=None, entry=entry)
    assert saved == [(participant, (given,))]


def test_a_code_with_two_digits_swapped_is_pointed_out(qtbot: QtBot, add: Add):
    """R18."""
    dialog, _ = add("PL03-0021", "PL03-0100", "PL03-0011", "PL03-0013")
    type_text(qtbot, "PL03-0012")
    assert dialog.form.similar.text() == (
        "Similar to PL03-0021, already entered. Check the ID."
    )


def test_a_code_that_follows_another_is_not_pointed_out(qtbot: QtBot, add: Add):
    dialog, _ = add("PL03-0011", "PL03-0013")
    type_text(qtbot, "PL03-0012")
    assert dialog.form.similar.isHidden()


def test_the_first_field_that_needs_a_look_gets_the_focus(qtbot: QtBot, add: Add):
    """F-01."""
    dialog, saved = add("PL03-0021")
    type_text(qtbot, "pl03-0021")
    replace_text(qtbot, "Year of birth", "1861")
    save_by_keys(qtbot)
    assert saved == []
    assert focused() is dialog.form.code.entry.control()
    assert "already entered" in dialog.form.code.problem.text()
    assert dialog.form.birth_year.problem.text() == "Enter a year from 1900 to 2026."
    assert dialog.summary.text().startswith("3 entries")
    assert dialog.form.code.entry.value() == "pl03-0021"


def test_what_happened_cannot_be_ahead(qtbot: QtBot, add: Add):
    """L-09."""
    dialog, _ = add()
    replace_text(qtbot, "Date of consent", "+1d")
    press(qtbot, Qt.Key.Key_Tab)
    assert (
        "Enter a date on or before 23-Nov-2026." in dialog.form.consented.problem.text()
    )


def test_what_could_not_be_saved_is_still_there(qtbot: QtBot, shipped_study: Study):
    """F-01, F-09."""

    def refuse(*_given: object) -> None:
        raise DuplicateParticipantError(code="PL03-0012")

    dialog = AddParticipantDialog(rules(shipped_study), (), refuse)
    show(qtbot, dialog)
    type_text(qtbot, "PL03-0012")
    replace_text(qtbot, "Day 1 of cycle 1, planned", "07-Dec-2026")
    save_by_keys(qtbot)
    assert dialog.isVisible()
    assert dialog.summary.text().startswith("PL03-0012 is already entered")
    assert dialog.form.code.entry.value() == "PL03-0012"


def test_esc_asks_before_it_discards_and_is_safe_twice(qtbot: QtBot, add: Add):
    """F-09."""
    dialog, _ = add()
    type_text(qtbot, "PL03")
    press(qtbot, Qt.Key.Key_Escape)
    settle()
    assert dialog.confirm.isVisible()
    assert focused() is dialog.confirm.stay
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.confirm.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    dialog.confirm.act.click()
    assert not dialog.isVisible()


def test_esc_leaves_at_once_where_nothing_was_entered(qtbot: QtBot, add: Add):
    dialog, _ = add()
    press(qtbot, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_in_a_field_does_not_save(qtbot: QtBot, add: Add):
    dialog, saved = add()
    type_text(qtbot, "PL03-0012")
    replace_text(qtbot, "Day 1 of cycle 1, planned", "07-Dec-2026")
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert saved == []
