"""Events, the end of treatment and of participation: shown first, then confirmed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
)
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    TODAY,
    focused,
    press,
    replace_text,
    save_by_keys,
    settle,
    tab_to,
    type_text,
)
from tests.ui.each_kind import ENDED
from tests.ui.recording import asked, november, recording, rows
from ui.forms.end_forms import EventForm
from ui.forms.end_treatment_form import EndTreatmentForm
from ui.forms.fact_form import Ground


def choose(qtbot: QtBot, name: str, typed: str) -> None:
    """Choose in a list by the letters that its words begin with."""
    tab_to(qtbot, name)
    type_text(qtbot, typed)


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_can_be_recorded(
    qtbot: QtBot, shipped_study: Study, kind: EventKind
):
    dialog, saved = recording(qtbot, shipped_study, EventForm)
    dialog.form.kind.entry.set_value(kind)  # type: ignore[attr-defined]
    save_by_keys(qtbot)
    if dialog.confirm.isVisible():
        dialog.confirm.act.click()
    assert saved == [(Event(event=kind, on=TODAY),)]


def test_an_unblinding_is_recorded_without_its_content(
    qtbot: QtBot, shipped_study: Study
):
    """I-07: what tells the treatment is held back before it is saved."""
    dialog, saved = recording(qtbot, shipped_study, EventForm)
    choose(qtbot, "Event", "emergency")
    reminder = dialog.form.masked.text()  # type: ignore[attr-defined]
    assert reminder == (
        "Only that it happened is recorded. Write nothing about the treatment."
    )
    replace_text(qtbot, "Note", "was on placebo")
    save_by_keys(qtbot)
    assert saved == []
    assert "“placebo”" in dialog.summary.text()
    replace_text(qtbot, "Note", "serious reaction")
    save_by_keys(qtbot)
    unblinded = EventKind.EMERGENCY_UNBLINDING
    event = Event(event=unblinded, on=TODAY, reason="serious reaction")
    assert saved == [(event,)]


def end_form(ground: Ground) -> EventForm:
    return EventForm(ground, kinds=ground.study.ends_with)


def test_the_end_of_participation_is_shown_and_confirmed(
    qtbot: QtBot, shipped_study: Study
):
    """F-06, F-07: the new fact, specific verbs, Esc is safe."""
    dialog, saved = recording(qtbot, shipped_study, end_form)
    choose(qtbot, "Event", "withdrawal")
    settle()
    said = " / ".join(rows(dialog))
    assert "C5D1 | Planned | Cancelled" in said
    save_by_keys(qtbot)
    assert saved == []
    assert dialog.confirm.fact.text() == (
        "Withdrawal of consent on Mon 23-Nov-2026 ends participation: no visit takes "
        "place after it."
    )
    assert dialog.confirm.act.text() == "&End participation"
    assert focused() is dialog.confirm.stay
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    save_by_keys(qtbot)
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is dialog.confirm.act
    press(qtbot, Qt.Key.Key_Space)
    assert saved == [(Event(event=EventKind.WITHDRAWAL, on=TODAY),)]


def test_both_drugs_end_in_one_step(qtbot: QtBot, shipped_study: Study):
    """F-06, F-07."""
    dialog, saved = recording(qtbot, shipped_study, EndTreatmentForm)
    said = " / ".join(rows(dialog))
    assert "end of treatment | not planned | Mon 30-Nov-2026" in said
    replace_text(qtbot, "Last dose of lenvatinib", "20-Nov-2026")
    choose(qtbot, "Reason", "progression")
    save_by_keys(qtbot)
    assert dialog.confirm.fact.text() == (
        "lenvatinib ends: last dose on Fri 20-Nov-2026. toripalimab or placebo ends: "
        "last dose on Mon 02-Nov-2026."
    )
    dialog.confirm.act.click()
    ends = [
        EndOfTreatment(drug=drug, last_dose=day, reason="progression")
        for drug, day in (("lenvatinib", november(20)), ("infusion", november(2)))
    ]
    assert saved == [tuple(ends)]


def test_one_drug_ends_by_itself(qtbot: QtBot, shipped_study: Study):
    dialog, saved = recording(qtbot, shipped_study, EndTreatmentForm)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Right)
    assert "Last dose of lenvatinib" not in asked(dialog)
    choose(qtbot, "Reason", "toxicity")
    save_by_keys(qtbot)
    dialog.confirm.act.click()
    assert saved == [
        (EndOfTreatment(drug="infusion", last_dose=november(2), reason="toxicity"),)
    ]


def test_a_drug_that_has_ended_cannot_end_again(qtbot: QtBot, shipped_study: Study):
    """F-03, F-04."""
    dialog, _ = recording(qtbot, shipped_study, EndTreatmentForm, ENDED)
    choice = dialog.form.which.entry  # type: ignore[attr-defined]
    off = [
        one
        for one in choice.findChildren(type(choice.control()))
        if not one.isEnabled()
    ]
    assert [one.text() for one in off] == ["&both drugs", "toripalimab or placebo"]
    assert all("was on 02-Nov-2026" in one.toolTip() for one in off)
    assert asked(dialog)[1:] == ["Last dose of lenvatinib", "Reason"]


def test_treatment_that_has_ended_is_corrected_instead(
    qtbot: QtBot, shipped_study: Study
):
    """F-04."""
    other = EndOfTreatment(drug="lenvatinib", last_dose=november(3))
    dialog, saved = recording(qtbot, shipped_study, EndTreatmentForm, ENDED, other)
    assert dialog.summary.text().startswith("Treatment has ended:")
    assert not dialog.act.isEnabled()
    save_by_keys(qtbot)
    assert saved == []


def test_the_end_of_capsules_is_proposed_by_the_decision_to_stop(
    qtbot: QtBot, shipped_study: Study
):
    stop = DoseDecision(
        on=november(16), starts=november(18), action=DoseAction.DISCONTINUE
    )
    dialog, _ = recording(qtbot, shipped_study, EndTreatmentForm, stop)
    assert dialog.form.capsules.value() == november(17)  # type: ignore[attr-defined]
