"""Capsules, missed doses, visits nobody planned: small forms with live arithmetic."""

from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    Dispensing,
    ExtraDoses,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
)
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    TODAY,
    plain,
    replace_text,
    save_by_keys,
    settle,
    tab_to,
    type_text,
)
from tests.ui.recording import asked, november, recording
from ui.forms.capsule_forms import DispensingForm, ReturnForm
from ui.forms.diary_forms import ExtraDosesForm, MissedDosesForm
from ui.forms.result_line import Tone
from ui.forms.visit_forms import ObservationForm, UnscheduledVisitForm


def choose(qtbot: QtBot, name: str, typed: str) -> None:
    """Choose in a list by the letters that its words begin with."""
    tab_to(qtbot, name)
    type_text(qtbot, typed)


def test_a_hand_out_shows_its_arithmetic_and_proposes_the_number(
    qtbot: QtBot, shipped_study: Study
):
    """N-11."""
    dialog, saved = recording(qtbot, shipped_study, DispensingForm)
    arithmetic = dialog.form.arithmetic  # type: ignore[attr-defined]
    assert plain(arithmetic.text()) == (
        "3 capsules of 4 mg x 21 days = 63 capsules, to 13-Dec-2026. Next hand-out: "
        "C5D1 on 14-Dec-2026."
    )
    save_by_keys(qtbot)
    assert saved == [(Dispensing(on=TODAY, capsules=63),)]


def test_too_few_capsules_are_warned_of_and_can_be_saved(
    qtbot: QtBot, shipped_study: Study
):
    """F-11: possible, and said."""
    dialog, saved = recording(qtbot, shipped_study, DispensingForm)
    replace_text(qtbot, "Capsules", "60")
    arithmetic = dialog.form.arithmetic  # type: ignore[attr-defined]
    assert arithmetic.text().endswith("3 capsules fewer than needed.")
    assert arithmetic.tone is Tone.WARNING
    assert "do not last to C5D1 on 14-Dec-2026" in dialog.effects.notices.text()
    save_by_keys(qtbot)
    assert saved == [(Dispensing(on=TODAY, capsules=60),)]


def test_a_number_that_is_no_whole_doses_is_warned_of(
    qtbot: QtBot, shipped_study: Study
):
    dialog, _ = recording(qtbot, shipped_study, DispensingForm)
    replace_text(qtbot, "Capsules", "64")
    arithmetic = dialog.form.arithmetic  # type: ignore[attr-defined]
    assert "64 is not a multiple of the 3 capsules of a dose." in arithmetic.text()


def test_a_return_shows_what_was_taken(qtbot: QtBot, shipped_study: Study):
    """N-11: handed out less returned less lost."""
    dialog, saved = recording(qtbot, shipped_study, ReturnForm)
    assert "Reason" not in asked(dialog)
    replace_text(qtbot, "Capsules brought back", "2")
    replace_text(qtbot, "said to be lost", "1")
    settle()
    assert "Reason" in asked(dialog)
    account = plain(dialog.form.account.text())  # type: ignore[attr-defined]
    assert account.startswith("Handed out on 02-Nov-2026: 3 x 21 days = 63 ordered")
    assert "63 handed out - 5 returned - 1 lost = 57 taken" in account
    choose(qtbot, "Reason", "dropped")
    save_by_keys(qtbot)
    back = Return(on=TODAY, capsules=2, lost=1, reason="dropped")
    assert saved == [(back,)]


def test_missed_doses_are_counted_from_the_diary(qtbot: QtBot, shipped_study: Study):
    """N-11, D-07: one day unless a later last one is entered."""
    dialog, saved = recording(qtbot, shipped_study, MissedDosesForm)
    type_text(qtbot, "-5d")
    assert dialog.form.count.text()  # type: ignore[attr-defined]
    replace_text(qtbot, "Last day", "-4d")
    count = plain(dialog.form.count.text())  # type: ignore[attr-defined]
    assert count == ("Ordered and not taken: 3 capsules of 4 mg x 2 days = 6 capsules.")
    choose(qtbot, "Reason", "forgot")
    save_by_keys(qtbot)
    missed = MissedDoses(starts=november(18), ends=november(19), reason="forgot")
    assert saved == [(missed,)]


def test_a_last_missed_day_before_the_first_is_refused(
    qtbot: QtBot, shipped_study: Study
):
    """F-02."""
    dialog, saved = recording(qtbot, shipped_study, MissedDosesForm)
    type_text(qtbot, "-5d")
    replace_text(qtbot, "Last day", "-6d")
    save_by_keys(qtbot)
    assert saved == []
    last = dialog.form.fields()[1]
    assert last.problem.text() == "Enter 18-Nov-2026 or a later day."


def test_extra_doses_show_what_was_taken_in_all(qtbot: QtBot, shipped_study: Study):
    """N-11, N-01, N-03."""
    dialog, saved = recording(qtbot, shipped_study, ExtraDosesForm)
    type_text(qtbot, "0")
    save_by_keys(qtbot)
    assert dialog.form.fields()[1].problem.text() == "Enter 1 capsule or more."
    replace_text(qtbot, "Capsules beyond the order", "1")
    said = dialog.form.dose.text()  # type: ignore[attr-defined]
    assert said == (
        "3 capsules ordered + 1 more = 4 capsules of 4\u00a0mg: 16\u00a0mg on "
        "23-Nov-2026."
    )
    save_by_keys(qtbot)
    assert saved == [(ExtraDoses(on=TODAY, capsules=1),)]


def test_an_unscheduled_visit_points_to_the_planned_one_it_may_be(
    qtbot: QtBot, shipped_study: Study
):
    dialog, saved = recording(qtbot, shipped_study, UnscheduledVisitForm)
    place = dialog.form.place  # type: ignore[attr-defined]
    assert place.text().startswith("C4D1 is planned: in window")
    replace_text(qtbot, "Date", "12-Nov-2026")
    assert place.isHidden()
    save_by_keys(qtbot)
    assert dialog.form.fields()[1].problem.text() == (
        "Choose or say what the visit was for."
    )
    choose(qtbot, "Reason", "adverse")
    save_by_keys(qtbot)
    visit = UnscheduledVisit(on=november(12), reason="adverse event")
    assert saved == [(visit,)]


def test_a_procedure_is_chosen_as_the_profile_names_it(
    qtbot: QtBot, shipped_study: Study
):
    dialog, saved = recording(qtbot, shipped_study, ObservationForm)
    save_by_keys(qtbot)
    assert dialog.form.fields()[1].problem.text() == "Choose what was done."
    choose(qtbot, "Procedure", "blood")
    replace_text(qtbot, "Result", "150/92")
    save_by_keys(qtbot)
    done = Observation(on=TODAY, procedure="blood pressure", value="150/92")
    assert saved == [(done,)]
