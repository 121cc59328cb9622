"""Recording a visit by keyboard: the ordinary case, and each that is not."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    Booking,
    Dispensing,
    Fact,
    FactsDocument,
    InfusionOutcome,
    Observation,
    Participant,
    Return,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    TODAY,
    document,
    focused,
    given,
    infusion,
    plain,
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
from ui.dialogs.record_visit import RecordVisitDialog
from ui.forms.result_line import Tone

Saved = list[tuple[Fact, ...]]
Record = Callable[..., tuple[RecordVisitDialog, Saved]]


@pytest.fixture
def record(qtbot: QtBot, shipped_study: Study) -> Record:
    def made(name: str, *facts: Fact) -> tuple[RecordVisitDialog, Saved]:
        saved: Saved = []
        found = document(shipped_study, *facts)
        where = visit(shipped_study, name, *facts)
        dialog = RecordVisitDialog(rules(shipped_study), found, where, saved.append)
        show(qtbot, dialog)
        return dialog, saved

    return made


def test_the_ordinary_visit_is_a_weight_and_a_key(qtbot: QtBot, record: Record):
    """F-03, K-02."""
    dialog, saved = record("C4D1")
    type_text(qtbot, "61,4")
    save_by_keys(qtbot)
    weight = Weight(on=TODAY, grams=61400)
    dispensed = Dispensing(on=TODAY, capsules=63)
    assert saved == [(given(), weight, dispensed)]
    assert not dialog.isVisible()


def test_everything_about_a_visit_is_recorded_by_keyboard(qtbot: QtBot, record: Record):
    """K-01."""
    _, saved = record("C4D1")
    type_text(qtbot, "61.4")
    replace_text(qtbot, "Visit date", "-1d")
    replace_text(qtbot, "Start: Times", "9:05")
    replace_text(qtbot, "Stop: Times", "9:36")
    replace_text(qtbot, "Kit number", "K-0012345")
    replace_text(qtbot, "Capsules returned", "3")
    replace_text(qtbot, "Next visit", "15-Dec-2026")
    replace_text(qtbot, "Note", "came with her son")
    save_by_keys(qtbot)
    on = date(2026, 11, 22)
    assert saved == [
        (
            given(
                on,
                start=time(9, 5),
                stop=time(9, 36),
                kit="K-0012345",
                reason="came with her son",
            ),
            Weight(on=on, grams=61400),
            Return(on=on, capsules=3),
            Dispensing(on=on, capsules=63),
            Booking(visit="C5D1", on=date(2026, 12, 15)),
        )
    ]


def test_the_defaults_say_what_follows(record: Record):
    """F-03, N-11, D-09."""
    dialog, _ = record("C4D1")
    form = dialog.form
    assert form.date.verdict.text() == "in window (20-Nov-2026 to 26-Nov-2026)"
    assert form.next.entry.edit.text() == "Mon 14-Dec-2026"
    assert form.next.verdict.text() == "in window (11-Dec-2026 to 17-Dec-2026)"
    said = plain(form.capsules.arithmetic.text())
    assert said == "capsules of 4 mg: 3 x 21 days = 63, to 13-Dec-2026"
    assert focused() is form.weight.weight.entry.control()


def test_the_next_visit_follows_the_date_of_this_one(qtbot: QtBot, record: Record):
    dialog, _ = record("C4D1")
    replace_text(qtbot, "Visit date", "20-Nov-2026")
    assert dialog.form.next.entry.edit.text() == "Fri 11-Dec-2026"


def test_out_of_window_is_possible_with_a_reason_and_a_question(
    qtbot: QtBot, record: Record
):
    """F-06, F-07, F-11, R13."""
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    replace_text(qtbot, "Visit date", "18-Nov-2026")
    assert dialog.form.date.verdict.text().startswith("2 days early, out of window")
    assert dialog.form.date.verdict.tone is Tone.WRONG
    save_by_keys(qtbot)
    assert dialog.form.date.reason.problem.text() == "Choose why it is out of window."
    type_text(qtbot, "illness")
    save_by_keys(qtbot)
    assert dialog.confirm.fact.text() == (
        "C4D1 on Wed 18-Nov-2026 is 2 days early, out of window "
        "(20-Nov-2026 to 26-Nov-2026)."
    )
    assert focused() is dialog.confirm.stay
    assert saved == []
    dialog.confirm.act.click()
    assert saved[0][0] == given(date(2026, 11, 18), reason="illness")


def test_choosing_another_date_goes_back_to_the_date(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    replace_text(qtbot, "Visit date", "18-Nov-2026")
    dialog.form.date.reason.entry.set_value("illness")
    save_by_keys(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    settle()
    assert focused() is dialog.form.date.day.entry.control()
    assert saved == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+1d", "Enter a date on or before 23-Nov-2026."),
        ("02-Nov-2026", "Enter a day after C3D1 on Mon 02-Nov-2026."),
        ("", "Enter the day of the visit."),
    ],
)
def test_an_impossible_day_is_refused_beside_its_field(
    qtbot: QtBot, record: Record, typed: str, said: str
):
    """F-01, F-02, L-09."""
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    replace_text(qtbot, "Visit date", typed)
    if not typed:
        press(qtbot, Qt.Key.Key_Delete)
    save_by_keys(qtbot)
    assert said in dialog.form.date.day.problem.text()
    assert saved == []


def test_a_stop_before_its_start_is_refused_beside_its_field(
    qtbot: QtBot, record: Record
):
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    replace_text(qtbot, "Start: Times", "09:30")
    replace_text(qtbot, "Stop: Times", "09:05")
    save_by_keys(qtbot)
    assert dialog.form.infusion.times.problem.text() == (
        "Enter a stop time after 09:30."
    )
    assert saved == []


def test_an_infusion_that_was_not_given_needs_a_reason(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    dialog.form.infusion.outcome.entry.set_value(InfusionOutcome.NOT_GIVEN)
    assert dialog.form.infusion.times.isHidden()
    save_by_keys(qtbot)
    assert saved == []
    type_text(qtbot, "tox")
    save_by_keys(qtbot)
    outcome = InfusionOutcome.NOT_GIVEN
    assert saved[0][0] == given(outcome=outcome, reason="toxicity")


def test_the_weight_is_asked_for_or_explained(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1")
    save_by_keys(qtbot)
    assert dialog.form.weight.weight.problem.text() == (
        "Enter today's weight or choose why it was not measured."
    )
    dialog.form.weight.skipped.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    save_by_keys(qtbot)
    assert saved == []
    type_text(qtbot, "illness")
    save_by_keys(qtbot)
    value = "not measured: illness"
    assert Observation(on=TODAY, procedure="weight", value=value) in saved[0]


def test_a_large_change_of_weight_is_explained(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1")
    type_text(qtbot, "52")
    save_by_keys(qtbot)
    problem = dialog.form.weight.weight.problem.text()
    assert "15% lower than 61.0\u00a0kg on 02-Nov-2026" in problem
    tab_to(qtbot, "Reason for the change of weight")
    type_text(qtbot, "fluid")
    save_by_keys(qtbot)
    value = "change explained: fluid retention"
    assert Observation(on=TODAY, procedure="weight", value=value) in saved[0]


def test_two_weights_of_one_day_are_not_recorded(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1", Weight(on=TODAY, grams=61000))
    type_text(qtbot, "61.2")
    save_by_keys(qtbot)
    assert "recorded on 23-Nov-2026 already" in dialog.form.weight.weight.problem.text()
    dialog.form.weight.entry.edit.clear()
    save_by_keys(qtbot)
    assert saved == [(given(), Dispensing(on=TODAY, capsules=63))]


def test_the_first_weight_becomes_the_baseline(qtbot: QtBot, shipped_study: Study):
    participant = Participant(code="PL03-0031", first_day_1=TODAY)
    found = FactsDocument(study=shipped_study.key, participant=participant)
    ours = rules(shipped_study)
    first = ours.plan(found).visit("C1D1")
    assert first is not None
    saved: Saved = []
    dialog = RecordVisitDialog(ours, found, first, saved.append)
    show(qtbot, dialog)
    assert dialog.form.capsules.arithmetic.text() == "No dose is known yet."
    type_text(qtbot, "59,95")
    said = plain(dialog.form.weight.entry.result.text())
    assert "This is the baseline weight: it sets the starting dose." in said
    assert dialog.form.capsules.entry.dispensed.text() == "42"
    save_by_keys(qtbot)
    assert Weight(on=TODAY, grams=59950, baseline=True) in saved[0]


def test_a_typed_number_of_capsules_is_kept_and_looked_at(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1")
    type_text(qtbot, "61")
    replace_text(qtbot, "Capsules dispensed", "64")
    assert dialog.form.capsules.arithmetic.tone is Tone.WARNING
    replace_text(qtbot, "Visit date", "20-Nov-2026")
    save_by_keys(qtbot)
    assert Dispensing(on=date(2026, 11, 20), capsules=64) in saved[0]


def test_a_booked_next_visit_is_left_as_it_is(qtbot: QtBot, record: Record):
    booked = Booking(visit="C5D1", on=date(2026, 12, 16))
    dialog, saved = record("C4D1", booked)
    assert dialog.form.next.entry.edit.text() == "Wed 16-Dec-2026"
    assert not dialog.form.next.entry.isEnabled()
    type_text(qtbot, "61")
    save_by_keys(qtbot)
    assert not any(isinstance(fact, Booking) for fact in saved[0])


def test_one_cycle_has_one_infusion(qtbot: QtBot, record: Record):
    dialog, saved = record("C4D1", infusion(4, TODAY))
    assert "C4D1 is recorded on Mon 23-Nov-2026 already" in dialog.summary.text()
    type_text(qtbot, "61")
    save_by_keys(qtbot)
    assert saved == []
    assert dialog.act.toolTip() == dialog.summary.text()


def test_a_visit_without_infusion_asks_for_its_outcome(qtbot: QtBot, record: Record):
    dialog, saved = record("imaging week 6")
    assert dialog.form.weight.weight.parent() is None
    dialog.form.date.entry.set_value(date(2026, 10, 30))
    dialog.form.outcome.entry.set_value(VisitOutcome.DONE)
    save_by_keys(qtbot)
    visit_record = VisitRecord(
        visit="imaging week 6", on=date(2026, 10, 30), outcome=VisitOutcome.DONE
    )
    assert saved == [(visit_record,)]
