"""The dose of the capsules: every decision, and what it does before it is saved."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import DoseAction, DoseDecision, FactsDocument, Hold
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    PARTICIPANT,
    TODAY,
    focused,
    plain,
    press,
    replace_text,
    save_by_keys,
    settle,
    show,
    tab_to,
    type_text,
)
from tests.ui.dose_changing import RIGHT, changing, explain, form_of, go, possible
from tests.ui.recording import (
    Saved,
    asked,
    november,
    recording,
    rows,
    unshown,
)
from ui.forms import result_line
from ui.forms.result_line import Tone


def test_it_opens_with_the_dose_in_force_and_the_ladder_of_the_profile(
    qtbot: QtBot, shipped_study: Study
):
    """E-03, N-04, N-07: now and next in words, nothing by colour."""
    _dialog, form, _ = changing(qtbot, shipped_study)
    assert plain(form.in_force.text()) == "DOSE 12 mg once daily since 21-Sep-2026"
    assert form.in_force.font().bold()
    assert plain(form.why.text()) == "62.0 kg is 60 kg or more."
    assert plain(form.ladder.text()) == (
        "12 mg once daily (now) \u2192 8 mg once daily (next step) \u2192 "
        "4 mg once daily \u2192 4 mg every other day \u2192 discontinue. "
        "Profile version 1.0"
    )
    assert possible(form) == ["interrupt", "reduce", "discontinue"]


def test_an_interruption_is_a_hold_with_its_review(qtbot: QtBot, shipped_study: Study):
    """F-06, F-07, K-01: recorded by keyboard, shown first, confirmed by its verb."""
    dialog, form, saved = changing(qtbot, shipped_study)
    assert focused() is form.action.entry.control()
    said = plain(form.result.text()).split("\n")
    assert said[:2] == [
        "No capsules from Mon 23-Nov-2026.",
        "Infusion C4D1 on Mon 23-Nov-2026 is not changed by this.",
    ]
    assert "dose from Mon 23-Nov-2026 | 12 mg once daily | on hold" in rows(dialog)
    assert "capsules to dispense at C4D1 | 63 | 0" in rows(dialog)
    replace_text(qtbot, "Review on", "+1w")
    explain(qtbot, "toxicity")
    replace_text(qtbot, "Toxicity", "Hypertension")
    tab_to(qtbot, "Grade")
    type_text(qtbot, "3")
    replace_text(qtbot, "Occurrence", "1")
    save_by_keys(qtbot)
    assert saved == []
    assert plain(dialog.confirm.fact.text()) == (
        "lenvatinib is interrupted from Mon 23-Nov-2026, after 12 mg once daily. "
        "Decided by Dr P. Nowak."
    )
    assert dialog.confirm.act.text() == "&Interrupt lenvatinib"
    assert dialog.confirm.stay.text() == "&Keep 12 mg once daily"
    assert focused() is dialog.confirm.stay
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    held = Hold(
        drug="lenvatinib",
        starts=TODAY,
        reason="toxicity, Hypertension, grade 3, occurrence 1; review on 30-Nov-2026",
        decided_by="Dr P. Nowak",
    )
    assert saved == [(held,)]


def test_esc_at_the_question_goes_back_to_the_form(qtbot: QtBot, shipped_study: Study):
    """F-07, F-09."""
    dialog, form, saved = changing(qtbot, shipped_study)
    explain(qtbot, "toxicity")
    save_by_keys(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert saved == []
    assert form.decision.by.value() == "Dr P. Nowak"


def test_a_reduction_proposes_the_next_step(qtbot: QtBot, shipped_study: Study):
    """N-11: capsules in hand against those needed, each with its arithmetic."""
    dialog, form, saved = changing(qtbot, shipped_study)
    press(qtbot, Qt.Key.Key_Right)
    assert form.level.entry.value().name == "8 mg daily"  # type: ignore[union-attr]
    replace_text(qtbot, "First day", "+1d")
    said = plain(form.result.text()).split("\n")
    assert said == [
        "8 mg once daily, 2 capsules, from Tue 24-Nov-2026.",
        (
            "In hand that morning: 0 capsules (63 capsules handed out from 02-Nov-2026 "
            "on, 3 x 22 days = 66 ordered to 23-Nov-2026)."
        ),
        (
            "Needed to 13-Dec-2026, the day before C5D1: 2 capsules of 4 mg x 20 days "
            "= 40 capsules."
        ),
    ]
    dose = "dose from Tue 24-Nov-2026 | 12 mg once daily | 8 mg once daily"
    assert dose in rows(dialog)
    explain(qtbot, "toxicity")
    save_by_keys(qtbot)
    assert dialog.confirm.act.text() == "&Change to 8 mg once daily"
    dialog.confirm.act.click()
    (facts,) = saved
    assert facts == (
        DoseDecision(
            on=TODAY,
            starts=november(24),
            action=DoseAction.REDUCE,
            to="8 mg daily",
            reason="toxicity",
            decided_by="Dr P. Nowak",
        ),
    )


def test_skipping_a_step_needs_words_and_says_which(qtbot: QtBot, shipped_study: Study):
    """F-06: product.md, decision 2."""
    dialog, form, saved = changing(qtbot, shipped_study)
    press(qtbot, Qt.Key.Key_Right)
    tab_to(qtbot, "New dose")
    press(qtbot, Qt.Key.Key_Down)
    explain(qtbot, "toxicity")
    save_by_keys(qtbot)
    assert saved == []
    problem = form.decision.reason.problem.text()
    assert problem == "Say in your words why a step is skipped."
    replace_text(qtbot, "Reason in your words", "grade 3 twice")
    save_by_keys(qtbot)
    assert "This skips 8 mg once daily." in plain(dialog.confirm.fact.text())
    dialog.confirm.act.click()
    assert saved[0][0].to == "4 mg daily"  # type: ignore[union-attr]
    assert saved[0][0].reason == "toxicity: grade 3 twice"  # type: ignore[union-attr]


def test_who_decided_and_why_may_not_be_left_out(qtbot: QtBot, shipped_study: Study):
    """F-01: the first wrong field has the focus, and a line counts them."""
    dialog, form, saved = changing(qtbot, shipped_study)
    save_by_keys(qtbot)
    assert saved == []
    assert form.decision.by.problem.text() == "Enter who decided it."
    assert form.decision.reason.problem.text() == "Choose or say why."
    assert dialog.summary.text().startswith("2 entries need a look")
    assert focused() is form.decision.reason.entry.control()


def test_without_a_baseline_weight_nothing_can_be_decided(
    qtbot: QtBot, shipped_study: Study
):
    """F-04, D-06."""
    found = FactsDocument(study=shipped_study.key, participant=PARTICIPANT)
    saved: Saved = []
    dialog = unshown(shipped_study, form_of, found, saved)
    show(qtbot, dialog)
    assert dialog.form.in_force.text() == "Not known"  # type: ignore[attr-defined]
    assert dialog.summary.text() == (
        "No dose is known yet. Record the baseline weight first."
    )
    save_by_keys(qtbot)
    assert saved == []


def test_a_sheet_that_becomes_out_of_date_is_named(qtbot: QtBot, shipped_study: Study):
    """Ux.md 3.12."""
    sheet = PrintedSheet(visit="C4D1", issue=1, number="S000007")
    dialog, _ = recording(qtbot, shipped_study, form_of, printed=[sheet])
    settle()
    said = dialog.effects.sheets.text()
    assert said.startswith("Sheet S000007 of C4D1, issue 1, becomes out of date: dose")
    assert dialog.effects.sheets.tone is Tone.WARNING


def test_only_what_the_action_needs_is_asked(qtbot: QtBot, shipped_study: Study):
    dialog, _, _ = changing(qtbot, shipped_study)
    assert asked(dialog)[:3] == ["Action", "First day without", "Review on"]
    press(qtbot, Qt.Key.Key_Right)
    assert asked(dialog)[:3] == ["Action", "New dose", "First day"]


def test_the_result_is_read_out_as_it_appears(
    qtbot: QtBot, shipped_study: Study, monkeypatch: pytest.MonkeyPatch
):
    """K-08."""
    heard: list[str] = []
    _dialog, _form, _ = changing(qtbot, shipped_study)
    monkeypatch.setattr(
        result_line.QAccessible,
        "updateAccessibility",
        lambda event: heard.append(plain(event.message())),
    )
    go(qtbot, RIGHT)
    assert any(one.startswith("8 mg once daily, 2 capsules") for one in heard)
    assert any("changes of the plan" in one for one in heard)
