"""Capsules held, resumed, stopped and gone up again, and what is not possible."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from scheduler.core.facts import DoseAction, DoseDecision
from scheduler.core.settings import ReEscalation
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    TODAY,
    plain,
    press,
    replace_text,
    save_by_keys,
)
from tests.ui.dose_changing import (
    DOWN,
    HELD,
    REDUCED,
    RIGHT,
    STOPPED,
    changing,
    explain,
    go,
    possible,
)
from tests.ui.each_kind import ENDED
from tests.ui.recording import (
    november,
    rows,
    with_setting,
)
from ui.dialogs.record_fact import stands_beside


def test_a_hold_can_be_resumed_or_ended_and_not_begun_again(
    qtbot: QtBot, shipped_study: Study
):
    """F-03, F-04: what is not possible is off and says why."""
    _dialog, form, _ = changing(qtbot, shipped_study, HELD)
    assert form.in_force.text().startswith("on hold since 10-Nov-2026")
    assert possible(form) == [
        "resume at the same dose",
        "resume at a lower dose",
        "discontinue",
    ]
    off = form.action.entry.findChildren(QRadioButton)
    assert {one.toolTip() for one in off if not one.isEnabled()} == {
        "No capsules are taken already.",
        "Choose to resume at another dose.",
    }


def test_a_hold_is_resumed_at_the_same_dose(qtbot: QtBot, shipped_study: Study):
    """F-06."""
    dialog, _, saved = changing(qtbot, shipped_study, HELD)
    dose = "dose from Mon 23-Nov-2026 | on hold | 12 mg once daily"
    assert dose in rows(dialog)
    explain(qtbot, "toxicity resolved")
    save_by_keys(qtbot)
    assert dialog.confirm.act.text() == "&Resume 12 mg once daily"
    assert dialog.confirm.stay.text() == "&Keep the hold"
    dialog.confirm.act.click()
    (fact,) = saved[0]
    assert isinstance(fact, DoseDecision)
    assert (fact.action, fact.to) == (DoseAction.RESUME_SAME, None)
    assert fact.reason == "toxicity resolved"


def test_a_hold_is_resumed_one_step_lower(qtbot: QtBot, shipped_study: Study):
    dialog, _, saved = changing(qtbot, shipped_study, HELD)
    go(qtbot, RIGHT)
    explain(qtbot, "toxicity resolved")
    save_by_keys(qtbot)
    assert dialog.confirm.act.text() == "&Resume 8 mg once daily"
    dialog.confirm.act.click()
    (fact,) = saved[0]
    assert isinstance(fact, DoseDecision)
    assert (fact.action, fact.to) == (DoseAction.RESUME_REDUCED, "8 mg daily")


def test_a_hold_is_not_resumed_on_its_first_day(qtbot: QtBot, shipped_study: Study):
    """F-02."""
    _dialog, form, saved = changing(qtbot, shipped_study, HELD)
    replace_text(qtbot, "First day", "10-Nov-2026")
    explain(qtbot, "toxicity resolved")
    save_by_keys(qtbot)
    assert saved == []
    assert form.first.problem.text() == (
        "Enter a day after Tue 10-Nov-2026, the first day of the hold."
    )


def test_a_decision_never_takes_effect_before_the_last_one(
    qtbot: QtBot, shipped_study: Study
):
    """F-02: the earlier decision is corrected instead."""
    _dialog, form, saved = changing(qtbot, shipped_study, REDUCED)
    replace_text(qtbot, "First day without", "16-Nov-2026")
    explain(qtbot, "toxicity")
    save_by_keys(qtbot)
    assert saved == []
    assert form.first.problem.text().startswith("Enter Tue 17-Nov-2026 or a later day")


def test_a_stop_says_what_else_is_to_be_recorded(qtbot: QtBot, shipped_study: Study):
    dialog, form, saved = changing(qtbot, shipped_study)
    go(qtbot, RIGHT, DOWN)
    assert "record its last dose too, by End treatment" in form.result.text()
    explain(qtbot, "toxicity")
    save_by_keys(qtbot)
    assert dialog.confirm.act.text() == "&Discontinue lenvatinib"
    dialog.confirm.act.click()
    (fact,) = saved[0]
    assert isinstance(fact, DoseDecision)
    assert (fact.action, fact.to) == (DoseAction.DISCONTINUE, None)


def test_going_on_after_a_stop_is_possible_and_said(qtbot: QtBot, shipped_study: Study):
    """F-06: moving after discontinue needs the question."""
    dialog, form, saved = changing(qtbot, shipped_study, STOPPED)
    assert form.in_force.text().startswith("discontinued from 17-Nov-2026")
    assert possible(form) == ["resume at the same dose", "resume at a lower dose"]
    explain(qtbot, "toxicity resolved")
    save_by_keys(qtbot)
    assert "It was discontinued from 17-Nov-2026." in dialog.confirm.fact.text()
    assert dialog.confirm.stay.text() == "&Keep it stopped"
    dialog.confirm.act.click()
    assert len(saved) == 1


def test_upward_is_offered_only_where_the_profile_allows_it(
    qtbot: QtBot, shipped_study: Study
):
    """Product.md, decision 2."""
    _dialog, form, _ = changing(qtbot, shipped_study, REDUCED)
    assert "go up again" not in possible(form)
    allowed = with_setting(shipped_study, re_escalation=ReEscalation.WITH_REASON)
    dialog, form, saved = changing(qtbot, allowed, REDUCED)
    assert "go up again" in possible(form)
    go(qtbot, RIGHT, DOWN, RIGHT)
    explain(qtbot, "investigator's decision")
    save_by_keys(qtbot)
    assert "This is a higher dose." in dialog.confirm.fact.text()
    dialog.confirm.act.click()
    (fact,) = saved[0]
    assert isinstance(fact, DoseDecision)
    assert (fact.action, fact.to) == (DoseAction.RE_ESCALATE, "12 mg daily")


def test_a_hold_to_come_is_shown_by_the_days_it_takes(
    qtbot: QtBot, shipped_study: Study
):
    dialog, form, _ = changing(qtbot, shipped_study)
    replace_text(qtbot, "First day without", "+2d")
    assert "No capsules from Wed 25-Nov-2026." in form.result.text()
    assert "dose from Wed 25-Nov-2026 | 12 mg once daily | on hold" in rows(dialog)


def test_a_review_lies_behind_the_first_day(qtbot: QtBot, shipped_study: Study):
    """F-02."""
    _dialog, form, _ = changing(qtbot, shipped_study)
    replace_text(qtbot, "Review on", "-1d")
    press(qtbot, Qt.Key.Key_Tab)
    assert form.review.problem.text() == "Enter a day after Mon 23-Nov-2026."


def test_the_last_step_can_only_be_interrupted_or_ended(
    qtbot: QtBot, shipped_study: Study
):
    """F-03."""
    bottom = replace(REDUCED, to="4 mg every other day", reason="rash")
    _dialog, form, _ = changing(qtbot, shipped_study, bottom)
    assert possible(form) == ["interrupt", "discontinue"]
    assert plain(form.ladder.text()).count("(next step)") == 0


def test_a_drug_that_has_ended_is_not_changed(qtbot: QtBot, shipped_study: Study):
    """F-04."""
    ended = replace(ENDED, drug="lenvatinib", last_dose=november(20))
    dialog, _, _ = changing(qtbot, shipped_study, ended)
    assert dialog.summary.text() == (
        "lenvatinib has ended: the last dose was on 20-Nov-2026. Correct that record "
        "first."
    )
    assert not dialog.act.isEnabled()


def test_another_decision_to_come_is_told(qtbot: QtBot, shipped_study: Study):
    coming = replace(REDUCED, on=TODAY, starts=november(25))
    _dialog, form, _ = changing(qtbot, shipped_study, coming)
    assert "Another decision takes effect on 25-Nov-2026." in form.why.text()
    assert "12 mg once daily (now)" in plain(form.ladder.text())


def test_a_hold_of_today_is_resumed_tomorrow_unless_another_day_is_entered(
    qtbot: QtBot, shipped_study: Study
):
    """F-03: the day that is proposed is possible."""
    _dialog, form, _ = changing(qtbot, shipped_study, replace(HELD, starts=TODAY))
    assert form.first.value() == november(24)
    assert form.first.find_problem() == ""


@pytest.mark.parametrize(
    ("screen", "beside"),
    [(QSize(1318, 720), True), (QSize(1318, 1000), False), (QSize(752, 752), False)],
    ids=["wide and low", "tall enough", "too narrow"],
)
def test_the_effects_stand_beside_a_form_that_is_too_tall_for_them_below(
    screen: QSize, beside: bool
):
    """What a change does is in sight while it is entered, where there is room."""
    assert stands_beside([QSize(620, 420), QSize(420, 240)], screen) is beside
