"""Every kind of fact opens as it is recorded, and is corrected by keyboard."""

from dataclasses import replace
from datetime import date, time
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import DoseAction, Fact, FactsDocument, Hold
from scheduler.core.study import Study
from tests.ui.dialog_data import (
    BASELINE,
    BOOKED,
    DISPENSED,
    FACTS,
    PARTICIPANT,
    THIRD,
    focused,
    press,
    replace_text,
    rules,
    save_by_keys,
    show,
    tab_to,
    type_text,
)
from tests.ui.each_kind import (
    CAME_BACK,
    ENDED,
    EVENT,
    EXTRA,
    HOLD,
    IMAGING,
    MISSED,
    REDUCED,
    SEEN,
    UNPLANNED,
)
from tests.ui.elsewhere import Answer, facts_of
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.fact_words import fact_text
from ui.session import ParticipantId, Session
from ui.workflows import Workflows

# What is typed in which control, and what the fact is then.
TYPED: list[tuple[Fact, str, str, Fact]] = [
    (BASELINE, "Weight", "61,5", replace(BASELINE, grams=61_500)),
    (THIRD, "Start: Times", "0910", replace(THIRD, start=time(9, 10))),
    (BOOKED, "Time", "1030", replace(BOOKED, at=time(10, 30))),
    (
        HOLD,
        "Last day without",
        "15-Nov-2026",
        replace(HOLD, ends=date(2026, 11, 15)),
    ),
    (REDUCED, "Occurrence", "2", replace(REDUCED, occurrence=2)),
    (MISSED, "Last day", "05-Nov-2026", replace(MISSED, ends=date(2026, 11, 5))),
    (EXTRA, "Capsules beyond the order", "2", replace(EXTRA, capsules=2)),
    (DISPENSED, "Capsules", "60", replace(DISPENSED, capsules=60)),
    (CAME_BACK, "said to be lost", "1", replace(CAME_BACK, lost=1)),
    (IMAGING, "Date", "29-Oct-2026", replace(IMAGING, on=date(2026, 10, 29))),
    (UNPLANNED, "Date", "13-Nov-2026", replace(UNPLANNED, on=date(2026, 11, 13))),
    (SEEN, "Result", "149/92", replace(SEEN, value="149/92")),
    (ENDED, "Last dose", "12-Oct-2026", replace(ENDED, last_dose=date(2026, 10, 12))),
    (EVENT, "Note", "week 12 scan", replace(EVENT, reason="week 12 scan")),
]
KINDS = [type(fact).__name__ for fact, *_ in TYPED]


def opened(
    qtbot: QtBot, study: Study, fact: Fact
) -> tuple[CorrectFactDialog, list[tuple[object, ...]]]:
    saved: list[tuple[object, ...]] = []
    facts = FACTS if fact in FACTS else (*FACTS, fact)
    found = FactsDocument(study=study.key, participant=PARTICIPANT, facts=facts)
    dialog = CorrectFactDialog(
        rules(study),
        found,
        fact,
        lambda *given: saved.append(given),
        lambda *given: saved.append(given),
    )
    show(qtbot, dialog)
    return dialog, saved


def test_there_is_a_form_for_every_kind_of_fact():
    """Product.md, decision 17: every fact can be corrected."""
    assert sorted(KINDS) == sorted(kind.__name__ for kind in get_args(Fact))


@pytest.mark.parametrize("fact", [fact for fact, *_ in TYPED], ids=KINDS)
def test_a_form_opens_with_what_is_recorded_and_changes_nothing_of_it(
    qtbot: QtBot, shipped_study: Study, fact: Fact
):
    dialog, saved = opened(qtbot, shipped_study, fact)
    assert dialog.form.fact() == fact
    dialog.reason.entry.set_value("typing error")
    save_by_keys(qtbot)
    assert saved == []
    assert dialog.summary.text() == "Nothing is changed yet. Change a value first."


@pytest.mark.parametrize(("fact", "name", "typed", "right"), TYPED, ids=KINDS)
def test_every_kind_is_corrected_by_keyboard_with_a_reason(
    qtbot: QtBot, shipped_study: Study, fact: Fact, name: str, typed: str, right: Fact
):
    """F-08, K-01, D-07: what else is recorded of the fact stays as it was."""
    dialog, saved = opened(qtbot, shipped_study, fact)
    replace_text(qtbot, name, typed)
    save_by_keys(qtbot)
    assert saved == []
    assert dialog.reason.problem.text().startswith("Choose or say why")
    tab_to(qtbot, "Reason for change in your words")
    type_text(qtbot, "read again")
    save_by_keys(qtbot)
    assert saved == [(right, "read again")]


@pytest.mark.parametrize("fact", [fact for fact, *_ in TYPED], ids=KINDS)
def test_esc_leaves_an_untouched_correction_at_once(
    qtbot: QtBot, shipped_study: Study, fact: Fact
):
    """F-09: nothing was typed, so nothing is asked."""
    dialog, saved = opened(qtbot, shipped_study, fact)
    press(qtbot, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert saved == []


@pytest.mark.parametrize("fact", [fact for fact, *_ in TYPED], ids=KINDS)
def test_the_value_that_is_wrong_most_often_has_the_focus(
    qtbot: QtBot, shipped_study: Study, fact: Fact
):
    """K-02."""
    dialog, _ = opened(qtbot, shipped_study, fact)
    assert focused() is dialog.form.most_used()


def test_a_decision_to_discontinue_asks_for_no_dose(qtbot: QtBot, shipped_study: Study):
    stop = replace(REDUCED, action=DoseAction.DISCONTINUE, to=None)
    dialog, _ = opened(qtbot, shipped_study, stop)
    shown = [field.label.text() for field in dialog.form.fields() if field.is_asked()]
    assert "&New dose" not in shown
    assert dialog.form.fact() == stop


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (HOLD, "10-Nov-2026 to 14-Nov-2026, decided by Dr P. Nowak, toxicity"),
        (REDUCED, "Hypertension, grade 3, occurrence 1, decided by Dr P. Nowak"),
        (CAME_BACK, "containers did not come back"),
    ],
)
def test_two_versions_that_differ_are_told_apart_in_words(fact: Fact, said: str):
    assert said in fact_text(fact)


def test_what_cannot_be_is_refused_beside_the_value_and_nothing_typed_is_lost(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """F-01, F-09: the records refuse it, the form says so at the first day."""
    first = Hold(drug="lenvatinib", starts=date(2026, 11, 10), ends=date(2026, 11, 12))
    later = Hold(drug="lenvatinib", starts=date(2026, 11, 15), ends=date(2026, 11, 17))
    session.write(lambda store, by: store.record_visit(two[0], (first, later), by=by))
    stored = next(one for one in session.facts(two[0]) if one.fact == later)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        replace_text(qtbot, "First day without", "11-Nov-2026")
        dialog.reason.entry.set_value("wrong date")
        save_by_keys(qtbot)
        first_day = dialog.form.blamed()
        assert "11-Nov-2026 lies inside" in first_day.problem.text()
        assert focused() is first_day.entry.control()
        assert first_day.entry.control().text() == "11-Nov-2026"  # type: ignore[attr-defined]
        replace_text(qtbot, "First day without", "13-Nov-2026")
        assert first_day.problem.isHidden()
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.correct(stored)
    assert facts_of(session, two[0], Hold) == [
        first,
        replace(later, starts=date(2026, 11, 13)),
    ]
